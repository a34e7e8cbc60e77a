//! What a verifier reports besides its failures (docs/record.md §6): which checks had something to check, the counts, why
//! there are none, and which line is meant.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::{hash::Hash, index::TrusteeIndex};
use ostrakon_record::{
    BallotTracker, Entry, Kind, Phase, Signer,
    body::{Body, ResultBody},
    tlog::{Frontier, NodeHash, proof::inclusion_proof, tlog_proof::TlogProof},
    verify::{
        Anchors, CheckId, CheckId::*, CheckStatus, EarlierCopy, Expectations, ExpectedContest,
        ExpectedOption, Report, Testimony, Verdict, Verifier,
    },
};
use ostrakon_tests::fixture::{Record, Roles, Stage};
use rand_core::OsRng;
use std::collections::BTreeSet;

const SEED: u64 = 31;

fn verify(log: &str, checkpoints: &[String], expectations: Expectations) -> Report {
    let mut verifier = Verifier::new(expectations);
    let mut checkpoints = checkpoints.iter();
    for line in log.lines() {
        while verifier.needs_checkpoint() {
            match checkpoints.next() {
                Some(note) => verifier.checkpoint(note),
                None => verifier.no_more_checkpoints(),
            }
        }
        verifier.line(line.as_bytes(), &mut OsRng);
    }
    checkpoints.for_each(|note| verifier.checkpoint(note));
    verifier.finish(&mut OsRng)
}

fn plain(record: &Record) -> Report {
    verify(&record.log(), &[], Expectations::default())
}

/// The checks that passed, and those that failed; all others say that they did not run.
fn outcome(report: &Report) -> (BTreeSet<CheckId>, BTreeSet<CheckId>) {
    let with = |status| {
        let checks = report.checks.iter().filter(move |check| check.status == status);
        checks.map(|check| check.id).collect::<BTreeSet<_>>()
    };
    let not_run: BTreeSet<CheckId> = report.not_run().map(|check| check.id).collect();
    assert_eq!(not_run, with(CheckStatus::NotRun));
    (with(CheckStatus::Pass), with(CheckStatus::Fail))
}

fn passed(report: &Report) -> BTreeSet<CheckId> {
    let (passed, failed) = outcome(report);
    assert_eq!(failed, BTreeSet::new());
    passed
}

#[test]
fn checks_of_a_refresh_run_from_its_deals_and_its_end() {
    let mut record = Record::honest(SEED, Stage::Open);
    let before = passed(&plain(&record));
    let start = record.key_refresh(1, 2, &[1, 2]);
    record.push(record.sign(Signer::Authority, start));
    assert_eq!(passed(&plain(&record)), before);
    record.refresh_deals();
    let dealt: BTreeSet<CheckId> = before.iter().copied().chain([K6]).collect();
    assert_eq!(passed(&plain(&record)), dealt);
    record.refresh_confirms();
    record.advance(Stage::Finished);
    let report = plain(&record);
    assert_eq!(report.verdict, Verdict::Verified);
    assert!(passed(&report).is_superset(&[K2, K3, K4, K5, K6, K7, D4, R4].into()));
    let counted: Vec<Vec<u64>> = report
        .result
        .unwrap()
        .iter()
        .map(|contest| {
            let options = contest.options.iter().map(|option| option.count);
            options.chain(contest.blank).collect()
        })
        .collect();
    assert_eq!(counted, record.expected_counts());
}

#[test]
fn a_check_runs_from_when_it_has_something_to_check() {
    let mut expected = BTreeSet::new();
    for (stage, more) in [
        (Stage::Defined, &[P1, P2, P3, P4, K1, L1, L6][..]),
        (Stage::Committed, &[]),
        (Stage::Dealt, &[K2, K3, K4]),
        (Stage::Keyed, &[K5]),
        (Stage::Enrolled, &[E1]),
        (Stage::Rehearsed, &[]),
        (Stage::Open, &[E2, B1, B2, B3, B4, B5, B6]),
        (Stage::Voted, &[C1, C2, C3]),
        (Stage::Closed, &[T3]),
        (Stage::Announced, &[T2, T4]),
        (Stage::Decrypted, &[D2, D3]),
        (Stage::Finished, &[T1, D1, D4, D5, R1, R2, R3, R4]),
    ] {
        expected.extend(more);
        let report = plain(&Record::honest(SEED, stage));
        assert_eq!(passed(&report), expected, "{stage:?}");
    }
}

