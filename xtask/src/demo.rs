//! `cargo xtask demo`: a whole election on this machine, by the real programs as separate processes.

use crate::{
    election::{self, Folder, Programs, Scenario, Stage, Steps},
    place, say, web,
};
use anyhow::{Context as _, Result};
use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

/// How many voters the town has unless told otherwise.
const VOTERS: u32 = 50;
/// How many voters `--stay` leaves for people to play.
const GUESTS: usize = 5;

/// Options of `cargo xtask demo`.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Replay a real election from a Pabulib file, and fail unless every count is the published one
    #[arg(long, value_name = "FILE", conflicts_with_all = ["voters", "stay"])]
    pabulib: Option<PathBuf>,
    /// How many voters the made-up town has
    #[arg(long, value_name = "N", default_value_t = VOTERS, value_parser = clap::value_parser!(u32).range(3..=1_000_000))]
    voters: u32,
    /// Leave the election open for you to vote in a browser, until you press Enter
    #[arg(long)]
    stay: bool,
    /// Folder for the record; an earlier demo in it is replaced [default: target/demo]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            pabulib: None,
            voters: VOTERS,
            stay: false,
            out: None,
        }
    }
}

/// Runs a whole election and prints its verified result.
///
/// # Errors
/// If any part fails, or the verified result is not what was voted.
pub(crate) fn run(options: &Options) -> Result<()> {
    let scenario = match &options.pabulib {
        Some(file) => Scenario::pabulib(file)?,
        None => Scenario::town(options.voters),
    };
    let folder = Folder::create(
        &options
            .out
            .clone()
            .unwrap_or_else(|| place::target().join("demo")),
    )?;
    say::note("building the programs");
    let programs = Programs::ready(folder.logs())?;
    let pages = if options.stay {
        Some(web::build(&web::Options::default())?)
    } else {
        None
    };
    election::run(async {
        say::note(format_args!(
            "\n{}: {} voters, 3 trustees, any 2 of whom can decrypt\n",
            scenario.title(),
            scenario.voters()
        ));
        let guests = if options.stay { GUESTS } else { 0 };
        let mut steps = Steps::default();
        let mut stage = Stage::open(&programs, &folder, &scenario, pages.as_deref(), &mut steps).await?;
        stage.cast(guests, &mut steps).await?;
        if options.stay {
            invite(&stage).await?;
        }
        let report = stage.finish(&mut steps).await?;
        if guests == 0 {
            report.must_equal(&stage.expected())?;
        } else {
            report.must_include(&stage.expected(), guests)?;
        }
        say::data(report.table());
        let compared = match (&options.pabulib, options.stay) {
            _ if !report.has_result() => "there is no result, because too few voted",
            (Some(_), _) => "every count is the published one",
            (None, false) => "every count is what the voters chose",
            (None, true) => "the made-up voters' choices are all in it",
        };
        say::note(conclusion(&folder, steps.total(), compared));
        if options.stay {
            say::note(format_args!(
                "\nThe pages show the result too: {}\nPress Enter to stop the board.",
                stage.results_page()
            ));
            wait_for_enter().await?;
        }
        stage.stop().await
    })
}

fn conclusion(folder: &Folder, time: Duration, compared: &str) -> String {
    let record = folder.record().display();
    format!(
        "\nVerified in {:.1} s: {compared}.\nThe record is in {record}. Check it yourself, or change \
         any byte of {record}/log.jsonl first:\n  {} verify {record}",
        time.as_secs_f64(),
        shown_path(&place::target().join("debug/verifier-cli")),
    )
}

/// Relative to where the user is, if it is below that.
fn shown_path(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}

async fn invite(stage: &Stage<'_>) -> Result<()> {
    say::note("\nThe election is open. Vote in a browser; each link is one voter:\n");
    for link in stage.guest_links() {
        say::data(link);
    }
    say::note(format_args!(
        "\nHow it stands: {}\nPress Enter to close it, decrypt the sum and verify it all. Ctrl-C ends it without a result.",
        stage.results_page()
    ));
    wait_for_enter().await
}

async fn wait_for_enter() -> Result<()> {
    tokio::task::spawn_blocking(|| io::stdin().read_line(&mut String::new()))
        .await?
        .context("standard input")?;
    Ok(())
}
