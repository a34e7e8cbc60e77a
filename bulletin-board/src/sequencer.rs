//! One task an election that gives lines their places: it takes what is waiting, examines each line after the ones
//! before it, commits all that are good in one transaction, and only then acknowledges.

use crate::{
    admission::Door,
    cosigning,
    error::Refused,
    identity::Identity,
    metrics,
    publication::{Publication, Publisher},
    server::Board,
    store::{NewLine, Store, StoreError, Turn},
    tree::{Recount, Recounted},
};
use bulletin_board_client::api::LogEnd;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::Election,
    entry::{Entry, Kind, Signer, Submission},
    receipt::Receipt,
    tlog::{Frontier, KeyName, Policy, VerifierKey, checkpoint::log_key},
};
use std::{
    collections::HashMap,
    fmt::Display,
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};
use tokio::sync::{RwLock, RwLockWriteGuard, mpsc, oneshot, watch};

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

    /// Takes in a line that was examined and is, or is about to be, stored.
    pub(crate) fn absorb(&mut self, entry: &Entry) {
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
        let mut recount = Recount::begin(store, id).await?;
        let first = store.page(id, 0, 1).await?;
        let line = first
            .iter()
            .next()
            .ok_or_else(|| damaged(id, 0, "there is no line 0"))?;
        let entry = Entry::parse(line.as_bytes()).map_err(|error| damaged(id, 0, error))?;
        if entry.hash() != id {
            return Err(damaged(id, 0, "its hash is not the election's id"));
        }
        let (election, violations) = Election::begin(&entry).map_err(|error| damaged(id, 0, error))?;
        if let Some(violation) = violations.first() {
            return Err(damaged(id, 0, violation));
        }
        recount.push(line.as_bytes())?;
        let mut committed = Self::begin(&entry, election);
        // Other servers may append meanwhile: what they append is not a part of this tree.
        let size = recount.size();
        committed.read(store, size, Some(&mut recount)).await?;
        let recounted = recount.finish()?;
        committed.catch_up(store).await?;
        Ok((committed, recounted))
    }

    /// Reads what is stored beyond this state, and checks it likewise, but for the tree.
    async fn catch_up(&mut self, store: &Store) -> Result<(), StoreError> {
        self.read(store, Frontier::LARGEST, None).await
    }

    /// Reads lines before position `to`.
    async fn read(
        &mut self,
        store: &Store,
        to: u64,
        mut recount: Option<&mut Recount>,
    ) -> Result<(), StoreError> {
        let id = *self.election.id();
        loop {
            let page = store.page(&id, self.election.entries(), to).await?;
            if page.is_empty() {
                return Ok(());
            }
            for line in page.iter() {
                let seq = self.election.entries();
                let entry = Entry::parse(line.as_bytes()).map_err(|error| damaged(&id, seq, error))?;
                if let Some(recount) = &mut recount {
                    recount.push(line.as_bytes())?;
                }
                if let Some(violation) = self.election.examine(&entry).first() {
                    return Err(damaged(&id, seq, violation));
                }
                self.absorb(&entry);
            }
        }
    }

    /// What has been acknowledged of this log.
    fn acknowledged(&self) -> Acknowledged {
        Acknowledged {
            entries: self.election.entries(),
            head: *self.election.head(),
        }
    }
}

fn damaged(election: &Hash, seq: u64, reason: impl Display) -> StoreError {
    StoreError::Damaged {
        election: *election,
        seq,
        reason: reason.to_string(),
    }
}

/// Where a log ended when its lines were acknowledged: a promise.
struct Acknowledged {
    entries: u64,
    head: Hash,
}

