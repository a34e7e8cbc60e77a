//! Selection rules of all contests of a ballot, in numbers (docs/protocol.md §7.1, §2.4).

use super::{AllocationProof, BitsProof};
use crate::{
    elgamal::Ciphertext,
    group::Element,
    proof::{
        allocation::{Allocation, Budget, CLAIM_LIMIT},
        committed_bits::Slot,
    },
};
use std::sync::Arc;

/// The selection rule of one contest, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContestRule {
    /// Number of options, at least 1.
    pub options: usize,
    /// S: every option's value is 0 to S; 1 ≤ S ≤ 255, or any S ≥ 1 of amounts.
    pub bound: u32,
    /// lo and hi of the sum of the values, if it is limited: lo ≤ hi ≤ options · S.
    pub sum: Option<(u32, u32)>,
    /// Whether the contest can be left blank: a last value, 0 or 1, which counts hi in the sum and so excludes all
    /// others. Needs a sum with hi ≥ 1.
    pub blank: bool,
    /// Whether the values are amounts, proved by range proofs instead of bit by bit. Needs a sum with hi ≥ 1, and cannot
    /// be left blank.
    pub allocate: bool,
}

impl ContestRule {
    /// Number of values and of ciphertexts: one for each option, then one for the blank vote if there is one.
    #[must_use]
    pub fn values(&self) -> usize {
        self.options.saturating_add(usize::from(self.blank))
    }

    fn budget(&self) -> Option<Budget> {
        let (minimum, maximum) = self.sum.filter(|_| self.allocate)?;
        Some(Budget {
            options: self.options,
            bound: self.bound,
            minimum,
            maximum,
        })
    }

    fn problem(&self) -> Option<&'static str> {
        let most = u64::try_from(self.options)
            .unwrap_or(u64::MAX)
            .saturating_mul(u64::from(self.bound));
        let wrong_sum = self
            .sum
            .is_some_and(|(minimum, maximum)| minimum > maximum || u64::from(maximum) > most);
        let empty_sum = self.sum.is_none_or(|(_, maximum)| maximum == 0);
        if self.options == 0 || self.options > 10_000 {
            Some("the number of options must be 1 to 10,000")
        } else if self.bound == 0 || (self.bound > 255 && !self.allocate) {
            Some("the highest value of an option must be 1 to 255, except where amounts are allocated")
        } else if wrong_sum {
            Some("the limits of the sum are impossible")
        } else if self.blank && empty_sum {
            Some("a blank vote needs a limit of the sum of at least 1")
        } else if self.allocate && (empty_sum || self.blank) {
            Some("amounts need a limit of their sum of at least 1, and no blank vote")
        } else {
            None
        }
    }

    /// Highest value at a position: S for an option, 1 for the blank vote.
    pub(crate) const fn bound_at(&self, position: usize) -> u32 {
        if position < self.options { self.bound } else { 1 }
    }
}

/// Rules that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StyleError {
    /// The rule of one contest.
    #[error("contest {contest}: {reason}")]
    Contest {
        /// Position of the contest, from 0.
        contest: usize,
        /// What is wrong.
        reason: &'static str,
    },
    /// More amounts than a voter's device can prove in reasonable time.
    #[error(
        "the contests that allocate amounts need {found} range proofs together, at most {CLAIM_LIMIT} are allowed: one for each option, another one for each option whose bound is less than the largest sum, and for each contest one for the largest sum and one for a smallest sum above 0"
    )]
    Claims {
        /// Range proofs that they need.
        found: usize,
    },
}

/// The rules of all contests of a ballot in manifest order, and the generators that their proofs need.
#[derive(Clone, Debug)]
pub struct BallotStyle(Arc<Style>);

#[derive(Debug)]
struct Style {
    contests: Vec<ContestRule>,
    values: usize,
    rules: Vec<SumRule>,
    slots: Vec<Slot>,
    bits: usize,
    generators: Generators,
    allocation: Option<Allocation>,
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
        if let Some((contest, reason)) = contests
            .iter()
            .enumerate()
            .find_map(|(contest, rule)| Some((contest, rule.problem()?)))
        {
            return Err(StyleError::Contest { contest, reason });
        }
        let budgets = contests.iter().filter_map(ContestRule::budget).collect();
        let allocation = Allocation::new(budgets).map_err(|found| StyleError::Claims { found })?;
        let mut slots = Vec::new();
        let mut slacks = Vec::new();
        let mut rules = Vec::new();
        for rule in contests.iter().filter(|rule| !rule.allocate) {
            slots.extend((0..rule.values()).map(|position| Slot::new(rule.bound_at(position))));
            if let Some((minimum, maximum)) = rule.sum {
                rules.push(SumRule { maximum });
                slacks.push(Slot::new(maximum - minimum));
            }
        }
        let values = slots.len();
        slots.extend(slacks);
        let bits = slots.iter().map(|slot| slot.weights.len()).sum();
        Ok(Self(Arc::new(Style {
            contests,
            values,
            rules,
            slots,
            bits,
            generators: Generators::new(bits),
            allocation,
        })))
    }

    /// The rules.
    #[must_use]
    pub fn contests(&self) -> &[ContestRule] {
        &self.0.contests
    }

    /// Whether ciphertexts and proofs have the numbers of parts that a ballot of this style has.
    #[must_use]
    pub fn fits(
        &self,
        ciphertexts: &[Vec<Ciphertext>],
        proof: Option<&BitsProof>,
        allocations: Option<&AllocationProof>,
    ) -> bool {
        let contests = self.contests();
        let listed = ciphertexts.len() == contests.len()
            && ciphertexts
                .iter()
                .zip(contests)
                .all(|(list, rule)| list.len() == rule.values());
        let bits = match proof {
            None => self.bit_count() == 0,
            Some(proof) => self.bit_count() > 0 && proof.f.len() == self.bit_count(),
        };
        let amounts = match (self.allocation(), allocations) {
            (None, None) => true,
            (Some(allocation), Some(proof)) => allocation.fits(proof),
            _ => false,
        };
        listed && bits && amounts
    }

    /// Length in bytes of the committed-bits proof: 32·(n + 6) for n bits; none without choose and score contests.
    #[must_use]
    pub fn proof_length(&self) -> Option<usize> {
        (self.bit_count() > 0).then(|| 32 * (self.bit_count() + 6))
    }

    /// Lengths in bytes of an [`AllocationProof`]'s parts in their order; none without allocate contests.
    #[must_use]
    pub fn allocation_lengths(&self) -> Option<[usize; 3]> {
        self.allocation().map(Allocation::lengths)
    }

    /// m: values of all choose and score contests, blank votes included.
    pub(crate) fn value_count(&self) -> usize {
        self.0.values
    }

    pub(crate) fn allocation(&self) -> Option<&Allocation> {
        self.0.allocation.as_ref()
    }

    /// The ciphertexts of choose and score contests, and those of allocate contests, of a ballot that fits.
    pub(crate) fn parted<'a>(
        &self,
        ciphertexts: &'a [Vec<Ciphertext>],
    ) -> (Vec<&'a Ciphertext>, Vec<&'a Ciphertext>) {
        let of = |allocate| {
            self.contests()
                .iter()
                .zip(ciphertexts)
                .filter(|(rule, _)| rule.allocate == allocate)
                .flat_map(|(_, list)| list)
                .collect()
        };
        (of(false), of(true))
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
