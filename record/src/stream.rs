//! A record's files (docs/record.md §13), read as streams of bytes: the log's lines and the published checkpoints, one by one.

use crate::{entry::LINE_LIMIT, tlog::series::NoteSeries};
use std::io::{self, BufRead, Read as _};

/// File of the log's lines in a record's folder.
pub const LOG: &str = "log.jsonl";
/// File of the published checkpoints in a record's folder.
pub const CHECKPOINTS: &str = "checkpoints";

/// What a file goes on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Ended by a newline, which is left out.
    Whole,
    /// The file ends without a newline.
    Cut,
    /// Nothing: the file ends.
    End,
}

/// Reads a line. Of one that is longer than allowed only a little more than the limit is kept, which is enough to
/// refuse it.
///
/// # Errors
/// If the file cannot be read.
pub fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let limit = u64::try_from(LINE_LIMIT).unwrap_or(u64::MAX).saturating_add(2);
    if reader.by_ref().take(limit).read_until(b'\n', line)? == 0 {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Line::Whole);
    }
    if line.len() <= LINE_LIMIT {
        return Ok(Line::Cut);
    }
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(Line::Cut);
        }
        if let Some(end) = buffer.iter().position(|byte| *byte == b'\n') {
            reader.consume(end.saturating_add(1));
            return Ok(Line::Whole);
        }
        let length = buffer.len();
        reader.consume(length);
    }
}

/// The published checkpoints, one by one; holds no more than one of them.
#[derive(Debug)]
pub struct Notes<R> {
    reader: R,
    series: NoteSeries,
}

impl<R: BufRead> Notes<R> {
    /// Those of a file.
    pub fn new(reader: R) -> Self {
        Self {
            reader,
            series: NoteSeries::default(),
        }
    }

    /// The next one, a signed note of which nothing is verified; none at the end.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn next_note(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        loop {
            if read_line(&mut self.reader, &mut line)? == Line::End {
                return Ok(self.series.end());
            }
            // Bytes that are no text make no note that anybody signed.
            if let Some(note) = self.series.line(&String::from_utf8_lossy(&line)) {
                return Ok(Some(note));
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_the_file_does_and_long_ones_are_cut_off_beyond_the_limit() {
        let long = "x".repeat(3 * LINE_LIMIT);
        let text = format!("a\n\n{long}\nb");
        let mut reader = io::BufReader::with_capacity(1_000, text.as_bytes());
        let mut line = Vec::new();
        let mut next = || {
            let read = read_line(&mut reader, &mut line).unwrap();
            (read, line.len())
        };
        assert_eq!(next(), (Line::Whole, 1));
        assert_eq!(next(), (Line::Whole, 0));
        assert_eq!(next(), (Line::Whole, LINE_LIMIT + 2));
        assert_eq!(next(), (Line::Cut, 1));
        assert_eq!(next(), (Line::End, 0));
    }

    #[test]
    fn a_long_last_line_is_cut_off_too() {
        let text = "x".repeat(LINE_LIMIT + 3);
        let mut line = Vec::new();
        assert_eq!(read_line(&mut text.as_bytes(), &mut line).unwrap(), Line::Cut);
        assert_eq!(line.len(), LINE_LIMIT + 2);
    }

    #[test]
    fn notes_are_read_one_by_one_whatever_bytes_there_are() {
        let mut notes = Notes::new(&b"a\n\nx\n\nb\xff\n\ny"[..]);
        assert_eq!(notes.next_note().unwrap().unwrap(), "a\n\nx\n");
        assert_eq!(notes.next_note().unwrap().unwrap(), "b\u{fffd}\n\ny\n");
        assert_eq!(notes.next_note().unwrap(), None);
    }
}
