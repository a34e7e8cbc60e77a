//! A real witness over HTTP: what it cosigns, what it refuses, and that it never forgets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use data_encoding::HEXLOWER;
use ostrakon_crypto::signature::SigningKey;
use ostrakon_record::tlog::{
    Checkpoint, Frontier, KeyName, NodeHash, Note, SignedCheckpoint, VerifierKey,
    add_checkpoint::{AddCheckpoint, Answer},
    checkpoint::log_key,
    proof,
};
use ostrakon_tests::{programs::program, witness::Witness};
use reqwest::{Response, header};
use sha2::{Digest as _, Sha256};
use std::{
    convert::Infallible,
    fs,
    process::Command,
    thread,
    time::{Duration, SystemTime},
};

/// A log in memory, which may lie.
struct Log {
    key: SigningKey,
    origin: KeyName,
    /// What its lines say.
    history: &'static str,
}

impl Log {
    fn new(seed: u8, origin: &str) -> Self {
        Self {
            key: SigningKey::from_seed(&[seed; 32]),
            origin: KeyName::new(origin).unwrap(),
            history: "true",
        }
    }

    /// The same log, which tells somebody else something else.
    fn with_history(&self, history: &'static str) -> Self {
        Self {
            key: SigningKey::from_seed(self.key.expose_seed()),
            origin: self.origin.clone(),
            history,
        }
    }

    fn vkey(&self) -> VerifierKey {
        log_key(&self.origin, self.key.verifying_key())
    }

    fn leaf(&self, index: u64) -> NodeHash {
        NodeHash::of_leaf(format!("{} {index}", self.history).as_bytes())
    }

    fn checkpoint(&self, size: u64) -> SignedCheckpoint {
        let frontier: Frontier = (0..size).map(|index| self.leaf(index)).collect();
        let checkpoint = Checkpoint {
            origin: self.origin.clone(),
            size,
            root: frontier.root(),
        };
        checkpoint.sign(&self.key)
    }

    fn proof(&self, old: u64, new: u64) -> Vec<NodeHash> {
        let read = |level: u8, index: u64| -> Result<NodeHash, Infallible> {
            let leaves = index << level..(index + 1) << level;
            Ok(leaves.map(|index| self.leaf(index)).collect::<Frontier>().root())
        };
        proof::consistency_proof(old, new, read).unwrap()
    }

    fn request(&self, old: u64, new: u64) -> AddCheckpoint<SignedCheckpoint> {
        AddCheckpoint {
            old,
            proof: if old > new {
                Vec::new()
            } else {
                self.proof(old, new)
            },
            checkpoint: self.checkpoint(new),
        }
    }

    fn digest(&self) -> String {
        HEXLOWER.encode(&Sha256::digest(self.origin.as_str()))
    }
}

async fn post(witness: &Witness, body: impl Into<reqwest::Body>) -> Response {
    let url = format!("{}/add-checkpoint", witness.address());
    reqwest::Client::new().post(url).body(body).send().await.unwrap()
}

/// Status, content type and body.
async fn asked(witness: &Witness, request: &AddCheckpoint<SignedCheckpoint>) -> (u16, String, String) {
    let response = post(witness, request.to_string()).await;
    let kind = response.headers()[header::CONTENT_TYPE]
        .to_str()
        .unwrap()
        .to_owned();
    (response.status().as_u16(), kind, response.text().await.unwrap())
}

async fn status(witness: &Witness, request: &AddCheckpoint<SignedCheckpoint>) -> u16 {
    asked(witness, request).await.0
}

/// Insists on a cosignature of the request's checkpoint, and returns its time.
async fn cosigned(witness: &Witness, request: &AddCheckpoint<SignedCheckpoint>) -> u64 {
    let (status, kind, body) = asked(witness, request).await;
    assert_eq!(
        (status, kind.as_str()),
        (200, "text/plain; charset=utf-8"),
        "{body}"
    );
    let Answer::Cosigned(lines) = Answer::parse(status, &body).unwrap() else {
        panic!("{body}")
    };
    assert_eq!(lines.len(), 1);
    let note = request.checkpoint.clone().with(lines).unwrap();
    let signed = note
        .note()
        .verify(witness.key())
        .unwrap()
        .expect("it is the witness's");
    signed.time.unwrap()
}

