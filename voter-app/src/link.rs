//! The page's side of the conversation with the worker.

use crate::{
    message::{Request, Response, Trouble},
    words::words,
};
use js_sys::{Array, Function, Promise};
use std::{cell::RefCell, collections::HashMap, rc::Rc};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// Start of the worker: one line of JavaScript.
const SCRIPT: &str = "/worker.js";

type Pending = Rc<RefCell<HashMap<u32, Function>>>;

/// A running worker.
#[derive(Clone)]
pub(crate) struct WorkerLink {
    worker: Worker,
    pending: Pending,
    next: Rc<RefCell<u32>>,
    ready: Promise,
}

impl WorkerLink {
    /// Starts the worker.
    pub(crate) fn start() -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options)?;
        let pending = Pending::default();
        let answers = pending.clone();
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let message: Array = event.data().unchecked_into();
            let id = message
                .get(0)
                .as_f64()
                .map(|id| id.to_string())
                .and_then(|id| id.parse().ok());
            if let Some(resolve) = id.and_then(|id: u32| answers.borrow_mut().remove(&id)) {
                let _ = resolve.call1(&JsValue::NULL, &message.get(1));
            }
        });
        worker.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        listener.forget();
        let waiting = pending.clone();
        let ready = Promise::new(&mut |resolve, reject| {
            waiting.borrow_mut().insert(0, resolve);
            worker.set_onerror(Some(&reject));
        });
        Ok(Self {
            worker,
            pending,
            next: Rc::new(RefCell::new(0)),
            ready,
        })
    }

    /// Asks the worker.
    pub(crate) async fn ask(&self, request: Request) -> Response {
        let broken = |error: JsValue| {
            let detail = format!("{error:?}");
            Response::Failed(Trouble::lasting(words!("trouble-no-worker")).because(&detail))
        };
        self.exchange(&request).await.unwrap_or_else(broken)
    }

    async fn exchange(&self, request: &Request) -> Result<Response, JsValue> {
        JsFuture::from(self.ready.clone()).await?;
        let text = serde_json::to_string(request).map_err(|error| JsValue::from_str(&error.to_string()))?;
        let id = {
            let mut next = self.next.borrow_mut();
            *next = next.wrapping_add(1).max(1);
            *next
        };
        let answer = Promise::new(&mut |resolve, _| {
            self.pending.borrow_mut().insert(id, resolve);
        });
        self.worker.post_message(&Array::of2(
            &JsValue::from_f64(f64::from(id)),
            &JsValue::from_str(&text),
        ))?;
        let text = JsFuture::from(answer).await?.as_string().unwrap_or_default();
        serde_json::from_str(&text).map_err(|error| JsValue::from_str(&error.to_string()))
    }
}
