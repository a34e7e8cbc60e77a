//! Running a target.

use proptest::{
    collection::vec,
    num::u8::ANY,
    test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner},
};
use rand_core::{OsRng, RngCore as _};
use std::{
    env,
    time::{Duration, Instant},
};

/// For how many seconds each target runs, unless it is just a test.
pub const SECONDS: &str = "OSTRAKON_FUZZ_SECONDS";
/// The seed that a failure names, in hexadecimal digits.
pub const SEED: &str = "OSTRAKON_FUZZ_SEED";
/// How long a target runs in a test.
const TEST: Duration = Duration::from_secs(2);
/// Inputs between two looks at the clock.
const ROUND: u32 = 32;
/// Longest input.
const LENGTH: usize = 400;

/// Runs a target, which panics if something is wrong, on random bytes.
///
/// # Panics
/// With the shortest input found that makes the target panic, and the seed to repeat it with.
#[allow(
    clippy::disallowed_methods,
    reason = "the engine needs time and entropy; what it tests does not"
)]
pub fn fuzz(target: impl Fn(&[u8])) {
    let time = env::var(SECONDS).map_or(TEST, |seconds| {
        Duration::from_secs(seconds.parse().expect("a number of seconds"))
    });
    let given = env::var(SEED).ok();
    let start = Instant::now();
    let mut inputs = 0u64;
    while inputs == 0 || start.elapsed() < time {
        let seed = given.as_ref().map_or_else(
            || OsRng.next_u64(),
            |text| u64::from_str_radix(text, 16).expect("a seed"),
        );
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let config = Config {
            cases: ROUND,
            failure_persistence: None,
            max_shrink_iters: 2_000,
            ..Config::default()
        };
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
        let outcome = runner.run(&vec(ANY, 0..LENGTH), |input| {
            target(&input);
            Ok(())
        });
        if let Err(TestError::Fail(reason, input)) = outcome {
            panic!("{reason}\ninput {input:?}\nrepeat with {SEED}={seed:016x}");
        }
        outcome.expect("nothing is rejected");
        inputs += u64::from(ROUND);
        if given.is_some() {
            break;
        }
    }
}
