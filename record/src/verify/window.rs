//! The lines that are decoded, and the voters' lines that are proved, together (docs/protocol.md §9). What is done here does
//! not depend on the lines' order, so several threads may do it; everything else is the state machine's.

use super::Party;
use crate::{
    election::{BallotError, BallotVerifier, Claim},
    entry::{Entry, LineError},
};
use ostrakon_crypto::hash::Hash;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};
use rand_core::{CryptoRng, RngCore};

/// Most lines of a window. One thread works on a window alone, and says meanwhile nothing of how far it is.
const LINES: usize = if cfg!(feature = "parallel") { 2_048 } else { 512 };
/// Bytes of lines after which a window is full.
const BYTES: usize = 4 << 20;
/// Batches that the claims of a window are divided into for each of several threads: whoever is done first takes the next.
const BATCHES: usize = if cfg!(feature = "parallel") { 2 } else { 1 };
/// Smaller batches cost more for each ballot.
const SMALLEST: usize = 256;

/// Lines that wait to be decoded.
#[derive(Debug)]
pub(super) struct Window {
    lines: Vec<Vec<u8>>,
    bytes: usize,
}

impl Window {
    pub(super) const fn new() -> Self {
        Self {
            lines: Vec::new(),
            bytes: 0,
        }
    }

    pub(super) fn push(&mut self, line: &[u8]) {
        self.bytes = self.bytes.saturating_add(line.len());
        self.lines.push(line.to_vec());
    }

    pub(super) const fn is_full(&self) -> bool {
        self.lines.len() >= LINES || self.bytes >= BYTES
    }

    pub(super) fn count(&self) -> u64 {
        u64::try_from(self.lines.len()).unwrap_or(u64::MAX)
    }

    /// Every line's hash, and what it says.
    pub(super) fn decode(&self) -> Vec<(Hash, Result<Entry, LineError>)> {
        map(&self.lines, |line| {
            let decoded = Entry::parse(line);
            let hash = decoded
                .as_ref()
                .map_or_else(|_| Hash::of(line), |entry| *entry.hash());
            (hash, decoded)
        })
    }
}

/// Claims with their positions in the log.
#[derive(Debug, Default)]
pub(super) struct Claims {
    seqs: Vec<u64>,
    claims: Vec<Claim>,
}

impl Claims {
    pub(super) fn push(&mut self, seq: u64, claim: Claim) {
        self.seqs.push(seq);
        self.claims.push(claim);
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.seqs.is_empty()
    }

    pub(super) const fn count(&self) -> usize {
        self.seqs.len()
    }

    /// Divides them into batches, each with randomness of its own.
    pub(super) fn batches<R: RngCore + CryptoRng>(&self, rng: &mut R) -> Vec<Batch<'_>> {
        let size = self.claims.len().div_ceil(BATCHES * threads()).max(SMALLEST);
        self.seqs
            .chunks(size)
            .zip(self.claims.chunks(size))
            .map(|(seqs, claims)| {
                let mut seed = [0; 32];
                rng.fill_bytes(&mut seed);
                Batch { seqs, claims, seed }
            })
            .collect()
    }
}

/// A claim that does not hold.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) seq: u64,
    pub(super) by: Option<Party>,
    pub(super) error: BallotError,
}

/// The claims that do not hold, in order.
pub(super) fn faults(batches: &[Batch<'_>], verifier: &BallotVerifier) -> Vec<Fault> {
    let found = map(batches, |batch| batch.faults(verifier));
    found.into_iter().flatten().collect()
}

/// Claims that are checked in one multiscalar multiplication.
pub(super) struct Batch<'a> {
    seqs: &'a [u64],
    claims: &'a [Claim],
    /// Of a generator of its own: then it does not matter which batch comes first.
    seed: [u8; 32],
}

impl Batch<'_> {
    fn faults(&self, verifier: &BallotVerifier) -> Vec<Fault> {
        let outcomes = verifier.verify_batch(self.claims, &mut ChaCha20Rng::from_seed(self.seed));
        self.seqs
            .iter()
            .zip(self.claims)
            .zip(outcomes)
            .filter(|(_, outcome)| outcome.is_err())
            // The batch tells one fault of a ballot.
            .flat_map(|((seq, claim), _)| {
                let by = Some(Party::Credential(Box::new(claim.credential())));
                verifier.faults(claim).map(move |error| Fault {
                    seq: *seq,
                    by: by.clone(),
                    error,
                })
            })
            .collect()
    }
}

#[cfg(feature = "parallel")]
fn threads() -> usize {
    rayon::current_num_threads()
}

#[cfg(not(feature = "parallel"))]
const fn threads() -> usize {
    1
}

#[cfg(feature = "parallel")]
fn map<T: Sync, O: Send>(items: &[T], work: impl Fn(&T) -> O + Send + Sync) -> Vec<O> {
    use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
    items.par_iter().map(work).collect()
}

#[cfg(not(feature = "parallel"))]
fn map<T, O>(items: &[T], work: impl Fn(&T) -> O) -> Vec<O> {
    items.iter().map(work).collect()
}

/// Does both, at the same time if there are threads.
#[cfg(feature = "parallel")]
pub(super) fn both<A: Send, B: Send>(
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    rayon::join(first, second)
}

#[cfg(not(feature = "parallel"))]
pub(super) fn both<A, B>(first: impl FnOnce() -> A, second: impl FnOnce() -> B) -> (A, B) {
    (first(), second())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;
    use crate::verify::{Expectations, Verifier};

    /// What waits is bounded by lines and by bytes, however long the record is; claims wait for one window more.
    #[test]
    fn a_window_is_bounded() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        for length in [1, 60_000] {
            let mut verifier = Verifier::new(Expectations::default());
            let mut most = 0;
            let line = vec![b'x'; length];
            for _ in 0..3 * LINES {
                verifier.line(&line, &mut rng);
                assert!(!verifier.window.is_full());
                assert!(verifier.window.lines.len() < LINES);
                assert!(verifier.window.bytes < BYTES);
                most = most.max(verifier.window.lines.len());
            }
            assert_eq!(most, (LINES - 1).min(BYTES / length), "and no smaller than that");
            assert_eq!(verifier.lines(), u64::try_from(3 * LINES).unwrap());
        }
    }
}
