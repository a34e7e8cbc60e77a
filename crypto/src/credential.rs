//! Voter codes, credential keys, ballot signatures (docs/protocol.md §5).

use crate::{
    group::{Point, Scalar},
    hash::Hash,
    proof::schnorr::SchnorrProof,
    secret::SecretScalar,
    signature::{Signature, SignatureError},
    transcript::{Label, ProofTranscript},
};
use rand_core::{CryptoRng, RngCore};
use sha3::{Digest as _, Sha3_256, Sha3_512};
use subtle::{ConditionallySelectable as _, ConstantTimeEq as _};
use zeroize::{Zeroize as _, ZeroizeOnDrop, Zeroizing};

/// Crockford's base32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters that people type for a digit that looks alike.
const ALIKE: [(u8, u8); 3] = [(b'O', 0), (b'I', 1), (b'L', 1)];
/// Characters of a code: 128 bits and 12 of checksum, 5 a character.
const LENGTH: usize = 28;

/// A voter's secret: 128 bits, written as 28 Crockford base32 characters in seven groups of four joined by hyphens;
/// the last 12 bits are a checksum. Erased when dropped.
#[derive(ZeroizeOnDrop)]
pub struct VoterCode([u8; 16]);

/// Text that is no voter code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VoterCodeError {
    /// Too short or too long.
    #[error("a voter code has 28 letters and digits; this has {found}")]
    Length {
        /// Letters and digits given.
        found: usize,
    },
    /// Not a letter or digit of a code.
    #[error("{character:?} at position {position} cannot occur in a voter code")]
    Character {
        /// The character.
        character: char,
        /// Its position among the letters and digits, from 1.
        position: usize,
    },
    /// A typing error.
    #[error("the voter code's checksum does not match: it contains a typing error")]
    Checksum,
}

/// The 5 bits that a character stands for, in constant time.
fn digit(character: char) -> Option<u8> {
    let typed = u8::try_from(character.to_ascii_uppercase()).unwrap_or(0);
    let symbols = ALPHABET.iter().copied().zip(0..).chain(ALIKE);
    let digit = symbols.fold(u8::MAX, |found, (symbol, value)| {
        u8::conditional_select(&found, &value, symbol.ct_eq(&typed))
    });
    (digit < 32).then_some(digit)
}

/// The character of 5 bits, in constant time.
fn symbol(digit: u8) -> char {
    let symbol = ALPHABET.iter().zip(0u8..).fold(0, |found, (symbol, value)| {
        u8::conditional_select(&found, symbol, value.ct_eq(&digit))
    });
    char::from(symbol)
}

fn checksum(code: &[u8; 16]) -> u16 {
    let digest: [u8; 32] = Sha3_256::new()
        .chain_update(b"ostrakon/v1/voter-code\n")
        .chain_update(code)
        .finalize()
        .into();
    let [first, second, ..] = digest;
    u16::from_be_bytes([first, second]) >> 4
}

impl VoterCode {
    /// A fresh code.
    pub fn random<R: RngCore + CryptoRng>(rng: &mut R) -> Self {
        let mut bytes = [0; 16];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// Reads a code as people type it: any case, spaces and hyphens anywhere, O for 0, I and L for 1.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, VoterCodeError> {
        // With its final capacity from the start: a vector that grows leaves copies behind that nobody erases.
        let mut plain = Zeroizing::new(Vec::with_capacity(text.len()));
        plain.extend(
            text.chars()
                .filter(|character| !character.is_whitespace() && *character != '-'),
        );
        if plain.len() != LENGTH {
            return Err(VoterCodeError::Length { found: plain.len() });
        }
        // 140 bits in two halves of 70.
        let mut halves = Zeroizing::new([0u128; 2]);
        for ((half, characters), before) in halves
            .iter_mut()
            .zip(plain.chunks(LENGTH / 2))
            .zip([0, LENGTH / 2])
        {
            for (offset, character) in characters.iter().enumerate() {
                let Some(digit) = digit(*character) else {
                    return Err(VoterCodeError::Character {
                        character: *character,
                        position: before + offset + 1,
                    });
                };
                *half = (*half << 5) | u128::from(digit);
            }
        }
        let [high, low] = *halves;
        let mut code = Self(((high << 58) | (low >> 12)).to_be_bytes());
        let found = u16::try_from(low & 0xfff).unwrap_or(u16::MAX);
        if bool::from(found.ct_eq(&checksum(&code.0))) {
            Ok(code)
        } else {
            code.0.zeroize();
            Err(VoterCodeError::Checksum)
        }
    }

