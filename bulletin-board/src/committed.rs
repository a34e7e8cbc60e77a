//! A log as it is committed: read from storage, checked line by line, and read again after trouble.

use crate::{
    identity::Identity,
    store::{Store, StoreError, Turn},
    tree::{Recount, Recounted},
    turnout::Growth,
};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::Election,
    entry::{Entry, Signer, Submission},
    receipt::Receipt,
    tlog::Frontier,
};
use std::{
    collections::HashMap,
    fmt::Display,
    time::{Duration, Instant},
};
use tokio::sync::RwLockWriteGuard;

/// How often a database is asked whether it is there again.
const RETRY: Duration = Duration::from_millis(250);

/// An election and the places of its lines, exactly as committed.
pub(crate) struct Committed {
    pub(crate) election: Election,
    /// Of its ballots.
    pub(crate) growth: Growth,
    places: HashMap<(Signer, Hash), (u64, Hash)>,
}

impl Committed {
    /// State after line 0.
    pub(crate) fn begin(entry: &Entry, election: Election) -> Self {
        let mut committed = Self {
            election,
            growth: Growth::NOTHING,
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
        self.growth.follow(&self.election);
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
    pub(crate) async fn catch_up(&mut self, store: &Store) -> Result<(), StoreError> {
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
    pub(crate) fn acknowledged(&self) -> Acknowledged {
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
pub(crate) struct Acknowledged {
    pub(crate) entries: u64,
    head: Hash,
}

impl Acknowledged {
    /// Whether the stored log has these very lines.
    pub(crate) async fn is_kept(&self, store: &Store, id: &Hash) -> Result<(), StoreError> {
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

/// Takes in what other servers have appended before it was our turn.
pub(crate) async fn follow(committed: &mut Committed, turn: &Turn, store: &Store) -> Result<(), StoreError> {
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

/// After an error nobody knows what is stored: read it again, and serve nothing else. If that is impossible the program
/// ends, and its next start will try again.
pub(crate) async fn reload(
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
