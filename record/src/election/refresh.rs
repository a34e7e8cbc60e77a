//! Refresh (docs/record.md §4.2): while voting goes on, the key is handed on to other trustees.

use super::{Dispute, Election, HandedOn, KeyError, Received, Violation, keys::possession};
use crate::{
    body::{Body, KeyComplaint, KeyConfirm, KeyDeal, KeyRefresh, KeyRestart, RestartReason},
    entry::{Entry, Kind, Signer, Submission},
    manifest::{Trustee, position_of},
    verify::CheckId,
};
use ostrakon_crypto::{
    dkg::{
        Deal, DkgError, PublicKeys, Session, SharePurpose,
        refresh::{OldTrustee, Refresh},
    },
    group::Point,
    hash::Hash,
    index::{Threshold, TrusteeIndex},
    signature::VerifyingKey,
};
use std::collections::{BTreeMap, BTreeSet};

/// A refresh that is not complete.
#[derive(Clone, Debug)]
pub struct RunningRefresh {
    /// The line that began it.
    pub seq: u64,
    /// Its public facts.
    pub refresh: Refresh,
    /// To whom the key is handed on, in order of index.
    pub trustees: Vec<Trustee>,
    /// Deals so far.
    pub deals: BTreeMap<TrusteeIndex, Deal>,
    /// New trustees who have confirmed.
    pub confirmations: BTreeSet<TrusteeIndex>,
    /// Complaints in the order of the log.
    pub disputes: Vec<Dispute>,
    keys: Option<(PublicKeys, Hash)>,
}

/// How far a refresh is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshStep {
    /// The dealers deal.
    Deal,
    /// The new trustees confirm.
    Confirm,
    /// A new trustee has complained: the authority ends the refresh.
    Dispute,
}

/// A line of a refresh that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefreshError {
    /// Another session.
    #[error("{kind} of {signer}: names another session than the current one")]
    Session {
        /// What was posted.
        kind: Kind,
        /// By whom.
        signer: Signer,
    },
    /// Too few dealers, or others than the present trustees, or in disorder.
    #[error("the refresh's dealers must be at least {needed} of the present trustees, ascending")]
    Dealers {
        /// t.
        needed: u8,
    },
    /// New trustees who cannot be.
    #[error("the refresh's trustees: {reason}")]
    Trustees {
        /// What is wrong and what is allowed.
        reason: String,
    },
    /// A deal that anybody can see to be wrong.
    #[error("{0}")]
    Deal(DkgError),
    /// A complaint that proves nothing.
    #[error("{0}")]
    Complaint(DkgError),
    /// An end that says something else than the log shows.
    #[error("{0}")]
    End(KeyError),
    /// Another transcript or key than anyone computes, or a bad proof of knowledge.
    #[error("confirmation of the refresh by trustee {trustee}: {reason}")]
    Confirmation {
        /// Whose.
        trustee: TrusteeIndex,
        /// What is wrong.
        reason: String,
    },
    /// Signed by a trustee who has handed the key on.
    #[error("{kind} of trustee {trustee}: is signed by an earlier trustee, who holds the key no more")]
    Former {
        /// What was posted.
        kind: Kind,
        /// Whose index it was.
        trustee: TrusteeIndex,
    },
}

impl RefreshError {
    pub(super) const fn check(&self) -> CheckId {
        match self {
            Self::Session { .. }
            | Self::Dealers { .. }
            | Self::Deal(_)
            | Self::Complaint(_)
            | Self::End(_) => CheckId::K6,
            Self::Trustees { .. } | Self::Confirmation { .. } | Self::Former { .. } => CheckId::K7,
        }
    }

    /// Whether reading the log anew may help.
    pub(super) const fn is_conflict(&self) -> bool {
        matches!(self, Self::Session { .. } | Self::End(KeyError::NotAbsent { .. }))
    }
}

