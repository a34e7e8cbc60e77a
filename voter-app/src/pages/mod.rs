//! One file for each page.

mod board;
mod check;
mod election;
mod elections;
mod integrity;
mod track;
mod trustee;
mod verify;
mod vote;

use crate::{
    components::{Heading, SharedWorker},
    link::{Program, WorkerLink},
    text::{
        self,
        language::{self, LANGUAGES, Language},
        link, say,
    },
    words::words,
};
use leptos::prelude::*;
use ostrakon_crypto::hash::Hash;

/// The pages of those who come to vote.
#[component]
pub(crate) fn Voters() -> impl IntoView {
    framed(|place| match place {
        [] => Some(view! { <elections::Elections/> }.into_any()),
        ["vote", _] => Some(view! { <vote::Vote/> }.into_any()),
        _ => None,
    })
}

/// All others: [`ostrakon_record::pages::PUBLIC_PLACES`].
#[component]
pub(crate) fn Public() -> impl IntoView {
    framed(|place| match place {
        ["election", _] => Some(view! { <election::Election/> }.into_any()),
        ["result", _] => Some(view! { <election::result::ResultPage/> }.into_any()),
        ["track"] | ["track", _] => Some(view! { <track::Track/> }.into_any()),
        ["board", _] => Some(view! { <board::Board/> }.into_any()),
        ["verify"] | ["verify", _] => Some(view! { <verify::Verify/> }.into_any()),
        ["check", _] => Some(view! { <check::CheckOpening/> }.into_any()),
        ["integrity", _] => Some(view! { <integrity::Integrity/> }.into_any()),
        _ => None,
    })
}

/// Those of trustees: making a key file, and what to do with it in an election.
#[component]
pub(crate) fn Trustees() -> impl IntoView {
    framed(|place| match place {
        ["trustee"] => Some(view! { <trustee::NewKey/> }.into_any()),
        ["trustee", _] => Some(view! { <trustee::Trustee/> }.into_any()),
        _ => None,
    })
}

/// The page at this address, in what all pages have around them.
fn framed(page: fn(&[&str]) -> Option<AnyView>) -> impl IntoView {
    let program = match place().first().map(String::as_str) {
        Some("verify") => Program::Verifier,
        Some("trustee") => Program::Tally,
        _ => Program::Worker,
    };
    let worker: SharedWorker = StoredValue::new_local(WorkerLink::start(program));
    provide_context(worker);
    text::start();
    Effect::new(move |_| {
        let language = text::spoken();
        let direction = if language.right_to_left { "rtl" } else { "ltr" };
        if let Some(page) = document().document_element() {
            // Setting an attribute whose name is one does not fail.
            let _ = page.set_attribute("lang", language.tag);
            let _ = page.set_attribute("dir", direction);
        }
    });
    let content = move || {
        let place = place();
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        page(&place).unwrap_or_else(|| view! { <NotFound/> }.into_any())
    };
    let frame = move || {
        view! {
            <header>
                <nav aria-label=say!("navigation")>
                    {if is_elsewhere() {
                        view! { <span class="home">"Ostrakon"</span> }.into_any()
                    } else {
                        view! { <a class="home" href=link("/")>"Ostrakon"</a> }.into_any()
                    }}
                </nav>
                <Languages/>
            </header>
            <main>{content()}</main>
            <footer>
                {move || (text::spoken() != language::ENGLISH).then(|| view! {
                    <p class="small">
                        {say!("translation-unreviewed")} " "
                        <button type="button" class="link" lang="en" on:click=move |_| text::choose(language::ENGLISH)>
                            "Read it in English"
                        </button>
                    </p>
                })}
            </footer>
        }
    };
    view! { <Show when=text::is_ready>{frame}</Show> }
}

/// The page that a file has, wherever it is served; none if the address tells.
fn page_of_file() -> Option<String> {
    document().document_element()?.get_attribute("data-page")
}

/// Whether this page is served by something else than a board.
fn is_elsewhere() -> bool {
    page_of_file().is_some()
}

/// The parts of this page's path.
fn place() -> Vec<String> {
    if let Some(page) = page_of_file() {
        return vec![page];
    }
    let path = window().location().pathname().unwrap_or_default();
    path.split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The choice of a language, each by its own name.
#[component]
fn Languages() -> impl IntoView {
    let options = LANGUAGES
        .iter()
        .map(|language| {
            view! {
                <option value=language.tag lang=language.tag prop:selected=move || text::wanted() == language>
                    {language.name}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="language">
            <label for="language" class="for-readers">{say!("language")}</label>
            <select
                id="language"
                autocomplete="off"
                on:change:target=move |event| {
                    if let Some(language) = Language::of(&event.target().value()) {
                        text::choose(language);
                    }
                }
            >
                {options}
            </select>
        </div>
        <p role="status" class="notice">
            {move || text::missing().map(|language| words!("language-missing", language = language.name).text())}
        </p>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Heading words=say!("page-missing")/>
        <p>{say!("page-missing-hint")}</p>
        <p><a href=link("/")>{say!("all-elections")}</a></p>
    }
}

/// The election id in the page's address.
fn election_id() -> Option<Hash> {
    place().get(1)?.parse().ok()
}
