//! Does the time of an operation on a secret depend on the secret? `cargo xtask constant-time`; docs/constant-time.md.
//!
//! The test of dudect (Reparaz, Balasch, Verbauwhede: *Dude, is my code constant time?*, 2017): one class of inputs has
//! the same secret each time, the other a random one; both are prepared beforehand and measured in random order, and
//! Welch's t-test compares their mean times. Slow samples, which the system disturbed, are cropped at several
//! percentiles, and the largest |t| counts. `dudect-bencher` does the same but brings clap 2 and atty, unmaintained both.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a measurement that panics has failed; its result goes to stdout"
)]

use core::hint::black_box;
use ostrakon_crypto::{
    ballot::{self, BallotContext, BallotStyle, ContestRule},
    credential::{CredentialKey, VoterCode},
    decryption,
    dkg::{Dealer, KeyShare, Session},
    elgamal::{Aggregate, Ciphertext},
    group::{Element, Scalar},
    hash::Hash,
    index::Threshold,
    secret::{SecretScalar, Seed},
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore as _, SeedableRng as _},
};
use std::{
    env,
    process::ExitCode,
    time::{Duration, Instant},
};

/// |t| below this: no difference found.
const SUSPECT: f64 = 4.5;
/// |t| from this: the times differ.
const DIFFERENT: f64 = 10.0;
/// Share of the samples that a test looks at, from the quickest on.
const CROPS: [f64; 9] = [1.0, 0.999, 0.99, 0.95, 0.9, 0.8, 0.6, 0.4, 0.2];
/// Samples prepared together.
const ROUND: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Fixed,
    Random,
}

struct Samples(Vec<(Class, f64)>);

/// Number, mean and variance.
fn moments(samples: impl Iterator<Item = f64>) -> (f64, f64, f64) {
    let (mut count, mut mean, mut squares) = (0.0, 0.0, 0.0);
    for sample in samples {
        count += 1.0;
        let difference = sample - mean;
        mean += difference / count;
        squares += difference * (sample - mean);
    }
    (count, mean, squares / (count - 1.0))
}

impl Samples {
    /// The largest |t| over all crops, with the sign of random − fixed.
    fn t(&self) -> f64 {
        let mut sorted: Vec<f64> = self.0.iter().map(|(_, time)| *time).collect();
        sorted.sort_by(f64::total_cmp);
        CROPS
            .iter()
            .map(|share| {
                let rank = (0..sorted.len())
                    .rev()
                    .find(|rank| (*rank as f64) < share * sorted.len() as f64);
                let limit = rank
                    .and_then(|rank| sorted.get(rank))
                    .copied()
                    .unwrap_or(f64::MAX);
                let of = |wanted: Class| {
                    moments(
                        self.0
                            .iter()
                            .filter(|(class, time)| *class == wanted && *time <= limit)
                            .map(|(_, time)| *time),
                    )
                };
                let ((n, mean, variance), (m, other, spread)) = (of(Class::Fixed), of(Class::Random));
                let t = (other - mean) / (variance / n + spread / m).sqrt();
                if t.is_finite() { t } else { 0.0 }
            })
            .fold(
                0.0,
                |largest: f64, t| if t.abs() > largest.abs() { t } else { largest },
            )
    }

    fn median(&self) -> f64 {
        let mut sorted: Vec<f64> = self.0.iter().map(|(_, time)| *time).collect();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
    }
}

