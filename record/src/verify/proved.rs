//! What an earlier run of the verifier has proved, so that a later one need not prove it again.

use super::{CheckId, Finding};
use crate::tlog::NodeHash;
use serde::{Deserialize, Serialize};

/// What is proved of the first lines of a log: signatures, proofs and openings of everything that voters posted there. All
/// else is checked anew whenever lines are read, and first of all whether they are the same lines.
///
/// Whoever verifies believes this. So it must come from nobody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proved {
    /// Number of lines.
    pub lines: u64,
    /// Root of their tree (docs/record.md §7.1): it stands for every byte of them.
    pub root: NodeHash,
    /// What did not hold.
    pub faults: Vec<(CheckId, Finding)>,
}
