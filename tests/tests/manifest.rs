//! What a manifest can say (docs/record.md §3.1): the last value that is allowed, and the first that is not.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::{hash::Hash, index::TrusteeIndex};
use ostrakon_record::{
    Manifest,
    body::{Ballot, Body},
    challenge::Challenge,
    entry::LINE_LIMIT,
    manifest::{
        Contest, ContestOption, Group, Layout, LogIdentity, ManifestError, Order, Picture, Rule, SumLimit,
    },
    text::Text,
};
use ostrakon_tests::fixture::Roles;

/// Names of the fields of a changed manifest in which something is wrong.
fn wrong(change: impl FnOnce(&mut Manifest)) -> Vec<String> {
    let mut manifest = Roles::new(1, 3).manifest();
    change(&mut manifest);
    let field = |error| match error {
        ManifestError::Field { field, .. } | ManifestError::Trustees { field, .. } => field,
        other => panic!("{other}"),
    };
    manifest.problems().into_iter().map(field).collect()
}

const NOTHING: [&str; 0] = [];

fn contest(number: usize, options: usize, rule: Rule) -> Contest {
    let label = Text::single("en", "x");
    let options = (0..options).map(|option| ContestOption::new(&format!("o{option}"), label.clone()));
    Contest::new(&format!("c{number}"), label.clone(), rule, options.collect())
}

const ONE: Rule = Rule::Choose {
    minimum: 1,
    maximum: 1,
    blank: false,
};

fn score(bound: u32, sum: Option<(u32, u32)>, blank: bool) -> Rule {
    let sum = sum.map(|(minimum, maximum)| SumLimit { minimum, maximum });
    Rule::Score { bound, sum, blank }
}

#[test]
fn an_honest_manifest_is_right() {
    assert_eq!(wrong(|_| ()), NOTHING);
}

#[test]
fn numbers_have_their_limits() {
    assert_eq!(wrong(|manifest| manifest.minimum_ballots = 3), NOTHING);
    assert_eq!(
        wrong(|manifest| manifest.minimum_ballots = 2),
        ["minimum_ballots"]
    );
    for challenges in [0, 100] {
        assert_eq!(wrong(|manifest| manifest.challenges = challenges), NOTHING);
    }
    assert_eq!(wrong(|manifest| manifest.challenges = 101), ["challenges"]);
    let closes = |after| wrong(|manifest| manifest.schedule.closes = manifest.schedule.opens + after);
    assert_eq!(closes(1), NOTHING);
    assert_eq!(closes(0), ["schedule.closes"]);
}

#[test]
fn contests_and_options_are_counted() {
    let contests = |contests: usize, options: usize| {
        wrong(|manifest| {
            manifest.challenges = 0;
            manifest.contests = (0..contests)
                .map(|number| contest(number, options, ONE))
                .collect();
        })
    };
    assert_eq!(contests(0, 1), ["contests"]);
    assert_eq!(contests(100, 2), NOTHING);
    assert_eq!(contests(101, 1), ["contests"]);
    assert_eq!(contests(1, 250), NOTHING);
    assert_eq!(contests(1, 251), ["contests"]);
    assert_eq!(contests(1, 0), ["contests[0].rule", "contests[0].rule"]);
}

#[test]
fn ballots_and_openings_must_fit_a_line() {
    let long = |options, bound, challenges| {
        wrong(|manifest| {
            manifest.challenges = challenges;
            manifest.contests[1] = contest(1, options, score(bound, None, false));
        })
    };
    assert_eq!(long(240, 255, 0), ["contests"]);
    assert_eq!(long(240, 7, 0), NOTHING);
    assert_eq!(long(240, 7, 1), ["challenges"]);

    // As long as a line may be, to the byte.
    let contests = |shape: &[(usize, u32)]| {
        let contests = shape.iter().enumerate();
        let contests =
            contests.map(|(number, (options, bound))| contest(number, *options, score(*bound, None, false)));
        let mut manifest = Roles::new(1, 3).manifest();
        manifest.contests = contests.collect();
        manifest
    };
    let mut ballot = contests(&[&[(1, 255); 18][..], &[(167, 63)]].concat());
    let length = Ballot::longest_line(&ballot.ballot_style().unwrap());
    assert_eq!(length, LINE_LIMIT);
    assert_ne!(ballot.problems(), []);
    ballot.challenges = 0;
    assert_eq!(ballot.problems(), []);
    let opening = contests(&[(2, 7), (240, 7)]);
    let length = Challenge::longest_line(&opening.ballot_style().unwrap());
    assert_eq!((length, opening.challenges), (LINE_LIMIT, 2));
    assert_eq!(opening.problems(), []);
}

