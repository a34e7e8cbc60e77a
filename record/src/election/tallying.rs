//! Intents, partial decryptions, the result (docs/record.md §4.6–4.8).

use super::{Election, Phase, PhaseError, Violation};
use crate::{
    body::{ContestResult, Intent, OptionResult, PartialDecryptionBody, ResultBody},
    entry::{Kind, Signer},
    verify::CheckId,
};
use ostrakon_crypto::{
    decryption::{self, DiscreteLog, PartialDecryption},
    elgamal::Aggregate,
    group::Element,
    hash::{Hash, Hasher},
    index::TrusteeIndex,
};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default)]
pub(super) struct Tallying {
    close: Option<Closed>,
    intents: BTreeMap<TrusteeIndex, Intent>,
    partials: BTreeMap<TrusteeIndex, Partial>,
    result: Option<ResultBody>,
}

#[derive(Clone, Copy, Debug)]
struct Closed {
    hash: Hash,
    time: u64,
}

#[derive(Clone, Debug)]
struct Partial {
    decryption: PartialDecryption,
    valid: bool,
}

/// What trustees decrypt: the one closed aggregate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Hash of the close line.
    pub close: Hash,
    /// Digest of election, close line, turnout and all sums.
    pub digest: Hash,
    /// What the decryption proofs are bound to.
    pub context: Hash,
    /// Sums of all contests in manifest order, each of all options, then of the blank vote if there is one.
    pub aggregates: Vec<Aggregate>,
}

/// A statement about the tally that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TallyError {
    /// Too few ballots to decrypt anything.
    #[error("{kind}: only {counted} ballots are counted, and nothing may be decrypted under {minimum}")]
    UnderMinimum {
        /// What was posted.
        kind: Kind,
        /// Counted ballots.
        counted: u64,
        /// The manifest's minimum.
        minimum: u32,
    },
    /// Another close line.
    #[error("{kind} by {signer}: names another close line than this record's")]
    Close {
        /// What was posted.
        kind: Kind,
        /// By whom.
        signer: Signer,
    },
    /// Another aggregate than anyone computes.
    #[error("intent of trustee {trustee}: names another aggregate than the counted ballots add up to")]
    Aggregate {
        /// Whose.
        trustee: TrusteeIndex,
    },
    /// Decrypted before t trustees agreed.
    #[error(
        "partial decryption of trustee {trustee}: comes before {needed} trustees agreed on what to decrypt"
    )]
    TooEarly {
        /// Whose.
        trustee: TrusteeIndex,
        /// t.
        needed: u8,
    },
    /// Decrypted something else than announced.
    #[error("partial decryption of trustee {trustee}: decrypts something else than the trustee announced")]
    NotAnnounced {
        /// Whose.
        trustee: TrusteeIndex,
    },
    /// The proof.
    #[error("partial decryption of trustee {trustee}: {reason}")]
    Proof {
        /// Whose.
        trustee: TrusteeIndex,
        /// What is wrong.
        reason: String,
    },
    /// Fewer than t valid partial decryptions.
    #[error("only {found} of the {needed} partial decryptions needed are valid")]
    TooFew {
        /// Valid ones.
        found: usize,
        /// t.
        needed: u8,
    },
    /// The result names a set of trustees that cannot have been combined.
    #[error(
        "the result says that the partial decryptions of trustees {named:?} were combined: these are not exactly {needed} trustees in ascending order with valid ones"
    )]
    CombinedSet {
        /// What the result says.
        named: Vec<u8>,
        /// t.
        needed: u8,
    },
    /// Valid partial decryptions that contradict each other.
    #[error("combining trustee {trustee}'s partial decryption gives other counts than combining the others'")]
    Disagreement {
        /// Whose.
        trustee: TrusteeIndex,
    },
    /// No count in range.
    #[error("contest {contest:?}, {what}: the count is not between 0 and {bound}")]
    CountRange {
        /// Contest id.
        contest: String,
        /// Which option, or the blank votes.
        what: String,
        /// Highest possible count.
        bound: u64,
    },
    /// Published turnout.
    #[error("the result says {field} {published}; the log has {recomputed}")]
    Turnout {
        /// `ballots` or `weight`.
        field: &'static str,
        /// In the result.
        published: u64,
        /// From the log.
        recomputed: u64,
    },
    /// A count of the result that its rule excludes.
    #[error(
        "contest {contest:?}: the counts add up to {sum}, which its rule excludes for ballots of weight {weight} that are not blank"
    )]
    Rule {
        /// Contest id.
        contest: String,
        /// Sum of the published counts.
        sum: u64,
        /// Counted weight without the blank votes'.
        weight: u64,
    },
    /// Contests, options or blank votes are missing, too many or out of order.
    #[error(
        "the result does not list exactly the manifest's contests, options and blank votes in their order"
    )]
    Shape,
    /// Wrong winners.
    #[error("contest {contest:?}: the result says that {published:?} lead; its counts say {recomputed:?}")]
    Leading {
        /// Contest id.
        contest: String,
        /// In the result.
        published: Vec<String>,
        /// From its counts.
        recomputed: Vec<String>,
    },
    /// Wrong count.
    #[error("contest {contest:?}, {what}: the result says {published}; the decrypted count is {recomputed}")]
    Count {
        /// Contest id.
        contest: String,
        /// Which option, or the blank votes.
        what: String,
        /// In the result.
        published: u64,
        /// Decrypted.
        recomputed: u64,
    },
    /// Voting has not been closed.
    #[error("voting has not been closed yet")]
    NotClosed,
}

