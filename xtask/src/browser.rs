//! The browser test: a real election up to the open ballot box, voters in a real browser, then the tally, in which
//! their ballots must be.

mod small;

use crate::{
    election::{self, Board, Folder, Programs, Scenario, Stage, Steps},
    failure::Failure,
    place, process, say,
    second::{self, Corpus},
    setup::{
        chromium,
        node::{self, Node},
    },
    web,
};
use anyhow::{Context as _, Result, anyhow};
use bulletin_board_client::BoardClient;
use ostrakon_record::manifest::Contest;
use ostrakon_tests::fixture::{self, Record, Roles};
use serde_json::{Map, Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
};

/// Made-up voters; every tenth votes twice, so the last one does.
const VOTERS: u32 = 20;
/// Stages of elections that nobody votes in.
const STAGES: [fixture::Stage; 4] = [
    fixture::Stage::Defined,
    fixture::Stage::Keyed,
    fixture::Stage::Rehearsed,
    fixture::Stage::Announced,
];
/// The voters in the browser, one for each test that casts: first those whom things go wrong for.
const GUESTS: usize = 15;
const CARELESS: usize = 10;
/// The voters whose waiting is measured.
const MEASURED: usize = 12;

/// Runs it.
///
/// # Errors
/// If a test fails, or the browser's ballots are not counted exactly.
pub(crate) fn run() -> Result<()> {
    let browser = Browser {
        node: node::ensure()?,
        chromium: chromium::ensure()?,
        folder: place::target().join("browser"),
    };
    let pages = web::build(&web::Options::default())?;
    let folder = Folder::create(&browser.folder.join("election"))?;
    let programs = Programs::ready(folder.logs())?;
    let scenario = Scenario::town(VOTERS);
    election::run(async {
        let mut steps = Steps::default();
        let mut stage = Stage::open(&programs, &folder, &scenario, Some(&pages), &mut steps).await?;
        stage.cast(GUESTS, &mut steps).await?;
        let guests = guests(&stage);
        let guests = guests.split_at(CARELESS.min(guests.len()));
        let others = Others::start(&folder, &pages).await?;
        let small = small::prepare(&folder, &pages).await?;
        let scene = browser.describe(&stage, guests, &others.pages, &small)?;
        // What the public sees is compared with what the board says: nobody votes there meanwhile.
        browser.test(
            &[
                &["public.test.mjs", "trustee.test.mjs"],
                &["small.test.mjs", "budget.test.mjs"],
            ],
            &scene,
        )?;
        others.board.stop().await?;
        browser.test(
            &[
                &["vote.test.mjs", "a11y.test.mjs"],
                &["robust.test.mjs", "track.test.mjs"],
            ],
            &scene,
        )?;
        stage.guests_have_voted();
        let report = stage.finish(&mut steps).await?;
        report.must_equal(&stage.expected())?;
        browser.describe(&stage, guests, &Value::Null, &small)?;
        browser.test(
            &[
                &["result.test.mjs", "closed.test.mjs"],
                &["anywhere.test.mjs", "track.test.mjs"],
            ],
            &scene,
        )?;
        say::note(format_args!("screenshots: {}", browser.folder.display()));
        stage.stop().await
    })
}

/// Voters who choose among twenty options in a real browser; what `pages.bench.mjs` prints about how long they waited.
///
/// # Errors
/// If a program or the browser fails.
pub(crate) fn measure() -> Result<String> {
    let browser = Browser {
        node: node::ensure()?,
        chromium: chromium::ensure()?,
        folder: place::target().join("bench-browser"),
    };
    let pages = web::build(&web::Options::default())?;
    let folder = Folder::create(&browser.folder.join("election"))?;
    let programs = Programs::ready(folder.logs())?;
    let scenario = Scenario::pabulib(&node::folder().join("twenty.pb"))?;
    election::run(async {
        let mut steps = Steps::default();
        let mut stage = Stage::open(&programs, &folder, &scenario, Some(&pages), &mut steps).await?;
        stage.cast(MEASURED, &mut steps).await?;
        let scene = browser.describe(&stage, (&[], &guests(&stage)), &Value::Null, &Value::Null)?;
        let mut command = browser.command(&scene, &["pages.bench.mjs"]);
        let output = process::exchange(&mut command, "")?;
        stage.stop().await?;
        Ok(output)
    })
}

/// Asks the workers' programs by themselves, in node.js: one with a real board, the one that verifies about every record of the
/// tests, too.
///
/// # Errors
/// If a test fails, or something that it needs cannot be made.
pub(crate) fn ask_workers(corpus: Corpus) -> Result<()> {
    let pages = web::build(&web::Options::default())?;
    let folder = Folder::create(&place::target().join("worker"))?;
    let small = election::run(small::prepare(&folder, &pages))?;
    let corpus = second::corpus(corpus)?;
    let verifier = Programs::ready(folder.logs())?.program("verifier-cli");
    let scene = folder.record().join("scene.json");
    fs::write(
        &scene,
        serde_json::to_vec(
            &json!({ "small": small, "pages": pages, "corpus": corpus, "verifier": verifier }),
        )?,
    )?;
    let mut command = Command::new(node::ensure()?.program);
    process::run(command.current_dir(node::folder()).env("SCENE", scene).args([
        "--test",
        // Both start the same board.
        "--test-concurrency=1",
        "--test-reporter=spec",
        "worker.test.mjs",
        "verifier.test.mjs",
    ]))
}

