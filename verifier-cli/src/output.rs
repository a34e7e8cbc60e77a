//! The standard streams: data on standard output, everything else on standard error.

use std::io::Write as _;

/// Writes data. A closed pipe is the reader's choice and no error.
pub(crate) fn data(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Writes a remark.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
