//! Copies the checkpoints that a board published. What is there already is kept and continued.

use crate::{
    Failure,
    fetch::refused,
    record::{CHECKPOINTS, Checkpoints},
};
use bulletin_board_client::{BoardClient, NoteStream};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{Note, checkpoint::UnverifiedCheckpoint};
use std::{
    fs::{File, OpenOptions},
    io::{BufWriter, Seek as _, SeekFrom, Write as _},
    path::Path,
};

/// What is there already.
#[derive(Default)]
struct Copy {
    /// Length in bytes of all but the last checkpoint, with what separates them.
    length: u64,
    /// Size and note of the last one.
    last: Option<(u64, Note)>,
}

impl Copy {
    fn open(folder: &Path) -> Result<Self, Failure> {
        let mut copy = Self::default();
        let mut checkpoints = Checkpoints::open(folder)?;
        while let Some(text) = checkpoints.next()? {
            // One that was being written when the program was stopped is fetched again.
            let Ok(checkpoint) = text.parse::<UnverifiedCheckpoint>() else {
                break;
            };
            if let Some((_, last)) = &copy.last {
                let length = u64::try_from(last.to_string().len()).unwrap_or(u64::MAX);
                copy.length = copy.length.saturating_add(length).saturating_add(1);
            }
            let note = text.parse::<Note>().map_err(|error| broken(&error.to_string()))?;
            copy.last = Some((checkpoint.checkpoint().size, note));
        }
        Ok(copy)
    }
}

fn broken(reason: &str) -> Failure {
    Failure::unknown(
        format!("a checkpoint of the board: {reason}"),
        "run the same command again: it goes on where it stopped",
    )
}

/// Copies what is missing, before the lines: so that the board has every line of every checkpoint by then. The last
/// checkpoint is asked for again, because witnesses may have cosigned it meanwhile.
pub(crate) async fn fetch(board: &BoardClient, election: &Hash, folder: &Path) -> Result<(), Failure> {
    let Copy { length, last } = Copy::open(folder)?;
    let from = last.as_ref().map_or(0, |(size, _)| *size);
    let lines = board.checkpoints(election, from).await;
    let mut notes = NoteStream::new(lines.map_err(|error| refused(&error))?);
    let path = folder.join(CHECKPOINTS);
    let unwritable = |error: std::io::Error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "is the disk full, or the file not yours?",
        )
    };
    let Some(first) = notes.next_note().await.map_err(|error| refused(&error))? else {
        return Ok(());
    };
    let mut first: Note = first.parse().map_err(|error| broken(&format!("{error}")))?;
    let mut head = String::new();
    if let Some((_, last)) = last {
        if last.text() == first.text() {
            first = first
                .with(last.signatures().iter().cloned())
                .map_err(|error| broken(&error.to_string()))?;
        } else {
            // Another root for the same size, or none any more: the verifier judges it, and needs both.
            head = format!("{last}\n");
        }
    }
    let file: File = OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(&path)
        .map_err(unwritable)?;
    file.set_len(length).map_err(unwritable)?;
    let mut writer = BufWriter::new(&file);
    writer.seek(SeekFrom::End(0)).map_err(unwritable)?;
    write!(writer, "{head}{first}").map_err(unwritable)?;
    let outcome = loop {
        match notes.next_note().await {
            Ok(Some(note)) => write!(writer, "\n{note}").map_err(unwritable)?,
            Ok(None) => break Ok(()),
            Err(error) => break Err(refused(&error)),
        }
    };
    writer.flush().map_err(unwritable)?;
    drop(writer);
    file.sync_all().map_err(unwritable)?;
    outcome
}
