//! What an election rests on, in plain words and from its manifest alone: who could do what, with whom.

use crate::manifest::Manifest;
use serde::Serialize;

/// Fewer ballots than these tell much about each other.
const FEW_BALLOTS: u32 = 10;

/// A question that people ask of every election, and the answer of this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// In plain words.
    pub question: &'static str,
    /// In plain words; names are the manifest's own.
    pub answer: String,
    /// What could be arranged better.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// Everything that an election with this manifest rests on.
#[must_use]
pub fn assumptions(manifest: &Manifest) -> Vec<Assumption> {
    vec![
        secrecy(manifest),
        count(),
        result(manifest),
        others(manifest),
        device(manifest),
        log(manifest),
        sums(manifest),
        limits(),
    ]
}

fn plain(question: &'static str, answer: impl Into<String>) -> Assumption {
    Assumption {
        question,
        answer: answer.into(),
        warnings: Vec::new(),
    }
}

fn secrecy(manifest: &Manifest) -> Assumption {
    let names: Vec<&str> = manifest
        .trustees
        .iter()
        .map(|trustee| trustee.name.as_str())
        .collect();
    let (needed, all) = (usize::from(manifest.threshold), names.len());
    let names = names.join(", ");
    let who = if all == 1 {
        format!("The only trustee ({names})")
    } else if needed == all {
        format!("All {all} trustees together ({names})")
    } else if needed == 1 {
        format!("Each of the {all} trustees ({names})")
    } else {
        format!("Any {needed} of the {all} trustees together ({names})")
    };
    let warning = if all == 1 {
        Some(
            "there is only one trustee, who alone can open every ballot; and if that key is lost, there will be no result",
        )
    } else if needed == 1 {
        Some("the threshold is 1: each trustee alone can open every ballot")
    } else {
        None
    };
    Assumption {
        question: "Who could learn how somebody voted?",
        answer: format!(
            "{who}, by breaking the rules: they could decrypt single ballots, and nobody would see it. Nobody else: not the authority, not the \
             registrar, not the board, not even all of them with fewer trustees. If the key is handed on while voting goes on, those who held it before can \
             still do so with what they had, and the new ones too. The device on which somebody votes knows, of course."
        ),
        warnings: warning.map(str::to_owned).into_iter().collect(),
    }
}

fn count() -> Assumption {
    plain(
        "Who could falsify the count?",
        "Nobody unnoticed, not even everybody named here together: whoever verifies the record finds it. It is the count of the ballots of the codes that \
         the registrar gave out. So somebody must verify it, who knows the \
         election id from elsewhere than the board.",
    )
}

fn result(manifest: &Manifest) -> Assumption {
    let (needed, all) = (usize::from(manifest.threshold), manifest.trustees.len());
    let lost = all.saturating_sub(needed).saturating_add(1);
    let who = if lost == 1 {
        "One trustee who loses the key or refuses".to_owned()
    } else {
        format!("{lost} of the {all} trustees, if they lose their keys or refuse")
    };
    let fragile = lost == 1 && all > 1;
    Assumption {
        question: "Who could prevent a result?",
        answer: format!(
            "{who}. Before that the authority, who opens and closes the election, and whoever runs the board. Everybody sees it when they do."
        ),
        warnings: fragile
            .then(|| "all trustees are needed: if one loses the key, there will be no result".to_owned())
            .into_iter()
            .collect(),
    }
}

fn others(manifest: &Manifest) -> Assumption {
    let then = if manifest.revoting {
        "A voter who looks their ballot up sees that another one has replaced it, and can vote once more"
    } else {
        "Whoever comes second is told that the code has been used: nobody can vote twice"
    };
    plain(
        "Who could vote in somebody else's place?",
        format!(
            "The registrar, who issues the codes and could keep copies, or make some for people who do not exist, and whoever gets hold of a voter's code. {then}. Which codes have voted is \
             public, and whose they are the registrar knows: a voter who has not voted can ask."
        ),
    )
}