/// What the witness shows as cosigned last.
async fn shown(witness: &Witness, log: &Log) -> Option<SignedCheckpoint> {
    let url = format!("{}/{}/checkpoint", witness.address(), log.digest());
    let response = reqwest::get(url).await.unwrap();
    if response.status() == 404 {
        return None;
    }
    assert_eq!(response.status(), 200);
    let text = response.text().await.unwrap();
    let note: Note = text.parse().unwrap();
    assert!(
        note.verify(witness.key()).unwrap().is_some(),
        "its own cosignature"
    );
    Some(SignedCheckpoint::open(&text, &log.vkey()).unwrap())
}

fn posix_now() -> u64 {
    #[allow(
        clippy::disallowed_methods,
        reason = "a witness's clock is compared with the test's"
    )]
    let now = SystemTime::now();
    now.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs()
}

#[tokio::test]
async fn every_status_code_has_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let witness = Witness::start(folder.path(), "witness.example/w1");
    let log = Log::new(1, "board.example/e1");
    assert_eq!(witness.key().name().as_str(), "witness.example/w1");
    assert_eq!(shown(&witness, &log).await, None);

    assert_eq!(
        status(&witness, &log.request(0, 3)).await,
        404,
        "nobody has told it"
    );
    witness.follow(&log.vkey());
    let before = posix_now();
    let time = cosigned(&witness, &log.request(0, 3)).await;
    assert!((before..=posix_now()).contains(&time));
    assert_eq!(shown(&witness, &log).await.unwrap().checkpoint().size, 3);

    let (code, kind, body) = asked(&witness, &log.request(0, 300)).await;
    assert_eq!(
        (code, kind.as_str(), body.as_str()),
        (409, "text/x.tlog.size", "3\n")
    );
    assert_eq!(status(&witness, &log.request(2, 300)).await, 409);
    cosigned(&witness, &log.request(3, 300)).await;
    cosigned(&witness, &log.request(300, 300)).await;
    let (code, _, body) = asked(&witness, &log.request(3, 200)).await;
    assert_eq!((code, body.as_str()), (409, "300\n"), "it does not go back");

    let fork = log.with_history("another");
    assert_eq!(
        status(&witness, &fork.request(300, 300)).await,
        422,
        "another root"
    );
    assert_eq!(
        status(&witness, &fork.request(300, 400)).await,
        422,
        "another history"
    );
    let mut wrong = log.request(300, 400);
    wrong.proof.pop();
    assert_eq!(status(&witness, &wrong).await, 422);
    assert_eq!(status(&witness, &log.request(300, 200)).await, 400, "old > new");
    let thief = Log::new(2, "board.example/e1");
    assert_eq!(status(&witness, &thief.request(300, 400)).await, 403);
    let other = Log::new(1, "board.example/e2");
    assert_eq!(status(&witness, &other.request(0, 3)).await, 404);

    let good = log.request(300, 400).to_string();
    let hash = NodeHash::EMPTY.to_string();
    for bad in [
        String::new(),
        "old 300".to_owned(),
        good.replace("old 300", "old 0300"),
        good.replace("old 300", "old -1"),
        good.replace(
            "old 300\n",
            &format!("old 300\n{}", format!("{hash}\n").repeat(64)),
        ),
        good.replace("old 300\n", "old 300\nnothing\n"),
        good.trim_end().to_owned(),
    ] {
        assert_eq!(post(&witness, bad.clone()).await.status(), 400, "{bad}");
    }
    assert_eq!(post(&witness, vec![0xff; 40]).await.status(), 400);
    assert_eq!(post(&witness, vec![b'a'; 1 << 20]).await.status(), 413);
    assert_eq!(shown(&witness, &log).await.unwrap().checkpoint().size, 300);
    cosigned(&witness, &log.request(300, 400)).await;
}

#[tokio::test]
async fn key_and_memory_outlive_the_program() {
    outlives(&[], "witness.key").await;
}

#[tokio::test]
async fn a_key_that_quantum_computers_cannot_forge_does_too() {
    outlives(&["--ml-dsa-44"], "witness-ml-dsa-44.key").await;
}

