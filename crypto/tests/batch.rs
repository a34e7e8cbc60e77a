//! Errors made to cancel: pairs of bad ballots whose equations add up to nothing if a batch weighs all of them alike, or
//! with weights that their maker can foresee. The batch must reject each pair, and name both. (That batches agree with
//! single checks on random faults is in `properties.rs`.)
#![allow(
    missing_docs,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use merlin::Transcript;
use ostrakon_crypto::{
    ballot::{
        self, BallotContext, BallotError, BallotStyle, BatchItem, BitsProof, ContestRule, SealedBallot,
    },
    credential::{CredentialKey, VoterCode, verify_ballot_signature},
    elgamal::Ciphertext,
    group::{Element, Point, Scalar},
    hash::Hash,
    secret::SecretScalar,
    signature::Signature,
};
use proptest::prelude::*;
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{CryptoRng, Error, RngCore, SeedableRng as _},
};

/// Ballots of a batch, and the two of them that are bad.
const BALLOTS: u64 = 9;
const PAIR: [usize; 2] = [2, 6];

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn joint_key() -> Point {
    SecretScalar::random(&mut rng(1000)).public()
}

/// One of two: two bits, and a slack that is always 0.
fn style() -> BallotStyle {
    BallotStyle::new(vec![ContestRule {
        options: 2,
        bound: 1,
        sum: Some((1, 1)),
        blank: false,
        allocate: false,
    }])
    .unwrap()
}

struct Voter {
    key: CredentialKey,
    context: BallotContext,
}

impl Voter {
    fn new(rng: &mut ChaCha20Rng) -> Self {
        let key = CredentialKey::derive(&Hash::of(b"nonce"), &VoterCode::random(rng));
        let context = BallotContext {
            voting_context: Hash::of(b"open"),
            credential: key.credential(),
            sequence: 1,
            previous: Hash::ZERO,
        };
        Self { key, context }
    }

    fn cast(&self, ballot: SealedBallot, rng: &mut ChaCha20Rng) -> BatchItem {
        let election = Hash::of(b"election");
        let tracker = Hash::of(&ballot.proof.as_ref().unwrap().to_bytes());
        BatchItem {
            context: self.context,
            ballot,
            election,
            tracker,
            signature: self.key.sign(&election, &tracker, rng),
        }
    }
}

fn item(seed: u64) -> BatchItem {
    let mut rng = rng(seed);
    let voter = Voter::new(&mut rng);
    let ballot = ballot::seal(&style(), &joint_key(), &voter.context, &[vec![1, 0]], &mut rng).unwrap();
    voter.cast(ballot, &mut rng)
}

fn honest() -> Vec<BatchItem> {
    (0..BALLOTS).map(item).collect()
}

/// What single verification says.
fn alone(item: &BatchItem) -> Result<(), BallotError> {
    let credential = &item.context.credential;
    verify_ballot_signature(credential, &item.election, &item.tracker, &item.signature)
        .map_err(|_| BallotError::Signature)?;
    ballot::check(&style(), &joint_key(), &item.context, &item.ballot)
}

/// Parts of a proof after V, A, E1, E2.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    F1,
    F2,
    Z,
    ZE,
}

fn scalar(bytes: &[u8]) -> Scalar {
    Scalar::from_bytes(bytes.try_into().unwrap()).unwrap()
}

fn response(item: &BatchItem, part: Part) -> Scalar {
    let bytes = item.ballot.proof.as_ref().unwrap().to_bytes();
    assert_eq!(bytes.len(), 8 * 32, "four points and four scalars");
    scalar(bytes.chunks(32).nth(4 + part as usize).unwrap())
}

fn shift(item: &mut BatchItem, part: Part, by: Scalar) {
    let shifted = response(item, part) + by;
    let mut bytes = item.ballot.proof.as_ref().unwrap().to_bytes();
    let start = 32 * (4 + part as usize);
    bytes[start..start + 32].copy_from_slice(&shifted.to_bytes());
    item.ballot.proof = Some(BitsProof::from_bytes(&bytes).unwrap());
}

