//! The observer's program: what it prints, which code it ends with, that no bytes whatever make it panic, and that a
//! copy goes on where it stopped and never mixes two histories.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::{hash::Hash, index::TrusteeIndex};
use ostrakon_record::{
    body::RestartReason,
    election::Phase,
    entry::{Entry, Kind, Signer},
    tracker::BallotTracker,
    verify::{CheckId, Expectations, Verdict, Verifier},
};
use ostrakon_tests::{
    board::{Board, Hosted},
    fixture::{Record, Roles, Stage},
    programs::program,
    town::Outcome,
};
use proptest::{prelude::*, sample::Index};
use rand_chacha::ChaCha20Rng;
use rand_core::{OsRng, SeedableRng as _};
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, path::Path, process::Command, sync::LazyLock};
use tempfile::TempDir;

static HONEST: LazyLock<Record> = LazyLock::new(|| Record::honest(21, Stage::Finished));
static HONEST_LOG: LazyLock<String> = LazyLock::new(|| HONEST.log());

fn run(arguments: &[&str]) -> Outcome {
    let output = Command::new(program("verifier-cli")).args(arguments).output();
    output.unwrap().into()
}

/// A record's folder.
fn folder(log: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("log.jsonl"), log).unwrap();
    folder
}

fn verify(log: &[u8], arguments: &[&str]) -> Outcome {
    let folder = folder(log);
    let mut all = vec!["verify", folder.path().to_str().unwrap()];
    all.extend(arguments);
    run(&all)
}

fn report(log: &[u8], arguments: &[&str]) -> (i32, Value) {
    let mut all = vec!["--json"];
    all.extend(arguments);
    let outcome = verify(log, &all);
    assert_eq!(outcome.notes, "");
    (outcome.code, serde_json::from_str(&outcome.data).unwrap())
}

fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

/// Checks with this status.
fn checks<'a>(report: &'a Value, status: &str) -> Vec<&'a str> {
    let checks = report["checks"].as_array().unwrap();
    checks
        .iter()
        .filter(|check| check["status"] == status)
        .map(|check| check["id"].as_str().unwrap())
        .collect()
}

/// Every report has this shape, whatever the answer.
fn assert_shape(report: &Value) {
    assert_eq!(
        keys(report),
        BTreeSet::from([
            "ballots",
            "checks",
            "counted",
            "election",
            "entries",
            "given_up",
            "handed_on",
            "head",
            "note",
            "opened",
            "phase",
            "result",
            "title",
            "verdict",
            "voters"
        ])
    );
    let ids: Vec<String> = CheckId::ALL.iter().map(ToString::to_string).collect();
    let checks = report["checks"].as_array().unwrap();
    assert_eq!(
        checks
            .iter()
            .map(|check| check["id"].as_str().unwrap())
            .collect::<Vec<_>>(),
        ids
    );
    for check in checks {
        assert_eq!(
            keys(check),
            BTreeSet::from(["findings", "id", "omitted", "status", "title"])
        );
        let findings = check["findings"].as_array().unwrap();
        assert_eq!(check["status"] == "fail", !findings.is_empty(), "{check}");
        for finding in findings {
            assert_eq!(keys(finding), BTreeSet::from(["by", "message", "seq"]));
            assert!(finding["seq"].is_u64() || finding["seq"].is_null());
            assert!(finding["message"].is_string());
        }
    }
}

