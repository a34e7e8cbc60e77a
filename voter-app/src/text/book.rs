//! Words that only some program has.

use super::language::Language;

/// Messages in all languages.
pub(crate) struct Book {
    /// By tag.
    words: [(&'static str, &'static str); 11],
}

/// What only trustees read.
pub(crate) static TRUSTEES: Book = Book {
    words: [
        ("de", include_str!("../../locales/trustee/de.ftl")),
        ("et", include_str!("../../locales/trustee/et.ftl")),
        ("en", include_str!("../../locales/trustee/en.ftl")),
        ("es", include_str!("../../locales/trustee/es.ftl")),
        ("fr", include_str!("../../locales/trustee/fr.ftl")),
        ("sv", include_str!("../../locales/trustee/sv.ftl")),
        ("vi", include_str!("../../locales/trustee/vi.ftl")),
        ("ky", include_str!("../../locales/trustee/ky.ftl")),
        ("ru", include_str!("../../locales/trustee/ru.ftl")),
        ("ar", include_str!("../../locales/trustee/ar.ftl")),
        ("lo", include_str!("../../locales/trustee/lo.ftl")),
    ],
};

impl Book {
    /// In a language; a test sees that all languages are there.
    pub(super) fn words(&self, language: &Language) -> &'static str {
        let mut words = self.words.iter();
        words
            .find(|(tag, _)| *tag == language.tag)
            .map_or("", |(_, words)| words)
    }
}
