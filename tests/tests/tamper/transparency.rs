//! Checkpoints, witnesses, receipts and earlier copies: checks L2 to L5.

use super::*;
use ostrakon_record::{
    evidence::{BrokenPromise, Evidence, EvidenceError, Investigation, Promise},
    receipt::Receipt,
    tlog::{Checkpoint, Frontier, KeyName, NodeHash, proof::inclusion_proof, tlog_proof::TlogProof},
    verify::{EarlierCopy, Testimony},
};

/// An honest record, and checkpoints of it: of every third line and of the last one.
struct Published {
    record: Record,
    checkpoints: Vec<String>,
}

impl Published {
    fn new() -> Self {
        let record = Record::honest(SEED, Stage::Finished);
        let lines = record.entries().len();
        let sizes = (1..lines).step_by(3).chain([lines]);
        let checkpoints = sizes
            .map(|size| record.sign_checkpoint(&record.checkpoint(size)).to_string())
            .collect();
        Self { record, checkpoints }
    }

    fn lines(&self) -> usize {
        self.record.entries().len()
    }

    fn sign(&self, checkpoint: &Checkpoint) -> String {
        self.record.sign_checkpoint(checkpoint).to_string()
    }

    /// The checkpoint of so many lines, if the last of them were another one.
    fn forked(&self, size: usize) -> Checkpoint {
        Checkpoint {
            root: NodeHash::of_leaf(b"another history"),
            ..self.record.checkpoint(size)
        }
    }

    /// A checkpoint of a log with more lines.
    fn longer(&self) -> Checkpoint {
        let mut checkpoint = self.forked(self.lines());
        checkpoint.size += 1;
        checkpoint
    }
}

fn replaced(mut checkpoints: Vec<String>, position: usize, checkpoint: String) -> Vec<String> {
    checkpoints[position] = checkpoint;
    checkpoints
}

fn inserted(mut checkpoints: Vec<String>, position: usize, checkpoint: String) -> Vec<String> {
    checkpoints.insert(position, checkpoint);
    checkpoints
}

pub(super) fn checkpoint_forgeries(matrix: &mut Matrix) {
    let honest = Published::new();
    let origin = KeyName::new("elsewhere.example/log").unwrap();
    let elsewhere = Checkpoint {
        origin,
        ..honest.record.checkpoint(4)
    };
    let stranger = SigningKey::generate(&mut OsRng);
    let unsigned = honest.record.checkpoint(4).sign(&stranger).to_string();
    // One base64 digit of the signature.
    let mut damaged = honest.checkpoints[1].clone();
    let digit = damaged.len() - 20;
    let other = if damaged.as_bytes()[digit] == b'A' {
        "B"
    } else {
        "A"
    };
    damaged.replace_range(digit..=digit, other);
    let second = |note: String| replaced(honest.checkpoints.clone(), 1, note);
    for (name, checkpoints) in [
        ("a wrong root", second(honest.sign(&honest.forked(4)))),
        ("another log's", second(honest.sign(&elsewhere))),
        ("signed by somebody", second(unsigned)),
        ("a damaged signature", second(damaged)),
        ("no note", second("4 lines, believe me\n".to_owned())),
    ] {
        matrix.published(CheckId::L2, name, &honest.record, checkpoints);
    }
    let last = honest.checkpoints.len() - 1;
    for (name, position, checkpoint) in [
        ("two histories", 2, honest.sign(&honest.forked(4))),
        (
            "an older one after a newer one",
            3,
            honest.sign(&honest.record.checkpoint(2)),
        ),
        (
            "more lines than there are",
            last + 1,
            honest.sign(&honest.longer()),
        ),
    ] {
        let checkpoints = inserted(honest.checkpoints.clone(), position, checkpoint);
        matrix.published(CheckId::L3, name, &honest.record, checkpoints);
    }
}

/// A finished election with witnesses, and the positions of its close and result lines.
fn watched() -> (Record, usize, usize) {
    let mut record = Record::new(Roles::new(SEED, 7).witnessed());
    record.advance(Stage::Closed);
    let close = record.entries().len() - 1;
    record.advance(Stage::Finished);
    let result = record.entries().len() - 1;
    (record, close, result)
}

