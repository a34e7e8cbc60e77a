//! The whole record, verified in this browser.

use super::{election::result::Bars, election_id};
use crate::{
    components::{Heading, Letters, Own, SharedWorker, ShowTrouble, unexpected},
    message::Trouble,
    text::{self, link, link_to, say},
    verification::{BallotVerified, ProgressView, Question, Told, VerifiedView},
    words::{Words, words},
};
use js_sys::{Array, Date};
use leptos::{prelude::*, task::spawn_local};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::verify::{CheckId, CheckReport, CheckStatus, Report, Verdict};
use wasm_bindgen::JsCast as _;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};

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
    /// Some checks passed, the others were not run.
    Partly,
    Failed,
    Nothing,
}

impl State {
    fn words(self) -> Words {
        match self {
            Self::Waiting => words!("group-waiting"),
            Self::Running => words!("group-running"),
            Self::Passed => words!("group-passed"),
            Self::Partly => words!("group-passed-partly"),
            Self::Failed => words!("group-failed"),
            Self::Nothing => words!("group-nothing"),
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Waiting | Self::Nothing => "group",
            Self::Running => "group running",
            Self::Passed | Self::Partly => "group passed",
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
    /// Names of the files; none before anything is verified.
    files: RwSignal<Option<Vec<String>>>,
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
        files: RwSignal::new(None),
    };
    let worker = use_context::<SharedWorker>().and_then(|worker| worker.get_value().ok());
    let ready = RwSignal::new(false);
    if let Some(worker) = worker.clone() {
        spawn_local(async move {
            let _ = ready.try_set(worker.has_begun().await);
        });
    }
    let worker = StoredValue::new_local(worker);
    let tracker = StoredValue::new(tracker);
    // The last ones, to be verified again.
    let files = StoredValue::new_local(Array::new());
    let stop = move || {
        shown.started.set(None);
        if let Some(worker) = worker.get_value() {
            spawn_local(async move {
                let _: Told = worker.ask(&Question::Cancel).await;
            });
        }
    };
    let start = move || {
        shown.progress.set(None);
        shown.verified.set(None);
        shown.trouble.set(None);
        let given = files.get_value();
        let names = given.iter().map(|file| file.unchecked_into::<File>().name());
        shown.files.set(Some(names.collect()));
        let Some(worker) = worker.get_value() else {
            shown
                .trouble
                .set(Some(Trouble::lasting(words!("trouble-old-browser"))));
            return;
        };
        let began = Date::now();
        shown.started.set(Some(began));
        let question = Question::Verify {
            election: id,
            tracker: tracker.get_value(),
        };
        // What was begun before may still say something.
        let current = move || shown.started.try_get_untracked().flatten() == Some(began);
        spawn_local(async move {
            let told = worker.ask_telling(&question, &given, move |told| {
                if let Told::Progress(progress) = told
                    && current()
                {
                    shown.progress.set(Some(progress));
                }
            });
            let told = told.await;
            if !current() {
                return;
            }
            shown.started.set(None);
            match told {
                Told::Verified(view) => shown.verified.set(Some(*view)),
                Told::Failed(failure) => shown.trouble.set(Some(failure)),
                Told::Cancelled => {}
                Told::Progress(_) => shown.trouble.set(Some(unexpected())),
            }
        });
    };
    let take = move |chosen: Option<FileList>| {
        let Some(chosen) = chosen.filter(|chosen| chosen.length() > 0) else {
            return;
        };
        files.set_value(Array::from(&chosen));
        start();
    };
    if id.is_some() {
        start();
    }
    let running = move || shown.started.get().is_some();
    view! {
        <Heading words=say!("verify")/>
        <p>{if id.is_some() { say!("verify-about") } else { say!("verify-about-files") }}</p>
        {id.is_none().then(|| view! { <Choose ready take/> })}
        <ShowTrouble trouble=shown.trouble/>
        <Progress shown/>
        <div class="actions">
            <button type="button" class="secondary" class:hidden=move || !running() on:click=move |_| stop()>
                {say!("verify-cancel")}
            </button>
            <button type="button" class="secondary" class:hidden=move || running() || shown.files.get().is_none() on:click=move |_| start()>
                {say!("verify-again")}
            </button>
        </div>
        {move || shown.verified.get().map(|view| {
            let files = shown.files.get_untracked().unwrap_or_default();
            view! { <Outcome view files tracker=tracker.get_value()/> }
        })}
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
        {id.map(|id| view! {
            <Choose ready take/>
            <p><a href=link(format!("/election/{id}"))>{say!("election-standing")}</a></p>
        })}
    }
}

/// Where files are chosen or dropped. They stay on this device.
#[component]
fn Choose(ready: RwSignal<bool>, take: impl Fn(Option<FileList>) + Copy + 'static) -> impl IntoView {
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        take(event.data_transfer().and_then(|data| data.files()));
    };
    view! {
        <section class="other-ways" on:dragover=|event: DragEvent| event.prevent_default() on:drop=dropped>
            <h2>{say!("verify-copy")}</h2>
            <label for="record">{say!("verify-files")}</label>
            <p id="record-hint" class="small">{say!("verify-files-hint")}</p>
            <input id="record" class="wide" type="file" multiple aria-describedby="record-hint"
                on:change=move |event| {
                    let field: HtmlInputElement = event_target(&event);
                    take(field.files());
                    // So that the same files can be chosen again.
                    field.set_value("");
                }/>
            <p role="status" class="small">{move || ready.get().then(|| words!("verify-offline").text())}</p>
        </section>
    }
}

