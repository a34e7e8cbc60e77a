//! Witness policies: what they say, what they tolerate, and which checkpoints they let pass.
#![allow(
    missing_docs,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use ostrakon_crypto::signature::SigningKey;
use ostrakon_record::tlog::{
    Checkpoint, KeyName, NodeHash, Policy, VerifierKey, WitnessedCheckpoint,
    checkpoint::{CheckpointError, log_key},
    cosignature::Cosigner,
    policy::{Log, PolicyError, PolicyLineError, Witness},
    witnessed::WitnessedError,
};
use proptest::prelude::*;

fn key(number: u8) -> SigningKey {
    SigningKey::from_seed(&[number; 32])
}

fn name(name: &str) -> KeyName {
    KeyName::new(name).unwrap()
}

fn log() -> VerifierKey {
    log_key(&name("board.example/e1"), key(0).verifying_key())
}

/// Witness w1 has the seed of all 1, and so on.
fn cosigner(number: u8) -> Cosigner {
    Cosigner::ed25519(name(&format!("wit.example/w{number}")), key(number))
}

fn witness_lines(count: u8) -> String {
    let line = |number| format!("witness w{number} {}\n", cosigner(number).verifier_key());
    (1..=count).map(line).collect()
}

fn policy(witnesses: u8, rest: &str) -> Result<Policy, PolicyError> {
    format!("log {}\n{}{rest}\n", log(), witness_lines(witnesses)).parse()
}

/// Whether the witnesses of this number are enough.
fn is_satisfied(policy: &Policy, cosigned: u32) -> bool {
    policy.is_satisfied(|witness| {
        let number: u32 = witness.name[1..].parse().unwrap();
        cosigned >> (number - 1) & 1 == 1
    })
}

/// How many witnesses any two sets share that are enough, by looking at all of them.
fn fewest_in_common(policy: &Policy) -> Option<usize> {
    let enough: Vec<u32> = (0..1_u32 << policy.witnesses().len())
        .filter(|cosigned| is_satisfied(policy, *cosigned))
        .collect();
    let common = |one: &u32| enough.iter().map(move |other| (one & other).count_ones()).min();
    let fewest = enough.iter().filter_map(common).min()?;
    Some(usize::try_from(fewest).unwrap())
}

#[test]
fn a_quorum_of_k_of_n() {
    for (n, k, tolerated) in [
        (1, 1, Some(0)),
        (2, 1, None),
        (2, 2, Some(1)),
        (3, 1, None),
        (3, 2, Some(0)),
        (3, 3, Some(2)),
        (4, 2, None),
        (4, 3, Some(1)),
        (5, 3, Some(0)),
        (5, 4, Some(2)),
        (7, 5, Some(2)),
    ] {
        let members: String = (1..=n).map(|number| format!(" w{number}")).collect();
        let policy = policy(n, &format!("group g {k}{members}\nquorum g")).unwrap();
        assert_eq!(policy.tolerates(), tolerated, "{k} of {n}");
        for cosigned in 0..1 << n {
            assert_eq!(
                is_satisfied(&policy, cosigned),
                u32::count_ones(cosigned) >= k,
                "{k} of {n}"
            );
        }
    }
}

#[test]
fn the_example_of_the_specification() {
    let groups = "group X-witnesses 2 w1 w2 w3\ngroup Y-witnesses any w4 w5 w6\n\
                  group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y";
    let policy = policy(6, groups).unwrap();
    for (cosigned, enough) in [
        (0b111_111, true),
        (0b001_011, true),
        (0b100_110, true),
        (0b000_111, false),
        (0b111_001, false),
        (0b000_000, false),
    ] {
        assert_eq!(is_satisfied(&policy, cosigned), enough, "{cosigned:b}");
    }
    assert_eq!(policy.tolerates(), Some(0));
    assert_eq!(policy.quorum(), Some("X-and-Y"));
}

#[test]
fn no_quorum_and_a_single_witness() {
    let nobody = policy(1, "quorum none").unwrap();
    assert!(is_satisfied(&nobody, 0));
    assert_eq!((nobody.quorum(), nobody.tolerates()), (None, None));
    let single = policy(2, "quorum w2").unwrap();
    assert!(is_satisfied(&single, 0b10) && !is_satisfied(&single, 0b01));
    assert_eq!(single.tolerates(), Some(0));
}

#[test]
fn comments_and_white_space_mean_nothing() {
    let text = format!(
        "# of 2026\n\n\t log \t{} \n  # more\n{}\t\ngroup \t g  any  w1\nquorum g \n",
        log(),
        witness_lines(1)
    );
    let read: Policy = text.parse().unwrap();
    assert_eq!(read, policy(1, "group g 1 w1\nquorum g").unwrap());
    assert_eq!(read.to_string().parse(), Ok(read));
}

#[test]
fn addresses_are_kept() {
    let text = format!(
        "log {} https://a.example\nwitness w {} https://b.example/x\nquorum w\n",
        log(),
        cosigner(1).verifier_key()
    );
    let policy: Policy = text.parse().unwrap();
    assert_eq!(policy.logs()[0].address.as_deref(), Some("https://a.example"));
    assert_eq!(
        policy.witnesses()[0].address.as_deref(),
        Some("https://b.example/x")
    );
    assert_eq!(policy.to_string(), text);
}

