//! The bulletin board's process.

use super::programs::{self, Programs};
use crate::failure::Failure;
use anyhow::{Context as _, Result};
use bulletin_board_client::BoardClient;
use ostrakon_tests::fixture::Record;
use std::{ffi::OsString, fs, path::Path, time::Duration};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::Child,
    time::timeout,
};

/// Longest time to start or to stop.
const PATIENCE: Duration = Duration::from_secs(30);
const LOG: &str = "bulletin-board";

/// A running board.
#[derive(Debug)]
pub(crate) struct Board {
    process: Child,
    address: String,
}

impl Board {
    /// Starts a board on a free port of this machine, with more arguments if there are any.
    ///
    /// # Errors
    /// If it does not tell its address in time.
    pub(crate) async fn start(programs: &Programs, data: &Path, more: Vec<OsString>) -> Result<Self> {
        let mut arguments: Vec<OsString> = ["serve", "--listen", "127.0.0.1:0", "--data-dir"]
            .map(OsString::from)
            .to_vec();
        arguments.push(data.into());
        arguments.extend(more);
        let mut process = programs.start("bulletin-board", LOG, arguments)?;
        let output = process.stdout.take().context("the board has no output")?;
        let mut lines = BufReader::new(output).lines();
        let first = timeout(PATIENCE, lines.next_line()).await;
        let address = match &first {
            Ok(Ok(Some(line))) => line.strip_prefix("listening on "),
            _ => None,
        };
        let Some(address) = address.map(ToOwned::to_owned) else {
            programs::last_words(&programs.log(LOG));
            return Err(Failure::wrong("the board did not start").into());
        };
        Ok(Self { process, address })
    }

    /// The number of its process, unless it has ended.
    pub(crate) fn process(&self) -> Option<u32> {
        self.process.id()
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Posts every line of a record.
    ///
    /// # Errors
    /// If the board, of which this is the data folder, refuses one.
    pub(crate) async fn publish(&self, data: &Path, record: &Record) -> Result<()> {
        let client = BoardClient::new(&self.address);
        let token = fs::read_to_string(data.join("admin.token"))?;
        let id = record.election().id();
        for entry in record.entries() {
            if entry.seq() == 0 {
                client.create(entry.submission(), token.trim_end()).await?;
            } else {
                client.post(id, entry.submission()).await?;
            }
        }
        Ok(())
    }

    /// Asks it to stop, and waits.
    ///
    /// # Errors
    /// If it does not stop in time, or fails.
    pub(crate) async fn stop(mut self) -> Result<()> {
        let process = self
            .process
            .id()
            .and_then(|id| rustix::process::Pid::from_raw(id.try_into().ok()?))
            .ok_or_else(|| Failure::wrong("the board has ended by itself"))?;
        rustix::process::kill_process(process, rustix::process::Signal::TERM)?;
        let status = timeout(PATIENCE, self.process.wait())
            .await
            .context("the board does not stop")??;
        if status.success() {
            Ok(())
        } else {
            Err(Failure::wrong(format!("the board ended badly ({status})")).into())
        }
    }
}
