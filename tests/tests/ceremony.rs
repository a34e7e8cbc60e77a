//! Faults in key generation, on a real board and in a forged record: the board refuses each line that the verifier
//! would fail, and whoever is at fault is named, never somebody else.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::ClientError;
use ostrakon_crypto::{
    dkg::{Dealer, Session, Verdict},
    group::Point,
    hash::{Hash, Hasher},
    index::{Threshold, TrusteeIndex},
    secret::{SecretScalar, Seed},
};
use ostrakon_record::{
    body::{Body, KeyCommit, KeyComplaint, KeyDeal, KeyRestart, RestartReason},
    election::{Dispute, PastSession, Phase},
    entry::{Entry, Signer, Submission},
    verify::{CheckId, Expectations, Report, Verdict as Outcome, Verifier},
};
use ostrakon_tests::{
    board::Hosted,
    fixture::{Record, Roles, Stage},
};
use rand_chacha::ChaCha20Rng;
use rand_core::{OsRng, SeedableRng as _};

fn index(number: u8) -> TrusteeIndex {
    TrusteeIndex::new(number).unwrap()
}

fn trustee(number: u8) -> Signer {
    Signer::Trustee(index(number))
}

fn verify(log: &str) -> Report {
    let mut verifier = Verifier::new(Expectations::default());
    log.lines()
        .for_each(|line| verifier.line(line.as_bytes(), &mut OsRng));
    verifier.finish(&mut OsRng)
}

fn failed(log: &str) -> Vec<CheckId> {
    verify(log).failed().map(|check| check.id).collect()
}

/// The board refuses the line with this status and appends nothing, and a record that holds it all the same fails this
/// check and no other.
async fn refused(hosted: &Hosted, line: &Submission, status: u16, check: CheckId) {
    let election = hosted.record.election();
    let error = hosted.board.client().post(election.id(), line).await.unwrap_err();
    let ClientError::Refused {
        status: answered,
        problem,
        ..
    } = error
    else {
        panic!("{error}")
    };
    assert_eq!(
        (answered, problem.check.as_deref()),
        (status, Some(check.to_string().as_str())),
        "{problem:?}"
    );
    assert_eq!(hosted.entries().await, election.entries());
    let forged = Entry::place(election.entries(), *election.head(), line.clone()).unwrap();
    let log = hosted.record.log() + &forged.line() + "\n";
    assert_eq!(failed(&log), [check], "{}", line.kind());
}

/// Posts a line that must be right.
async fn accepted(hosted: &mut Hosted, line: Submission) {
    hosted.record.push(line);
    hosted.post_new().await;
}

fn deal(record: &mut Record, number: u8) -> KeyDeal {
    let Body::KeyDeal(body) = record.key_deal(index(number)) else {
        panic!("not a deal")
    };
    body
}

/// A trustee's dealer with another seed than its own, or for another threshold.
fn dealer(record: &Record, number: u8, threshold: u8, seed: &Seed) -> Dealer {
    let session = Session {
        threshold: Threshold::new(threshold, 3).unwrap(),
        ..record.election().session().clone()
    };
    Dealer::new(session, index(number), seed).unwrap()
}

/// How a dealer spoils the shares in its deal.
#[derive(Clone, Copy, Debug)]
enum Spoilt {
    /// The share for trustee 3 does not decrypt.
    Garbage,
    /// The shares decrypt, and lie on another polynomial than the published one.
    OtherPolynomial,
}

