//! What a trustee has decided to decrypt: one ballot box of an election, for ever (docs/trustee.md).

use crate::Refusal;
use ostrakon_crypto::{hash::Hash, index::TrusteeIndex};
use ostrakon_record::{
    body::Intent,
    election::{Tally, TallyError},
    entry::{Kind, Signer},
};
use serde::{Deserialize, Serialize};

/// Written down before it is announced, and never replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    election: Hash,
    close: Hash,
    aggregate: Hash,
}

impl Decision {
    /// For the sum of all ballots that count before this close line.
    #[must_use]
    pub const fn of(election: Hash, tally: &Tally) -> Self {
        Self {
            election,
            close: tally.close,
            aggregate: tally.digest,
        }
    }

    /// Which election's.
    #[must_use]
    pub const fn election(&self) -> &Hash {
        &self.election
    }

    /// What the trustee announces.
    #[must_use]
    pub const fn intent(&self) -> Intent {
        Intent {
            close: self.close,
            aggregate: self.aggregate,
        }
    }

    /// Refuses if this is another one than was written down in that place.
    ///
    /// # Errors
    /// [`Refusal::Decided`].
    pub fn agree(&self, written: &Self, place: &str) -> Result<(), Refusal> {
        if written == self {
            return Ok(());
        }
        Err(Refusal::Decided {
            place: place.to_owned(),
        })
    }
}

/// Whether what is wrong with a line is that this trustee announces another ballot box in it: who has an old copy of what was written
/// down finds the announcement there.
#[must_use]
pub fn is_own_intent(wrong: &TallyError, own: TrusteeIndex) -> bool {
    match wrong {
        TallyError::Close { kind, signer } => *kind == Kind::Intent && *signer == Signer::Trustee(own),
        TallyError::Aggregate { trustee } => *trustee == own,
        _ => false,
    }
}
