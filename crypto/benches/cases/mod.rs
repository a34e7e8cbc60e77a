//! The ballots that are measured, natively and in the browser: one contest each.

use ostrakon_crypto::{
    ballot::{BallotContext, BallotStyle, ContestRule},
    group::Point,
    hash::Hash,
    secret::SecretScalar,
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

/// A contest of so many options.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Case {
    /// Choose one.
    Choose(usize),
    /// Choose one or leave it blank.
    Blank(usize),
    /// Score each from 0 to 5, without a limit of the sum.
    Score(usize),
    /// Share 1,000,000 out among them.
    Allocate(usize),
}

/// Every rule at 2, 5, 20 and 100 options. Amounts have at most 64 claims, one of which is their sum.
pub(crate) const CASES: [Case; 16] = [
    Case::Choose(2),
    Case::Choose(5),
    Case::Choose(20),
    Case::Choose(100),
    Case::Blank(2),
    Case::Blank(5),
    Case::Blank(20),
    Case::Blank(100),
    Case::Score(2),
    Case::Score(5),
    Case::Score(20),
    Case::Score(100),
    Case::Allocate(2),
    Case::Allocate(5),
    Case::Allocate(20),
    Case::Allocate(63),
];

/// What is shared out.
const AMOUNT: u32 = 1_000_000;

impl Case {
    pub(crate) fn style(self) -> BallotStyle {
        let (options, bound, sum) = match self {
            Self::Choose(options) | Self::Blank(options) => (options, 1, Some((1, 1))),
            Self::Score(options) => (options, 5, None),
            Self::Allocate(options) => (options, AMOUNT, Some((0, AMOUNT))),
        };
        BallotStyle::new(vec![ContestRule {
            options,
            bound,
            sum,
            blank: matches!(self, Self::Blank(_)),
            allocate: matches!(self, Self::Allocate(_)),
        }])
        .unwrap()
    }

    /// The first option; scores of all kinds; equal amounts.
    pub(crate) fn choices(self) -> Vec<Vec<u32>> {
        vec![match self {
            Self::Choose(options) => first_of(options),
            Self::Blank(options) => first_of(options + 1),
            Self::Score(options) => (0..6).cycle().take(options).collect(),
            Self::Allocate(options) => vec![AMOUNT / u32::try_from(options).unwrap(); options],
        }]
    }
}

fn first_of(values: usize) -> Vec<u32> {
    (0..values).map(|value| u32::from(value == 0)).collect()
}

pub(crate) fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// K.
pub(crate) fn key() -> Point {
    SecretScalar::random(&mut rng(0)).public()
}

pub(crate) fn context(credential: Point) -> BallotContext {
    BallotContext {
        voting_context: Hash::of(b"open"),
        credential,
        sequence: 1,
        previous: Hash::ZERO,
    }
}
