//! The trustees' worker: holds a trustee's secrets while the page is open, follows the log, and does what the command line's
//! `tally` does, with the same code.
//!
//! - [`desk`]: one trustee in one election
//! - [`files`]: key file, and what lies beside it
//! - [`refused`]: in words, why a trustee does not go on

mod desk;
mod files;
mod refused;

use crate::{
    message::Trouble,
    serve::{scope, serve},
    trusteeship::{Demand, Reply},
    words::words,
};
use bulletin_board_client::BoardClient;
use desk::Desk;
use futures_util::lock::Mutex;
use std::rc::Rc;

/// Answers a page's questions.
pub(crate) fn start() {
    let board = BoardClient::new(&scope().location().origin());
    // Questions are answered in order: two steps at once would be two lines at once.
    let desk = Rc::new(Mutex::new(None::<Desk>));
    serve(move |demand, given, teller| {
        let (board, desk) = (board.clone(), desk.clone());
        async move {
            let mut desk = desk.lock().await;
            match demand {
                Demand::Make { name, passphrase } => {
                    return files::make(&name, passphrase).map(|made| Reply::Made(Box::new(made)));
                }
                Demand::Look(election) => *desk = Some(Desk::look(board, &election).await?),
                Demand::Open(passphrase) => {
                    let desk = entered(desk.as_mut())?;
                    desk.open(&given, passphrase).await?;
                    desk.go_on(None, false, &teller).await?;
                }
                Demand::GoOn { agreed, kept } => {
                    entered(desk.as_mut())?.go_on(agreed, kept, &teller).await?;
                }
            }
            let view = desk.as_ref().and_then(Desk::view);
            view.map(|view| Reply::Office(Box::new(view)))
                .ok_or_else(not_entered)
        }
    });
}

fn entered(desk: Option<&mut Desk>) -> Result<&mut Desk, Trouble> {
    desk.ok_or_else(not_entered)
}

fn not_entered() -> Trouble {
    Trouble::lasting(words!("trouble-not-entered"))
}
