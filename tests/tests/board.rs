//! A real board over HTTP: what it appends, what it refuses, and what it shows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::{
    ClientError, Follower, Problem,
    api::{BallotState, BallotStatus, LastBallot},
    follow::BallotProofs,
};
use ostrakon_crypto::{
    ballot::{BallotStyle, ContestRule},
    hash::Hash,
    index::TrusteeIndex,
    signature::SigningKey,
};
use ostrakon_record::{
    body::{Ballot, Body},
    booth::{NextBallot, Sealed},
    entry::{Entry, Signer, Submission},
    tracker::BallotTracker,
    verify::{CheckId, Expectations, Verdict, Verifier},
};
use ostrakon_tests::{
    board::{Board, Hosted, command, log},
    fixture::{Record, Roles, Stage},
};
use rand_core::OsRng;
use reqwest::{Method, StatusCode, header};
use std::{collections::BTreeSet, fs, process::Command};
use tokio::task::JoinSet;

/// Status, kind and check of a problem document; everything else about it must be in order, too.
async fn problem(response: reqwest::Response) -> (u16, String, Option<String>) {
    let status = response.status().as_u16();
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "application/problem+json"
    );
    assert_eq!(
        response.headers().contains_key(header::RETRY_AFTER),
        matches!(status, 429 | 503),
        "only who may try again is told when"
    );
    let problem: Problem = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    assert_eq!(problem.status, status);
    assert!(!problem.title.is_empty());
    let kind = problem
        .kind
        .strip_prefix("urn:ostrakon:problem:")
        .expect("a kind of ours");
    (status, kind.to_owned(), problem.check)
}

async fn post(hosted: &Hosted, path: &str, body: impl Into<reqwest::Body>) -> reqwest::Response {
    let url = format!("{}/api/v1/{path}", hosted.board.address());
    reqwest::Client::new().post(url).body(body).send().await.unwrap()
}

async fn post_line(hosted: &Hosted, body: impl Into<reqwest::Body>) -> reqwest::Response {
    let path = format!("elections/{}/entries", hosted.record.election().id());
    post(hosted, &path, body).await
}

/// The ballot inside a line, to be changed, and signed anew by the same voter.
fn forge(
    record: &mut Record,
    voter: usize,
    line: &Submission,
    change: impl FnOnce(&mut Ballot),
) -> Submission {
    let Body::Ballot(mut ballot) = line.body().clone() else {
        panic!("not a ballot")
    };
    change(&mut ballot);
    let body = Body::Ballot(ballot);
    let tracker = Hash::of(body.encode().as_bytes());
    let election = *record.election().id();
    let signature = record.roles.voters[voter]
        .key
        .sign(&election, &tracker, &mut record.roles.rng);
    Submission::with_signature(Signer::Voter, body, signature)
}

/// A voter's ballot that is right for other rules than the election's, of the same length.
fn beyond_the_rules(
    record: &mut Record,
    voter: usize,
    change: impl Fn(&mut [ContestRule], &mut [Vec<u32>]),
) -> Submission {
    let mut rules = record.election().style().contests().to_vec();
    let mut choices = Roles::choices(voter);
    change(&mut rules, &mut choices);
    let style = BallotStyle::new(rules).unwrap();
    let parameters = record.election().voting_parameters().unwrap();
    let key = &record.roles.voters[voter].key;
    let rng = &mut record.roles.rng;
    let sealed = Sealed::seal(&style, &parameters, key, NextBallot::FIRST, &choices, rng);
    sealed.unwrap().cast(key, rng)
}

fn trustee(index: u8) -> Signer {
    Signer::Trustee(TrusteeIndex::new(index).unwrap())
}

#[tokio::test]
async fn a_whole_election_comes_back_byte_for_byte() {
    let hosted = Hosted::start(10, 7, Stage::Finished).await;
    let log = hosted.log().await;
    assert_eq!(log, hosted.record.log());
    let mut verifier = Verifier::new(Expectations::default());
    log.lines()
        .for_each(|line| verifier.line(line.as_bytes(), &mut OsRng));
    assert_eq!(verifier.finish(&mut OsRng).verdict, Verdict::Verified);

    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let mut follower = Follower::new(client.clone(), id, BallotProofs::Check);
    let election = follower.update(None).await.unwrap();
    assert_eq!(election.head(), hosted.record.election().head());

    let summary = client.summary(&id).await.unwrap();
    assert_eq!(
        summary,
        bulletin_board_client::ElectionSummary::of(hosted.record.election())
    );
    assert_eq!(client.elections().await.unwrap(), [summary]);
}

