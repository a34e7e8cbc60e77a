//! A record is an attacker's file: whatever is in it, the observer's program ends with an answer, in bounded memory. And the
//! ways to read one: a folder, an archive, lines, a board; after an interruption, and with what an observer knows.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use ostrakon_record::{Entry, tlog::TlogProof};
use ostrakon_tests::{
    board::Hosted,
    fixture::{Record, Stage},
    programs::program,
    town::Outcome,
};
use serde_json::{Value, json as object};
use std::{
    fs::{self, File},
    io::Write as _,
    path::Path,
    process::Command,
    sync::LazyLock,
};
use tempfile::TempDir;

static HONEST: LazyLock<Record> = LazyLock::new(|| Record::honest(31, Stage::Finished));

/// Address space in kibibytes that a program has: with its threads and libraries, and what its allocator sets aside.
const MEMORY: u32 = 1 << 20;

fn run(arguments: &[&str]) -> Outcome {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$@\""), "verifier-cli"]);
    shell.arg(program("verifier-cli")).args(arguments);
    shell.output().unwrap().into()
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A file's path, which need not be there.
    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// A record's folder.
    fn record(name: &str, log: &[u8]) -> (Self, String) {
        let folder = Self::new();
        let path = folder.path(name);
        fs::create_dir(&path).unwrap();
        fs::write(Path::new(&path).join("log.jsonl"), log).unwrap();
        (folder, path)
    }
}

fn json(outcome: &Outcome) -> Value {
    serde_json::from_str(&outcome.data).unwrap_or_else(|error| panic!("{error}: {outcome:#?}"))
}

fn check<'a>(report: &'a Value, id: &str) -> &'a Value {
    let checks = report["checks"].as_array().unwrap();
    checks.iter().find(|check| check["id"] == id).unwrap()
}

/// A gigabyte without a newline.
#[test]
fn a_line_without_end() {
    let (_folder, record) = Folder::record("long", b"");
    let log = File::create(Path::new(&record).join("log.jsonl")).unwrap();
    log.set_len(1 << 30).unwrap();
    let report = run(&["verify", "--json", &record]);
    assert_eq!(report.code, 1, "{report:#?}");
    let report = json(&report);
    assert_eq!(report["entries"], 1);
    assert_eq!(check(&report, "P1")["findings"].as_array().unwrap().len(), 2);
    let shown = run(&["show", &record, "0"]);
    assert!(
        shown.code == 0 && shown.data.len() < 70_000,
        "{}",
        shown.data.len()
    );
}

/// Each line has a fault, and there are very many: the first are told, the others counted.
#[test]
fn a_million_tiny_lines() {
    let mut log = HONEST.entries()[0].line().into_bytes();
    log.push(b'\n');
    log.extend(b"x\n".repeat(1_000_000));
    let (_folder, record) = Folder::record("tiny", &log);
    let report = run(&["verify", "--json", &record]);
    assert_eq!(report.code, 1, "{}", report.notes);
    let report = json(&report);
    assert_eq!(report["entries"], 1_000_001);
    let check = check(&report, "P1");
    assert_eq!(check["findings"].as_array().unwrap().len(), 10_000);
    assert_eq!(check["omitted"], 990_000);
}

/// Nesting, numbers and words of a length that no honest line has.
#[test]
fn lines_out_of_all_proportion() {
    let first = HONEST.entries()[0].line();
    let body = |body: &str| {
        let prev = HONEST.entries()[0].hash();
        let signature = "A".repeat(86);
        format!(
            r#"{{"seq":1,"prev":"{prev}","kind":"abort","signer":"authority","body":{body},"signature":"{signature}"}}"#
        )
    };
    let lines = [
        "[".repeat(65_000),
        "{\"a\":".repeat(13_000),
        body(&("[".repeat(30_000) + &"]".repeat(30_000))),
        body(&format!("{{\"time\":{},\"reason\":\"x\"}}", "9".repeat(60_000))),
        body(&format!("{{\"time\":1e{},\"reason\":\"x\"}}", "9".repeat(60_000))),
        body("{\"time\":-1,\"reason\":\"x\"}"),
        body(&format!("{{\"{}\":1}}", "k".repeat(60_000))),
        format!("{{\"seq\":{}}}", "1".repeat(60_000)),
        "\u{0}".repeat(60_000),
    ];
    for line in lines {
        let (_folder, record) = Folder::record("hostile", format!("{first}\n{line}\n").as_bytes());
        let outcome = run(&["verify", "--json", &record]);
        assert_eq!(outcome.code, 1, "{}", outcome.notes);
        let report = json(&outcome);
        assert_eq!(report["entries"], 2);
        let finding = &check(&report, "P1")["findings"][0];
        assert_eq!(finding["seq"], 1, "{}", &line[..40]);
        assert!(finding["message"].as_str().unwrap().len() < 1_100);
    }
}

