//! Voter codes and ballot signatures.
#![allow(
    missing_docs,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode, VoterCodeError, verify_ballot_signature},
    hash::Hash,
    signature::Signature,
};
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

fn code(seed: u64) -> VoterCode {
    VoterCode::random(&mut ChaCha20Rng::seed_from_u64(seed))
}

proptest! {
    #[test]
    fn codes_survive_being_typed(seed: u64) {
        let code = code(seed);
        let text = code.expose_text();
        prop_assert_eq!(text.len(), 34);
        let sloppy = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        let credential = |text: &str| VoterCode::parse(text).map(|code| CredentialKey::derive(&Hash::ZERO, &code).credential());
        let expected = CredentialKey::derive(&Hash::ZERO, &code).credential();
        prop_assert_eq!(credential(&text), Ok(expected));
        prop_assert_eq!(credential(&sloppy), Ok(expected));
    }
}

#[test]
fn typing_errors_are_found() {
    let mut missed = 0;
    let mut tried = 0;
    for seed in 0..40 {
        let text = code(seed).expose_text().to_string();
        for position in (0..text.len()).filter(|position| text.as_bytes()[*position] != b'-') {
            let mut typed: Vec<char> = text.chars().collect();
            typed[position] = if typed[position] == 'X' { 'Y' } else { 'X' };
            tried += 1;
            missed += u32::from(VoterCode::parse(&typed.iter().collect::<String>()).is_ok());
        }
    }
    // Twelve bits of checksum: about one error in 4,096 passes.
    assert!(tried > 1_000 && missed <= 3, "{missed} of {tried}");
}

#[test]
fn what_is_wrong_with_a_code_is_said() {
    assert_eq!(
        VoterCode::parse("").err(),
        Some(VoterCodeError::Length { found: 0 })
    );
    assert_eq!(
        VoterCode::parse(&"0".repeat(29)).err(),
        Some(VoterCodeError::Length { found: 29 })
    );
    let mut text = code(1).expose_text().to_string();
    text.replace_range(20..21, "!");
    assert_eq!(
        VoterCode::parse(&text).err(),
        Some(VoterCodeError::Character {
            character: '!',
            position: 17
        })
    );
    assert_eq!(
        VoterCode::parse(&"ü".repeat(28)).err(),
        Some(VoterCodeError::Character {
            character: 'ü',
            position: 1
        })
    );
}

#[test]
fn signatures_bind_credential_election_and_ballot() {
    let key = CredentialKey::derive(&Hash::of(b"nonce"), &code(1));
    let other = CredentialKey::derive(&Hash::of(b"other nonce"), &code(1));
    assert_ne!(key.credential(), other.credential());
    let (election, tracker) = (Hash::of(b"election"), Hash::of(b"tracker"));
    let signature = key.sign(&election, &tracker, &mut ChaCha20Rng::seed_from_u64(1));
    assert!(verify_ballot_signature(&key.credential(), &election, &tracker, &signature).is_ok());
    assert!(verify_ballot_signature(&other.credential(), &election, &tracker, &signature).is_err());
    assert!(verify_ballot_signature(&key.credential(), &tracker, &tracker, &signature).is_err());
    assert!(verify_ballot_signature(&key.credential(), &election, &election, &signature).is_err());
    for position in 0..64 {
        let mut bytes = *signature.as_bytes();
        bytes[position] ^= 1;
        let changed = Signature::from_bytes(bytes);
        assert!(verify_ballot_signature(&key.credential(), &election, &tracker, &changed).is_err());
    }
    let again = key.sign(&election, &tracker, &mut ChaCha20Rng::seed_from_u64(1));
    let another = key.sign(&election, &election, &mut ChaCha20Rng::seed_from_u64(1));
    assert_eq!(signature, again);
    assert_ne!(
        signature.as_bytes()[..32],
        another.as_bytes()[..32],
        "a frozen generator repeats no nonce"
    );
}
