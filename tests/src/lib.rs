//! Whole-system tests: what they share.
//!
//! - [`programs`]: our programs, built from the sources as they are now
//! - [`board`]: a real board, as a process of its own
//! - [`doctor`], [`metrics`]: what it says about itself
//! - [`witness`]: a real witness, as a process of its own
//! - [`database`]: PostgreSQL servers with a board's database
//! - [`voters`]: voters who do not give up, and what they were promised
//! - [`seen`]: all checkpoints that anybody could see
//! - [`faults`]: processes that die at a step, disks that refuse, networks that swallow
//! - [`folders`]: a program's data, copied
//! - [`town`]: the official's and the trustees' programs against a real board
//! - [`line0`]: the definition of an election for a registrar
//! - [`fixture`]: an honest election in memory, with all its keys, ready to be tampered with
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "this crate is for tests only, and a test stops at the first surprise"
)]

pub mod board;
pub mod database;
pub mod doctor;
pub mod faults;
pub mod fixture;
pub mod folders;
pub mod line0;
pub mod metrics;
pub mod programs;
pub mod seen;
pub mod town;
pub mod voters;
pub mod witness;
