//! The log, entry by entry.

use super::election_id;
use crate::{
    components::{Heading, Letters, Own, SharedWorker, ShowTrouble, ask_with, unexpected},
    message::{Request, Trouble},
    public::{Answer, Found, LineContent, LineView, LinesView, Sought},
    text::{self, link, say},
    words::{Moment, Words, words},
};
use js_sys::Reflect;
use leptos::prelude::*;
use ostrakon_record::entry::{Kind, Signer};
use web_sys::{Event, SubmitEvent};

/// Lines of one page, as the worker reads them.
const PAGE: u64 = 25;

/// Kinds that can be asked for.
const KINDS: [Kind; 19] = [
    Kind::Manifest,
    Kind::KeyCommit,
    Kind::KeyDeal,
    Kind::KeyConfirm,
    Kind::KeyComplaint,
    Kind::KeyRestart,
    Kind::KeyRefresh,
    Kind::RollPart,
    Kind::RollSeal,
    Kind::Rehearsal,
    Kind::Open,
    Kind::Ballot,
    Kind::Commitment,
    Kind::Challenge,
    Kind::Close,
    Kind::Intent,
    Kind::PartialDecryption,
    Kind::Result,
    Kind::Abort,
];

#[component]
pub(super) fn Board() -> impl IntoView {
    let id = election_id();
    let lines = RwSignal::new(None::<LinesView>);
    let trouble = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let kind = RwSignal::new(None::<Kind>);
    let from = RwSignal::new(0u64);
    let place = RwSignal::new(String::new());
    let worker = use_context::<SharedWorker>();
    let show = move |first: u64| {
        let Some(election) = id else { return };
        from.set(first);
        busy.set(true);
        trouble.set(None);
        let request = Request::Lines {
            election,
            from: first,
            kind: kind.get_untracked(),
        };
        ask_with(worker, request, move |response| {
            busy.set(false);
            match response {
                Answer::Lines(view) => lines.set(Some(view)),
                Answer::Failed(failure) => trouble.set(Some(failure)),
                _ => trouble.set(Some(unexpected())),
            }
        });
    };
    // A position, or a tracker.
    let go = move |event: SubmitEvent| {
        event.prevent_default();
        let text = place.get_untracked();
        kind.set(None);
        if let Ok(seq) = text.trim().parse() {
            show(seq);
            return;
        }
        busy.set(true);
        let request = Request::Track {
            election: id,
            sought: Sought::Tracker(text),
        };
        ask_with(worker, request, move |response| {
            busy.set(false);
            match response {
                Answer::Tracked(view) => match view.found {
                    Found::Line(line) => show(line.seq),
                    Found::NoTracker(words) => trouble.set(Some(Trouble::lasting(words))),
                    _ => trouble.set(Some(Trouble::lasting(words!("board-not-found")))),
                },
                Answer::Failed(failure) => trouble.set(Some(failure)),
                _ => trouble.set(Some(unexpected())),
            }
        });
    };
    match id {
        Some(_) => {
            let fragment = window().location().hash().unwrap_or_default();
            show(fragment.trim_start_matches('#').parse().unwrap_or(0));
        }
        None => trouble.set(Some(Trouble::lasting(words!("trouble-no-election-id")))),
    }
    let choose = move |event: Event| {
        let name = event_target_value(&event);
        kind.set(KINDS.into_iter().find(|kind| kind.to_string() == name));
        show(0);
    };
    view! {
        <Heading words=say!("board")/>
        {move || lines.get().zip(id).map(|(view, id)| view! {
            <p class="election"><a href=link(format!("/election/{id}"))><Own text=view.title/></a></p>
        })}
        <p>{say!("board-about")}</p>
        <form on:submit=go>
            <label for="place">{say!("board-place")}</label>
            <input id="place" class="wide" type="text" dir="ltr" autocomplete="off" spellcheck="false"
                prop:value=move || place.get() on:input=move |event| place.set(event_target_value(&event))/>
            <div class="actions"><button type="submit" class="secondary">{say!("board-go")}</button></div>
        </form>
        <div class="filter">
        <label for="kind">{say!("board-kind")}</label>
        <select id="kind" class="wide" on:change=choose prop:value=move || kind.get().map_or_else(String::new, |kind| kind.to_string())>
            <option value="">{say!("board-all")}</option>
            {KINDS.map(|kind| view! { <option value=kind.to_string()>{text::signal(name(kind))}</option> }).collect_view()}
        </select>
        </div>
        <ShowTrouble trouble/>
        <p role="status">{move || match (busy.get(), lines.get()) {
            (true, _) => words!("board-reading").text(),
            (false, Some(view)) if view.lines.is_empty() && view.next < view.entries => {
                words!("board-none-yet", line = view.next, lines = view.entries).text()
            }
            (false, Some(view)) if view.lines.is_empty() => words!("board-none").text(),
            (false, Some(view)) => words!("board-lines", shown = view.lines.len(), lines = view.entries).text(),
            (false, None) => String::new(),
        }}</p>
        {move || lines.get().map(|view| {
            let trustees = view.trustees;
            let shown = view.lines.into_iter().map(|line| view! { <Line line trustees=trustees.clone() id/> }).collect_view();
            view! { <ol class="log">{shown}</ol> }
        })}
        <div role="group" class="actions" aria-label=say!("board-pages")>
            <button type="button" class="secondary" disabled=move || busy.get() || from.get() == 0
                on:click=move |_| show(if kind.get_untracked().is_some() { 0 } else { from.get_untracked().saturating_sub(PAGE) })>
                {move || if kind.get().is_some() { words!("board-first").text() } else { words!("board-earlier").text() }}
            </button>
            <button type="button" class="secondary"
                disabled=move || busy.get() || lines.get().is_none_or(|view| view.next >= view.entries)
                on:click=move |_| { if let Some(next) = lines.with_untracked(|view| view.as_ref().map(|view| view.next)) { show(next); } }>
                {say!("board-later")}
            </button>
            <button type="button" class="secondary" disabled=move || busy.get()
                on:click=move |_| {
                    kind.set(None);
                    show(lines.with_untracked(|view| view.as_ref().map_or(0, |view| view.entries.saturating_sub(PAGE))));
                }>
                {say!("board-newest")}
            </button>
        </div>
    }
}

