//! The verifier (docs/record.md §6): replays a record line by line and believes nothing it can recompute.
//!
//! - [`check`]: the checks and their ids
//! - [`report`]: what was found
//! - `transparency`: checkpoints, receipts and earlier copies
//! - `window`: the lines that are decoded, and the voters' lines that are proved, together and in parallel

pub mod check;
pub mod report;
mod transparency;
mod window;

pub use check::CheckId;
pub use report::{CheckReport, CheckStatus, Finding, Report, Verdict};
pub use transparency::{EarlierCopy, Testimony};

use crate::{
    body::ContestResult,
    election::{Claim, Election, Phase, Violation},
    entry::{Entry, LineError},
    manifest::Manifest,
};
use core::mem;
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use transparency::{Milestones, Transparency};
use window::{Claims, Window, both, faults};

/// What an observer knows from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// Election id, from a poster or a letter.
    pub election: Option<Hash>,
    /// The authority's key.
    pub authority: Option<VerifyingKey>,
    /// The registrar's key.
    pub registrar: Option<VerifyingKey>,
    /// The log's key.
    pub board: Option<VerifyingKey>,
    /// The trustees' signing keys, in order.
    pub trustees: Option<Vec<VerifyingKey>>,
}

impl Anchors {
    fn is_empty(&self) -> bool {
        self.election.is_none()
            && self.authority.is_none()
            && self.registrar.is_none()
            && self.board.is_none()
            && self.trustees.is_none()
    }

    fn differences(&self, id: &Hash, manifest: &Manifest) -> Vec<String> {
        fn compare<T: PartialEq>(found: &mut Vec<String>, what: &str, expected: Option<&T>, actual: &T) {
            if expected.is_some_and(|expected| expected != actual) {
                found.push(format!("the record's {what} is not the expected one"));
            }
        }
        let mut found = Vec::new();
        if let Some(expected) = self.election.filter(|expected| expected != id) {
            found.push(format!(
                "the record is of election {id}, not of the expected {expected}"
            ));
        }
        compare(
            &mut found,
            "authority key",
            self.authority.as_ref(),
            &manifest.authority,
        );
        compare(
            &mut found,
            "registrar key",
            self.registrar.as_ref(),
            &manifest.registrar,
        );
        compare(&mut found, "log key", self.board.as_ref(), &manifest.log.key);
        let trustees = manifest
            .trustees
            .iter()
            .map(|trustee| trustee.signing_key)
            .collect();
        compare(
            &mut found,
            "list of trustees' keys",
            self.trustees.as_ref(),
            &trustees,
        );
        found
    }
}

/// Figures announced elsewhere, to compare with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedContest {
    /// Contest id.
    pub contest: String,
    /// Announced counts.
    pub options: Vec<ExpectedOption>,
    /// Announced number of blank votes, if it is to be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<u64>,
}

/// One announced count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedOption {
    /// Option id.
    pub id: String,
    /// Announced count.
    pub count: u64,
}

/// What to verify against, besides the record itself.
#[derive(Clone, Debug, Default)]
pub struct Expectations {
    /// Known keys and id.
    pub anchors: Anchors,
    /// Announced figures.
    pub result: Option<Vec<ExpectedContest>>,
    /// Trackers whose ballots must be in the log, as voters hold them.
    pub trackers: Vec<String>,
    /// What others hold of the log.
    pub testimony: Testimony,
}

/// Verifies a record, line by line. Lines are worked on together, up to 2,048 of them or 4 MiB: twice as much is kept besides
/// the election's state, however long the record. With the feature `parallel` several threads decode lines and check
/// ballots; the report does not depend on their number.
///
/// Published checkpoints are given between the lines, in their order, so that none has to be kept: whenever
/// [`Verifier::needs_checkpoint`] says so, [`Verifier::checkpoint`] or, if there are no more, [`Verifier::no_more_checkpoints`].
#[derive(Debug)]
pub struct Verifier {
    expectations: Expectations,
    election: Option<Election>,
    /// Lines given so far; those in the window are not yet examined.
    lines: u64,
    window: Window,
    transparency: Transparency,
    /// Position of the accepted result line.
    result_at: Option<u64>,
    /// Of lines that are examined; checked while the next ones are.
    claims: Claims,
    head: Hash,
    findings: Vec<(CheckId, Finding)>,
    unusable: bool,
}

