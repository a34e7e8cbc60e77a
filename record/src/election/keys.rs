//! Key generation (docs/record.md §4.1).

use super::{Election, Phase, PhaseError, Violation};
use crate::{
    body::{KeyCommit, KeyComplaint, KeyConfirm, KeyDeal, KeyRestart, RestartReason},
    entry::{Entry, Kind, Signer},
    verify::CheckId,
};
use ostrakon_crypto::{
    dkg::{self, Deal, DkgError, PublicKeys, SharePurpose, Verdict},
    hash::Hash,
    index::TrusteeIndex,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the current session has come to, and what became of those before.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyGeneration {
    commitments: BTreeMap<TrusteeIndex, Hash>,
    deals: BTreeMap<TrusteeIndex, Deal>,
    confirmations: BTreeSet<TrusteeIndex>,
    disputes: Vec<Dispute>,
    pub(super) generated: Option<GeneratedKeys>,
    past: Vec<PastSession>,
}

#[derive(Clone, Debug)]
pub(super) struct GeneratedKeys {
    pub(super) public: PublicKeys,
    transcript: Hash,
}

/// A complaint, and what everybody finds out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Who complained.
    pub complainant: TrusteeIndex,
    /// Of whose deal.
    pub dealer: TrusteeIndex,
    /// Who is right.
    pub verdict: Verdict,
}

impl Dispute {
    /// Whose fault it is.
    #[must_use]
    pub const fn culprit(&self) -> TrusteeIndex {
        match self.verdict {
            Verdict::BadShare => self.dealer,
            Verdict::FalseComplaint => self.complainant,
        }
    }
}

/// A session that was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastSession {
    /// The `key-restart` line that ended it.
    pub seq: u64,
    /// Whom that line names.
    pub culprit: TrusteeIndex,
    /// Why.
    pub reason: RestartReason,
}

/// A line of key generation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Another session.
    #[error("{kind} of {signer}: names another session than the current one")]
    Session {
        /// What was posted.
        kind: Kind,
        /// By whom.
        signer: Signer,
    },
    /// The deal is not what was committed to.
    #[error("{0}")]
    Commitment(DkgError),
    /// Wrong number of coefficients or a bad proof of possession.
    #[error("{0}")]
    Deal(DkgError),
    /// Shares missing, too many or in disorder.
    #[error("{0}")]
    Shares(DkgError),
    /// Another transcript or key than anyone computes, or a bad proof of knowledge.
    #[error("key confirmation of trustee {trustee}: {reason}")]
    Confirmation {
        /// Whose.
        trustee: TrusteeIndex,
        /// What is wrong.
        reason: String,
    },
    /// A complaint that proves nothing.
    #[error("{0}")]
    Complaint(DkgError),
    /// One complaint of a deal is enough.
    #[error("trustee {complainant} has already complained of trustee {dealer}'s deal")]
    Repeated {
        /// Who complained.
        complainant: TrusteeIndex,
        /// Of whose deal.
        dealer: TrusteeIndex,
    },
    /// A restart says something else than the first complaint has shown.
    #[error("the restart must name trustee {culprit}, who {reason}")]
    Culprit {
        /// Whose fault it is.
        culprit: TrusteeIndex,
        /// What the fault is.
        reason: RestartReason,
    },
    /// A restart for a complaint that there is not.
    #[error("the restart gives a complaint as its reason, and there is none")]
    NoComplaint,
    /// A restart names somebody as absent who is not.
    #[error("the restart names trustee {culprit} as absent: it has posted its line, or is no trustee")]
    NotAbsent {
        /// Who is named.
        culprit: TrusteeIndex,
    },
}

impl KeyError {
    pub(super) const fn check(&self) -> CheckId {
        match self {
            Self::Commitment(_) | Self::Session { .. } => CheckId::K2,
            Self::Deal(_) => CheckId::K3,
            Self::Shares(_)
            | Self::Complaint(_)
            | Self::Culprit { .. }
            | Self::NoComplaint
            | Self::NotAbsent { .. } => CheckId::K4,
            Self::Confirmation { .. } => CheckId::K5,
            Self::Repeated { .. } => CheckId::L6,
        }
    }

    /// Whether reading the log anew may help.
    pub(super) const fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::Session { .. } | Self::Repeated { .. } | Self::NotAbsent { .. }
        )
    }
}

impl Election {
    /// Commitments of the first round, by trustee.
    #[must_use]
    pub const fn commitments(&self) -> &BTreeMap<TrusteeIndex, Hash> {
        &self.keys.commitments
    }

    /// Deals of the second round, by trustee.
    #[must_use]
    pub const fn deals(&self) -> &BTreeMap<TrusteeIndex, Deal> {
        &self.keys.deals
    }

    /// Trustees who have confirmed the key.
    #[must_use]
    pub const fn confirmations(&self) -> &BTreeSet<TrusteeIndex> {
        &self.keys.confirmations
    }

    /// Complaints of the current session, in the order of the log.
    #[must_use]
    pub fn disputes(&self) -> &[Dispute] {
        &self.keys.disputes
    }

