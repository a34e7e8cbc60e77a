//! The standard streams: data on standard output, everything else on standard error.

use ostrakon_record::{body::ResultBody, manifest::Manifest};
use std::{fmt::Write as _, io::Write as _};

/// Widest bar, in characters.
const BAR: u64 = 30;

/// Writes a line of data. A closed pipe is the reader's choice and no error.
pub(crate) fn data(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

/// Writes a remark.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// A result as a table with bars.
pub(crate) fn result_table(manifest: &Manifest, result: &ResultBody) -> String {
    let mut text = format!("{} ballots counted", result.ballots);
    for (contest, counted) in manifest.contests.iter().zip(&result.contests) {
        let most = counted
            .options
            .iter()
            .map(|option| option.count)
            .max()
            .unwrap_or(0)
            .max(1);
        let digits = most.to_string().len();
        // Writing to a string does not fail.
        let _ = write!(text, "\n\n{}", contest.title.pick("en"));
        for (option, counted) in contest.options.iter().zip(&counted.options) {
            let length = usize::try_from(counted.count.saturating_mul(BAR).div_ceil(most)).unwrap_or(0);
            let (bar, width) = ("█".repeat(length), usize::try_from(BAR).unwrap_or(0));
            let _ = write!(
                text,
                "\n{:>digits$}  {bar:<width$}  {}",
                counted.count,
                option.label.pick("en")
            );
        }
    }
    text
}