impl Verifier {
    /// A verifier before the first line.
    #[must_use]
    pub fn new(mut expectations: Expectations) -> Self {
        let testimony = mem::take(&mut expectations.testimony);
        Self {
            expectations,
            election: None,
            lines: 0,
            window: Window::new(),
            transparency: Transparency::new(testimony),
            result_at: None,
            claims: Claims::default(),
            head: Hash::ZERO,
            findings: Vec::new(),
            unusable: false,
        }
    }

    /// Number of lines so far.
    #[must_use]
    pub const fn lines(&self) -> u64 {
        self.lines
    }

    /// The election after all lines so far; none before a usable line 0.
    pub fn election<R: RngCore + CryptoRng>(&mut self, rng: &mut R) -> Option<&Election> {
        self.settle(rng);
        self.election.as_ref()
    }

    fn finding(&mut self, check: CheckId, seq: Option<u64>, message: String) {
        self.findings.push((check, Finding { seq, message }));
    }

    /// Checks that have failed so far, and where. Of lines that wait to be worked on nothing is known yet.
    pub fn failures(&self) -> impl Iterator<Item = &(CheckId, Finding)> {
        self.findings.iter()
    }

    /// Takes the next line, without its newline.
    pub fn line<R: RngCore + CryptoRng>(&mut self, bytes: &[u8], rng: &mut R) {
        self.lines = self.lines.saturating_add(1);
        self.window.push(bytes);
        self.transparency.line(bytes);
        // What checkpoints are verified with is in line 0.
        if self.window.is_full() || self.lines == 1 {
            self.advance(rng);
        }
    }

    /// Whether the next published checkpoint, if there is one, is to be given before the next line.
    #[must_use]
    pub const fn needs_checkpoint(&self) -> bool {
        self.transparency.needs_checkpoint()
    }

    /// Takes the next published checkpoint, a signed note.
    pub fn checkpoint(&mut self, note: &str) {
        self.transparency.checkpoint(note);
    }

    /// Says that there are no more published checkpoints.
    pub const fn no_more_checkpoints(&mut self) {
        self.transparency.exhaust();
    }

    /// Examines the lines of the window one after the other. What they need to be decoded is done together before, and
    /// what is left to prove of the window before meanwhile.
    fn advance<R: RngCore + CryptoRng>(&mut self, rng: &mut R) {
        let window = mem::replace(&mut self.window, Window::new());
        let first = self.lines.saturating_sub(window.count());
        let decoded = window.decode();
        let waiting = mem::take(&mut self.claims);
        let verifier = self.election.as_ref().and_then(Election::ballot_verifier);
        let batches = waiting.batches(rng);
        let (faults, ()) = both(
            || verifier.map_or_else(Vec::new, |verifier| faults(&batches, &verifier)),
            || self.examine(first, decoded),
        );
        for (seq, error) in faults {
            let violation = Violation::from(error);
            self.finding(violation.check(), Some(seq), violation.to_string());
        }
    }

    fn examine(&mut self, first: u64, decoded: Vec<(Hash, Result<Entry, LineError>)>) {
        for (seq, (hash, decoded)) in (first..).zip(decoded) {
            self.head = hash;
            match decoded {
                _ if self.unusable => {}
                Err(error) => self.undecodable(seq, &error),
                Ok(entry) if self.election.is_none() => self.begin(&entry),
                Ok(entry) => {
                    if let Some(claim) = self.entry(seq, &entry) {
                        self.claims.push(seq, claim);
                    }
                }
            }
        }
    }