fn spoilt_deal(record: &mut Record, number: u8, how: Spoilt) -> Body {
    let session = record.election().session().id;
    match how {
        Spoilt::Garbage => {
            let mut body = deal(record, number);
            body.shares.last_mut().unwrap().ciphertext[3] ^= 1;
            Body::KeyDeal(body)
        }
        Spoilt::OtherPolynomial => {
            // The same randomness gives the same ephemeral keys, so that what one polynomial's shares are encrypted to
            // is proved with the other's coefficients.
            let mut deals = [true, false].map(|honest| {
                let seed = Seed::from_bytes([9; 32]);
                let own = &record.roles.trustees[usize::from(number) - 1].dealing;
                let dealer = dealer(record, number, 2, if honest { own } else { &seed });
                let mut commitments: Vec<Hash> = record.election().commitments().values().copied().collect();
                commitments[usize::from(number) - 1] = dealer.commitment();
                let mut rng = ChaCha20Rng::seed_from_u64(1);
                dealer.deal(&commitments, &mut rng).unwrap().0
            });
            let (honest, other) = deals.split_at_mut(1);
            for (share, false_one) in honest[0].shares.iter_mut().zip(&other[0].shares) {
                assert_eq!(share.ephemeral, false_one.ephemeral);
                assert_ne!(share.ciphertext, false_one.ciphertext);
                share.ciphertext = false_one.ciphertext;
            }
            Body::KeyDeal(KeyDeal::new(session, &honest[0]))
        }
    }
}

/// A board where every trustee has dealt, trustee 2 like this.
async fn with_spoilt_deal(seed: u64, how: Spoilt) -> Hosted {
    let mut hosted = Hosted::start(seed, 4, Stage::Committed).await;
    let body = spoilt_deal(&mut hosted.record, 2, how);
    let line = hosted.record.sign(trustee(2), body);
    accepted(&mut hosted, line).await;
    hosted.advance(Stage::Dealt).await;
    hosted
}

async fn complain(hosted: &mut Hosted, complainant: u8, dealer: u8) -> Submission {
    let body = hosted.record.key_complaint(index(complainant), index(dealer));
    let line = hosted.record.sign(trustee(complainant), body);
    accepted(hosted, line.clone()).await;
    line
}

fn restart(hosted: &Hosted, culprit: u8, reason: RestartReason) -> Submission {
    let body = hosted.record.key_restart(index(culprit), reason);
    hosted.record.sign(Signer::Authority, body)
}

/// The election ends as if nothing had happened, and everybody can read what happened.
async fn goes_on(mut hosted: Hosted, faults: &[(u8, RestartReason)]) {
    hosted.advance(Stage::Finished).await;
    let log = hosted.log().await;
    assert_eq!(log, hosted.record.log());
    let report = verify(&log);
    assert_eq!(report.verdict, Outcome::Verified, "{:?}", failed(&log));
    let named: Vec<(u8, RestartReason)> = report
        .given_up
        .iter()
        .map(|past| (past.culprit.get(), past.reason))
        .collect();
    assert_eq!(named, faults);
}

#[tokio::test]
async fn a_bad_share_convicts_its_dealer_and_the_election_goes_on() {
    for (seed, how) in [(40, Spoilt::Garbage), (41, Spoilt::OtherPolynomial)] {
        let mut hosted = with_spoilt_deal(seed, how).await;
        // Trustee 1 cannot know of the garbage for trustee 3.
        if matches!(how, Spoilt::Garbage) {
            let body = hosted.record.key_confirm(index(1));
            let line = hosted.record.sign(trustee(1), body);
            accepted(&mut hosted, line).await;
        }
        complain(&mut hosted, 3, 2).await;
        let election = hosted.record.election();
        assert_eq!(election.phase(), Phase::KeyDispute, "{how:?}");
        let dispute = Dispute {
            complainant: index(3),
            dealer: index(2),
            verdict: Verdict::BadShare,
        };
        assert_eq!(election.disputes(), [dispute], "{how:?}");
        assert_eq!(
            verify(&hosted.record.log()).verdict,
            Outcome::Incomplete,
            "a complaint is no fault of the record"
        );
        for (culprit, reason) in [
            (1, RestartReason::BadShare),
            (3, RestartReason::BadShare),
            (3, RestartReason::FalseComplaint),
            (2, RestartReason::Absent),
        ] {
            refused(&hosted, &restart(&hosted, culprit, reason), 422, CheckId::K4).await;
        }
        let line = restart(&hosted, 2, RestartReason::BadShare);
        accepted(&mut hosted, line).await;
        goes_on(hosted, &[(2, RestartReason::BadShare)]).await;
    }
}