pub(super) fn witness_forgeries(matrix: &mut Matrix) {
    let (record, close, result) = watched();
    let cosigned = |size: usize, witnesses: &[u8]| {
        let checkpoint = record.checkpoint(size);
        record.cosign_checkpoint(&checkpoint, witnesses).to_string()
    };
    // The third witness's signature of another tree, moved to this one.
    let moved = {
        let other = record.cosign_checkpoint(&record.checkpoint(3), &[3]);
        let cosignature = other.note().signatures()[1].clone();
        let signed = record.cosign_checkpoint(&record.checkpoint(result + 1), &[1, 2]);
        signed.with([cosignature]).unwrap().to_string()
    };
    for (name, checkpoints) in [
        ("nobody has cosigned", vec![cosigned(result + 1, &[])]),
        ("too few have cosigned", vec![cosigned(result + 1, &[2])]),
        ("a stranger has cosigned", vec![cosigned(result + 1, &[2, 9])]),
        (
            "only what is before the close line",
            vec![cosigned(close, &[1, 2, 3]), cosigned(result + 1, &[1])],
        ),
        (
            "only what is before the result",
            vec![cosigned(result, &[1, 2, 3]), cosigned(result + 1, &[1])],
        ),
        ("no checkpoint at all", Vec::new()),
        ("a cosignature of something else", vec![moved]),
    ] {
        matrix.published(CheckId::L4, name, &record, checkpoints);
    }
}

/// Any two of the three suffice, late or early; before the close line there is nothing to check.
#[test]
fn enough_witnesses_pass() {
    let (record, close, result) = watched();
    let cosigned = |size: usize, witnesses: &[u8]| {
        record
            .cosign_checkpoint(&record.checkpoint(size), witnesses)
            .to_string()
    };
    let log = record.log();
    let status = |log: &str, checkpoints: &[String]| {
        let report = verify(log, checkpoints, Expectations::default());
        assert_eq!(failed(&report), []);
        let check = report.checks.iter().find(|check| check.id == CheckId::L4);
        check.unwrap().status
    };
    for checkpoints in [
        vec![cosigned(result + 1, &[1, 3])],
        vec![cosigned(close + 1, &[1, 2]), cosigned(result + 1, &[3, 2])],
        vec![
            cosigned(3, &[]),
            cosigned(close + 1, &[]),
            cosigned(result + 1, &[1, 2, 3]),
        ],
    ] {
        assert_eq!(status(&log, &checkpoints), CheckStatus::Pass);
    }
    let closed: String = log.split_inclusive('\n').take(close + 1).collect();
    assert_eq!(
        status(&closed, &[cosigned(close + 1, &[1, 2])]),
        CheckStatus::Pass
    );
    let open: String = log.split_inclusive('\n').take(close).collect();
    assert_eq!(status(&open, &[]), CheckStatus::NotRun);
}

