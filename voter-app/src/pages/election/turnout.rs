//! How many had voted by which time, as a plot and as a table.

use crate::{
    text::{self, say},
    words::{Moment, words},
};
use bulletin_board_client::api::TurnoutPoint;
use core::fmt::Write as _;
use leptos::prelude::*;

/// Size of the plot, in units of its own.
const WIDTH: u64 = 1_000;
const HEIGHT: u64 = 260;
/// Rows of the table.
const ROWS: usize = 8;

#[component]
pub(super) fn Turnout(
    /// Ascending.
    points: Vec<TurnoutPoint>,
    /// On the roll.
    voters: u64,
    /// Whether witnesses are asked, whose clocks tell the times.
    watched: bool,
) -> impl IntoView {
    let (Some(first), Some(last)) = (points.first().copied(), points.last().copied()) else {
        return (!watched && voters > 0)
            .then(|| view! { <p class="small">{say!("turnout-unknown")}</p> })
            .into_any();
    };
    let area = area(&points, voters);
    let from = Moment(first.time);
    let to = Moment(last.time);
    let label = words!(
        "turnout-plot",
        voted = last.counted,
        voters = voters,
        from = from,
        to = to
    );
    let step = points.len().div_ceil(ROWS).max(1);
    // The last row is the last point.
    let rows = points
        .iter()
        .rev()
        .step_by(step)
        .rev()
        .map(|point| {
            let (time, counted, ballots) = (Moment(point.time), point.counted, point.ballots);
            view! {
                <tr>
                    <th scope="row">{say!("turnout-time", time = time)}</th>
                    <td class="count">{move || text::number(counted)}</td>
                    <td class="count">{move || text::number(ballots)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h2>{say!("turnout")}</h2>
        <figure class="turnout">
            <svg role="img" aria-label=text::signal(label) viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none">
                <path class="area" d=format!("{area}V{HEIGHT}H0Z")/>
                <path class="line" d=area/>
            </svg>
            <figcaption class="small">
                <span>{say!("turnout-time", time = from)}</span> <span>{say!("turnout-time", time = to)}</span>
            </figcaption>
        </figure>
        <details>
            <summary>{say!("turnout-table")}</summary>
            <table class="numbers">
                <thead>
                    <tr>
                        <th scope="col">{say!("turnout-by")}</th>
                        <th scope="col" class="count">{say!("election-voted")}</th>
                        <th scope="col" class="count">{say!("election-ballots")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="small">{say!("turnout-source")}</p>
        </details>
    }
    .into_any()
}

/// The line: of steps, for nobody knows what was between two points. Its height is the roll's.
fn area(points: &[TurnoutPoint], voters: u64) -> String {
    let start = points.first().map_or(0, |point| point.time);
    let end = points.last().map_or(0, |point| point.time);
    let span = end.saturating_sub(start).max(1);
    let most = points.last().map_or(0, |point| point.counted).max(voters).max(1);
    let mut path = format!("M0 {HEIGHT}");
    for point in points {
        let x = point.time.saturating_sub(start).saturating_mul(WIDTH) / span;
        let y = HEIGHT.saturating_sub(point.counted.saturating_mul(HEIGHT) / most);
        // Writing to a string does not fail.
        let _ = write!(path, "H{x}V{y}");
    }
    let _ = write!(path, "H{WIDTH}");
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_begins_at_nothing_and_ends_at_the_share_that_voted() {
        let point = |time, counted| TurnoutPoint {
            time,
            entries: 10 + counted,
            ballots: counted,
            counted,
        };
        let points = [point(1_000, 0), point(1_050, 25), point(1_100, 50)];
        assert_eq!(area(&points, 100), "M0 260H0V260H500V195H1000V130H1000");
        // One moment, everybody, and nobody.
        assert_eq!(area(&points[..1], 0), "M0 260H0V260H1000");
        assert_eq!(area(&[point(5, 3)], 3), "M0 260H0V0H1000");
    }
}
