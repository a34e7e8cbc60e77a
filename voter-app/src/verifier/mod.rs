//! The worker that verifies: a program of its own, so that voters do not wait for what reads archives.
//!
//! - [`feed`]: a record's lines and checkpoints, from the board or from files
//! - [`files`]: what files hold
//! - [`record`]: the whole record, verified

mod feed;
mod files;
mod record;

use crate::{
    message::Trouble,
    serve::{scope, serve},
    verification::{Question, Told},
    words::words,
};
use bulletin_board_client::BoardClient;
use feed::{BoardFeed, Feed, FileFeed};
use files::Given;
use futures_util::future::{AbortHandle, Abortable};
use js_sys::Array;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::verify::Expectations;
use std::{cell::Cell, rc::Rc};

/// Answers a page's questions.
pub(crate) fn start() {
    let board = BoardClient::new(&scope().location().origin());
    // One verification at a time. The worker is not ended to cancel it: without a network there would be no other one.
    let running = Rc::new(Cell::new(None::<AbortHandle>));
    serve(move |question, files, teller| {
        let (board, running) = (board.clone(), running.clone());
        async move {
            let (handle, registration) = AbortHandle::new_pair();
            if let Some(before) = running.replace(Some(handle)) {
                before.abort();
            }
            let Question::Verify { election, tracker } = question else {
                return Ok(Told::Cancelled);
            };
            let verified = async {
                let (mut feed, expectations) = open(&board, election, &files).await?;
                // What is no tracker was told where it was typed.
                let tracker = tracker.and_then(|tracker| tracker.parse().ok());
                let tell = |progress| teller.tell(&Told::Progress(progress));
                record::verify(&mut feed, expectations, tracker.as_ref(), tell).await
            };
            match Abortable::new(verified, registration).await {
                Ok(verified) => verified.map(|view| Told::Verified(Box::new(view))),
                Err(_) => Ok(Told::Cancelled),
            }
        }
    });
}

/// The record that is among the files, or else the board's; and what the other files say.
async fn open(
    board: &BoardClient,
    election: Option<Hash>,
    files: &Array,
) -> Result<(Feed, Expectations), Trouble> {
    let given = Given::sort(files)?;
    let mut expectations = given.expectations;
    let feed = match (given.record, election) {
        (Some(record), _) => Feed::Files(FileFeed::open(&record)?),
        (None, Some(election)) => {
            // Whoever names another one is told that it is another one.
            expectations.anchors.election.get_or_insert(election);
            Feed::Board(Box::new(BoardFeed::open(board, &election).await?))
        }
        (None, None) => return Err(Trouble::lasting(words!("verify-files-none"))),
    };
    Ok((feed, expectations))
}
