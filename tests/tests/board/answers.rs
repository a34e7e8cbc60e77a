//! What a board shows, and what its answers carry.

use super::*;
use ostrakon_record::pages::FIRST_PAGES;

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
    for name in FIRST_PAGES {
        fs::write(web.path().join(name), "<!doctype html><title>pages</title>").unwrap();
    }
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
        (Method::GET, &format!("/result/{id}"), 200, "text/html"),
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
