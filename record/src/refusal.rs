//! The board's signed word that it does not take a voter's line (docs/record.md §3.4).

use crate::{entry::Submission, verify::CheckId};
use ostrakon_crypto::{
    hash::Hash,
    signature::{Signature, SignatureError, SigningKey, VerifyingKey},
};
use serde::{Deserialize, Serialize};

/// What a board says who refuses a voter's line. Together with the line and the log anybody can judge whether it was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedRefusal {
    /// The election.
    pub election: Hash,
    /// Number of lines in the log that the line was judged after.
    pub entries: u64,
    /// What was posted: SHA3-256 of all of its bytes.
    pub posted: Hash,
    /// SHA3-256 of the body; for a ballot, its tracker.
    pub body: Hash,
    /// The check that the line would violate.
    pub check: CheckId,
    /// By the log's key.
    pub signature: Signature,
}

/// A refusal that is none of this line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefusalError {
    /// The log's key did not sign it.
    #[error("the log's key did not sign the refusal")]
    Signature(#[from] SignatureError),
    /// It is of another line or election.
    #[error("the refusal is of another line or election")]
    OtherLine,
}

impl SignedRefusal {
    /// Signs that what was posted, with this hash and that of its body, is not taken after so many lines.
    #[must_use]
    pub fn sign(
        key: &SigningKey,
        election: Hash,
        entries: u64,
        posted: Hash,
        body: Hash,
        check: CheckId,
    ) -> Self {
        let mut refusal = Self {
            election,
            entries,
            posted,
            body,
            check,
            signature: Signature::from_bytes([0; 64]),
        };
        refusal.signature = key.sign(refusal.message().as_bytes());
        refusal
    }

    fn message(&self) -> String {
        format!(
            "ostrakon/v1/refusal\n{}\n{}\n{}\n{}\n{}\n",
            self.election, self.entries, self.posted, self.body, self.check
        )
    }

    /// Checks that it is the refusal of this line by the log with this key.
    ///
    /// # Errors
    /// If it is of another line or election, or its signature does not verify under `key`.
    pub fn verify(&self, key: &VerifyingKey, election: &Hash, line: &Submission) -> Result<(), RefusalError> {
        let posted = Hash::of(line.encode().as_bytes());
        if self.election != *election || self.posted != posted || self.body != line.body_hash() {
            return Err(RefusalError::OtherLine);
        }
        Ok(key.verify(self.message().as_bytes(), &self.signature)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        body::{Abort, Body},
        entry::Signer,
    };

    #[test]
    fn every_field_is_signed_and_bound_to_the_line() {
        let key = SigningKey::from_seed(&[7; 32]);
        let line = |reason: &str| {
            let body = Body::Abort(Abort {
                time: 1,
                reason: reason.to_owned(),
            });
            Submission::sign(&key, Signer::Authority, &Hash::ZERO, body)
        };
        let (election, line, other) = (Hash::of(b"election"), line("rain"), line("snow"));
        let posted = Hash::of(line.encode().as_bytes());
        let refusal = SignedRefusal::sign(&key, election, 12, posted, line.body_hash(), CheckId::B5);
        let log = key.verifying_key();
        refusal.verify(&log, &election, &line).unwrap();
        let json = serde_json::to_string(&refusal).unwrap();
        assert_eq!(serde_json::from_str::<SignedRefusal>(&json).unwrap(), refusal);

        let other_log = SigningKey::from_seed(&[8; 32]).verifying_key();
        let signature = Err(RefusalError::Signature(SignatureError));
        assert_eq!(refusal.verify(&other_log, &election, &line), signature);
        for changed in [
            SignedRefusal {
                entries: 13,
                ..refusal
            },
            SignedRefusal {
                check: CheckId::B6,
                ..refusal
            },
        ] {
            assert_eq!(changed.verify(&log, &election, &line), signature);
        }
        assert_eq!(
            refusal.verify(&log, &Hash::ZERO, &line),
            Err(RefusalError::OtherLine)
        );
        assert_eq!(
            refusal.verify(&log, &election, &other),
            Err(RefusalError::OtherLine)
        );
        // The same body under another signature is another line: who did not sign it was refused, not the voter.
        let unsigned = Submission::with_signature(Signer::Authority, line.body().clone(), *other.signature());
        assert_eq!(
            refusal.verify(&log, &election, &unsigned),
            Err(RefusalError::OtherLine)
        );
    }
}
