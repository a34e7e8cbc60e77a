//! `verify --shard` and `merge`: the answer of parts is that of the whole, lost parts are made again, and a wrong one is found and
//! named. That this holds for every forged record, wherever parts meet, is in `tamper`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::too_many_lines,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    body::Body,
    canonical,
    entry::{Kind, Signer, Submission},
    tlog::NodeHash,
    verify::shard::{
        Header, Segment,
        partial::{End, Writer},
    },
};
use ostrakon_tests::{
    fixture::{Record, Roles, Stage},
    programs::program,
    town::Outcome,
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};
use tempfile::TempDir;

const VOTERS: usize = 560;
const SEED: u64 = 31;

/// Some voters vote again, in other parts than before.
fn voted() -> Record {
    let mut record = Record::new(Roles::new(SEED, VOTERS));
    record.advance(Stage::Voted);
    for voter in (5..VOTERS - 1).step_by(60) {
        let ballot = record.ballot(voter, &Roles::choices(voter + 2));
        record.push(ballot);
    }
    record
}

static HONEST: LazyLock<Record> = LazyLock::new(|| {
    let mut record = voted();
    record.advance(Stage::Finished);
    record
});

/// A ballot whose proof is wrong, and where it is; one that is there twice; and the wrong one's successor.
static FAULTY: LazyLock<(Record, u64)> = LazyLock::new(|| {
    let mut record = voted();
    let honest = record.ballot(100, &Roles::choices(1));
    let Body::Ballot(mut body) = honest.body().clone() else {
        panic!("not a ballot")
    };
    body.ciphertexts[0].swap(0, 1);
    let wrong = Submission::with_signature(Signer::Voter, Body::Ballot(body), *honest.signature());
    let position = record.force(wrong).seq();
    let first = record.entries().iter().find(|entry| entry.kind() == Kind::Ballot);
    let first = first.unwrap().submission().clone();
    record.force(first);
    let successor = record.ballot(100, &Roles::choices(2));
    record.push(successor);
    record.advance(Stage::Finished);
    (record, position)
});

/// A record's folder, and one for partials.
struct Case {
    folder: TempDir,
}

impl Case {
    fn new(record: &Record) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let case = Self { folder };
        fs::create_dir(case.record()).unwrap();
        fs::write(case.record().join("log.jsonl"), record.log()).unwrap();
        let all = record.entries().len();
        let notes =
            [3, 300, 301, 700, all].map(|size| record.sign_checkpoint(&record.checkpoint(size)).to_string());
        fs::write(case.record().join("checkpoints"), notes.join("\n")).unwrap();
        case
    }

    fn record(&self) -> PathBuf {
        self.folder.path().join("record")
    }

    fn partials(&self) -> PathBuf {
        self.folder.path().join("partials")
    }

    fn file(&self, number: u32, of: u32) -> PathBuf {
        self.partials()
            .join(format!("part-{number:06}-of-{of:06}.partial"))
    }

    fn shard(&self, part: &str) -> Outcome {
        run(&[
            "verify",
            text(&self.record()),
            "--shard",
            part,
            "--partials",
            text(&self.partials()),
        ])
    }

    fn shards(&self, of: u32) {
        for number in 1..=of {
            let outcome = self.shard(&format!("{number}/{of}"));
            assert_eq!(
                (outcome.code, outcome.data.as_str()),
                (0, ""),
                "{}",
                outcome.notes
            );
        }
    }

    fn merge(&self, more: &[&str]) -> Outcome {
        let (record, partials) = (self.record(), self.partials());
        let mut arguments = vec!["merge", text(&record), text(&partials)];
        arguments.extend(more);
        run(&arguments)
    }

    /// What the whole record comes to, and its parts, without what is said of parts.
    fn both(&self) -> (i32, Value, i32, Value) {
        let whole = run(&["verify", text(&self.record()), "--json"]);
        let merged = self.merge(&["--json"]);
        assert_eq!(merged.notes, "");
        let mut value: Value = serde_json::from_str(&merged.data).unwrap();
        assert_ne!(value.as_object_mut().unwrap().remove("parts"), None);
        (
            whole.code,
            serde_json::from_str(&whole.data).unwrap(),
            merged.code,
            value,
        )
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn run(arguments: &[&str]) -> Outcome {
    Command::new(program("verifier-cli"))
        .args(arguments)
        .output()
        .unwrap()
        .into()
}

/// A partial that is taken apart, and put together again with its digest.
struct Forged {
    header: Header,
    segments: Vec<Segment>,
    after: Hash,
}

impl Forged {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let [header, segments @ .., end] = lines.as_slice() else {
            panic!("no partial")
        };
        let end: End = canonical::decode(end.as_bytes()).unwrap();
        Self {
            header: canonical::decode(header.as_bytes()).unwrap(),
            segments: segments
                .iter()
                .map(|line| canonical::decode(line.as_bytes()).unwrap())
                .collect(),
            after: end.after,
        }
    }

    fn write(&self, path: &Path) {
        let mut writer = Writer::default();
        let mut text = writer.line(&self.header);
        text.extend(self.segments.iter().map(|segment| writer.line(segment)));
        fs::write(path, text + &writer.end(self.after)).unwrap();
    }
}

