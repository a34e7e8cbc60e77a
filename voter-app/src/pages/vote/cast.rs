//! The sealed ballot, which is cast or opened.

use super::state::Booth;
use crate::{
    components::{Heading, Tracker},
    message::SealedView,
    text::say,
    words::words,
};
use leptos::prelude::*;

#[component]
pub(super) fn Sealed(booth: Booth, sealed: SealedView) -> impl IntoView {
    // A memo, so that the button that was pressed keeps the focus while the worker is busy.
    let refused = Memo::new(move |_| booth.trouble.get().is_some_and(|trouble| !trouble.retryable));
    let checking = Memo::new(move |_| booth.checks.get() > 0);
    view! {
        <Heading words=say!("sealed")/>
        <p>{say!("sealed-explained")}</p>
        <p>{say!("sealed-tracker")}</p>
        <Tracker tracker=sealed.tracker/>
        {move || if refused.get() {
            view! {
                <p>{say!("cannot-cast")}</p>
                <div class="actions">
                    <button type="button" on:click=move |_| booth.restart()>{say!("start-again")}</button>
                </div>
            }
            .into_any()
        } else if checking.get() {
            view! {
                <p>{say!("being-opened")}</p>
                <div class="actions">
                    <button type="button" disabled=move || booth.busy.get() on:click=move |_| booth.check()>
                        {say!("check-again-button")}
                    </button>
                </div>
            }
            .into_any()
        } else {
            view! { <CastOrCheck booth/> }.into_any()
        }}
    }
}

/// Casting is the main path; checking is offered until the ballot may have been cast.
#[component]
fn CastOrCheck(booth: Booth) -> impl IntoView {
    let again = move || booth.casts.get() > 0;
    let may_check = Memo::new(move |_| !again() && booth.may_check());
    view! {
        <div class="actions">
            <button type="button" disabled=move || booth.busy.get() on:click=move |_| booth.cast()>
                {move || if again() { words!("cast-again-button") } else { words!("cast-button") }.text()}
            </button>
            {move || may_check.get().then(|| view! {
                <button
                    type="button"
                    class="secondary"
                    disabled=move || booth.busy.get()
                    aria-describedby="why-check"
                    on:click=move |_| booth.check()
                >
                    {say!("check-button")}
                </button>
            })}
        </div>
        {move || may_check.get().then(|| view! {
            <p class="small" id="why-check">{say!("check-why")}</p>
        })}
        <p class:hidden=move || !again()>
            {say!("cast-again-safe")}
        </p>
    }
}
