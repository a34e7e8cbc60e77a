//! The result: combined, counted, and compared with the published one (docs/record.md §4).

use super::{Election, Phase, TallyError, Violation};
use crate::{
    body::{ContestResult, OptionResult, ResultBody},
    entry::{Kind, Signer},
};
use ostrakon_crypto::{
    decryption::{self, DiscreteLog, PartialDecryption},
    group::Element,
    index::TrusteeIndex,
};

impl Election {
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
        let partials: Vec<(TrusteeIndex, &PartialDecryption)> = trustees
            .iter()
            .filter_map(|index| Some((*index, &self.tallying.partials.get(index)?.decryption)))
            .collect();
        let tally = self.tally().ok_or(TallyError::NotClosed)?;
        let threshold = self.session.threshold;
        decryption::combine(threshold, &partials, &tally.aggregates).map_err(|_| TallyError::TooFew {
            found: trustees.len(),
            needed: threshold.threshold(),
        })
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
