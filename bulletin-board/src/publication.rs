//! What is public of a log's checkpoints, and the task an election that signs them: of what is committed, read again
//! from storage and hashed again, and stored before anybody sees it.

use crate::{
    faults::step,
    identity::Identity,
    memory::Memory,
    sequencer::ElectionHandle,
    server::Mode,
    standing::{Cosigned, Watch},
    store::{Store, StoreError, StoredCheckpoint, StoredCosignature},
    tree::{self, Recount, Recounted},
};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{
    Checkpoint, Frontier, NodeHash, Policy, SignedCheckpoint, VerifierKey, WitnessedCheckpoint,
    note::{NoteSignature, Signed},
    policy::Witness,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
    time::{Duration, Instant},
};
use tokio::sync::{Notify, watch};

/// How long to wait after trouble with the storage.
const PAUSE: Duration = Duration::from_secs(5);
/// How far back the newest checkpoint with a quorum is searched at once, in lines.
const SEARCH: u64 = 256;

/// What is public of a log's checkpoints, each with the cosignatures that there are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Published {
    /// The newest.
    pub(crate) newest: Option<Arc<SignedCheckpoint>>,
    /// The one that the witnesses are asked about.
    pub(crate) asked: Option<Arc<SignedCheckpoint>>,
    /// The newest that has the quorum.
    pub(crate) witnessed: Option<Arc<SignedCheckpoint>>,
}

/// Lines that a checkpoint covers.
pub(crate) fn size_of(checkpoint: Option<&Arc<SignedCheckpoint>>) -> u64 {
    checkpoint.map_or(0, |signed| signed.checkpoint().size)
}

impl Published {
    /// Lines that the newest checkpoint covers.
    pub(crate) fn size(&self) -> u64 {
        size_of(self.newest.as_ref())
    }

    /// Takes what has the quorum by now as witnessed.
    fn settle(&mut self, policy: &Policy) {
        for candidate in [&self.asked, &self.newest] {
            if size_of(candidate.as_ref()) > size_of(self.witnessed.as_ref())
                && candidate
                    .as_ref()
                    .is_some_and(|signed| has_quorum(signed, policy))
            {
                self.witnessed.clone_from(candidate);
            }
        }
    }
}

fn has_quorum(signed: &SignedCheckpoint, policy: &Policy) -> bool {
    WitnessedCheckpoint::open(&signed.to_string(), policy)
        .is_ok_and(|witnessed| witnessed.check_quorum().is_ok())
}

/// Where an election's checkpoints appear.
#[derive(Debug)]
pub(crate) struct Publication {
    /// The log's key under its origin.
    log: VerifierKey,
    policy: Policy,
    published: watch::Sender<Published>,
    /// A checkpoint is due at once.
    wake: Notify,
    /// Lines were committed here.
    lines: Notify,
    watch: Watch,
}

impl Publication {
    /// What storage has of this log.
    pub(crate) async fn restore(
        id: &Hash,
        log: VerifierKey,
        policy: Policy,
        newest: Option<&StoredCheckpoint>,
        store: &Store,
    ) -> Result<Self, StoreError> {
        let mut published = Published::default();
        if let Some(newest) = newest {
            let cosignatures = store.cosignatures(id, newest.size, newest.size).await?;
            let signed = composed(newest, &cosignatures, &log);
            published.newest = Some(signed.map_err(|reason| damaged(id, newest.size, reason))?);
            published.settle(&policy);
            if published.witnessed.is_none() {
                published.witnessed = last_witnessed(id, &log, &policy, newest.size, store).await?;
            }
        }
        let watch = Watch::default();
        if published.newest.is_some() {
            watch.publish(Instant::now());
        }
        // The older first.
        for signed in [&published.witnessed, &published.newest].into_iter().flatten() {
            for witness in policy.witnesses() {
                remember(&watch, witness, signed);
            }
        }
        Ok(Self {
            log,
            policy,
            published: watch::Sender::new(published),
            wake: Notify::new(),
            lines: Notify::new(),
            watch,
        })
    }

    /// The log's key under its origin.
    pub(crate) const fn log(&self) -> &VerifierKey {
        &self.log
    }

    /// Whose cosignatures a checkpoint needs.
    pub(crate) const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// When lines, checkpoints and cosignatures came.
    pub(crate) const fn watch(&self) -> &Watch {
        &self.watch
    }

    /// What is public now.
    pub(crate) fn published(&self) -> Published {
        self.published.borrow().clone()
    }

    /// What is public, and each change of it.
    pub(crate) fn changes(&self) -> watch::Receiver<Published> {
        self.published.subscribe()
    }

    /// Asks for a checkpoint at once.
    pub(crate) fn hurry(&self) {
        self.wake.notify_one();
    }

    /// Tells of lines: a log at rest signs them at once, one in a rush after its pause.
    pub(crate) fn stir(&self) {
        self.lines.notify_one();
    }

    /// Shows a checkpoint, which must have been stored.
    fn publish(&self, signed: Arc<SignedCheckpoint>) {
        self.published.send_modify(|published| {
            published.newest = Some(signed);
            published.settle(&self.policy);
        });
        self.watch.publish(Instant::now());
        self.settled();
    }

