//! Key generation, roll, rehearsals, opening (docs/record.md §4.2–4.4).

use super::{Election, Phase, PhaseError, Violation};
use crate::{
    body::{KeyCommit, KeyConfirm, KeyDeal, Open, Rehearsal, RollPart, RollSeal},
    entry::{Entry, Kind, Signer},
    manifest::Manifest,
    roll::{PART_LIMIT, RollError, RollTotals},
    verify::CheckId,
};
use ostrakon_crypto::{
    dkg::{self, Deal, DkgError, PublicKeys, SharePurpose},
    hash::Hash,
    index::TrusteeIndex,
};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
pub(super) struct Setup {
    commitments: BTreeMap<TrusteeIndex, Hash>,
    deals: BTreeMap<TrusteeIndex, Deal>,
    confirmations: BTreeSet<TrusteeIndex>,
    keys: Option<GeneratedKeys>,
    parts: u32,
    roll: RollTotals,
    seal: Option<Hash>,
    rehearsals: BTreeSet<TrusteeIndex>,
    highest: u32,
}

#[derive(Clone, Debug)]
struct GeneratedKeys {
    public: PublicKeys,
    transcript: Hash,
}

/// A line of the setup that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SetupError {
    /// Another key generation session.
    #[error("{kind} of trustee {trustee}: names another session than this election's")]
    Session {
        /// Which round.
        kind: Kind,
        /// Whose.
        trustee: TrusteeIndex,
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
    /// A rehearsal for another roll or with a bad proof.
    #[error("rehearsal of trustee {trustee}: {reason}")]
    Rehearsal {
        /// Whose.
        trustee: TrusteeIndex,
        /// What is wrong.
        reason: String,
    },
    /// Fewer than t trustees have rehearsed.
    #[error("only {found} of the {needed} trustees needed to decrypt have rehearsed")]
    Unrehearsed {
        /// How many have.
        found: usize,
        /// t.
        needed: u8,
    },
    /// The open line names another key than the trustees generated.
    #[error("the open line names another joint key than the trustees generated")]
    JointKey,
    /// The open line names another roll.
    #[error("the open line names another roll than the sealed one")]
    OpenRoll,
}

impl SetupError {
    pub(super) const fn check(&self) -> CheckId {
        match self {
            Self::Commitment(_) | Self::Session { .. } => CheckId::K2,
            Self::Deal(_) => CheckId::K3,
            Self::Shares(_) => CheckId::K4,
            Self::Confirmation { .. } | Self::JointKey => CheckId::K5,
            Self::Rehearsal { .. } | Self::Unrehearsed { .. } => CheckId::L6,
            Self::OpenRoll => CheckId::E1,
        }
    }
}

impl Setup {
    pub(super) fn new(manifest: &Manifest) -> Self {
        Self {
            commitments: BTreeMap::new(),
            deals: BTreeMap::new(),
            confirmations: BTreeSet::new(),
            keys: None,
            parts: 0,
            roll: RollTotals::default(),
            seal: None,
            rehearsals: BTreeSet::new(),
            highest: manifest
                .contests
                .iter()
                .map(|contest| contest.rule.bound())
                .max()
                .unwrap_or(1),
        }
    }
}

impl Election {
    /// Commitments of the first round, by trustee.
    #[must_use]
    pub const fn commitments(&self) -> &BTreeMap<TrusteeIndex, Hash> {
        &self.setup.commitments
    }

    /// Deals of the second round, by trustee.
    #[must_use]
    pub const fn deals(&self) -> &BTreeMap<TrusteeIndex, Deal> {
        &self.setup.deals
    }

    /// Trustees who have confirmed the key.
    #[must_use]
    pub const fn confirmations(&self) -> &BTreeSet<TrusteeIndex> {
        &self.setup.confirmations
    }

    /// Trustees who have rehearsed since the roll was sealed.
    #[must_use]
    pub const fn rehearsals(&self) -> &BTreeSet<TrusteeIndex> {
        &self.setup.rehearsals
    }