#[tokio::test]
async fn a_false_complaint_convicts_whoever_complained() {
    let mut hosted = Hosted::start(42, 4, Stage::Dealt).await;
    complain(&mut hosted, 3, 2).await;
    assert_eq!(
        hosted.record.election().disputes()[0].verdict,
        Verdict::FalseComplaint
    );
    // The first complaint decides, whatever comes after it.
    complain(&mut hosted, 1, 3).await;
    for (culprit, reason) in [
        (2, RestartReason::BadShare),
        (2, RestartReason::FalseComplaint),
        (1, RestartReason::FalseComplaint),
    ] {
        refused(&hosted, &restart(&hosted, culprit, reason), 422, CheckId::K4).await;
    }
    let line = restart(&hosted, 3, RestartReason::FalseComplaint);
    accepted(&mut hosted, line).await;
    goes_on(hosted, &[(3, RestartReason::FalseComplaint)]).await;
}

#[tokio::test]
async fn nothing_but_a_proved_complaint_counts() {
    let mut hosted = with_spoilt_deal(43, Spoilt::Garbage).await;
    let session = hosted.record.election().session().id;
    let Body::KeyComplaint(honest) = hosted.record.key_complaint(index(3), index(2)) else {
        panic!("not a complaint")
    };
    let Body::KeyComplaint(other) = hosted.record.key_complaint(index(3), index(1)) else {
        panic!("not a complaint")
    };
    let sign = |number, body| hosted.record.sign(trustee(number), Body::KeyComplaint(body));
    let forged = [
        sign(
            3,
            KeyComplaint {
                proof: other.proof,
                ..honest.clone()
            },
        ),
        sign(
            3,
            KeyComplaint {
                secret: other.secret,
                ..honest.clone()
            },
        ),
        // Somebody else's complaint, and one against somebody else.
        sign(1, honest.clone()),
        sign(
            3,
            KeyComplaint {
                dealer: index(1),
                ..honest.clone()
            },
        ),
        sign(
            3,
            KeyComplaint {
                dealer: index(3),
                ..honest.clone()
            },
        ),
        sign(
            3,
            KeyComplaint {
                dealer: index(4),
                ..honest.clone()
            },
        ),
    ];
    for line in &forged {
        refused(&hosted, line, 422, CheckId::K4).await;
    }
    let stranger = sign(
        3,
        KeyComplaint {
            session: Hash::ZERO,
            ..honest.clone()
        },
    );
    refused(&hosted, &stranger, 409, CheckId::K2).await;
    // A complaint that proves nothing stops nobody: the same record with it goes on, and fails for it alone.
    let mut record = Record::honest(43, Stage::Dealt);
    let Body::KeyComplaint(mut body) = record.key_complaint(index(3), index(2)) else {
        panic!("not a complaint")
    };
    body.secret = record.roles.trustees[0].encryption.public();
    let line = record.sign(trustee(3), Body::KeyComplaint(body));
    record.force(line);
    record.advance(Stage::Finished);
    assert_eq!(failed(&record.log()), [CheckId::K4]);

    let line = complain(&mut hosted, 3, 2).await;
    let client = hosted.board.client();
    let posted = client.post(hosted.record.election().id(), &line).await.unwrap();
    assert!(posted.repeated);
    let again = hosted.record.key_complaint(index(3), index(2));
    let again = hosted.record.sign(trustee(3), again);
    refused(&hosted, &again, 409, CheckId::L6).await;
    assert_eq!(hosted.record.election().session().id, session);
}

#[tokio::test]
async fn nobody_confirms_a_key_after_a_complaint() {
    let mut hosted = Hosted::start(44, 4, Stage::Dealt).await;
    let confirmations: Vec<Body> = (1..=3)
        .map(|number| hosted.record.key_confirm(index(number)))
        .collect();
    let first = hosted.record.sign(trustee(1), confirmations[0].clone());
    accepted(&mut hosted, first).await;
    complain(&mut hosted, 3, 2).await;
    for (number, body) in (2..).zip(&confirmations[1..]) {
        let line = hosted.record.sign(trustee(number), body.clone());
        refused(&hosted, &line, 409, CheckId::K4).await;
    }
    // Nor does a forged record reach a key with them: the roll comes out of phase.
    let mut record = Record::new(hosted.record.roles);
    record.advance(Stage::Dealt);
    let complaint = record.key_complaint(index(3), index(2));
    record.push(record.sign(trustee(3), complaint));
    for number in 1..=3 {
        let body = record.key_confirm(index(number));
        record.force(record.sign(trustee(number), body));
    }
    assert_eq!(record.election().phase(), Phase::KeyDispute);
    assert_eq!(failed(&record.log()), [CheckId::K4]);
}

