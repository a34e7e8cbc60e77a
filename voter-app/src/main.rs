//! The voter's pages.
//!
//! One WebAssembly module serves the page and its Web Worker. The page only shows and asks; the worker holds the voter's
//! secrets, talks to the board and does all cryptography, so that the page never freezes.
//!
//! - [`message`]: what page and worker say to each other
//! - [`worker`]: the worker's side
//! - [`link`]: the page's side of the conversation
//! - [`pages`]: one file for each page
//! - [`components`]: what pages share
//! - [`text`]: every word that the pages show
#![allow(
    unreachable_pub,
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::too_many_lines,
    reason = "components are functions that the framework's macro makes public, with long views and owned arguments"
)]

mod components;
mod link;
mod message;
mod pages;
mod text;
mod worker;

use wasm_bindgen::JsCast as _;

fn main() {
    console_error_panic_hook::set_once();
    if js_sys::global()
        .dyn_ref::<web_sys::DedicatedWorkerGlobalScope>()
        .is_some()
    {
        worker::serve();
    } else {
        leptos::mount::mount_to_body(pages::App);
    }
}
