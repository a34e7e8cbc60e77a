//! The voter's pages.
//!
//! Six programs, a WebAssembly module each. Three of them are pages, which only show and ask, and have no cryptography in
//! them: [`page()`] for those who come to vote, from the list of elections to the receipt, [`trustee()`] for those who hold the
//! key, and [`public()`] for everything else that there is to see, so that voters do not wait for it. The way from one page to
//! another is a link that the browser follows, as between any two pages. The [`worker()`] of voters and the public holds the
//! voter's secrets, talks to the board and does all cryptography, so that a page never freezes, and does not wait for the
//! mathematics to arrive. Two kinds of pages have another worker: the [`verifier()`] reads whole records, and [`tally()`] holds
//! a trustee's secrets.
//!
//! - `message`: what page and worker say to each other
//! - `public`: what the worker tells everybody about an election
//! - `verification`: what the page that verifies and its worker say to each other
//! - `trusteeship`: what the trustees' pages and their worker say to each other
//! - `worker`: the worker
//! - `verifier`: the worker that verifies
//! - `tally`: the trustees' worker
//! - `serve`: a worker's side of the conversation
//! - `link`: the page's side of the conversation
//! - `board`: what the page asks the board itself
//! - `files`: the other files of the pages
//! - `pages`: one file for each page
//! - `components`: what pages share
//! - `text`: the messages in the reader's language
//! - `words`: messages by id and arguments
#![allow(
    unreachable_pub,
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::too_many_lines,
    reason = "components are functions that the framework's macro makes public, with long views and owned arguments"
)]

mod board;
mod components;
mod files;
mod link;
mod message;
mod pages;
mod public;
mod serve;
mod tally;
mod text;
mod trusteeship;
mod verification;
mod verifier;
mod words;
mod worker;

/// Shows the page of this address to somebody who comes to vote.
pub fn page() {
    show(pages::Voters);
}

/// Shows the page of this address to anybody.
pub fn public() {
    show(pages::Public);
}

/// Shows the page of this address to a trustee.
pub fn trustee() {
    text::open(&text::TRUSTEES);
    show(pages::Trustees);
}

/// Answers the questions of a page.
pub fn worker() {
    console_error_panic_hook::set_once();
    worker::start();
}

/// Verifies records for a page.
pub fn verifier() {
    console_error_panic_hook::set_once();
    verifier::start();
}

/// Holds a trustee's secrets.
pub fn tally() {
    console_error_panic_hook::set_once();
    tally::start();
}

fn show<V: leptos::prelude::IntoView + 'static>(page: fn() -> V) {
    console_error_panic_hook::set_once();
    if let Some(starting) = leptos::prelude::document().get_element_by_id("starting") {
        starting.remove();
    }
    leptos::mount::mount_to_body(page);
}
