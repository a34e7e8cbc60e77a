//! What happens to a posted line before it gets a place: decoding, a look at the election's state, and, for a voter's,
//! its signature, proof and opening, together with those of others that wait.

use crate::{
    collector::{Collector, Workers},
    error::Refused,
    faults::step,
    metrics,
    sequencer::{ElectionHandle, Placed},
    server::Board,
};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::{BallotError, BallotVerifier, Claim, Violation},
    entry::{Signer, Submission},
};
use rand_core::OsRng;
use rayon::ThreadPoolBuildError;
use std::{sync::Arc, time::Instant};

/// Where what an election's voters post is checked.
pub(crate) type Door = Collector<Claim, Result<(), BallotError>>;

/// As many batches of voters' lines are checked at once as there are processors, whatever their elections.
pub(crate) fn workers() -> Result<Arc<Workers>, ThreadPoolBuildError> {
    Workers::start(std::thread::available_parallelism().map_or(1, std::num::NonZero::get))
}

fn door(workers: Arc<Workers>, verifier: BallotVerifier) -> Door {
    Collector::start(workers, move |claims: Vec<Claim>| {
        step!("verify-batch");
        let start = Instant::now();
        let outcomes = verifier.verify_batch(&claims, &mut OsRng);
        metrics::verified(claims.len(), start.elapsed());
        tracing::debug!(lines = claims.len(), "checked together");
        outcomes
    })
}

/// Takes a posted line in.
pub(crate) async fn admit(
    board: &Board,
    election: &Arc<ElectionHandle>,
    bytes: &[u8],
) -> Result<Placed, Refused> {
    let submission = Submission::parse(bytes).map_err(|error| Refused::from(&error))?;
    let (signer, body) = (submission.signer(), submission.body_hash());
    let outcome = judge(board, election, submission).await;
    outcome.map_err(|refused| match signer {
        Signer::Voter => refused.signed(&board.identity, election.id(), Hash::of(bytes), body),
        _ => refused,
    })
}

/// Checks a line that could be read, and gives it its place.
async fn judge(
    board: &Board,
    election: &Arc<ElectionHandle>,
    submission: Submission,
) -> Result<Placed, Refused> {
    let mut examined = examine(board, election, &submission).await;
    // What is refused here may fit what another server has appended a moment ago.
    if examined.is_err() && board.store.is_shared() {
        match election.catch_up(&board.store).await {
            Ok(true) => examined = examine(board, election, &submission).await,
            Ok(false) => {}
            Err(error) => {
                tracing::error!(%error, "cannot see whether a line fits");
                return Err(Refused::trouble());
            }
        }
    }
    let (verifier, entries) = match examined? {
        // Whoever stored it may have gone before it was certain to last: the sequencer makes sure.
        Examined::Repeated(_) if board.store.is_shared() => return election.post(submission).await,
        Examined::Repeated(placed) => return Ok(placed),
        Examined::New(verifier, entries) => (verifier, entries),
    };
    if submission.signer() == Signer::Voter {
        // No voter's line passes the examination before there is a verifier.
        let verifier = verifier.ok_or_else(Refused::trouble)?;
        let claim = verifier.claim(&submission).ok_or_else(Refused::trouble)?;
        let door = election
            .door
            .get_or_init(|| door(board.workers.clone(), verifier));
        door.done(claim)
            .await?
            .map_err(|error| Refused::from(&Violation::from(error)).after(entries))?;
    }
    election.post(submission).await
}

/// What the election's state says about a line.
enum Examined {
    /// It is in the log.
    Repeated(Placed),
    /// It fits after this many lines, if its proofs hold.
    New(Option<BallotVerifier>, u64),
}

async fn examine(
    board: &Board,
    election: &ElectionHandle,
    submission: &Submission,
) -> Result<Examined, Refused> {
    let committed = election.committed.read().await;
    if let Some(receipt) = committed.receipt(&board.identity, submission) {
        return Ok(Examined::Repeated(Placed {
            receipt,
            repeated: true,
        }));
    }
    let entries = committed.election.entries();
    match committed.election.examine_submission(submission).first() {
        Some(violation) => Err(Refused::from(violation).after(entries)),
        None => Ok(Examined::New(committed.election.ballot_verifier(), entries)),
    }
}
