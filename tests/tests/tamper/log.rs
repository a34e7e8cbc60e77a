//! Parameters and the log itself: checks P and L.

use super::*;
use ostrakon_crypto::signature::VerifyingKey;
use ostrakon_record::{
    manifest::{ContestOption, LogIdentity, Rule},
    tlog::{KeyName, VerifierKey, checkpoint::log_key, vkey::PublicKey},
};

pub(super) fn parameter_forgeries(matrix: &mut Matrix) {
    matrix.log(
        CheckId::P1,
        "white space",
        last_line(|entry| entry.line().replacen(':', ": ", 1)),
    );
    matrix.log(
        CheckId::P1,
        "a field twice",
        last_line(|entry| entry.line().replacen("{\"seq\"", "{\"seq\":0,\"seq\"", 1)),
    );
    for (name, body) in [
        ("white space in a body", "\"body\":{ "),
        ("an unknown field in a body", "\"body\":{\"more\":0,"),
    ] {
        let forged = last_line(|entry| entry.line().replacen("\"body\":{", body, 1));
        matrix.log(CheckId::P1, name, forged);
    }
    matrix.log(
        CheckId::P1,
        "no JSON",
        Record::honest(SEED, Stage::Finished).log() + "hello\n",
    );
    let honest = Record::honest(SEED, Stage::Finished).log();
    matrix.log(CheckId::P1, "cut off", honest.trim_end().to_owned());
    matrix.log(CheckId::P1, "an empty line", honest + "\n");
    matrix.manifest(
        CheckId::P2,
        "another protocol",
        |_| (),
        |manifest| "ostrakon/2".clone_into(&mut manifest.protocol),
    );
    // An extra ballot whose first point is the identity, which no decoder lets in.
    let mut record = Record::honest(SEED, Stage::Voted);
    let line = record
        .ballot(record.roles.voters.len() - 1, &Roles::choices(0))
        .encode();
    let start = line.find("\"ciphertexts\":[\"").unwrap() + "\"ciphertexts\":[\"".len();
    let end = start + line[start..].find('"').unwrap();
    let mut ciphertexts = BASE64URL_NOPAD.decode(&line.as_bytes()[start..end]).unwrap();
    ciphertexts[..32].fill(0);
    let mut forged = line;
    forged.replace_range(start..end, &BASE64URL_NOPAD.encode(&ciphertexts));
    let head = *record.election().head();
    let forged = format!(
        "{{\"seq\":{},\"prev\":\"{head}\",{}",
        record.election().entries(),
        &forged[1..]
    );
    matrix.log(
        CheckId::P3,
        "the identity in a ballot",
        record.log() + &forged + "\n",
    );
    matrix.manifest(
        CheckId::P4,
        "too few ballots protect nobody",
        |_| (),
        |manifest| manifest.minimum_ballots = 2,
    );
    matrix.manifest(
        CheckId::P4,
        "challenges without a limit",
        |_| (),
        |manifest| manifest.challenges = 101,
    );
    matrix.log(
        CheckId::P4,
        "ballots that are too long to be opened",
        too_long_to_be_opened(),
    );
    matrix.manifest(
        CheckId::P4,
        "two contests of one id",
        |_| (),
        |manifest| {
            manifest.contests[1].id = manifest.contests[0].id.clone();
        },
    );
    matrix.manifest(
        CheckId::P4,
        "one key for authority and registrar",
        |roles| {
            let seed = *roles.authority.expose_seed();
            roles.registrar = SigningKey::from_seed(&seed);
        },
        |_| (),
    );
    policies(matrix);
    let anchors = Anchors {
        election: Some(Hash::of(b"another")),
        ..Anchors::default()
    };
    let other_key = SigningKey::generate(&mut OsRng).verifying_key();
    for (name, anchors) in [
        ("another election", anchors),
        (
            "another authority",
            Anchors {
                authority: Some(other_key),
                ..Anchors::default()
            },
        ),
        (
            "another registrar",
            Anchors {
                registrar: Some(other_key),
                ..Anchors::default()
            },
        ),
        (
            "another log key",
            Anchors {
                board: Some(other_key),
                ..Anchors::default()
            },
        ),
        (
            "other trustees",
            Anchors {
                trustees: Some(vec![other_key]),
                ..Anchors::default()
            },
        ),
    ] {
        let expectations = Expectations {
            anchors,
            ..Expectations::default()
        };
        let log = Record::honest(SEED, Stage::Finished).log();
        matrix.0.push(Forgery {
            check: CheckId::P5,
            name,
            log,
            checkpoints: Vec::new(),
            expectations,
        });
    }
}

