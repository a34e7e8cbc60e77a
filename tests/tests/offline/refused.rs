//! Sticks that are altered, old, or of something else.

use super::*;
use ostrakon_record::election::Phase;
use ostrakon_tests::folders::copy_folder;
use serde_json::{Value, json};

/// A stick on which something is not as it was written does nothing on either machine.
#[tokio::test]
async fn altered_sticks_are_refused() {
    let town = Town::new(2, 3, 3);
    let (id, _) = town.define();
    let apart = Apart::new(&town, id, 3);
    fs::remove_dir(apart.stick()).unwrap();
    apart
        .carry()
        .ends(2, &["stick3 is no folder", "hint: is the stick plugged in?"]);
    fs::create_dir(apart.stick()).unwrap();
    apart
        .until("ceremony", &[], "your key-commit is on the stick")
        .ends(2, &[]);

    // The message, altered in every way that people and accidents have.
    let path = apart.message().unwrap();
    let written = fs::read_to_string(&path).unwrap();
    let message: Value = serde_json::from_str(&written).unwrap();
    let other = Town::new(1, 1, 3);
    let keys = fs::read(other.path("trustee1/trustee.pub.json")).unwrap();
    let stranger: Value = serde_json::from_slice(&keys).unwrap();
    let second = fs::read(town.path("trustee2/trustee.pub.json")).unwrap();
    let second: Value = serde_json::from_slice(&second).unwrap();
    let with = |field: &str, value: &Value| {
        let text = written.replace(
            &format!("\"{field}\": {}", message[field]),
            &format!("\"{field}\": {value}"),
        );
        assert_ne!(text, written);
        text
    };
    let commitment = message["line"]["body"]["commitment"].as_str().unwrap();
    let refusals = [
        (written[..written.len() / 2].to_owned(), "no message"),
        (String::new(), "no message"),
        (
            with("format", &json!("ostrakon/message/2")),
            "the form of another version",
        ),
        (with("election", &json!(Hash::of(b"other"))), "it is for election"),
        (with("trustee", &second["signing_key"]), "has not signed it"),
        (with("trustee", &stranger["signing_key"]), "has not signed it"),
        (
            with("head", &json!(Hash::of(b"other"))),
            "written to another log than the board's",
        ),
        (
            written.replace("\"entries\": 1", "\"entries\": 9"),
            "written to another log",
        ),
        (written.replace("trustee-3", "trustee-2"), "has not signed it"),
        (
            written.replace(commitment, &Hash::of(b"other").to_string()),
            "has not signed it",
        ),
        (written.replace("key-commit", "key-commix"), "it is altered"),
    ];
    for (altered, words) in refusals {
        fs::write(&path, &altered).unwrap();
        apart.carry().ends(
            1,
            &[
                words,
                "hint: nothing was posted",
                "are on the stick, 0 of them new",
            ],
        );
        assert_eq!(town.summary(&id).await.entries, 1, "{words}");
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            altered,
            "it is kept to be looked at"
        );
    }
    // The machine with the key puts it right.
    apart.runs("ceremony", &[]).ends(2, &[]);
    assert_eq!(fs::read_to_string(&path).unwrap(), written);
    let before = town.path("stick-before");
    copy_folder(&apart.stick(), &before);
    apart.carry().ends(
        0,
        &[
            "key-commit of trustee-3 is in the log, line 1",
            "2 lines of the log are on the stick, 1 of them new",
        ],
    );
    apart.runs("ceremony", &[]).ends(
        2,
        &["not finished: key generation, first round of three: waiting for Trustee 1, Trustee 2"],
    );
    let seen = apart.seen();

    // What comes from the network.
    let (log, page) = (apart.log(), apart.folder().join("contents.json"));
    let whole = fs::read_to_string(&log).unwrap();
    let contents: Value = serde_json::from_slice(&fs::read(&page).unwrap()).unwrap();
    let contents_with = |field: &str, value: Value| {
        let mut altered = contents.clone();
        altered[field] = value;
        altered.to_string()
    };
    let title = whole.replace("\"Town\"", "\"Tawn\"");
    let second_line = whole.replace(commitment, &Hash::of(b"other").to_string());
    let logs = [
        (title, "it begins another election, or line 0 is altered"),
        (second_line, "line 1 is altered"),
        (whole[..whole.len() - 1].to_owned(), "it has no 2 whole lines"),
        (
            whole.lines().next().unwrap().to_owned() + "\n",
            "it has no 2 whole lines",
        ),
        (String::new(), "it has no 2 whole lines"),
    ];
    let refused = |code: i32, words: &str| {
        apart.runs("ceremony", &[]).ends(code, &[words]);
        assert_eq!(apart.seen(), seen, "{words}");
        assert_eq!(apart.message(), None, "{words}");
    };
    for (altered, words) in logs {
        assert_ne!(altered, whole);
        fs::write(&log, altered).unwrap();
        refused(1, words);
        apart.carry().ends(1, &[words, "remove that file's folder"]);
    }
    fs::write(&log, &whole).unwrap();
    let head = contents["head"].clone();
    let pages = [
        (
            contents_with("election", json!(Hash::of(b"other"))),
            "it is of election",
        ),
        (
            contents_with("format", json!("ostrakon/stick/0")),
            "the form of another version",
        ),
        (contents_with("entries", json!(1)), "line 0 is altered"),
        (contents_with("entries", json!(3)), "it has no 3 whole lines"),
        (
            contents_with("head", json!(Hash::of(b"other"))),
            "line 1 is altered",
        ),
        (
            contents_with("phase", json!("voting")),
            "its lines give another phase or session",
        ),
        (
            contents_with("session", head),
            "its lines give another phase or session",
        ),
        ("{}".to_owned(), "contents.json: missing field"),
    ];
    for (altered, words) in pages {
        fs::write(&page, altered).unwrap();
        refused(1, words);
    }
    fs::write(&page, contents.to_string()).unwrap();
    apart.runs("ceremony", &[]).ends(2, &["not finished: "]);
    // Behind the last line there may be what was being written when the stick was pulled out.
    fs::write(&log, whole.clone() + "{\"seq\":2,").unwrap();
    apart.runs("ceremony", &[]).ends(2, &["not finished: "]);
    apart
        .carry()
        .ends(0, &["2 lines of the log are on the stick, 0 of them new"]);
    assert_eq!(fs::read_to_string(&log).unwrap(), whole);

    // An old stick: nothing is done twice on either side.
    fs::remove_dir_all(apart.stick()).unwrap();
    copy_folder(&before, &apart.stick());
    apart
        .runs("ceremony", &[])
        .ends(1, &["is old: it has 1 lines of the log, and you have seen 2"]);
    assert_eq!(apart.seen(), seen);
    apart
        .carry()
        .ends(0, &["key-commit of trustee-3 is in the log, line 1"]);
    assert_eq!(town.summary(&id).await.entries, 2);

    // The stick of another election on another board.
    let (elsewhere, _) = other.define();
    let astray = Apart::new(&other, elsewhere, 1);
    astray.carry().ends(0, &[]);
    fs::remove_dir_all(apart.folder()).unwrap();
    copy_folder(&astray.folder(), &apart.folder());
    refused_election(&apart.runs("ceremony", &[]), &elsewhere);
    refused_election(&apart.carry(), &elsewhere);
}

