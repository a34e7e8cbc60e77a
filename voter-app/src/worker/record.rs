//! The record as anybody may see it.

use crate::message::Trouble;
use bulletin_board_client::BoardClient;
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
    let mut lines = board.log(id, 0, None).await?;
    while let Some(line) = lines.next_line().await? {
        verifier.line(&line, &mut OsRng);
    }
    Ok(verifier.finish(&mut OsRng))
}