#[tokio::test]
async fn whoever_is_absent_is_named_in_any_round() {
    let mut hosted = Hosted::start(45, 4, Stage::Defined).await;
    let rounds: [fn(&mut Record, TrusteeIndex) -> Body; 3] = [
        |record, index| record.key_commit(index),
        Record::key_deal,
        Record::key_confirm,
    ];
    for (round, stage) in rounds
        .iter()
        .zip([Stage::Defined, Stage::Committed, Stage::Dealt])
    {
        hosted.advance(stage).await;
        for number in [1, 3] {
            let body = round(&mut hosted.record, index(number));
            let line = hosted.record.sign(trustee(number), body);
            accepted(&mut hosted, line).await;
        }
        for number in [1, 3, 4] {
            let line = restart(&hosted, number, RestartReason::Absent);
            refused(&hosted, &line, 409, CheckId::K4).await;
        }
        for reason in [RestartReason::BadShare, RestartReason::FalseComplaint] {
            refused(&hosted, &restart(&hosted, 2, reason), 422, CheckId::K4).await;
        }
        let line = hosted.record.sign(
            trustee(1),
            hosted.record.key_restart(index(2), RestartReason::Absent),
        );
        refused(&hosted, &line, 403, CheckId::L6).await;
        let session = hosted.record.election().session().id;
        let line = restart(&hosted, 2, RestartReason::Absent);
        accepted(&mut hosted, line).await;
        let election = hosted.record.election();
        assert_eq!(election.phase(), Phase::KeyCommit);
        assert_eq!(election.session().id, *election.head());
        assert_ne!(election.session().id, session);
        assert!(election.commitments().is_empty() && election.deals().is_empty());
    }
    let absent = (2, RestartReason::Absent);
    let past: Vec<PastSession> = hosted.record.election().past_sessions().to_vec();
    assert_eq!(past.len(), 3);
    for session in past {
        let line = &hosted.record.entries()[usize::try_from(session.seq).unwrap()];
        assert!(matches!(line.body(), Body::KeyRestart(_)));
    }
    hosted.advance(Stage::Keyed).await;
    let late = restart(&hosted, 2, RestartReason::Absent);
    refused(&hosted, &late, 409, CheckId::L6).await;
    goes_on(hosted, &[absent; 3]).await;
}