#[test]
fn a_verified_record_as_json() {
    let (code, report) = report(HONEST_LOG.as_bytes(), &[]);
    assert_eq!((code, &report["verdict"]), (0, &json!("verified")));
    assert_shape(&report);
    assert_eq!(report["election"], json!(HONEST.election().id()));
    assert_eq!(report["head"], json!(HONEST.election().head()));
    assert_eq!(report["entries"], HONEST.entries().len());
    assert_eq!(report["voters"], 7);
    assert_eq!(report["ballots"], 7);
    assert_eq!(report["counted"], 6);
    assert_eq!(report["opened"], 1);
    assert_eq!(report["title"], "Town election");
    assert_eq!(checks(&report, "fail"), Vec::<&str>::new());
    // Not asked for, or nothing of the kind in it; never shown as passed.
    assert_eq!(
        checks(&report, "not-run"),
        ["P5", "L2", "L3", "L4", "L5", "K6", "K7", "B7"]
    );
    let manifest = HONEST.election().manifest();
    let result = report["result"].as_array().unwrap();
    assert_eq!(result.len(), manifest.contests.len());
    for ((contest, counts), shown) in manifest.contests.iter().zip(HONEST.expected_counts()).zip(result) {
        assert_eq!(
            keys(shown),
            BTreeSet::from(["blank", "contest", "leading", "options", "title"])
        );
        assert_eq!(shown["contest"], contest.id.as_str());
        let options: Vec<Value> = contest
            .options
            .iter()
            .zip(&counts)
            .map(|(option, count)| json!({ "id": option.id, "label": option.label.pick("en"), "count": count }))
            .collect();
        assert_eq!(shown["options"], json!(options));
        let blank = counts.get(contest.options.len());
        assert_eq!(
            shown["blank"],
            json!(blank),
            "after the options, where it is allowed"
        );
        let most = counts[..contest.options.len()].iter().max().unwrap();
        let leading: Vec<&str> = contest
            .options
            .iter()
            .zip(&counts)
            .filter(|(_, count)| *count == most)
            .map(|(option, _)| option.id.as_str())
            .collect();
        assert_eq!(shown["leading"], json!(leading));
    }
}

#[test]
fn a_failed_record_as_json() {
    let mut record = Record::honest(22, Stage::Voted);
    let line = record.sign(Signer::Registrar, record.close());
    record.force(line);
    let seq = record.entries().len() - 1;
    let (code, report) = report(record.log().as_bytes(), &[]);
    assert_eq!((code, &report["verdict"]), (1, &json!("failed")));
    assert_shape(&report);
    assert_eq!(checks(&report, "fail"), ["L6"]);
    assert_eq!(report["result"], Value::Null);
    let check = report["checks"]
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "L6")
        .unwrap();
    assert_eq!(check["findings"][0]["seq"], seq);
}

#[test]
fn an_unfinished_record_is_incomplete() {
    for stage in Stage::ALL.into_iter().filter(|stage| *stage != Stage::Finished) {
        let log = Record::honest(23, stage).log();
        let (code, report) = report(log.as_bytes(), &[]);
        assert_eq!((code, &report["verdict"]), (2, &json!("incomplete")), "{stage:?}");
        assert_shape(&report);
        assert_eq!(report["result"], Value::Null);
        assert!(report["note"].is_string());
        verify(log.as_bytes(), &[]).ends(2, &["INCOMPLETE: nothing failed, but the election is not over"]);
    }
}

#[test]
fn an_aborted_record_says_why() {
    let mut record = Record::honest(24, Stage::Open);
    record.push(record.sign(Signer::Authority, record.abort()));
    assert_eq!(record.election().phase(), Phase::Aborted);
    verify(record.log().as_bytes(), &[]).ends(
        2,
        &[
            "a flood in the polling station",
            "INCOMPLETE: nothing failed, but the election was ended without a result",
        ],
    );
}