#[test]
fn ids_are_short_and_unique() {
    let id = |id: &str| wrong(|manifest| id.clone_into(&mut manifest.contests[0].id));
    for right in [&"x".repeat(64), "-_.", "A9"] {
        assert_eq!(id(right), NOTHING, "{right}");
    }
    for bad in [&"x".repeat(65), "", "a b", "ä", "parks"] {
        let place = usize::from(bad == "parks");
        assert_eq!(id(bad), [format!("contests[{place}].id")], "{bad}");
    }
    let option = |id: &str| wrong(|manifest| id.clone_into(&mut manifest.contests[0].options[1].id));
    assert_eq!(option(&"x".repeat(64)), NOTHING);
    for bad in [&"x".repeat(65), "mayor-1"] {
        assert_eq!(option(bad), ["contests[0].options[1].id"], "{bad}");
    }
}

#[test]
fn texts_have_words_in_a_language() {
    let title =
        |language: &str, words: &str| wrong(|manifest| manifest.title = Text::single(language, words));
    for (language, words) in [
        ("en", &*"x".repeat(4_000)),
        ("de-CH", "x"),
        (&*"a".repeat(35), "x"),
    ] {
        assert_eq!(title(language, words), NOTHING, "{language}");
    }
    for (language, words) in [
        ("en", &*"x".repeat(4_001)),
        ("en", " "),
        ("", "x"),
        ("de_CH", "x"),
        (&*"a".repeat(36), "x"),
    ] {
        assert_eq!(title(language, words), ["title"], "{language}");
    }
    let none = || core::iter::empty::<(String, String)>().collect::<Text>();
    assert_eq!(wrong(|manifest| manifest.title = none()), ["title"]);
    // Only the description may be empty.
    assert_eq!(wrong(|manifest| manifest.description = none()), NOTHING);
    let blank = |manifest: &mut Manifest| manifest.description = Text::single("en", "");
    assert_eq!(wrong(blank), NOTHING);
}

#[test]
fn rules_must_be_possible() {
    let sum = |minimum, maximum| SumLimit { minimum, maximum };
    let rule = |rule| wrong(|manifest| manifest.contests[2].rule = rule);
    let allocate = |bound, sum| Rule::Allocate { bound, sum };
    for right in [
        score(1, None, false),
        score(255, None, false),
        score(5, Some((0, 10)), true),
        score(5, Some((10, 10)), false),
        allocate(1, sum(0, 1)),
        allocate(u32::MAX, sum(0, u32::MAX)),
    ] {
        assert_eq!(rule(right), NOTHING, "{right:?}");
    }
    for bad in [
        score(256, None, false),
        score(5, None, true),
        score(5, Some((0, 0)), false),
        score(5, Some((0, 11)), false),
        score(5, Some((3, 2)), false),
        allocate(5, sum(0, 11)),
        allocate(5, sum(3, 2)),
    ] {
        assert_eq!(rule(bad), ["contests[2].rule"], "{bad:?}");
    }
    assert_eq!(rule(score(0, None, false)), ["contests[2].rule"]);
}

