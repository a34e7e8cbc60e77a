//! That a line is in the log that the board has signed and the witnesses have seen, and whether the board keeps the
//! promises of its receipts. Everything is verified here.

use crate::{BoardClient, ClientError, FollowError, NoteStream};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    body::Body,
    entry::Entry,
    evidence::{Evidence, Promise},
    manifest::Manifest,
    receipt::Receipt,
    tlog::{NodeHash, Policy, TlogProof, WitnessedCheckpoint, tlog_proof::TlogProofError},
};

/// How many checkpoints are looked at for the first one that the witnesses have cosigned.
const SEARCH: usize = 64;

/// That a line is in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// What proves it to anybody who has the line.
    pub proof: TlogProof,
    /// Lines of the log that was signed.
    pub size: u64,
    /// Which witnesses have cosigned it, and when, in POSIX seconds.
    pub cosigned: Vec<(String, u64)>,
    /// Whether they are as many as the manifest asks for.
    pub quorum: bool,
}

/// What became of the promise in a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redeemed {
    /// The log has the line where the receipt says. Without an inclusion no checkpoint covers it yet.
    Kept {
        /// The line.
        line: String,
        /// That it is in the log.
        inclusion: Option<Box<Inclusion>>,
    },
    /// The log has another line there.
    Broken {
        /// Proves it to anybody; none before a checkpoint covers the line.
        evidence: Option<Box<Evidence>>,
    },
    /// The log does not have so many lines.
    Missing {
        /// How many it has.
        entries: u64,
    },
    /// It is no receipt by this log's key for this election.
    Unsigned,
}

/// Reads single lines of a log, and what proves that they are in it.
#[derive(Clone, Debug)]
pub struct LogReader {
    board: BoardClient,
    id: Hash,
    /// Line 0.
    line: String,
    manifest: Manifest,
    policy: Policy,
}

impl LogReader {
    /// Reads line 0, whose hash is the election's id.
    ///
    /// # Errors
    /// If the board cannot be reached, or line 0 is not that of the election.
    pub async fn open(board: &BoardClient, id: &Hash) -> Result<Self, FollowError> {
        let line = raw(board, id, 0)
            .await?
            .ok_or_else(|| malformed("the log is empty"))?;
        let entry = Entry::parse(line.as_bytes()).map_err(|error| FollowError::Line { seq: 0, error })?;
        if entry.hash() != id {
            return Err(FollowError::Election {
                expected: *id,
                found: *entry.hash(),
            });
        }
        let Body::Manifest(manifest) = entry.body() else {
            return Err(malformed("line 0 is no manifest").into());
        };
        let policy = manifest.policy().map_err(|error| malformed(&error.to_string()))?;
        Ok(Self {
            board: board.clone(),
            id: *id,
            manifest: manifest.clone(),
            policy,
            line,
        })
    }

    /// What the election is.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Whose cosignatures count.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// A line as the board has it, without its newline; none if there are not so many.
    ///
    /// # Errors
    /// If the board cannot be reached.
    pub async fn line(&self, seq: u64) -> Result<Option<String>, ClientError> {
        raw(&self.board, &self.id, seq).await
    }

    /// [`LogReader::line`], decoded.
    ///
    /// # Errors
    /// If the board cannot be reached, or this is no line of this place.
    pub async fn entry(&self, seq: u64) -> Result<Option<Entry>, FollowError> {
        let Some(line) = self.line(seq).await? else {
            return Ok(None);
        };
        let entry = Entry::parse(line.as_bytes()).map_err(|error| FollowError::Line { seq, error })?;
        if entry.seq() == seq {
            Ok(Some(entry))
        } else {
            Err(malformed(&format!("line {} instead of line {seq}", entry.seq())).into())
        }
    }

    /// That this line is in the log; none if no checkpoint covers it yet.
    ///
    /// # Errors
    /// If the board cannot be reached, or the line is not in the log that it has signed.
    pub async fn inclusion(&self, seq: u64, line: &str) -> Result<Option<Inclusion>, FollowError> {
        let leaf = NodeHash::of_leaf(line.as_bytes());
        inclusion(&self.board, &self.id, seq, &leaf, &self.policy).await
    }

    /// The newest part of the log that the witnesses have seen, or else that the log has signed, which begins with line 0;
    /// none if nothing is signed yet.
    ///
    /// # Errors
    /// If the board cannot be reached, or line 0 is not in the log that it has signed.
    pub async fn newest(&self) -> Result<Option<Inclusion>, FollowError> {
        self.inclusion(0, &self.line).await
    }

