//! The board's HTTP interface against its own description: schemathesis makes up requests, right ones and wrong ones, and
//! holds status, headers and form of each answer against what the description says.

use crate::{
    election::{Board, Programs},
    place, process, setup,
};
use anyhow::{Context as _, Result};
use bulletin_board_client::BoardClient;
use ostrakon_record::entry::{Entry, Signer};
use ostrakon_tests::fixture::{Record, Roles, Stage};
use std::{ffi::OsString, fs, path::Path, process::Command};

/// How it is examined.
const CONFIGURATION: &str = "tests/api/schemathesis.toml";
/// Nothing here is about limits.
const LIMIT: [&str; 2] = ["--limit-per-second", "1000000"];

/// Examines a board with an election in the middle of voting.
///
/// # Errors
/// If an answer is not as described, or something cannot be started.
pub(crate) fn run() -> Result<()> {
    let folder = place::target().join("api");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let programs = Programs::ready(folder.clone())?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let data = folder.join("data");
        let board = Board::start(&programs, &data, LIMIT.map(OsString::from).to_vec()).await?;
        let token = fs::read_to_string(data.join("admin.token"))?;
        let names = Names::of_election(&board, &data).await?;
        // It answers from a process of its own while this waits.
        examine(board.address(), token.trim_end(), &names, &folder)?;
        board.stop().await
    })
}

/// Names of things that are there.
struct Names {
    election: String,
    tracker: String,
    credential: String,
}

impl Names {
    /// Posts an election up to its first ballots.
    async fn of_election(board: &Board, data: &Path) -> Result<Self> {
        let info = BoardClient::new(board.address()).board().await?;
        let mut record = Record::new(Roles::new(7, 5).on_board(&info.name, info.key));
        record.advance(Stage::Voted);
        board.publish(data, &record).await?;
        let ballot = record
            .entries()
            .iter()
            .map(Entry::submission)
            .find(|line| line.signer() == Signer::Voter)
            .context("a ballot")?;
        let roll = record.roles.roll();
        let voter = roll.first().context("a voter")?;
        Ok(Self {
            election: record.election().id().to_string(),
            tracker: ballot.body_hash().to_string(),
            credential: voter.credential.to_string(),
        })
    }
}

/// Runs schemathesis with a configuration that names what this board has.
fn examine(address: &str, token: &str, names: &Names, folder: &Path) -> Result<()> {
    let mut configuration = fs::read_to_string(place::root().join(CONFIGURATION))?;
    for (word, name) in [
        ("{token}", token),
        ("{election}", &names.election),
        ("{tracker}", &names.tracker),
        ("{credential}", &names.credential),
    ] {
        configuration = configuration.replace(word, name);
    }
    fs::write(folder.join("schemathesis.toml"), configuration)?;
    let program = setup::schemathesis::ensure()?.with_file_name("schemathesis");
    process::run(
        Command::new(program)
            .current_dir(folder)
            .args([
                "--no-color",
                "--config-file",
                "schemathesis.toml",
                "run",
                "--url",
                address,
            ])
            .arg(format!("{address}/api/v1/openapi.json")),
    )
}
