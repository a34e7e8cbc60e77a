//! Ballots: honest ones verify, alone and in batches; everything else does not.
#![allow(
    missing_docs,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use ostrakon_crypto::{
    ballot::{
        self, AllocationProof, BallotContext, BallotError, BallotStyle, BatchItem, BitsProof, ContestRule,
        LinkProof, RangeProof, SealError, SealedBallot, StyleError,
    },
    credential::{CredentialKey, VoterCode},
    elgamal::Ciphertext,
    group::{DecodeError, Element, Point, Scalar},
    hash::Hash,
    secret::SecretScalar,
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use std::sync::LazyLock;

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn rule(options: usize, bound: u32, sum: Option<(u32, u32)>) -> ContestRule {
    ContestRule {
        options,
        bound,
        sum,
        blank: false,
        allocate: false,
    }
}

/// Made once: its generators take a while.
static STYLE: LazyLock<BallotStyle> = LazyLock::new(|| {
    let shares = ContestRule {
        allocate: true,
        ..rule(3, 3_000_000_000, Some((1, 4_000_000_000)))
    };
    BallotStyle::new(vec![
        rule(5, 1, Some((1, 1))),
        rule(4, 1, Some((0, 3))),
        rule(3, 5, Some((1, 5))),
        rule(2, 255, None),
        shares,
    ])
    .unwrap()
});

fn style() -> BallotStyle {
    STYLE.clone()
}

fn choices() -> Vec<Vec<u32>> {
    vec![
        vec![0, 0, 1, 0, 0],
        vec![1, 0, 1, 0],
        vec![0, 4, 1],
        vec![0, 255],
        vec![3_000_000_000, 0, 1_000_000_000],
    ]
}

fn bits(ballot: &SealedBallot) -> Vec<u8> {
    ballot.proof.as_ref().unwrap().to_bytes()
}

fn allocations(ballot: &SealedBallot) -> AllocationProof {
    ballot.allocations.clone().unwrap()
}

struct Voter {
    key: CredentialKey,
    context: BallotContext,
    election: Hash,
}

fn voter(seed: u64) -> Voter {
    let mut rng = rng(seed);
    let key = CredentialKey::derive(&Hash::of(b"nonce"), &VoterCode::random(&mut rng));
    let context = BallotContext {
        voting_context: Hash::of(b"open"),
        credential: key.credential(),
        sequence: 1,
        previous: Hash::ZERO,
    };
    Voter {
        key,
        context,
        election: Hash::of(b"election"),
    }
}

fn joint_key() -> Point {
    SecretScalar::random(&mut rng(1000)).public()
}

fn item(seed: u64) -> BatchItem {
    let mut rng = rng(seed);
    let voter = voter(seed);
    let ballot = ballot::seal(&style(), &joint_key(), &voter.context, &choices(), &mut rng).unwrap();
    let tracker = Hash::of(&bits(&ballot));
    let signature = voter.key.sign(&voter.election, &tracker, &mut rng);
    BatchItem {
        context: voter.context,
        ballot,
        election: voter.election,
        tracker,
        signature,
    }
}

#[test]
fn honest_ballots_verify_alone_and_together() {
    let items: Vec<BatchItem> = (0..20).map(item).collect();
    for item in &items {
        assert_eq!(
            ballot::check(&style(), &joint_key(), &item.context, &item.ballot),
            Ok(())
        );
    }
    let outcomes = ballot::check_batch(&style(), &joint_key(), &items, &mut rng(7));
    assert_eq!(outcomes, vec![Ok(()); 20]);
}

#[test]
fn a_batch_names_exactly_the_bad_ones() {
    let mut items: Vec<BatchItem> = (0..9).map(item).collect();
    items[2].context.sequence = 2;
    items[5].tracker = Hash::of(b"another");
    items[7].ballot.ciphertexts.pop();
    let outcomes = ballot::check_batch(&style(), &joint_key(), &items, &mut rng(7));
    for (position, outcome) in outcomes.into_iter().enumerate() {
        let expected = match position {
            2 => Err(BallotError::Proof),
            5 => Err(BallotError::Signature),
            7 => Err(BallotError::Shape),
            _ => Ok(()),
        };
        assert_eq!(outcome, expected, "ballot {position}");
    }
}

/// Bob posts Alice's ballot, whole or in part, as his own.
#[test]
fn a_copied_ballot_is_rejected() {
    let (alice, bob) = (item(1), item(2));
    let check = |ballot: &SealedBallot| ballot::check(&style(), &joint_key(), &bob.context, ballot);
    assert_eq!(check(&alice.ballot), Err(BallotError::Proof));
    let mut contest = bob.ballot.clone();
    contest.ciphertexts[0] = alice.ballot.ciphertexts[0].clone();
    assert_eq!(check(&contest), Err(BallotError::Proof));
    // Encrypted again by adding an encryption of zero.
    let r = Scalar::from_u64(7);
    let mut again = alice.ballot.clone();
    for ciphertext in again.ciphertexts.iter_mut().flatten() {
        ciphertext.c1 = (ciphertext.c1.element() + Element::base_times(&r))
            .to_point()
            .unwrap();
        ciphertext.c2 = (ciphertext.c2.element() + joint_key().element() * r)
            .to_point()
            .unwrap();
    }
    assert_eq!(check(&again), Err(BallotError::Proof));
    let same_voter = ballot::check(&style(), &joint_key(), &alice.context, &again);
    assert_eq!(same_voter, Err(BallotError::Proof));
}

#[test]
fn more_ballots_than_fit_in_one_multiplication() {
    let style = BallotStyle::new(vec![rule(1, 1, None)]).unwrap();
    let mut items: Vec<BatchItem> = (0..514)
        .map(|seed| {
            let (voter, mut rng) = (voter(seed), rng(seed));
            let ballot = ballot::seal(&style, &joint_key(), &voter.context, &[vec![1]], &mut rng).unwrap();
            let signature = voter.key.sign(&voter.election, &Hash::ZERO, &mut rng);
            BatchItem {
                context: voter.context,
                ballot,
                election: voter.election,
                tracker: Hash::ZERO,
                signature,
            }
        })
        .collect();
    assert_eq!(
        ballot::check_batch(&style, &joint_key(), &[] as &[ballot::BatchItem], &mut rng(7)),
        vec![]
    );
    assert!(
        ballot::check_batch(&style, &joint_key(), &items, &mut rng(7))
            .iter()
            .all(Result::is_ok)
    );
    for bad in [0, 511, 512, 513] {
        items[bad].context.sequence = 2;
    }
    let outcomes = ballot::check_batch(&style, &joint_key(), &items, &mut rng(7));
    let bad: Vec<usize> = (0..514).filter(|position| outcomes[*position].is_err()).collect();
    assert_eq!(bad, [0, 511, 512, 513]);
}

#[test]
fn every_part_of_the_statement_is_bound() {
    let BatchItem { context, ballot, .. } = item(1);
    let wrong = |context: BallotContext, ballot: &SealedBallot, key: &Point, style: &BallotStyle| {
        assert_eq!(
            ballot::check(style, key, &context, ballot),
            Err(BallotError::Proof)
        );
    };
    wrong(
        BallotContext {
            voting_context: Hash::of(b"other"),
            ..context
        },
        &ballot,
        &joint_key(),
        &style(),
    );
    wrong(
        BallotContext {
            credential: voter(2).key.credential(),
            ..context
        },
        &ballot,
        &joint_key(),
        &style(),
    );
    wrong(
        BallotContext {
            sequence: 2,
            ..context
        },
        &ballot,
        &joint_key(),
        &style(),
    );
    wrong(
        BallotContext {
            previous: Hash::of(b"p"),
            ..context
        },
        &ballot,
        &joint_key(),
        &style(),
    );
    wrong(
        context,
        &ballot,
        &SecretScalar::random(&mut rng(3)).public(),
        &style(),
    );
    let mut contests = style().contests().to_vec();
    contests[1].sum = Some((1, 4));
    wrong(
        context,
        &ballot,
        &joint_key(),
        &BallotStyle::new(contests).unwrap(),
    );
    let mut swapped = ballot.clone();
    swapped.ciphertexts[0].swap(0, 1);
    wrong(context, &swapped, &joint_key(), &style());
}

#[test]
fn every_flipped_bit_of_a_proof_or_ciphertext_is_rejected() {
    let BatchItem { context, ballot, .. } = item(1);
    let bytes = bits(&ballot);
    for position in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[position] ^= 1 << (position % 8);
        if let Ok(proof) = BitsProof::from_bytes(&changed) {
            let changed = SealedBallot {
                proof: Some(proof),
                ..ballot.clone()
            };
            assert!(
                ballot::check(&style(), &joint_key(), &context, &changed).is_err(),
                "byte {position}"
            );
        }
    }
    for contest in [2, 4] {
        let bytes = ballot.ciphertexts[contest][1].to_bytes();
        for position in 0..bytes.len() {
            let mut changed = bytes;
            changed[position] ^= 1 << (position % 8);
            if let Ok(ciphertext) = Ciphertext::from_bytes(&changed) {
                let mut changed = ballot.clone();
                changed.ciphertexts[contest][1] = ciphertext;
                assert!(
                    ballot::check(&style(), &joint_key(), &context, &changed).is_err(),
                    "contest {contest}, byte {position}"
                );
            }
        }
    }
}

