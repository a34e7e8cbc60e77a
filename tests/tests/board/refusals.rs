//! What a board refuses, and how it says so.

use super::*;

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
