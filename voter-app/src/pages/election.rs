//! One election: how far it is, and its result, verified here.

use super::election_id;
use crate::{
    components::{Bars, Heading, SharedWorker, ShowTrouble, ask, ask_with, unexpected},
    message::{Request, Response, Trouble},
    text::{self, link, say},
    words::words,
};
use bulletin_board_client::ElectionSummary;
use leptos::prelude::*;
use ostrakon_record::{
    election::Phase,
    verify::{CheckStatus, Report, Verdict},
};

#[component]
pub(super) fn Election() -> impl IntoView {
    let summary = RwSignal::new(None::<ElectionSummary>);
    let report = RwSignal::new(None::<Report>);
    let verifying = RwSignal::new(false);
    let trouble = RwSignal::new(None);
    let worker = use_context::<SharedWorker>();
    let id = election_id();
    let verify = move || {
        let Some(id) = id else { return };
        verifying.set(true);
        trouble.set(None);
        ask_with(worker, Request::Verify(id), move |response| {
            verifying.set(false);
            match response {
                Response::Verified(verified) => report.set(Some(*verified)),
                Response::Failed(failure) => trouble.set(Some(failure)),
                _ => trouble.set(Some(unexpected())),
            }
        });
    };
    match id {
        Some(id) => ask(Request::Summary(id), move |response| match response {
            Response::Summary(found) => {
                let over = matches!(found.phase, Phase::Finished | Phase::Withheld);
                summary.set(Some(found));
                if over {
                    verify();
                }
            }
            Response::Failed(failure) => trouble.set(Some(failure)),
            _ => trouble.set(Some(unexpected())),
        }),
        None => trouble.set(Some(Trouble::lasting(words!("trouble-no-election-id")))),
    }
    let title = Memo::new(move |_| {
        summary.get().map_or_else(
            || (words!("election").text(), None),
            |summary| text::own(&summary.title),
        )
    });
    let words = Signal::derive(move || title.get().0);
    let lang = Signal::derive(move || title.get().1);
    view! {
        <Heading words lang/>
        <ShowTrouble trouble/>
        {move || trouble.get().map(|_| view! { <p><a href=link("/")>{say!("all-elections")}</a></p> })}
        {move || summary.get().map(|summary| view! { <Overview summary/> })}
        <p role="status">{move || verifying.get().then(|| words!("verify-running").text())}</p>
        {move || report.get().map(|report| view! { <Outcome report/> })}
        {move || {
            let done = report.get().is_some() || verifying.get();
            (summary.get().is_some() && !done).then(|| view! {
                <button type="button" class="secondary" on:click=move |_| verify()>{say!("verify-now")}</button>
            })
        }}
        {move || summary.get().map(|summary| view! { <Trustees summary/> })}
    }
}

#[component]
fn Overview(summary: ElectionSummary) -> impl IntoView {
    let id = summary.election.to_string();
    let next = match summary.phase {
        Phase::Voting => view! {
            <p><a class="button" href=link(format!("/vote/{id}"))>{say!("election-vote")}</a></p>
        }
        .into_any(),
        _ => ().into_any(),
    };
    view! {
        <p class="phase">{text::signal(text::phase(summary.phase))}</p>
        <p>{text::signal(text::schedule(&summary.schedule))}</p>
        {next}
        <dl>
            <div><dt>{say!("election-voters")}</dt><dd>{move || text::number(summary.voters)}</dd></div>
            <div><dt>{say!("election-voted")}</dt><dd>{move || text::number(summary.counted)}</dd></div>
            <div><dt>{say!("election-lines")}</dt><dd>{move || text::number(summary.entries)}</dd></div>
        </dl>
    }
}

#[component]
fn Trustees(summary: ElectionSummary) -> impl IntoView {
    let trustees = summary
        .trustees
        .iter()
        .map(|trustee| view! { <li>{text::signal(text::trustee(trustee))}</li> })
        .collect_view();
    view! {
        <h2>{say!("trustees")}</h2>
        <p>{text::signal(text::threshold(summary.threshold, summary.trustees.len()))}</p>
        <ul>{trustees}</ul>
        <p class="identifier">{say!("election-id")} " " <code dir="ltr">{summary.election.to_string()}</code></p>
    }
}

#[component]
fn Outcome(report: Report) -> impl IntoView {
    let passed = report
        .checks
        .iter()
        .filter(|check| check.status == CheckStatus::Pass)
        .count();
    let checks = report
        .checks
        .iter()
        .map(|check| view! { <li>{text::signal(text::check(check))}</li> })
        .collect_view();
    let words = match report.verdict {
        Verdict::Verified => words!(
            "verified",
            lines = report.entries,
            ballots = report.ballots,
            checks = passed
        ),
        Verdict::Incomplete => words!("verified-so-far", lines = report.entries),
        Verdict::Failed => words!("verified-faults"),
    };
    let findings = report
        .failed()
        .flat_map(|check| check.findings.iter().map(move |finding| (check, finding)))
        .map(|(check, finding)| {
            view! {
                <li>
                    {text::signal(text::finding(check, finding))}
                    <details>
                        <summary>{say!("details")}</summary>
                        <p class="small" lang="en" dir="ltr">{finding.message.clone()}</p>
                    </details>
                </li>
            }
        })
        .collect_view();
    let results = report
        .result
        .clone()
        .into_iter()
        .flatten()
        .map(|contest| view! { <Bars contest/> })
        .collect_view();
    let failed = report.verdict == Verdict::Failed;
    view! {
        <section aria-labelledby="outcome">
            <h2 id="outcome">{if report.result.is_some() { say!("result") } else { say!("verification") }}</h2>
            <p class="verdict" class:bad=failed>{text::signal(words)}</p>
            <ul class="findings">{findings}</ul>
            {results}
            <details>
                <summary>{say!("checks")}</summary>
                {report.note.clone().map(|note| view! { <p class="small" lang="en" dir="ltr">{note}</p> })}
                <ul class="small">{checks}</ul>
            </details>
            <p class="small">{say!("verify-limits")}</p>
        </section>
    }
}
