//! A record as a board sends it, verified while it arrives. Nothing of it is kept.

use crate::{
    Failure,
    feed::Feed,
    fetch::{choose, refused},
    interrupt::Interrupt,
    record::Line,
};
use bulletin_board_client::{BoardClient, LineStream, NoteStream};
use ostrakon_crypto::hash::Hash;
use tokio::runtime::{Builder, Runtime};

/// A board's log and checkpoints.
pub(crate) struct Remote {
    runtime: Runtime,
    lines: LineStream,
    notes: NoteStream,
    entries: u64,
    interrupt: Interrupt,
}

pub(crate) fn runtime() -> Result<Runtime, Failure> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure::unknown(error.to_string(), "is this machine out of resources?"))
}

impl Remote {
    /// Asks for the checkpoints first, so that the board has every line of them when it sends the lines.
    pub(crate) fn open(url: &str, election: Option<Hash>, interrupt: &Interrupt) -> Result<Self, Failure> {
        let runtime = runtime()?;
        let board = BoardClient::new(url);
        let opened = runtime.block_on(async {
            let election = choose(&board, election).await?;
            let refused = |error| refused(&error);
            let notes = NoteStream::new(board.checkpoints(&election, 0).await.map_err(refused)?);
            let summary = board.summary(&election).await.map_err(refused)?;
            let lines = board.log(&election, 0, None).await.map_err(refused)?;
            Ok((lines, notes, summary.entries))
        });
        let (lines, notes, entries) = opened?;
        Ok(Self {
            runtime,
            lines,
            notes,
            entries,
            interrupt: interrupt.clone(),
        })
    }
}

impl Feed for Remote {
    fn line(&mut self, line: &mut Vec<u8>) -> Result<Line, Failure> {
        let next = async {
            tokio::select! {
                next = self.lines.next_line() => Some(next),
                () = self.interrupt.wait() => None,
            }
        };
        match self.runtime.block_on(next) {
            Some(Ok(Some(next))) => {
                *line = next;
                Ok(Line::Whole)
            }
            Some(Ok(None)) | None => Ok(Line::End),
            Some(Err(error)) => Err(refused(&error)),
        }
    }

    fn checkpoint(&mut self) -> Result<Option<String>, Failure> {
        let next = async {
            tokio::select! {
                next = self.notes.next_note() => next,
                () = self.interrupt.wait() => Ok(None),
            }
        };
        self.runtime.block_on(next).map_err(|error| refused(&error))
    }

    fn length(&self) -> u64 {
        self.entries
    }

    fn progress(&self) -> &'static str {
        "verifying {bar:30} {pos}/{len} lines, {eta} left"
    }

    fn step(&self, _line: &[u8]) -> u64 {
        1
    }
}
