//! One opened ballot, checked by itself as a voter's second device does (docs/record.md §3.6).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::{credential::ChallengeStep, hash::Hash};
use ostrakon_record::{
    Election, Entry,
    body::Body,
    booth::Sealed,
    election::OpeningError,
    entry::{Signer, Submission},
};
use ostrakon_tests::fixture::{Record, Roles, Stage};
use rand_core::OsRng;

/// An election up to its opening, and what a voter posts who checks the booth twice.
fn checked() -> (Election, Record, Vec<Entry>) {
    let mut record = Record::new(Roles::new(91, 4));
    record.advance(Stage::Open);
    let opened = record.election().clone();
    let mut entries = Vec::new();
    for number in [1_u32, 2] {
        let key = &record.roles.voters[0].key;
        let choices = Roles::choices(usize::try_from(number).unwrap());
        let sealed = Sealed::for_election(record.election(), key, &choices, &mut OsRng).unwrap();
        let commitment = sealed.commit(number, key, &mut OsRng);
        entries.push(record.push(commitment).clone());
        let key = &record.roles.voters[0].key;
        let challenge = sealed.challenge(*entries.last().unwrap().hash(), key, &mut OsRng);
        entries.push(record.push(challenge).clone());
    }
    (opened, record, entries)
}

/// The same line with another body, signed by the same voter.
fn changed(record: &Record, entry: &Entry, change: impl FnOnce(&mut Body)) -> Entry {
    let mut body = entry.body().clone();
    change(&mut body);
    let hash = Hash::of(body.encode().as_bytes());
    let step = match body {
        Body::Commitment(_) => ChallengeStep::Commitment,
        _ => ChallengeStep::Challenge,
    };
    let key = &record.roles.voters[0].key;
    let signature = key.sign_step(step, record.election().id(), &hash, &mut OsRng);
    let line = Submission::with_signature(Signer::Voter, body, signature);
    Entry::place(entry.seq(), Hash::ZERO, line).unwrap()
}

#[test]
fn an_opening_shows_what_was_sealed() {
    let (election, _, entries) = checked();
    for (number, pair) in (1..).zip(entries.chunks(2)) {
        let opened = election.check_opening(&pair[0], &pair[1]).unwrap();
        assert_eq!(opened.choices, Roles::choices(number));
    }
}

#[test]
fn lines_that_do_not_belong_together_show_nothing() {
    let (election, _, entries) = checked();
    for (commitment, challenge) in [(0, 3), (2, 1)] {
        let error = election
            .check_opening(&entries[commitment], &entries[challenge])
            .unwrap_err();
        assert!(matches!(error, OpeningError::Violation { .. }), "{error}");
    }
    for (commitment, challenge) in [(1, 0), (0, 0), (1, 1)] {
        let outcome = election.check_opening(&entries[commitment], &entries[challenge]);
        assert_eq!(outcome.unwrap_err(), OpeningError::Kind);
    }
}

#[test]
fn a_lie_about_what_was_sealed_is_found() {
    let (election, record, entries) = checked();
    let opening = |change: &dyn Fn(&mut ostrakon_record::challenge::Challenge)| {
        let lie = changed(&record, &entries[1], |body| match body {
            Body::Challenge(challenge) => change(challenge),
            other => panic!("{other:?}"),
        });
        election
            .check_opening(&entries[0], &lie)
            .map(drop)
            .unwrap_err()
            .to_string()
    };
    // The voter chose the second candidate; the booth says that it was another.
    let said = opening(&|challenge| challenge.choices[0].rotate_left(1));
    assert!(said.contains("open"), "{said}");
    let said = opening(&|challenge| challenge.randomness[0].reverse());
    assert!(said.contains("open"), "{said}");
    let said = opening(&|challenge| challenge.commitment = Hash::ZERO);
    assert!(said.contains("no commitment"), "{said}");
    let said = opening(&|challenge| challenge.ballot.context = Hash::ZERO);
    assert!(said.contains("tracker"), "{said}");

    let commitment = |change: &dyn Fn(&mut ostrakon_record::challenge::Commitment)| {
        let lie = changed(&record, &entries[0], |body| match body {
            Body::Commitment(commitment) => change(commitment),
            other => panic!("{other:?}"),
        });
        election
            .check_opening(&lie, &entries[1])
            .map(drop)
            .unwrap_err()
            .to_string()
    };
    for (change, words) in [(3, "this election allows"), (0, "number 0")] {
        let said = commitment(&|commitment| commitment.number = change);
        assert!(said.contains(words), "{said}");
    }
    let said = commitment(&|commitment| commitment.context = Hash::ZERO);
    assert!(said.contains("voting context"), "{said}");
}

#[test]
fn somebody_elses_signature_is_none() {
    let (election, record, entries) = checked();
    for (place, entry) in entries[..2].iter().enumerate() {
        let other = &record.roles.voters[1].key;
        let (step, body) = (ChallengeStep::Commitment, entry.submission().body_hash());
        let signature = other.sign_step(step, election.id(), &body, &mut OsRng);
        let line = Submission::with_signature(Signer::Voter, entry.body().clone(), signature);
        let forged = Entry::place(entry.seq(), Hash::ZERO, line).unwrap();
        let mut pair = [&entries[0], &entries[1]];
        pair[place] = &forged;
        let error = election.check_opening(pair[0], pair[1]).unwrap_err();
        // A commitment's line that is another has another hash; but its own fault is found first.
        assert!(matches!(error, OpeningError::Ballot { .. }), "{error}");
    }
}
