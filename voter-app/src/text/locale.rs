//! The words of one language.

use super::language::Language;
use crate::words::{Moment, Value, Words};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use intl_memoizer::{IntlLangMemoizer, Memoizable};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use std::rc::Rc;
use unic_langid::LanguageIdentifier;
use wasm_bindgen::JsValue;

/// English, part of the program.
pub(super) const ENGLISH: &str = include_str!("../../locales/en.ftl");

/// The messages of a language, and how it writes numbers and dates.
pub(crate) struct Locale {
    pub(super) language: &'static Language,
    /// The reader's variant of the language, such as `de-AT`.
    variant: String,
    messages: FluentBundle<FluentResource>,
    /// For what is missing here.
    fallback: Option<Rc<Self>>,
}

impl Locale {
    /// Reads the messages of a language.
    pub(super) fn new(
        language: &'static Language,
        variant: &str,
        source: String,
        fallback: Option<Rc<Self>>,
    ) -> Self {
        // A test reads every file; messages that cannot be read here are those of the fallback.
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, _)| resource);
        let tag: LanguageIdentifier = variant.parse().unwrap_or_default();
        let mut messages = FluentBundle::new(vec![tag]);
        messages.set_use_isolating(language.right_to_left);
        messages.set_formatter(Some(write_number));
        let _ = messages.add_resource(resource);
        Self {
            language,
            variant: variant.to_owned(),
            messages,
            fallback,
        }
    }

    /// A message in this language, else in the fallback's.
    pub(super) fn say(&self, words: &Words) -> String {
        match (self.find(words), &self.fallback) {
            (Some(text), _) => text,
            (None, Some(fallback)) => fallback.say(words),
            (None, None) => words.id.clone().into_owned(),
        }
    }

    fn find(&self, words: &Words) -> Option<String> {
        let pattern = self.messages.get_message(&words.id)?.value()?;
        let mut arguments = FluentArgs::new();
        for (name, value) in &words.arguments {
            arguments.set(name.as_ref(), self.argument(value));
        }
        let mut errors = Vec::new();
        let text = self
            .messages
            .format_pattern(pattern, Some(&arguments), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }

    fn argument(&self, value: &Value) -> FluentValue<'static> {
        match value {
            Value::Number(number) => (*number).into(),
            Value::Moment(moment) => self.moment(*moment).into(),
            // Where the whole language is isolated, Fluent does it.
            Value::Name(name) if self.language.right_to_left => name.clone().into(),
            Value::Name(name) => format!("\u{2068}{name}\u{2069}").into(),
        }
    }

    /// Date and time, as long as people write them.
    fn moment(&self, Moment(seconds): Moment) -> String {
        let options = Object::new();
        let writer = writer(&self.variant);
        let style = if writer == self.variant { "long" } else { "short" };
        for (name, value) in [("dateStyle", style), ("timeStyle", "short")] {
            // Setting a property of a fresh object does not fail.
            let _ = Reflect::set(&options, &name.into(), &value.into());
        }
        // The year 2106 is far enough.
        let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
        let date = Date::new(&JsValue::from_f64(f64::from(seconds) * 1000.0));
        date.to_locale_string(writer, &options).into()
    }

    /// A number by itself.
    pub(super) fn number(&self, number: u64) -> String {
        let locales = Array::of1(&writer(&self.variant).into());
        // A number up to 2^53 is exact; no count comes near.
        let number: f64 = number.to_string().parse().unwrap_or(f64::NAN);
        NumberFormat::new(&locales).write(number).unwrap_or_default()
    }
}

/// Whose numbers and dates are understood everywhere: `50 000` and `2026-11-22 19:01`.
const NEUTRAL: &str = "sv";

/// Who writes numbers and dates for this language: not every browser knows how Lao and Kyrgyz do.
fn writer(variant: &str) -> &str {
    let locales = Array::of1(&variant.into());
    if Intl::DateTimeFormat::supported_locales_of(&locales, &Object::new()).length() > 0 {
        variant
    } else {
        NEUTRAL
    }
}

/// How the browser writes numbers in a language.
struct NumberFormat(Function);

impl NumberFormat {
    fn new(locales: &Array) -> Self {
        Self(Intl::NumberFormat::new(locales, &Object::new()).format())
    }

    fn write(&self, number: f64) -> Option<String> {
        let text = self.0.call1(&JsValue::NULL, &JsValue::from_f64(number));
        text.ok()?.as_string()
    }
}

impl Memoizable for NumberFormat {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        let variant = language.to_string();
        Ok(Self::new(&Array::of1(&writer(&variant).into())))
    }
}

fn write_number(value: &FluentValue<'_>, formats: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    formats
        .with_try_get::<NumberFormat, _, _>((), |format| format.write(number.value))
        .ok()?
}