impl TallyError {
    pub(super) const fn check(&self) -> CheckId {
        match self {
            Self::Turnout { .. } => CheckId::T1,
            Self::Aggregate { .. } => CheckId::T2,
            Self::UnderMinimum { .. } => CheckId::T3,
            Self::Close { .. } | Self::TooEarly { .. } | Self::NotClosed => CheckId::T4,
            Self::TooFew { .. } => CheckId::D1,
            Self::Proof { .. } => CheckId::D2,
            Self::NotAnnounced { .. } => CheckId::D3,
            Self::CombinedSet { .. } | Self::Disagreement { .. } => CheckId::D4,
            Self::CountRange { .. } => CheckId::D5,
            Self::Rule { .. } => CheckId::R1,
            Self::Shape => CheckId::R2,
            Self::Leading { .. } => CheckId::R3,
            Self::Count { .. } => CheckId::R4,
        }
    }
}

impl Tallying {
    pub(super) fn close(&mut self, hash: Hash, time: u64) {
        self.close = Some(Closed { hash, time });
    }
}

/// What a decryption proof is bound to, for a trustee's claims.
fn decryption_context(election: &Hash, close: &Hash, aggregate: &Hash) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(b"ostrakon/v1/decryption\n");
    for part in [election, close, aggregate] {
        hasher.update(part.as_bytes());
    }
    hasher.finish()
}

impl Election {
    /// What trustees decrypt; none before the close line.
    #[must_use]
    pub fn tally(&self) -> Option<Tally> {
        let close = self.tallying.close?.hash;
        let aggregates: Vec<Aggregate> = self.aggregates().iter().flatten().copied().collect();
        let mut hasher = Hasher::new();
        hasher.update(b"ostrakon/v1/aggregate\n");
        hasher.update(self.id.as_bytes());
        hasher.update(close.as_bytes());
        hasher.update(&self.counted().to_be_bytes());
        hasher.update(&self.counted_weight().to_be_bytes());
        for aggregate in &aggregates {
            hasher.update(&aggregate.to_bytes());
        }
        let digest = hasher.finish();
        Some(Tally {
            close,
            digest,
            context: decryption_context(&self.id, &close, &digest),
            aggregates,
        })
    }

    /// POSIX time of the close line.
    #[must_use]
    pub fn closed_at(&self) -> Option<u64> {
        self.tallying.close.map(|close| close.time)
    }

    /// Hash of the close line.
    #[must_use]
    pub fn close_hash(&self) -> Option<&Hash> {
        self.tallying.close.as_ref().map(|close| &close.hash)
    }

    /// What each trustee announced to decrypt.
    #[must_use]
    pub const fn intents(&self) -> &BTreeMap<TrusteeIndex, Intent> {
        &self.tallying.intents
    }

    /// Trustees whose partial decryption is in the log and valid.
    pub fn valid_partials(&self) -> impl Iterator<Item = TrusteeIndex> {
        self.tallying
            .partials
            .iter()
            .filter(|(_, partial)| partial.valid)
            .map(|(index, _)| *index)
    }

