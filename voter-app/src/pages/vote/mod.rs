//! The booth.
//!
//! - [`state`]: what the booth knows, and its questions to the worker
//! - [`arrive`]: by link, or with a code that is typed
//! - [`choose`]: the questions
//! - [`review`]: the choices in words
//! - [`cast`]: sealed, and not cast yet
//! - [`receipt`]: cast, and what the board has to show for it
//! - [`check`]: a sealed ballot that was opened instead

mod arrive;
mod cast;
mod check;
mod choose;
mod receipt;
mod review;
mod state;

use super::election_id;
use crate::{
    components::{Heading, Own, ShowTrouble},
    text::say,
    words::words,
};
use arrive::{Code, Entering, take_code};
use cast::Sealed;
use check::Opened;
use choose::Choose;
use leptos::{ev, prelude::*};
use receipt::Done;
use review::Review;
use state::{Booth, Step};
use wasm_bindgen::JsCast as _;
use web_sys::PageTransitionEvent;

#[component]
pub(super) fn Vote() -> impl IntoView {
    let booth = Booth::new(use_context(), election_id(), take_code());
    window_event_listener(ev::hashchange, move |_| {
        if let Some(code) = take_code() {
            booth.follow(code);
        }
    });
    window_event_listener(ev::popstate, move |_| booth.back());
    window_event_listener(ev::beforeunload, move |event| {
        if booth.is_unfinished_business() {
            event.prevent_default();
        }
    });
    // A browser may keep a page that was left, for whoever goes back to it: this one begins anew.
    window_event_listener_untyped("pageshow", |event| {
        if event.unchecked_into::<PageTransitionEvent>().persisted() {
            // It does not fail.
            let _ = window().location().reload();
        }
    });
    booth.arrive();
    let step = move || match booth.step.get() {
        Step::Entering => view! { <Entering booth/> }.into_any(),
        Step::Code => view! { <Code booth/> }.into_any(),
        Step::Choose => view! { <Choose booth/> }.into_any(),
        Step::Review => view! { <Review booth/> }.into_any(),
        Step::Sealing => view! {
            <Heading words=say!("sealing")/>
            <progress aria-label=say!("sealing-progress")></progress>
        }
        .into_any(),
        Step::Sealed(sealed) => view! { <Sealed booth sealed/> }.into_any(),
        Step::Opened(opened) => view! { <Opened booth opened/> }.into_any(),
        Step::Done(receipt) => view! { <Done booth receipt/> }.into_any(),
    };
    // Steps with a button of their own for trying again.
    let again = Signal::derive(move || matches!(booth.step.get(), Step::Entering | Step::Code));
    view! {
        <p class="election">{move || booth.view.get().map(|view| view! { <Own text=view.title/> })}</p>
        {step}
        <ShowTrouble trouble=booth.trouble/>
        {move || {
            let retryable = booth.trouble.get().is_some_and(|trouble| trouble.retryable);
            (again.get() && retryable).then(|| view! {
                <button type="button" on:click=move |_| booth.arrive()>{say!("try-again")}</button>
            })
        }}
        <p role="status" class="busy">{move || booth.busy.get().then(|| words!("one-moment").text())}</p>
    }
}
