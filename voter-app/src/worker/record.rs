//! The record as anybody may see it.

use crate::message::Trouble;
use bulletin_board_client::{BoardClient, NoteStream};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::verify::{Anchors, Expectations, Report, Verifier};
use rand_core::OsRng;

/// Reads and verifies the whole record of an election.
pub(super) async fn verify(board: &BoardClient, id: &Hash) -> Result<Report, Trouble> {
    let anchors = Anchors {
        election: Some(*id),
        ..Anchors::default()
    };
    let mut verifier = Verifier::new(Expectations {
        anchors,
        ..Expectations::default()
    });
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
    }
    Ok(verifier.finish(&mut OsRng))
}