#[test]
fn a_commitment_alone_opens_nothing() {
    let mut record = Record::honest(SEED, Stage::Open);
    let [commitment, _] = record.challenge(1, &Roles::choices(3));
    record.push(commitment);
    let challenges = [C1, C2, C3].into();
    let report = plain(&record);
    assert_eq!(
        passed(&report)
            .intersection(&challenges)
            .copied()
            .collect::<Vec<_>>(),
        [C1]
    );
    assert_eq!(report.opened, 0);
}

/// Where the deals make no key, nothing that needs one passes.
#[test]
fn what_needs_a_key_does_not_run_without_one() {
    let record = Record::honest(SEED, Stage::Finished);
    let deal = record
        .entries()
        .iter()
        .position(|entry| entry.kind() == Kind::KeyDeal);
    let mut lines: Vec<_> = record
        .entries()
        .iter()
        .map(|entry| entry.submission().clone())
        .collect();
    let line = &mut lines[deal.unwrap()];
    let Body::KeyDeal(mut body) = line.body().clone() else {
        panic!("not a deal")
    };
    body.coefficients.pop();
    *line = record.sign(line.signer(), Body::KeyDeal(body));
    let (mut log, mut prev) = (String::new(), Hash::ZERO);
    for (seq, line) in (0..).zip(lines) {
        let entry = Entry::place(seq, prev, line).unwrap();
        prev = *entry.hash();
        log += &(entry.line() + "\n");
    }
    let (passed, failed) = outcome(&verify(&log, &[], Expectations::default()));
    assert!(failed.contains(&K3) && failed.contains(&K5), "{failed:?}");
    assert!(passed.contains(&B2), "{passed:?}");
    assert_eq!((&passed | &failed).intersection(&[B3, B4, C2].into()).count(), 0);
}

/// Of too few ballots nothing is counted, whoever announces it.
#[test]
fn what_is_withheld_has_no_tally_to_check() {
    let mut record = Record::honest(SEED, Stage::Open);
    record.push(record.sign(Signer::Authority, record.close()));
    let tally = [T1, T2, T3, T4, D2].into();
    let (ran, _) = outcome(&plain(&record));
    assert_eq!(ran.intersection(&tally).copied().collect::<Vec<_>>(), [T3]);
    let one = Signer::Trustee(TrusteeIndex::new(1).unwrap());
    record.force(record.sign(one, record.intent()));
    let (ran, failed) = outcome(&plain(&record));
    assert_eq!(ran.intersection(&tally).count(), 0);
    assert_eq!(failed, [T3].into());
}

/// A step that fails ends those that could only repeat it.
#[test]
fn a_result_is_compared_step_by_step() {
    type Forge = fn(&mut ResultBody);
    let steps: [(CheckId, Forge, &[CheckId]); 6] = [
        (D4, |body| body.trustees.reverse(), &[]),
        (R2, |body| body.contests.truncate(1), &[D5, R1, R3, R4]),
        (
            D5,
            |body| body.contests[0].options[0].count = 1_000,
            &[R1, R3, R4],
        ),
        (R1, |body| body.contests[0].options[0].count = 0, &[R4]),
        (R3, |body| body.contests[0].leading.clear(), &[R4]),
        (R4, |body| *body.contests[1].blank.as_mut().unwrap() += 1, &[]),
    ];
    let record = || Record::honest(SEED, Stage::Decrypted);
    let all: BTreeSet<CheckId> = [T1, D1, D4, D5, R1, R2, R3, R4].into();
    let left = |record: &Record| {
        let (passed, failed) = outcome(&plain(record));
        let ran = &passed | &failed;
        (failed, &all - &ran)
    };
    for (check, forge, ended) in steps {
        let mut record = record();
        let mut body = record.result();
        forge(&mut body);
        if check == R1 {
            // The other counts still say who leads.
            let most = body.contests[0].options.iter().map(|option| option.count).max();
            let options = body.contests[0].options.iter();
            body.contests[0].leading = options
                .filter(|option| Some(option.count) == most)
                .map(|option| option.id.clone())
                .collect();
        }
        record.force(record.sign(Signer::Authority, Body::Result(body)));
        let ended: BTreeSet<CheckId> = ended.iter().copied().collect();
        assert_eq!(left(&record), ([check].into(), ended), "{check}");
    }
    // One trustee alone: there is nothing to compare with.
    let body = record().result();
    let mut alone = Record::honest(SEED, Stage::Announced);
    let one = TrusteeIndex::new(1).unwrap();
    let partial = alone.partial_decryption(one);
    alone.push(alone.sign(Signer::Trustee(one), partial));
    alone.force(alone.sign(Signer::Authority, Body::Result(body)));
    assert_eq!(left(&alone), ([D1].into(), [D4, D5, R1, R2, R3, R4].into()));
}