/// Checkpoints are an attacker's, too.
#[test]
fn checkpoints_without_end() {
    let (_folder, record) = Folder::record("notes", HONEST.log().as_bytes());
    let path = Path::new(&record).join("checkpoints");
    for part in [&b"x"[..], b"x\n", b"\n", b"x\n\n"] {
        fs::write(&path, part.repeat(2_000_000)).unwrap();
        let outcome = run(&["verify", "--json", &record]);
        assert_eq!(outcome.code, 1, "{}", outcome.notes);
        let report = json(&outcome);
        let check = check(&report, "L2");
        assert_eq!(check["status"], "fail");
        assert!(!check["findings"].as_array().unwrap().is_empty());
    }
}

/// An archive tells the same as the folder it was made of; one that is no record is refused as a whole.
#[test]
fn archives() {
    let (folder, record) = Folder::record("record", HONEST.log().as_bytes());
    let checkpoint = HONEST
        .sign_checkpoint(&HONEST.checkpoint(HONEST.entries().len()))
        .to_string();
    fs::write(Path::new(&record).join("checkpoints"), checkpoint).unwrap();
    let archive = folder.path("record.tar.zst");
    run(&["pack", &record, &archive]).ends(0, &[]);
    let again = folder.path("again.tar.zst");
    run(&["pack", &record, &again]).ends(0, &[]);
    assert_eq!(fs::read(&archive).unwrap(), fs::read(&again).unwrap());
    let refused = run(&["pack", &record, &archive]);
    assert_eq!(refused.code, 2, "an archive is not overwritten: {refused:#?}");

    let report = |path: &str| json(&run(&["verify", "--json", path]));
    let unpacked = report(&record);
    assert_eq!(unpacked["verdict"], "verified");
    assert_eq!(check(&unpacked, "L2")["status"], "pass");
    assert_eq!(report(&archive), unpacked);
    let shown = run(&["show", &archive, "3"]);
    assert_eq!(shown.data, HONEST.entries()[3].line() + "\n");

    let bytes = fs::read(&archive).unwrap();
    let damaged = folder.path("damaged.tar.zst");
    for bytes in [
        &bytes[..bytes.len() / 2],
        &[&bytes[..], b"x"].concat(),
        &bytes[..4],
    ] {
        fs::write(&damaged, bytes).unwrap();
        let outcome = run(&["verify", &damaged]);
        assert_eq!((outcome.code, outcome.data.as_str()), (1, ""), "{outcome:#?}");
        assert!(
            outcome.notes.contains("ask for another copy"),
            "{}",
            outcome.notes
        );
    }
    let bomb = folder.path("bomb.tar.zst");
    let mut zeros = vec![0; 64 << 20];
    zeros[..512].copy_from_slice(&header());
    let zeros = ruzstd::encoding::compress_to_vec(&zeros[..], ruzstd::encoding::CompressionLevel::Fastest);
    fs::write(&bomb, zeros).unwrap();
    run(&["verify", &bomb]).ends(1, &[]);
    assert!(run(&["verify", &bomb]).notes.contains("it is a bomb"));
}

/// Of a log of 8 GiB.
fn header() -> [u8; 512] {
    let mut block = [0; 512];
    block[..9].copy_from_slice(b"log.jsonl");
    block[124..135].copy_from_slice(b"77777777777");
    block[148..156].fill(b' ');
    block[156] = b'0';
    block[257..262].copy_from_slice(b"ustar");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    block
}

/// Lines alone are a record without checkpoints.
#[test]
fn lines_alone() {
    let (_folder, record) = Folder::record("record", HONEST.log().as_bytes());
    let log = format!("{record}/log.jsonl");
    let of = |path: &str| json(&run(&["verify", "--json", path]));
    assert_eq!(of(&log), of(&record));
}

