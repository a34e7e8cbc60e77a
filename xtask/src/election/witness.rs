//! Witnesses' processes.

use super::programs::{self, Programs};
use crate::failure::Failure;
use anyhow::Result;
use std::{ffi::OsString, path::Path, time::Duration};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::Child,
    time::timeout,
};

/// Longest time to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running witness; it ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Witness {
    _process: Child,
    /// Where it listens.
    pub(crate) address: String,
    /// Its key.
    pub(crate) vkey: String,
}

impl Witness {
    /// Starts a witness of this name on a free port of this machine. It follows the logs whose keys are in a file.
    ///
    /// # Errors
    /// If it does not tell key and address in time.
    pub(crate) async fn start(programs: &Programs, name: &str, state: &Path, logs: &Path) -> Result<Self> {
        let mut arguments: Vec<OsString> = ["witness", "--listen", "127.0.0.1:0", "--name", name, "--dir"]
            .map(OsString::from)
            .to_vec();
        arguments.extend([state.into(), "--logs".into(), logs.into()]);
        let log = name.replace('/', "-");
        let mut process = programs.start("bulletin-board", &log, arguments)?;
        let output = process.stdout.take();
        let said = async {
            let mut lines = BufReader::new(output?).lines();
            let vkey = lines.next_line().await.ok()??;
            let line = lines.next_line().await.ok()??;
            Some((vkey, line.strip_prefix("listening on ")?.to_owned()))
        };
        let Ok(Some((vkey, address))) = timeout(PATIENCE, said).await else {
            programs::last_words(&programs.log(&log));
            return Err(Failure::wrong(format!("the witness {name} did not start")).into());
        };
        Ok(Self {
            _process: process,
            address,
            vkey,
        })
    }
}
