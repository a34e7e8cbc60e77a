//! Witnesses: each checkpoint is shown to those that the manifest names, and their cosignatures are verified, stored
//! and published. No request waits for a witness.
//!
//! All are asked about the same checkpoint, so that it gets its quorum: the next one comes when it has it, or when it
//! has taken too long.

use crate::{
    committed,
    faults::step,
    publication::{Publication, size_of},
    sequencer::ElectionHandle,
    standing::Cosigned,
    store::{Store, StoreError, StoredCosignature},
    tree::{self, TreeError},
};
use data_encoding::HEXLOWER;
use futures_util::future::join_all;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{
    Policy, SignedCheckpoint, VerifierKey,
    add_checkpoint::{AddCheckpoint, Answer, AnswerError},
    note::{NoteError, NoteSignature},
    policy::Witness,
};
use reqwest::{Client, Response, redirect};
use sha2::{Digest as _, Sha256};
use std::{
    sync::{Arc, Weak},
    time::Duration,
};
use tokio::sync::watch;

/// How long a checkpoint may lack its quorum before the witnesses are asked about the newest one.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest time of a request to a witness.
const TIMEOUT: Duration = Duration::from_secs(10);
/// Longest time to wait for a witness at start.
const START_TIMEOUT: Duration = Duration::from_secs(3);
/// Between two attempts: this after the first failure, then twice as long each time.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// And never longer than this.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// Longest answer of a witness, in bytes.
const ANSWER_LIMIT: usize = 1 << 16;
/// Requests for one cosignature: a witness may tell once or twice that it stands elsewhere.
const ATTEMPTS: usize = 3;

