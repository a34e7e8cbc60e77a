//! `cargo xtask bench board`: ballots posted to a real board at rising rates.
//!
//! - [`prepare`]: an election and its sealed ballots, made once and kept
//! - [`server`]: the board that is measured
//! - [`client`]: one of the processes that post
//! - [`http`]: as little of an HTTP client as they need
//! - [`load`]: starting them, and what became of the ballots
//! - [`pure`]: verification of the same ballots and nothing else
//! - [`audit`]: reading the log, which must hold what was acknowledged
//! - [`usage`]: CPU time and memory of processes
//! - [`report`], [`curve`]: the figures

mod audit;
pub(super) mod client;
mod curve;
mod http;
mod load;
mod prepare;
mod pure;
mod report;
mod server;
mod usage;

use crate::{
    election::{self, Programs},
    failure::Failure,
    place, process, say,
};
use anyhow::{Context as _, Result};
use load::{Clients, Load};
use prepare::{Prepared, Size};
use report::{Reading, Report, Row};
use server::{Database, Server};
use std::{env, fs, pin::pin, process::Command, time::Duration};

/// Options of `cargo xtask bench board`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Ballots to prepare, each by another voter; at its most the board gets all of them
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = at_least_100)]
    ballots: usize,
    /// Options of the contest, of which each voter chooses one
    #[arg(long = "options", value_name = "N", default_value_t = 5)]
    choices: usize,
    /// Seconds of each rate
    #[arg(long, value_name = "N", default_value_t = 5.0)]
    seconds: f64,
    /// Ballots in a second, instead of parts of what the board takes at its most
    #[arg(long, value_name = "RATE", value_delimiter = ',')]
    rates: Vec<f64>,
    /// Where the board keeps its logs
    #[arg(long, value_enum, default_value_t = Database::Sqlite)]
    database: Database,
    /// Processes that post
    #[arg(long, value_name = "N", default_value_t = 2)]
    clients: usize,
    /// Connections of each process when it posts as fast as the board answers
    #[arg(long, value_name = "N", default_value_t = 256)]
    connections: usize,
}

fn at_least_100(text: &str) -> Result<usize, String> {
    let number: usize = text.parse().map_err(|_| "not a number".to_owned())?;
    if number < 100 {
        return Err("at least 100 ballots tell something".to_owned());
    }
    Ok(number)
}

/// Parts of the most at which the board is measured.
const PARTS: [f64; 8] = [0.1, 0.25, 0.5, 0.7, 0.8, 0.9, 1.0, 1.2];
/// Connections of each process at a rate: so many that none has to wait for one, unless the board is far behind.
const OPEN_CONNECTIONS: usize = 400;

/// Measures, prints one table, writes `target/bench-board.json` and draws `docs/board-load.svg`; with another database
/// than SQLite, to files of its name.
///
/// # Errors
/// If something does not compile or start, or the board has lost a ballot that it acknowledged.
pub(crate) fn run(options: &Options) -> Result<()> {
    // What is measured and what measures are both built for speed.
    if cfg!(debug_assertions) {
        return hand_over();
    }
    election::run(measure(options))
}

/// Goes on as the release build of this program.
fn hand_over() -> Result<()> {
    process::run(&mut process::cargo([
        "build",
        "--release",
        "--locked",
        "--package=xtask",
    ]))?;
    let mut command = Command::new(place::target().join("release").join("xtask"));
    let status = command
        .args(env::args_os().skip(1))
        .status()
        .map_err(|error| Failure::unable(format!("the release build cannot be started: {error}")))?;
    if status.success() {
        return Ok(());
    }
    // It has said what went wrong.
    std::process::exit(status.code().unwrap_or(2))
}