fn shift_signature(item: &mut BatchItem, by: Scalar) {
    let mut bytes = *item.signature.as_bytes();
    let shifted = scalar(&bytes[32..]) + by;
    bytes[32..].copy_from_slice(&shifted.to_bytes());
    item.signature = Signature::from_bytes(bytes);
}

/// y and x of a ballot's proof.
fn challenges(item: &BatchItem) -> [Scalar; 2] {
    ballot::challenges(&style(), &joint_key(), &item.context, &item.ballot).unwrap()
}

/// c of a ballot's signature (docs/protocol.md §3.4, §5.3).
fn signature_challenge(item: &BatchItem) -> Scalar {
    let mut transcript = Transcript::new(b"ostrakon/v1");
    transcript.append_message(b"proof", b"ballot-signature");
    transcript.append_message(b"election", item.election.as_bytes());
    transcript.append_message(b"tracker", item.tracker.as_bytes());
    transcript.append_message(b"statement", item.context.credential.as_bytes());
    transcript.append_message(b"announcement", &item.signature.as_bytes()[..32]);
    let mut wide = [0; 64];
    transcript.challenge_bytes(b"challenge", &mut wide);
    Scalar::from_wide(&wide)
}

/// Weights of a ballot's four equations (docs/protocol.md §9).
#[derive(Clone, Copy, Debug)]
struct Weights {
    bits: Scalar,
    first: Scalar,
    second: Scalar,
    signed: Scalar,
}

const EQUAL: Weights = Weights {
    bits: Scalar::ONE,
    first: Scalar::ONE,
    second: Scalar::ONE,
    signed: Scalar::ONE,
};

/// Weights that a generator gives, in the order in which they are drawn.
fn drawn(generator: &mut impl RngCore) -> Weights {
    let mut weight = || {
        let mut bytes = [0; 16];
        generator.fill_bytes(&mut bytes);
        Scalar::from_u128(u128::from_le_bytes(bytes))
    };
    Weights {
        bits: weight(),
        first: weight(),
        second: weight(),
        signed: weight(),
    }
}

/// What of a ballot the transcript of a careless batch leaves out.
#[derive(Clone, Copy, Debug)]
struct LeftOut {
    responses: bool,
    signature: bool,
}

/// The weights of a batch whose randomness is known beforehand, with a transcript of the honest ballots (§9).
fn foreseen(items: &[BatchItem], randomness: u64, left_out: LeftOut) -> Vec<Weights> {
    let mut transcript = Transcript::new(b"ostrakon/v1");
    transcript.append_message(b"proof", b"batch");
    transcript.append_u64(b"count", u64::try_from(items.len()).unwrap());
    for item in items {
        transcript.append_message(b"x", &challenges(item)[1].to_bytes());
        if !left_out.responses {
            transcript.append_message(b"responses", &item.ballot.proof.as_ref().unwrap().to_bytes());
        }
        transcript.append_message(b"challenge", &signature_challenge(item).to_bytes());
        if !left_out.signature {
            transcript.append_message(b"signature", item.signature.as_bytes());
        }
    }
    let mut generator = transcript.build_rng().finalize(&mut rng(randomness));
    items.iter().map(|_| drawn(&mut generator)).collect()
}

/// G_1, G_2, G'_1 or G'_2 (docs/protocol.md §2.4).
fn generator(name: &str) -> Element {
    Element::hash_to_group(format!("ostrakon/v1/generator\n{name}").as_bytes())
}