    /// Since when a line is in the log at the latest: the time at which the witnesses that are needed had cosigned a
    /// checkpoint that covers it, in POSIX seconds. None if they have not, or none are needed.
    ///
    /// # Errors
    /// If the board cannot be reached.
    pub async fn since(&self, seq: u64) -> Result<Option<u64>, ClientError> {
        let from = seq.saturating_add(1);
        let mut notes = NoteStream::new(self.board.checkpoints(&self.id, from).await?);
        for _ in 0..SEARCH {
            let Some(note) = notes.next_note().await? else {
                break;
            };
            let Ok(witnessed) = WitnessedCheckpoint::open(&note, &self.policy) else {
                continue;
            };
            if witnessed.checkpoint().size > seq && witnessed.check_quorum().is_ok() {
                let times = witnessed.cosignatures().iter();
                return Ok(times.map(|cosignature| cosignature.time).max());
            }
        }
        Ok(None)
    }

    /// The newest checkpoint that the log has signed, with the cosignatures that count; none if there is none yet.
    ///
    /// # Errors
    /// If the board cannot be reached, or what it shows is no checkpoint of this log.
    pub async fn checkpoint(&self) -> Result<Option<WitnessedCheckpoint<'_>>, ClientError> {
        let note = match self.board.checkpoint(&self.id).await {
            Err(ClientError::Refused { status: 404, .. }) => return Ok(None),
            note => note?,
        };
        let opened = WitnessedCheckpoint::open(&note, &self.policy);
        opened.map(Some).map_err(|error| malformed(&error.to_string()))
    }

    /// Whether the log keeps the promise of a receipt.
    ///
    /// # Errors
    /// If the board cannot be reached, or the line is not in the log that it has signed.
    pub async fn redeem(&self, receipt: &Receipt) -> Result<Redeemed, FollowError> {
        if receipt.election != self.id || receipt.verify(&self.manifest.log.key).is_err() {
            return Ok(Redeemed::Unsigned);
        }
        let Some(line) = self.line(receipt.seq).await? else {
            let entries = self.board.summary(&self.id).await?.entries;
            return Ok(Redeemed::Missing { entries });
        };
        let inclusion = self.inclusion(receipt.seq, &line).await?;
        let kept = Hash::of(line.as_bytes()) == receipt.line
            && Entry::parse(line.as_bytes())
                .is_ok_and(|entry| entry.submission().body_hash() == receipt.body);
        if kept {
            let inclusion = inclusion.map(Box::new);
            return Ok(Redeemed::Kept { line, inclusion });
        }
        let evidence = inclusion.map(|inclusion| Evidence {
            manifest: self.line.clone(),
            promise: Promise::Receipt {
                receipt: *receipt,
                line,
            },
            checkpoint: inclusion.proof.checkpoint,
            proof: inclusion.proof.hashes,
        });
        let evidence = evidence
            .filter(|evidence| evidence.verify().is_ok())
            .map(Box::new);
        Ok(Redeemed::Broken { evidence })
    }
}

fn malformed(reason: &str) -> ClientError {
    ClientError::Malformed {
        reason: reason.to_owned(),
    }
}

async fn raw(board: &BoardClient, id: &Hash, seq: u64) -> Result<Option<String>, ClientError> {
    let lines = board.log(id, seq, Some(seq.saturating_add(1))).await;
    let mut lines = match lines {
        // There are not so many.
        Err(ClientError::Refused { status: 400, .. }) => return Ok(None),
        lines => lines?,
    };
    let line = lines.next_line().await?.map(String::from_utf8).transpose();
    line.map_err(|_| malformed("a line is no text"))
}

/// That the line with this leaf is in the log; none if no checkpoint covers it yet.
pub(crate) async fn inclusion(
    board: &BoardClient,
    id: &Hash,
    seq: u64,
    leaf: &NodeHash,
    policy: &Policy,
) -> Result<Option<Inclusion>, FollowError> {
    let text = match board.proof(id, seq).await {
        Err(ClientError::Refused { status: 404, .. }) => return Ok(None),
        answer => answer?,
    };
    let proof: TlogProof = text.parse().map_err(|error| FollowError::Proof { seq, error })?;
    if proof.index != seq {
        let reason = format!("a proof about line {} instead of line {seq}", proof.index);
        return Err(malformed(&reason).into());
    }
    let forked = |error| FollowError::Forked { seq, error };
    let quorum = match proof.verify(leaf, policy) {
        Ok(_) => true,
        // All but that was verified.
        Err(TlogProofError::Quorum(_)) => false,
        Err(error) => return Err(forked(error)),
    };
    let witnessed = WitnessedCheckpoint::open(&proof.checkpoint, policy);
    let witnessed = witnessed.map_err(|error| forked(error.into()))?;
    let cosigned = witnessed
        .cosignatures()
        .iter()
        .map(|cosignature| (cosignature.witness.name.clone(), cosignature.time));
    Ok(Some(Inclusion {
        size: witnessed.checkpoint().size,
        cosigned: cosigned.collect(),
        quorum,
        proof,
    }))
}
