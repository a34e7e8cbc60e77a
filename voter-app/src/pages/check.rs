//! Checking a practice ballot that another device has sealed and opened (docs/record.md §3.6).

use super::election_id;
use crate::{
    components::{ChosenInWords, Heading, Own, SharedWorker, ShowTrouble, Tracker, ask_with, unexpected},
    message::{Opening, Request, Trouble},
    public::{Answer, CheckedView},
    text::say,
    words::words,
};
use leptos::{ev, html, prelude::*};
use ostrakon_crypto::hash::Hash;
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[derive(Clone, Copy)]
struct Check {
    worker: Option<SharedWorker>,
    election: Option<Hash>,
    checked: RwSignal<Option<CheckedView>>,
    trouble: RwSignal<Option<Trouble>>,
    busy: RwSignal<bool>,
    /// What was asked last, to be asked again where the network broke.
    last: RwSignal<Option<Opening>>,
}

impl Check {
    fn ask(self, opening: Opening) {
        let Some(election) = self.election else {
            self.trouble
                .set(Some(Trouble::lasting(words!("trouble-no-election-id"))));
            return;
        };
        self.busy.set(true);
        self.trouble.set(None);
        self.checked.set(None);
        self.last.set(Some(opening.clone()));
        ask_with(
            self.worker,
            Request::CheckOpening(election, opening),
            move |response| {
                self.busy.set(false);
                match response {
                    Answer::OpeningChecked(checked) => self.checked.set(Some(*checked)),
                    Answer::Failed(trouble) => self.trouble.set(Some(trouble)),
                    _ => self.trouble.set(Some(unexpected())),
                }
            },
        );
    }

    fn ask_for_address(self) {
        if let Some(opening) = of_address() {
            self.ask(opening);
        }
    }
}

/// The lines that the address names: `#commitment-challenge`.
fn of_address() -> Option<Opening> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let (commitment, challenge) = hash.strip_prefix('#')?.split_once('-')?;
    Some(Opening::Lines {
        commitment: commitment.parse().ok()?,
        challenge: challenge.parse().ok()?,
    })
}

#[component]
pub(super) fn CheckOpening() -> impl IntoView {
    let check = Check {
        worker: use_context(),
        election: election_id(),
        checked: RwSignal::new(None),
        trouble: RwSignal::new(None),
        busy: RwSignal::new(false),
        last: RwSignal::new(None),
    };
    window_event_listener(ev::hashchange, move |_| check.ask_for_address());
    check.ask_for_address();
    let content = move || match check.checked.get() {
        Some(checked) => view! { <Held checked/> }.into_any(),
        None => view! {
            <Heading words=say!("check")/>
            <p>{say!("check-explained")}</p>
        }
        .into_any(),
    };
    let again = move || {
        let retryable = check.trouble.get().is_some_and(|trouble| trouble.retryable);
        check.last.get().filter(|_| retryable).map(|opening| {
            view! {
                <button type="button" on:click=move |_| check.ask(opening.clone())>{say!("try-again")}</button>
            }
        })
    };
    view! {
        {content}
        <ShowTrouble trouble=check.trouble/>
        {again}
        <p role="status" class="busy">{move || check.busy.get().then(|| words!("check-running").text())}</p>
        <Show when=move || !check.busy.get()><Given check/></Show>
    }
}

/// A ballot that holds what its opening says.
#[component]
fn Held(checked: CheckedView) -> impl IntoView {
    let seen = match (checked.watched, checked.proven) {
        (true, true) => say!("check-proven"),
        (false, true) => say!("receipt-nobody"),
        (_, false) => say!("check-not-proven"),
    };
    view! {
        <p class="election"><Own text=checked.title/></p>
        <Heading words=say!("check-held")/>
        <p class="verdict">{say!("check-held-explained")}</p>
        <ChosenInWords contests=checked.contests choices=checked.choices/>
        <p>{say!("check-tracker")}</p>
        <Tracker tracker=checked.tracker/>
        <p>{say!("check-compare")}</p>
        <p class="small">
            {say!("check-line", line = checked.seq)} " "
            {seen}
        </p>
    }
}

/// A file, or pasted text, where there is no camera.
#[component]
fn Given(check: Check) -> impl IntoView {
    let text = NodeRef::<html::Textarea>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(text) = text.get() {
            check.ask(Opening::Text(text.value()));
        }
    };
    let read = move |event: leptos::ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        let file = event.target().files().and_then(|files| files.get(0));
        if let Some(file) = file {
            spawn_local(async move {
                if let Ok(text) = JsFuture::from(file.text()).await {
                    check.ask(Opening::Text(text.as_string().unwrap_or_default()));
                }
            });
        }
    };
    view! {
        <details class="given">
            <summary>{say!("check-given")}</summary>
            <p class="small">{say!("check-given-hint")}</p>
            <label for="opening-file">{say!("check-file")}</label>
            <input type="file" id="opening-file" accept=".txt,.jsonl,text/plain" on:change:target=read/>
            <form on:submit=submit autocomplete="off">
                <label for="opening-text">{say!("check-text")}</label>
                <textarea id="opening-text" node_ref=text rows="5" spellcheck="false" dir="ltr"></textarea>
                <button type="submit">{say!("check-go")}</button>
            </form>
        </details>
    }
}
