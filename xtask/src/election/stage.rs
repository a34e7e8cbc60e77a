//! The election, step by step: each role is the real program in its own process with its own folder.

use super::{
    board::Board,
    casting::{self, CLIENTS, Voter},
    folder::Folder,
    outcome::{self, Report},
    pictures,
    programs::Programs,
    roles::{DECRYPTING, Official, Place, Registrar, Trustees},
    scenario::{Choices, Scenario, WITNESSES},
    steps::Steps,
    witness::Witness,
};
use crate::failure::Failure;
use anyhow::{Context as _, Result};
use bulletin_board_client::{
    BoardClient,
    follow::{BallotProofs, Follower},
};
use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode},
    hash::Hash,
    signature::SigningKey,
};
use ostrakon_record::{
    election::{Election, Phase},
    manifest::Contest,
    receipt::Receipt,
    tlog::{KeyName, WitnessedCheckpoint, checkpoint::log_key},
    verify::{ExpectedContest, ExpectedOption},
};
use registrar::mailing::CodeRow;
use std::{
    ffi::{OsStr, OsString},
    fs::{self, File},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// How long witnesses may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How many voters look for their ballots with the verifier.
const TRACKERS: usize = 5;
/// Every so many voters, one checks the booth before voting.
const SKEPTICS: usize = 10;

/// A running election.
#[derive(Debug)]
pub(crate) struct Stage<'a> {
    programs: &'a Programs,
    folder: &'a Folder,
    scenario: &'a Scenario,
    board: Board,
    /// Whether the manifest names the voters' pages.
    pinned: bool,
    /// They run as long as the board.
    witnesses: Vec<Witness>,
    election: Hash,
    codes: Vec<CodeRow>,
    /// Each counted ballot.
    cast: Vec<Choices>,
    /// What those who have not voted would choose: each voter's ballots, in order.
    guests: Vec<Vec<Choices>>,
    receipts: Vec<Receipt>,
    /// Of what voters had opened.
    checks: Vec<Receipt>,
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
                if let Some(pages) = pages {
                    pictures::write(pages)?;
                }
                let more = pages.map_or_else(Vec::new, |pages| vec!["--web".into(), pages.into()]);
                let board = Board::start(programs, &folder.board(), more).await?;
                let address = board.address().to_owned();
                Ok((board, address))
            })
            .await?;
        let witnesses = match scenario.file() {
            None => {
                steps
                    .step("3 witnesses start", witnesses(programs, folder))
                    .await?
            }
            Some(_) => Vec::new(),
        };
        let trustees = Trustees { programs, folder };
        steps.step("3 trustees make their keys", trustees.init()).await?;
        let registrar = Registrar { programs, folder };
        steps.step("the registrar makes a key", registrar.init()).await?;
        let official = Official { programs, folder };
        let election = steps
            .step("the official defines the election", async {
                let election = official
                    .define(scenario, board.address(), &witnesses, pages)
                    .await?;
                follow(folder, board.address(), election).await?;
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
            .step(
                "the registrar hands out voter codes",
                registrar.hand_out(scenario, &at),
            )
            .await?;
        steps
            .step("the registrar posts the roll", registrar.post())
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
            pinned: pages.is_some(),
            witnesses,
            election,
            codes,
            cast: Vec::new(),
            guests: Vec::new(),
            receipts: Vec::new(),
            checks: Vec::new(),
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
        let checking = voters.iter().filter(|voter| voter.practice.is_some()).count();
        let name = format!(
            "{} voters cast {total} ballots; {checking} check the booth first",
            voters.len()
        );
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
        self.checks = turnout.checks;
        Ok(())
    }

    fn voters(&self, election: &Election, ballots: Vec<Vec<Choices>>) -> Result<Vec<Voter>> {
        let nonce = election.manifest().nonce;
        let mut pretended = None;
        self.codes
            .iter()
            .zip(ballots)
            .enumerate()
            .map(|(position, (row, ballots))| {
                // What is opened is public, so it had better not be what one wants: the voter before is imitated.
                let practice = pretended.take().filter(|_| position % SKEPTICS == 1);
                pretended = ballots.first().cloned();
                Ok(Voter {
                    key: CredentialKey::derive(&nonce, &VoterCode::parse(&row.code)?),
                    practice,
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

    /// Receipts of the ballots that were cast.
    pub(crate) fn receipts(&self) -> &[Receipt] {
        &self.receipts
    }

    /// Receipts of the ballots that were opened.
    pub(crate) fn checks(&self) -> &[Receipt] {
        &self.checks
    }

    /// A receipt that the board's key has signed for the same line as this one, but of other bytes.
    ///
    /// # Errors
    /// If the board's key cannot be read.
    pub(crate) fn broken_receipt(&self) -> Result<Receipt> {
        let seed = fs::read_to_string(self.folder.board().join("board.key"))?;
        let seed: Hash = seed.trim_end().parse()?;
        let key = SigningKey::from_seed(seed.as_bytes());
        let first = self.receipts.first().context("a receipt")?;
        let lost = Hash::of(b"a line that was lost");
        Ok(Receipt::sign(&key, self.election, first.seq, lost, first.body))
    }

    /// Where a program is.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.programs.program(name)
    }

    /// The election's page.
    pub(crate) fn results_page(&self) -> String {
        format!("{}/election/{}", self.board.address(), self.election)
    }

    /// The counts that must come out: of a replay, those that were published.
    pub(crate) fn expected(&self) -> Vec<ExpectedContest> {
        let published = self.scenario.published();
        let counts = self.contests.iter().enumerate().map(|(number, contest)| {
            let voted = |place: usize| -> u64 {
                let values = (1..).zip(&self.cast).filter_map(|(voter, choices)| {
                    let value = u64::from(*choices.get(number)?.get(place)?);
                    Some(value * u64::from(self.scenario.weight(voter)))
                });
                values.sum()
            };
            let options = contest.options.iter().enumerate().map(|(place, option)| {
                let count = published
                    .as_ref()
                    .and_then(|published| published.get(number)?.get(place).copied())
                    .unwrap_or_else(|| voted(place));
                ExpectedOption {
                    id: option.id.clone(),
                    count,
                }
            });
            ExpectedContest {
                contest: contest.id.clone(),
                options: options.collect(),
                blank: contest.rule.blank().then(|| voted(contest.options.len())),
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
        if !self.witnesses.is_empty() {
            steps
                .step("witnesses have seen the whole log", self.witnessed(&board))
                .await?;
        }
        steps.step("an observer fetches the record", self.fetch()).await?;
        if self.pinned {
            steps
                .step("compares the voters' pages with it", self.compare_pages())
                .await?;
        }
        steps.step("and verifies it", self.verify()).await
    }

    /// Waits until the newest checkpoint covers all lines and has its quorum.
    async fn witnessed(&self, board: &BoardClient) -> Result<((), String)> {
        let mut follower = Follower::new(board.clone(), self.election, BallotProofs::Skip);
        let election = follower.update(None).await?;
        let (lines, policy) = (election.entries(), election.manifest().policy()?);
        let start = Instant::now();
        loop {
            let text = board.checkpoint(&self.election).await?;
            let newest = WitnessedCheckpoint::open(&text, &policy)?;
            if newest.checkpoint().size == lines && newest.check_quorum().is_ok() {
                let (seen, all) = (newest.cosignatures().len(), policy.witnesses().len());
                return Ok(((), format!("{seen} of {all} have cosigned its {lines} lines")));
            }
            if start.elapsed() > PATIENCE {
                return Err(Failure::wrong(format!(
                    "the checkpoint of all {lines} lines lacks its quorum after {} s",
                    PATIENCE.as_secs()
                ))
                .hint(format!("see {}", self.programs.log("bulletin-board").display()))
                .into());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
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
        let receipts: Vec<Receipt> = self.receipts.iter().chain(&self.checks).copied().collect();
        outcome::look_up(&receipts, &log)?;
        let size = fs::metadata(&log)?.len() / 1000;
        Ok((
            (),
            format!("{size} KB; all {} receipts are in it", receipts.len()),
        ))
    }

    /// Compares the pages that the board sends with those that the election was defined with.
    async fn compare_pages(&self) -> Result<((), String)> {
        let arguments: [&OsStr; 4] = [
            "booth".as_ref(),
            self.board.address().as_ref(),
            "--record".as_ref(),
            self.folder.record().as_os_str(),
        ];
        let printed = self.programs.run("verifier-cli", "booth", arguments).await?;
        Ok(((), printed.trim().to_owned()))
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

async fn witnesses(programs: &Programs, folder: &Folder) -> Result<(Vec<Witness>, String)> {
    let logs = folder.followed();
    File::create(&logs)?;
    let mut witnesses = Vec::new();
    for number in 1..=WITNESSES {
        let name = format!("witness{number}.example/demo");
        witnesses.push(Witness::start(programs, &name, &folder.witness(number), &logs).await?);
    }
    let remark = "they will watch the log, and cosign as long as it only grows".to_owned();
    Ok((witnesses, remark))
}

/// Tells the witnesses the key of the election's log.
async fn follow(folder: &Folder, board: &str, election: Hash) -> Result<()> {
    let mut follower = Follower::new(BoardClient::new(board), election, BallotProofs::Skip);
    let log = &follower.update(Some(1)).await?.manifest().log;
    let key = log_key(&KeyName::new(&log.origin)?, log.key);
    Ok(fs::write(folder.followed(), format!("{key}\n"))?)
}