/// The weighted sum of all equations of all ballots (docs/protocol.md §7.5, §5.3), written anew.
fn weighted_sum(items: &[BatchItem], weights: &[Weights]) -> Element {
    let generator = |name: &str| Element::hash_to_group(format!("ostrakon/v1/generator\n{name}").as_bytes());
    let mut total = Element::identity();
    for (item, weights) in items.iter().zip(weights) {
        let [y, x] = challenges(item);
        let bytes = item.ballot.proof.as_ref().unwrap().to_bytes();
        let points: Vec<Element> = bytes
            .chunks(32)
            .take(4)
            .map(|bytes| Element::from_bytes(bytes.try_into().unwrap()).unwrap())
            .collect();
        let [v, a, e1, e2] = points.try_into().unwrap();
        let (f1, f2) = (response(item, Part::F1), response(item, Part::F2));
        let (z, z_e) = (response(item, Part::Z), response(item, Part::ZE));
        total += (a + v * x
            - Element::pedersen_blinding() * z
            - generator("G\n1") * f1
            - generator("G\n2") * f2
            - generator("G'\n1") * (f1 * (x - f1))
            - generator("G'\n2") * (f2 * (x - f2)))
            * weights.bits;

        let limit = y * y * y;
        let phi = y * f1 + y * y * f2 + limit * x;
        let (mut first, mut second) = (e1, e2);
        for (ciphertext, power) in item.ballot.ciphertexts[0].iter().zip([y, y * y]) {
            first += ciphertext.c1.element() * (x * (power + limit));
            second += ciphertext.c2.element() * (x * (power + limit));
        }
        total += (first - Element::base_times(&z_e)) * weights.first;
        total += (second - Element::base_times(&phi) - joint_key().element() * z_e) * weights.second;

        let signature = item.signature.as_bytes();
        let announcement = Element::from_bytes(signature[..32].try_into().unwrap()).unwrap();
        let credential = item.context.credential.element();
        total += (Element::base_times(&scalar(&signature[32..]))
            - announcement
            - credential * signature_challenge(item))
            * weights.signed;
    }
    total
}

/// Errors of two ballots that cancel under these weights.
fn spoil_z(items: &mut [BatchItem], weights: [Weights; 2]) {
    shift(&mut items[PAIR[0]], Part::Z, weights[1].bits);
    shift(&mut items[PAIR[1]], Part::Z, -weights[0].bits);
}

fn spoil_s(items: &mut [BatchItem], weights: [Weights; 2]) {
    shift_signature(&mut items[PAIR[0]], weights[1].signed);
    shift_signature(&mut items[PAIR[1]], -weights[0].signed);
}

/// z_E stands before K in one equation and before B in another; what is left of B goes into a signature.
fn spoil_z_e(items: &mut [BatchItem], weights: [Weights; 2]) {
    let [one, other] = weights;
    let shifts = [other.second, -one.second];
    shift(&mut items[PAIR[0]], Part::ZE, shifts[0]);
    shift(&mut items[PAIR[1]], Part::ZE, shifts[1]);
    let left = one.first * shifts[0] + other.first * shifts[1];
    shift_signature(&mut items[PAIR[0]], left * one.signed.invert());
}

/// f_1 stands before G_1, in a square before G'_1, and in φ before B; what is left of B goes into a signature.
fn spoil_f(items: &mut [BatchItem], weights: [Weights; 2]) {
    let [one, other] = weights;
    let f = PAIR.map(|place| response(&items[place], Part::F1));
    let [[y1, x1], [y2, x2]] = PAIR.map(|place| challenges(&items[place]));
    let difference = f[1] + f[1] - f[0] - f[0] + x1 - x2;
    let step = difference * (one.bits + other.bits).invert();
    let shifts = [other.bits * step, -(one.bits * step)];
    shift(&mut items[PAIR[0]], Part::F1, shifts[0]);
    shift(&mut items[PAIR[1]], Part::F1, shifts[1]);
    let left = one.second * y1 * shifts[0] + other.second * y2 * shifts[1];
    shift_signature(&mut items[PAIR[0]], left * one.signed.invert());
}

type Spoil = fn(&mut [BatchItem], [Weights; 2]);
const SPOILS: [(&str, Spoil); 4] = [("z", spoil_z), ("z_E", spoil_z_e), ("f", spoil_f), ("s", spoil_s)];

/// The pair spoilt for these weights: it must cancel under them, and be rejected by a batch with this randomness.
fn both_are_named(weights: &[Weights], randomness: u64, name: &str) {
    for (part, spoil) in SPOILS {
        let mut items = honest();
        spoil(&mut items, PAIR.map(|place| weights[place]));
        assert!(
            weighted_sum(&items, weights).is_identity(),
            "{part}, {name}: with these weights nobody would notice"
        );
        let outcomes = ballot::check_batch(&style(), &joint_key(), &items, &mut rng(randomness));
        for (place, (outcome, item)) in outcomes.iter().zip(&items).enumerate() {
            assert_eq!(*outcome, alone(item), "{part}, {name}: ballot {place}");
            assert_eq!(
                outcome.is_err(),
                PAIR.contains(&place),
                "{part}, {name}: ballot {place}"
            );
        }
        // Also where nothing else is in the batch.
        let pair = PAIR.map(|place| items[place].clone());
        let outcomes = ballot::check_batch(&style(), &joint_key(), &pair, &mut rng(randomness));
        assert!(outcomes.iter().all(Result::is_err), "{part}, {name}");
    }
}

