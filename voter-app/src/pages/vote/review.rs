//! The choices in words.

use super::state::Booth;
use crate::{
    components::{Heading, Own},
    text::{self, say},
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
            let mut chosen: Vec<AnyView> = contest
                .options
                .iter()
                .enumerate()
                .filter_map(|(option, facts)| {
                    let value = booth.value(number, option);
                    (value > 0).then(|| {
                        let rule = contest.rule;
                        let amount = move || text::chosen(&rule, value);
                        let label = facts.label.clone();
                        view! { <Own text=label/> " " <span class="count">{amount}</span> }.into_any()
                    })
                })
                .collect();
            if booth.is_blank(number) {
                chosen.push(view! { <span>{say!("blank-vote")}</span> }.into_any());
            }
            let choices = if chosen.is_empty() {
                view! { <p>{say!("review-nothing")}</p> }.into_any()
            } else {
                view! { <ul>{chosen.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul> }
                    .into_any()
            };
            view! {
                <h2><Own text=contest.title/></h2>
                {choices}
            }
        })
        .collect_view();
    view! { <div class="review">{contests}</div> }
}

#[component]
pub(super) fn Review(booth: Booth) -> impl IntoView {
    view! {
        <Heading words=say!("review")/>
        <ChoicesInWords booth/>
        <p class="small">{say!("review-hint")}</p>
        <div class="actions">
            <button type="button" on:click=move |_| booth.seal()>{say!("seal-button")}</button>
            <button type="button" class="secondary" on:click=move |_| booth.step.set(super::Step::Choose)>{say!("change-button")}</button>
        </div>
    }
}
