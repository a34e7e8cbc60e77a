//! A ballot's choices in words.

use super::Own;
use crate::text::{self, say};
use leptos::prelude::*;
use ostrakon_record::manifest::Contest;

/// Every contest with what is chosen in it.
#[component]
pub(crate) fn ChosenInWords(
    /// All of them.
    contests: Vec<Contest>,
    /// By contest the value of every option, then of the blank vote where there is one.
    choices: Vec<Vec<u32>>,
    /// By contest the options' positions in the order in which they are told; the manifest's where there is none.
    #[prop(optional)]
    order: Vec<Vec<usize>>,
) -> impl IntoView {
    let contests = contests
        .into_iter()
        .zip(choices)
        .enumerate()
        .map(|(number, (contest, values))| {
            let order = order
                .get(number)
                .cloned()
                .unwrap_or_else(|| (0..contest.options.len()).collect());
            let rule = contest.rule;
            let mut chosen: Vec<AnyView> = order
                .into_iter()
                .filter_map(|option| {
                    let value = values.get(option).copied().filter(|value| *value > 0)?;
                    let label = contest.options.get(option)?.label.clone();
                    let amount = move || text::chosen(&rule, value);
                    Some(view! { <Own text=label/> " " <span class="count">{amount}</span> }.into_any())
                })
                .collect();
            if rule.blank() && values.get(contest.options.len()) == Some(&1) {
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