#[test]
fn no_key_occurs_twice() {
    assert_eq!(
        wrong(|manifest| manifest.registrar = manifest.authority),
        ["registrar"]
    );
    let log = |manifest: &mut Manifest, key| {
        manifest.log = LogIdentity::new(manifest.log.origin.clone(), key, Vec::new(), 0).unwrap();
    };
    for role in ["authority", "registrar"] {
        let twice = wrong(|manifest| {
            let key = if role == "authority" {
                manifest.authority
            } else {
                manifest.registrar
            };
            log(manifest, key);
        });
        assert_eq!(twice, ["log.key"], "{role}");
    }
    for key in [0, 1, 2, 3] {
        let twice = wrong(|manifest| {
            let roles = [
                manifest.authority,
                manifest.registrar,
                manifest.log.key,
                manifest.trustees[0].signing_key,
            ];
            manifest.trustees[1].signing_key = roles[key];
        });
        assert_eq!(twice, ["trustees[1]"], "{key}");
    }
    let encryption = wrong(|manifest| {
        manifest.trustees[2].encryption_key = manifest.trustees[0].encryption_key;
    });
    assert_eq!(encryption, ["trustees[2]"]);
}

#[test]
fn a_trustee_is_found_by_its_signing_key() {
    let roles = Roles::new(1, 3);
    let manifest = roles.manifest();
    for (number, trustee) in (1..).zip(&manifest.trustees) {
        let index = TrusteeIndex::new(number).unwrap();
        assert_eq!(manifest.index_of(&trustee.signing_key), Some(index));
        assert_eq!(manifest.trustee(index), Some(trustee));
    }
    assert_eq!(manifest.index_of(&manifest.authority), None);
    assert_eq!(manifest.trustee(TrusteeIndex::new(4).unwrap()), None);
}

#[test]
fn trustees_have_names_and_a_threshold() {
    let name = |length| wrong(|manifest| manifest.trustees[0].name = "x".repeat(length));
    assert_eq!((name(1), name(200)), (vec![], vec![]));
    for length in [0, 201] {
        assert_eq!(name(length), ["trustees[0].name"]);
    }
    for threshold in [0, 4] {
        assert_eq!(wrong(|manifest| manifest.threshold = threshold), ["threshold"]);
    }
    assert_eq!(wrong(|manifest| manifest.threshold = 3), NOTHING);
}

#[test]
fn the_log_is_named_after_the_nonce() {
    let origin = |change: &dyn Fn(&str) -> String| {
        wrong(|manifest| {
            let origin = change(manifest.log.origin.rsplit_once('/').unwrap().1);
            manifest.log = LogIdentity::new(origin, manifest.log.key, Vec::new(), 0).unwrap();
        })
    };
    assert_eq!(origin(&|suffix| format!("{}/{suffix}", "b".repeat(183))), NOTHING);
    for bad in [
        origin(&|suffix| format!("{}/{suffix}", "b".repeat(184))),
        origin(&|suffix| format!("board{suffix}")),
        origin(&|suffix| format!("/{suffix}")),
        origin(&|_| "board/0000000000000000".to_owned()),
    ] {
        assert_eq!(bad, ["log.origin"]);
    }
}

fn group(options: usize) -> Group {
    Group {
        title: Text::single("en", "Some"),
        options,
    }
}

fn picture(address: &str) -> Picture {
    Picture {
        address: address.to_owned(),
        digest: Hash::ZERO,
    }
}

#[test]
fn groups_hold_all_options_or_none() {
    // The first contest has three options.
    let groups = |sizes: &[usize]| {
        let groups = sizes.iter().copied().map(group).collect();
        wrong(|manifest| manifest.contests[0].groups = groups)
    };
    for right in [&[][..], &[3], &[1, 2], &[1, 1, 1]] {
        assert_eq!(groups(right), NOTHING, "{right:?}");
    }
    for bad in [&[2][..], &[4], &[1, 1, 2]] {
        assert_eq!(groups(bad), ["contests[0].groups"], "{bad:?}");
    }
    assert_eq!(groups(&[3, 0]), ["contests[0].groups[1].options"]);
    let untitled = wrong(|manifest| {
        manifest.contests[0].groups = vec![Group {
            title: Text::default(),
            options: 3,
        }];
    });
    assert_eq!(untitled, ["contests[0].groups[0].title"]);
}

