//! Witnesses: an Ostrakon witness asked by another log, and another witness asked by an Ostrakon log.

use super::Peer;
use crate::{
    election::{Programs, Witness},
    failure::Failure,
    place, say,
};
use anyhow::{Result, ensure};
use ostrakon_crypto::signature::SigningKey;
use ostrakon_record::tlog::{
    Checkpoint, Frontier, KeyName, NodeHash, SignedCheckpoint, VerifierKey,
    add_checkpoint::{AddCheckpoint, Answer},
    checkpoint::log_key,
    proof::consistency_proof,
};
use rand_core::OsRng;
use serde::{Deserialize, Serialize};
use std::{
    convert::Infallible,
    fs::{self, File},
    ops::Range,
    path::Path,
};

#[derive(Serialize)]
struct Offer<'a> {
    witness: OurWitness<'a>,
    /// The vkey of our log.
    log: String,
    requests: Vec<Question>,
}

/// Where our witness is, and where it reads which logs it follows.
#[derive(Serialize)]
struct OurWitness<'a> {
    address: &'a str,
    vkey: &'a str,
    logs: &'a Path,
}

#[derive(Serialize)]
struct Question {
    body: String,
    status: u16,
}

#[derive(Deserialize)]
struct Theirs {
    vkey: String,
    answers: Vec<TheirAnswer>,
}

#[derive(Deserialize)]
struct TheirAnswer {
    status: u16,
    body: String,
}

pub(super) fn run() -> Result<()> {
    // What the witness cosigned the last time is of no use to a new log.
    let folder = place::target().join("interop");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let programs = Programs::ready(folder.clone())?;
    let log = Log {
        origin: KeyName::new("ostrakon.example/log")?,
        key: SigningKey::generate(&mut OsRng),
    };
    let asked = log.requests()?;
    let theirs: Theirs = tokio::runtime::Runtime::new()?.block_on(async {
        let logs = folder.join("logs.txt");
        File::create(&logs)?;
        let witness = Witness::start(&programs, "ostrakon.example/w", &folder.join("witness"), &logs).await?;
        let offer = Offer {
            witness: OurWitness {
                address: &witness.address,
                vkey: &witness.vkey,
                logs: &logs,
            },
            log: log.verifier_key().to_string(),
            requests: asked
                .iter()
                .map(|(request, status)| Question {
                    body: request.to_string(),
                    status: *status,
                })
                .collect(),
        };
        // The witness answers from a process of its own while this waits.
        Peer::Aics.exchange("witness", &offer)
    })?;
    let cosigned = check(&asked, &theirs)
        .map_err(|error| Failure::wrong(format!("{}: {error:#}", Peer::Aics.name())))?;
    say::data(format_args!(
        "aics-witness: {cosigned} checkpoints cosigned for our log, and ours for its log; forks, forgeries and older ones refused"
    ));
    Ok(())
}

type Request = AddCheckpoint<SignedCheckpoint>;

/// Whether the other witness has cosigned what it says.
fn check(asked: &[(Request, u16)], theirs: &Theirs) -> Result<usize> {
    let key: VerifierKey = theirs.vkey.parse()?;
    ensure!(asked.len() == theirs.answers.len(), "an answer is missing");
    let mut cosigned = 0;
    for ((request, _), answer) in asked.iter().zip(&theirs.answers) {
        match Answer::parse(answer.status, &answer.body)? {
            Answer::Cosigned(signatures) => {
                let note = request.checkpoint.clone().with(signatures)?;
                ensure!(
                    note.note()
                        .verify(&key)?
                        .is_some_and(|signed| signed.time.is_some()),
                    "a cosignature is missing"
                );
                cosigned += 1;
            }
            Answer::Conflict { size } => ensure!(size == 300, "it stands at {size} instead of 300"),
            _ => {}
        }
    }
    Ok(cosigned)
}

/// A log of ours.
struct Log {
    origin: KeyName,
    key: SigningKey,
}

impl Log {
    fn verifier_key(&self) -> VerifierKey {
        log_key(&self.origin, self.key.verifying_key())
    }

    /// What it asks, and the status that each must get.
    fn requests(&self) -> Result<Vec<(Request, u16)>> {
        let fork = "fork";
        let stranger = Self {
            origin: self.origin.clone(),
            key: SigningKey::generate(&mut OsRng),
        };
        let elsewhere = Self {
            origin: KeyName::new("ostrakon.example/other")?,
            key: SigningKey::generate(&mut OsRng),
        };
        let mut wrong = self.request("line", 300, 400)?;
        wrong.proof.pop();
        Ok(vec![
            (self.request("line", 0, 1)?, 200),
            (self.request("line", 1, 256)?, 200),
            (self.request("line", 256, 300)?, 200),
            (self.request("line", 300, 300)?, 200),
            (self.request("line", 256, 400)?, 409),
            (self.request(fork, 300, 400)?, 422),
            (wrong, 422),
            (stranger.request("line", 300, 400)?, 403),
            (elsewhere.request("line", 0, 3)?, 404),
            (self.request("line", 300, 400)?, 200),
        ])
    }

    fn request(&self, history: &str, old: u64, new: u64) -> Result<Request> {
        let leaves = |range: Range<u64>| -> Frontier {
            range
                .map(|index| NodeHash::of_leaf(format!("{history} {index}").as_bytes()))
                .collect()
        };
        let read = |level: u8, index: u64| -> Result<NodeHash, Infallible> {
            Ok(leaves(index << level..(index + 1) << level).root())
        };
        let checkpoint = Checkpoint {
            origin: self.origin.clone(),
            size: new,
            root: leaves(0..new).root(),
        };
        Ok(AddCheckpoint {
            old,
            proof: consistency_proof(old, new, read)?,
            checkpoint: checkpoint.sign(&self.key),
        })
    }
}
