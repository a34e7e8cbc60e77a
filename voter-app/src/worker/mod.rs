//! The voter's worker: holds the voter's secrets, talks to the board, does all cryptography.
//!
//! - [`booth`]: one voter in one election
//! - [`check`]: an opened ballot, on a device that did not seal it
//! - [`pages`]: the pages that the server sends
//! - [`pictures`]: those of options
//! - [`receipt`]: whether the board keeps its promise
//! - [`overview`]: one election from the outside
//! - [`track`]: whether a ballot is in the log
//! - [`lines`]: the log, some lines at a time
//! - [`tracker`]: a ballot's name as people compare it

mod booth;
mod check;
mod lines;
mod overview;
mod pages;
mod pictures;
mod receipt;
mod track;
mod tracker;

use crate::{
    message::{Request, Response, Trouble},
    public::Answer,
    serve::{pause, scope, serve},
    words::words,
};
use booth::Booth;
use bulletin_board_client::BoardClient;
use futures_util::lock::Mutex;
use serde::Serialize;
use std::rc::Rc;

/// Answers a page's questions.
pub(crate) fn start() {
    let worker = Rc::new(Worker::new(BoardClient::new(&scope().location().origin())));
    serve(move |request, _files, _teller| {
        let worker = worker.clone();
        async move { worker.answer(request).await }
    });
}

/// What a page is told: those who vote, or the public. To fail is the same for both.
#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Voter(Response),
    Public(Answer),
}

impl From<Response> for Said {
    fn from(response: Response) -> Self {
        Self::Voter(response)
    }
}

impl From<Trouble> for Said {
    fn from(trouble: Trouble) -> Self {
        Self::Voter(trouble.into())
    }
}

impl From<Answer> for Said {
    fn from(answer: Answer) -> Self {
        Self::Public(answer)
    }
}

struct Worker {
    board: BoardClient,
    /// Requests of a voter are answered in order: what is to be forgotten is not in use any more then.
    booth: Mutex<Booth>,
}

impl Worker {
    fn new(board: BoardClient) -> Self {
        Self {
            booth: Mutex::new(Booth::new(board.clone())),
            board,
        }
    }

    async fn answer(&self, request: Request) -> Result<Said, Trouble> {
        let board = &self.board;
        Ok(match request {
            Request::Elections => Response::Elections(board.elections().await?).into(),
            Request::Enter(election) => {
                Response::Entered(self.booth.lock().await.enter(&election).await?).into()
            }
            Request::Identify(code) => {
                Response::Identified(self.booth.lock().await.identify(&code).await?).into()
            }
            Request::Seal(choices) => Response::Sealed(self.booth.lock().await.seal(&choices)?).into(),
            Request::Cast => Response::Cast(self.booth.lock().await.cast().await?).into(),
            Request::Check => Response::Checked(self.booth.lock().await.check().await?).into(),
            Request::Redeem(text) => {
                let receipt = serde_json::from_str(&text)
                    .map_err(|error| Trouble::lasting(words!("trouble-unexpected")).because(&error))?;
                Response::Redeemed(receipt::redeem(board, &receipt).await).into()
            }
            Request::Forget => {
                self.booth.lock().await.forget();
                Response::Forgotten.into()
            }
            Request::CheckOpening(election, opening) => {
                Answer::OpeningChecked(Box::new(check::opening(board, &election, &opening).await?)).into()
            }
            Request::Overview(election) => {
                Answer::Overview(Box::new(overview::show(board, &election).await?)).into()
            }
            Request::Track { election, sought } => {
                Answer::Tracked(track::find(board, election, &sought).await?).into()
            }
            Request::Lines { election, from, kind } => {
                Answer::Lines(lines::show(board, &election, from, kind).await?).into()
            }
            Request::Pages(election) => Answer::Pages(pages::compare(board, &election).await?).into(),
        })
    }
}

/// Milliseconds between two looks for something that the board publishes within a second, or witnesses a moment later.
const LOOKS: [u32; 12] = [0, 50, 50, 100, 100, 200, 250, 250, 500, 500, 1_000, 1_000];
