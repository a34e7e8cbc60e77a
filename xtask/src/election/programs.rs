//! Running our programs: built first, then found in the target folder.

use crate::{failure::Failure, place, process, say};
use anyhow::{Context as _, Result};
use ostrakon_tests::programs::PROGRAMS;
use std::{
    ffi::{OsStr, OsString},
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
};
use tokio::{
    process::{Child, Command},
    task::JoinSet,
};

/// How much of a process' last words is repeated when it fails.
const LAST_LINES: usize = 20;

/// Our programs.
#[derive(Debug)]
pub(crate) struct Programs {
    folder: PathBuf,
    logs: PathBuf,
}

impl Programs {
    /// Builds them, as parts of the workspace and not by package: the libraries are then those of all other builds.
    ///
    /// # Errors
    /// If one does not compile.
    pub(crate) fn build() -> Result<()> {
        let mut command = process::cargo(["build", "--locked", "--workspace"]);
        for program in PROGRAMS {
            command.args(["--bin", program]);
        }
        process::run(&mut command)
    }

    /// Builds them. What they will say on standard error goes to files in `logs`.
    ///
    /// # Errors
    /// If one does not compile.
    pub(crate) fn ready(logs: PathBuf) -> Result<Self> {
        Self::build()?;
        Ok(Self {
            folder: place::target().join("debug"),
            logs,
        })
    }

    /// The programs of one package alone, built for speed.
    ///
    /// # Errors
    /// If it does not compile.
    pub(crate) fn released(package: &str, logs: PathBuf) -> Result<Self> {
        process::run(&mut process::cargo([
            "build",
            "--release",
            "--locked",
            "--package",
            package,
        ]))?;
        Ok(Self {
            folder: place::target().join("release"),
            logs,
        })
    }

    /// Starts a program; it ends when the handle is dropped. `log` names the file of what it says.
    ///
    /// # Errors
    /// If it cannot be started.
    pub(crate) fn start<A: AsRef<OsStr>>(
        &self,
        program: &str,
        log: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Child> {
        let errors = File::create(self.log(log)).context("the log of a process")?;
        Command::new(self.program(program))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(errors)
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| Failure::unable(format!("{program} cannot be started: {error}")).into())
    }

    /// Runs a program to its end and hands out what it printed.
    ///
    /// # Errors
    /// If it cannot be started or fails, with its last words.
    pub(crate) async fn run<A: AsRef<OsStr>>(
        &self,
        program: &str,
        log: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<String> {
        let process = self.start(program, log, arguments)?;
        finish(process, log.to_owned(), self.log(log)).await
    }

    /// Runs a program to its end and hands out what it printed, even if it fails.
    ///
    /// # Errors
    /// If it cannot be started.
    pub(crate) async fn output<A: AsRef<OsStr>>(
        &self,
        program: &str,
        log: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<String> {
        let output = self.start(program, log, arguments)?.wait_with_output().await?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs one program several times at once, each run with its log and arguments.
    ///
    /// # Errors
    /// As soon as one fails; the others are ended.
    pub(crate) async fn run_all(&self, program: &str, runs: Vec<(String, Vec<OsString>)>) -> Result<()> {
        let mut running = JoinSet::new();
        for (log, arguments) in runs {
            let process = self.start(program, &log, arguments)?;
            let file = self.log(&log);
            running.spawn(finish(process, log, file));
        }
        while let Some(finished) = running.join_next().await {
            finished??;
        }
        Ok(())
    }

    /// Where a program is.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The file of what a process says.
    pub(crate) fn log(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{name}.txt"))
    }
}

async fn finish(process: Child, name: String, log: PathBuf) -> Result<String> {
    let output = process.wait_with_output().await?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(printed);
    }
    repeat(&printed);
    last_words(&log);
    Err(Failure::wrong(format!("{name} failed ({})", output.status))
        .hint(format!("all that it said is in {}", log.display()))
        .into())
}

/// Repeats the end of what a process said.
pub(crate) fn last_words(log: &Path) {
    repeat(&fs::read_to_string(log).unwrap_or_default());
}

fn repeat(text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    for line in lines.iter().skip(lines.len().saturating_sub(LAST_LINES)) {
        say::note(format_args!("  | {line}"));
    }
}
