//! Decrypting the closed ballot box: verify everything, decide once and for all, announce, wait for enough others, decrypt.

use crate::{Decision, Identity, Refusal, Seen, refusal::not_aborted, standing::missing};
use ostrakon_crypto::{decryption, index::TrusteeIndex};
use ostrakon_record::{
    body::{Body, PartialDecryptionBody},
    election::{Election, Phase, Tally},
    verify::{CheckId, Expectations, Finding, Report, Verifier},
};
use rand_core::OsRng;
use std::collections::BTreeSet;

/// What a trustee has to do next.
#[derive(Debug)]
pub enum Step {
    /// Nothing, until the election is closed.
    WaitForClose,
    /// To verify the whole record, with [`verifier`], and then [`Decryption::verified`].
    Verify,
    /// To write this down where it stays, and then [`Decryption::decided`].
    Decide(Decision),
    /// To post this.
    Post(Box<Body>),
    /// Nothing, until enough others have announced the same.
    WaitForOthers {
        /// Trustees who have.
        ready: usize,
        /// Of so many.
        needed: u8,
        /// Names of those who have not.
        missing: Vec<String>,
    },
    /// This trustee's part is in the log.
    Done,
    /// The result is published, and this trustee's part was not needed.
    NotNeeded,
}

/// How far one trustee's own program is: what the log does not tell.
#[derive(Clone, Debug, Default)]
pub struct Decryption {
    verified: Option<Decision>,
    decided: Option<(Decision, String)>,
}

impl Decryption {
    /// One that has verified nothing. If there is a decision already, it says where that was found.
    #[must_use]
    pub const fn new(decided: Option<(Decision, String)>) -> Self {
        Self {
            verified: None,
            decided,
        }
    }

    /// What this trustee has to do next. Nothing is ever announced or decrypted that was not verified and decided for here.
    ///
    /// # Errors
    /// If the election is aborted or has too few ballots, or another ballot box was decided for.
    pub fn next(
        &self,
        election: &Election,
        index: TrusteeIndex,
        identity: &Identity,
    ) -> Result<Step, Refusal> {
        not_aborted(election)?;
        if election.phase() == Phase::Withheld {
            return Err(Refusal::TooFew {
                counted: election.counted(),
                minimum: election.manifest().minimum_ballots,
            });
        }
        let Some(tally) = election.tally() else {
            return Ok(Step::WaitForClose);
        };
        let decision = Decision::of(*election.id(), &tally);
        if let Some((written, place)) = &self.decided {
            decision.agree(written, place)?;
        }
        if election.valid_partials().any(|other| other == index) {
            return Ok(Step::Done);
        }
        if election.phase() == Phase::Finished {
            return Ok(Step::NotNeeded);
        }
        if self.verified.as_ref() != Some(&decision) {
            return Ok(Step::Verify);
        }
        if self.decided.is_none() {
            return Ok(Step::Decide(decision));
        }
        let intents = election.intents();
        if !intents.contains_key(&index) {
            return Ok(Step::Post(Box::new(Body::Intent(decision.intent()))));
        }
        if election.phase() < Phase::Decryption {
            return Ok(Step::WaitForOthers {
                ready: intents.len(),
                needed: election.session().threshold.threshold(),
                missing: missing(election, |index| intents.contains_key(&index)),
            });
        }
        let body = partial(election, index, identity, &tally)?;
        Ok(Step::Post(Box::new(body)))
    }

    /// Takes what the verification of all lines of this election has found. Others' wrong partial decryptions, in these lines, do
    /// not count and do not matter.
    ///
    /// # Errors
    /// If something else is wrong, or other lines were verified.
    pub fn verified(
        &mut self,
        election: &Election,
        report: &Report,
        wrong_partials: &BTreeSet<u64>,
    ) -> Result<(), Refusal> {
        let is_known = |check: CheckId, finding: &Finding| {
            matches!(check, CheckId::D2 | CheckId::D3)
                && finding.seq.is_some_and(|seq| wrong_partials.contains(&seq))
        };
        let findings: Vec<String> = report
            .failed()
            .flat_map(|check| check.findings.iter().map(move |finding| (check, finding)))
            .filter(|(check, finding)| !is_known(check.id, finding))
            .map(|(check, finding)| {
                let place = finding
                    .seq
                    .map_or_else(|| "record".to_owned(), |seq| format!("line {seq}"));
                format!("{} {place}: {}", check.id, finding.message)
            })
            .collect();
        if !findings.is_empty() {
            return Err(Refusal::Record { findings });
        }
        if report.head != *election.head() {
            return Err(Refusal::OtherLines);
        }
        self.verified = election.tally().map(|tally| Decision::of(*election.id(), &tally));
        Ok(())
    }

    /// Takes a decision that was written down in this place.
    pub fn decided(&mut self, decision: Decision, place: String) {
        self.decided.get_or_insert((decision, place));
    }
}

/// A verifier of an election's lines, which are to be all that were read; `witnessed` is a checkpoint that the witnesses cosigned,
/// and what it covers must be the beginning of them.
#[must_use]
pub fn verifier(election: &Election, witnessed: Option<&str>) -> Verifier {
    let mut verifier = Verifier::new(Expectations {
        anchors: Seen::of(election).anchors(),
        ..Expectations::default()
    });
    if let Some(note) = witnessed {
        verifier.checkpoint(note);
    }
    verifier.no_more_checkpoints();
    verifier
}

fn partial(
    election: &Election,
    index: TrusteeIndex,
    identity: &Identity,
    tally: &Tally,
) -> Result<Body, Refusal> {
    let share = identity.share(election, index)?;
    let partial = decryption::decrypt(&share, &tally.context, &tally.aggregates, &mut OsRng);
    Ok(Body::PartialDecryption(PartialDecryptionBody {
        close: tally.close,
        aggregate: tally.digest,
        shares: partial.shares,
        proof: partial.proof,
    }))
}
