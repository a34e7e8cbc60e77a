//! The tamper matrix: for every check of the verifier, forgeries that it and only it reports. Each is chained and signed
//! anew with the right keys, so that nothing else is wrong.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::too_many_lines,
    clippy::wildcard_imports,
    reason = "a test stops at the first surprise"
)]

mod ballots;
mod challenges;
mod corpus;
mod log;
mod refresh;
mod setup;
mod shards;
mod tally;
mod transparency;

use corpus::Corpus;
use data_encoding::BASE64URL_NOPAD;
use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode},
    decryption,
    dkg::SharePurpose,
    hash::Hash,
    index::TrusteeIndex,
    signature::{Signature, SigningKey},
};
use ostrakon_record::{
    body::{
        Ballot, Body, Intent, KeyComplaint, PartialDecryptionBody, Rehearsal, RestartReason, ResultBody,
        RollPart,
    },
    booth::{NextBallot, Sealed},
    election::VotingParameters,
    entry::{Entry, Signer, Submission},
    verify::{Anchors, CheckId, CheckStatus, Expectations, Report, Verdict, Verifier},
};
use ostrakon_tests::fixture::{Record, Roles, Stage};
use rand_chacha::ChaCha20Rng;
use rand_core::{OsRng, SeedableRng as _};
use std::collections::BTreeMap;

const SEED: u64 = 11;

fn index(number: u8) -> TrusteeIndex {
    TrusteeIndex::new(number).unwrap()
}

fn verify(log: &str, checkpoints: &[String], expectations: Expectations) -> Report {
    let mut verifier = Verifier::new(expectations);
    let mut checkpoints = checkpoints.iter();
    let (lines, rest) = log.rsplit_once('\n').unwrap_or((log, ""));
    for line in lines.split('\n') {
        while verifier.needs_checkpoint() {
            match checkpoints.next() {
                Some(note) => verifier.checkpoint(note),
                None => verifier.no_more_checkpoints(),
            }
        }
        verifier.line(line.as_bytes(), &mut OsRng);
    }
    checkpoints.for_each(|note| verifier.checkpoint(note));
    if !rest.is_empty() {
        verifier.line(rest.as_bytes(), &mut OsRng);
        verifier.truncated();
    }
    verifier.finish(&mut OsRng)
}

fn failed(report: &Report) -> Vec<CheckId> {
    report.failed().map(|check| check.id).collect()
}

/// A forged record, and what its observer knows from elsewhere.
struct Forgery {
    check: CheckId,
    name: &'static str,
    log: String,
    checkpoints: Vec<String>,
    expectations: Expectations,
}

#[derive(Default)]
struct Matrix(Vec<Forgery>);

impl Matrix {
    fn log(&mut self, check: CheckId, name: &'static str, log: String) {
        self.0.push(Forgery {
            check,
            name,
            log,
            checkpoints: Vec::new(),
            expectations: Expectations::default(),
        });
    }

    /// An honest record with forged checkpoints.
    fn published(&mut self, check: CheckId, name: &'static str, record: &Record, checkpoints: Vec<String>) {
        self.0.push(Forgery {
            check,
            name,
            log: record.log(),
            checkpoints,
            expectations: Expectations::default(),
        });
    }

    /// Forges a record that is honest up to a stage, and goes on honestly to another.
    fn record(
        &mut self,
        check: CheckId,
        name: &'static str,
        from: Stage,
        to: Stage,
        forge: impl FnOnce(&mut Record),
    ) {
        let mut record = Record::honest(SEED, from);
        forge(&mut record);
        record.advance(to);
        self.log(check, name, record.log());
    }

    /// Forges the result line.
    fn result(&mut self, check: CheckId, name: &'static str, forge: impl FnOnce(&mut ResultBody)) {
        self.record(check, name, Stage::Decrypted, Stage::Decrypted, |record| {
            let mut body = record.result();
            forge(&mut body);
            let line = record.sign(Signer::Authority, Body::Result(body));
            record.force(line);
        });
    }

    /// Forges roles or manifest.
    fn manifest(
        &mut self,
        check: CheckId,
        name: &'static str,
        roles: impl FnOnce(&mut Roles),
        forge: impl FnOnce(&mut ostrakon_record::Manifest),
    ) {
        let mut keys = Roles::new(SEED, 7);
        roles(&mut keys);
        let mut manifest = keys.manifest();
        forge(&mut manifest);
        let mut record = Record::with_manifest(keys, manifest);
        record.advance(Stage::Finished);
        self.log(check, name, record.log());
    }
}

/// The honest log with its last line changed, and the same place.
fn last_line(change: impl FnOnce(&Entry) -> String) -> String {
    let record = Record::honest(SEED, Stage::Finished);
    let mut lines: Vec<String> = record.entries().iter().map(Entry::line).collect();
    *lines.last_mut().unwrap() = change(record.entries().last().unwrap());
    lines.join("\n") + "\n"
}

