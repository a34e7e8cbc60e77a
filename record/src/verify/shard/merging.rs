//! Puts parts together: the verifier that reads whole records takes what partials say of lines for the lines themselves, and
//! reads those that it needs.

use super::{
    super::{
        CheckId, Verifier, growth,
        window::{Claims, Window, faults},
    },
    partial::{Mark, Segment},
};
use crate::{
    body::Body,
    election::{BallotVerifier, Cast, Election, Phase},
    entry::{Entry, Signer},
};
use ostrakon_crypto::hash::Hash;
use rand_core::{CryptoRng, RngCore};
use std::collections::BTreeSet;

/// Claims after which they are proved.
const CLAIMS: usize = 2_048;
/// Ballots that are taken out of the sums together.
const BALLOTS: usize = 2_048;

/// A merge that cannot go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError<E> {
    /// A partial is wrong about a line.
    #[error("line {position}: {problem}")]
    Wrong {
        /// Position of the line, or of the first of those that it is about.
        position: u64,
        /// What is wrong.
        problem: &'static str,
    },
    /// A line cannot be read.
    #[error("{0}")]
    Lines(E),
}

/// Puts parts together. They are given segment by segment in the order of the lines; checkpoints as to a [`Verifier`].
#[derive(Debug)]
pub struct Merge {
    verifier: Verifier,
    prover: Option<BallotVerifier>,
    /// Whether the parts' programs have read the same roll.
    believed: bool,
    /// Number of sums.
    values: usize,
    claims: Claims,
    /// Said to be faulty since the claims were proved last.
    declared: BTreeSet<u64>,
    /// Those of them with which nothing else is wrong.
    accused: BTreeSet<u64>,
    /// Number of lines whose last one the verifier's head is.
    known: u64,
}

/// Gives the line at a position, without its newline.
pub trait Lines<E>: FnMut(u64) -> Result<Vec<u8>, E> {}
impl<E, F: FnMut(u64) -> Result<Vec<u8>, E>> Lines<E> for F {}

impl Merge {
    /// Goes on with a verifier that has been given the set-up, and nothing behind it.
    #[must_use]
    pub fn new<R: RngCore + CryptoRng>(mut verifier: Verifier, rng: &mut R) -> Self {
        verifier.settle(rng);
        let election = verifier.election.as_ref();
        // Who has not decoded the roll's points has read lines that are void.
        let void = [CheckId::P1, CheckId::P3];
        Self {
            prover: election.and_then(Election::ballot_verifier),
            believed: !void.iter().any(|check| verifier.findings.has(*check)),
            values: election.map_or(0, |election| election.no_sums().len()),
            claims: Claims::default(),
            declared: BTreeSet::new(),
            accused: BTreeSet::new(),
            known: verifier.lines(),
            verifier,
        }
    }

    /// Number of lines so far.
    #[must_use]
    pub const fn lines(&self) -> u64 {
        self.verifier.lines()
    }

    /// Whether the next published checkpoint is to be given before the next segment.
    #[must_use]
    pub const fn needs_checkpoint(&self) -> bool {
        self.verifier.needs_checkpoint()
    }

    /// Takes the next published checkpoint, a signed note.
    pub fn checkpoint(&mut self, note: &str) {
        self.verifier.checkpoint(note);
    }

    /// Says that there are no more published checkpoints.
    pub const fn no_more_checkpoints(&mut self) {
        self.verifier.no_more_checkpoints();
    }

