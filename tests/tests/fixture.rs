//! The fixture is what it says: an honest election that verifies.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::index::TrusteeIndex;
use ostrakon_record::{
    body::{Body, RestartReason},
    election::Phase,
    entry::Signer,
    verify::{Expectations, Verdict, Verifier},
};
use ostrakon_tests::fixture::{Record, Roles, Stage};
use rand_core::OsRng;

fn verdict(record: &Record) -> Verdict {
    let mut verifier = Verifier::new(Expectations::default());
    for entry in record.entries() {
        verifier.line(entry.line().as_bytes(), &mut OsRng);
    }
    let report = verifier.finish(&mut OsRng);
    let failed: Vec<_> = report.failed().collect();
    assert!(failed.is_empty(), "{failed:?}");
    report.verdict
}

#[test]
fn honest_elections_verify_and_count_what_was_chosen() {
    for (threshold, trustees) in [(1, 1), (2, 3), (3, 3)] {
        let mut record = Record::new(Roles::with_trustees(1, 7, threshold, trustees));
        record.advance(Stage::Finished);
        assert_eq!(verdict(&record), Verdict::Verified);
        let counts: Vec<Vec<u64>> = record
            .result()
            .contests
            .iter()
            .map(|contest| {
                let options = contest.options.iter().map(|option| option.count);
                options.chain(contest.blank).collect()
            })
            .collect();
        assert_eq!(counts, record.expected_counts());
    }
}

#[test]
fn every_stage_is_in_order_as_far_as_it_goes() {
    for stage in Stage::ALL {
        let expected = if stage == Stage::Finished {
            Verdict::Verified
        } else {
            Verdict::Incomplete
        };
        assert_eq!(verdict(&Record::honest(2, stage)), expected, "{stage:?}");
    }
}

#[test]
fn a_seed_gives_one_record() {
    let log = |seed| Record::honest(seed, Stage::Finished).log();
    assert_eq!(log(3), log(3));
    assert_ne!(log(3), log(4));
}

#[test]
fn key_generation_begins_anew_after_every_fault() {
    let [first, second, third] = [1, 2, 3].map(|number| TrusteeIndex::new(number).unwrap());
    let mut record = Record::new(Roles::new(5, 7));
    // The third trustee does not appear in the first round, then in the second, then in the third.
    for stage in [Stage::Defined, Stage::Committed, Stage::Dealt] {
        record.advance(stage);
        for index in [first, second] {
            let body = match stage {
                Stage::Defined => record.key_commit(index),
                Stage::Committed => record.key_deal(index),
                _ => record.key_confirm(index),
            };
            record.push(record.sign(Signer::Trustee(index), body));
        }
        restart(&mut record, third, RestartReason::Absent);
    }
    // Then it complains of both other deals, which are good.
    record.advance(Stage::Dealt);
    for dealer in [second, first] {
        let complaint = record.key_complaint(third, dealer);
        record.push(record.sign(Signer::Trustee(third), complaint));
    }
    restart(&mut record, third, RestartReason::FalseComplaint);
    record.advance(Stage::Keyed);
    assert_eq!(verdict(&record), Verdict::Incomplete);
    let reasons: Vec<_> = record
        .election()
        .past_sessions()
        .iter()
        .map(|past| past.reason)
        .collect();
    let absent = RestartReason::Absent;
    assert_eq!(reasons, [absent, absent, absent, RestartReason::FalseComplaint]);
}

#[test]
fn an_election_can_be_aborted_for_any_reason_that_fits() {
    for stage in [
        Stage::Defined,
        Stage::Committed,
        Stage::Dealt,
        Stage::Keyed,
        Stage::Voted,
        Stage::Decrypted,
    ] {
        let mut record = Record::honest(6, stage);
        let Body::Abort(mut body) = record.abort() else {
            panic!("not an abort")
        };
        body.reason = "x".repeat(4_000);
        record.push(record.sign(Signer::Authority, Body::Abort(body.clone())));
        assert_eq!(verdict(&record), Verdict::Incomplete, "{stage:?}");
        assert_eq!(record.election().phase(), Phase::Aborted);
        assert_eq!(record.election().abort_reason(), Some(body.reason.as_str()));
    }
}

#[test]
fn a_part_of_the_roll_holds_500_voters() {
    let mut record = Record::new(Roles::new(7, 1_000));
    record.advance(Stage::Enrolled);
    assert_eq!(record.election().roll_parts(), 2);
    assert_eq!(verdict(&record), Verdict::Incomplete);
}

#[test]
fn nobody_leads_where_nobody_got_anything() {
    let mut record = Record::honest(8, Stage::Open);
    for voter in 0..3 {
        let ballot = record.ballot(voter, &Roles::choices(0));
        record.push(ballot);
    }
    record.skip_to(Stage::Voted);
    // Closed in the second in which it was opened.
    let Body::Close(mut body) = record.close() else {
        panic!("not a close line")
    };
    body.time -= 3_600;
    record.push(record.sign(Signer::Authority, Body::Close(body)));
    record.advance(Stage::Finished);
    assert_eq!(verdict(&record), Verdict::Verified);
    let result = record.result();
    let leading: Vec<usize> = result
        .contests
        .iter()
        .map(|contest| contest.leading.len())
        .collect();
    // One mayor and one fund; everybody left the parks blank and gave the budget no points.
    assert_eq!(leading, [1, 0, 0, 1]);
}

fn restart(record: &mut Record, culprit: TrusteeIndex, reason: RestartReason) {
    record.push(record.sign(Signer::Authority, record.key_restart(culprit, reason)));
}