impl RunningRefresh {
    /// How far it is.
    #[must_use]
    pub fn step(&self) -> RefreshStep {
        if !self.disputes.is_empty() {
            RefreshStep::Dispute
        } else if self.deals.len() < self.refresh.dealers.len() {
            RefreshStep::Deal
        } else {
            RefreshStep::Confirm
        }
    }

    /// The joint key, the new trustees' verification keys, and the transcript's hash; none before all dealers have dealt.
    #[must_use]
    pub const fn keys(&self) -> Option<&(PublicKeys, Hash)> {
        self.keys.as_ref()
    }

    /// The index of the new trustee who has this signing key.
    #[must_use]
    pub fn index_of(&self, signing_key: &VerifyingKey) -> Option<TrusteeIndex> {
        position_of(&self.trustees, signing_key)
    }

    /// Whether somebody's line is awaited in this step: of a dealer, then of a new trustee.
    #[must_use]
    pub fn awaits(&self, index: TrusteeIndex) -> bool {
        match self.step() {
            RefreshStep::Deal => {
                self.refresh.dealers.contains_key(&index) && !self.deals.contains_key(&index)
            }
            RefreshStep::Confirm => {
                self.refresh.threshold.contains(index) && !self.confirmations.contains(&index)
            }
            RefreshStep::Dispute => false,
        }
    }

    fn judge(&self, complainant: TrusteeIndex, body: &KeyComplaint) -> Result<Dispute, RefreshError> {
        let (dealer, complaint) = (body.dealer, body.complaint());
        let deal = self.deals.get(&dealer);
        let deal = deal.ok_or(RefreshError::Complaint(DkgError::NotATrustee { trustee: dealer }))?;
        let verdict = self.refresh.judge(&complaint, complainant, deal);
        Ok(Dispute {
            complainant,
            dealer,
            verdict: verdict.map_err(RefreshError::Complaint)?,
        })
    }
}

impl Election {
    /// What a refresh begins with; none if its threshold or dealers are impossible.
    fn begin_refresh(&self, seq: u64, id: Hash, body: &KeyRefresh) -> Result<RunningRefresh, RefreshError> {
        let trustees = u8::try_from(body.trustees.len());
        let impossible = |reason: String| RefreshError::Trustees { reason };
        let trustees = trustees.map_err(|_| impossible("there are more than 255".to_owned()))?;
        let threshold =
            Threshold::new(body.threshold, trustees).map_err(|error| impossible(error.to_string()))?;
        let needed = self.session.threshold.threshold();
        let ascending = body.dealers.windows(2).all(|pair| pair.first() < pair.last());
        let dealers: Option<BTreeMap<TrusteeIndex, OldTrustee>> = body
            .dealers
            .iter()
            .map(|index| {
                let position = usize::from(index.get()).checked_sub(1)?;
                let dealer = OldTrustee {
                    encryption_key: *self.session.encryption_keys.get(position)?,
                    verification_key: *self.public_keys()?.verification.get(position)?,
                };
                Some((*index, dealer))
            })
            .collect();
        let dealers = dealers
            .filter(|dealers| ascending && dealers.len() >= usize::from(needed))
            .ok_or(RefreshError::Dealers { needed })?;
        Ok(RunningRefresh {
            seq,
            refresh: Refresh {
                id,
                session: self.session.id,
                dealers,
                threshold,
                encryption_keys: body
                    .trustees
                    .iter()
                    .map(|trustee| trustee.encryption_key)
                    .collect(),
            },
            trustees: body.trustees.clone(),
            deals: BTreeMap::new(),
            confirmations: BTreeSet::new(),
            disputes: Vec::new(),
            keys: None,
        })
    }

