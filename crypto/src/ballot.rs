//! Sealing and checking ballots, one by one and in batches (docs/protocol.md §7, §9).

use crate::{
    credential::verify_ballot_signature,
    elgamal::Ciphertext,
    group::{DecodeError, Element, Point, Scalar},
    hash::Hash,
    proof::{
        batch,
        committed_bits::{self, Slot, Witness},
        schnorr::SchnorrProof,
    },
    signature::Signature,
    transcript::{Label, ProofTranscript},
};
use rand_core::{CryptoRng, RngCore};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Ballots in one multiscalar multiplication: more gain nothing.
const BATCH: usize = 512;

/// The selection rule of one contest, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContestRule {
    /// Number of options, at least 1.
    pub options: usize,
    /// S: every option's value is 0 to S, 1 ≤ S ≤ 255.
    pub bound: u32,
    /// lo and hi of the sum of the values, if it is limited: lo ≤ hi ≤ options · S.
    pub sum: Option<(u32, u32)>,
}

/// A rule that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("contest {contest}: {reason}")]
pub struct StyleError {
    /// Position of the contest, from 0.
    pub contest: usize,
    /// What is wrong.
    pub reason: &'static str,
}

/// The rules of all contests of a ballot in manifest order, and the generators that their proofs need.
#[derive(Clone, Debug)]
pub struct BallotStyle(Arc<Style>);

#[derive(Debug)]
struct Style {
    contests: Vec<ContestRule>,
    options: usize,
    rules: Vec<SumRule>,
    slots: Vec<Slot>,
    bits: usize,
    generators: Generators,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct SumRule {
    pub(crate) maximum: u32,
}

/// H, G_1 … G_n, G'_1 … G'_n: nobody knows a logarithm between any of them, B and the joint key.
#[derive(Debug)]
pub(crate) struct Generators {
    pub(crate) h: Element,
    pub(crate) plain: Vec<Element>,
    pub(crate) primed: Vec<Element>,
}

impl Generators {
    fn new(count: usize) -> Self {
        let derive = |family: &str| -> Vec<Element> {
            (1..=count)
                .map(|number| {
                    Element::hash_to_group(format!("ostrakon/v1/generator\n{family}\n{number}").as_bytes())
                })
                .collect()
        };
        Self {
            h: Element::pedersen_blinding(),
            plain: derive("G"),
            primed: derive("G'"),
        }
    }
}

impl PartialEq for BallotStyle {
    fn eq(&self, other: &Self) -> bool {
        self.0.contests == other.0.contests
    }
}

impl Eq for BallotStyle {}

impl BallotStyle {
    /// The style of these contests.
    ///
    /// # Errors
    /// If a rule is impossible.
    pub fn new(contests: Vec<ContestRule>) -> Result<Self, StyleError> {
        let mut slots = Vec::new();
        let mut slacks = Vec::new();
        let mut rules = Vec::new();
        for (contest, rule) in contests.iter().enumerate() {
            let wrong = |reason| StyleError { contest, reason };
            if rule.options == 0 || rule.options > 10_000 {
                return Err(wrong("the number of options must be 1 to 10,000"));
            }
            if !(1..=255).contains(&rule.bound) {
                return Err(wrong("the highest value of an option must be 1 to 255"));
            }
            slots.extend(core::iter::repeat_n(Slot::new(rule.bound), rule.options));
            if let Some((minimum, maximum)) = rule.sum {
                let most = u32::try_from(rule.options)
                    .unwrap_or(u32::MAX)
                    .saturating_mul(rule.bound);
                if minimum > maximum || maximum > most {
                    return Err(wrong("the limits of the sum are impossible"));
                }
                rules.push(SumRule { maximum });
                slacks.push(Slot::new(maximum - minimum));
            }
        }
        let options = slots.len();
        slots.extend(slacks);
        let bits = slots.iter().map(|slot| slot.weights.len()).sum();
        Ok(Self(Arc::new(Style {
            contests,
            options,
            rules,
            slots,
            bits,
            generators: Generators::new(bits),
        })))
    }

    /// The rules.
    #[must_use]
    pub fn contests(&self) -> &[ContestRule] {
        &self.0.contests
    }

