//! What the fuzz targets share: an honest election, and damage done to it as a string of bytes commands.
//!
//! A target in `tests/` is an ordinary test: `cargo test` runs it for seconds on random bytes, `cargo xtask fuzz` for as
//! long as you like. What breaks a target is made as short as possible and printed. Raw bytes hardly get past the first decoder, so most targets read them as commands that damage
//! honest lines where it hurts (tokens swapped, numbers at their limits, the result signed again) and reach all the
//! code behind.
//!
//! - [`commands`]: bytes as commands
//! - [`damage`]: damage to the text of a line
//! - [`engine`]: running a target
//! - [`honest`]: the honest election, with its state after every line
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "this crate is for tests only, and a test stops at the first surprise"
)]

pub mod commands;
pub mod damage;
pub mod engine;
pub mod honest;

pub use commands::Commands;
pub use engine::fuzz;
pub use honest::Honest;