    /// The newest checkpoint, about which the witnesses are asked from now on; none if they were asked about it before.
    pub(crate) fn ask(&self) -> Option<Arc<SignedCheckpoint>> {
        let mut next = None;
        self.published.send_if_modified(|published| {
            if published.size() > size_of(published.asked.as_ref()) {
                published.asked.clone_from(&published.newest);
                next.clone_from(&published.newest);
            }
            false
        });
        next
    }

    /// Shows cosignatures of the checkpoint of this size, which must have been verified and stored.
    pub(crate) fn cosign(&self, size: u64, signatures: &[NoteSignature]) {
        self.published.send_modify(|published| {
            for checkpoint in [&mut published.asked, &mut published.newest]
                .into_iter()
                .flatten()
            {
                if checkpoint.checkpoint().size == size
                    && let Ok(cosigned) = SignedCheckpoint::clone(checkpoint).with(signatures.iter().cloned())
                {
                    *checkpoint = Arc::new(cosigned);
                }
            }
            published.settle(&self.policy);
        });
        self.settled();
    }

    fn settled(&self) {
        let witnessed = size_of(self.published.borrow().witnessed.as_ref());
        self.watch.settle(witnessed);
    }
}

/// Remembers a witness's cosignature, if there is one.
fn remember(watch: &Watch, witness: &Witness, signed: &SignedCheckpoint) {
    if let Ok(Some(Signed { time: Some(time) })) = signed.note().verify(&witness.key) {
        let lines = signed.checkpoint().size;
        watch.cosign(&witness.name, Cosigned { lines, time });
    }
}

fn damaged(id: &Hash, size: u64, reason: String) -> StoreError {
    StoreError::Damaged {
        election: *id,
        seq: size.saturating_sub(1),
        reason,
    }
}

/// A stored checkpoint with its cosignatures.
fn composed(
    checkpoint: &StoredCheckpoint,
    cosignatures: &[StoredCosignature],
    log: &VerifierKey,
) -> Result<Arc<SignedCheckpoint>, String> {
    let mut note = checkpoint.note.clone();
    for cosignature in cosignatures {
        note.push_str(&cosignature.line);
        note.push('\n');
    }
    let signed = SignedCheckpoint::open(&note, log);
    signed
        .map(Arc::new)
        .map_err(|error| format!("its stored checkpoint: {error}"))
}

/// The newest stored checkpoint that has the quorum: searched backwards, further each time.
async fn last_witnessed(
    id: &Hash,
    log: &VerifierKey,
    policy: &Policy,
    newest: u64,
    store: &Store,
) -> Result<Option<Arc<SignedCheckpoint>>, StoreError> {
    let (mut to, mut span) = (newest, SEARCH);
    loop {
        let from = to.saturating_sub(span);
        let mut by_size: BTreeMap<u64, Vec<StoredCosignature>> = BTreeMap::new();
        for cosignature in store.cosignatures(id, from, to).await? {
            by_size.entry(cosignature.size).or_default().push(cosignature);
        }
        for (size, cosignatures) in by_size.iter().rev() {
            let signed = |key: &VerifierKey| {
                cosignatures.iter().any(|cosignature| {
                    cosignature.name == key.name().as_str() && cosignature.key_id == *key.id().as_bytes()
                })
            };
            if !policy.is_satisfied(|witness| signed(&witness.key)) {
                continue;
            }
            let page = store.checkpoints(id, *size).await?;
            let Some(checkpoint) = page.first().filter(|checkpoint| checkpoint.size == *size) else {
                continue;
            };
            let signed = composed(checkpoint, cosignatures, log);
            let signed = signed.map_err(|reason| damaged(id, *size, reason))?;
            if has_quorum(&signed, policy) {
                return Ok(Some(signed));
            }
        }
        if from == 0 {
            return Ok(None);
        }
        to = from - 1;
        span = span.saturating_mul(4);
    }
}

/// Signs the checkpoints of one log.
pub(crate) struct Publisher {
    id: Hash,
    identity: Arc<Identity>,
    store: Store,
    /// Of the lines that were read again from storage.
    frontier: Frontier,
    publication: Arc<Publication>,
    mode: Mode,
    memory: Memory,
}

impl Publisher {
    /// A publisher that goes on after what was read from storage.
    pub(crate) fn new(
        id: Hash,
        recounted: Recounted,
        identity: Arc<Identity>,
        store: Store,
        publication: Arc<Publication>,
        mode: Mode,
        memory: Memory,
    ) -> Self {
        Self {
            id,
            identity,
            store,
            frontier: recounted.frontier,
            publication,
            mode,
            memory,
        }
    }

