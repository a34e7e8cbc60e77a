//! `cargo xtask bench`: the measurements, printed and kept with the commit they were made at.

use crate::{failure::Failure, place, process, say};
use anyhow::{Context as _, Result};
use serde::Serialize;
use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

/// Options of `cargo xtask bench`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only benchmarks whose name contains this
    filter: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Measurement {
    /// Path in the tree of benchmarks.
    name: String,
    /// With its unit, as divan prints it.
    fastest: String,
    /// With its unit, as divan prints it.
    median: String,
}

#[derive(Serialize)]
struct Measurements {
    commit: Option<String>,
    measurements: Vec<Measurement>,
}

/// Runs the benchmarks of the cryptography and writes `target/bench.json`.
///
/// # Errors
/// If they do not compile or fail.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut command = process::cargo(["bench", "--locked", "--package", "ostrakon-crypto", "--benches"]);
    if let Some(filter) = &options.filter {
        command.arg("--").arg(filter);
    }
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo bench cannot be started")?;
    let mut tree = Tree::default();
    for line in BufReader::new(child.stdout.take().context("cargo bench has no output")?).lines() {
        let line = line?;
        tree.read(&line);
        say::data(line);
    }
    if !child.wait()?.success() {
        return Err(Failure::wrong("the benchmarks failed").into());
    }
    let commit = process::output(
        Command::new("git")
            .current_dir(place::root())
            .args(["rev-parse", "HEAD"]),
    );
    let file = place::target().join("bench.json");
    let measurements = Measurements {
        commit,
        measurements: tree.found,
    };
    fs::write(&file, serde_json::to_vec_pretty(&measurements)?)
        .with_context(|| file.display().to_string())?;
    say::note(format_args!("bench: {}", file.display()));
    Ok(())
}

/// Reads the tree that divan draws.
#[derive(Default)]
struct Tree {
    /// Names from the root to the line read last.
    path: Vec<String>,
    found: Vec<Measurement>,
}

impl Tree {
    /// A line is `│  ├─ name   fastest │ slowest │ median │ mean │ samples │ iters`; a branch lacks the numbers.
    fn read(&mut self, line: &str) {
        let Some((indent, rest)) = ["├─ ", "╰─ "].iter().find_map(|branch| line.split_once(branch))
        else {
            // The first line of a program names it.
            if let Some((name, _)) = line.split_once(' ').filter(|_| line.contains("fastest")) {
                self.path = vec![name.to_owned()];
            }
            return;
        };
        let depth = indent.chars().count() / 3 + 1;
        let cells: Vec<&str> = rest.split('│').map(str::trim).collect();
        let Some(first) = cells.first() else { return };
        // At least two blanks stand between the name and the first number.
        let (name, fastest) = first.split_once("  ").unwrap_or((first, ""));
        self.path.truncate(depth);
        self.path.push(name.trim().to_owned());
        if let Some(median) = cells.get(2).filter(|median| !median.is_empty()) {
            self.found.push(Measurement {
                name: self.path.join("/"),
                fastest: fastest.trim().to_owned(),
                median: (*median).to_owned(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn divans_tree_is_read() {
        let text = "\
Timer precision: 20 ns
ballot        fastest       │ slowest       │ median        │ mean          │ samples │ iters
├─ check      1.5 ms        │ 2.1 ms        │ 1.6 ms        │ 1.61 ms       │ 100     │ 100
│  ├─ 5       1.1 ms        │ 2.1 ms        │ 1.2 ms        │ 1.21 ms       │ 100     │ 100
│  ╰─ 30      4.1 ms        │ 5.1 ms        │ 4.2 ms        │ 4.21 ms       │ 100     │ 100
╰─ group                    │               │               │               │         │
   ╰─ double  21.5 µs       │ 31 µs         │ 22 µs         │ 22 µs         │ 100     │ 100";
        let mut tree = Tree::default();
        text.lines().for_each(|line| tree.read(line));
        let found: Vec<(&str, &str, &str)> = tree
            .found
            .iter()
            .map(|one| (one.name.as_str(), one.fastest.as_str(), one.median.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("ballot/check", "1.5 ms", "1.6 ms"),
                ("ballot/check/5", "1.1 ms", "1.2 ms"),
                ("ballot/check/30", "4.1 ms", "4.2 ms"),
                ("ballot/group/double", "21.5 µs", "22 µs"),
            ]
        );
    }
}
