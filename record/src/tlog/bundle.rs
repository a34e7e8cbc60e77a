//! Entry bundles: the lines of the log, up to 256 together (docs/record.md §7.4).

use super::tile::FULL;

/// Lines or bytes that are not an entry bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// Longer than its length can say.
    #[error(
        "line {position} of the entry bundle has {length} bytes; at most {} are allowed",
        u16::MAX
    )]
    TooLong {
        /// Position in the bundle, from 0.
        position: usize,
        /// Length in bytes.
        length: usize,
    },
    /// More or fewer lines than the bundle has.
    #[error("the entry bundle has {found} lines instead of {expected}")]
    Lines {
        /// How many lines there should be.
        expected: u16,
        /// How many there are.
        found: usize,
    },
    /// None, or more than a full one has.
    #[error("an entry bundle has 1 to {FULL} lines, not {found}")]
    Width {
        /// How many lines there are.
        found: usize,
    },
    /// The bytes end within a line or its length.
    #[error("the entry bundle ends within line {position}")]
    Truncated {
        /// Position in the bundle, from 0.
        position: usize,
    },
}

/// The bytes of an entry bundle: before each line its length in two bytes, the higher first.
///
/// # Errors
/// If there are not 1 to [`FULL`] lines, or one is longer than 65,535 bytes.
pub fn encode<L: AsRef<[u8]>>(lines: &[L]) -> Result<Vec<u8>, BundleError> {
    if lines.is_empty() || lines.len() > FULL.into() {
        return Err(BundleError::Width { found: lines.len() });
    }
    let lengths = lines.iter().map(|line| 2 + line.as_ref().len());
    let mut bytes = Vec::with_capacity(lengths.sum());
    for (position, line) in lines.iter().enumerate() {
        let line = line.as_ref();
        let length = u16::try_from(line.len()).map_err(|_| BundleError::TooLong {
            position,
            length: line.len(),
        })?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(line);
    }
    Ok(bytes)
}

/// The lines of an entry bundle of `width` lines, without newlines.
///
/// # Errors
/// If the bytes end too early, or there are more or fewer lines.
pub fn decode(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, BundleError> {
    let mut lines = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (line, after) = split_line(rest).ok_or(BundleError::Truncated {
            position: lines.len(),
        })?;
        lines.push(line);
        rest = after;
    }
    if lines.len() == usize::from(width) {
        Ok(lines)
    } else {
        Err(BundleError::Lines {
            expected: width,
            found: lines.len(),
        })
    }
}

fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(u16::from_be_bytes(*length).into())
}
