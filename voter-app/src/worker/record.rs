//! The whole record, verified as the command line does it.

use super::pause;
use crate::{
    message::Trouble,
    public::{BallotVerified, ProgressView, VerifiedView},
};
use bulletin_board_client::{BoardClient, NoteStream};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::{Election, Whereabouts},
    tracker::TrackerText,
    verify::{Anchors, CheckId, Expectations, Verifier},
};
use rand_core::OsRng;
use std::collections::BTreeSet;

/// Lines between two reports of progress.
const STEP: u64 = 64;

/// Reads and verifies the whole record of an election, and tells how far it is.
pub(super) async fn verify(
    board: &BoardClient,
    id: &Hash,
    tracker: Option<&TrackerText>,
    progress: impl Fn(ProgressView),
) -> Result<VerifiedView, Trouble> {
    let total = board.summary(id).await?.entries;
    let anchors = Anchors {
        election: Some(*id),
        ..Anchors::default()
    };
    let mut verifier = Verifier::new(Expectations {
        anchors,
        ..Expectations::default()
    });
    let tell = |verifier: &Verifier| {
        let failed: BTreeSet<CheckId> = verifier.failures().map(|(check, _)| *check).collect();
        progress(ProgressView {
            done: verifier.lines(),
            total: total.max(verifier.lines()),
            failed: failed.into_iter().collect(),
        });
    };
    // Asked for before the lines, so that the board has every line of every checkpoint by then.
    let mut checkpoints = NoteStream::new(board.checkpoints(id, 0).await?);
    let mut lines = board.log(id, 0, None).await?;
    loop {
        while verifier.needs_checkpoint() {
            match checkpoints.next_note().await? {
                Some(note) => verifier.checkpoint(&note),
                None => verifier.no_more_checkpoints(),
            }
        }
        let Some(line) = lines.next_line().await? else {
            break;
        };
        verifier.line(&line, &mut OsRng);
        if verifier.lines().is_multiple_of(STEP) {
            tell(&verifier);
            // Lets other requests be answered meanwhile.
            pause(1).await;
        }
    }
    tell(&verifier);
    pause(1).await;
    let ballot = tracker.map(|tracker| match verifier.election(&mut OsRng) {
        Some(election) => ballot(election, tracker),
        None => BallotVerified::Absent,
    });
    Ok(VerifiedView {
        report: verifier.finish(&mut OsRng),
        ballot,
    })
}

fn ballot(election: &Election, tracker: &TrackerText) -> BallotVerified {
    match election.whereabouts(tracker) {
        Some((_, Whereabouts::Cast { seq })) => BallotVerified::Counts(seq),
        Some((_, Whereabouts::Superseded { seq, by })) => BallotVerified::Superseded { seq, by },
        Some((_, Whereabouts::Opened { seq })) => BallotVerified::Opened(seq),
        _ => BallotVerified::Absent,
    }
}
