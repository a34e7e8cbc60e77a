//! Every word that the pages show, in English. Election texts come from the manifest.

use ostrakon_record::{election::Phase, manifest::Rule};

/// Language of election texts.
pub(crate) const LANGUAGE: &str = "en";

/// There was no answer from the network.
pub(crate) const UNREACHABLE: &str =
    "The board cannot be reached. Nothing is lost: check your connection and try again.";

/// Where an election stands, for voters.
pub(crate) const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::KeyCommit | Phase::KeyDeal | Phase::KeyConfirm => {
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

/// What a contest's rule asks of the voter.
pub(crate) fn rule(rule: &Rule) -> String {
    match *rule {
        Rule::Choose {
            minimum: 1,
            maximum: 1,
        } => "Choose one.".to_owned(),
        Rule::Choose { minimum: 0, maximum } => format!("Choose up to {maximum}, or none."),
        Rule::Choose { minimum, maximum } if minimum == maximum => format!("Choose exactly {maximum}."),
        Rule::Choose { minimum: 1, maximum } => format!("Choose up to {maximum}."),
        Rule::Choose { minimum, maximum } => format!("Choose {minimum} to {maximum}."),
        Rule::Score { bound, sum: None } => format!("Give each option 0 to {bound} points."),
        Rule::Score {
            bound,
            sum: Some(sum),
        } if sum.minimum == sum.maximum => {
            format!(
                "Share exactly {} points; at most {bound} for one option.",
                sum.maximum
            )
        }
        Rule::Score {
            bound,
            sum: Some(sum),
        } => {
            format!(
                "Share {} to {} points; at most {bound} for one option.",
                sum.minimum, sum.maximum
            )
        }
    }
}

/// How much of a contest's rule is used up.
pub(crate) fn used(rule: &Rule, sum: u32) -> String {
    let most = rule.sum().map(|sum| sum.maximum);
    match (rule, most) {
        (Rule::Choose { .. }, Some(most)) => format!("{sum} of {most} chosen"),
        (Rule::Score { .. }, Some(most)) => format!("{sum} of {most} points given"),
        _ => format!("{sum} points given"),
    }
}

/// What is missing in a contest.
pub(crate) fn not_within(title: &str, rule_words: &str) -> String {
    format!("“{title}”: {rule_words}")
}
