//! `cargo xtask bench`: the measurements, printed and kept with the commit they were made at.

mod board;
mod browser;
mod peers;
mod registrar;
mod shards;

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
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Options {
    #[command(subcommand)]
    other: Option<Other>,
    /// Only benchmarks whose name contains this
    filter: Option<String>,
    /// Do the same work with Debian's belenios-tool too
    #[arg(long)]
    peers: bool,
}

/// What else can be measured.
#[derive(Debug, clap::Subcommand)]
enum Other {
    /// Post ballots to a board at rising rates; prints, writes target/bench-board.json and docs/board-load.svg
    Board(Box<board::Options>),
    /// Verify a record in parts, and put 1,000 partials together; prints
    Shards(shards::Options),
    /// Do the registrar's work for a town; prints, and writes target/bench-registrar.json
    Registrar(registrar::Options),
    /// One of the processes that post
    #[command(hide = true)]
    BoardClient(Box<board::client::Options>),
}

/// Times that have a target, in seconds.
const TARGETS: [(&str, f64); 19] = [
    ("ballot/seal/Choose(5)", 0.6e-3),
    ("ballot/seal/Choose(20)", 2e-3),
    ("ballot/check_with_signature/Choose(5)", 0.35e-3),
    ("chromium/seal/Choose(5)", 6e-3),
    ("chromium/seal/Choose(20)", 20e-3),
    ("chromium/seal/Choose(20)/6x-slower", 250e-3),
    ("chromium/first-page/slow", 2.0),
    ("chromium/seal", 40e-3),
    ("chromium/seal/page-6x-slower", 250e-3),
    ("chromium/seal/longest-task-of-the-page", 50e-3),
    ("chromium/seal/page-6x-slower/longest-task-of-the-page", 50e-3),
    ("chromium/cast", 1.0),
    ("chromium/verify/10000-ballots-of-5-options", 10.0),
    // Progress that stands still longer looks like a page that hangs.
    ("chromium/verify/longest-without-progress", 1.0),
    ("trustees/ceremony/(13, 25)", 1.0),
    ("trustees/partial_decryption_of_100_options", 10e-3),
    ("trustees/check_partial_decryption_of_100_options", 5e-3),
    ("trustees/discrete_logarithm/1000000", 1e-3),
    ("trustees/discrete_logarithm/1099511627776", 2.0),
];

#[derive(Debug, PartialEq, Serialize)]
struct Measurement {
    /// Path in the tree of benchmarks.
    name: String,
    /// Seconds.
    fastest: f64,
    /// Seconds.
    median: f64,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<f64>,
}

impl Measurement {
    fn new(name: String, fastest: f64, median: f64) -> Self {
        let target = TARGETS.iter().find(|(path, _)| *path == name);
        Self {
            target: target.map(|(_, seconds)| *seconds),
            name,
            fastest,
            median,
        }
    }
}

/// A number that follows from several measurements.
#[derive(Serialize)]
struct Derived {
    name: String,
    value: f64,
    target: String,
}

#[derive(Serialize)]
struct Measurements {
    commit: Option<String>,
    times: Vec<Measurement>,
    derived: Vec<Derived>,
}