/// A checkpoint that a witness has not cosigned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum AskError {
    /// Nobody says where it is.
    #[error("the policy does not say where to ask it")]
    Nowhere,
    /// It cannot be reached.
    #[error("{0}")]
    Unreachable(#[from] reqwest::Error),
    /// It answers what no witness answers.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// The answer is longer than [`ANSWER_LIMIT`], or not text.
    #[error("the answer is no text, or longer than {ANSWER_LIMIT} bytes")]
    Rubbish,
    /// It answers with cosignatures of others, or wrong ones.
    #[error("the answer has no cosignature by the witness's key")]
    Unsigned,
    /// A cosignature is wrong.
    #[error(transparent)]
    Cosignature(#[from] NoteError),
    /// It refuses.
    #[error("it does not cosign: {answer:?}")]
    Refused { answer: Answer },
    /// It says that it has cosigned more lines, which may be true if there are several servers.
    #[error("it says that it has cosigned {theirs} lines of this log, and was asked about {size}")]
    Ahead { theirs: u64, size: u64 },
    /// It says something else each time.
    #[error("it names another last size each time")]
    Unsteady,
    /// The tree cannot be read.
    #[error(transparent)]
    Tree(#[from] TreeError),
    /// The cosignature cannot be stored.
    #[error(transparent)]
    Store(#[from] StoreError),
}

type Target = Option<Arc<SignedCheckpoint>>;

/// No redirects: the manifest says who is asked.
fn client(limit: Duration) -> Result<Client, reqwest::Error> {
    Client::builder()
        .timeout(limit)
        .redirect(redirect::Policy::none())
        .build()
}

/// Before anything is signed: asks the witnesses what they have cosigned last, and whether that is of this log as stored.
/// Those that do not answer now are asked again before they cosign anything.
pub(crate) async fn check_memory(
    id: &Hash,
    log: &VerifierKey,
    policy: &Policy,
    store: &Store,
) -> Result<(), StoreError> {
    let Ok(client) = client(START_TIMEOUT) else {
        return Ok(());
    };
    let asked = policy
        .witnesses()
        .iter()
        .map(|witness| check_witness(id, log, witness, &client, store));
    for outcome in join_all(asked).await {
        match outcome {
            Ok(()) => {}
            Err(AskError::Store(error)) => return Err(error),
            Err(error) => {
                tracing::warn!(election = %id, %error, "a witness does not tell what it cosigned last");
            }
        }
    }
    Ok(())
}

/// Asks a witness what it has cosigned last. If that bears the log's signature and is not of this log as stored, then
/// this board runs on an old copy of its data, and whatever it signs would be a fork.
async fn check_witness(
    id: &Hash,
    log: &VerifierKey,
    witness: &Witness,
    client: &Client,
    store: &Store,
) -> Result<(), AskError> {
    let Some(address) = &witness.address else {
        return Ok(());
    };
    let address = address.trim_end_matches('/');
    let digest = HEXLOWER.encode(&Sha256::digest(log.name().as_str()));
    let request = client.get(format!("{address}/{digest}/checkpoint"));
    let text = match text(request.send().await?).await {
        Err(AskError::Rubbish) => return Ok(()),
        text => text?,
    };
    // Without the log's signature it proves nothing.
    let Ok(signed) = SignedCheckpoint::open(&text, log) else {
        return Ok(());
    };
    let theirs = signed.checkpoint();
    // Read after their answer: other servers may have appended lines, and shown them, in the meantime.
    let size = if store.elections().await?.contains(id) {
        store.head(id).await?.size()
    } else {
        0
    };
    let lost = |reason: &str| {
        AskError::Store(StoreError::Damaged {
            election: *id,
            seq: size,
            reason: format!(
                "this is an old copy of the log: witness {} has cosigned a checkpoint of {} lines, signed with the log's key, {reason}",
                witness.name, theirs.size
            ),
        })
    };
    if theirs.size > size {
        return Err(lost("and fewer are stored"));
    }
    if tree::root(store, id, theirs.size).await? != theirs.root {
        return Err(lost("and they are not those that are stored"));
    }
    Ok(())
}

/// The body of a witness's answer.
async fn text(mut response: Response) -> Result<String, AskError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > ANSWER_LIMIT {
            return Err(AskError::Rubbish);
        }
    }
    String::from_utf8(bytes).map_err(|_| AskError::Rubbish)
}

/// Asks a witness about a checkpoint that it should have cosigned, and leaves it at that: it cosigns it once more, or says
/// where it stands.
pub(crate) async fn ask_again(witness: &Witness, checkpoint: &SignedCheckpoint) -> Result<Answer, AskError> {
    let address = witness.address.as_ref().ok_or(AskError::Nowhere)?;
    let request = AddCheckpoint {
        old: checkpoint.checkpoint().size,
        proof: Vec::new(),
        checkpoint: checkpoint.clone(),
    };
    send(
        &client(START_TIMEOUT)?,
        &submission_address(address),
        request.to_string(),
    )
    .await
}

fn submission_address(witness: &str) -> String {
    format!("{}/add-checkpoint", witness.trim_end_matches('/'))
}

async fn send(client: &Client, address: &str, body: String) -> Result<Answer, AskError> {
    let response = client.post(address).body(body).send().await?;
    let status = response.status().as_u16();
    let body = text(response).await?;
    Ok(Answer::parse(status, &body)?)
}

/// Starts the tasks that ask an election's witnesses, if it has any. They end with the election's last handle.
pub(crate) fn start(
    id: Hash,
    publication: &Arc<Publication>,
    store: &Store,
    election: &Weak<ElectionHandle>,
) {
    let client = match client(TIMEOUT) {
        Ok(client) => client,
        Err(error) => {
            tracing::error!(election = %id, %error, "no witness can be asked");
            return;
        }
    };
    let targets = watch::Sender::new(None);
    for witness in publication.policy().witnesses() {
        let Some(address) = &witness.address else {
            tracing::warn!(election = %id, witness = %witness.name, "the policy does not say where to ask this witness");
            continue;
        };
        let asker = Asker {
            id,
            address: submission_address(address),
            witness: witness.clone(),
            client: client.clone(),
            store: store.clone(),
            publication: publication.clone(),
            last: 0,
            unchecked: true,
        };
        tokio::spawn(asker.run(targets.subscribe()));
    }
    if targets.receiver_count() > 0 {
        tokio::spawn(choose(publication.clone(), targets, election.clone()));
    }
}

/// Decides about which checkpoint the witnesses are asked.
async fn choose(
    publication: Arc<Publication>,
    targets: watch::Sender<Target>,
    election: Weak<ElectionHandle>,
) {
    let mut changes = publication.changes();
    while election.strong_count() > 0 {
        changes.mark_unchanged();
        let Some(target) = publication.ask() else {
            // Its sender is in the publication that is held here.
            let _ = changes.changed().await;
            continue;
        };
        let size = target.checkpoint().size;
        targets.send_replace(Some(target));
        let quorum = changes.wait_for(|published| size_of(published.witnessed.as_ref()) >= size);
        // Whether it has its quorum or not, it is time for the next one.
        let _ = tokio::time::timeout(PATIENCE, quorum).await;
    }
}

/// Asks one witness about one log.
struct Asker {
    id: Hash,
    /// Of its `add-checkpoint`.
    address: String,
    witness: Witness,
    client: Client,
    store: Store,
    publication: Arc<Publication>,
    /// The size that the witness has cosigned last, as far as is known.
    last: u64,
    /// Whether it may still know of more lines than there are.
    unchecked: bool,
}

impl Asker {
    async fn run(mut self, mut targets: watch::Receiver<Target>) {
        let mut pause = FIRST_PAUSE;
        loop {
            let target = targets.borrow_and_update().clone();
            let outcome = self.check_and_ask(target).await;
            let witness = &self.witness.name;
            match outcome {
                Ok(()) => {
                    pause = FIRST_PAUSE;
                    if targets.changed().await.is_err() {
                        return;
                    }
                }
                Err(error) => {
                    tracing::warn!(election = %self.id, %witness, %error, "no cosignature");
                    tokio::time::sleep(pause).await;
                    pause = (2 * pause).min(LONGEST_PAUSE);
                    if targets.has_changed().is_err() {
                        return;
                    }
                }
            }
        }
    }

    async fn check_and_ask(&mut self, target: Target) -> Result<(), AskError> {
        if self.unchecked {
            self.check().await?;
            self.unchecked = false;
        }
        match target {
            Some(target) if !self.has_cosigned(&target) => self.ask(&target).await,
            _ => Ok(()),
        }
    }

    /// The program ends if the witness proves that this board runs on an old copy of its data.
    async fn check(&self) -> Result<(), AskError> {
        let (id, log) = (&self.id, self.publication.log());
        match check_witness(id, log, &self.witness, &self.client, &self.store).await {
            Err(AskError::Store(error @ StoreError::Damaged { .. })) => committed::end(id, &error),
            outcome => outcome,
        }
    }

    /// Whether a published checkpoint has this witness's cosignature.
    fn has_cosigned(&self, target: &SignedCheckpoint) -> bool {
        let published = self.publication.published();
        let size = target.checkpoint().size;
        [published.asked, published.newest]
            .iter()
            .flatten()
            .any(|signed| {
                signed.checkpoint().size == size
                    && matches!(signed.note().verify(&self.witness.key), Ok(Some(_)))
            })
    }

    async fn ask(&mut self, target: &SignedCheckpoint) -> Result<(), AskError> {
        let size = target.checkpoint().size;
        // It may be asked about an older one than before: after a restart, or when it was slow.
        self.last = self.last.min(size);
        for _ in 0..ATTEMPTS {
            let request = AddCheckpoint {
                old: self.last,
                proof: tree::consistency_proof(&self.store, &self.id, self.last, size).await?,
                checkpoint: target.clone(),
            };
            match send(&self.client, &self.address, request.to_string()).await? {
                Answer::Cosigned(signatures) => {
                    self.take(target, signatures).await?;
                    self.last = size;
                    return Ok(());
                }
                Answer::Conflict { size: theirs } if theirs > size => {
                    return Err(AskError::Ahead { theirs, size });
                }
                Answer::Conflict { size: theirs } => {
                    if theirs < self.last {
                        let witness = &self.witness.name;
                        tracing::warn!(election = %self.id, %witness, theirs, ours = self.last, "the witness has forgotten");
                    }
                    self.last = theirs;
                }
                answer => return Err(AskError::Refused { answer }),
            }
        }
        Err(AskError::Unsteady)
    }

    /// Verifies cosignatures, stores and publishes them.
    async fn take(&self, target: &SignedCheckpoint, signatures: Vec<NoteSignature>) -> Result<(), AskError> {
        step!("cosign-answered");
        let own: Vec<NoteSignature> = signatures
            .into_iter()
            .filter(|signature| signature.claims(&self.witness.key))
            .collect();
        let cosigned = target.clone().with(own.iter().cloned())?;
        let Some(signature) = own.first() else {
            return Err(AskError::Unsigned);
        };
        let signed = cosigned
            .note()
            .verify(&self.witness.key)?
            .ok_or(AskError::Unsigned)?;
        let size = target.checkpoint().size;
        let stored = StoredCosignature {
            size,
            name: signature.name().as_str().to_owned(),
            key_id: *signature.id().as_bytes(),
            line: signature.to_string().trim_end().to_owned(),
        };
        self.store.add_cosignatures(&self.id, &[stored]).await?;
        step!("cosign-stored");
        self.publication.cosign(size, std::slice::from_ref(signature));
        step!("cosign-shown");
        if let Some(time) = signed.time {
            let cosigned = Cosigned { lines: size, time };
            self.publication.watch().cosign(&self.witness.name, cosigned);
        }
        tracing::debug!(election = %self.id, size, witness = %self.witness.name, "cosigned");
        Ok(())
    }
}
