//! Records verified in parts: whatever is forged, and wherever the parts meet, the report is that of the whole record.

use super::*;
use core::{convert::Infallible, ops::Range};
use ostrakon_record::{
    tlog::checkpoint::UnverifiedCheckpoint,
    verify::shard::{Audit, Merge, Opening, Segment, Shard},
};

/// The lines, the last one perhaps cut off.
fn lines(log: &str) -> (Vec<&[u8]>, bool) {
    let (lines, rest) = log.rsplit_once('\n').unwrap_or((log, ""));
    let mut all: Vec<&[u8]> = lines.split('\n').map(str::as_bytes).collect();
    let cut = !rest.is_empty();
    if cut {
        all.push(rest.as_bytes());
    }
    (all, cut)
}

/// Number of lines up to the one that opens the election.
fn opening(lines: &[&[u8]]) -> (Opening, usize) {
    let mut opening = Opening::default();
    let opened = lines.iter().position(|line| opening.line(line));
    (opening, opened.map_or(lines.len(), |at| at + 1))
}

fn number(line: usize) -> u64 {
    u64::try_from(line).unwrap()
}

fn before(lines: &[&[u8]], first: usize) -> Hash {
    first.checked_sub(1).map_or(Hash::ZERO, |at| Hash::of(lines[at]))
}

fn part(lines: &[&[u8]], opening: &Opening, range: &Range<usize>, sizes: &[u64]) -> Vec<Segment> {
    let Some(election) = opening.election() else {
        return Vec::new();
    };
    let sizes = sizes.iter().copied();
    let mut shard = Shard::new(election, number(range.start), before(lines, range.start), sizes);
    let mut segments: Vec<Segment> = lines[range.clone()]
        .iter()
        .flat_map(|line| shard.line(line, &mut OsRng))
        .collect();
    let (rest, after) = shard.finish(&mut OsRng);
    assert_eq!(after, before(lines, range.end));
    segments.extend(rest);
    segments
}

/// The report of parts of so many lines each.
pub(super) fn merged(log: &str, checkpoints: &[String], expectations: Expectations, each: usize) -> Report {
    let (lines, cut) = lines(log);
    let (opening, setup) = opening(&lines);
    let sizes: Vec<u64> = checkpoints
        .iter()
        .filter_map(|note| note.parse::<UnverifiedCheckpoint>().ok())
        .map(|note| note.checkpoint().size)
        .collect();
    let mut verifier = Verifier::new(expectations);
    let mut notes = checkpoints.iter();
    for line in &lines[..setup] {
        while verifier.needs_checkpoint() {
            match notes.next() {
                Some(note) => verifier.checkpoint(note),
                None => verifier.no_more_checkpoints(),
            }
        }
        verifier.line(line, &mut OsRng);
    }
    let mut merge = Merge::new(verifier, &mut OsRng);
    let mut read = |position: u64| Ok::<_, Infallible>(lines[usize::try_from(position).unwrap()].to_vec());
    for first in (setup..lines.len()).step_by(each) {
        let range = first..lines.len().min(first + each);
        let segments = part(&lines, &opening, &range, &sizes);
        let mut audit = Audit::new(
            opening.election().unwrap(),
            number(first),
            before(&lines, first),
            sizes.iter().copied(),
            segments.clone(),
        );
        for line in &lines[range.clone()] {
            audit.line(line, &mut OsRng).unwrap();
        }
        audit.finish(&mut OsRng).unwrap();
        // Every third line is proved again.
        let sample = range.map(number).filter(|line| line % 3 == 0).collect();
        for segment in segments {
            while merge.needs_checkpoint() {
                match notes.next() {
                    Some(note) => merge.checkpoint(note),
                    None => merge.no_more_checkpoints(),
                }
            }
            merge.segment(&segment, &sample, &mut read, &mut OsRng).unwrap();
        }
    }
    let mut verifier = merge.finish(&mut read, &mut OsRng).unwrap();
    notes.for_each(|note| verifier.checkpoint(note));
    if cut {
        verifier.truncated();
    }
    verifier.finish(&mut OsRng)
}