/// Runs the benchmarks, prints one table and writes `target/bench.json`.
///
/// # Errors
/// If they do not compile or fail, or the peer is wanted and not installed.
pub(crate) fn run(options: &Options) -> Result<()> {
    match &options.other {
        Some(Other::Board(options)) => return board::run(options),
        Some(Other::Shards(options)) => return shards::run(options),
        Some(Other::BoardClient(options)) => return board::client::run(options),
        Some(Other::Registrar(options)) => return registrar::run(options),
        None => {}
    }
    if options.peers {
        peers::ensure()?;
    }
    let mut tree = Tree::default();
    let wants = |name: &str| {
        options
            .filter
            .as_deref()
            .is_none_or(|filter| name.contains(filter))
    };
    if options
        .filter
        .as_deref()
        .is_none_or(|filter| !filter.starts_with("chromium"))
    {
        native(options.filter.as_deref(), &mut tree)?;
    }
    let mut sizes = Vec::new();
    if wants("chromium/seal") {
        say::note("bench: sealing in Chromium");
        tree.found.extend(browser::seal()?);
    }
    if wants("chromium/pages") {
        say::note("bench: voters in Chromium");
        let (times, more) = browser::pages()?;
        tree.found.extend(times);
        sizes = more;
    }
    if wants("chromium/verify") {
        say::note("bench: verifying in Chromium");
        let (times, more) = browser::verify()?;
        tree.found.extend(times);
        sizes.extend(more);
    }
    let commit = process::output(
        Command::new("git")
            .current_dir(place::root())
            .args(["rev-parse", "HEAD"]),
    );
    let file = place::target().join("bench.json");
    let mut derived = tree.derive();
    derived.extend(sizes);
    if options.peers {
        say::note("bench: the same with Belenios");
        derived.extend(peers::compare(&tree.found)?);
    }
    let measurements = Measurements {
        commit,
        derived,
        times: tree.found,
    };
    measurements.print();
    fs::write(&file, serde_json::to_vec_pretty(&measurements)?)
        .with_context(|| file.display().to_string())?;
    say::note(format_args!("bench: {}", file.display()));
    Ok(())
}

/// Runs the benchmarks of this machine's own code.
fn native(filter: Option<&str>, tree: &mut Tree) -> Result<()> {
    let mut command = process::cargo([
        "bench",
        "--locked",
        "--package=ostrakon-crypto",
        "--package=ostrakon-record",
        "--features=ostrakon-record/parallel",
        "--bench=ballot",
        "--bench=trustees",
        "--bench=verify",
    ]);
    if let Some(filter) = filter {
        command.arg("--").arg(filter);
    }
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo bench cannot be started")?;
    for line in BufReader::new(child.stdout.take().context("cargo bench has no output")?).lines() {
        let line = line?;
        tree.read(&line);
        say::note(line);
    }
    if !child.wait()?.success() {
        return Err(Failure::wrong("the benchmarks failed").into());
    }
    Ok(())
}

impl Measurements {
    fn print(&self) {
        say::data(format_args!(
            "{:<56} {:>10} {:>10} {:>10}",
            "", "fastest", "median", "target"
        ));
        for one in &self.times {
            say::data(format_args!(
                "{:<56} {:>10} {:>10} {:>10}",
                one.name,
                shown(one.fastest),
                shown(one.median),
                one.target.map(shown).unwrap_or_default()
            ));
        }
        for one in &self.derived {
            say::data(format_args!(
                "{:<56} {:>21.2} {:>10}",
                one.name, one.value, one.target
            ));
        }
        say::data(format_args!(
            "commit {}",
            self.commit.as_deref().unwrap_or("unknown")
        ));
    }
}