#[test]
fn honest_ballots_add_up_to_nothing_with_any_weights() {
    let mut generator = rng(3);
    let weights: Vec<Weights> = (0..BALLOTS).map(|_| drawn(&mut generator)).collect();
    assert!(weighted_sum(&honest(), &weights).is_identity());
    let mut items = honest();
    shift(&mut items[0], Part::F2, Scalar::ONE);
    assert!(!weighted_sum(&items, &weights).is_identity());
}

#[test]
fn errors_that_cancel_under_equal_weights_are_found() {
    both_are_named(&[EQUAL; 9], 7, "equal weights");
}

/// One weight for all equations of a ballot, or for an equation of all ballots.
#[test]
fn errors_that_cancel_under_shared_weights_are_found() {
    let number = Scalar::from_u64;
    let by_ballot: Vec<Weights> = (1..=BALLOTS)
        .map(|ballot| Weights {
            bits: number(ballot),
            first: number(ballot),
            second: number(ballot),
            signed: number(ballot),
        })
        .collect();
    both_are_named(&by_ballot, 7, "one weight a ballot");
    let by_equation = Weights {
        bits: number(3),
        first: number(5),
        second: number(7),
        signed: number(11),
    };
    both_are_named(&[by_equation; 9], 7, "one weight an equation");
}

/// Whoever knows what the generator of the verifier will give cannot make use of it, because the weights depend on every
/// byte of the ballots, too.
#[test]
fn errors_that_cancel_under_foreseen_weights_are_found() {
    for (responses, signature) in [(true, true), (true, false), (false, true), (false, false)] {
        let left_out = LeftOut { responses, signature };
        let weights = foreseen(&honest(), 7, left_out);
        both_are_named(&weights, 7, &format!("{left_out:?}"));
    }
}

/// A ballot for the first option by a prover of one's own (docs/protocol.md §7.4), whose four equations are off by these
/// multiples of B.
fn forged(seed: u64, off: [Scalar; 4]) -> BatchItem {
    let mut rng = rng(seed);
    let [rho, alpha, sigma, a1, a2, r1, r2] = [(); 7].map(|()| Scalar::random(&mut rng));
    let base = |scalar: Scalar| Element::base_times(&scalar);
    let joint = joint_key().element();
    let bytes = |element: Element| element.to_point().unwrap().as_bytes().to_owned();
    let ciphertext = |value: Scalar, r: Scalar| Ciphertext {
        c1: base(r).to_point().unwrap(),
        c2: (base(value) + joint * r).to_point().unwrap(),
    };
    let h = Element::pedersen_blinding();
    let v = h * rho + generator("G\n1") - generator("G'\n1") * a1 + generator("G'\n2") * a2;
    let a = h * alpha + generator("G\n1") * a1 + generator("G\n2") * a2
        - generator("G'\n1") * (a1 * a1)
        - generator("G'\n2") * (a2 * a2)
        + base(off[0]);
    let voter = Voter::new(&mut rng);
    let zero = Scalar::ZERO.to_bytes();
    let mut parts = [
        bytes(v),
        bytes(a),
        bytes(base(sigma)),
        bytes(h),
        zero,
        zero,
        zero,
        zero,
    ];
    let sealed = |parts: &[[u8; 32]; 8]| SealedBallot {
        ciphertexts: vec![vec![ciphertext(Scalar::ONE, r1), ciphertext(Scalar::ZERO, r2)]],
        proof: Some(BitsProof::from_bytes(parts.as_flattened()).unwrap()),
        allocations: None,
    };
    let challenges = |parts: &[[u8; 32]; 8]| {
        ballot::challenges(&style(), &joint_key(), &voter.context, &sealed(parts)).unwrap()
    };
    // y comes before E1 and E2, x after them.
    let [y, _] = challenges(&parts);
    parts[2] = bytes(base(sigma + off[1]));
    parts[3] = bytes(base(y * a1 + y * y * a2 + off[2]) + joint * sigma);
    let [_, x] = challenges(&parts);
    let limit = y * y * y;
    let combined = (y + limit) * r1 + (y * y + limit) * r2;
    parts[4..]
        .copy_from_slice(&[x + a1, a2, alpha + x * rho, sigma + x * combined].map(|part| part.to_bytes()));
    let mut item = voter.cast(sealed(&parts), &mut rng);
    shift_signature(&mut item, off[3]);
    item
}