    /// The joint key and the trustees' verification keys, recomputed from the deals; none before all are in.
    #[must_use]
    pub fn public_keys(&self) -> Option<&PublicKeys> {
        self.setup.keys.as_ref().map(|keys| &keys.public)
    }

    /// Hash of the key generation's transcript; none before all deals are in.
    #[must_use]
    pub fn key_transcript(&self) -> Option<&Hash> {
        self.setup.keys.as_ref().map(|keys| &keys.transcript)
    }

    /// Number of roll parts so far.
    #[must_use]
    pub const fn roll_parts(&self) -> u32 {
        self.setup.parts
    }

    /// Count, weight and digest of the roll so far.
    #[must_use]
    pub const fn roll(&self) -> &RollTotals {
        &self.setup.roll
    }

    /// Hash of the roll-seal line, to which rehearsals are bound.
    #[must_use]
    pub const fn roll_seal(&self) -> Option<&Hash> {
        self.setup.seal.as_ref()
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

    fn once(kind: Kind, index: TrusteeIndex, already: bool, found: &mut Vec<Violation>) {
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

    fn same_session(&self, kind: Kind, index: TrusteeIndex, session: &Hash, found: &mut Vec<Violation>) {
        if *session != self.session.id {
            found.push(SetupError::Session { kind, trustee: index }.into());
        }
    }

    pub(super) fn examine_commit(&self, index: TrusteeIndex, body: &KeyCommit, found: &mut Vec<Violation>) {
        if self.in_roster(Kind::KeyCommit, index, found) {
            Self::once(
                Kind::KeyCommit,
                index,
                self.setup.commitments.contains_key(&index),
                found,
            );
            self.same_session(Kind::KeyCommit, index, &body.session, found);
        }
    }

    pub(super) fn absorb_commit(&mut self, index: TrusteeIndex, body: &KeyCommit) {
        if self.session.threshold.contains(index) {
            self.setup.commitments.entry(index).or_insert(body.commitment);
        }
        if self.setup.commitments.len() == usize::from(self.session.threshold.trustees()) {
            self.phase = Phase::KeyDeal;
        }
    }

    pub(super) fn examine_deal(&self, index: TrusteeIndex, body: &KeyDeal, found: &mut Vec<Violation>) {
        if !self.in_roster(Kind::KeyDeal, index, found) {
            return;
        }
        Self::once(Kind::KeyDeal, index, self.setup.deals.contains_key(&index), found);
        self.same_session(Kind::KeyDeal, index, &body.session, found);
        let deal = body.deal();
        if let Some(commitment) = self.setup.commitments.get(&index) {
            let checked = dkg::check_commitment(&self.session, index, commitment, &deal);
            found.extend(checked.err().map(|error| SetupError::Commitment(error).into()));
        }
        let checked = dkg::check_deal(&self.session, index, &deal);
        found.extend(checked.err().map(|error| SetupError::Deal(error).into()));
        let checked = dkg::check_share_list(&self.session, index, &deal);
        found.extend(checked.err().map(|error| SetupError::Shares(error).into()));
    }

    pub(super) fn absorb_deal(&mut self, index: TrusteeIndex, body: &KeyDeal) {
        if self.session.threshold.contains(index) {
            self.setup.deals.entry(index).or_insert_with(|| body.deal());
        }
        if self.setup.deals.len() == usize::from(self.session.threshold.trustees()) {
            let commitments: Vec<Hash> = self.setup.commitments.values().copied().collect();
            let deals: Vec<Deal> = self.setup.deals.values().cloned().collect();
            // Without keys the session is stuck, and every confirmation is refused: the authority aborts.
            self.setup.keys = dkg::public_keys(&self.session, &deals)
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
            self.setup.confirmations.contains(&index),
            found,
        );
        self.same_session(Kind::KeyConfirm, index, &body.session, found);
        let mut wrong = |reason: String| {
            found.push(
                SetupError::Confirmation {
                    trustee: index,
                    reason,
                }
                .into(),
            );
        };
        let Some(keys) = &self.setup.keys else {
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
            self.setup.confirmations.insert(index);
        }
        if self.setup.confirmations.len() == usize::from(self.session.threshold.trustees()) {
            self.phase = Phase::Roll;
        }
    }

    pub(super) fn examine_roll_part(&self, body: &RollPart, found: &mut Vec<Violation>) {
        let expected = self.setup.parts.saturating_add(1);
        if body.part != expected {
            found.push(
                RollError::Part {
                    expected,
                    found: body.part,
                }
                .into(),
            );
        }
        if body.voters.is_empty() || body.voters.len() > PART_LIMIT {
            found.push(
                RollError::PartLength {
                    found: body.voters.len(),
                }
                .into(),
            );
        }
        let mut totals = self.setup.roll.clone();
        for voter in &body.voters {
            found.extend(totals.push(voter, self.setup.highest).err().map(Violation::from));
        }
    }

    pub(super) fn absorb_roll_part(&mut self, body: &RollPart) {
        self.setup.parts = self.setup.parts.saturating_add(1);
        for voter in &body.voters {
            // `examine_roll_part` has told what is wrong with the voter.
            let _ = self.setup.roll.push(voter, self.setup.highest);
            self.voting.enrol(voter);
        }
    }

    pub(super) fn examine_roll_seal(&self, body: &RollSeal, found: &mut Vec<Violation>) {
        let roll = &self.setup.roll;
        let mut compare = |field, sealed: String, counted: String| {
            if sealed != counted {
                found.push(
                    RollError::Seal {
                        field,
                        sealed,
                        counted,
                    }
                    .into(),
                );
            }
        };
        compare("count", body.count.to_string(), roll.count.to_string());
        compare("weight", body.weight.to_string(), roll.weight.to_string());
        compare("digest", body.digest.to_string(), roll.digest().to_string());
        if roll.count == 0 {
            found.push(RollError::PartLength { found: 0 }.into());
        }
    }

    pub(super) fn absorb_roll_seal(&mut self, entry: &Entry) {
        self.setup.seal = Some(*entry.hash());
        self.phase = Phase::Rehearsal;
    }

    pub(super) fn examine_rehearsal(
        &self,
        index: TrusteeIndex,
        body: &Rehearsal,
        found: &mut Vec<Violation>,
    ) {
        if !self.in_roster(Kind::Rehearsal, index, found) {
            return;
        }
        Self::once(
            Kind::Rehearsal,
            index,
            self.setup.rehearsals.contains(&index),
            found,
        );
        let mut wrong = |reason: String| {
            found.push(
                SetupError::Rehearsal {
                    trustee: index,
                    reason,
                }
                .into(),
            );
        };
        if Some(&body.roll) != self.setup.seal.as_ref() {
            wrong("names another roll-seal line than this election's".to_owned());
        }
        let checked = self
            .public_keys()
            .map(|keys| possession(keys, index, SharePurpose::Rehearsal, &body.roll, &body.possession));
        if let Some(Err(error)) = checked {
            wrong(error);
        }
    }

    pub(super) fn absorb_rehearsal(&mut self, index: TrusteeIndex) {
        if self.session.threshold.contains(index) {
            self.setup.rehearsals.insert(index);
        }
    }

    pub(super) fn examine_open(&self, body: &Open, found: &mut Vec<Violation>) {
        let needed = self.session.threshold.threshold();
        let rehearsed = self.setup.rehearsals.len();
        if rehearsed < usize::from(needed) {
            found.push(
                SetupError::Unrehearsed {
                    found: rehearsed,
                    needed,
                }
                .into(),
            );
        }
        if self.public_keys().map(|keys| keys.joint) != Some(body.key) {
            found.push(SetupError::JointKey.into());
        }
        if body.roll != self.setup.roll.digest() {
            found.push(SetupError::OpenRoll.into());
        }
    }

    pub(super) fn absorb_open(&mut self, entry: &Entry, body: &Open) {
        self.voting.open(entry.seq(), *entry.hash(), body.time);
        self.phase = Phase::Voting;
    }
}

fn possession(
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