    /// Takes the next segment. The lines of `sample` are read and proved, too.
    ///
    /// # Errors
    /// If the segment is found to be wrong, or one before it, or if a line cannot be read.
    pub fn segment<E, R: RngCore + CryptoRng>(
        &mut self,
        segment: &Segment,
        sample: &BTreeSet<u64>,
        lines: &mut impl Lines<E>,
        rng: &mut R,
    ) -> Result<(), MergeError<E>> {
        let first = segment.first;
        let wrong = |problem| MergeError::Wrong {
            position: first,
            problem,
        };
        if first != self.lines() {
            return Err(wrong("the lines before it are not there, or it is there twice"));
        }
        let marks = segment.marks(self.values);
        let marks = marks.ok_or_else(|| wrong("its lists do not fit its number of lines"))?;
        let sums = segment.aggregates(self.values);
        let sums =
            sums.ok_or_else(|| wrong("its sums are not as many as the ballots' ciphertexts, or no points"))?;
        let end = first.saturating_add(segment.lines);
        self.grow(segment, end, lines)?;
        let election = self.verifier.election.as_mut();
        let election = election.ok_or_else(|| wrong("nothing can be said of lines of no election"))?;
        let summed = self.believed && election.phase() == Phase::Voting;
        if summed {
            election.add_sums(&sums);
        }
        for (position, mark) in (first..end).zip(&marks) {
            let sampled = sample.contains(&position);
            let taken = match mark {
                Mark::Cast(cast) if summed => {
                    if sampled {
                        self.sample(position, cast, lines)?;
                    }
                    self.verifier
                        .election
                        .as_mut()
                        .is_some_and(|election| election.take(cast))
                }
                _ => false,
            };
            if !taken {
                let last = position.saturating_add(1) == end;
                self.whole(position, mark, summed, sampled, last, lines)?;
            }
            let election = self.verifier.election.as_ref();
            self.verifier.growth.push(|| growth(position, election));
            if self.claims.count() >= CLAIMS {
                self.prove(rng)?;
            }
        }
        self.verifier.lines = end;
        Ok(())
    }

    /// Lets the tree grow by a segment. If somebody asks for something within it, its lines are read.
    fn grow<E>(
        &mut self,
        segment: &Segment,
        end: u64,
        lines: &mut impl Lines<E>,
    ) -> Result<(), MergeError<E>> {
        let position = segment.first;
        let transparency = &mut self.verifier.transparency;
        let wrong = |problem| Err(MergeError::Wrong { position, problem });
        if transparency.waits_within(position, end) {
            return wrong("it goes on beyond a published checkpoint");
        }
        if !transparency.asks_within(position, end) {
            return if transparency.range(segment.lines, &segment.subtrees) {
                Ok(())
            } else {
                wrong("so many lines there have another number of subtrees")
            };
        }
        let claimed = transparency.with_range(segment.lines, &segment.subtrees);
        for position in position..end {
            transparency.line(&lines(position).map_err(MergeError::Lines)?);
        }
        if claimed == Some(transparency.root()) {
            Ok(())
        } else {
            wrong("its subtrees are not those of the lines")
        }
    }

    /// Hash of the line before.
    fn before<E>(&self, position: u64, lines: &mut impl Lines<E>) -> Result<Hash, MergeError<E>> {
        match position.checked_sub(1) {
            None => Ok(Hash::ZERO),
            Some(_) if self.known == position => Ok(self.verifier.head),
            Some(before) => Ok(Hash::of(&lines(before).map_err(MergeError::Lines)?)),
        }
    }

    /// Reads a line that casts this ballot, by what its partial says, to prove it again.
    fn sample<E>(
        &mut self,
        position: u64,
        cast: &Cast,
        lines: &mut impl Lines<E>,
    ) -> Result<(), MergeError<E>> {
        let before = self.before(position, lines)?;
        let line = lines(position).map_err(MergeError::Lines)?;
        let entry = Entry::parse(&line).ok();
        let election = self.verifier.election.as_ref();
        let found = election
            .zip(entry.as_ref())
            .and_then(|(election, entry)| election.cast(entry, position, &before));
        if found.as_ref() != Some(cast) {
            return Err(MergeError::Wrong {
                position,
                problem: OTHER_BALLOT,
            });
        }
        let claim = self.prover.as_ref().zip(entry.as_ref());
        if let Some(claim) = claim.and_then(|(prover, entry)| prover.claim(entry.submission())) {
            self.claims.push(position, claim);
        }
        Ok(())
    }

