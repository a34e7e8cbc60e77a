//! The forged records, and honest ones beside them, as files for other implementations of the verifier.
//!
//! Below cargo's folder for tests' files (`target/tmp`), `tamper/NNN-name/` has, for each record,
//!
//! - `log.jsonl` and `checkpoints` (docs/record.md §6); there may be no checkpoints,
//! - `observer.json`, what its observer knows from elsewhere: `election`, `authority`, `registrar`, `log` (a hash and keys, or
//!   null), `trustees` (keys, or null), `trackers`, `announced` (as `verifier-cli --expect` takes it, or null), `checkpoints`
//!   (texts), `proofs` (texts of docs/record.md §10), `receipts` (§3.4), `copies` of `entries` and `head`,
//! - `expected.json`, what this implementation says: `verdict`, `failed` (the checks that fail, in the order of the
//!   table of checks) and `not_run` (those that did not run).
//!
//! The folder is made anew by each run. Numbers and names are stable, the bytes are not: some forgeries are random.

use super::*;
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

/// Verifies records, and writes down what came out.
pub(super) struct Corpus {
    folder: PathBuf,
    written: usize,
}

impl Corpus {
    pub(super) fn new() -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("tamper");
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        Self { folder, written: 0 }
    }

    pub(super) fn verify(
        &mut self,
        name: &str,
        log: &str,
        checkpoints: &[String],
        expectations: Expectations,
    ) -> Report {
        let slug: String = name
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() {
                    letter
                } else {
                    '-'
                }
            })
            .collect();
        let folder = self.folder.join(format!("{:03}-{slug}", self.written));
        self.written += 1;
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("log.jsonl"), log).unwrap();
        if !checkpoints.is_empty() {
            fs::write(folder.join("checkpoints"), checkpoints.join("\n")).unwrap();
        }
        let write = |name: &str, value: &Value| {
            fs::write(
                folder.join(name),
                serde_json::to_string_pretty(value).unwrap() + "\n",
            )
            .unwrap();
        };
        write("observer.json", &observer(&expectations));
        let parts = [1, 5].map(|lines| {
            let merged = shards::merged(log, checkpoints, expectations.clone(), lines);
            (lines, merged)
        });
        let report = verify(log, checkpoints, expectations);
        for (lines, merged) in parts {
            assert_eq!(merged, report, "{name}, in parts of {lines} lines");
        }
        write("expected.json", &expected(&report));
        report
    }

    /// Honest records, as far as each stage and in each way in which one ends.
    pub(super) fn honest(&mut self) {
        let mut add = |name: &str, record: &Record, checkpoints: &[String], expectations: Expectations| {
            let report = self.verify(
                &format!("honest {name}"),
                &record.log(),
                checkpoints,
                expectations,
            );
            assert_eq!(failed(&report), [], "{name}");
        };
        for stage in Stage::ALL {
            let record = Record::honest(SEED, stage);
            add(&format!("{stage:?}"), &record, &[], Expectations::default());
        }
        let mut restarted = Record::restarted(SEED);
        add("restarted", &restarted, &[], Expectations::default());
        restarted.advance(Stage::Finished);
        add("restarted and finished", &restarted, &[], Expectations::default());
        let mut aborted = Record::honest(SEED, Stage::Voted);
        aborted.push(aborted.sign(Signer::Authority, aborted.abort()));
        add("aborted", &aborted, &[], Expectations::default());
        let mut withheld = Record::honest(SEED, Stage::Open);
        let ballot = withheld.ballot(0, &Roles::choices(0));
        withheld.push(ballot);
        withheld.push(withheld.sign(Signer::Authority, withheld.close()));
        add("withheld", &withheld, &[], Expectations::default());
        for (name, record) in refresh::honest() {
            add(name, &record, &[], Expectations::default());
        }
        let (record, checkpoints, expectations) = transparency::attested();
        add("attested", &record, &checkpoints, expectations);
        let (record, checkpoints) = transparency::cosigned();
        add("cosigned", &record, &checkpoints, Expectations::default());
    }
}

fn observer(expectations: &Expectations) -> Value {
    let Expectations {
        anchors,
        result,
        trackers,
        testimony,
        // An earlier run of the same verifier: none in the corpus.
        proved: _,
    } = expectations;
    let announced = result.as_ref().map(|contests| {
        let contests = contests.iter().map(|contest| {
            let options = contest.options.iter();
            let options: Vec<Value> = options
                .map(|option| json!({ "id": option.id, "count": option.count }))
                .collect();
            json!({ "contest": contest.contest, "options": options, "blank": contest.blank })
        });
        contests.collect::<Vec<_>>()
    });
    let copies = testimony.copies.iter();
    json!({
        "election": anchors.election,
        "authority": anchors.authority,
        "registrar": anchors.registrar,
        "log": anchors.board,
        "trustees": anchors.trustees,
        "trackers": trackers,
        "announced": announced,
        "checkpoints": testimony.checkpoints,
        "proofs": testimony.proofs.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "receipts": testimony.receipts,
        "copies": copies
            .map(|copy| json!({ "entries": copy.entries, "head": copy.head }))
            .collect::<Vec<_>>(),
    })
}

fn expected(report: &Report) -> Value {
    let verdict = match report.verdict {
        Verdict::Verified => "verified",
        Verdict::Failed => "failed",
        Verdict::Incomplete => "incomplete",
    };
    let ids = |status| {
        let checks = report.checks.iter().filter(move |check| check.status == status);
        checks.map(|check| check.id.to_string()).collect::<Vec<_>>()
    };
    json!({ "verdict": verdict, "failed": ids(CheckStatus::Fail), "not_run": ids(CheckStatus::NotRun) })
}
