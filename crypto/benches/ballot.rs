//! Sealing and checking ballots: one proof and one signature a ballot, fresh points in every ballot.
//!
//! `check` and `check_batch` take decoded ballots; `decode` is what comes before.
#![allow(
    missing_docs,
    clippy::as_conversions,
    clippy::unwrap_used,
    reason = "a benchmark that panics has failed"
)]

use divan::{Bencher, counter::ItemsCount};
use ostrakon_crypto::{
    ballot::{self, BallotContext, BallotProof, BallotStyle, BatchItem, ContestRule},
    credential::{CredentialKey, VoterCode, verify_ballot_signature},
    elgamal::Ciphertext,
    group::Point,
    hash::Hash,
    secret::SecretScalar,
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

/// Choose at most `.1` of `.0`, exactly one where `.1` is 1.
const CASES: [(usize, u32); 4] = [(2, 1), (5, 1), (20, 3), (100, 1)];

fn main() {
    divan::main();
}

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn style((options, most): (usize, u32)) -> BallotStyle {
    let least = u32::from(most == 1);
    BallotStyle::new(vec![ContestRule {
        options,
        bound: 1,
        sum: Some((least, most)),
        blank: false,
    }])
    .unwrap()
}

fn choices((options, most): (usize, u32)) -> Vec<Vec<u32>> {
    vec![
        (0..options)
            .map(|option| u32::from(option < most as usize))
            .collect(),
    ]
}

fn key() -> Point {
    SecretScalar::random(&mut rng(0)).public()
}

fn context(credential: Point) -> BallotContext {
    BallotContext {
        voting_context: Hash::of(b"open"),
        credential,
        sequence: 1,
        previous: Hash::ZERO,
    }
}

fn item(case: (usize, u32), style: &BallotStyle, seed: u64) -> BatchItem {
    let mut rng = rng(seed);
    let voter = CredentialKey::derive(&Hash::ZERO, &VoterCode::random(&mut rng));
    let context = context(voter.credential());
    let ballot = ballot::seal(style, &key(), &context, &choices(case), &mut rng).unwrap();
    let (election, tracker) = (Hash::of(b"election"), Hash::of(&ballot.proof.to_bytes()));
    let signature = voter.sign(&election, &tracker, &mut rng);
    BatchItem {
        context,
        ballot,
        election,
        tracker,
        signature,
    }
}

#[divan::bench(args = CASES)]
fn seal(bencher: Bencher<'_, '_>, case: (usize, u32)) {
    let (style, key, choices) = (style(case), key(), choices(case));
    let mut rng = rng(1);
    let context = context(SecretScalar::random(&mut rng).public());
    bencher.bench_local(|| ballot::seal(&style, &key, &context, &choices, &mut rng).unwrap());
}

#[divan::bench(args = CASES)]
fn decode(bencher: Bencher<'_, '_>, case: (usize, u32)) {
    let style = style(case);
    let mut seed = 0;
    bencher
        .with_inputs(|| {
            seed += 1;
            let item = item(case, &style, seed);
            let ciphertexts: Vec<[u8; 64]> = item
                .ballot
                .ciphertexts
                .iter()
                .flatten()
                .map(Ciphertext::to_bytes)
                .collect();
            (
                ciphertexts,
                item.ballot.proof.to_bytes(),
                *item.context.credential.as_bytes(),
            )
        })
        .bench_local_values(|(ciphertexts, proof, credential)| {
            let ciphertexts: Vec<Ciphertext> = ciphertexts
                .iter()
                .map(|bytes| Ciphertext::from_bytes(bytes).unwrap())
                .collect();
            (
                ciphertexts,
                BallotProof::from_bytes(&proof).unwrap(),
                Point::from_bytes(&credential).unwrap(),
            )
        });
}

#[divan::bench(args = CASES)]
fn check_with_signature(bencher: Bencher<'_, '_>, case: (usize, u32)) {
    let (style, key) = (style(case), key());
    let mut seed = 0;
    bencher
        .with_inputs(|| {
            seed += 1;
            item(case, &style, seed)
        })
        .bench_local_refs(|item| {
            verify_ballot_signature(
                &item.context.credential,
                &item.election,
                &item.tracker,
                &item.signature,
            )
            .unwrap();
            ballot::check(&style, &key, &item.context, &item.ballot).unwrap();
        });
}

#[divan::bench(args = CASES, consts = [128, 512], sample_size = 1, sample_count = 10)]
fn check_batch<const BALLOTS: usize>(bencher: Bencher<'_, '_>, case: (usize, u32)) {
    let (style, key) = (style(case), key());
    let items: Vec<BatchItem> = (0..BALLOTS as u64).map(|seed| item(case, &style, seed)).collect();
    let mut rng = rng(2);
    let mut broken = items.clone();
    if let Some(first) = broken.first_mut() {
        first.context.sequence = 2;
    }
    let outcomes = ballot::check_batch(&style, &key, &broken, &mut rng);
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_err()).count(), 1);
    bencher.counter(ItemsCount::new(BALLOTS)).bench_local(|| {
        let outcomes = ballot::check_batch(&style, &key, &items, &mut rng);
        assert!(outcomes.iter().all(Result::is_ok));
    });
}
