//! The whole record, verified in this browser.

use super::election_id;
use crate::{
    components::{Heading, Letters, ShowTrouble, unexpected},
    link::WorkerLink,
    message::{Request, Trouble},
    public::{Answer, BallotVerified, ProgressView, VerifiedView},
    text::{self, link, link_to, say},
    words::{Words, words},
};
use js_sys::Date;
use leptos::{prelude::*, task::spawn_local};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::verify::{CheckId, CheckReport, CheckStatus, Report, Verdict};

/// Checks that belong together for people.
#[derive(Clone, Copy)]
struct Group {
    /// First letters of its checks.
    letters: &'static str,
    /// What they are about.
    title: fn() -> Words,
    /// What it means if all pass.
    meaning: fn() -> Words,
}

const GROUPS: [Group; 7] = [
    Group {
        letters: "P",
        title: || words!("group-form"),
        meaning: || words!("group-form-meaning"),
    },
    Group {
        letters: "L",
        title: || words!("group-log"),
        meaning: || words!("group-log-meaning"),
    },
    Group {
        letters: "K",
        title: || words!("group-keys"),
        meaning: || words!("group-keys-meaning"),
    },
    Group {
        letters: "E",
        title: || words!("group-roll"),
        meaning: || words!("group-roll-meaning"),
    },
    Group {
        letters: "B",
        title: || words!("group-ballots"),
        meaning: || words!("group-ballots-meaning"),
    },
    Group {
        letters: "C",
        title: || words!("group-practice"),
        meaning: || words!("group-practice-meaning"),
    },
    Group {
        letters: "TDR",
        title: || words!("group-result"),
        meaning: || words!("group-result-meaning"),
    },
];

impl Group {
    fn has(self, check: CheckId) -> bool {
        check
            .to_string()
            .starts_with(|letter| self.letters.contains(letter))
    }
}

/// How a group of checks is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Running,
    Passed,
    Failed,
    Nothing,
}

impl State {
    fn words(self) -> Words {
        match self {
            Self::Waiting => words!("group-waiting"),
            Self::Running => words!("group-running"),
            Self::Passed => words!("group-passed"),
            Self::Failed => words!("group-failed"),
            Self::Nothing => words!("group-nothing"),
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Waiting | Self::Nothing => "group",
            Self::Running => "group running",
            Self::Passed => "group passed",
            Self::Failed => "group failed",
        }
    }
}

/// What is shown of a verification.
#[derive(Clone, Copy)]
struct Shown {
    progress: RwSignal<Option<ProgressView>>,
    verified: RwSignal<Option<VerifiedView>>,
    trouble: RwSignal<Option<Trouble>>,
    /// Milliseconds; none while nothing runs.
    started: RwSignal<Option<f64>>,
}

#[component]
pub(super) fn Verify() -> impl IntoView {
    let id = election_id();
    let fragment = window().location().hash().unwrap_or_default();
    let tracker = fragment
        .strip_prefix('#')
        .filter(|text| !text.is_empty())
        .map(str::to_owned);
    let shown = Shown {
        progress: RwSignal::new(None),
        verified: RwSignal::new(None),
        trouble: RwSignal::new(None),
        started: RwSignal::new(None),
    };
    // A worker of its own: to end it is to cancel, whatever it is in the middle of.
    let running = StoredValue::new_local(None::<WorkerLink>);
    let stop = move || {
        running.update_value(|running| {
            if let Some(worker) = running.take() {
                worker.end();
            }
        });
        let _ = shown.started.try_set(None);
    };
    on_cleanup(stop);
    let tracker = StoredValue::new(tracker);
    let start = move || {
        let Some(election) = id else { return };
        stop();
        shown.progress.set(None);
        shown.verified.set(None);
        shown.trouble.set(None);
        let Ok(worker) = WorkerLink::start() else {
            shown
                .trouble
                .set(Some(Trouble::lasting(words!("trouble-old-browser"))));
            return;
        };
        running.set_value(Some(worker.clone()));
        shown.started.set(Some(Date::now()));
        let request = Request::Verify {
            election,
            tracker: tracker.get_value(),
        };
        spawn_local(async move {
            let answer = worker.ask_telling(request, move |told| {
                if let Answer::Progress(progress) = told {
                    let _ = shown.progress.try_set(Some(progress));
                }
            });
            match answer.await {
                Answer::Verified(view) => {
                    let _ = shown.verified.try_set(Some(*view));
                }
                Answer::Failed(failure) => {
                    let _ = shown.trouble.try_set(Some(failure));
                }
                _ => {
                    let _ = shown.trouble.try_set(Some(unexpected()));
                }
            }
            stop();
        });
    };
    match id {
        Some(_) => start(),
        None => shown
            .trouble
            .set(Some(Trouble::lasting(words!("trouble-no-election-id")))),
    }
    view! {
        <Heading words=say!("verify")/>
        <p>{say!("verify-about")}</p>
        <ShowTrouble trouble=shown.trouble/>
        <Progress shown/>
        <div class="actions">
            <button type="button" class="secondary" class:hidden=move || shown.started.get().is_none() on:click=move |_| stop()>
                {say!("verify-cancel")}
            </button>
            <button type="button" class="secondary" class:hidden=move || id.is_none() || shown.started.get().is_some() on:click=move |_| start()>
                {say!("verify-again")}
            </button>
        </div>
        {move || shown.verified.get().map(|view| view! { <Outcome view tracker=tracker.get_value()/> })}
        <h2>{say!("checks")}</h2>
        <ul class="groups">
            {GROUPS.map(|group| view! { <GroupState group shown id/> }).collect_view()}
        </ul>
        <h2>{say!("verify-not")}</h2>
        <ul>
            <li>{say!("verify-not-device")}</li>
            <li>{say!("verify-not-codes")}</li>
            <li>{say!("verify-not-refused")}</li>
            <li>{say!("verify-not-page")}</li>
        </ul>
        {id.map(|id| view! { <p><a href=link(format!("/election/{id}"))>{say!("election-standing")}</a></p> })}
    }
}

