//! The page's side of the conversation with the worker.

use crate::{files::file, message::Trouble, words::words};
use js_sys::{Array, Function, Promise};
use serde::{Serialize, de::DeserializeOwned};
use std::{cell::RefCell, collections::HashMap, rc::Rc};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// The programs that a page may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// That of most pages.
    Worker,
    /// That of the page that verifies.
    Verifier,
    /// That of the trustees' pages.
    Tally,
}

impl Program {
    /// Its script, as the sources call it.
    const fn script(self) -> &'static str {
        match self {
            Self::Worker => "voter-worker.js",
            Self::Verifier => "voter-verifier.js",
            Self::Tally => "voter-tally.js",
        }
    }
}

/// In place of an answer, which is JSON: the worker has ended in the middle of it.
const ENDED: &str = "ended";

type Pending = Rc<RefCell<HashMap<u32, Function>>>;
/// Hears how far a request is.
type Tell = Rc<dyn Fn(&str)>;
type Telling = Rc<RefCell<HashMap<u32, Tell>>>;

/// A running worker.
#[derive(Clone)]
pub(crate) struct WorkerLink {
    pending: Pending,
    telling: Telling,
    next: Rc<RefCell<u32>>,
    /// Becomes the worker, once it has said that it is ready.
    ready: Promise,
}

impl WorkerLink {
    /// Starts a worker. Its own module arrives while the page is at work already.
    pub(crate) fn start(program: Program) -> Result<Self, JsValue> {
        let script = file(program.script())?;
        let pending = Pending::default();
        let answers = pending.clone();
        let telling = Telling::default();
        let told = telling.clone();
        let ready = future_to_promise(async move {
            // A browser does not compare a worker's script with a digest: it does here, and then starts what it has kept under
            // this address. A server that forbids it to keep files could still send another one: `verifier-cli booth` sees
            // only what it is sent itself.
            JsFuture::from(script.fetch().await?.text()?).await?;
            let options = WorkerOptions::new();
            options.set_type(WorkerType::Module);
            let worker = Worker::new_with_options(&script.address, &options)?;
            let hello = Promise::new(&mut |resolve, reject| {
                answers.borrow_mut().insert(0, resolve);
                worker.set_onerror(Some(&reject));
            });
            let unanswered = answers.clone();
            let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let message: Array = event.data().unchecked_into();
                let id: Option<u32> = message
                    .get(0)
                    .as_f64()
                    .map(|id| id.to_string())
                    .and_then(|id| id.parse().ok());
                let Some(id) = id else { return };
                if message.get(2).is_truthy() {
                    let tell = told.borrow().get(&id).cloned();
                    let text = message.get(1).as_string().unwrap_or_default();
                    if let Some(tell) = tell {
                        tell(&text);
                    }
                    return;
                }
                told.borrow_mut().remove(&id);
                if let Some(resolve) = answers.borrow_mut().remove(&id) {
                    let _ = resolve.call1(&JsValue::NULL, &message.get(1));
                }
            });
            worker.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            listener.forget();
            JsFuture::from(hello).await?;
            // One that ends in the middle of something answers nothing any more.
            let ended = Closure::<dyn FnMut()>::new(move || {
                for (_, resolve) in unanswered.borrow_mut().drain() {
                    let _ = resolve.call1(&JsValue::NULL, &JsValue::from_str(ENDED));
                }
            });
            worker.set_onerror(Some(ended.as_ref().unchecked_ref()));
            ended.forget();
            Ok(worker.into())
        });
        Ok(Self {
            pending,
            telling,
            next: Rc::new(RefCell::new(0)),
            ready,
        })
    }

    /// Ends the worker, as soon as it has begun. What it was asked is never answered.
    pub(crate) fn end(&self) {
        let ready = self.ready.clone();
        spawn_local(async move {
            // One that could not begin knows nothing.
            if let Ok(worker) = JsFuture::from(ready).await {
                worker.unchecked_into::<Worker>().terminate();
            }
        });
    }

    /// Waits until the worker has begun, and with it everything that belongs to it is here; false if it could not.
    pub(crate) async fn has_begun(&self) -> bool {
        JsFuture::from(self.ready.clone()).await.is_ok()
    }

    /// Asks the worker.
    pub(crate) async fn ask<A: DeserializeOwned + From<Trouble>>(&self, request: &impl Serialize) -> A {
        self.answer(request, &JsValue::UNDEFINED, None).await
    }

    /// [`WorkerLink::ask`] for what takes long, about files: `tell` hears how far it is.
    pub(crate) async fn ask_telling<A: DeserializeOwned + From<Trouble>>(
        &self,
        request: &impl Serialize,
        files: &Array,
        tell: impl Fn(A) + 'static,
    ) -> A {
        let tell = move |text: &str| {
            if let Ok(answer) = serde_json::from_str(text) {
                tell(answer);
            }
        };
        self.answer(request, files, Some(Rc::new(tell))).await
    }

    async fn answer<A: DeserializeOwned + From<Trouble>>(
        &self,
        request: &impl Serialize,
        files: &JsValue,
        tell: Option<Tell>,
    ) -> A {
        let text = self.exchange(request, files, tell).await;
        if text.as_ref().is_ok_and(|text| text == ENDED) {
            return Trouble::lasting(words!("trouble-worker-ended")).into();
        }
        let answer = text.and_then(|text| {
            serde_json::from_str(&text).map_err(|error| JsValue::from_str(&error.to_string()))
        });
        answer.unwrap_or_else(|error| {
            let detail = format!("{error:?}");
            Trouble::lasting(words!("trouble-no-worker"))
                .because(&detail)
                .into()
        })
    }

    async fn exchange(
        &self,
        request: &impl Serialize,
        files: &JsValue,
        tell: Option<Tell>,
    ) -> Result<String, JsValue> {
        let worker: Worker = JsFuture::from(self.ready.clone()).await?.unchecked_into();
        let text = serde_json::to_string(request).map_err(|error| JsValue::from_str(&error.to_string()))?;
        let id = {
            let mut next = self.next.borrow_mut();
            *next = next.wrapping_add(1).max(1);
            *next
        };
        if let Some(tell) = tell {
            self.telling.borrow_mut().insert(id, tell);
        }
        let answer = Promise::new(&mut |resolve, _| {
            self.pending.borrow_mut().insert(id, resolve);
        });
        worker.post_message(&Array::of3(
            &JsValue::from_f64(f64::from(id)),
            &JsValue::from_str(&text),
            files,
        ))?;
        Ok(JsFuture::from(answer).await?.as_string().unwrap_or_default())
    }
}