#[test]
fn texts_that_are_no_policies() {
    let taken = |name: &str| PolicyLineError::NameTaken {
        name: name.to_owned(),
    };
    let undefined = |name: &str| PolicyLineError::Undefined {
        name: name.to_owned(),
    };
    let twice = |name: &str| PolicyLineError::MemberTwice {
        name: name.to_owned(),
    };
    let threshold = |threshold: &str, members| PolicyLineError::Threshold {
        threshold: threshold.to_owned(),
        members,
    };
    let key_type = |role, type_byte| PolicyLineError::KeyType { role, type_byte };
    let w1 = cosigner(1).verifier_key().clone();
    let renamed = Cosigner::ed25519(name("other"), key(1));
    let renamed = renamed.verifier_key();
    // Lines 1 to 3 are the log and two witnesses.
    for (rest, number, error) in [
        ("quorum".to_owned(), 4, PolicyLineError::Form),
        ("quorum w1 w2".to_owned(), 4, PolicyLineError::Form),
        ("Quorum w1".to_owned(), 4, PolicyLineError::Form),
        ("witness w3".to_owned(), 4, PolicyLineError::Form),
        ("group g".to_owned(), 4, PolicyLineError::Form),
        ("quorum w1\r".to_owned(), 4, PolicyLineError::Control),
        ("quorum w1\u{7f}".to_owned(), 4, PolicyLineError::Control),
        ("quorum w3".to_owned(), 4, undefined("w3")),
        ("quorum g\ngroup g any w1".to_owned(), 4, undefined("g")),
        ("quorum w1\nquorum w1".to_owned(), 5, PolicyLineError::QuorumTwice),
        (
            "quorum none\nquorum w1".to_owned(),
            5,
            PolicyLineError::QuorumTwice,
        ),
        ("group g any none".to_owned(), 4, undefined("none")),
        ("group g any g".to_owned(), 4, undefined("g")),
        ("group none any w1".to_owned(), 4, taken("none")),
        ("group w1 any w2".to_owned(), 4, taken("w1")),
        ("group g any w1\ngroup g any w2".to_owned(), 5, taken("g")),
        ("group g all w1 w1".to_owned(), 4, twice("w1")),
        ("group g all w1\ngroup h all w1 g".to_owned(), 5, twice("w1")),
        ("group g 0 w1".to_owned(), 4, threshold("0", 1)),
        ("group g 3 w1 w2".to_owned(), 4, threshold("3", 2)),
        ("group g 01 w1 w2".to_owned(), 4, threshold("01", 2)),
        ("group g +1 w1 w2".to_owned(), 4, threshold("+1", 2)),
        ("group g most w1 w2".to_owned(), 4, threshold("most", 2)),
        ("group g all".to_owned(), 4, threshold("all", 0)),
        (
            format!("witness w1 {}", cosigner(3).verifier_key()),
            4,
            taken("w1"),
        ),
        (
            format!("witness none {}", cosigner(3).verifier_key()),
            4,
            taken("none"),
        ),
        (format!("witness w3 {}", log()), 4, key_type("witness", 1)),
        (format!("log {w1}"), 4, key_type("log", 4)),
        (
            format!("witness w3 {renamed}"),
            4,
            PolicyLineError::KeyTwice {
                name: "other".to_owned(),
                role: "witness",
            },
        ),
        (
            format!("log {}", log_key(&name("other"), key(0).verifying_key())),
            4,
            PolicyLineError::KeyTwice {
                name: "other".to_owned(),
                role: "log",
            },
        ),
    ] {
        assert_eq!(
            policy(2, &rest),
            Err(PolicyError::Line { number, error }),
            "{rest}"
        );
    }
    assert_eq!(policy(2, "group g any w1"), Err(PolicyError::Quorum));
    assert_eq!("".parse::<Policy>(), Err(PolicyError::Newline));
    assert_eq!("\n".parse::<Policy>(), Err(PolicyError::Quorum));
    assert_eq!("quorum none".parse::<Policy>(), Err(PolicyError::Newline));
    assert!(policy(32, "quorum none").is_ok());
    let error = PolicyLineError::TooMany { what: "witnesses" };
    assert_eq!(
        policy(33, "quorum none"),
        Err(PolicyError::Line { number: 34, error })
    );
}

#[test]
fn a_policy_of_one_log() {
    let log = Log {
        key: log(),
        address: None,
    };
    let witness = |number: u8| Witness {
        name: format!("w{number}"),
        key: cosigner(number).verifier_key().clone(),
        address: Some("https://wit.example".to_owned()),
    };
    let of = |witnesses, threshold| Policy::of_log(log.clone(), witnesses, threshold);
    assert_eq!(of(vec![], 0), policy(0, "quorum none"));
    let two_of_three = of((1..=3).map(witness).collect(), 2).unwrap();
    assert_eq!(two_of_three.tolerates(), Some(0));
    assert!(of(vec![], 1).is_err() && of(vec![witness(1)], 0).is_err() && of(vec![witness(1)], 2).is_err());
    assert!(of(vec![witness(1), witness(1)], 1).is_err());
    let mut spaced = witness(1);
    spaced.name = "w 1".to_owned();
    assert!(of(vec![spaced], 1).is_err());
    let mut forging = witness(1);
    forging.address = Some("x\nquorum none".to_owned());
    assert!(of(vec![forging], 1).is_err());
}

