//! A report does not depend on how many threads verify, nor on how many lines they are given at once.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    body::{Ballot, Body},
    entry::{Signer, Submission},
    verify::{CheckId, Expectations, Finding, Report, Verdict, Verifier},
};
use ostrakon_tests::fixture::{Record, Roles, Stage};
use rand_core::OsRng;
use rayon::ThreadPoolBuilder;

/// The report of a number of threads that are given all lines at once, as far as a window takes them.
fn report(log: &str, threads: usize) -> Report {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| {
        let mut verifier = Verifier::new(Expectations::default());
        for line in log.lines() {
            verifier.line(line.as_bytes(), &mut OsRng);
        }
        verifier.finish(&mut OsRng)
    })
}

/// The report of a verifier that examines every line before it is given the next one.
fn line_by_line(log: &str) -> Report {
    let mut verifier = Verifier::new(Expectations::default());
    for line in log.lines() {
        verifier.line(line.as_bytes(), &mut OsRng);
        let _ = verifier.election(&mut OsRng);
    }
    verifier.finish(&mut OsRng)
}

fn same_report(log: &str) -> Report {
    let report = report(log, 1);
    assert_eq!(self::report(log, 2), report, "two threads");
    assert_eq!(self::report(log, 5), report, "five threads");
    assert_eq!(line_by_line(log), report, "line by line");
    report
}

/// Positions of the findings of a check.
fn found(report: &Report, check: CheckId) -> Vec<u64> {
    let check = report.checks.iter().find(|found| found.id == check).unwrap();
    check
        .findings
        .iter()
        .filter_map(|finding: &Finding| finding.seq)
        .collect()
}

/// A ballot whose encrypted choices were exchanged, signed anew by its voter.
fn with_wrong_proof(record: &mut Record, voter: usize) -> Submission {
    let honest = record.ballot(voter, &Roles::choices(voter));
    let Body::Ballot(honest) = honest.body() else {
        unreachable!("a ballot is a ballot")
    };
    let mut ballot: Ballot = honest.clone();
    ballot.ciphertexts[0].swap(0, 1);
    let body = Body::Ballot(ballot);
    let tracker = Hash::of(body.encode().as_bytes());
    let election = *record.election().id();
    let signature = record.roles.voters[voter]
        .key
        .sign(&election, &tracker, &mut record.roles.rng);
    Submission::with_signature(Signer::Voter, body, signature)
}

#[test]
fn of_an_honest_record() {
    let log = Record::honest(40, Stage::Finished).log();
    assert_eq!(same_report(&log).verdict, Verdict::Verified);
}

/// More ballots than one batch holds, with faults of every kind in the first, the last and those between.
#[test]
fn of_a_record_with_faults() {
    const VOTERS: usize = 400;
    let mut record = Record::new(Roles::new(41, VOTERS));
    record.advance(Stage::Open);
    let first = record.election().entries();
    let (mut signatures, mut proofs) = (Vec::new(), Vec::new());
    for voter in 0..VOTERS {
        let seq = first + u64::try_from(voter).unwrap();
        let line = match voter {
            0 | 127 | 128 | 399 => {
                proofs.push(seq);
                with_wrong_proof(&mut record, voter)
            }
            1 | 130 | 131 => {
                signatures.push(seq);
                let (line, other) = (
                    record.ballot(voter, &Roles::choices(voter)),
                    record.ballot(2, &Roles::choices(2)),
                );
                Submission::with_signature(Signer::Voter, line.body().clone(), *other.signature())
            }
            200 | 398 => {
                signatures.push(seq);
                proofs.push(seq);
                let (line, other) = (
                    with_wrong_proof(&mut record, voter),
                    record.ballot(2, &Roles::choices(2)),
                );
                Submission::with_signature(Signer::Voter, line.body().clone(), *other.signature())
            }
            _ => record.ballot(voter, &Roles::choices(voter)),
        };
        record.force(line);
    }
    let log = record.log();
    let report = same_report(&log);
    assert_eq!(found(&report, CheckId::B3), signatures);
    assert_eq!(found(&report, CheckId::B4), proofs);

    // Lines that cannot be decoded, more than fit in a window, in the middle of the ballots.
    let place = log.match_indices('\n').nth(30).unwrap().0 + 1;
    let log = format!("{}{}{}", &log[..place], "{}\n".repeat(5_000), &log[place..]);
    let report = same_report(&log);
    assert_eq!(found(&report, CheckId::P1), (31..5_031).collect::<Vec<u64>>());
    let late = |seqs: &[u64]| -> Vec<u64> {
        seqs.iter()
            .map(|seq| if *seq < 31 { *seq } else { seq + 5_000 })
            .collect()
    };
    assert_eq!(found(&report, CheckId::B3), late(&signatures));
    assert_eq!(found(&report, CheckId::B4), late(&proofs));
}

#[test]
fn of_what_is_no_record() {
    for log in ["", "\n", "{}\n", "x\ny\nz\n"] {
        assert_eq!(same_report(log).verdict, Verdict::Failed, "{log:?}");
    }
    let headless = Record::honest(42, Stage::Open)
        .log()
        .split_once('\n')
        .unwrap()
        .1
        .to_owned();
    assert_eq!(same_report(&headless).verdict, Verdict::Failed);
}
