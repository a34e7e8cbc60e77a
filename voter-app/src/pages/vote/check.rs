//! A sealed ballot that was opened instead of cast: what it holds, in words.

use super::{
    review::ChoicesInWords,
    state::{Booth, Step},
};
use crate::{components::Heading, message::OpenedView, text::say};
use leptos::prelude::*;

#[component]
pub(super) fn Opened(booth: Booth, opened: OpenedView) -> impl IntoView {
    view! {
        <Heading words=say!("opened")/>
        <p>{say!("opened-explained")}</p>
        <ChoicesInWords booth/>
        <p>{say!("opened-tracker")}</p>
        <p class="tracker" dir="ltr">{opened.tracker}</p>
        <p>
            {say!("opened-line", line = opened.seq)} " " <strong>{say!("opened-not-voted")}</strong>
        </p>
        <p>{say!("opened-next")}</p>
        <div class="actions">
            <button type="button" on:click=move |_| booth.step.set(Step::Choose)>{say!("opened-change")}</button>
            <button type="button" class="secondary" on:click=move |_| booth.seal()>{say!("opened-same")}</button>
        </div>
    }
}