    /// Whether any partial decryption is in the log, valid or not.
    #[must_use]
    pub fn has_partials(&self) -> bool {
        !self.tallying.partials.is_empty()
    }

    /// The published result.
    #[must_use]
    pub const fn published_result(&self) -> Option<&ResultBody> {
        self.tallying.result.as_ref()
    }

    /// Combines the first t valid partial decryptions and counts.
    ///
    /// # Errors
    /// If there are too few, voting is not closed, or a count is out of range.
    pub fn recompute_result(&self) -> Result<ResultBody, TallyError> {
        let needed = self.session.threshold.threshold();
        let trustees: Vec<TrusteeIndex> = self.valid_partials().take(usize::from(needed)).collect();
        let close = *self.close_hash().ok_or(TallyError::NotClosed)?;
        let elements = self.combine(&trustees)?;
        let bounds: Vec<u64> = self
            .manifest
            .contests
            .iter()
            .map(|contest| {
                self.counted_weight()
                    .saturating_mul(u64::from(contest.rule.bound()))
            })
            .collect();
        let logarithms = DiscreteLog::new(bounds.iter().copied().max().unwrap_or(0));
        let mut elements = elements.iter();
        let mut contests = Vec::new();
        for (contest, bound) in self.manifest.contests.iter().zip(bounds) {
            let mut count = |what: String, bound: u64| {
                let count = elements
                    .next()
                    .and_then(|element| logarithms.solve(element, bound));
                count.ok_or_else(|| TallyError::CountRange {
                    contest: contest.id.clone(),
                    what,
                    bound,
                })
            };
            let mut options = Vec::new();
            for option in &contest.options {
                options.push(OptionResult {
                    id: option.id.clone(),
                    count: count(the_option(&option.id), bound)?,
                });
            }
            let blank = contest.rule.blank();
            let blank = blank.then(|| count(BLANK_VOTES.to_owned(), self.counted_weight()));
            contests.push(ContestResult {
                id: contest.id.clone(),
                leading: leading(&options),
                options,
                blank: blank.transpose()?,
            });
        }
        Ok(ResultBody {
            close,
            ballots: self.counted(),
            weight: self.counted_weight(),
            trustees,
            contests,
        })
    }

    fn combine(&self, trustees: &[TrusteeIndex]) -> Result<Vec<Element>, TallyError> {
        let needed = self.session.threshold.threshold();
        let too_few = || TallyError::TooFew {
            found: trustees.len(),
            needed,
        };
        if trustees.len() < usize::from(needed) {
            return Err(too_few());
        }
        let partials: Vec<(TrusteeIndex, &PartialDecryption)> = trustees
            .iter()
            .filter_map(|index| Some((*index, &self.tallying.partials.get(index)?.decryption)))
            .collect();
        let tally = self.tally().ok_or(TallyError::NotClosed)?;
        decryption::combine(self.session.threshold, &partials, &tally.aggregates).map_err(|_| too_few())
    }

    fn minimum_met(&self, kind: Kind, found: &mut Vec<Violation>) -> bool {
        let met = self.phase != Phase::Withheld;
        if !met {
            let minimum = self.manifest.minimum_ballots;
            found.push(
                TallyError::UnderMinimum {
                    kind,
                    counted: self.counted(),
                    minimum,
                }
                .into(),
            );
        }
        met
    }

    pub(super) fn examine_intent(&self, index: TrusteeIndex, body: &Intent, found: &mut Vec<Violation>) {
        if !self.in_roster(Kind::Intent, index, found) || !self.minimum_met(Kind::Intent, found) {
            return;
        }
        let signer = Signer::Trustee(index);
        if self.tallying.intents.contains_key(&index) {
            found.push(
                PhaseError::Again {
                    kind: Kind::Intent,
                    signer,
                }
                .into(),
            );
        }
        if let Some(tally) = self.tally() {
            if body.close != tally.close {
                found.push(
                    TallyError::Close {
                        kind: Kind::Intent,
                        signer,
                    }
                    .into(),
                );
            } else if body.aggregate != tally.digest {
                found.push(TallyError::Aggregate { trustee: index }.into());
            }
        }
    }

