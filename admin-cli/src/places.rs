//! Where in a definition its fields are, so that every error can name line and field.

use crate::Failure;
use core::ops::Range;
use std::path::{Path, PathBuf};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// A file and the fields in it.
#[derive(Clone, Debug)]
pub struct Places {
    file: PathBuf,
    source: String,
    /// Path of each field and its bytes, a table before what is in it.
    fields: Vec<(String, Range<usize>)>,
}

/// Something wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    field: String,
    reason: String,
}

impl Mistake {
    /// `field` is its path, such as `contests[0].options[2].id`.
    #[must_use]
    pub fn new(field: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            reason: reason.into(),
        }
    }
}

impl Places {
    /// A file whose fields cannot be pointed at.
    #[must_use]
    pub fn of_file(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            source: String::new(),
            fields: Vec::new(),
        }
    }

    /// The fields of a TOML file, as far as it is TOML.
    #[must_use]
    pub fn of_toml(file: &Path, source: &str) -> Self {
        let (table, _) = DeTable::parse_recoverable(source);
        let mut fields = Vec::new();
        walk(table.get_ref(), "", &mut fields);
        Self {
            file: file.to_owned(),
            source: source.to_owned(),
            fields,
        }
    }

    /// What the TOML reader says, with file, line and field.
    #[must_use]
    pub fn unreadable(&self, error: &toml::de::Error) -> Failure {
        let reason = error.message().trim().replace('\n', "; ");
        let span = error.span().unwrap_or(0..0);
        // Tables come before their fields, so of equal ranges the last is the innermost.
        let field = self
            .fields
            .iter()
            .rev()
            .filter(|(_, range)| range.start <= span.start && span.end <= range.end)
            .min_by_key(|(_, range)| range.len())
            .map_or("", |(field, _)| field.as_str());
        let line = error.span().map(|span| self.line(span.start));
        Failure::wrong(
            self.message(line, field, &reason),
            "`election-admin new --print-example` shows every field",
        )
    }

    /// All mistakes as one failure, each with file, line and field.
    ///
    /// # Errors
    /// If there are any.
    pub fn report(&self, mistakes: &[Mistake]) -> Result<(), Failure> {
        if mistakes.is_empty() {
            return Ok(());
        }
        Err(self.failure(mistakes))
    }

    /// Mistakes as one failure, each with file, line and field.
    #[must_use]
    pub fn failure(&self, mistakes: &[Mistake]) -> Failure {
        let lines: Vec<String> = mistakes
            .iter()
            .map(|mistake| self.message(self.line_of(&mistake.field), &mistake.field, &mistake.reason))
            .collect();
        Failure::wrong(
            lines.join("\n       "),
            "nothing was posted; correct this and run the command again",
        )
    }

    fn message(&self, line: Option<usize>, field: &str, reason: &str) -> String {
        let mut place = self.file.display().to_string();
        if let Some(line) = line {
            place = format!("{place}, line {line}");
        }
        if !field.is_empty() {
            place = format!("{place}, field {field}");
        }
        format!("{place}: {reason}")
    }

    /// Line of a field, or of the innermost one around it.
    fn line_of(&self, field: &str) -> Option<usize> {
        let mut path = field;
        loop {
            if let Some((_, range)) = self.fields.iter().find(|(found, _)| found == path) {
                return Some(self.line(range.start));
            }
            path = path.get(..path.rfind(['.', '['])?)?;
        }
    }

    /// Line of a byte, from 1.
    fn line(&self, offset: usize) -> usize {
        let before = self.source.as_bytes().iter().take(offset);
        before.filter(|byte| **byte == b'\n').count().saturating_add(1)
    }
}

fn walk(table: &DeTable<'_>, path: &str, fields: &mut Vec<(String, Range<usize>)>) {
    for (key, value) in table {
        let path = match path {
            "" => key.get_ref().to_string(),
            path => format!("{path}.{}", key.get_ref()),
        };
        // The key of `[table]` lies within its value's range.
        let (key, span) = (key.span(), value.span());
        fields.push((path.clone(), key.start.min(span.start)..key.end.max(span.end)));
        walk_value(value, &path, fields);
    }
}

fn walk_value(value: &Spanned<DeValue<'_>>, path: &str, fields: &mut Vec<(String, Range<usize>)>) {
    match value.get_ref() {
        DeValue::Table(table) => walk(table, path, fields),
        DeValue::Array(array) => {
            for (number, value) in array.iter().enumerate() {
                let path = format!("{path}[{number}]");
                fields.push((path.clone(), value.span()));
                walk_value(value, &path, fields);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "a = 1\ntitle.en = \"x\"\n[t]\nb = 2\n[[c]]\nid = 1\no = [\n  { x = 1 },\n  { x = 2 },\n]\n[[c]]\nid = 2\n[[c.o]]\nx = 3\n";

    #[test]
    fn fields_are_found_however_they_are_written() {
        let places = Places::of_toml(Path::new("e.toml"), SOURCE);
        for (field, line) in [
            ("a", 1),
            ("title", 2),
            ("title.en", 2),
            ("t", 3),
            ("t.b", 4),
            ("t.unknown", 3),
            ("c[0]", 5),
            ("c[0].o[1].x", 9),
            ("c[0].o[1].y", 9),
            ("c[0].p", 5),
            ("c[1].id", 12),
            ("c[1].o[0].x", 14),
        ] {
            assert_eq!(places.line_of(field), Some(line), "{field}");
        }
        assert_eq!(places.line_of("unknown"), None);
        assert_eq!(places.line_of(""), None);
    }

    #[test]
    fn mistakes_are_reported_together() {
        let places = Places::of_toml(Path::new("e.toml"), SOURCE);
        let mistakes = [
            Mistake::new("c[1].id", "is bad"),
            Mistake::new("unknown", "is bad too"),
        ];
        let failure = places.report(&mistakes).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "e.toml, line 12, field c[1].id: is bad\n       e.toml, field unknown: is bad too"
        );
        assert_eq!(failure.code(), 1);
        let elsewhere = Places::of_file(Path::new("x.pb")).report(&mistakes[..1]);
        assert_eq!(elsewhere.unwrap_err().to_string(), "x.pb, field c[1].id: is bad");
        assert!(places.report(&[]).is_ok());
    }
}