async fn outlives(arguments: &'static [&'static str], file: &str) {
    let folder = tempfile::tempdir().unwrap();
    let witness = Witness::start_with(folder.path(), "witness.example/w2", arguments);
    let (log, second) = (Log::new(3, "board.example/e3"), Log::new(4, "board.example/e4"));
    witness.follow(&log.vkey());
    witness.follow(&second.vkey());
    cosigned(&witness, &log.request(0, 5)).await;
    cosigned(&witness, &second.request(0, 7)).await;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let key = fs::metadata(witness.state().join(file)).unwrap();
        assert_eq!(key.permissions().mode() & 0o777, 0o600);
    }
    let key = witness.key().clone();
    let witness = witness.restarted();
    assert_eq!(witness.key(), &key);
    assert_eq!(asked(&witness, &log.request(0, 9)).await.2, "5\n");
    assert_eq!(asked(&witness, &second.request(0, 9)).await.2, "7\n");
    assert_eq!(
        status(&witness, &log.with_history("another").request(5, 9)).await,
        422
    );
    cosigned(&witness, &log.request(5, 9)).await;

    // What is damaged is not taken for a log that was never seen.
    let state = witness.state().join("logs").join(log.digest());
    let intact = fs::read_to_string(&state).unwrap();
    for damaged in ["", "nothing\n", &intact.replace("\n9\n", "\n8\n")] {
        fs::write(&state, damaged).unwrap();
        assert_eq!(status(&witness, &log.request(0, 10)).await, 500, "{damaged}");
    }
    fs::write(&state, intact).unwrap();
    cosigned(&witness, &log.request(9, 10)).await;
}

#[tokio::test]
async fn a_witness_keeps_its_kind_of_key() {
    const ML_DSA_44: &[&str] = &["--ml-dsa-44"];
    const ED25519: &[&str] = &[];
    for (first, then, hint) in [
        (ED25519, ML_DSA_44, "hint: leave --ml-dsa-44 out"),
        (ML_DSA_44, ED25519, "hint: start it with --ml-dsa-44"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let state = Witness::start_with(folder.path(), "witness.example/w4", first).state();
        let output = Command::new(program("bulletin-board"))
            .args([
                "witness",
                "--name",
                "witness.example/w4",
                "--listen",
                "127.0.0.1:0",
                "--dir",
            ])
            .arg(state)
            .args(then)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(output.stdout.is_empty());
        assert!(said.contains(hint), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_it_has_not_forgotten_what_it_cosigned() {
    const KILLS: u64 = 12;
    let folder = tempfile::tempdir().unwrap();
    let mut witness = Witness::start(folder.path(), "witness.example/w3");
    let log = Log::new(5, "board.example/e5");
    witness.follow(&log.vkey());
    let mut acknowledged = 0;
    let mut cosignatures = 0;
    for kill in 0..KILLS {
        // Everything that is asked from here on may be cut off at any point.
        let url = format!("{}/add-checkpoint", witness.address());
        let client = reqwest::Client::new();
        let mut asked = acknowledged;
        let killer = thread::spawn(move || {
            thread::sleep(Duration::from_micros(3_000 + 1_700 * kill));
            witness.kill();
            witness
        });
        loop {
            asked += 1;
            let body = log.request(acknowledged, asked).to_string();
            let Ok(response) = client.post(&url).body(body).send().await else {
                break;
            };
            let status = response.status();
            if response.text().await.is_err() {
                break;
            }
            assert_eq!(status, 200);
            acknowledged = asked;
            cosignatures += 1;
        }
        witness = killer.join().unwrap().restarted();
        let last = shown(&witness, &log)
            .await
            .map_or(0, |signed| signed.checkpoint().size);
        assert!(
            last == acknowledged || last == asked,
            "it shows {last} after it acknowledged {acknowledged} and was asked about {asked}"
        );
        if last > 0 {
            let fork = log.with_history("another");
            assert_eq!(status(&witness, &fork.request(last, last + 1)).await, 422);
        }
        acknowledged = last;
    }
    assert!(cosignatures > 0, "it was always killed too early");
}