/// divan's units, and how many seconds they are.
const UNITS: [(&str, f64); 4] = [("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3), ("s", 1.0)];

/// Seconds of a time like `1.5 ms`.
fn seconds(text: &str) -> Option<f64> {
    let (number, unit) = text.split_once(' ')?;
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
    Some(number.parse::<f64>().ok()? * factor)
}

/// Seconds as a time with a unit.
fn shown(seconds: f64) -> String {
    let unit = UNITS.iter().rev().find(|(_, factor)| seconds >= *factor);
    let (name, factor) = unit.unwrap_or(&UNITS[0]);
    format!("{:.3} {name}", seconds / factor)
}

/// Reads the tree that divan draws.
#[derive(Default)]
struct Tree {
    /// Names from the root to the line read last.
    path: Vec<String>,
    found: Vec<Measurement>,
    /// Bytes of a ballot: options, log line, binary content.
    bytes: Vec<(u32, f64, f64)>,
}

impl Tree {
    /// A line is `│  ├─ name   fastest │ slowest │ median │ mean │ samples │ iters`; a branch lacks the numbers.
    fn read(&mut self, line: &str) {
        if let Some(sizes) = line.strip_prefix("bytes: ") {
            let numbers: Vec<u32> = sizes.split(' ').filter_map(|word| word.parse().ok()).collect();
            if let [options, line, binary] = *numbers {
                self.bytes.push((options, line.into(), binary.into()));
            }
            return;
        }
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
        let median = cells.get(2).and_then(|median| seconds(median));
        if let Some((fastest, median)) = seconds(fastest.trim()).zip(median) {
            self.found
                .push(Measurement::new(self.path.join("/"), fastest, median));
        }
    }

    /// Of times the fastest: what else the machine does makes them longer only.
    fn derive(&self) -> Vec<Derived> {
        let time = |name: String| {
            let found = self.found.iter().find(|one| one.name == name);
            found.map(|one| one.fastest)
        };
        let mut derived = Vec::new();
        let mut push = |name: String, value: Option<f64>, target: &str| {
            derived.extend(value.map(|value| Derived {
                name,
                value,
                target: target.to_owned(),
            }));
        };
        for (options, line, binary) in &self.bytes {
            let one = time(format!("verify/verify_record/({options}, 1)"));
            let two = time(format!("verify/verify_record/({options}, 2)"));
            let decompression = time(format!("verify/floor_decompression/{options}"));
            let multiscalar = time(format!("verify/floor_multiscalar/{options}"));
            let floor = decompression
                .zip(multiscalar)
                .map(|(first, second)| first + second);
            let over = |part: Option<f64>, whole: Option<f64>| Some(part? / whole?);
            let of = format!("a record of 4,096 ballots of {options} options");
            push(format!("{of}: time / floor"), over(one, floor), "<= 1.35");
            push(
                format!("{of}: share of decompression"),
                over(decompression, one),
                "",
            );
            push(
                format!("{of}: share of multiplication"),
                over(multiscalar, one),
                "",
            );
            push(format!("{of}: speed of 2 threads"), over(one, two), ">= 1.85");
            let most = if *options == 5 { "< 1500" } else { "" };
            push(
                format!("a ballot of {options} options: bytes of its line"),
                Some(*line),
                most,
            );
            push(
                format!("a ballot of {options} options: line / binary content"),
                Some(line / binary),
                "<= 1.5",
            );
        }
        derived
    }
}

#[cfg(test)]
mod tests {
    use super::{Tree, shown};

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
        let found: Vec<(&str, String, String)> = tree
            .found
            .iter()
            .map(|one| (one.name.as_str(), shown(one.fastest), shown(one.median)))
            .collect();
        let times = |name, fastest: &str, median: &str| (name, fastest.to_owned(), median.to_owned());
        assert_eq!(
            found,
            [
                times("ballot/check", "1.500 ms", "1.600 ms"),
                times("ballot/check/5", "1.100 ms", "1.200 ms"),
                times("ballot/check/30", "4.100 ms", "4.200 ms"),
                times("ballot/group/double", "21.500 µs", "22.000 µs"),
            ]
        );
    }

    #[test]
    fn a_record_is_compared_with_its_floor() {
        let text = "\
bytes: 5 options: line 1400 binary 1000
verify                    fastest       │ slowest       │ median        │ mean          │ samples │ iters
├─ floor_decompression                  │               │               │               │         │
│  ╰─ 5                   30 ms         │ 33 ms         │ 32 ms         │ 32 ms         │ 5       │ 5
│                         1.615 Kitem/s │ 1.057 Kitem/s │ 1.218 Kitem/s │ 1.223 Kitem/s │         │
├─ floor_multiscalar                    │               │               │               │         │
│  ╰─ 5                   20 ms         │ 23 ms         │ 22 ms         │ 22 ms         │ 5       │ 5
╰─ verify_record                        │               │               │               │         │
   ├─ (5, 1)              60 ms         │ 63 ms         │ 62 ms         │ 62 ms         │ 5       │ 5
   ╰─ (5, 2)              30 ms         │ 33 ms         │ 32 ms         │ 32 ms         │ 5       │ 5";
        let mut tree = Tree::default();
        text.lines().for_each(|line| tree.read(line));
        let values: Vec<String> = tree
            .derive()
            .iter()
            .map(|one| format!("{:.2}", one.value))
            .collect();
        assert_eq!(values, ["1.20", "0.50", "0.33", "2.00", "1400.00", "1.40"]);
    }
}
