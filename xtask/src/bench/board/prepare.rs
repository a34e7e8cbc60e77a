//! An election and its sealed ballots, made once and kept.

use super::server::{Database, Server};
use crate::{election::Programs, failure::Failure, place};
use anyhow::{Context as _, Result};
use bulletin_board_client::BoardClient;
use indicatif::{ProgressBar, ProgressStyle};
use ostrakon_crypto::{credential::CredentialKey, signature::VerifyingKey};
use ostrakon_record::{
    booth::{NextBallot, Sealed},
    election::{Election, VotingParameters},
    entry::{Entry, Submission},
    manifest::Rule,
};
use ostrakon_tests::fixture::{Record, Roles, Stage};
use rand_core::OsRng;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
};

/// Files that make a board the one that the election names.
const IDENTITY: [&str; 2] = ["board.key", "admin.token"];

/// How much to prepare.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) ballots: usize,
    /// Of the only contest, of which each voter chooses one.
    pub(super) options: usize,
}

/// An election that is ready for ballots, and one ballot of each voter.
#[derive(Debug)]
pub(super) struct Prepared {
    folder: PathBuf,
    /// Lines up to the opening.
    pub(super) setup: Vec<Submission>,
    /// The state after them.
    pub(super) election: Election,
    pub(super) ballots: usize,
}

impl Prepared {
    /// What an earlier run has prepared, or else prepares it.
    ///
    /// # Errors
    /// If files cannot be written or the board does not start.
    pub(super) async fn ready(size: Size, programs: &Programs) -> Result<Self> {
        let folder = place::target()
            .join("bench-board")
            .join(format!("{}-ballots-{}-options", size.ballots, size.options));
        if let Some(prepared) = Self::read(&folder, size.ballots) {
            return Ok(prepared);
        }
        let _ = fs::remove_dir_all(&folder);
        let prepared = make(size, &folder, programs)
            .await
            .with_context(|| folder.display().to_string())?;
        Ok(prepared)
    }

    /// None if something is missing, or was written by a version with other formats.
    fn read(folder: &Path, ballots: usize) -> Option<Self> {
        let file = File::open(ballots_file(folder)).ok()?;
        if BufReader::new(file).lines().count() != ballots {
            return None;
        }
        let text = fs::read_to_string(folder.join("setup.jsonl")).ok()?;
        let setup: Vec<Submission> = text
            .lines()
            .map(|line| Submission::parse(line.as_bytes()).ok())
            .collect::<Option<_>>()?;
        let election = replay(&setup)?;
        Some(Self {
            folder: folder.to_owned(),
            setup,
            election,
            ballots,
        })
    }

    /// One submission a line.
    pub(super) fn ballots_file(&self) -> PathBuf {
        ballots_file(&self.folder)
    }

    /// Makes the board that will run on this folder the one that the election names.
    ///
    /// # Errors
    /// If its files cannot be copied.
    pub(super) fn identify(&self, data: &Path) -> Result<()> {
        for file in IDENTITY {
            fs::copy(self.folder.join(file), data.join(file)).with_context(|| file.to_owned())?;
        }
        Ok(())
    }

    /// The token of the board's operator.
    ///
    /// # Errors
    /// If its file cannot be read.
    pub(super) fn token(&self) -> Result<String> {
        Ok(fs::read_to_string(self.folder.join("admin.token"))?
            .trim_end()
            .to_owned())
    }

    /// Of the board.
    pub(super) fn log_key(&self) -> VerifyingKey {
        self.election.manifest().log.key
    }
}

fn ballots_file(folder: &Path) -> PathBuf {
    folder.join("ballots.jsonl")
}

/// The state after these lines, if nothing is wrong with them.
fn replay(setup: &[Submission]) -> Option<Election> {
    let (first, rest) = setup.split_first()?;
    let entry = Entry::place(0, ostrakon_crypto::hash::Hash::ZERO, first.clone()).ok()?;
    let (mut election, violations) = Election::begin(&entry).ok()?;
    if !violations.is_empty() {
        return None;
    }
    for line in rest {
        let entry = Entry::place(election.entries(), *election.head(), line.clone()).ok()?;
        if !election.examine(&entry).is_empty() {
            return None;
        }
        election.absorb(&entry);
    }
    election.voting_parameters().map(|_| election)
}

async fn make(size: Size, folder: &Path, programs: &Programs) -> Result<Prepared> {
    // A first start makes the board's key, which the manifest names.
    let first = folder.join("first-start");
    let server = Server::start(programs, &first, Database::Sqlite).await?;
    let info = BoardClient::new(server.board.address()).board().await?;
    server.stop().await?;
    for file in IDENTITY {
        fs::copy(first.join(file), folder.join(file))?;
    }
    fs::remove_dir_all(first)?;

    let spinner = ProgressBar::new_spinner().with_message(format!("{} voters' keys, the roll", size.ballots));
    let roles = Roles::new(1, size.ballots).on_board(&info.name, info.key);
    let mut manifest = roles.manifest();
    manifest.contests.truncate(1);
    for contest in &mut manifest.contests {
        let option = contest
            .options
            .first()
            .context("a contest without options")?
            .clone();
        contest.options = (1..=size.options)
            .map(|number| {
                let mut option = option.clone();
                option.id = format!("option-{number}");
                option
            })
            .collect();
        contest.rule = Rule::Choose {
            minimum: 1,
            maximum: 1,
            blank: false,
        };
    }
    let mut record = Record::with_manifest(roles, manifest);
    record.advance(Stage::Open);
    let setup: Vec<Submission> = record
        .entries()
        .iter()
        .map(|entry| entry.submission().clone())
        .collect();
    let election = replay(&setup)
        .ok_or_else(|| Failure::wrong(format!("no election can be held about {} options", size.options)))?;
    spinner.finish_and_clear();
    fs::write(folder.join("setup.jsonl"), lines(&setup))?;

    let parameters = election.voting_parameters().context("voting is not open")?;
    let style = "{wide_bar} {pos} of {len} ballots sealed, {eta} left";
    let progress =
        ProgressBar::new(size.ballots.try_into()?).with_style(ProgressStyle::with_template(style)?);
    let voters: Vec<(usize, &CredentialKey)> = record
        .roles
        .voters
        .iter()
        .map(|voter| &voter.key)
        .enumerate()
        .collect();
    let ballots = voters
        .par_iter()
        .map(|(number, key)| {
            let ballot = seal(&election, &parameters, key, number % size.options, size.options);
            progress.inc(1);
            ballot
        })
        .collect::<Result<Vec<Submission>>>()?;
    progress.finish_and_clear();
    // It appears whole or not at all.
    let unfinished = folder.join("ballots.new");
    fs::write(&unfinished, lines(&ballots))?;
    fs::rename(unfinished, ballots_file(folder))?;
    Ok(Prepared {
        folder: folder.to_owned(),
        setup,
        election,
        ballots: size.ballots,
    })
}

fn seal(
    election: &Election,
    parameters: &VotingParameters,
    key: &CredentialKey,
    chosen: usize,
    options: usize,
) -> Result<Submission> {
    let choices: Vec<u32> = (0..options).map(|option| u32::from(option == chosen)).collect();
    let sealed = Sealed::seal(
        election.style(),
        parameters,
        key,
        NextBallot::FIRST,
        &[choices],
        &mut OsRng,
    )?;
    Ok(sealed.cast(key, &mut OsRng))
}

fn lines(submissions: &[Submission]) -> String {
    submissions
        .iter()
        .map(|submission| submission.encode() + "\n")
        .collect()
}
