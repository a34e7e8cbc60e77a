//! What was found.

use super::{CheckId, Growth, Party, Seen, findings::Findings};
use crate::{
    election::{Election, HandedOn, PastSession, Phase},
    text::Text,
};
use core::fmt;
use ostrakon_crypto::{hash::Hash, index::TrusteeIndex};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The outcome of a verification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The answer.
    pub verdict: Verdict,
    /// Election id, if line 0 was usable.
    pub election: Option<Hash>,
    /// Title in all its languages.
    pub title: Option<Text>,
    /// Where the election stands.
    pub phase: Option<Phase>,
    /// Number of lines read.
    pub entries: u64,
    /// Hash of the last line.
    pub head: Hash,
    /// Number of ballot lines.
    pub ballots: u64,
    /// Number of credentials on the roll.
    pub voters: u64,
    /// Sessions of key generation that were given up: by which line, whose fault, why.
    pub given_up: Vec<PastSession>,
    /// Refreshes that were completed: by which line they began, and who holds the key since.
    pub handed_on: Vec<HandedOn>,
    /// Every check, in order.
    pub checks: Vec<CheckReport>,
    /// The counts, only if nothing failed.
    pub result: Option<Vec<ContestCounts>>,
    /// Number of counted ballots.
    pub counted: u64,
    /// Number of ballots that voters opened to check them; none of them is counted.
    pub opened: u64,
    /// Why there is no result, where that is no failure.
    pub note: Option<String>,
    /// The ballots among the first lines, at some numbers of them, ascending.
    pub growth: Vec<Growth>,
    /// When witnesses of the election's policy saw how many lines, at some numbers of them; lines themselves have no times.
    pub seen: Vec<Seen>,
}

/// The answer of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing failed, and the election is over.
    Verified,
    /// At least one check failed.
    Failed,
    /// Nothing failed, but the record does not reach an end with counts.
    Incomplete,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Verified => "verified",
            Self::Failed => "failed",
            Self::Incomplete => "incomplete",
        })
    }
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// Which.
    pub id: CheckId,
    /// What it means.
    pub title: String,
    /// How it went.
    pub status: CheckStatus,
    /// All failures, or the first 10,000.
    pub findings: Vec<Finding>,
    /// Number of failures besides those.
    pub omitted: u64,
}

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckStatus {
    /// Ran and found nothing.
    Pass,
    /// Found something.
    Fail,
    /// Had nothing to check, or is not built yet. Not a pass.
    NotRun,
}

impl fmt::Display for CheckStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pass => "PASS",
            Self::Fail => "FAIL",
            Self::NotRun => "NOT-RUN",
        })
    }
}

/// One failure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The line it concerns.
    pub seq: Option<u64>,
    /// Who has signed what is wrong. None if nobody has, as of a line's place: then it is the board's doing if a checkpoint
    /// of its covers the line, or else anybody's who wrote the copy.
    pub by: Option<Party>,
    /// What is wrong.
    pub message: String,
}

/// The counts of a contest, with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContestCounts {
    /// Contest id.
    pub contest: String,
    /// The question.
    pub title: Text,
    /// In manifest order.
    pub options: Vec<OptionCount>,
    /// Sum of the weights of the blank votes; none where the rule does not allow them.
    pub blank: Option<u64>,
    /// Ids of the options with the highest count.
    pub leading: Vec<String>,
}

/// The count of an option, with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionCount {
    /// Option id.
    pub id: String,
    /// The option's words.
    pub label: Text,
    /// Sum of weight × value.
    pub count: u64,
}

impl Report {
    /// The checks that failed.
    pub fn failed(&self) -> impl Iterator<Item = &CheckReport> {
        self.checks
            .iter()
            .filter(|check| check.status == CheckStatus::Fail)
    }

    /// The checks that did not run.
    pub fn not_run(&self) -> impl Iterator<Item = &CheckReport> {
        self.checks
            .iter()
            .filter(|check| check.status == CheckStatus::NotRun)
    }
}

/// The lines that were read.
pub(super) struct Read {
    pub(super) entries: u64,
    pub(super) head: Hash,
    pub(super) growth: Vec<Growth>,
    pub(super) seen: Vec<Seen>,
}

