//! Trustees' programs against a real board: interrupted, too early, too late, twice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::hash::Hash;
use ostrakon_record::election::Phase;
use ostrakon_tests::town::{Outcome, Town};
use std::{
    fs,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

/// A town whose election is open.
fn open_town(minimum: u32, voters: usize) -> (Town, Hash) {
    let town = Town::new(2, 3, minimum);
    let (id, _) = town.define();
    town.ceremony(&id);
    let rows: Vec<String> = (1..=voters)
        .map(|number| format!("{number},Voter {number},,1"))
        .collect();
    town.voters(&format!("id,name,email,weight\n{}\n", rows.join("\n")));
    town.roll().ends(0, &[]);
    town.tally("rehearse", &id, &[1, 2, 3]);
    town.office("open").ends(0, &[]);
    (town, id)
}

fn trustee(town: &Town, command: &str, election: &Hash, number: usize, seconds: u32) -> Outcome {
    town.trustee(command, election, number, seconds)
        .output()
        .unwrap()
        .into()
}

fn kill(mut process: Child) {
    process.kill().unwrap();
    process.wait().unwrap();
}

#[tokio::test]
async fn a_ceremony_survives_kill_at_every_step() {
    let town = Town::new(2, 3, 3);
    let (id, _) = town.define();
    let start = |number| {
        town.trustee("ceremony", &id, number, 60)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut running = [1, 2, 3].map(start);
    // Nine lines follow the manifest; after each of them somebody is killed in the middle of whatever comes next.
    for entries in 2..=9 {
        let begun = Instant::now();
        while town.summary(&id).await.entries < entries {
            assert!(
                begun.elapsed() < Duration::from_mins(1),
                "stuck before line {entries}"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let victim = usize::try_from(entries % 3).unwrap();
        let replaced = std::mem::replace(&mut running[victim], start(victim + 1));
        kill(replaced);
    }
    for process in &mut running {
        assert!(process.wait().unwrap().success());
    }
    let summary = town.summary(&id).await;
    assert_eq!((summary.phase, summary.entries), (Phase::Roll, 10));

    // Once more changes nothing.
    trustee(&town, "ceremony", &id, 2, 60).ends(0, &["The election's key is generated"]);
    assert_eq!(town.summary(&id).await.entries, 10);
}

#[tokio::test]
async fn waiting_for_others_has_an_end() {
    let town = Town::new(2, 3, 3);
    let (id, _) = town.define();
    let outcome = trustee(&town, "ceremony", &id, 1, 1);
    outcome.ends(
        2,
        &[
            "posted key-commit",
            "gave up key generation, first round of three: waiting for Trustee 2, Trustee 3",
            "hint: run the same command again",
        ],
    );
    trustee(&town, "rehearse", &id, 1, 1).ends(2, &["gave up waiting for the roll of voters to be sealed"]);
    assert_eq!(town.summary(&id).await.entries, 2);
}

#[test]
fn somebody_else_is_no_trustee() {
    let town = Town::new(2, 3, 3);
    let (id, _) = town.define();
    let other = Town::new(1, 1, 3);
    let outcome: Outcome = town
        .trustee("ceremony", &id, 1, 5)
        .arg("--dir")
        .arg(other.path("trustee1"))
        .output()
        .unwrap()
        .into();
    // clap takes no option twice; so the folder is replaced instead.
    assert_eq!(outcome.code, 2);
    fs::rename(town.path("trustee1"), town.path("kept")).unwrap();
    fs::rename(other.path("trustee1"), town.path("trustee1")).unwrap();
    trustee(&town, "ceremony", &id, 1, 5).ends(1, &["your key is not among this election's trustees"]);
    trustee(&town, "ceremony", &Hash::of(b"none"), 2, 5).ends(2, &["hint: "]);
}

#[tokio::test]
async fn decryption_once_and_only_of_the_closed_box() {
    let (town, id) = open_town(3, 4);
    let codes = town.codes();
    for code in &codes[..3] {
        town.vote(&code.link, &[vec![1, 0], vec![0, 2]]).await;
    }
    let before = town.summary(&id).await.entries;
    trustee(&town, "decrypt", &id, 1, 1).ends(2, &["gave up waiting for the election to be closed"]);
    assert_eq!(
        town.summary(&id).await.entries,
        before,
        "nothing is announced before the close"
    );
    town.office("close").ends(0, &[]);

    // Alone, a trustee decides and announces, and decrypts nothing; ended there, it goes on.
    trustee(&town, "decrypt", &id, 1, 1).ends(2, &["1 of 2 trustees are ready to decrypt"]);
    let decided = town.path(&format!("trustee1/decided-{id}.json"));
    let decision = fs::read_to_string(&decided).unwrap();
    assert_eq!(town.summary(&id).await.entries, before + 2);
    town.tally("decrypt", &id, &[1, 3]);
    assert_eq!(fs::read_to_string(&decided).unwrap(), decision);
    let entries = town.summary(&id).await.entries;
    assert_eq!(entries, before + 5, "two intents, two partial decryptions");

    // Again, with its memory or with an older copy of its folder: nothing new.
    trustee(&town, "decrypt", &id, 1, 5).ends(0, &["in the log already"]);
    fs::remove_file(&decided).unwrap();
    trustee(&town, "decrypt", &id, 1, 5).ends(0, &["in the log already"]);
    assert_eq!(town.summary(&id).await.entries, entries);

    // A memory of another box, or a damaged one, forbids it.
    let close = serde_json::from_str::<serde_json::Value>(&decision).unwrap()["close"].clone();
    let other = decision.replace(
        close.as_str().unwrap(),
        &Hash::of(b"another close line").to_string(),
    );
    let third = town.path(&format!("trustee2/decided-{id}.json"));
    fs::write(&third, other).unwrap();
    trustee(&town, "decrypt", &id, 2, 5).ends(1, &["says that you decided to decrypt another ballot box"]);
    fs::write(&third, &decision[..decision.len() / 2]).unwrap();
    trustee(&town, "decrypt", &id, 2, 5).ends(1, &["the file is damaged", "Do not delete it"]);
    assert_eq!(town.summary(&id).await.entries, entries);

    town.office("result").ends(0, &[]);
    trustee(&town, "decrypt", &id, 1, 5).ends(0, &["There is nothing left to do"]);
}

#[tokio::test]
async fn few_ballots_stay_sealed() {
    let (town, id) = open_town(3, 3);
    let codes = town.codes();
    for code in &codes[..2] {
        town.vote(&code.link, &[vec![1, 0], vec![0, 2]]).await;
    }
    town.office("close").ends(0, &[]);
    let entries = town.summary(&id).await.entries;
    trustee(&town, "decrypt", &id, 1, 5).ends(
        1,
        &[
            "only 2 ballots are counted, and nothing may be decrypted under 3",
            "this protects the voters",
        ],
    );
    assert_eq!(town.summary(&id).await.entries, entries);
}