/// What a state says is proved is not proved again, is believed of these very lines only, and hides nothing.
#[test]
fn a_later_run_goes_on() {
    let entries: Vec<String> = HONEST.entries().iter().map(Entry::line).collect();
    let log = |lines: &[String]| lines.join("\n") + "\n";
    let half = entries.len() - 4;
    let (folder, record) = Folder::record("record", log(&entries[..half]).as_bytes());
    let path = Path::new(&record).join("log.jsonl");
    let state = folder.path("state");
    let verify = || run(&["verify", "--json", &record, "--state", &state]);
    assert_eq!(verify().code, 2, "not over yet");
    let proved: Value = serde_json::from_slice(&fs::read(&state).unwrap()).unwrap();
    assert_eq!(proved["proved"]["lines"], half);
    assert_eq!(proved["proved"]["faults"], Value::Array(vec![]));

    fs::write(&path, log(&entries)).unwrap();
    let report = json(&verify());
    assert_eq!(report["verdict"], "verified");
    assert_eq!(
        check(&report, "L5")["status"],
        "pass",
        "an earlier copy is continued"
    );
    assert_eq!(check(&report, "B4")["status"], "pass");

    // A record that is another one, or a shorter one, than was proved.
    let other = Record::honest(32, Stage::Finished).log();
    for lines in [other, log(&entries[..half])] {
        fs::write(&path, lines).unwrap();
        let outcome = verify();
        assert_eq!((outcome.code, &json(&outcome)["verdict"]), (1, &"failed".into()));
        assert_eq!(check(&json(&outcome), "L5")["status"], "fail");
        let kept: Value = serde_json::from_slice(&fs::read(&state).unwrap()).unwrap();
        assert_eq!(kept["proved"]["lines"], entries.len(), "what was proved stays");
    }

    // A state of somebody's making, and of another version.
    for text in [
        "",
        "{}",
        &fs::read_to_string(&state)
            .unwrap()
            .replace("verifier-cli ", "verifier-cli 9"),
    ] {
        fs::write(&state, text).unwrap();
        let outcome = verify();
        assert_eq!((outcome.code, outcome.data.as_str()), (2, ""), "{outcome:#?}");
    }
}

/// What did not hold is kept with what did: a later run reports it, too.
#[test]
fn faults_are_not_forgotten() {
    let log = HONEST.log();
    let ballot = log
        .lines()
        .position(|line| line.contains("\"kind\":\"ballot\""))
        .unwrap();
    let mut lines: Vec<String> = log.lines().map(str::to_owned).collect();
    let end = lines[ballot].rfind("\"signature\":\"").unwrap() + 13;
    let first = if &lines[ballot][end..=end] == "A" {
        "B"
    } else {
        "A"
    };
    lines[ballot].replace_range(end..=end, first);
    let (folder, record) = Folder::record("record", (lines.join("\n") + "\n").as_bytes());
    let state = folder.path("state");
    let verify = || json(&run(&["verify", "--json", &record, "--state", &state]));
    let first = verify();
    let finding = &check(&first, "B3")["findings"][0];
    assert_eq!((&finding["seq"], &finding["by"]), (&ballot.into(), &Value::Null));
    let second = verify();
    assert_eq!(check(&second, "B3"), check(&first, "B3"));
}

