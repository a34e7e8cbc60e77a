//! The verifier (docs/record.md §6): replays a record line by line and believes nothing it can recompute.
//!
//! - [`check`]: the checks and their ids
//! - [`expectations`]: what an observer knows from elsewhere
//! - `findings`: what was found so far
//! - [`observer`]: what an observer knows from elsewhere, in a file
//! - [`party`]: who has signed what is wrong
//! - [`proved`]: what an earlier run has proved
//! - [`report`]: what was found
//! - [`shard`]: a record in parts
//! - [`timeline`]: how the log grew
//! - `transparency`: checkpoints, receipts and earlier copies
//! - `window`: the lines that are decoded, and the voters' lines that are proved, together and in parallel

pub mod check;
pub mod expectations;
mod findings;
pub mod observer;
pub mod party;
pub mod proved;
pub mod report;
pub mod shard;
pub mod timeline;
mod transparency;
mod window;

pub use check::CheckId;
pub use expectations::{Anchors, Expectations, ExpectedContest, ExpectedOption};
pub use party::Party;
pub use proved::Proved;
pub use report::{CheckReport, CheckStatus, ContestCounts, Finding, Report, Verdict};
pub use timeline::{Growth, Seen};
pub use transparency::{EarlierCopy, Testimony};

use crate::{
    body::ContestResult,
    election::{Claim, Election, Phase, Violation},
    entry::{Entry, LineError},
};
use core::mem;
use findings::Findings;
use ostrakon_crypto::hash::Hash;
use rand_core::{CryptoRng, RngCore};
use std::collections::BTreeSet;
use timeline::Thinned;
use transparency::{Milestones, Transparency};
use window::{Claims, Fault, Window, both, faults};

/// Verifies a record, line by line. Lines are worked on together, up to 2,048 of them (512 by one thread alone) or 4 MiB: twice as much is kept besides
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
    findings: Findings,
    /// What did not hold of what voters posted; among the findings, too.
    faults: Findings,
    /// Number of lines whose proofs an earlier run has verified.
    proved: u64,
    growth: Thinned<Growth>,
    unusable: bool,
}

impl Verifier {
    /// A verifier before the first line.
    #[must_use]
    pub fn new(mut expectations: Expectations) -> Self {
        let testimony = mem::take(&mut expectations.testimony);
        let proved = expectations.proved.take();
        let before = proved.as_ref().map(|proved| (proved.lines, proved.root));
        let mut faults = Findings::default();
        faults.extend(proved.into_iter().flat_map(|proved| proved.faults));
        Self {
            expectations,
            election: None,
            lines: 0,
            window: Window::new(),
            transparency: Transparency::new(testimony, before),
            result_at: None,
            claims: Claims::default(),
            head: Hash::ZERO,
            findings: faults.clone(),
            faults,
            proved: before.map_or(0, |(lines, _)| lines),
            growth: Thinned::default(),
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

    fn finding(&mut self, check: CheckId, seq: Option<u64>, by: Option<Party>, message: String) {
        self.findings.push(check, Finding { seq, by, message });
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
        self.refute(faults);
    }

    /// Takes what voters claim and does not hold.
    fn refute(&mut self, faults: Vec<Fault>) {
        for Fault { seq, by, error } in faults {
            let violation = Violation::from(error);
            let message = violation.to_string();
            let finding = Finding {
                seq: Some(seq),
                by,
                message,
            };
            self.faults.push(violation.check(), finding.clone());
            self.findings.push(violation.check(), finding);
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
            let election = self.election.as_ref();
            self.growth.push(|| growth(seq, election));
        }
    }

    /// What is proved by now, for a later run that is to go on here. None where that run could not rely on it: before the
    /// lines are there that an earlier run has proved, if they are not the same, and if more faults were found than are kept.
    pub fn proved<R: RngCore + CryptoRng>(&mut self, rng: &mut R) -> Option<Proved> {
        self.settle(rng);
        let root = self.transparency.root();
        let complete = self.faults.count() <= findings::KEPT;
        (complete && self.transparency.continues_earlier_run()).then(|| Proved {
            lines: self.lines,
            root,
            faults: self.faults.iter().cloned().collect(),
        })
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
        self.finding(check, Some(seq), None, error.to_string());
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
                self.finding(check, Some(0), None, error.to_string());
                self.unusable = true;
            }
            Ok((election, violations)) => {
                for violation in &violations {
                    let by = Party::of(violation, &violations, entry.submission(), &election);
                    self.finding(violation.check(), Some(0), by, violation.to_string());
                }
                for difference in self
                    .expectations
                    .anchors
                    .differences(election.id(), election.manifest())
                {
                    self.finding(CheckId::P5, Some(0), None, difference);
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
            .filter(|_| !repeated && seq >= self.proved)
            .and_then(|verifier| verifier.claim(entry.submission()));
        // Before the line takes effect: it may put other trustees in the signer's place.
        let found: Vec<_> = violations
            .iter()
            .map(|violation| {
                let by = Party::of(violation, &violations, entry.submission(), election);
                let message = violation.to_string();
                (
                    violation.check(),
                    Finding {
                        seq: Some(seq),
                        by,
                        message,
                    },
                )
            })
            .collect();
        let before = election.phase();
        election.absorb(entry);
        if before != Phase::Finished && election.phase() == Phase::Finished {
            self.result_at = Some(seq);
        }
        self.findings.extend(found);
        claim
    }

    /// Says that the record ends in the middle of a line.
    pub fn truncated(&mut self) {
        let seq = self.lines;
        self.finding(
            CheckId::P1,
            Some(seq),
            None,
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
        let record_wide = |message: String| Finding {
            seq: None,
            by: None,
            message,
        };
        if self.lines == 0 {
            findings.push(CheckId::P1, record_wide("the record is empty".to_owned()));
        }
        for (check, messages) in [(CheckId::R4, self.differences()), (CheckId::B7, self.missing())] {
            findings.extend(messages.into_iter().map(|message| (check, record_wide(message))));
        }
        let id = self.election.as_ref().map(Election::id);
        findings.merge(self.transparency.compare(id, self.milestones()));
        let ran = self.ran(&findings);
        let last = growth(self.lines.saturating_sub(1), self.election.as_ref());
        let mut growth = self.growth.points().to_vec();
        if growth.last() != Some(&last) {
            growth.push(last);
        }
        let read = report::Read {
            entries: self.lines,
            head: self.head,
            growth,
            seen: self.transparency.seen(),
        };
        report::assemble(self.election.as_ref(), read, &ran, &findings)
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
    fn ran(&self, findings: &Findings) -> BTreeSet<CheckId> {
        use CheckId::{
            B1, B2, B3, B4, B5, B6, B7, C1, C2, C3, D1, D2, D3, D4, D5, E1, E2, K1, K2, K3, K4, K5, K6, K7,
            L1, L6,
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
        if election.all_dealt() {
            ran.extend([K2, K3, K4]);
        }
        if election.all_confirmed() {
            ran.insert(K5);
        }
        if election.refresh_dealt() {
            ran.insert(K6);
        }
        if !election.handed_on().is_empty() {
            ran.insert(K7);
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
            let sound = |checks: &[CheckId]| !checks.iter().any(|check| findings.has(*check));
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

/// The ballots among the lines up to this one.
fn growth(seq: u64, election: Option<&Election>) -> Growth {
    Growth {
        lines: seq.saturating_add(1),
        ballots: election.map_or(0, Election::ballots),
        voters: election.map_or(0, Election::counted),
    }
}
