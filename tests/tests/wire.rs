//! The bytes of whole records, pinned: tests/vectors/record*.jsonl. A change of the files is a change of the protocol, and
//! they are samples of every kind of line for other programs.
#![allow(
    clippy::unwrap_used,
    clippy::as_conversions,
    reason = "a test stops at the first surprise"
)]

use ostrakon_record::{
    entry::{Entry, Kind, Signer},
    verify::{Expectations, Verdict, Verifier},
};
use ostrakon_tests::{
    fixture::{Record, Stage},
    programs::workspace,
};
use rand_core::OsRng;
use std::{collections::BTreeSet, env, fs};

#[test]
fn every_kind_of_line_is_pinned() {
    let mut aborted = Record::restarted(7);
    aborted.push(aborted.sign(Signer::Authority, aborted.abort()));
    let finished = Record::honest(7, Stage::Finished);
    let mut refreshed = Record::refreshed(7);
    refreshed.advance(Stage::Finished);
    let kinds: BTreeSet<Kind> = [&finished, &aborted, &refreshed]
        .into_iter()
        .flat_map(Record::entries)
        .map(Entry::kind)
        .collect();
    // It is the last one.
    assert_eq!(kinds.len(), Kind::Abort as usize + 1, "{kinds:?}");
    pinned("record", &finished.log(), Verdict::Verified);
    pinned("record-aborted", &aborted.log(), Verdict::Incomplete);
    pinned("record-refreshed", &refreshed.log(), Verdict::Verified);
}

fn pinned(name: &str, computed: &str, verdict: Verdict) {
    let path = workspace().join(format!("tests/vectors/{name}.jsonl"));
    if env::var_os("OSTRAKON_BLESS").is_some() {
        fs::write(&path, computed).unwrap();
    }
    let pinned = fs::read_to_string(&path).unwrap();
    for (number, (pinned, computed)) in pinned.lines().zip(computed.lines()).enumerate() {
        assert_eq!(
            pinned, computed,
            "{name}, line {number}; OSTRAKON_BLESS=1 writes it anew"
        );
    }
    assert_eq!(pinned.len(), computed.len(), "{name}");

    let mut verifier = Verifier::new(Expectations::default());
    for line in pinned.lines() {
        assert_eq!(Entry::parse(line.as_bytes()).unwrap().line(), line);
        verifier.line(line.as_bytes(), &mut OsRng);
    }
    assert_eq!(verifier.finish(&mut OsRng).verdict, verdict, "{name}");
}
