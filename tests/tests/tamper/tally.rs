//! Tally, decryption, result: checks T, D, R.

use super::*;

pub(super) fn tally_forgeries(matrix: &mut Matrix) {
    matrix.result(CheckId::T1, "a ballot too many", |body| body.ballots += 1);
    matrix.result(CheckId::T1, "another weight", |body| body.weight -= 1);
    matrix.record(
        CheckId::T2,
        "another sum",
        Stage::Closed,
        Stage::Finished,
        |record| {
            let close = *record.election().close_hash().unwrap();
            let aggregate = Hash::of(b"another");
            for number in [1, 2] {
                let line = record.sign(
                    Signer::Trustee(index(number)),
                    Body::Intent(Intent { close, aggregate }),
                );
                record.force(line);
            }
            for number in [1, 2] {
                let line = partial_for(record, number, close, aggregate);
                record.force(line);
            }
        },
    );
    let mut few = Record::honest(SEED, Stage::Open);
    for voter in 0..2 {
        let ballot = few.ballot(voter, &Roles::choices(voter));
        few.push(ballot);
    }
    few.push(few.sign(Signer::Authority, few.close()));
    let intent = few.sign(Signer::Trustee(index(1)), few.intent());
    few.force(intent);
    matrix.log(CheckId::T3, "two ballots", few.log());
    matrix.record(
        CheckId::T4,
        "another close line",
        Stage::Closed,
        Stage::Finished,
        |record| {
            let intent = Intent {
                close: Hash::ZERO,
                aggregate: record.election().tally().unwrap().digest,
            };
            let line = record.sign(Signer::Trustee(index(3)), Body::Intent(intent));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::T4,
        "decrypted alone",
        Stage::Closed,
        Stage::Finished,
        |record| {
            record.push(record.sign(Signer::Trustee(index(1)), record.intent()));
            let body = record.partial_decryption(index(1));
            let line = record.sign(Signer::Trustee(index(1)), body);
            record.force(line);
        },
    );
    matrix.result(CheckId::T4, "the result of another close line", |body| {
        body.close = Hash::ZERO;
    });
}

/// A trustee's part of the decryption, claimed to be of something else.
fn partial_for(record: &Record, number: u8, close: Hash, aggregate: Hash) -> Submission {
    let tally = record.election().tally().unwrap();
    let mut hasher = ostrakon_crypto::hash::Hasher::new();
    hasher.update(b"ostrakon/v1/decryption\n");
    for part in [record.election().id(), &close, &aggregate] {
        hasher.update(part.as_bytes());
    }
    let share = record.key_share(index(number));
    let partial = decryption::decrypt(&share, &hasher.finish(), &tally.aggregates, &mut OsRng);
    let body = PartialDecryptionBody {
        close,
        aggregate,
        shares: partial.shares,
        proof: partial.proof,
    };
    record.sign(Signer::Trustee(index(number)), Body::PartialDecryption(body))
}

pub(super) fn decryption_forgeries(matrix: &mut Matrix) {
    let truth = Record::honest(SEED, Stage::Decrypted).result();
    matrix.record(
        CheckId::D1,
        "one trustee alone",
        Stage::Announced,
        Stage::Announced,
        |record| {
            let body = record.partial_decryption(index(1));
            record.push(record.sign(Signer::Trustee(index(1)), body));
            let mut result = truth.clone();
            result.close = *record.election().close_hash().unwrap();
            let line = record.sign(Signer::Authority, Body::Result(result));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::D2,
        "a third trustee's bad proof",
        Stage::Announced,
        Stage::Finished,
        |record| {
            record.push(record.sign(Signer::Trustee(index(3)), record.intent()));
            let Body::PartialDecryption(mut body) = record.partial_decryption(index(3)) else {
                panic!("not a partial")
            };
            body.shares.swap(0, 1);
            let line = record.sign(Signer::Trustee(index(3)), Body::PartialDecryption(body));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::D2,
        "another trustee's shares",
        Stage::Announced,
        Stage::Finished,
        |record| {
            record.push(record.sign(Signer::Trustee(index(3)), record.intent()));
            let body = record.partial_decryption(index(2));
            let line = record.sign(Signer::Trustee(index(3)), body);
            record.force(line);
        },
    );
    matrix.record(
        CheckId::D3,
        "something else than announced",
        Stage::Announced,
        Stage::Finished,
        |record| {
            record.push(record.sign(Signer::Trustee(index(3)), record.intent()));
            let close = *record.election().close_hash().unwrap();
            let line = partial_for(record, 3, close, Hash::of(b"another"));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::D3,
        "nothing announced",
        Stage::Announced,
        Stage::Finished,
        |record| {
            let body = record.partial_decryption(index(3));
            let line = record.sign(Signer::Trustee(index(3)), body);
            record.force(line);
        },
    );
    matrix.result(CheckId::D4, "a trustee who did not decrypt", |body| {
        body.trustees = vec![index(1), index(3)];
    });
    matrix.result(CheckId::D4, "trustees in disorder", |body| {
        body.trustees.reverse();
    });
    matrix.result(CheckId::D4, "a trustee twice", |body| {
        body.trustees = vec![index(1); 2];
    });
    matrix.result(CheckId::D4, "a trustee too few", |body| {
        body.trustees.pop();
    });
    matrix.result(CheckId::D5, "more than possible", |body| {
        body.contests[0].options[0].count = 1_000;
    });
}

pub(super) fn result_forgeries(matrix: &mut Matrix) {
    matrix.result(CheckId::D5, "more blank votes than ballots", |body| {
        body.contests[1].blank = Some(body.weight + 1);
    });
    matrix.result(CheckId::R1, "all ballots blank, and yet chosen", |body| {
        body.contests[1].blank = Some(body.weight);
    });
    matrix.result(CheckId::R2, "blank votes not published", |body| {
        body.contests[1].blank = None;
    });
    matrix.result(CheckId::R2, "blank votes where nobody can cast any", |body| {
        body.contests[0].blank = Some(0);
    });
    matrix.result(CheckId::R4, "a blank vote more", |body| {
        *body.contests[1].blank.as_mut().unwrap() += 1;
    });
    matrix.result(CheckId::R1, "a vote too few", |body| {
        let least = body.contests[0]
            .options
            .iter_mut()
            .min_by_key(|option| option.count)
            .unwrap();
        least.count -= 1;
    });
    matrix.result(CheckId::R2, "an option is missing", |body| {
        body.contests[1].options.pop();
    });
    matrix.result(CheckId::R2, "a contest is missing", |body| {
        body.contests.pop();
    });
    matrix.result(CheckId::R2, "options exchanged", |body| {
        body.contests[1].options.swap(0, 1);
    });
    matrix.result(CheckId::R3, "another leads", |body| {
        body.contests[0].leading = vec!["mayor-9".to_owned()];
    });
    matrix.result(CheckId::R4, "points moved", |body| {
        // From the trailing option to nobody: its rule allows any sum up to 7 a ballot.
        let options = &mut body.contests[2].options;
        let least = options.iter_mut().min_by_key(|option| option.count).unwrap();
        least.count -= 1;
    });
    for (name, announced) in [
        (
            "other counts were announced",
            r#"[{"contest":"mayor","options":[{"id":"mayor-1","count":999}]}]"#,
        ),
        (
            "blank votes were announced where there are none",
            r#"[{"contest":"mayor","options":[],"blank":0}]"#,
        ),
    ] {
        matrix.0.push(Forgery {
            check: CheckId::R4,
            name,
            log: Record::honest(SEED, Stage::Finished).log(),
            checkpoints: Vec::new(),
            expectations: Expectations {
                result: Some(serde_json::from_str(announced).unwrap()),
                ..Expectations::default()
            },
        });
    }
}
