//! The files of all languages, and the messages that the program names.

use super::{amount, checks, field, language::LANGUAGES, rule, used};
use crate::words::{Value, Words};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource, VariantKey},
    parser,
};
use ostrakon_record::{
    manifest::{Rule, SumLimit},
    verify::CheckId,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// What only trustees read.
const TRUSTEES: &str = "locales/trustee";
/// What only trustees' programs have.
const OF_TRUSTEES: [&str; 2] = ["src/pages/trustee", "src/tally"];

type Arguments = BTreeSet<String>;

/// The messages of a language with their arguments: everybody's, and those of trustees.
fn messages(tag: &str) -> BTreeMap<String, Arguments> {
    let mut all = messages_in("locales", tag);
    for (id, arguments) in messages_in(TRUSTEES, tag) {
        assert!(
            all.insert(id.clone(), arguments).is_none(),
            "{tag}: {id} is there twice"
        );
    }
    all
}

fn messages_in(place: &str, tag: &str) -> BTreeMap<String, Arguments> {
    let file = folder(place).join(format!("{tag}.ftl"));
    let source = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let resource: Resource<&str> =
        parser::parse(source.as_str()).unwrap_or_else(|(_, errors)| panic!("{tag}: {errors:?}"));
    let mut found = BTreeMap::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(Message { id, value, .. }) => {
                let value = value
                    .as_ref()
                    .unwrap_or_else(|| panic!("{tag}: {} has no words", id.name));
                let mut arguments = Arguments::new();
                collect(value, tag, &mut arguments);
                let before = found.insert(id.name.to_owned(), arguments);
                assert!(before.is_none(), "{tag}: {} is there twice", id.name);
            }
            Entry::Term(term) => panic!("{tag}: the term {} is not known here", term.id.name),
            Entry::Junk { content } => panic!("{tag}: {content}"),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
        }
    }
    found
}

fn collect(pattern: &Pattern<&str>, tag: &str, arguments: &mut Arguments) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, arguments),
            Expression::Select { selector, variants } => {
                collect_inline(selector, arguments);
                let plural = plural_forms(tag);
                let keys: BTreeSet<&str> = variants
                    .iter()
                    .map(|variant| match variant.key {
                        VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name } => name,
                    })
                    .collect();
                for form in plural {
                    assert!(
                        keys.contains(form),
                        "{tag}: the form {form} is missing in {keys:?}"
                    );
                }
                for key in keys {
                    let exact = key.bytes().all(|byte| byte.is_ascii_digit());
                    assert!(exact || plural.contains(&key), "{tag}: {key} is no form");
                }
                for variant in variants {
                    collect(&variant.value, tag, arguments);
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, arguments: &mut Arguments) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("{other:?} is not known here"),
    }
}

/// The plural categories of whole numbers (Unicode CLDR).
fn plural_forms(tag: &str) -> &'static [&'static str] {
    match tag {
        "ar" => &["zero", "one", "two", "few", "many", "other"],
        "ru" => &["one", "few", "many", "other"],
        // "many" of French and Spanish is for millions.
        "fr" | "es" => &["one", "many", "other"],
        "lo" | "vi" => &["other"],
        _ => &["one", "other"],
    }
}

/// Every message that the program names, with the arguments that it gives.
fn named() -> BTreeMap<String, Arguments> {
    let mut found = BTreeMap::new();
    named_below(folder("src"), &mut found);
    found
}

fn named_below(place: PathBuf, found: &mut BTreeMap<String, Arguments>) {
    let mut folders = vec![place];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("text/tests.rs") {
                named_in(&fs::read_to_string(&path).unwrap(), &path, found);
            }
        }
    }
}

fn named_in(source: &str, path: &Path, found: &mut BTreeMap<String, Arguments>) {
    for start in ["words!(", "say!("] {
        for (at, _) in source.match_indices(start) {
            let call = &source[at + start.len()..];
            let Some(rest) = call.trim_start().strip_prefix('"') else {
                continue;
            };
            let (id, rest) = rest.split_once('"').unwrap();
            let mut arguments = Arguments::new();
            let mut depth = 0_u32;
            for (position, character) in rest.char_indices() {
                match character {
                    '(' => depth += 1,
                    ')' if depth == 0 => break,
                    ')' => depth -= 1,
                    ',' if depth == 0 => {
                        let argument = &rest[position + 1..];
                        if let Some((name, _)) = argument.split_once(" = ")
                            && name
                                .trim()
                                .bytes()
                                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
                        {
                            arguments.insert(name.trim().to_owned());
                        }
                    }
                    _ => {}
                }
            }
            // A documentation comment shows how it is written.
            if id == "id" {
                continue;
            }
            if let Some(before) = found.insert(id.to_owned(), arguments.clone()) {
                assert_eq!(before, arguments, "{id} in {}", path.display());
            }
        }
    }
}