pub(super) fn assemble(
    election: Option<&Election>,
    read: Read,
    ran: &BTreeSet<CheckId>,
    found: &Findings,
) -> Report {
    let mut checks: Vec<CheckReport> = CheckId::ALL
        .iter()
        .map(|id| CheckReport {
            id: *id,
            title: id.title().to_owned(),
            status: if found.has(*id) {
                CheckStatus::Fail
            } else if ran.contains(id) {
                CheckStatus::Pass
            } else {
                CheckStatus::NotRun
            },
            findings: Vec::new(),
            omitted: found.omitted(*id),
        })
        .collect();
    // What a voter's line says beside a wrong signature, nobody has said.
    let unsigned: BTreeSet<u64> = found
        .iter()
        .filter(|(id, _)| *id == CheckId::B3)
        .filter_map(|(_, finding)| finding.seq)
        .collect();
    for (id, finding) in found.iter() {
        let mut finding = finding.clone();
        if finding.seq.is_some_and(|seq| unsigned.contains(&seq)) {
            finding.by = None;
        }
        if let Some(check) = checks.iter_mut().find(|check| check.id == *id) {
            check.findings.push(finding);
        }
    }
    for check in &mut checks {
        // What concerns no single line comes last.
        check
            .findings
            .sort_by_key(|finding| finding.seq.unwrap_or(u64::MAX));
    }
    let failed = checks.iter().any(|check| check.status == CheckStatus::Fail);
    let phase = election.map(Election::phase);
    let verdict = match phase {
        _ if failed => Verdict::Failed,
        Some(Phase::Finished | Phase::Withheld) => Verdict::Verified,
        _ => Verdict::Incomplete,
    };
    Report {
        verdict,
        election: election.map(|election| *election.id()),
        title: election.map(|election| election.manifest().title.clone()),
        phase,
        entries: read.entries,
        head: read.head,
        ballots: election.map_or(0, Election::ballots),
        voters: election.map_or(0, |election| election.roll().count),
        given_up: election.map_or_else(Vec::new, |election| election.past_sessions().to_vec()),
        handed_on: election.map_or_else(Vec::new, |election| election.handed_on().to_vec()),
        checks,
        result: election.filter(|_| !failed).and_then(counts),
        counted: election.map_or(0, Election::counted),
        opened: election.map_or(0, Election::opened),
        note: election.and_then(note),
        growth: read.growth,
        seen: read.seen,
    }
}

fn counts(election: &Election) -> Option<Vec<ContestCounts>> {
    let result = election.published_result()?;
    let contests = election.manifest().contests.iter().zip(&result.contests);
    Some(
        contests
            .map(|(contest, counted)| ContestCounts {
                contest: contest.id.clone(),
                title: contest.title.clone(),
                options: contest
                    .options
                    .iter()
                    .zip(&counted.options)
                    .map(|(option, counted)| OptionCount {
                        id: option.id.clone(),
                        label: option.label.clone(),
                        count: counted.count,
                    })
                    .collect(),
                blank: counted.blank,
                leading: counted.leading.clone(),
            })
            .collect(),
    )
}

fn note(election: &Election) -> Option<String> {
    match election.phase() {
        Phase::Finished => None,
        Phase::Aborted => Some(format!(
            "the authority ended the election without a result: {}",
            election.abort_reason().unwrap_or_default()
        )),
        Phase::Withheld => Some(format!(
            "no result: {} ballots are counted, and nothing is decrypted under {}",
            election.counted(),
            election.manifest().minimum_ballots
        )),
        Phase::Intent | Phase::Decryption => {
            let done: Vec<String> = election
                .valid_partials()
                .map(|index: TrusteeIndex| index.to_string())
                .collect();
            Some(format!(
                "no result yet: {} of {} partial decryptions are there (trustees {})",
                done.len(),
                election.session().threshold.threshold(),
                if done.is_empty() {
                    "none".to_owned()
                } else {
                    done.join(", ")
                }
            ))
        }
        phase => Some(format!("no result yet: the election is {phase}")),
    }
}
