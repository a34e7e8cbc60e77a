//! What to verify a record against, besides itself.

use super::{Proved, Testimony};
use crate::manifest::Manifest;
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use serde::{Deserialize, Serialize};

/// What an observer knows from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// Election id, from a poster or a letter.
    pub election: Option<Hash>,
    /// The authority's key.
    pub authority: Option<VerifyingKey>,
    /// The registrar's key.
    pub registrar: Option<VerifyingKey>,
    /// The log's key.
    pub board: Option<VerifyingKey>,
    /// The trustees' signing keys, in order.
    pub trustees: Option<Vec<VerifyingKey>>,
    /// The witness policy, as text.
    pub policy: Option<String>,
}

impl Anchors {
    pub(super) fn is_empty(&self) -> bool {
        self.election.is_none()
            && self.authority.is_none()
            && self.registrar.is_none()
            && self.board.is_none()
            && self.trustees.is_none()
            && self.policy.is_none()
    }

    pub(super) fn differences(&self, id: &Hash, manifest: &Manifest) -> Vec<String> {
        fn compare<T: PartialEq>(found: &mut Vec<String>, what: &str, expected: Option<&T>, actual: &T) {
            if expected.is_some_and(|expected| expected != actual) {
                found.push(format!("the record's {what} is not the expected one"));
            }
        }
        let mut found = Vec::new();
        if let Some(expected) = self.election.filter(|expected| expected != id) {
            found.push(format!(
                "the record is of election {id}, not of the expected {expected}"
            ));
        }
        compare(
            &mut found,
            "authority key",
            self.authority.as_ref(),
            &manifest.authority,
        );
        compare(
            &mut found,
            "registrar key",
            self.registrar.as_ref(),
            &manifest.registrar,
        );
        compare(&mut found, "log key", self.board.as_ref(), &manifest.log.key);
        let trustees = manifest
            .trustees
            .iter()
            .map(|trustee| trustee.signing_key)
            .collect();
        compare(
            &mut found,
            "list of trustees' keys",
            self.trustees.as_ref(),
            &trustees,
        );
        compare(
            &mut found,
            "witness policy",
            self.policy.as_ref(),
            &manifest.log.policy,
        );
        found
    }
}

/// Figures announced elsewhere, to compare with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedContest {
    /// Contest id.
    pub contest: String,
    /// Announced counts.
    pub options: Vec<ExpectedOption>,
    /// Announced number of blank votes, if it is to be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<u64>,
}

/// One announced count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedOption {
    /// Option id.
    pub id: String,
    /// Announced count.
    pub count: u64,
}

/// What to verify against, besides the record itself.
#[derive(Clone, Debug, Default)]
pub struct Expectations {
    /// Known keys and id.
    pub anchors: Anchors,
    /// Announced figures.
    pub result: Option<Vec<ExpectedContest>>,
    /// Trackers whose ballots must be in the log, as voters hold them.
    pub trackers: Vec<String>,
    /// What others hold of the log.
    pub testimony: Testimony,
    /// What an earlier run has proved.
    pub proved: Option<Proved>,
}
