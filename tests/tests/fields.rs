//! Every field of every kind of line matters: each is changed by itself, signed anew by its role and chained anew, so
//! that neither signature nor chain gives it away, and the record must not verify any more. The snapshot tells which
//! checks notice.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use data_encoding::BASE64URL_NOPAD;
use ostrakon_crypto::{group::Element, hash::Hash, secret::SecretScalar, signature::SigningKey};
use ostrakon_record::{
    body::Body,
    entry::{Entry, Kind, Signer, Submission},
    verify::{CheckId, Expectations, Verdict, Verifier},
};
use ostrakon_tests::fixture::{Record, Stage};
use rand_chacha::ChaCha20Rng;
use rand_core::{OsRng, SeedableRng as _};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Where a value stands in a body, by the names on the way to it; elements of arrays without their numbers.
type Path = String;

/// What a value of canonical JSON is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    Leaf,
    /// The places of its elements.
    Array(Vec<Range<usize>>),
}

/// All values of canonical JSON, and where they stand.
struct Walk<'a> {
    json: &'a str,
    at: usize,
    found: Vec<(Path, Range<usize>, Value)>,
}

impl<'a> Walk<'a> {
    fn all(json: &'a str) -> Vec<(Path, Range<usize>, Value)> {
        let mut walk = Self {
            json,
            at: 0,
            found: Vec::new(),
        };
        walk.value(&Path::new());
        assert_eq!(walk.at, json.len());
        walk.found
    }

    fn next(&self) -> u8 {
        self.json.as_bytes()[self.at]
    }

    fn value(&mut self, path: &Path) -> Range<usize> {
        let start = self.at;
        match self.next() {
            b'{' => {
                self.at += 1;
                while self.next() != b'}' {
                    let name = self.string();
                    let name = self.json[name].trim_matches('"').to_owned();
                    self.at += 1;
                    self.value(&format!("{path}.{name}"));
                    self.comma();
                }
                self.at += 1;
            }
            b'[' => {
                self.at += 1;
                let mut elements = Vec::new();
                while self.next() != b']' {
                    elements.push(self.value(&format!("{path}[]")));
                    self.comma();
                }
                self.at += 1;
                self.found
                    .push((path.clone(), start..self.at, Value::Array(elements)));
            }
            b'"' => {
                let range = self.string();
                self.found.push((path.clone(), range, Value::Leaf));
            }
            _ => {
                while self.at < self.json.len() && !b",]}".contains(&self.next()) {
                    self.at += 1;
                }
                self.found.push((path.clone(), start..self.at, Value::Leaf));
            }
        }
        start..self.at
    }

    fn string(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += 1;
        while self.next() != b'"' {
            self.at += if self.next() == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        start..self.at
    }

    fn comma(&mut self) {
        if self.next() == b',' {
            self.at += 1;
        }
    }
}

/// Other values of the same form for a leaf; `null` is the absence of a value and has none.
fn others(leaf: &str) -> Vec<String> {
    match leaf {
        "null" => Vec::new(),
        "true" => vec!["false".to_owned()],
        "false" => vec!["true".to_owned()],
        _ => {
            if let Ok(number) = leaf.parse::<u64>() {
                return vec![(number + 1).to_string()];
            }
            let text = leaf.trim_matches('"');
            if text.parse::<Hash>().is_ok() {
                return vec![format!("\"{}\"", Hash::of(text.as_bytes()))];
            }
            match BASE64URL_NOPAD.decode(text.as_bytes()) {
                Ok(bytes) if bytes.len() >= 32 => (0..bytes.len().div_ceil(32))
                    .flat_map(|chunk| with_other_chunk(&bytes, chunk))
                    // It may be a role's key.
                    .chain((bytes.len() == 32).then(|| verifying_key().to_vec()))
                    .map(|bytes| format!("\"{}\"", BASE64URL_NOPAD.encode(&bytes)))
                    .collect(),
                _ => vec![format!("\"{text}x\"")],
            }
        }
    }
}

/// The same changes in every run: the snapshot tells what they do.
fn rng() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(41)
}

fn verifying_key() -> [u8; 32] {
    SigningKey::generate(&mut rng())
        .verifying_key()
        .as_bytes()
        .to_owned()
}

/// With another bit in a part of 32 bytes, and, where a point can be, with another point.
fn with_other_chunk(bytes: &[u8], chunk: usize) -> Vec<Vec<u8>> {
    let range = 32 * chunk..bytes.len().min(32 * chunk + 32);
    let mut flipped = bytes.to_vec();
    flipped[range.start] ^= 1;
    let part = <[u8; 32]>::try_from(&bytes[range.clone()]);
    let another = part
        .is_ok_and(|part| Element::from_bytes(&part).is_ok())
        .then(|| {
            let mut bytes = bytes.to_vec();
            bytes[range].copy_from_slice(SecretScalar::random(&mut rng()).public().as_bytes());
            bytes
        });
    [flipped].into_iter().chain(another).collect()
}

