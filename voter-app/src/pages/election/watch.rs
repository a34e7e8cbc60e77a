//! The log's head, and who besides the board has seen it.

use crate::{
    public::{WitnessView, WitnessesView},
    text::{self, link, say},
    words::{Moment, words},
};
use js_sys::Date;
use leptos::prelude::*;
use ostrakon_crypto::hash::Hash;

#[component]
pub(super) fn Watch(witnesses: WitnessesView, id: Hash) -> impl IntoView {
    let WitnessesView {
        signed,
        needed,
        seen,
        witnesses,
    } = witnesses;
    let size = signed.as_ref().map(|(size, _)| *size);
    let state = match (needed, seen, size) {
        (false, _, _) => words!("witnesses-none"),
        (true, Some(lines), Some(size)) if lines >= size => words!("witnesses-all", lines = lines),
        (true, Some(lines), _) => words!("witnesses-behind", lines = lines),
        (true, None, _) => words!("witnesses-missing"),
    };
    let rows = witnesses
        .into_iter()
        .map(|witness| view! { <Row witness/> })
        .collect_view();
    view! {
        <h2>{say!("log")}</h2>
        {match signed {
            Some((lines, root)) => view! {
                <p>{say!("log-signed", lines = lines)}</p>
                <p class="identifier">{say!("log-root")} " " <code dir="ltr">{root}</code></p>
            }
            .into_any(),
            None => view! { <p>{say!("log-unsigned")}</p> }.into_any(),
        }}
        <p><a href=link(format!("/board/{id}"))>{say!("log-read")}</a></p>
        <h3>{say!("witnesses")}</h3>
        <p>{text::signal(state)}</p>
        {needed.then(|| view! {
            <table class="numbers">
                <thead>
                    <tr>
                        <th scope="col">{say!("witness")}</th>
                        <th scope="col" class="count">{say!("witness-lines")}</th>
                        <th scope="col">{say!("witness-last")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        })}
    }
}

#[component]
fn Row(witness: WitnessView) -> impl IntoView {
    let WitnessView {
        name,
        cosigned,
        verified,
    } = witness;
    let (lines, time) = match cosigned {
        None => (None, words!("witness-never")),
        Some((lines, time)) => (Some(lines), age(time)),
    };
    view! {
        <tr>
            <th scope="row"><bdi>{name}</bdi></th>
            <td class="count">{move || lines.map(text::number)}</td>
            <td>
                {text::signal(time)}
                {(cosigned.is_some() && !verified).then(|| view! { " " <span class="small">{say!("witness-told")}</span> })}
            </td>
        </tr>
    }
}

/// How long ago that was when the page showed it.
fn age(time: u64) -> crate::words::Words {
    // A clock from before 1970 is as good as none.
    let now = format!("{:.0}", Date::now() / 1000.0).parse().unwrap_or(time);
    match now.saturating_sub(time) {
        0..60 => words!("witness-now"),
        seconds @ 60..3_600 => words!("witness-minutes", minutes = seconds / 60),
        seconds @ 3_600..172_800 => words!("witness-hours", hours = seconds / 3_600),
        _ => words!("witness-at", time = Moment(time)),
    }
}