#[test]
fn descriptions_may_be_empty_and_not_too_long() {
    let described = |length: usize| {
        let words = Text::single("en", &"x".repeat(length));
        wrong(|manifest| {
            manifest.contests[1].description = words.clone();
            manifest.contests[1].options[2].description = words;
        })
    };
    assert_eq!((described(0), described(4_000)), (vec![], vec![]));
    let both = ["contests[1].description", "contests[1].options[2].description"];
    assert_eq!(described(4_001), both);
}

#[test]
fn pictures_are_files_of_the_booths_own_server() {
    let address =
        |address: &str| wrong(|manifest| manifest.contests[0].options[0].picture = Some(picture(address)));
    for right in [
        "/a.svg",
        "/pictures/a_B-1.png",
        "/a.b.jpg",
        &format!("/{}.webp", "x".repeat(194)),
    ] {
        assert_eq!(address(right), NOTHING, "{right}");
    }
    for bad in [
        "a.svg",
        "//elsewhere.example/a.svg",
        "/../a.svg",
        "/a/./b.svg",
        "/.svg",
        "/a.gif",
        "/a.svg?x",
        "/a.svg#x",
        "/%61.svg",
        "/a b.svg",
        "https://elsewhere.example/a.svg",
        "",
        &format!("/{}.webp", "x".repeat(195)),
    ] {
        assert_eq!(address(bad), ["contests[0].options[0].picture"], "{bad}");
    }
}

#[test]
fn whoever_checks_is_at_an_origin() {
    let check = |origin: &str| wrong(|manifest| manifest.check = Some(origin.to_owned()));
    for right in [
        "https://check.example",
        "http://127.0.0.1:8080",
        "https://a-b.example:65535",
    ] {
        assert_eq!(check(right), NOTHING, "{right}");
    }
    for bad in [
        "",
        "check.example",
        "ftp://check.example",
        "https://",
        "https://check.example/",
        "https://Check.example",
        "https://check.example:0",
        "https://check.example:080",
        "https://check.example:443",
        "http://check.example:80",
        "https://check.example:65536",
        "https://check.example:",
        "https://user@check.example",
        "https://check.example?x",
    ] {
        assert_eq!(check(bad), ["check"], "{bad}");
    }
}

#[test]
fn what_is_absent_is_left_out_and_what_is_there_has_one_form() {
    let plain = Roles::new(1, 3).manifest();
    let encoded = Body::Manifest(plain.clone()).encode();
    for name in ["layout", "check", "order", "groups", "picture"] {
        assert!(!encoded.contains(&format!("\"{name}\"")), "{name}");
    }
    let mut full = plain;
    full.layout = Layout::OneByOne;
    full.check = Some("https://check.example".to_owned());
    full.contests[0].description = Text::single("en", "More");
    full.contests[0].order = Order::Rotated;
    full.contests[0].groups = vec![group(3)];
    full.contests[0].options[0].description = Text::single("en", "More");
    full.contests[0].options[0].picture = Some(picture("/pictures/a.svg"));
    assert_eq!(full.problems(), []);
    let text = serde_json::to_string(&full).unwrap();
    assert_eq!(serde_json::from_str::<Manifest>(&text).unwrap(), full);
    for (place, part) in [
        (
            "end",
            r#","layout":"one-by-one","check":"https://check.example"}"#,
        ),
        (
            "contest",
            r#"],"description":{"en":"More"},"order":"rotated","groups":[{"title":{"en":"Some"},"options":3}]}"#,
        ),
        (
            "option",
            r#"},"description":{"en":"More"},"picture":{"address":"/pictures/a.svg","digest":"#,
        ),
    ] {
        assert!(text.contains(part), "{place}: {text}");
    }
    // What stands for absence is not written: a reader that encodes again sees other bytes.
    let default = text.replace("\"one-by-one\"", "\"one-page\"");
    let read: Manifest = serde_json::from_str(&default).unwrap();
    assert!(serde_json::to_string(&read).unwrap() != default);
}
