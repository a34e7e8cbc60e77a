//! What remains of a cast ballot: the receipt, and what the board has to show for it.

use super::{arrive::ElectionLink, state::Booth};
use crate::{
    components::{Code, Heading, Tracker, keep},
    message::{Proof, ReceiptView, Standing},
    text::{self, link, say},
    words::{Words, words},
};
use leptos::prelude::*;

#[component]
pub(super) fn Done(booth: Booth, receipt: ReceiptView) -> impl IntoView {
    let ReceiptView {
        tracker,
        seq,
        receipt,
        proof,
    } = receipt;
    let proof = RwSignal::new(proof);
    booth.hold_to(receipt.clone(), proof);
    let standing = Memo::new(move |_| proof.with(|proof| proof.standing));
    let heading = Signal::derive(move || heading(standing.get()).text());
    let code = tracker.code.clone();
    let track = booth.election.map(|id| {
        let (address, tracker) = (link(format!("/track/{id}")), tracker.short.clone());
        let address = move || format!("{}#{tracker}", address.get());
        view! { <p><a href=address>{say!("receipt-track")}</a></p> }
    });
    view! {
        <Heading words=heading/>
        <Promise standing seq/>
        <p>{say!("your-tracker")}</p>
        <Tracker tracker=tracker.clone()/>
        <p>{say!("tracker-keep")}</p>
        {code.map(|code| view! {
            <figure class="code">
                <Code code label=say!("tracker-code")/>
                <figcaption class="small">{say!("tracker-code-hint")}</figcaption>
            </figure>
        })}
        <Keep booth proof tracker seq/>
        <h2>{say!("receipt-checked")}</h2>
        <Checked proof/>
        <details>
            <summary>{say!("receipt-signed")}</summary>
            <p class="small">{say!("receipt-keep")}</p>
            <pre tabindex="0" dir="ltr">{receipt}</pre>
        </details>
        {track}
        <ElectionLink booth words=words!("election-standing-later")/>
    }
}

fn heading(standing: Standing) -> Words {
    match standing {
        Standing::Proven => words!("cast"),
        Standing::Promised | Standing::Unwitnessed => words!("cast-promised"),
        Standing::Missing | Standing::Broken => words!("cast-broken"),
    }
}

/// What the voter may rely on, in a sentence or two.
#[component]
fn Promise(standing: Memo<Standing>, seq: u64) -> impl IntoView {
    move || match standing.get() {
        Standing::Proven => view! { <p>{say!("cast-line", line = seq)}</p> }.into_any(),
        Standing::Promised => {
            view! { <p role="status">{say!("cast-promised-line", line = seq)}</p> }.into_any()
        }
        Standing::Unwitnessed => {
            view! { <p role="status">{say!("cast-unwitnessed-line", line = seq)}</p> }.into_any()
        }
        Standing::Missing => view! {
            <div role="alert" class="trouble">{say!("cast-missing-line", line = seq)}</div>
        }
        .into_any(),
        Standing::Broken => view! {
            <div role="alert" class="trouble">{say!("cast-broken-line", line = seq)}</div>
        }
        .into_any(),
    }
}

/// What this browser has verified, and what not.
#[component]
fn Checked(proof: RwSignal<Proof>) -> impl IntoView {
    let items = move || {
        let Proof {
            standing,
            lines,
            witnesses,
            ..
        } = proof.get();
        let included = match lines {
            Some(lines) if standing != Standing::Broken => words!("receipt-included", lines = lines),
            _ => words!("receipt-not-included"),
        };
        let witnessed = match standing {
            Standing::Proven if witnesses.is_empty() => words!("receipt-nobody"),
            _ if witnesses.is_empty() => words!("receipt-unwitnessed"),
            _ => words!("receipt-witnessed", witnesses = witnesses.join(", ")),
        };
        let rows = [
            (true, words!("receipt-signature")),
            (lines.is_some() && standing != Standing::Broken, included),
            (standing == Standing::Proven && !witnesses.is_empty(), witnessed),
        ];
        rows.map(|(held, words)| {
            let mark = if held { "✓" } else { "–" };
            view! { <li class:held=held><span aria-hidden="true">{mark}</span> " " {text::signal(words)}</li> }
        })
        .collect_view()
    };
    view! {
        <ul class="checked">{items}</ul>
        {move || proof.get().detail.map(|detail| view! {
            <details>
                <summary>{say!("details")}</summary>
                <p class="small" lang="en" dir="ltr">{detail}</p>
            </details>
        })}
    }
}

/// As a file, as a picture, on paper or as PDF.
#[component]
fn Keep(
    booth: Booth,
    proof: RwSignal<Proof>,
    tracker: crate::message::TrackerView,
    seq: u64,
) -> impl IntoView {
    let name = format!("ballot-{}", tracker.short.get(..5).unwrap_or_default());
    let file = name.clone();
    let save = move |_| {
        let proof = proof.get_untracked();
        // Without an inclusion it is the board's receipt alone.
        if proof.lines.is_some() {
            keep::save_text(&format!("{file}.tlog-proof"), "text/plain", &proof.file);
        } else {
            keep::save_text(&format!("{file}.json"), "application/json", &proof.file);
        }
    };
    let evidence = name.clone();
    let image = move |_| {
        let title = booth
            .view
            .with_untracked(|view| view.as_ref().map(|view| text::own(&view.title).0));
        let line = words!("tracker-line", line = seq).text();
        keep::save_image(format!("{name}.png"), &tracker, &title.unwrap_or_default(), &line);
    };
    view! {
        <div class="actions">
            <button type="button" on:click=save>{say!("save-file")}</button>
            <button type="button" class="secondary" on:click=image>{say!("save-image")}</button>
            <button type="button" class="secondary" on:click=|_| keep::print()>{say!("save-paper")}</button>
            {move || proof.get().evidence.map(|text| {
                let name = format!("{evidence}-evidence.json");
                view! {
                    <button type="button" class="secondary" on:click=move |_| keep::save_text(&name, "application/json", &text)>
                        {say!("save-evidence")}
                    </button>
                }
            })}
        </div>
    }
}