#[test]
fn people_read_a_table_the_counts_and_the_answer() {
    let outcome = verify(HONEST_LOG.as_bytes(), &[]);
    outcome.ends(
        0,
        &[
            &format!("Town election\nelection {}\n", HONEST.election().id()),
            "\n PASS     B4  every ballot holds choices that the rules allow\n",
            "\n NOT-RUN  L4  witnesses have cosigned\n",
            "Option 1 of mayor",
            "What this does not show:",
        ],
    );
    assert!(
        outcome
            .data
            .ends_with("VERIFIED (not run: P5, L2, L3, L4, L5, K6, K7, B7)\n"),
        "{outcome:#?}"
    );
    for count in HONEST.expected_counts().concat() {
        assert!(outcome.data.contains(&format!(" {count} ")), "{count}");
    }
    let mut record = Record::honest(22, Stage::Voted);
    let line = record.sign(Signer::Registrar, record.close());
    record.force(line);
    verify(record.log().as_bytes(), &[]).ends(
        1,
        &[
            "\n FAIL     L6  phases in order, every line by its role, once\n",
            &format!("\n  line {}: ", record.entries().len() - 1),
            "\nFAILED: L6 (not run: ",
        ],
    );
}

#[test]
fn key_generation_that_failed_is_told() {
    let mut record = Record::honest(21, Stage::Committed);
    let culprit = TrusteeIndex::new(2).unwrap();
    let restart = record.key_restart(culprit, RestartReason::Absent);
    let seq = record.push(record.sign(Signer::Authority, restart)).seq();
    record.advance(Stage::Finished);
    let log = record.log();
    let (code, report) = report(log.as_bytes(), &[]);
    assert_eq!(code, 0);
    assert_eq!(
        report["given_up"],
        json!([{ "seq": seq, "culprit": 2, "reason": "absent" }])
    );
    verify(log.as_bytes(), &[]).ends(
        0,
        &[&format!(
            "key generation started anew at line {seq}: trustee 2 did not post"
        )],
    );
}

#[test]
fn a_refresh_is_told() {
    let mut record = Record::refreshed(22);
    record.advance(Stage::Finished);
    let is_start = |entry: &Entry| entry.kind() == Kind::KeyRefresh;
    let seq = record.entries().iter().position(is_start).unwrap();
    let log = record.log();
    let (code, report) = report(log.as_bytes(), &[]);
    assert_eq!(code, 0);
    let names: Vec<String> = (1..=4)
        .map(|number| format!("Successor {number} of set 1"))
        .collect();
    assert_eq!(
        report["handed_on"],
        json!([{ "seq": seq, "threshold": 3, "trustees": names }])
    );
    verify(log.as_bytes(), &[]).ends(
        0,
        &[&format!(
            "the key was handed on from line {seq}: since then any 3 of these decrypt: Successor 1 of set 1, "
        )],
    );
}

#[test]
fn titles_cannot_steer_the_terminal() {
    let roles = Roles::new(25, 7);
    let mut manifest = roles.manifest();
    manifest.title = ostrakon_record::text::Text::single("en", "Town\u{1b}[2J\u{202e}election");
    let log = Record::with_manifest(roles, manifest).log();
    let outcome = verify(log.as_bytes(), &[]);
    assert!(outcome.data.contains("Town"), "{outcome:#?}");
    assert!(!outcome.data.contains(['\u{1b}', '\u{202e}']), "{outcome:#?}");
}

#[test]
fn what_an_observer_knows_is_compared() {
    let log = HONEST_LOG.as_bytes();
    let id = HONEST.election().id().to_string();
    let other = Hash::of(b"another").to_string();
    let (code, known) = report(log, &["--election", &id]);
    assert_eq!((code, checks(&known, "pass").contains(&"P5")), (0, true));
    let (code, known) = report(log, &["--election", &other]);
    assert_eq!((code, checks(&known, "fail")), (1, vec!["P5"]));

    let ballot = HONEST
        .entries()
        .iter()
        .find(|entry| entry.kind() == Kind::Ballot)
        .unwrap();
    let tracker = BallotTracker::from_hash(ballot.submission().body_hash()).to_string();
    let (code, known) = report(log, &["--tracker", &tracker]);
    assert_eq!(
        (code, checks(&known, "pass").contains(&"B7")),
        (0, true),
        "{tracker}"
    );
    for wrong in ["", "x", &"0".repeat(tracker.len())] {
        let (code, known) = report(log, &["--tracker", &tracker, "--tracker", wrong]);
        assert_eq!((code, checks(&known, "fail")), (1, vec!["B7"]), "{wrong:?}");
    }
}

