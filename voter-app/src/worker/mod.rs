//! The worker's side: holds the voter's secrets, talks to the board, does all cryptography.
//!
//! - [`booth`]: one voter in one election

mod booth;

use crate::message::{Request, Response, Trouble};
use booth::Booth;
use bulletin_board_client::BoardClient;
use js_sys::Array;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Answers messages `[id, request]` with `[id, response]`, both as JSON text; says `[0, ""]` when it is ready.
pub(crate) fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let board = BoardClient::new(&scope.location().origin());
    let booth = Rc::new(RefCell::new(Some(Booth::new(board))));
    let answer_scope = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let (scope, booth) = (answer_scope.clone(), booth.clone());
        let message: Array = event.data().unchecked_into();
        let id = message.get(0);
        let text = message.get(1).as_string().unwrap_or_default();
        spawn_local(async move {
            let response = answer(&booth, &text).await;
            let text = serde_json::to_string(&response).unwrap_or_default();
            // The page is gone if this fails.
            let _ = scope.post_message(&Array::of2(&id, &JsValue::from_str(&text)));
        });
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    let _ = scope.post_message(&Array::of2(&JsValue::from_f64(0.0), &JsValue::from_str("")));
}

async fn answer(booth: &Rc<RefCell<Option<Booth>>>, text: &str) -> Response {
    let request: Request = match serde_json::from_str(text) {
        Ok(request) => request,
        Err(error) => {
            return Response::Failed(Trouble {
                message: error.to_string(),
                retryable: false,
            });
        }
    };
    // Requests are answered one by one: the booth is away while one of them waits for the network.
    let Some(mut taken) = booth.borrow_mut().take() else {
        let message = "the booth is still busy with the last request".to_owned();
        return Response::Failed(Trouble {
            message,
            retryable: true,
        });
    };
    let response = taken.answer(request).await.unwrap_or_else(Response::Failed);
    *booth.borrow_mut() = Some(taken);
    response
}
