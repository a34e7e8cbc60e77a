//! One file for each page.

mod election;
mod elections;
mod vote;

use crate::{
    components::{Heading, SharedWorker},
    link::WorkerLink,
};
use leptos::prelude::*;
use leptos_router::{
    components::{A, Route, Router, Routes},
    hooks::use_params_map,
    path,
};
use ostrakon_crypto::hash::Hash;

/// All pages.
#[component]
pub(crate) fn App() -> impl IntoView {
    let worker: SharedWorker = StoredValue::new_local(WorkerLink::start());
    provide_context(worker);
    view! {
        <Router>
            <header>
                <nav aria-label="Main">
                    <A href="/">"Ostrakon"</A>
                </nav>
            </header>
            <main>
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=elections::Elections/>
                    <Route path=path!("/election/:id") view=election::Election/>
                    <Route path=path!("/vote/:id") view=vote::Vote/>
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Heading words="There is no such page"/>
        <p>
            "Check the address: a voter’s link has to be copied whole. "
            <a href="/">"All elections on this board"</a>
        </p>
    }
}

/// The election id in the page's address.
fn election_id() -> Option<Hash> {
    use_params_map()
        .with_untracked(|parameters| parameters.get("id"))?
        .parse()
        .ok()
}
