//! What a trustee has seen of an election's log: the board cannot show another one afterwards (docs/trustee.md).

use crate::{failure::Failure, files};
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use ostrakon_record::{election::Election, verify::Anchors};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// An election's keys, and how far its log was when it was last read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    election: Hash,
    authority: VerifyingKey,
    registrar: VerifyingKey,
    board: VerifyingKey,
    trustees: Vec<VerifyingKey>,
    entries: u64,
    head: Hash,
}

impl Seen {
    /// All of an election's lines.
    pub(crate) fn of(election: &Election) -> Self {
        let manifest = election.manifest();
        Self {
            election: *election.id(),
            authority: manifest.authority,
            registrar: manifest.registrar,
            board: manifest.log.key,
            trustees: manifest
                .trustees
                .iter()
                .map(|trustee| trustee.signing_key)
                .collect(),
            entries: election.entries(),
            head: *election.head(),
        }
    }

    /// What the file says, if there is one.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Failure> {
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
    pub(crate) fn keep(&self, path: &Path) -> Result<(), Failure> {
        if Self::read(path)?.is_some_and(|kept| kept.entries >= self.entries) {
            return Ok(());
        }
        files::replace(path, &serde_json::to_vec_pretty(self).map_err(Failure::defect)?)
    }

    /// Number of lines seen.
    pub(crate) const fn entries(&self) -> u64 {
        self.entries
    }

    /// Refuses a log whose first lines, as many as were seen, are fewer or others.
    pub(crate) fn recognize(&self, shown: &Self) -> Result<(), Failure> {
        if shown == self {
            return Ok(());
        }
        let problem = if shown.entries < self.entries {
            format!(
                "the board shows {} lines of the log; you have seen {} of them before",
                shown.entries, self.entries
            )
        } else {
            format!(
                "the board shows other lines than before: the first {} of them do not end as they did",
                self.entries
            )
        };
        Err(Failure::wrong(
            problem,
            "do nothing more in this election: the board hides something, or was restored from an old copy. Tell the \
             election official and the other trustees, and show them your folder's file `seen-...json`",
        ))
    }

    /// What a verified record must agree with.
    pub(crate) fn anchors(&self) -> Anchors {
        Anchors {
            election: Some(self.election),
            authority: Some(self.authority),
            registrar: Some(self.registrar),
            board: Some(self.board),
            trustees: Some(self.trustees.clone()),
            policy: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_crypto::signature::SigningKey;

    fn seen(entries: u64, head: &[u8]) -> Seen {
        let key = |number| SigningKey::from_seed(&[number; 32]).verifying_key();
        Seen {
            election: Hash::of(b"line 0"),
            authority: key(1),
            registrar: key(2),
            board: key(3),
            trustees: vec![key(4), key(5)],
            entries,
            head: Hash::of(head),
        }
    }

    #[test]
    fn the_same_lines_are_recognized() {
        let kept = seen(7, b"line 6");
        kept.recognize(&kept).unwrap();
        for (shown, words) in [
            (seen(6, b"line 5"), "shows 6 lines of the log; you have seen 7"),
            (
                seen(7, b"another line 6"),
                "the first 7 of them do not end as they did",
            ),
            (
                Seen {
                    board: SigningKey::from_seed(&[9; 32]).verifying_key(),
                    ..kept.clone()
                },
                "shows other lines",
            ),
        ] {
            let failure = kept.recognize(&shown).unwrap_err();
            assert_eq!(failure.code(), 1);
            assert!(failure.to_string().contains(words), "{failure}");
        }
    }

    #[test]
    fn what_was_seen_only_grows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seen");
        assert_eq!(Seen::read(&path).unwrap(), None);
        for (entries, kept) in [(3, 3), (5, 5), (4, 5), (5, 5), (6, 6)] {
            seen(entries, &[u8::try_from(entries).unwrap()])
                .keep(&path)
                .unwrap();
            assert_eq!(
                Seen::read(&path).unwrap(),
                Some(seen(kept, &[u8::try_from(kept).unwrap()]))
            );
        }
    }

    #[test]
    fn a_damaged_file_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seen");
        seen(3, b"line 2").keep(&path).unwrap();
        let whole = std::fs::read(&path).unwrap();
        for length in 0..whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(Seen::read(&path).unwrap_err().code(), 1, "{length} bytes");
            assert!(seen(9, b"line 8").keep(&path).is_err());
            assert_eq!(std::fs::read(&path).unwrap().len(), length);
        }
    }
}
