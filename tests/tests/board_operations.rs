//! A real board as its operator sees it: settings, connections, TLS, metrics, health and its own log.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::{BoardClient, api::LogEnd};
use ostrakon_record::entry::Signer;
use ostrakon_tests::{
    board::{Board, Hosted, command},
    fixture::{Roles, Stage},
    metrics::value,
};
use reqwest::{StatusCode, header};
use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    time::{Duration, Instant},
};

const AGENT: &str = "Voters Telephone 3000";

/// Starts a board with an operator's listener; gives that listener's address, too.
fn start_with_admin(folder: &Path, arguments: &[&str]) -> (Board, String) {
    let mut all = vec!["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"];
    all.extend(arguments);
    let mut command = command(folder, &all);
    command.env("RUST_LOG", "trace");
    let mut board = Board::from_command(folder, command);
    let admin = board.next_line();
    let admin = admin.strip_prefix("metrics and health on ").unwrap().to_owned();
    (board, admin)
}

async fn read(url: String) -> (StatusCode, String) {
    let response = reqwest::get(url).await.unwrap();
    (response.status(), response.text().await.unwrap())
}

#[tokio::test]
async fn metrics_count_what_happens_and_health_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (board, admin) = start_with_admin(folder.path(), &[]);
    let mut hosted = Hosted::on(board, folder, Roles::new(50, 3), Stage::Voted).await;
    let late = hosted.record.ballot(0, &Roles::choices(1));
    hosted.advance(Stage::Closed).await;
    let id = *hosted.record.election().id();
    hosted.board.client().post(&id, &late).await.unwrap_err();

    assert_eq!(read(format!("{admin}/live")).await.0, StatusCode::OK);
    let (status, health) = read(format!("{admin}/ready")).await;
    assert_eq!((status, health.as_str()), (StatusCode::OK, r#"{"ready":true}"#));
    let (status, metrics) = read(format!("{admin}/metrics")).await;
    assert_eq!(status, StatusCode::OK);
    let ballots = format!("ostrakon_lines_appended_total{{election=\"{id}\",kind=\"ballot\"}}");
    let of_voters = hosted.record.election().ballots();
    assert!(of_voters > 0);
    assert_eq!(value(&metrics, &ballots).to_string(), of_voters.to_string());
    let entries = hosted.record.entries().len();
    let lines = format!("ostrakon_log_lines{{election=\"{id}\"}}");
    assert_eq!(value(&metrics, &lines).to_string(), entries.to_string());
    let waiting = format!("ostrakon_queue_lines{{election=\"{id}\"}}");
    assert_eq!(value(&metrics, &waiting).to_string(), "0");
    // The election's lines but the first came through the sequencer, one by one.
    let commits = value(&metrics, "ostrakon_commit_seconds_count");
    assert_eq!(commits.to_string(), (entries - 1).to_string());
    assert!(value(&metrics, "ostrakon_lines_verified_total") >= 1.0);
    assert!(
        metrics.contains("ostrakon_refusals_total{reason=\"conflict\",check="),
        "{metrics}"
    );
    let posts = "route=\"/api/v1/elections/{election}/entries\",method=\"POST\",status=\"409\"";
    assert!(metrics.contains(posts), "{metrics}");
    assert!(value(&metrics, "ostrakon_disk_free_bytes") > 0.0);

    let other = format!("{}/metrics", hosted.board.address());
    assert_ne!(read(other).await.0, StatusCode::OK, "voters' listener shows none");
}

#[tokio::test]
async fn neither_log_nor_metrics_tell_anything_about_voters() {
    for format in ["text", "json"] {
        let folder = tempfile::tempdir().unwrap();
        let proxied = ["--log-format", format, "--trusted-proxy", "127.0.0.1"];
        let (board, admin) = start_with_admin(folder.path(), &proxied);
        let admin_port = admin.rsplit(':').next().unwrap().to_owned();
        let mut hosted = Hosted::on(board, folder, Roles::new(22, 4), Stage::Voted).await;
        let id = *hosted.record.election().id();
        // As a browser behind a proxy does, and once too late.
        let late = hosted.record.ballot(0, &Roles::choices(2));
        hosted.advance(Stage::Finished).await;
        let posted = reqwest::Client::new()
            .post(format!(
                "{}/api/v1/elections/{id}/entries",
                hosted.board.address()
            ))
            .header(header::USER_AGENT, AGENT)
            .header("x-forwarded-for", "192.0.2.77")
            .body(late.encode())
            .send()
            .await
            .unwrap();
        assert_eq!(posted.status(), StatusCode::CONFLICT);
        for voter in &hosted.record.roles.voters {
            let client: BoardClient = hosted.board.client();
            client.credential(&id, &voter.key.credential()).await.unwrap();
        }
        let (_, metrics) = read(format!("{admin}/metrics")).await;
        let said = hosted.board.said();
        assert!(said.contains("committed"), "the board logs what it does");
        if format == "json" {
            for line in said.lines() {
                let event: serde_json::Value = serde_json::from_str(line).unwrap();
                assert!(
                    event["level"].is_string() && event["message"].is_string(),
                    "{line}"
                );
            }
        }
        for (what, text) in [("log", &said), ("metrics", &metrics)] {
            let never = |secret: &str, of: &str| assert!(!text.contains(secret), "{format} {what}: {of}");
            for voter in &hosted.record.roles.voters {
                never(&voter.key.credential().to_string(), "a credential");
                never(voter.code.expose_text().as_str(), "a voter code");
            }
            let lines = hosted.record.entries().iter();
            let mut ballots = 0;
            for entry in lines.filter(|entry| entry.submission().signer() == Signer::Voter) {
                never(&entry.submission().body_hash().to_string(), "a tracker");
                never(&entry.hash().to_string(), "a line's hash");
                never(&entry.submission().encode()[..60], "a ballot");
                ballots += 1;
            }
            assert!(ballots > 0);
            never(&late.body_hash().to_string(), "the tracker of a refused ballot");
            never(&hosted.board.token(), "the operator's token");
            never(AGENT, "a user agent");
            never("192.0.2.77", "an address");
            // Its own addresses it may tell, and only those.
            let own = [hosted.board.listen(), format!("127.0.0.1:{admin_port}")];
            let others = own.iter().fold(text.clone(), |text, own| text.replace(own, ""));
            assert!(!others.contains("127.0.0.1"), "{format} {what}: an address");
        }
    }
}

/// Sends this, and says how long the board waits before it hangs up, and with which words.
fn hung_up_after(listen: &str, sent: &str) -> (Duration, String) {
    let mut stream = TcpStream::connect(listen).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let start = Instant::now();
    stream.write_all(sent.as_bytes()).unwrap();
    let mut answer = Vec::new();
    // A connection that is reset is one that was hung up.
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{error}");
    }
    (start.elapsed(), String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test]
async fn slow_clients_and_endless_heads_are_hung_up_on() {
    let folder = tempfile::tempdir().unwrap();
    let board = Board::start_with(
        folder.path(),
        &["--listen", "127.0.0.1:0", "--client-timeout", "1"],
    );
    let listen = board.listen();
    for sent in [
        "",
        "GET /healthz HTT",
        "GET /healthz HTTP/1.1\r\nhost: x\r\nx-a: b\r\n",
    ] {
        let (time, _) = hung_up_after(&listen, sent);
        assert!(time >= Duration::from_millis(900), "{sent:?}: {time:?}");
        assert!(time < Duration::from_secs(10), "{sent:?}: {time:?}");
    }
    let (time, answer) = hung_up_after(
        &listen,
        "POST /api/v1/elections HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{",
    );
    assert!(time < Duration::from_secs(10), "{time:?}");
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    let (_, answer) = hung_up_after(
        &listen,
        &format!(
            "GET /healthz HTTP/1.1\r\nhost: x\r\nx-a: {}\r\n\r\n",
            "b".repeat(40_000)
        ),
    );
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let (_, answer) = hung_up_after(
        &listen,
        &format!(
            "GET /healthz HTTP/1.1\r\nhost: x\r\n{}\r\n",
            "x-a: b\r\n".repeat(100)
        ),
    );
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
}

#[tokio::test]
async fn more_connections_than_allowed_are_refused_until_others_end() {
    let folder = tempfile::tempdir().unwrap();
    let limit = ["--listen", "127.0.0.1:0", "--max-connections-per-address", "3"];
    let board = Board::start_with(folder.path(), &limit);
    let listen = board.listen();
    let request = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    let open: Vec<TcpStream> = (0..3)
        .map(|_| {
            let mut stream = TcpStream::connect(&listen).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            stream.read_exact(&mut [0; 12]).unwrap();
            stream
        })
        .collect();
    let (time, answer) = hung_up_after(&listen, "");
    assert_eq!(answer, "");
    assert!(time < Duration::from_secs(5), "at once: {time:?}");
    drop(open);
    let start = Instant::now();
    let again = format!("{}/healthz", board.address());
    while reqwest::get(&again).await.is_err() {
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "places come free again"
        );
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn the_board_speaks_tls_with_the_certificate_that_it_was_given() {
    let folder = tempfile::tempdir().unwrap();
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(folder.path().join("chain.pem"), certified.cert.pem()).unwrap();
    fs::write(
        folder.path().join("key.pem"),
        certified.signing_key.serialize_pem(),
    )
    .unwrap();
    let file = folder.path().join("board.toml");
    fs::write(
        &file,
        "listen = '127.0.0.1:0'\ntls-cert = 'chain.pem'\ntls-key = 'key.pem'\n",
    )
    .unwrap();
    let data = folder.path().join("data");
    let board = Board::start_with(&data, &["--config", file.to_str().unwrap()]);
    let port = board.address().rsplit(':').next().unwrap();
    assert!(board.address().starts_with("https://"), "{}", board.address());
    let url = format!("https://localhost:{port}/healthz");
    let trusting = reqwest::Client::builder()
        .tls_certs_only([reqwest::Certificate::from_pem(certified.cert.pem().as_bytes()).unwrap()])
        .build()
        .unwrap();
    let answer = trusting.get(&url).send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "ok");
    reqwest::get(&url).await.unwrap_err();
    let plain = format!("http://localhost:{port}/healthz");
    reqwest::get(&plain).await.unwrap_err();
    assert!(board.stop().success());
}

/// The next event of a stream, without comments.
async fn next_event(response: &mut reqwest::Response, read: &mut String) -> Option<LogEnd> {
    loop {
        if let Some((event, _)) = read.split_once("\n\n") {
            let data = event
                .lines()
                .find_map(|line| line.strip_prefix("data: ").map(ToOwned::to_owned));
            let is_head = event.lines().any(|line| line == "event: head");
            let length = event.len() + 2;
            read.drain(..length);
            if let Some(data) = data {
                assert!(is_head, "{data}");
                return Some(serde_json::from_str(&data).unwrap());
            }
            continue;
        }
        let bytes = response.chunk().await.unwrap()?;
        read.push_str(std::str::from_utf8(&bytes).unwrap());
    }
}

#[tokio::test]
async fn who_listens_hears_where_the_log_ends_and_the_board_can_end() {
    let mut hosted = Hosted::start(51, 4, Stage::Open).await;
    let id = *hosted.record.election().id();
    let url = format!("{}/api/v1/elections/{id}/events", hosted.board.address());
    let mut response = reqwest::get(&url).await.unwrap();
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    let mut read = String::new();
    let first = next_event(&mut response, &mut read).await.unwrap();
    assert_eq!(first, LogEnd::of(hosted.record.election()));
    hosted.advance(Stage::Closed).await;
    let last = LogEnd::of(hosted.record.election());
    let mut heard = 0;
    loop {
        let end = next_event(&mut response, &mut read).await.unwrap();
        heard += 1;
        assert!(end.entries > first.entries);
        if end == last {
            break;
        }
    }
    let lines = last.entries - first.entries;
    assert!(heard <= lines, "{heard} events for {lines} lines");

    let unknown = url.replace(&id.to_string(), &"0".repeat(64));
    assert_eq!(read_status(&unknown).await, StatusCode::NOT_FOUND);
    let start = Instant::now();
    assert!(hosted.board.stop().success());
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "listeners do not keep it: {:?}",
        start.elapsed()
    );
    assert_eq!(next_event(&mut response, &mut read).await, None);
}

async fn read_status(url: &str) -> StatusCode {
    reqwest::get(url).await.unwrap().status()
}