/// Measures `operation` on inputs that `prepare` makes.
fn measure<I, O>(
    time: Duration,
    mut prepare: impl FnMut(Class, &mut ChaCha20Rng) -> I,
    mut operation: impl FnMut(&I, &mut ChaCha20Rng) -> O,
) -> Samples {
    let mut rng = ChaCha20Rng::from_seed([7; 32]);
    let mut samples = Vec::new();
    let start = Instant::now();
    let mut warm = false;
    while start.elapsed() < time || samples.is_empty() {
        let inputs: Vec<(Class, I)> = (0..ROUND)
            .map(|_| {
                let class = if rng.next_u32() & 1 == 0 {
                    Class::Fixed
                } else {
                    Class::Random
                };
                (class, prepare(class, &mut rng))
            })
            .collect();
        for (class, input) in &inputs {
            let start = Instant::now();
            black_box(operation(black_box(input), &mut rng));
            let time = start.elapsed();
            if warm {
                samples.push((*class, time.as_nanos() as f64));
            }
        }
        warm = true;
    }
    Samples(samples)
}

fn seal(
    time: Duration,
    rule: ContestRule,
    fixed: &[u32],
    random: impl Fn(&mut ChaCha20Rng) -> Vec<u32>,
) -> Samples {
    let style = BallotStyle::new(vec![rule]).unwrap();
    let mut rng = ChaCha20Rng::from_seed([8; 32]);
    let key = SecretScalar::random(&mut rng).public();
    let context = BallotContext {
        voting_context: Hash::of(b"open"),
        credential: SecretScalar::random(&mut rng).public(),
        sequence: 1,
        previous: Hash::ZERO,
    };
    measure(
        time,
        |class, rng| {
            let random = random(rng);
            vec![if class == Class::Fixed {
                fixed.to_vec()
            } else {
                random
            }]
        },
        |choices, rng| ballot::seal(&style, &key, &context, choices, rng).unwrap(),
    )
}

fn below(rng: &mut ChaCha20Rng, bound: u32) -> u32 {
    rng.next_u32() % bound
}

fn one_of(options: u32, rng: &mut ChaCha20Rng) -> Vec<u32> {
    let chosen = below(rng, options);
    (0..options).map(|option| u32::from(option == chosen)).collect()
}

fn key_share(seed: u64) -> KeyShare {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let secret = SecretScalar::random(&mut rng);
    let session = Session {
        id: Hash::of(b"session"),
        threshold: Threshold::new(1, 1).unwrap(),
        encryption_keys: vec![secret.public()],
    };
    let index = session.threshold.indices().next().unwrap();
    let dealer = Dealer::new(session, index, &Seed::random(&mut rng)).unwrap();
    let commitments = [dealer.commitment()];
    let (deal, receiver) = dealer.deal(&commitments, &mut rng).unwrap();
    receiver.finish(&[deal], &secret).unwrap().0
}

fn partial_decryption(time: Duration) -> Samples {
    measure(
        time,
        |class, rng| {
            let random = rng.next_u64();
            let mut point = || SecretScalar::random(rng).public();
            let mut aggregate = Aggregate::zero();
            aggregate.add(
                &Ciphertext {
                    c1: point(),
                    c2: point(),
                },
                1,
            );
            (
                key_share(if class == Class::Fixed { 0 } else { random }),
                [aggregate],
            )
        },
        |(share, aggregates), rng| decryption::decrypt(share, &Hash::ZERO, aggregates, rng),
    )
}

fn code(class: Class, rng: &mut ChaCha20Rng) -> VoterCode {
    let random = VoterCode::random(rng);
    if class == Class::Fixed {
        VoterCode::random(&mut ChaCha20Rng::from_seed([9; 32]))
    } else {
        random
    }
}

/// Our own variable-time multiplication: the measurement must find that its time depends on the scalar.
fn control(time: Duration) -> Samples {
    let base = Element::base();
    measure(
        time,
        |class, rng| {
            let random = Scalar::random(rng);
            if class == Class::Fixed {
                Scalar::ONE
            } else {
                random
            }
        },
        |scalar, _| Element::multiscalar_vartime([scalar], [&base]),
    )
}

