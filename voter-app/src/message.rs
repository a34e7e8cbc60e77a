//! What page and worker say to each other, as JSON text.

use crate::words::Words;
use bulletin_board_client::ElectionSummary;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::Phase,
    manifest::{Contest, Schedule},
    text::Text,
    verify::Report,
};
use serde::{Deserialize, Serialize};

/// What the page asks for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Request {
    /// All elections of the board.
    Elections,
    /// How far an election is, as the board says.
    Summary(Hash),
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
    /// Forgets code, choices and ballot.
    Forget,
    /// Reads and verifies the whole record.
    Verify(Hash),
    /// Compares the pages that the server sends with those that an election's manifest names.
    Pages(Hash),
}

/// What the worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Response {
    /// To [`Request::Elections`].
    Elections(Vec<ElectionSummary>),
    /// To [`Request::Summary`].
    Summary(ElectionSummary),
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
    /// To [`Request::Forget`].
    Forgotten,
    /// To [`Request::Verify`].
    Verified(Box<Report>),
    /// To [`Request::Pages`].
    Pages(PagesView),
    /// Anything that went wrong.
    Failed(Trouble),
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
}

/// A sealed ballot.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SealedView {
    /// In groups of five.
    pub(crate) tracker: String,
}

/// A cast ballot; the board's receipt is verified.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ReceiptView {
    /// In groups of five.
    pub(crate) tracker: String,
    /// Position in the log.
    pub(crate) seq: u64,
    /// The receipt as JSON, to keep.
    pub(crate) receipt: String,
}

/// An opened ballot, as it is in the log; the board's receipt is verified.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct OpenedView {
    /// In groups of five.
    pub(crate) tracker: String,
    /// Position in the log.
    pub(crate) seq: u64,
    /// What was sealed: by contest the value of every option, then of the blank vote where there is one.
    pub(crate) choices: Vec<Vec<u32>>,
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