    /// Reads a line and examines it like the verifier of whole records. What voters claim in it is left out, unless it is said
    /// to be faulty or is to be proved again.
    fn whole<E>(
        &mut self,
        position: u64,
        mark: &Mark,
        summed: bool,
        sampled: bool,
        last: bool,
        lines: &mut impl Lines<E>,
    ) -> Result<(), MergeError<E>> {
        let before = self.before(position, lines)?;
        let line = lines(position).map_err(MergeError::Lines)?;
        let wrong = |problem| Err(MergeError::Wrong { position, problem });
        self.verifier.head = Hash::of(&line);
        self.known = position.saturating_add(1);
        let Some(election) = self.verifier.election.as_mut() else {
            return Ok(());
        };
        election.follow(before);
        let entry = match Entry::parse(&line) {
            Ok(entry) => entry,
            Err(_) if summed && matches!(mark, Mark::Cast(_)) => return wrong(OTHER_BALLOT),
            Err(error) => {
                self.verifier.undecodable(position, &error);
                return Ok(());
            }
        };
        if let (Mark::Cast(cast), true) = (mark, summed) {
            match entry.body() {
                Body::Ballot(ballot) if election.cast(&entry, position, &before).as_ref() == Some(cast) => {
                    election.take_out(ballot);
                }
                _ => return wrong(OTHER_BALLOT),
            }
        }
        if entry.submission().signer() != Signer::Voter {
            if !last {
                return wrong("no segment goes on behind a line of officials or trustees");
            }
            self.take_out(lines)?;
        }
        let found = self.verifier.findings.count();
        let claim = self.verifier.entry(position, &entry);
        if *mark == Mark::Faulty {
            self.declared.insert(position);
            if self.verifier.findings.count() == found {
                self.accused.insert(position);
            }
        }
        if let Some(claim) = claim.filter(|_| sampled || *mark == Mark::Faulty) {
            self.claims.push(position, claim);
        }
        Ok(())
    }

    /// Takes what does not count any more out of the sums.
    fn take_out<E>(&mut self, lines: &mut impl Lines<E>) -> Result<(), MergeError<E>> {
        let Some(election) = self.verifier.election.as_mut() else {
            return Ok(());
        };
        let uncounted = election.uncounted();
        for positions in uncounted.chunks(BALLOTS) {
            let mut window = Window::new();
            for position in positions {
                window.push(&lines(*position).map_err(MergeError::Lines)?);
            }
            for (position, (_, decoded)) in positions.iter().zip(window.decode()) {
                match decoded.as_ref().map(Entry::body) {
                    Ok(Body::Ballot(ballot)) if election.weight(&ballot.credential).is_some() => {
                        election.take_out(ballot);
                    }
                    _ => {
                        return Err(MergeError::Wrong {
                            position: *position,
                            problem: OTHER_BALLOT,
                        });
                    }
                }
            }
        }
        Ok(())
    }

    /// Proves what was read to be proved. Partials have to have said all that does not hold, and nothing that does.
    fn prove<E, R: RngCore + CryptoRng>(&mut self, rng: &mut R) -> Result<(), MergeError<E>> {
        let claims = core::mem::take(&mut self.claims);
        let prover = self.prover.as_ref();
        let found = prover.map_or_else(Vec::new, |prover| faults(&claims.batches(rng), prover));
        for fault in &found {
            self.accused.remove(&fault.seq);
        }
        let hidden = found.iter().find(|fault| !self.declared.contains(&fault.seq));
        if let Some(hidden) = hidden {
            return Err(MergeError::Wrong {
                position: hidden.seq,
                problem: "it says that what the voter claims there holds, and it does not",
            });
        }
        if let Some(position) = self.accused.first() {
            return Err(MergeError::Wrong {
                position: *position,
                problem: "it says that something is wrong with the line, and nothing is",
            });
        }
        self.declared.clear();
        self.verifier.refute(found);
        Ok(())
    }

    /// Says that there are no more segments; gives the verifier, which has read all lines.
    ///
    /// # Errors
    /// As [`Merge::segment`].
    pub fn finish<E, R: RngCore + CryptoRng>(
        mut self,
        lines: &mut impl Lines<E>,
        rng: &mut R,
    ) -> Result<Verifier, MergeError<E>> {
        self.take_out(lines)?;
        self.prove(rng)?;
        self.verifier.head = self.before(self.lines(), lines)?;
        Ok(self.verifier)
    }
}

const OTHER_BALLOT: &str = "it says that a ballot is cast there, and it is another one or none";
