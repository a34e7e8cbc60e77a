//! Properties of random elections: what is sealed verifies and decrypts to what was chosen, batches agree with single
//! checks, sums are sums, and any t trustees agree while fewer learn nothing.
#![allow(
    missing_docs,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use ostrakon_crypto::{
    ballot::{
        self, AllocationProof, BallotContext, BallotError, BallotStyle, BatchItem, BitsProof, ContestRule,
        LinkProof, RangeProof, SealedBallot,
    },
    credential::{CredentialKey, VoterCode, verify_ballot_signature},
    decryption::{self, DecryptionError, DiscreteLog, PartialDecryption},
    dkg::{Dealer, KeyShare, Session},
    elgamal::{Aggregate, Ciphertext},
    group::{Element, Point, Scalar},
    hash::Hash,
    index::Threshold,
    secret::{SecretScalar, Seed},
    signature::Signature,
};
use proptest::{prelude::*, sample::subsequence};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore as _, SeedableRng as _},
};

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// A contest of amounts, and choices that obey its rule.
fn allocation() -> impl Strategy<Value = (ContestRule, Vec<u32>)> {
    (prop::collection::vec(any::<u32>(), 1..6), any::<[u32; 3]>()).prop_map(
        |(shares, [below, above, bound])| {
            let options = u32::try_from(shares.len()).unwrap();
            let values: Vec<u32> = shares.iter().map(|share| share / options).collect();
            let sum: u32 = values.iter().sum();
            let bound = bound.max(*values.iter().max().unwrap()).max(1);
            let most = bound.saturating_mul(options);
            let limits = (
                sum.saturating_sub(below),
                sum.saturating_add(above).clamp(1, most),
            );
            let rule = ContestRule {
                options: values.len(),
                bound,
                sum: Some(limits),
                blank: false,
                allocate: true,
            };
            (rule, values)
        },
    )
}

/// A contest, and choices that obey its rule.
fn contest() -> impl Strategy<Value = (ContestRule, Vec<u32>)> {
    prop_oneof![3 => choice(), 1 => allocation()]
}

/// A choose or score contest, and choices that obey its rule.
fn choice() -> impl Strategy<Value = (ContestRule, Vec<u32>)> {
    (1usize..7, prop_oneof![Just(1u32), 2u32..=255])
        .prop_flat_map(|(options, bound)| {
            (
                Just(bound),
                prop::collection::vec(0..=bound, options),
                0u32..3,
                0u32..3,
                any::<bool>(),
                any::<(bool, bool)>(),
            )
        })
        .prop_map(
            |(bound, mut values, below, above, limited, (blank, left_blank))| {
                let (sum, options) = (values.iter().sum::<u32>(), values.len());
                let most = bound * u32::try_from(options).unwrap();
                let limits = (sum.saturating_sub(below), (sum + above).min(most));
                let blank = blank && limited && limits.1 > 0;
                let rule = ContestRule {
                    options,
                    bound,
                    sum: limited.then_some(limits),
                    blank,
                    allocate: false,
                };
                if blank && left_blank {
                    values.fill(0);
                }
                values.extend(blank.then_some(u32::from(left_blank)));
                (rule, values)
            },
        )
}

fn context(rng: &mut ChaCha20Rng) -> (CredentialKey, BallotContext) {
    let key = CredentialKey::derive(&Hash::ZERO, &VoterCode::random(rng));
    let context = BallotContext {
        voting_context: Hash::of(b"open"),
        credential: key.credential(),
        sequence: rng.next_u32(),
        previous: Hash::of(&rng.next_u64().to_le_bytes()),
    };
    (key, context)
}

fn item(style: &BallotStyle, key: &Point, choices: &[Vec<u32>], rng: &mut ChaCha20Rng) -> BatchItem {
    let (voter, context) = context(rng);
    let ballot = ballot::seal(style, key, &context, choices, rng).unwrap();
    let (election, tracker) = (
        Hash::of(b"election"),
        Hash::of(&ballot.ciphertexts[0][0].to_bytes()),
    );
    let signature = voter.sign(&election, &tracker, rng);
    BatchItem {
        context,
        ballot,
        election,
        tracker,
        signature,
    }
}

