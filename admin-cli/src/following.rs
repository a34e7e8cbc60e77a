//! A log that a program follows, and requests that may be lost.

use crate::{Failure, output};
use bulletin_board_client::{ClientError, Follower};
use ostrakon_record::election::Election;
use std::time::Duration;

/// Tries of a request that got no answer.
const TRIES: u32 = 5;
/// Longest pause between tries, whatever the board asks for.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// Lines of the log that are read between two movements of the progress bar.
const SLICE: u64 = 200;

/// The election as the board's log shows it now.
///
/// # Errors
/// If the log cannot be read, or is not as it must be.
pub async fn update(follower: &mut Follower) -> Result<&Election, Failure> {
    let read = follower.election().map_or(0, Election::entries);
    let id = *follower.id();
    let there = follower.board().summary(&id).await?.entries;
    let progress = output::progress("reading the log", there.saturating_sub(read));
    let mut next = read.saturating_add(SLICE);
    // A board that claims more lines than it has does not keep us here.
    while next < there && follower.update(Some(next)).await?.entries() == next {
        progress.inc(SLICE);
        next = next.saturating_add(SLICE);
    }
    progress.finish_and_clear();
    Ok(follower.update(None).await?)
}

/// Repeats a request that got no answer a few times.
///
/// # Errors
/// The last error.
pub async fn retry<T>(request: impl AsyncFn() -> Result<T, ClientError>) -> Result<T, ClientError> {
    let mut tries = 1;
    loop {
        match request().await {
            Err(error) if error.is_retryable() && tries < TRIES => {
                output::note(&format!("{error}; trying again"));
                let pause = error.retry_after().unwrap_or(Duration::from_secs(1));
                tokio::time::sleep(pause.min(LONGEST_PAUSE)).await;
                tries += 1;
            }
            outcome => return outcome,
        }
    }
}