/// A bar, and the time that is left.
#[component]
fn Progress(shown: Shown) -> impl IntoView {
    let lines = move || {
        shown
            .progress
            .get()
            .map_or((0, 1), |progress| (progress.done, progress.total.max(1)))
    };
    let left = move || {
        let (done, total) = lines();
        let elapsed = Date::now() - shown.started.get()?;
        // Too early to tell.
        if done < 64 || elapsed < 1_500.0 {
            return None;
        }
        let milliseconds: u64 = format!("{elapsed:.0}").parse().ok()?;
        Some(milliseconds.saturating_mul(total.saturating_sub(done)) / done / 1_000)
    };
    view! {
        <div class:hidden=move || shown.started.get().is_none()>
            <progress aria-label=say!("verify-progress") max=move || lines().1.to_string() value=move || lines().0.to_string()></progress>
            <p class="small">
                {move || words!("verify-lines", done = lines().0, total = lines().1).text()}
                " "
                {move || left().map(|seconds| words!("verify-left", seconds = seconds).text())}
            </p>
        </div>
        <p role="status" class="for-readers">{move || {
            let tenth = lines().0.saturating_mul(10) / lines().1;
            shown.started.get().map(|_| words!("verify-percent", percent = tenth.saturating_mul(10)).text())
        }}</p>
    }
}

/// The answer in words, and about the ballot that was asked for.
#[component]
fn Outcome(view: VerifiedView, tracker: Option<String>) -> impl IntoView {
    let VerifiedView { report, ballot } = view;
    let passed = report
        .checks
        .iter()
        .filter(|check| check.status == CheckStatus::Pass)
        .count();
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
    let bad = report.verdict == Verdict::Failed;
    let ballot = ballot.filter(|_| !bad).map(|ballot| match ballot {
        BallotVerified::Counts(line) => words!("verify-ballot-counts", line = line),
        BallotVerified::Superseded { seq, by } => words!("verify-ballot-superseded", line = seq, by = by),
        BallotVerified::Opened(line) => words!("verify-ballot-opened", line = line),
        BallotVerified::Absent => words!("verify-ballot-absent"),
    });
    let note = report.note.clone();
    view! {
        <div role="status">
            <p class="verdict" class:bad=bad>{text::signal(words)}</p>
            {ballot.map(|ballot| view! {
                <p class="tracker"><Letters tracker=tracker.unwrap_or_default()/></p>
                <p class="phase">{text::signal(ballot)}</p>
            })}
        </div>
        {note.map(|note| view! { <p class="small" lang="en" dir="ltr">{note}</p> })}
    }
}

/// One group: its state, what it means, and what failed.
#[component]
fn GroupState(group: Group, shown: Shown, id: Option<Hash>) -> impl IntoView {
    let state = Memo::new(move |_| {
        shown.verified.with(|verified| {
            if let Some(view) = verified {
                return of_report(group, &view.report);
            }
            shown.progress.with(|progress| match progress {
                Some(progress) if progress.failed.iter().any(|check| group.has(*check)) => State::Failed,
                _ if shown.started.get().is_some() => State::Running,
                _ => State::Waiting,
            })
        })
    });
    let checks = move || {
        shown.verified.with(|verified| {
            let report = &verified.as_ref()?.report;
            let checks = report.checks.iter().filter(|check| group.has(check.id)).cloned();
            Some(checks.map(|check| view! { <Check check id/> }).collect_view())
        })
    };
    view! {
        <li class=move || state.get().class()>
            <h3>{text::signal((group.title)())}</h3>
            <p class="state">{move || state.get().words().text()}</p>
            <p class="small">{text::signal((group.meaning)())}</p>
            {move || checks().map(|checks| view! {
                <details open={state.get_untracked() == State::Failed}>
                    <summary>{say!("group-checks")}</summary>
                    <ul class="small">{checks}</ul>
                </details>
            })}
        </li>
    }
}

fn of_report(group: Group, report: &Report) -> State {
    let statuses = || {
        report
            .checks
            .iter()
            .filter(|check| group.has(check.id))
            .map(|check| check.status)
    };
    if statuses().any(|status| status == CheckStatus::Fail) {
        State::Failed
    } else if statuses().any(|status| status == CheckStatus::Pass) {
        State::Passed
    } else {
        State::Nothing
    }
}

#[component]
fn Check(check: CheckReport, id: Option<Hash>) -> impl IntoView {
    let findings = check
        .findings
        .iter()
        .map(|finding| {
            let line = finding.seq.zip(id).map(|(seq, id)| {
                view! { " " <a href=link_to(format!("/board/{id}"), format!("#{seq}"))>{say!("track-show-line")}</a> }
            });
            view! {
                <li>
                    {text::signal(text::finding(&check, finding))} {line}
                    <p class="small" lang="en" dir="ltr">{finding.message.clone()}</p>
                </li>
            }
        })
        .collect_view();
    let (id, status) = (check.id, check.status);
    view! { <li>{move || text::check(id, status)} <ul class="findings">{findings}</ul></li> }
}
