//! How a log grew: a bounded number of points for a picture.

use serde::{Deserialize, Serialize};

/// Most points that are kept.
const LIMIT: usize = 256;

/// The ballots among a log's first lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Growth {
    /// Number of lines.
    pub lines: u64,
    /// Number of ballots among them.
    pub ballots: u64,
    /// Number of credentials that cast one of them.
    pub voters: u64,
}

/// When witnesses first saw that many lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Number of lines.
    pub lines: u64,
    /// The earliest cosignature of their checkpoint, in POSIX seconds by the witness's clock.
    pub time: u64,
}

/// Some of a series' points, evenly spread over it.
#[derive(Clone, Debug)]
pub(super) struct Thinned<T> {
    points: Vec<T>,
    every: u64,
    seen: u64,
}

impl<T> Default for Thinned<T> {
    fn default() -> Self {
        Self {
            points: Vec::new(),
            every: 1,
            seen: 0,
        }
    }
}

impl<T> Thinned<T> {
    /// Takes the next point, which is made only if it is kept.
    pub(super) fn push(&mut self, point: impl FnOnce() -> T) {
        if self.seen.is_multiple_of(self.every) {
            self.points.push(point());
        }
        self.seen = self.seen.saturating_add(1);
        if self.points.len() >= LIMIT {
            let mut keep = false;
            self.points.retain(|_| {
                keep = !keep;
                keep
            });
            self.every = self.every.saturating_mul(2);
        }
    }

    pub(super) fn points(&self) -> &[T] {
        &self.points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stay_few_and_evenly_spread() {
        let mut series = Thinned::default();
        for number in 0..100_000u64 {
            series.push(|| number);
            assert!(series.points().len() < LIMIT);
        }
        let points = series.points();
        assert!(points.len() >= LIMIT / 2 - 1, "{}", points.len());
        let step = points[1] - points[0];
        assert!(points.windows(2).all(|pair| pair[1] - pair[0] == step));
        assert_eq!(points[0], 0);
    }
}
