//! Posting ballots from processes of their own, and what became of them.

use super::{
    client::{Outcome, READY},
    prepare::Prepared,
    server::Server,
    usage::{self, Cpu},
};
use crate::failure::Failure;
use anyhow::{Context as _, Result};
use ostrakon_crypto::hash::Hash;
use std::{env, process::Stdio};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    process::{Child, ChildStdout, Command},
};

/// Who posts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clients {
    pub(super) processes: usize,
    /// Of each process.
    pub(super) connections: usize,
}

/// What to post.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    /// Ballots in a second; none for as many as the board takes.
    pub(super) rate: Option<f64>,
    /// Of the prepared ballots.
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Posted {
    pub(super) outcomes: Vec<Outcome>,
    /// Of the server and its database, while ballots were posted.
    pub(super) server: Cpu,
    /// Megabytes of the server's memory before, and at most since it was started.
    pub(super) memory: (f64, f64),
}

impl Posted {
    /// What the board must have in its log.
    pub(super) fn promises(&self) -> impl Iterator<Item = (u64, Hash)> {
        self.outcomes
            .iter()
            .flat_map(|outcome| outcome.promises.iter().copied())
    }
}

/// Posts ballots and waits for all answers.
///
/// # Errors
/// If a process fails.
pub(super) async fn post(
    server: &Server,
    prepared: &Prepared,
    clients: Clients,
    load: Load,
) -> Result<Posted> {
    let mut waiting = Vec::new();
    for number in 0..clients.processes {
        waiting.push(start(server.board.address(), prepared, clients, load, number)?);
    }
    for (_, output) in &mut waiting {
        let mut line = String::new();
        output.read_line(&mut line).await?;
        if line.trim_end() != READY {
            return Err(Failure::wrong("a process that posts did not start").into());
        }
    }
    let before = server.cpu()?;
    let (_, memory_before) = usage::memory(server.process()?)?;
    for (process, _) in &mut waiting {
        let mut input = process.stdin.take().context("a process without input")?;
        input.write_all(b"\n").await?;
    }
    let mut texts = Vec::new();
    for (_, output) in &mut waiting {
        let mut text = String::new();
        // The first bytes come when everything is posted.
        output.read_to_string(&mut text).await?;
        texts.push(text);
    }
    let used = server.cpu()?.since(before);
    let (most, _) = usage::memory(server.process()?)?;
    let mut outcomes = Vec::new();
    for ((mut process, _), text) in waiting.into_iter().zip(texts) {
        let status = process.wait().await?;
        if !status.success() {
            return Err(Failure::wrong(format!("a process that posts failed ({status})")).into());
        }
        outcomes.push(serde_json::from_str(&text)?);
    }
    Ok(Posted {
        outcomes,
        server: used,
        memory: (memory_before, most),
    })
}

fn start(
    address: &str,
    prepared: &Prepared,
    clients: Clients,
    load: Load,
    number: usize,
) -> Result<(Child, BufReader<ChildStdout>)> {
    let mut command = Command::new(env::current_exe()?);
    command
        .args(["bench", "board-client"])
        .args(["--address", address])
        .args(["--election", &prepared.election.id().to_string()])
        .args(["--key", &prepared.log_key().to_string()])
        .arg("--ballots")
        .arg(prepared.ballots_file())
        .args(["--first", &(load.from + number).to_string()])
        .args(["--step", &clients.processes.to_string()])
        .args(["--lines", &load.to.to_string()])
        .args(["--connections", &clients.connections.to_string()]);
    if let Some(rate) = load.rate {
        let processes: u32 = clients.processes.try_into()?;
        command.args(["--rate", &(rate / f64::from(processes)).to_string()]);
    }
    let mut process = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| Failure::unable(format!("xtask cannot be started again: {error}")))?;
    let output = process.stdout.take().context("a process without output")?;
    Ok((process, BufReader::new(output)))
}
