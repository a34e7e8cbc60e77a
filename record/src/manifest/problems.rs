//! What is wrong with a manifest, as it is found.

use super::{IDENTIFIER_LIMIT, ManifestError, TEXT_LIMIT};
use crate::text::Text;

pub(super) struct Problems(pub(super) Vec<ManifestError>);

impl Problems {
    pub(super) fn field(&mut self, field: &str, reason: String) {
        self.0.push(ManifestError::Field {
            field: field.to_owned(),
            reason,
        });
    }

    pub(super) fn identifier(&mut self, field: &str, id: &str) {
        let sane = id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if id.is_empty() || id.len() > IDENTIFIER_LIMIT || !sane {
            self.field(
                field,
                format!("{id:?} must have 1 to {IDENTIFIER_LIMIT} letters, digits, '-', '_' or '.'"),
            );
        }
    }

    pub(super) fn text(&mut self, field: &str, text: &Text, required: bool) {
        if required && text.iter().next().is_none() {
            self.field(field, "must be given in at least one language".to_owned());
        }
        for (language, words) in text.iter() {
            let tag = !language.is_empty()
                && language.len() <= 35
                && language
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            if !tag || words.len() > TEXT_LIMIT || (required && words.trim().is_empty()) {
                self.field(
                    field,
                    format!("language {language:?}: words must have 1 to {TEXT_LIMIT} bytes"),
                );
            }
        }
    }
}
