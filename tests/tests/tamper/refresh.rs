//! Forged refreshes.

use super::*;
use ostrakon_crypto::index::Threshold;
use ostrakon_record::body::{KeyConfirm, KeyDeal, KeyRefresh};

/// With an honest start, as far as its deals or confirmations.
fn begun(deals: bool) -> impl FnOnce(&mut Record) {
    move |record| {
        let start = record.key_refresh(2, 3, &[1, 3]);
        record.push(record.sign(Signer::Authority, start));
        if deals {
            record.refresh_deals();
        }
    }
}

fn start(record: &mut Record, change: impl FnOnce(&Record, &mut KeyRefresh)) {
    let Body::KeyRefresh(mut body) = record.key_refresh(2, 3, &[1, 3]) else {
        panic!("not a start")
    };
    change(record, &mut body);
    let line = record.sign(Signer::Authority, Body::KeyRefresh(body));
    record.force(line);
}

fn deal(record: &mut Record, change: impl FnOnce(&Record, &mut KeyDeal)) {
    let Body::KeyDeal(mut body) = record.refresh_deal(index(1)) else {
        panic!("not a deal")
    };
    change(record, &mut body);
    let line = record.sign(Signer::Trustee(index(1)), Body::KeyDeal(body));
    record.force(line);
}

/// Trustee 1's deal of another refresh than the one that is running.
fn deal_of(record: &Record, change: impl FnOnce(&mut ostrakon_crypto::dkg::refresh::Refresh)) -> KeyDeal {
    let mut refresh = record.election().running_refresh().unwrap().refresh.clone();
    change(&mut refresh);
    let share = record.key_share(index(1));
    let deal = refresh.deal(&share, &record.roles.trustees[0].dealing, &mut OsRng);
    KeyDeal::new(
        record.election().running_refresh().unwrap().refresh.id,
        &deal.unwrap(),
    )
}

fn confirm(record: &mut Record, change: impl FnOnce(&Record, &mut KeyConfirm)) {
    let Body::KeyConfirm(mut body) = record.refresh_confirm(index(1)) else {
        panic!("not a confirmation")
    };
    change(record, &mut body);
    let line = record.sign(Signer::Trustee(index(1)), Body::KeyConfirm(body));
    record.force(line);
}

fn complain(record: &mut Record, change: impl FnOnce(&mut KeyComplaint)) {
    let Body::KeyComplaint(mut body) = record.refresh_complaint(index(1), index(1)) else {
        panic!("not a complaint")
    };
    change(&mut body);
    let line = record.sign(Signer::Trustee(index(1)), Body::KeyComplaint(body));
    record.force(line);
}

fn end(record: &mut Record, culprit: u8, reason: RestartReason) {
    let line = record.sign(Signer::Authority, record.refresh_end(index(culprit), reason));
    record.force(line);
}

pub(super) fn start_forgeries(matrix: &mut Matrix) {
    let mut forge = |check, name, change: &dyn Fn(&Record, &mut KeyRefresh)| {
        matrix.record(check, name, Stage::Open, Stage::Finished, |record| {
            start(record, change);
        });
    };
    forge(CheckId::K6, "of another session", &|_, body| {
        body.session = Hash::ZERO;
    });
    forge(CheckId::K6, "with too few dealers", &|_, body| {
        body.dealers = vec![index(1)];
    });
    forge(CheckId::K6, "with dealers in disorder", &|_, body| {
        body.dealers.reverse();
    });
    forge(CheckId::K6, "with a dealer twice", &|_, body| {
        body.dealers = vec![index(1); 2];
    });
    forge(CheckId::K6, "with a dealer who is no trustee", &|_, body| {
        body.dealers = vec![index(1), index(4)];
    });
    forge(CheckId::K7, "to nobody", &|_, body| body.threshold = 0);
    forge(CheckId::K7, "to fewer than are needed", &|_, body| {
        body.threshold = 4;
    });
    forge(CheckId::K7, "to a trustee without a name", &|_, body| {
        body.trustees[1].name.clear();
    });
    forge(CheckId::K7, "to a trustee twice", &|_, body| {
        body.trustees[1] = body.trustees[0].clone();
    });
    forge(
        CheckId::K7,
        "to a present trustee's signing key",
        &|record, body| {
            body.trustees[1].signing_key = record.roles.trustees[1].signing.verifying_key();
        },
    );
    forge(
        CheckId::K7,
        "to a present trustee's encryption key",
        &|record, body| {
            body.trustees[1].encryption_key = record.roles.trustees[1].encryption.public();
        },
    );
    forge(CheckId::K7, "to the authority", &|record, body| {
        body.trustees[1].signing_key = record.roles.authority.verifying_key();
    });
    matrix.record(
        CheckId::L6,
        "a refresh before opening",
        Stage::Rehearsed,
        Stage::Finished,
        |record| {
            start(record, |_, _| ());
        },
    );
    matrix.record(
        CheckId::L6,
        "a refresh while one is running",
        Stage::Open,
        Stage::Finished,
        |record| {
            begun(false)(record);
            start(record, |_, _| ());
        },
    );
    matrix.record(
        CheckId::L6,
        "a refresh by a trustee",
        Stage::Open,
        Stage::Finished,
        |record| {
            let body = record.key_refresh(2, 3, &[1, 3]);
            record.force(record.sign(Signer::Trustee(index(1)), body));
        },
    );
}

