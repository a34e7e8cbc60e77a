//! A copy of a log in a file, whose lines are known to belong together before any of them is believed.

use crate::{
    failure::Failure,
    files::{cannot_read, cannot_write},
};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::entry::LINE_LIMIT;
use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead as _, BufReader, BufWriter, Read as _, Write as _},
    path::{Path, PathBuf},
};

/// What a copy must be: so many lines, the first and the last with these hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    /// The election id, hash of line 0.
    pub(crate) election: Hash,
    pub(crate) entries: u64,
    pub(crate) head: Hash,
}

/// Reads a copy. A line is handed out when the next one, or the head, says that it is the right one.
pub(crate) struct CopyReader {
    path: PathBuf,
    reader: BufReader<File>,
    extent: Extent,
    /// Number of the next line.
    next: u64,
    /// Hash of the line before it.
    prev: Hash,
    /// It, if it was read already.
    ahead: Option<Vec<u8>>,
    /// Length in bytes of all lines that were handed out.
    length: u64,
}

impl CopyReader {
    pub(crate) fn open(path: &Path, extent: Extent) -> Result<Self, Failure> {
        Ok(Self {
            path: path.to_owned(),
            reader: BufReader::new(File::open(path).map_err(|error| cannot_read(path, &error))?),
            extent,
            next: 0,
            prev: Hash::ZERO,
            ahead: None,
            length: 0,
        })
    }

    /// The next line without its newline; none at the end. What stands behind the last line is of no interest: it was
    /// being written when something was interrupted.
    pub(crate) fn next_line(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        if self.next == self.extent.entries {
            return Ok(None);
        }
        let line = match self.ahead.take() {
            Some(line) => line,
            None => self.read()?,
        };
        let hash = Hash::of(&line);
        if self.next == 0 && hash != self.extent.election {
            return Err(self.altered("it begins another election, or line 0 is altered"));
        }
        let after = self.next.saturating_add(1);
        if after < self.extent.entries {
            let following = self.read()?;
            if !following.starts_with(format!(r#"{{"seq":{after},"prev":"{hash}","#).as_bytes()) {
                return Err(self.altered(&format!("line {}, or the one after it, is altered", self.next)));
            }
            self.ahead = Some(following);
        } else if hash != self.extent.head {
            return Err(self.altered(&format!("line {} is altered", self.next)));
        }
        self.next = after;
        self.prev = hash;
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX).saturating_add(1);
        self.length = self.length.saturating_add(length);
        Ok(Some(line))
    }

    /// Passes over all lines before this one.
    pub(crate) fn skip_to(&mut self, seq: u64) -> Result<(), Failure> {
        while self.next < seq && self.next_line()?.is_some() {}
        Ok(())
    }

    /// Number of the next line.
    pub(crate) const fn position(&self) -> u64 {
        self.next
    }

    /// Hash of the line that was handed out last.
    pub(crate) const fn last(&self) -> &Hash {
        &self.prev
    }

    /// Length in bytes of all lines that were handed out.
    pub(crate) const fn length(&self) -> u64 {
        self.length
    }

    fn read(&mut self) -> Result<Vec<u8>, Failure> {
        let limit = u64::try_from(LINE_LIMIT).unwrap_or(u64::MAX).saturating_add(1);
        let mut line = Vec::new();
        self.reader
            .by_ref()
            .take(limit)
            .read_until(b'\n', &mut line)
            .map_err(|error| cannot_read(&self.path, &error))?;
        if line.pop() == Some(b'\n') {
            return Ok(line);
        }
        Err(self.altered(&format!(
            "it has no {} whole lines, or one of them is altered",
            self.extent.entries
        )))
    }

    fn altered(&self, what: &str) -> Failure {
        Failure::wrong(
            format!("{}: {what}", self.path.display()),
            "nothing was done with it: was the stick pulled out too early? On the machine with the network, remove that file's \
             folder from the stick and run `tally carry`",
        )
    }
}

/// Writes a copy on behind its first bytes.
pub(crate) struct CopyWriter {
    path: PathBuf,
    writer: BufWriter<File>,
}

