//! The standard streams: data on standard output, everything else on standard error.

use crate::Failure;
use indicatif::{ProgressBar, ProgressStyle};
use ostrakon_record::{body::ResultBody, manifest::Manifest};
use serde::Serialize;
use std::{fmt::Write as _, io::Write as _};

/// Widest bar, in characters.
const BAR: u64 = 30;

/// Writes a line of data. A closed pipe is the reader's choice and no error.
pub fn data(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{}", printable(text));
}

/// Writes a remark.
pub fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", printable(text));
}

/// Text from elsewhere could hold control characters that rewrite what the terminal shows.
fn printable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' => '\n',
            control if control.is_control() => ' ',
            other => other,
        })
        .collect()
}

/// Shows how far something is that may take long; nothing where there is no terminal.
#[must_use]
pub fn progress(what: &str, steps: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} ({eta})");
    ProgressBar::new(steps)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(what.to_owned())
}

/// JSON for programs.
///
/// # Errors
/// Never for what can be JSON.
pub fn json<T: Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string_pretty(value)
        .map_err(|error| Failure::unknown(error.to_string(), "this is a defect: please report it"))
}

/// A result as a table with bars.
#[must_use]
pub fn result_table(manifest: &Manifest, result: &ResultBody) -> String {
    let mut text = format!("{} ballots counted", result.ballots);
    if result.weight != result.ballots {
        // Writing to a string does not fail.
        let _ = write!(text, ", of weight {} together", result.weight);
    }
    for (contest, counted) in manifest.contests.iter().zip(&result.contests) {
        let most = counted
            .options
            .iter()
            .map(|option| option.count)
            .max()
            .unwrap_or(0)
            .max(1);
        let digits = most.to_string().len();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\nc\r\u{9b}d"), "a [2Jb\nc  d");
    }
}
