//! Checkpoints and cosignatures.

use super::Peer;
use crate::{failure::Failure, say};
use anyhow::{Result, ensure};
use data_encoding::BASE64;
use ostrakon_crypto::signature::SigningKey;
use ostrakon_record::tlog::{
    Checkpoint, Frontier, KeyName, NodeHash, SignedCheckpoint, VerifierKey, checkpoint::log_key,
    cosignature::Cosigner,
};
use serde::Serialize;

const LOG_SEED: [u8; 32] = [1; 32];
const WITNESS_SEED: [u8; 32] = [2; 32];
/// Sizes of trees and times of cosignatures: from the smallest to the largest.
const HONEST: [(u64, u64); 6] = [
    (0, 0),
    (1, 1),
    (300, 1_700_000_000),
    (65_536, 4_294_967_296),
    (1 << 62, (1 << 63) - 1),
    (Frontier::LARGEST, 7),
];

#[derive(Serialize)]
struct Offer {
    log: Key,
    witness: Key,
    honest: Vec<Honest>,
    /// What nobody may accept.
    forged: Vec<String>,
}

/// Public and secret, so that the other side can sign, too.
#[derive(Serialize)]
struct Key {
    vkey: String,
    seed: String,
}

#[derive(Serialize)]
struct Honest {
    text: String,
    time: u64,
    note: String,
}

pub(super) fn run() -> Result<()> {
    let origin = KeyName::new("board.example/0123456789abcdef")?;
    let log = log_key(&origin, SigningKey::from_seed(&LOG_SEED).verifying_key());
    let witness = Cosigner::ed25519(
        KeyName::new("wit.example/w1")?,
        SigningKey::from_seed(&WITNESS_SEED),
    );
    let ours = offer(&origin, &log, &witness)?;
    for forged in &ours.forged {
        ensure!(
            !is_accepted(forged, &log, witness.verifier_key()),
            "our verifier accepts a forged note:\n{forged}"
        );
    }
    let peer = Peer::Go;
    let theirs: Vec<String> = peer.exchange("note", &ours)?;
    let notes: Vec<&String> = ours.honest.iter().map(|honest| &honest.note).collect();
    if notes != theirs.iter().collect::<Vec<_>>() {
        let name = peer.name();
        return Err(Failure::wrong(format!("{name} signs otherwise: {theirs:#?}")).into());
    }
    say::data(format_args!(
        "{}: the same {} checkpoints with cosignatures, byte for byte; {} forged ones refused",
        peer.name(),
        theirs.len(),
        ours.forged.len(),
    ));
    Ok(())
}

fn offer(origin: &KeyName, log: &VerifierKey, witness: &Cosigner) -> Result<Offer> {
    let key = SigningKey::from_seed(&LOG_SEED);
    let mut honest = Vec::new();
    let mut forged = Vec::new();
    for (size, time) in HONEST {
        let checkpoint = Checkpoint {
            origin: origin.clone(),
            size,
            root: NodeHash::of_leaf(&size.to_be_bytes()),
        };
        let fork = Checkpoint {
            root: NodeHash::EMPTY,
            ..checkpoint.clone()
        };
        let signed = checkpoint.sign(&key);
        let cosignature = witness.cosign(&checkpoint, time)?;
        let note = signed.clone().with([cosignature.clone()])?.to_string();
        forged.extend([
            // Signed by one of the two, or by both, of something else.
            signed.to_string(),
            signed.clone().with([witness.cosign(&fork, time)?])?.to_string(),
            fork.sign(&key).with([cosignature.clone()])?.to_string(),
            checkpoint
                .sign(&SigningKey::from_seed(&WITNESS_SEED))
                .with([cosignature])?
                .to_string(),
            note.replacen(&format!("\n{size}\n"), &format!("\n{}\n", size ^ 1), 1),
            note.replacen("\n\n", "\n", 1),
            note.trim_end().to_owned(),
            note.replace('—', "-"),
        ]);
        honest.push(Honest {
            text: checkpoint.to_string(),
            time,
            note,
        });
    }
    let seed = |seed: &[u8]| BASE64.encode(seed);
    Ok(Offer {
        log: Key {
            vkey: log.to_string(),
            seed: seed(&LOG_SEED),
        },
        witness: Key {
            vkey: witness.verifier_key().to_string(),
            seed: seed(&WITNESS_SEED),
        },
        honest,
        forged,
    })
}

fn is_accepted(note: &str, log: &VerifierKey, witness: &VerifierKey) -> bool {
    SignedCheckpoint::open(note, log).is_ok_and(|signed| matches!(signed.note().verify(witness), Ok(Some(_))))
}
