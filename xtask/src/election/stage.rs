//! The election, step by step: each role is the real program in its own process with its own folder.

use super::{
    board::Board,
    casting::{self, CLIENTS, Voter},
    folder::Folder,
    outcome::{self, Report},
    programs::Programs,
    scenario::{Choices, Scenario},
    steps::Steps,
};
use crate::failure::Failure;
use admin_cli::voters::{self, CodeRow};
use anyhow::{Context as _, Result};
use bulletin_board_client::{
    BoardClient,
    follow::{BallotProofs, Follower},
};
use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode},
    hash::Hash,
};
use ostrakon_record::{
    election::{Election, Phase},
    manifest::Contest,
    receipt::Receipt,
    verify::{ExpectedContest, ExpectedOption},
};
use std::{
    ffi::{OsStr, OsString},
    fmt::Write as _,
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};
const TRUSTEES: usize = 3;
/// The trustees who decrypt; the other one is not needed.
const DECRYPTING: [usize; 2] = [1, 3];
/// How many voters look for their ballots with the verifier.
const TRACKERS: usize = 5;
/// Seconds after which a trustee stops waiting for the others.
const PATIENCE: u32 = 120;

/// A running election.
#[derive(Debug)]
pub(crate) struct Stage<'a> {
    programs: &'a Programs,
    folder: &'a Folder,
    scenario: &'a Scenario,
    board: Board,
    election: Hash,
    codes: Vec<CodeRow>,
    /// Each counted ballot.
    cast: Vec<Choices>,
    /// What those who have not voted would choose: each voter's ballots, in order.
    guests: Vec<Vec<Choices>>,
    receipts: Vec<Receipt>,
    contests: Vec<Contest>,
}

