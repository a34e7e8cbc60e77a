//! How many had voted by which time. Lines have no times: the witnesses' cosignatures do.

use crate::store::{Store, StoreError, StoredCosignature};
use bulletin_board_client::api::TurnoutPoint;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::{Election, Phase},
    tlog::note::NoteSignature,
};
use std::collections::BTreeMap;
use tokio::sync::Mutex;

/// Counts that are remembered; beyond that, every other one is forgotten.
const COUNTS: usize = 128;

/// How many had voted when the log had so many lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    entries: u64,
    ballots: u64,
    counted: u64,
}

/// How the number of ballots grew with the log.
#[derive(Debug)]
pub(crate) struct Growth {
    /// Each a multiple of `step` ballots, ascending.
    counts: Vec<Count>,
    step: u64,
    latest: Option<Count>,
}

impl Growth {
    /// Before voting.
    pub(crate) const NOTHING: Self = Self {
        counts: Vec::new(),
        step: 1,
        latest: None,
    };

    /// Looks at an election after each of its lines.
    pub(crate) fn follow(&mut self, election: &Election) {
        if election.phase() != Phase::Voting {
            return;
        }
        self.count(Count {
            entries: election.entries(),
            ballots: election.ballots(),
            counted: election.counted(),
        });
    }

    fn count(&mut self, count: Count) {
        if self.latest.is_some_and(|latest| latest.ballots == count.ballots) {
            return;
        }
        self.latest = Some(count);
        if !count.ballots.is_multiple_of(self.step) {
            return;
        }
        self.counts.push(count);
        if self.counts.len() > COUNTS {
            self.step = self.step.saturating_mul(2);
            let step = self.step;
            self.counts.retain(|count| count.ballots.is_multiple_of(step));
        }
    }

    /// From the opening to the last ballot.
    pub(crate) fn counts(&self) -> Vec<Count> {
        let mut counts = self.counts.clone();
        counts.extend(self.latest.filter(|latest| counts.last() != Some(latest)));
        counts
    }
}

/// When lines were first cosigned, by number of lines: what was read stays so.
#[derive(Debug, Default)]
pub(crate) struct Times(Mutex<BTreeMap<u64, u64>>);

impl Times {
    /// The counts that witnesses have cosigned, each with the time of that.
    pub(crate) async fn of(
        &self,
        counts: &[Count],
        election: &Hash,
        store: &Store,
    ) -> Result<Vec<TurnoutPoint>, StoreError> {
        // Held while reading: whoever asks meanwhile finds what was read.
        let mut known = self.0.lock().await;
        let mut times = BTreeMap::new();
        let mut points: Vec<TurnoutPoint> = Vec::with_capacity(counts.len());
        for count in counts {
            let time = match known.get(&count.entries) {
                Some(time) => Some(*time),
                None => middle(&store.first_cosignatures(election, count.entries).await?),
            };
            // What comes later is not cosigned, either.
            let Some(time) = time else { break };
            times.insert(count.entries, time);
            // Clocks differ.
            let before = points.last().map_or(0, |point| point.time);
            points.push(TurnoutPoint {
                time: time.max(before),
                entries: count.entries,
                ballots: count.ballots,
                counted: count.counted,
            });
        }
        *known = times;
        Ok(points)
    }
}

/// The time that the middle one of these cosignatures says, whatever a single clock says.
fn middle(cosignatures: &[StoredCosignature]) -> Option<u64> {
    let mut times: Vec<u64> = cosignatures
        .iter()
        .filter_map(|cosignature| {
            let signature: NoteSignature = format!("{}\n", cosignature.line).parse().ok()?;
            let (time, _) = signature.as_bytes().split_first_chunk()?;
            Some(u64::from_be_bytes(*time))
        })
        .collect();
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(ballots: u64) -> Count {
        Count {
            entries: 10 + 2 * ballots,
            ballots,
            counted: ballots / 2,
        }
    }

    #[test]
    fn counts_are_few_even_and_complete_at_both_ends() {
        let mut growth = Growth::NOTHING;
        assert_eq!(growth.counts(), []);
        for ballots in 0..=100_000 {
            growth.count(count(ballots));
            // A line that is no ballot.
            growth.count(Count {
                entries: 11 + 2 * ballots,
                ..count(ballots)
            });
            let counts = growth.counts();
            assert!(counts.len() <= COUNTS + 1);
            assert_eq!(counts.first(), Some(&count(0)));
            assert_eq!(counts.last(), Some(&count(ballots)));
        }
        let counts = growth.counts();
        assert!(counts.len() > COUNTS / 4);
        let steps = counts.windows(2).map(|pair| pair[1].ballots - pair[0].ballots);
        assert!(steps.rev().skip(1).all(|step| step == growth.step));
    }

    #[test]
    fn one_wrong_clock_does_not_count() {
        let said = |time: u64| {
            let bytes = [&[1; 4][..], &time.to_be_bytes(), &[7; 64]].concat();
            StoredCosignature {
                size: 1,
                name: "w".to_owned(),
                key_id: [1; 4],
                line: format!("— w {}", data_encoding::BASE64.encode(&bytes)),
            }
        };
        assert_eq!(middle(&[]), None);
        assert_eq!(middle(&[said(5)]), Some(5));
        assert_eq!(middle(&[said(1_000), said(7), said(999)]), Some(999));
    }
}
