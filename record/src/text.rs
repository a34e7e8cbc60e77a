//! Words in several languages.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text by language tag (`en`, `sv`, `ky`), sorted by tag. Never empty in a sane manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<String, String>);

impl Text {
    /// A text in one language.
    #[must_use]
    pub fn single(language: &str, words: &str) -> Self {
        Self(BTreeMap::from([(language.to_owned(), words.to_owned())]))
    }

    /// The words in `language`, else in English, else in the first language there is.
    #[must_use]
    pub fn pick(&self, language: &str) -> &str {
        self.pick_tagged(language).1
    }

    /// Like [`Self::pick`], with the tag of the language that the words are in.
    #[must_use]
    pub fn pick_tagged(&self, language: &str) -> (&str, &str) {
        self.0
            .get_key_value(language)
            .or_else(|| self.0.get_key_value("en"))
            .or_else(|| self.0.first_key_value())
            .map_or(("", ""), |(tag, words)| (tag, words))
    }

    /// Whether there is no language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All languages and their words, sorted by tag.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(language, words)| (language.as_str(), words.as_str()))
    }
}

impl FromIterator<(String, String)> for Text {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}
