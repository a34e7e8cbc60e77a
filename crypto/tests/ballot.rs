//! Ballots: honest ones verify, alone and in batches; everything else does not.
#![allow(
    missing_docs,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use ostrakon_crypto::{
    ballot::{
        self, BallotContext, BallotError, BallotProof, BallotStyle, BatchItem, ContestRule, SealError,
        SealedBallot,
    },
    credential::{CredentialKey, VoterCode},
    elgamal::Ciphertext,
    group::Point,
    hash::Hash,
    secret::SecretScalar,
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn style() -> BallotStyle {
    BallotStyle::new(vec![
        ContestRule {
            options: 5,
            bound: 1,
            sum: Some((1, 1)),
        },
        ContestRule {
            options: 4,
            bound: 1,
            sum: Some((0, 3)),
        },
        ContestRule {
            options: 3,
            bound: 5,
            sum: Some((1, 5)),
        },
        ContestRule {
            options: 2,
            bound: 255,
            sum: None,
        },
    ])
    .unwrap()
}

fn choices() -> Vec<Vec<u32>> {
    vec![vec![0, 0, 1, 0, 0], vec![1, 0, 1, 0], vec![0, 4, 1], vec![0, 255]]
}

struct Voter {
    key: CredentialKey,
    context: BallotContext,
    election: Hash,
}

fn voter(seed: u64) -> Voter {
    let mut rng = rng(seed);
    let key = CredentialKey::derive(&Hash::of(b"nonce"), &VoterCode::random(&mut rng));
    let context = BallotContext {
        voting_context: Hash::of(b"open"),
        credential: key.credential(),
        sequence: 1,
        previous: Hash::ZERO,
    };
    Voter {
        key,
        context,
        election: Hash::of(b"election"),
    }
}

fn joint_key() -> Point {
    SecretScalar::random(&mut rng(1000)).public()
}

fn item(seed: u64) -> BatchItem {
    let mut rng = rng(seed);
    let voter = voter(seed);
    let ballot = ballot::seal(&style(), &joint_key(), &voter.context, &choices(), &mut rng).unwrap();
    let tracker = Hash::of(&ballot.proof.to_bytes());
    let signature = voter.key.sign(&voter.election, &tracker, &mut rng);
    BatchItem {
        context: voter.context,
        ballot,
        election: voter.election,
        tracker,
        signature,
    }
}

#[test]
fn honest_ballots_verify_alone_and_together() {
    let items: Vec<BatchItem> = (0..20).map(item).collect();
    for item in &items {
        assert_eq!(
            ballot::check(&style(), &joint_key(), &item.context, &item.ballot),
            Ok(())
        );
    }
    let outcomes = ballot::check_batch(&style(), &joint_key(), &items, &mut rng(7));
    assert_eq!(outcomes, vec![Ok(()); 20]);
}

#[test]
fn a_batch_names_exactly_the_bad_ones() {
    let mut items: Vec<BatchItem> = (0..9).map(item).collect();
    items[2].context.sequence = 2;
    items[5].tracker = Hash::of(b"another");
    items[7].ballot.ciphertexts.pop();
    let outcomes = ballot::check_batch(&style(), &joint_key(), &items, &mut rng(7));
    for (position, outcome) in outcomes.into_iter().enumerate() {
        let expected = match position {
            2 => Err(BallotError::Proof),
            5 => Err(BallotError::Signature),
            7 => Err(BallotError::Shape),
            _ => Ok(()),
        };
        assert_eq!(outcome, expected, "ballot {position}");
    }
}

/// Two proofs whose errors in the same response cancel if both equations have the same weight.
#[test]
fn errors_that_cancel_are_found() {
    let mut items: Vec<BatchItem> = (0..2).map(item).collect();
    let last = |proof: &BallotProof| proof.to_bytes().len() - 32;
    for (position, item) in items.iter_mut().enumerate() {
        let mut bytes = item.ballot.proof.to_bytes();
        let start = last(&item.ballot.proof);
        let scalar = ostrakon_crypto::group::Scalar::from_bytes(bytes[start..].try_into().unwrap()).unwrap();
        let one = ostrakon_crypto::group::Scalar::ONE;
        let shifted = if position == 0 { scalar + one } else { scalar - one };
        bytes[start..].copy_from_slice(&shifted.to_bytes());
        item.ballot.proof = BallotProof::from_bytes(&bytes).unwrap();
    }
    let outcomes = ballot::check_batch(&style(), &joint_key(), &items, &mut rng(7));
    assert_eq!(outcomes, vec![Err(BallotError::Proof); 2]);
}

#[test]
fn every_part_of_the_statement_is_bound() {
    let BatchItem { context, ballot, .. } = item(1);
    let wrong = |context: BallotContext, ballot: &SealedBallot, key: &Point, style: &BallotStyle| {
        assert_eq!(
            ballot::check(style, key, &context, ballot),
            Err(BallotError::Proof)
        );
    };
    wrong(
        BallotContext {
            voting_context: Hash::of(b"other"),
            ..context
        },
        &ballot,
        &joint_key(),
        &style(),
    );
    wrong(
        BallotContext {
            credential: voter(2).key.credential(),
            ..context
        },
        &ballot,
        &joint_key(),
        &style(),
    );
    wrong(
        BallotContext {
            sequence: 2,
            ..context
        },
        &ballot,
        &joint_key(),
        &style(),
    );
    wrong(
        BallotContext {
            previous: Hash::of(b"p"),
            ..context
        },
        &ballot,
        &joint_key(),
        &style(),
    );
    wrong(
        context,
        &ballot,
        &SecretScalar::random(&mut rng(3)).public(),
        &style(),
    );
    let mut contests = style().contests().to_vec();
    contests[1].sum = Some((1, 4));
    wrong(
        context,
        &ballot,
        &joint_key(),
        &BallotStyle::new(contests).unwrap(),
    );
    let mut swapped = ballot.clone();
    swapped.ciphertexts[0].swap(0, 1);
    wrong(context, &swapped, &joint_key(), &style());
}

#[test]
fn every_flipped_bit_of_a_proof_or_ciphertext_is_rejected() {
    let BatchItem { context, ballot, .. } = item(1);
    let bytes = ballot.proof.to_bytes();
    for position in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[position] ^= 1 << (position % 8);
        if let Ok(proof) = BallotProof::from_bytes(&changed) {
            let changed = SealedBallot {
                proof,
                ..ballot.clone()
            };
            assert!(
                ballot::check(&style(), &joint_key(), &context, &changed).is_err(),
                "byte {position}"
            );
        }
    }
    let bytes = ballot.ciphertexts[2][1].to_bytes();
    for position in 0..bytes.len() {
        let mut changed = bytes;
        changed[position] ^= 1 << (position % 8);
        if let Ok(ciphertext) = Ciphertext::from_bytes(&changed) {
            let mut changed = ballot.clone();
            changed.ciphertexts[2][1] = ciphertext;
            assert!(
                ballot::check(&style(), &joint_key(), &context, &changed).is_err(),
                "byte {position}"
            );
        }
    }
}