fn checkpoint(origin: &str) -> Checkpoint {
    Checkpoint {
        origin: name(origin),
        size: 8,
        root: NodeHash::of_leaf(b"root"),
    }
}

#[test]
fn checkpoints_under_a_policy() {
    let policy = policy(3, "group g 2 w1 w2 w3\nquorum g").unwrap();
    let checkpoint = checkpoint("board.example/e1");
    let cosigned = |witnesses: &[u8]| {
        let cosignatures = witnesses
            .iter()
            .map(|number| cosigner(*number).cosign(&checkpoint, 7).unwrap());
        checkpoint.sign(&key(0)).with(cosignatures).unwrap().to_string()
    };
    for (witnesses, enough) in [
        (&[][..], Err("nobody")),
        (&[2], Err("w2")),
        (&[2, 2], Err("w2")),
        (&[4, 5, 6], Err("nobody")),
        (&[3, 1], Ok(["w1", "w3"])),
    ] {
        let text = cosigned(witnesses);
        let opened = WitnessedCheckpoint::open(&text, &policy).unwrap();
        assert_eq!(*opened.checkpoint(), checkpoint);
        let names: Vec<&str> = opened
            .cosignatures()
            .iter()
            .map(|one| one.witness.name.as_str())
            .collect();
        match enough {
            Ok(expected) => {
                assert_eq!(names, expected);
                opened.check_quorum().unwrap();
            }
            Err(by) => {
                let expected =
                    format!("the checkpoint of size 8 lacks the quorum \"g\": it is cosigned by {by}");
                assert_eq!(opened.check_quorum().unwrap_err().to_string(), expected);
            }
        }
    }
}

#[test]
fn checkpoints_that_no_witness_can_save() {
    let policy = policy(1, "quorum w1").unwrap();
    let ours = checkpoint("board.example/e1");
    let open = |text: String| WitnessedCheckpoint::open(&text, &policy).err();

    let other = checkpoint("board.example/e2").sign(&key(0)).to_string();
    let found = name("board.example/e2");
    assert_eq!(open(other), Some(WitnessedError::UnknownLog { found }));

    let unsigned = CheckpointError::Unsigned {
        origin: name("board.example/e1"),
        id: log().id(),
    };
    let by_another_key = ours
        .sign(&key(9))
        .with([cosigner(1).cosign(&ours, 7).unwrap()])
        .unwrap();
    assert_eq!(
        open(by_another_key.to_string()),
        Some(WitnessedError::Checkpoint(unsigned))
    );

    // The witness cosigned another tree of the same log.
    let fork = Checkpoint {
        root: NodeHash::EMPTY,
        ..ours.clone()
    };
    let forked = ours
        .sign(&key(0))
        .with([cosigner(1).cosign(&fork, 7).unwrap()])
        .unwrap();
    let forked = open(forked.to_string());
    assert!(
        matches!(forked, Some(WitnessedError::Cosignature(_))),
        "{forked:?}"
    );
}

/// Groups of witnesses, a group of these, and perhaps one witness beside.
fn nested() -> impl Strategy<Value = String> {
    let group = (1..=3_usize, any::<prop::sample::Index>());
    (prop::collection::vec(group, 1..=3), any::<prop::sample::Index>()).prop_map(|(groups, threshold)| {
        let (mut text, mut next) = (String::new(), 1);
        for (number, (size, threshold)) in groups.iter().enumerate() {
            let members: String = (next..next + size)
                .map(|witness| format!(" w{witness}"))
                .collect();
            text += &format!("group g{number} {}{members}\n", threshold.index(*size) + 1);
            next += size;
        }
        let members: String = (0..groups.len()).map(|number| format!(" g{number}")).collect();
        let k = threshold.index(groups.len() + 1) + 1;
        text + &format!("group all {k}{members} w{next}\nquorum all")
    })
}

proptest! {
    #[test]
    fn what_nested_groups_tolerate_is_what_brute_force_finds(groups in nested()) {
        let policy = policy(10, &groups).unwrap();
        let common = fewest_in_common(&policy).unwrap();
        prop_assert_eq!(policy.tolerates(), common.checked_sub(1), "{}", groups);
        prop_assert_eq!(policy.to_string().parse(), Ok(policy));
    }

    #[test]
    fn nothing_panics(text in "((log|witness|group|quorum|any|all|none|[ \t\n#0-9a-c]){0,30}\n)") {
        if let Ok(policy) = text.parse::<Policy>() {
            prop_assert_eq!(policy.to_string().parse(), Ok(policy));
        }
    }
}
