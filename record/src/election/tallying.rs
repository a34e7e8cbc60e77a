//! Intents and partial decryptions (docs/record.md §3.3, §4).

use super::{Election, Phase, PhaseError, Violation};
use crate::{
    body::{Intent, PartialDecryptionBody, ResultBody},
    entry::{Kind, Signer},
    verify::CheckId,
};
use ostrakon_crypto::{
    decryption::{self, PartialDecryption},
    elgamal::Aggregate,
    hash::{Hash, Hasher},
    index::TrusteeIndex,
};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default)]
pub(super) struct Tallying {
    close: Option<Closed>,
    intents: BTreeMap<TrusteeIndex, Intent>,
    pub(super) partials: BTreeMap<TrusteeIndex, Partial>,
    pub(super) result: Option<ResultBody>,
}

#[derive(Clone, Copy, Debug)]
struct Closed {
    seq: u64,
    hash: Hash,
    time: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Partial {
    pub(super) decryption: PartialDecryption,
    valid: bool,
}

/// What trustees decrypt: the one closed aggregate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Hash of the close line.
    pub close: Hash,
    /// Digest of election, close line, turnout and all sums.
    pub digest: Hash,
    /// What the decryption proofs are bound to.
    pub context: Hash,
    /// Sums of all contests in manifest order, each of all options, then of the blank vote if there is one.
    pub aggregates: Vec<Aggregate>,
}

/// A statement about the tally that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TallyError {
    /// Too few ballots to decrypt anything.
    #[error("{kind}: only {counted} ballots are counted, and nothing may be decrypted under {minimum}")]
    UnderMinimum {
        /// What was posted.
        kind: Kind,
        /// Counted ballots.
        counted: u64,
        /// The manifest's minimum.
        minimum: u32,
    },
    /// Another close line.
    #[error("{kind} by {signer}: names another close line than this record's")]
    Close {
        /// What was posted.
        kind: Kind,
        /// By whom.
        signer: Signer,
    },
    /// Another aggregate than anyone computes.
    #[error("intent of trustee {trustee}: names another aggregate than the counted ballots add up to")]
    Aggregate {
        /// Whose.
        trustee: TrusteeIndex,
    },
    /// Decrypted before t trustees agreed.
    #[error(
        "partial decryption of trustee {trustee}: comes before {needed} trustees agreed on what to decrypt"
    )]
    TooEarly {
        /// Whose.
        trustee: TrusteeIndex,
        /// t.
        needed: u8,
    },
    /// Decrypted something else than announced.
    #[error("partial decryption of trustee {trustee}: decrypts something else than the trustee announced")]
    NotAnnounced {
        /// Whose.
        trustee: TrusteeIndex,
    },
    /// The proof.
    #[error("partial decryption of trustee {trustee}: {reason}")]
    Proof {
        /// Whose.
        trustee: TrusteeIndex,
        /// What is wrong.
        reason: String,
    },
    /// Fewer than t valid partial decryptions.
    #[error("only {found} of the {needed} partial decryptions needed are valid")]
    TooFew {
        /// Valid ones.
        found: usize,
        /// t.
        needed: u8,
    },
    /// The result names a set of trustees that cannot have been combined.
    #[error(
        "the result says that the partial decryptions of trustees {named:?} were combined: these are not exactly {needed} trustees in ascending order with valid ones"
    )]
    CombinedSet {
        /// What the result says.
        named: Vec<u8>,
        /// t.
        needed: u8,
    },
    /// Valid partial decryptions that contradict each other.
    #[error("combining trustee {trustee}'s partial decryption gives other counts than combining the others'")]
    Disagreement {
        /// Whose.
        trustee: TrusteeIndex,
    },
    /// No count in range.
    #[error("contest {contest:?}, {what}: the count is not between 0 and {bound}")]
    CountRange {
        /// Contest id.
        contest: String,
        /// Which option, or the blank votes.
        what: String,
        /// Highest possible count.
        bound: u64,
    },
    /// Published turnout.
    #[error("the result says {field} {published}; the log has {recomputed}")]
    Turnout {
        /// `ballots` or `weight`.
        field: &'static str,
        /// In the result.
        published: u64,
        /// From the log.
        recomputed: u64,
    },
    /// A count of the result that its rule excludes.
    #[error(
        "contest {contest:?}: the counts add up to {sum}, which its rule excludes for ballots of weight {weight} that are not blank"
    )]
    Rule {
        /// Contest id.
        contest: String,
        /// Sum of the published counts.
        sum: u64,
        /// Counted weight without the blank votes'.
        weight: u64,
    },
    /// Contests, options or blank votes are missing, too many or out of order.
    #[error(
        "the result does not list exactly the manifest's contests, options and blank votes in their order"
    )]
    Shape,
    /// Wrong winners.
    #[error("contest {contest:?}: the result says that {published:?} lead; its counts say {recomputed:?}")]
    Leading {
        /// Contest id.
        contest: String,
        /// In the result.
        published: Vec<String>,
        /// From its counts.
        recomputed: Vec<String>,
    },
    /// Wrong count.
    #[error("contest {contest:?}, {what}: the result says {published}; the decrypted count is {recomputed}")]
    Count {
        /// Contest id.
        contest: String,
        /// Which option, or the blank votes.
        what: String,
        /// In the result.
        published: u64,
        /// Decrypted.
        recomputed: u64,
    },
    /// Voting has not been closed.
    #[error("voting has not been closed yet")]
    NotClosed,
}

