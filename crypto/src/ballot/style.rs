//! Selection rules of all contests of a ballot, in numbers (docs/protocol.md §7.1, §2.4).

use crate::{group::Element, proof::committed_bits::Slot};
use std::sync::Arc;

/// The selection rule of one contest, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContestRule {
    /// Number of options, at least 1.
    pub options: usize,
    /// S: every option's value is 0 to S, 1 ≤ S ≤ 255.
    pub bound: u32,
    /// lo and hi of the sum of the values, if it is limited: lo ≤ hi ≤ options · S.
    pub sum: Option<(u32, u32)>,
    /// Whether the contest can be left blank: a last value, 0 or 1, which counts hi in the sum and so excludes all
    /// others. Needs a sum with hi ≥ 1.
    pub blank: bool,
}

impl ContestRule {
    /// Number of values and of ciphertexts: one for each option, then one for the blank vote if there is one.
    #[must_use]
    pub fn values(&self) -> usize {
        self.options.saturating_add(usize::from(self.blank))
    }

    /// Highest value at a position: S for an option, 1 for the blank vote.
    pub(crate) const fn bound_at(&self, position: usize) -> u32 {
        if position < self.options { self.bound } else { 1 }
    }
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
    values: usize,
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
            if rule.blank && rule.sum.is_none_or(|(_, maximum)| maximum == 0) {
                return Err(wrong("a blank vote needs a limit of the sum of at least 1"));
            }
            slots.extend((0..rule.values()).map(|position| Slot::new(rule.bound_at(position))));
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

    /// m: values of all contests, blank votes included.
    pub(crate) fn value_count(&self) -> usize {
        self.0.values
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
