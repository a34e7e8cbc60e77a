//! What the board says besides log lines. Only a convenience: nobody needs to believe it.

#[cfg(feature = "openapi")]
use crate::schema;
use ostrakon_crypto::{hash::Hash, index::TrusteeIndex, signature::VerifyingKey};
use ostrakon_record::{
    election::{Election, Phase, Whereabouts},
    manifest::Schedule,
    receipt::Receipt,
    refusal::SignedRefusal,
    text::Text,
    tracker::BallotTracker,
};
use serde::{Deserialize, Serialize};

/// A board's name and key, which a manifest must name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BoardInfo {
    /// First part of the origin of this board's logs.
    pub name: String,
    /// Signs receipts.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::point))]
    pub key: VerifyingKey,
    /// Version of the server's program.
    pub version: String,
}

/// How far an election is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ElectionSummary {
    /// Election id.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::hash))]
    pub election: Hash,
    /// Title in all its languages.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::text))]
    pub title: Text,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::phase))]
    pub phase: Phase,
    /// Number of lines.
    pub entries: u64,
    /// Hash of the last line.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::hash))]
    pub head: Hash,
    /// Number of voters on the roll so far.
    pub voters: u64,
    /// Number of ballots, superseded ones too.
    pub ballots: u64,
    /// Number of credentials that cast a ballot.
    pub counted: u64,
    /// Number of ballots that voters opened to check them.
    pub opened: u64,
    /// How many trustees can decrypt.
    pub threshold: u8,
    /// How far each trustee is.
    pub trustees: Vec<TrusteeProgress>,
    /// Position of the open line.
    pub opened_at: Option<u64>,
    /// Position of the close line.
    pub closed_at: Option<u64>,
    /// Announced times.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::schedule))]
    pub schedule: Schedule,
}

/// How far a trustee is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each step of a trustee, independent in time"
)]
pub struct TrusteeProgress {
    /// Index, from 1.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::trustee))]
    pub index: TrusteeIndex,
    /// Name.
    pub name: String,
    /// First round of key generation; of those to whom the key was handed on, only `confirmed` is true.
    pub committed: bool,
    /// Second round.
    pub dealt: bool,
    /// Third round.
    pub confirmed: bool,
    /// Proved again to hold the share.
    pub rehearsed: bool,
    /// Announced what to decrypt.
    pub intent: bool,
    /// Decrypted.
    pub decrypted: bool,
}

impl ElectionSummary {
    /// The summary of an election's state.
    #[must_use]
    pub fn of(election: &Election) -> Self {
        let manifest = election.manifest();
        let decrypted: Vec<TrusteeIndex> = election.valid_partials().collect();
        let trustees = election.session().threshold.indices().zip(election.trustees());
        // Who got the key by a refresh has confirmed that, and did nothing before.
        let handed_on = !election.handed_on().is_empty();
        Self {
            election: *election.id(),
            title: manifest.title.clone(),
            phase: election.phase(),
            entries: election.entries(),
            head: *election.head(),
            voters: election.roll().count,
            ballots: election.ballots(),
            counted: election.counted(),
            opened: election.opened(),
            threshold: election.session().threshold.threshold(),
            trustees: trustees
                .map(|(index, trustee)| TrusteeProgress {
                    index,
                    name: trustee.name.clone(),
                    committed: !handed_on && election.commitments().contains_key(&index),
                    dealt: !handed_on && election.deals().contains_key(&index),
                    confirmed: handed_on || election.confirmations().contains(&index),
                    rehearsed: !handed_on && election.rehearsals().contains(&index),
                    intent: election.intents().contains_key(&index),
                    decrypted: decrypted.contains(&index),
                })
                .collect(),
            opened_at: election.opened_at(),
            closed_at: election.close_position(),
            schedule: manifest.schedule,
        }
    }
}

