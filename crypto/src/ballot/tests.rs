//! Forgeries: a prover that answers for any numbers as "bits", which the public functions refuse to do. Where the
//! numbers are honest it must convince, or its failures would say nothing.

use super::{
    BallotContext, BallotError, BallotStyle, BatchItem, BitsProof, ContestRule, SealedBallot, challenges_of,
    check, check_batch,
    proof::{Witness, prove},
    seal::seal_values,
};
use crate::{
    credential::{CredentialKey, VoterCode},
    elgamal::Ciphertext,
    group::{Element, Point, Scalar},
    hash::Hash,
    proof::{allocation, batch, committed_bits, schnorr::SchnorrProof},
    secret::SecretScalar,
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use zeroize::Zeroizing;

/// Small integers, negative ones too, as scalars.
fn scalar(number: i64) -> Scalar {
    let size = Scalar::from_u64(number.unsigned_abs());
    if number < 0 { -size } else { size }
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

struct Forger {
    style: BallotStyle,
    key: Point,
    voter: CredentialKey,
    context: BallotContext,
    rng: ChaCha20Rng,
}

impl Forger {
    fn new(contests: Vec<ContestRule>) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let voter = CredentialKey::derive(&Hash::ZERO, &VoterCode::random(&mut rng));
        Self {
            style: BallotStyle::new(contests).unwrap(),
            key: SecretScalar::random(&mut rng).public(),
            context: BallotContext {
                voting_context: Hash::of(b"open"),
                credential: voter.credential(),
                sequence: 1,
                previous: Hash::ZERO,
            },
            voter,
            rng,
        }
    }

    /// Encrypts any plaintexts and proves with any numbers as bits, by the equations of docs/protocol.md §7.4.
    fn forge(&mut self, plaintexts: &[Vec<i64>], bits: &[i64]) -> SealedBallot {
        let mut random = || Scalar::random(&mut self.rng);
        let (key, generators) = (self.key.element(), self.style.generators());
        let mut r = Vec::new();
        let ciphertexts: Vec<Vec<Ciphertext>> = plaintexts
            .iter()
            .map(|contest| {
                let encrypt = |plaintext: &i64| {
                    r.push(random());
                    let r = *r.last().unwrap();
                    Ciphertext {
                        c1: Element::base_times(&r).to_point().unwrap(),
                        c2: (Element::base_times(&scalar(*plaintext)) + key * r)
                            .to_point()
                            .unwrap(),
                    }
                };
                contest.iter().map(encrypt).collect()
            })
            .collect();
        assert_eq!(bits.len(), self.style.bit_count());
        let b: Vec<Scalar> = bits.iter().copied().map(scalar).collect();
        let a: Vec<Scalar> = bits.iter().map(|_| random()).collect();
        let (rho, alpha, sigma) = (random(), random(), random());
        let mut v = generators.h * rho;
        let mut announcement = generators.h * alpha;
        for (((b, a), plain), primed) in b.iter().zip(&a).zip(&generators.plain).zip(&generators.primed) {
            v += *plain * *b + *primed * (*a * (Scalar::ONE - *b - *b));
            announcement += *plain * *a - *primed * (*a * *a);
        }
        let mut proof = BitsProof {
            v: v.to_point().unwrap(),
            a: announcement.to_point().unwrap(),
            e1: self.key,
            e2: self.key,
            f: a.clone(),
            z: Scalar::ZERO,
            z_e: Scalar::ZERO,
        };
        // With f = a and x = 0, φ is e and λ does not matter; E1 and E2 come after y.
        let challenges = |proof: &BitsProof| {
            let ballot = SealedBallot {
                ciphertexts: ciphertexts.clone(),
                proof: Some(proof.clone()),
                allocations: None,
            };
            let challenges = challenges_of(&self.style, &self.key, &self.context, &ballot);
            (challenges.y, challenges.x)
        };
        let (y, _) = challenges(&proof);
        let e = committed_bits::equations(&self.style, &proof, (y, Scalar::ZERO)).phi;
        proof.e1 = Element::base_times(&sigma).to_point().unwrap();
        proof.e2 = (Element::base_times(&e) + key * sigma).to_point().unwrap();
        let (y, x) = challenges(&proof);
        proof.f = b.iter().zip(&a).map(|(b, a)| x * *b + *a).collect();
        proof.z = alpha + x * rho;
        let combined = committed_bits::equations(&self.style, &proof, (y, x)).lambda;
        proof.z_e = combined
            .iter()
            .zip(&r)
            .fold(sigma, |sum, (lambda, r)| sum + *lambda * *r);
        SealedBallot {
            ciphertexts,
            proof: Some(proof),
            allocations: None,
        }
    }

    fn outcome(&mut self, plaintexts: &[Vec<i64>], bits: &[i64]) -> Result<(), BallotError> {
        let ballot = self.forge(plaintexts, bits);
        self.judge(ballot)
    }

    fn judge(&mut self, ballot: SealedBallot) -> Result<(), BallotError> {
        let alone = check(&self.style, &self.key, &self.context, &ballot);
        let item = self.cast(ballot);
        let together = check_batch(&self.style, &self.key, &[item.clone(), item], &mut self.rng);
        assert_eq!(together, vec![alone.clone(), alone.clone()]);
        alone
    }

    fn cast(&mut self, ballot: SealedBallot) -> BatchItem {
        let election = Hash::of(b"election");
        let tracker = Hash::of(&ballot.proof_bytes());
        let signature = self.voter.sign(&election, &tracker, &mut self.rng);
        BatchItem {
            context: self.context,
            ballot,
            election,
            tracker,
            signature,
        }
    }
}

#[test]
fn values_outside_the_rule_of_a_choice_are_rejected() {
    let mut forger = Forger::new(vec![rule(3, 1, Some((1, 2)))]);
    let honest: [([i64; 3], [i64; 4]); 3] = [
        ([1, 0, 0], [1, 0, 0, 1]),
        ([0, 1, 1], [0, 1, 1, 0]),
        ([1, 0, 1], [1, 0, 1, 0]),
    ];
    for (plaintexts, bits) in honest {
        assert_eq!(
            forger.outcome(&[plaintexts.to_vec()], &bits),
            Ok(()),
            "{plaintexts:?}"
        );
    }
    let forged: [(&str, [i64; 3], [i64; 4]); 9] = [
        ("two for one option", [2, 0, 0], [2, 0, 0, 0]),
        ("two for one option, called one", [2, 0, 0], [1, 0, 0, 1]),
        ("minus one", [-1, 1, 1], [-1, 1, 1, 1]),
        ("one too many, slack −1", [1, 1, 1], [1, 1, 1, -1]),
        ("one too many, slack 0", [1, 1, 1], [1, 1, 1, 0]),
        ("one too few, slack 2", [0, 0, 0], [0, 0, 0, 2]),
        ("one too few, slack 1", [0, 0, 0], [0, 0, 0, 1]),
        ("other plaintexts than committed bits", [0, 0, 1], [1, 0, 0, 1]),
        ("a valid sum with the wrong slack", [1, 0, 0], [1, 0, 0, 0]),
    ];
    for (name, plaintexts, bits) in forged {
        assert_eq!(
            forger.outcome(&[plaintexts.to_vec()], &bits),
            Err(BallotError::Proof),
            "{name}"
        );
    }
}

fn allocate(options: usize, bound: u32, minimum: u32, maximum: u32) -> ContestRule {
    ContestRule {
        allocate: true,
        ..rule(options, bound, Some((minimum, maximum)))
    }
}

/// Amounts that break the rule, honestly committed to and proved as far as that goes.
#[test]
fn amounts_outside_their_rule_are_rejected() {
    let largest = u32::MAX;
    let cases: [(&str, ContestRule, &[u32], bool); 12] = [
        ("all that there is", allocate(3, 100, 0, 100), &[0, 100, 0], true),
        ("nothing", allocate(3, 100, 0, 100), &[0, 0, 0], true),
        (
            "one too many in all",
            allocate(3, 100, 0, 100),
            &[1, 100, 0],
            false,
        ),
        (
            "one too many in all, each within",
            allocate(3, 60, 0, 100),
            &[60, 41, 0],
            false,
        ),
        (
            "one more than the bound",
            allocate(3, 60, 0, 100),
            &[61, 0, 0],
            false,
        ),
        (
            "one less than the least sum",
            allocate(3, 60, 10, 100),
            &[4, 5, 0],
            false,
        ),
        ("the least sum", allocate(3, 60, 10, 100), &[4, 6, 0], true),
        ("not exactly", allocate(2, 60, 100, 100), &[49, 50], false),
        ("exactly", allocate(2, 60, 100, 100), &[50, 50], true),
        (
            "the largest there is",
            allocate(2, largest, 0, largest),
            &[0, largest],
            true,
        ),
        (
            "a sum of 2^32",
            allocate(2, largest, 0, largest),
            &[1, largest],
            false,
        ),
        (
            "a bound under 2^32 − 1",
            allocate(1, largest - 1, 0, largest - 1),
            &[largest],
            false,
        ),
    ];
    for (name, rule, amounts, holds) in cases {
        let mut forger = Forger::new(vec![rule]);
        let choices = [amounts.to_vec()];
        let (style, key, context) = (forger.style.clone(), forger.key, forger.context);
        let (sealed, _) = seal_values(&style, &key, &context, &choices, &[], &mut forger.rng).unwrap();
        assert_eq!(forger.judge(sealed).is_ok(), holds, "{name}");
    }
}

/// Every allocate proof is about V_j: the link must refuse a ciphertext of another amount.
#[test]
fn ciphertexts_of_other_amounts_than_committed_are_rejected() {
    let mut forger = Forger::new(vec![allocate(2, 10, 0, 10), allocate(2, 10, 0, 10)]);
    let (key, context) = (forger.key, forger.context);
    let cases: [(&str, [i64; 4], bool); 7] = [
        ("as committed", [3, 4, 5, 5], true),
        ("one more", [4, 4, 5, 5], false),
        ("more than there is", [1_000_000, 4, 5, 5], false),
        ("negative", [3, -4, 5, 5], false),
        ("exchanged", [4, 3, 5, 5], false),
        ("moved to the other contest", [2, 4, 6, 5], false),
        ("errors that cancel", [4, 3, 4, 6], false),
    ];
    for (name, plaintexts, holds) in cases {
        let randomness: Vec<Scalar> = plaintexts
            .iter()
            .map(|_| Scalar::random(&mut forger.rng))
            .collect();
        let encrypted: Vec<Ciphertext> = plaintexts
            .iter()
            .zip(&randomness)
            .map(|(plaintext, r)| Ciphertext {
                c1: Element::base_times(r).to_point().unwrap(),
                c2: (Element::base_times(&scalar(*plaintext)) + key.element() * *r)
                    .to_point()
                    .unwrap(),
            })
            .collect();
        let ciphertexts: Vec<Vec<Ciphertext>> = encrypted.chunks(2).map(<[_]>::to_vec).collect();
        let witness = Witness {
            bits: committed_bits::Witness {
                values: Zeroizing::default(),
                randomness: Zeroizing::default(),
            },
            amounts: allocation::Witness {
                amounts: Zeroizing::new(vec![3, 4, 5, 5]),
                randomness: Zeroizing::new(randomness),
            },
        };
        let style = forger.style.clone();
        let (proof, allocations) =
            prove(&style, &key, &context, &ciphertexts, &witness, &mut forger.rng).unwrap();
        assert_eq!(proof, None);
        let sealed = SealedBallot {
            ciphertexts,
            proof,
            allocations,
        };
        assert_eq!(forger.judge(sealed).is_ok(), holds, "{name}");
    }
}

/// An honest ballot of choices and of amounts.
fn honest() -> (Forger, BatchItem) {
    let mut forger = Forger::new(vec![rule(2, 3, Some((1, 2))), allocate(2, 10, 0, 10)]);
    let choices = [vec![1, 1], vec![3, 4]];
    let (style, key, context) = (forger.style.clone(), forger.key, forger.context);
    let sealed = super::seal(&style, &key, &context, &choices, &mut forger.rng).unwrap();
    let item = forger.cast(sealed);
    (forger, item)
}

/// Where a sum does not hold, ballots are checked singly, so that outcomes do not tell whether honest ones add up.
#[test]
fn honest_ballots_hold_together_without_single_checks() {
    let (mut forger, item) = honest();
    let signature = SchnorrProof::from_bytes(item.signature.as_bytes()).unwrap();
    let items = [(&item, signature); 3];
    assert!(batch::all_hold(
        &forger.style,
        &forger.key,
        &items,
        &mut forger.rng
    ));
}

/// A batch's weights depend on these: a byte left out could be chosen after the weights.
#[test]
fn the_bytes_of_the_proofs_are_all_of_them() {
    let (_, item) = honest();
    let SealedBallot {
        proof, allocations, ..
    } = &item.ballot;
    let allocations = allocations.as_ref().unwrap();
    let mut expected = proof.as_ref().unwrap().to_bytes();
    for commitment in &allocations.commitments {
        expected.extend(commitment.as_bytes());
    }
    expected.extend(allocations.link.to_bytes());
    expected.extend(allocations.range.to_bytes());
    assert_eq!(item.ballot.proof_bytes(), expected);
}

#[test]
fn a_blank_vote_counts_alone_and_once() {
    // Choose 1 to 2 of 2 or blank: values v_1, v_2, blank, then the slack in 0 … 1.
    let or_blank = ContestRule {
        blank: true,
        ..rule(2, 1, Some((1, 2)))
    };
    let mut forger = Forger::new(vec![or_blank, rule(2, 1, Some((0, 1)))]);
    for (plaintexts, bits) in [
        ([1, 0, 0], [1, 0, 0, 0, 0, 1, 1]),
        ([1, 1, 0], [1, 1, 0, 0, 0, 0, 1]),
        ([0, 0, 1], [0, 0, 1, 0, 0, 0, 1]),
    ] {
        assert_eq!(
            forger.outcome(&[plaintexts.to_vec(), vec![0, 0]], &bits),
            Ok(()),
            "{plaintexts:?}"
        );
    }
    for (name, plaintexts, bits) in [
        ("blank and an option", [1, 0, 1], [1, 0, 1, 0, 0, 0, 1]),
        ("blank and an option, slack −1", [1, 0, 1], [1, 0, 1, 0, 0, -1, 1]),
        ("blank twice", [0, 0, 2], [0, 0, 2, 0, 0, 0, 1]),
        ("blank minus one makes room", [1, 1, -1], [1, 1, -1, 0, 0, 1, 1]),
        ("blank counted like an option", [0, 0, 1], [0, 0, 1, 0, 0, 1, 1]),
        ("neither", [0, 0, 0], [0, 0, 0, 0, 0, 1, 1]),
    ] {
        assert_eq!(
            forger.outcome(&[plaintexts.to_vec(), vec![0, 0]], &bits),
            Err(BallotError::Proof),
            "{name}"
        );
    }
}

#[test]
fn scores_outside_their_range_are_rejected() {
    // Bits of weight 1, 2, 2; no sum.
    let mut forger = Forger::new(vec![rule(2, 5, None)]);
    assert_eq!(forger.outcome(&[vec![5, 3]], &[1, 1, 1, 1, 1, 0]), Ok(()));
    // 3 in its other form, which the prover does not use.
    assert_eq!(forger.outcome(&[vec![5, 3]], &[1, 1, 1, 1, 0, 1]), Ok(()));
    for (plaintexts, bits) in [
        ([6, 0], [0, 2, 1, 0, 0, 0]),
        ([6, 0], [2, 1, 1, 0, 0, 0]),
        ([-1, 0], [-1, 0, 0, 0, 0, 0]),
        ([0, 6], [0, 0, 0, 1, 1, 1]),
    ] {
        assert_eq!(
            forger.outcome(&[plaintexts.to_vec()], &bits),
            Err(BallotError::Proof),
            "{plaintexts:?}"
        );
    }
}

#[test]
fn a_surplus_in_one_contest_does_not_pay_for_another() {
    let choose_one = rule(2, 1, Some((1, 1)));
    let mut forger = Forger::new(vec![choose_one, choose_one]);
    assert_eq!(forger.outcome(&[vec![1, 0], vec![0, 1]], &[1, 0, 0, 1]), Ok(()));
    assert_eq!(
        forger.outcome(&[vec![1, 1], vec![0, 0]], &[1, 1, 0, 0]),
        Err(BallotError::Proof)
    );
}
