//! Every voter's ballot, and some that are opened to check the booth, over HTTP, from parallel clients that try again when the network or the board fails.

use super::scenario::Choices;
use crate::failure::Failure;
use anyhow::{Context as _, Result};
use bulletin_board_client::BoardClient;
use ostrakon_crypto::{credential::CredentialKey, signature::VerifyingKey};
use ostrakon_record::{
    body::Body,
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
    /// To be sealed and opened before anything is cast.
    pub(super) practice: Option<Choices>,
    /// To be cast in this order.
    pub(super) ballots: Vec<Choices>,
}

/// What came out of it.
#[derive(Debug)]
pub(super) struct Turnout {
    /// The board's promises for ballots, each verified.
    pub(super) receipts: Vec<Receipt>,
    /// Those for commitments and opened ballots.
    pub(super) checks: Vec<Receipt>,
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
            let (mut receipts, mut checks) = (Vec::new(), Vec::new());
            while let Some(Voter {
                key,
                practice,
                ballots,
            }) = next(&queue)
            {
                let key = Arc::new(key);
                if let Some(choices) = practice {
                    checks.extend(booth.check(&key, choices).await?);
                }
                receipts.extend(booth.vote(&key, ballots).await?);
            }
            anyhow::Ok((receipts, checks))
        });
    }
    let (mut receipts, mut checks) = (Vec::new(), Vec::new());
    while let Some(client) = clients.join_next().await {
        let (cast, opened) = client??;
        receipts.extend(cast);
        checks.extend(opened);
    }
    Ok(Turnout {
        receipts,
        checks,
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
    /// Has a first ballot opened, and compares.
    async fn check(self: &Arc<Self>, key: &Arc<CredentialKey>, choices: Choices) -> Result<[Receipt; 2]> {
        let sealed = self.seal(key, NextBallot::FIRST, choices.clone()).await?;
        let commitment = self.post(&sealed.commit(1, key, &mut OsRng)).await?;
        let opened = sealed.challenge(commitment.line, key, &mut OsRng);
        if !matches!(opened.body(), Body::Challenge(challenge) if challenge.choices == choices) {
            return Err(Failure::wrong("the booth has sealed something else than was chosen").into());
        }
        Ok([commitment, self.post(&opened).await?])
    }

    async fn vote(self: &Arc<Self>, key: &Arc<CredentialKey>, ballots: Vec<Choices>) -> Result<Vec<Receipt>> {
        let mut next = NextBallot::FIRST;
        let mut receipts = Vec::new();
        for choices in ballots {
            let sealed = self.seal(key, next, choices).await?;
            next = NextBallot::after(next.sequence, sealed.tracker());
            receipts.push(self.post(&sealed.cast(key, &mut OsRng)).await?);
        }
        Ok(receipts)
    }

    async fn seal(
        self: &Arc<Self>,
        key: &Arc<CredentialKey>,
        next: NextBallot,
        choices: Choices,
    ) -> Result<Sealed> {
        let (booth, key) = (self.clone(), key.clone());
        let seal = move || Sealed::seal(&booth.style, &booth.parameters, &key, next, &choices, &mut OsRng);
        Ok(tokio::task::spawn_blocking(seal).await??)
    }

    /// Posts a line, and believes nothing but a receipt that is signed for it.
    async fn post(&self, line: &Submission) -> Result<Receipt> {
        let receipt = self.deliver(line).await?;
        receipt.verify(&self.log_key).context("the board's receipt")?;
        if receipt.election != self.parameters.election || receipt.body != line.body_hash() {
            return Err(Failure::wrong("the board's receipt is for another line").into());
        }
        Ok(receipt)
    }

    /// Posting the same line again is harmless: the board answers with the first receipt.
    async fn deliver(&self, line: &Submission) -> Result<Receipt> {
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