#[component]
fn Line(line: LineView, trustees: Vec<String>, id: Option<ostrakon_crypto::hash::Hash>) -> impl IntoView {
    let LineView {
        seq,
        content,
        hash,
        raw,
    } = line;
    let proof = id.map(|id| format!("/api/v1/elections/{id}/proof/{seq}"));
    let told = content.as_ref().map_or_else(|| words!("line-unreadable"), says);
    let sender = content.as_ref().map(|content| sender(&content.signer, &trustees));
    let time = content
        .as_ref()
        .and_then(|content| content.time)
        .map(|time| words!("line-time", time = Moment(time)));
    let tracker = content.and_then(|content| content.tracker);
    let copied = RwSignal::new(false);
    let copy = {
        let raw = raw.clone();
        move |_| {
            // Where pages may not copy, the text can be marked by hand.
            let navigator = window().navigator();
            if Reflect::has(&navigator, &"clipboard".into()).unwrap_or(false) {
                let _ = navigator.clipboard().write_text(&raw);
                copied.set(true);
            }
        }
    };
    let opened = RwSignal::new(false);
    view! {
        <li>
            <p><span class="seq">{move || text::number(seq)}</span> " " {text::signal(told)}</p>
            <p class="small">{sender.map(text::signal)} " " {time.map(text::signal)}</p>
            {tracker.map(|tracker| view! { <p class="small"><code><Letters tracker/></code></p> })}
            <details prop:open=move || opened.get() on:toggle:target=move |event| opened.set(event.target().open())>
                <summary>{say!("line-raw", line = seq)}</summary>
                {move || opened.get().then(|| view! {
                    <p class="small identifier">{say!("line-hash")} " " <code dir="ltr">{hash.clone()}</code></p>
                    <pre tabindex="0" dir="ltr">{raw.clone()}</pre>
                })}
                <div class="actions">
                    <button type="button" class="secondary small-button" on:click=copy>
                        {move || if copied.get() { words!("line-copied").text() } else { words!("line-copy").text() }}
                    </button>
                    {proof.map(|proof| view! { <a href=proof rel="external" download="">{say!("line-proof")}</a> })}
                </div>
            </details>
        </li>
    }
}

/// What kind of line it is.
fn name(kind: Kind) -> Words {
    match kind {
        Kind::Manifest => words!("kind-manifest"),
        Kind::KeyCommit => words!("kind-key-commit"),
        Kind::KeyDeal => words!("kind-key-deal"),
        Kind::KeyConfirm => words!("kind-key-confirm"),
        Kind::KeyComplaint => words!("kind-key-complaint"),
        Kind::KeyRestart => words!("kind-key-restart"),
        Kind::KeyRefresh => words!("kind-key-refresh"),
        Kind::RollPart => words!("kind-roll-part"),
        Kind::RollSeal => words!("kind-roll-seal"),
        Kind::Rehearsal => words!("kind-rehearsal"),
        Kind::Open => words!("kind-open"),
        Kind::Ballot => words!("kind-ballot"),
        Kind::Commitment => words!("kind-commitment"),
        Kind::Challenge => words!("kind-challenge"),
        Kind::Close => words!("kind-close"),
        Kind::Intent => words!("kind-intent"),
        Kind::PartialDecryption => words!("kind-partial-decryption"),
        Kind::Result => words!("kind-result"),
        Kind::Abort => words!("kind-abort"),
    }
}

/// What a line says, in a sentence.
fn says(content: &LineContent) -> Words {
    match (content.kind, content.voters) {
        (Kind::RollPart, Some(voters)) => words!("line-roll-part", voters = voters),
        (Kind::RollSeal, Some(voters)) => words!("line-roll-seal", voters = voters),
        (kind, _) => name(kind),
    }
}

/// Who has signed a line.
fn sender(signer: &str, trustees: &[String]) -> Words {
    match signer.parse() {
        Ok(Signer::Authority) => words!("line-authority"),
        Ok(Signer::Registrar) => words!("line-registrar"),
        Ok(Signer::Trustee(index)) => {
            let number = usize::from(index.get());
            let name = number.checked_sub(1).and_then(|place| trustees.get(place));
            words!(
                "line-trustee",
                trustee = name.cloned().unwrap_or_else(|| number.to_string())
            )
        }
        // There is no other signer.
        _ => words!("line-voter"),
    }
}
