//! How far a log's checkpoints and witnesses are behind it, for those who watch over them.

use crate::publication::{Publication, size_of};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Lines that come within this time are taken as one step.
const STEP: Duration = Duration::from_secs(1);
/// Steps that are remembered; beyond that, two become one.
const STEPS: usize = 4_096;

/// How far checkpoints and witnesses are.
pub(crate) struct Standing {
    pub(crate) newest: Reached,
    /// The newest one that has the quorum.
    pub(crate) witnessed: Reached,
    /// Since the newest one was published; none before there is one.
    pub(crate) age: Option<Duration>,
    /// By their names in the policy.
    pub(crate) witnesses: Vec<(String, Option<Cosigned>)>,
}

/// How far checkpoints are.
pub(crate) struct Reached {
    /// Lines that they cover.
    pub(crate) lines: u64,
    /// How long the oldest line waits that they do not cover; zero if there is none.
    pub(crate) behind: Duration,
}

/// What a witness cosigned last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cosigned {
    /// Lines of the checkpoint.
    pub(crate) lines: u64,
    /// POSIX seconds, by the witness's clock.
    pub(crate) time: u64,
}

impl Standing {
    /// As things are at this time.
    pub(crate) fn of(publication: &Publication, now: Instant) -> Self {
        let published = publication.published();
        let watch = publication.watch();
        let reached = |lines| Reached {
            lines,
            behind: watch.wait(lines, now),
        };
        Self {
            newest: reached(published.size()),
            witnessed: reached(size_of(published.witnessed.as_ref())),
            age: watch.published().map(|time| now.saturating_duration_since(time)),
            witnesses: publication
                .policy()
                .witnesses()
                .iter()
                .map(|witness| (witness.name.clone(), watch.cosigned(&witness.name)))
                .collect(),
        }
    }
}

/// Remembers when lines, checkpoints and cosignatures came.
#[derive(Debug, Default)]
pub(crate) struct Watch(Mutex<Memory>);

#[derive(Debug, Default)]
struct Memory {
    /// Size of the log after each step, and the step's first moment.
    steps: VecDeque<(u64, Instant)>,
    /// When the newest checkpoint came.
    published: Option<Instant>,
    cosigned: BTreeMap<String, Cosigned>,
}

impl Watch {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The log has so many lines by now.
    pub(crate) fn grow(&self, size: u64, now: Instant) {
        let steps = &mut self.memory().steps;
        match steps.back_mut() {
            Some((last, _)) if *last >= size => {}
            Some((last, time)) if now.saturating_duration_since(*time) < STEP => *last = size,
            _ => steps.push_back((size, now)),
        }
        if steps.len() > STEPS {
            let pairs = steps.make_contiguous().chunks(2);
            *steps = pairs
                .filter_map(|pair| Some((pair.last()?.0, pair.first()?.1)))
                .collect();
        }
    }

    /// A checkpoint came.
    pub(crate) fn publish(&self, now: Instant) {
        self.memory().published = Some(now);
    }

    /// So many lines have a checkpoint with the quorum: when they came does not matter any more.
    pub(crate) fn settle(&self, size: u64) {
        let steps = &mut self.memory().steps;
        while steps.front().is_some_and(|(last, _)| *last <= size) {
            steps.pop_front();
        }
    }

    /// A witness has cosigned.
    pub(crate) fn cosign(&self, witness: &str, cosigned: Cosigned) {
        self.memory().cosigned.insert(witness.to_owned(), cosigned);
    }

    fn published(&self) -> Option<Instant> {
        self.memory().published
    }

    /// What a witness cosigned last.
    pub(crate) fn cosigned(&self, witness: &str) -> Option<Cosigned> {
        self.memory().cosigned.get(witness).copied()
    }

    /// How long the oldest line waits that is not among the first `covered`.
    fn wait(&self, covered: u64, now: Instant) -> Duration {
        let memory = self.memory();
        let oldest = memory.steps.iter().find(|(last, _)| *last > covered);
        oldest.map_or(Duration::ZERO, |(_, time)| now.saturating_duration_since(*time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(number: u64) -> Duration {
        Duration::from_secs(number)
    }

    #[test]
    fn the_oldest_line_that_is_not_covered_counts() {
        let watch = Watch::default();
        let start = Instant::now();
        assert_eq!(watch.wait(0, start), Duration::ZERO);
        for (size, time) in [(3, 0), (5, 10), (9, 20)] {
            watch.grow(size, start + seconds(time));
        }
        watch.grow(11, start + seconds(20) + STEP / 2);
        let now = start + seconds(30);
        for (covered, wait) in [(0, 30), (2, 30), (3, 20), (5, 10), (10, 10), (11, 0)] {
            assert_eq!(watch.wait(covered, now), seconds(wait), "{covered}");
        }
        watch.settle(5);
        assert_eq!(watch.wait(0, now), seconds(10), "what is settled is forgotten");
    }

    #[test]
    fn memory_is_bounded_and_nothing_seems_younger_than_it_is() {
        let watch = Watch::default();
        let start = Instant::now();
        let lines = 100_000;
        for line in 1..=lines {
            watch.grow(line, start + STEP * u32::try_from(line).unwrap());
        }
        assert!(watch.memory().steps.len() <= STEPS);
        let now = start + STEP * u32::try_from(lines).unwrap();
        for covered in [0, 1, 77, 50_000, 99_999] {
            let wait = watch.wait(covered, now);
            assert!(wait >= seconds(lines - covered - 1), "{covered}: {wait:?}");
        }
        assert_eq!(watch.wait(lines, now), Duration::ZERO);
    }
}
