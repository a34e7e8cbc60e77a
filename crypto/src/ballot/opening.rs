//! Opening a ballot that was challenged (docs/protocol.md §7.15).

use crate::{
    elgamal::Ciphertext,
    group::{Element, Point, Scalar},
};
use core::fmt;
use zeroize::Zeroizing;

/// What would open a sealed ballot: whoever has it knows what was chosen. Erased when dropped.
pub struct SecretOpening {
    choices: Zeroizing<Vec<Vec<u32>>>,
    /// r of every ciphertext.
    randomness: Zeroizing<Vec<Vec<Scalar>>>,
}

impl fmt::Debug for SecretOpening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretOpening")
    }
}

impl SecretOpening {
    pub(super) fn new(choices: &[Vec<u32>], randomness: Zeroizing<Vec<Vec<Scalar>>>) -> Self {
        Self {
            choices: Zeroizing::new(choices.to_vec()),
            randomness,
        }
    }

    /// Gives the secret up, for everybody to see. The ballot can never be cast after that.
    #[must_use]
    pub fn reveal(self) -> Opening {
        Opening {
            choices: self.choices.to_vec(),
            randomness: self.randomness.to_vec(),
        }
    }
}

/// Choices and randomness of an opened ballot, by contest, then option. Public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What each ciphertext holds.
    pub choices: Vec<Vec<u32>>,
    /// r of each ciphertext.
    pub randomness: Vec<Vec<Scalar>>,
}

/// An opening that is not that of the ballot. Positions count from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpeningError {
    /// Not one value and one randomness for each ciphertext.
    #[error("the opening has not one value and one randomness for each ciphertext")]
    Shape,
    /// A ciphertext that holds something else.
    #[error("contest {contest}, option {option}: the ciphertext does not hold what it is opened to")]
    Ciphertext {
        /// Position of the contest.
        contest: usize,
        /// Position of the option.
        option: usize,
    },
}

/// Encrypts again what a ballot is opened to, and compares. The ballot's proof is [`super::check`]'s.
///
/// # Errors
/// The first ciphertext that differs.
pub fn check_opening(
    key: &Point,
    ciphertexts: &[Vec<Ciphertext>],
    opening: &Opening,
) -> Result<(), OpeningError> {
    let Opening { choices, randomness } = opening;
    let expected = lengths(ciphertexts);
    if lengths(choices) != expected || lengths(randomness) != expected {
        return Err(OpeningError::Shape);
    }
    for (contest, ((ciphertexts, choices), randomness)) in
        ciphertexts.iter().zip(choices).zip(randomness).enumerate()
    {
        for (option, ((ciphertext, value), r)) in ciphertexts.iter().zip(choices).zip(randomness).enumerate()
        {
            let value = Scalar::from_u64(u64::from(*value));
            let same = ciphertext.c1.element() == Element::base_times(r)
                && ciphertext.c2.element() == Element::double_base_vartime(r, &key.element(), &value);
            if !same {
                return Err(OpeningError::Ciphertext { contest, option });
            }
        }
    }
    Ok(())
}

fn lengths<T>(lists: &[Vec<T>]) -> Vec<usize> {
    lists.iter().map(Vec::len).collect()
}