pub(super) fn deal_forgeries(matrix: &mut Matrix) {
    let mut forge = |check, name, change: &dyn Fn(&Record, &mut KeyDeal)| {
        matrix.record(check, name, Stage::Open, Stage::Finished, |record| {
            begun(false)(record);
            deal(record, change);
        });
    };
    forge(
        CheckId::K6,
        "a deal of another share of the key",
        &|record, body| {
            body.coefficients[0] = record.key_share(index(2)).verification_key();
        },
    );
    forge(CheckId::K6, "a deal without a proof", &|record, body| {
        body.possession = deal_of(record, |refresh| refresh.id = Hash::ZERO).possession;
    });
    forge(CheckId::K6, "a deal of a higher threshold", &|record, body| {
        let threshold = Threshold::new(3, 3).unwrap();
        *body = deal_of(record, |refresh| refresh.threshold = threshold);
    });
    forge(CheckId::K6, "a deal in disorder", &|_, body| {
        body.shares.swap(0, 1);
    });
    forge(CheckId::K6, "a deal to fewer", &|_, body| body.shares.truncate(2));
    forge(CheckId::K6, "a deal of another refresh", &|_, body| {
        body.session = Hash::ZERO;
    });
    let mut line = |check, name, stage: bool, change: &dyn Fn(&mut Record)| {
        matrix.record(check, name, Stage::Open, Stage::Finished, |record| {
            begun(stage)(record);
            change(record);
        });
    };
    line(CheckId::L6, "a deal by no dealer", false, &|record| {
        let body = record.refresh_deal(index(1));
        record.force(record.sign(Signer::Trustee(index(2)), body));
    });
    line(CheckId::L6, "a dealer deals twice", false, &|record| {
        let body = record.refresh_deal(index(1));
        for _ in 0..2 {
            record.force(record.sign(Signer::Trustee(index(1)), body.clone()));
        }
    });
    line(CheckId::K6, "an end of another refresh", false, &|record| {
        let Body::KeyRestart(mut body) = record.refresh_end(index(1), RestartReason::Absent) else {
            panic!("not an end")
        };
        body.session = Hash::ZERO;
        record.force(record.sign(Signer::Authority, Body::KeyRestart(body)));
    });
    line(CheckId::K6, "who is no dealer is absent", false, &|record| {
        end(record, 2, RestartReason::Absent);
    });
    line(
        CheckId::K6,
        "who has dealt in a refresh is absent",
        false,
        &|record| {
            let body = record.refresh_deal(index(1));
            record.push(record.sign(Signer::Trustee(index(1)), body));
            end(record, 1, RestartReason::Absent);
        },
    );
    line(CheckId::K6, "an end without a complaint", true, &|record| {
        end(record, 1, RestartReason::BadShare);
    });
    line(CheckId::K6, "an end that blames another", true, &|record| {
        complain(record, |_| ());
        end(record, 3, RestartReason::FalseComplaint);
    });
    line(CheckId::K6, "a complaint of another dealer", true, &|record| {
        complain(record, |body| body.dealer = index(3));
    });
    line(CheckId::K6, "a complaint of nobody", true, &|record| {
        complain(record, |body| body.dealer = index(2));
    });
    line(CheckId::K6, "a complaint in another refresh", true, &|record| {
        complain(record, |body| body.session = Hash::ZERO);
    });
    line(CheckId::L6, "a complaint twice in a refresh", true, &|record| {
        complain(record, |_| ());
        complain(record, |_| ());
    });
    line(CheckId::L6, "a confirmation in a dispute", true, &|record| {
        complain(record, |_| ());
        confirm(record, |_, _| ());
    });
}

