//! The honest election, with its state after every line.

use ostrakon_crypto::credential::ChallengeStep;
use ostrakon_record::{
    Election, Entry, Submission,
    body::Body,
    entry::{Kind, Signer},
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
        let hash = ostrakon_crypto::hash::Hash::of(body.encode().as_bytes());
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