type Operation = (&'static str, fn(Duration) -> Samples);

const OPERATIONS: [Operation; 10] = [
    ("seal: the first of 5, or any", |time| {
        let rule = ContestRule {
            options: 5,
            bound: 1,
            sum: Some((1, 1)),
            blank: false,
            allocate: false,
        };
        seal(time, rule, &[1, 0, 0, 0, 0], |rng| one_of(5, rng))
    }),
    ("seal: blank, or any of 4 or blank", |time| {
        let rule = ContestRule {
            options: 4,
            bound: 1,
            sum: Some((1, 1)),
            blank: true,
            allocate: false,
        };
        seal(time, rule, &[0, 0, 0, 0, 1], |rng| one_of(5, rng))
    }),
    ("seal: scores all 0, or any to 5", |time| {
        let rule = ContestRule {
            options: 4,
            bound: 5,
            sum: Some((0, 20)),
            blank: false,
            allocate: false,
        };
        seal(time, rule, &[0; 4], |rng| (0..4).map(|_| below(rng, 6)).collect())
    }),
    ("seal: all to the first of 3, or any amounts", |time| {
        let rule = ContestRule {
            options: 3,
            bound: u32::MAX,
            sum: Some((0, u32::MAX)),
            blank: false,
            allocate: true,
        };
        seal(time, rule, &[u32::MAX, 0, 0], |rng| {
            (0..3).map(|_| below(rng, u32::MAX / 3)).collect()
        })
    }),
    ("partial decryption", partial_decryption),
    ("voter code: decoding", |time| {
        measure(
            time,
            |class, rng| code(class, rng).expose_text(),
            |text, _| VoterCode::parse(text).unwrap(),
        )
    }),
    ("voter code: encoding", |time| {
        measure(time, code, |code, _| code.expose_text())
    }),
    ("voter code: key derivation", |time| {
        measure(time, code, |code, _| CredentialKey::derive(&Hash::ZERO, code))
    }),
    ("ballot signature", |time| {
        measure(
            time,
            |class, rng| {
                let mut message = [0; 32];
                rng.fill_bytes(&mut message);
                let key = CredentialKey::derive(&Hash::ZERO, &code(class, rng));
                (key, Hash::from_bytes(message))
            },
            |(key, tracker), rng| key.sign(&Hash::ZERO, tracker, rng),
        )
    }),
    ("base point multiplication", |time| {
        measure(
            time,
            |class, rng| {
                let random = Scalar::random(rng);
                if class == Class::Fixed {
                    Scalar::ONE
                } else {
                    random
                }
            },
            |scalar, _| Element::base_times(scalar),
        )
    }),
];

fn main() -> ExitCode {
    // `cargo test` starts benchmarks too, without this argument: there is nothing to test.
    let mut arguments = env::args();
    if !arguments.any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let seconds = env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(20);
    // Only operations whose name contains this, as other benchmarks take it.
    let only = env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-') && argument.parse::<u64>().is_err())
        .unwrap_or_default();
    let time = Duration::from_secs(seconds);
    println!("{:<36} {:>9} {:>12} {:>8}", "operation", "samples", "median", "t");
    let print = |name: &str, samples: &Samples, verdict: &str| {
        println!(
            "{name:<36} {:>9} {:>9.1} µs {:>8.2}  {verdict}",
            samples.0.len(),
            samples.median() / 1e3,
            samples.t()
        );
    };
    let mut sound = true;
    for (name, run) in OPERATIONS.iter().filter(|(name, _)| name.contains(&only)) {
        let samples = run(time);
        let verdict = match samples.t().abs() {
            t if t < SUSPECT => "no difference found",
            t if t < DIFFERENT => "look again, longer, on a quiet machine",
            _ => {
                sound = false;
                "DIFFERENT"
            }
        };
        print(name, &samples, verdict);
    }
    let samples = control(time);
    let found = samples.t().abs() >= DIFFERENT;
    print(
        "control: variable-time multiplication",
        &samples,
        if found {
            "different, as it must"
        } else {
            "NOT FOUND"
        },
    );
    if sound && found {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
