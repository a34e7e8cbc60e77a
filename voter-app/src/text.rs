//! Every word that the pages show, in English. Election texts come from the manifest.

use crate::message::{VoterView, Watch};
use js_sys::{Date, Object, Reflect};
use ostrakon_record::{
    election::Phase,
    manifest::{Rule, Schedule, SumLimit},
    verify::CheckStatus,
};
use wasm_bindgen::JsValue;

/// Language of election texts.
pub(crate) const LANGUAGE: &str = "en";

/// What the voter should know about who watches the log.
pub(crate) const fn watch(watch: Watch) -> Option<&'static str> {
    match watch {
        Watch::Witnessed => None,
        Watch::Behind => Some(
            "The witnesses of this election have not confirmed the newest part of the log. You can vote, but keep your receipt, \
             and look later whether they have.",
        ),
        Watch::Nobody => Some(
            "No witnesses watch the log of this election: only its readers can find out whether the board shows everybody the \
             same. Keep your receipt.",
        ),
    }
}

/// The address names no election.
pub(crate) const NO_ELECTION_ID: &str =
    "This address has no election id. Copy the whole link from your letter or message.";

/// One ballot only, and it is cast.
pub(crate) const VOTED_ALREADY: &str = "You have voted, and this election does not allow to vote again. \
    If it was not you, tell the election’s authority at once.";

/// A number with thin spaces between thousands.
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// POSIX seconds as date and time where the voter is.
fn moment(seconds: u64) -> String {
    let options = Object::new();
    for (name, value) in [("dateStyle", "long"), ("timeStyle", "short")] {
        // Setting a property of a fresh object does not fail.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    // The year 2106 is far enough.
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    let date = Date::new(&JsValue::from_f64(f64::from(seconds) * 1000.0));
    date.to_locale_string("en-GB", &options).into()
}

/// Until when one can vote.
pub(crate) fn closes(seconds: u64) -> String {
    format!("Voting is announced to end on {}, your time.", moment(seconds))
}

/// When voting is.
pub(crate) fn schedule(schedule: &Schedule) -> String {
    format!(
        "Announced for voting: {} to {}, your time.",
        moment(schedule.opens),
        moment(schedule.closes)
    )
}

/// Who can decrypt.
pub(crate) fn threshold(threshold: u8, trustees: usize) -> String {
    if usize::from(threshold) == trustees {
        format!("All {trustees} are needed to decrypt the sum of the ballots.")
    } else {
        format!(
            "Any {threshold} of these {trustees} can decrypt the sum of the ballots together; fewer cannot."
        )
    }
}

/// How a check went.
pub(crate) const fn check(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Pass => "Passed",
        CheckStatus::Fail => "Failed",
        CheckStatus::NotRun => "Not run",
    }
}

/// Whether a voter has voted, and how much their ballot counts.
pub(crate) fn voter(voter: &VoterView) -> String {
    let voted = match voter.voted_at {
        None => "You have not voted yet.".to_owned(),
        Some(seq) => format!(
            "You voted at position {} of the log. Voting again replaces that ballot.",
            number(seq)
        ),
    };
    match voter.weight {
        1 => voted,
        weight => format!("{voted} Your ballot counts {weight} times."),
    }
}

/// Where an election stands, for voters.
pub(crate) const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::KeyCommit | Phase::KeyDeal | Phase::KeyConfirm | Phase::KeyDispute => {
            "Being prepared: the trustees are generating the election's key."
        }
        Phase::Roll => "Being prepared: the list of voters is to come.",
        Phase::Rehearsal => "Ready: voting opens soon.",
        Phase::Voting => "Open for voting.",
        Phase::Intent | Phase::Decryption => "Closed. The trustees are decrypting the sum of the ballots.",
        Phase::Withheld => {
            "Closed. So few ballots were cast that counting them would reveal who chose what: there is no result."
        }
        Phase::Finished => "Finished. The result is published.",
        Phase::Aborted => "Ended by the election's authority without a result.",
    }
}

/// Leaving a contest blank.
pub(crate) const BLANK_VOTE: &str = "Blank vote";

/// All of them, in a result.
pub(crate) const BLANK_VOTES: &str = "Blank votes";

/// What a blank vote means.
pub(crate) const BLANK_HINT: &str = " – for none of these; it is counted as a blank vote";

/// What a contest's rule asks of the voter.
pub(crate) fn rule(rule: &Rule) -> String {
    match *rule {
        Rule::Choose {
            minimum: 1,
            maximum: 1,
            ..
        } => "Choose one.".to_owned(),
        Rule::Choose {
            minimum: 0, maximum, ..
        } => format!("Choose up to {maximum}, or none."),
        Rule::Choose { minimum, maximum, .. } if minimum == maximum => format!("Choose exactly {maximum}."),
        Rule::Choose {
            minimum: 1, maximum, ..
        } => format!("Choose up to {maximum}."),
        Rule::Choose { minimum, maximum, .. } => format!("Choose {minimum} to {maximum}."),
        Rule::Score { bound, sum: None, .. } => format!("Give each option 0 to {bound} points."),
        Rule::Score {
            bound,
            sum: Some(sum),
            ..
        } => format!("Share {} points{}", between(sum), at_most(bound, sum)),
        Rule::Allocate { bound, sum } => {
            format!("Divide {} among these{}", between(sum), at_most(bound, sum))
        }
    }
}