    pub(super) fn absorb_intent(&mut self, index: TrusteeIndex, body: &Intent) {
        if self.session.threshold.contains(index) {
            self.tallying.intents.entry(index).or_insert_with(|| body.clone());
        }
        let agreeing = self
            .tallying
            .intents
            .values()
            .filter(|intent| *intent == body)
            .count();
        if self.phase == Phase::Intent && agreeing >= usize::from(self.session.threshold.threshold()) {
            self.phase = Phase::Decryption;
        }
    }

    fn check_partial(&self, index: TrusteeIndex, body: &PartialDecryptionBody) -> Result<(), TallyError> {
        let wrong = |reason: String| TallyError::Proof {
            trustee: index,
            reason,
        };
        let position = usize::from(index.get()).saturating_sub(1);
        let key = self
            .public_keys()
            .and_then(|keys| keys.verification.get(position));
        let key = key.ok_or_else(|| wrong("has no verification key".to_owned()))?;
        let tally = self.tally().ok_or(TallyError::NotClosed)?;
        let context = decryption_context(&self.id, &body.close, &body.aggregate);
        decryption::check(index, key, &context, &tally.aggregates, &body.partial())
            .map_err(|error| wrong(error.to_string()))
    }

    pub(super) fn examine_partial(
        &self,
        index: TrusteeIndex,
        body: &PartialDecryptionBody,
        found: &mut Vec<Violation>,
    ) {
        if !self.in_roster(Kind::PartialDecryption, index, found)
            || !self.minimum_met(Kind::PartialDecryption, found)
        {
            return;
        }
        let signer = Signer::Trustee(index);
        if self.tallying.partials.contains_key(&index) {
            found.push(
                PhaseError::Again {
                    kind: Kind::PartialDecryption,
                    signer,
                }
                .into(),
            );
        }
        let needed = self.session.threshold.threshold();
        if self.phase == Phase::Intent {
            found.push(
                TallyError::TooEarly {
                    trustee: index,
                    needed,
                }
                .into(),
            );
        } else {
            let announced = self.tallying.intents.get(&index);
            if announced.is_none_or(|intent| intent.close != body.close || intent.aggregate != body.aggregate)
            {
                found.push(TallyError::NotAnnounced { trustee: index }.into());
            }
        }
        found.extend(self.check_partial(index, body).err().map(Violation::from));
    }

    pub(super) fn absorb_partial(&mut self, index: TrusteeIndex, body: &PartialDecryptionBody) {
        let valid = self.check_partial(index, body).is_ok();
        if self.session.threshold.contains(index) {
            let partial = Partial {
                decryption: body.partial(),
                valid,
            };
            self.tallying.partials.entry(index).or_insert(partial);
        }
    }

    /// A result is compared step by step, and a step that fails ends those that could only repeat it.
    pub(super) fn examine_result(&self, body: &ResultBody, found: &mut Vec<Violation>) {
        if !self.minimum_met(Kind::Result, found) {
            return;
        }
        if Some(&body.close) != self.close_hash() {
            found.push(
                TallyError::Close {
                    kind: Kind::Result,
                    signer: Signer::Authority,
                }
                .into(),
            );
        }
        for (field, published, recomputed) in [
            ("ballots", body.ballots, self.counted()),
            ("weight", body.weight, self.counted_weight()),
        ] {
            if published != recomputed {
                found.push(
                    TallyError::Turnout {
                        field,
                        published,
                        recomputed,
                    }
                    .into(),
                );
            }
        }
        let recomputed = match self.recompute_result() {
            Ok(recomputed) => recomputed,
            Err(error) => return found.push(error.into()),
        };
        self.examine_combination(&body.trustees, &recomputed, found);
        self.examine_counts(body, &recomputed, found);
    }