#[tokio::test]
async fn lines_of_the_old_session_count_no_more() {
    let mut hosted = Hosted::start(46, 4, Stage::Dealt).await;
    let confirmation = hosted.record.key_confirm(index(1));
    let complaint = hosted.record.key_complaint(index(1), index(2));
    let old: Vec<Submission> = hosted.record.entries()[1..]
        .iter()
        .map(|entry| entry.submission().clone())
        .collect();
    let mut commitments: Vec<Hash> = hosted.record.election().commitments().values().copied().collect();
    complain(&mut hosted, 3, 2).await;
    let Body::KeyRestart(body) = hosted.record.key_restart(index(3), RestartReason::FalseComplaint) else {
        panic!("not a restart")
    };
    let line = hosted
        .record
        .sign(Signer::Authority, Body::KeyRestart(body.clone()));
    accepted(&mut hosted, line.clone()).await;

    // Posting the same again gives the first receipt, and a record with it twice fails.
    let client = hosted.board.client();
    for line in old.iter().chain([&line]) {
        let posted = client.post(hosted.record.election().id(), line).await.unwrap();
        assert!(posted.repeated, "{}", line.kind());
    }
    let replayed = |hosted: &Hosted, line: &Submission| {
        let election = hosted.record.election();
        let entry = Entry::place(election.entries(), *election.head(), line.clone()).unwrap();
        failed(&(hosted.record.log() + &entry.line() + "\n"))
    };
    for line in old.iter().chain([&line]) {
        assert_eq!(replayed(&hosted, line), [CheckId::K2], "{}", line.kind());
    }
    // Lines of the old session that were never posted.
    let stranger = KeyRestart {
        culprit: index(1),
        ..body
    };
    let stranger = hosted.record.sign(Signer::Authority, Body::KeyRestart(stranger));
    refused(&hosted, &stranger, 409, CheckId::K2).await;
    let commitment = hosted.record.sign(
        trustee(1),
        Body::KeyCommit(KeyCommit {
            session: *hosted.record.election().id(),
            commitment: Hash::of(b"another"),
        }),
    );
    refused(&hosted, &commitment, 409, CheckId::K2).await;
    hosted.advance(Stage::Committed).await;
    // Other polynomials than before.
    commitments.retain(|commitment| {
        hosted
            .record
            .election()
            .commitments()
            .values()
            .any(|new| new == commitment)
    });
    assert_eq!(commitments, []);
    assert_eq!(replayed(&hosted, &old[3]), [CheckId::K2], "an old deal");
    hosted.advance(Stage::Dealt).await;
    for body in [confirmation, complaint] {
        let line = hosted.record.sign(trustee(1), body);
        refused(&hosted, &line, 409, CheckId::K2).await;
    }
    goes_on(hosted, &[(3, RestartReason::FalseComplaint)]).await;
}

/// The same election with all commitments already there.
fn ahead(hosted: &Hosted, seed: u64) -> Record {
    let mut roles = Roles::new(seed, 4);
    roles.log = hosted.record.roles.log.clone();
    let mut record = Record::new(roles);
    record.advance(Stage::Committed);
    assert_eq!(record.election().id(), hosted.record.election().id());
    record
}

#[tokio::test]
async fn nobody_reveals_before_the_last_commitment() {
    let mut hosted = Hosted::start(47, 4, Stage::Defined).await;
    for number in [1, 2] {
        let line = hosted
            .record
            .sign(trustee(number), hosted.record.key_commit(index(number)));
        accepted(&mut hosted, line).await;
    }
    // Trustee 1's honest deal, which a board that knew the last commitment would take.
    let mut ahead = ahead(&hosted, 47);
    let body = deal(&mut ahead, 1);
    let line = hosted.record.sign(trustee(1), Body::KeyDeal(body));
    refused(&hosted, &line, 409, CheckId::K2).await;
    hosted.advance(Stage::Committed).await;
    accepted(&mut hosted, line).await;
}

/// A polynomial of degree 2 where two of three decrypt would need three of them.
#[tokio::test]
async fn a_deal_has_as_many_coefficients_as_the_threshold() {
    for (seed, threshold) in [(48, 3), (49, 1)] {
        let mut hosted = Hosted::start(seed, 4, Stage::Defined).await;
        let own = Seed::from_bytes([7; 32]);
        let dealer = dealer(&hosted.record, 2, threshold, &own);
        let session = hosted.record.election().session().id;
        let commitment = dealer.commitment();
        let line = hosted
            .record
            .sign(trustee(2), Body::KeyCommit(KeyCommit { session, commitment }));
        accepted(&mut hosted, line).await;
        hosted.advance(Stage::Committed).await;
        let commitments: Vec<Hash> = hosted.record.election().commitments().values().copied().collect();
        let (deal, _) = dealer.deal(&commitments, &mut OsRng).unwrap();
        let body = Body::KeyDeal(KeyDeal::new(session, &deal));
        let line = hosted.record.sign(trustee(2), body);
        refused(&hosted, &line, 422, CheckId::K3).await;
        // It can deal nothing else that it has committed to.
        let line = restart(&hosted, 2, RestartReason::Absent);
        accepted(&mut hosted, line).await;
        goes_on(hosted, &[(2, RestartReason::Absent)]).await;
    }
}