#[test]
fn every_check_finds_its_forgeries_and_no_other_check_does() {
    let mut matrix = Matrix::default();
    log::parameter_forgeries(&mut matrix);
    log::log_forgeries(&mut matrix);
    transparency::checkpoint_forgeries(&mut matrix);
    transparency::witness_forgeries(&mut matrix);
    transparency::testimony_forgeries(&mut matrix);
    setup::key_forgeries(&mut matrix);
    setup::restart_forgeries(&mut matrix);
    refresh::start_forgeries(&mut matrix);
    refresh::deal_forgeries(&mut matrix);
    refresh::holder_forgeries(&mut matrix);
    setup::roll_forgeries(&mut matrix);
    ballots::ballot_forgeries(&mut matrix);
    ballots::superseded_forgeries(&mut matrix);
    challenges::challenge_forgeries(&mut matrix);
    tally::tally_forgeries(&mut matrix);
    tally::decryption_forgeries(&mut matrix);
    tally::result_forgeries(&mut matrix);
    let mut corpus = Corpus::new();
    corpus.honest();
    let mut wrong = Vec::new();
    let mut tried: BTreeMap<CheckId, u32> = BTreeMap::new();
    for forgery in matrix.0 {
        let name = format!("{} {}", forgery.check, forgery.name);
        let report = corpus.verify(&name, &forgery.log, &forgery.checkpoints, forgery.expectations);
        assert_eq!(report.result, None, "a failed record shows no result");
        if failed(&report) != [forgery.check] || report.verdict != Verdict::Failed {
            let findings: Vec<_> = report.failed().map(|check| (check.id, &check.findings)).collect();
            wrong.push(format!("{} ({}): {findings:?}", forgery.check, forgery.name));
        }
        *tried.entry(forgery.check).or_default() += 1;
    }
    assert!(
        wrong.is_empty(),
        "forgeries that were not reported as they should:\n{}",
        wrong.join("\n")
    );
    let report = verify(
        &Record::honest(SEED, Stage::Finished).log(),
        &[],
        Expectations::default(),
    );
    for check in report.checks {
        assert!(tried.contains_key(&check.id), "{} has no forgery", check.id);
        let needs_more = matches!(
            check.id,
            CheckId::P5
                | CheckId::B7
                | CheckId::L2
                | CheckId::L3
                | CheckId::L4
                | CheckId::L5
                | CheckId::K6
                | CheckId::K7
        );
        let expected = if needs_more {
            CheckStatus::NotRun
        } else {
            CheckStatus::Pass
        };
        assert_eq!(check.status, expected, "{}", check.id);
    }
}

/// Every byte of a record is protected: whichever is changed, and however, the record does not verify as this election.
#[test]
fn no_byte_can_be_changed() {
    let record = Record::honest(SEED, Stage::Finished);
    let log = record.log().into_bytes();
    let election = Some(*record.election().id());
    let ballots: Vec<u64> = record
        .entries()
        .iter()
        .filter(|entry| entry.kind() == ostrakon_record::Kind::Ballot)
        .map(Entry::seq)
        .collect();
    // Verifying takes a while, so every 211th byte is tried; over the bodies of all kinds that is a fair sample.
    for position in (0..log.len()).step_by(211) {
        let mut changed = log.clone();
        changed[position] ^= 1;
        let mut verifier = Verifier::new(Expectations {
            anchors: Anchors {
                election,
                ..Anchors::default()
            },
            ..Expectations::default()
        });
        for line in changed
            .strip_suffix(b"\n")
            .unwrap_or(&changed)
            .split(|byte| *byte == b'\n')
        {
            verifier.line(line, &mut OsRng);
        }
        let report = verifier.finish(&mut OsRng);
        assert_eq!(
            report.verdict,
            Verdict::Failed,
            "byte {position} of {} (ballots are lines {ballots:?})",
            log.len()
        );
    }
}

/// A ballot whose signature and proof are both wrong is reported for both.
#[test]
fn one_fault_does_not_hide_another() {
    let mut record = Record::honest(SEED, Stage::Voted);
    let honest = record.ballot(record.roles.voters.len() - 1, &Roles::choices(1));
    let Body::Ballot(mut body) = honest.body().clone() else {
        panic!("not a ballot")
    };
    body.ciphertexts[0].swap(0, 1);
    record.force(Submission::with_signature(
        Signer::Voter,
        Body::Ballot(body),
        *honest.signature(),
    ));
    record.advance(Stage::Finished);
    let report = verify(&record.log(), &[], Expectations::default());
    assert_eq!(failed(&report), [CheckId::B3, CheckId::B4]);
}
