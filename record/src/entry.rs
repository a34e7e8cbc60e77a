//! Lines, their kinds, and what each role signs (docs/record.md §2).

use crate::{
    body::Body,
    canonical::{self, CanonicalError},
    manifest::Manifest,
};
use core::{fmt, str::FromStr};
use ostrakon_crypto::{
    credential::{ChallengeStep, verify_ballot_signature},
    hash::Hash,
    index::TrusteeIndex,
    signature::{Signature, SignatureError, SigningKey, VerifyingKey},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Longest line in bytes, without its newline: what a tile's entry bundle can hold.
pub const LINE_LIMIT: usize = 65_535;

/// The kinds of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "one for each variant of `Body`, documented there")]
pub enum Kind {
    Manifest,
    KeyCommit,
    KeyDeal,
    KeyConfirm,
    KeyComplaint,
    KeyRestart,
    KeyRefresh,
    RollPart,
    RollSeal,
    Rehearsal,
    Open,
    Ballot,
    Commitment,
    Challenge,
    Close,
    Intent,
    PartialDecryption,
    Result,
    Abort,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Manifest => "manifest",
            Self::KeyCommit => "key-commit",
            Self::KeyDeal => "key-deal",
            Self::KeyConfirm => "key-confirm",
            Self::KeyComplaint => "key-complaint",
            Self::KeyRestart => "key-restart",
            Self::KeyRefresh => "key-refresh",
            Self::RollPart => "roll-part",
            Self::RollSeal => "roll-seal",
            Self::Rehearsal => "rehearsal",
            Self::Open => "open",
            Self::Ballot => "ballot",
            Self::Commitment => "commitment",
            Self::Challenge => "challenge",
            Self::Close => "close",
            Self::Intent => "intent",
            Self::PartialDecryption => "partial-decryption",
            Self::Result => "result",
            Self::Abort => "abort",
        })
    }
}

/// In which role a line is signed: `authority`, `registrar`, `trustee-3`, `voter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Signer {
    /// The election official.
    Authority,
    /// Issues voter codes.
    Registrar,
    /// The trustee with this index.
    Trustee(TrusteeIndex),
    /// The credential named in the body.
    Voter,
}

impl fmt::Display for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Authority => f.write_str("authority"),
            Self::Registrar => f.write_str("registrar"),
            Self::Trustee(index) => write!(f, "trustee-{index}"),
            Self::Voter => f.write_str("voter"),
        }
    }
}

impl From<Signer> for String {
    fn from(signer: Signer) -> Self {
        signer.to_string()
    }
}

impl TryFrom<String> for Signer {
    type Error = LineError;
    fn try_from(text: String) -> Result<Self, LineError> {
        text.parse()
    }
}

impl FromStr for Signer {
    type Err = LineError;
    fn from_str(text: &str) -> Result<Self, LineError> {
        let unknown = || LineError::Signer {
            found: text.chars().take(40).collect(),
        };
        let signer = match text {
            "authority" => Self::Authority,
            "registrar" => Self::Registrar,
            "voter" => Self::Voter,
            _ => {
                let number = text
                    .strip_prefix("trustee-")
                    .and_then(|number| number.parse().ok());
                Self::Trustee(TrusteeIndex::new(number.ok_or_else(unknown)?).map_err(|_| unknown())?)
            }
        };
        if signer.to_string() == text {
            Ok(signer)
        } else {
            Err(unknown())
        }
    }
}

/// Bytes that are not a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// Longer than [`LINE_LIMIT`].
    #[error("the line has {length} bytes; at most {LINE_LIMIT} are allowed")]
    TooLong {
        /// Length in bytes.
        length: usize,
    },
    /// Neither of the roles.
    #[error("unknown signer {found:?}: authority, registrar, trustee-1 to trustee-255 or voter")]
    Signer {
        /// What the line says, cut to 40 characters.
        found: String,
    },
    /// The line is not canonical.
    #[error("line: {0}")]
    Frame(CanonicalError),
    /// The body is not the canonical form of a body of its kind.
    #[error("body of {kind}: {error}")]
    Body {
        /// The line's kind.
        kind: Kind,
        /// What is wrong.
        error: CanonicalError,
    },
}