    pub(super) fn examine_refresh(&self, body: &KeyRefresh, found: &mut Vec<Violation>) {
        if body.session != self.session.id {
            let (kind, signer) = (Kind::KeyRefresh, Signer::Authority);
            found.push(RefreshError::Session { kind, signer }.into());
        }
        if let Err(error) = self.begin_refresh(self.entries, Hash::ZERO, body) {
            found.push(error.into());
        }
        let manifest = &self.manifest;
        let mut signing = BTreeSet::from([manifest.authority, manifest.registrar, manifest.log.key]);
        signing.extend(self.holders.all().map(|trustee| trustee.signing_key));
        // A wrong policy was found in the manifest.
        let _ = manifest.log.policy_problems(&mut signing);
        let mut encryption: BTreeSet<Point> =
            self.holders.all().map(|trustee| trustee.encryption_key).collect();
        for trustee in &body.trustees {
            let reason = if trustee.name.is_empty() || trustee.name.len() > 200 {
                "a name must have 1 to 200 bytes".to_owned()
            } else if !signing.insert(trustee.signing_key) || !encryption.insert(trustee.encryption_key) {
                format!(
                    "{:?} has a key that somebody in this election has or had before; a new trustee needs a new key file",
                    trustee.name
                )
            } else {
                continue;
            };
            found.push(RefreshError::Trustees { reason }.into());
        }
    }

    pub(super) fn absorb_refresh(&mut self, entry: &Entry, body: &KeyRefresh) {
        self.holders.running = self.begin_refresh(entry.seq(), *entry.hash(), body).ok();
    }

    /// Examines a line that belongs to the running refresh; tells whether it is one.
    pub(super) fn examine_refresh_line(&self, submission: &Submission, found: &mut Vec<Violation>) -> bool {
        let Some(running) = self.running_refresh() else {
            return false;
        };
        let (kind, signer) = (submission.kind(), submission.signer());
        let session = match submission.body() {
            Body::KeyDeal(body) => body.session,
            Body::KeyConfirm(body) => body.session,
            Body::KeyComplaint(body) => body.session,
            Body::KeyRestart(body) => body.session,
            _ => return false,
        };
        let current = session == running.refresh.id;
        if let Signer::Trustee(index) = signer {
            let (member, again) = match submission.body() {
                Body::KeyDeal(_) => (
                    running.refresh.dealers.contains_key(&index),
                    running.deals.contains_key(&index),
                ),
                body => (
                    running.refresh.threshold.contains(index),
                    matches!(body, Body::KeyConfirm(_)) && running.confirmations.contains(&index),
                ),
            };
            if !member {
                found.push(super::PhaseError::Role { kind, signer }.into());
                return true;
            }
            Self::once(kind, index, again, found);
        }
        if !current {
            found.push(RefreshError::Session { kind, signer }.into());
            return true;
        }
        match (submission.body(), signer) {
            (Body::KeyDeal(body), Signer::Trustee(index)) => {
                let checked = running.refresh.check_deal(index, &body.deal());
                found.extend(checked.err().map(|error| RefreshError::Deal(error).into()));
            }
            (Body::KeyConfirm(body), Signer::Trustee(index)) => {
                self.examine_handed_on(running, index, body, found);
            }
            (Body::KeyComplaint(body), Signer::Trustee(index)) => {
                let repeated =
                    |dispute: &Dispute| dispute.complainant == index && dispute.dealer == body.dealer;
                if running.disputes.iter().any(repeated) {
                    let (complainant, dealer) = (index, body.dealer);
                    found.push(KeyError::Repeated { complainant, dealer }.into());
                }
                found.extend(running.judge(index, body).err().map(Violation::from));
            }
            (Body::KeyRestart(body), _) => {
                found.extend(end_fault(running, body).map(|error| RefreshError::End(error).into()));
            }
            _ => {}
        }
        true
    }