pub(super) fn log_forgeries(matrix: &mut Matrix) {
    let replaced = |seq: u64, prev: Hash| {
        last_line(|entry| {
            let (seq, prev) = (
                entry.seq() + seq,
                if prev == Hash::ZERO { *entry.prev() } else { prev },
            );
            Entry::place(seq, prev, entry.submission().clone())
                .unwrap()
                .line()
        })
    };
    matrix.log(CheckId::L1, "a gap", replaced(1, Hash::ZERO));
    matrix.log(
        CheckId::L1,
        "another line before",
        replaced(0, Hash::of(b"another")),
    );
    matrix.record(
        CheckId::L6,
        "a ballot after the close",
        Stage::Voted,
        Stage::Finished,
        |record| {
            let late = record.ballot(record.roles.voters.len() - 1, &Roles::choices(1));
            record.advance(Stage::Closed);
            record.force(late);
        },
    );
    matrix.record(
        CheckId::L6,
        "closed by nobody",
        Stage::Voted,
        Stage::Finished,
        |record| {
            let line = Submission::sign(
                &SigningKey::generate(&mut OsRng),
                Signer::Authority,
                record.election().id(),
                record.close(),
            );
            record.force(line);
        },
    );
    matrix.record(
        CheckId::L6,
        "opened by the registrar",
        Stage::Rehearsed,
        Stage::Finished,
        |record| {
            let line = record.sign(Signer::Registrar, record.open());
            record.force(line);
        },
    );
    matrix.record(
        CheckId::L6,
        "closed before it was opened",
        Stage::Voted,
        Stage::Finished,
        |record| {
            let Body::Close(mut body) = record.close() else {
                panic!("not a close line")
            };
            body.time = 0;
            let line = record.sign(Signer::Authority, Body::Close(body));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::L6,
        "opened without rehearsals",
        Stage::Enrolled,
        Stage::Enrolled,
        |record| {
            let line = record.sign(Signer::Authority, record.open());
            record.force(line);
            record.advance(Stage::Enrolled);
        },
    );
    matrix.record(
        CheckId::L6,
        "a rehearsal of nothing",
        Stage::Enrolled,
        Stage::Finished,
        |record| {
            let possession =
                record
                    .key_share(index(1))
                    .prove_possession(SharePurpose::Rehearsal, &Hash::ZERO, &mut OsRng);
            let body = Body::Rehearsal(Rehearsal {
                roll: Hash::ZERO,
                possession,
            });
            let line = record.sign(Signer::Trustee(index(1)), body);
            record.force(line);
        },
    );
    matrix.record(
        CheckId::L6,
        "a trustee commits twice",
        Stage::Defined,
        Stage::Finished,
        |record| {
            let line = record.sign(Signer::Trustee(index(2)), record.key_commit(index(2)));
            record.push(line.clone());
            record.force(line);
        },
    );
    abort_forgeries(matrix);
}

/// A line that comes too late.
type Late<'a> = &'a dyn Fn(&mut Record) -> Submission;

/// Records that end, or do not, with an abort.
fn abort_forgeries(matrix: &mut Matrix) {
    let abort = |record: &Record, reason: &str| {
        let Body::Abort(mut body) = record.abort() else {
            panic!("not an abort")
        };
        reason.clone_into(&mut body.reason);
        record.sign(Signer::Authority, Body::Abort(body))
    };
    let too_long = "x".repeat(4_001);
    for (name, reason) in [
        ("aborted without a reason", ""),
        ("aborted for a blank reason", " \n"),
        ("aborted for too long a reason", &too_long),
    ] {
        matrix.record(CheckId::L6, name, Stage::Keyed, Stage::Keyed, |record| {
            let line = abort(record, reason);
            record.force(line);
        });
    }
    let after: [(&str, Stage, Late<'_>); 4] = [
        ("a commitment after an abort", Stage::Defined, &|record| {
            record.sign(Signer::Trustee(index(1)), record.key_commit(index(1)))
        }),
        ("a restart after an abort", Stage::Dealt, &|record| {
            let body = record.key_restart(index(1), RestartReason::Absent);
            record.sign(Signer::Authority, body)
        }),
        ("a roll after an abort", Stage::Keyed, &|record| {
            record.sign(Signer::Registrar, record.roll_parts().swap_remove(0))
        }),
        ("aborted twice", Stage::Voted, &|record| abort(record, "again")),
    ];
    for (name, stage, late) in after {
        matrix.record(CheckId::L6, name, stage, stage, |record| {
            let line = abort(record, "a flood");
            record.push(line);
            let line = late(record);
            record.force(line);
        });
    }
    matrix.record(
        CheckId::L6,
        "aborted after the result",
        Stage::Finished,
        Stage::Finished,
        |record| {
            let line = abort(record, "too late");
            record.force(line);
        },
    );
}

/// A record up to its opening, with a contest whose ballots fit a line and whose openings do not.
fn too_long_to_be_opened() -> String {
    let roles = Roles::new(SEED, 7);
    let mut manifest = roles.manifest();
    let contest = &mut manifest.contests[1];
    let option = contest.options[0].clone();
    contest.options = (0..240)
        .map(|number| ContestOption {
            id: format!("park-{number}"),
            ..option.clone()
        })
        .collect();
    contest.rule = Rule::Score {
        bound: 7,
        sum: None,
        blank: false,
    };
    let mut record = Record::with_manifest(roles, manifest);
    record.advance(Stage::Open);
    record.log()
}

/// Policies that no manifest can have.
fn policies(matrix: &mut Matrix) {
    let key = |seed: u8| SigningKey::from_seed(&[seed; 32]).verifying_key();
    let policy = |origin: &str, log: VerifyingKey, witness: VerifyingKey, address: &str| {
        let log = log_key(&KeyName::new(origin).unwrap(), log);
        let name = KeyName::new("wit.example/w").unwrap();
        let witness = VerifierKey::new(name, PublicKey::Ed25519Cosigner(witness));
        format!("log {log}\nwitness w {witness}{address}\nquorum w\n")
    };
    let mut forge = |name, forge: &dyn Fn(&LogIdentity) -> String| {
        matrix.manifest(
            CheckId::P4,
            name,
            |_| (),
            |manifest| manifest.log.policy = forge(&manifest.log),
        );
    };
    forge("a policy that is none", &|log| format!("{}x", log.policy));
    forge("the policy of another origin", &|log| {
        policy("localhost/e2", log.key, key(1), " https://wit.example")
    });
    forge("the policy of another key", &|log| {
        policy(&log.origin, key(2), key(1), " https://wit.example")
    });
    forge("a policy of no log", &|_| "quorum none\n".to_owned());
    forge("a witness that cannot be asked", &|log| {
        policy(&log.origin, log.key, key(1), "")
    });
    forge("the board as its own witness", &|log| {
        policy(&log.origin, log.key, log.key, " https://wit.example")
    });
}