    /// Sessions that were given up, in the order of the log.
    #[must_use]
    pub fn past_sessions(&self) -> &[PastSession] {
        &self.keys.past
    }

    /// Whether all trustees of the manifest have dealt, in the last session of key generation.
    #[must_use]
    pub fn all_dealt(&self) -> bool {
        self.keys.deals.len() == self.manifest.trustees.len()
    }

    /// Whether all trustees of the manifest have confirmed the key.
    #[must_use]
    pub fn all_confirmed(&self) -> bool {
        self.keys.confirmations.len() == self.manifest.trustees.len()
    }

    /// Whether a trustee has posted its line of the current round of key generation.
    #[must_use]
    pub fn has_posted_key_line(&self, index: TrusteeIndex) -> bool {
        match self.phase {
            Phase::KeyCommit => self.keys.commitments.contains_key(&index),
            Phase::KeyDeal => self.keys.deals.contains_key(&index),
            Phase::KeyConfirm => self.keys.confirmations.contains(&index),
            _ => true,
        }
    }

    /// The joint key and the verification keys of the trustees who hold it, recomputed from the deals; none before all are in.
    #[must_use]
    pub fn public_keys(&self) -> Option<&PublicKeys> {
        self.keys.generated.as_ref().map(|keys| &keys.public)
    }

    /// Hash of the key generation's transcript; none before all deals are in.
    #[must_use]
    pub fn key_transcript(&self) -> Option<&Hash> {
        self.keys.generated.as_ref().map(|keys| &keys.transcript)
    }

    pub(super) fn in_roster(&self, kind: Kind, index: TrusteeIndex, found: &mut Vec<Violation>) -> bool {
        let member = self.session.threshold.contains(index);
        if !member {
            found.push(
                PhaseError::Role {
                    kind,
                    signer: Signer::Trustee(index),
                }
                .into(),
            );
        }
        member
    }

    pub(super) fn once(kind: Kind, index: TrusteeIndex, already: bool, found: &mut Vec<Violation>) {
        if already {
            found.push(
                PhaseError::Again {
                    kind,
                    signer: Signer::Trustee(index),
                }
                .into(),
            );
        }
    }

    /// What is of another session proves nothing in this one, and is not looked at further.
    fn same_session(&self, kind: Kind, signer: Signer, session: &Hash, found: &mut Vec<Violation>) -> bool {
        let same = *session == self.session.id;
        if !same {
            found.push(KeyError::Session { kind, signer }.into());
        }
        same
    }

    pub(super) fn examine_commit(&self, index: TrusteeIndex, body: &KeyCommit, found: &mut Vec<Violation>) {
        if self.in_roster(Kind::KeyCommit, index, found) {
            Self::once(
                Kind::KeyCommit,
                index,
                self.keys.commitments.contains_key(&index),
                found,
            );
            self.same_session(Kind::KeyCommit, Signer::Trustee(index), &body.session, found);
        }
    }

    pub(super) fn absorb_commit(&mut self, index: TrusteeIndex, body: &KeyCommit) {
        if self.session.threshold.contains(index) {
            self.keys.commitments.entry(index).or_insert(body.commitment);
        }
        if self.keys.commitments.len() == usize::from(self.session.threshold.trustees()) {
            self.phase = Phase::KeyDeal;
        }
    }

    pub(super) fn examine_deal(&self, index: TrusteeIndex, body: &KeyDeal, found: &mut Vec<Violation>) {
        if !self.in_roster(Kind::KeyDeal, index, found) {
            return;
        }
        Self::once(Kind::KeyDeal, index, self.keys.deals.contains_key(&index), found);
        if !self.same_session(Kind::KeyDeal, Signer::Trustee(index), &body.session, found) {
            return;
        }
        let deal = body.deal();
        if let Some(commitment) = self.keys.commitments.get(&index) {
            let checked = dkg::check_commitment(&self.session, index, commitment, &deal);
            found.extend(checked.err().map(|error| KeyError::Commitment(error).into()));
        }
        if let Err(error) = dkg::check_share_list(&self.session, index, &deal) {
            // The proof of possession is of these shares.
            found.push(KeyError::Shares(error).into());
        } else if let Err(error) = dkg::check_deal(&self.session, index, &deal) {
            found.push(KeyError::Deal(error).into());
        }
    }

    pub(super) fn absorb_deal(&mut self, index: TrusteeIndex, body: &KeyDeal) {
        if self.session.threshold.contains(index) {
            self.keys.deals.entry(index).or_insert_with(|| body.deal());
        }
        if self.keys.deals.len() == usize::from(self.session.threshold.trustees()) {
            let commitments: Vec<Hash> = self.keys.commitments.values().copied().collect();
            let deals: Vec<Deal> = self.keys.deals.values().cloned().collect();
            // Without keys the session is stuck, and every confirmation is refused: the authority aborts.
            self.keys.generated = dkg::public_keys(&self.session, &deals)
                .ok()
                .map(|public| GeneratedKeys {
                    transcript: dkg::transcript_hash(&self.session, &commitments, &deals, &public),
                    public,
                });
            self.phase = Phase::KeyConfirm;
        }
    }