impl<'a> Stage<'a> {
    /// Everything up to the open ballot box.
    ///
    /// # Errors
    /// If any program fails.
    pub(crate) async fn open(
        programs: &'a Programs,
        folder: &'a Folder,
        scenario: &'a Scenario,
        pages: Option<&Path>,
        steps: &mut Steps,
    ) -> Result<Stage<'a>> {
        let board = steps
            .step("the board starts", async {
                let board = Board::start(programs, &folder.board(), pages).await?;
                let address = board.address().to_owned();
                Ok((board, address))
            })
            .await?;
        let trustees = Trustees { programs, folder };
        steps.step("3 trustees make their keys", trustees.init()).await?;
        let official = Official { programs, folder };
        let election = steps
            .step("the official defines the election", async {
                let election = official.define(scenario, board.address()).await?;
                Ok((election, election.to_string()))
            })
            .await?;
        let at = Place {
            board: board.address().to_owned(),
            election,
        };
        steps
            .step(
                "the trustees generate its key",
                trustees.all("ceremony", &[1, 2, 3], &at),
            )
            .await?;
        let codes = steps
            .step("the registrar hands out voter codes", official.roll(scenario))
            .await?;
        steps
            .step(
                "the trustees prove their shares",
                trustees.all("rehearse", &[1, 2, 3], &at),
            )
            .await?;
        steps
            .step("the official opens the election", official.command("open"))
            .await?;
        Ok(Self {
            programs,
            folder,
            scenario,
            board,
            election,
            codes,
            cast: Vec::new(),
            guests: Vec::new(),
            receipts: Vec::new(),
            contests: Vec::new(),
        })
    }

    /// Casts the ballots of all voters but the last `guests`.
    ///
    /// # Errors
    /// If the board refuses a ballot.
    pub(crate) async fn cast(&mut self, guests: usize, steps: &mut Steps) -> Result<()> {
        let board = BoardClient::new(self.board.address());
        let mut follower = Follower::new(board.clone(), self.election, BallotProofs::Skip);
        let election = follower.update(None).await?;
        self.contests.clone_from(&election.manifest().contests);
        let mut ballots = self.scenario.ballots(election.manifest());
        self.guests = ballots.split_off(ballots.len().saturating_sub(guests));
        self.cast = ballots
            .iter()
            .filter_map(|ballots| ballots.last().cloned())
            .collect();
        let total: usize = ballots.iter().map(Vec::len).sum();
        let voters = self.voters(election, ballots)?;
        let name = format!("{} voters cast {total} ballots", voters.len());
        let turnout = steps
            .step(&name, async {
                let turnout = casting::cast(&board, election, voters).await?;
                let remark = match turnout.repeated {
                    0 => format!("{CLIENTS} at a time"),
                    repeated => format!("{CLIENTS} at a time, {repeated} requests repeated"),
                };
                Ok((turnout, remark))
            })
            .await?;
        self.receipts = turnout.receipts;
        Ok(())
    }

    fn voters(&self, election: &Election, ballots: Vec<Vec<Choices>>) -> Result<Vec<Voter>> {
        let nonce = election.manifest().nonce;
        self.codes
            .iter()
            .zip(ballots)
            .map(|(row, ballots)| {
                Ok(Voter {
                    key: CredentialKey::derive(&nonce, &VoterCode::parse(&row.code)?),
                    ballots,
                })
            })
            .collect()
    }

    /// Links of the voters who have not voted.
    pub(crate) fn guest_links(&self) -> impl Iterator<Item = &str> {
        self.codes
            .iter()
            .skip(self.cast.len())
            .map(|row| row.link.as_str())
    }

    /// Voters who have not voted: their links and codes, and the ballots that they would cast, in order.
    pub(crate) fn guests(&self) -> impl Iterator<Item = (&CodeRow, &[Choices])> {
        let rows = self.codes.iter().skip(self.cast.len());
        rows.zip(self.guests.iter().map(Vec::as_slice))
    }

    /// Somebody else has cast the ballots of all guests.
    pub(crate) fn guests_have_voted(&mut self) {
        let guests = std::mem::take(&mut self.guests);
        self.cast
            .extend(guests.into_iter().filter_map(|mut ballots| ballots.pop()));
    }

    /// What is voted on.
    pub(crate) fn contests(&self) -> &[Contest] {
        &self.contests
    }

    /// The election's page.
    pub(crate) fn results_page(&self) -> String {
        format!("{}/election/{}", self.board.address(), self.election)
    }

    /// The counts that must come out: of a replay, those that were published.
    pub(crate) fn expected(&self) -> Vec<ExpectedContest> {
        let published = self.scenario.published();
        let counts = self.contests.iter().enumerate().map(|(number, contest)| {
            let options = contest.options.iter().enumerate().map(|(place, option)| {
                let count = published
                    .as_ref()
                    .and_then(|published| published.get(number)?.get(place).copied())
                    .unwrap_or_else(|| {
                        self.cast
                            .iter()
                            .filter_map(|choices| choices.get(number)?.get(place))
                            .map(|value| u64::from(*value))
                            .sum()
                    });
                ExpectedOption {
                    id: option.id.clone(),
                    count,
                }
            });
            ExpectedContest {
                contest: contest.id.clone(),
                options: options.collect(),
            }
        });
        counts.collect()
    }

    /// Closes, decrypts with as many trustees as are needed, publishes, fetches the record and verifies it.
    ///
    /// # Errors
    /// If any program fails, or a ballot that was acknowledged is not in the record.
    pub(crate) async fn finish(&self, steps: &mut Steps) -> Result<Report> {
        let official = Official {
            programs: self.programs,
            folder: self.folder,
        };
        let trustees = Trustees {
            programs: self.programs,
            folder: self.folder,
        };
        let at = Place {
            board: self.board.address().to_owned(),
            election: self.election,
        };
        steps
            .step("the official closes the election", official.command("close"))
            .await?;
        let board = BoardClient::new(self.board.address());
        // Too few guests: then nothing is decrypted, and the record has to say just that.
        if board.summary(&self.election).await?.phase != Phase::Withheld {
            steps
                .step(
                    "trustees 1 and 3 verify all and decrypt",
                    trustees.all("decrypt", &DECRYPTING, &at),
                )
                .await?;
            steps
                .step("the official publishes the result", official.command("result"))
                .await?;
        }
        steps.step("an observer fetches the record", self.fetch()).await?;
        steps.step("and verifies it", self.verify()).await
    }

    async fn fetch(&self) -> Result<((), String)> {
        let record = self.folder.record();
        self.programs
            .run(
                "verifier-cli",
                "fetch",
                [
                    "fetch".as_ref(),
                    self.board.address().as_ref(),
                    "--election".as_ref(),
                    self.election.to_string().as_ref(),
                    "--output".as_ref(),
                    record.as_os_str(),
                ],
            )
            .await?;
        let log = record.join("log.jsonl");
        outcome::look_up(&self.receipts, &log)?;
        let size = fs::metadata(&log)?.len() / 1000;
        Ok((
            (),
            format!("{size} KB; all {} receipts are in it", self.receipts.len()),
        ))
    }

    /// With all that an observer may know from elsewhere: the election's id, some voters' trackers and, unless there
    /// are guests whose choices nobody knows, the counts.
    async fn verify(&self) -> Result<(Report, String)> {
        let mut arguments: Vec<OsString> =
            vec!["verify".into(), self.folder.record().into(), "--json".into()];
        arguments.extend(["--election".into(), self.election.to_string().into()]);
        for receipt in self.receipts.iter().take(TRACKERS) {
            arguments.extend(["--tracker".into(), receipt.body.to_string().into()]);
        }
        if self.guests.is_empty() {
            let file = self.folder.expected();
            fs::write(&file, serde_json::to_vec_pretty(&self.expected())?)?;
            arguments.extend(["--expect".into(), file.into()]);
        }
        let printed = self.programs.output("verifier-cli", "verify", arguments).await?;
        let report =
            Report::parse(&printed).with_context(|| self.programs.log("verify").display().to_string())?;
        report.must_be_verified()?;
        let verdict = report.verdict();
        Ok((report, verdict))
    }

    /// Stops the board.
    ///
    /// # Errors
    /// If it does not stop.
    pub(crate) async fn stop(self) -> Result<()> {
        self.board.stop().await
    }
}