async fn measure(options: &Options) -> Result<()> {
    let logs = place::target().join("bench-board").join("logs");
    fs::create_dir_all(&logs).with_context(|| logs.display().to_string())?;
    let programs = Programs::released("bulletin-board", logs)?;
    options.database.ensure()?;
    let size = Size {
        ballots: options.ballots,
        options: options.choices,
    };
    let prepared = Prepared::ready(size, &programs).await?;
    let load_before = usage::load();
    say::note("bench: pure verification");
    let pure_before = pure::per_cpu_second(&prepared)?;
    let bench = Bench {
        programs: &programs,
        prepared: &prepared,
        database: options.database,
        processes: options.clients,
        connections: options.connections,
        pure: pure_before,
    };
    let mut found = 0;
    say::note("bench: as many ballots as the board takes");
    let most = bench.row(None, prepared.ballots, &mut found).await?;
    let rates = if options.rates.is_empty() {
        PARTS.iter().map(|part| part * most.per_second).collect()
    } else {
        options.rates.clone()
    };
    let half = most.per_second / 2.0;
    let mut rows = vec![most];
    for rate in rates {
        say::note(format_args!("bench: {rate:.0} ballots a second"));
        let ballots = bench.in_time(rate, options.seconds)?;
        rows.push(bench.row(Some(rate), ballots, &mut found).await?);
    }
    say::note("bench: reading the log");
    let reading = bench.read(half, options.seconds, &mut found).await?;
    let pure_after = pure::per_cpu_second(&prepared)?;
    let commit = process::output(
        Command::new("git")
            .current_dir(place::root())
            .args(["rev-parse", "HEAD"]),
    );
    let report = Report {
        commit,
        database: options.database.name(),
        ballots: options.ballots,
        options: options.choices,
        pure: (pure_before, pure_after),
        load: (load_before, usage::load()),
        rows,
        reading,
        found,
    };
    report.print();
    let suffix = options.database.suffix();
    let file = place::target().join(format!("bench-board{suffix}.json"));
    fs::write(&file, serde_json::to_vec_pretty(&report)?).with_context(|| file.display().to_string())?;
    let points: Vec<curve::Point> = report.rows.iter().skip(1).map(Row::point).collect();
    let drawing = place::root().join("docs").join(format!("board-load{suffix}.svg"));
    let title = format!(
        "A board on {}, ballots of {} options",
        options.database.name(),
        options.choices
    );
    fs::write(&drawing, curve::draw(&points, &title)).with_context(|| drawing.display().to_string())?;
    say::note(format_args!("bench: {}, {}", file.display(), drawing.display()));
    Ok(())
}

/// What all measurements share.
struct Bench<'a> {
    programs: &'a Programs,
    prepared: &'a Prepared,
    database: Database,
    processes: usize,
    connections: usize,
    pure: f64,
}

impl Bench<'_> {
    fn clients(&self, rate: Option<f64>) -> Clients {
        Clients {
            processes: self.processes,
            connections: rate.map_or(self.connections, |_| OPEN_CONNECTIONS),
        }
    }

    /// Ballots that are due in so many seconds, as far as there are enough.
    fn in_time(&self, rate: f64, seconds: f64) -> Result<usize> {
        // Whole numbers, for floating-point ones have no checked conversion.
        let due = Duration::try_from_secs_f64(rate * seconds)
            .context("a rate")?
            .as_secs();
        Ok(self.prepared.ballots.min(due.try_into()?).max(self.processes))
    }

    /// Posts the first so many ballots to a fresh board, and looks for them in its log.
    async fn row(&self, rate: Option<f64>, ballots: usize, found: &mut u64) -> Result<Row> {
        let (server, election) = Server::open(self.programs, self.prepared, self.database).await?;
        let load = Load {
            rate,
            from: 0,
            to: ballots,
        };
        let posted = load::post(&server, self.prepared, self.clients(rate), load).await?;
        *found += audit::check(&server.board, &election, posted.promises()).await?;
        server.stop().await?;
        Ok(Row::of(rate, &posted, self.pure))
    }

    /// Posts half of the ballots, and then at this rate while the log is exported again and again.
    async fn read(&self, rate: f64, seconds: f64, found: &mut u64) -> Result<Reading> {
        let (server, election) = Server::open(self.programs, self.prepared, self.database).await?;
        let middle = self.prepared.ballots / 2;
        let load = Load {
            rate: None,
            from: 0,
            to: middle,
        };
        let first = load::post(&server, self.prepared, self.clients(None), load).await?;
        let load = Load {
            rate: Some(rate),
            from: middle,
            to: self.prepared.ballots.min(middle + self.in_time(rate, seconds)?),
        };
        let clients = self.clients(load.rate);
        let (mut exports, mut bytes, mut reading) = (0u32, 0u64, 0.0);
        let posted = {
            let mut posting = pin!(load::post(&server, self.prepared, clients, load));
            loop {
                tokio::select! {
                    posted = &mut posting => break posted?,
                    export = audit::export(&server.board, &election) => {
                        let (more, seconds) = export?;
                        exports += 1;
                        bytes += more;
                        reading += seconds;
                    }
                }
            }
        };
        *found += audit::check(
            &server.board,
            &election,
            first.promises().chain(posted.promises()),
        )
        .await?;
        server.stop().await?;
        let kilobytes: u32 = (bytes / 1_000).try_into()?;
        Ok(Reading {
            exports,
            megabytes_per_second: f64::from(kilobytes) / 1e3 / reading,
            posts: Row::of(Some(rate), &posted, self.pure),
        })
    }
}
