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
//! - [`record`]: the whole record, verified
//! - [`tracker`]: a ballot's name as people compare it

mod booth;
mod check;
mod lines;
mod overview;
mod pages;
mod pictures;
mod receipt;
mod record;
mod track;
mod tracker;

use crate::{
    message::{Request, Response, Trouble},
    public::Answer,
    words::words,
};
use booth::Booth;
use bulletin_board_client::BoardClient;
use futures_util::lock::Mutex;
use js_sys::{Array, Promise};
use serde::Serialize;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Answers messages `[id, request]` with `[id, answer]`, both as JSON text, and before that, where it takes long, with
/// `[id, answer, true]`; says `[0, ""]` when it is ready.
pub(crate) fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let worker = Rc::new(Worker::new(BoardClient::new(&scope.location().origin())));
    let answer_scope = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let (scope, worker) = (answer_scope.clone(), worker.clone());
        // What is no message is one without an id, and without a request.
        let message: Array = event.data().dyn_into().unwrap_or_default();
        let id = message.get(0);
        let text = message.get(1).as_string().unwrap_or_default();
        spawn_local(async move {
            let tell = |said: Said| {
                let message = Array::of3(&id, &said.to_js(), &JsValue::TRUE);
                let _ = scope.post_message(&message);
            };
            let answer = match serde_json::from_str(&text) {
                Ok(request) => worker.answer(request, tell).await,
                Err(error) => Err(Trouble::lasting(words!("trouble-unexpected")).because(&error)),
            };
            let said = answer.unwrap_or_else(|trouble| Response::Failed(trouble).into());
            // The page is gone if this fails.
            let _ = scope.post_message(&Array::of2(&id, &said.to_js()));
        });
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    let _ = scope.post_message(&Array::of2(&JsValue::from_f64(0.0), &JsValue::from_str("")));
}

/// What a page is told: those who vote, or the public. To fail is the same for both.
#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Voter(Response),
    Public(Answer),
}

impl Said {
    fn to_js(&self) -> JsValue {
        // Numbers and text only: that does not fail.
        JsValue::from_str(&serde_json::to_string(self).unwrap_or_default())
    }
}

impl From<Response> for Said {
    fn from(response: Response) -> Self {
        Self::Voter(response)
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

    /// Answers a request; says meanwhile how far it is.
    async fn answer(&self, request: Request, tell: impl Fn(Said)) -> Result<Said, Trouble> {
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
            Request::Verify { election, tracker } => {
                // What is no tracker was told where it was typed.
                let tracker = tracker.and_then(|tracker| tracker.parse().ok());
                let progress = |progress| tell(Answer::Progress(progress).into());
                let verified = record::verify(board, &election, tracker.as_ref(), progress).await?;
                Answer::Verified(Box::new(verified)).into()
            }
            Request::Pages(election) => Answer::Pages(pages::compare(board, &election).await?).into(),
        })
    }
}

/// Milliseconds between two looks for something that the board publishes within a second, or witnesses a moment later.
const LOOKS: [u32; 12] = [0, 50, 50, 100, 100, 200, 250, 250, 500, 500, 1_000, 1_000];

/// Waits so many milliseconds, by a timer: no clock is asked.
async fn pause(milliseconds: u32) {
    if milliseconds == 0 {
        return;
    }
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let elapsed = Promise::new(&mut |resolve, _| {
        let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
        // Without timers there is no pause.
        if scope
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .is_err()
        {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(elapsed).await;
}
