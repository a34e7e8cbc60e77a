//! Zero-knowledge proofs.
//!
//! - [`schnorr`]: knowledge of a discrete logarithm
//! - [`dlog_equality`]: one logarithm for many pairs
//! - `committed_bits`: the values of a whole ballot are in their ranges, their sums within the rules
//! - `batch`: many ballots as one multiscalar multiplication

pub(crate) mod batch;
pub(crate) mod committed_bits;
pub mod dlog_equality;
pub mod schnorr;
