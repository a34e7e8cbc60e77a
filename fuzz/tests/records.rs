//! Whole records: lines with checkpoints, and archives. Whatever is in them, the verifier ends with a report, and only the
//! honest record passes for it.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ostrakon_fuzz::{Commands, Honest, damage::damage, fuzz};
use ostrakon_record::{
    archive::{Member, open, pack},
    verify::{Anchors, Expectations, Report, Verifier},
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::Read as _;

fn verify(lines: &[Vec<u8>], notes: &[String], expectations: Expectations) -> Report {
    let mut rng = ChaCha20Rng::seed_from_u64(5);
    let mut verifier = Verifier::new(expectations);
    let mut notes = notes.iter();
    for line in lines {
        while verifier.needs_checkpoint() {
            match notes.next() {
                Some(note) => verifier.checkpoint(note),
                None => verifier.no_more_checkpoints(),
            }
        }
        verifier.line(line, &mut rng);
    }
    notes.for_each(|note| verifier.checkpoint(note));
    verifier.finish(&mut rng)
}

/// Lines and checkpoints are damaged as bytes and as text.
#[test]
fn whole_records() {
    let honest = Honest::election();
    let all: Vec<Vec<u8>> = honest
        .lines
        .iter()
        .map(|line| line.clone().into_bytes())
        .collect();
    let signed: Vec<String> = [1, 5, all.len()]
        .map(|size| {
            honest
                .record
                .sign_checkpoint(&honest.record.checkpoint(size))
                .to_string()
        })
        .to_vec();
    let anchors = Anchors {
        election: Some(*honest.record.election().id()),
        ..Anchors::default()
    };
    let expectations = || Expectations {
        anchors: anchors.clone(),
        ..Expectations::default()
    };
    let report = verify(&all, &signed, expectations());
    assert_eq!(
        report.failed().count(),
        0,
        "{:?}",
        report.failed().collect::<Vec<_>>()
    );
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let (mut lines, mut notes) = (all.clone(), signed.clone());
        for _ in 0..=commands.below(3) {
            match commands.below(6) {
                0 => {
                    let note = commands.below(notes.len());
                    let damaged = damage(&mut commands, notes.get(note).unwrap(), &signed);
                    *notes.get_mut(note).unwrap() = damaged;
                }
                1 => {
                    let note = commands.pick(&signed).clone();
                    notes.insert(commands.below(notes.len() + 1), note);
                }
                2 => {
                    let line = commands.below(lines.len());
                    let text = String::from_utf8_lossy(lines.get(line).unwrap()).into_owned();
                    *lines.get_mut(line).unwrap() = damage(&mut commands, &text, &honest.lines).into_bytes();
                }
                3 => {
                    let line = commands.below(lines.len());
                    let line = lines.get_mut(line).unwrap();
                    let place = commands.below(line.len().max(1));
                    if let Some(byte) = line.get_mut(place) {
                        *byte = commands.byte();
                    }
                }
                4 => lines.insert(
                    commands.below(lines.len() + 1),
                    vec![commands.byte(); commands.below(80)],
                ),
                _ => {
                    let line = commands.pick(&all).clone();
                    lines.push(line);
                }
            }
        }
        let report = verify(&lines, &notes, expectations());
        let honest_record = all.starts_with(&lines);
        if !honest_record {
            assert!(report.failed().next().is_some(), "{}", report.head);
        }
        assert!(report.result.is_none() || report.failed().next().is_none());
    });
}

/// Members of an archive are moved, doubled, cut and changed, before and after they are compressed.
#[test]
fn archives() {
    let honest = Honest::election();
    let log = honest.lines.join("\n") + "\n";
    let notes = honest
        .record
        .sign_checkpoint(&honest.record.checkpoint(honest.lines.len()))
        .to_string();
    let length = |text: &str| u64::try_from(text.len()).unwrap();
    let mut archive = Vec::new();
    let content = (log.as_bytes(), length(&log));
    pack(Some((notes.as_bytes(), length(&notes))), content, &mut archive).unwrap();
    let mut tar = Vec::new();
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(&archive[..]).unwrap();
    decoder.read_to_end(&mut tar).unwrap();
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let packed = commands.below(2) == 0;
        let mut bytes = if packed { archive.clone() } else { tar.clone() };
        for _ in 0..=commands.below(4) {
            // The first blocks are those where it hurts.
            let end = if commands.below(2) == 0 {
                2_048
            } else {
                bytes.len()
            };
            let place = commands.below(end.min(bytes.len()).max(1));
            match commands.below(4) {
                0 => bytes.truncate(place),
                1 => drop(bytes.splice(place..place, [commands.byte()])),
                2 => {
                    let block = bytes.get(place / 512 * 512..).unwrap_or_default();
                    let block: Vec<u8> = block.iter().copied().take(512).collect();
                    let to = (commands.below(bytes.len() + 1)) / 512 * 512;
                    drop(bytes.splice(to..to, block));
                }
                _ => {
                    if let Some(byte) = bytes.get_mut(place) {
                        *byte = commands.byte();
                    }
                }
            }
        }
        if !packed {
            bytes = compress_to_vec(&bytes[..], CompressionLevel::Fastest);
        }
        for member in [Member::Checkpoints, Member::Log] {
            if let Ok(Some(mut reader)) = open(&bytes[..], member) {
                let mut content = Vec::new();
                let size = reader.size();
                if reader.read_to_end(&mut content).is_ok() {
                    assert_eq!(u64::try_from(content.len()).unwrap(), size);
                }
                assert!(content.len() <= (bytes.len() * 101).max(5 << 20));
            }
        }
    });
}