    /// Length in bytes of a proof of this style: 32·(n + 6) for n bits.
    #[must_use]
    pub fn proof_length(&self) -> usize {
        32 * (self.0.bits + 6)
    }

    pub(crate) fn option_count(&self) -> usize {
        self.0.options
    }

    pub(crate) fn bit_count(&self) -> usize {
        self.0.bits
    }

    pub(crate) fn rules(&self) -> &[SumRule] {
        &self.0.rules
    }

    pub(crate) fn slots(&self) -> &[Slot] {
        &self.0.slots
    }

    pub(crate) fn generators(&self) -> &Generators {
        &self.0.generators
    }
}

/// What a ballot is bound to, besides its own content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BallotContext {
    /// Hash of the open line.
    pub voting_context: Hash,
    /// Whose ballot.
    pub credential: Point,
    /// 1, 2, … for each credential.
    pub sequence: u32,
    /// Tracker of this credential's ballot before, or zeros.
    pub previous: Hash,
}

impl BallotContext {
    /// A transcript that starts with this context.
    pub(crate) fn transcript(&self, proof: &str) -> ProofTranscript {
        let mut transcript = ProofTranscript::new(proof);
        transcript.hash(Label::CONTEXT, &self.voting_context);
        transcript.point(Label::CREDENTIAL, &self.credential);
        transcript.number(Label::SEQUENCE, u64::from(self.sequence));
        transcript.hash(Label::PREVIOUS, &self.previous);
        transcript
    }
}

/// The encrypted choices and their proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedBallot {
    /// By contest, then option.
    pub ciphertexts: Vec<Vec<Ciphertext>>,
    /// Of the whole ballot.
    pub proof: BallotProof,
}

/// V, A, E1, E2, f_1 … f_n, z, z_E: 32·(n + 6) bytes in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotProof {
    pub(crate) v: Point,
    pub(crate) a: Point,
    pub(crate) e1: Point,
    pub(crate) e2: Point,
    pub(crate) f: Vec<Scalar>,
    pub(crate) z: Scalar,
    pub(crate) z_e: Scalar,
}

impl BallotProof {
    /// Decodes a proof of any number of bits.
    ///
    /// # Errors
    /// If the length is no multiple of 32 or too short, or a part is not canonical, or a point the identity.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let wrong = DecodeError::Length {
            expected: 192.max(bytes.len().next_multiple_of(32)),
            found: bytes.len(),
        };
        let (parts, rest) = bytes.as_chunks::<32>();
        match parts {
            [v, a, e1, e2, f @ .., z, z_e] if rest.is_empty() => Ok(Self {
                v: Point::from_bytes(v)?,
                a: Point::from_bytes(a)?,
                e1: Point::from_bytes(e1)?,
                e2: Point::from_bytes(e2)?,
                f: f.iter().map(Scalar::from_bytes).collect::<Result<_, _>>()?,
                z: Scalar::from_bytes(z)?,
                z_e: Scalar::from_bytes(z_e)?,
            }),
            _ => Err(wrong),
        }
    }

    /// The proof's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let points = [&self.v, &self.a, &self.e1, &self.e2]
            .into_iter()
            .map(|point| *point.as_bytes());
        let scalars = self.f.iter().chain([&self.z, &self.z_e]).map(Scalar::to_bytes);
        points.chain(scalars).flatten().collect()
    }
}

/// Choices that cannot be sealed. Positions count from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// Not one list for each contest.
    #[error("choices for {found} contests instead of {expected}")]
    ContestCount {
        /// Contests of the style.
        expected: usize,
        /// Lists given.
        found: usize,
    },
    /// Not one value for each option.
    #[error("contest {contest}: {found} values instead of {expected}")]
    OptionCount {
        /// Position of the contest.
        contest: usize,
        /// Options of the contest.
        expected: usize,
        /// Values given.
        found: usize,
    },
    /// A value above the bound.
    #[error("contest {contest}, option {option}: the value is more than {bound}")]
    OptionOutOfRange {
        /// Position of the contest.
        contest: usize,
        /// Position of the option.
        option: usize,
        /// Highest value.
        bound: u32,
    },
    /// Too many or too few.
    #[error("contest {contest}: the values must add up to at least {minimum} and at most {maximum}")]
    SumOutOfRange {
        /// Position of the contest.
        contest: usize,
        /// Smallest sum.
        minimum: u32,
        /// Largest sum.
        maximum: u32,
    },
    /// The random generator gave zero where that has a probability of 2^−252: it is broken.
    #[error("the random generator is broken")]
    Randomness,
}

