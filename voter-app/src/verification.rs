//! What the page that verifies and its worker say to each other, as JSON text.

use crate::message::Trouble;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    manifest::Rule,
    verify::{CheckId, Report},
};
use serde::{Deserialize, Serialize};

/// What the page asks for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Question {
    /// Verify the record that is among the files that come with it, or else that of an election of this board; look in it for a
    /// tracker.
    Verify {
        election: Option<Hash>,
        tracker: Option<String>,
    },
    /// Stop.
    Cancel,
}

/// What the worker says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Told {
    /// To [`Question::Verify`], again and again.
    Progress(ProgressView),
    /// To [`Question::Verify`].
    Verified(Box<VerifiedView>),
    /// To [`Question::Cancel`], and to what was cancelled.
    Cancelled,
    /// Anything that went wrong.
    Failed(Trouble),
}

impl From<Trouble> for Told {
    fn from(trouble: Trouble) -> Self {
        Self::Failed(trouble)
    }
}

/// How far a verification is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProgressView {
    /// Lines so far.
    pub(crate) lines: u64,
    /// Of `total`: lines where their number is known, else bytes.
    pub(crate) done: u64,
    pub(crate) total: u64,
    /// Checks that have failed so far.
    pub(crate) failed: Vec<CheckId>,
}

/// The end of a verification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VerifiedView {
    /// Of each check only the first findings.
    pub(crate) report: Report,
    /// Whether the board sent it.
    pub(crate) of_board: bool,
    /// Sum of the counted ballots' weights, and the contests' rules, if there is a result.
    pub(crate) counted: Option<(u64, Vec<Rule>)>,
    /// What the whole log says of the tracker that was asked for.
    pub(crate) ballot: Option<BallotVerified>,
}

/// What a fully verified log says of a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum BallotVerified {
    /// It is the last one of its voter code.
    Counts(u64),
    /// A later one counts instead.
    Superseded { seq: u64, by: u64 },
    /// It was opened to check it.
    Opened(u64),
    /// It is neither cast nor opened.
    Absent,
}