    /// Leaves nothing to do of the lines so far.
    fn settle<R: RngCore + CryptoRng>(&mut self, rng: &mut R) {
        self.advance(rng);
        if !self.claims.is_empty() {
            self.advance(rng);
        }
    }

    fn undecodable(&mut self, seq: u64, error: &LineError) {
        let check = if error.is_identity() {
            CheckId::P3
        } else {
            CheckId::P1
        };
        self.finding(check, Some(seq), error.to_string());
        match &mut self.election {
            None => self.unusable = true,
            Some(election) => election.skip(self.head),
        }
    }

    fn begin(&mut self, entry: &Entry) {
        match Election::begin(entry) {
            Err(error) => {
                let check = match &error {
                    crate::election::BeginError::Manifest(error) => Violation::from(error.clone()).check(),
                    crate::election::BeginError::NotManifest { .. } => CheckId::L6,
                };
                self.finding(check, Some(0), error.to_string());
                self.unusable = true;
            }
            Ok((election, violations)) => {
                for violation in violations {
                    self.finding(violation.check(), Some(0), violation.to_string());
                }
                for difference in self
                    .expectations
                    .anchors
                    .differences(election.id(), election.manifest())
                {
                    self.finding(CheckId::P5, Some(0), difference);
                }
                self.transparency.begin(election.manifest());
                self.election = Some(election);
            }
        }
    }

    /// Takes the effect of a line; gives what is left to prove of a voter's.
    fn entry(&mut self, seq: u64, entry: &Entry) -> Option<Claim> {
        let election = self.election.as_mut()?;
        let violations = election.examine(entry);
        // A repeated line was proved the first time; one out of phase has nothing to be proved against.
        let repeated = violations
            .iter()
            .any(|violation| matches!(violation.check(), CheckId::B6 | CheckId::L6));
        let claim = election
            .ballot_verifier()
            .filter(|_| !repeated)
            .and_then(|verifier| verifier.claim(entry.submission()));
        let before = election.phase();
        election.absorb(entry);
        if before != Phase::Finished && election.phase() == Phase::Finished {
            self.result_at = Some(seq);
        }
        for violation in violations {
            self.finding(violation.check(), Some(seq), violation.to_string());
        }
        claim
    }

    /// Says that the record ends in the middle of a line.
    pub fn truncated(&mut self) {
        let seq = self.lines;
        self.finding(
            CheckId::P1,
            Some(seq),
            "the record's last line has no newline: it is cut off".to_owned(),
        );
    }

    /// Ends the verification, and reports.
    pub fn finish<R: RngCore + CryptoRng>(mut self, rng: &mut R) -> Report {
        self.report(rng)
    }

    /// Reports on the lines so far, as if there were no more of them; others may follow.
    pub fn report<R: RngCore + CryptoRng>(&mut self, rng: &mut R) -> Report {
        self.settle(rng);
        let mut findings = self.findings.clone();
        if self.lines == 0 {
            let message = "the record is empty".to_owned();
            findings.push((CheckId::P1, Finding { seq: None, message }));
        }
        let record_wide = |check, messages: Vec<String>| {
            let found = messages.into_iter();
            found.map(move |message| (check, Finding { seq: None, message }))
        };
        findings.extend(record_wide(CheckId::R4, self.differences()));
        findings.extend(record_wide(CheckId::B7, self.missing()));
        let id = self.election.as_ref().map(Election::id);
        findings.extend(self.transparency.compare(id, self.milestones()));
        let ran = self.ran(&findings);
        report::assemble(self.election.as_ref(), self.lines, self.head, &ran, findings)
    }