fn lengths(proof: &AllocationProof) -> [usize; 3] {
    [
        32 * proof.commitments.len(),
        proof.link.to_bytes().len(),
        proof.range.to_bytes().len(),
    ]
}

/// C2 − xC1.
fn plaintext(ciphertext: &Ciphertext, secret: &SecretScalar) -> Element {
    let secret = Scalar::from_bytes(&secret.expose_bytes()).unwrap();
    ciphertext.c2.element() - ciphertext.c1.element() * secret
}

fn small(value: u64) -> Element {
    Element::base_times(&Scalar::from_u64(value))
}

/// Ways to spoil a ballot, or not.
fn spoil(item: &mut BatchItem, other: &BatchItem, how: u8, at: usize) {
    let flip = |bytes: &mut [u8]| {
        let position = at % bytes.len();
        bytes[position] ^= 1 << (at % 8);
    };
    match how {
        0 => {
            if let Some(proof) = &item.ballot.proof {
                let mut bytes = proof.to_bytes();
                flip(&mut bytes);
                if let Ok(proof) = BitsProof::from_bytes(&bytes) {
                    item.ballot.proof = Some(proof);
                }
            }
            if let Some(proof) = &mut item.ballot.allocations {
                let mut bytes = proof.range.to_bytes();
                flip(&mut bytes);
                if let Ok(range) = RangeProof::from_bytes(&bytes) {
                    proof.range = range;
                }
            }
        }
        1 => {
            let mut bytes = *item.signature.as_bytes();
            flip(&mut bytes);
            item.signature = Signature::from_bytes(bytes);
        }
        2 => item.tracker = other.tracker,
        3 => item.context = other.context,
        4 => item.ballot.ciphertexts.clone_from(&other.ballot.ciphertexts),
        5 => {
            item.ballot.proof.clone_from(&other.ballot.proof);
            item.ballot.allocations.clone_from(&other.ballot.allocations);
        }
        6 => {
            item.ballot.ciphertexts.pop();
        }
        7 => {
            // Another ballot whole, under one's own credential and signature.
            item.ballot = other.ballot.clone();
        }
        _ => {}
    }
}

fn single(style: &BallotStyle, key: &Point, item: &BatchItem) -> Result<(), BallotError> {
    let signed = verify_ballot_signature(
        &item.context.credential,
        &item.election,
        &item.tracker,
        &item.signature,
    );
    match ballot::check(style, key, &item.context, &item.ballot) {
        Err(BallotError::Shape) => Err(BallotError::Shape),
        outcome => signed.map_err(|_| BallotError::Signature).and(outcome),
    }
}

struct Trustees {
    threshold: Threshold,
    joint: Point,
    shares: Vec<KeyShare>,
}

