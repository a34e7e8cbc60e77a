//! What files hold: a record in an archive or as it is in a folder, and what an observer knows from elsewhere.

use crate::{message::Trouble, words::words};
use js_sys::{Array, Uint8Array};
use ostrakon_record::{
    archive::ArchiveError,
    receipt::{Kept, Receipt},
    stream::CHECKPOINTS,
    verify::{Expectations, observer},
};
use std::io::{self, Read};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{File, FileReaderSync};

/// How every Zstandard frame begins.
const ZSTANDARD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// What an observer knows is not longer, in bytes.
const LONGEST: u64 = 16 << 20;

/// The files of one record.
pub(super) enum RecordFiles {
    Archive(File),
    Folder { log: File, checkpoints: Option<File> },
}

/// Files, sorted.
#[derive(Default)]
pub(super) struct Given {
    pub(super) record: Option<RecordFiles>,
    pub(super) expectations: Expectations,
}

impl Given {
    /// Looks what each file is: an archive by its first bytes, receipts by their first words, others by their names; what is
    /// nothing else is taken for a log, which the verifier judges.
    pub(super) fn sort(files: &Array) -> Result<Self, Trouble> {
        let mut given = Self::default();
        let (mut logs, mut archives, mut checkpoints) = (Vec::new(), Vec::new(), Vec::new());
        for file in files.iter() {
            // Not `dyn_into`: a page sends nothing but files.
            let file: File = file.unchecked_into();
            let name = file.name();
            let mut start = Vec::new();
            let reader = FileReader::new(&file)?;
            reader
                .take(64)
                .read_to_end(&mut start)
                .map_err(|error| unreadable(&error))?;
            if start.starts_with(&ZSTANDARD) {
                archives.push(file);
            } else if Kept::is_proof(&String::from_utf8_lossy(&start)) {
                given.receipt(&text(&file)?, &name)?;
            } else if has_ending(&name, ".json") {
                given.known(&text(&file)?, &name)?;
            } else if name.starts_with(CHECKPOINTS) {
                // A browser calls a second download "checkpoints (1)".
                checkpoints.push(file);
            } else {
                logs.push(file);
            }
        }
        let counts = (archives.len(), logs.len(), checkpoints.len());
        given.record = match counts {
            (0, 0, 0) => None,
            (1, 0, 0) => archives.pop().map(RecordFiles::Archive),
            (0, 1, 0 | 1) => logs.pop().map(|log| RecordFiles::Folder {
                log,
                checkpoints: checkpoints.pop(),
            }),
            (0, 0, _) => return Err(Trouble::lasting(words!("verify-files-none"))),
            _ => return Err(Trouble::lasting(words!("verify-files-many"))),
        };
        Ok(given)
    }

    fn receipt(&mut self, text: &str, name: &str) -> Result<(), Trouble> {
        let kept: Kept = text.parse().map_err(|error| unusable(name, &error))?;
        let testimony = &mut self.expectations.testimony;
        testimony.receipts.extend(kept.receipt);
        testimony.proofs.extend(kept.proof);
        Ok(())
    }

    /// A board's receipt, announced counts, or all that an observer knows.
    fn known(&mut self, text: &str, name: &str) -> Result<(), Trouble> {
        if serde_json::from_str::<Receipt>(text).is_ok() {
            return self.receipt(text, name);
        }
        if text.trim_start().starts_with('[') {
            let announced = serde_json::from_str(text).map_err(|error| unusable(name, &error))?;
            let announced = observer::announced(announced).map_err(|error| unusable(name, &error))?;
            self.expectations.result.get_or_insert_default().extend(announced);
            return Ok(());
        }
        let known = observer::read(text).map_err(|error| unusable(name, &error))?;
        let expectations = &mut self.expectations;
        expectations.anchors = known.anchors;
        expectations.trackers.extend(known.trackers);
        expectations.testimony.extend(known.testimony);
        if let Some(announced) = known.result {
            expectations.result.get_or_insert_default().extend(announced);
        }
        Ok(())
    }
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.to_ascii_lowercase().ends_with(ending)
}

fn text(file: &File) -> Result<String, Trouble> {
    let reader = FileReader::new(file)?;
    let mut text = String::new();
    if reader.length() > LONGEST {
        let problem = format!("it is longer than {LONGEST} bytes");
        return Err(unusable(&file.name(), &problem));
    }
    reader
        .take(LONGEST)
        .read_to_string(&mut text)
        .map_err(|error| unusable(&file.name(), &error))?;
    Ok(text)
}

/// A file of what an observer knows is not one.
fn unusable(name: &str, problem: &impl ToString) -> Trouble {
    Trouble::lasting(words!("verify-known-wrong", name = name)).because(problem)
}

/// A file that cannot be read, or is damaged where it was read last.
pub(super) fn unreadable(error: &io::Error) -> Trouble {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<ArchiveError>());
    let words = if inner.is_some() {
        words!("verify-archive-wrong")
    } else {
        words!("verify-file-unreadable")
    };
    Trouble::lasting(words).because(error)
}

/// A file as a stream of bytes: as much of it is in memory as is read at once.
pub(super) struct FileReader {
    file: File,
    reader: FileReaderSync,
    at: f64,
}

impl FileReader {
    pub(super) fn new(file: &File) -> Result<Self, Trouble> {
        let reader = FileReaderSync::new().map_err(|error| unreadable(&failed(&error)))?;
        Ok(Self {
            file: file.clone(),
            reader,
            at: 0.0,
        })
    }

    /// Bytes of the file.
    pub(super) fn length(&self) -> u64 {
        // A size is a whole number, far below where these are not exact any more.
        format!("{:.0}", self.file.size()).parse().unwrap_or(u64::MAX)
    }

    fn piece(&mut self, most: usize) -> Result<Uint8Array, JsValue> {
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        let end = (self.at + f64::from(most)).min(self.file.size());
        let piece = self.file.slice_with_f64_and_f64(self.at, end)?;
        let bytes = Uint8Array::new(&self.reader.read_as_array_buffer(&piece)?.into());
        self.at += f64::from(bytes.length());
        Ok(bytes)
    }
}

impl Read for FileReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.piece(buffer.len()).map_err(|error| failed(&error))?;
        let length = usize::try_from(bytes.length()).unwrap_or(usize::MAX);
        let place = buffer.get_mut(..length).ok_or(io::ErrorKind::InvalidData)?;
        bytes.copy_to(place);
        Ok(length)
    }
}

fn failed(error: &JsValue) -> io::Error {
    io::Error::other(format!("{error:?}"))
}