    fn examine_combination(
        &self,
        named: &[TrusteeIndex],
        recomputed: &ResultBody,
        found: &mut Vec<Violation>,
    ) {
        let needed = self.session.threshold.threshold();
        let valid: Vec<TrusteeIndex> = self.valid_partials().collect();
        let ascending = named.windows(2).all(|pair| pair.first() < pair.last());
        let possible = named.len() == usize::from(needed)
            && ascending
            && named.iter().all(|index| valid.contains(index));
        if !possible {
            let named = named.iter().map(|index| index.get()).collect();
            found.push(TallyError::CombinedSet { named, needed }.into());
        }
        // Every further partial decryption takes the place of the last of the first t.
        let Ok(reference) = self.combine(&recomputed.trustees) else {
            return;
        };
        let kept = recomputed.trustees.len().saturating_sub(1);
        for trustee in valid.into_iter().skip(usize::from(needed)) {
            let mut set: Vec<TrusteeIndex> = recomputed.trustees.iter().take(kept).copied().collect();
            set.push(trustee);
            if self.combine(&set).ok().as_ref() != Some(&reference) {
                found.push(TallyError::Disagreement { trustee }.into());
            }
        }
    }

    fn examine_counts(&self, body: &ResultBody, recomputed: &ResultBody, found: &mut Vec<Violation>) {
        let listed = |result: &ResultBody| -> Vec<(String, Vec<String>, bool)> {
            let options =
                |contest: &ContestResult| contest.options.iter().map(|option| option.id.clone()).collect();
            result
                .contests
                .iter()
                .map(|contest| (contest.id.clone(), options(contest), contest.blank.is_some()))
                .collect()
        };
        if listed(body) != listed(recomputed) {
            return found.push(TallyError::Shape.into());
        }
        let before = found.len();
        for (contest, published) in self.manifest.contests.iter().zip(&body.contests) {
            let bound = self
                .counted_weight()
                .saturating_mul(u64::from(contest.rule.bound()));
            let options = published
                .options
                .iter()
                .map(|option| (the_option(&option.id), option.count, bound));
            let blank = published
                .blank
                .map(|count| (BLANK_VOTES.to_owned(), count, self.counted_weight()));
            for (what, _, bound) in options.chain(blank).filter(|(_, count, bound)| count > bound) {
                let contest = contest.id.clone();
                found.push(TallyError::CountRange { contest, what, bound }.into());
            }
        }
        if found.len() > before {
            return;
        }
        for (contest, published) in self.manifest.contests.iter().zip(&body.contests) {
            // A blank ballot has a sum of 0, every other one of lo to hi.
            let weight = self.counted_weight().saturating_sub(published.blank.unwrap_or(0));
            let sum = published
                .options
                .iter()
                .fold(0u64, |sum, option| sum.saturating_add(option.count));
            let allowed = contest.rule.sum().is_none_or(|limit| {
                let times = |number: u32| weight.saturating_mul(u64::from(number));
                (times(limit.minimum)..=times(limit.maximum)).contains(&sum)
            });
            if !allowed {
                found.push(
                    TallyError::Rule {
                        contest: contest.id.clone(),
                        sum,
                        weight,
                    }
                    .into(),
                );
            }
            let computed = leading(&published.options);
            if published.leading != computed {
                found.push(
                    TallyError::Leading {
                        contest: contest.id.clone(),
                        published: published.leading.clone(),
                        recomputed: computed,
                    }
                    .into(),
                );
            }
        }
        if found.len() > before {
            return;
        }
        for (published, recomputed) in body.contests.iter().zip(&recomputed.contests) {
            let options = published.options.iter().zip(&recomputed.options);
            let options = options.map(|(option, truth)| (the_option(&option.id), option.count, truth.count));
            let blank = published.blank.zip(recomputed.blank);
            let blank = blank.map(|(count, truth)| (BLANK_VOTES.to_owned(), count, truth));
            for (what, published_count, truth) in options.chain(blank) {
                if published_count != truth {
                    found.push(
                        TallyError::Count {
                            contest: published.id.clone(),
                            what,
                            published: published_count,
                            recomputed: truth,
                        }
                        .into(),
                    );
                }
            }
        }
    }

    pub(super) fn absorb_result(&mut self, body: &ResultBody) {
        self.tallying.result = Some(body.clone());
        self.phase = Phase::Finished;
    }
}

const BLANK_VOTES: &str = "blank votes";

fn the_option(id: &str) -> String {
    format!("option {id:?}")
}

/// Ids of the options with the highest count; none if all are 0.
fn leading(options: &[OptionResult]) -> Vec<String> {
    let most = options.iter().map(|option| option.count).max().unwrap_or(0);
    options
        .iter()
        .filter(|option| most > 0 && option.count == most)
        .map(|option| option.id.clone())
        .collect()
}
