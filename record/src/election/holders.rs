//! Who holds the key: the manifest's trustees, or those to whom it was handed on (docs/record.md §4.2).

use super::{Election, Phase, RefreshStep, RunningRefresh, Violation};
use crate::{
    entry::{Kind, Signer, Submission},
    manifest::{Manifest, Trustee, position_of, trustee_at},
};
use ostrakon_crypto::{
    dkg::{Deal, refresh::Refresh},
    index::TrusteeIndex,
    signature::VerifyingKey,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who holds the key, who held it, and whom it is being handed on to.
#[derive(Clone, Debug)]
pub(super) struct Holders {
    pub(super) trustees: Vec<Trustee>,
    /// Those before, the oldest first.
    pub(super) former: Vec<Vec<Trustee>>,
    /// What the trustees' shares come from; none if it is the key generation.
    pub(super) received: Option<Received>,
    pub(super) running: Option<RunningRefresh>,
    pub(super) handed_on: Vec<HandedOn>,
    /// Whether all dealers of any refresh have dealt.
    pub(super) dealt: bool,
}

/// That a refresh was completed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOn {
    /// The `key-refresh` line that began it.
    pub seq: u64,
    /// How many of the new trustees can decrypt.
    pub threshold: u8,
    /// Their names, in order of index.
    pub trustees: Vec<String>,
}

/// A complete refresh.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its public facts.
    pub refresh: Refresh,
    /// The deals of all dealers.
    pub deals: BTreeMap<TrusteeIndex, Deal>,
}

impl Holders {
    pub(super) fn new(manifest: &Manifest) -> Self {
        Self {
            trustees: manifest.trustees.clone(),
            former: Vec::new(),
            received: None,
            running: None,
            handed_on: Vec::new(),
            dealt: false,
        }
    }

    /// Everybody who holds or has held the key.
    pub(super) fn all(&self) -> impl Iterator<Item = &Trustee> {
        self.former.iter().flatten().chain(&self.trustees)
    }
}

impl Election {
    /// The trustees who hold the key, in order of index: the manifest's, or the newest ones.
    #[must_use]
    pub fn trustees(&self) -> &[Trustee] {
        &self.holders.trustees
    }

    /// The trustee who holds the key and has this index.
    #[must_use]
    pub fn trustee(&self, index: TrusteeIndex) -> Option<&Trustee> {
        trustee_at(&self.holders.trustees, index)
    }

    /// The index of the trustee who holds the key and has this signing key.
    #[must_use]
    pub fn index_of(&self, signing_key: &VerifyingKey) -> Option<TrusteeIndex> {
        position_of(&self.holders.trustees, signing_key)
    }

    /// Whether somebody with this signing key held the key, and has handed it on.
    #[must_use]
    pub fn is_former(&self, signing_key: &VerifyingKey) -> bool {
        let mut former = self.holders.former.iter();
        former.any(|trustees| position_of(trustees, signing_key).is_some())
    }

    /// The refresh that is running.
    #[must_use]
    pub fn running_refresh(&self) -> Option<&RunningRefresh> {
        self.holders
            .running
            .as_ref()
            .filter(|_| self.phase == Phase::Voting)
    }

    /// The refresh by which the trustees got their shares; none if it was the key generation.
    #[must_use]
    pub const fn received(&self) -> Option<&Received> {
        self.holders.received.as_ref()
    }

    /// Refreshes that were completed, in the order of the log.
    #[must_use]
    pub fn handed_on(&self) -> &[HandedOn] {
        &self.holders.handed_on
    }

    /// Whether all dealers of any refresh have dealt.
    #[must_use]
    pub const fn refresh_dealt(&self) -> bool {
        self.holders.dealt
    }

    pub(super) fn refresh_step(&self) -> Option<RefreshStep> {
        self.running_refresh().map(RunningRefresh::step)
    }

    /// Whose line a trustee's is, by its own account: what new trustees post in a refresh is the new ones'.
    #[must_use]
    pub fn author(&self, submission: &Submission) -> Option<&Trustee> {
        let Signer::Trustee(index) = submission.signer() else {
            return None;
        };
        if let Some((_, former)) = self.former_holder(submission) {
            return Some(former);
        }
        match (self.running_refresh(), submission.kind()) {
            (Some(running), Kind::KeyConfirm | Kind::KeyComplaint) => trustee_at(&running.trustees, index),
            _ => self.trustee(index),
        }
    }

    /// Checks the signature of a role.
    pub(super) fn signature(&self, submission: &Submission) -> Option<Violation> {
        let signer = submission.signer();
        let verified = match (signer, self.author(submission)) {
            (Signer::Trustee(_), Some(author)) => submission.verify_with(&author.signing_key, &self.id),
            _ => submission.verify_signature(&self.manifest, &self.id),
        };
        verified.err().map(|error| Violation::Signature { signer, error })
    }

    /// The trustee who has signed a line of the decryption, but has handed the key on.
    pub(super) fn former_holder(&self, submission: &Submission) -> Option<(TrusteeIndex, &Trustee)> {
        let Signer::Trustee(index) = submission.signer() else {
            return None;
        };
        if self.holders.former.is_empty()
            || !matches!(submission.kind(), Kind::Intent | Kind::PartialDecryption)
        {
            return None;
        }
        let signed = |trustee: &&Trustee| submission.verify_with(&trustee.signing_key, &self.id).is_ok();
        if self.trustee(index).is_some_and(|present| signed(&present)) {
            return None;
        }
        let mut former = self.holders.former.iter();
        former
            .find_map(|trustees| trustee_at(trustees, index).filter(signed))
            .map(|trustee| (index, trustee))
    }
}