fn device(manifest: &Manifest) -> Assumption {
    let mut warnings = Vec::new();
    let mut sentences = vec![if manifest.challenges == 0 {
        warnings.push("challenges is 0: no voter can check what a device has sealed".to_owned());
        "Nobody: this election does not let voters have a sealed ballot opened.".to_owned()
    } else {
        let ballots = match manifest.challenges {
            1 => "one sealed ballot".to_owned(),
            most => format!("up to {most} sealed ballots"),
        };
        format!(
            "The voter, who may have {ballots} opened instead of cast, and looks with a second device what is in it. The first device cannot know \
             before which ballots these are."
        )
    }];
    if let Some(check) = &manifest.check {
        sentences.push(format!("The second device takes its page from {check}."));
    } else if manifest.challenges > 0 {
        sentences.push("Both devices take their pages from the same server.".to_owned());
    }
    if manifest.pages.is_some() {
        sentences.push(
            "The manifest names the pages that voters should get: anybody can compare what the server sends."
                .to_owned(),
        );
    } else {
        warnings.push(
            "the manifest does not name the voters' pages: nobody can compare what a server sends with what was meant"
                .to_owned(),
        );
    }
    Assumption {
        question: "Who notices a device, or a page, that seals another choice?",
        answer: sentences.join(" "),
        warnings,
    }
}

fn log(manifest: &Manifest) -> Assumption {
    let question = "Who could show people different elections?";
    let policy = manifest.policy().unwrap_or_default();
    let all = policy.witnesses().len();
    let Some(needed) = policy.smallest_quorum() else {
        return Assumption {
            warnings: vec![
                "there are no witnesses: the board can show people different logs until they compare what they have"
                    .to_owned(),
            ],
            ..plain(
                question,
                "Whoever runs the board, until two people compare their copies or receipts: no witness confirms its log.",
            )
        };
    };
    let names: Vec<String> = policy
        .witnesses()
        .iter()
        .map(|witness| witness.key.name().to_string())
        .collect();
    let tolerated = policy.tolerates();
    let helpers = match tolerated {
        None => "even without the help of a witness".to_owned(),
        Some(0) => "with the help of one witness".to_owned(),
        Some(tolerated) => format!("with the help of {} witnesses", tolerated.saturating_add(1)),
    };
    let answer = format!(
        "Whoever runs the board, {helpers}, and nobody else. A line counts when at least {needed} of {all} witnesses ({}) have confirmed it; two people who \
         compare their copies find out in any case.",
        names.join(", ")
    );
    Assumption {
        warnings: quorum_warning(needed, all, tolerated).into_iter().collect(),
        ..plain(question, answer)
    }
}

fn quorum_warning(needed: usize, all: usize, tolerated: Option<usize>) -> Option<String> {
    let fork = match tolerated {
        None => "the board needs no dishonest witness to show people different logs",
        Some(0) => "one dishonest witness is enough for the board to show people different logs",
        Some(_) => return None,
    };
    // The smallest k with 2k > n + 1.
    let enough = (all.saturating_add(1) / 2).saturating_add(1);
    let advice = if enough <= all {
        format!("a quorum of {enough} withstands one")
    } else {
        "3 of 4 withstand one".to_owned()
    };
    Some(format!("with a quorum of {needed} of {all} {fork}; {advice}"))
}

fn sums(manifest: &Manifest) -> Assumption {
    let least = manifest.minimum_ballots;
    Assumption {
        warnings: (least < FEW_BALLOTS)
            .then(|| format!("{least} ballots are enough for a result: sums of so few tell much about each"))
            .into_iter()
            .collect(),
        ..plain(
            "What does the result itself tell?",
            format!(
                "The sum of each option over all counted ballots, and nothing is decrypted if there are fewer than {least}. Where everybody chose \
                 the same, or all but one know each other's choices, the sums tell the rest, as they do in a hall."
            ),
        )
    }
}

fn limits() -> Assumption {
    plain(
        "What does no such system protect against?",
        "Somebody beside the voter, who forces or pays and watches. Knowledge of who has voted, and when. Malware on both of a voter's devices. A \
         server that nobody can reach. And whoever keeps a copy of the record could read the ballots if somebody learns to compute discrete \
         logarithms on this curve, as large quantum computers would.",
    )
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]
mod tests {
    use super::*;

    #[test]
    fn a_quorum_that_withstands_no_dishonest_witness_is_named() {
        for (needed, all, tolerated, advice) in [
            (
                1,
                3,
                None,
                "the board needs no dishonest witness to show people different logs; a quorum of 3 withstands one",
            ),
            (
                2,
                3,
                Some(0),
                "one dishonest witness is enough for the board to show people different logs; a quorum of 3 withstands one",
            ),
            (
                1,
                1,
                Some(0),
                "one dishonest witness is enough for the board to show people different logs; 3 of 4 withstand one",
            ),
        ] {
            assert_eq!(
                quorum_warning(needed, all, tolerated).unwrap(),
                format!("with a quorum of {needed} of {all} {advice}")
            );
        }
        assert_eq!(quorum_warning(3, 4, Some(1)), None);
    }
}