pub(super) fn testimony_forgeries(matrix: &mut Matrix) {
    let honest = Published::new();
    let stranger = SigningKey::generate(&mut OsRng);
    let id = *honest.record.election().id();
    let key = honest.record.roles.log_key.as_ref().unwrap();
    let true_receipt = honest.record.receipt(7);
    let receipt = |key: &SigningKey, election: Hash, seq: u64, line: Hash, body: Hash| Testimony {
        receipts: vec![Receipt::sign(key, election, seq, line, body)],
        ..Testimony::default()
    };
    let (line, body, other) = (true_receipt.line, true_receipt.body, Hash::of(b"another"));
    let checkpoint = |note: String| Testimony {
        checkpoints: vec![note],
        ..Testimony::default()
    };
    let copy = |entries: usize, head: Hash| Testimony {
        copies: vec![EarlierCopy {
            entries: u64::try_from(entries).unwrap(),
            head,
        }],
        ..Testimony::default()
    };
    let proof = |checkpoint: &Checkpoint, index: u64| {
        let leaf = |index: u64| honest.record.entries()[usize::try_from(index).unwrap()].line();
        let read = |level: u8, index: u64| {
            let leaves = (index << level)..(index + 1) << level;
            let tree: Frontier = leaves
                .map(|index| NodeHash::of_leaf(leaf(index).as_bytes()))
                .collect();
            Ok::<_, ()>(tree.root())
        };
        let mut proof = TlogProof {
            extra: None,
            index,
            hashes: inclusion_proof(7, checkpoint.size, read).unwrap(),
            checkpoint: honest.sign(checkpoint),
        };
        // Read again, as a file is.
        proof = proof.to_string().parse().unwrap();
        Testimony {
            proofs: vec![proof],
            ..Testimony::default()
        }
    };
    let report = verify(
        &honest.record.log(),
        &honest.checkpoints,
        Expectations {
            testimony: proof(&honest.record.checkpoint(13), 7),
            ..Expectations::default()
        },
    );
    assert_eq!(failed(&report), [], "a true proof");
    for (name, testimony) in [
        ("a proof of another line", proof(&honest.record.checkpoint(13), 6)),
        ("a proof in another tree", proof(&honest.forked(13), 7)),
        ("a receipt for another line", receipt(key, id, 7, other, body)),
        ("a receipt for another body", receipt(key, id, 7, line, other)),
        (
            "a receipt for a line that is missing",
            receipt(key, id, 700, line, body),
        ),
        (
            "a receipt of another election",
            receipt(key, other, 7, line, body),
        ),
        ("a receipt by somebody", receipt(&stranger, id, 7, line, body)),
        (
            "a checkpoint with another root",
            checkpoint(honest.sign(&honest.forked(9))),
        ),
        (
            "a checkpoint of more lines",
            checkpoint(honest.sign(&honest.longer())),
        ),
        (
            "a checkpoint by somebody",
            checkpoint(honest.record.checkpoint(9).sign(&stranger).to_string()),
        ),
        ("a checkpoint that is none", checkpoint("9\n".to_owned())),
        ("a longer copy", copy(honest.lines() + 1, other)),
        ("another copy", copy(5, other)),
    ] {
        matrix.0.push(Forgery {
            check: CheckId::L5,
            name,
            log: honest.record.log(),
            checkpoints: honest.checkpoints.clone(),
            expectations: Expectations {
                testimony,
                ..Expectations::default()
            },
        });
    }
}

/// A finished election, its checkpoints, and much that is true of it.
pub(super) fn attested() -> (Record, Vec<String>, Expectations) {
    let honest = Published::new();
    let record = &honest.record;
    let lines = honest.lines();
    let testimony = Testimony {
        checkpoints: [0, 1, 5, lines]
            .map(|size| honest.sign(&record.checkpoint(size)))
            .into(),
        proofs: Vec::new(),
        receipts: (0..lines).map(|seq| record.receipt(seq)).collect(),
        copies: [1, 6, lines]
            .map(|entries| EarlierCopy {
                entries: u64::try_from(entries).unwrap(),
                head: *record.entries()[entries - 1].hash(),
            })
            .into(),
    };
    let expectations = Expectations {
        testimony,
        ..Expectations::default()
    };
    // The same checkpoint once more is no fault.
    let again = inserted(honest.checkpoints.clone(), 1, honest.checkpoints[0].clone());
    (honest.record, again, expectations)
}

/// A finished election whose close line and result two of three witnesses have seen.
pub(super) fn cosigned() -> (Record, Vec<String>) {
    let (record, close, result) = watched();
    let checkpoints = [(3, &[][..]), (close + 1, &[1, 2]), (result + 1, &[3, 2])].map(|(size, witnesses)| {
        record
            .cosign_checkpoint(&record.checkpoint(size), witnesses)
            .to_string()
    });
    (record, checkpoints.into())
}

/// Whoever holds the truth finds it confirmed.
#[test]
fn true_checkpoints_receipts_and_copies_pass() {
    let (record, again, expectations) = attested();
    let report = verify(&record.log(), &again, expectations);
    assert_eq!(failed(&report), []);
    assert_eq!(report.verdict, Verdict::Verified);
    for check in report.checks {
        let ran = [CheckId::L2, CheckId::L3, CheckId::L5].contains(&check.id);
        assert!(!ran || check.status == CheckStatus::Pass, "{}", check.id);
    }
}

