//! Zero-knowledge proofs.
//!
//! - [`schnorr`]: knowledge of a discrete logarithm
//! - [`dlog_equality`]: one logarithm for many pairs
//! - `committed_bits`: the values of a whole ballot are in their ranges, their sums within the rules
//! - `range`: committed values are of 32 bits
//! - `allocation`: the amounts of a whole ballot are in their ranges, their sums within the rules
//! - `batch`: many ballots as one multiscalar multiplication

pub(crate) mod allocation;
pub(crate) mod batch;
pub(crate) mod committed_bits;
pub mod dlog_equality;
pub(crate) mod range;
pub mod schnorr;
