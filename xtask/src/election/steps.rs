//! Each step with its time.

use crate::say;
use anyhow::{Context as _, Result};
use indicatif::ProgressBar;
use std::time::{Duration, Instant};

/// Names steps, shows the one that runs, and tells how long it took.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    total: Duration,
}

impl Steps {
    /// How long all steps took; not what lay between them.
    pub(crate) const fn total(&self) -> Duration {
        self.total
    }

    /// Runs a step. Its value comes with words about what came out of it.
    ///
    /// # Errors
    /// The step's, with its name.
    pub(crate) async fn step<T>(
        &mut self,
        name: &str,
        work: impl Future<Output = Result<(T, String)>>,
    ) -> Result<T> {
        let start = Instant::now();
        // Only seen on a terminal.
        let spinner = ProgressBar::new_spinner().with_message(name.to_owned());
        spinner.enable_steady_tick(Duration::from_millis(100));
        let result = work.await;
        spinner.finish_and_clear();
        let time = start.elapsed();
        let (value, remark) = result.with_context(|| name.to_owned())?;
        say::note(format_args!("{:>8.2} s  {name:<42} {remark}", time.as_secs_f64()));
        self.total = self.total.saturating_add(time);
        Ok(value)
    }
}
