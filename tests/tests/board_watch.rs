//! What an operator sees of an election's witnesses: metrics and doctor, while all are there, one is away, or none is.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use axum::{Router, routing::post};
use ostrakon_crypto::signature::SigningKey;
use ostrakon_record::tlog::{Checkpoint, KeyName, checkpoint::log_key, cosignature::Cosigner, policy};
use ostrakon_tests::{
    board::{Board, Hosted, command},
    doctor::examine,
    fixture::{Record, Roles, Stage},
    metrics::value,
    witness::Witness,
};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Longest time that anything here may take.
const LIMIT: Duration = Duration::from_mins(1);
/// How far the slow witness's clock is behind.
const SLOW: Duration = Duration::from_hours(1);

/// A witness that cosigns whatever it is asked about, with a clock that is behind.
async fn slow_witness() -> policy::Witness {
    let cosigner =
        |name: &str| Cosigner::ed25519(KeyName::new(name).unwrap(), SigningKey::from_seed(&[9; 32]));
    let name = "witness.example/slow";
    let app = Router::new().route(
        "/add-checkpoint",
        post(async move |body: String| {
            let text = body.split_once("\n\n").unwrap().1;
            let text = text.split("\n\n").next().unwrap();
            let checkpoint: Checkpoint = format!("{text}\n").parse().unwrap();
            #[expect(clippy::disallowed_methods, reason = "a witness has a clock")]
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
            cosigner(name)
                .cosign(&checkpoint, now.checked_sub(SLOW).unwrap().as_secs())
                .unwrap()
                .to_string()
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    policy::Witness {
        name: "slow".to_owned(),
        key: cosigner(name).verifier_key().clone(),
        address: Some(address),
    }
}

async fn metrics(admin: &str) -> String {
    let response = reqwest::get(format!("{admin}/metrics")).await.unwrap();
    response.text().await.unwrap()
}

/// Waits until the metrics are as wished.
async fn until(admin: &str, holds: impl Fn(&str) -> bool) -> String {
    let start = Instant::now();
    loop {
        let metrics = metrics(admin).await;
        if holds(&metrics) {
            return metrics;
        }
        assert!(start.elapsed() < LIMIT, "{metrics}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn witnesses_that_are_away_or_slow_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut witnesses: Vec<Witness> = (1..=2)
        .map(|number| {
            let name = format!("witness.example/w{number}");
            Witness::start(&folder.path().join(number.to_string()), &name)
        })
        .collect();
    let mut members: Vec<policy::Witness> = witnesses.iter().map(Witness::in_policy).collect();
    members.push(slow_witness().await);
    let names: Vec<String> = members.iter().map(|member| member.name.clone()).collect();

    let data = tempfile::tempdir().unwrap();
    let listen = ["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"];
    let mut board = Board::from_command(
        data.path(),
        command(
            data.path(),
            &[&listen[..], &["--checkpoint-interval", "0.05"]].concat(),
        ),
    );
    let admin = board.next_line();
    let admin = admin.strip_prefix("metrics and health on ").unwrap().to_owned();
    let info = board.client().board().await.unwrap();
    let roles = Roles::new(80, 4)
        .on_board(&info.name, info.key)
        .watched_by(members, 2);
    let mut hosted = Hosted::of(board, data, Record::new(roles));
    let log = &hosted.record.election().manifest().log;
    let key = log_key(&KeyName::new(&log.origin).unwrap(), log.key);
    for witness in &witnesses {
        witness.follow(&key);
    }
    let id = *hosted.record.election().id();
    let of = |metric: &str| format!("{metric}{{election=\"{id}\"}}");
    let of_witness = |metric: &str, name: &str| format!("{metric}{{election=\"{id}\",witness=\"{name}\"}}");
    let lines = |hosted: &Hosted| f64::from(u32::try_from(hosted.record.entries().len()).unwrap());
    let is = |metrics: &str, series: &str, number: f64| (value(metrics, series) - number).abs() < 0.5;

    hosted.advance(Stage::Open).await;
    let all = lines(&hosted);
    let cosigned = "ostrakon_witness_cosigned_lines";
    let seen = until(&admin, |metrics| {
        names
            .iter()
            .all(|name| is(metrics, &of_witness(cosigned, name), all))
    })
    .await;
    for metric in ["ostrakon_checkpoint_lines", "ostrakon_witnessed_checkpoint_lines"] {
        assert!(is(&seen, &of(metric), all), "{metric}: {seen}");
    }
    for metric in [
        "ostrakon_checkpoint_behind_seconds",
        "ostrakon_witnessed_checkpoint_behind_seconds",
    ] {
        assert!(is(&seen, &of(metric), 0.0), "{metric}: {seen}");
    }
    let limit = LIMIT.as_secs_f64();
    assert!(value(&seen, &of("ostrakon_checkpoint_age_seconds")) < limit);
    let age = |metrics: &str, name: &str| {
        value(
            metrics,
            &of_witness("ostrakon_witness_cosignature_age_seconds", name),
        )
    };
    assert!(age(&seen, &names[0]) < limit && age(&seen, &names[1]) < limit);
    assert!((age(&seen, &names[2]) - SLOW.as_secs_f64()).abs() < limit);
    let (code, found) = examine(hosted.folder.path(), &[]);
    assert_eq!((code, &found["witnesses"]["outcome"]), (0, &"warning".into()));
    let detail = found["witnesses"]["detail"].as_str().unwrap();
    assert!(detail.starts_with("slow's clock and this one are 3"), "{detail}");
    assert!(!detail.contains(';'), "{detail}");

    // With one away there is still a quorum.
    let first = witnesses.remove(0);
    drop(first);
    let (code, found) = examine(hosted.folder.path(), &[]);
    assert_eq!(
        (code, &found["witnesses"]["outcome"]),
        (0, &"warning".into()),
        "{found}"
    );
    assert!(found["witnesses"]["detail"].as_str().unwrap().contains(&names[0]));

    // With two away there is none.
    drop(witnesses);
    hosted.advance(Stage::Voted).await;
    let more = lines(&hosted);
    let seen = until(&admin, |metrics| {
        is(metrics, &of("ostrakon_checkpoint_lines"), more)
            && is(metrics, &of_witness(cosigned, &names[2]), more)
            && value(metrics, &of("ostrakon_witnessed_checkpoint_behind_seconds")) > 0.1
    })
    .await;
    assert!(
        is(&seen, &of("ostrakon_witnessed_checkpoint_lines"), all),
        "{seen}"
    );
    assert!(is(&seen, &of_witness(cosigned, &names[0]), all), "{seen}");
    let (code, found) = examine(hosted.folder.path(), &[]);
    assert_eq!(
        (code, &found["witnesses"]["outcome"]),
        (1, &"wrong".into()),
        "{found}"
    );
    let hint = found["witnesses"]["hint"].as_str().unwrap();
    assert!(hint.contains("quorum"), "{hint}");
}
