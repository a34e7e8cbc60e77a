//! The standard streams: everything that a trustee reads goes to standard error; there is no data.

use crate::failure::Failure;
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    io::Write as _,
    time::{Duration, Instant},
};
use trustee::identity::is_visible;

/// Time between two looks at the board.
const PAUSE: Duration = Duration::from_millis(300);

/// Writes a remark.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", cleaned(text, true));
}

/// Text from elsewhere, on one line: it must not be able to look like lines of this program.
pub(crate) fn printable(text: &str) -> String {
    cleaned(text, false)
}

/// People's names, from elsewhere.
pub(crate) fn names(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| printable(name)).collect();
    names.join(", ")
}

fn cleaned(text: &str, lines: bool) -> String {
    let clean = |character: char| match character {
        '\n' if lines => '\n',
        visible if is_visible(visible) => visible,
        _ => ' ',
    };
    text.chars().map(clean).collect()
}

/// Shows that the program is waiting, and for whom.
pub(crate) struct Waiting {
    spinner: Option<ProgressBar>,
    message: String,
    deadline: Option<Instant>,
}

impl Waiting {
    /// Gives up after so many seconds, if at all.
    pub(crate) fn for_seconds(seconds: Option<u64>) -> Self {
        Self {
            spinner: None,
            message: String::new(),
            deadline: seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds)),
        }
    }

    /// Waits a moment, saying for what.
    pub(crate) async fn pause(&mut self, message: &str) -> Result<(), Failure> {
        if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(Failure::unknown(
                format!("gave up {message}"),
                "run the same command again: it goes on where it stopped",
            ));
        }
        self.show(message);
        tokio::time::sleep(PAUSE).await;
        Ok(())
    }

    /// Says what is waited for; where there is no terminal, once for each change.
    fn show(&mut self, message: &str) {
        if self.message == message {
            return;
        }
        message.clone_into(&mut self.message);
        let spinner = self.spinner.get_or_insert_with(spinner);
        if spinner.is_hidden() {
            note(message);
        } else {
            spinner.set_message(printable(message));
        }
    }

    /// Writes a remark; nothing is waited for any more.
    pub(crate) fn note(&mut self, text: &str) {
        self.clear();
        note(text);
    }

    /// Shows instead how far something is that may take long.
    pub(crate) fn progress(&mut self, steps: u64) -> ProgressBar {
        self.clear();
        let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} ({eta})");
        ProgressBar::new(steps).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }

    fn clear(&mut self) {
        if let Some(spinner) = self.spinner.take() {
            spinner.finish_and_clear();
        }
        self.message.clear();
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.clear();
    }
}

fn spinner() -> ProgressBar {
    let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})");
    let spinner =
        ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_elsewhere_cannot_act() {
        let text = "a\u{1b}[2Jb\nerror: c\r\u{9b}d\u{202e}e\u{2028}f";
        assert_eq!(printable(text), "a [2Jb error: c  d e f");
        assert_eq!(cleaned(text, true), "a [2Jb\nerror: c  d e f");
        assert_eq!(printable("Käthe Ölund-Žižek 李"), "Käthe Ölund-Žižek 李");
    }
}
