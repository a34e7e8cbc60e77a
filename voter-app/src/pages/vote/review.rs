//! The choices in words.

use super::state::Booth;
use crate::{
    components::Heading,
    text::{self, LANGUAGE},
};
use leptos::prelude::*;

/// Every contest with what is chosen in it.
#[component]
pub(super) fn ChoicesInWords(booth: Booth) -> impl IntoView {
    let contests = booth
        .contests()
        .into_iter()
        .enumerate()
        .map(|(number, contest)| {
            let mut chosen: Vec<String> = contest
                .options
                .iter()
                .enumerate()
                .filter_map(|(option, facts)| {
                    let value = booth.value(number, option);
                    (value > 0).then(|| text::chosen(&contest.rule, facts.label.pick(LANGUAGE), value))
                })
                .collect();
            if booth.is_blank(number) {
                chosen.push(text::BLANK_VOTE.to_owned());
            }
            let choices = if chosen.is_empty() {
                view! { <p>"Nothing chosen here."</p> }.into_any()
            } else {
                view! { <ul>{chosen.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul> }
                    .into_any()
            };
            view! {
                <h2>{contest.title.pick(LANGUAGE).to_owned()}</h2>
                {choices}
            }
        })
        .collect_view();
    view! { <div class="review">{contests}</div> }
}

#[component]
pub(super) fn Review(booth: Booth) -> impl IntoView {
    view! {
        <Heading words="Review your ballot"/>
        <ChoicesInWords booth/>
        <p class="small">"Nothing is sent yet. The next step encrypts your ballot on this device."</p>
        <div class="actions">
            <button type="button" on:click=move |_| booth.seal()>"Seal my ballot"</button>
            <button type="button" class="secondary" on:click=move |_| booth.step.set(super::Step::Choose)>"Change something"</button>
        </div>
    }
}