#[test]
fn announced_counts_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("announced.json");
    let mut announced: Value = HONEST
        .election()
        .manifest()
        .contests
        .iter()
        .zip(HONEST.expected_counts())
        .map(|(contest, counts)| {
            let options = contest.options.iter().zip(counts);
            let options: Vec<Value> = options
                .map(|(option, count)| json!({ "id": option.id, "count": count }))
                .collect();
            json!({ "contest": contest.id, "options": options })
        })
        .collect();
    let compare = |announced: &Value| {
        fs::write(&path, announced.to_string()).unwrap();
        report(HONEST_LOG.as_bytes(), &["--expect", path.to_str().unwrap()])
    };
    assert_eq!(compare(&announced).0, 0);
    let right = announced[1]["options"][2]["count"].take();
    announced[1]["options"][2]["count"] = json!(right.as_u64().unwrap() + 1);
    let (code, wrong) = compare(&announced);
    assert_eq!((code, checks(&wrong, "fail")), (1, vec!["R4"]));
    announced[1]["options"][2]["count"] = right;
    announced[0]["options"][0]["id"] = json!("nobody");
    let (code, wrong) = compare(&announced);
    assert_eq!((code, checks(&wrong, "fail")), (1, vec!["R4"]));
}

#[test]
fn a_cut_record_does_not_pass() {
    let log = HONEST_LOG.as_bytes();
    // Without its last newline, and in the middle of its last line.
    for missing in [1, 40] {
        verify(&log[..log.len() - missing], &[]).ends(1, &["it is cut off", "FAILED: P1"]);
    }
    let last_line = HONEST_LOG.trim_end().rfind('\n').unwrap() + 1;
    verify(&log[..last_line], &[]).ends(2, &["INCOMPLETE"]);
}

#[test]
fn a_line_without_end_is_refused_in_bounded_memory() {
    let mut log = HONEST_LOG.as_bytes().to_vec();
    log.extend(vec![b'a'; 4 << 20]);
    verify(&log, &[]).ends(1, &["FAILED: P1", "it is cut off"]);
    log.push(b'\n');
    verify(&log, &[]).ends(1, &["FAILED: P1"]);
}

/// One change of a record.
#[derive(Clone, Debug)]
enum Change {
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, u8),
    Truncate(Index),
    Drop(Index),
    Twice(Index),
    Swap(Index, Index),
    Append(Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    let bytes = || prop::collection::vec(any::<u8>(), 1..40);
    prop_oneof![
        (any::<Index>(), 1..=u8::MAX).prop_map(|(place, bits)| Change::Flip(place, bits)),
        (any::<Index>(), bytes()).prop_map(|(place, bytes)| Change::Insert(place, bytes)),
        (any::<Index>(), 1..=u8::MAX).prop_map(|(place, length)| Change::Remove(place, length)),
        any::<Index>().prop_map(Change::Truncate),
        any::<Index>().prop_map(Change::Drop),
        any::<Index>().prop_map(Change::Twice),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Change::Swap(one, other)),
        bytes().prop_map(Change::Append),
    ]
}

