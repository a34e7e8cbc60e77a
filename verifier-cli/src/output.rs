//! The standard streams: data on standard output, everything else on standard error.

use std::io::{ErrorKind, Result, Write, stderr, stdout};

/// Writes data. A closed pipe is the reader's choice and no error; a full disk is one.
pub(crate) fn data(text: &str) -> Result<()> {
    let mut stream = stdout().lock();
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a remark.
pub(crate) fn note(text: &str) {
    // Nothing is left to say it on if standard error is gone.
    let _ = writeln!(stderr().lock(), "{text}");
}
