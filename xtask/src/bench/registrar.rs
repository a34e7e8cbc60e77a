//! The registrar's work for a town: time and memory of each command.

use crate::{election::Programs, failure::Failure, place, say};
use anyhow::{Context as _, Result};
use serde::Serialize;
use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Options of `cargo xtask bench registrar`.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Number of voters
    #[arg(long, default_value = "100000")]
    voters: usize,
}

/// One command.
#[derive(Serialize)]
struct Work {
    command: &'static str,
    seconds: f64,
    /// Most memory, in MiB.
    mebibytes: u64,
    /// Seconds that it may take for 100,000 voters.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<f64>,
}

/// Does it all, prints it and writes `target/bench-registrar.json`.
///
/// # Errors
/// If a command fails.
pub(super) fn run(options: &Options) -> Result<()> {
    let folder = place::target().join("bench-registrar");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let program = Programs::released("registrar", folder.clone())?.program("election-registrar");
    fs::write(folder.join("passphrase"), "a passphrase for measurements\n")?;
    fs::write(folder.join("voters.csv"), list(options.voters)?)?;
    let mut done = vec![measure(&program, &folder, "init", &[], None)?];
    let key =
        admin_cli::config::registrar(&folder.join("registrar/registrar.pub.json")).map_err(Failure::from)?;
    fs::write(
        folder.join("line0.jsonl"),
        ostrakon_tests::line0::line0(key, "Town"),
    )?;
    let join = ["--board", "https://vote.example.org", "--manifest", "line0.jsonl"];
    for (command, arguments, target) in [
        ("join", &join[..], None),
        ("import", &["voters.csv"], Some(30.0)),
        ("roll", &["--output", "roll.lines"], Some(120.0)),
        ("letters", &["--output", "letters"], Some(600.0)),
        ("export", &["--output", "codes.csv", "--everybody"], None),
        ("status", &[], None),
    ] {
        done.push(measure(&program, &folder, command, arguments, target)?);
    }
    say::data(format_args!("{} voters", options.voters));
    for work in &done {
        let target = work
            .target
            .map_or_else(String::new, |target| format!("  (target {target:.0} s)"));
        say::data(format_args!(
            "{:<8} {:>8.1} s {:>6} MiB{target}",
            work.command, work.seconds, work.mebibytes
        ));
    }
    let file = place::target().join("bench-registrar.json");
    fs::write(&file, serde_json::to_vec_pretty(&done)?).with_context(|| file.display().to_string())?;
    say::note(format_args!("bench: {}", file.display()));
    Ok(())
}

fn list(voters: usize) -> Result<String> {
    let languages = ["de", "en", "lo", "ar", "vi", "ru"];
    let mut list = "id,name,address,email,language\n".to_owned();
    for (number, language) in (1..=voters).zip(languages.iter().cycle()) {
        writeln!(
            list,
            "{number},Voter Number {number},{number} Long Road; 12345 Town; Land,voter{number}@example.org,{language}"
        )?;
    }
    Ok(list)
}

/// Runs a command to its end, and looks at its memory meanwhile.
fn measure(
    program: &Path,
    folder: &Path,
    command: &'static str,
    arguments: &[&str],
    target: Option<f64>,
) -> Result<Work> {
    say::note(format_args!("bench: {command}"));
    let start = Instant::now();
    let mut child = Command::new(program)
        .current_dir(folder)
        .arg(command)
        .args(["--dir", "registrar", "--passphrase-file", "passphrase"])
        .args(arguments)
        .stdin(Stdio::null())
        .spawn()
        .context("election-registrar")?;
    let mut most = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        most = memory(child.id()).unwrap_or(0).max(most);
        thread::sleep(Duration::from_millis(20));
    };
    let seconds = start.elapsed().as_secs_f64();
    if !ended.success() {
        return Err(Failure::wrong(format!("election-registrar {command} failed: {ended}")).into());
    }
    Ok(Work {
        command,
        seconds,
        mebibytes: most / 1_024,
        target,
    })
}

/// Most memory so far, in KiB.
fn memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
