//! Sealing and checking ballots: one proof and one signature a ballot, fresh points in every ballot.
//!
//! `check` and `check_batch` take decoded ballots; `decode` is what comes before.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark that panics has failed"
)]

mod cases;

use cases::{CASES, Case, context, key, rng};
use divan::{Bencher, counter::ItemsCount};
use ostrakon_crypto::{
    ballot::{self, BallotStyle, BatchItem, BitsProof},
    credential::{CredentialKey, VoterCode, verify_ballot_signature},
    elgamal::Ciphertext,
    group::Point,
    hash::Hash,
    secret::SecretScalar,
};
use std::{sync::OnceLock, thread};

fn main() {
    divan::main();
}

fn item(case: Case, style: &BallotStyle, seed: u64) -> BatchItem {
    let mut rng = rng(seed);
    let voter = CredentialKey::derive(&Hash::ZERO, &VoterCode::random(&mut rng));
    let context = context(voter.credential());
    let ballot = ballot::seal(style, &key(), &context, &case.choices(), &mut rng).unwrap();
    let (election, tracker) = (Hash::of(b"election"), Hash::of(&seed.to_be_bytes()));
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
fn seal(bencher: Bencher<'_, '_>, case: Case) {
    let (style, key, choices) = (case.style(), key(), case.choices());
    let mut rng = rng(1);
    let context = context(SecretScalar::random(&mut rng).public());
    bencher.bench_local(|| ballot::seal(&style, &key, &context, &choices, &mut rng).unwrap());
}

#[divan::bench(args = CASES.into_iter().filter(|case| !matches!(case, Case::Allocate(_))))]
fn decode(bencher: Bencher<'_, '_>, case: Case) {
    let style = case.style();
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
                item.ballot.proof.unwrap().to_bytes(),
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
                BitsProof::from_bytes(&proof).unwrap(),
                Point::from_bytes(&credential).unwrap(),
            )
        });
}

#[divan::bench(args = CASES)]
fn check_with_signature(bencher: Bencher<'_, '_>, case: Case) {
    let (style, key) = (case.style(), key());
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

/// Batches of ballots of 1 of 5, in equal parts on one or two threads.
#[divan::bench(args = [(100, 1), (1_000, 1), (1_000, 2), (10_000, 1), (10_000, 2)], sample_size = 1, sample_count = 5)]
fn check_batch_of_5(bencher: Bencher<'_, '_>, (ballots, threads): (usize, usize)) {
    static ITEMS: OnceLock<Vec<BatchItem>> = OnceLock::new();
    let (style, key) = (Case::Choose(5).style(), key());
    let all = ITEMS.get_or_init(|| {
        (0..10_000)
            .map(|seed| item(Case::Choose(5), &style, seed))
            .collect()
    });
    let items = all.get(..ballots).unwrap();
    let mut broken = items.get(..100).unwrap().to_vec();
    broken.first_mut().unwrap().context.sequence = 2;
    let outcomes = ballot::check_batch(&style, &key, &broken, &mut rng(2));
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_err()).count(), 1);
    bencher.counter(ItemsCount::new(ballots)).bench_local(|| {
        thread::scope(|scope| {
            for part in items.chunks(ballots.div_ceil(threads)) {
                scope.spawn(|| {
                    let outcomes = ballot::check_batch(&style, &key, part, &mut rng(3));
                    assert!(outcomes.iter().all(Result::is_ok));
                });
            }
        });
    });
}

/// Batches of 512 at other sizes.
#[divan::bench(args = [Case::Choose(2), Case::Choose(20), Case::Choose(100), Case::Blank(20), Case::Score(20), Case::Allocate(20)], sample_size = 1, sample_count = 5)]
fn check_batch_of_512(bencher: Bencher<'_, '_>, case: Case) {
    let (style, key) = (case.style(), key());
    let items: Vec<BatchItem> = (0..512).map(|seed| item(case, &style, seed)).collect();
    bencher.counter(ItemsCount::new(512u32)).bench_local(|| {
        let outcomes = ballot::check_batch(&style, &key, &items, &mut rng(3));
        assert!(outcomes.iter().all(Result::is_ok));
    });
}