/// A bar, and the time that is left.
#[component]
fn Progress(shown: Shown) -> impl IntoView {
    // Lines, and how much of how much.
    let read = move || {
        shown.progress.get().map_or((0, 0, 1), |progress| {
            (progress.lines, progress.done, progress.total.max(1))
        })
    };
    let percent = move || {
        let (_, done, total) = read();
        done.saturating_mul(100) / total
    };
    let left = move || {
        let (lines, done, total) = read();
        let elapsed = Date::now() - shown.started.get()?;
        // Too early to tell.
        if lines < 64 || elapsed < 1_500.0 {
            return None;
        }
        let milliseconds: u64 = format!("{elapsed:.0}").parse().ok()?;
        Some(milliseconds.saturating_mul(total.saturating_sub(done)) / done.max(1) / 1_000)
    };
    view! {
        <div class:hidden=move || shown.started.get().is_none()>
            <progress aria-label=say!("verify-progress") max=move || read().2.to_string() value=move || read().1.to_string()></progress>
            <p class="small">
                {move || words!("verify-lines", lines = read().0, percent = percent()).text()}
                " "
                {move || left().map(|seconds| words!("verify-left", seconds = seconds).text())}
            </p>
        </div>
        <p role="status" class="for-readers">{move || {
            let tenth = percent() / 10;
            shown.started.get().map(|_| words!("verify-percent", percent = tenth.saturating_mul(10)).text())
        }}</p>
    }
}

/// The answer in words, about which election, and about the ballot that was asked for; then the counts.
#[component]
fn Outcome(view: VerifiedView, files: Vec<String>, tracker: Option<String>) -> impl IntoView {
    let VerifiedView {
        report,
        counted,
        ballot,
        ..
    } = view;
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
    let title = report.title.clone();
    let counts = report.result.zip(counted).map(|(contests, (weight, rules))| {
        let tables = contests.into_iter().zip(rules);
        let tables = tables.map(|(contest, rule)| view! { <Bars contest rule weight/> }).collect_view();
        view! { <section class="result" aria-labelledby="result"><h2 id="result">{say!("result")}</h2>{tables}</section> }
    });
    view! {
        <div role="status">
            <p class="verdict" class:bad=bad>{text::signal(words)}</p>
            {ballot.map(|ballot| view! {
                <p class="tracker"><Letters tracker=tracker.unwrap_or_default()/></p>
                <p class="phase">{text::signal(ballot)}</p>
            })}
        </div>
        {note.map(|note| view! { <p class="small" lang="en" dir="ltr">{note}</p> })}
        {title.map(|title| view! { <p><strong><Own text=title/></strong></p> })}
        {report.election.map(|id| view! {
            <p class="small identifier">{say!("election-id")} " " <code dir="ltr">{id.to_string()}</code></p>
        })}
        {(!files.is_empty()).then(|| view! { <p class="small">{say!("verify-source", names = files.join(", "))}</p> })}
        {counts}
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
            let view = verified.as_ref()?;
            // Lines of a file are not on this board.
            let id = id.filter(|_| view.of_board);
            let checks = view
                .report
                .checks
                .iter()
                .filter(|check| group.has(check.id))
                .cloned();
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
    } else if statuses().all(|status| status == CheckStatus::NotRun) {
        State::Nothing
    } else if statuses().any(|status| status == CheckStatus::NotRun) {
        State::Partly
    } else {
        State::Passed
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
            let by = finding.by.as_ref().map(|by| format!(" (signed by {by})"));
            view! {
                <li>
                    {text::signal(text::finding(&check, finding))} {line}
                    <p class="small" lang="en" dir="ltr">{finding.message.clone()} {by}</p>
                </li>
            }
        })
        .collect_view();
    let (id, status, more) = (check.id, check.status, check.omitted);
    let more = (more > 0).then(|| view! { <li>{say!("finding-more", count = more)}</li> });
    view! { <li>{move || text::check(id, status)} <ul class="findings">{findings} {more}</ul></li> }
}