/// Two errors of one ballot, in two of its equations.
#[test]
fn errors_that_cancel_within_a_ballot_are_found() {
    let honest = forged(20, [Scalar::ZERO; 4]);
    assert_eq!(alone(&honest), Ok(()), "this prover knows how to prove");
    for (one, other) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
        let mut off = [Scalar::ZERO; 4];
        off[one] = Scalar::ONE;
        off[other] = -Scalar::ONE;
        let bad = forged(21, off);
        let cancelled = weighted_sum(std::slice::from_ref(&bad), &[EQUAL]);
        assert!(cancelled.is_identity(), "equations {one} and {other}");
        let items = [item(0), bad, honest.clone(), item(1)];
        let outcomes = ballot::check_batch(&style(), &joint_key(), &items, &mut rng(7));
        for (place, (outcome, item)) in outcomes.iter().zip(&items).enumerate() {
            assert_eq!(
                *outcome,
                alone(item),
                "equations {one} and {other}: ballot {place}"
            );
            assert_eq!(
                outcome.is_err(),
                place == 1,
                "equations {one} and {other}: ballot {place}"
            );
        }
    }
}

/// A generator that counts what it gives.
struct Counting {
    inner: ChaCha20Rng,
    bytes: usize,
}

impl RngCore for Counting {
    fn next_u32(&mut self) -> u32 {
        self.bytes += 4;
        self.inner.next_u32()
    }

    fn next_u64(&mut self) -> u64 {
        self.bytes += 8;
        self.inner.next_u64()
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.bytes += bytes.len();
        self.inner.fill_bytes(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Counting {}

/// Nor can anybody foresee the weights who knows the ballots: every sum takes fresh randomness.
#[test]
fn every_sum_takes_fresh_randomness() {
    let taken = |items: &[BatchItem]| {
        let mut counting = Counting {
            inner: rng(7),
            bytes: 0,
        };
        let _ = ballot::check_batch(&style(), &joint_key(), items, &mut counting);
        counting.bytes
    };
    let items = honest();
    let one_sum = taken(&items[..4]);
    assert!(one_sum >= 16, "at least 128 bits");
    let mut items = items[..4].to_vec();
    shift(&mut items[3], Part::Z, Scalar::ONE);
    assert_eq!(taken(&items), 3 * one_sum, "four ballots, then each half of them");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Errors that add up to nothing, anywhere in two ballots.
    #[test]
    fn errors_that_add_up_to_nothing_are_found(
        part in prop::sample::select(vec![Part::F1, Part::F2, Part::Z, Part::ZE]),
        places in prop::sample::subsequence(vec![0usize, 1, 2, 3, 4], 2),
        signature: bool,
        by in 1u64..,
        seed: u64,
    ) {
        let mut items: Vec<BatchItem> = (0..5).map(|voter| item(seed ^ voter)).collect();
        for (place, by) in places.iter().zip([Scalar::from_u64(by), -Scalar::from_u64(by)]) {
            if signature {
                shift_signature(&mut items[*place], by);
            } else {
                shift(&mut items[*place], part, by);
            }
        }
        let outcomes = ballot::check_batch(&style(), &joint_key(), &items, &mut rng(seed));
        for (place, (outcome, item)) in outcomes.iter().zip(&items).enumerate() {
            prop_assert_eq!(outcome, &alone(item));
            prop_assert_eq!(outcome.is_err(), places.contains(&place));
        }
    }
}
