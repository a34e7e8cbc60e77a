//! Where it is written down what a trustee has seen of an election's log (docs/trustee.md).

use crate::{failure::Failure, files};
use std::path::Path;
use trustee::Seen;

/// What the file says, if there is one.
pub(crate) fn read(path: &Path) -> Result<Option<Seen>, Failure> {
    let Some(bytes) = files::read_optional(path)? else {
        return Ok(None);
    };
    serde_json::from_slice(&bytes).map(Some).map_err(|error| {
        Failure::wrong(
            format!("{}: {error}", path.display()),
            "the file is damaged; restore it from a copy. It keeps the board from showing you another log than before",
        )
    })
}

/// Writes it down, unless another program of this trustee has seen more.
pub(crate) fn keep(seen: &Seen, path: &Path) -> Result<(), Failure> {
    if read(path)?.is_some_and(|kept| kept.entries() >= seen.entries()) {
        return Ok(());
    }
    files::replace(path, &serde_json::to_vec_pretty(seen).map_err(Failure::defect)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_crypto::{hash::Hash, signature::SigningKey};
    use serde_json::json;

    fn seen(entries: u8) -> Seen {
        let key = |number| SigningKey::from_seed(&[number; 32]).verifying_key();
        serde_json::from_value(json!({
            "election": Hash::of(b"line 0"),
            "authority": key(1),
            "registrar": key(2),
            "board": key(3),
            "trustees": [key(4), key(5)],
            "entries": entries,
            "head": Hash::of(&[entries]),
        }))
        .unwrap()
    }

    #[test]
    fn what_was_seen_only_grows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seen");
        assert_eq!(read(&path).unwrap(), None);
        for (entries, kept) in [(3, 3), (5, 5), (4, 5), (5, 5), (6, 6)] {
            keep(&seen(entries), &path).unwrap();
            assert_eq!(read(&path).unwrap(), Some(seen(kept)));
        }
    }

    #[test]
    fn a_damaged_file_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seen");
        keep(&seen(3), &path).unwrap();
        let whole = std::fs::read(&path).unwrap();
        for length in 0..whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(read(&path).unwrap_err().code(), 1, "{length} bytes");
            assert!(keep(&seen(9), &path).is_err());
            assert_eq!(std::fs::read(&path).unwrap().len(), length);
        }
    }
}
