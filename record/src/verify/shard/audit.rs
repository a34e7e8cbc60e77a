//! Makes a part again without its proofs, and compares: whether what a partial says in sum is what its lines say.

use super::{
    making::{Proofs, Shard},
    partial::Segment,
};
use crate::election::Election;
use ostrakon_crypto::hash::Hash;
use rand_core::{CryptoRng, RngCore};
use std::collections::VecDeque;

/// Compares a partial's segments with the record's lines.
#[derive(Debug)]
pub struct Audit<'a> {
    /// What the partial says, until the lines have said it, too.
    claimed: VecDeque<Segment>,
    shard: Shard<'a>,
}

/// The segment that begins with this line is not as the lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what it says of the lines from {0} on is not what they say")]
pub struct Differs(pub u64);

impl<'a> Audit<'a> {
    /// As [`Shard::new`], and all segments of the partial. Whether their faulty lines are faulty is for the merge to judge.
    #[must_use]
    pub fn new(
        election: &'a Election,
        first: u64,
        before: Hash,
        checkpoints: impl IntoIterator<Item = u64>,
        segments: Vec<Segment>,
    ) -> Self {
        let faulty = segments.iter().flat_map(|segment| &segment.faulty);
        let proofs = Proofs::Known(faulty.copied().collect());
        Self {
            shard: Shard::with(election, first, before, checkpoints, proofs),
            claimed: segments.into(),
        }
    }

    /// Takes the next line, without its newline.
    ///
    /// # Errors
    /// If a segment is not as its lines are.
    pub fn line<R: RngCore + CryptoRng>(&mut self, line: &[u8], rng: &mut R) -> Result<(), Differs> {
        let found = self.shard.line(line, rng);
        compare(&mut self.claimed, found)
    }

    /// Says that there are no more lines.
    ///
    /// # Errors
    /// If a segment is not as its lines are.
    pub fn finish<R: RngCore + CryptoRng>(mut self, rng: &mut R) -> Result<(), Differs> {
        let (found, _) = self.shard.finish(rng);
        compare(&mut self.claimed, found)?;
        let over = self.claimed.front();
        over.map_or(Ok(()), |over| Err(Differs(over.first)))
    }
}

fn compare(claimed: &mut VecDeque<Segment>, found: Vec<Segment>) -> Result<(), Differs> {
    for segment in found {
        if claimed.pop_front().as_ref() != Some(&segment) {
            return Err(Differs(segment.first));
        }
    }
    Ok(())
}