/// Decodes the three parts again after one byte of them, over all, was changed.
fn flipped(proof: &AllocationProof, position: usize) -> Option<AllocationProof> {
    let commitments: Vec<u8> = proof
        .commitments
        .iter()
        .flat_map(|point| *point.as_bytes())
        .collect();
    let mut parts = [commitments, proof.link.to_bytes(), proof.range.to_bytes()];
    let byte = parts.iter_mut().flatten().nth(position)?;
    *byte ^= 1 << (position % 8);
    let commitments: Result<Vec<Point>, _> = parts[0]
        .chunks(32)
        .map(|chunk| Point::from_bytes(chunk.try_into().unwrap()))
        .collect();
    Some(AllocationProof {
        commitments: commitments.ok()?,
        link: LinkProof::from_bytes(&parts[1]).ok()?,
        range: RangeProof::from_bytes(&parts[2]).ok()?,
    })
}

#[test]
fn every_flipped_bit_of_the_amounts_proof_is_rejected() {
    let BatchItem { context, ballot, .. } = item(1);
    let proof = allocations(&ballot);
    let length: usize = style().allocation_lengths().unwrap().iter().sum();
    let mut decoded = 0;
    for position in 0..length {
        if let Some(changed) = flipped(&proof, position) {
            decoded += 1;
            let changed = SealedBallot {
                allocations: Some(changed),
                ..ballot.clone()
            };
            assert!(
                ballot::check(&style(), &joint_key(), &context, &changed).is_err(),
                "byte {position}"
            );
        }
    }
    assert!(decoded > length / 3, "{decoded} of {length}");
    assert_eq!(flipped(&proof, length), None);
}

