//! The standard streams: data on standard output, everything else on standard error; and files that people ask for.

use crate::Failure;
use std::{
    fs::OpenOptions,
    io::{ErrorKind, Result, Write, stderr, stdout},
    path::Path,
    process::ExitCode,
};

/// Writes data. A closed pipe is the reader's choice and no error; a full disk is one.
pub(crate) fn data(text: &str) -> Result<()> {
    write(text.as_bytes())
}

fn write(bytes: &[u8]) -> Result<()> {
    let mut stream = stdout().lock();
    match stream.write_all(bytes).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes what was asked for.
pub(crate) fn bytes(bytes: &[u8]) -> core::result::Result<ExitCode, Failure> {
    let written = write(bytes).map(|()| ExitCode::SUCCESS);
    written.map_err(|error| {
        Failure::unknown(
            format!("the answer cannot be written: {error}"),
            "is the disk full?",
        )
    })
}

/// Writes a text that was asked for.
pub(crate) fn answer(text: &str) -> core::result::Result<ExitCode, Failure> {
    bytes(text.as_bytes())
}

/// Writes a new file, which an option named.
pub(crate) fn file(path: &Path, text: &str, option: &str) -> core::result::Result<(), Failure> {
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
    written.map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            format!("{option} needs the name of a new file"),
        )
    })
}

/// Writes a remark.
pub(crate) fn note(text: &str) {
    // Nothing is left to say it on if standard error is gone.
    let _ = writeln!(stderr().lock(), "{text}");
}
