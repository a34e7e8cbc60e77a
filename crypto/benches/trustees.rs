//! Key ceremony, decryption and discrete logarithms.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark that panics has failed"
)]

use divan::Bencher;
use ostrakon_crypto::{
    decryption::{self, DiscreteLog},
    dkg::{Dealer, KeyShare, Session},
    elgamal::{Aggregate, Ciphertext},
    group::{Element, Scalar},
    hash::Hash,
    index::Threshold,
    secret::{SecretScalar, Seed},
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

fn main() {
    divan::main();
}

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// All that the first trustee computes in a ceremony of t of n: commits, deals, checks n deals, receives n − 1 shares.
#[divan::bench(args = [(2, 3), (5, 9), (13, 25)], sample_count = 10, sample_size = 1)]
fn ceremony(bencher: Bencher<'_, '_>, (threshold, trustees): (u8, u8)) {
    let mut rng = rng(1);
    let secrets: Vec<SecretScalar> = (0..trustees).map(|_| SecretScalar::random(&mut rng)).collect();
    let seeds: Vec<Seed> = (0..trustees).map(|_| Seed::random(&mut rng)).collect();
    let session = Session {
        id: Hash::of(b"session"),
        threshold: Threshold::new(threshold, trustees).unwrap(),
        encryption_keys: secrets.iter().map(SecretScalar::public).collect(),
    };
    let dealers: Vec<Dealer> = session
        .threshold
        .indices()
        .zip(&seeds)
        .map(|(index, seed)| Dealer::new(session.clone(), index, seed).unwrap())
        .collect();
    let commitments: Vec<Hash> = dealers.iter().map(Dealer::commitment).collect();
    let deals: Vec<_> = dealers
        .into_iter()
        .map(|dealer| dealer.deal(&commitments, &mut rng).unwrap().0)
        .collect();
    let (index, seed, secret) = (
        session.threshold.indices().next().unwrap(),
        seeds.first().unwrap(),
        secrets.first().unwrap(),
    );
    bencher.bench_local(|| {
        let dealer = Dealer::new(session.clone(), index, seed).unwrap();
        let (_, receiver) = dealer.deal(&commitments, &mut rng).unwrap();
        receiver.finish(&deals, secret).unwrap()
    });
}

fn sole_trustee() -> KeyShare {
    let secret = SecretScalar::random(&mut rng(1));
    let session = Session {
        id: Hash::of(b"session"),
        threshold: Threshold::new(1, 1).unwrap(),
        encryption_keys: vec![secret.public()],
    };
    let index = session.threshold.indices().next().unwrap();
    let dealer = Dealer::new(session, index, &Seed::from_bytes([1; 32])).unwrap();
    let commitments = [dealer.commitment()];
    let (deal, receiver) = dealer.deal(&commitments, &mut rng(2)).unwrap();
    receiver.finish(&[deal], &secret).unwrap().0
}

fn aggregates(count: usize) -> Vec<Aggregate> {
    let mut rng = rng(3);
    let mut point = || SecretScalar::random(&mut rng).public();
    (0..count)
        .map(|_| {
            let mut aggregate = Aggregate::zero();
            aggregate.add(
                &Ciphertext {
                    c1: point(),
                    c2: point(),
                },
                1,
            );
            aggregate
        })
        .collect()
}

#[divan::bench]
fn partial_decryption_of_100_options(bencher: Bencher<'_, '_>) {
    let (share, aggregates, mut rng) = (sole_trustee(), aggregates(100), rng(4));
    bencher.bench_local(|| decryption::decrypt(&share, &Hash::ZERO, &aggregates, &mut rng));
}

#[divan::bench]
fn check_partial_decryption_of_100_options(bencher: Bencher<'_, '_>) {
    let (share, aggregates) = (sole_trustee(), aggregates(100));
    let partial = decryption::decrypt(&share, &Hash::ZERO, &aggregates, &mut rng(4));
    let key = share.verification_key();
    bencher
        .bench_local(|| decryption::check(share.index(), &key, &Hash::ZERO, &aggregates, &partial).unwrap());
}

#[divan::bench(args = [10_000, 1_000_000, 1_000_000_000, 1 << 40], sample_count = 5, sample_size = 1)]
fn discrete_logarithm_set_up(bound: u64) -> DiscreteLog {
    DiscreteLog::new(bound)
}

/// The slowest: the bound itself.
#[divan::bench(args = [10_000, 1_000_000, 1_000_000_000, 1 << 40], sample_count = 5)]
fn discrete_logarithm(bencher: Bencher<'_, '_>, bound: u64) {
    let logarithms = DiscreteLog::new(bound);
    let element = Element::base_times(&Scalar::from_u64(bound));
    assert_eq!(logarithms.solve(&element, bound), Some(bound));
    bencher.bench_local(|| logarithms.solve(&element, bound));
}
