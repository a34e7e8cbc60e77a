//! Roll, rehearsals, opening (docs/record.md §4).

use super::{Election, Phase, Violation, keys::possession};
use crate::{
    body::{Open, Rehearsal, RollPart, RollSeal},
    entry::{Entry, Kind},
    manifest::Manifest,
    roll::{PART_LIMIT, RollError, RollTotals},
    verify::CheckId,
};
use ostrakon_crypto::{dkg::SharePurpose, hash::Hash, index::TrusteeIndex};
use std::collections::BTreeSet;

#[derive(Clone, Debug)]
pub(super) struct Setup {
    parts: u32,
    roll: RollTotals,
    seal: Option<Hash>,
    rehearsals: BTreeSet<TrusteeIndex>,
    highest: u32,
}

/// A line of the setup that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SetupError {
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
            Self::JointKey => CheckId::K5,
            Self::Rehearsal { .. } | Self::Unrehearsed { .. } => CheckId::L6,
            Self::OpenRoll => CheckId::E1,
        }
    }
}

impl Setup {
    pub(super) fn new(manifest: &Manifest) -> Self {
        Self {
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
    /// Trustees who have rehearsed since the roll was sealed.
    #[must_use]
    pub const fn rehearsals(&self) -> &BTreeSet<TrusteeIndex> {
        &self.setup.rehearsals
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
            self.voting.enrol(*voter.credential.as_bytes(), voter.weight);
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
