//! The languages, and which of them the reader wants.

use leptos::prelude::window;
use web_sys::UrlSearchParams;

/// A language of the pages.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Language {
    /// As in `?lang=`, `<html lang>` and the names of the files.
    pub(crate) tag: &'static str,
    /// What it calls itself.
    pub(crate) name: &'static str,
    pub(crate) right_to_left: bool,
}

const fn language(tag: &'static str, name: &'static str, right_to_left: bool) -> Language {
    Language {
        tag,
        name,
        right_to_left,
    }
}

/// All of them, as they are listed: by alphabet, Latin first.
pub(crate) static LANGUAGES: [Language; 11] = [
    language("de", "Deutsch", false),
    language("et", "Eesti", false),
    language("en", "English", false),
    language("es", "Español", false),
    language("fr", "Français", false),
    language("sv", "Svenska", false),
    language("vi", "Tiếng Việt", false),
    language("ky", "Кыргызча", false),
    language("ru", "Русский", false),
    language("ar", "العربية", true),
    language("lo", "ລາວ", false),
];

/// The language that is part of the program.
pub(crate) static ENGLISH: &Language = &LANGUAGES[2];

impl Language {
    /// The language of a tag, such as `de` of `de-AT`.
    pub(crate) fn of(tag: &str) -> Option<&'static Self> {
        let primary = tag.split('-').next()?;
        LANGUAGES
            .iter()
            .find(|language| language.tag.eq_ignore_ascii_case(primary))
    }

    /// The reader's variant of it, by what the browser says: numbers and dates differ.
    pub(super) fn variant(&'static self) -> String {
        browsers()
            .find(|tag| Self::of(tag) == Some(self))
            .unwrap_or_else(|| self.tag.to_owned())
    }
}

/// What the browser says that the reader reads, the best first.
fn browsers() -> impl Iterator<Item = String> {
    let languages = window().navigator().languages();
    languages.into_iter().filter_map(|tag| tag.as_string())
}

/// The language in the address, if there is one.
pub(super) fn of_address() -> Option<&'static Language> {
    let search = window().location().search().ok()?;
    let parameters = UrlSearchParams::new_with_str(&search).ok()?;
    Language::of(&parameters.get(PARAMETER)?)
}

/// Name in the address.
pub(super) const PARAMETER: &str = "lang";

/// The first language of the browser's that we have.
pub(super) fn of_browser() -> &'static Language {
    browsers().find_map(|tag| Language::of(&tag)).unwrap_or(ENGLISH)
}
