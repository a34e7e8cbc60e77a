//! What a board tells Prometheus.

/// The value of a series, named with its labels if it has any.
///
/// # Panics
/// If there is none.
#[must_use]
pub fn value(metrics: &str, series: &str) -> f64 {
    let line = metrics
        .lines()
        .find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {series} in {metrics}"))
        .parse()
        .unwrap()
}
