//! A whole election on this machine, by the real programs as separate processes.
//!
//! - `scenario`: what is voted on, and who votes how
//! - `stage`: the election, step by step
//! - `roles`: the people of it, each with the program and folder that they would have
//! - `casting`: every voter's ballot, over HTTP, from parallel clients
//! - `outcome`: the verifier's report, and what it must say
//! - `pictures`: what the made-up town's plans look like
//! - `programs`: running our programs
//! - `board`: the bulletin board's process
//! - `witness`: witnesses' processes
//! - `folder`: where everything of an election is
//! - `steps`: each step with its time

mod board;
mod casting;
mod folder;
mod outcome;
mod pictures;
mod programs;
mod roles;
mod scenario;
mod stage;
mod steps;
mod witness;

pub(crate) use board::Board;
pub(crate) use folder::Folder;
pub(crate) use programs::Programs;
pub(crate) use scenario::Scenario;
pub(crate) use stage::Stage;
pub(crate) use steps::Steps;
pub(crate) use witness::Witness;

use crate::failure::Failure;
use anyhow::Result;
use tokio::signal::unix::{SignalKind, signal};

/// Runs until done or told to stop. Children end with the future that started them.
///
/// # Errors
/// The work's, or that it was interrupted.
pub(crate) fn run<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(async {
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            result = work => result,
            _ = tokio::signal::ctrl_c() => Err(Failure::unable("interrupted").into()),
            _ = terminate.recv() => Err(Failure::unable("told to stop").into()),
        }
    });
    // A thread may still be waiting for Enter.
    runtime.shutdown_background();
    result
}
