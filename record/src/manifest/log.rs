//! An election's log: its name, its key and who witnesses it.

use crate::tlog::{
    KeyName, Policy,
    checkpoint::log_key,
    policy::{Log, PolicyError, Witness},
    vkey::{KeyNameError, PublicKey},
};
use ostrakon_crypto::signature::VerifyingKey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The log's name and key, and whose cosignatures its checkpoints need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogIdentity {
    /// Unique name of the log: the board's name, a slash, the first 16 digits of the nonce.
    pub origin: String,
    /// Signs receipts and checkpoints.
    pub key: VerifyingKey,
    /// A policy in text (docs/record.md §9.2) about this log alone.
    pub policy: String,
}

/// What can be no log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LogIdentityError {
    /// The origin is no name.
    #[error(transparent)]
    Origin(#[from] KeyNameError),
    /// The witnesses or the quorum are impossible.
    #[error(transparent)]
    Policy(#[from] PolicyError),
}

impl LogIdentity {
    /// A log whose checkpoints need the cosignatures of `quorum` of the witnesses, 0 if there are none.
    ///
    /// # Errors
    /// If the origin cannot name a key, the quorum is impossible, or the witnesses' names or keys are not distinct.
    pub fn new(
        origin: String,
        key: VerifyingKey,
        witnesses: Vec<Witness>,
        quorum: usize,
    ) -> Result<Self, LogIdentityError> {
        let log = Log {
            key: log_key(&KeyName::new(&origin)?, key),
            address: None,
        };
        let policy = Policy::of_log(log, witnesses, quorum)?.to_string();
        Ok(Self { origin, key, policy })
    }

    /// Everything that is wrong with the policy. The witnesses' keys must not be in `keys`, and are added to them.
    pub(crate) fn policy_problems(&self, keys: &mut BTreeSet<VerifyingKey>) -> Vec<String> {
        let policy: Policy = match self.policy.parse() {
            Ok(policy) => policy,
            Err(error) => return vec![error.to_string()],
        };
        let mut problems = Vec::new();
        let expected = KeyName::new(&self.origin).map(|origin| log_key(&origin, self.key));
        match (policy.logs(), expected) {
            ([log], Ok(expected)) if log.key == expected => {}
            _ => problems.push("must name exactly one log, with log.origin and log.key".to_owned()),
        }
        for witness in policy.witnesses() {
            if witness.address.is_none() {
                problems.push(format!("witness {:?} needs an address", witness.name));
            }
            // Keys of other kinds are no role's, and the policy has no key twice.
            if let PublicKey::Ed25519Cosigner(key) = witness.key.key()
                && !keys.insert(*key)
            {
                problems.push(format!(
                    "witness {:?} has a key that another role or trustee has too",
                    witness.name
                ));
            }
        }
        problems
    }
}