/// What a log has signed and does not keep can be proved to anybody, and what it keeps cannot be proved against it.
#[test]
fn broken_promises_are_proved_without_the_record() {
    let honest = Published::new();
    let record = &honest.record;
    let id = *record.election().id();
    let key = record.roles.log_key.as_ref().unwrap();
    let kept = record.receipt(7);
    let broken = Receipt::sign(key, id, 8, kept.line, kept.body);
    let stranger = Receipt::sign(&SigningKey::generate(&mut OsRng), id, 8, kept.line, kept.body);
    let beyond = Receipt::sign(key, id, 700, kept.line, kept.body);
    let forked = honest.forked(9);
    let testimony = Testimony {
        receipts: vec![kept, broken, stranger, beyond],
        checkpoints: vec![
            honest.sign(&record.checkpoint(5)),
            honest.sign(&forked),
            honest.sign(&honest.forked(honest.lines())),
            honest.sign(&honest.longer()),
        ],
        ..Testimony::default()
    };
    let newest = honest.checkpoints.last().unwrap();
    let investigate = |newest: &str, testimony: &Testimony| {
        let mut investigation = Investigation::new(newest, testimony).unwrap();
        for entry in record.entries() {
            investigation.line(entry.line().as_bytes());
        }
        investigation.finish()
    };
    let evidence = investigate(newest, &testimony);
    let proved: Vec<BrokenPromise> = evidence
        .iter()
        .map(|evidence| {
            // As whoever is shown it reads it.
            let text = serde_json::to_string(evidence).unwrap();
            let misbehaviour = serde_json::from_str::<Evidence>(&text).unwrap().verify().unwrap();
            assert_eq!(misbehaviour.election, id);
            misbehaviour.broken
        })
        .collect();
    let lines = u64::try_from(honest.lines()).unwrap();
    assert_eq!(
        proved,
        [
            BrokenPromise::Line {
                seq: 8,
                promised: kept.line,
                found: *record.entries()[8].hash(),
            },
            BrokenPromise::History {
                size: 9,
                promised: forked.root,
                found: record.checkpoint(9).root,
            },
            BrokenPromise::History {
                size: lines,
                promised: forked.root,
                found: record.checkpoint(honest.lines()).root,
            },
        ]
    );
    assert!(
        investigate(&honest.checkpoints[1], &testimony).is_empty(),
        "a checkpoint of four lines breaks no promise about later ones"
    );
    // Each proof stands alone.
    let receipt = Testimony {
        receipts: vec![broken],
        ..Testimony::default()
    };
    assert_eq!(investigate(newest, &receipt), evidence[..1]);
    let checkpoint = Testimony {
        checkpoints: vec![honest.sign(&forked)],
        ..Testimony::default()
    };
    assert_eq!(investigate(newest, &checkpoint), evidence[1..2]);

    // Whatever is changed in it, it proves nothing any more.
    let Promise::Receipt { receipt, line } = evidence[0].promise.clone() else {
        panic!("not a receipt")
    };
    let change = |change: &dyn Fn(&mut Evidence)| {
        let mut changed = evidence[0].clone();
        change(&mut changed);
        changed.verify().unwrap_err()
    };
    let other_line = record.entries()[7].line();
    assert!(matches!(
        change(&|evidence| evidence.promise = Promise::Receipt {
            receipt,
            line: other_line.clone()
        }),
        EvidenceError::Proof(_)
    ));
    assert!(matches!(
        change(&|evidence| evidence.promise = Promise::Receipt {
            receipt: stranger,
            line: line.clone()
        }),
        EvidenceError::Receipt(_)
    ));
    assert!(matches!(
        change(&|evidence| evidence.checkpoint = honest.sign(&honest.forked(honest.lines()))),
        EvidenceError::Proof(_)
    ));
    assert!(matches!(
        change(&|evidence| {
            let stranger = SigningKey::generate(&mut OsRng);
            evidence.checkpoint = record.checkpoint(honest.lines()).sign(&stranger).to_string();
        }),
        EvidenceError::Checkpoint(_)
    ));
    assert!(matches!(
        change(&|evidence| evidence.proof.truncate(1)),
        EvidenceError::Proof(_)
    ));
    let elsewhere = Record::honest(SEED + 1, Stage::Defined);
    assert!(matches!(
        change(&|evidence| evidence.manifest = elsewhere.entries()[0].line()),
        EvidenceError::Checkpoint(_)
    ));
    assert_eq!(
        change(&|evidence| evidence.manifest = line.clone()),
        EvidenceError::Manifest
    );
    let true_receipt = record.receipt(8);
    assert_eq!(
        change(&|evidence| {
            evidence.promise = Promise::Receipt {
                receipt: true_receipt,
                line: line.clone(),
            };
        }),
        EvidenceError::Kept
    );
}
