//! Test vectors in tests/vectors/cosignatures.json: a log and two witnesses sign a checkpoint. Go's note package accepts
//! the first two signatures; the third was made by the Python package dilithium-py. Seeds are hexadecimal.
#![allow(
    missing_docs,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

// tests/wasm has this module too, where it is no test.

use data_encoding::HEXLOWER;
use ostrakon_crypto::{ml_dsa, signature::SigningKey};
use ostrakon_record::tlog::{
    Checkpoint, KeyName, Note, SignedCheckpoint, VerifierKey, checkpoint::log_key, cosignature::Cosigner,
};
use serde_json::Value;

/// Every test, for those who have no test runner.
#[allow(dead_code, reason = "for tests/wasm")]
pub(crate) const ALL: [(&str, fn()); 1] = [("cosignatures", cosignatures)];

fn seed(signer: &Value) -> [u8; 32] {
    let seed = signer["seed"].as_str().unwrap();
    HEXLOWER.decode(seed.as_bytes()).unwrap().try_into().unwrap()
}

fn key(signer: &Value) -> VerifierKey {
    signer["vkey"].as_str().unwrap().parse().unwrap()
}

#[cfg_attr(test, test)]
pub(crate) fn cosignatures() {
    let vectors: Value =
        serde_json::from_str(include_str!("../../../tests/vectors/cosignatures.json")).unwrap();
    let checkpoint: Checkpoint = vectors["checkpoint"].as_str().unwrap().parse().unwrap();
    let time = vectors["time"].as_u64().unwrap();

    let log = SigningKey::from_seed(&seed(&vectors["log"]));
    let public = log_key(&checkpoint.origin, log.verifying_key());
    assert_eq!(public, key(&vectors["log"]));
    let mut note = format!("{checkpoint}\n{}", vectors["log"]["line"].as_str().unwrap());
    assert_eq!(checkpoint.sign(&log).to_string(), note);

    let witnesses = vectors["witnesses"].as_array().unwrap();
    assert_eq!(witnesses.len(), 2);
    for witness in witnesses {
        let public = key(witness);
        assert_eq!(public.to_string(), witness["vkey"]);
        let name = KeyName::new(public.name().as_str()).unwrap();
        let cosigner = match witness["type"].as_str().unwrap() {
            "ed25519" => Cosigner::ed25519(name, SigningKey::from_seed(&seed(witness))),
            _ => Cosigner::ml_dsa_44(name, ml_dsa::SigningKey::from_seed(&seed(witness))),
        };
        assert_eq!(*cosigner.verifier_key(), public);
        let line = cosigner.cosign(&checkpoint, time).unwrap().to_string();
        assert_eq!(line, witness["line"].as_str().unwrap());
        note += &line;
    }

    let signed = SignedCheckpoint::open(&note, &public).unwrap();
    for witness in witnesses {
        let public = key(witness);
        assert_eq!(signed.note().verify(&public).unwrap().unwrap().time, Some(time));
        // Of another tree it is no cosignature.
        let fork = note.replacen("\n300\n", "\n301\n", 1);
        let fork: Note = fork.parse().unwrap();
        assert!(fork.verify(&public).is_err());
    }
}
