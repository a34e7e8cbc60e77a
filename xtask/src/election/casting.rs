//! Every voter's ballot, over HTTP, from parallel clients that try again when the network or the board fails.

use super::scenario::Choices;
use crate::failure::Failure;
use anyhow::{Context as _, Result};
use bulletin_board_client::BoardClient;
use ostrakon_crypto::{credential::CredentialKey, signature::VerifyingKey};
use ostrakon_record::{
    booth::{NextBallot, Sealed},
    election::{Election, VotingParameters},
    entry::Submission,
    receipt::Receipt,
};
use rand_core::OsRng;
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// How many voters vote at the same time.
pub(super) const CLIENTS: usize = 16;
/// After this long without an answer a voter gives up.
const PATIENCE: Duration = Duration::from_mins(2);
const FIRST_WAIT: Duration = Duration::from_millis(50);
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// Somebody who is going to vote.
pub(super) struct Voter {
    /// Derived from the voter code.
    pub(super) key: CredentialKey,
    /// To be cast in this order.
    pub(super) ballots: Vec<Choices>,
}

/// What came out of it.
#[derive(Debug)]
pub(super) struct Turnout {
    /// The board's promises, each verified.
    pub(super) receipts: Vec<Receipt>,
    /// How often a request had to be repeated.
    pub(super) repeated: u64,
}

#[derive(Debug)]
struct Booth {
    board: BoardClient,
    style: ostrakon_crypto::ballot::BallotStyle,
    parameters: VotingParameters,
    log_key: VerifyingKey,
    repeated: AtomicU64,
}

/// Casts all ballots of all voters.
///
/// # Errors
/// If a ballot cannot be sealed, or the board refuses one or gives a wrong receipt, or does not answer for long.
pub(super) async fn cast(board: &BoardClient, election: &Election, voters: Vec<Voter>) -> Result<Turnout> {
    let booth = Arc::new(Booth {
        board: board.clone(),
        style: election.style().clone(),
        parameters: election.voting_parameters().context("voting is not open")?,
        log_key: election.manifest().log.key,
        repeated: AtomicU64::new(0),
    });
    let queue = Arc::new(Mutex::new(voters.into_iter()));
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        let (booth, queue) = (booth.clone(), queue.clone());
        clients.spawn(async move {
            let mut receipts = Vec::new();
            while let Some(voter) = next(&queue) {
                receipts.extend(booth.vote(voter).await?);
            }
            anyhow::Ok(receipts)
        });
    }
    let mut receipts = Vec::new();
    while let Some(client) = clients.join_next().await {
        receipts.extend(client??);
    }
    Ok(Turnout {
        receipts,
        repeated: booth.repeated.load(Ordering::Relaxed),
    })
}

fn next(queue: &Mutex<std::vec::IntoIter<Voter>>) -> Option<Voter> {
    // A client that panicked took its voter along, not the queue.
    queue
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
        .next()
}

impl Booth {
    async fn vote(self: &Arc<Self>, voter: Voter) -> Result<Vec<Receipt>> {
        let key = Arc::new(voter.key);
        let mut next = NextBallot::FIRST;
        let mut receipts = Vec::new();
        for choices in voter.ballots {
            let (booth, key) = (self.clone(), key.clone());
            let (line, tracker) = tokio::task::spawn_blocking(move || {
                let sealed = Sealed::seal(&booth.style, &booth.parameters, &key, next, &choices, &mut OsRng)?;
                let tracker = *sealed.tracker();
                anyhow::Ok((sealed.cast(&key, &mut OsRng), tracker))
            })
            .await??;
            let receipt = self.post(&line).await?;
            receipt.verify(&self.log_key).context("the board's receipt")?;
            if receipt.election != self.parameters.election || receipt.body != *tracker.hash() {
                return Err(Failure::wrong("the board's receipt is for another ballot").into());
            }
            receipts.push(receipt);
            next = NextBallot::after(next.sequence, &tracker);
        }
        Ok(receipts)
    }

    /// Posting the same ballot again is harmless: the board answers with the first receipt.
    async fn post(&self, line: &Submission) -> Result<Receipt> {
        let start = Instant::now();
        let mut wait = FIRST_WAIT;
        loop {
            match self.board.post(&self.parameters.election, line).await {
                Ok(posted) => return Ok(posted.receipt),
                Err(error) if error.is_retryable() && start.elapsed() < PATIENCE => {
                    self.repeated.fetch_add(1, Ordering::Relaxed);
                    tokio::time::sleep(error.retry_after().unwrap_or(wait)).await;
                    wait = wait.saturating_mul(2).min(LONGEST_WAIT);
                }
                Err(error) => return Err(Failure::wrong(error.to_string()).hint(error.hint()).into()),
            }
        }
    }
}
