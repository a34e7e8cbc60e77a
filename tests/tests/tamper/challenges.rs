//! Commitments and opened ballots: checks C, and what they have in common with ballots.

use super::*;
use ostrakon_crypto::credential::ChallengeStep;
use ostrakon_record::{
    challenge::{Challenge, Commitment},
    election::{BallotError, Violation},
};

/// The voter who has not voted.
fn last(record: &Record) -> usize {
    record.roles.voters.len() - 1
}

/// A ballot of the voter who has not voted.
fn sealed(record: &Record, seed: u64) -> Sealed {
    let key = &record.roles.voters[last(record)].key;
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    Sealed::for_election(record.election(), key, &Roles::choices(2), &mut rng).unwrap()
}

fn signed(record: &Record, voter: usize, step: ChallengeStep, body: Body) -> Submission {
    let hash = Hash::of(body.encode().as_bytes());
    let key = &record.roles.voters[voter].key;
    let signature = key.sign_step(step, record.election().id(), &hash, &mut OsRng);
    Submission::with_signature(Signer::Voter, body, signature)
}

fn commitment(record: &Record, change: impl FnOnce(&mut Commitment)) -> Submission {
    let key = &record.roles.voters[last(record)].key;
    let line = sealed(record, 1).commit(1, key, &mut OsRng);
    let Body::Commitment(mut body) = line.body().clone() else {
        panic!("not a commitment")
    };
    change(&mut body);
    signed(
        record,
        last(record),
        ChallengeStep::Commitment,
        Body::Commitment(body),
    )
}

/// An honest challenge's body, to be posted as the next line but one.
fn opened(record: &Record, seed: u64) -> Challenge {
    let key = &record.roles.voters[last(record)].key;
    let line = sealed(record, seed).challenge(Hash::ZERO, key, &mut OsRng);
    let Body::Challenge(body) = line.body() else {
        panic!("not a challenge")
    };
    body.clone()
}

fn challenge(record: &Record, body: Challenge) -> Submission {
    signed(
        record,
        last(record),
        ChallengeStep::Challenge,
        Body::Challenge(body),
    )
}

/// Commits to the ballot that is opened, and opens it.
fn commit_and_open(record: &mut Record, body: Challenge) {
    let commitment = commitment(record, |commitment| commitment.tracker = body.ballot.tracker());
    let line = *record.push(commitment).hash();
    let line = challenge(
        record,
        Challenge {
            commitment: line,
            ..body
        },
    );
    record.force(line);
}

fn cast(record: &Record, ballot: Ballot) -> Submission {
    let key = &record.roles.voters[last(record)].key;
    let signature = key.sign(record.election().id(), ballot.tracker().hash(), &mut OsRng);
    Submission::with_signature(Signer::Voter, Body::Ballot(ballot), signature)
}

pub(super) fn challenge_forgeries(matrix: &mut Matrix) {
    commitment_forgeries(matrix);
    opening_forgeries(matrix);
    cast_and_opened(matrix);
}

