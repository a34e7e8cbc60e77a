//! Proving to hold the key share, once the roll is sealed: opening is refused before t trustees have.

use crate::{Identity, Refusal, refusal::not_aborted};
use ostrakon_crypto::{dkg::SharePurpose, index::TrusteeIndex};
use ostrakon_record::{
    body::{Body, Rehearsal},
    election::{Election, Phase},
};
use rand_core::OsRng;

/// What a trustee has to do next.
#[derive(Debug)]
pub enum Step {
    /// To post this.
    Post(Box<Body>),
    /// Nothing, until the roll is sealed.
    Wait,
    /// The proof is in the log.
    Done,
}

/// What this trustee has to do next.
///
/// # Errors
/// If the election is aborted or open already, or the share cannot be computed.
pub fn next(election: &Election, index: TrusteeIndex, identity: &Identity) -> Result<Step, Refusal> {
    not_aborted(election)?;
    if election.rehearsals().contains(&index) {
        return Ok(Step::Done);
    }
    if election.phase() > Phase::Rehearsal {
        return Err(Refusal::Opened);
    }
    let Some(roll) = election.roll_seal().copied() else {
        return Ok(Step::Wait);
    };
    let share = identity.share(election, index)?;
    let possession = share.prove_possession(SharePurpose::Rehearsal, &roll, &mut OsRng);
    Ok(Step::Post(Box::new(Body::Rehearsal(Rehearsal {
        roll,
        possession,
    }))))
}
