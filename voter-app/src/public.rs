//! What the worker tells everybody about an election: what is in its log.

use crate::{
    message::{TrackerView, Trouble},
    words::Words,
};
use bulletin_board_client::{
    ElectionSummary,
    api::{BallotState, TurnoutPoint},
};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::Phase,
    entry::Kind,
    manifest::{Contest, Rule},
    text::Text,
    verify::report::ContestCounts,
};
use serde::{Deserialize, Serialize};

/// What the worker answers to everybody but those who vote.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// To [`CheckOpening`](crate::message::Request::CheckOpening).
    OpeningChecked(Box<CheckedView>),
    /// To [`Overview`](crate::message::Request::Overview).
    Overview(Box<ElectionView>),
    /// To [`Track`](crate::message::Request::Track).
    Tracked(TrackedView),
    /// To [`Lines`](crate::message::Request::Lines).
    Lines(LinesView),
    /// To [`Pages`](crate::message::Request::Pages).
    Pages(PagesView),
    /// Anything that went wrong, as in [`Response`](crate::message::Response).
    Failed(Trouble),
}

impl From<Trouble> for Answer {
    fn from(trouble: Trouble) -> Self {
        Self::Failed(trouble)
    }
}

/// An election from the outside. Manifest and checkpoint are verified; numbers and turnout are the board's word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ElectionView {
    pub(crate) summary: ElectionSummary,
    pub(crate) description: Text,
    pub(crate) contests: Vec<Contest>,
    /// When the authority says to have opened it, in POSIX seconds.
    pub(crate) opened: Option<u64>,
    /// When it says to have closed it.
    pub(crate) closed: Option<u64>,
    pub(crate) witnesses: WitnessesView,
    pub(crate) turnout: Vec<TurnoutPoint>,
    pub(crate) result: Option<ResultView>,
    /// Why the authority ended it without a result.
    pub(crate) reason: Option<String>,
}

/// Who has seen the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WitnessesView {
    /// Size and root of what the log has signed last.
    pub(crate) signed: Option<(u64, String)>,
    /// Whether the manifest asks for cosignatures.
    pub(crate) needed: bool,
    /// How many lines enough witnesses have seen.
    pub(crate) seen: Option<u64>,
    pub(crate) witnesses: Vec<WitnessView>,
}

/// A witness's last cosignature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WitnessView {
    pub(crate) name: String,
    /// Lines, and POSIX seconds by the witness's clock.
    pub(crate) cosigned: Option<(u64, u64)>,
    /// The signature was verified here.
    pub(crate) verified: bool,
}

/// A published result, signed by the authority. Whether it is right, only a full verification tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ResultView {
    /// Position of its line.
    pub(crate) seq: u64,
    pub(crate) ballots: u64,
    pub(crate) weight: u64,
    pub(crate) contests: Vec<ContestCounts>,
    /// Of the contests, in their order.
    pub(crate) rules: Vec<Rule>,
    /// For programs.
    pub(crate) json: String,
}

/// What is looked for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Sought {
    /// A tracker as somebody has it.
    Tracker(String),
    /// The text of a file with a receipt.
    Receipt(String),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TrackedView {
    /// The election that it is about, if it is known.
    pub(crate) election: Option<(Hash, Text, Phase)>,
    pub(crate) found: Found,
}

/// Whether something is in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Found {
    /// It is.
    Line(Box<LineFound>),
    /// The text is no tracker.
    NoTracker(Words),
    /// The file is no receipt.
    NoReceipt,
    /// Nothing has this tracker.
    Nothing { tracker: String },
    /// The receipt is not signed by the log's key.
    Unsigned,
    /// The board has signed a receipt for a line, and does not have so many.
    Missing { seq: u64, entries: u64 },
    /// The board has signed a receipt for a line, and has another one there.
    Broken {
        seq: u64,
        /// What proves it to anybody, to be saved.
        evidence: Option<String>,
    },
}

/// A line that is in the log; its place and all that is said of it were verified, but that no later ballot replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LineFound {
    pub(crate) seq: u64,
    pub(crate) kind: Kind,
    /// Of a ballot.
    pub(crate) tracker: Option<TrackerView>,
    /// What the line says of the ballot.
    pub(crate) state: Option<BallotState>,
    /// What became of a ballot that was only announced here, and in which line: verified to be of the same ballot.
    pub(crate) became: Option<(BallotState, u64)>,
    /// Position of the ballot that counts instead, verified to be of the same voter code.
    pub(crate) replaced_by: Option<u64>,
    /// A receipt was given, and its promise is kept.
    pub(crate) promised: bool,
    /// Lines of the signed log that it is proved to be in; none if no checkpoint covers it yet.
    pub(crate) proved: Option<u64>,
    /// Names of the witnesses who have seen that.
    pub(crate) witnesses: Vec<String>,
    /// Whether that is enough of them.
    pub(crate) quorum: bool,
    /// Whether the manifest asks for any.
    pub(crate) needed: bool,
    /// Since when at the latest it is there, in POSIX seconds, as the witnesses say.
    pub(crate) since: Option<u64>,
}

/// A part of a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LinesView {
    pub(crate) title: Text,
    /// Names of the trustees, in order; none if they were not the same all the time.
    pub(crate) trustees: Vec<String>,
    /// Lines in the log.
    pub(crate) entries: u64,
    pub(crate) lines: Vec<LineView>,
    /// Where to go on.
    pub(crate) next: u64,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LineView {
    pub(crate) seq: u64,
    /// None if it cannot be read.
    pub(crate) content: Option<LineContent>,
    /// Of its bytes.
    pub(crate) hash: String,
    pub(crate) raw: String,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LineContent {
    pub(crate) kind: Kind,
    /// As in the line.
    pub(crate) signer: String,
    /// In groups, of what concerns a ballot.
    pub(crate) tracker: Option<String>,
    /// POSIX seconds, where its sender states a time.
    pub(crate) time: Option<u64>,
    /// How many voters, in a part of the roll or its seal.
    pub(crate) voters: Option<u64>,
}

/// What an opened ballot holds, checked on a device that did not seal it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CheckedView {
    pub(crate) title: Text,
    pub(crate) contests: Vec<Contest>,
    /// By contest the value of every option, then of the blank vote where there is one.
    pub(crate) choices: Vec<Vec<u32>>,
    pub(crate) tracker: TrackerView,
    /// Position in the log.
    pub(crate) seq: u64,
    /// Whether the log that it is in is signed by the board and cosigned by as many witnesses as the manifest asks for.
    pub(crate) proven: bool,
    /// Whether it asks for any.
    pub(crate) watched: bool,
}

/// The pages that the server sends, compared.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PagesView {
    /// Their digest as the manifest has it, if it has one.
    pub(crate) pinned: Option<String>,
    /// How many files were compared.
    pub(crate) files: u64,
    /// Names of those that are missing or others.
    pub(crate) wrong: Vec<String>,
}