fn commitment_forgeries(matrix: &mut Matrix) {
    let mut forged = |check, name, forge: &dyn Fn(&mut Record)| {
        matrix.record(check, name, Stage::Voted, Stage::Finished, forge);
    };
    forged(CheckId::C1, "a commitment for another opening", &|record| {
        let line = commitment(record, |body| body.context = Hash::of(b"another"));
        record.force(line);
    });
    forged(CheckId::C1, "the second commitment before the first", &|record| {
        let line = commitment(record, |body| body.number = 2);
        record.force(line);
    });
    forged(CheckId::C1, "more commitments than allowed", &|record| {
        for number in 1..=record.election().manifest().challenges {
            let tracker = sealed(record, 10 + u64::from(number)).tracker().to_owned();
            let line = commitment(record, |body| (body.number, body.tracker) = (number, tracker));
            record.push(line);
        }
        let line = commitment(record, |body| body.number = 3);
        record.force(line);
    });
    forged(CheckId::C1, "two commitments to one ballot", &|record| {
        let line = commitment(record, |_| {});
        record.push(line);
        let line = commitment(record, |body| body.number = 2);
        record.force(line);
    });
    forged(CheckId::C1, "a commitment to a ballot that is cast", &|record| {
        let tracker = record
            .election()
            .last_ballot(&record.roles.voters[0].key.credential());
        let line = commitment(record, |body| body.tracker = tracker.unwrap().tracker);
        record.force(line);
    });
    forged(CheckId::B2, "a stranger's commitment", &|record| {
        let mut rng = ChaCha20Rng::seed_from_u64(8);
        let key = CredentialKey::derive(&record.roles.nonce, &VoterCode::random(&mut rng));
        let honest = commitment(record, |body| body.credential = key.credential());
        let (election, body) = (*record.election().id(), honest.body_hash());
        let signature = key.sign_step(ChallengeStep::Commitment, &election, &body, &mut rng);
        record.force(Submission::with_signature(
            Signer::Voter,
            honest.body().clone(),
            signature,
        ));
    });
    forged(CheckId::B3, "a commitment signed by another voter", &|record| {
        let honest = commitment(record, |_| {});
        let line = signed(record, 0, ChallengeStep::Commitment, honest.body().clone());
        record.force(line);
    });
    forged(CheckId::B3, "a commitment signed like a ballot", &|record| {
        let honest = commitment(record, |_| {});
        let key = &record.roles.voters[last(record)].key;
        let signature = key.sign(record.election().id(), &honest.body_hash(), &mut OsRng);
        record.force(Submission::with_signature(
            Signer::Voter,
            honest.body().clone(),
            signature,
        ));
    });
}

fn opening_forgeries(matrix: &mut Matrix) {
    let mut forged = |check, name, forge: &dyn Fn(&mut Record)| {
        matrix.record(check, name, Stage::Voted, Stage::Finished, forge);
    };
    forged(CheckId::C1, "opened without a commitment", &|record| {
        let line = challenge(record, opened(record, 1));
        record.force(line);
    });
    forged(CheckId::C1, "opened by another's commitment", &|record| {
        let honest = commitment(record, |_| {});
        let Body::Commitment(mut body) = honest.body().clone() else {
            panic!("not a commitment")
        };
        body.credential = record.roles.voters[0].key.credential();
        let line = signed(record, 0, ChallengeStep::Commitment, Body::Commitment(body));
        let line = *record.push(line).hash();
        let body = Challenge {
            commitment: line,
            ..opened(record, 1)
        };
        let line = challenge(record, body);
        record.force(line);
    });
    forged(
        CheckId::C1,
        "another ballot opened than committed to",
        &|record| {
            let line = commitment(record, |_| {});
            let line = *record.push(line).hash();
            let body = Challenge {
                commitment: line,
                ..opened(record, 2)
            };
            let line = challenge(record, body);
            record.force(line);
        },
    );
    forged(CheckId::C1, "opened twice", &|record| {
        let is_challenge = |entry: &&Entry| matches!(entry.body(), Body::Challenge(_));
        let first = record.entries().iter().find(is_challenge).unwrap();
        let line = first.submission().clone();
        record.force(line);
    });
    forged(CheckId::C2, "another choice", &|record| {
        let mut body = opened(record, 1);
        body.choices[0].swap(0, 2);
        commit_and_open(record, body);
    });
    forged(CheckId::C2, "more points", &|record| {
        let mut body = opened(record, 1);
        body.choices[2][0] += 1;
        commit_and_open(record, body);
    });
    forged(CheckId::C2, "another randomness", &|record| {
        let mut body = opened(record, 1);
        body.randomness[1].swap(0, 1);
        commit_and_open(record, body);
    });
    forged(CheckId::C2, "a contest is not opened", &|record| {
        let mut body = opened(record, 1);
        body.choices.pop();
        commit_and_open(record, body);
    });
    forged(CheckId::C2, "an option is not opened", &|record| {
        let mut body = opened(record, 1);
        body.randomness[0].pop();
        commit_and_open(record, body);
    });
    forged(CheckId::B1, "an opened ballot of another opening", &|record| {
        let key = &record.roles.voters[last(record)].key;
        let mut rng = ChaCha20Rng::seed_from_u64(5);
        let parameters = VotingParameters {
            context: Hash::of(b"another"),
            ..record.election().voting_parameters().unwrap()
        };
        let style = record.election().style();
        let next = NextBallot::FIRST;
        let sealed = Sealed::seal(style, &parameters, key, next, &Roles::choices(1), &mut rng).unwrap();
        let line = sealed.challenge(Hash::ZERO, key, &mut rng);
        let Body::Challenge(body) = line.body().clone() else {
            panic!("not a challenge")
        };
        commit_and_open(record, body);
    });
    forged(CheckId::B3, "a challenge signed by another voter", &|record| {
        let line = commitment(record, |_| {});
        let line = *record.push(line).hash();
        let body = Challenge {
            commitment: line,
            ..opened(record, 1)
        };
        let line = signed(record, 0, ChallengeStep::Challenge, Body::Challenge(body));
        record.force(line);
    });
    forged(
        CheckId::B4,
        "an opened ballot that could not have been cast",
        &|record| {
            let mut body = opened(record, 1);
            body.ballot.ciphertexts[0].swap(0, 1);
            body.choices[0].swap(0, 1);
            body.randomness[0].swap(0, 1);
            commit_and_open(record, body);
        },
    );
}

