//! A ballot looked for by its tracker, a receipt or a QR code.

use super::election_id;
use crate::{
    components::{
        Heading, Letters, Own, SharedWorker, ShowTrouble, Tracker, ask_with, keep::save_text, scan,
        unexpected,
    },
    message::Request,
    public::{Answer, Found, LineFound, Sought, TrackedView},
    text::{self, link, say},
    words::{Moment, Words, words},
};
use bulletin_board_client::api::BallotState;
use leptos::{html, prelude::*, task::spawn_local};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{election::Phase, entry::Kind};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement, SubmitEvent};

/// No receipt is longer, in bytes.
const LONGEST: f64 = 65_536.0;

#[component]
pub(super) fn Track() -> impl IntoView {
    let id = election_id();
    let tracker = RwSignal::new(String::new());
    let found = RwSignal::new(None::<TrackedView>);
    let trouble = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let worker = use_context::<SharedWorker>();
    let look = move |election: Option<Hash>, sought: Sought| {
        busy.set(true);
        found.set(None);
        trouble.set(None);
        ask_with(worker, Request::Track { election, sought }, move |response| {
            busy.set(false);
            match response {
                Answer::Tracked(view) => found.set(Some(view)),
                Answer::Failed(failure) => trouble.set(Some(failure)),
                _ => trouble.set(Some(unexpected())),
            }
        });
    };
    // What a QR code or a link says: an address of this page, or only a tracker.
    let take = move |text: String| {
        let (address, of_text) = text.split_once('#').unwrap_or(("", &text));
        let named = address.split(['/', '?']).find_map(|part| part.parse().ok());
        tracker.set(of_text.trim().to_owned());
        look(named.or(id), Sought::Tracker(of_text.to_owned()));
    };
    let read = move |files: Option<FileList>| {
        let Some(file) = files.and_then(|files| files.get(0)) else {
            return;
        };
        spawn_local(async move {
            // What is no text is no receipt, and is told as that.
            let text = read_text(&file).await.unwrap_or_default();
            look(id, Sought::Receipt(text));
        });
    };
    let fragment = window().location().hash().unwrap_or_default();
    if let Some(text) = fragment.strip_prefix('#').filter(|text| !text.is_empty()) {
        take(text.to_owned());
    }
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        look(id, Sought::Tracker(tracker.get_untracked()));
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        read(event.data_transfer().and_then(|data| data.files()));
    };
    view! {
        <Heading words=say!("track")/>
        <p>{say!("track-about")}</p>
        <form on:submit=submit>
            <label for="tracker">{say!("track-tracker")}</label>
            <p id="tracker-hint" class="small">{say!("track-tracker-hint")}</p>
            <input id="tracker" class="wide" type="text" dir="ltr" autocomplete="off" autocapitalize="characters" spellcheck="false"
                aria-describedby="tracker-hint" prop:value=move || tracker.get()
                on:input=move |event| tracker.set(event_target_value(&event))/>
            <div class="actions"><button type="submit" disabled=move || busy.get()>{say!("track-look")}</button></div>
        </form>
        <Findings found trouble busy/>
        <section class="other-ways" on:dragover=|event: DragEvent| event.prevent_default() on:drop=dropped>
            <h2>{say!("track-otherwise")}</h2>
            <label for="receipt">{say!("track-receipt")}</label>
            <p id="receipt-hint" class="small">{say!("track-receipt-hint")}</p>
            <input id="receipt" class="wide" type="file" accept=".tlog-proof,.json,.txt,text/plain,application/json" aria-describedby="receipt-hint"
                on:change=move |event| {
                    let field: HtmlInputElement = event_target(&event);
                    read(field.files());
                    // So that the same file can be chosen again.
                    field.set_value("");
                }/>
            <Scan take/>
        </section>
    }
}

