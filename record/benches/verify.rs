//! Verifying a whole record, parsing, chain and signatures included, beside the floor: every point of every ballot must
//! be decompressed and put through a multiscalar multiplication.
#![allow(
    missing_docs,
    dead_code,
    unused_imports,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::unused_self,
    clippy::print_stdout,
    reason = "a benchmark that panics has failed; the sizes go to stdout"
)]

/// The tests' honest election.
#[path = "../../tests/src/fixture/mod.rs"]
mod fixture;

use divan::{Bencher, counter::ItemsCount};
use fixture::Record;
use ostrakon_crypto::group::{Element, Point, Scalar};
use ostrakon_record::{
    Entry,
    body::Body,
    manifest::Rule,
    verify::{Expectations, Report, Verdict, Verifier},
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use std::sync::OnceLock;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BALLOTS: usize = 4_096;
const OPTIONS: [usize; 2] = [5, 20];
/// Most options to choose: 1 of 5, 3 of 20.
const fn most(options: usize) -> u32 {
    if options == 5 { 1 } else { 3 }
}

fn main() {
    for options in OPTIONS {
        let log = log(options);
        println!(
            "bytes: {} options: line {} binary {}",
            options, log.line_bytes, log.binary_bytes
        );
    }
    divan::main();
}

struct Log {
    lines: Vec<String>,
    /// Points of all ballots, signatures included.
    points: Vec<[u8; 32]>,
    /// Of one ballot's line, with its newline.
    line_bytes: usize,
    /// Of one ballot's ciphertexts, proof, credential, signature, and hashes.
    binary_bytes: usize,
}

/// A log of some ballots, up to the closing: choose 1 of 5, or 0 to 3 of 20.
fn log(options: usize) -> &'static Log {
    static LOGS: [OnceLock<Log>; 2] = [OnceLock::new(), OnceLock::new()];
    LOGS[usize::from(options != 5)].get_or_init(|| make(options))
}

fn make(options: usize) -> Log {
    let rule = Rule::Choose {
        minimum: u32::from(options == 5),
        maximum: most(options),
        blank: false,
    };
    let chosen = usize::try_from(most(options)).unwrap();
    let record = Record::choosing(1, BALLOTS, options, rule, chosen);
    let (mut points, mut line_bytes, mut binary_bytes) = (Vec::new(), 0, 0);
    for entry in record.entries() {
        let Body::Ballot(ballot) = entry.body() else {
            continue;
        };
        let first = points.len();
        let proof = ballot.proof.as_ref().unwrap().to_bytes();
        let (parts, _) = proof.as_chunks::<32>();
        points.extend(&parts[..4]);
        for ciphertext in ballot.ciphertexts.iter().flatten() {
            points.extend([*ciphertext.c1.as_bytes(), *ciphertext.c2.as_bytes()]);
        }
        points.push(*ballot.credential.as_bytes());
        points.push(*entry.submission().signature().as_bytes().first_chunk().unwrap());
        assert_eq!(points.len() - first, 2 * options + 6);
        line_bytes = entry.line().len() + 1;
        // Context, previous ballot, number; previous line.
        binary_bytes = 64 * options + proof.len() + 32 + 64 + 32 + 32 + 4 + 32;
    }
    Log {
        lines: record.entries().iter().map(Entry::line).collect(),
        points,
        line_bytes,
        binary_bytes,
    }
}

fn decode(points: &[[u8; 32]]) -> Vec<Element> {
    points
        .iter()
        .map(|point| Point::from_bytes(point).unwrap().element())
        .collect()
}

#[divan::bench(args = OPTIONS, sample_size = 1, sample_count = 5)]
fn floor_decompression(bencher: Bencher<'_, '_>, options: usize) {
    let points = &log(options).points;
    bencher
        .counter(ItemsCount::new(BALLOTS))
        .bench_local(|| decode(points));
}

/// In batches of as many points as 512 ballots have.
#[divan::bench(args = OPTIONS, sample_size = 1, sample_count = 5)]
fn floor_multiscalar(bencher: Bencher<'_, '_>, options: usize) {
    let elements = decode(&log(options).points);
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let scalars: Vec<Scalar> = elements.iter().map(|_| Scalar::random(&mut rng)).collect();
    let together = 512 * (2 * options + 6);
    bencher.counter(ItemsCount::new(BALLOTS)).bench_local(|| {
        scalars
            .chunks(together)
            .zip(elements.chunks(together))
            .map(|(scalars, elements)| Element::multiscalar_vartime(scalars, elements))
            .collect::<Vec<_>>()
    });
}

fn verify(lines: &[String], threads: usize) -> Report {
    let run = || {
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        let mut verifier = Verifier::new(Expectations::default());
        for line in lines {
            verifier.line(line.as_bytes(), &mut rng);
        }
        verifier.finish(&mut rng)
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(run)
}

#[divan::bench(args = [(5, 1), (5, 2), (20, 1), (20, 2)], sample_size = 1, sample_count = 5)]
fn verify_record(bencher: Bencher<'_, '_>, (options, threads): (usize, usize)) {
    let lines = &log(options).lines;
    let mut broken = lines.clone();
    let last = broken.len() - 1;
    broken.swap(last, last - 1);
    assert!(verify(&broken, threads).failed().next().is_some());
    bencher.counter(ItemsCount::new(BALLOTS)).bench_local(|| {
        let report = verify(lines, threads);
        assert_eq!(report.verdict, Verdict::Incomplete);
        assert!(report.failed().next().is_none());
    });
}
