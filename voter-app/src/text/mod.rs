//! What the pages show, in the reader's language.
//!
//! Words are messages in `locales/`: English is part of the program, the others are fetched when they are chosen. The
//! choice is in the address and nowhere else. What only trustees read is in `locales/trustee/`, and in all languages part of their
//! program, so that nobody else waits for it.
//!
//! - [`book`]: words that only some program has
//! - [`language`]: the languages, and which of them the reader wants
//! - [`locale`]: the words of one language
//! - [`phrases`]: which message tells what the record says
//! - [`checks`]: likewise of the verifier's checks

mod book;
mod checks;
pub(crate) mod language;
mod locale;
mod phrases;
#[cfg(test)]
mod tests;

pub(crate) use book::TRUSTEES;
pub(crate) use checks::{check, finding};
pub(crate) use phrases::{
    amount, chosen, closes, field, phase, rule, sentences, threshold, trustee, used, voter, watch,
};

use crate::{files::file, words::Words};
use book::Book;
use language::{ENGLISH, Language, PARAMETER};
use leptos::{prelude::*, task::spawn_local};
use locale::Locale;
use ostrakon_record::text::Text;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A message in the reader's language, for views: `say!("id", argument = value)`.
macro_rules! say {
    ($($message:tt)+) => {
        $crate::text::signal($crate::words::words!($($message)+))
    };
}
pub(crate) use say;

thread_local! {
    static SPEECH: Speech = Speech::default();
    /// Of this program.
    static BOOK: Cell<Option<&'static Book>> = const { Cell::new(None) };
}

/// Gives this program words of its own, before it says anything.
pub(crate) fn open(book: &'static Book) {
    BOOK.set(Some(book));
}

/// The words of a language's file, and those of this program's book.
fn whole(language: &Language, mut words: String) -> String {
    if let Some(book) = BOOK.get() {
        words.push('\n');
        words.push_str(book.words(language));
    }
    words
}

/// What is spoken now.
struct Speech {
    spoken: ArcRwSignal<Rc<Locale>>,
    /// Chosen, and perhaps still on its way.
    wanted: ArcRwSignal<&'static Language>,
    /// In the address, so that links have to keep it.
    chosen: ArcRwSignal<bool>,
    /// Could not be fetched.
    missing: ArcRwSignal<Option<&'static Language>>,
    /// False until the first words can be shown.
    ready: ArcRwSignal<bool>,
    english: Rc<Locale>,
}

impl Default for Speech {
    fn default() -> Self {
        let english = Locale::new(
            ENGLISH,
            &ENGLISH.variant(),
            whole(ENGLISH, locale::ENGLISH.to_owned()),
            None,
        );
        let english = Rc::new(english);
        Self {
            spoken: ArcRwSignal::new(english.clone()),
            wanted: ArcRwSignal::new(ENGLISH),
            chosen: ArcRwSignal::new(false),
            missing: ArcRwSignal::new(None),
            ready: ArcRwSignal::new(false),
            english,
        }
    }
}

impl Words {
    /// In the reader's language; a reactive value.
    pub(crate) fn text(&self) -> String {
        SPEECH.with(|speech| speech.spoken.get().say(self))
    }
}

/// Words as a value that follows the language.
pub(crate) fn signal(words: Words) -> Signal<String> {
    Signal::derive(move || words.text())
}

/// A number by itself, as the language writes it; a reactive value.
pub(crate) fn number(number: u64) -> String {
    SPEECH.with(|speech| speech.spoken.get().number(number))
}

/// The language of the words; a reactive value.
pub(crate) fn spoken() -> &'static Language {
    SPEECH.with(|speech| speech.spoken.get().language)
}

/// The language that is chosen; a reactive value.
pub(crate) fn wanted() -> &'static Language {
    SPEECH.with(|speech| speech.wanted.get())
}

/// The language that was chosen and could not be fetched; a reactive value.
pub(crate) fn missing() -> Option<&'static Language> {
    SPEECH.with(|speech| speech.missing.get())
}

/// Whether the first words can be shown: not in English to somebody whose language is on its way; a reactive value.
pub(crate) fn is_ready() -> bool {
    SPEECH.with(|speech| speech.ready.get())
}

/// The election's own words with the language they are in, if it is another one than the page's; a reactive value.
pub(crate) fn own(text: &Text) -> (String, Option<String>) {
    let spoken = spoken().tag;
    let (tag, words) = text.pick_tagged(spoken);
    (words.to_owned(), (tag != spoken).then(|| tag.to_owned()))
}

/// The address of one of our pages, which keeps the language; a reactive value.
pub(crate) fn link(path: impl Into<String>) -> Signal<String> {
    link_to(path, "")
}

/// [`link`] with what no server sees: a fragment with its `#`, or nothing.
pub(crate) fn link_to(path: impl Into<String>, fragment: impl Into<String>) -> Signal<String> {
    let (path, fragment) = (path.into(), fragment.into());
    Signal::derive(move || {
        let chosen = SPEECH.with(|speech| speech.chosen.get());
        if chosen {
            format!("{path}?{PARAMETER}={}{fragment}", wanted().tag)
        } else {
            format!("{path}{fragment}")
        }
    })
}

/// Speaks the language of the address, else the reader's.
pub(crate) fn start() {
    let of_address = language::of_address();
    SPEECH.with(|speech| speech.chosen.set(of_address.is_some()));
    want(of_address.unwrap_or_else(language::of_browser));
}

/// Speaks a language that the reader has chosen, and notes it in the address.
pub(crate) fn choose(language: &'static Language) {
    SPEECH.with(|speech| speech.chosen.set(true));
    // Without the note the language is only not remembered.
    let _ = note(language);
    want(language);
}

fn note(language: &Language) -> Result<(), JsValue> {
    let address = web_sys::Url::new(&window().location().href()?)?;
    address.search_params().set(PARAMETER, language.tag);
    let history = window().history()?;
    history.replace_state_with_url(&history.state()?, "", Some(&address.href()))
}

fn want(language: &'static Language) {
    SPEECH.with(|speech| {
        speech.wanted.set(language);
        speech.missing.set(None);
    });
    spawn_local(async move {
        let source = if language == ENGLISH {
            None
        } else {
            Some(fetch(language).await)
        };
        SPEECH.with(|speech| {
            // Something else may have been chosen meanwhile.
            if speech.wanted.get_untracked() == language {
                match source {
                    None => speech.spoken.set(speech.english.clone()),
                    Some(Ok(source)) => {
                        let fallback = Some(speech.english.clone());
                        let locale = Locale::new(language, &language.variant(), source, fallback);
                        speech.spoken.set(Rc::new(locale));
                    }
                    Some(Err(_)) => {
                        speech.missing.set(Some(language));
                        speech.wanted.set(speech.spoken.get_untracked().language);
                    }
                }
            }
            speech.ready.set(true);
        });
    });
}

/// The file of a language.
async fn fetch(language: &Language) -> Result<String, JsValue> {
    let answer = file(&format!("locales/{}.ftl", language.tag))?.fetch().await?;
    let text = JsFuture::from(answer.text()?).await?;
    let words = text.as_string().ok_or(JsValue::NULL)?;
    Ok(whole(language, words))
}
