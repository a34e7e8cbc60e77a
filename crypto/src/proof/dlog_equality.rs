//! One discrete logarithm for many pairs, batched (docs/protocol.md §8.2; as RFC 9497 §2.2 does).

use crate::{
    group::{DecodeError, Element, Point, Scalar, decode_base64},
    secret::SecretScalar,
    transcript::{Label, ProofTranscript},
};
use data_encoding::BASE64URL_NOPAD;
use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use zeroize::Zeroizing;

/// Announcements T1 = kB and T2 = kM, response z. 96 bytes T1 ‖ T2 ‖ z, in text 128 characters of base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DlogEqualityProof {
    base: Point,
    sum: Element,
    response: Scalar,
}

/// A proof that does not verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("proof of equal discrete logarithms does not verify")]
pub struct DlogEqualityError;

/// Claim: D_c = x·M_c for all c, where K = xB. The transcript holds what else the proof is bound to.
pub(crate) struct Statement<'a> {
    pub(crate) key: &'a Point,
    pub(crate) bases: &'a [Element],
    pub(crate) products: &'a [Element],
}

impl Statement<'_> {
    /// Puts the statement into the transcript; gives M = Σ w_c M_c and Z = Σ w_c D_c.
    fn compress(&self, transcript: &mut ProofTranscript) -> (Element, Element) {
        transcript.point(Label::KEY, self.key);
        transcript.count(Label::COUNT, self.bases.len());
        for (base, product) in self.bases.iter().zip(self.products) {
            transcript.element(Label::C1, base);
            transcript.element(Label::SHARE, product);
        }
        let weights: Vec<Scalar> = self
            .bases
            .iter()
            .map(|_| transcript.challenge(Label::WEIGHTS))
            .collect();
        (
            Element::multiscalar_vartime(&weights, self.bases),
            Element::multiscalar_vartime(&weights, self.products),
        )
    }
}

fn challenge(transcript: &mut ProofTranscript, base: &Point, sum: &Element) -> Scalar {
    transcript.point(Label::ANNOUNCEMENT_BASE, base);
    transcript.element(Label::ANNOUNCEMENT_SUM, sum);
    transcript.challenge(Label::CHALLENGE)
}

impl DlogEqualityProof {
    /// Decodes T1 ‖ T2 ‖ z.
    ///
    /// # Errors
    /// If a part is not canonical, or T1 is the identity.
    pub fn from_bytes(bytes: &[u8; 96]) -> Result<Self, DecodeError> {
        let (parts, _) = bytes.as_chunks::<32>();
        match parts {
            [base, sum, response] => Ok(Self {
                base: Point::from_bytes(base)?,
                sum: Element::from_bytes(sum)?,
                response: Scalar::from_bytes(response)?,
            }),
            _ => Err(DecodeError::Length {
                expected: 96,
                found: bytes.len(),
            }),
        }
    }

    /// T1 ‖ T2 ‖ z.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 96] {
        let mut bytes = [0; 96];
        let parts = [
            *self.base.as_bytes(),
            self.sum.to_bytes(),
            self.response.to_bytes(),
        ];
        for (chunk, part) in bytes.chunks_exact_mut(32).zip(parts) {
            chunk.copy_from_slice(&part);
        }
        bytes
    }

    pub(crate) fn prove<R: RngCore + CryptoRng>(
        mut transcript: ProofTranscript,
        secret: &SecretScalar,
        statement: &Statement<'_>,
        rng: &mut R,
    ) -> Self {
        let (bases, _) = statement.compress(&mut transcript);
        let nonce = SecretScalar::random(&mut transcript.prover_rng(&[secret.scalar()], rng));
        let (base, sum) = (nonce.public(), bases * *nonce.scalar());
        let challenge = challenge(&mut transcript, &base, &sum);
        let product = Zeroizing::new(challenge * *secret.scalar());
        Self {
            base,
            sum,
            response: *nonce.scalar() + *product,
        }
    }

    /// zB = T1 + cK and zM = T2 + cZ.
    pub(crate) fn verify(
        &self,
        mut transcript: ProofTranscript,
        statement: &Statement<'_>,
    ) -> Result<(), DlogEqualityError> {
        let (bases, products) = statement.compress(&mut transcript);
        let challenge = challenge(&mut transcript, &self.base, &self.sum);
        let first = Element::double_base_vartime(&-challenge, &statement.key.element(), &self.response);
        let second = Element::multiscalar_vartime([&self.response, &-challenge], [&bases, &products]);
        if first == self.base.element() && second == self.sum {
            Ok(())
        } else {
            Err(DlogEqualityError)
        }
    }
}

impl Serialize for DlogEqualityProof {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&self.to_bytes()))
    }
}

impl<'de> Deserialize<'de> for DlogEqualityProof {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = decode_base64(&String::deserialize(deserializer)?).map_err(D::Error::custom)?;
        Self::from_bytes(&bytes).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

    /// A prover who follows the protocol for a claim that is half true meets one of the two equations.
    #[test]
    fn both_equations_must_hold() {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let (secret, other) = (SecretScalar::random(&mut rng), SecretScalar::random(&mut rng));
        let bases = [Element::hash_to_group(b"one"), Element::hash_to_group(b"two")];
        let products = |secret: &SecretScalar| bases.map(|base| base * *secret.scalar());
        let [first, _] = products(&secret);
        let [_, second] = products(&other);
        let cases = [
            ("true", secret.public(), products(&secret), true),
            ("the key is another's", other.public(), products(&secret), false),
            (
                "the products are another's",
                secret.public(),
                products(&other),
                false,
            ),
            (
                "one product is another's",
                secret.public(),
                [first, second],
                false,
            ),
        ];
        for (name, key, products, holds) in cases {
            let statement = Statement {
                key: &key,
                bases: &bases,
                products: &products,
            };
            let transcript = ProofTranscript::new("test");
            let proof = DlogEqualityProof::prove(transcript.clone(), &secret, &statement, &mut rng);
            assert_eq!(proof.verify(transcript, &statement).is_ok(), holds, "{name}");
        }
    }
}
