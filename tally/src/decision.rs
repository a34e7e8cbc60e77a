//! Where it is written down what a trustee has decided to decrypt (docs/trustee.md).

use crate::{
    failure::Failure,
    files::{self, Readers},
};
use std::path::Path;
use trustee::Decision;

/// What the file says, if there is one.
pub(crate) fn read(path: &Path) -> Result<Option<Decision>, Failure> {
    let bytes = files::read_optional(path)?;
    bytes.map(|bytes| parse(path, &bytes)).transpose()
}

/// Writes it down; refuses if the file holds another one.
pub(crate) fn keep(decision: &Decision, path: &Path) -> Result<(), Failure> {
    let json = serde_json::to_vec_pretty(decision).map_err(Failure::defect)?;
    if let Some(bytes) = files::keep(path, &json, Readers::Owner)? {
        decision.agree(&parse(path, &bytes)?, &path.display().to_string())?;
    }
    Ok(())
}

fn parse(path: &Path, bytes: &[u8]) -> Result<Decision, Failure> {
    serde_json::from_slice(bytes).map_err(|error| {
        Failure::wrong(
            format!("{}: {error}", path.display()),
            "the file is damaged; restore it from a copy. Do not delete it: it protects the voters",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_crypto::hash::Hash;
    use std::fs;

    fn decision(election: &[u8], close: &[u8], aggregate: &[u8]) -> Decision {
        let [election, close, aggregate] = [election, close, aggregate].map(Hash::of);
        serde_json::from_value(serde_json::json!({
            "election": election, "close": close, "aggregate": aggregate,
        }))
        .unwrap()
    }

    #[test]
    fn a_decision_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decided");
        let first = decision(b"election", b"close", b"sum");
        assert_eq!(read(&path).unwrap(), None);
        assert!(!path.exists(), "asking decides nothing");
        keep(&first, &path).unwrap();
        let kept = fs::read(&path).unwrap();
        keep(&first, &path).unwrap();
        assert_eq!(read(&path).unwrap(), Some(first));
        for other in [
            decision(b"election", b"another close", b"sum"),
            decision(b"election", b"close", b"a part of the sum"),
            decision(b"another election", b"close", b"sum"),
        ] {
            let failure = keep(&other, &path).unwrap_err();
            assert_eq!(failure.code(), 1);
            assert!(failure.to_string().contains("another ballot box"), "{failure}");
            assert_eq!(fs::read(&path).unwrap(), kept);
        }
    }

    #[test]
    fn a_damaged_decision_is_no_permission() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decided");
        let decision = decision(b"election", b"close", b"sum");
        keep(&decision, &path).unwrap();
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            for refused in [read(&path).map(|_| ()), keep(&decision, &path)] {
                let failure = refused.unwrap_err();
                assert_eq!(failure.code(), 1, "{length} bytes");
                assert!(failure.hint().contains("Do not delete it"));
            }
            assert_eq!(fs::read(&path).unwrap().len(), length, "left as it is");
        }
    }
}
