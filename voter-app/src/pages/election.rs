//! One election: how far it is, and its result, verified here.

use super::election_id;
use crate::{
    components::{Bars, Heading, SharedWorker, ShowTrouble, ask, ask_with, unexpected},
    message::{Request, Response, Trouble},
    text::{self, LANGUAGE},
};
use bulletin_board_client::{ElectionSummary, TrusteeProgress};
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
        None => trouble.set(Some(Trouble::lasting(text::NO_ELECTION_ID))),
    }
    let title = Signal::derive(move || {
        summary.get().map_or_else(
            || "Election".to_owned(),
            |summary| summary.title.pick(LANGUAGE).to_owned(),
        )
    });
    view! {
        <Heading words=title/>
        <ShowTrouble trouble/>
        {move || trouble.get().map(|_| view! { <p><a href="/">"All elections on this board"</a></p> })}
        {move || summary.get().map(|summary| view! { <Overview summary/> })}
        <p role="status">{move || verifying.get().then_some("Verifying the whole record in your browser …")}</p>
        {move || report.get().map(|report| view! { <Outcome report/> })}
        {move || {
            let done = report.get().is_some() || verifying.get();
            (summary.get().is_some() && !done).then(|| view! {
                <button type="button" class="secondary" on:click=move |_| verify()>"Verify what there is so far"</button>
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
            <p><a class="button" href=format!("/vote/{id}")>"Vote with your code"</a></p>
        }
        .into_any(),
        _ => ().into_any(),
    };
    view! {
        <p class="phase">{text::phase(summary.phase)}</p>
        <p>{text::schedule(&summary.schedule)}</p>
        {next}
        <dl>
            <div><dt>"Voters on the roll"</dt><dd>{text::number(summary.voters)}</dd></div>
            <div><dt>"Voters who have voted"</dt><dd>{text::number(summary.counted)}</dd></div>
            <div><dt>"Lines in the log"</dt><dd>{text::number(summary.entries)}</dd></div>
        </dl>
    }
}

#[component]
fn Trustees(summary: ElectionSummary) -> impl IntoView {
    let trustees = summary
        .trustees
        .iter()
        .map(|trustee| view! { <li>{trustee.name.clone()} ": " {steps(trustee, summary.phase)}</li> })
        .collect_view();
    view! {
        <h2>"Trustees"</h2>
        <p>{text::threshold(summary.threshold, summary.trustees.len())}</p>
        <ul>{trustees}</ul>
        <p class="identifier">"Election id: " <code>{summary.election.to_string()}</code></p>
    }
}

fn steps(trustee: &TrusteeProgress, phase: Phase) -> &'static str {
    match phase {
        _ if trustee.decrypted => "has decrypted",
        _ if trustee.intent => "is about to decrypt",
        _ if trustee.rehearsed => "holds a share of the key, and has proved it",
        _ if trustee.confirmed => "holds a share of the key",
        _ if trustee.committed => "is taking part in the key generation",
        _ => "has not come yet",
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
        .map(|check| view! { <li>{text::check(check.status)} ": " {check.title.clone()} " (" {check.id.to_string()} ")"</li> })
        .collect_view();
    let words = match report.verdict {
        Verdict::Verified => format!(
            "Your browser has verified {} lines, among them {} ballots: all {passed} checks that apply have passed.",
            text::number(report.entries),
            text::number(report.ballots)
        ),
        Verdict::Incomplete => {
            format!(
                "Your browser has checked {} lines and found nothing wrong; the election is not over.",
                text::number(report.entries)
            )
        }
        Verdict::Failed => {
            "Your browser has found faults in this record. Do not trust a result from it.".to_owned()
        }
    };
    let findings =
        report
            .failed()
            .flat_map(|check| {
                check.findings.iter().map(move |finding| {
                let place = finding.seq.map_or_else(|| "record".to_owned(), |seq| format!("line {seq}"));
                view! { <li>{format!("{}: {} ({place}: {})", check.id, check.title, finding.message)}</li> }
            })
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
            <h2 id="outcome">{if report.result.is_some() { "Result" } else { "Verification" }}</h2>
            <p class="verdict" class:bad=failed>{words}</p>
            <ul class="findings">{findings}</ul>
            {report.note.clone().map(|note| view! { <p>{note}</p> })}
            {results}
            <details>
                <summary>"What was checked, and what was not"</summary>
                <ul class="small">{checks}</ul>
            </details>
            <p class="small">
                "What no verification shows: that a voter’s device sealed what the voter chose, and that codes were given to \
                the right people."
            </p>
        </section>
    }
}
