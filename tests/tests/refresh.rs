//! The key is handed on while voting goes on (docs/protocol.md §6.9): the programs against a real board, and what cheaters achieve.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::{dkg::Verdict, hash::Hash, index::TrusteeIndex};
use ostrakon_record::{
    body::{Body, RestartReason},
    entry::Signer,
    verify::{Expectations, Report, Verdict as Answer, Verifier},
};
use ostrakon_tests::{
    fixture::{Record, Stage},
    programs::program,
    town::{Outcome, Town},
};
use rand_core::OsRng;
use serde_json::Value;
use std::process::{Child, Command, Stdio};

fn index(number: u8) -> TrusteeIndex {
    TrusteeIndex::new(number).unwrap()
}

fn trustee(town: &Town, command: &str, election: &Hash, number: usize) -> Outcome {
    town.trustee(command, election, number, 60)
        .output()
        .unwrap()
        .into()
}

fn refresh(town: &Town, election: &Hash, number: usize, accepted: Option<&str>) -> Child {
    let mut command = town.trustee("refresh", election, number, 60);
    if let Some(id) = accepted {
        command.args(["--accept", id]);
    }
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn ended(process: Child) -> Outcome {
    process.wait_with_output().unwrap().into()
}

/// All options' counts.
fn counts(result: &Value) -> Vec<u64> {
    result["contests"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|contest| contest["options"].as_array().unwrap())
        .map(|option| option["count"].as_u64().unwrap())
        .collect()
}

/// Two of three, one of whom has vanished, hand the key on to three of five.
#[tokio::test]
async fn the_key_survives_a_lost_trustee() {
    let town = Town::new(2, 3, 3);
    let (id, _) = town.define();
    town.ceremony(&id);
    town.voters("id,name,email,weight\n1,Voter,,1\n2,Voter,,1\n3,Voter,,1\n");
    town.roll().ends(0, &[]);
    town.tally("rehearse", &id, &[1, 2, 3]);
    let links: Vec<String> = town.codes().iter().map(|row| row.link.clone()).collect();
    let start = |numbers: &[usize], threshold: &str, dealers: &str| {
        let mut arguments = vec!["refresh".to_owned(), "--dir".to_owned(), "office".to_owned()];
        for number in numbers {
            arguments.push("--trustee".to_owned());
            arguments.push(format!("trustee{number}/trustee.pub.json"));
        }
        arguments.extend(["--threshold", threshold, "--dealers", dealers].map(str::to_owned));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        town.admin(&arguments)
    };
    start(&[1], "1", "1,2").ends(1, &["not possible now", "ready to open"]);
    town.office("open").ends(0, &[]);
    let yes = [vec![1, 0], vec![2, 1]];
    town.vote(&links[0], &yes).await;
    for number in 4..=8 {
        town.init_trustee(number);
    }
    let heirs: Vec<usize> = (4..=8).collect();

    // What cannot be: the same person with the same keys, too few dealers.
    start(&[1, 4], "2", "1,2").ends(1, &["has a key that somebody in this election has or had before"]);
    start(&heirs, "3", "1").ends(1, &["at least 2 of the present trustees"]);
    start(&heirs, "6", "1,2").ends(1, &["a threshold of 6 of 5 is impossible"]);

    // The first attempt waits for trustee 3, who has vanished.
    let begun = start(&heirs, "3", "1,3");
    begun.ends(
        0,
        &[
            "The refresh has begun",
            "trustee 1 Trustee 1, trustee 3 Trustee 3",
        ],
    );
    start(&heirs, "3", "1,2").ends(1, &["a refresh is running, and waits for trustee 1"]);
    trustee(&town, "refresh", &id, 2).ends(0, &["you are not among those who deal"]);
    let end = |arguments: &[&str]| town.admin(&[&["end-refresh", "--dir", "office"], arguments].concat());
    end(&["--absent", "2"]).ends(
        1,
        &["the refresh waits for trustee 1 Trustee 1, trustee 3 Trustee 3"],
    );
    end(&["--absent", "3"]).ends(0, &["because trustee 3 did not post", "hold the key as before"]);

    let begun = start(&heirs, "3", "2,1");
    begun.ends(0, &[]);
    let accepted = begun.data.trim().to_owned();
    town.office("status").ends(
        0,
        &[
            &accepted,
            "next: `tally refresh` by trustee 1 Trustee 1, trustee 2 Trustee 2",
        ],
    );
    // Nobody deals without having compared to whom.
    let asked = trustee(&town, "refresh", &id, 1);
    asked.ends(
        1,
        &[
            "Any 3 of these 5",
            "\"name\":\"Trustee 8\"",
            &format!("--accept {accepted}"),
        ],
    );
    ended(refresh(&town, &id, 1, Some(&id.to_string()))).ends(1, &[&format!("--accept {accepted}")]);
    town.vote(&links[1], &yes).await;
    let mut first = refresh(&town, &id, 1, Some(&accepted));
    let waiting: Vec<Child> = heirs
        .iter()
        .map(|number| refresh(&town, &id, *number, None))
        .collect();
    // Killed in the middle, and begun again: it deals the same.
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    let _ = first.kill();
    first.wait().unwrap();
    let dealers = [1, 2].map(|number| refresh(&town, &id, number, Some(&accepted)));
    for process in dealers {
        ended(process).ends(0, &["The key is handed on", "destroy this key file"]);
    }
    for process in waiting {
        ended(process).ends(0, &["The key was handed on to you"]);
    }
    trustee(&town, "refresh", &id, 4).ends(0, &["The key was handed on to you"]);
    let summary = town.summary(&id).await;
    assert_eq!((summary.threshold, summary.trustees.len()), (3, 5));
    assert_eq!(summary.trustees[4].name, "Trustee 8");

    town.vote(&links[2], &[vec![0, 1], vec![0, 3]]).await;
    town.office("close").ends(0, &["3 trustees run `tally decrypt`"]);
    for number in [1, 3] {
        trustee(&town, "decrypt", &id, number).ends(1, &["you have handed your share of the key on"]);
    }
    town.tally("decrypt", &id, &[5, 6, 8]);
    let result = town.admin(&["result", "--dir", "office", "--json"]).json();
    assert_eq!(counts(&result), [2, 1, 4, 5]);
    assert_eq!(result["trustees"], serde_json::json!([2, 3, 5]));
    let verified: Outcome = Command::new(program("verifier-cli"))
        .args(["verify", town.board.address(), "--election", &id.to_string()])
        .output()
        .unwrap()
        .into();
    verified.ends(0, &["PASS     K6", "PASS     K7", "VERIFIED"]);
}

fn verify(record: &Record) -> Report {
    let mut verifier = Verifier::new(Expectations::default());
    for line in record.log().lines() {
        verifier.line(line.as_bytes(), &mut OsRng);
    }
    verifier.finish(&mut OsRng)
}

/// A dealer whose share for somebody is bad is named, and the others go on without it.
#[test]
fn a_bad_share_names_its_dealer() {
    for spoilt in 0..3 {
        let mut record = Record::honest(70, Stage::Open);
        let start = record.key_refresh(2, 3, &[1, 3]);
        record.push(record.sign(Signer::Authority, start));
        let Body::KeyDeal(mut body) = record.refresh_deal(index(1)) else {
            panic!("not a deal")
        };
        // Everything that everybody sees of the deal is right.
        body.shares[spoilt].ciphertext[9] ^= 4;
        record.push(record.sign(Signer::Trustee(index(1)), Body::KeyDeal(body)));
        record.refresh_deals();
        let receiver = u8::try_from(spoilt + 1).unwrap();
        let complaint = record.refresh_complaint(index(receiver), index(1));
        record.push(record.sign(Signer::Trustee(index(receiver)), complaint));
        let dispute = record.election().running_refresh().unwrap().disputes[0];
        assert_eq!(
            (dispute.verdict, dispute.culprit()),
            (Verdict::BadShare, index(1))
        );
        let end = record.refresh_end(index(1), RestartReason::BadShare);
        record.push(record.sign(Signer::Authority, end));
        assert!(record.election().running_refresh().is_none());

        record.refresh(2, 2, &[2, 3]);
        record.advance(Stage::Finished);
        let report = verify(&record);
        assert_eq!(
            report.verdict,
            Answer::Verified,
            "{:?}",
            report.failed().collect::<Vec<_>>()
        );
    }
}

/// K is what it was, whatever the sizes of the sets; every share is another one.
#[test]
fn every_size_of_the_sets_keeps_the_key() {
    let mut record = Record::honest(71, Stage::Voted);
    let key = record.election().public_keys().unwrap().joint;
    let mut shares = vec![record.key_share(index(1)).verification_key()];
    for (threshold, trustees, dealers) in [
        (1, 1, &[1, 3][..]),
        (4, 5, &[1]),
        (5, 5, &[1, 2, 3, 5]),
        (2, 3, &[1, 2, 3, 4, 5]),
    ] {
        record.refresh(threshold, trustees, dealers);
        let keys = record.election().public_keys().unwrap();
        assert_eq!(
            (keys.joint, keys.verification.len()),
            (key, usize::from(trustees))
        );
        for number in 1..=trustees {
            let share = record.key_share(index(number)).verification_key();
            assert_eq!(share, keys.verification[usize::from(number) - 1]);
            assert!(!shares.contains(&share) || threshold == 1, "a share of before");
            shares.push(share);
        }
    }
    record.advance(Stage::Finished);
    assert_eq!(verify(&record).verdict, Answer::Verified);
}
