//! One task an election that gives lines their places: it takes what is waiting, examines each line after the ones
//! before it, commits all that are good in one transaction, and only then acknowledges.

use crate::{
    admission::Door,
    cosigning,
    error::Refused,
    identity::Identity,
    publication::{Publication, Publisher},
    store::{NewLine, Store, StoreError},
    tree::{Recount, Recounted},
};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::Election,
    entry::{Entry, Kind, Signer, Submission},
    receipt::Receipt,
    tlog::{KeyName, Policy, VerifierKey, checkpoint::log_key},
};
use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::sync::{RwLock, RwLockWriteGuard, mpsc, oneshot};

/// Lines of one transaction.
const BATCH: usize = 256;
/// Lines that may wait.
const QUEUE: usize = 4 * BATCH;

/// What a posted line became.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub(crate) receipt: Receipt,
    /// Whether it was in the log before.
    pub(crate) repeated: bool,
}

type Outcome = Result<Placed, Refused>;

struct Waiting {
    submission: Submission,
    answer: oneshot::Sender<Outcome>,
}

/// An election and the places of its lines, exactly as committed.
pub(crate) struct Committed {
    pub(crate) election: Election,
    places: HashMap<(Signer, Hash), (u64, Hash)>,
}

impl Committed {
    /// State after line 0.
    pub(crate) fn begin(entry: &Entry, election: Election) -> Self {
        let mut committed = Self {
            election,
            places: HashMap::new(),
        };
        committed.remember(entry);
        committed
    }

    fn remember(&mut self, entry: &Entry) {
        let submission = entry.submission();
        self.places.insert(
            (submission.signer(), submission.body_hash()),
            (entry.seq(), *entry.hash()),
        );
    }

    fn absorb(&mut self, entry: &Entry) {
        self.election.absorb(entry);
        self.remember(entry);
    }

    /// The first receipt of a line that was posted before.
    pub(crate) fn receipt(&self, identity: &Identity, submission: &Submission) -> Option<Receipt> {
        let body = submission.body_hash();
        let (seq, line) = self.places.get(&(submission.signer(), body))?;
        Some(Receipt::sign(
            &identity.key,
            *self.election.id(),
            *seq,
            *line,
            body,
        ))
    }

    /// Reads a log from storage and checks every line, but for ballots' proofs, which were checked at the door; and the
    /// tree over them, and that it is the one that was signed.
    pub(crate) async fn load(store: &Store, id: &Hash) -> Result<(Self, Recounted), StoreError> {
        let damaged = |seq: u64, reason: String| StoreError::Damaged {
            election: *id,
            seq,
            reason,
        };
        let mut committed: Option<Self> = None;
        let mut recount = Recount::begin(store, id).await?;
        let mut seq = 0u64;
        loop {
            let page = store.page(id, seq, u64::MAX >> 1).await?;
            if page.is_empty() {
                let committed = committed.ok_or_else(|| damaged(0, "there is no line 0".to_owned()))?;
                return Ok((committed, recount.finish()?));
            }
            for line in page {
                let entry = Entry::parse(line.as_bytes()).map_err(|error| damaged(seq, error.to_string()))?;
                recount.push(line.as_bytes())?;
                let violations = match &mut committed {
                    None => {
                        if entry.hash() != id {
                            return Err(damaged(0, "its hash is not the election's id".to_owned()));
                        }
                        let (election, violations) =
                            Election::begin(&entry).map_err(|error| damaged(0, error.to_string()))?;
                        committed = Some(Self::begin(&entry, election));
                        violations
                    }
                    Some(committed) => {
                        let violations = committed.election.examine(&entry);
                        committed.absorb(&entry);
                        violations
                    }
                };
                if let Some(violation) = violations.first() {
                    return Err(damaged(seq, violation.to_string()));
                }
                seq = seq.saturating_add(1);
            }
        }
    }
}

/// An election that is being served.
pub(crate) struct ElectionHandle {
    pub(crate) committed: RwLock<Committed>,
    id: Hash,
    /// Where its checkpoints appear.
    pub(crate) publication: Arc<Publication>,
    /// Opened by the first line of a voter.
    pub(crate) door: OnceLock<Door>,
    queue: mpsc::Sender<Waiting>,
}

impl ElectionHandle {
    /// Starts the election's tasks: this one, the one that signs a checkpoint every `interval`, and those that show
    /// them to witnesses.
    pub(crate) async fn start(
        committed: Committed,
        recounted: Recounted,
        store: Store,
        identity: Arc<Identity>,
        interval: Duration,
    ) -> Result<Arc<Self>, StoreError> {
        let id = *committed.election.id();
        let (log, policy) = transparency(&committed.election)?;
        let publication = Publication::restore(&id, log, policy, recounted.newest.as_ref(), &store).await?;
        cosigning::check_memory(&id, &publication, &store).await?;
        let publication = Arc::new(publication);
        let publisher = Publisher::new(
            id,
            recounted,
            identity.clone(),
            store.clone(),
            publication.clone(),
        );
        let (queue, waiting) = mpsc::channel(QUEUE);
        let handle = Arc::new(Self {
            id,
            committed: RwLock::new(committed),
            publication: publication.clone(),
            door: OnceLock::new(),
            queue,
        });
        // The tasks end with the last handle that could post to this one.
        let weak = Arc::downgrade(&handle);
        tokio::spawn(publisher.run(weak.clone(), interval));
        cosigning::start(id, &publication, &store, &weak);
        tokio::spawn(async move {
            let mut waiting = waiting;
            let mut batch = Vec::with_capacity(BATCH);
            while waiting.recv_many(&mut batch, BATCH).await > 0 {
                let Some(handle) = weak.upgrade() else { return };
                handle.place(std::mem::take(&mut batch), &store, &identity).await;
            }
        });
        Ok(handle)
    }

