//! Witnesses of the elections: each is asked about the newest checkpoint once more. It has cosigned that, or says how far
//! it is; either way it knows no more than before.

use super::{
    Finding,
    checks::{fine, warning, wrong},
    logs::{self, Log},
};
use crate::{
    config::ServeConfig,
    cosigning::{self, AskError},
};
use futures_util::future::join_all;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{SignedCheckpoint, add_checkpoint::Answer, policy::Witness};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Clocks may be that far apart.
const TOLERANCE: Duration = Duration::from_secs(30);

/// What is wrong with a witness.
enum Trouble {
    /// It does not cosign.
    Absent(String),
    /// It has cosigned what this board does not have.
    Ahead(String),
    /// It cosigns, but its clock and this one's differ.
    Clock(String),
}

/// Asks all witnesses of all elections that have any.
pub(super) async fn look(config: &ServeConfig) -> Finding {
    let logs = match logs::read(config).await {
        Ok(logs) => logs,
        Err(finding) => return finding,
    };
    let mut asked = 0usize;
    let mut troubles = Vec::new();
    let mut lost = Vec::new();
    for log in &logs {
        let Ok(policy) = log.election.manifest().policy() else {
            continue;
        };
        let answers = join_all(policy.witnesses().iter().map(|witness| ask(log, witness))).await;
        asked = asked.saturating_add(answers.len());
        let is_absent = |witness: &Witness| {
            policy.witnesses().iter().zip(&answers).any(|(other, trouble)| {
                other.name == witness.name && matches!(trouble, Some(Trouble::Absent(_) | Trouble::Ahead(_)))
            })
        };
        if !policy.is_satisfied(|witness| !is_absent(witness)) {
            lost.push(*log.election.id());
        }
        troubles.extend(answers.into_iter().flatten());
    }
    tell(asked, &troubles, &lost)
}

fn tell(asked: usize, troubles: &[Trouble], lost: &[Hash]) -> Finding {
    let words: Vec<&str> = troubles
        .iter()
        .map(|trouble| match trouble {
            Trouble::Absent(words) | Trouble::Ahead(words) | Trouble::Clock(words) => words.as_str(),
        })
        .collect();
    let detail = words.join("; ");
    let any = |wanted: fn(&Trouble) -> bool| troubles.iter().any(wanted);
    if any(|trouble| matches!(trouble, Trouble::Ahead(_))) {
        wrong(
            detail,
            "do not start this board: it runs on an old copy of its data, or the witness was cheated; compare both",
        )
    } else if !lost.is_empty() {
        wrong(
            detail,
            "no new checkpoint gets its quorum: call the witnesses' operators; docs/operator.md says what the answers mean",
        )
    } else if any(|trouble| matches!(trouble, Trouble::Absent(_))) {
        warning(
            detail,
            "there is still a quorum; call the witnesses' operators; docs/operator.md says what the answers mean",
        )
    } else if any(|trouble| matches!(trouble, Trouble::Clock(_))) {
        warning(
            detail,
            "set this clock, or tell the witness's operator: both should be kept by NTP",
        )
    } else if asked == 0 {
        fine("no election here has any")
    } else {
        fine(format!(
            "all {asked} know their logs, and their clocks go with this one"
        ))
    }
}

async fn ask(log: &Log, witness: &Witness) -> Option<Trouble> {
    let name = &witness.name;
    let Some(checkpoint) = &log.newest else {
        // Nothing was signed, so there is nothing to ask.
        return None;
    };
    match cosigning::ask_again(witness, checkpoint).await {
        Ok(Answer::Cosigned(signatures)) => match checkpoint.clone().with(signatures) {
            Ok(cosigned) => clock(witness, &cosigned),
            Err(error) => Some(Trouble::Absent(format!("{name}: {error}"))),
        },
        Ok(Answer::Conflict { size }) if size > checkpoint.checkpoint().size => {
            Some(Trouble::Ahead(format!(
                "{name} has cosigned {size} lines, and the newest checkpoint here has {}",
                checkpoint.checkpoint().size
            )))
        }
        // It has been away, and comes after.
        Ok(Answer::Conflict { .. }) => None,
        Ok(answer) => Some(Trouble::Absent(format!("{name} does not cosign: {answer:?}"))),
        Err(AskError::Nowhere) => Some(Trouble::Absent(format!(
            "{name}: the policy does not say where to ask it"
        ))),
        Err(error) => Some(Trouble::Absent(format!("{name}: {error}"))),
    }
}

/// Whether the witness's clock goes with this one.
fn clock(witness: &Witness, cosigned: &SignedCheckpoint) -> Option<Trouble> {
    let name = &witness.name;
    let theirs = match cosigned.note().verify(&witness.key) {
        Ok(Some(signed)) => signed.time.map(Duration::from_secs),
        Ok(None) => return Some(Trouble::Absent(format!("{name} answers without its signature"))),
        Err(error) => return Some(Trouble::Absent(format!("{name}: {error}"))),
    };
    #[expect(clippy::disallowed_methods, reason = "the clock itself is looked at")]
    let ours = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let apart = theirs?.abs_diff(ours);
    (apart > TOLERANCE).then(|| {
        let seconds = apart.as_secs();
        Trouble::Clock(format!("{name}'s clock and this one are {seconds} s apart"))
    })
}
