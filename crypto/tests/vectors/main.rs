//! Test vectors in tests/vectors/*.json: RFC 9496's for the group, and our own, whose bytes are pinned.
//!
//! Our own are computed again and compared. `OSTRAKON_BLESS=1 cargo test -p ostrakon-crypto --test vectors` writes
//! them anew: a change of the files is a change of the protocol. Bytes are hexadecimal; `chacha20_seed` is the seed of
//! the ChaCha20 generator (RFC 7539 layout, zero nonce) behind whatever is random.
#![allow(
    missing_docs,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

// tests/wasm has this module too, where it is no test.

mod ballot;
mod challenge;
mod group;
mod signatures;
mod trustees;

use data_encoding::HEXLOWER;
use ostrakon_crypto::{hash::Hash, index::TrusteeIndex};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};
use serde_json::Value;

/// Every test, for those who have no test runner.
#[allow(dead_code, reason = "for tests/wasm")]
pub(crate) const ALL: [(&str, fn()); 8] = [
    ("ballots", ballot::ballots),
    ("challenges", challenge::challenges),
    ("multiples of the generator", group::multiples_of_the_generator),
    ("invalid encodings", group::invalid_encodings),
    ("elements from uniform bytes", group::elements_from_uniform_bytes),
    ("encodings", group::encodings),
    ("signatures", signatures::signatures),
    ("trustees", trustees::trustees),
];

/// The file's content, built in: WebAssembly has no files.
fn read(name: &str) -> Value {
    let text = match name {
        "ballot" => include_str!("../../../tests/vectors/ballot.json"),
        "challenge" => include_str!("../../../tests/vectors/challenge.json"),
        "encodings" => include_str!("../../../tests/vectors/encodings.json"),
        "ristretto255" => include_str!("../../../tests/vectors/ristretto255.json"),
        "signatures" => include_str!("../../../tests/vectors/signatures.json"),
        "trustees" => include_str!("../../../tests/vectors/trustees.json"),
        _ => panic!("there is no {name}.json"),
    };
    serde_json::from_str(text).unwrap()
}

/// Compares with the file, or writes it.
fn pinned(name: &str, computed: &Value) {
    if std::env::var_os("OSTRAKON_BLESS").is_some() {
        let text = serde_json::to_string_pretty(computed).unwrap();
        let path = format!("{}/../tests/vectors/{name}.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(path, text + "\n").unwrap();
        return;
    }
    let file = read(name);
    let (file_fields, fields) = (file.as_object().unwrap(), computed.as_object().unwrap());
    for (field, value) in fields {
        assert_eq!(file_fields.get(field), Some(value), "{name}.json: {field}");
    }
    assert_eq!(file_fields.len(), fields.len(), "{name}.json has other fields");
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(bytes.as_ref())
}

fn bytes(value: &Value) -> Vec<u8> {
    HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

fn array<const N: usize>(value: &Value) -> [u8; N] {
    bytes(value).try_into().unwrap()
}

fn hash(value: &Value) -> Hash {
    value.as_str().unwrap().parse().unwrap()
}

fn seed(number: u8) -> String {
    hex([number; 32])
}

fn rng(number: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([number; 32])
}

fn index(value: u8) -> TrusteeIndex {
    TrusteeIndex::new(value).unwrap()
}

/// "ok", or the error's text.
fn outcome<T, E: ToString>(result: Result<T, E>) -> String {
    result.map_or_else(|error| error.to_string(), |_| "ok".to_owned())
}