#[test]
fn choices_against_the_rules_are_refused() {
    let seal = |change: &dyn Fn(&mut Vec<Vec<u32>>)| {
        let mut choices = choices();
        change(&mut choices);
        ballot::seal(&style(), &joint_key(), &voter(1).context, &choices, &mut rng(1)).unwrap_err()
    };
    assert_eq!(
        seal(&|choices| choices[0][0] = 1),
        SealError::SumOutOfRange {
            contest: 0,
            minimum: 1,
            maximum: 1
        }
    );
    assert_eq!(
        seal(&|choices| choices[2] = vec![0, 0, 0]),
        SealError::SumOutOfRange {
            contest: 2,
            minimum: 1,
            maximum: 5
        }
    );
    assert_eq!(
        seal(&|choices| choices[3][0] = 256),
        SealError::OptionOutOfRange {
            contest: 3,
            option: 0,
            bound: 255
        }
    );
    assert_eq!(
        seal(&|choices| choices[1].truncate(3)),
        SealError::OptionCount {
            contest: 1,
            expected: 4,
            found: 3
        }
    );
    assert_eq!(
        seal(&|choices| choices.truncate(3)),
        SealError::ContestCount {
            expected: 4,
            found: 3
        }
    );
}

#[test]
fn a_frozen_generator_does_not_repeat_nonces() {
    let voter = voter(1);
    let seal = |choices: &[Vec<u32>]| {
        ballot::seal(&style(), &joint_key(), &voter.context, choices, &mut rng(5))
            .unwrap()
            .proof
            .to_bytes()
    };
    let mut others = choices();
    others[0] = vec![1, 0, 0, 0, 0];
    let (first, second) = (seal(&choices()), seal(&others));
    // V, A, E1, E2: all four announcements differ.
    for part in 0..4 {
        assert_ne!(
            first[part * 32..(part + 1) * 32],
            second[part * 32..(part + 1) * 32]
        );
    }
}
