//! Running other programs.

use crate::{failure::Failure, place};
use anyhow::Result;
use std::{
    env,
    ffi::OsStr,
    io::{self, Write as _},
    process::{Command, Stdio},
};

/// cargo, in the workspace's folder.
pub(crate) fn cargo<I: AsRef<OsStr>>(arguments: impl IntoIterator<Item = I>) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(place::root()).args(arguments);
    // Set by `cargo run` for xtask itself; a build script that sees them would rebuild for nothing.
    for (name, _) in env::vars_os() {
        let inherited = name.to_string_lossy();
        if inherited.starts_with("CARGO_PKG_") || inherited.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or(&program).to_owned();
    command.get_args().fold(name, |mut line, argument| {
        let argument = argument.to_string_lossy();
        line.push(' ');
        if argument.contains(char::is_whitespace) {
            line.push('\'');
            line.push_str(&argument);
            line.push('\'');
        } else {
            line.push_str(&argument);
        }
        line
    })
}

/// Runs a command on this terminal.
///
/// # Errors
/// With exit code 2 if it cannot be started, with 1 if it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = shown(command);
    let status = command.status().map_err(|error| not_started(&line, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::wrong(format!("`{line}` failed ({status})")).into())
    }
}

/// Runs a command, and repeats what it said, in one piece, when it has ended: for several at the same time.
///
/// # Errors
/// With exit code 2 if it cannot be started, with 1 if it fails.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    let line = shown(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_started(&line, &error))?;
    for said in [&output.stdout, &output.stderr] {
        io::stderr().write_all(said)?;
    }
    if output.status.success() {
        Ok(())
    } else {
        Err(Failure::wrong(format!("`{line}` failed ({})", output.status)).into())
    }
}

/// What a command prints on stdout, or nothing if it cannot run or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a command prints on stdout when it gets this on stdin, all of which it reads before it answers.
///
/// # Errors
/// With exit code 2 if it cannot be started, with 1 if it fails.
pub(crate) fn exchange(command: &mut Command, input: &str) -> Result<String> {
    let line = shown(command);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(&line, &error))?;
    // A program that ends early says why itself, and its exit code tells.
    let written = child
        .stdin
        .take()
        .map_or(Ok(()), |mut stdin| stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(Failure::wrong(format!("`{line}` failed ({})", output.status)).into());
    }
    written?;
    Ok(String::from_utf8(output.stdout)?)
}

fn not_started(line: &str, error: &io::Error) -> Failure {
    Failure::unable(format!("`{line}` cannot be started: {error}"))
}
