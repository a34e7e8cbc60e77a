//! What happens to a posted line before it gets a place: decoding, a look at the election's state, and, for a ballot,
//! its signature and proof, on a thread of their own.

use crate::{
    error::Refused,
    sequencer::{ElectionHandle, Placed},
    server::Board,
};
use ostrakon_record::{
    election::Violation,
    entry::{Kind, Submission},
};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Ballots that may wait for their check.
const WAITING: usize = 1_024;

/// As many ballots are checked at once as there are processors.
pub(crate) struct Doors {
    waiting: Arc<Semaphore>,
    checking: Arc<Semaphore>,
}

impl Doors {
    pub(crate) fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            waiting: Arc::new(Semaphore::new(WAITING)),
            checking: Arc::new(Semaphore::new(processors)),
        }
    }
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
        committed
            .election
            .ballot_verifier()
            .filter(|_| submission.kind() == Kind::Ballot)
    };
    let submission = match verifier {
        None => submission,
        Some(verifier) => {
            let _waiting = board
                .doors
                .waiting
                .clone()
                .try_acquire_owned()
                .map_err(|_| Refused::busy())?;
            let _checking = board
                .doors
                .checking
                .clone()
                .acquire_owned()
                .await
                .map_err(|_| Refused::busy())?;
            let checked =
                tokio::task::spawn_blocking(move || verifier.verify(&submission).map(|()| submission)).await;
            checked
                .map_err(|_| Refused::trouble())?
                .map_err(|error| Refused::from(&Violation::from(error)))?
        }
    };
    election.post(submission).await
}
