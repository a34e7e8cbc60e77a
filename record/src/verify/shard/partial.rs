//! What a part of a record comes to (docs/record.md §14.2): a header, its lines in segments, an end.

use crate::{body::encoding::bytes, canonical, election::Cast, tlog::NodeHash};
use core::{fmt, ops::Range, str::FromStr};
use ostrakon_crypto::{
    elgamal::Aggregate,
    group::Element,
    hash::{Hash, Hasher},
};
use serde::{Deserialize, Serialize};

/// What every header begins with.
pub const FORMAT: &str = "ostrakon/partial/1";
/// Most lines of a segment; parts begin and end at multiples of it.
pub const SEGMENT: u64 = 256;
/// Most parts that a record can be divided into.
pub const PARTS: u32 = 100_000;

/// Which part of a record: the i-th of n.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// 1 to `of`.
    pub number: u32,
    /// At least 1.
    pub of: u32,
}

/// Text that names no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a part is written as 1/4, …, 4/4, and of 1 to {PARTS} in all")]
pub struct PartError;

impl Part {
    /// Which lines it has of a record of so many, of which the first ones are the set-up.
    #[must_use]
    pub fn range(self, setup: u64, lines: u64) -> Range<u64> {
        let first = setup / SEGMENT;
        let segments = u128::from(lines.div_ceil(SEGMENT).saturating_sub(first));
        let bound = |number: u32| {
            let before = segments * u128::from(number) / u128::from(self.of.max(1));
            let segment = u64::try_from(before).unwrap_or(u64::MAX).saturating_add(first);
            segment.saturating_mul(SEGMENT).clamp(setup, lines.max(setup))
        };
        bound(self.number.saturating_sub(1))..bound(self.number)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Part {
    type Err = PartError;
    fn from_str(text: &str) -> Result<Self, PartError> {
        let (number, of) = text.split_once('/').ok_or(PartError)?;
        let number = number.parse().map_err(|_| PartError)?;
        let of = of.parse().map_err(|_| PartError)?;
        if number == 0 || number > of || of > PARTS {
            return Err(PartError);
        }
        Ok(Self { number, of })
    }
}

/// The tree that the record's last readable checkpoint is about. Nobody has verified it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastCheckpoint {
    /// Number of lines.
    pub size: u64,
    /// Root.
    pub root: NodeHash,
}

/// Which part of which record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// [`FORMAT`].
    pub format: String,
    /// Name and version of the program: another one may have verified otherwise.
    pub program: String,
    /// Election id; none if line 0 begins none.
    pub election: Option<Hash>,
    /// Which part, from 1.
    pub part: u32,
    /// Of how many.
    pub of: u32,
    /// Number of the record's lines.
    pub lines: u64,
    /// How many of them are the set-up: all up to the one that opens the election, or all.
    pub setup: u64,
    /// The record's last checkpoint.
    pub checkpoint: Option<LastCheckpoint>,
    /// The part's first line.
    pub first: u64,
    /// The line behind its last one.
    pub end: u64,
    /// Hash of the line before its first one; zeros if there is none.
    pub before: Hash,
}

impl Header {
    /// Which part this is.
    #[must_use]
    pub const fn part(&self) -> Part {
        Part {
            number: self.part,
            of: self.of,
        }
    }
}

/// Lines that follow each other, at most [`SEGMENT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// Its first line.
    pub first: u64,
    /// Number of its lines.
    pub lines: u64,
    /// Of the perfect subtrees that they consist of.
    pub subtrees: Vec<NodeHash>,
    /// Of each ballot with which nothing is wrong that one can see without the lines before: what others have to do with it.
    #[serde(with = "bytes")]
    pub ballots: Vec<u8>,
    /// What these add up to: C1 ‖ C2 of every contest's options, then of its blank vote; nothing if there are none.
    #[serde(with = "bytes")]
    pub sums: Vec<u8>,
    /// Lines that the merge reads itself; what voters claim in them is proved.
    pub read: Vec<u64>,
    /// Lines in which something is wrong.
    pub faulty: Vec<u64>,
}

/// How a partial ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Hash of the part's last line; that before the first one if it has none.
    pub after: Hash,
    /// Hash of all lines of the partial before this one, newlines included: against accidents.
    pub digest: Hash,
}

/// Writes a partial, line by line.
#[derive(Clone, Debug, Default)]
pub struct Writer(Hasher);

impl Writer {
    /// The next line, with its newline.
    pub fn line<T: Serialize>(&mut self, value: &T) -> String {
        let line = canonical::encode(value) + "\n";
        self.0.update(line.as_bytes());
        line
    }

    /// The last line.
    #[must_use]
    pub fn end(self, after: Hash) -> String {
        let digest = self.0.finish();
        canonical::encode(&End { after, digest }) + "\n"
    }
}

/// Something that is no partial.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PartialError {
    /// Not the next thing of a partial.
    #[error("line {line} is not as a partial's: {error}")]
    Line {
        /// Number of the line in the file, from 1.
        line: u64,
        /// What is wrong.
        error: canonical::CanonicalError,
    },
    /// Of another format or program.
    #[error("it was made by {found}, and this is {expected}")]
    Program {
        /// Format and program.
        found: String,
        /// Format and program.
        expected: String,
    },
    /// Changed since.
    #[error("its lines are not those that its digest is of: it was damaged")]
    Digest,
    /// Cut off, or with something behind its end.
    #[error("it does not end as a partial does: it was cut off, or two were mixed")]
    Cut,
}

