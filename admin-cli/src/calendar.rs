//! Dates and POSIX seconds (proleptic Gregorian calendar).

use std::time::{SystemTime, UNIX_EPOCH};
use toml::value::{Datetime, Offset};

const DAY: i64 = 24 * 3_600;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;

/// POSIX seconds now.
#[must_use]
pub fn now() -> u64 {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where these programs read the clock"
    )]
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}

/// POSIX seconds of a date with time and offset; none without one of these, or before 1970.
#[must_use]
pub fn posix_seconds(value: &Datetime) -> Option<u64> {
    let (date, time, offset) = (value.date?, value.time?, value.offset?);
    let minutes = match offset {
        Offset::Z => 0,
        Offset::Custom { minutes } => i64::from(minutes),
    };
    // Years begin in March, so that the leap day is the last.
    let (year, month) = (i64::from(date.year), i64::from(date.month));
    let (year, month) = if month <= 2 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (month * 153 + 2) / 5
        + i64::from(date.day)
        - 1
        - EPOCH;
    let seconds =
        i64::from(time.hour) * 3_600 + i64::from(time.minute) * 60 + i64::from(time.second.unwrap_or(0));
    u64::try_from(days * DAY + seconds - minutes * 60).ok()
}

/// POSIX seconds as a date in UTC, such as `2026-06-01 06:00 UTC`.
#[must_use]
pub fn utc(seconds: u64) -> String {
    let Ok(seconds) = i64::try_from(seconds) else {
        return "the end of time".to_owned();
    };
    let (days, second) = (seconds / DAY + EPOCH, seconds % DAY);
    // The inverse of the above: 400 years have 146,097 days, and the corrections count leap days before the day.
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (day * 5 + 2) / 153;
    let day = day - (month * 153 + 2) / 5 + 1;
    let (year, month) = if month < 10 {
        (year, month + 3)
    } else {
        (year + 1, month - 9)
    };
    format!(
        "{:04}-{month:02}-{day:02} {:02}:{:02} UTC",
        era * 400 + year,
        second / 3_600,
        second % 3_600 / 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_posix_seconds() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-03-01T00:00:00Z", 951_868_800),
            ("2024-02-29T12:34:56Z", 1_709_210_096),
            ("2026-06-01T08:00:00+02:00", 1_780_293_600),
        ] {
            assert_eq!(posix_seconds(&text.parse().unwrap()), Some(seconds), "{text}");
        }
        for text in ["2026-06-01", "2026-06-01T08:00:00", "1969-12-31T23:59:59Z"] {
            assert_eq!(posix_seconds(&text.parse().unwrap()), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_800_years_comes_back() {
        assert_eq!(utc(1_780_293_600), "2026-06-01 06:00 UTC");
        assert_eq!(utc(1_709_210_096), "2024-02-29 12:34 UTC");
        assert_eq!(utc(u64::MAX), "the end of time");
        let mut last = String::new();
        for day in 0..292_194 {
            let text = utc(day * 86_400 + 3_660);
            let date = text.replace(' ', "T").replace("TUTC", ":00Z");
            let date: Datetime = date.parse().unwrap_or_else(|_| panic!("{text}"));
            assert_eq!(posix_seconds(&date), Some(day * 86_400 + 3_660), "{text}");
            assert!(last < text, "{last} {text}");
            last = text;
        }
    }
}
