//! What an election says of itself while its log grows, and what a booth and its verifier of ballots make of it
//! (docs/record.md §4).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::{
    ballot::OpeningError,
    credential::{ChallengeStep, CredentialKey, VoterCode},
    dkg::Verdict,
    hash::Hash,
    index::TrusteeIndex,
    signature::Signature,
};
use ostrakon_record::{
    BallotTracker, Election, Kind, Submission, Violation,
    body::{Body, PartialDecryptionBody, Rehearsal, RestartReason},
    booth::{BoothError, NextBallot, Sealed},
    election::{BallotError, Dispute, PhaseError, SetupError, TallyError, Whereabouts},
    entry::{Entry, Signer},
};
use ostrakon_tests::fixture::{Record, Roles, Stage};
use rand_core::OsRng;
use std::collections::HashSet;

fn index(number: u8) -> TrusteeIndex {
    TrusteeIndex::new(number).unwrap()
}

fn stranger(roles: &Roles) -> CredentialKey {
    CredentialKey::derive(&roles.nonce, &VoterCode::random(&mut OsRng))
}

/// Everything that can be asked, against the lines themselves.
fn says_what_the_lines_say(record: &Record, stage: Stage) {
    let (election, entries) = (record.election(), record.entries());
    let of = |kind| entries.iter().filter(move |entry| entry.kind() == kind);
    let first = |kind| of(kind).next().map(Entry::seq);
    let count = |kind| u64::try_from(of(kind).count()).unwrap();

    assert_eq!(election.opened_at(), first(Kind::Open), "{stage:?}");
    assert_eq!(election.close_position(), first(Kind::Close), "{stage:?}");
    let closed = entries.iter().find_map(|entry| match entry.body() {
        Body::Close(body) => Some(body.time),
        _ => None,
    });
    assert_eq!(election.closed_at(), closed, "{stage:?}");
    assert_eq!(election.ballots(), count(Kind::Ballot), "{stage:?}");
    assert_eq!(
        u64::try_from(election.committed()).unwrap(),
        count(Kind::Commitment)
    );
    assert_eq!(election.opened(), count(Kind::Challenge), "{stage:?}");
    assert_eq!(
        election.has_partials(),
        count(Kind::PartialDecryption) > 0,
        "{stage:?}"
    );
    let rehearsed: HashSet<Signer> = of(Kind::Rehearsal)
        .map(|entry| entry.submission().signer())
        .collect();
    let said = election.rehearsals().iter().copied().map(Signer::Trustee);
    assert_eq!(said.collect::<HashSet<_>>(), rehearsed, "{stage:?}");
    let result = entries.iter().find_map(|entry| match entry.body() {
        Body::Result(body) => Some(body),
        _ => None,
    });
    assert_eq!(election.published_result(), result, "{stage:?}");

    for entry in entries {
        let (seq, tracker) = (
            entry.seq(),
            BallotTracker::from_hash(entry.submission().body_hash()),
        );
        let (tracker, found, cast) = match entry.body() {
            Body::Ballot(ballot) => {
                let last = of(Kind::Ballot).filter(|other| {
                    matches!(other.body(), Body::Ballot(other) if other.credential == ballot.credential)
                });
                let by = last.map(Entry::seq).max().unwrap();
                let superseded = Whereabouts::Superseded { seq, by };
                let found = if by == seq {
                    Whereabouts::Cast { seq }
                } else {
                    superseded
                };
                (tracker, Some(found), 1)
            }
            Body::Commitment(commitment) => {
                let opened = first(Kind::Challenge).map(|seq| Whereabouts::Opened { seq });
                let found = opened.unwrap_or(Whereabouts::Committed { seq });
                (commitment.tracker, Some(found), 0)
            }
            _ => (tracker, None, 0),
        };
        let text = tracker.into();
        let said = election.whereabouts(&text);
        assert_eq!(said, found.map(|found| (tracker, found)), "{stage:?}");
        let named: Vec<_> = election.ballots_named(&text).collect();
        assert_eq!(named, vec![(&tracker, seq); cast], "{stage:?}");
    }
    let enrolled = stage >= Stage::Enrolled;
    for voter in &record.roles.voters {
        let weight = election.weight(&voter.key.credential());
        assert_eq!(weight, enrolled.then_some(voter.weight), "{stage:?}");
    }
    assert_eq!(election.weight(&stranger(&record.roles).credential()), None);
}

#[test]
fn an_election_says_what_its_lines_say() {
    let mut record = Record::honest(21, Stage::Defined);
    for stage in Stage::ALL {
        record.advance(stage);
        says_what_the_lines_say(&record, stage);
    }
    let mut record = Record::honest(21, Stage::Open);
    for line in record.challenge(1, &Roles::choices(3)) {
        record.push(line);
        says_what_the_lines_say(&record, Stage::Open);
    }
}

