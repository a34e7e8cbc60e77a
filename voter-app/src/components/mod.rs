//! What pages share.
//!
//! - [`ask`]: a question to the worker
//! - [`Heading`]: a page's or step's heading, which takes the focus
//! - [`Own`]: words of the election's own
//! - [`ShowTrouble`]: what went wrong
//! - [`tracker`]: a ballot's name
//! - [`chosen`]: a ballot's choices in words
//! - [`keep`]: files, images, paper
//! - [`live`]: what changes while somebody looks
//! - [`scan`]: QR codes

mod chosen;
pub(crate) mod keep;
pub(crate) mod live;
pub(crate) mod scan;
mod tracker;

pub(crate) use chosen::ChosenInWords;
pub(crate) use tracker::{Code, Letters, Tracker};

use crate::{
    link::{Program, WorkerLink},
    message::{Request, Trouble},
    text::{self, say},
    words::words,
};
use leptos::{html, prelude::*, task::spawn_local};
use ostrakon_record::text::Text;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// The worker, shared by all pages.
pub(crate) type SharedWorker = StoredValue<Result<WorkerLink, JsValue>, LocalStorage>;

/// Asks the worker, and hands the answer to `then`.
pub(crate) fn ask<A: DeserializeOwned + From<Trouble> + 'static>(
    request: Request,
    then: impl FnOnce(A) + 'static,
) {
    let worker = use_context::<SharedWorker>();
    ask_with(worker, request, then);
}

/// [`ask`] where the context is out of reach, such as in an event handler.
pub(crate) fn ask_with<A: DeserializeOwned + From<Trouble> + 'static>(
    worker: Option<SharedWorker>,
    request: Request,
    then: impl FnOnce(A) + 'static,
) {
    spawn_local(async move {
        let answer = match worker.map(|worker| worker.get_value()) {
            Some(Ok(link)) => link.ask(&request).await,
            _ => Trouble::lasting(words!("trouble-old-browser")).into(),
        };
        then(answer);
    });
}

/// Ends the worker, and all that it knows with it, and starts another one.
pub(crate) fn renew(worker: Option<SharedWorker>) {
    if let Some(worker) = worker {
        worker.update_value(|link| {
            if let Ok(link) = link {
                link.end();
            }
            *link = WorkerLink::start(Program::Worker);
        });
    }
}

/// An answer of another kind than was asked for.
pub(crate) fn unexpected() -> Trouble {
    Trouble::lasting(words!("trouble-unexpected"))
}

/// A heading that takes the focus when it appears, so that keyboard and screen reader follow; names the window, too.
#[component]
pub(crate) fn Heading(
    /// The words.
    #[prop(into)]
    words: Signal<String>,
    /// The language of the words, if it is not the page's.
    #[prop(optional, into)]
    lang: Signal<Option<String>>,
) -> impl IntoView {
    let node = NodeRef::<html::H1>::new();
    Effect::new(move |_| document().set_title(&format!("{} – Ostrakon", words.get())));
    Effect::new(move |_| {
        if let Some(heading) = node.get() {
            // Without focus the page works just as well.
            let _ = heading.focus();
        }
    });
    view! { <h1 node_ref=node tabindex="-1"><bdi lang=move || lang.get()>{words}</bdi></h1> }
}

/// Words of the election's own, marked with their language where it is not the page's.
#[component]
pub(crate) fn Own(
    /// The words in all their languages.
    text: Text,
) -> impl IntoView {
    let words = Memo::new(move |_| text::own(&text));
    view! { <bdi lang=move || words.get().1>{move || words.get().0}</bdi> }
}

/// What went wrong, announced at once.
#[component]
pub(crate) fn ShowTrouble(
    /// What, if anything.
    trouble: RwSignal<Option<Trouble>>,
) -> impl IntoView {
    view! {
        <div role="alert" class="trouble" class:hidden=move || trouble.get().is_none()>
            {move || trouble.get().map(|trouble| trouble.message.text())}
        </div>
        {move || trouble.get().and_then(|trouble| trouble.detail).map(|detail| view! {
            <details>
                <summary>{say!("details")}</summary>
                <p class="small" lang="en" dir="ltr">{detail}</p>
            </details>
        })}
        {move || trouble.get().and_then(|trouble| trouble.evidence).map(|evidence| view! {
            <details>
                <summary>{say!("refusal-signed")}</summary>
                <p class="small">{say!("refusal-keep")}</p>
                <pre tabindex="0" dir="ltr">{evidence.clone()}</pre>
                <button
                    type="button"
                    class="secondary"
                    on:click=move |_| keep::save_text("refusal.json", "application/json", &evidence)
                >
                    {say!("save-refusal")}
                </button>
            </details>
        })}
    }
}
