//! A record's lines and checkpoints, from the board or from files; no more of it is held than is read at the moment.

use super::files::{FileReader, RecordFiles, unreadable};
use crate::{message::Trouble, words::words};
use bulletin_board_client::{BoardClient, LineStream, NoteStream};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    archive::{self, ArchiveError, Member, MemberReader},
    stream::{Line, Notes, read_line},
};
use std::io::{BufRead, BufReader};

/// Bytes that are read of a file at once.
const CHUNK: usize = 1 << 18;

/// Where a record comes from.
pub(super) enum Feed {
    Board(Box<BoardFeed>),
    Files(FileFeed),
}

impl Feed {
    /// The next line, without its newline.
    pub(super) async fn line(&mut self, line: &mut Vec<u8>) -> Result<Line, Trouble> {
        match self {
            Self::Board(board) => {
                let Some(next) = board.lines.next_line().await? else {
                    return Ok(Line::End);
                };
                *line = next;
                Ok(Line::Whole)
            }
            Self::Files(files) => {
                let read = read_line(&mut files.log, line).map_err(|error| unreadable(&error))?;
                let length = u64::try_from(line.len()).unwrap_or(u64::MAX);
                files.read = files.read.saturating_add(length).saturating_add(1);
                Ok(read)
            }
        }
    }

    /// The next checkpoint; none at the end.
    pub(super) async fn checkpoint(&mut self) -> Result<Option<String>, Trouble> {
        match self {
            Self::Board(board) => Ok(board.notes.next_note().await?),
            Self::Files(files) => match &mut files.notes {
                Some(notes) => notes.next_note().map_err(|error| unreadable(&error)),
                None => Ok(None),
            },
        }
    }

    /// How much of how much has been read, after so many lines.
    pub(super) fn progress(&self, lines: u64) -> (u64, u64) {
        match self {
            // More may have come since the board was asked.
            Self::Board(board) => (lines, board.entries.max(lines)),
            Self::Files(files) => (files.read.min(files.length), files.length),
        }
    }
}

/// A board's log and checkpoints.
pub(super) struct BoardFeed {
    lines: LineStream,
    notes: NoteStream,
    entries: u64,
}

impl BoardFeed {
    /// Asks for the checkpoints first, so that the board has every line of them when it sends the lines.
    pub(super) async fn open(board: &BoardClient, election: &Hash) -> Result<Self, Trouble> {
        let notes = NoteStream::new(board.checkpoints(election, 0).await?);
        let entries = board.summary(election).await?.entries;
        let lines = board.log(election, 0, None).await?;
        Ok(Self {
            lines,
            notes,
            entries,
        })
    }
}

/// Files on this device.
pub(super) struct FileFeed {
    log: Box<dyn BufRead>,
    notes: Option<Notes<Box<dyn BufRead>>>,
    /// Bytes of the log.
    length: u64,
    /// So many of them have been read.
    read: u64,
}

impl FileFeed {
    pub(super) fn open(record: &RecordFiles) -> Result<Self, Trouble> {
        let (log, length, notes): (Box<dyn BufRead>, u64, Option<Box<dyn BufRead>>) = match record {
            RecordFiles::Archive(file) => {
                let member = |member| -> Result<Option<MemberReader<_>>, Trouble> {
                    let file = BufReader::with_capacity(CHUNK, FileReader::new(file)?);
                    archive::open(file, member).map_err(|error| match error {
                        ArchiveError::Io(error) => unreadable(&error),
                        error => Trouble::lasting(words!("verify-archive-wrong")).because(&error),
                    })
                };
                let log = member(Member::Log)?.ok_or_else(|| {
                    Trouble::lasting(words!("verify-archive-wrong")).because(&ArchiveError::NoLog)
                })?;
                let length = log.size();
                let notes = member(Member::Checkpoints)?;
                let notes = notes.map(|notes| -> Box<dyn BufRead> { Box::new(BufReader::new(notes)) });
                (Box::new(BufReader::with_capacity(CHUNK, log)), length, notes)
            }
            RecordFiles::Folder { log, checkpoints } => {
                let open = |file| -> Result<BufReader<FileReader>, Trouble> {
                    Ok(BufReader::with_capacity(CHUNK, FileReader::new(file)?))
                };
                let reader = open(log)?;
                let length = reader.get_ref().length();
                let notes = checkpoints.as_ref().map(open).transpose()?;
                let notes = notes.map(|notes| -> Box<dyn BufRead> { Box::new(notes) });
                (Box::new(reader), length, notes)
            }
        };
        Ok(Self {
            log,
            notes: notes.map(Notes::new),
            length,
            read: 0,
        })
    }
}
