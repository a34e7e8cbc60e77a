//! One file for each page.

mod board;
mod check;
mod election;
mod elections;
mod integrity;
mod track;
mod verify;
mod vote;

use crate::{
    components::{Heading, SharedWorker},
    link::WorkerLink,
    text::{
        self,
        language::{self, LANGUAGES, Language},
        link, say,
    },
    words::words,
};
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    hooks::use_params_map,
    path,
};
use ostrakon_crypto::hash::Hash;

/// All pages.
#[component]
pub(crate) fn App() -> impl IntoView {
    let worker: SharedWorker = StoredValue::new_local(WorkerLink::start());
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
    view! { <Show when=text::is_ready>{pages}</Show> }
}

fn pages() -> impl IntoView {
    view! {
        <Router>
            <header>
                <nav aria-label=say!("navigation")>
                    <a class="home" href=link("/")>"Ostrakon"</a>
                </nav>
                <Languages/>
            </header>
            <main>
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=elections::Elections/>
                    <Route path=path!("/election/:id") view=election::Election/>
                    <Route path=path!("/result/:id") view=election::result::ResultPage/>
                    <Route path=path!("/track") view=track::Track/>
                    <Route path=path!("/track/:id") view=track::Track/>
                    <Route path=path!("/board/:id") view=board::Board/>
                    <Route path=path!("/verify/:id") view=verify::Verify/>
                    <Route path=path!("/vote/:id") view=vote::Vote/>
                    <Route path=path!("/check/:id") view=check::CheckOpening/>
                    <Route path=path!("/integrity/:id") view=integrity::Integrity/>
                </Routes>
            </main>
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
        </Router>
    }
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
    use_params_map()
        .with_untracked(|parameters| parameters.get("id"))?
        .parse()
        .ok()
}
