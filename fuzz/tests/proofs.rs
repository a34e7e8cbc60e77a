//! Ballots' proofs and signatures: single and batch verification agree, and whatever differs from what was proved is
//! refused, also pairs of faults that would cancel in a sum without unforeseeable weights.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::{
    ballot::{
        self, BallotContext, BallotError, BallotStyle, BatchItem, BitsProof, ContestRule, LinkProof,
        RangeProof, SealedBallot,
    },
    credential::{CredentialKey, VoterCode, verify_ballot_signature},
    elgamal::Ciphertext,
    group::{Element, Point, Scalar},
    hash::Hash,
    secret::SecretScalar,
    signature::Signature,
};
use ostrakon_fuzz::{Commands, fuzz};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;

const BALLOTS: u32 = 5;

struct Case {
    style: BallotStyle,
    key: Point,
    items: Vec<BatchItem>,
}

/// Ballots of different voters: a choice that may be blank, a score without and one with a sum, an amount.
fn case() -> Case {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let rules = [
        (2, 1, Some((1, 1)), true, false),
        (1, 5, None, false, false),
        (2, 3, Some((0, 4)), false, false),
        (1, 1_000, Some((0, 1_000)), false, true),
    ];
    let style = BallotStyle::new(
        rules
            .into_iter()
            .map(|(options, bound, sum, blank, allocate)| ContestRule {
                options,
                bound,
                sum,
                blank,
                allocate,
            })
            .collect(),
    )
    .unwrap();
    let key = SecretScalar::random(&mut rng).public();
    let items = (0..BALLOTS)
        .map(|number| {
            let voter = CredentialKey::derive(&Hash::ZERO, &VoterCode::random(&mut rng));
            let context = BallotContext {
                voting_context: Hash::of(b"open"),
                credential: voter.credential(),
                sequence: 1,
                previous: Hash::ZERO,
            };
            let blank = number % 2;
            let choices = [
                vec![0, 1 - blank, blank],
                vec![number],
                vec![number % 4, 1],
                vec![200 * number],
            ];
            let ballot = ballot::seal(&style, &key, &context, &choices, &mut rng).unwrap();
            let (election, tracker) = (Hash::of(b"election"), Hash::of(&bits(&ballot)));
            BatchItem {
                context,
                ballot,
                election,
                tracker,
                signature: voter.sign(&election, &tracker, &mut rng),
            }
        })
        .collect();
    Case { style, key, items }
}

fn bits(ballot: &SealedBallot) -> Vec<u8> {
    ballot.proof.as_ref().unwrap().to_bytes()
}

/// What is added to one number of a ballot.
#[derive(Clone, Copy)]
struct Shift {
    scalar: Scalar,
    point: Element,
}

impl Shift {
    fn read(commands: &mut Commands<'_>, key: &Point) -> Self {
        let scalar = match commands.below(4) {
            0 => Scalar::ONE,
            1 => -Scalar::ONE,
            2 => Scalar::from_u64(1 << commands.below(64)),
            _ => Scalar::from_wide(&commands.bytes()),
        };
        let base = *commands.pick(&[Element::base(), key.element(), Element::pedersen_blinding()]);
        Self {
            scalar,
            point: base * scalar,
        }
    }

    fn negated(self) -> Self {
        Self {
            scalar: -self.scalar,
            point: -self.point,
        }
    }

    fn point(self, point: &Point) -> Option<Point> {
        (point.element() + self.point).to_point()
    }

    /// Adds to part `part` of an encoding that has `points` points first and then scalars.
    fn part(self, bytes: &mut [u8], part: usize, points: usize) -> Option<()> {
        let chunk: &mut [u8; 32] = (&mut bytes[part * 32..part * 32 + 32]).try_into().unwrap();
        *chunk = if part < points {
            *self.point(&Point::from_bytes(chunk).unwrap())?.as_bytes()
        } else {
            (Scalar::from_bytes(chunk).unwrap() + self.scalar).to_bytes()
        };
        Some(())
    }
}

/// One number of a ballot.
#[derive(Clone, Copy)]
enum Place {
    Proof(usize),
    Commitment,
    Link(usize),
    Announcement(usize),
    Signature(usize),
    Ciphertext {
        contest: usize,
        value: usize,
        second: bool,
    },
}

impl Place {
    fn read(commands: &mut Commands<'_>, item: &BatchItem) -> Self {
        match commands.below(6) {
            0 => Self::Signature(commands.below(2)),
            1 => {
                let contest = commands.below(item.ballot.ciphertexts.len());
                Self::Ciphertext {
                    contest,
                    value: commands.below(item.ballot.ciphertexts[contest].len()),
                    second: commands.below(2) == 1,
                }
            }
            2 if commands.below(2) == 0 => Self::Commitment,
            2 => Self::Announcement(commands.below(4)),
            3 => Self::Link(commands.below(6)),
            _ => Self::Proof(commands.below(bits(&item.ballot).len() / 32)),
        }
    }