/// Reads a partial, line by line.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    hasher: Hasher,
    lines: u64,
}

/// A line of a partial behind its header.
#[derive(Clone, Debug)]
pub enum Next {
    /// More lines of the record.
    Segment(Box<Segment>),
    /// No more, and nothing was damaged.
    End(End),
}

impl Reader {
    fn decode<T: Serialize + serde::de::DeserializeOwned>(&mut self, line: &[u8]) -> Result<T, PartialError> {
        self.lines = self.lines.saturating_add(1);
        let value = canonical::decode(line).map_err(|error| PartialError::Line {
            line: self.lines,
            error,
        })?;
        self.hasher.update(line);
        self.hasher.update(b"\n");
        Ok(value)
    }

    /// Takes the first line, without its newline.
    ///
    /// # Errors
    /// If it is no header, or one by another program.
    pub fn header(&mut self, line: &[u8], program: &str) -> Result<Header, PartialError> {
        let header: Header = self.decode(line)?;
        if header.format != FORMAT || header.program != program {
            return Err(PartialError::Program {
                found: format!("{}, {}", header.format, header.program),
                expected: format!("{FORMAT}, {program}"),
            });
        }
        Ok(header)
    }

    /// Takes the next line, without its newline.
    ///
    /// # Errors
    /// If it is neither segment nor end, or the end of other lines.
    pub fn next(&mut self, line: &[u8]) -> Result<Next, PartialError> {
        if !line.starts_with(br#"{"after":"#) {
            return self.decode(line).map(Box::new).map(Next::Segment);
        }
        let digest = self.hasher.clone().finish();
        let end: End = self.decode(line)?;
        if end.digest == digest {
            Ok(Next::End(end))
        } else {
            Err(PartialError::Digest)
        }
    }
}

/// What a segment says of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It casts this ballot, and nothing is wrong with it by itself.
    Cast(Cast),
    /// The merge reads it.
    Read,
    /// Something is wrong with it.
    Faulty,
}

impl Segment {
    /// What it says of each of its lines; none if it contradicts itself. Ballots have so many ciphertexts.
    pub(super) fn marks(&self, ciphertexts: usize) -> Option<Vec<Mark>> {
        if self.lines == 0 || self.lines > SEGMENT {
            return None;
        }
        let (mut read, mut faulty) = (self.read.iter().peekable(), self.faulty.iter().peekable());
        let mut ballots = self.ballots.chunks(Cast::length(ciphertexts));
        let end = self.first.checked_add(self.lines)?;
        let marks: Option<Vec<Mark>> = (self.first..end)
            .map(|position| {
                if read.next_if_eq(&&position).is_some() {
                    Some(Mark::Read)
                } else if faulty.next_if_eq(&&position).is_some() {
                    Some(Mark::Faulty)
                } else {
                    ballots.next().and_then(Cast::read).map(Mark::Cast)
                }
            })
            .collect();
        let over = read.next().is_some() || faulty.next().is_some() || ballots.next().is_some();
        marks.filter(|_| !over)
    }

    /// What its ballots add up to; none if these are not so many sums.
    pub(super) fn aggregates(&self, values: usize) -> Option<Vec<Aggregate>> {
        let (chunks, rest) = self.sums.as_chunks::<64>();
        if !rest.is_empty() || chunks.len() != if self.ballots.is_empty() { 0 } else { values } {
            return None;
        }
        let decode = |chunk: &[u8; 64]| {
            let (c1, c2) = chunk.split_first_chunk()?;
            Some(Aggregate {
                c1: Element::from_bytes(c1).ok()?,
                c2: Element::from_bytes(c2.first_chunk()?).ok()?,
            })
        };
        chunks.iter().map(decode).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_every_line_once_at_multiples_of_256() {
        for (setup, lines) in [
            (0, 0),
            (9, 9),
            (9, 10),
            (300, 100_000),
            (256, 1_024),
            (1, 257),
            (5, 3),
        ] {
            for of in [1, 2, 3, 4, 7, 1_000] {
                let mut next = setup;
                for number in 1..=of {
                    let range = Part { number, of }.range(setup, lines);
                    assert_eq!(range.start, next);
                    assert!(
                        range.start == setup || range.start == lines || range.start.is_multiple_of(SEGMENT)
                    );
                    next = range.end;
                }
                assert_eq!(next, lines.max(setup));
            }
        }
        let four = |number| Part { number, of: 4 }.range(10, 4_096);
        assert_eq!([four(1), four(4)], [10..1_024, 3_072..4_096]);
    }

    #[test]
    fn parts_are_named() {
        assert_eq!("2/4".parse(), Ok(Part { number: 2, of: 4 }));
        for wrong in ["0/4", "5/4", "4", "1/0", "-1/4", "1/100001", "1/4/4", ""] {
            assert_eq!(wrong.parse::<Part>(), Err(PartError), "{wrong}");
        }
    }
}
