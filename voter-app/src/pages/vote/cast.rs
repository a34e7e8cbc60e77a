//! The sealed ballot, and what remains of it: the receipt.

use super::{arrive::ElectionLink, state::Booth};
use crate::{
    components::Heading,
    message::{ReceiptView, SealedView},
    text,
};
use leptos::prelude::*;

#[component]
pub(super) fn Sealed(booth: Booth, sealed: SealedView) -> impl IntoView {
    // A memo, so that the button that was pressed keeps the focus while the worker is busy.
    let refused = Memo::new(move |_| booth.trouble.get().is_some_and(|trouble| !trouble.retryable));
    let checking = Memo::new(move |_| booth.checks.get() > 0);
    view! {
        <Heading words="Sealed, not cast yet"/>
        <p>"Your ballot is encrypted on this device. It is not in the ballot box before you cast it."</p>
        <p>"Its tracker, by which you can find it in the log:"</p>
        <p class="tracker">{sealed.tracker}</p>
        {move || if refused.get() {
            view! {
                <p>
                    "This ballot cannot be cast. If you have voted on another device meanwhile, that ballot counts, and you \
                    may replace it: start again with your code."
                </p>
                <div class="actions">
                    <button type="button" on:click=move |_| booth.restart()>"Start again"</button>
                </div>
            }
            .into_any()
        } else if checking.get() {
            view! {
                <p>"This ballot is being opened: it is not cast."</p>
                <div class="actions">
                    <button type="button" disabled=move || booth.busy.get() on:click=move |_| booth.check()>
                        "Try again to check it"
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
                {move || if again() { "Try again to cast this ballot" } else { "Cast this ballot" }}
            </button>
            {move || may_check.get().then(|| view! {
                <button
                    type="button"
                    class="secondary"
                    disabled=move || booth.busy.get()
                    aria-describedby="why-check"
                    on:click=move |_| booth.check()
                >
                    "Check it first"
                </button>
            })}
        </div>
        {move || may_check.get().then(|| view! {
            <p class="small" id="why-check">
                "Checking opens this ballot for everybody to see, so that you know it was sealed honestly. It cannot be cast \
                after that; you then seal a fresh one. Best done with choices that you only pretend."
            </p>
        })}
        <p class:hidden=move || !again()>
            "Trying again is safe: the same ballot is never counted twice."
        </p>
    }
}

#[component]
pub(super) fn Done(booth: Booth, receipt: ReceiptView) -> impl IntoView {
    view! {
        <Heading words="Your ballot is in the ballot box"/>
        <p>"It is line " <strong>{text::number(receipt.seq)}</strong> " of the public log. You can close this page."</p>
        <p>"Your tracker:"</p>
        <p class="tracker">{receipt.tracker}</p>
        <p>
            "Keep it: with it anybody can see that your ballot is still in the log, and nobody can see what you chose."
        </p>
        <details>
            <summary>"The board’s signed receipt"</summary>
            <p class="small">"Your browser has checked the board’s signature. Keep this text as evidence."</p>
            <pre tabindex="0">{receipt.receipt}</pre>
        </details>
        <ElectionLink booth words="How this election stands, and later its result"/>
    }
}
