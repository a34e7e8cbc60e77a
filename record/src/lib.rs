//! The Ostrakon election record: what may be posted, in which bytes, and how anyone checks it.
//!
//! An election is a deterministic state machine whose only input is a public log of signed lines. The board
//! appends a line only if [`Election::examine`] finds nothing wrong with it; a verifier replays the same lines.
//! No file, clock, network or ambient randomness is used here. `docs/record.md` is the specification.
//!
//! - [`canonical`]: JSON with exactly one form
//! - [`text`]: words in several languages
//! - [`manifest`]: what an election is
//! - [`roll`]: who may vote, with which weight
//! - [`tracker`]: a ballot's name, long and short
//! - [`picture`]: a ballot's name to be compared at a glance
//! - [`entry`]: lines, their kinds, what each role signs
//! - [`body`]: what each kind of line says
//! - [`challenge`]: what a voter posts to check a booth
//! - [`election`]: the state machine
//! - [`booth`]: sealing, and then casting or opening a ballot
//! - [`tlog`]: the log as a Merkle tree that others can watch
//! - [`pages`]: the voters' pages as a list of files
//! - [`receipt`]: the board's signed promise
//! - [`refusal`]: the board's signed refusal
//! - [`evidence`]: of a log that signed two things which cannot both be true
//! - [`verify`]: the verifier
//! - [`trust`]: what an election rests on, in plain words
//! - [`stream`]: a record's files, read line by line
//! - `archive` (feature `archive`): a record in one file

#[cfg(feature = "archive")]
pub mod archive;
pub mod body;
pub mod booth;
pub mod canonical;
pub mod challenge;
pub mod election;
pub mod entry;
pub mod evidence;
pub mod manifest;
pub mod pages;
pub mod picture;
pub mod receipt;
pub mod refusal;
pub mod roll;
pub mod stream;
pub mod text;
pub mod tlog;
pub mod tracker;
pub mod trust;
pub mod verify;

pub use body::Body;
pub use election::{Election, Phase, Violation};
pub use entry::{Entry, Kind, Signer, Submission};
pub use manifest::Manifest;
pub use tracker::{BallotTracker, TrackerText};
