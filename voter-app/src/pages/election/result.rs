//! The published counts, and where to verify them.

use super::Looked;
use crate::{
    components::{Heading, Own, ShowTrouble, keep},
    public::ResultView,
    text::{self, link, say},
    words::words,
};
use core::fmt::Write as _;
use leptos::prelude::*;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{manifest::Rule, verify::report::ContestCounts};

/// The result by itself: to be linked to, and printed.
#[component]
pub(crate) fn ResultPage() -> impl IntoView {
    let (looked, id, _) = Looked::at();
    let (words, lang) = looked.title(words!("result"));
    view! {
        <Heading words lang/>
        <ShowTrouble trouble=looked.trouble/>
        {move || looked.view.get().map(|view| {
            let voters = view.summary.voters;
            let phase = view.summary.phase;
            match view.result {
                Some(result) => view! { <Results result voters id/> }.into_any(),
                None => view! {
                    <p class="phase">{text::signal(text::phase(phase))}</p>
                    <p>{say!("result-none")}</p>
                }
                .into_any(),
            }
        })}
        {id.map(|id| view! { <p><a href=link(format!("/election/{id}"))>{say!("election-standing")}</a></p> })}
    }
}

/// What the authority has published. Nobody is called elected: the rules say how votes are given, not who wins.
#[component]
pub(crate) fn Results(result: ResultView, voters: u64, id: Option<Hash>) -> impl IntoView {
    let ResultView {
        ballots,
        weight,
        contests,
        rules,
        json,
        ..
    } = result;
    let turnout = percent(ballots, voters);
    let table = contests.clone();
    let bars = contests
        .into_iter()
        .zip(rules)
        .map(|(contest, rule)| view! { <Bars contest rule weight/> })
        .collect_view();
    let name = id.map_or_else(String::new, |id| id.to_string().chars().take(8).collect());
    let (csv_name, json_name) = (format!("result-{name}.csv"), format!("result-{name}.json"));
    view! {
        <section class="result" aria-labelledby="result">
            <h2 id="result">{say!("result")}</h2>
            <p>{say!("result-turnout", ballots = ballots, voters = voters, percent = turnout)}</p>
            {(weight != ballots).then(|| view! { <p>{say!("result-weight", weight = weight)}</p> })}
            <p class="unverified">{say!("result-published")}</p>
            {id.map(|id| view! {
                <p><a class="button" href=link(format!("/verify/{id}"))>{say!("result-verify")}</a></p>
            })}
            {bars}
            <div class="actions">
                <button type="button" class="secondary" on:click=move |_| keep::save_text(&csv_name, "text/csv", &csv(&table))>
                    {say!("result-csv")}
                </button>
                <button type="button" class="secondary" on:click=move |_| keep::save_text(&json_name, "application/json", &json)>
                    {say!("result-json")}
                </button>
                <button type="button" class="secondary" on:click=|_| keep::print()>{say!("result-print")}</button>
            </div>
        </section>
    }
}

/// Counts of a contest as bars; a table for screen readers and for everybody.
#[component]
pub(crate) fn Bars(contest: ContestCounts, rule: Rule, weight: u64) -> impl IntoView {
    // Of a ballot's choices one may say how many made them; of points, how many of all went there.
    let of_ballots = matches!(rule, Rule::Choose { .. });
    let (whole, share) = if of_ballots {
        (weight, say!("result-share-ballots"))
    } else {
        let points = contest.options.iter().map(|option| option.count);
        (points.fold(0, u64::saturating_add), say!("result-share-points"))
    };
    let row = move |label: AnyView, count: u64, of: Option<u64>| {
        let percent = of.map(|whole| percent(count, whole));
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="count">{move || text::number(count)}</td>
                <td class="count">{percent.map(|percent| say!("result-percent", percent = percent))}</td>
                <td class="bar" aria-hidden="true">
                    {of.map(|whole| view! { <progress max=whole.max(1).to_string() value=count.to_string()></progress> })}
                </td>
            </tr>
        }
    };
    let rows = contest
        .options
        .into_iter()
        .map(|option| {
            row(
                view! { <Own text=option.label/> }.into_any(),
                option.count,
                Some(whole),
            )
        })
        .collect_view();
    // A blank vote is a part of the ballots, and none of the points.
    let of = of_ballots.then_some(whole);
    let blank = contest
        .blank
        .map(|count| view! { <tfoot>{row(say!("blank-votes").into_any(), count, of)}</tfoot> });
    view! {
        <table class="bars">
            <caption><Own text=contest.title/></caption>
            <thead>
                <tr>
                    <th scope="col">{say!("result-option")}</th>
                    <th scope="col" class="count">{say!("result-count")}</th>
                    <th scope="col" class="count">{share}</th>
                    <td class="bar"></td>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            {blank}
        </table>
    }
}

/// In whole percent, rounded.
fn percent(part: u64, whole: u64) -> u64 {
    let whole = whole.max(1);
    part.saturating_mul(200).saturating_add(whole) / whole.saturating_mul(2)
}

/// Ids, words and counts, one option a line.
fn csv(contests: &[ContestCounts]) -> String {
    let mut text = "contest,option,label,count\r\n".to_owned();
    for contest in contests {
        let options = contest.options.iter().map(|option| {
            let label = text::own(&option.label).0;
            (option.id.as_str(), label, option.count)
        });
        let blank = contest
            .blank
            .map(|count| ("", words!("blank-votes").text(), count));
        for (id, label, count) in options.chain(blank) {
            // Writing to a string does not fail.
            let _ = write!(text, "{},{id},{},{count}\r\n", contest.contest, field(&label));
        }
    }
    text
}

/// A field of a CSV: quoted, and no formula for programs that calculate.
fn field(words: &str) -> String {
    let harmless = if words.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("\"{harmless}{}\"", words.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_never_divide_by_nothing() {
        for (part, whole, expected) in [
            (0, 0, 0),
            (1, 3, 33),
            (2, 3, 67),
            (1, 2, 50),
            (5, 1_000, 1),
            (4, 1_000, 0),
            (7, 7, 100),
        ] {
            assert_eq!(percent(part, whole), expected, "{part} of {whole}");
        }
    }

    #[test]
    fn labels_stay_one_field_and_no_formula() {
        assert_eq!(field("a \"b\", c\nd"), "\"a \"\"b\"\", c\nd\"");
        assert_eq!(field("=1+1"), "\"'=1+1\"");
    }
}
