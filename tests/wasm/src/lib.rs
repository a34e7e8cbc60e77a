//! The test vectors of ostrakon-crypto for WebAssembly: the very tests that run natively, as functions to call from
//! outside. `cargo xtask test --only wasm` calls them.

#[path = "../../../crypto/tests/vectors/main.rs"]
mod vectors;

use wasm_bindgen::prelude::wasm_bindgen;

/// The names of the tests.
#[wasm_bindgen]
#[must_use]
pub fn names() -> Vec<String> {
    console_error_panic_hook::set_once();
    vectors::ALL.iter().map(|(name, _)| (*name).to_owned()).collect()
}

/// Runs a test, and traps if it fails.
#[wasm_bindgen]
pub fn run(name: &str) {
    let (_, test) = vectors::ALL
        .iter()
        .find(|(known, _)| *known == name)
        .unwrap_or_else(|| wasm_bindgen::throw_str("there is no such test"));
    test();
}
