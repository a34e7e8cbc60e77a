//! The choices in words.

use super::state::Booth;
use crate::{
    components::{ChosenInWords, Heading},
    text::say,
};
use leptos::prelude::*;

#[component]
pub(super) fn Review(booth: Booth) -> impl IntoView {
    view! {
        <Heading words=say!("review")/>
        <ChosenInWords contests=booth.contests() choices=booth.choices.get_untracked() order=booth.order()/>
        <p class="small">{say!("review-hint")}</p>
        <div class="actions">
            <button type="button" on:click=move |_| booth.seal()>{say!("seal-button")}</button>
            <button type="button" class="secondary" on:click=move |_| booth.step.set(super::Step::Choose)>{say!("change-button")}</button>
        </div>
    }
}
