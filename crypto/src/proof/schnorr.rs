//! Knowledge of discrete logarithms (docs/protocol.md §3.4).

use crate::{
    group::{DecodeError, Element, Point, Scalar, decode_base64},
    secret::SecretScalar,
    transcript::{Label, ProofTranscript},
};
use data_encoding::BASE64URL_NOPAD;
use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use zeroize::Zeroizing;

/// Announcement R and response s. 64 bytes R ‖ s, in text 86 characters of unpadded base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchnorrProof {
    pub(crate) announcement: Point,
    pub(crate) response: Scalar,
}

/// A proof that does not verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("proof of knowledge does not verify")]
pub struct SchnorrError;

impl SchnorrProof {
    /// Decodes R ‖ s.
    ///
    /// # Errors
    /// If R is not canonical or the identity, or s is not canonical.
    pub fn from_bytes(bytes: &[u8; 64]) -> Result<Self, DecodeError> {
        let (halves, _) = bytes.as_chunks::<32>();
        match halves {
            [announcement, response] => Ok(Self {
                announcement: Point::from_bytes(announcement)?,
                response: Scalar::from_bytes(response)?,
            }),
            _ => Err(DecodeError::Length {
                expected: 64,
                found: bytes.len(),
            }),
        }
    }

    /// R ‖ s.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        let (left, right) = bytes.split_at_mut(32);
        left.copy_from_slice(self.announcement.as_bytes());
        right.copy_from_slice(&self.response.to_bytes());
        bytes
    }

    /// Proves knowledge of the logarithm of `statement`. The transcript holds everything the proof is bound to.
    pub(crate) fn prove<R: RngCore + CryptoRng>(
        transcript: ProofTranscript,
        secret: &SecretScalar,
        statement: &Point,
        rng: &mut R,
    ) -> Self {
        Self::prove_all(transcript, &[secret], core::slice::from_ref(statement), rng)
    }

    /// Proves knowledge of the logarithms of all `statements`; the transcript holds their number, too.
    pub(crate) fn prove_all<R: RngCore + CryptoRng>(
        mut transcript: ProofTranscript,
        secrets: &[&SecretScalar],
        statements: &[Point],
        rng: &mut R,
    ) -> Self {
        for statement in statements {
            transcript.point(Label::STATEMENT, statement);
        }
        let witness: Vec<&Scalar> = secrets.iter().map(|secret| secret.scalar()).collect();
        let nonce = SecretScalar::random(&mut transcript.prover_rng(&witness, rng));
        let announcement = nonce.public();
        transcript.point(Label::ANNOUNCEMENT, &announcement);
        let challenge = transcript.challenge(Label::CHALLENGE);
        // Horner: Σ c^i x_i for i = 1, 2, …
        let mut sum = Zeroizing::new(Scalar::ZERO);
        for secret in witness.into_iter().rev() {
            *sum = (*sum + *secret) * challenge;
        }
        Self {
            announcement,
            response: *nonce.scalar() + *sum,
        }
    }

    /// The challenge that a verifier recomputes.
    pub(crate) fn challenge(&self, transcript: ProofTranscript, statement: &Point) -> Scalar {
        self.challenge_all(transcript, core::slice::from_ref(statement))
    }

    fn challenge_all(&self, mut transcript: ProofTranscript, statements: &[Point]) -> Scalar {
        for statement in statements {
            transcript.point(Label::STATEMENT, statement);
        }
        transcript.point(Label::ANNOUNCEMENT, &self.announcement);
        transcript.challenge(Label::CHALLENGE)
    }

    /// sB = R + cX.
    pub(crate) fn verify(&self, transcript: ProofTranscript, statement: &Point) -> Result<(), SchnorrError> {
        let challenge = self.challenge(transcript, statement);
        let expected = Element::double_base_vartime(&-challenge, &statement.element(), &self.response);
        self.announces(&expected)
    }

    /// sB = R + Σ c^i X_i for i = 1, 2, …
    pub(crate) fn verify_all(
        &self,
        transcript: ProofTranscript,
        statements: &[Point],
    ) -> Result<(), SchnorrError> {
        let challenge = self.challenge_all(transcript, statements);
        let powers: Vec<Scalar> = core::iter::successors(Some(challenge), |power| Some(*power * challenge))
            .take(statements.len())
            .collect();
        let elements: Vec<Element> = statements.iter().map(Point::element).collect();
        let sum = Element::multiscalar_vartime(&powers, &elements);
        self.announces(&(Element::base_times(&self.response) - sum))
    }

    fn announces(&self, expected: &Element) -> Result<(), SchnorrError> {
        if *expected == self.announcement.element() {
            Ok(())
        } else {
            Err(SchnorrError)
        }
    }
}

impl Serialize for SchnorrProof {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&self.to_bytes()))
    }
}

impl<'de> Deserialize<'de> for SchnorrProof {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = decode_base64(&String::deserialize(deserializer)?).map_err(D::Error::custom)?;
        Self::from_bytes(&bytes).map_err(D::Error::custom)
    }
}