    /// The code as it is handed to the voter.
    #[must_use]
    pub fn expose_text(&self) -> Zeroizing<String> {
        let number = Zeroizing::new(u128::from_be_bytes(self.0));
        let high = Zeroizing::new(*number >> 58);
        let low = Zeroizing::new(((*number & ((1 << 58) - 1)) << 12) | u128::from(checksum(&self.0)));
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + 6));
        for (position, shift) in (0..LENGTH).zip((0..LENGTH / 2).rev().cycle()) {
            if position > 0 && position % 4 == 0 {
                text.push('-');
            }
            let half = if position < LENGTH / 2 { *high } else { *low };
            let [digit, ..] = ((half >> (5 * shift)) & 31).to_le_bytes();
            text.push(symbol(digit));
        }
        text
    }
}

/// A voter's signing key. Erased when dropped.
pub struct CredentialKey {
    secret: SecretScalar,
    credential: Point,
}

impl CredentialKey {
    /// The key of a code in the election with this manifest nonce: x = SHA3-512(domain ‖ nonce ‖ code) mod q.
    ///
    /// # Panics
    /// If the hash is 0 modulo q, which has a probability of 2^−252.
    #[must_use]
    pub fn derive(nonce: &Hash, code: &VoterCode) -> Self {
        let mut wide: [u8; 64] = Sha3_512::new()
            .chain_update(b"ostrakon/v1/credential\n")
            .chain_update(nonce.as_bytes())
            .chain_update(code.0)
            .finalize()
            .into();
        let scalar = Scalar::from_wide(&wide);
        wide.zeroize();
        #[expect(
            clippy::expect_used,
            reason = "a hash is 0 modulo q with a probability of 2^−252"
        )]
        let secret = SecretScalar::from_scalar(scalar).expect("the hash is not 0");
        let credential = secret.public();
        Self { secret, credential }
    }

    /// The public credential X = xB.
    #[must_use]
    pub const fn credential(&self) -> Point {
        self.credential
    }

    /// Signs a ballot.
    #[must_use]
    pub fn sign<R: RngCore + CryptoRng>(&self, election: &Hash, tracker: &Hash, rng: &mut R) -> Signature {
        self.prove(signature_transcript(election, tracker), rng)
    }

    /// Signs a step of a challenge. `body` is the hash of what the line says.
    #[must_use]
    pub fn sign_step<R: RngCore + CryptoRng>(
        &self,
        step: ChallengeStep,
        election: &Hash,
        body: &Hash,
        rng: &mut R,
    ) -> Signature {
        self.prove(step.transcript(election, body), rng)
    }

    fn prove<R: RngCore + CryptoRng>(&self, transcript: ProofTranscript, rng: &mut R) -> Signature {
        Signature::from_bytes(SchnorrProof::prove(transcript, &self.secret, &self.credential, rng).to_bytes())
    }
}

/// What a voter signs besides ballots (docs/protocol.md §5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChallengeStep {
    /// To a ballot, before it is cast or opened.
    Commitment,
    /// The opening.
    Challenge,
}

impl ChallengeStep {
    fn transcript(self, election: &Hash, body: &Hash) -> ProofTranscript {
        let mut transcript = ProofTranscript::new(match self {
            Self::Commitment => "commitment-signature",
            Self::Challenge => "challenge-signature",
        });
        transcript.hash(Label::ELECTION, election);
        transcript.hash(Label::BODY, body);
        transcript
    }

    /// Verifies the signature of a step.
    ///
    /// # Errors
    /// If it is not the credential's over this step, election and body, or not canonical.
    pub fn verify(
        self,
        credential: &Point,
        election: &Hash,
        body: &Hash,
        signature: &Signature,
    ) -> Result<(), SignatureError> {
        verify(self.transcript(election, body), credential, signature)
    }
}

pub(crate) fn signature_transcript(election: &Hash, tracker: &Hash) -> ProofTranscript {
    let mut transcript = ProofTranscript::new("ballot-signature");
    transcript.hash(Label::ELECTION, election);
    transcript.hash(Label::TRACKER, tracker);
    transcript
}

/// Verifies a ballot's signature.
///
/// # Errors
/// If it is not the credential's over this election and tracker, or not canonical.
pub fn verify_ballot_signature(
    credential: &Point,
    election: &Hash,
    tracker: &Hash,
    signature: &Signature,
) -> Result<(), SignatureError> {
    verify(signature_transcript(election, tracker), credential, signature)
}

fn verify(
    transcript: ProofTranscript,
    credential: &Point,
    signature: &Signature,
) -> Result<(), SignatureError> {
    let proof = SchnorrProof::from_bytes(signature.as_bytes()).map_err(|_| SignatureError)?;
    proof.verify(transcript, credential).map_err(|_| SignatureError)
}
