//! The voter's worker: holds the voter's secrets, talks to the board, does all cryptography.
//!
//! A program of its own beside the pages' (`../main.rs`), so that the first page does not wait for the mathematics.
//!
//! - [`message`]: what page and worker say to each other
//! - [`booth`]: one voter in one election
//! - [`check`]: an opened ballot, on a device that did not seal it
//! - [`pages`]: the pages that the server sends
//! - [`pictures`]: those of options
//! - [`receipt`]: whether the board keeps its promise
//! - [`overview`]: one election from the outside
//! - [`track`]: whether a ballot is in the log
//! - [`lines`]: the log, some lines at a time
//! - [`record`]: the whole record, verified
//! - [`public`]: what is told of them
//! - [`tracker`]: a ballot's name as people compare it
//! - [`words`]: messages by id and arguments

mod booth;
mod check;
mod lines;
#[path = "../message.rs"]
mod message;
mod overview;
mod pages;
mod pictures;
#[path = "../public.rs"]
mod public;
mod receipt;
mod record;
mod track;
mod tracker;
#[path = "../words.rs"]
mod words;

use booth::Booth;
use bulletin_board_client::BoardClient;
use futures_util::lock::Mutex;
use js_sys::{Array, Promise};
use message::{Request, Response, Trouble};
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use words::words;

/// Answers messages `[id, request]` with `[id, response]`, both as JSON text, and before that, where it takes long, with
/// `[id, response, true]`; says `[0, ""]` when it is ready.
fn main() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let worker = Rc::new(Worker::new(BoardClient::new(&scope.location().origin())));
    let answer_scope = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let (scope, worker) = (answer_scope.clone(), worker.clone());
        let message: Array = event.data().unchecked_into();
        let id = message.get(0);
        let text = message.get(1).as_string().unwrap_or_default();
        spawn_local(async move {
            let response = match serde_json::from_str(&text) {
                Ok(request) => {
                    let tell = |response: Response| {
                        let text = serde_json::to_string(&response).unwrap_or_default();
                        let message = Array::of3(&id, &JsValue::from_str(&text), &JsValue::TRUE);
                        let _ = scope.post_message(&message);
                    };
                    let answer = worker.answer(request, tell).await;
                    answer.unwrap_or_else(Response::Failed)
                }
                Err(error) => {
                    Response::Failed(Trouble::lasting(words!("trouble-unexpected")).because(&error))
                }
            };
            let text = serde_json::to_string(&response).unwrap_or_default();
            // The page is gone if this fails.
            let _ = scope.post_message(&Array::of2(&id, &JsValue::from_str(&text)));
        });
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    let _ = scope.post_message(&Array::of2(&JsValue::from_f64(0.0), &JsValue::from_str("")));
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
    async fn answer(&self, request: Request, tell: impl Fn(Response)) -> Result<Response, Trouble> {
        let board = &self.board;
        Ok(match request {
            Request::Elections => Response::Elections(board.elections().await?),
            Request::Summary(election) => Response::Summary(board.summary(&election).await?),
            Request::Overview(election) => {
                Response::Overview(Box::new(overview::show(board, &election).await?))
            }
            Request::Track { election, sought } => {
                Response::Tracked(track::find(board, election, &sought).await?)
            }
            Request::Lines { election, from, kind } => {
                Response::Lines(lines::show(board, &election, from, kind).await?)
            }
            Request::Verify { election, tracker } => {
                // What is no tracker was told where it was typed.
                let tracker = tracker.and_then(|tracker| tracker.parse().ok());
                let progress = |progress| tell(Response::Progress(progress));
                let verified = record::verify(board, &election, tracker.as_ref(), progress).await?;
                Response::Verified(Box::new(verified))
            }
            Request::Pages(election) => Response::Pages(pages::compare(board, &election).await?),
            Request::Enter(election) => Response::Entered(self.booth.lock().await.enter(&election).await?),
            Request::Identify(code) => Response::Identified(self.booth.lock().await.identify(&code).await?),
            Request::Seal(choices) => Response::Sealed(self.booth.lock().await.seal(&choices)?),
            Request::Cast => Response::Cast(self.booth.lock().await.cast().await?),
            Request::Check => Response::Checked(self.booth.lock().await.check().await?),
            Request::Redeem(text) => {
                let receipt = serde_json::from_str(&text)
                    .map_err(|error| Trouble::lasting(words!("trouble-unexpected")).because(&error))?;
                Response::Redeemed(receipt::redeem(board, &receipt).await)
            }
            Request::CheckOpening(election, opening) => {
                Response::OpeningChecked(Box::new(check::opening(board, &election, &opening).await?))
            }
            Request::Forget => {
                self.booth.lock().await.forget();
                Response::Forgotten
            }
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
