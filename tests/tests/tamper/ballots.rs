//! Ballots: checks B.

use super::*;
use ostrakon_record::election::{BallotError, Violation};

fn parameters(record: &Record) -> VotingParameters {
    record.election().voting_parameters().unwrap()
}

/// A ballot of the voter who has not voted, sealed with other parameters than the election's.
fn unusual_ballot(record: &mut Record, parameters: VotingParameters, next: NextBallot) -> Submission {
    let key = &record.roles.voters.last().unwrap().key;
    let style = record.election().style().clone();
    let mut rng = ChaCha20Rng::seed_from_u64(5);
    Sealed::seal(&style, &parameters, key, next, &Roles::choices(2), &mut rng)
        .unwrap()
        .cast(key, &mut rng)
}

/// The ballot of the voter who has not voted, with a changed body and signed again.
fn changed_ballot(record: &mut Record, change: impl FnOnce(&mut Ballot)) -> Submission {
    let last = record.roles.voters.len() - 1;
    let honest = record.ballot(last, &Roles::choices(2));
    let Body::Ballot(mut body) = honest.body().clone() else {
        panic!("not a ballot")
    };
    change(&mut body);
    let body = Body::Ballot(body);
    let tracker = Hash::of(body.encode().as_bytes());
    let key = &record.roles.voters[last].key;
    let signature = key.sign(
        record.election().id(),
        &tracker,
        &mut ChaCha20Rng::seed_from_u64(6),
    );
    Submission::with_signature(Signer::Voter, body, signature)
}

pub(super) fn ballot_forgeries(matrix: &mut Matrix) {
    let mut ballot = |check, name, forge: &dyn Fn(&mut Record) -> Submission| {
        matrix.record(check, name, Stage::Voted, Stage::Finished, |record| {
            let line = forge(record);
            record.force(line);
        });
    };
    ballot(CheckId::B1, "another voting context", &|record| {
        let parameters = VotingParameters {
            context: Hash::of(b"another"),
            ..parameters(record)
        };
        unusual_ballot(record, parameters, NextBallot::FIRST)
    });
    ballot(CheckId::B1, "a contest is missing", &|record| {
        changed_ballot(record, |body| {
            body.ciphertexts.pop();
        })
    });
    ballot(CheckId::B1, "an option too many", &|record| {
        changed_ballot(record, |body| {
            let extra = body.ciphertexts[1].pop().unwrap();
            body.ciphertexts[0].push(extra);
        })
    });
    ballot(CheckId::B2, "a stranger", &|record| {
        let mut rng = ChaCha20Rng::seed_from_u64(8);
        let key = CredentialKey::derive(&record.roles.nonce, &VoterCode::random(&mut rng));
        let style = record.election().style().clone();
        let sealed = Sealed::seal(
            &style,
            &parameters(record),
            &key,
            NextBallot::FIRST,
            &Roles::choices(1),
            &mut rng,
        )
        .unwrap();
        sealed.cast(&key, &mut rng)
    });
    ballot(CheckId::B3, "signed by another voter", &|record| {
        let honest = record.ballot(record.roles.voters.len() - 1, &Roles::choices(1));
        let other = &record.roles.voters[0].key;
        let signature = other.sign(record.election().id(), &honest.body_hash(), &mut OsRng);
        Submission::with_signature(Signer::Voter, honest.body().clone(), signature)
    });
    ballot(CheckId::B3, "signed for another election", &|record| {
        let last = record.roles.voters.len() - 1;
        let honest = record.ballot(last, &Roles::choices(1));
        let signature = record.roles.voters[last]
            .key
            .sign(&Hash::ZERO, &honest.body_hash(), &mut OsRng);
        Submission::with_signature(Signer::Voter, honest.body().clone(), signature)
    });
    ballot(CheckId::B3, "no signature at all", &|record| {
        let honest = record.ballot(record.roles.voters.len() - 1, &Roles::choices(1));
        Submission::with_signature(
            Signer::Voter,
            honest.body().clone(),
            Signature::from_bytes([7; 64]),
        )
    });
    ballot(CheckId::B4, "options exchanged", &|record| {
        changed_ballot(record, |body| body.ciphertexts[0].swap(0, 1))
    });
    ballot(CheckId::B5, "the second before the first", &|record| {
        let parameters = parameters(record);
        unusual_ballot(
            record,
            parameters,
            NextBallot {
                sequence: 2,
                previous: Hash::ZERO,
            },
        )
    });
    ballot(CheckId::B5, "another ballot before", &|record| {
        let parameters = parameters(record);
        unusual_ballot(
            record,
            parameters,
            NextBallot {
                sequence: 1,
                previous: Hash::of(b"another"),
            },
        )
    });
    ballot(CheckId::B6, "the same ballot again", &|record| {
        record.entries().last().unwrap().submission().clone()
    });
    // This one poisons the sum, which nobody can count any more: the record ends with it.
    matrix.record(
        CheckId::B4,
        "sealed for another key",
        Stage::Voted,
        Stage::Voted,
        |record| {
            let key = record.roles.trustees[0].encryption.public();
            let parameters = VotingParameters {
                key,
                ..parameters(record)
            };
            let line = unusual_ballot(record, parameters, NextBallot::FIRST);
            record.force(line);
        },
    );
    let expectations = Expectations {
        trackers: vec!["00000-00000-00000-00000-00000".to_owned()],
        ..Expectations::default()
    };
    let log = Record::honest(SEED, Stage::Finished).log();
    matrix.0.push(Forgery {
        check: CheckId::B7,
        name: "an unknown tracker",
        log,
        checkpoints: Vec::new(),
        expectations,
    });
}

/// Superseded ballots are checked like all others.
pub(super) fn superseded_forgeries(matrix: &mut Matrix) {
    let mut superseded = |check, name, forge: &dyn Fn(&mut Record) -> Submission| {
        matrix.record(check, name, Stage::Voted, Stage::Finished, |record| {
            let line = forge(record);
            record.force(line);
            let again = record.ballot(record.roles.voters.len() - 1, &Roles::choices(3));
            record.push(again);
        });
    };
    superseded(
        CheckId::B3,
        "a superseded ballot without a signature",
        &|record| {
            let honest = changed_ballot(record, |_| {});
            Submission::with_signature(
                Signer::Voter,
                honest.body().clone(),
                Signature::from_bytes([7; 64]),
            )
        },
    );
    superseded(
        CheckId::B4,
        "a superseded ballot with options exchanged",
        &|record| changed_ballot(record, |body| body.ciphertexts[0].swap(0, 1)),
    );
    superseded(CheckId::B1, "a superseded ballot of another opening", &|record| {
        let parameters = VotingParameters {
            context: Hash::of(b"another"),
            ..parameters(record)
        };
        unusual_ballot(record, parameters, NextBallot::FIRST)
    });
}

/// Whoever copies a C1, from another's ballot or within their own, is refused whether the proof holds or not.
#[test]
fn a_c1_is_cast_once() {
    let mut record = Record::honest(SEED, Stage::Voted);
    let cast = record.entries().iter().find_map(|entry| match entry.body() {
        Body::Ballot(ballot) => Some(ballot.ciphertexts[1][2].c1),
        _ => None,
    });
    let copied = changed_ballot(&mut record, |body| body.ciphertexts[0][0].c1 = cast.unwrap());
    let repeated = changed_ballot(&mut record, |body| {
        body.ciphertexts[0][0].c1 = body.ciphertexts[2][1].c1;
    });
    for line in [copied, repeated] {
        assert_eq!(
            record.election().examine_submission(&line),
            [Violation::from(BallotError::RepeatedCiphertext)]
        );
    }
}
