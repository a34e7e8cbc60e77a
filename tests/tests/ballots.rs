//! Ballots as lines: one length for one style, whatever was chosen, and no longer than a line may be.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ostrakon_crypto::{hash::Hash, secret::SecretScalar};
use ostrakon_record::{
    body::{Ballot, Body},
    booth::{NextBallot, Sealed},
    election::VotingParameters,
    entry::{Entry, LINE_LIMIT},
    manifest::{Manifest, Rule, SumLimit},
};
use ostrakon_tests::fixture::Roles;
use rand_core::OsRng;

const fn sum(minimum: u32, maximum: u32) -> SumLimit {
    SumLimit { minimum, maximum }
}

/// The manifest of the tests with one contest of every kind, and the least and the most that can be chosen.
fn every_rule(roles: &Roles) -> (Manifest, [Vec<Vec<u32>>; 2]) {
    let mut manifest = roles.manifest();
    let cases = [
        (
            Rule::Choose {
                minimum: 0,
                maximum: 3,
                blank: false,
            },
            [vec![0, 0, 0], vec![1, 1, 1]],
        ),
        (
            Rule::Choose {
                minimum: 1,
                maximum: 2,
                blank: true,
            },
            [vec![0, 0, 0, 1], vec![1, 0, 1, 0]],
        ),
        (
            Rule::Score {
                bound: 255,
                sum: None,
                blank: false,
            },
            [vec![0, 0, 0], vec![255, 255, 255]],
        ),
        (
            Rule::Score {
                bound: 10,
                sum: Some(sum(1, 30)),
                blank: true,
            },
            [vec![0, 0, 0, 1], vec![10, 10, 10, 0]],
        ),
        (
            Rule::Allocate {
                bound: u32::MAX,
                sum: sum(0, u32::MAX),
            },
            [vec![0, 0, 0], vec![0, u32::MAX, 0]],
        ),
    ];
    let mut choices = [Vec::new(), Vec::new()];
    let mut contests = Vec::new();
    for (number, (rule, [least, most])) in cases.into_iter().enumerate() {
        let mut contest = manifest.contests.first().unwrap().clone();
        contest.id = format!("contest-{number}");
        contest.rule = rule;
        contests.push(contest);
        choices[0].push(least);
        choices[1].push(most);
    }
    manifest.contests = contests;
    (manifest, choices)
}

fn line(manifest: &Manifest, roles: &Roles, choices: &[Vec<u32>]) -> String {
    let parameters = VotingParameters {
        election: Hash::ZERO,
        context: Hash::ZERO,
        key: SecretScalar::random(&mut OsRng).public(),
    };
    let next = NextBallot {
        sequence: u32::MAX,
        previous: Hash::ZERO,
    };
    let style = manifest.ballot_style().unwrap();
    let key = &roles.voters.first().unwrap().key;
    let sealed = Sealed::seal(&style, &parameters, key, next, choices, &mut OsRng).unwrap();
    let submission = sealed.cast(key, &mut OsRng);
    Entry::place(u64::MAX, Hash::ZERO, submission).unwrap().line()
}

#[test]
fn ballots_of_one_style_have_one_length() {
    let roles = Roles::new(1, 3);
    let (manifest, choices) = every_rule(&roles);
    assert_eq!(manifest.problems(), []);
    let longest = Ballot::longest_line(&manifest.ballot_style().unwrap());
    for choices in &choices {
        assert_eq!(line(&manifest, &roles, choices).len(), longest, "{choices:?}");
    }
    // Styles without the one proof or the other.
    for kept in [0..4, 4..5] {
        let mut part = manifest.clone();
        part.contests = manifest.contests.get(kept.clone()).unwrap().to_vec();
        let longest = Ballot::longest_line(&part.ballot_style().unwrap());
        let line = line(&part, &roles, choices[0].get(kept.clone()).unwrap());
        assert_eq!(line.len(), longest, "contests {kept:?}");
        let entry = Entry::parse(line.as_bytes()).unwrap();
        let Body::Ballot(ballot) = entry.submission().body() else {
            panic!("not a ballot")
        };
        assert_eq!(ballot.proof.is_none(), kept.start == 4);
        assert_eq!(ballot.allocations.is_none(), kept.start == 0);
    }
}

/// Too many bits for a line are refused when the election is defined, not when the first ballot is cast.
#[test]
fn an_election_whose_ballots_fit_no_line_is_refused() {
    let roles = Roles::new(1, 3);
    let mut manifest = roles.manifest();
    // The line of a challenge is longer.
    manifest.challenges = 0;
    let mut contest = manifest.contests.swap_remove(0);
    contest.rule = Rule::Score {
        bound: 255,
        sum: None,
        blank: false,
    };
    let problems = |options: usize| {
        let mut manifest = manifest.clone();
        let mut contest = contest.clone();
        let option = contest.options.first().unwrap().clone();
        contest.options = (0..options)
            .map(|number| {
                let mut option = option.clone();
                option.id = format!("option-{number}");
                option
            })
            .collect();
        manifest.contests = vec![contest];
        let length = Ballot::longest_line(&manifest.ballot_style().unwrap());
        let problems: Vec<String> = manifest.problems().iter().map(ToString::to_string).collect();
        (length, problems)
    };
    let (length, found) = problems(151);
    assert!(length <= LINE_LIMIT, "{length}");
    assert_eq!(found, Vec::<String>::new());
    let (length, found) = problems(152);
    assert!(length > LINE_LIMIT, "{length}");
    assert_eq!(
        found,
        [format!(
            "manifest field contests: a ballot would be a line of {length} bytes; allowed are 65535: have fewer options, or lower highest values"
        )]
    );
}

#[test]
fn amounts_that_no_browser_can_prove_are_refused() {
    let roles = Roles::new(1, 3);
    let (manifest, _) = every_rule(&roles);
    let with = |bound, sum| {
        let mut manifest = manifest.clone();
        for contest in &mut manifest.contests {
            contest.rule = Rule::Allocate { bound, sum };
        }
        manifest
            .problems()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(with(10, sum(1, 20)), Vec::<String>::new());
    for (bound, sum) in [(0, sum(0, 1)), (10, sum(0, 31)), (10, sum(2, 1)), (10, sum(0, 0))] {
        let problems = with(bound, sum);
        assert!(
            problems
                .first()
                .is_some_and(|problem| problem.starts_with("manifest field contests[0].rule: ")),
            "{problems:?}"
        );
    }
    let mut many = manifest.clone();
    let contest = many.contests.swap_remove(4);
    many.contests = (0..17)
        .map(|number| {
            let mut contest = contest.clone();
            contest.id = format!("contest-{number}");
            contest
        })
        .collect();
    let problems = many.problems();
    assert!(
        problems
            .iter()
            .any(|problem| problem.to_string().contains("need 68 range proofs")),
        "{problems:?}"
    );
}