/// A ballot that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BallotError {
    /// Numbers of contests, options or proof elements are not the style's.
    #[error("the ballot has not the style's numbers of contests, options and proof elements")]
    Shape,
    /// The proof.
    #[error("the ballot's proof does not verify")]
    Proof,
    /// The voter's signature.
    #[error("the ballot's signature does not verify")]
    Signature,
}

/// Encrypts choices (by contest, then option) and proves that they obey the rules. Constant time in the choices, as
/// long as they obey the rules.
///
/// # Errors
/// If they do not.
pub fn seal<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    choices: &[Vec<u32>],
    rng: &mut R,
) -> Result<SealedBallot, SealError> {
    let slacks = slacks(style, choices)?;
    // With its final capacity from the start: a vector that grows leaves copies behind that nobody erases.
    let mut values = Zeroizing::new(Vec::with_capacity(style.slots().len()));
    values.extend(choices.iter().flatten().copied());
    values.extend(slacks.iter().copied());
    seal_values(style, key, context, choices, values, rng)
}

fn slacks(style: &BallotStyle, choices: &[Vec<u32>]) -> Result<Zeroizing<Vec<u32>>, SealError> {
    if choices.len() != style.contests().len() {
        return Err(SealError::ContestCount {
            expected: style.contests().len(),
            found: choices.len(),
        });
    }
    let mut slacks = Zeroizing::new(Vec::with_capacity(style.rules().len()));
    for (contest, (rule, values)) in style.contests().iter().zip(choices).enumerate() {
        if values.len() != rule.options {
            return Err(SealError::OptionCount {
                contest,
                expected: rule.options,
                found: values.len(),
            });
        }
        if let Some(option) = values.iter().position(|value| *value > rule.bound) {
            return Err(SealError::OptionOutOfRange {
                contest,
                option,
                bound: rule.bound,
            });
        }
        if let Some((minimum, maximum)) = rule.sum {
            let sum: u32 = values.iter().sum();
            if !(minimum..=maximum).contains(&sum) {
                return Err(SealError::SumOutOfRange {
                    contest,
                    minimum,
                    maximum,
                });
            }
            slacks.push(maximum - sum);
        }
    }
    Ok(slacks)
}

/// [`seal`] without judging the values: tests forge with it.
fn seal_values<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    choices: &[Vec<u32>],
    values: Zeroizing<Vec<u32>>,
    rng: &mut R,
) -> Result<SealedBallot, SealError> {
    // Hedged like the nonces of proofs: a generator that repeats its state must not encrypt two values alike.
    let mut transcript = context.transcript("ballot-encryption");
    transcript.point(Label::KEY, key);
    let secrets = committed_bits::scalars(&values);
    let mut hedged = transcript.prover_rng(&secrets.iter().collect::<Vec<_>>(), rng);
    let mut randomness = Zeroizing::new(Vec::with_capacity(style.option_count()));
    let mut ciphertexts = Vec::with_capacity(choices.len());
    for contest in choices {
        let mut sealed = Vec::with_capacity(contest.len());
        for value in contest {
            let r = Scalar::random(&mut hedged);
            randomness.push(r);
            let message = Element::base_times_small(*value, u8::BITS);
            let c1 = Element::base_times(&r).to_point();
            let c2 = (message + key.element() * r).to_point();
            let (c1, c2) = c1.zip(c2).ok_or(SealError::Randomness)?;
            sealed.push(Ciphertext { c1, c2 });
        }
        ciphertexts.push(sealed);
    }
    let witness = Witness { values, randomness };
    let proof = committed_bits::prove(style, key, context, &ciphertexts, &witness, rng)
        .ok_or(SealError::Randomness)?;
    Ok(SealedBallot { ciphertexts, proof })
}

fn has_shape(style: &BallotStyle, ballot: &SealedBallot) -> bool {
    ballot.ciphertexts.len() == style.contests().len()
        && ballot
            .ciphertexts
            .iter()
            .zip(style.contests())
            .all(|(list, rule)| list.len() == rule.options)
        && ballot.proof.f.len() == style.bit_count()
}

