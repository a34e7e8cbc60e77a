//! Consecutive lines as a database gives them: in one text, because a row of its own for each costs more than the line.

use super::StoreError;
use ostrakon_crypto::hash::Hash;

/// Consecutive lines of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// The lines, with a newline between two of them.
    text: String,
    lines: u64,
}

impl Page {
    /// Lines from position `from`, with a newline between two of them; none for no lines.
    ///
    /// # Errors
    /// If one does not begin with its position.
    pub(super) fn read(election: &Hash, from: u64, text: Option<String>) -> Result<Self, StoreError> {
        let Some(text) = text else {
            return Ok(Self {
                text: String::new(),
                lines: 0,
            });
        };
        let mut next = from;
        for line in text.split('\n') {
            if position(line) != Some(next) {
                return Err(StoreError::Damaged {
                    election: *election,
                    seq: next,
                    reason: "the line is missing".to_owned(),
                });
            }
            next = next.checked_add(1).ok_or(StoreError::Range)?;
        }
        Ok(Self {
            text,
            lines: next.saturating_sub(from),
        })
    }

    /// Number of lines.
    pub(crate) const fn len(&self) -> u64 {
        self.lines
    }

    /// Whether there are none.
    pub(crate) const fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// The lines, without newlines.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n').filter(|line| !line.is_empty())
    }

    /// The lines, each with a newline.
    pub(crate) fn into_text(self) -> String {
        let mut text = self.text;
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

/// What a line says about its position.
fn position(line: &str) -> Option<u64> {
    let (number, _) = line.strip_prefix("{\"seq\":")?.split_once(',')?;
    number.parse().ok()
}