#[tokio::test]
async fn a_voter_finds_ballots_by_credential_and_tracker() {
    let mut hosted = Hosted::start(11, 4, Stage::Open).await;
    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let credential = hosted.record.roles.voters[1].key.credential();
    let before = client.credential(&id, &credential).await.unwrap();
    assert_eq!((before.weight, before.last), (2, None));

    let mut trackers = Vec::new();
    for sequence in 1..=2 {
        let ballot = hosted
            .record
            .ballot(1, &Roles::choices(usize::try_from(sequence).unwrap()));
        let tracker = BallotTracker::from_hash(ballot.body_hash());
        let seq = hosted.record.push(ballot).seq();
        hosted.post_new().await;
        let last = client.credential(&id, &credential).await.unwrap().last;
        assert_eq!(
            last,
            Some(LastBallot {
                sequence,
                tracker,
                seq
            })
        );
        trackers.push((tracker, seq));
    }
    let last = trackers[1].1;
    let states = [(BallotState::Superseded, Some(last)), (BallotState::Cast, None)];
    for (&(tracker, seq), (state, replaced_by)) in trackers.iter().zip(states) {
        // By all of it, or by what people have of it.
        for text in [tracker.into(), tracker.to_string().parse().unwrap()] {
            let found = client.ballot(&id, &text).await.unwrap();
            let expected = BallotStatus {
                tracker,
                seq,
                state,
                replaced_by,
            };
            assert_eq!(found, expected);
        }
    }

    let nobody = Roles::new(99, 1).voters[0].key.credential();
    let status = |error: ClientError| error.status();
    assert_eq!(
        client.credential(&id, &nobody).await.map_err(status),
        Err(Some(404))
    );
    let unknown = BallotTracker::of(b"nothing");
    assert_eq!(
        client.ballot(&id, &unknown.into()).await.map_err(status),
        Err(Some(404))
    );
}

