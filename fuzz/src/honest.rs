//! The honest election, with its state after every line.

use core::convert::Infallible;
use ostrakon_crypto::{credential::ChallengeStep, hash::Hash};
use ostrakon_record::{
    Election, Entry, Submission,
    body::Body,
    entry::{Kind, Signer},
    evidence::{Evidence, Promise},
    receipt::Receipt,
    refusal::SignedRefusal,
    tlog::{Frontier, NodeHash, proof::inclusion_proof},
    verify::CheckId,
};
use ostrakon_tests::fixture::{Record, Roles, Stage};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use std::{collections::BTreeSet, sync::OnceLock};

/// A finished election of seven voters and three trustees.
pub struct Honest {
    /// The whole log, with everybody's keys.
    pub record: Record,
    /// Everybody's keys once more.
    pub roles: Roles,
    /// All lines as text.
    pub lines: Vec<String>,
    /// All bodies as text.
    pub bodies: Vec<String>,
    /// Every kind of line.
    pub kinds: BTreeSet<Kind>,
    /// The state after line 0, 1, ….
    pub states: Vec<Election>,
    /// The board refuses a ballot.
    pub refusal: SignedRefusal,
    /// The board has promised another line 1 than there is.
    pub evidence: Evidence,
}

const SEED: u64 = 1;

impl Honest {
    /// The one election of this process.
    pub fn election() -> &'static Self {
        static HONEST: OnceLock<Honest> = OnceLock::new();
        HONEST.get_or_init(|| {
            let roles = || Roles::new(SEED, 7);
            let mut record = Record::new(roles());
            record.advance(Stage::Finished);
            let entries = record.entries();
            let (mut election, findings) = Election::begin(&entries[0]).unwrap();
            assert!(findings.is_empty(), "{findings:?}");
            let mut states = vec![election.clone()];
            for entry in &entries[1..] {
                election.absorb(entry);
                states.push(election.clone());
            }
            Self {
                lines: entries.iter().map(Entry::line).collect(),
                bodies: entries.iter().map(|entry| entry.body().encode()).collect(),
                // Nobody aborts an honest election.
                kinds: entries.iter().map(Entry::kind).chain([Kind::Abort]).collect(),
                states,
                refusal: refusal(&record),
                evidence: evidence(&record),
                record,
                roles: roles(),
            }
        })
    }

    /// Signs a text as the body of such a line, if it is one.
    #[must_use]
    pub fn sign(&self, kind: Kind, signer: Signer, body: &str) -> Option<Submission> {
        let body = Body::decode(kind, body.as_bytes()).ok()?;
        let credential = match &body {
            Body::Ballot(ballot) => ballot.credential,
            Body::Commitment(commitment) => commitment.credential,
            Body::Challenge(challenge) => challenge.ballot.credential,
            _ => return Some(self.record.sign(signer, body)),
        };
        let voters = &self.roles.voters;
        let voter = voters
            .iter()
            .find(|voter| voter.key.credential() == credential)
            .unwrap_or(&voters[0]);
        let hash = Hash::of(body.encode().as_bytes());
        let mut rng = ChaCha20Rng::seed_from_u64(SEED);
        let (key, election) = (&voter.key, self.record.election().id());
        let signature = match body.kind() {
            Kind::Commitment => key.sign_step(ChallengeStep::Commitment, election, &hash, &mut rng),
            Kind::Challenge => key.sign_step(ChallengeStep::Challenge, election, &hash, &mut rng),
            _ => key.sign(election, &hash, &mut rng),
        };
        Some(Submission::with_signature(signer, body, signature))
    }
}

fn refusal(record: &Record) -> SignedRefusal {
    let key = record.roles.log_key.as_ref().unwrap();
    let (election, entries) = (*record.election().id(), record.election().entries());
    let line = record.entries().last().unwrap().submission();
    let posted = Hash::of(line.encode().as_bytes());
    SignedRefusal::sign(key, election, entries, posted, line.body_hash(), CheckId::B5)
}

fn evidence(record: &Record) -> Evidence {
    let key = record.roles.log_key.as_ref().unwrap();
    let honest = record.receipt(1);
    let receipt = Receipt::sign(key, honest.election, honest.seq, Hash::ZERO, honest.body);
    let lines: Vec<String> = record.entries().iter().map(Entry::line).collect();
    let leaf = |line: &String| NodeHash::of_leaf(line.as_bytes());
    let checkpoint = record.checkpoint(lines.len());
    let proof = inclusion_proof(honest.seq, checkpoint.size, |level, index| {
        let first = usize::try_from(index << level).unwrap();
        let leaves = &lines[first..first + (1 << level)];
        Ok::<_, Infallible>(leaves.iter().map(leaf).collect::<Frontier>().root())
    });
    Evidence {
        manifest: lines[0].clone(),
        promise: Promise::Receipt {
            receipt,
            line: lines[1].clone(),
        },
        checkpoint: record.sign_checkpoint(&checkpoint).to_string(),
        proof: proof.unwrap(),
    }
}
