//! What happens to a posted line before it gets a place: decoding, a look at the election's state, and, for a ballot,
//! its signature and proof, together with those of other ballots that wait.

use crate::{
    collector::Collector,
    error::Refused,
    sequencer::{ElectionHandle, Placed},
    server::Board,
};
use ostrakon_crypto::ballot::BatchItem;
use ostrakon_record::{
    election::{BallotError, BallotVerifier, Violation},
    entry::{Kind, Submission},
};
use rand_core::OsRng;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Where an election's ballots are checked.
pub(crate) type Door = Collector<BatchItem, Result<(), BallotError>>;

/// As many batches of ballots are checked at once as there are processors, whatever their elections.
pub(crate) fn turns() -> Arc<Semaphore> {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Arc::new(Semaphore::new(processors))
}

fn door(turns: Arc<Semaphore>, verifier: BallotVerifier) -> Door {
    Collector::start(turns, move |ballots: Vec<BatchItem>| {
        tracing::debug!(ballots = ballots.len(), "checked together");
        verifier.verify_batch(&ballots, &mut OsRng)
    })
}

/// Takes a posted line in.
pub(crate) async fn admit(
    board: &Board,
    election: &Arc<ElectionHandle>,
    bytes: &[u8],
) -> Result<Placed, Refused> {
    let submission = Submission::parse(bytes).map_err(|error| Refused::from(&error))?;
    let verifier = {
        let committed = election.committed.read().await;
        if let Some(receipt) = committed.receipt(&board.identity, &submission) {
            return Ok(Placed {
                receipt,
                repeated: true,
            });
        }
        if let Some(violation) = committed.election.examine_submission(&submission).first() {
            return Err(Refused::from(violation));
        }
        committed.election.ballot_verifier()
    };
    if submission.kind() == Kind::Ballot {
        // No ballot passes the examination before there is a verifier.
        let verifier = verifier.ok_or_else(Refused::trouble)?;
        let item = verifier.batch_item(&submission).ok_or_else(Refused::trouble)?;
        let door = election.door.get_or_init(|| door(board.turns.clone(), verifier));
        door.done(item)
            .await?
            .map_err(|error| Refused::from(&Violation::from(error)))?;
    }
    election.post(submission).await
}
