//! What a manifest can say (docs/record.md §3.1): the last value that is allowed, and the first that is not.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::index::TrusteeIndex;
use ostrakon_record::{
    Manifest,
    body::Ballot,
    challenge::Challenge,
    entry::LINE_LIMIT,
    manifest::{Contest, ContestOption, LogIdentity, ManifestError, Rule, SumLimit},
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
    let options = (0..options).map(|option| ContestOption {
        id: format!("o{option}"),
        label: label.clone(),
    });
    Contest {
        id: format!("c{number}"),
        title: label.clone(),
        rule,
        options: options.collect(),
    }
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
        origin(&|_| "board/0000000000000000".to_owned()),
    ] {
        assert_eq!(bad, ["log.origin"]);
    }
}