#[test]
fn what_is_known_from_elsewhere_is_compared() {
    let record = Record::honest(SEED, Stage::Finished);
    let (election, log) = (record.election(), record.log());
    let manifest = election.manifest();
    let run = |expectations: Expectations, checkpoints: &[String], check| {
        passed(&verify(&log, checkpoints, expectations)).contains(&check)
    };
    let trustees = manifest.trustees.iter().map(|trustee| trustee.signing_key);
    for anchors in [
        Anchors {
            election: Some(*election.id()),
            ..Anchors::default()
        },
        Anchors {
            authority: Some(manifest.authority),
            ..Anchors::default()
        },
        Anchors {
            registrar: Some(manifest.registrar),
            ..Anchors::default()
        },
        Anchors {
            board: Some(manifest.log.key),
            ..Anchors::default()
        },
        Anchors {
            trustees: Some(trustees.collect()),
            ..Anchors::default()
        },
        Anchors {
            policy: Some(manifest.log.policy.clone()),
            ..Anchors::default()
        },
    ] {
        let expectations = Expectations {
            anchors,
            ..Expectations::default()
        };
        assert!(run(expectations, &[], P5));
    }
    for testimony in testimonies(&record) {
        let expectations = Expectations {
            testimony,
            ..Expectations::default()
        };
        assert!(run(expectations, &[], L5));
    }
    let checkpoints: Vec<String> = [0, 3, 3, 8]
        .map(|size| record.sign_checkpoint(&record.checkpoint(size)).to_string())
        .into();
    for check in [L2, L3] {
        assert!(run(Expectations::default(), &checkpoints, check), "{check}");
    }
    let ballots = record
        .entries()
        .iter()
        .filter(|entry| entry.kind() == Kind::Ballot);
    let trackers = ballots.map(|entry| BallotTracker::from_hash(entry.submission().body_hash()).to_string());
    let expectations = Expectations {
        trackers: trackers.collect(),
        result: Some(announced(&record)),
        ..Expectations::default()
    };
    assert!(run(expectations, &[], B7));
}

/// One true piece of each kind.
fn testimonies(record: &Record) -> [Testimony; 4] {
    let leaf = |index: u64| {
        let entry = &record.entries()[usize::try_from(index).unwrap()];
        NodeHash::of_leaf(entry.line().as_bytes())
    };
    let read = |level: u8, index: u64| {
        let tree: Frontier = ((index << level)..(index + 1) << level).map(leaf).collect();
        Ok::<_, ()>(tree.root())
    };
    let signed = |size| record.sign_checkpoint(&record.checkpoint(size)).to_string();
    [
        Testimony {
            checkpoints: vec![signed(5)],
            ..Testimony::default()
        },
        Testimony {
            receipts: vec![record.receipt(7)],
            ..Testimony::default()
        },
        Testimony {
            proofs: vec![TlogProof {
                extra: None,
                index: 7,
                hashes: inclusion_proof(7, 13, read).unwrap(),
                checkpoint: signed(13),
            }],
            ..Testimony::default()
        },
        Testimony {
            copies: vec![EarlierCopy {
                entries: 6,
                head: *record.entries()[5].hash(),
            }],
            ..Testimony::default()
        },
    ]
}

/// The counts as they are announced, not in the manifest's order.
fn announced(record: &Record) -> Vec<ExpectedContest> {
    let contests = record.result().contests.into_iter().rev();
    contests
        .map(|contest| ExpectedContest {
            contest: contest.id,
            options: contest
                .options
                .into_iter()
                .rev()
                .map(|option| ExpectedOption {
                    id: option.id,
                    count: option.count,
                })
                .collect(),
            blank: contest.blank,
        })
        .collect()
}