#[test]
fn a_link_proof_has_one_length() {
    let bytes = allocations(&item(1).ballot).link.to_bytes();
    assert!(LinkProof::from_bytes(&bytes).is_ok());
    let longer = [bytes.as_slice(), &[0]].concat();
    for wrong in [&bytes[..191], &bytes[..160], &longer] {
        let found = wrong.len();
        assert_eq!(
            LinkProof::from_bytes(wrong),
            Err(DecodeError::Length { expected: 192, found })
        );
    }
}

#[test]
fn styles_are_equal_by_their_rules() {
    assert_eq!(style(), style());
    let others = [vec![], style().contests()[1..].to_vec()];
    for rules in others {
        assert_ne!(BallotStyle::new(rules).unwrap(), style());
    }
}

/// Something done to a ballot.
type Change<'a> = &'a dyn Fn(&mut SealedBallot);

/// Parts of one's own honest ballots do not fit together in any other way.
#[test]
fn parts_of_proofs_cannot_be_recombined() {
    let (one, other) = (item(1), item(1));
    assert_eq!(one.ballot, other.ballot, "a frozen generator: the same ballot");
    let context = one.context;
    let other = ballot::seal(&style(), &joint_key(), &context, &choices(), &mut rng(77)).unwrap();
    let check = |change: Change<'_>| {
        let mut ballot = one.ballot.clone();
        change(&mut ballot);
        ballot::check(&style(), &joint_key(), &context, &ballot)
    };
    assert_eq!(check(&|_| ()), Ok(()));
    assert_eq!(check(&|ballot| *ballot = other.clone()), Ok(()));
    let changes: [(&str, Change<'_>); 7] = [
        ("bits", &|ballot| ballot.proof.clone_from(&other.proof)),
        ("amounts", &|ballot| {
            ballot.allocations.clone_from(&other.allocations);
        }),
        ("both proofs", &|ballot| {
            ballot.proof.clone_from(&other.proof);
            ballot.allocations.clone_from(&other.allocations);
        }),
        ("amounts with their ciphertexts", &|ballot| {
            ballot.ciphertexts[4].clone_from(&other.ciphertexts[4]);
            ballot.allocations.clone_from(&other.allocations);
        }),
        ("range proof", &|ballot| {
            ballot.allocations.as_mut().unwrap().range = allocations(&other).range;
        }),
        ("link", &|ballot| {
            ballot.allocations.as_mut().unwrap().link = allocations(&other).link;
        }),
        ("commitments", &|ballot| {
            ballot.allocations.as_mut().unwrap().commitments = allocations(&other).commitments;
        }),
    ];
    for (name, change) in changes {
        assert_eq!(check(change), Err(BallotError::Proof), "{name}");
    }
    let shapes: [(&str, Change<'_>); 4] = [
        ("no bits", &|ballot| ballot.proof = None),
        ("no amounts", &|ballot| ballot.allocations = None),
        ("a commitment missing", &|ballot| {
            ballot.allocations.as_mut().unwrap().commitments.pop();
        }),
        ("a range proof of half as many", &|ballot| {
            let proof = ballot.allocations.as_mut().unwrap();
            let mut bytes = proof.range.to_bytes();
            bytes.drain(7 * 32..9 * 32);
            proof.range = RangeProof::from_bytes(&bytes).unwrap();
        }),
    ];
    for (name, change) in shapes {
        assert_eq!(check(change), Err(BallotError::Shape), "{name}");
    }
}

#[test]
fn a_ballot_of_amounts_alone_has_no_bits_proof() {
    let share = |options, bound, limits| ContestRule {
        allocate: true,
        ..rule(options, bound, Some(limits))
    };
    let style = BallotStyle::new(vec![share(2, u32::MAX, (0, u32::MAX)), share(3, 10, (30, 30))]).unwrap();
    assert_eq!(style.proof_length(), None);
    let voter = voter(1);
    let choices = [vec![u32::MAX - 1, 1], vec![10, 10, 10]];
    let sealed = ballot::seal(&style, &joint_key(), &voter.context, &choices, &mut rng(1)).unwrap();
    assert_eq!(sealed.proof, None);
    assert_eq!(
        ballot::check(&style, &joint_key(), &voter.context, &sealed),
        Ok(())
    );
    let sum = |maximum| SealError::SumOutOfRange {
        contest: 0,
        minimum: 0,
        maximum,
    };
    let refused = ballot::seal(
        &style,
        &joint_key(),
        &voter.context,
        &[vec![u32::MAX, 1], vec![10, 10, 10]],
        &mut rng(1),
    );
    assert_eq!(refused, Err(sum(u32::MAX)));
    // Of other bits, and of none.
    let others = item(1).ballot.proof.unwrap();
    let bytes = others.to_bytes();
    let none = BitsProof::from_bytes(&[&bytes[..128], &bytes[bytes.len() - 64..]].concat()).unwrap();
    for proof in [others, none] {
        let with_bits = SealedBallot {
            proof: Some(proof),
            ..sealed.clone()
        };
        assert_eq!(
            ballot::check(&style, &joint_key(), &voter.context, &with_bits),
            Err(BallotError::Shape)
        );
    }
}

#[test]
fn impossible_allocations_are_refused() {
    let share = |options, bound, sum, blank| {
        BallotStyle::new(vec![ContestRule {
            allocate: true,
            blank,
            ..rule(options, bound, sum)
        }])
    };
    assert!(share(63, 10, Some((0, 10)), false).is_ok());
    assert!(share(31, 9, Some((1, 10)), false).is_ok());
    for (options, bound, sum, blank) in [
        (3, 10, None, false),
        (3, 10, Some((0, 0)), false),
        (3, 10, Some((0, 31)), false),
        (3, 10, Some((11, 10)), false),
        (3, 0, Some((0, 0)), false),
        (3, 10, Some((0, 10)), true),
    ] {
        let error = share(options, bound, sum, blank).unwrap_err();
        assert!(matches!(error, StyleError::Contest { contest: 0, .. }), "{error}");
    }
    for (options, bound, minimum) in [(64, 10, 0), (32, 9, 0), (63, 10, 1)] {
        let error = share(options, bound, Some((minimum, 10)), false).unwrap_err();
        assert_eq!(error, StyleError::Claims { found: 65 });
    }
}

#[test]
fn choices_against_the_rules_are_refused() {
    let seal = |change: &dyn Fn(&mut Vec<Vec<u32>>)| {
        let mut choices = choices();
        change(&mut choices);
        ballot::seal(&style(), &joint_key(), &voter(1).context, &choices, &mut rng(1)).unwrap_err()
    };
    assert_eq!(
        seal(&|choices| choices[0][0] = 1),
        SealError::SumOutOfRange {
            contest: 0,
            minimum: 1,
            maximum: 1
        }
    );
    assert_eq!(
        seal(&|choices| choices[2] = vec![0, 0, 0]),
        SealError::SumOutOfRange {
            contest: 2,
            minimum: 1,
            maximum: 5
        }
    );
    assert_eq!(
        seal(&|choices| choices[3][0] = 256),
        SealError::OptionOutOfRange {
            contest: 3,
            option: 0,
            bound: 255
        }
    );
    assert_eq!(
        seal(&|choices| choices[1].truncate(3)),
        SealError::OptionCount {
            contest: 1,
            expected: 4,
            found: 3
        }
    );
    assert_eq!(
        seal(&|choices| choices.truncate(4)),
        SealError::ContestCount {
            expected: 5,
            found: 4
        }
    );
}

/// Every bound there is, with every kind of sum rule, at the values where bits change.
#[test]
fn every_score_rule_seals_and_verifies() {
    let (voter, key, mut rng) = (voter(1), joint_key(), rng(9));
    for bound in 1..=255u32 {
        let values = vec![bound, bound / 2];
        let sum: u32 = values.iter().sum();
        let most = 2 * bound;
        let half = bound.next_power_of_two() / 2;
        for (limits, blank) in [
            (None, false),
            (Some((0, most)), false),
            (Some((sum, sum)), false),
            (Some((sum.saturating_sub(half), most)), false),
            (Some((0, sum)), true),
            (Some((sum, sum)), true),
        ] {
            let contest = ContestRule {
                blank,
                ..rule(2, bound, limits)
            };
            let style = BallotStyle::new(vec![contest]).unwrap();
            let mut allowed = values.clone();
            allowed.extend(blank.then_some(0));
            let left_blank = blank.then(|| vec![0, 0, 1]);
            for choices in [Some(allowed), left_blank].into_iter().flatten() {
                let sealed = ballot::seal(&style, &key, &voter.context, &[choices], &mut rng).unwrap();
                let outcome = ballot::check(&style, &key, &voter.context, &sealed);
                assert_eq!(outcome, Ok(()), "{contest:?}");
            }
        }
    }
}

#[test]
fn a_blank_vote_is_a_choice_of_its_own() {
    let or_blank = ContestRule {
        blank: true,
        ..rule(2, 3, Some((1, 4)))
    };
    let style = BallotStyle::new(vec![or_blank]).unwrap();
    let seal = |values: [u32; 3]| {
        let choices = [values.to_vec()];
        ballot::seal(&style, &joint_key(), &voter(1).context, &choices, &mut rng(1)).map(|_| ())
    };
    assert_eq!(seal([0, 0, 1]), Ok(()));
    assert_eq!(seal([3, 1, 0]), Ok(()));
    assert_eq!(seal([1, 0, 1]), Err(SealError::BlankAndMore { contest: 0 }));
    assert_eq!(
        seal([0, 0, 2]),
        Err(SealError::OptionOutOfRange {
            contest: 0,
            option: 2,
            bound: 1
        })
    );
    let (minimum, maximum) = (1, 4);
    for values in [[0, 0, 0], [3, 2, 0]] {
        let error = SealError::SumOutOfRange {
            contest: 0,
            minimum,
            maximum,
        };
        assert_eq!(seal(values), Err(error));
    }
    for sum in [None, Some((0, 0))] {
        let impossible = ContestRule { sum, ..or_blank };
        assert!(BallotStyle::new(vec![impossible]).is_err(), "{sum:?}");
    }
}

#[test]
fn a_frozen_generator_repeats_neither_nonces_nor_encryption_randomness() {
    let voter = voter(1);
    let seal = |choices: &[Vec<u32>]| {
        ballot::seal(&style(), &joint_key(), &voter.context, choices, &mut rng(5)).unwrap()
    };
    let mut others = choices();
    others[0] = vec![1, 0, 0, 0, 0];
    let (first, second) = (seal(&choices()), seal(&others));
    let pairs = first
        .ciphertexts
        .iter()
        .flatten()
        .zip(second.ciphertexts.iter().flatten());
    for (one, other) in pairs {
        assert_ne!(one.c1, other.c1);
    }
    // V, A, E1, E2: all four announcements differ.
    let (first, second) = (bits(&first), bits(&second));
    for part in 0..4 {
        assert_ne!(
            first[part * 32..(part + 1) * 32],
            second[part * 32..(part + 1) * 32]
        );
    }
}

#[test]
fn impossible_rules_are_refused() {
    let rule = |options, bound, sum| BallotStyle::new(vec![rule(options, bound, sum)]);
    assert!(rule(3, 1, Some((0, 3))).is_ok());
    assert!(rule(10_000, 1, None).is_ok());
    for (options, bound, sum) in [
        (0, 1, None),
        (10_001, 1, None),
        (3, 0, None),
        (3, 256, None),
        (3, 1, Some((2, 1))),
        (3, 1, Some((0, 4))),
    ] {
        let error = rule(options, bound, sum).unwrap_err();
        assert!(
            matches!(error, StyleError::Contest { contest: 0, .. }),
            "{options} {bound} {sum:?}"
        );
    }
}
