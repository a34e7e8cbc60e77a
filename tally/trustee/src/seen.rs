//! What a trustee has seen of an election's log: the board cannot show another one afterwards (docs/trustee.md).

use crate::Refusal;
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use ostrakon_record::{election::Election, verify::Anchors};
use serde::{Deserialize, Serialize};

/// An election's keys, and how far its log was when it was last read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
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
    #[must_use]
    pub fn of(election: &Election) -> Self {
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

    /// Which election's.
    #[must_use]
    pub const fn election(&self) -> &Hash {
        &self.election
    }

    /// Number of lines seen.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        self.entries
    }

    /// Refuses a log whose first lines, as many as were seen, are fewer or others.
    ///
    /// # Errors
    /// [`Refusal::Fewer`] or [`Refusal::Others`].
    pub fn recognize(&self, shown: &Self) -> Result<(), Refusal> {
        match () {
            () if shown == self => Ok(()),
            () if shown.entries < self.entries => Err(Refusal::Fewer {
                shown: shown.entries,
                seen: self.entries,
            }),
            () => Err(Refusal::Others { seen: self.entries }),
        }
    }

    /// What a verified record must agree with.
    #[must_use]
    pub fn anchors(&self) -> Anchors {
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

    #[test]
    fn the_same_lines_are_recognized() {
        let key = |number| SigningKey::from_seed(&[number; 32]).verifying_key();
        let seen = |entries, head: &[u8]| Seen {
            election: Hash::of(b"line 0"),
            authority: key(1),
            registrar: key(2),
            board: key(3),
            trustees: vec![key(4), key(5)],
            entries,
            head: Hash::of(head),
        };
        let kept = seen(7, b"line 6");
        kept.recognize(&kept).unwrap();
        let others = Refusal::Others { seen: 7 };
        let other_board = Seen {
            board: key(9),
            ..kept.clone()
        };
        for (shown, refusal) in [
            (seen(6, b"line 5"), Refusal::Fewer { shown: 6, seen: 7 }),
            (seen(7, b"another line 6"), others.clone()),
            (other_board, others),
        ] {
            assert_eq!(kept.recognize(&shown), Err(refusal));
        }
    }
}