async fn read_text(file: &File) -> Option<String> {
    if file.size() > LONGEST {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// The camera, or a photo, where the browser can read QR codes.
#[component]
fn Scan(take: impl Fn(String) + Copy + 'static) -> impl IntoView {
    if !scan::is_possible() {
        return view! { <p>{say!("track-no-scan")}</p> }.into_any();
    }
    let video = NodeRef::<html::Video>::new();
    let scanning = RwSignal::new(false);
    let problem = RwSignal::new(None::<Words>);
    let camera = StoredValue::new_local(None::<scan::Camera>);
    let stop = move || {
        scanning.set(false);
        camera.update_value(|camera| {
            camera.take();
        });
    };
    on_cleanup(stop);
    let start = move |_| {
        problem.set(None);
        scanning.set(true);
        spawn_local(async move {
            let Some(video) = video.get_untracked() else {
                return;
            };
            let Ok(running) = scan::Camera::start(&video).await else {
                stop();
                problem.set(Some(words!("track-no-camera")));
                return;
            };
            camera.set_value(Some(running));
            while scanning.try_get_untracked() == Some(true) {
                if let Some(text) = scan::look(&video).await {
                    stop();
                    take(text);
                }
            }
        });
    };
    let photo = move |event: Event| {
        let field: HtmlInputElement = event_target(&event);
        let Some(file) = field.files().and_then(|files| files.get(0)) else {
            return;
        };
        field.set_value("");
        problem.set(None);
        spawn_local(async move {
            if let Some(text) = scan::read(&file).await {
                take(text);
            } else {
                problem.set(Some(words!("track-no-code")));
            }
        });
    };
    view! {
        <h3>{say!("track-scan")}</h3>
        <video node_ref=video class="camera" class:hidden=move || !scanning.get() autoplay playsinline prop:muted=true></video>
        <div class="actions">
            <button type="button" class="secondary" class:hidden=move || scanning.get() on:click=start>{say!("track-scan-start")}</button>
            <button type="button" class="secondary" class:hidden=move || !scanning.get() on:click=move |_| stop()>{say!("track-scan-stop")}</button>
        </div>
        <label for="photo">{say!("track-photo")}</label>
        <input id="photo" class="wide" type="file" accept="image/*" on:change=photo/>
        <div role="alert" class="wrong">{move || problem.get().map(|words| words.text())}</div>
    }
    .into_any()
}

/// What came of it: heard at once, and seen where the reader is.
#[component]
fn Findings(
    found: RwSignal<Option<TrackedView>>,
    trouble: RwSignal<Option<crate::message::Trouble>>,
    busy: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <ShowTrouble trouble/>
        <div role="status" aria-live="polite">
            {move || busy.get().then(|| view! { <p>{say!("track-looking")}</p> })}
            {move || found.get().map(|view| view! { <Finding view/> })}
        </div>
    }
}

#[component]
fn Finding(view: TrackedView) -> impl IntoView {
    let TrackedView { election, found } = view;
    let (good, heading) = heading(&found, election.as_ref().map(|(_, _, phase)| *phase));
    let id = election.as_ref().map(|(id, _, _)| *id);
    let about = election.map(|(id, title, _)| {
        view! { <p class="election"><a href=link(format!("/election/{id}"))><Own text=title/></a></p> }
    });
    let body = match found {
        Found::Line(line) => view! { <Facts line=*line id/> }.into_any(),
        Found::NoTracker(_) | Found::NoReceipt => view! { <p>{say!("track-try-again")}</p> }.into_any(),
        Found::Nothing { tracker } => view! {
            <p class="tracker"><Letters tracker/></p>
            <ol>
                <li>{say!("track-nothing-typo")}</li>
                <li>{say!("track-nothing-election")}</li>
                <li>{say!("track-nothing-tell")}</li>
            </ol>
            <Observer id/>
        }
        .into_any(),
        Found::Unsigned => view! { <p>{say!("track-unsigned-hint")}</p> }.into_any(),
        Found::Missing { seq, entries } => view! {
            <p>{say!("track-missing", line = seq, lines = entries)}</p>
            <p>{say!("track-broken-keep")}</p>
            <Observer id/>
        }
        .into_any(),
        Found::Broken { seq, evidence } => view! {
            <p>{say!("track-broken", line = seq)}</p>
            {evidence.map(|evidence| view! {
                <p>{say!("track-evidence")}</p>
                <div class="actions">
                    <button type="button" on:click=move |_| save_text("evidence.jsonl", "application/json", &evidence)>
                        {say!("track-evidence-save")}
                    </button>
                </div>
            })}
            <p>{say!("track-broken-keep")}</p>
            <Observer id/>
        }
        .into_any(),
    };
    view! {
        <section class="finding" class:bad=!good>
            <h2>{text::signal(heading)}</h2>
            {about}
            {body}
        </section>
    }
}

/// Whether it is good news, and the news.
fn heading(found: &Found, phase: Option<Phase>) -> (bool, Words) {
    match found {
        Found::Line(line) => (true, line_heading(line, phase)),
        Found::NoTracker(words) => (false, words.clone()),
        Found::NoReceipt => (false, words!("track-no-receipt")),
        Found::Nothing { .. } => (false, words!("track-nothing")),
        Found::Unsigned => (false, words!("track-unsigned")),
        Found::Missing { .. } | Found::Broken { .. } => (false, words!("track-promise-broken")),
    }
}

fn line_heading(line: &LineFound, phase: Option<Phase>) -> Words {
    let position = line.seq;
    match (line.state, phase) {
        (None, _) => words!("track-line", line = position),
        (Some(BallotState::Cast), Some(Phase::Finished)) => words!("track-counted", line = position),
        (Some(BallotState::Cast), Some(Phase::Voting)) => words!("track-cast", line = position),
        (Some(BallotState::Cast), _) => words!("track-cast-closed", line = position),
        (Some(BallotState::Superseded), _) => words!("track-superseded", line = position),
        (Some(BallotState::Opened), _) => words!("track-opened", line = position),
        (Some(BallotState::Committed), _) => match line.became {
            None => words!("track-committed", line = position),
            Some((BallotState::Opened, later)) => {
                words!("track-committed-opened", line = position, later = later)
            }
            Some((_, later)) => words!("track-committed-cast", line = position, later = later),
        },
    }
}

/// What was verified of a line, and what was not.
#[component]
fn Facts(line: LineFound, id: Option<Hash>) -> impl IntoView {
    let seen = match (line.proved, line.needed, line.quorum) {
        (None, _, _) => words!("track-unproved"),
        (Some(lines), false, _) => words!("track-proved-alone", lines = lines),
        (Some(lines), true, true) => {
            words!(
                "track-proved",
                lines = lines,
                witnesses = line.witnesses.join(", ")
            )
        }
        (Some(lines), true, false) => words!("track-proved-unseen", lines = lines),
    };
    let opened = [line.state, line.became.map(|(state, _)| state)].contains(&Some(BallotState::Opened));
    let facts = [
        line.replaced_by.map(|by| words!("track-replaced", line = by)),
        line.promised.then(|| words!("track-promised")),
        Some(seen),
        line.since.map(|time| words!("track-since", time = Moment(time))),
        opened.then(|| words!("track-opened-hint")),
        (line.state == Some(BallotState::Committed) && line.became.is_none())
            .then(|| words!("track-committed-hint")),
        (line.state == Some(BallotState::Cast)).then(|| words!("track-last-hint")),
    ];
    let facts = facts
        .into_iter()
        .flatten()
        .map(|words| view! { <li>{text::signal(words)}</li> })
        .collect_view();
    let seq = line.seq;
    let fragment = line
        .tracker
        .as_ref()
        .filter(|_| line.kind == Kind::Ballot)
        .map_or_else(String::new, |tracker| format!("#{}", tracker.short));
    view! {
        {line.tracker.map(|tracker| view! { <Tracker tracker/> })}
        <ul class="facts">{facts}</ul>
        {id.map(|id| view! {
            <p class="actions">
                <a class="button secondary" href=text::link_to(format!("/verify/{id}"), fragment)>{say!("track-verify")}</a>
                <a href=text::link_to(format!("/board/{id}"), format!("#{seq}"))>{say!("track-show-line")}</a>
            </p>
        })}
    }
}

/// What those do who have more than a browser.
#[component]
fn Observer(id: Option<Hash>) -> impl IntoView {
    let id = id.map_or_else(|| "ID".to_owned(), |id| id.to_string());
    let origin = window().location().origin().unwrap_or_default();
    let commands = format!(
        "verifier-cli fetch {origin} --election {id} --output record\nverifier-cli verify record --receipt RECEIPT --evidence EVIDENCE"
    );
    view! {
        <details>
            <summary>{say!("track-observer")}</summary>
            <p class="small">{say!("track-observer-hint")}</p>
            <pre tabindex="0" dir="ltr">{commands}</pre>
        </details>
    }
}