impl LineError {
    /// Whether the line holds the identity element where a key, ciphertext, commitment or credential belongs.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        matches!(self, Self::Body { error, .. } if error.is_identity())
    }
}

/// What somebody signed and posts; the board gives it a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    signer: Signer,
    body: Body,
    encoded: Box<str>,
    body_hash: Hash,
    signature: Signature,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    seq: u64,
    prev: Hash,
    hash: Hash,
    submission: Submission,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SubmissionFrame<'a> {
    kind: Kind,
    signer: Signer,
    #[serde(borrow)]
    body: &'a RawValue,
    signature: Signature,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFrame<'a> {
    seq: u64,
    prev: Hash,
    kind: Kind,
    signer: Signer,
    #[serde(borrow)]
    body: &'a RawValue,
    signature: Signature,
}

/// The bytes that a role's signature covers. `election` is the election id; for line 0 the manifest's nonce.
fn signed_message(election: &Hash, kind: Kind, signer: Signer, body: &str) -> String {
    format!("ostrakon/v1/entry\n{election}\n{kind}\n{signer}\n{body}")
}

impl Submission {
    /// Signs a body in a role. `election` is the election id; it is ignored for a manifest, which is bound to its
    /// own nonce.
    #[must_use]
    pub fn sign(key: &SigningKey, signer: Signer, election: &Hash, body: Body) -> Self {
        let encoded = body.encode();
        let scope = if let Body::Manifest(manifest) = &body {
            manifest.nonce
        } else {
            *election
        };
        let signature = key.sign(signed_message(&scope, body.kind(), signer, &encoded).as_bytes());
        Self::new(signer, body, encoded.into(), signature)
    }

    /// Puts a body and a signature made elsewhere together, such as a voter's.
    #[must_use]
    pub fn with_signature(signer: Signer, body: Body, signature: Signature) -> Self {
        let encoded = body.encode().into();
        Self::new(signer, body, encoded, signature)
    }

    fn new(signer: Signer, body: Body, encoded: Box<str>, signature: Signature) -> Self {
        Self {
            signer,
            body,
            body_hash: Hash::of(encoded.as_bytes()),
            encoded,
            signature,
        }
    }

    /// Decodes what was posted.
    ///
    /// # Errors
    /// If the bytes are not canonical or too long.
    pub fn parse(bytes: &[u8]) -> Result<Self, LineError> {
        let frame: SubmissionFrame<'_> = frame(bytes)?;
        let submission = Self::from_parts(frame.kind, frame.signer, frame.body, frame.signature)?;
        if submission.encode().as_bytes() == bytes {
            Ok(submission)
        } else {
            Err(LineError::Frame(CanonicalError::NotCanonical))
        }
    }

    fn from_parts(
        kind: Kind,
        signer: Signer,
        body: &RawValue,
        signature: Signature,
    ) -> Result<Self, LineError> {
        let encoded: Box<str> = body.get().into();
        let body = Body::decode(kind, encoded.as_bytes()).map_err(|error| LineError::Body { kind, error })?;
        Ok(Self::new(signer, body, encoded, signature))
    }

    /// `{"kind":…,"signer":…,"body":…,"signature":…}`
    #[must_use]
    pub fn encode(&self) -> String {
        format!("{{{}", self.tail())
    }

    fn tail(&self) -> String {
        format!(
            r#""kind":"{}","signer":"{}","body":{},"signature":{}}}"#,
            self.body.kind(),
            self.signer,
            self.encoded,
            canonical::encode(&self.signature)
        )
    }

    /// In which role it is signed.
    #[must_use]
    pub const fn signer(&self) -> Signer {
        self.signer
    }