fn apply(log: &[u8], change: &Change) -> Vec<u8> {
    let mut bytes = log.to_vec();
    let lines = || -> Vec<&[u8]> { log.split_inclusive(|byte| *byte == b'\n').collect() };
    let line = |place: &Index| place.index(lines().len());
    match change {
        Change::Flip(place, bits) => bytes[place.index(log.len())] ^= bits,
        Change::Insert(place, new) => {
            let place = place.index(log.len());
            bytes.splice(place..place, new.iter().copied());
        }
        Change::Remove(place, length) => {
            let start = place.index(log.len());
            bytes.drain(start..(start + usize::from(*length)).min(log.len()));
        }
        Change::Truncate(place) => bytes.truncate(place.index(log.len())),
        Change::Drop(place) => {
            let mut lines = lines();
            lines.remove(line(place));
            bytes = lines.concat();
        }
        Change::Twice(place) => {
            let mut lines = lines();
            lines.insert(line(place), lines[line(place)]);
            bytes = lines.concat();
        }
        Change::Swap(one, other) => {
            let mut lines = lines();
            lines.swap(line(one), line(other));
            bytes = lines.concat();
        }
        Change::Append(new) => bytes.extend_from_slice(new),
    }
    bytes
}

/// What the verifier itself says, without the program around it.
fn verdict(log: &[u8]) -> Verdict {
    let mut verifier = Verifier::new(Expectations::default());
    for line in log.split_inclusive(|byte| *byte == b'\n') {
        if let Some(line) = line.strip_suffix(b"\n") {
            verifier.line(line, &mut OsRng);
        } else {
            verifier.line(line, &mut OsRng);
            verifier.truncated();
        }
    }
    verifier.finish(&mut OsRng).verdict
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        // A failure is told with its input; no file is left in the tree.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn random_bytes_are_refused(log in prop::collection::vec(any::<u8>(), 0..4000)) {
        let outcome = verify(&log, &["--json"]);
        prop_assert_eq!(outcome.code, 1, "{:?}", outcome);
        prop_assert_eq!(verdict(&log), Verdict::Failed);
    }

    #[test]
    fn no_changed_record_verifies(change in change()) {
        let log = apply(HONEST_LOG.as_bytes(), &change);
        let outcome = verify(&log, &["--json"]);
        let expected = if log == HONEST_LOG.as_bytes() { vec![0] } else { vec![1, 2] };
        prop_assert!(expected.contains(&outcome.code), "{:?}", outcome);
        assert_shape(&serde_json::from_str(&outcome.data).unwrap());
    }

    #[test]
    fn no_much_changed_record_verifies(changes in prop::collection::vec(change(), 2..12)) {
        let log = changes
            .iter()
            .fold(HONEST_LOG.as_bytes().to_vec(), |log, change| {
                if log.is_empty() { log } else { apply(&log, change) }
            });
        prop_assume!(log != HONEST_LOG.as_bytes());
        prop_assert_ne!(verdict(&log), Verdict::Verified);
    }
}

/// A copy of a board's record.
struct Copy {
    folder: TempDir,
}