impl Acknowledged {
    /// Whether the stored log has these very lines.
    async fn is_kept(&self, store: &Store, id: &Hash) -> Result<(), StoreError> {
        let last = self.entries.saturating_sub(1);
        let page = store.page(id, last, self.entries).await?;
        if page
            .iter()
            .next()
            .is_some_and(|line| Hash::of(line.as_bytes()) == self.head)
        {
            return Ok(());
        }
        Err(damaged(
            id,
            last,
            "an acknowledged line is missing, or another one is in its place",
        ))
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
    /// Where the committed log ends.
    pub(crate) news: watch::Sender<LogEnd>,
    queue: mpsc::Sender<Waiting>,
}

impl ElectionHandle {
    /// Starts the election's tasks: this one, the one that signs checkpoints, and those that show them to witnesses.
    pub(crate) async fn start(
        committed: Committed,
        recounted: Recounted,
        board: &Board,
    ) -> Result<Arc<Self>, StoreError> {
        let (store, identity) = (board.store.clone(), board.identity.clone());
        let id = *committed.election.id();
        let (log, policy) = transparency(&committed.election)?;
        let publication = Publication::restore(&id, log, policy, recounted.newest.as_ref(), &store).await?;
        let publication = Arc::new(publication);
        let publisher = Publisher::new(
            id,
            recounted,
            identity.clone(),
            store.clone(),
            publication.clone(),
            board.mode,
        );
        let (queue, waiting) = mpsc::channel(QUEUE);
        let handle = Arc::new(Self {
            id,
            news: watch::Sender::new(LogEnd::of(&committed.election)),
            committed: RwLock::new(committed),
            publication: publication.clone(),
            door: OnceLock::new(),
            queue,
        });
        // The tasks end with the last handle that could post to this one.
        let weak = Arc::downgrade(&handle);
        tokio::spawn(publisher.run(weak.clone(), board.checkpoint_interval));
        if !board.is_read_only() {
            cosigning::start(id, &publication, &store, &weak);
        }
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

    /// Takes in what other servers have appended. Says whether there was anything.
    pub(crate) async fn catch_up(&self, store: &Store) -> Result<bool, StoreError> {
        let mut committed = self.committed.write().await;
        let before = committed.acknowledged();
        let caught_up = match before.is_kept(store, &self.id).await {
            Ok(()) => committed.catch_up(store).await,
            Err(error) => Err(error),
        };
        match caught_up {
            Ok(()) => {
                self.tell(LogEnd::of(&committed.election));
                Ok(committed.election.entries() > before.entries)
            }
            Err(error @ StoreError::Damaged { .. }) => end(&self.id, &error),
            Err(error) => Err(error),
        }
    }

    /// Tells listeners where the log ends.
    fn tell(&self, end: LogEnd) {
        self.news.send_if_modified(|news| {
            let is_new = *news != end;
            *news = end;
            is_new
        });
    }

    /// Lines that wait for their place.
    pub(crate) fn waiting(&self) -> usize {
        QUEUE.saturating_sub(self.queue.capacity())
    }

    /// Readers wait while this holds the lock, so they never see what is not committed.
    async fn place(&self, batch: Vec<Waiting>, store: &Store, identity: &Identity) {
        let turn = match store.turn(&self.id).await {
            Ok(turn) => turn,
            Err(error) => {
                tracing::error!(election = %self.id, %error, "there is no turn to store lines");
                for waiting in batch {
                    drop(waiting.answer.send(Err(Refused::trouble())));
                }
                return;
            }
        };
        let mut committed = self.committed.write().await;
        let acknowledged = committed.acknowledged();
        if let Err(error) = follow(&mut committed, &turn, store).await {
            tracing::error!(election = %self.id, %error, "the log of other servers cannot be taken in");
            drop(turn);
            reload(committed, store, &self.id, &acknowledged).await;
            for waiting in batch {
                drop(waiting.answer.send(Err(Refused::trouble())));
            }
            return;
        }
        let acknowledged = committed.acknowledged();
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
        let id = self.id;
        let stored = if lines.is_empty() {
            store.pass(turn).await
        } else {
            let start = Instant::now();
            let stored = store.append(turn, &id, &lines).await;
            metrics::committed(start.elapsed(), stored.is_ok());
            stored
        };
        drop(lines);
        if let Err(error) = stored {
            tracing::error!(election = %id, %error, "lines could not be stored");
            reload(committed, store, &id, &acknowledged).await;
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
        let end = LogEnd::of(&committed.election);
        drop(committed);
        let entries = end.entries;
        self.tell(end);
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
            metrics::appended(&id, entry.submission().kind());
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
pub(crate) fn transparency(election: &Election) -> Result<(VerifierKey, Policy), StoreError> {
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

/// Takes in what other servers have appended before it was our turn.
async fn follow(committed: &mut Committed, turn: &Turn, store: &Store) -> Result<(), StoreError> {
    if turn.head.size() > committed.election.entries() {
        committed.catch_up(store).await?;
    }
    let here = committed.acknowledged();
    if (turn.head.size(), turn.head.last) == (here.entries, here.head) {
        return Ok(());
    }
    Err(damaged(
        committed.election.id(),
        turn.head.size(),
        "the stored log does not end where it was left",
    ))
}

/// How often a database is asked whether it is there again.
const RETRY: Duration = Duration::from_millis(250);

/// After an error nobody knows what is stored: read it again, and serve nothing else. If that is impossible the program
/// ends, and its next start will try again.
async fn reload(
    mut committed: RwLockWriteGuard<'_, Committed>,
    store: &Store,
    id: &Hash,
    acknowledged: &Acknowledged,
) {
    let start = Instant::now();
    loop {
        let loaded = match acknowledged.is_kept(store, id).await {
            Ok(()) => Committed::load(store, id).await,
            Err(error) => Err(error),
        };
        match loaded {
            Ok((loaded, _)) => {
                *committed = loaded;
                return;
            }
            // The program is about to end: until then nobody may see what was not stored.
            Err(_) if store.is_closed() => std::future::pending().await,
            Err(error @ StoreError::Damaged { .. }) => end(id, &error),
            Err(error) if start.elapsed() >= store.patience() => end(id, &error),
            Err(error) => {
                tracing::warn!(election = %id, %error, "waiting for the database");
                tokio::time::sleep(RETRY).await;
            }
        }
    }
}

pub(crate) fn end(id: &Hash, error: &StoreError) -> ! {
    tracing::error!(election = %id, %error, "the log cannot be served: ending");
    std::process::exit(2)
}