    /// Where the result is not as announced.
    fn differences(&self) -> Vec<String> {
        let Some(expected) = &self.expectations.result else {
            return Vec::new();
        };
        let published: &[ContestResult] = self
            .election
            .as_ref()
            .and_then(Election::published_result)
            .map_or(&[], |result| result.contests.as_slice());
        let mut differences = Vec::new();
        for contest in expected {
            let found = published.iter().find(|candidate| candidate.id == contest.contest);
            let options = contest.options.iter().map(|option| {
                let counted = found
                    .and_then(|found| found.options.iter().find(|candidate| candidate.id == option.id))
                    .map(|candidate| candidate.count);
                (format!("option {:?}", option.id), option.count, counted)
            });
            let blank = contest.blank.map(|announced| {
                (
                    "blank votes".to_owned(),
                    announced,
                    found.and_then(|found| found.blank),
                )
            });
            for (what, announced, counted) in options.chain(blank) {
                if counted != Some(announced) {
                    let counted =
                        counted.map_or_else(|| "does not have it".to_owned(), |count| format!("has {count}"));
                    differences.push(format!(
                        "contest {:?}, {what}: announced {announced}, the result {counted}",
                        contest.contest
                    ));
                }
            }
        }
        differences
    }

    /// Which trackers name no ballot, or several.
    fn missing(&self) -> Vec<String> {
        let Some(election) = &self.election else {
            return Vec::new();
        };
        let trackers = self.expectations.trackers.iter();
        trackers
            .filter_map(|text| match text.parse() {
                Ok(tracker) if election.ballots_named(&tracker).count() == 1 => None,
                Ok(_) => Some(format!(
                    "not exactly one ballot of the log has the tracker {text:?}"
                )),
                Err(error) => Some(format!("{text:?} is no tracker: {error}")),
            })
            .collect()
    }

    fn milestones(&self) -> Milestones {
        Milestones {
            closed: self.election.as_ref().and_then(Election::close_position),
            result: self.result_at,
        }
    }

    /// Which checks had something to check.
    fn ran(&self, findings: &[(CheckId, Finding)]) -> BTreeSet<CheckId> {
        use CheckId::{
            B1, B2, B3, B4, B5, B6, B7, C1, C2, C3, D1, D2, D3, D4, D5, E1, E2, K1, K2, K3, K4, K5, L1, L6,
        };
        use CheckId::{P1, P2, P3, P4, P5, R1, R2, R3, R4, T1, T2, T3, T4};
        let mut ran = BTreeSet::from([P1]);
        let Some(election) = &self.election else {
            return ran;
        };
        ran.extend([P2, P3, P4, K1, L1, L6]);
        ran.extend(self.transparency.ran(self.milestones()));
        if !self.expectations.anchors.is_empty() {
            ran.insert(P5);
        }
        if !self.expectations.trackers.is_empty() {
            ran.insert(B7);
        }
        let all = usize::from(election.session().threshold.trustees());
        if election.deals().len() == all {
            ran.extend([K2, K3, K4]);
        }
        if election.confirmations().len() == all {
            ran.insert(K5);
        }
        if election.roll_seal().is_some() {
            ran.insert(E1);
        }
        if election.opened_at().is_some() {
            ran.extend([E2, B1, B2, B5, B6]);
        }
        // Without a key signatures and proofs are not looked at.
        let has_key = election.voting_parameters().is_some();
        if has_key {
            ran.extend([B3, B4]);
        }
        if election.committed() > 0 {
            ran.insert(C1);
        }
        if election.opened() > 0 {
            ran.extend([C1, C3]);
            if has_key {
                ran.insert(C2);
            }
        }
        if election.close_hash().is_some() {
            ran.insert(T3);
        }
        if !election.intents().is_empty() && election.phase() != Phase::Withheld {
            ran.extend([T2, T4]);
        }
        if election.has_partials() {
            ran.extend([D2, D3]);
        }
        if election.published_result().is_some() {
            ran.extend([T1, D1]);
            let sound = |checks: &[CheckId]| !findings.iter().any(|(check, _)| checks.contains(check));
            if sound(&[D1, T3]) {
                ran.extend([D4, R2]);
            }
            if sound(&[D1, T3, R2]) {
                ran.insert(D5);
            }
            if sound(&[D1, T3, R2, D5]) {
                ran.extend([R1, R3]);
            }
            if sound(&[D1, T3, R2, D5, R1, R3]) {
                ran.insert(R4);
            }
        }
        ran
    }
}
