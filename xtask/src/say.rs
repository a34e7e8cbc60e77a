//! The one place that writes to the terminal: data to stdout, everything else to stderr.

use std::{
    fmt::Display,
    io::{self, Write as _},
};

/// Tells the user something: a line on stderr.
pub(crate) fn note(text: impl Display) {
    // Nobody is left to tell if stderr is closed.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Hands out a result: a line on stdout.
pub(crate) fn data(text: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}
