//! What is voted on, and who votes how.

use super::witness::Witness;
use crate::failure::Failure;
use admin_cli::pabulib::{self, PabulibElection};
use anyhow::Result;
use ostrakon_record::manifest::{Contest, Manifest, Rule, SumLimit};
use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore, SeedableRng as _};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

const TOWN: &str = include_str!("town.toml");
/// So that the made-up voters vote the same way each time.
const SEED: u64 = 399;
/// Every so many made-up voters, one changes their mind and votes again.
const FICKLE: usize = 10;
/// Every so many made-up voters, one leaves a contest blank where that is possible.
const UNDECIDED: usize = 9;
/// Every so many made-up voters, one speaks for a family: their ballot counts more.
const FAMILY: usize = 6;
/// How much such a ballot counts.
const FAMILY_WEIGHT: u32 = 3;
/// Below this, nobody's ballot is decrypted, unless the town is smaller.
const MINIMUM_BALLOTS: u32 = 10;

/// Witnesses of the made-up town's log, and how many of them must have seen a checkpoint.
pub(crate) const WITNESSES: usize = 3;
const QUORUM: usize = 2;

/// A ballot's values by contest, then option.
pub(crate) type Choices = Vec<Vec<u32>>;

/// An election to be held.
#[derive(Debug)]
pub(crate) enum Scenario {
    /// Made up.
    Town {
        /// How many voters.
        voters: u32,
    },
    /// Replayed.
    Pabulib {
        /// The file.
        file: PathBuf,
        /// What it says.
        election: Box<PabulibElection>,
    },
}

impl Scenario {
    /// The made-up town.
    pub(crate) const fn town(voters: u32) -> Self {
        Self::Town { voters }
    }

    /// A real election.
    ///
    /// # Errors
    /// If the file cannot be read, or its votes do not add up to its published counts.
    pub(crate) fn pabulib(file: &Path) -> Result<Self> {
        let election = pabulib::read(file).map_err(Failure::from)?;
        Ok(Self::Pabulib {
            file: std::path::absolute(file)?,
            election: Box::new(election),
        })
    }

    /// What it is called.
    pub(crate) fn title(&self) -> &str {
        match self {
            Self::Town { .. } => "A made-up town",
            Self::Pabulib { election, .. } => election.title.pick("en"),
        }
    }

    /// How many voters there are.
    pub(crate) fn voters(&self) -> usize {
        match self {
            Self::Town { voters } => usize::try_from(*voters).unwrap_or(usize::MAX),
            Self::Pabulib { election, .. } => election.votes.len(),
        }
    }

    /// How much the ballot of a voter, numbered from 1, counts.
    pub(crate) const fn weight(&self, voter: usize) -> u32 {
        match self {
            Self::Town { .. } if voter.is_multiple_of(FAMILY) => FAMILY_WEIGHT,
            Self::Town { .. } | Self::Pabulib { .. } => 1,
        }
    }

    /// The file to replay, if it is a replay.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Self::Town { .. } => None,
            Self::Pabulib { file, .. } => Some(file),
        }
    }

    /// The made-up town's definition, for voting from `opens` on, POSIX seconds.
    pub(crate) fn definition(&self, opens: u64, trustees: &[PathBuf], witnesses: &[Witness]) -> String {
        let voters = u32::try_from(self.voters()).unwrap_or(u32::MAX);
        let minimum = MINIMUM_BALLOTS.min(voters).max(3);
        let trustees: Vec<String> = trustees
            .iter()
            // A string of TOML and one of Rust have the same escapes for what a path contains.
            .map(|file| format!("{:?}", file.display().to_string()))
            .collect();
        let mut tables = String::new();
        for Witness { vkey, address, .. } in witnesses {
            // Writing to a string does not fail.
            let _ = write!(tables, "\n[[witness]]\nvkey = {vkey:?}\naddress = {address:?}\n");
        }
        format!(
            "opens = {}\ncloses = {}\nminimum_ballots = {minimum}\nthreshold = 2\nquorum = {QUORUM}\n\
             trustees = [{}]\n\n{TOWN}{tables}",
            date(opens),
            date(opens.saturating_add(86_400)),
            trustees.join(", ")
        )
    }

    /// Every voter's ballots, in order; the last one counts.
    pub(crate) fn ballots(&self, manifest: &Manifest) -> Vec<Vec<Choices>> {
        match self {
            Self::Pabulib { election, .. } => election
                .votes
                .iter()
                .map(|values| vec![vec![values.clone()]])
                .collect(),
            Self::Town { .. } => {
                let mut rng = ChaCha8Rng::seed_from_u64(SEED);
                (1..=self.voters())
                    .map(|voter| {
                        let ballots = if voter % FICKLE == 0 { 2 } else { 1 };
                        (0..ballots)
                            .map(|_| {
                                manifest
                                    .contests
                                    .iter()
                                    .map(|contest| match voter % UNDECIDED {
                                        0 if contest.rule.blank() => leave_blank(contest),
                                        _ => choose(contest, &mut rng),
                                    })
                                    .collect()
                            })
                            .collect()
                    })
                    .collect()
            }
        }
    }

    /// The counts that were published elsewhere, by contest, then option.
    pub(crate) fn published(&self) -> Option<Vec<Vec<u64>>> {
        match self {
            Self::Town { .. } => None,
            Self::Pabulib { election, .. } => Some(vec![election.published.clone()]),
        }
    }
}

/// The values of a blank vote: none of the options, but the one that stands after them.
fn leave_blank(contest: &Contest) -> Vec<u32> {
    let mut values = vec![0; contest.options.len()];
    values.push(1);
    values
}