    pub(super) fn examine_confirm(&self, index: TrusteeIndex, body: &KeyConfirm, found: &mut Vec<Violation>) {
        if !self.in_roster(Kind::KeyConfirm, index, found) {
            return;
        }
        Self::once(
            Kind::KeyConfirm,
            index,
            self.keys.confirmations.contains(&index),
            found,
        );
        if !self.same_session(Kind::KeyConfirm, Signer::Trustee(index), &body.session, found) {
            return;
        }
        let mut wrong = |reason: String| {
            found.push(
                KeyError::Confirmation {
                    trustee: index,
                    reason,
                }
                .into(),
            );
        };
        let Some(keys) = &self.keys.generated else {
            return wrong("the deals add up to no usable key; the authority has to abort".to_owned());
        };
        if body.transcript != keys.transcript {
            wrong("names another transcript than this record's".to_owned());
        }
        if body.key != keys.public.joint {
            wrong("names another joint key than the deals add up to".to_owned());
        }
        if let Err(error) = possession(
            &keys.public,
            index,
            SharePurpose::Confirm,
            &body.transcript,
            &body.possession,
        ) {
            wrong(error);
        }
    }

    pub(super) fn absorb_confirm(&mut self, index: TrusteeIndex) {
        if self.session.threshold.contains(index) {
            self.keys.confirmations.insert(index);
        }
        if self.keys.confirmations.len() == usize::from(self.session.threshold.trustees()) {
            self.phase = Phase::Roll;
        }
    }

    pub(super) fn examine_complaint(
        &self,
        index: TrusteeIndex,
        body: &KeyComplaint,
        found: &mut Vec<Violation>,
    ) {
        if !self.in_roster(Kind::KeyComplaint, index, found) {
            return;
        }
        let signer = Signer::Trustee(index);
        if !self.same_session(Kind::KeyComplaint, signer, &body.session, found) {
            return;
        }
        let repeated = |dispute: &Dispute| dispute.complainant == index && dispute.dealer == body.dealer;
        if self.keys.disputes.iter().any(repeated) {
            found.push(
                KeyError::Repeated {
                    complainant: index,
                    dealer: body.dealer,
                }
                .into(),
            );
        }
        found.extend(self.judge(index, body).err().map(Violation::from));
    }

    fn judge(&self, complainant: TrusteeIndex, body: &KeyComplaint) -> Result<Dispute, KeyError> {
        let dealer = body.dealer;
        let deal = self
            .keys
            .deals
            .get(&dealer)
            .ok_or(KeyError::Complaint(DkgError::NotATrustee { trustee: dealer }))?;
        let verdict = body
            .complaint()
            .judge(&self.session, complainant, deal)
            .map_err(KeyError::Complaint)?;
        Ok(Dispute {
            complainant,
            dealer,
            verdict,
        })
    }

    pub(super) fn absorb_complaint(&mut self, index: TrusteeIndex, body: &KeyComplaint) {
        // A complaint that proves nothing has no effect.
        if let Ok(dispute) = self.judge(index, body) {
            self.keys.disputes.push(dispute);
            self.phase = Phase::KeyDispute;
        }
    }

    pub(super) fn examine_restart(&self, body: &KeyRestart, found: &mut Vec<Violation>) {
        if !self.same_session(Kind::KeyRestart, Signer::Authority, &body.session, found) {
            return;
        }
        let culprit = body.culprit;
        if let Some(dispute) = self.keys.disputes.first() {
            let reason = RestartReason::from(dispute.verdict);
            if (culprit, body.reason) != (dispute.culprit(), reason) {
                found.push(
                    KeyError::Culprit {
                        culprit: dispute.culprit(),
                        reason,
                    }
                    .into(),
                );
            }
        } else if body.reason != RestartReason::Absent {
            found.push(KeyError::NoComplaint.into());
        } else if !self.session.threshold.contains(culprit) || self.has_posted_key_line(culprit) {
            found.push(KeyError::NotAbsent { culprit }.into());
        }
    }

    pub(super) fn absorb_restart(&mut self, entry: &Entry, body: &KeyRestart) {
        let mut past = core::mem::take(&mut self.keys.past);
        past.push(PastSession {
            seq: entry.seq(),
            culprit: body.culprit,
            reason: body.reason,
        });
        self.keys = KeyGeneration {
            past,
            ..KeyGeneration::default()
        };
        self.session.id = *entry.hash();
        self.phase = Phase::KeyCommit;
    }
}

pub(super) fn possession(
    keys: &PublicKeys,
    index: TrusteeIndex,
    purpose: SharePurpose,
    context: &Hash,
    proof: &ostrakon_crypto::proof::schnorr::SchnorrProof,
) -> Result<(), String> {
    let position = usize::from(index.get()).saturating_sub(1);
    let key = keys.verification.get(position).ok_or("has no verification key")?;
    dkg::check_possession(key, index, purpose, context, proof).map_err(|error| error.to_string())
}