impl TallyError {
    pub(super) const fn check(&self) -> CheckId {
        match self {
            Self::Turnout { .. } => CheckId::T1,
            Self::Aggregate { .. } => CheckId::T2,
            Self::UnderMinimum { .. } => CheckId::T3,
            Self::Close { .. } | Self::TooEarly { .. } | Self::NotClosed => CheckId::T4,
            Self::TooFew { .. } => CheckId::D1,
            Self::Proof { .. } => CheckId::D2,
            Self::NotAnnounced { .. } => CheckId::D3,
            Self::CombinedSet { .. } | Self::Disagreement { .. } => CheckId::D4,
            Self::CountRange { .. } => CheckId::D5,
            Self::Rule { .. } => CheckId::R1,
            Self::Shape => CheckId::R2,
            Self::Leading { .. } => CheckId::R3,
            Self::Count { .. } => CheckId::R4,
        }
    }
}

impl Tallying {
    pub(super) fn close(&mut self, seq: u64, hash: Hash, time: u64) {
        self.close = Some(Closed { seq, hash, time });
    }
}

/// What a decryption proof is bound to, for a trustee's claims.
fn decryption_context(election: &Hash, close: &Hash, aggregate: &Hash) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(b"ostrakon/v1/decryption\n");
    for part in [election, close, aggregate] {
        hasher.update(part.as_bytes());
    }
    hasher.finish()
}

impl Election {
    /// What trustees decrypt; none before the close line.
    #[must_use]
    pub fn tally(&self) -> Option<Tally> {
        let close = self.tallying.close?.hash;
        let aggregates: Vec<Aggregate> = self.aggregates().iter().flatten().copied().collect();
        let mut hasher = Hasher::new();
        hasher.update(b"ostrakon/v1/aggregate\n");
        hasher.update(self.id.as_bytes());
        hasher.update(close.as_bytes());
        hasher.update(&self.counted().to_be_bytes());
        hasher.update(&self.counted_weight().to_be_bytes());
        for aggregate in &aggregates {
            hasher.update(&aggregate.to_bytes());
        }
        let digest = hasher.finish();
        Some(Tally {
            close,
            digest,
            context: decryption_context(&self.id, &close, &digest),
            aggregates,
        })
    }

    /// POSIX time of the close line.
    #[must_use]
    pub fn closed_at(&self) -> Option<u64> {
        self.tallying.close.map(|close| close.time)
    }

    /// Position of the close line.
    #[must_use]
    pub fn close_position(&self) -> Option<u64> {
        self.tallying.close.as_ref().map(|close| close.seq)
    }

    /// Hash of the close line.
    #[must_use]
    pub fn close_hash(&self) -> Option<&Hash> {
        self.tallying.close.as_ref().map(|close| &close.hash)
    }

    /// What each trustee announced to decrypt.
    #[must_use]
    pub const fn intents(&self) -> &BTreeMap<TrusteeIndex, Intent> {
        &self.tallying.intents
    }