/// docs/protocol.md §6.3.
fn commitment(session: &Hash, number: u8, coefficients: &[Point]) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(b"ostrakon/v1/key-commit\n");
    hasher.update(session.as_bytes());
    hasher.update(&[number]);
    hasher.update(&u32::try_from(coefficients.len()).unwrap().to_be_bytes());
    for coefficient in coefficients {
        hasher.update(coefficient.as_bytes());
    }
    hasher.finish()
}

/// Trustee 3 knows the others' deals in advance, and commits to minus their sum plus a key of its own: the joint key
/// would be that one. It has no proof of possession.
#[tokio::test]
async fn a_rogue_key_is_refused() {
    let mut hosted = Hosted::start(50, 4, Stage::Defined).await;
    let session = hosted.record.election().session().id;
    let mut spied = ahead(&hosted, 50);
    let [first, second, mut rogue] = [1, 2, 3].map(|number| deal(&mut spied, number));
    let key = SecretScalar::random(&mut OsRng).public();
    let sum = first.coefficients[0].element() + second.coefficients[0].element();
    rogue.coefficients[0] = (key.element() - sum).to_point().unwrap();

    let body = Body::KeyCommit(KeyCommit {
        session,
        commitment: commitment(&session, 3, &rogue.coefficients),
    });
    let line = hosted.record.sign(trustee(3), body);
    accepted(&mut hosted, line).await;
    hosted.advance(Stage::Committed).await;
    for body in [first, second.clone()] {
        let number = if body == second { 2 } else { 1 };
        let line = hosted.record.sign(trustee(number), Body::KeyDeal(body));
        accepted(&mut hosted, line).await;
    }
    let line = hosted.record.sign(trustee(3), Body::KeyDeal(rogue.clone()));
    refused(&hosted, &line, 422, CheckId::K3).await;
    rogue.possession = second.possession;
    let line = hosted.record.sign(trustee(3), Body::KeyDeal(rogue));
    refused(&hosted, &line, 422, CheckId::K3).await;
    let line = restart(&hosted, 3, RestartReason::Absent);
    accepted(&mut hosted, line).await;
    goes_on(hosted, &[(3, RestartReason::Absent)]).await;
}

/// Who copies the ephemeral key of another's share would turn its receiver's complaint against that share.
#[tokio::test]
async fn nobody_deals_with_anothers_ephemeral_key() {
    let mut hosted = Hosted::start(51, 4, Stage::Committed).await;
    let body = deal(&mut hosted.record, 1);
    let honest = hosted.record.sign(trustee(1), Body::KeyDeal(body.clone()));
    accepted(&mut hosted, honest).await;
    let mut thief = deal(&mut hosted.record, 2);
    // Both are for trustee 3.
    thief.shares[1].ephemeral = body.shares[1].ephemeral;
    let line = hosted.record.sign(trustee(2), Body::KeyDeal(thief));
    refused(&hosted, &line, 422, CheckId::K3).await;
}

#[tokio::test]
async fn nobody_posts_at_anothers_index() {
    let mut hosted = Hosted::start(52, 4, Stage::Defined).await;
    let rounds: [fn(&mut Record, TrusteeIndex) -> Body; 4] = [
        |record, index| record.key_commit(index),
        Record::key_deal,
        Record::key_confirm,
        |record, complainant| record.key_complaint(complainant, index(3)),
    ];
    let stages = [Stage::Defined, Stage::Committed, Stage::Dealt, Stage::Dealt];
    for (round, stage) in rounds.iter().zip(stages) {
        hosted.advance(stage).await;
        let body = round(&mut hosted.record, index(2));
        let id = *hosted.record.election().id();
        let thief = Submission::sign(
            &hosted.record.roles.trustees[0].signing,
            trustee(2),
            &id,
            body.clone(),
        );
        refused(&hosted, &thief, 403, CheckId::L6).await;
        let stranger = Submission::sign(&hosted.record.roles.trustees[0].signing, trustee(4), &id, body);
        refused(&hosted, &stranger, 403, CheckId::L6).await;
    }
}