    /// What it says.
    #[must_use]
    pub const fn body(&self) -> &Body {
        &self.body
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The signature; by a voter it is a Schnorr signature, by any other role Ed25519.
    #[must_use]
    pub const fn signature(&self) -> &Signature {
        &self.signature
    }

    /// SHA3-256 of the canonical body; of a ballot, the tracker.
    #[must_use]
    pub const fn body_hash(&self) -> Hash {
        self.body_hash
    }

    /// Checks the signature of the role, of a trustee one in the manifest. `election` is as in [`Submission::sign`].
    ///
    /// # Errors
    /// If it does not verify, or the role does not exist.
    pub fn verify_signature(&self, manifest: &Manifest, election: &Hash) -> Result<(), SignatureError> {
        let key = match (self.signer, &self.body) {
            (Signer::Voter, Body::Ballot(ballot)) => {
                return verify_ballot_signature(
                    &ballot.credential,
                    election,
                    &self.body_hash(),
                    &self.signature,
                );
            }
            (Signer::Voter, Body::Commitment(commitment)) => {
                let step = ChallengeStep::Commitment;
                return step.verify(
                    &commitment.credential,
                    election,
                    &self.body_hash(),
                    &self.signature,
                );
            }
            (Signer::Voter, Body::Challenge(challenge)) => {
                let step = ChallengeStep::Challenge;
                return step.verify(
                    &challenge.ballot.credential,
                    election,
                    &self.body_hash(),
                    &self.signature,
                );
            }
            (Signer::Authority, _) => manifest.authority,
            (Signer::Registrar, _) => manifest.registrar,
            (Signer::Trustee(index), _) => manifest.trustee(index).ok_or(SignatureError)?.signing_key,
            (Signer::Voter, _) => return Err(SignatureError),
        };
        let scope = if let Body::Manifest(manifest) = &self.body {
            &manifest.nonce
        } else {
            election
        };
        self.verify_with(&key, scope)
    }

    /// Checks the signature of a role whose key is known: of a trustee, after a refresh, it is not in the manifest.
    ///
    /// # Errors
    /// If it does not verify.
    pub fn verify_with(&self, key: &VerifyingKey, election: &Hash) -> Result<(), SignatureError> {
        key.verify(
            signed_message(election, self.kind(), self.signer, &self.encoded).as_bytes(),
            &self.signature,
        )
    }
}

fn frame<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, LineError> {
    if bytes.len() > LINE_LIMIT {
        return Err(LineError::TooLong { length: bytes.len() });
    }
    serde_json::from_slice(bytes).map_err(|error| {
        LineError::Frame(CanonicalError::Malformed {
            message: error.to_string(),
        })
    })
}

impl Entry {
    /// Gives a submission its place.
    ///
    /// # Errors
    /// If the line would be too long.
    pub fn place(seq: u64, prev: Hash, submission: Submission) -> Result<Self, LineError> {
        let mut entry = Self {
            seq,
            prev,
            hash: Hash::ZERO,
            submission,
        };
        let line = entry.line();
        if line.len() > LINE_LIMIT {
            return Err(LineError::TooLong { length: line.len() });
        }
        entry.hash = Hash::of(line.as_bytes());
        Ok(entry)
    }

    /// Decodes a line without its newline.
    ///
    /// # Errors
    /// If the bytes are not canonical or too long.
    pub fn parse(line: &[u8]) -> Result<Self, LineError> {
        let frame: EntryFrame<'_> = frame(line)?;
        let submission = Submission::from_parts(frame.kind, frame.signer, frame.body, frame.signature)?;
        let entry = Self {
            seq: frame.seq,
            prev: frame.prev,
            hash: Hash::of(line),
            submission,
        };
        if entry.line().as_bytes() == line {
            Ok(entry)
        } else {
            Err(LineError::Frame(CanonicalError::NotCanonical))
        }
    }

    /// The line's text, without its newline.
    #[must_use]
    pub fn line(&self) -> String {
        format!(
            r#"{{"seq":{},"prev":"{}",{}"#,
            self.seq,
            self.prev,
            self.submission.tail()
        )
    }

    /// Position in the log, from 0.
    #[must_use]
    pub const fn seq(&self) -> u64 {
        self.seq
    }

    /// Hash of the line before, or zeros.
    #[must_use]
    pub const fn prev(&self) -> &Hash {
        &self.prev
    }

    /// SHA3-256 of the line.
    #[must_use]
    pub const fn hash(&self) -> &Hash {
        &self.hash
    }

    /// What was posted.
    #[must_use]
    pub const fn submission(&self) -> &Submission {
        &self.submission
    }

    /// What it says.
    #[must_use]
    pub const fn body(&self) -> &Body {
        self.submission.body()
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.submission.kind()
    }
}
