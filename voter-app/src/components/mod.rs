//! What pages share.
//!
//! - [`ask`]: a question to the worker
//! - [`Heading`]: a page's or step's heading, which takes the focus
//! - [`ShowTrouble`]: what went wrong
//! - [`Bars`]: counts as bars

use crate::{
    link::WorkerLink,
    message::{Request, Response, Trouble},
    text::{self, LANGUAGE},
};
use leptos::{html, prelude::*, task::spawn_local};
use ostrakon_record::verify::report::ContestCounts;
use wasm_bindgen::JsValue;

/// The worker, shared by all pages.
pub(crate) type SharedWorker = StoredValue<Result<WorkerLink, JsValue>, LocalStorage>;

/// Asks the worker, and hands the answer to `then`.
pub(crate) fn ask(request: Request, then: impl FnOnce(Response) + 'static) {
    let worker = use_context::<SharedWorker>();
    ask_with(worker, request, then);
}

/// [`ask`] where the context is out of reach, such as in an event handler.
pub(crate) fn ask_with(
    worker: Option<SharedWorker>,
    request: Request,
    then: impl FnOnce(Response) + 'static,
) {
    spawn_local(async move {
        let response = match worker.map(|worker| worker.get_value()) {
            Some(Ok(link)) => link.ask(request).await,
            _ => Response::Failed(Trouble::lasting(
                "This browser has no Web Workers or WebAssembly. Please use a newer one.",
            )),
        };
        then(response);
    });
}

/// An answer of another kind than was asked for.
pub(crate) fn unexpected() -> Trouble {
    Trouble::lasting("The booth gave an unexpected answer. Reload the page.")
}

/// A heading that takes the focus when it appears, so that keyboard and screen reader follow; names the window, too.
#[component]
pub(crate) fn Heading(
    /// The words.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    let node = NodeRef::<html::H1>::new();
    Effect::new(move |_| document().set_title(&format!("{} – Ostrakon", words.get())));
    Effect::new(move |_| {
        if let Some(heading) = node.get() {
            // Without focus the page works just as well.
            let _ = heading.focus();
        }
    });
    view! { <h1 node_ref=node tabindex="-1">{words}</h1> }
}

/// What went wrong, announced at once.
#[component]
pub(crate) fn ShowTrouble(
    /// What, if anything.
    trouble: RwSignal<Option<Trouble>>,
) -> impl IntoView {
    view! {
        <div role="alert" class="trouble" class:hidden=move || trouble.get().is_none()>
            {move || trouble.get().map(|trouble| trouble.message)}
        </div>
        {move || trouble.get().and_then(|trouble| trouble.evidence).map(|evidence| view! {
            <details>
                <summary>"The board’s signed refusal"</summary>
                <p class="small">
                    "Your browser has checked the board’s signature. If you think that the refusal is wrong, keep this text as \
                    evidence."
                </p>
                <pre tabindex="0">{evidence}</pre>
            </details>
        })}
    }
}

/// Counts of a contest as bars; a table for screen readers and for everybody.
#[component]
pub(crate) fn Bars(
    /// The counts.
    contest: ContestCounts,
) -> impl IntoView {
    let most = contest
        .options
        .iter()
        .map(|option| option.count)
        .max()
        .unwrap_or(0)
        .max(1);
    let title = contest.title.pick(LANGUAGE).to_owned();
    let rows = contest
        .options
        .iter()
        .map(|option| {
            let label = option.label.pick(LANGUAGE).to_owned();
            let leads = contest.leading.contains(&option.id);
            view! {
                <tr class:leads=leads>
                    <th scope="row">{label.clone()}</th>
                    <td class="count">{text::number(option.count)}</td>
                    <td class="bar"><progress max=most.to_string() value=option.count.to_string() aria-label=label></progress></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="bars">
            <caption>{title}</caption>
            <thead>
                <tr>
                    <th scope="col">"Option"</th>
                    <th scope="col" class="count">"Count"</th>
                    <th scope="col" class="bar"><span class="for-readers">"Share of the highest count"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            {contest.blank.map(|count| view! {
                <tfoot>
                    <tr>
                        <th scope="row">{text::BLANK_VOTES}</th>
                        <td class="count">{text::number(count)}</td>
                        <td></td>
                    </tr>
                </tfoot>
            })}
        </table>
    }
}