impl CopyWriter {
    pub(crate) fn open(path: &Path, length: u64) -> Result<Self, Failure> {
        let open = || -> io::Result<File> {
            let file = OpenOptions::new().create(true).append(true).open(path)?;
            file.set_len(length)?;
            Ok(file)
        };
        Ok(Self {
            path: path.to_owned(),
            writer: BufWriter::new(open().map_err(|error| cannot_write(path, &error))?),
        })
    }

    /// Writes one line, given without its newline.
    pub(crate) fn line(&mut self, line: &[u8]) -> Result<(), Failure> {
        self.writer
            .write_all(line)
            .and_then(|()| self.writer.write_all(b"\n"))
            .map_err(|error| cannot_write(&self.path, &error))
    }

    /// Waits until all of it is on the disk.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.writer
            .flush()
            .and_then(|()| self.writer.get_ref().sync_all())
            .map_err(|error| cannot_write(&self.path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A chain of lines, and what it must be.
    fn chain(count: u64) -> (Vec<u8>, Extent) {
        let mut extent = Extent {
            election: Hash::ZERO,
            entries: count,
            head: Hash::ZERO,
        };
        let mut text = Vec::new();
        for seq in 0..count {
            let line = format!(r#"{{"seq":{seq},"prev":"{}","kind":"k{seq}"}}"#, extent.head);
            extent.head = Hash::of(line.as_bytes());
            if seq == 0 {
                extent.election = extent.head;
            }
            text.extend(line.bytes().chain([b'\n']));
        }
        (text, extent)
    }

    fn read(path: &Path, extent: Extent) -> (u64, Result<(), Failure>) {
        let mut reader = CopyReader::open(path, extent).unwrap();
        loop {
            match reader.next_line() {
                Ok(Some(_)) => {}
                Ok(None) => return (reader.length(), Ok(())),
                Err(failure) => return (reader.length(), Err(failure)),
            }
        }
    }

    #[test]
    fn whole_copies_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.jsonl");
        for count in 0..4 {
            let (text, extent) = chain(count);
            fs::write(&path, &text).unwrap();
            assert_eq!(read(&path, extent).0, u64::try_from(text.len()).unwrap());
            // Another line that was begun behind them is none of them, and is written over.
            fs::write(&path, [&text[..], b"{\"seq\":"].concat()).unwrap();
            let (length, outcome) = read(&path, extent);
            outcome.unwrap();
            let mut writer = CopyWriter::open(&path, length).unwrap();
            writer.line(b"next").unwrap();
            writer.finish().unwrap();
            assert_eq!(fs::read(&path).unwrap(), [&text[..], b"next\n"].concat());
        }
    }

    #[test]
    fn no_altered_line_is_handed_out() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.jsonl");
        let (text, extent) = chain(3);
        let starts: Vec<usize> = (0..text.len())
            .filter(|place| *place == 0 || text[place - 1] == b'\n')
            .collect();
        for place in 0..text.len() {
            let mut altered = text.clone();
            altered[place] ^= 1;
            fs::write(&path, &altered).unwrap();
            let (length, outcome) = read(&path, extent);
            assert_eq!(outcome.unwrap_err().code(), 1, "byte {place}");
            let line = starts.iter().rfind(|start| **start <= place);
            assert!(length <= u64::try_from(*line.unwrap()).unwrap(), "byte {place}");
            // Cut off.
            fs::write(&path, &text[..place]).unwrap();
            assert_eq!(read(&path, extent).1.unwrap_err().code(), 1, "{place} bytes");
        }
    }

    #[test]
    fn lines_can_be_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.jsonl");
        let (text, extent) = chain(5);
        fs::write(&path, &text).unwrap();
        let mut reader = CopyReader::open(&path, extent).unwrap();
        reader.skip_to(3).unwrap();
        let line = reader.next_line().unwrap().unwrap();
        assert!(line.starts_with(b"{\"seq\":3,"));
        assert_eq!(*reader.last(), Hash::of(&line));
    }
}