    fn examine_handed_on(
        &self,
        running: &RunningRefresh,
        trustee: TrusteeIndex,
        body: &KeyConfirm,
        found: &mut Vec<Violation>,
    ) {
        let mut wrong = |reason: String| found.push(RefreshError::Confirmation { trustee, reason }.into());
        let Some((keys, transcript)) = &running.keys else {
            return wrong("the deals add up to no usable key".to_owned());
        };
        if body.transcript != *transcript {
            wrong("names another transcript than this record's".to_owned());
        }
        let joint = self.public_keys().map(|keys| keys.joint);
        if Some(body.key) != joint {
            wrong("names another joint key than the election's".to_owned());
        }
        if Some(keys.joint) != joint {
            wrong("the deals are of another joint key than the election's".to_owned());
        }
        let purpose = SharePurpose::Confirm;
        if let Err(reason) = possession(keys, trustee, purpose, &body.transcript, &body.possession) {
            wrong(reason);
        }
    }

    /// Takes the effect of a line that belongs to the running refresh; tells whether it is one.
    pub(super) fn absorb_refresh_line(&mut self, submission: &Submission) -> bool {
        let Some(running) = &mut self.holders.running else {
            return false;
        };
        match (submission.body(), submission.signer()) {
            (Body::KeyDeal(body), Signer::Trustee(index)) => {
                running.take_deal(index, body);
                self.holders.dealt |= running.step() == RefreshStep::Confirm;
            }
            (Body::KeyConfirm(_), Signer::Trustee(index)) => {
                if running.refresh.threshold.contains(index) {
                    running.confirmations.insert(index);
                }
                let all = usize::from(running.refresh.threshold.trustees());
                if running.confirmations.len() == all {
                    self.complete_refresh();
                }
            }
            (Body::KeyComplaint(body), Signer::Trustee(index)) => {
                // A complaint that proves nothing has no effect.
                if let Ok(dispute) = running.judge(index, body) {
                    running.disputes.push(dispute);
                }
            }
            (Body::KeyRestart(_), _) => self.holders.running = None,
            _ => return false,
        }
        true
    }

    /// The new trustees take the place of those who held the key. The joint key is what it was.
    fn complete_refresh(&mut self) {
        let (Some(running), Some(generated)) = (self.holders.running.take(), &mut self.keys.generated) else {
            return;
        };
        let Some((keys, _)) = running.keys else {
            self.holders.running = Some(running);
            return;
        };
        generated.public.verification = keys.verification;
        self.session = Session {
            id: running.refresh.id,
            threshold: running.refresh.threshold,
            encryption_keys: running.refresh.encryption_keys.clone(),
        };
        self.holders.handed_on.push(HandedOn {
            seq: running.seq,
            threshold: running.refresh.threshold.threshold(),
            trustees: running
                .trustees
                .iter()
                .map(|trustee| trustee.name.clone())
                .collect(),
        });
        let former = core::mem::replace(&mut self.holders.trustees, running.trustees);
        self.holders.former.push(former);
        self.holders.received = Some(Received {
            refresh: running.refresh,
            deals: running.deals,
        });
    }
}

impl RunningRefresh {
    fn take_deal(&mut self, index: TrusteeIndex, body: &KeyDeal) {
        if self.refresh.dealers.contains_key(&index) {
            self.deals.entry(index).or_insert_with(|| body.deal());
        }
        if self.deals.len() == self.refresh.dealers.len() {
            let keys = self.refresh.public_keys(&self.deals).ok();
            self.keys = keys.map(|keys| {
                let transcript = self.refresh.transcript_hash(&self.deals, &keys);
                (keys, transcript)
            });
        }
    }
}

/// What is wrong with the end of a refresh.
fn end_fault(running: &RunningRefresh, body: &KeyRestart) -> Option<KeyError> {
    let culprit = body.culprit;
    match running.disputes.first() {
        Some(dispute) => {
            let found = (dispute.culprit(), RestartReason::from(dispute.verdict));
            (found != (culprit, body.reason)).then_some(KeyError::Culprit {
                culprit: found.0,
                reason: found.1,
            })
        }
        None if body.reason != RestartReason::Absent => Some(KeyError::NoComplaint),
        None => (!running.awaits(culprit)).then_some(KeyError::NotAbsent { culprit }),
    }
}
