//! What an election rests on, as `verifier-cli trust` says it of a manifest.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_record::{Body, manifest::Manifest, pages::FileDigest, trust::assumptions};
use ostrakon_tests::{
    fixture::{Record, Roles},
    programs::program,
};
use serde_json::Value;
use std::{fs, path::Path, process::Command};

const SECRECY: usize = 0;
const RESULT: usize = 2;
const OTHERS: usize = 3;
const DEVICE: usize = 4;
const LOG: usize = 5;

fn manifest(threshold: u8, trustees: u8) -> Manifest {
    Roles::with_trustees(1, 3, threshold, trustees).manifest()
}

fn answer(manifest: &Manifest, question: usize) -> (String, Vec<String>) {
    let assumption = assumptions(manifest).swap_remove(question);
    (assumption.answer, assumption.warnings)
}

#[test]
fn trustees_are_counted_and_named() {
    for (threshold, trustees, secrecy, warned, result, fragile) in [
        (
            2,
            3,
            "Any 2 of the 3 trustees together (Trustee 1, Trustee 2, Trustee 3)",
            false,
            "2 of the 3 trustees",
            false,
        ),
        (
            3,
            3,
            "All 3 trustees together (",
            false,
            "One trustee who loses",
            true,
        ),
        (
            1,
            2,
            "Each of the 2 trustees (",
            true,
            "2 of the 2 trustees",
            false,
        ),
        (
            1,
            1,
            "The only trustee (Trustee 1)",
            true,
            "One trustee who loses",
            false,
        ),
    ] {
        let manifest = manifest(threshold, trustees);
        let (answer_to_secrecy, warnings) = answer(&manifest, SECRECY);
        assert!(answer_to_secrecy.starts_with(secrecy), "{answer_to_secrecy}");
        assert_eq!(
            !warnings.is_empty(),
            warned,
            "{threshold} of {trustees}: {warnings:?}"
        );
        let (answer_to_result, warnings) = answer(&manifest, RESULT);
        assert!(answer_to_result.starts_with(result), "{answer_to_result}");
        assert_eq!(
            !warnings.is_empty(),
            fragile,
            "{threshold} of {trustees}: {warnings:?}"
        );
    }
}

#[test]
fn every_other_answer_follows_its_field() {
    let mut manifest = manifest(2, 3);
    for (revoting, words) in [(true, "has replaced it"), (false, "comes second")] {
        manifest.revoting = revoting;
        let (answer, _) = answer(&manifest, OTHERS);
        assert!(answer.contains(words), "{answer}");
    }

    (manifest.challenges, manifest.check, manifest.pages) = (0, None, None);
    let (nobody, warnings) = answer(&manifest, DEVICE);
    assert!(nobody.starts_with("Nobody"), "{nobody}");
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    manifest.challenges = 4;
    manifest.check = Some("https://check.example".to_owned());
    manifest.pages = Some(FileDigest::of(b"pages"));
    let (voter, warnings) = answer(&manifest, DEVICE);
    assert!(
        voter.contains("up to 4 sealed ballots") && voter.contains("https://check.example"),
        "{voter}"
    );
    assert_eq!(warnings, Vec::<String>::new());

    let (alone, warnings) = answer(&manifest, LOG);
    assert!(alone.contains("no witness confirms"), "{alone}");
    assert_eq!(warnings.len(), 1);
    let witnessed = Record::new(Roles::new(1, 3).witnessed());
    let Body::Manifest(manifest) = witnessed.entries()[0].body() else {
        panic!("line 0 is no manifest");
    };
    let policy = manifest.policy().unwrap();
    let (helped, warnings) = answer(manifest, LOG);
    let needed = format!(
        "{} of {} witnesses",
        policy.smallest_quorum().unwrap(),
        policy.witnesses().len()
    );
    assert!(helped.contains(&needed), "{helped}");
    assert_eq!(warnings.is_empty(), policy.tolerates() > Some(0), "{warnings:?}");
}

/// Exit code, standard output, standard error.
fn trust(record: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(program("verifier-cli"))
        .arg("trust")
        .arg(record)
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn the_program_says_all_of_it_and_names_the_election() {
    let folder = tempfile::tempdir().unwrap();
    let record = Record::new(Roles::with_trustees(1, 3, 1, 2));
    let election = record.entries()[0].hash().to_string();
    let log = folder.path().join("log.jsonl");
    fs::write(&log, record.log()).unwrap();

    let (code, text, _) = trust(&log, &[]);
    assert_eq!(code, 0);
    assert!(
        text.contains(&election) && text.contains("  weak: the threshold is 1"),
        "{text}"
    );
    let (code, json, _) = trust(folder.path(), &["--json", "--election", &election]);
    assert_eq!(code, 0);
    let json: Value = serde_json::from_str(&json).unwrap();
    let said = json["assumptions"].as_array().unwrap();
    assert!(said.len() > LOG);
    for assumption in said {
        assert!(
            text.contains(assumption["answer"].as_str().unwrap()),
            "{assumption}"
        );
    }

    let (code, _, error) = trust(&log, &["--election", &"0".repeat(64)]);
    assert_eq!(code, 1);
    assert!(error.contains(&format!("this is election {election}")), "{error}");
    fs::write(&log, "{}\n").unwrap();
    let (code, _, error) = trust(&log, &[]);
    assert_eq!(code, 1);
    assert!(error.contains("line 0 is no manifest"), "{error}");
}
