//! A worker's side of the conversation with a page.

use crate::{message::Trouble, words::words};
use js_sys::{Array, Promise};
use serde::{Serialize, de::DeserializeOwned};
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// The worker itself.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Tells the page how far its question is.
pub(crate) struct Teller {
    id: JsValue,
}

impl Teller {
    /// Says something before the answer.
    pub(crate) fn tell(&self, said: &impl Serialize) {
        // The page is gone if this fails.
        let _ = scope().post_message(&Array::of3(&self.id, &text(said), &JsValue::TRUE));
    }
}

/// Answers messages `[id, question, files]` with `[id, answer]`, questions and answers as JSON text, and before that, where it
/// takes long, with `[id, answer, true]`; says `[0, ""]` when it is ready.
pub(crate) fn serve<Q, A, F>(answer: impl Fn(Q, Array, Teller) -> F + 'static)
where
    Q: DeserializeOwned + 'static,
    A: Serialize + From<Trouble>,
    F: Future<Output = Result<A, Trouble>>,
{
    let answer = Rc::new(answer);
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let answer = answer.clone();
        // What is no message is one without an id, and without a question.
        let message: Array = event.data().dyn_into().unwrap_or_default();
        let id = message.get(0);
        let question = message.get(1).as_string().unwrap_or_default();
        let files = message.get(2).dyn_into().unwrap_or_default();
        spawn_local(async move {
            let said = match serde_json::from_str(&question) {
                Ok(question) => answer(question, files, Teller { id: id.clone() }).await,
                Err(error) => Err(Trouble::lasting(words!("trouble-unexpected")).because(&error)),
            };
            let said = said.unwrap_or_else(A::from);
            // The page is gone if this fails.
            let _ = scope().post_message(&Array::of2(&id, &text(&said)));
        });
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget();
    let _ = scope().post_message(&Array::of2(&JsValue::from_f64(0.0), &JsValue::from_str("")));
}

fn text(said: &impl Serialize) -> JsValue {
    // Numbers and text only: that does not fail.
    JsValue::from_str(&serde_json::to_string(said).unwrap_or_default())
}

/// Waits so many milliseconds, by a timer: no clock is asked.
pub(crate) async fn pause(milliseconds: u32) {
    if milliseconds == 0 {
        return;
    }
    let elapsed = Promise::new(&mut |resolve, _| {
        let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
        // Without timers there is no pause.
        if scope()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .is_err()
        {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(elapsed).await;
}