    /// The election's id.
    pub(crate) const fn id(&self) -> Hash {
        self.id
    }

    /// Gives a line its place, or says why not. Its ballot proofs must have been checked.
    pub(crate) async fn post(&self, submission: Submission) -> Outcome {
        let (answer, answered) = oneshot::channel();
        self.queue
            .try_send(Waiting { submission, answer })
            .map_err(|_| Refused::busy())?;
        answered.await.unwrap_or_else(|_| Err(Refused::trouble()))
    }

    /// Readers wait while this holds the lock, so they never see what is not committed.
    async fn place(&self, batch: Vec<Waiting>, store: &Store, identity: &Identity) {
        let mut committed = self.committed.write().await;
        let mut placed: Vec<(Entry, oneshot::Sender<Outcome>)> = Vec::with_capacity(batch.len());
        let mut repeated = Vec::new();
        let mut refused = Vec::new();
        for Waiting { submission, answer } in batch {
            if let Some(receipt) = committed.receipt(identity, &submission) {
                repeated.push((receipt, answer));
                continue;
            }
            match next_entry(&committed.election, submission) {
                Ok(entry) => {
                    committed.absorb(&entry);
                    placed.push((entry, answer));
                }
                // Not told before what it was judged after is committed.
                Err(reason) => refused.push((reason, answer)),
            }
        }
        let lines: Vec<NewLine<'_>> = placed.iter().map(|(entry, _)| NewLine::of(entry)).collect();
        let id = *committed.election.id();
        let stored = if lines.is_empty() {
            Ok(())
        } else {
            store.append(&id, &lines).await
        };
        drop(lines);
        if let Err(error) = stored {
            tracing::error!(election = %id, %error, "lines could not be stored");
            reload(committed, store, &id).await;
            for answer in placed
                .into_iter()
                .map(|(_, answer)| answer)
                .chain(repeated.into_iter().map(|(_, answer)| answer))
                .chain(refused.into_iter().map(|(_, answer)| answer))
            {
                drop(answer.send(Err(Refused::trouble())));
            }
            return;
        }
        let entries = committed.election.entries();
        drop(committed);
        tracing::debug!(election = %id, lines = placed.len(), entries, "committed");
        let ends = |kind: Kind| matches!(kind, Kind::Close | Kind::Result | Kind::Abort);
        if placed.iter().any(|(entry, _)| ends(entry.submission().kind())) {
            self.publication.hurry();
        }
        for (reason, answer) in refused {
            // The poster may have gone.
            drop(answer.send(Err(reason)));
        }
        for (entry, answer) in placed {
            let body = entry.submission().body_hash();
            let receipt = Receipt::sign(&identity.key, id, entry.seq(), *entry.hash(), body);
            drop(answer.send(Ok(Placed {
                receipt,
                repeated: false,
            })));
        }
        for (receipt, answer) in repeated {
            drop(answer.send(Ok(Placed {
                receipt,
                repeated: true,
            })));
        }
    }
}

/// Key and policy of an election's log.
fn transparency(election: &Election) -> Result<(VerifierKey, Policy), StoreError> {
    let log = &election.manifest().log;
    let damaged = |reason: String| StoreError::Damaged {
        election: *election.id(),
        seq: 0,
        reason,
    };
    let origin = KeyName::new(&log.origin).map_err(|error| damaged(error.to_string()))?;
    let policy = election.manifest().policy();
    let policy = policy.map_err(|error| damaged(error.to_string()))?;
    Ok((log_key(&origin, log.key), policy))
}

fn next_entry(election: &Election, submission: Submission) -> Result<Entry, Refused> {
    if let Some(violation) = election.examine_submission(&submission).first() {
        return Err(Refused::from(violation).after(election.entries()));
    }
    let kind: Kind = submission.kind();
    Entry::place(election.entries(), *election.head(), submission).map_err(|error| {
        tracing::warn!(%kind, %error, "a line does not fit");
        Refused::from(&error).after(election.entries())
    })
}

/// After an error nobody knows what is stored: read it again, and serve nothing else. If that is impossible the program
/// ends, and its next start will try again.
async fn reload(mut committed: RwLockWriteGuard<'_, Committed>, store: &Store, id: &Hash) {
    match Committed::load(store, id).await {
        Ok((loaded, _)) => *committed = loaded,
        // The program is about to end: until then nobody may see what was not stored.
        Err(_) if store.is_closed() => std::future::pending().await,
        Err(error) => {
            tracing::error!(election = %id, %error, "the log cannot be read again: ending");
            std::process::exit(2);
        }
    }
}
