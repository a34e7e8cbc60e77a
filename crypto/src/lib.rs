//! Mathematics of the Ostrakon voting system.
//!
//! Nothing here reads a file, a clock or ambient randomness: those are arguments. `docs/protocol.md` is the
//! specification; each module names its section.
//!
//! - [`group`]: points and scalars of ristretto255; the only file that names curve25519-dalek types
//! - [`hash`]: SHA3-256 digests
//! - [`signature`]: Ed25519 signatures of roles
//! - [`ml_dsa`]: ML-DSA-44 signatures of witnesses
//! - [`secret`]: secret scalars and seeds, erased when dropped
//! - [`transcript`]: Fiat–Shamir transcripts and the table of their labels
//! - [`index`]: trustee indices and thresholds
//! - [`elgamal`]: ciphertexts and their weighted sums
//! - [`credential`]: voter codes, credential keys and ballot signatures
//! - [`proof`]: zero-knowledge proofs
//! - [`ballot`]: sealing and checking ballots, one by one and in batches
//! - [`dkg`]: distributed key generation
//! - [`decryption`]: partial decryption, its combination, small discrete logarithms

pub mod ballot;
pub mod credential;
pub mod decryption;
pub mod dkg;
pub mod elgamal;
pub mod group;
pub mod hash;
pub mod index;
pub mod ml_dsa;
pub mod proof;
pub mod secret;
pub mod signature;
pub mod transcript;