fn cast_and_opened(matrix: &mut Matrix) {
    let mut forged = |check, name, forge: &dyn Fn(&mut Record)| {
        matrix.record(check, name, Stage::Voted, Stage::Finished, forge);
    };
    forged(CheckId::C3, "an opened ballot is cast", &|record| {
        let body = opened(record, 1);
        let ballot = body.ballot.clone();
        commit_and_open(record, body);
        let line = cast(record, ballot);
        record.force(line);
    });
    forged(CheckId::C3, "a cast ballot is opened", &|record| {
        let line = commitment(record, |_| {});
        let line = *record.push(line).hash();
        let body = Challenge {
            commitment: line,
            ..opened(record, 1)
        };
        let ballot = cast(record, body.ballot.clone());
        record.push(ballot);
        let line = challenge(record, body);
        record.force(line);
    });
}

/// A ciphertext of an opened ballot cannot be cast in another one either, nor the other way round, nor opened twice. (Its
/// proof would not verify; only the voters' own booth could make one that does.)
#[test]
fn no_ciphertext_is_both_cast_and_opened() {
    let mut record = Record::honest(SEED, Stage::Voted);
    let body = opened(&record, 1);
    let first = body.ballot.ciphertexts[0][0];
    commit_and_open(&mut record, body);
    let found = |record: &Record, line: &Submission| record.election().examine_submission(line);
    let mut again = opened(&record, 2);
    let cast_one = again.ballot.ciphertexts[0][0];
    again.ballot.ciphertexts[0][0] = first;
    let both = [Violation::from(BallotError::CastAndOpened)];
    assert_eq!(found(&record, &cast(&record, again.ballot.clone())), both);
    let line = commitment(&record, |body| {
        (body.number, body.tracker) = (2, again.ballot.tracker());
    });
    let line = *record.push(line).hash();
    again.commitment = line;
    assert_eq!(
        found(&record, &challenge(&record, again.clone())),
        [Violation::from(BallotError::RepeatedCiphertext)]
    );
    let ballot = cast(&record, opened(&record, 2).ballot);
    record.push(ballot);
    let mut third = opened(&record, 3);
    third.commitment = line;
    third.ballot.ciphertexts[0][0] = cast_one;
    assert!(found(&record, &challenge(&record, third)).contains(&both[0]));
}
