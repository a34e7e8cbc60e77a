//! What a process has used, as the kernel counts it.

use crate::failure::Failure;
use anyhow::{Context as _, Result};
use rustix::param::clock_ticks_per_second;
use serde::{Deserialize, Serialize};
use std::fs;

/// Nanoseconds in a second.
const NANOSECONDS: f64 = 1e9;

/// Seconds of CPU time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Cpu {
    /// All threads, those that have ended included.
    pub(super) total: f64,
    /// Threads that check voters' lines.
    pub(super) verification: f64,
    /// Threads of the embedded database, or the database server.
    pub(super) database: f64,
}

impl Cpu {
    /// Of a process until now.
    ///
    /// # Errors
    /// If it has ended.
    pub(super) fn of(process: u32) -> Result<Self> {
        let stat = read(process, "stat")?;
        let mut cpu = Self {
            total: total(&stat).context("/proc/PID/stat")?,
            ..Self::default()
        };
        for task in fs::read_dir(format!("/proc/{process}/task"))? {
            let task = task?.path();
            // A thread may end meanwhile.
            let (Ok(name), Ok(used)) = (
                fs::read_to_string(task.join("comm")),
                fs::read_to_string(task.join("schedstat")),
            ) else {
                continue;
            };
            let running: f64 = used.split(' ').next().unwrap_or_default().parse()?;
            if name.starts_with("door") {
                cpu.verification += running / NANOSECONDS;
            } else if name.starts_with("sqlx-sqlite") {
                cpu.database += running / NANOSECONDS;
            }
        }
        Ok(cpu)
    }

    /// With what a database server has used: this process, and those that it has started for its connections.
    ///
    /// # Errors
    /// If it has ended.
    pub(super) fn with_database(mut self, process: u32) -> Result<Self> {
        let parent = process.to_string();
        for other in fs::read_dir("/proc")? {
            // Whoever is no process, or ends meanwhile, has no such file.
            let Ok(stat) = fs::read_to_string(other?.path().join("stat")) else {
                continue;
            };
            let (id, _) = stat.split_once(' ').context("/proc/PID/stat")?;
            if id == parent || field(&stat, PARENT) == Some(&*parent) {
                let used = total(&stat).context("/proc/PID/stat")?;
                self.database += used;
                self.total += used;
            }
        }
        Ok(self)
    }

    /// Since then.
    pub(super) fn since(self, before: Self) -> Self {
        Self {
            total: self.total - before.total,
            verification: self.verification - before.verification,
            database: self.database - before.database,
        }
    }

    /// HTTP, decoding, the election's state, receipts.
    pub(super) fn rest(self) -> f64 {
        self.total - self.verification - self.database
    }
}

/// Fields of `/proc/PID/stat`, from 1: the process that has started this one; ticks that it has used.
const PARENT: usize = 4;
const USER: usize = 14;
const SYSTEM: usize = 15;

/// A field of `/proc/PID/stat` after the second one, which may contain anything in brackets.
fn field(stat: &str, number: usize) -> Option<&str> {
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_whitespace().nth(number.checked_sub(3)?)
}

/// Seconds of user and system time in `/proc/PID/stat`.
fn total(stat: &str) -> Option<f64> {
    let user: f64 = field(stat, USER)?.parse().ok()?;
    let system: f64 = field(stat, SYSTEM)?.parse().ok()?;
    let ticks: u32 = clock_ticks_per_second().try_into().ok()?;
    Some((user + system) / f64::from(ticks))
}

/// Megabytes of memory: at most since its start, and now.
///
/// # Errors
/// If the process has ended.
pub(super) fn memory(process: u32) -> Result<(f64, f64)> {
    let status = read(process, "status")?;
    let field = |name: &str| {
        let kilobytes: f64 = status
            .lines()
            .find_map(|line| line.strip_prefix(name))?
            .trim()
            .strip_suffix(" kB")?
            .parse()
            .ok()?;
        Some(kilobytes * 1024.0 / 1e6)
    };
    field("VmHWM:")
        .zip(field("VmRSS:"))
        .context("/proc/PID/status names no memory")
}

fn read(process: u32, file: &str) -> Result<String> {
    fs::read_to_string(format!("/proc/{process}/{file}")).map_err(|error| {
        Failure::unable(format!("process {process} cannot be watched: {error}"))
            .hint("it needs Linux's /proc")
            .into()
    })
}

/// Processes that want to run, on average over the last minute.
pub(super) fn load() -> Option<f64> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    text.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_contain_brackets_and_blanks() {
        let stat = "7 (a) b) c) S 1 7 7 0 -1 0 1 2 3 4 250 150 9 9 20 0 4 0 99";
        let ticks: u32 = clock_ticks_per_second().try_into().unwrap();
        assert_eq!(total(stat), Some(400.0 / f64::from(ticks)));
        assert_eq!(field(stat, PARENT), Some("1"));
    }

    #[test]
    fn this_process_uses_something() {
        let (most, now) = memory(std::process::id()).unwrap();
        assert!(now > 0.5 && most >= now, "{most} {now}");
        assert!(Cpu::of(std::process::id()).unwrap().rest() >= 0.0);
    }
}
