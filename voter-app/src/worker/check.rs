//! Checking an opened ballot on a device that did not seal it (docs/record.md §3.6).

use super::{booth, tracker};
use crate::{
    message::{Opening, Trouble},
    public::CheckedView,
    words::words,
};
use bulletin_board_client::{BoardClient, ClientError, api::BallotState, inclusion::LogReader};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{election::OpeningError, entry::Entry};

/// Verifies an opening without believing board or booth: its two lines and the election up to its opening suffice.
pub(super) async fn opening(
    board: &BoardClient,
    id: &Hash,
    opening: &Opening,
) -> Result<CheckedView, Trouble> {
    let (follower, _) = booth::read(board, id).await?;
    let election = follower.election().ok_or_else(booth::not_entered)?;
    let reader = LogReader::open(board, id).await?;
    let (commitment, challenge) = match opening {
        Opening::Lines {
            commitment,
            challenge,
        } => {
            let missing = || {
                let mut trouble = Trouble::lasting(words!("check-no-lines"));
                trouble.retryable = true;
                trouble
            };
            (
                reader.entry(*commitment).await?.ok_or_else(missing)?,
                reader.entry(*challenge).await?.ok_or_else(missing)?,
            )
        }
        Opening::Text(text) => lines(text)?,
    };
    let wrong = |error| match error {
        OpeningError::Kind => Trouble::lasting(words!("check-unreadable")),
        error => Trouble::lasting(words!("check-wrong")).because(&error),
    };
    let opened = election.check_opening(&commitment, &challenge).map_err(wrong)?;
    let tracker = opened.ballot.tracker();
    match board.ballot(id, &tracker.into()).await {
        Ok(status) if matches!(status.state, BallotState::Cast | BallotState::Superseded) => {
            return Err(Trouble::lasting(words!("check-cast-too")));
        }
        Ok(_) | Err(ClientError::Refused { status: 404, .. }) => {}
        Err(error) => return Err(error.into()),
    }
    // What a file says must be what the log has.
    let mut proven = true;
    for entry in [&commitment, &challenge] {
        let line = reader.line(entry.seq()).await?;
        let line = line.filter(|line| Hash::of(line.as_bytes()) == *entry.hash());
        let line = line.ok_or_else(|| Trouble::lasting(words!("check-not-in-log", line = entry.seq())))?;
        let inclusion = reader.inclusion(entry.seq(), &line).await?;
        proven = proven && inclusion.is_some_and(|inclusion| inclusion.quorum);
    }
    let manifest = election.manifest();
    Ok(CheckedView {
        title: manifest.title.clone(),
        contests: manifest.contests.clone(),
        choices: opened.choices.clone(),
        tracker: tracker::view(&tracker, id, board.base()),
        seq: challenge.seq(),
        proven,
        watched: reader.policy().quorum().is_some(),
    })
}

/// Two lines of the log, one below the other.
fn lines(text: &str) -> Result<(Entry, Entry), Trouble> {
    let unreadable = || Trouble::lasting(words!("check-unreadable"));
    let mut entries = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| Entry::parse(line.as_bytes()).map_err(|error| unreadable().because(&error)));
    match (entries.next(), entries.next(), entries.next()) {
        (Some(commitment), Some(challenge), None) => Ok((commitment?, challenge?)),
        _ => Err(unreadable()),
    }
}