pub(super) fn holder_forgeries(matrix: &mut Matrix) {
    let mut forge = |check, name, change: &dyn Fn(&Record, &mut KeyConfirm)| {
        matrix.record(check, name, Stage::Open, Stage::Finished, |record| {
            begun(true)(record);
            confirm(record, change);
            record.refresh_confirms();
        });
    };
    forge(CheckId::K7, "another transcript of a refresh", &|record, body| {
        let running = record.election().running_refresh().unwrap();
        let key = &record.successor(index(1)).encryption;
        let share = running.refresh.receive(index(1), &running.deals, key).unwrap();
        body.transcript = Hash::ZERO;
        body.possession = share.prove_possession(SharePurpose::Confirm, &Hash::ZERO, &mut OsRng);
    });
    forge(CheckId::K7, "another key after a refresh", &|record, body| {
        body.key = record.roles.trustees[0].encryption.public();
    });
    forge(
        CheckId::K7,
        "a confirmation with the old share",
        &|record, body| {
            let share = record.key_share(index(1));
            body.possession = share.prove_possession(SharePurpose::Confirm, &body.transcript, &mut OsRng);
        },
    );
    forge(CheckId::K6, "a confirmation of another refresh", &|_, body| {
        body.session = Hash::ZERO;
    });
    matrix.record(
        CheckId::L6,
        "signed with an old key",
        Stage::Open,
        Stage::Finished,
        |record| {
            begun(true)(record);
            let body = record.refresh_confirm(index(1));
            let (id, key) = (*record.election().id(), &record.roles.trustees[0].signing);
            let line = Submission::sign(key, Signer::Trustee(index(1)), &id, body);
            record.force(line);
            record.refresh_confirms();
        },
    );
    let former = |record: &Record, number: u8, body: Body| {
        let (id, key) = (
            *record.election().id(),
            &record.roles.trustees[usize::from(number) - 1].signing,
        );
        Submission::sign(key, Signer::Trustee(index(number)), &id, body)
    };
    let mut decrypt = |check, name, number: u8, partial: bool| {
        let mut record = Record::refreshed(SEED);
        if number > 2 {
            record.refresh(2, 2, &[1, 2, 3]);
        }
        record.advance(if partial { Stage::Announced } else { Stage::Closed });
        let body = if partial {
            record.partial_decryption(index(1))
        } else {
            record.intent()
        };
        record.force(former(&record, number, body));
        record.advance(Stage::Finished);
        matrix.log(check, name, record.log());
    };
    decrypt(CheckId::K7, "an earlier trustee announces", 1, false);
    decrypt(CheckId::K7, "an earlier trustee decrypts", 1, true);
    decrypt(
        CheckId::K7,
        "an earlier trustee without a successor announces",
        3,
        false,
    );
}

/// Honest refreshes: at every step, ended, void, complete, twice.
pub(super) fn honest() -> Vec<(&'static str, Record)> {
    let after = |change: &dyn Fn(&mut Record)| {
        let mut record = Record::honest(SEED, Stage::Open);
        change(&mut record);
        record
    };
    let mut records = vec![
        ("refresh begun", after(&|record| begun(false)(record))),
        ("refresh dealt", after(&|record| begun(true)(record))),
        (
            "refresh disputed",
            after(&|record| {
                begun(true)(record);
                let body = record.refresh_complaint(index(3), index(1));
                record.push(record.sign(Signer::Trustee(index(3)), body));
            }),
        ),
        (
            "refresh void",
            after(&|record| {
                begun(true)(record);
                record.advance(Stage::Finished);
            }),
        ),
        (
            "refresh ended",
            after(&|record| {
                begun(true)(record);
                let body = record.refresh_complaint(index(3), index(1));
                record.push(record.sign(Signer::Trustee(index(3)), body));
                let line = record.refresh_end(index(3), RestartReason::FalseComplaint);
                record.push(record.sign(Signer::Authority, line));
                begun(false)(record);
                let line = record.refresh_end(index(3), RestartReason::Absent);
                record.push(record.sign(Signer::Authority, line));
                record.refresh(1, 1, &[2, 3]);
                record.advance(Stage::Finished);
            }),
        ),
    ];
    let mut twice = Record::refreshed(SEED);
    records.push(("refreshed", Record::refreshed(SEED)));
    twice.advance(Stage::Voted);
    twice.refresh(2, 5, &[1, 2, 3, 4]);
    twice.advance(Stage::Finished);
    records.push(("refreshed twice", twice));
    records
}