fn trustees(t: u8, n: u8, rng: &mut ChaCha20Rng) -> Trustees {
    let secrets: Vec<SecretScalar> = (0..n).map(|_| SecretScalar::random(rng)).collect();
    let threshold = Threshold::new(t, n).unwrap();
    let session = Session {
        id: Hash::of(b"session"),
        threshold,
        encryption_keys: secrets.iter().map(SecretScalar::public).collect(),
    };
    let dealers: Vec<Dealer> = threshold
        .indices()
        .map(|index| Dealer::new(session.clone(), index, &Seed::random(rng)).unwrap())
        .collect();
    let commitments: Vec<Hash> = dealers.iter().map(Dealer::commitment).collect();
    let (deals, receivers): (Vec<_>, Vec<_>) = dealers
        .into_iter()
        .map(|dealer| dealer.deal(&commitments, rng).unwrap())
        .unzip();
    let (shares, keys): (Vec<_>, Vec<_>) = receivers
        .into_iter()
        .zip(&secrets)
        .map(|(receiver, secret)| receiver.finish(&deals, secret).unwrap())
        .unzip();
    Trustees {
        threshold,
        joint: keys[0].joint,
        shares,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_sealed_ballot_verifies_and_holds_the_choices(contests in prop::collection::vec(contest(), 1..4), seed: u64) {
        let mut rng = rng(seed);
        let (rules, choices): (Vec<_>, Vec<_>) = contests.into_iter().unzip();
        let style = BallotStyle::new(rules).unwrap();
        let secret = SecretScalar::random(&mut rng);
        let (_, context) = context(&mut rng);
        let sealed = ballot::seal(&style, &secret.public(), &context, &choices, &mut rng).unwrap();
        prop_assert_eq!(ballot::check(&style, &secret.public(), &context, &sealed), Ok(()));
        prop_assert_eq!(sealed.proof.as_ref().map(|proof| proof.to_bytes().len()), style.proof_length());
        prop_assert_eq!(sealed.allocations.as_ref().map(lengths), style.allocation_lengths());
        for (ciphertext, value) in sealed.ciphertexts.iter().flatten().zip(choices.iter().flatten()) {
            prop_assert_eq!(plaintext(ciphertext, &secret), small(u64::from(*value)));
            prop_assert_eq!(Ciphertext::from_bytes(&ciphertext.to_bytes()), Ok(*ciphertext));
        }
        if let Some(proof) = sealed.proof {
            prop_assert_eq!(BitsProof::from_bytes(&proof.to_bytes()), Ok(proof));
        }
        if let Some(proof) = sealed.allocations {
            prop_assert_eq!(LinkProof::from_bytes(&proof.link.to_bytes()), Ok(proof.link));
            prop_assert_eq!(RangeProof::from_bytes(&proof.range.to_bytes()), Ok(proof.range));
        }
    }

    #[test]
    fn any_flipped_bit_breaks_a_ballot(contest in choice(), seed: u64, at: prop::sample::Index) {
        let mut rng = rng(seed);
        let style = BallotStyle::new(vec![contest.0]).unwrap();
        let key = SecretScalar::random(&mut rng).public();
        let (_, context) = context(&mut rng);
        let sealed = ballot::seal(&style, &key, &context, &[contest.1], &mut rng).unwrap();
        // Everything that travels: context, ciphertexts, proof.
        let mut bytes = context.voting_context.as_bytes().to_vec();
        bytes.extend(context.credential.as_bytes());
        bytes.extend(context.sequence.to_le_bytes());
        bytes.extend(context.previous.as_bytes());
        bytes.extend(sealed.ciphertexts[0].iter().flat_map(Ciphertext::to_bytes));
        bytes.extend(sealed.proof.as_ref().unwrap().to_bytes());
        let bit = at.index(bytes.len() * 8);
        bytes[bit / 8] ^= 1 << (bit % 8);
        let (head, rest) = bytes.split_at(100);
        let (ciphertexts, proof) = rest.split_at(64 * sealed.ciphertexts[0].len());
        let ciphertexts: Result<Vec<Ciphertext>, _> =
            ciphertexts.chunks(64).map(|chunk| Ciphertext::from_bytes(chunk.try_into().unwrap())).collect();
        let decoded = Point::from_bytes(head[32..64].try_into().unwrap())
            .and_then(|credential| Ok((credential, ciphertexts?, BitsProof::from_bytes(proof)?)));
        if let Ok((credential, ciphertexts, proof)) = decoded {
            let context = BallotContext {
                voting_context: Hash::from_bytes(head[..32].try_into().unwrap()),
                credential,
                sequence: u32::from_le_bytes(head[64..68].try_into().unwrap()),
                previous: Hash::from_bytes(head[68..].try_into().unwrap()),
            };
            let changed = SealedBallot { ciphertexts: vec![ciphertexts], proof: Some(proof), allocations: None };
            prop_assert_eq!(ballot::check(&style, &key, &context, &changed), Err(BallotError::Proof));
        }
    }

    #[test]
    fn batches_agree_with_single_checks(
        contests in prop::collection::vec(contest(), 1..3),
        spoiled in prop::collection::vec((0u8..12, any::<usize>()), 1..8),
        seed: u64,
    ) {
        let mut rng = rng(seed);
        let (rules, choices): (Vec<_>, Vec<_>) = contests.into_iter().unzip();
        let style = BallotStyle::new(rules).unwrap();
        let key = SecretScalar::random(&mut rng).public();
        let other = item(&style, &key, &choices, &mut rng);
        let items: Vec<BatchItem> = spoiled
            .iter()
            .map(|(how, at)| {
                let mut item = item(&style, &key, &choices, &mut rng);
                spoil(&mut item, &other, *how, *at);
                item
            })
            .collect();
        let expected: Vec<_> = items.iter().map(|item| single(&style, &key, item)).collect();
        for (outcome, (how, _)) in expected.iter().zip(&spoiled) {
            prop_assert!(*how > 7 || *how < 2 || outcome.is_err());
            prop_assert!(*how <= 7 || outcome.is_ok());
        }
        prop_assert_eq!(ballot::check_batch(&style, &key, &items, &mut rng), expected);
    }

    #[test]
    fn sums_of_ciphertexts_encrypt_sums(votes in prop::collection::vec((0u32..=255, 0u64..1_000_000), 0..6), seed: u64) {
        let mut rng = rng(seed);
        let secret = SecretScalar::random(&mut rng);
        let style = BallotStyle::new(vec![ContestRule { options: 1, bound: 255, sum: None, blank: false, allocate: false }]).unwrap();
        let (mut all, mut halves) = (Aggregate::zero(), [Aggregate::zero(), Aggregate::zero()]);
        let mut expected = 0;
        for (number, (value, weight)) in votes.iter().enumerate() {
            let (_, context) = context(&mut rng);
            let sealed = ballot::seal(&style, &secret.public(), &context, &[vec![*value]], &mut rng).unwrap();
            let ciphertext = &sealed.ciphertexts[0][0];
            all.add(ciphertext, *weight);
            halves[number % 2].add(ciphertext, *weight);
            expected += u64::from(*value) * weight;
        }
        let scalar = Scalar::from_bytes(&secret.expose_bytes()).unwrap();
        prop_assert_eq!(all.c2 - all.c1 * scalar, small(expected));
        let [mut merged, second] = halves;
        merged.merge(&second);
        prop_assert_eq!(merged.to_bytes(), all.to_bytes());
    }

    #[test]
    fn any_t_trustees_agree_and_fewer_do_not(
        (n, t, chosen) in (1u8..6).prop_flat_map(|n| (Just(n), 1..=n)).prop_flat_map(|(n, t)| {
            (Just(n), Just(t), subsequence((0..usize::from(n)).collect::<Vec<_>>(), usize::from(t)..=usize::from(n)))
        }),
        count in 0u64..5_000,
        seed: u64,
    ) {
        let mut rng = rng(seed);
        let trustees = trustees(t, n, &mut rng);
        let r = Scalar::random(&mut rng);
        let mut sum = Aggregate::zero();
        sum.add(
            &Ciphertext {
                c1: Element::base_times(&r).to_point().unwrap(),
                c2: (small(count) + trustees.joint.element() * r).to_point().unwrap(),
            },
            1,
        );
        let partials: Vec<PartialDecryption> =
            trustees.shares.iter().map(|share| decryption::decrypt(share, &Hash::ZERO, &[sum], &mut rng)).collect();
        let of = |positions: &[usize]| -> Vec<_> {
            positions.iter().map(|position| (trustees.shares[*position].index(), &partials[*position])).collect()
        };
        let logarithms = DiscreteLog::new(5_000);
        let found = decryption::combine(trustees.threshold, &of(&chosen), &[sum]).unwrap();
        prop_assert_eq!(logarithms.solve(&found[0], 5_000), Some(count));
        let fewer = &chosen[..usize::from(t) - 1];
        prop_assert_eq!(
            decryption::combine(trustees.threshold, &of(fewer), &[sum]),
            Err(DecryptionError::TooFew { needed: usize::from(t), found: fewer.len() })
        );
        // Even if t − 1 trustees pretend that they are enough, what they get is not the count.
        if let Ok(pretended) = Threshold::new(t - 1, n) {
            let found = decryption::combine(pretended, &of(fewer), &[sum]).unwrap();
            prop_assert_eq!(logarithms.solve(&found[0], 5_000), None);
        }
    }
}