#[test]
fn every_message_is_there_in_every_language_and_every_one_is_used() {
    let english = messages("en");
    let named = named();
    for (id, arguments) in &named {
        assert_eq!(
            english.get(id),
            Some(arguments),
            "the program says {id} with {arguments:?}"
        );
    }
    for id in english.keys() {
        assert!(named.contains_key(id), "nothing says {id} of en.ftl");
    }
    for language in &LANGUAGES {
        let messages = messages(language.tag);
        for (id, arguments) in &english {
            assert_eq!(messages.get(id), Some(arguments), "{}: {id}", language.tag);
        }
        for id in messages.keys() {
            assert!(
                english.contains_key(id),
                "{}: {id} is not in en.ftl",
                language.tag
            );
        }
    }
    for (place, others) in [("locales", 1), (TRUSTEES, 0)] {
        let files = fs::read_dir(folder(place)).unwrap().count();
        assert_eq!(files, LANGUAGES.len() + others, "one file for each language");
    }
}

#[test]
fn only_trustees_wait_for_what_only_they_read() {
    let mut found = BTreeMap::new();
    for place in OF_TRUSTEES {
        named_below(folder(place), &mut found);
    }
    for id in messages_in(TRUSTEES, "en").keys() {
        assert!(found.contains_key(id), "{id} is said by another program");
    }
    for language in &LANGUAGES {
        let file = folder(TRUSTEES).join(format!("{}.ftl", language.tag));
        assert_eq!(super::TRUSTEES.words(language), fs::read_to_string(file).unwrap());
    }
}

#[test]
fn links_within_the_pages_keep_the_language() {
    let mut folders = vec![folder("src")];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            for address in source.split("href=").skip(1) {
                let plain = address.starts_with("\"/") || address.starts_with("format!(\"/");
                assert!(!plain, "{}: use link(…) in href={:.40}", path.display(), address);
            }
        }
    }
}

#[test]
fn amounts_are_read_as_they_are_written_and_nothing_else_is() {
    for (typed, amount_read) in [
        ("", Some(0)),
        (" 12 500 ", Some(12_500)),
        ("12\u{202f}500", Some(12_500)),
        ("4294967295", Some(u32::MAX)),
        ("4294967296", None),
        ("12.5", None),
        ("1,000", None),
        ("+1", None),
        ("-1", None),
        ("1e3", None),
    ] {
        assert_eq!(amount(typed), amount_read, "{typed:?}");
    }
    for value in [0, 7, 999, 1_000, 1_234_567, u32::MAX] {
        assert_eq!(amount(&field(value)), Some(value));
    }
    assert_eq!(field(1_234_567), "1\u{202f}234\u{202f}567");
    assert_eq!(field(123), "123");
}

/// In English, with numbers as they are: there is no browser here.
fn english(words: &Words) -> String {
    let source = fs::read_to_string(folder("locales/en.ftl")).unwrap();
    let mut bundle = FluentBundle::default();
    bundle.set_use_isolating(false);
    bundle
        .add_resource(FluentResource::try_new(source).unwrap())
        .unwrap();
    let mut arguments = FluentArgs::new();
    for (name, value) in &words.arguments {
        let Value::Number(number) = value else {
            panic!("{name} is no number");
        };
        arguments.set(name.as_ref(), FluentValue::from(*number));
    }
    let pattern = bundle.get_message(&words.id).unwrap().value().unwrap();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
    assert_eq!(errors, []);
    text.into_owned()
}

#[test]
fn rules_and_what_is_used_of_them_are_told_in_words() {
    let sum = |minimum, maximum| SumLimit { minimum, maximum };
    let score = |limit| Rule::Score {
        bound: 3,
        sum: Some(limit),
        blank: false,
    };
    let allocate = |bound, limit| Rule::Allocate { bound, sum: limit };
    for (told, words) in [
        (score(sum(1, 6)), "Share 1 to 6 points. At most 3 for one option."),
        (score(sum(0, 1)), "Share up to 1 point."),
        (allocate(1_000, sum(0, 1_000)), "Divide up to 1000 among these."),
        (
            allocate(500, sum(1_000, 1_000)),
            "Divide exactly 1000 among these. At most 500 for one option.",
        ),
    ] {
        let sentences: Vec<String> = rule(&told).iter().flatten().map(english).collect();
        assert_eq!(sentences.join(" "), words);
    }
    let budget = allocate(1_000, sum(0, 1_000));
    assert_eq!(english(&used(&budget, 400)), "400 of 1000 divided; 600 left");
    assert_eq!(english(&used(&budget, 1_001)), "1001 of 1000 divided: 1 too much");
}

#[test]
fn every_check_is_called_what_the_verifier_calls_it() {
    for check in CheckId::ALL {
        assert_eq!(english(&checks::title(*check)), check.title(), "{check}");
    }
}