/// Checks one ballot's proof; the signature is [`verify_ballot_signature`]'s.
///
/// # Errors
/// [`BallotError::Shape`] or [`BallotError::Proof`].
pub fn check(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    ballot: &SealedBallot,
) -> Result<(), BallotError> {
    if !has_shape(style, ballot) {
        return Err(BallotError::Shape);
    }
    let proof = &ballot.proof;
    let challenges = committed_bits::challenges(style, key, context, &ballot.ciphertexts, proof);
    let equations = committed_bits::equations(style, proof, &challenges);
    let generators = style.generators();
    let bits = Element::multiscalar_vartime(
        [&Scalar::ONE, &challenges.x, &equations.bits.h]
            .into_iter()
            .chain(&equations.bits.plain)
            .chain(&equations.bits.primed),
        [&proof.a.element(), &proof.v.element(), &generators.h]
            .into_iter()
            .chain(&generators.plain)
            .chain(&generators.primed),
    );
    let ciphertexts: Vec<&Ciphertext> = ballot.ciphertexts.iter().flatten().collect();
    let first: Vec<Element> = ciphertexts
        .iter()
        .map(|ciphertext| ciphertext.c1.element())
        .collect();
    let second: Vec<Element> = ciphertexts
        .iter()
        .map(|ciphertext| ciphertext.c2.element())
        .collect();
    let randomness = Element::multiscalar_vartime(
        [&Scalar::ONE, &-proof.z_e].into_iter().chain(&equations.lambda),
        [&proof.e1.element(), &Element::base()].into_iter().chain(&first),
    );
    let values = Element::multiscalar_vartime(
        [&Scalar::ONE, &-equations.phi, &-proof.z_e]
            .into_iter()
            .chain(&equations.lambda),
        [&proof.e2.element(), &Element::base(), &key.element()]
            .into_iter()
            .chain(&second),
    );
    if bits.is_identity() && randomness.is_identity() && values.is_identity() {
        Ok(())
    } else {
        Err(BallotError::Proof)
    }
}

/// One ballot of a batch.
#[derive(Clone, Debug)]
pub struct BatchItem {
    /// What the ballot says that it is bound to.
    pub context: BallotContext,
    /// The encrypted choices.
    pub ballot: SealedBallot,
    /// Election id.
    pub election: Hash,
    /// Tracker: what the voter signed.
    pub tracker: Hash,
    /// The voter's signature.
    pub signature: Signature,
}

impl BatchItem {
    fn check(&self, style: &BallotStyle, key: &Point) -> Result<(), BallotError> {
        if !has_shape(style, &self.ballot) {
            return Err(BallotError::Shape);
        }
        verify_ballot_signature(
            &self.context.credential,
            &self.election,
            &self.tracker,
            &self.signature,
        )
        .map_err(|_| BallotError::Signature)?;
        check(style, key, &self.context, &self.ballot)
    }
}

/// Checks many ballots' proofs and signatures, 512 together in one multiscalar multiplication. Where they do not hold
/// together, halves are checked, and in the end single ballots by [`check`] and [`verify_ballot_signature`]. One
/// outcome an item, in order.
pub fn check_batch<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    items: &[BatchItem],
    rng: &mut R,
) -> Vec<Result<(), BallotError>> {
    items
        .chunks(BATCH)
        .flat_map(|chunk| check_half(style, key, chunk, rng))
        .collect()
}

fn check_half<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    items: &[BatchItem],
    rng: &mut R,
) -> Vec<Result<(), BallotError>> {
    if let [item] = items {
        return vec![item.check(style, key)];
    }
    let decoded: Option<Vec<(&BatchItem, SchnorrProof)>> = items
        .iter()
        .map(|item| {
            let signature = SchnorrProof::from_bytes(item.signature.as_bytes()).ok()?;
            has_shape(style, &item.ballot).then_some((item, signature))
        })
        .collect();
    if decoded.is_some_and(|decoded| batch::all_hold(style, key, &decoded, rng)) {
        return vec![Ok(()); items.len()];
    }
    let (left, right) = items.split_at(items.len() / 2);
    let mut outcomes = check_half(style, key, left, rng);
    outcomes.extend(check_half(style, key, right, rng));
    outcomes
}
