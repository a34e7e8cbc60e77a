//! One task an election that gives lines their places: it takes what is waiting, examines each line after the ones
//! before it, commits all that are good in one transaction, and only then acknowledges.

use crate::{
    admission::Door,
    committed::{Committed, end, follow, reload},
    cosigning,
    error::Refused,
    faults::step,
    identity::Identity,
    metrics,
    publication::{Publication, Publisher},
    server::Board,
    store::{NewLine, Store, StoreError},
    tree::Recounted,
    turnout::Times,
};
use bulletin_board_client::api::LogEnd;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::Election,
    entry::{Entry, Kind, Submission},
    receipt::Receipt,
    tlog::{KeyName, Policy, VerifierKey, checkpoint::log_key},
};
use std::{
    sync::{Arc, OnceLock},
    time::Instant,
};
use tokio::sync::{RwLock, mpsc, oneshot, watch};

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

/// An election that is being served.
pub(crate) struct ElectionHandle {
    pub(crate) committed: RwLock<Committed>,
    id: Hash,
    /// Where its checkpoints appear.
    pub(crate) publication: Arc<Publication>,
    /// When its lines were cosigned.
    pub(crate) times: Times,
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
        if !board.is_read_only() {
            board.memory.check(&id, publication.log(), &store).await?;
            // Now what is stored may be shown.
            store.settle(&id).await?;
            if let Some(newest) = publication.published().newest {
                board.memory.remember(&id, &newest).await?;
            }
        }
        let publication = Arc::new(publication);
        publication
            .watch()
            .grow(committed.election.entries(), Instant::now());
        let publisher = Publisher::new(
            id,
            recounted,
            identity.clone(),
            store.clone(),
            publication.clone(),
            board.mode,
            board.memory.clone(),
        );
        let (queue, waiting) = mpsc::channel(QUEUE);
        let handle = Arc::new(Self {
            id,
            news: watch::Sender::new(LogEnd::of(&committed.election)),
            committed: RwLock::new(committed),
            publication: publication.clone(),
            times: Times::default(),
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
        self.publication.watch().grow(end.entries, Instant::now());
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
        step!("append-batch");
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
            for answer in repeated
                .into_iter()
                .map(|(_, answer)| answer)
                .chain(refused.into_iter().map(|(_, answer)| answer))
            {
                drop(answer.send(Err(Refused::trouble())));
            }
            self.tell_again(placed, store, identity).await;
            return;
        }
        step!("append-confirmed");
        let end = LogEnd::of(&committed.election);
        drop(committed);
        let entries = end.entries;
        self.tell(end);
        tracing::debug!(election = %id, lines = placed.len(), entries, "committed");
        let ends = |kind: Kind| matches!(kind, Kind::Close | Kind::Result | Kind::Abort);
        if placed.iter().any(|(entry, _)| ends(entry.submission().kind())) {
            self.publication.hurry();
        } else {
            self.publication.stir();
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
            step!("append-acknowledged");
        }
        for (receipt, answer) in repeated {
            drop(answer.send(Ok(Placed {
                receipt,
                repeated: true,
            })));
        }
    }

    /// After an error: lines that were stored all the same, as the log that was read again shows, get their receipts.
    async fn tell_again(
        &self,
        placed: Vec<(Entry, oneshot::Sender<Outcome>)>,
        store: &Store,
        identity: &Identity,
    ) {
        let settled = store.settle(&self.id).await;
        let committed = self.committed.read().await;
        self.tell(LogEnd::of(&committed.election));
        for (entry, answer) in placed {
            let stored = committed.receipt(identity, entry.submission());
            let outcome = match (&settled, stored) {
                (Ok(()), Some(receipt)) => {
                    metrics::appended(&self.id, entry.submission().kind());
                    Ok(Placed {
                        receipt,
                        repeated: false,
                    })
                }
                _ => Err(Refused::trouble()),
            };
            drop(answer.send(outcome));
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
