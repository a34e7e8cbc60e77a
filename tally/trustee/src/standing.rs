//! What somebody is in an election.

use crate::Refusal;
use ostrakon_crypto::{index::TrusteeIndex, signature::VerifyingKey};
use ostrakon_record::election::Election;

/// What somebody is in an election.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A trustee who holds the key, or generates it.
    Holder(TrusteeIndex),
    /// One to whom it is being handed on.
    Joining(TrusteeIndex),
    /// One who has handed it on.
    Former,
}

/// What the owner of a key is.
///
/// # Errors
/// [`Refusal::Stranger`].
pub fn standing(election: &Election, own: &VerifyingKey) -> Result<Standing, Refusal> {
    let joining = || election.running_refresh()?.index_of(own).map(Standing::Joining);
    let former = || election.is_former(own).then_some(Standing::Former);
    election
        .index_of(own)
        .map(Standing::Holder)
        .or_else(joining)
        .or_else(former)
        .ok_or(Refusal::Stranger)
}

impl Standing {
    /// The index of one who holds the key.
    ///
    /// # Errors
    /// If it is somebody else.
    pub const fn holder(self) -> Result<TrusteeIndex, Refusal> {
        match self {
            Self::Holder(index) => Ok(index),
            Self::Joining(_) => Err(Refusal::Joining),
            Self::Former => Err(Refusal::Former),
        }
    }
}

/// Names of the trustees for whom `done` is not true, in order.
pub fn missing(election: &Election, done: impl Fn(TrusteeIndex) -> bool) -> Vec<String> {
    let trustees = election.session().threshold.indices().zip(election.trustees());
    trustees
        .filter(|(index, _)| !done(*index))
        .map(|(_, trustee)| trustee.name.clone())
        .collect()
}
