//! Key generation: commit, deal, confirm, each once all others have done the step before. Whoever was dealt a bad share
//! complains instead of confirming; then all start anew when the official says so.

use crate::{Identity, Refusal, refusal::not_aborted, standing::missing};
use ostrakon_crypto::{
    dkg::{DkgError, SharePurpose},
    hash::Hash,
    index::TrusteeIndex,
};
use ostrakon_record::{
    body::{Body, KeyCommit, KeyComplaint, KeyConfirm, KeyDeal},
    election::{Dispute, Election, Phase},
};
use rand_core::OsRng;

/// What a trustee has to do next.
#[derive(Debug)]
pub enum Step {
    /// To post this.
    Post(Box<Body>),
    /// Nothing, until others have.
    Wait(Wait),
    /// The key is generated.
    Done,
}

/// What is waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The others in a round.
    Others {
        /// Of three.
        round: u8,
        /// Their names.
        missing: Vec<String>,
    },
    /// The official, who starts key generation anew.
    Official(Vec<Dispute>),
}

/// What this trustee has to do next.
///
/// # Errors
/// If the election is aborted, or the key cannot be generated.
pub fn next(election: &Election, index: TrusteeIndex, identity: &Identity) -> Result<Step, Refusal> {
    not_aborted(election)?;
    let round = match election.phase() {
        Phase::KeyCommit => 1,
        Phase::KeyDeal => 2,
        Phase::KeyConfirm => 3,
        Phase::KeyDispute => return Ok(Step::Wait(Wait::Official(election.disputes().to_vec()))),
        _ => return Ok(Step::Done),
    };
    if election.has_posted_key_line(index) {
        let missing = missing(election, |index| election.has_posted_key_line(index));
        return Ok(Step::Wait(Wait::Others { round, missing }));
    }
    let body = match round {
        1 => commit(election, index, identity)?,
        2 => deal(election, index, identity)?,
        _ => confirm(election, index, identity)?,
    };
    Ok(Step::Post(Box::new(body)))
}

fn commit(election: &Election, index: TrusteeIndex, identity: &Identity) -> Result<Body, Refusal> {
    Ok(Body::KeyCommit(KeyCommit {
        session: election.session().id,
        commitment: identity.dealer(election, index)?.commitment(),
    }))
}

fn deal(election: &Election, index: TrusteeIndex, identity: &Identity) -> Result<Body, Refusal> {
    let commitments: Vec<Hash> = election.commitments().values().copied().collect();
    let (deal, _) = identity.dealer(election, index)?.deal(&commitments, &mut OsRng)?;
    Ok(Body::KeyDeal(KeyDeal::new(election.session().id, &deal)))
}

/// Confirms the key, or complains of one's share of it.
fn confirm(election: &Election, index: TrusteeIndex, identity: &Identity) -> Result<Body, Refusal> {
    let session = election.session().id;
    let share = match identity.share(election, index) {
        Err(DkgError::Share { trustee, .. }) => {
            let complaint = identity.complaint(election, index, trustee)?;
            return Ok(Body::KeyComplaint(KeyComplaint::new(session, &complaint)));
        }
        share => share?,
    };
    let (Some(transcript), Some(keys)) = (election.key_transcript(), election.public_keys()) else {
        return Err(Refusal::NoKey);
    };
    Ok(Body::KeyConfirm(KeyConfirm {
        session,
        transcript: *transcript,
        key: keys.joint,
        possession: share.prove_possession(SharePurpose::Confirm, transcript, &mut OsRng),
    }))
}
