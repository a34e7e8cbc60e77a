//! Arriving: by link, or with a code that is typed.

use super::state::Booth;
use crate::{
    components::{Heading, Own},
    text::{self, link, say},
    words::{Words, words},
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsValue;

/// The code in the address, taken out of it at once.
pub(super) fn take_code() -> Option<String> {
    let window = web_sys::window()?;
    let location = window.location();
    let code = location
        .hash()
        .ok()?
        .strip_prefix('#')
        .map(str::to_owned)
        .filter(|code| !code.is_empty())?;
    let address = format!("{}{}", location.pathname().ok()?, location.search().ok()?);
    window
        .history()
        .ok()?
        .replace_state_with_url(&JsValue::NULL, "", Some(&address))
        .ok()?;
    Some(code)
}

/// Reading the election, or telling why there is nothing to vote on.
#[component]
pub(super) fn Entering(booth: Booth) -> impl IntoView {
    let words = Signal::derive(move || {
        booth
            .view
            .get()
            .map_or_else(|| words!("voting"), |view| text::phase(view.phase))
            .text()
    });
    view! {
        <Heading words/>
        {move || booth.view.get().map(|_| view! {
            <p>{say!("voting-not-now")}</p>
            <ElectionLink booth words=words!("election-standing")/>
        })}
    }
}

/// To the election's page.
#[component]
pub(super) fn ElectionLink(booth: Booth, words: Words) -> impl IntoView {
    let words = text::signal(words);
    booth
        .election
        .map(|id| view! { <p><a href=link(format!("/election/{id}"))>{words}</a></p> })
}

#[component]
pub(super) fn Code(booth: Booth) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get() {
            booth.identify(input.value());
        }
    };
    let wrong = move || booth.trouble.get().is_some_and(|trouble| !trouble.retryable);
    Effect::new(move |_| {
        if let Some(input) = input.get().filter(|_| wrong()) {
            // Without focus the page works just as well.
            let _ = input.focus();
        }
    });
    let watch = move || booth.view.get().and_then(|view| view.watch).and_then(text::watch);
    let closes = move || booth.view.get().map(|view| text::closes(&view.schedule).text());
    view! {
        <Heading words=say!("voter-code-heading")/>
        <p>{move || booth.view.get().map(|view| view! { <Own text=view.description/> })}</p>
        <p>{closes}</p>
        {move || watch().map(|words| view! { <p class="small" role="note">{words.text()}</p> })}
        <form on:submit=submit autocomplete="off">
            <label for="code">{say!("voter-code")}</label>
            <p id="code-hint" class="small">{say!("voter-code-hint")}</p>
            <input
                id="code"
                node_ref=input
                aria-describedby="code-hint"
                aria-invalid=move || wrong().then_some("true")
                dir="ltr"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
            />
            <button type="submit" disabled=move || booth.busy.get()>{say!("go-on")}</button>
        </form>
    }
}