#[test]
fn parts_come_to_what_the_whole_record_comes_to() {
    let case = Case::new(&HONEST);
    for of in [1, 3] {
        case.shards(of);
        let (whole, expected, code, report) = case.both();
        assert_eq!((whole, code), (0, 0));
        assert_eq!(report, expected, "{of} parts");
        assert_eq!(report["verdict"], "verified");
        fs::remove_dir_all(case.partials()).unwrap();
    }
    case.shards(2);
    let outcome = case.merge(&[]);
    assert_eq!(outcome.code, 0);
    assert!(
        outcome.data.contains("you believe to whoever made the parts"),
        "{}",
        outcome.data
    );
    let all = case.merge(&["--json", "--sample", "1000000"]);
    let value: Value = serde_json::from_str(&all.data).unwrap();
    assert_eq!(value["parts"]["proved_again"], value["parts"]["lines"]);
    assert_eq!(value["parts"]["number"], json!(2));
}

/// Whose ballot is wrong is the same, in whichever part it is and whichever part replaces it.
#[test]
fn faults_are_those_of_the_whole_record() {
    let case = Case::new(&FAULTY.0);
    for of in [2, 4] {
        case.shards(of);
        let (whole, expected, code, report) = case.both();
        assert_eq!((whole, code), (1, 1));
        assert_eq!(report, expected, "{of} parts");
        fs::remove_dir_all(case.partials()).unwrap();
    }
}

#[test]
fn a_lost_part_is_named_and_made_again_and_no_other() {
    let case = Case::new(&HONEST);
    case.shards(3);
    let kept = fs::read(case.file(1, 3)).unwrap();
    fs::remove_file(case.file(2, 3)).unwrap();
    let outcome = case.merge(&[]);
    assert_eq!((outcome.code, outcome.data.as_str()), (2, ""));
    assert!(
        outcome.notes.contains("the partial 2/3 of lines"),
        "{}",
        outcome.notes
    );
    assert!(outcome.notes.contains("--shard 2/3"), "{}", outcome.notes);
    assert!(case.shard("1/3").notes.contains("is there already"));
    assert!(!case.shard("2/3").notes.contains("is there already"));
    assert_eq!(fs::read(case.file(1, 3)).unwrap(), kept);
    assert_eq!(case.merge(&[]).code, 0);
    // What a worker left when it was killed is no partial, and what was damaged is made anew.
    fs::write(case.file(3, 3), &fs::read(case.file(3, 3)).unwrap()[..5_000]).unwrap();
    assert_eq!(case.merge(&[]).code, 2);
    assert!(case.shard("3/3").notes.contains("making it anew"));
    assert_eq!(case.merge(&[]).code, 0);
    assert_eq!(
        fs::read_dir(case.partials()).unwrap().count(),
        3,
        "and nothing else is left"
    );
}

