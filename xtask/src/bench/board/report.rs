//! The figures: one row for each load, as a table and as JSON.

use super::{curve::Point, load::Posted, usage::Cpu};
use crate::say;
use serde::Serialize;

/// Statuses that ask to try again later.
const REFUSED: [u16; 2] = [429, 503];

/// What one load showed.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    /// Ballots posted in a second; none for as many as the board took.
    pub(super) offered: Option<f64>,
    /// New lines of the log.
    pub(super) accepted: u32,
    /// Answers that ask to try again later.
    pub(super) refused: u32,
    /// Any other answer, or none.
    pub(super) failed: u32,
    /// From the first post to the last answer.
    pub(super) seconds: f64,
    /// Accepted ballots in a second.
    pub(super) per_second: f64,
    /// Seconds from when a ballot that was accepted should have been posted to its receipt.
    pub(super) p50: f64,
    pub(super) p95: f64,
    pub(super) p99: f64,
    /// Seconds of CPU time, of its database server, too.
    pub(super) server: Cpu,
    /// Seconds of CPU time, of all of them.
    pub(super) clients: f64,
    /// Megabytes of the server: before, and at most.
    pub(super) memory: (f64, f64),
    /// Ballots accepted in a second of the server's CPU time, over those that pure verification verifies in one.
    pub(super) of_pure: f64,
}

impl Row {
    /// `pure`: ballots that pure verification verifies in a second of CPU time.
    pub(super) fn of(offered: Option<f64>, posted: &Posted, pure: f64) -> Self {
        let mut latencies = Vec::new();
        let (mut accepted, mut refused, mut failed) = (0, 0, 0);
        for answer in posted.outcomes.iter().flat_map(|outcome| &outcome.answers) {
            match answer.status {
                201 => {
                    accepted += 1;
                    latencies.push(answer.latency);
                }
                status if REFUSED.contains(&status) => refused += 1,
                _ => failed += 1,
            }
        }
        latencies.sort_unstable_by(f64::total_cmp);
        let seconds = posted.outcomes.iter().map(|outcome| outcome.seconds);
        let seconds = seconds.fold(0.0, f64::max);
        let count = f64::from(accepted);
        Self {
            offered,
            accepted,
            refused,
            failed,
            seconds,
            per_second: count / seconds,
            p50: quantile(&latencies, 500),
            p95: quantile(&latencies, 950),
            p99: quantile(&latencies, 990),
            server: posted.server,
            clients: posted.outcomes.iter().map(|outcome| outcome.cpu).sum(),
            memory: posted.memory,
            of_pure: count / posted.server.total / pure,
        }
    }

    /// Of the curve.
    pub(super) fn point(&self) -> Point {
        Point {
            per_second: self.per_second,
            latencies: [self.p50, self.p95, self.p99],
        }
    }

    fn print(&self) {
        let part = |seconds: f64| format!("{:.0} %", 100.0 * seconds / self.server.total);
        let offered = self
            .offered
            .map_or_else(|| "most".to_owned(), |rate| format!("{rate:.0}"));
        say::data(format_args!(
            "{:>8} {:>9.0} {:>8} {:>7} {:>7.1} {:>7.1} {:>7.1} {:>7.2} {:>7.2} {:>7} {:>7} {:>7} {:>7.0} {:>7.0} %",
            offered,
            self.per_second,
            self.refused,
            self.failed,
            1e3 * self.p50,
            1e3 * self.p95,
            1e3 * self.p99,
            self.server.total / self.seconds,
            self.clients / self.seconds,
            part(self.server.verification),
            part(self.server.database),
            part(self.server.rest()),
            self.memory.1,
            100.0 * self.of_pure,
        ));
    }
}

/// Everything that a run has found.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) commit: Option<String>,
    pub(super) database: &'static str,
    pub(super) ballots: usize,
    pub(super) options: usize,
    /// Ballots that pure verification verifies in a second of CPU time, before and after the measurements.
    pub(super) pure: (f64, f64),
    /// Processes that wanted to run, before and after.
    pub(super) load: (Option<f64>, Option<f64>),
    /// As many as the board took, then rising rates.
    pub(super) rows: Vec<Row>,
    pub(super) reading: Reading,
    /// Acknowledged ballots, each of which was in the log.
    pub(super) found: u64,
}

/// Exports of the whole log while ballots were posted at half the most.
#[derive(Debug, Serialize)]
pub(super) struct Reading {
    pub(super) exports: u32,
    /// Megabytes in a second of exporting.
    pub(super) megabytes_per_second: f64,
    /// The posts meanwhile.
    pub(super) posts: Row,
}

impl Report {
    pub(super) fn print(&self) {
        say::data(format_args!(
            "{:>8} {:>9} {:>8} {:>7} {:^23} {:^15} {:^23} {:>7} {:>9}",
            "posted",
            "accepted",
            "refused",
            "failed",
            "latency, ms",
            "processors",
            "server's time",
            "memory",
            "of pure"
        ));
        say::data(format_args!(
            "{:>8} {:>9} {:>8} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7} {:>9}",
            "per s",
            "per s",
            "",
            "",
            "p50",
            "p95",
            "p99",
            "server",
            "clients",
            "proofs",
            "commits",
            "rest",
            "MB",
            ""
        ));
        for row in &self.rows {
            row.print();
        }
        say::data("while the log was exported:");
        self.reading.posts.print();
        say::data(format_args!(
            "exports: {} of the whole log, {:.0} MB/s (target 200)",
            self.reading.exports, self.reading.megabytes_per_second
        ));
        say::data(format_args!(
            "pure verification: {:.0} ballots in a second of CPU time before, {:.0} after",
            self.pure.0, self.pure.1
        ));
        if let Some(most) = self.rows.first() {
            say::data(format_args!(
                "the board at its most: {:.0} % of that (target 70)",
                100.0 * most.of_pure
            ));
        }
        say::data(format_args!(
            "acknowledged: {} ballots, all of them in the log",
            self.found
        ));
        let load = |load: Option<f64>| load.map_or_else(|| "?".to_owned(), |load| format!("{load:.1}"));
        say::data(format_args!(
            "{}; {} options; load of the machine {} before, {} after; commit {}",
            self.database,
            self.options,
            load(self.load.0),
            load(self.load.1),
            self.commit.as_deref().unwrap_or("unknown")
        ));
    }
}

/// The least value that so many of a thousand are not above; of sorted values.
fn quantile(sorted: &[f64], of_thousand: usize) -> f64 {
    let place = (sorted.len() * of_thousand).div_ceil(1_000).saturating_sub(1);
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_occurred() {
        let values: Vec<f64> = (1..=200).map(f64::from).collect();
        let found = [500, 950, 990, 1_000].map(|part| quantile(&values, part).to_string());
        assert_eq!(found, ["100", "190", "198", "200"]);
        assert_eq!(quantile(&[7.0], 500).to_string(), "7");
        assert!(quantile(&[], 500).is_nan());
    }
}