/// The bodies that differ from this one in a single place, each with the place.
fn variants(body: &str) -> Vec<(Path, String)> {
    let mut variants = Vec::new();
    for (path, range, value) in Walk::all(body) {
        let mut replace = |what: &str, with: &str| {
            let mut text = body.to_owned();
            text.replace_range(range.clone(), with);
            assert_ne!(text, body);
            variants.push((format!("{path}{what}"), text));
        };
        match value {
            Value::Leaf => others(&body[range.clone()])
                .iter()
                .for_each(|other| replace("", other)),
            Value::Array(elements) => {
                let elements: Vec<&str> = elements.into_iter().map(|element| &body[element]).collect();
                let Some((last, rest)) = elements.split_last() else {
                    continue;
                };
                replace(" without its last", &format!("[{}]", rest.join(",")));
                replace(
                    " with its last twice",
                    &format!("[{},{last}]", elements.join(",")),
                );
                if elements.len() > 1 && elements[0] != *last {
                    let mut swapped = elements.clone();
                    swapped.swap(0, elements.len() - 1);
                    replace(" in another order", &format!("[{}]", swapped.join(",")));
                }
            }
        }
    }
    variants
}

/// As the role of the original line signs.
fn sign(record: &Record, original: &Submission, body: Body) -> Submission {
    let Body::Ballot(ballot) = original.body() else {
        return record.sign(original.signer(), body);
    };
    let voter = record
        .roles
        .voters
        .iter()
        .find(|voter| voter.key.credential() == ballot.credential)
        .unwrap();
    let tracker = Hash::of(body.encode().as_bytes());
    let signature = voter.key.sign(record.election().id(), &tracker, &mut OsRng);
    Submission::with_signature(Signer::Voter, body, signature)
}

/// The record with another body at one place: signed anew, all lines after it chained anew. None if the bytes are no such
/// body at all: no reader accepts that line.
fn with_body(record: &Record, seq: usize, text: &str) -> Option<Vec<String>> {
    let original = record.entries()[seq].submission();
    let body = Body::decode(original.kind(), text.as_bytes()).ok()?;
    let line = sign(record, original, body);
    let mut lines: Vec<String> = record.entries()[..seq].iter().map(Entry::line).collect();
    let mut prev = record.entries()[seq].prev().to_owned();
    let rest = record.entries()[seq + 1..].iter().map(Entry::submission);
    for submission in [&line].into_iter().chain(rest) {
        let entry = Entry::place(lines.len().try_into().unwrap(), prev, submission.clone()).ok()?;
        prev = *entry.hash();
        lines.push(entry.line());
    }
    Some(lines)
}

/// The verdict, and the checks that failed.
type Outcome = (Verdict, BTreeSet<CheckId>);

fn verify(lines: &[String]) -> Outcome {
    let mut verifier = Verifier::new(Expectations::default());
    for line in lines {
        verifier.line(line.as_bytes(), &mut OsRng);
    }
    let report = verifier.finish(&mut OsRng);
    (report.verdict, report.failed().map(|check| check.id).collect())
}

/// The first and the last line of every kind.
fn places(record: &Record) -> BTreeSet<usize> {
    let kinds: Vec<Kind> = record.entries().iter().map(Entry::kind).collect();
    let ends = |kind: &Kind| {
        let same = |other: &Kind| other == kind;
        [
            kinds.iter().position(same).unwrap(),
            kinds.iter().rposition(same).unwrap(),
        ]
    };
    kinds.iter().flat_map(ends).collect()
}

#[test]
fn no_field_can_be_changed() {
    let (finished, restarted) = (Record::honest(41, Stage::Finished), Record::restarted(41));
    let refreshed = Record::refreshed(41);
    let is_start = |entry: &Entry| entry.kind() == Kind::KeyRefresh;
    let start = refreshed.entries().iter().position(is_start).unwrap();
    let mut cases = Vec::new();
    for (record, verdict, places) in [
        (&finished, Verdict::Verified, places(&finished)),
        // Only what the other record has not.
        (
            &restarted,
            Verdict::Incomplete,
            places(&restarted).split_off(&(restarted.entries().len() - 2)),
        ),
        // Its start, and a line of those who hold the key at its end.
        (
            &refreshed,
            Verdict::Incomplete,
            BTreeSet::from([start, refreshed.entries().len() - 1]),
        ),
    ] {
        let honest: Vec<String> = record.entries().iter().map(Entry::line).collect();
        assert_eq!(verify(&honest), (verdict, BTreeSet::new()));
        for seq in places {
            let body = record.entries()[seq].body().encode();
            for (path, text) in variants(&body) {
                cases.push((record, seq, path, text));
            }
        }
    }
    let outcomes: Vec<(Kind, &Path, Option<Outcome>)> = cases
        .par_iter()
        .map(|(record, seq, path, text)| {
            let lines = with_body(record, *seq, text);
            (
                record.entries()[*seq].kind(),
                path,
                lines.map(|lines| verify(&lines)),
            )
        })
        .collect();
    let mut table: BTreeMap<(Kind, &Path), BTreeSet<String>> = BTreeMap::new();
    for (kind, path, outcome) in outcomes {
        let noticed = match outcome {
            None => "no line of this protocol".to_owned(),
            Some((verdict, failed)) => {
                assert_eq!(verdict, Verdict::Failed, "{kind}{path} can be changed unnoticed");
                assert!(
                    !failed.contains(&CheckId::L1),
                    "{kind}{path}: the test breaks the chain"
                );
                failed
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" ")
            }
        };
        table.entry((kind, path)).or_default().insert(noticed);
    }
    let table: Vec<String> = table
        .into_iter()
        .map(|((kind, path), noticed)| {
            let noticed: Vec<String> = noticed.into_iter().collect();
            format!("{kind}{path}: {}", noticed.join(" | "))
        })
        .collect();
    // `INSTA_UPDATE=always cargo test -p ostrakon-tests --test fields` writes it anew; read what changed.
    insta::assert_snapshot!(table.join("\n"));
}