    /// Publishes until nobody serves the election any more: at most one checkpoint an interval but for those that are
    /// due at once, and none later than an interval after its lines. A voter alone does not wait for theirs.
    pub(crate) async fn run(mut self, election: Weak<ElectionHandle>, interval: Duration) {
        let mut signed = None;
        while election.strong_count() > 0 {
            let pause = match self.advance().await {
                Ok(()) => interval,
                Err(error) => {
                    tracing::error!(election = %self.id, %error, "no checkpoint could be published");
                    self.reload().await;
                    signed = None;
                    PAUSE
                }
            };
            let size = self.publication.published.borrow().size();
            let at_rest = signed.replace(size) == Some(size);
            let news = async {
                tokio::select! {
                    () = self.publication.wake.notified() => {}
                    () = self.publication.lines.notified(), if at_rest => {}
                }
            };
            // Whether there are news or not, it is time for the next look: other servers append, too.
            let _ = tokio::time::timeout(pause, news).await;
        }
    }

    /// Signs what was committed since the newest checkpoint, if anything was.
    async fn advance(&mut self) -> Result<(), StoreError> {
        // It may lack lines that an earlier checkpoint covered: whatever is signed over it could be a fork.
        if self.mode == Mode::ReadOnly {
            return Ok(());
        }
        let head = self.store.head(&self.id).await?;
        let size = self.publication.published.borrow().size();
        if head.size() == size {
            return Ok(());
        }
        // Stored by another process, or by this one, which did not learn of it.
        if let Some(stored) = self.store.newest_checkpoint(&self.id).await?
            && stored.size > size
        {
            return self.adopt(&stored).await;
        }
        step!("publish-begun");
        let frontier = self.read_to(head.size()).await?;
        step!("publish-read");
        // The head's was computed from the lines in memory, before they were stored.
        if frontier != head.frontier {
            let reason = "the stored lines are not those that were committed".to_owned();
            return Err(damaged(&self.id, head.size(), reason));
        }
        let checkpoint = Checkpoint {
            origin: self.publication.log.name().clone(),
            size: frontier.size(),
            root: frontier.root(),
        };
        let signed = checkpoint.sign(&self.identity.key);
        step!("publish-signed");
        let stored = StoredCheckpoint {
            size: checkpoint.size,
            root: checkpoint.root,
            note: signed.to_string(),
        };
        self.frontier = frontier;
        match self.store.save_checkpoint(&self.id, &stored).await {
            // Another server was quicker and signed more: that is shown next.
            Err(StoreError::Checkpoint { newest, .. }) if newest > stored.size => return Ok(()),
            saved => saved?,
        }
        step!("publish-saved");
        self.show(Arc::new(signed)).await?;
        tracing::debug!(election = %self.id, size = checkpoint.size, "checkpoint");
        Ok(())
    }

    /// Shows a checkpoint, which must have been stored for good.
    async fn show(&self, signed: Arc<SignedCheckpoint>) -> Result<(), StoreError> {
        self.memory.remember(&self.id, &signed).await?;
        step!("publish-remembered");
        self.publication.publish(signed);
        step!("publish-shown");
        Ok(())
    }

    /// Shows a checkpoint that is stored and was not shown here yet.
    async fn adopt(&mut self, stored: &StoredCheckpoint) -> Result<(), StoreError> {
        let frontier = self.read_to(stored.size).await?;
        if frontier.root() != stored.root {
            let reason = "the log's key has signed a checkpoint of other lines".to_owned();
            return Err(damaged(&self.id, stored.size, reason));
        }
        let cosignatures = self
            .store
            .cosignatures(&self.id, stored.size, stored.size)
            .await?;
        let signed = composed(stored, &cosignatures, &self.publication.log)
            .map_err(|reason| damaged(&self.id, stored.size, reason))?;
        self.store.settle(&self.id).await?;
        self.frontier = frontier;
        self.show(signed).await
    }

    /// The tree of the first `size` lines, of which those that are new are read from storage.
    async fn read_to(&self, size: u64) -> Result<Frontier, StoreError> {
        let mut frontier = self.frontier.clone();
        if frontier.size() > size {
            // After a reload: these lines were read with others.
            frontier = Frontier::new();
        }
        while frontier.size() < size {
            let lines = tree::lines(&self.store, &self.id, frontier.size(), size).await?;
            frontier.extend(lines.iter().map(|line| NodeHash::of_leaf(line.as_bytes())));
        }
        Ok(frontier)
    }

    /// After an error nobody knows what is stored: read it all again. If that is impossible or the log is not the one
    /// that was signed, the program ends, and its next start will refuse to serve such a log.
    async fn reload(&mut self) {
        let start = Instant::now();
        loop {
            match Recount::of_head(&self.store, &self.id).await {
                Ok(recounted) => {
                    self.frontier = recounted.frontier;
                    return;
                }
                // The program is about to end.
                Err(_) if self.store.is_closed() => std::future::pending().await,
                // A database server may be away for a while.
                Err(error)
                    if !matches!(error, StoreError::Damaged { .. })
                        && start.elapsed() < self.store.patience() =>
                {
                    tracing::warn!(election = %self.id, %error, "waiting for the database");
                    tokio::time::sleep(PAUSE).await;
                }
                Err(error) => {
                    tracing::error!(election = %self.id, %error, "the log cannot be read again: ending");
                    std::process::exit(2);
                }
            }
        }
    }
}
