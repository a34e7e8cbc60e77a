//! What a trustee has decided to decrypt: one ballot box of an election, for ever (docs/trustee.md).

use crate::{
    failure::Failure,
    files::{self, Readers},
};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{body::Intent, election::Tally};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Written down before it is announced, and never replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    election: Hash,
    close: Hash,
    aggregate: Hash,
}

impl Decision {
    /// For the sum of all ballots that count before this close line.
    pub(crate) const fn of(election: Hash, tally: &Tally) -> Self {
        Self {
            election,
            close: tally.close,
            aggregate: tally.digest,
        }
    }

    /// What the trustee announces.
    pub(crate) fn intent(&self) -> Intent {
        Intent {
            close: self.close,
            aggregate: self.aggregate,
        }
    }

    /// Refuses if the file holds another decision.
    pub(crate) fn agree(&self, path: &Path) -> Result<(), Failure> {
        files::read_optional(path)?.map_or(Ok(()), |bytes| self.compare(path, &bytes))
    }

    /// Writes it down; refuses if the file holds another one.
    pub(crate) fn keep(&self, path: &Path) -> Result<(), Failure> {
        let json = serde_json::to_vec_pretty(self).map_err(Failure::defect)?;
        files::keep(path, &json, Readers::Owner)?.map_or(Ok(()), |bytes| self.compare(path, &bytes))
    }

    fn compare(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let decided: Self = serde_json::from_slice(bytes).map_err(|error| {
            Failure::wrong(
                format!("{}: {error}", path.display()),
                "the file is damaged; restore it from a copy. Do not delete it: it protects the voters",
            )
        })?;
        if decided == *self {
            Ok(())
        } else {
            Err(another(&path.display().to_string()))
        }
    }
}

/// The trustee has decided for something else before, as this place says.
pub(crate) fn another(place: &str) -> Failure {
    Failure::wrong(
        format!("{place} says that you decided to decrypt another ballot box of this election"),
        "you decrypt one ballot box of an election, ever. Somebody may be trying to learn single votes: tell the other \
         trustees and the official",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn decision(close: &[u8], aggregate: &[u8]) -> Decision {
        Decision {
            election: Hash::of(b"election"),
            close: Hash::of(close),
            aggregate: Hash::of(aggregate),
        }
    }

    #[test]
    fn a_decision_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decided");
        let first = decision(b"close", b"sum");
        first.agree(&path).unwrap();
        assert!(!path.exists(), "asking decides nothing");
        first.keep(&path).unwrap();
        let kept = fs::read(&path).unwrap();
        first.keep(&path).unwrap();
        first.agree(&path).unwrap();
        let elsewhere = Decision {
            election: Hash::of(b"another election"),
            ..first.clone()
        };
        for other in [
            decision(b"another close", b"sum"),
            decision(b"close", b"a part of the sum"),
            elsewhere,
        ] {
            for refused in [other.agree(&path), other.keep(&path)] {
                let failure = refused.unwrap_err();
                assert_eq!(failure.code(), 1);
                assert!(failure.to_string().contains("another ballot box"), "{failure}");
            }
            assert_eq!(fs::read(&path).unwrap(), kept);
        }
    }

    #[test]
    fn a_damaged_decision_is_no_permission() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decided");
        let decision = decision(b"close", b"sum");
        decision.keep(&path).unwrap();
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            for refused in [decision.agree(&path), decision.keep(&path)] {
                let failure = refused.unwrap_err();
                assert_eq!(failure.code(), 1, "{length} bytes");
                assert!(failure.hint().contains("Do not delete it"));
            }
            assert_eq!(fs::read(&path).unwrap().len(), length, "left as it is");
        }
    }
}