/// Which election, on which board.
struct Place {
    board: String,
    election: Hash,
}

struct Trustees<'a> {
    programs: &'a Programs,
    folder: &'a Folder,
}

impl Trustees<'_> {
    async fn init(&self) -> Result<((), String)> {
        let mut runs = Vec::new();
        for number in 1..=TRUSTEES {
            // A real trustee's would be long and random; this one lies in a folder next to the key.
            private_file(
                &self.folder.passphrase(number),
                &format!("the demo's trustee {number}\n"),
            )?;
            let name = ["--name".to_owned(), format!("Trustee {number}")];
            runs.push(self.command("init", number, name));
        }
        self.programs.run_all("tally", runs).await?;
        Ok(((), "each in a folder of its own".to_owned()))
    }

    /// Runs the same command for several trustees at once: they wait for each other.
    async fn all(&self, command: &str, numbers: &[usize], at: &Place) -> Result<((), String)> {
        let runs = numbers.iter().map(|number| {
            let arguments = [
                "--board".to_owned(),
                at.board.clone(),
                "--election".to_owned(),
                at.election.to_string(),
                "--timeout".to_owned(),
                PATIENCE.to_string(),
            ];
            self.command(command, *number, arguments)
        });
        self.programs.run_all("tally", runs.collect()).await?;
        Ok(((), format!("{} processes", numbers.len())))
    }

    fn command<const N: usize>(
        &self,
        command: &str,
        number: usize,
        arguments: [String; N],
    ) -> (String, Vec<OsString>) {
        let mut all: Vec<OsString> = vec![
            command.into(),
            "--dir".into(),
            self.folder.trustee(number).into(),
            "--passphrase-file".into(),
            self.folder.passphrase(number).into(),
        ];
        all.extend(arguments.map(OsString::from));
        (format!("tally-{command}-{number}"), all)
    }
}

struct Official<'a> {
    programs: &'a Programs,
    folder: &'a Folder,
}

impl Official<'_> {
    async fn define(&self, scenario: &Scenario, board: &str) -> Result<Hash> {
        let trustees: Vec<PathBuf> = (1..=TRUSTEES)
            .map(|number| self.folder.trustee(number).join("trustee.pub.json"))
            .collect();
        let mut arguments: Vec<OsString> = vec!["new".into()];
        if let Some(file) = scenario.file() {
            arguments.extend(["--from-pabulib".into(), file.into()]);
            arguments.extend(["--threshold".into(), DECRYPTING.len().to_string().into()]);
            for file in trustees {
                arguments.extend(["--trustee".into(), file.into()]);
            }
        } else {
            let definition = self.folder.definition();
            fs::write(&definition, scenario.definition(now(), &trustees))?;
            arguments.push(definition.into());
        }
        arguments.extend(["--board".into(), board.into()]);
        arguments.extend(["--dir".into(), self.folder.official().into()]);
        arguments.extend([
            "--token-file".into(),
            self.folder.board().join("admin.token").into(),
        ]);
        let printed = self
            .programs
            .run("election-admin", "election-admin-new", arguments)
            .await?;
        Ok(printed.trim().parse()?)
    }

    async fn roll(&self, scenario: &Scenario) -> Result<(Vec<CodeRow>, String)> {
        let list = self.folder.voters();
        let mut rows = "id,name,email\n".to_owned();
        for number in 1..=scenario.voters() {
            // Writing to a string does not fail.
            let _ = writeln!(rows, "v{number},Voter {number},");
        }
        fs::write(&list, rows)?;
        let arguments: [&OsStr; 4] = [
            "roll".as_ref(),
            list.as_ref(),
            "--dir".as_ref(),
            &self.folder.official().into_os_string(),
        ];
        self.programs
            .run("election-admin", "election-admin-roll", arguments)
            .await?;
        let codes = voters::read_codes(&self.folder.official().join("codes.csv")).map_err(Failure::from)?;
        let remark = format!("{} voters", codes.len());
        Ok((codes, remark))
    }

    async fn command(&self, command: &str) -> Result<((), String)> {
        let folder = self.folder.official();
        let arguments: [&OsStr; 3] = [command.as_ref(), "--dir".as_ref(), folder.as_ref()];
        self.programs
            .run("election-admin", &format!("election-admin-{command}"), arguments)
            .await?;
        Ok(((), String::new()))
    }
}

fn private_file(path: &Path, text: &str) -> Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .with_context(|| path.display().to_string())?;
    Ok(file.write_all(text.as_bytes())?)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the demo reads a clock: an election begins now"
)]
fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
}
