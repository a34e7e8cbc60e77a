//! What page and worker say to each other, as JSON text.

use crate::{public::Sought, words::Words};
use bulletin_board_client::ElectionSummary;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::Phase,
    entry::Kind,
    manifest::{Contest, Layout, Schedule},
    text::Text,
};
use serde::{Deserialize, Serialize};

/// What the page asks for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Request {
    /// All elections of the board.
    Elections,
    /// Reads and checks an election's log up to its opening.
    Enter(Hash),
    /// Finds the voter of a code.
    Identify(String),
    /// Encrypts choices, by contest and option.
    Seal(Vec<Vec<u32>>),
    /// Casts the sealed ballot; again, if the answer was lost.
    Cast,
    /// Has the sealed ballot opened instead of casting it; again, if the answer was lost.
    Check,
    /// Holds the board to a receipt, as JSON: looks again whether it has proved that the line is in the log.
    Redeem(String),
    /// Checks an opened ballot of this election.
    CheckOpening(Hash, Opening),
    /// Forgets code, choices and ballot.
    Forget,
    /// An election from the outside.
    Overview(Hash),
    /// Looks for a ballot, in one election or in all of the board's.
    Track { election: Option<Hash>, sought: Sought },
    /// Some lines of a log, perhaps of one kind.
    Lines {
        election: Hash,
        from: u64,
        kind: Option<Kind>,
    },
    /// Compares the pages that the server sends with those that an election's manifest names.
    Pages(Hash),
}

/// What the worker answers to those who vote; to others [`crate::public::Answer`], so that voters do not wait for the code that
/// reads it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Response {
    /// To [`Request::Elections`].
    Elections(Vec<ElectionSummary>),
    /// To [`Request::Enter`].
    Entered(BoothView),
    /// To [`Request::Identify`].
    Identified(VoterView),
    /// To [`Request::Seal`].
    Sealed(SealedView),
    /// To [`Request::Cast`].
    Cast(ReceiptView),
    /// To [`Request::Check`].
    Checked(OpenedView),
    /// To [`Request::Redeem`].
    Redeemed(Proof),
    /// To [`Request::Forget`].
    Forgotten,
    /// Anything that went wrong.
    Failed(Trouble),
}

impl From<Trouble> for Response {
    fn from(trouble: Trouble) -> Self {
        Self::Failed(trouble)
    }
}

/// What went wrong.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Trouble {
    /// What, and what to do about it.
    pub(crate) message: Words,
    /// The exact words of a library, in English.
    pub(crate) detail: Option<String>,
    /// Whether the same request may succeed later.
    pub(crate) retryable: bool,
    /// What the voter should keep: the board's signed refusal as JSON.
    pub(crate) evidence: Option<String>,
}

impl Trouble {
    /// The same request will fail again.
    pub(crate) const fn lasting(message: Words) -> Self {
        Self {
            message,
            detail: None,
            retryable: false,
            evidence: None,
        }
    }

    /// With the exact words of a library.
    pub(crate) fn because(mut self, error: &impl ToString) -> Self {
        self.detail = Some(error.to_string());
        self
    }
}

/// Who, besides the board, has seen the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Watch {
    /// Enough witnesses have seen its newest lines, or almost.
    Witnessed,
    /// Enough witnesses have not.
    Behind,
    /// The election has no witnesses.
    Nobody,
}

/// An election as the booth shows it; checked against its id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct BoothView {
    pub(crate) title: Text,
    pub(crate) description: Text,
    pub(crate) contests: Vec<Contest>,
    pub(crate) schedule: Schedule,
    pub(crate) phase: Phase,
    pub(crate) revoting: bool,
    pub(crate) layout: Layout,
    /// By contest and option: where in this browser its picture is.
    pub(crate) pictures: Vec<Vec<Option<String>>>,
    /// Who watches the log; none if voting is not open.
    pub(crate) watch: Option<Watch>,
}

/// A voter who has come to vote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct VoterView {
    /// How much the voter's ballot counts.
    pub(crate) weight: u32,
    /// Position of the voter's last ballot.
    pub(crate) voted_at: Option<u64>,
    /// Whether they may vote now.
    pub(crate) may_vote: bool,
    /// How many more ballots they may have opened.
    pub(crate) checks_left: u32,
    /// By contest: the options' positions in the order in which this voter sees them, in their groups.
    pub(crate) shown: Vec<Vec<ShownGroup>>,
}

/// Options that are shown together.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ShownGroup {
    pub(crate) title: Option<Text>,
    pub(crate) options: Vec<usize>,
}

/// A ballot's name, in all forms in which people compare it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TrackerView {
    /// In groups of five.
    pub(crate) short: String,
    /// From left to right.
    pub(crate) picture: Vec<ShapeView>,
    /// Leads to what the board tells about the ballot.
    pub(crate) code: Option<CodeView>,
}

/// A shape of a tracker's picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ShapeView {
    /// SVG path in a square of 24 units.
    pub(crate) path: String,
    /// Colour in CSS.
    pub(crate) code: String,
    /// Name of the shape in docs/record.md.
    pub(crate) shape: String,
    /// Name of the colour in docs/record.md.
    pub(crate) colour: String,
}

/// A QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CodeView {
    /// What it says.
    pub(crate) text: String,
    /// Modules a side.
    pub(crate) width: u32,
    /// SVG path of the dark modules, one unit each.
    pub(crate) path: String,
}

/// A sealed ballot.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SealedView {
    pub(crate) tracker: TrackerView,
}

/// A cast ballot; the board's receipt is verified.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ReceiptView {
    pub(crate) tracker: TrackerView,
    /// Position in the log.
    pub(crate) seq: u64,
    /// The receipt as JSON, to keep.
    pub(crate) receipt: String,
    pub(crate) proof: Proof,
}

/// How far the board has kept the promise in a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Standing {
    /// Nothing speaks against it, but no checkpoint covers the line yet, or the board could not be asked.
    Promised,
    /// The line is in a log that the board has signed, and too few witnesses have cosigned yet.
    Unwitnessed,
    /// The line is in a log that the board has signed and the witnesses that the manifest asks for have cosigned.
    Proven,
    /// The log does not have so many lines.
    Missing,
    /// The log has something else there, or is not the one that was signed.
    Broken,
}

/// What a board has to show for a receipt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Proof {
    pub(crate) standing: Standing,
    /// Of the log that was signed.
    pub(crate) lines: Option<u64>,
    /// Who has cosigned it.
    pub(crate) witnesses: Vec<String>,
    /// To keep: an inclusion receipt that has the board's receipt in it, or that alone.
    pub(crate) file: String,
    /// Against a board that broke its promise: docs/record.md §6.1.
    pub(crate) evidence: Option<String>,
    /// The exact words of a library, in English.
    pub(crate) detail: Option<String>,
}

/// An opened ballot, as it is in the log; the board's receipt is verified.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct OpenedView {
    pub(crate) tracker: TrackerView,
    /// Position in the log.
    pub(crate) seq: u64,
    /// What was sealed: by contest the value of every option, then of the blank vote where there is one.
    pub(crate) choices: Vec<Vec<u32>>,
    /// Leads another device to where it can check all this.
    pub(crate) elsewhere: Option<CodeView>,
    /// The same for a device without a camera: the two lines of the log.
    pub(crate) lines: String,
}

/// Where an opened ballot is found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Opening {
    /// Positions in the log.
    Lines { commitment: u64, challenge: u64 },
    /// The two lines of the log.
    Text(String),
}