/// Where a log ends: what the board tells those who listen to its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogEnd {
    /// Number of lines.
    pub entries: u64,
    /// Hash of the last line.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::hash))]
    pub head: Hash,
    /// Where the election stands.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::phase))]
    pub phase: Phase,
}

impl LogEnd {
    /// Of an election's state.
    #[must_use]
    pub fn of(election: &Election) -> Self {
        Self {
            entries: election.entries(),
            head: *election.head(),
            phase: election.phase(),
        }
    }
}

/// A credential on the roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CredentialStatus {
    /// How much its ballot counts.
    pub weight: u32,
    /// Its last ballot.
    pub last: Option<LastBallot>,
    /// How many sealed ballots it committed to, in order to check them.
    pub challenges: u32,
}

/// A credential's last ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastBallot {
    /// 1, 2, … for each credential.
    pub sequence: u32,
    /// Its tracker.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::hash))]
    pub tracker: BallotTracker,
    /// Position in the log.
    pub seq: u64,
}

/// Where a sealed ballot is, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BallotStatus {
    /// Its whole tracker.
    #[cfg_attr(feature = "openapi", schema(schema_with = schema::hash))]
    pub tracker: BallotTracker,
    /// Position of the line that tells it.
    pub seq: u64,
    /// What became of it.
    pub state: BallotState,
    /// Position of its credential's last ballot, if it was superseded.
    pub replaced_by: Option<u64>,
}

/// What became of a sealed ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BallotState {
    /// Cast, and its credential's last one.
    Cast,
    /// Cast, and replaced by a later one.
    Superseded,
    /// Opened to check it: it cannot be cast.
    Opened,
    /// Committed to, and neither cast nor opened.
    Committed,
}

impl BallotStatus {
    /// Of what a log says.
    #[must_use]
    pub const fn of(tracker: BallotTracker, found: Whereabouts) -> Self {
        let (state, replaced_by) = match found {
            Whereabouts::Cast { .. } => (BallotState::Cast, None),
            Whereabouts::Superseded { by, .. } => (BallotState::Superseded, Some(by)),
            Whereabouts::Opened { .. } => (BallotState::Opened, None),
            Whereabouts::Committed { .. } => (BallotState::Committed, None),
        };
        Self {
            tracker,
            seq: found.seq(),
            state,
            replaced_by,
        }
    }
}

/// What a board knows of an election's witness. Its signatures are in the checkpoints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WitnessStatus {
    /// Its name in the manifest's policy.
    pub name: String,
    /// Its last cosignature, as far as this server has seen.
    pub cosigned: Option<LastCosignature>,
}

/// A witness's last cosignature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastCosignature {
    /// Lines that the checkpoint covers.
    pub lines: u64,
    /// POSIX seconds, by the witness's clock.
    pub time: u64,
}

/// How many had voted by some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TurnoutPoint {
    /// POSIX seconds, by the clock of the witness that first cosigned these lines.
    pub time: u64,
    /// Lines in the log.
    pub entries: u64,
    /// Ballots among them, superseded ones too.
    pub ballots: u64,
    /// Credentials that had cast one.
    pub counted: u64,
}

/// The answer to a posted line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostedReceipt {
    /// The board's promise.
    pub receipt: Receipt,
    /// Whether the line was in the log before.
    pub repeated: bool,
}

/// A problem document (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `urn:ostrakon:problem:` and a word for the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of problem, in words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What exactly is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The verifier's check that the line would violate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// The board's signature of this, where it judged a voter's line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<schema::SignedRefusal>))]
    pub refusal: Option<Box<SignedRefusal>>,
}

impl Problem {
    /// A problem of which only the status is known.
    #[must_use]
    pub fn of_status(status: u16) -> Self {
        Self {
            kind: "about:blank".to_owned(),
            title: format!("status {status}"),
            status,
            detail: None,
            check: None,
            refusal: None,
        }
    }

    /// The detail if there is one, else the title.
    #[must_use]
    pub fn words(&self) -> &str {
        self.detail.as_deref().unwrap_or(&self.title)
    }
}