    fn shift(self, item: &mut BatchItem, shift: Shift) -> Option<()> {
        match self {
            Self::Proof(part) => {
                let mut bytes = bits(&item.ballot);
                shift.part(&mut bytes, part, 4)?;
                item.ballot.proof = Some(BitsProof::from_bytes(&bytes).ok()?);
            }
            Self::Commitment => {
                let commitment = item
                    .ballot
                    .allocations
                    .as_mut()
                    .unwrap()
                    .commitments
                    .first_mut()?;
                *commitment = shift.point(commitment)?;
            }
            Self::Link(part) => {
                let proof = item.ballot.allocations.as_mut().unwrap();
                let mut bytes = proof.link.to_bytes();
                shift.part(&mut bytes, part, 3)?;
                proof.link = LinkProof::from_bytes(&bytes).ok()?;
            }
            // A, S, T_1, T_2 of the range proof.
            Self::Announcement(part) => {
                let proof = item.ballot.allocations.as_mut().unwrap();
                let mut bytes = proof.range.to_bytes();
                shift.part(&mut bytes, part, 4)?;
                proof.range = RangeProof::from_bytes(&bytes).ok()?;
            }
            Self::Signature(part) => {
                let mut bytes = *item.signature.as_bytes();
                shift.part(&mut bytes, part, 1)?;
                item.signature = Signature::from_bytes(bytes);
            }
            Self::Ciphertext {
                contest,
                value,
                second,
            } => {
                let ciphertext: &mut Ciphertext = &mut item.ballot.ciphertexts[contest][value];
                let point = if second {
                    &mut ciphertext.c2
                } else {
                    &mut ciphertext.c1
                };
                *point = shift.point(point)?;
            }
        }
        Some(())
    }
}

/// Damage that is no addition.
fn rearrange(commands: &mut Commands<'_>, item: &mut BatchItem, other: &BatchItem) {
    let SealedBallot {
        ciphertexts,
        proof,
        allocations,
    } = &mut item.ballot;
    match commands.below(13) {
        0 => item.context.sequence = u32::from_le_bytes(commands.bytes()),
        1 => item.context.previous = Hash::from_bytes(commands.bytes()),
        2 => item.context.voting_context = Hash::from_bytes(commands.bytes()),
        3 => item.context.credential = other.context.credential,
        4 => item.tracker = other.tracker,
        5 => item.election = other.tracker,
        6 => ciphertexts.clone_from(&other.ballot.ciphertexts),
        7 => proof.clone_from(&other.ballot.proof),
        8 => drop(ciphertexts[commands.below(4)].pop()),
        9 => allocations.clone_from(&other.ballot.allocations),
        10 => *proof = None,
        11 => *allocations = None,
        _ => {
            let bytes = bits(&other.ballot);
            *proof = Some(BitsProof::from_bytes(&bytes[..bytes.len() - 32]).unwrap());
        }
    }
}

/// Whether an addition finds all its places.
fn is_whole(case: &Case, item: &BatchItem) -> bool {
    let rules = case.style.contests().iter().map(ContestRule::values);
    item.ballot.ciphertexts.iter().map(Vec::len).eq(rules)
        && item.ballot.proof.as_ref().map(|proof| proof.to_bytes().len()) == case.style.proof_length()
        && item.ballot.allocations.is_some()
}

fn single(case: &Case, item: &BatchItem) -> Result<(), BallotError> {
    ballot::check(&case.style, &case.key, &item.context, &item.ballot)?;
    verify_ballot_signature(
        &item.context.credential,
        &item.election,
        &item.tracker,
        &item.signature,
    )
    .map_err(|_| BallotError::Signature)
}

fn is_same(item: &BatchItem, honest: &BatchItem) -> bool {
    item.context == honest.context
        && item.ballot == honest.ballot
        && item.election == honest.election
        && item.tracker == honest.tracker
        && item.signature.as_bytes() == honest.signature.as_bytes()
}

#[test]
fn damaged_ballots_are_refused_alone_and_together() {
    let case = case();
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let mut items = case.items.clone();
        items.truncate(1 + commands.below(items.len()));
        for _ in 0..commands.below(4) {
            let first = commands.below(items.len());
            match commands.below(3) {
                0 => {
                    let other = commands.pick(&case.items).clone();
                    rearrange(&mut commands, &mut items[first], &other);
                }
                // One number, or a pair whose sum stays.
                kind => {
                    let place = Place::read(&mut commands, &case.items[first]);
                    let shift = Shift::read(&mut commands, &case.key);
                    let second = commands.below(items.len());
                    let mut shifted = items.clone();
                    let done = is_whole(&case, &items[first])
                        && place.shift(&mut shifted[first], shift).is_some()
                        && (kind == 1
                            || is_whole(&case, &items[second])
                                && place.shift(&mut shifted[second], shift.negated()).is_some());
                    if done {
                        items = shifted;
                    }
                }
            }
        }
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        let together = ballot::check_batch(&case.style, &case.key, &items, &mut rng);
        assert_eq!(together.len(), items.len());
        for ((item, honest), outcome) in items.iter().zip(&case.items).zip(together) {
            assert_eq!(outcome.is_ok(), single(&case, item).is_ok(), "{outcome:?}");
            assert_eq!(outcome.is_ok(), is_same(item, honest), "{outcome:?}");
        }
    });
}