    /// Trustees whose partial decryption is in the log and valid.
    pub fn valid_partials(&self) -> impl Iterator<Item = TrusteeIndex> {
        self.tallying
            .partials
            .iter()
            .filter(|(_, partial)| partial.valid)
            .map(|(index, _)| *index)
    }

    /// Whether any partial decryption is in the log, valid or not.
    #[must_use]
    pub fn has_partials(&self) -> bool {
        !self.tallying.partials.is_empty()
    }

    pub(super) fn minimum_met(&self, kind: Kind, found: &mut Vec<Violation>) -> bool {
        let met = self.phase != Phase::Withheld;
        if !met {
            let minimum = self.manifest.minimum_ballots;
            found.push(
                TallyError::UnderMinimum {
                    kind,
                    counted: self.counted(),
                    minimum,
                }
                .into(),
            );
        }
        met
    }

    pub(super) fn examine_intent(&self, index: TrusteeIndex, body: &Intent, found: &mut Vec<Violation>) {
        if !self.in_roster(Kind::Intent, index, found) || !self.minimum_met(Kind::Intent, found) {
            return;
        }
        let signer = Signer::Trustee(index);
        if self.tallying.intents.contains_key(&index) {
            found.push(
                PhaseError::Again {
                    kind: Kind::Intent,
                    signer,
                }
                .into(),
            );
        }
        if let Some(tally) = self.tally() {
            if body.close != tally.close {
                found.push(
                    TallyError::Close {
                        kind: Kind::Intent,
                        signer,
                    }
                    .into(),
                );
            } else if body.aggregate != tally.digest {
                found.push(TallyError::Aggregate { trustee: index }.into());
            }
        }
    }

    pub(super) fn absorb_intent(&mut self, index: TrusteeIndex, body: &Intent) {
        if self.session.threshold.contains(index) {
            self.tallying.intents.entry(index).or_insert_with(|| body.clone());
        }
        let agreeing = self
            .tallying
            .intents
            .values()
            .filter(|intent| *intent == body)
            .count();
        if self.phase == Phase::Intent && agreeing >= usize::from(self.session.threshold.threshold()) {
            self.phase = Phase::Decryption;
        }
    }

    fn check_partial(&self, index: TrusteeIndex, body: &PartialDecryptionBody) -> Result<(), TallyError> {
        let wrong = |reason: String| TallyError::Proof {
            trustee: index,
            reason,
        };
        let position = usize::from(index.get()).saturating_sub(1);
        let key = self
            .public_keys()
            .and_then(|keys| keys.verification.get(position));
        let key = key.ok_or_else(|| wrong("has no verification key".to_owned()))?;
        let tally = self.tally().ok_or(TallyError::NotClosed)?;
        let context = decryption_context(&self.id, &body.close, &body.aggregate);
        decryption::check(index, key, &context, &tally.aggregates, &body.partial())
            .map_err(|error| wrong(error.to_string()))
    }

    pub(super) fn examine_partial(
        &self,
        index: TrusteeIndex,
        body: &PartialDecryptionBody,
        found: &mut Vec<Violation>,
    ) {
        if !self.in_roster(Kind::PartialDecryption, index, found)
            || !self.minimum_met(Kind::PartialDecryption, found)
        {
            return;
        }
        let signer = Signer::Trustee(index);
        if self.tallying.partials.contains_key(&index) {
            found.push(
                PhaseError::Again {
                    kind: Kind::PartialDecryption,
                    signer,
                }
                .into(),
            );
        }
        let needed = self.session.threshold.threshold();
        if self.phase == Phase::Intent {
            found.push(
                TallyError::TooEarly {
                    trustee: index,
                    needed,
                }
                .into(),
            );
        } else {
            let announced = self.tallying.intents.get(&index);
            if announced.is_none_or(|intent| intent.close != body.close || intent.aggregate != body.aggregate)
            {
                found.push(TallyError::NotAnnounced { trustee: index }.into());
            }
        }
        found.extend(self.check_partial(index, body).err().map(Violation::from));
    }

    pub(super) fn absorb_partial(&mut self, index: TrusteeIndex, body: &PartialDecryptionBody) {
        let valid = self.check_partial(index, body).is_ok();
        if self.session.threshold.contains(index) {
            let partial = Partial {
                decryption: body.partial(),
                valid,
            };
            self.tallying.partials.entry(index).or_insert(partial);
        }
    }
}
