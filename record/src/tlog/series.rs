//! Several notes in one text, an empty line between two: how checkpoints are published and kept (docs/record.md §6).

use super::note::NOTE_LIMIT;
use core::mem;

/// Cuts a text into its notes, line by line, and holds no more than one of them. Whether they are notes is not looked at.
#[derive(Clone, Debug, Default)]
pub struct NoteSeries {
    note: String,
    /// Whether the empty line before the signatures has passed.
    signatures: bool,
}

impl NoteSeries {
    /// Takes the next line, without its newline; gives the note that it ends.
    pub fn line(&mut self, line: &str) -> Option<String> {
        if line.is_empty() && self.signatures {
            return self.end();
        }
        self.signatures |= line.is_empty();
        // Who reads the note refuses one that is longer.
        if self.note.len() <= NOTE_LIMIT {
            self.note.push_str(line);
            self.note.push('\n');
        }
        None
    }

    /// The last note, if there is one, when all lines have passed.
    pub fn end(&mut self) -> Option<String> {
        self.signatures = false;
        Some(mem::take(&mut self.note)).filter(|note| !note.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(text: &str) -> Vec<String> {
        let mut series = NoteSeries::default();
        let mut notes: Vec<String> = text.lines().filter_map(|line| series.line(line)).collect();
        notes.extend(series.end());
        notes
    }

    #[test]
    fn notes_are_cut_apart_at_every_second_empty_line() {
        let (first, second) = ("a/b\n1\nroot\n\n— a/b x\n", "a/b\n2\nroot\n\n— a/b y\n— w z\n");
        assert_eq!(notes(""), [""; 0]);
        assert_eq!(notes(first), [first]);
        assert_eq!(notes(&format!("{first}\n{second}")), [first, second]);
        assert_eq!(notes(&format!("{first}\n{second}\n")), [first, second]);
        assert_eq!(notes("unfinished"), ["unfinished\n"]);
        assert_eq!(notes("a\n\n\n\n"), ["a\n\n", "\n"]);
    }

    #[test]
    fn no_more_than_a_note_is_held() {
        let mut series = NoteSeries::default();
        for _ in 0..100 {
            assert_eq!(series.line(&"x".repeat(10_000)), None);
            assert!(series.note.len() <= NOTE_LIMIT + 10_001);
        }
    }
}