/// Elections at stages that pass too quickly to be looked at, on a board of their own.
struct Others {
    board: Board,
    /// Their pages, by stage.
    pages: Value,
}

impl Others {
    async fn start(folder: &Folder, pages: &Path) -> Result<Self> {
        let (data, logs) = (folder.board().join("others"), folder.logs().join("others"));
        fs::create_dir_all(&logs)?;
        let programs = Programs::ready(logs)?;
        let board = Board::start(&programs, &data, vec!["--web".into(), pages.into()]).await?;
        let info = BoardClient::new(board.address()).board().await?;
        let mut stages = Map::new();
        for (seed, stage) in (1..).zip(STAGES) {
            let mut record = Record::new(Roles::new(seed, 5).on_board(&info.name, info.key));
            record.advance(stage);
            board.publish(&data, &record).await?;
            let page = format!("{}/election/{}", board.address(), record.election().id());
            stages.insert(format!("{stage:?}"), page.into());
        }
        Ok(Self {
            board,
            pages: stages.into(),
        })
    }
}

struct Browser {
    node: Node,
    chromium: PathBuf,
    folder: PathBuf,
}

impl Browser {
    /// Writes what the tests have to know about the election, about these guests, the careless ones and the others, about other
    /// elections, and about the small one.
    fn describe(
        &self,
        stage: &Stage<'_>,
        (careless, guests): (&[Value], &[Value]),
        others: &Value,
        small: &Value,
    ) -> Result<PathBuf> {
        let scene = json!({
            "chromium": self.chromium,
            "screenshots": self.folder,
            "resultsPage": stage.results_page(),
            "careless": careless,
            "guests": guests,
            "expected": stage.expected(),
            "finished": others.is_null(),
            "stages": others,
            "small": small,
            "receipts": stage.receipts(),
            "checks": stage.checks(),
            "broken": stage.broken_receipt()?,
            "verifier": stage.program("verifier-cli"),
            "programs": stage.program("tally").parent(),
            "pages": web::default_folder(),
            "record": self.folder.join("election"),
            "anywhere": web::default_verify_folder(),
        });
        let file = self.folder.join("scene.json");
        fs::write(&file, serde_json::to_vec_pretty(&scene)?).with_context(|| file.display().to_string())?;
        Ok(file)
    }

    fn command(&self, scene: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.node.program);
        command
            .current_dir(node::folder())
            .env("SCENE", scene)
            .args(arguments);
        command
    }

    /// Runs files of tests: all lanes at the same time, and those of a lane one after the other, because they build on each
    /// other.
    fn test(&self, lanes: &[&[&str]], scene: &Path) -> Result<()> {
        let run = |file: &&str| {
            let command = &mut self.command(scene, &["--test", "--test-reporter=spec", file]);
            process::run_quietly(command).map_err(|error| {
                let hint = format!("screenshots up to there are in {}", self.folder.display());
                Failure::wrong(error.to_string()).hint(hint)
            })
        };
        thread::scope(|scope| {
            let lanes: Vec<_> = lanes
                .iter()
                .map(|files| scope.spawn(move || files.iter().try_for_each(run)))
                .collect();
            // All of them end before one's failure is told.
            let outcomes: Vec<_> = lanes.into_iter().map(thread::ScopedJoinHandle::join).collect();
            for outcome in outcomes {
                outcome.map_err(|_| anyhow!("a thread of tests has panicked"))??;
            }
            Ok(())
        })
    }
}

/// Voters with what they would choose.
fn guests(stage: &Stage<'_>) -> Vec<Value> {
    let guests = stage.guests().map(|(row, ballots)| {
        let ballots: Vec<Value> = ballots
            .iter()
            .map(|choices| ballot(stage.contests(), choices))
            .collect();
        json!({ "link": row.link, "code": row.code, "weight": row.weight, "ballots": ballots })
    });
    guests.collect()
}

/// A ballot in the words of the pages.
fn ballot(contests: &[Contest], choices: &[Vec<u32>]) -> Value {
    let contests = contests.iter().zip(choices).map(|(contest, values)| {
        let options = contest.options.iter().zip(values);
        let options =
            options.map(|(option, value)| json!({ "label": option.label.pick("en"), "value": value }));
        json!({
            "title": contest.title.pick("en"),
            "rule": contest.rule,
            "options": options.collect::<Vec<_>>(),
            "blank": contest.rule.blank() && values.last() == Some(&1),
        })
    });
    contests.collect()
}