/// Everything that an observer knows, in one file.
#[test]
fn anchors_from_a_file() {
    let (folder, record) = Folder::record("record", HONEST.log().as_bytes());
    let manifest = HONEST.election().manifest();
    let anchors = folder.path("anchors.toml");
    let trustees: Vec<String> = manifest
        .trustees
        .iter()
        .map(|trustee| format!("\"{}\"", trustee.signing_key))
        .collect();
    let right = format!(
        "election = \"{}\"\nauthority = \"{}\"\nregistrar = \"{}\"\nlog = \"{}\"\ntrustees = [{}]\npolicy = \"\"\"\n{}\"\"\"\nreceipts = [\"receipt.json\"]\n",
        HONEST.election().id(),
        manifest.authority,
        manifest.registrar,
        manifest.log.key,
        trustees.join(", "),
        manifest.log.policy
    );
    fs::write(
        folder.path("receipt.json"),
        serde_json::to_string(&HONEST.receipt(3)).unwrap(),
    )
    .unwrap();
    let verify = |text: &str| {
        fs::write(&anchors, text).unwrap();
        run(&["verify", "--json", &record, "--anchors", &anchors])
    };
    let report = json(&verify(&right));
    for id in ["P5", "L5"] {
        assert_eq!(check(&report, id)["status"], "pass", "{id}: {report}");
    }
    let own = object!({
        "election": HONEST.election().id(), "authority": manifest.authority, "registrar": manifest.registrar,
        "log": manifest.log.key, "policy": manifest.log.policy, "receipts": [HONEST.receipt(3)],
        "trustees": manifest.trustees.iter().map(|trustee| trustee.signing_key).collect::<Vec<_>>(),
    });
    let report = json(&verify(&own.to_string()));
    for id in ["P5", "L5"] {
        assert_eq!(check(&report, id)["status"], "pass", "{id}: {report}");
    }
    let other = own
        .to_string()
        .replace(&manifest.authority.to_string(), &manifest.registrar.to_string());
    assert_eq!(check(&json(&verify(&other)), "P5")["status"], "fail");
    let wrong = verify(r#"{"proofs":["nothing"]}"#);
    assert!(
        wrong.code == 2 && wrong.notes.contains("inclusion receipt 1"),
        "{wrong:#?}"
    );
    let key = manifest.registrar.to_string();
    for (from, to) in [
        (
            format!("authority = \"{}\"", manifest.authority),
            format!("authority = \"{key}\""),
        ),
        (
            format!("log = \"{}\"", manifest.log.key),
            format!("log = \"{key}\""),
        ),
        ("quorum".to_owned(), "# a comment\nquorum".to_owned()),
        (trustees[0].clone(), trustees[1].clone()),
    ] {
        let wrong = right.replacen(&from, &to, 1);
        assert_ne!(wrong, right);
        let outcome = verify(&wrong);
        assert_eq!(
            (outcome.code, &check(&json(&outcome), "P5")["status"]),
            (1, &"fail".into()),
            "{from}"
        );
    }
    for wrong in [
        "",
        "elections = 1",
        "election = \"1\"",
        "receipts = [\"missing\"]",
    ] {
        assert_eq!(verify(wrong).code, 2, "{wrong:?}");
    }
}

/// From a board, line by line; nothing is kept, or all of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_board_is_verified_as_it_sends() {
    let hosted = Hosted::start(33, 7, Stage::Finished).await;
    let url = hosted.board.address();
    let id = hosted.record.election().id().to_string();
    let folder = Folder::new();
    let copy = folder.path("copy");
    let kept = run(&["verify", "--json", url, "--election", &id, "--output", &copy]);
    let sent = run(&["verify", "--json", url, "--election", &id]);
    assert_eq!((kept.code, sent.code), (0, 0), "{kept:#?} {sent:#?}");
    assert_eq!(json(&kept), json(&sent));
    assert_eq!(check(&json(&sent), "L2")["status"], "pass");
    let log = fs::read_to_string(Path::new(&copy).join("log.jsonl")).unwrap();
    assert_eq!(log, hosted.record.log());
    let shown = run(&["show", url, "3", "--election", &id]);
    assert_eq!(Some(shown.data.trim_end()), log.lines().nth(3));
    assert_eq!(run(&["show", url, "9999", "--election", &id]).data, "");
}

/// One page, which needs nothing else, and in which nothing of the record is markup.
#[test]
fn a_page_for_people() {
    let (folder, record) = Folder::record("record", HONEST.log().as_bytes());
    let page = folder.path("report.html");
    run(&["verify", &record, "--html", &page]).ends(0, &["VERIFIED"]);
    let html = fs::read_to_string(&page).unwrap();
    for part in [
        "<h1><bdi>Town election</bdi></h1>",
        "Verified: everything",
        "id=\"B4\"",
        "<polyline",
        "prefers-color-scheme: dark",
    ] {
        assert!(html.contains(part), "{part}");
    }
    for part in ["<script", "src=", "href=", "url(", "@import"] {
        assert!(!html.contains(part), "{part}");
    }
    assert_eq!(
        run(&["verify", &record, "--html", &page]).code,
        2,
        "a file is not overwritten"
    );
    if let Ok(out) = std::env::var("OSTRAKON_PAGES") {
        fs::write(Path::new(&out).join("verified.html"), &html).unwrap();
    }
}

