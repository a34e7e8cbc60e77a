//! Which message tells what the record says.

use super::number;
use crate::{
    message::{VoterView, Watch},
    words::{Moment, Words, words},
};
use bulletin_board_client::TrusteeProgress;
use ostrakon_record::{
    election::Phase,
    manifest::{Rule, Schedule, SumLimit},
};

/// What the voter should know about who watches the log.
pub(crate) fn watch(watch: Watch) -> Option<Words> {
    match watch {
        Watch::Witnessed => None,
        Watch::Behind => Some(words!("watch-behind")),
        Watch::Nobody => Some(words!("watch-nobody")),
    }
}

/// Until when one can vote.
pub(crate) fn closes(schedule: &Schedule) -> Words {
    words!("voting-ends", closes = Moment(schedule.closes))
}

/// Who can decrypt.
pub(crate) fn threshold(threshold: u8, trustees: usize) -> Words {
    if usize::from(threshold) == trustees {
        words!("trustees-all", trustees = trustees)
    } else {
        words!("trustees-some", threshold = threshold, trustees = trustees)
    }
}

/// How far a trustee is.
pub(crate) fn trustee(trustee: &TrusteeProgress) -> Words {
    let name = trustee.name.as_str();
    match () {
        () if trustee.decrypted => words!("trustee-decrypted", trustee = name),
        () if trustee.intent => words!("trustee-intent", trustee = name),
        () if trustee.rehearsed => words!("trustee-rehearsed", trustee = name),
        () if trustee.confirmed => words!("trustee-confirmed", trustee = name),
        () if trustee.committed => words!("trustee-committed", trustee = name),
        () => words!("trustee-absent", trustee = name),
    }
}

/// Whether a voter has voted, and how much their ballot counts if that is not once.
pub(crate) fn voter(voter: &VoterView) -> [Option<Words>; 2] {
    let voted = match voter.voted_at {
        None => words!("voter-new"),
        Some(seq) => words!("voter-again", position = seq),
    };
    let weight = voter.weight;
    [
        Some(voted),
        (weight != 1).then(|| words!("voter-weight", weight = weight)),
    ]
}

/// Where an election stands, for voters.
pub(crate) fn phase(phase: Phase) -> Words {
    match phase {
        Phase::KeyCommit | Phase::KeyDeal | Phase::KeyConfirm | Phase::KeyDispute => words!("phase-key"),
        Phase::Roll => words!("phase-roll"),
        Phase::Rehearsal => words!("phase-rehearsal"),
        Phase::Voting => words!("phase-voting"),
        Phase::Intent | Phase::Decryption => words!("phase-decryption"),
        Phase::Withheld => words!("phase-withheld"),
        Phase::Finished => words!("phase-finished"),
        Phase::Aborted => words!("phase-aborted"),
    }
}

/// What a contest's rule asks of the voter: one sentence or two.
pub(crate) fn rule(rule: &Rule) -> [Option<Words>; 2] {
    match *rule {
        Rule::Choose { minimum, maximum, .. } => [Some(choose(minimum, maximum)), None],
        Rule::Score { bound, sum: None, .. } => [Some(words!("rule-score", bound = bound)), None],
        Rule::Score {
            bound,
            sum: Some(sum),
            ..
        } => [Some(share(sum)), most_for_one(bound, sum)],
        Rule::Allocate { bound, sum } => [Some(divide(sum)), most_for_one(bound, sum)],
    }
}

fn choose(minimum: u32, maximum: u32) -> Words {
    match (minimum, maximum) {
        (1, 1) => words!("rule-choose-one"),
        (0, _) => words!("rule-choose-or-none", maximum = maximum),
        _ if minimum == maximum => words!("rule-choose-exactly", maximum = maximum),
        (1, _) => words!("rule-choose-up-to", maximum = maximum),
        _ => words!("rule-choose-between", minimum = minimum, maximum = maximum),
    }
}

fn share(SumLimit { minimum, maximum }: SumLimit) -> Words {
    match minimum {
        0 => words!("rule-share-up-to", maximum = maximum),
        _ if minimum == maximum => words!("rule-share-exactly", maximum = maximum),
        _ => words!("rule-share-between", minimum = minimum, maximum = maximum),
    }
}

fn divide(SumLimit { minimum, maximum }: SumLimit) -> Words {
    match minimum {
        0 => words!("rule-divide-up-to", maximum = maximum),
        _ if minimum == maximum => words!("rule-divide-exactly", maximum = maximum),
        _ => words!("rule-divide-between", minimum = minimum, maximum = maximum),
    }
}

/// The bound of one option, if it says anything that the sum does not.
fn most_for_one(bound: u32, sum: SumLimit) -> Option<Words> {
    (bound < sum.maximum).then(|| words!("rule-most-for-one", bound = bound))
}

/// How much of a contest's rule is used up.
pub(crate) fn used(rule: &Rule, sum: u64) -> Words {
    let Some(most) = rule.sum().map(|sum| u64::from(sum.maximum)) else {
        return words!("used-points", sum = sum);
    };
    match rule {
        Rule::Choose { .. } if sum >= most => words!("used-chosen-all", sum = sum, most = most),
        Rule::Choose { .. } => words!("used-chosen", sum = sum, most = most),
        Rule::Score { .. } => words!("used-points-of", sum = sum, most = most),
        Rule::Allocate { .. } => match most.checked_sub(sum) {
            Some(left) => words!("used-divided", sum = sum, most = most, left = left),
            None => words!(
                "used-too-much",
                sum = sum,
                most = most,
                excess = sum.saturating_sub(most)
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

/// An amount in a field where it can be changed: with thin spaces between thousands in every language, for commas and
/// full stops mean different things in different ones.
pub(crate) fn field(amount: u32) -> String {
    if amount == 0 {
        return String::new();
    }
    let digits = amount.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// How much one choice is, where it is not only chosen; a reactive value.
pub(crate) fn chosen(rule: &Rule, value: u32) -> Option<String> {
    match rule {
        Rule::Choose { .. } => None,
        Rule::Score { .. } => Some(words!("choice-points", points = value).text()),
        Rule::Allocate { .. } => Some(number(value.into())),
    }
}

/// Sentences after each other; a reactive value.
pub(crate) fn sentences(words: &[Option<Words>]) -> String {
    words
        .iter()
        .flatten()
        .map(Words::text)
        .collect::<Vec<_>>()
        .join(" ")
}