/// Makes up one voter's choice, within the contest's rule.
fn choose(contest: &Contest, rng: &mut ChaCha8Rng) -> Vec<u32> {
    let mut values = match contest.rule {
        Rule::Allocate { bound, sum } => allocate(contest.options.len(), bound, sum, rng),
        Rule::Choose { .. } | Rule::Score { .. } => mark(contest, rng),
    };
    if contest.rule.blank() {
        values.push(0);
    }
    values
}

/// Gives each option a part of what the options before it have left, then more to the first ones if that is too little
/// in all.
fn allocate(options: usize, bound: u32, sum: SumLimit, rng: &mut ChaCha8Rng) -> Vec<u32> {
    let mut left = sum.maximum;
    let mut amounts: Vec<u32> = (0..options)
        .map(|_| {
            let amount = below(rng, bound.min(left).saturating_add(1));
            left = left.saturating_sub(amount);
            amount
        })
        .collect();
    let mut missing = sum.minimum.saturating_sub(sum.maximum.saturating_sub(left));
    for amount in &mut amounts {
        let more = missing.min(bound.saturating_sub(*amount));
        *amount = amount.saturating_add(more);
        missing = missing.saturating_sub(more);
    }
    amounts
}

/// Gives options one mark or point after the other; the first options are the most popular.
fn mark(contest: &Contest, rng: &mut ChaCha8Rng) -> Vec<u32> {
    let options = contest.options.len();
    let mut values = vec![0; options];
    let bound = contest.rule.bound();
    let SumLimit { minimum, maximum } = contest.rule.sum().unwrap_or(SumLimit {
        minimum: 0,
        maximum: bound.saturating_mul(u32::try_from(options).unwrap_or(u32::MAX)),
    });
    let least = match contest.rule {
        // Voters with points to give away rarely keep most of them.
        Rule::Score { .. } => minimum.max(maximum / 2),
        Rule::Choose { .. } | Rule::Allocate { .. } => minimum,
    };
    let sum = least.saturating_add(below(rng, maximum.saturating_sub(least).saturating_add(1)));
    for _ in 0..sum {
        // The smaller of two draws: a slope that people would call a clear result.
        let free: Vec<usize> = (0..options)
            .filter(|option| values.get(*option).is_some_and(|value| *value < bound))
            .collect();
        let count = u32::try_from(free.len()).unwrap_or(u32::MAX);
        let pick = below(rng, count).min(below(rng, count));
        let place = usize::try_from(pick).ok().and_then(|pick| free.get(pick));
        if let Some(value) = place.and_then(|place| values.get_mut(*place)) {
            *value = value.saturating_add(1);
        }
    }
    values
}

fn below(rng: &mut ChaCha8Rng, limit: u32) -> u32 {
    rng.next_u32().checked_rem(limit).unwrap_or(0)
}

/// POSIX seconds as a date of TOML, in UTC.
fn date(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Eras of 400 years that begin on 1 March, as in Howard Hinnant's "chrono-compatible low-level date algorithms".
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 {
        (era * 400 + year_of_era, month + 3)
    } else {
        (era * 400 + year_of_era + 1, month - 9)
    };
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_record::{manifest::ContestOption, text::Text};

    fn contest(rule: Rule, options: usize) -> Contest {
        let options =
            (0..options).map(|option| ContestOption::new(&option.to_string(), Text::single("en", "o")));
        Contest::new("c", Text::single("en", "c"), rule, options.collect())
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(date(0), "1970-01-01T00:00:00+00:00");
        assert_eq!(date(951_827_696), "2000-02-29T12:34:56+00:00");
        assert_eq!(date(1_798_761_599), "2026-12-31T23:59:59+00:00");
        assert_eq!(date(4_107_542_400), "2100-03-01T00:00:00+00:00");
    }

    #[test]
    fn made_up_choices_keep_to_the_rule_and_use_all_of_it() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let limits = SumLimit {
            minimum: 2,
            maximum: 6,
        };
        for (rule, options) in [
            (
                Rule::Choose {
                    minimum: 0,
                    maximum: 3,
                    blank: true,
                },
                4,
            ),
            (
                Rule::Score {
                    bound: 2,
                    sum: Some(limits),
                    blank: false,
                },
                4,
            ),
            (
                Rule::Score {
                    bound: 5,
                    sum: None,
                    blank: false,
                },
                3,
            ),
            (
                Rule::Allocate {
                    bound: 700,
                    sum: SumLimit {
                        minimum: 1_300,
                        maximum: 2_000,
                    },
                },
                4,
            ),
            (
                Rule::Allocate {
                    bound: u32::MAX,
                    sum: SumLimit {
                        minimum: u32::MAX,
                        maximum: u32::MAX,
                    },
                },
                2,
            ),
        ] {
            let contest = contest(rule, options);
            let mut used = vec![false; options];
            for _ in 0..500 {
                let values = choose(&contest, &mut rng);
                assert_eq!(values.len(), contest.values());
                let (chosen, blank) = values.split_at(options);
                assert!(chosen.iter().all(|value| *value <= rule.bound()), "{values:?}");
                let sum: u32 = chosen.iter().sum();
                assert!(blank.iter().all(|value| *value == 0), "{values:?}");
                if let Some(limit) = rule.sum() {
                    assert!((limit.minimum..=limit.maximum).contains(&sum), "{values:?}");
                }
                for (used, value) in used.iter_mut().zip(chosen) {
                    *used |= *value > 0;
                }
            }
            assert!(used.iter().all(|used| *used), "{rule:?}");
        }
    }
}
