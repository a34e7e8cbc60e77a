//! A sealed ballot that was opened instead of cast: what it holds, in words.

use super::{
    review::ChoicesInWords,
    state::{Booth, Step},
};
use crate::{components::Heading, message::OpenedView, text};
use leptos::prelude::*;

#[component]
pub(super) fn Opened(booth: Booth, opened: OpenedView) -> impl IntoView {
    view! {
        <Heading words="Your practice ballot, opened"/>
        <p>
            "This is what was sealed in the ballot with the tracker you were shown. Is it what you had chosen? If not, do \
            not vote on this device, and tell the election’s authority."
        </p>
        <ChoicesInWords booth/>
        <p>"Its tracker:"</p>
        <p class="tracker">{opened.tracker}</p>
        <p>
            "It is line " <strong>{text::number(opened.seq)}</strong>
            " of the public log, where anybody can check it. This practice ballot can never be cast. "
            <strong>"You have not voted yet."</strong>
        </p>
        <p>
            "Everybody can see what a practice ballot holds. If you want to keep your real choices secret, change them now, \
            and seal them in a fresh ballot."
        </p>
        <div class="actions">
            <button type="button" on:click=move |_| booth.step.set(Step::Choose)>"Change my choices"</button>
            <button type="button" class="secondary" on:click=move |_| booth.seal()>"Seal the same choices afresh"</button>
        </div>
    }
}