/// What a voter holds, in plain words.
#[test]
fn receipts() {
    let (folder, record) = Folder::record("record", HONEST.log().as_bytes());
    let seq = HONEST
        .entries()
        .iter()
        .position(|entry| entry.kind() == ostrakon_record::Kind::Ballot)
        .unwrap();
    let receipt = HONEST.receipt(seq);
    let seq = u64::try_from(seq).unwrap();
    let file = folder.path("receipt.json");
    let write = |text: &str| fs::write(&file, text).unwrap();
    write(&serde_json::to_string(&receipt).unwrap());
    let judge = |more: &[&str]| run(&[&["receipt", &file], more].concat());
    judge(&["--record", &record]).ends(
        0,
        &[
            "yes: the log's key has signed it",
            "yes: the record has that line, which is a ballot with this tracker",
        ],
    );
    judge(&[]).ends(2, &["Nothing was compared with a record"]);
    judge(&["--election", &"0".repeat(64)]).ends(1, &["NO: it is about another election"]);
    let mut other = receipt;
    other.seq += 1;
    write(&serde_json::to_string(&other).unwrap());
    judge(&["--record", &record]).ends(1, &["NO: the log's key has not signed it"]);
    let key = HONEST.roles.log_key.as_ref().unwrap();
    let promise =
        |seq, line| ostrakon_record::receipt::Receipt::sign(key, receipt.election, seq, line, receipt.body);
    write(&serde_json::to_string(&promise(seq + 1, receipt.line)).unwrap());
    judge(&["--record", &record]).ends(1, &["NO: another line is in its place"]);
    write(&serde_json::to_string(&promise(99_999, receipt.line)).unwrap());
    judge(&["--record", &record]).ends(1, &["NO: the record ends before that line"]);
    write("receipt");
    assert_eq!(judge(&["--record", &record]).code, 2);

    // The proof of the only line of a log that has one.
    let checkpoint = HONEST.sign_checkpoint(&HONEST.checkpoint(1)).to_string();
    let mut proof = TlogProof {
        extra: None,
        index: 0,
        hashes: Vec::new(),
        checkpoint,
    };
    write(&proof.to_string());
    judge(&["--record", &record]).ends(0, &["yes: the proof leads from the record's line"]);
    judge(&[]).ends(2, &["line 0 is one of the first 1 of the log"]);
    proof.checkpoint = HONEST.sign_checkpoint(&HONEST.checkpoint(2)).to_string();
    write(&proof.to_string());
    judge(&["--record", &record]).ends(1, &["NO: "]);
}

/// Ctrl-C ends the program in good order.
#[test]
fn interrupted() {
    use rustix::process::{Pid, Signal, kill_process};
    use std::{io::Read as _, process::Stdio};
    let (folder, record) = Folder::record("record", b"");
    let pipe = format!("{record}/log.jsonl");
    fs::remove_file(&pipe).unwrap();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let state = folder.path("state");
    let mut child = Command::new(program("verifier-cli"))
        .args(["verify", &record, "--state", &state])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever reads a pipe waits for its writer, so the program is at work when this is open.
    let mut log = File::options().write(true).open(&pipe).unwrap();
    let lines: Vec<String> = HONEST.entries().iter().map(Entry::line).collect();
    writeln!(log, "{}", lines[0]).unwrap();
    while rustix::io::ioctl_fionread(&log).unwrap() > 0 {
        std::thread::yield_now();
    }
    let pid = Pid::from_child(&child);
    let mut notes = child.stderr.take().unwrap();
    kill_process(pid, Signal::INT).unwrap();
    let mut said = vec![0; 8];
    notes.read_exact(&mut said).unwrap();
    assert_eq!(said, b"stopping");
    writeln!(log, "{}", lines[1]).unwrap();
    let mut rest = String::new();
    notes.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(
        rest.contains("error: interrupted after 1 lines; nothing wrong was found in them"),
        "{rest}"
    );
    assert!(
        rest.contains("hint: run the same command again: what is proved is not proved again"),
        "{rest}"
    );
    let proved: Value = serde_json::from_slice(&fs::read(&state).unwrap()).unwrap();
    assert_eq!(proved["proved"]["lines"], 1);
}
