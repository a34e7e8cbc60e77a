//! The trustees' pages.
//!
//! - [`new`]: making a key file
//! - [`office`]: an election, read again and again
//! - [`now`]: what a trustee has to do in it now
//! - [`keeping`]: a file that is saved and read back

mod keeping;
mod new;
mod now;
mod office;

pub(super) use new::NewKey;
pub(super) use office::Trustee;

use crate::{
    components::SharedWorker,
    message::Trouble,
    trusteeship::{Demand, Reply},
    words::words,
};
use js_sys::Array;
use leptos::{prelude::*, task::spawn_local};

/// Asks the worker about files; `tell` hears how far it is, and `then` the answer.
fn ask(
    worker: Option<SharedWorker>,
    demand: Demand,
    files: Array,
    tell: impl Fn(Reply) + 'static,
    then: impl FnOnce(Reply) + 'static,
) {
    spawn_local(async move {
        let reply = match worker.map(|worker| worker.get_value()) {
            Some(Ok(link)) => link.ask_telling(&demand, &files, tell).await,
            _ => Trouble::lasting(words!("trouble-old-browser")).into(),
        };
        then(reply);
    });
}

/// A file's name as a button shows it: nobody compares an election's id by eye.
fn shown(name: &str) -> String {
    match name.split_once('-') {
        Some((kind, _)) => format!("{kind}-….json"),
        None => name.to_owned(),
    }
}
