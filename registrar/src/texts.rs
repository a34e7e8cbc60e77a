//! The words of letters and e-mails, in the voters' languages.

use admin_cli::Failure;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use std::collections::HashMap;
use unic_langid::LanguageIdentifier;

/// The words of each language; a test compares them with the files.
const SOURCES: [(&str, &str); 11] = [
    ("ar", include_str!("../locales/ar.ftl")),
    ("de", include_str!("../locales/de.ftl")),
    ("en", include_str!("../locales/en.ftl")),
    ("es", include_str!("../locales/es.ftl")),
    ("et", include_str!("../locales/et.ftl")),
    ("fr", include_str!("../locales/fr.ftl")),
    ("ky", include_str!("../locales/ky.ftl")),
    ("lo", include_str!("../locales/lo.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("sv", include_str!("../locales/sv.ftl")),
    ("vi", include_str!("../locales/vi.ftl")),
];

/// All words.
pub struct Texts(HashMap<&'static str, FluentBundle<FluentResource>>);

/// Whether a language is written from right to left.
#[must_use]
pub fn is_right_to_left(language: &str) -> bool {
    language == "ar"
}

fn defect(reason: impl core::fmt::Debug) -> Failure {
    Failure::unknown(
        format!("the words: {reason:?}"),
        "this is a defect: please report it",
    )
}

impl Texts {
    /// Reads them.
    ///
    /// # Errors
    /// Never: a test reads all of them.
    pub fn new() -> Result<Self, Failure> {
        let mut bundles = HashMap::new();
        for (language, source) in SOURCES {
            let identifier: LanguageIdentifier = language.parse().map_err(defect)?;
            let resource =
                FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| defect(errors))?;
            let mut bundle = FluentBundle::new(vec![identifier]);
            // Dates and names of the other direction need marks around them; elsewhere they would only be in the way.
            bundle.set_use_isolating(is_right_to_left(language));
            bundle.add_resource(resource).map_err(defect)?;
            bundles.insert(language, bundle);
        }
        Ok(Self(bundles))
    }

    /// The words of a key.
    ///
    /// # Errors
    /// Never for the keys and values that the files know, which a test tells.
    pub fn text(&self, language: &str, key: &str, values: &[(&str, &str)]) -> Result<String, Failure> {
        let bundle = self.0.get(language).ok_or_else(|| defect(language))?;
        let pattern = bundle.get_message(key).and_then(|message| message.value());
        let pattern = pattern.ok_or_else(|| defect((language, key)))?;
        let arguments: FluentArgs<'_> = values.iter().copied().collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        if errors.is_empty() {
            Ok(text.into_owned())
        } else {
            Err(defect(errors))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voters::LANGUAGES;

    #[test]
    fn every_language_says_everything() {
        assert_eq!(SOURCES.map(|(language, _)| language), LANGUAGES);
        let texts = Texts::new().unwrap();
        let values = ["title", "name", "board", "opens", "closes"].map(|name| (name, "inserted"));
        let keys = [
            ("subject", 1),
            ("greeting", 1),
            ("letter-scan", 0),
            ("letter-type", 1),
            ("when", 2),
            ("letter-secret", 0),
            ("secrecy", 0),
            ("mail-open", 0),
            ("mail-secret", 0),
        ];
        for (language, source) in SOURCES {
            for (key, inserted) in keys {
                let text = texts.text(language, key, &values).unwrap();
                assert_eq!(text.matches("inserted").count(), inserted, "{language} {key}");
            }
            let lines = source.lines().filter(|line| line.contains(" = ")).count();
            assert_eq!(lines, keys.len(), "{language}");
        }
        assert!(texts.text("en", "none", &[]).is_err());
    }
}