#[test]
fn a_dispute_is_told_until_key_generation_begins_anew() {
    let mut record = Record::honest(22, Stage::Dealt);
    assert_eq!(record.election().disputes(), []);
    let complaint = record.key_complaint(index(3), index(2));
    record.push(record.sign(Signer::Trustee(index(3)), complaint));
    let dispute = Dispute {
        complainant: index(3),
        dealer: index(2),
        verdict: Verdict::FalseComplaint,
    };
    assert_eq!(record.election().disputes(), [dispute]);
    assert_eq!(dispute.culprit(), index(3));
    record.push(record.sign(
        Signer::Authority,
        record.key_restart(index(3), RestartReason::FalseComplaint),
    ));
    assert_eq!(record.election().disputes(), []);
}

/// Everybody else's line is refused for its role, and one's own for being there already.
#[test]
fn each_trustee_speaks_once_and_nobody_else_does() {
    type Line<'a> = &'a dyn Fn(&mut Record) -> Body;
    let bodies: [(Stage, Line<'_>); 6] = [
        (Stage::Defined, &|record| record.key_commit(index(1))),
        (Stage::Committed, &|record| record.key_deal(index(1))),
        (Stage::Dealt, &|record| record.key_confirm(index(1))),
        (Stage::Enrolled, &|record| record.rehearsal(index(1))),
        (Stage::Closed, &|record| record.intent()),
        (Stage::Announced, &|record| record.partial_decryption(index(1))),
    ];
    for (stage, body) in bodies {
        let mut record = Record::honest(23, stage);
        let body = body(&mut record);
        let (kind, member, fourth) = (body.kind(), Signer::Trustee(index(1)), Signer::Trustee(index(4)));
        let strange = Submission::with_signature(fourth, body.clone(), Signature::from_bytes([7; 64]));
        let found = record.election().examine_submission(&strange);
        let [Violation::Signature { signer, .. }, role] = &found[..] else {
            panic!("{kind}: {found:?}")
        };
        assert_eq!(*signer, fourth, "{kind}");
        assert_eq!(*role, PhaseError::Role { kind, signer: fourth }.into(), "{kind}");

        let line = record.sign(member, body);
        record.push(line.clone());
        let again = PhaseError::Again { kind, signer: member };
        let found = record.election().examine_submission(&line);
        assert_eq!(found, [Violation::from(again)], "{kind}");
    }
}

#[test]
fn a_rehearsal_proves_its_own_share() {
    let mut record = Record::honest(24, Stage::Enrolled);
    let Body::Rehearsal(Rehearsal { roll, possession }) = record.rehearsal(index(2)) else {
        panic!("not a rehearsal")
    };
    let body = Body::Rehearsal(Rehearsal { roll, possession });
    let line = |number| record.sign(Signer::Trustee(index(number)), body.clone());
    assert_eq!(record.election().examine_submission(&line(2)), []);
    let found = record.election().examine_submission(&line(1));
    let [Violation::Setup(SetupError::Rehearsal { trustee, .. })] = found[..] else {
        panic!("{found:?}")
    };
    assert_eq!(trustee, index(1));
}

/// Nothing is looked at further of what may not be decrypted.
#[test]
fn fewer_ballots_than_the_minimum_are_never_decrypted() {
    let mut record = Record::honest(25, Stage::Open);
    for voter in 0..2 {
        let ballot = record.ballot(voter, &Roles::choices(voter));
        record.push(ballot);
    }
    record.push(record.sign(Signer::Authority, record.close()));
    let Body::PartialDecryption(partial) = record.partial_decryption(index(1)) else {
        panic!("not a partial decryption")
    };
    // Of something that nobody announced, with shares of nothing.
    let partial = Body::PartialDecryption(PartialDecryptionBody {
        shares: Vec::new(),
        ..partial
    });
    for body in [record.intent(), partial] {
        let kind = body.kind();
        let line = record.sign(Signer::Trustee(index(1)), body);
        assert_eq!(
            record.election().examine_submission(&line),
            [Violation::from(TallyError::UnderMinimum {
                kind,
                counted: 2,
                minimum: 3
            })]
        );
    }
}

/// Whichever t partial decryptions are combined, the counts are the same.
#[test]
fn a_trustee_more_than_needed_changes_nothing() {
    let mut record = Record::honest(26, Stage::Announced);
    let third = Signer::Trustee(index(3));
    record.push(record.sign(third, record.intent()));
    record.advance(Stage::Decrypted);
    let body = record.partial_decryption(index(3));
    record.push(record.sign(third, body));
    record.advance(Stage::Finished);
    assert_eq!(record.result().trustees, [index(1), index(2)]);
}

#[test]
fn a_booth_seals_only_what_can_be_cast() {
    let roles = Roles::new(27, 7);
    let unknown = stranger(&roles);
    let mut manifest = roles.manifest();
    manifest.revoting = false;
    let mut record = Record::with_manifest(roles, manifest);
    let seal = |election: &Election, key: &CredentialKey| {
        let sealed = Sealed::for_election(election, key, &Roles::choices(1), &mut OsRng);
        sealed.map(|_| ())
    };
    record.advance(Stage::Rehearsed);
    let key = &record.roles.voters[0].key;
    assert_eq!(seal(record.election(), key), Err(BoothError::NotOpen));
    record.advance(Stage::Open);
    let key = &record.roles.voters[0].key;
    assert_eq!(seal(record.election(), key), Ok(()));
    assert_eq!(seal(record.election(), &unknown), Err(BoothError::NotOnRoll));

    // Once, and once only, whatever the device believes.
    let ballot = record.ballot(0, &Roles::choices(1));
    let seq = record.push(ballot).seq();
    let (election, key) = (record.election(), &record.roles.voters[0].key);
    assert_eq!(seal(election, key), Err(BoothError::VotedAlready { seq }));
    let last = election.last_ballot(&key.credential()).unwrap();
    for next in [NextBallot::FIRST, NextBallot::after(last.sequence, &last.tracker)] {
        let parameters = election.voting_parameters().unwrap();
        let style = election.style();
        let sealed = Sealed::seal(style, &parameters, key, next, &Roles::choices(2), &mut OsRng);
        let line = sealed.unwrap().cast(key, &mut OsRng);
        assert_eq!(
            election.examine_submission(&line),
            [Violation::from(BallotError::VotedAlready { seq })]
        );
    }
}

/// A voter's line with something wrong in it, and what is wrong.
fn wrong_lines(record: &mut Record) -> Vec<(Submission, BallotError)> {
    let signature = Signature::from_bytes([7; 64]);
    let unsigned = |line: &Submission| {
        let line = Submission::with_signature(Signer::Voter, line.body().clone(), signature);
        (line, BallotError::Signature)
    };
    let last = record.roles.voters.len() - 1;
    let ballot = record.ballot(last, &Roles::choices(2));
    let [commitment, challenge] = record.challenge(last, &Roles::choices(2));
    let mut wrong: Vec<_> = [&ballot, &commitment, &challenge].map(unsigned).into();

    let key = &record.roles.voters[last].key;
    let election = record.election().id();
    let Body::Ballot(mut body) = ballot.body().clone() else {
        panic!("not a ballot")
    };
    body.ciphertexts[0].swap(0, 1);
    let signature = key.sign(election, body.tracker().hash(), &mut OsRng);
    let unproved = Submission::with_signature(Signer::Voter, Body::Ballot(body), signature);
    wrong.push((unproved, BallotError::Proof));

    let Body::Challenge(mut body) = challenge.body().clone() else {
        panic!("not a challenge")
    };
    body.choices[0].swap(0, 2);
    let body = Body::Challenge(body);
    let hash = Hash::of(body.encode().as_bytes());
    let step = ChallengeStep::Challenge;
    let signature = key.sign_step(step, election, &hash, &mut OsRng);
    let opening = OpeningError::Ciphertext {
        contest: 0,
        option: 0,
    };
    let lied = Submission::with_signature(Signer::Voter, body, signature);
    wrong.push((lied, BallotError::Opening(opening)));
    wrong
}

/// What a voter's line proves by itself: one by one, and many together.
#[test]
fn signatures_proofs_and_openings_are_verified_apart_from_the_state() {
    let mut record = Record::honest(28, Stage::Voted);
    let wrong = wrong_lines(&mut record);
    let right: Vec<Submission> = record
        .entries()
        .iter()
        .map(|entry| entry.submission().clone())
        .collect();
    let verifier = record.election().ballot_verifier().unwrap();
    let all: Vec<(Submission, Result<(), BallotError>)> = right
        .into_iter()
        .map(|line| (line, Ok(())))
        .chain(wrong.into_iter().map(|(line, error)| (line, Err(error))))
        .collect();
    let (mut claims, mut expected) = (Vec::new(), Vec::new());
    for (line, outcome) in &all {
        assert_eq!(record.election().verify_ballot(line), *outcome, "{}", line.kind());
        assert_eq!(verifier.verify(line), *outcome, "{}", line.kind());
        let claim = verifier.claim(line);
        let voters = line.signer() == Signer::Voter;
        assert_eq!(claim.is_some(), voters, "{}", line.kind());
        if let Some(claim) = claim {
            claims.push(claim);
            expected.push(outcome.clone());
        }
    }
    assert_eq!(verifier.verify_batch(&claims, &mut OsRng), expected);
    // Before the open line there is nothing that a ballot could be proved against.
    let before = Record::honest(28, Stage::Rehearsed);
    assert!(before.election().ballot_verifier().is_none());
    for (line, _) in &all {
        assert_eq!(before.election().verify_ballot(line), Ok(()), "{}", line.kind());
    }
}