#[tokio::test]
async fn whatever_is_refused_is_named_and_appends_nothing() {
    let mut hosted = Hosted::start(12, 5, Stage::Open).await;
    let first = hosted.record.ballot(0, &Roles::choices(0));
    hosted.record.push(first.clone());
    hosted.post_new().await;
    let entries = hosted.entries().await;
    let record = &mut hosted.record;

    let good = record.ballot(1, &Roles::choices(1));
    let text = good.encode();
    let exchanged = forge(record, 1, &good, |ballot| ballot.ciphertexts[0].swap(0, 1));
    let over_vote = beyond_the_rules(record, 1, |rules, choices| {
        rules[0].sum = Some((2, 2));
        choices[0] = vec![1, 1, 0];
    });
    let over_budget = beyond_the_rules(record, 1, |rules, choices| {
        rules[3].bound = 60_000;
        rules[3].sum = Some((1_000, 60_000));
        choices[3] = vec![20_000, 40_000];
    });
    let other_context = forge(record, 1, &good, |ballot| ballot.context = Hash::ZERO);
    let missing_option = forge(record, 1, &good, |ballot| ballot.ciphertexts[0].truncate(2));
    let sequence = forge(record, 1, &good, |ballot| ballot.sequence = 2);
    let previous = forge(record, 1, &good, |ballot| ballot.previous = first.body_hash());
    let copied = {
        let Body::Ballot(theirs) = first.body().clone() else {
            panic!("not a ballot")
        };
        forge(record, 1, &good, |ballot| ballot.ciphertexts = theirs.ciphertexts)
    };
    let stranger = {
        let mut others = Roles::new(13, 1);
        record.roles.voters.push(others.voters.remove(0));
        let voter = record.roles.voters.len() - 1;
        let credential = record.roles.voters[voter].key.credential();
        forge(record, voter, &good, |ballot| ballot.credential = credential)
    };
    let unsigned = Submission::with_signature(Signer::Voter, good.body().clone(), *first.signature());
    let close = record.close();
    let forged_close = Submission::sign(
        &SigningKey::generate(&mut OsRng),
        Signer::Authority,
        record.election().id(),
        close.clone(),
    );
    let wrong_role = record.sign(trustee(1), close.clone());
    let too_early = {
        let Body::Close(mut close) = close else {
            panic!("not a close line")
        };
        close.time = 1;
        record.sign(Signer::Authority, Body::Close(close))
    };
    let again = record.sign(Signer::Authority, record.roll_seal());
    let late_roll = {
        let Body::RollPart(mut part) = record.roll_parts().remove(0) else {
            panic!("not a part")
        };
        part.part = 3;
        record.sign(Signer::Registrar, Body::RollPart(part))
    };
    let mut second_manifest = record.roles.manifest();
    second_manifest.revoting = false;
    let second_manifest = record.sign(Signer::Authority, Body::Manifest(second_manifest));
    let cases: Vec<(&str, String, u16, &str, Option<&str>)> = vec![
        ("nothing", String::new(), 400, "malformed", Some("P1")),
        ("no JSON", "{".to_owned(), 400, "malformed", Some("P1")),
        (
            "white space",
            text.replacen(':', ": ", 1),
            400,
            "malformed",
            Some("P1"),
        ),
        (
            "a second line",
            format!("{text}\n{text}"),
            400,
            "malformed",
            Some("P1"),
        ),
        (
            "unknown kind",
            text.replacen("ballot", "ballet", 1),
            400,
            "malformed",
            Some("P1"),
        ),
        (
            "unknown field",
            text.replacen('{', r#"{"extra":1,"#, 1),
            400,
            "malformed",
            Some("P1"),
        ),
        (
            "field twice",
            text.replacen('{', r#"{"kind":"ballot","#, 1),
            400,
            "malformed",
            Some("P1"),
        ),
        ("exchanged", exchanged.encode(), 422, "invalid", Some("B4")),
        ("over-vote", over_vote.encode(), 422, "invalid", Some("B4")),
        ("over budget", over_budget.encode(), 422, "invalid", Some("B4")),
        (
            "other context",
            other_context.encode(),
            422,
            "invalid",
            Some("B1"),
        ),
        (
            "missing option",
            missing_option.encode(),
            422,
            "invalid",
            Some("B1"),
        ),
        ("stranger", stranger.encode(), 403, "forbidden", Some("B2")),
        (
            "no signature of the voter",
            unsigned.encode(),
            403,
            "forbidden",
            Some("B3"),
        ),
        ("wrong number", sequence.encode(), 409, "conflict", Some("B5")),
        (
            "wrong ballot before",
            previous.encode(),
            409,
            "conflict",
            Some("B5"),
        ),
        (
            "somebody else's ciphertexts",
            copied.encode(),
            422,
            "invalid",
            Some("B6"),
        ),
        (
            "another's signature",
            forged_close.encode(),
            403,
            "forbidden",
            Some("L6"),
        ),
        (
            "another's role",
            wrong_role.encode(),
            403,
            "forbidden",
            Some("L6"),
        ),
        (
            "a wrong role for a seal",
            again.encode(),
            403,
            "forbidden",
            Some("L6"),
        ),
        (
            "closed before it opened",
            too_early.encode(),
            409,
            "conflict",
            Some("L6"),
        ),
        (
            "roll after opening",
            late_roll.encode(),
            409,
            "conflict",
            Some("E2"),
        ),
        (
            "a second manifest",
            second_manifest.encode(),
            409,
            "conflict",
            Some("L6"),
        ),
        ("65,536 bytes", "x".repeat(65_536), 413, "too-large", None),
        ("a megabyte", "x".repeat(1 << 20), 413, "too-large", None),
    ];
    for (name, body, status, kind, check) in cases {
        let answer = problem(post_line(&hosted, body).await).await;
        let expected = (status, kind.to_owned(), check.map(ToOwned::to_owned));
        assert_eq!(answer, expected, "{name}");
        assert_eq!(hosted.entries().await, entries, "{name}");
    }
    let elsewhere = format!("elections/{}/entries", Hash::of(b"another"));
    for path in [elsewhere.as_str(), "elections/12/entries"] {
        assert_eq!(
            problem(post(&hosted, path, text.clone()).await).await,
            (404, "not-found".to_owned(), None)
        );
    }
    assert_eq!(hosted.log().await, hosted.record.log());

    // After all this the good ballot is still welcome.
    assert_eq!(post_line(&hosted, text).await.status(), StatusCode::CREATED);
}

/// Who is refused holds the board's signature, and can show it to anybody; nobody else's lines are spoken about.
#[tokio::test]
async fn refusals_of_voters_lines_are_signed_and_no_others() {
    let mut hosted = Hosted::start(31, 4, Stage::Open).await;
    let id = *hosted.record.election().id();
    let key = hosted.record.election().manifest().log.key;
    let client = hosted.board.client();
    let first = hosted.record.ballot(0, &Roles::choices(0));
    hosted.record.push(first.clone());
    hosted.post_new().await;
    let entries = hosted.entries().await;
    let record = &mut hosted.record;

    let good = record.ballot(1, &Roles::choices(1));
    let unproved = forge(record, 1, &good, |ballot| ballot.ciphertexts[0].swap(0, 1));
    let sequence = forge(record, 1, &good, |ballot| ballot.sequence = 2);
    let unsigned = Submission::with_signature(Signer::Voter, good.body().clone(), *first.signature());
    for (line, check) in [
        (&unproved, CheckId::B4),
        (&sequence, CheckId::B5),
        (&unsigned, CheckId::B3),
    ] {
        let error = client.post(&id, line).await.unwrap_err();
        let refusal = error.refusal().expect("a signed refusal");
        refusal.verify(&key, &id, line).unwrap();
        assert_eq!((refusal.check, refusal.entries), (check, entries));
        assert!(refusal.verify(&key, &id, &good).is_err());
    }
    let authority = record.sign(Signer::Authority, record.roll_seal());
    let error = client.post(&id, &authority).await.unwrap_err();
    assert_eq!((error.status(), error.refusal()), (Some(403), None));
    let response = post_line(&hosted, "{").await;
    let problem: Problem = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    assert_eq!((problem.status, problem.refusal), (400, None));

    // The judgement names the log it was made after: the same line can be right later, or have been right before.
    hosted.record.push(good);
    hosted.advance(Stage::Closed).await;
    let late = client.post(&id, &sequence).await.unwrap_err();
    let refusal = late.refusal().expect("a signed refusal");
    refusal.verify(&key, &id, &sequence).unwrap();
    assert_eq!(
        (refusal.check, refusal.entries),
        (CheckId::L6, hosted.entries().await)
    );
}

#[tokio::test]
async fn ballots_after_the_close_are_refused() {
    let mut hosted = Hosted::start(14, 4, Stage::Open).await;
    let late = hosted.record.ballot(3, &Roles::choices(3));
    hosted.advance(Stage::Closed).await;
    let entries = hosted.entries().await;
    let answer = problem(post_line(&hosted, late.encode()).await).await;
    assert_eq!(answer, (409, "conflict".to_owned(), Some("L6".to_owned())));
    assert_eq!(hosted.entries().await, entries);
}

#[tokio::test]
async fn only_the_operator_creates_elections_and_only_of_this_board() {
    let folder = tempfile::tempdir().unwrap();
    let board = Board::start(folder.path());
    let info = board.client().board().await.unwrap();
    let url = format!("{}/api/v1/elections", board.address());
    let manifest = |roles: &Roles| {
        let body = Body::Manifest(roles.manifest());
        Submission::sign(&roles.authority, Signer::Authority, &Hash::ZERO, body).encode()
    };
    let good = manifest(&Roles::new(15, 1).on_board(&info.name, info.key));
    let send = async |authorization: Option<String>, body: String| {
        let mut request = reqwest::Client::new().post(&url).body(body);
        if let Some(authorization) = authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        request.send().await.unwrap()
    };
    let bearer = Some(format!("Bearer {}", board.token()));

    for token in [
        None,
        Some("Bearer ".to_owned()),
        Some("Bearer 0".to_owned()),
        Some(board.token()),
    ] {
        let answer = problem(send(token, good.clone()).await).await;
        assert_eq!(answer, (401, "token".to_owned(), None));
    }
    let other_key = Roles::new(15, 1).on_board(&info.name, SigningKey::generate(&mut OsRng).verifying_key());
    let other_name = Roles::new(15, 1).on_board("elsewhere.example", info.key);
    let mut alone = Roles::new(15, 1).on_board(&info.name, info.key);
    alone.threshold = 4;
    let mut few = Roles::new(15, 1).on_board(&info.name, info.key).manifest();
    few.minimum_ballots = 1;
    let few = Submission::sign(
        &Roles::new(15, 1).authority,
        Signer::Authority,
        &Hash::ZERO,
        Body::Manifest(few),
    );
    for (body, check) in [
        (manifest(&other_key), Some("P4")),
        (manifest(&other_name), Some("P4")),
        (manifest(&alone), None),
        (few.encode(), Some("P4")),
    ] {
        let (status, kind, found) = problem(send(bearer.clone(), body).await).await;
        assert_eq!((status, kind.as_str()), (422, "invalid"));
        assert!(check.is_none() || found.as_deref() == check, "{found:?}");
    }
    assert_eq!(problem(send(bearer.clone(), "[]".to_owned()).await).await.0, 400);
    assert_eq!(
        problem(send(bearer.clone(), "x".repeat(65_536)).await).await.0,
        413
    );
    assert_eq!(board.client().elections().await.unwrap(), []);

    assert_eq!(
        send(bearer.clone(), good.clone()).await.status(),
        StatusCode::CREATED
    );
    let repeated = send(bearer, good).await;
    assert_eq!(repeated.status(), StatusCode::OK);
    assert_eq!(board.client().elections().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_repeated_line_gets_its_first_receipt() {
    let mut hosted = Hosted::start(16, 5, Stage::Open).await;
    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let ballot = hosted.record.ballot(0, &Roles::choices(0));

    // Many at once: one of them is first, and all get its receipt.
    let mut posts = JoinSet::new();
    for _ in 0..20 {
        let (client, ballot) = (client.clone(), ballot.clone());
        posts.spawn(async move { client.post(&id, &ballot).await.unwrap() });
    }
    let posted = posts.join_all().await;
    assert_eq!(posted.iter().filter(|posted| !posted.repeated).count(), 1);
    assert!(posted.iter().all(|other| other.receipt == posted[0].receipt));
    hosted.record.push(ballot.clone());
    assert_eq!(hosted.log().await, hosted.record.log());

    // The same, after the voter voted again, after the close, and of another role.
    let second = hosted.record.ballot(0, &Roles::choices(1));
    client.post(&id, &second).await.unwrap();
    hosted.record.push(second);
    let close = hosted.record.sign(Signer::Authority, hosted.record.close());
    let closed = client.post(&id, &close).await.unwrap();
    hosted.record.push(close.clone());
    let again = client.post(&id, &ballot).await.unwrap();
    assert!(again.repeated);
    assert_eq!(again.receipt, posted[0].receipt);
    assert_eq!(client.post(&id, &close).await.unwrap().receipt, closed.receipt);
    assert_eq!(hosted.log().await, hosted.record.log());
}

#[tokio::test]
async fn two_ballots_of_one_voter_at_once_give_one_place() {
    let mut hosted = Hosted::start(17, 4, Stage::Open).await;
    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let (one, other) = (
        hosted.record.ballot(0, &Roles::choices(0)),
        hosted.record.ballot(0, &Roles::choices(1)),
    );
    let (one, other) = tokio::join!(client.post(&id, &one), client.post(&id, &other));
    let refused: Vec<ClientError> = [one, other].into_iter().filter_map(Result::err).collect();
    assert_eq!(
        refused.iter().map(ClientError::status).collect::<Vec<_>>(),
        [Some(409)]
    );
    assert_eq!(hosted.entries().await, hosted.record.election().entries() + 1);
}

#[tokio::test]
async fn ballots_from_many_clients_are_chained_in_the_order_of_their_receipts() {
    const VOTERS: usize = 120;
    let mut hosted = Hosted::start(18, VOTERS, Stage::Open).await;
    let id = *hosted.record.election().id();
    let before = hosted.record.election().entries();
    let mut posts = JoinSet::new();
    for voter in 0..VOTERS {
        let ballot = hosted.record.ballot(voter, &Roles::choices(voter));
        let client = hosted.board.client();
        posts.spawn(async move {
            let posted = client.post(&id, &ballot).await.unwrap();
            (posted.receipt.seq, posted.receipt.line, ballot)
        });
    }
    let mut placed = posts.join_all().await;
    placed.sort_by_key(|(seq, ..)| *seq);
    assert!(
        placed.iter().map(|(seq, ..)| *seq).eq((before..).take(VOTERS)),
        "one place each, no gap"
    );
    for (_, line, ballot) in placed {
        assert_eq!(hosted.record.push(ballot).hash(), &line);
    }
    assert_eq!(hosted.log().await, hosted.record.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_ballots_in_a_burst_are_named_and_do_not_hurt_the_good_ones() {
    const VOTERS: usize = 200;
    let folder = tempfile::tempdir().unwrap();
    let mut command = command(folder.path(), &["--listen", "127.0.0.1:0"]);
    command.env("RUST_LOG", "debug");
    let board = Board::from_command(folder.path(), command);
    let mut hosted = Hosted::on(board, folder, Roles::new(24, VOTERS), Stage::Open).await;
    let before = hosted.entries().await;
    let record = &mut hosted.record;
    let mut lines = Vec::new();
    for voter in 0..VOTERS {
        let good = record.ballot(voter, &Roles::choices(voter));
        lines.push(match voter % 20 {
            // A wrong proof, a wrong signature, both.
            3 => (
                forge(record, voter, &good, |ballot| {
                    ballot.ciphertexts[0].swap(0, 1);
                }),
                422,
            ),
            8 => {
                let other = record.ballot(0, &Roles::choices(0));
                let body = good.body().clone();
                (
                    Submission::with_signature(Signer::Voter, body, *other.signature()),
                    403,
                )
            }
            13 => {
                let mut both = forge(record, voter, &good, |ballot| ballot.ciphertexts[0].swap(0, 1));
                both = Submission::with_signature(Signer::Voter, both.body().clone(), *good.signature());
                (both, 403)
            }
            _ => (good, 201),
        });
    }
    let url = format!(
        "{}/api/v1/elections/{}/entries",
        hosted.board.address(),
        record.election().id()
    );
    let http = reqwest::Client::new();
    let mut posts = JoinSet::new();
    for (line, expected) in &lines {
        let (request, expected) = (http.post(&url).body(line.encode()), *expected);
        posts.spawn(async move {
            let response = request.send().await.unwrap();
            let status = response.status().as_u16();
            assert_eq!(status, expected);
            if status == 201 {
                return None;
            }
            problem(response).await.2
        });
    }
    let mut checks: Vec<String> = posts.join_all().await.into_iter().flatten().collect();
    checks.sort();
    assert_eq!(
        checks,
        [["B3"; VOTERS / 10].as_slice(), &["B4"; VOTERS / 20]].concat()
    );

    let good: BTreeSet<Hash> = lines
        .iter()
        .filter(|(_, expected)| *expected == 201)
        .map(|(line, _)| line.body_hash())
        .collect();
    let log = hosted.log().await;
    let appended: BTreeSet<Hash> = log
        .lines()
        .skip(usize::try_from(before).unwrap())
        .map(|line| Entry::parse(line.as_bytes()).unwrap().submission().body_hash())
        .collect();
    assert_eq!(appended, good);
    let largest = hosted
        .board
        .said()
        .split("ballots=")
        .filter_map(|rest| rest.split_once(|character: char| !character.is_ascii_digit()))
        .filter_map(|(number, _)| number.parse::<usize>().ok())
        .max();
    assert!(largest > Some(1), "ballots were checked together: {largest:?}");
}

#[tokio::test]
async fn the_log_is_served_in_any_range() {
    // More lines than the board reads from its database at once.
    let mut hosted = Hosted::start(19, 300, Stage::Open).await;
    let id = *hosted.record.election().id();
    for voter in 0..300 {
        let ballot = hosted.record.ballot(voter, &Roles::choices(voter));
        hosted.record.push(ballot);
    }
    hosted.post_new().await;
    let all: Vec<String> = hosted
        .record
        .entries()
        .iter()
        .map(|entry| entry.line() + "\n")
        .collect();
    let entries = hosted.record.election().entries();
    let client = hosted.board.client();
    for (from, to) in [
        (0, None),
        (0, Some(1)),
        (0, Some(0)),
        (17, Some(18)),
        (1, Some(257)),
        (255, Some(256)),
        (256, None),
        (entries - 1, None),
        (entries, None),
        (9, Some(3)),
        (3, Some(u64::MAX)),
    ] {
        let end = usize::try_from(to.unwrap_or(entries).min(entries)).unwrap();
        let start = usize::try_from(from).unwrap();
        let expected = all.get(start..end).unwrap_or_default();
        assert_eq!(
            log(&client, &hosted.record, from, to).await,
            expected,
            "{from}..{to:?}"
        );
    }
    for query in [
        format!("from={}", entries + 1).as_str(),
        "from=-1",
        "from=x",
        "to=1e3",
        "form=1",
        "from=18446744073709551616",
    ] {
        let url = format!("{}/api/v1/elections/{id}/log?{query}", hosted.board.address());
        let answer = problem(reqwest::get(url).await.unwrap()).await;
        assert_eq!(answer, (400, "bad-request".to_owned(), None), "{query}");
    }
}

#[tokio::test]
async fn looking_changes_nothing() {
    let mut hosted = Hosted::start(20, 4, Stage::Open).await;
    let ballot = hosted.record.ballot(0, &Roles::choices(0));
    let id = *hosted.record.election().id();
    let credential = hosted.record.roles.voters[0].key.credential();
    let code = hosted.record.roles.voters[0].code.expose_text();
    let http = reqwest::Client::new();
    for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
        for path in [
            "/".to_owned(),
            "/healthz".to_owned(),
            "/api/v1/board".to_owned(),
            "/api/v1/elections".to_owned(),
            format!("/api/v1/elections/{id}"),
            format!("/api/v1/elections/{id}/entries"),
            format!("/api/v1/elections/{id}/log"),
            format!("/api/v1/elections/{id}/credentials/{credential}"),
            format!("/api/v1/elections/{id}/ballots/{}", ballot.body_hash()),
            format!("/vote/{id}#{}", code.as_str()),
            format!("/vote/{id}?code={}", code.as_str()),
        ] {
            let url = format!("{}{path}", hosted.board.address());
            let request = http.request(method.clone(), url).body(ballot.encode());
            let status = request.send().await.unwrap().status();
            assert!(!status.is_server_error(), "{method} {path}: {status}");
        }
    }
    assert_eq!(hosted.log().await, hosted.record.log());
}

#[tokio::test]
async fn every_answer_carries_the_strict_policy() {
    let web = tempfile::tempdir().unwrap();
    fs::write(
        web.path().join("index.html"),
        "<!doctype html><title>pages</title>",
    )
    .unwrap();
    fs::write(web.path().join("app.js"), "export {}").unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let board = Board::start_with(
        folder.path(),
        &["--listen", "127.0.0.1:0", "--web", web.path().to_str().unwrap()],
    );
    let id = Hash::of(b"any");
    let http = reqwest::Client::new();
    for (method, path, status, kind) in [
        (Method::GET, "/", 200, "text/html"),
        (Method::HEAD, "/", 200, "text/html"),
        (Method::GET, "/index.html", 200, "text/html"),
        (Method::GET, &format!("/vote/{id}"), 200, "text/html"),
        (Method::GET, "/app.js", 200, "text/javascript"),
        (Method::GET, "/missing.js", 404, ""),
        (Method::GET, "/../secret.txt", 404, ""),
        (Method::GET, "/%2e%2e/secret.txt", 404, ""),
        (Method::GET, "/..%2fsecret.txt", 404, ""),
        (Method::POST, "/", 405, ""),
        (Method::GET, "/healthz", 200, "text/plain; charset=utf-8"),
        (Method::GET, "/api/v1/board", 200, "application/json"),
        (Method::GET, "/api/v1/nothing", 404, "application/problem+json"),
        (
            Method::GET,
            &format!("/api/v1/elections/{id}"),
            404,
            "application/problem+json",
        ),
        (
            Method::DELETE,
            "/api/v1/elections",
            405,
            "application/problem+json",
        ),
        (Method::POST, "/api/v1/elections", 401, "application/problem+json"),
    ] {
        let response = http
            .request(method.clone(), format!("{}{path}", board.address()))
            .send()
            .await
            .unwrap();
        let name = format!("{method} {path}");
        assert_eq!(response.status().as_u16(), status, "{name}");
        let text = |name| {
            response
                .headers()
                .get(name)
                .map_or("", |value| value.to_str().unwrap())
        };
        assert!(
            text("content-type").starts_with(kind),
            "{name}: {}",
            text("content-type")
        );
        let policy: BTreeSet<&str> = text("content-security-policy")
            .split(';')
            .map(str::trim)
            .collect();
        for directive in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "worker-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(
                policy.contains(directive),
                "{name}: {directive} is not in {policy:?}"
            );
        }
        assert!(
            !policy.iter().any(|directive| directive.contains("unsafe-inline")),
            "{name}"
        );
        assert_eq!(text("x-content-type-options"), "nosniff", "{name}");
        assert_eq!(text("referrer-policy"), "no-referrer", "{name}");
        assert_eq!(text("cross-origin-opener-policy"), "same-origin", "{name}");
        let cached = if path.starts_with("/api/") {
            "no-store"
        } else {
            "no-cache"
        };
        if path != "/healthz" && status == 200 {
            assert_eq!(text("cache-control"), cached, "{name}");
        }
        assert!(!response.text().await.unwrap().contains("secret"), "{name}");
    }
}

#[tokio::test]
async fn without_pages_the_board_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let board = Board::start(folder.path());
    let answer = problem(reqwest::get(board.address()).await.unwrap()).await;
    assert_eq!(answer, (404, "not-found".to_owned(), None));
}

#[tokio::test]
async fn who_posts_too_quickly_is_slowed_down_and_can_go_on() {
    let mut hosted = Hosted::start(21, 4, Stage::Open).await;
    let listen = hosted.board.listen();
    assert!(hosted.board.stop().success());
    hosted.board = Board::start_with(
        hosted.folder.path(),
        &["--listen", &listen, "--limit-per-second", "1"],
    );
    let entries = hosted.entries().await;
    let ballot = hosted.record.ballot(0, &Roles::choices(0));
    let mut limited = false;
    for _ in 0..20 {
        let answer = problem(post_line(&hosted, "{").await).await;
        if answer.0 == 429 {
            assert_eq!(answer, (429, "rate".to_owned(), None));
            limited = true;
            break;
        }
        assert_eq!(answer.0, 400);
    }
    assert!(
        limited,
        "twenty lines at once are too many for a limit of one in a second"
    );
    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let error = client.post(&id, &ballot).await.unwrap_err();
    assert_eq!(error.status(), Some(429));
    assert!(error.is_retryable());
    assert_eq!(
        hosted.entries().await,
        entries,
        "nothing is appended, and looking is not limited"
    );
    tokio::time::sleep(error.retry_after().unwrap()).await;
    client.post(&id, &ballot).await.unwrap();
    hosted.record.push(ballot);
    assert_eq!(hosted.log().await, hosted.record.log());
}

#[tokio::test]
async fn a_board_that_cannot_store_says_so_and_appends_nothing() {
    const VOTERS: usize = 20;
    let mut hosted = Hosted::start(23, VOTERS, Stage::Open).await;
    let listen = hosted.board.listen();
    assert!(hosted.board.stop().success());
    // Files may not grow over 40 KiB: room for a few ballots in the database's log, then the disk is full.
    let full = {
        let board = command(hosted.folder.path(), &["--listen", &listen]);
        let mut shell = Command::new("bash");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 40; exec \"$@\"", "board"]);
        shell.arg(board.get_program()).args(board.get_args());
        shell
    };
    hosted.board = Board::from_command(hosted.folder.path(), full);
    let mut refused = None;
    for voter in 0..VOTERS {
        let ballot = hosted.record.ballot(voter, &Roles::choices(voter));
        let response = post_line(&hosted, ballot.encode()).await;
        if response.status() != StatusCode::CREATED {
            assert_eq!(problem(response).await, (503, "storage".to_owned(), None));
            refused = Some(ballot);
            break;
        }
        hosted.record.push(ballot);
    }
    let refused = refused.expect("the disk is full");
    assert_eq!(hosted.log().await, hosted.record.log());
    hosted.board.kill();
    hosted.board = Board::start_with(hosted.folder.path(), &["--listen", &listen]);
    assert_eq!(hosted.log().await, hosted.record.log());
    hosted.adopt();
    hosted.record.push(refused);
    hosted.post_new().await;
}