fn refused_election(outcome: &Outcome, found: &Hash) {
    outcome.ends(1, &[&format!("contents.json: it is of election {found}")]);
}

/// A message that was left behind when the official began key generation anew is refused, and replaced.
#[tokio::test]
async fn a_message_of_an_earlier_round_is_refused() {
    let town = Town::new(2, 2, 3);
    let (id, _) = town.define();
    let apart = Apart::new(&town, id, 2);
    apart
        .until("ceremony", &[], "your key-commit is on the stick")
        .ends(2, &[]);
    let late = fs::read(apart.message().unwrap()).unwrap();
    town.admin(&["restart-keys", "--dir", "office", "--absent", "2"])
        .ends(0, &[]);
    let entries = town.summary(&id).await.entries;
    apart
        .carry()
        .ends(1, &["the board refuses", "the one that fits now"]);
    assert_eq!(town.summary(&id).await.entries, entries);

    apart
        .runs("ceremony", &[])
        .ends(2, &["your key-commit is on the stick"]);
    assert_ne!(fs::read(apart.message().unwrap()).unwrap(), late);
    let online = start(&town, "ceremony", &id, 1, &[]);
    for kind in ["key-deal", "key-confirm"] {
        apart
            .until("ceremony", &[], &format!("your {kind} is on the stick"))
            .ends(2, &[]);
    }
    apart
        .until("ceremony", &[], "The election's key is generated")
        .ends(0, &[]);
    ended(online).ends(0, &[]);
    assert_eq!(town.summary(&id).await.phase, Phase::Roll);
}