#[test]
fn a_verified_record_has_the_counts() {
    let record = Record::honest(SEED, Stage::Finished);
    let report = plain(&record);
    assert_eq!((report.verdict, report.note), (Verdict::Verified, None));
    let result = report.result.unwrap();
    let counts: Vec<Vec<u64>> = result
        .iter()
        .map(|contest| {
            let options = contest.options.iter().map(|option| option.count);
            options.chain(contest.blank).collect()
        })
        .collect();
    assert_eq!(counts, record.expected_counts());
    let manifest = record.election().manifest();
    for (contest, defined) in result.iter().zip(&manifest.contests) {
        assert_eq!((&contest.contest, &contest.title), (&defined.id, &defined.title));
        let shown = contest.options.iter().map(|option| (&option.id, &option.label));
        let defined = defined.options.iter().map(|option| (&option.id, &option.label));
        assert!(shown.eq(defined));
    }
    assert_eq!(
        result.iter().map(|contest| &contest.leading).collect::<Vec<_>>(),
        record
            .result()
            .contests
            .iter()
            .map(|contest| &contest.leading)
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_record_without_counts_says_why() {
    let mut aborted = Record::honest(SEED, Stage::Open);
    aborted.push(aborted.sign(Signer::Authority, aborted.abort()));
    let mut withheld = Record::honest(SEED, Stage::Open);
    let ballot = withheld.ballot(0, &Roles::choices(0));
    withheld.push(ballot);
    withheld.push(withheld.sign(Signer::Authority, withheld.close()));
    let mut begun = Record::honest(SEED, Stage::Announced);
    let two = TrusteeIndex::new(2).unwrap();
    let partial = begun.partial_decryption(two);
    begun.push(begun.sign(Signer::Trustee(two), partial));
    let says = |record: &Record, verdict: Verdict, note: &str| {
        let report = plain(record);
        let note = Some(note.to_owned());
        assert_eq!(
            (report.verdict, report.result, report.note),
            (verdict, None, note)
        );
    };
    says(
        &aborted,
        Verdict::Incomplete,
        "the authority ended the election without a result: a flood in the polling station",
    );
    says(
        &withheld,
        Verdict::Verified,
        "no result: 1 ballots are counted, and nothing is decrypted under 3",
    );
    says(
        &Record::honest(SEED, Stage::Closed),
        Verdict::Incomplete,
        "no result yet: 0 of 2 partial decryptions are there (trustees none)",
    );
    says(
        &begun,
        Verdict::Incomplete,
        "no result yet: 1 of 2 partial decryptions are there (trustees 2)",
    );
    says(
        &Record::honest(SEED, Stage::Dealt),
        Verdict::Incomplete,
        "no result yet: the election is key generation, third round",
    );
}

/// Findings name the line and what is wrong with it, wherever in the record it is.
#[test]
fn a_finding_names_its_line() {
    let mut record = Record::honest(SEED, Stage::Decrypted);
    let mut body = record.result();
    let option = &mut body.contests[2].options[1];
    let truth = option.count;
    option.count -= 1;
    let seq = record
        .force(record.sign(Signer::Authority, Body::Result(body)))
        .seq();
    let report = plain(&record);
    let failed: Vec<_> = report.failed().collect();
    assert_eq!(failed.len(), 1);
    assert_eq!((failed[0].id, failed[0].findings[0].seq), (R4, Some(seq)));
    assert_eq!(
        failed[0].findings[0].message,
        format!(
            r#"contest "budget", option "budget-2": the result says {}; the decrypted count is {truth}"#,
            truth - 1
        )
    );
}

/// A line that says nothing has its place all the same: what follows it is no fault.
#[test]
fn the_record_goes_on_after_a_line_that_cannot_be_decoded() {
    let record = Record::honest(SEED, Stage::Voted);
    let garbage = "no line of ours";
    let close = record.sign(Signer::Authority, record.close());
    let next = Entry::place(
        record.election().entries() + 1,
        Hash::of(garbage.as_bytes()),
        close,
    )
    .unwrap();
    let log = format!("{}{garbage}\n{}\n", record.log(), next.line());
    let mut verifier = Verifier::new(Expectations::default());
    for line in log.lines() {
        verifier.line(line.as_bytes(), &mut OsRng);
    }
    let phase = verifier.election(&mut OsRng).unwrap().phase();
    assert_eq!(phase, Phase::Intent);
    let report = verifier.finish(&mut OsRng);
    assert_eq!(outcome(&report).1, [P1].into());
    let findings = report.failed().flat_map(|check| &check.findings);
    let seqs: Vec<_> = findings.map(|finding| finding.seq).collect();
    assert_eq!(seqs, [Some(record.election().entries())]);
}

/// Without an election there is nothing to say of the lines after line 0, nor of checkpoints of no more lines than there are.
#[test]
fn no_election_begins_after_line_0() {
    let honest = Record::honest(SEED, Stage::Committed);
    let log = format!("no line of ours\n{}", honest.log());
    let size = log.lines().count();
    let mut checkpoint = honest.checkpoint(1);
    checkpoint.size = u64::try_from(size).unwrap();
    let published = [honest.sign_checkpoint(&checkpoint).to_string()];
    let report = verify(&log, &published, Expectations::default());
    assert_eq!((report.election, report.phase), (None, None));
    assert_eq!(outcome(&report), (BTreeSet::new(), [P1].into()));
    let findings: Vec<_> = report.failed().flat_map(|check| &check.findings).collect();
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].seq, Some(0));
}