impl Copy {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn fetch(&self, board: &Board, arguments: &[&str]) -> Outcome {
        let mut all = vec!["fetch", board.address(), "-o", self.path().to_str().unwrap()];
        all.extend(arguments);
        run(&all)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.path().join("log.jsonl")).unwrap()
    }

    fn write(&self, log: &[u8]) {
        fs::write(self.path().join("log.jsonl"), log).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetched_record_verifies() {
    let hosted = Hosted::start(31, 7, Stage::Finished).await;
    let id = hosted.record.election().id().to_string();
    let copy = Copy::new();
    copy.fetch(&hosted.board, &[])
        .ends(0, &["next: verifier-cli verify"]);
    assert_eq!(copy.log(), hosted.record.log());
    let origin: Value = serde_json::from_slice(&fs::read(copy.path().join("record.json")).unwrap()).unwrap();
    assert_eq!(origin, json!({ "election": id, "board": hosted.board.address() }));
    run(&["verify", copy.path().to_str().unwrap(), "--election", &id]).ends(0, &["VERIFIED"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_goes_on_where_it_stopped() {
    let mut hosted = Hosted::start(32, 7, Stage::Voted).await;
    let copy = Copy::new();
    copy.fetch(&hosted.board, &[]).ends(0, &[]);
    hosted.advance(Stage::Finished).await;
    copy.fetch(&hosted.board, &[]).ends(0, &[]);
    let log = hosted.record.log();
    assert_eq!(copy.log(), log);
    copy.fetch(&hosted.board, &[]).ends(0, &[", 0 of them new"]);
    let first = log.find('\n').unwrap() + 1;
    // Nothing, half of line 0, line 0, then in the middle of lines and at their ends.
    for length in [
        0,
        first / 2,
        first - 1,
        first,
        log.len() / 3,
        log.len() / 2,
        log.len() - 1,
    ] {
        copy.write(&log.as_bytes()[..length]);
        copy.fetch(&hosted.board, &[]).ends(0, &[]);
        assert_eq!(copy.log(), log, "after {length} bytes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_another_election_is_left_alone() {
    let hosted = Hosted::start(33, 7, Stage::Committed).await;
    let other = Record::honest(34, Stage::Committed).log();
    let copy = Copy::new();
    copy.write(other.as_bytes());
    copy.fetch(&hosted.board, &[])
        .ends(1, &["is the record of another election", "hint: "]);
    assert_eq!(copy.log(), other);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_history_is_found_out() {
    let hosted = Hosted::start(35, 7, Stage::Dealt).await;
    let info = hosted.board.client().board().await.unwrap();
    let mut other = Record::new(Roles::new(35, 7).on_board(&info.name, info.key));
    other.advance(Stage::Committed);
    other.roles.rng = ChaCha20Rng::seed_from_u64(1);
    other.advance(Stage::Dealt);
    assert_eq!(other.election().id(), hosted.record.election().id());
    assert_eq!(other.entries().len(), hosted.record.entries().len());
    let dealt = other.log();
    // A copy with as many lines as the board, with fewer, and with fewer and a part of a line.
    let last = dealt.trim_end().rfind('\n').unwrap() + 1;
    for length in [dealt.len(), last, last + 5] {
        let copy = Copy::new();
        let before = &dealt[..length];
        copy.write(before.as_bytes());
        copy.fetch(&hosted.board, &[])
            .ends(1, &["does not continue", "another history", "hint: "]);
        assert_eq!(copy.log(), before);
    }
    // A copy with more lines than the board.
    other.advance(Stage::Keyed);
    let copy = Copy::new();
    copy.write(other.log().as_bytes());
    copy.fetch(&hosted.board, &[])
        .ends(1, &["a board never drops lines"]);
    assert_eq!(copy.log(), other.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_election_has_to_be_named_if_there_are_several() {
    let data = tempfile::tempdir().unwrap();
    let board = Board::start(data.path());
    let copy = Copy::new();
    copy.fetch(&board, &[])
        .ends(2, &["the board has no election", "hint: "]);
    let first = Hosted::on(board, data, Roles::new(36, 3), Stage::Committed).await;
    let first_id = first.record.election().id().to_string();
    let Hosted { board, folder, .. } = first;
    let second = Hosted::on(board, folder, Roles::new(37, 3), Stage::Committed).await;
    let second_id = second.record.election().id().to_string();
    copy.fetch(&second.board, &[]).ends(
        2,
        &["the board has 2 elections", &first_id, &second_id, "--election"],
    );
    copy.fetch(&second.board, &["--election", &second_id])
        .ends(0, &[]);
    assert_eq!(copy.log(), second.record.log());
    let unknown = Hash::of(b"unknown").to_string();
    Copy::new().fetch(&second.board, &["--election", &unknown]).ends(
        2,
        &[
            "the board refuses",
            "hint: is it the right board and election id?",
        ],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_that_is_down_is_an_unknown_and_leaves_nothing() {
    let hosted = Hosted::start(38, 3, Stage::Committed).await;
    let address = hosted.board.address().to_owned();
    hosted.board.kill();
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("record");
    run(&["fetch", &address, "-o", output.to_str().unwrap()])
        .ends(2, &["error: the board at", "cannot be reached", "hint: "]);
    assert!(!output.exists());
}
