//! What an observer knows from elsewhere, in one file that needs no other ones beside it (docs/observer.md).

use super::{Anchors, EarlierCopy, Expectations, ExpectedContest, Testimony};
use crate::{
    receipt::Receipt,
    tlog::{TlogProof, tlog_proof::TlogProofParseError},
};
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use serde::Deserialize;

/// A file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ObserverError {
    /// Not the JSON that is asked for.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// An inclusion receipt that cannot be read.
    #[error("inclusion receipt {number}: {error}")]
    Proof {
        /// Its place in the list; the first is 1.
        number: usize,
        /// What is wrong with it.
        error: TlogProofParseError,
    },
    /// A comparison with nothing would pass, and look like one that was made.
    #[error("no count is announced in it")]
    NoCount,
}

/// The file: JSON.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ObserverFile {
    election: Option<Hash>,
    authority: Option<VerifyingKey>,
    registrar: Option<VerifyingKey>,
    log: Option<VerifyingKey>,
    trustees: Option<Vec<VerifyingKey>>,
    policy: Option<String>,
    trackers: Vec<String>,
    announced: Option<Vec<ExpectedContest>>,
    checkpoints: Vec<String>,
    proofs: Vec<String>,
    receipts: Vec<Receipt>,
    copies: Vec<EarlierCopy>,
}

/// Reads the file.
///
/// # Errors
/// If something in it cannot be read, is unknown, or compares with nothing.
pub fn read(text: &str) -> Result<Expectations, ObserverError> {
    let file: ObserverFile = serde_json::from_str(text)?;
    let proofs = file.proofs.iter().zip(1..).map(|(text, number)| {
        text.parse::<TlogProof>()
            .map_err(|error| ObserverError::Proof { number, error })
    });
    Ok(Expectations {
        anchors: Anchors {
            election: file.election,
            authority: file.authority,
            registrar: file.registrar,
            board: file.log,
            trustees: file.trustees,
            policy: file.policy,
        },
        result: file.announced.map(announced).transpose()?,
        trackers: file.trackers,
        testimony: Testimony {
            checkpoints: file.checkpoints,
            receipts: file.receipts,
            proofs: proofs.collect::<Result<_, _>>()?,
            copies: file.copies,
        },
        proved: None,
    })
}

/// Announced counts, if there is one.
///
/// # Errors
/// If there is none.
pub fn announced(contests: Vec<ExpectedContest>) -> Result<Vec<ExpectedContest>, ObserverError> {
    if contests
        .iter()
        .all(|contest| contest.options.is_empty() && contest.blank.is_none())
    {
        return Err(ObserverError::NoCount);
    }
    Ok(contests)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_may_be_left_out_and_nothing_else_may_be_there() {
        let known = read("{}").unwrap();
        assert!(known.anchors.is_empty() && known.result.is_none() && known.trackers.is_empty());
        let election = "0".repeat(64);
        let text = format!(
            r#"{{"election":"{election}","authority":null,"policy":"log x\n","trackers":["a"],"checkpoints":["c"],
                "copies":[{{"entries":3,"head":"{election}"}}],
                "announced":[{{"contest":"m","options":[{{"id":"a","count":1}}],"blank":null}}]}}"#
        );
        let known = read(&text).unwrap();
        assert_eq!(known.anchors.election, Some(Hash::ZERO));
        assert_eq!(known.anchors.policy.as_deref(), Some("log x\n"));
        assert_eq!((known.trackers.len(), known.testimony.checkpoints.len()), (1, 1));
        assert_eq!(known.testimony.copies.len(), 1);
        assert_eq!(known.result.unwrap().len(), 1);
        for (text, problem) in [
            ("", "EOF"),
            (r#"{"elections":1}"#, "unknown field"),
            (r#"{"copies":[{"entries":3,"head":"","more":1}]}"#, "head"),
            (r#"{"announced":[]}"#, "no count is announced"),
            (
                r#"{"announced":[{"contest":"m","options":[]}]}"#,
                "no count is announced",
            ),
            (r#"{"proofs":["nothing"]}"#, "inclusion receipt 1: "),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(
                error.contains(problem) || problem == "head" && error.contains("digits"),
                "{text}: {error}"
            );
        }
    }
}