/// The limits of a sum.
fn between(sum: SumLimit) -> String {
    let maximum = number(sum.maximum.into());
    match sum.minimum {
        0 => format!("up to {maximum}"),
        minimum if minimum == sum.maximum => format!("exactly {maximum}"),
        minimum => format!("{} to {maximum}", number(minimum.into())),
    }
}

/// The bound of one option, if it says anything that the sum does not.
fn at_most(bound: u32, sum: SumLimit) -> String {
    if bound < sum.maximum {
        format!("; at most {} for one option.", number(bound.into()))
    } else {
        ".".to_owned()
    }
}

/// How much of a contest's rule is used up.
pub(crate) fn used(rule: &Rule, sum: u64) -> String {
    let Some(most) = rule.sum().map(|sum| u64::from(sum.maximum)) else {
        return format!("{sum} points given");
    };
    match rule {
        Rule::Choose { .. } if sum >= most => {
            format!("{sum} of {most} chosen. To choose another one, take one of them away first.")
        }
        Rule::Choose { .. } => format!("{sum} of {most} chosen"),
        Rule::Score { .. } => format!("{sum} of {most} points given"),
        Rule::Allocate { .. } => match most.checked_sub(sum) {
            Some(left) => format!(
                "{} of {} divided; {} left",
                number(sum),
                number(most),
                number(left)
            ),
            None => format!(
                "{} of {} divided: {} too much",
                number(sum),
                number(most),
                number(sum.saturating_sub(most))
            ),
        },
    }
}

/// An amount as a voter types it: digits, with or without spaces; an empty field is 0.
pub(crate) fn amount(typed: &str) -> Option<u32> {
    let digits: String = typed
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    if digits.is_empty() {
        return Some(0);
    }
    // `parse` would take a plus sign, too.
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// An amount in a field where it can be changed.
pub(crate) fn field(amount: u32) -> String {
    match amount {
        0 => String::new(),
        amount => number(amount.into()),
    }
}

/// What is wrong with what is typed instead of an amount.
pub(crate) fn no_amount(bound: u32) -> String {
    format!("Type a whole number up to {}, in digits.", number(bound.into()))
}

/// What is missing in a contest.
pub(crate) fn missing(rule_words: &str) -> String {
    format!("Your answer here is not complete: {}", lower(rule_words))
}

fn lower(words: &str) -> String {
    let mut characters = words.chars();
    let first: String = characters
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .collect();
    first + characters.as_str()
}

/// One choice in words.
pub(crate) fn chosen(rule: &Rule, label: &str, value: u32) -> String {
    match rule {
        Rule::Choose { .. } => label.to_owned(),
        Rule::Score { .. } if value == 1 => format!("{label}: 1 point"),
        Rule::Score { .. } => format!("{label}: {value} points"),
        Rule::Allocate { .. } => format!("{label}: {}", number(value.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_they_are_written_and_nothing_else_is() {
        for (typed, amount_read) in [
            ("", Some(0)),
            (" 12 500 ", Some(12_500)),
            ("12\u{202f}500", Some(12_500)),
            ("4294967295", Some(u32::MAX)),
            ("4294967296", None),
            ("12.5", None),
            ("1,000", None),
            ("+1", None),
            ("-1", None),
            ("1e3", None),
        ] {
            assert_eq!(amount(typed), amount_read, "{typed:?}");
        }
        for value in [0, 7, 999, 1_000, 1_234_567, u32::MAX] {
            assert_eq!(amount(&field(value)), Some(value));
        }
        assert_eq!(number(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(number(123), "123");
    }

    #[test]
    fn rules_and_what_is_used_of_them_are_told_in_words() {
        let sum = |minimum, maximum| SumLimit { minimum, maximum };
        for (words, rule_told) in [
            (
                "Share 1 to 6 points; at most 3 for one option.",
                Rule::Score {
                    bound: 3,
                    sum: Some(sum(1, 6)),
                    blank: false,
                },
            ),
            (
                "Divide up to 1\u{202f}000 among these.",
                Rule::Allocate {
                    bound: 1_000,
                    sum: sum(0, 1_000),
                },
            ),
            (
                "Divide exactly 1\u{202f}000 among these; at most 500 for one option.",
                Rule::Allocate {
                    bound: 500,
                    sum: sum(1_000, 1_000),
                },
            ),
        ] {
            assert_eq!(rule(&rule_told), words);
        }
        let budget = Rule::Allocate {
            bound: 1_000,
            sum: sum(0, 1_000),
        };
        assert!(used(&budget, 400).ends_with("600 left"));
        assert!(used(&budget, 1_001).ends_with(": 1 too much"));
    }
}
