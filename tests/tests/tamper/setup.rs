//! Keys and roll: checks K and E.

use super::*;

pub(super) fn key_forgeries(matrix: &mut Matrix) {
    matrix.manifest(
        CheckId::K1,
        "one person is two trustees",
        |roles| {
            let seed = *roles.trustees[1].signing.expose_seed();
            roles.trustees[2].signing = SigningKey::from_seed(&seed);
        },
        |_| (),
    );
    // Key shares are not computed from forged deals, so these records end with the forgery.
    let deal = |number: u8| {
        let mut honest = Record::honest(SEED, Stage::Committed);
        let Body::KeyDeal(body) = honest.key_deal(index(number)) else {
            panic!("not a deal")
        };
        body
    };
    matrix.record(
        CheckId::K2,
        "another commitment",
        Stage::Defined,
        Stage::Defined,
        |record| {
            for number in 1..=3 {
                let Body::KeyCommit(mut body) = record.key_commit(index(number)) else {
                    panic!("not a commitment")
                };
                if number == 2 {
                    body.commitment = Hash::of(b"another");
                }
                let line = record.sign(Signer::Trustee(index(number)), Body::KeyCommit(body));
                record.force(line);
            }
            let line = record.sign(Signer::Trustee(index(2)), Body::KeyDeal(deal(2)));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::K2,
        "a deal before the last commitment",
        Stage::Defined,
        Stage::Defined,
        |record| {
            for number in [1, 2] {
                let line = record.sign(Signer::Trustee(index(number)), record.key_commit(index(number)));
                record.push(line);
            }
            let line = record.sign(Signer::Trustee(index(1)), Body::KeyDeal(deal(1)));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::K2,
        "another session",
        Stage::Committed,
        Stage::Committed,
        |record| {
            let mut body = deal(1);
            body.session = Hash::ZERO;
            let line = record.sign(Signer::Trustee(index(1)), Body::KeyDeal(body));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::K3,
        "a stranger's proof of possession",
        Stage::Committed,
        Stage::Committed,
        |record| {
            let mut body = deal(1);
            body.possession = deal(2).possession;
            let line = record.sign(Signer::Trustee(index(1)), Body::KeyDeal(body));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::K4,
        "a share is missing",
        Stage::Committed,
        Stage::Committed,
        |record| {
            let mut body = deal(1);
            body.shares.pop();
            let line = record.sign(Signer::Trustee(index(1)), Body::KeyDeal(body));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::K4,
        "a share to oneself",
        Stage::Committed,
        Stage::Committed,
        |record| {
            let mut body = deal(1);
            body.shares[0].recipient = index(1);
            let line = record.sign(Signer::Trustee(index(1)), Body::KeyDeal(body));
            record.force(line);
        },
    );
    let confirm = |record: &mut Record, change: &dyn Fn(&mut ostrakon_record::body::KeyConfirm)| {
        let Body::KeyConfirm(mut body) = record.key_confirm(index(1)) else {
            panic!("not a confirmation")
        };
        change(&mut body);
        let line = record.sign(Signer::Trustee(index(1)), Body::KeyConfirm(body));
        record.force(line);
    };
    matrix.record(
        CheckId::K5,
        "another transcript",
        Stage::Dealt,
        Stage::Finished,
        |record| {
            confirm(record, &|body| body.transcript = Hash::ZERO);
        },
    );
    matrix.record(
        CheckId::K5,
        "another joint key",
        Stage::Dealt,
        Stage::Finished,
        |record| {
            let other = record.roles.trustees[0].encryption.public();
            confirm(record, &|body| body.key = other);
        },
    );
    matrix.record(
        CheckId::K5,
        "a proof of another's share",
        Stage::Dealt,
        Stage::Finished,
        |record| {
            let Body::KeyConfirm(other) = record.key_confirm(index(2)) else {
                panic!("not a confirmation")
            };
            confirm(record, &|body| body.possession = other.possession);
        },
    );
    matrix.record(
        CheckId::K5,
        "opened with another key",
        Stage::Rehearsed,
        Stage::Finished,
        |record| {
            let Body::Open(mut body) = record.open() else {
                panic!("not an open line")
            };
            body.key = record.roles.trustees[0].encryption.public();
            let line = record.sign(Signer::Authority, Body::Open(body));
            record.force(line);
        },
    );
}

/// Records that end with a complaint or restart: what follows would be a session of its own.
pub(super) fn restart_forgeries(matrix: &mut Matrix) {
    let restart = |record: &mut Record, culprit: u8, reason: RestartReason| {
        let line = record.sign(Signer::Authority, record.key_restart(index(culprit), reason));
        record.force(line);
    };
    let complain = |record: &mut Record, change: &dyn Fn(&mut KeyComplaint)| {
        let Body::KeyComplaint(mut body) = record.key_complaint(index(3), index(2)) else {
            panic!("not a complaint")
        };
        change(&mut body);
        let line = record.sign(Signer::Trustee(index(3)), Body::KeyComplaint(body));
        record.force(line);
    };
    let mut forge = |check, name, stage, change: &dyn Fn(&mut Record)| {
        matrix.record(check, name, stage, stage, change);
    };
    forge(
        CheckId::K4,
        "who has committed is absent",
        Stage::Defined,
        &|record| {
            let line = record.sign(Signer::Trustee(index(1)), record.key_commit(index(1)));
            record.push(line);
            restart(record, 1, RestartReason::Absent);
        },
    );
    forge(
        CheckId::K4,
        "who has dealt is absent",
        Stage::Committed,
        &|record| {
            let deal = record.key_deal(index(1));
            record.push(record.sign(Signer::Trustee(index(1)), deal));
            restart(record, 1, RestartReason::Absent);
        },
    );
    forge(
        CheckId::K4,
        "who has confirmed is absent",
        Stage::Dealt,
        &|record| {
            let confirmation = record.key_confirm(index(1));
            record.push(record.sign(Signer::Trustee(index(1)), confirmation));
            restart(record, 1, RestartReason::Absent);
        },
    );
    forge(
        CheckId::K4,
        "who is no trustee is absent",
        Stage::Defined,
        &|record| {
            restart(record, 4, RestartReason::Absent);
        },
    );
    forge(
        CheckId::K4,
        "a restart without a complaint",
        Stage::Dealt,
        &|record| {
            restart(record, 3, RestartReason::FalseComplaint);
        },
    );
    forge(
        CheckId::K4,
        "a restart blames the other",
        Stage::Dealt,
        &|record| {
            complain(record, &|_| ());
            restart(record, 2, RestartReason::FalseComplaint);
        },
    );
    forge(
        CheckId::K4,
        "a restart for another reason",
        Stage::Dealt,
        &|record| {
            complain(record, &|_| ());
            restart(record, 3, RestartReason::BadShare);
        },
    );
    forge(
        CheckId::L6,
        "a restart when the key is there",
        Stage::Keyed,
        &|record| restart(record, 3, RestartReason::Absent),
    );
    forge(
        CheckId::K2,
        "a restart of another session",
        Stage::Dealt,
        &|record| {
            complain(record, &|_| ());
            let Body::KeyRestart(mut body) = record.key_restart(index(3), RestartReason::FalseComplaint)
            else {
                panic!("not a restart")
            };
            body.session = Hash::ZERO;
            let line = record.sign(Signer::Authority, Body::KeyRestart(body));
            record.force(line);
        },
    );
    forge(
        CheckId::K2,
        "a complaint of another session",
        Stage::Dealt,
        &|record| {
            complain(record, &|body| body.session = Hash::ZERO);
        },
    );
    forge(
        CheckId::K4,
        "a complaint of another deal",
        Stage::Dealt,
        &|record| {
            complain(record, &|body| body.dealer = index(1));
        },
    );
    forge(CheckId::L6, "a complaint twice", Stage::Dealt, &|record| {
        complain(record, &|_| ());
        complain(record, &|_| ());
    });
    forge(
        CheckId::K4,
        "a confirmation after a complaint",
        Stage::Dealt,
        &|record| {
            let confirmation = record.key_confirm(index(1));
            complain(record, &|_| ());
            record.force(record.sign(Signer::Trustee(index(1)), confirmation));
        },
    );
}

pub(super) fn roll_forgeries(matrix: &mut Matrix) {
    let part = |record: &Record, number: usize| {
        let Body::RollPart(body) = record.roll_parts().swap_remove(number) else {
            panic!("not a roll part")
        };
        body
    };
    matrix.record(CheckId::E1, "in disorder", Stage::Keyed, Stage::Keyed, |record| {
        let mut body = part(record, 0);
        body.voters.swap(0, 1);
        let line = record.sign(Signer::Registrar, Body::RollPart(body));
        record.force(line);
    });
    matrix.record(
        CheckId::E1,
        "the same credential twice",
        Stage::Keyed,
        Stage::Keyed,
        |record| {
            let mut body = part(record, 0);
            body.voters[1] = body.voters[0];
            let line = record.sign(Signer::Registrar, Body::RollPart(body));
            record.force(line);
        },
    );
    matrix.record(CheckId::E1, "nobody", Stage::Keyed, Stage::Keyed, |record| {
        let mut body = part(record, 0);
        body.voters.clear();
        let line = record.sign(Signer::Registrar, Body::RollPart(body));
        record.force(line);
    });
    matrix.record(
        CheckId::E1,
        "one more than a part holds",
        Stage::Keyed,
        Stage::Keyed,
        |record| {
            let voters = Roles::new(SEED, 501).roll();
            let line = record.sign(Signer::Registrar, Body::RollPart(RollPart { part: 1, voters }));
            record.force(line);
        },
    );
    matrix.record(CheckId::E1, "no weight", Stage::Keyed, Stage::Keyed, |record| {
        let mut body = part(record, 0);
        body.voters[0].weight = 0;
        let line = record.sign(Signer::Registrar, Body::RollPart(body));
        record.force(line);
    });
    matrix.record(
        CheckId::E1,
        "signed by the authority's key",
        Stage::Keyed,
        Stage::Finished,
        |record| {
            let body = Body::RollPart(part(record, 0));
            let line = Submission::sign(
                &record.roles.authority,
                Signer::Registrar,
                record.election().id(),
                body,
            );
            record.force(line);
        },
    );
    matrix.record(
        CheckId::E1,
        "another seal",
        Stage::Keyed,
        Stage::Finished,
        |record| {
            for body in record.roll_parts() {
                record.push(record.sign(Signer::Registrar, body));
            }
            let Body::RollSeal(mut body) = record.roll_seal() else {
                panic!("not a seal")
            };
            body.count += 1;
            let line = record.sign(Signer::Registrar, Body::RollSeal(body));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::E1,
        "opened with another roll",
        Stage::Rehearsed,
        Stage::Finished,
        |record| {
            let Body::Open(mut body) = record.open() else {
                panic!("not an open line")
            };
            body.roll = Hash::ZERO;
            let line = record.sign(Signer::Authority, Body::Open(body));
            record.force(line);
        },
    );
    matrix.record(
        CheckId::E2,
        "a voter after opening",
        Stage::Open,
        Stage::Finished,
        |record| {
            let line = record.sign(Signer::Registrar, Body::RollPart(part(record, 0)));
            record.force(line);
        },
    );
}
