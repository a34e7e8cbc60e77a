//! The voter's pages.
//!
//! Two programs, a WebAssembly module each. The page, this one, only shows and asks, and has no cryptography in it; the
//! worker (`worker/main.rs`) holds the voter's secrets, talks to the board and does all cryptography, so that the page
//! never freezes, and does not wait for the mathematics to arrive.
//!
//! - [`message`]: what page and worker say to each other
//! - [`board`]: what the page asks the board itself
//! - [`files`]: the other files of the pages
//! - [`public`]: what the worker tells everybody about an election
//! - [`link`]: the page's side of the conversation
//! - [`pages`]: one file for each page
//! - [`components`]: what pages share
//! - [`words`]: messages by id and arguments
//! - [`text`]: the messages in the reader's language
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
mod text;
mod words;

fn main() {
    console_error_panic_hook::set_once();
    if let Some(starting) = leptos::prelude::document().get_element_by_id("starting") {
        starting.remove();
    }
    leptos::mount::mount_to_body(pages::App);
}
