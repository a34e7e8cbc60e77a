//! Pictures in the page of a report: inline SVG with words beside it.

use crate::verify::Times;
use ostrakon_record::verify::{Growth, Report};
use std::{
    fmt::{Result, Write as _},
    time::Duration,
};

const WIDTH: u64 = 1_000;
const HEIGHT: u64 = 300;

/// A part of a whole, in units of a scale.
pub(crate) fn scaled(part: u64, whole: u64, scale: u64) -> u64 {
    let scaled = u128::from(part) * u128::from(scale) / u128::from(whole.max(1));
    u64::try_from(scaled).unwrap_or(scale).min(scale)
}

/// Ballots and voters along the log, and along time as far as witnesses tell it.
pub(crate) fn growth(page: &mut String, report: &Report) -> Result {
    if report.ballots == 0 {
        return Ok(());
    }
    writeln!(page, "<section>\n<h2>Ballots and voters</h2>")?;
    let end = report.entries.max(1);
    let along: Vec<(u64, Growth)> = report
        .growth
        .iter()
        .map(|growth| (scaled(growth.lines, end, WIDTH), *growth))
        .collect();
    figure(
        page,
        &along,
        "Along the log",
        "line 0",
        &format!("line {}", end - 1),
    )?;
    let times = report.seen.iter().map(|seen| seen.time);
    let Some((first, last)) = times
        .clone()
        .min()
        .zip(times.max())
        .filter(|(first, last)| first < last)
    else {
        return writeln!(
            page,
            "<p>Lines have no times. Only witnesses say when they saw how many, and the record's checkpoints have no two such times.</p>\n</section>"
        );
    };
    let along: Vec<(u64, Growth)> = report
        .seen
        .iter()
        .filter_map(|seen| {
            let growth = report.growth.iter().rfind(|growth| growth.lines <= seen.lines)?;
            let place = scaled(seen.time.saturating_sub(first), last.saturating_sub(first), WIDTH);
            Some((place, *growth))
        })
        .collect();
    figure(
        page,
        &along,
        "Over time, by the witnesses' clocks",
        &utc(first),
        &utc(last),
    )?;
    writeln!(page, "</section>")
}

fn figure(page: &mut String, along: &[(u64, Growth)], caption: &str, from: &str, to: &str) -> Result {
    let last = along.last().map(|(_, growth)| *growth);
    let (ballots, voters) = last.map_or((0, 0), |growth| (growth.ballots, growth.voters));
    let most = along
        .iter()
        .map(|(_, growth)| growth.ballots.max(growth.voters))
        .max()
        .unwrap_or(1);
    let line = |value: fn(&Growth) -> u64| -> String {
        let points = along
            .iter()
            .map(|(x, growth)| format!("{x},{}", HEIGHT - scaled(value(growth), most, HEIGHT)));
        points.collect::<Vec<_>>().join(" ")
    };
    writeln!(
        page,
        "<figure>\n<figcaption>{caption}: from {from} to {to}, <span class=\"ballots\">{ballots} ballots</span> of <span class=\"voters\">{voters} \
         voters</span>; the upper edge is {most}.</figcaption>\n\
         <svg class=\"plot\" viewBox=\"0 -6 {WIDTH} {view}\" role=\"img\" aria-label=\"{caption}: ballots grow to {ballots}, voters to {voters}\">\n\
         <path class=\"axis\" d=\"M0 0V{HEIGHT}H{WIDTH}\"/>\n<polyline class=\"ballots\" points=\"{}\"/>\n\
         <polyline class=\"voters\" points=\"{}\"/>\n</svg>\n<p class=\"ends\"><span>{from}</span><span>{to}</span></p>\n</figure>",
        line(|growth| growth.ballots),
        line(|growth| growth.voters),
        view = HEIGHT + 12,
    )
}

/// Where the time went.
pub(crate) fn times(page: &mut String, times: &Times) -> Result {
    let parts = [
        ("Waiting for the record", times.reading),
        ("Verifying it", times.verifying),
        ("After the last line", times.ending),
    ];
    let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let all = parts
        .iter()
        .map(|(_, time)| millis(*time))
        .fold(0, u64::saturating_add);
    writeln!(
        page,
        "<section>\n<h2>Where the time went</h2>\n<table class=\"counts\">\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Seconds</th></tr></thead>\n<tbody>"
    )?;
    for (name, time) in parts {
        let width = scaled(millis(time), all, WIDTH);
        writeln!(
            page,
            "<tr><th scope=\"row\">{name}<svg class=\"bar\" viewBox=\"0 0 {WIDTH} 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
             <rect width=\"{width}\" height=\"8\"/></svg></th><td>{:.2}</td></tr>",
            time.as_secs_f64()
        )?;
    }
    writeln!(page, "</tbody>\n</table>\n</section>")
}

/// POSIX seconds as a date and time.
fn utc(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let (hour, minute) = (second / 3_600, second % 3_600 / 60);
    // Years that begin in March put the leap day last; 719,468 days lie between 0000-03-01 and 1970-01-01.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = (year + 400 * era, month + 3);
    let (year, month) = if month > 12 {
        (year + 1, month - 12)
    } else {
        (year, month)
    };
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} UTC")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_dates() {
        for (seconds, date) in [
            (0, "1970-01-01 00:00 UTC"),
            (951_782_400, "2000-02-29 00:00 UTC"),
            (1_700_000_000, "2023-11-14 22:13 UTC"),
            (4_107_542_399, "2100-02-28 23:59 UTC"),
            (4_107_542_400, "2100-03-01 00:00 UTC"),
        ] {
            assert_eq!(utc(seconds), date);
        }
        // Any number that a witness can sign.
        assert!(utc(u64::MAX >> 1).ends_with("UTC"));
    }

    #[test]
    fn parts_stay_in_their_scale() {
        assert_eq!(scaled(1, 2, 1_000), 500);
        assert_eq!(scaled(3, 2, 1_000), 1_000);
        assert_eq!(scaled(0, 0, 1_000), 0);
        assert_eq!(scaled(u64::MAX, u64::MAX, 1_000), 1_000);
    }
}