#[test]
fn a_wrong_partial_is_found_and_named() {
    let case = Case::new(&HONEST);
    case.shards(3);
    let path = case.file(2, 3);
    let right = fs::read(&path).unwrap();
    let is_wrong = |name: &str, expected: &str| {
        let outcome = case.merge(&["--sample", "1000000"]);
        assert_eq!(
            (outcome.code, outcome.data.as_str()),
            (2, ""),
            "{name}: {}",
            outcome.notes
        );
        let start = format!("error: {}: ", path.display());
        assert!(outcome.notes.contains(&start), "{name}: {}", outcome.notes);
        assert!(outcome.notes.contains(expected), "{name}: {}", outcome.notes);
        assert!(
            outcome.notes.contains("lines ") || name == "damaged",
            "{name}: {}",
            outcome.notes
        );
    };
    let forged = |name: &str, expected: &str, forge: &dyn Fn(&mut Forged)| {
        let mut partial = Forged::read(&path);
        forge(&mut partial);
        partial.write(&path);
        is_wrong(name, expected);
        fs::write(&path, &right).unwrap();
    };
    let other = Hash::of(b"another");
    forged("chain in", "follows another line", &|partial| {
        partial.header.before = other;
    });
    forged("chain out", "its last line is not the record's", &|partial| {
        partial.after = other;
    });
    forged("other record", "is of another election", &|partial| {
        partial.header.election = Some(other);
    });
    forged("other copy", "another number of lines", &|partial| {
        partial.header.lines += 1;
    });
    forged("other checkpoint", "another last checkpoint", &|partial| {
        partial.header.checkpoint = None;
    });
    forged("other range", "another range", &|partial| {
        partial.header.end += 256;
    });
    forged("lines missing", "ends before its last line", &|partial| {
        drop(partial.segments.pop());
    });
    forged("lines twice", "it is there twice", &|partial| {
        partial.segments.insert(0, partial.segments[0].clone());
    });
    forged("subtree", "is not what they say", &|partial| {
        partial.segments[0].subtrees[0] = NodeHash::of_leaf(b"another");
    });
    forged("sums", "is not what they say", &|partial| {
        partial.segments[0].sums = partial.segments[1].sums.clone();
    });
    forged("no point", "no points", &|partial| {
        partial.segments[0].sums[..32].fill(0xff);
    });
    forged(
        "somebody else's ballot",
        "it is another one or none",
        &|partial| partial.segments[0].ballots[0] ^= 1,
    );
    forged("another C1", "it is another one or none", &|partial| {
        *partial.segments[0].ballots.last_mut().unwrap() ^= 1;
    });
    forged("forged finding", "nothing is", &|partial| {
        let segment = &mut partial.segments[0];
        let ballots = segment.ballots.len() / usize::try_from(segment.lines).unwrap();
        segment.faulty.push(segment.first);
        segment.ballots.drain(..ballots);
    });
    forged(
        "beyond a checkpoint",
        "beyond a published checkpoint",
        &|partial| {
            let second = partial.segments.remove(1);
            let first = &mut partial.segments[0];
            first.lines += second.lines;
            first.ballots.extend(second.ballots);
            assert!(first.read.is_empty() && second.read.is_empty());
        },
    );
    let mut damaged = right.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    fs::write(&path, &damaged).unwrap();
    is_wrong("damaged", "line ");
    fs::write(&path, &right).unwrap();
    // The same part twice, and parts of another division.
    let twice = case.partials().join("again.partial");
    fs::copy(&path, &twice).unwrap();
    let outcome = case.merge(&[]);
    assert!(
        outcome.code == 2 && outcome.notes.contains("both the partial 2/3"),
        "{}",
        outcome.notes
    );
    fs::remove_file(&twice).unwrap();
    assert_eq!(case.shard("1/4").code, 0);
    let outcome = case.merge(&[]);
    assert!(
        outcome.code == 2 && outcome.notes.contains("divided in one way"),
        "{}",
        outcome.notes
    );
    fs::remove_file(case.file(1, 4)).unwrap();
    assert_eq!(case.merge(&[]).code, 0, "and with the right one all is well");
}

/// A worker that calls a wrong ballot right is caught by whoever proves that line again; and, if the record is wrong otherwise, by
/// the comparison with the lines.
#[test]
fn a_hidden_fault_is_found() {
    let (record, position) = &*FAULTY;
    let case = Case::new(record);
    case.shards(1);
    let path = case.file(1, 1);
    let mut partial = Forged::read(&path);
    let mut segments = partial.segments.iter_mut();
    let segment = segments.find(|segment| segment.faulty.contains(position));
    let segment = segment.unwrap();
    segment.faulty.retain(|faulty| faulty != position);
    segment.read.push(*position);
    segment.read.sort_unstable();
    partial.write(&path);
    let hidden = format!("line {position}: it says that what the voter claims there holds");
    for (sample, expected) in [("1000000", hidden.as_str()), ("0", "is not what they say")] {
        let outcome = case.merge(&["--sample", sample]);
        assert_eq!((outcome.code, outcome.data.as_str()), (2, ""));
        assert!(outcome.notes.contains(expected), "{}", outcome.notes);
    }
}
