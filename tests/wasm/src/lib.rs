//! What runs natively, for WebAssembly: functions to call from outside.
//!
//! - `vectors`: the test vectors of ostrakon-crypto, for `cargo xtask test --only wasm`
//! - `record_vectors`: likewise those of ostrakon-record, for the voter's pages verify the witnesses' signatures
//! - `cases`: the ballots that its benchmarks seal, for `cargo xtask bench`

#[allow(
    dead_code,
    clippy::unwrap_used,
    reason = "the benchmarks' own; what cannot be sealed traps"
)]
#[path = "../../../crypto/benches/cases/mod.rs"]
mod cases;
#[path = "../../../record/tests/vectors/main.rs"]
mod record_vectors;
#[path = "../../../crypto/tests/vectors/main.rs"]
mod vectors;

use cases::{CASES, context, key, rng};
use ostrakon_crypto::{ballot, secret::SecretScalar};
use wasm_bindgen::prelude::wasm_bindgen;

fn tests() -> impl Iterator<Item = (&'static str, fn())> {
    vectors::ALL.into_iter().chain(record_vectors::ALL)
}

/// The names of the tests.
#[wasm_bindgen]
#[must_use]
pub fn names() -> Vec<String> {
    console_error_panic_hook::set_once();
    tests().map(|(name, _)| name.to_owned()).collect()
}

/// Runs a test, and traps if it fails.
#[wasm_bindgen]
pub fn run(name: &str) {
    let (_, test) = tests()
        .find(|(known, _)| *known == name)
        .unwrap_or_else(|| wasm_bindgen::throw_str("there is no such test"));
    test();
}

/// The names of the ballots to seal.
#[wasm_bindgen]
#[must_use]
pub fn cases() -> Vec<String> {
    CASES.iter().map(|case| format!("{case:?}")).collect()
}

/// Seals a ballot of every seed below `ballots`, and gives the time of each in milliseconds, as `now` tells it.
#[wasm_bindgen]
#[must_use]
pub fn seal(case: usize, ballots: u32, now: &js_sys::Function) -> Vec<f64> {
    let Some(case) = CASES.get(case) else {
        wasm_bindgen::throw_str("there is no such case");
    };
    let (style, key, choices) = (case.style(), key(), case.choices());
    let now = || {
        let time = now.call0(&wasm_bindgen::JsValue::NULL);
        time.ok().and_then(|time| time.as_f64()).unwrap_or(f64::NAN)
    };
    (0..ballots)
        .map(|seed| {
            let mut rng = rng(seed.into());
            let context = context(SecretScalar::random(&mut rng).public());
            let start = now();
            let sealed = ballot::seal(&style, &key, &context, &choices, &mut rng);
            let time = now() - start;
            if sealed.is_err() {
                wasm_bindgen::throw_str("a ballot cannot be sealed");
            }
            time
        })
        .collect()
}
