//! The standard streams: everything that a trustee reads goes to standard error; there is no data.

use indicatif::{ProgressBar, ProgressStyle};
use std::{io::Write as _, time::Duration};

/// Writes a remark.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Text from elsewhere: control characters could rewrite what the terminal shows.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect()
}

/// Shows that the program is waiting, and for whom.
pub(crate) struct Waiting {
    spinner: ProgressBar,
    message: String,
}

impl Waiting {
    pub(crate) fn new() -> Self {
        let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})");
        let spinner =
            ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        spinner.enable_steady_tick(Duration::from_millis(120));
        Self {
            spinner,
            message: String::new(),
        }
    }

    /// Says what is waited for; where there is no terminal, once for each change.
    pub(crate) fn show(&mut self, message: &str) {
        if self.message == message {
            return;
        }
        message.clone_into(&mut self.message);
        if self.spinner.is_hidden() {
            note(message);
        } else {
            self.spinner.set_message(message.to_owned());
        }
    }

    /// Writes a remark above.
    pub(crate) fn note(&self, text: &str) {
        self.spinner.suspend(|| note(text));
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.spinner.finish_and_clear();
    }
}
