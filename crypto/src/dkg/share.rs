//! Encryption of a share to its receiver (docs/protocol.md §6.4): ephemeral Diffie–Hellman, HKDF, ChaCha20-Poly1305.

use super::{Deal, DkgError, EncryptedShare, Session, check::evaluate_vartime};
use crate::{
    group::{Element, Point, Scalar},
    hash::Hash,
    index::TrusteeIndex,
    secret::SecretScalar,
};
use chacha20poly1305::{AeadInPlace as _, ChaCha20Poly1305, Key, KeyInit as _, Nonce, Tag};
use hkdf::Hkdf;
use rand_core::{CryptoRng, RngCore};
use sha3::Sha3_256;
use zeroize::Zeroizing;

/// Who deals to whom.
#[derive(Clone, Copy)]
pub(super) struct Route<'a> {
    /// Γ.
    pub(super) session: &'a Hash,
    pub(super) dealer: TrusteeIndex,
    pub(super) recipient: TrusteeIndex,
    pub(super) dealer_key: &'a Point,
    pub(super) recipient_key: &'a Point,
}

impl<'a> Route<'a> {
    /// Between two trustees of a key generation.
    pub(super) fn new(
        session: &'a Session,
        dealer: TrusteeIndex,
        recipient: TrusteeIndex,
    ) -> Result<Self, DkgError> {
        Ok(Self {
            session: &session.id,
            dealer,
            recipient,
            dealer_key: session.encryption_key(dealer)?,
            recipient_key: session.encryption_key(recipient)?,
        })
    }

    /// Γ ‖ i ‖ j ‖ E ‖ P_i ‖ P_j.
    fn info(&self, ephemeral: &Point) -> Vec<u8> {
        let mut info = self.session.as_bytes().to_vec();
        info.extend([self.dealer.get(), self.recipient.get()]);
        for key in [ephemeral, self.dealer_key, self.recipient_key] {
            info.extend(key.as_bytes());
        }
        info
    }

    fn cipher(&self, shared: &Element, ephemeral: &Point) -> Result<(ChaCha20Poly1305, Vec<u8>), DkgError> {
        let info = self.info(ephemeral);
        let mut key = Zeroizing::new([0; 32]);
        let shared = Zeroizing::new(shared.to_bytes());
        Hkdf::<Sha3_256>::new(Some(b"ostrakon/v1/share\n"), shared.as_ref())
            .expand(&info, key.as_mut())
            .map_err(|_| self.wrong())?;
        Ok((ChaCha20Poly1305::new(Key::from_slice(key.as_ref())), info))
    }

    pub(super) const fn wrong(&self) -> DkgError {
        DkgError::Share {
            trustee: self.dealer,
            recipient: self.recipient,
        }
    }

    /// Encrypts, and gives e; the key is used once, so the nonce is zero.
    pub(super) fn encrypt<R: RngCore + CryptoRng>(
        &self,
        share: &Scalar,
        rng: &mut R,
    ) -> Result<(EncryptedShare, SecretScalar), DkgError> {
        let secret = SecretScalar::random(rng);
        let ephemeral = secret.public();
        let shared = self.recipient_key.element() * *secret.scalar();
        let (cipher, info) = self.cipher(&shared, &ephemeral)?;
        let mut ciphertext = [0; 48];
        let (text, tag) = ciphertext.split_at_mut(32);
        text.copy_from_slice(Zeroizing::new(share.to_bytes()).as_ref());
        let computed = cipher
            .encrypt_in_place_detached(&Nonce::default(), &info, text)
            .map_err(|_| self.wrong())?;
        tag.copy_from_slice(&computed);
        let share = EncryptedShare {
            recipient: self.recipient,
            ephemeral,
            ciphertext,
        };
        Ok((share, secret))
    }

    /// The share in a deal for this receiver.
    pub(super) fn find<'d>(&self, deal: &'d Deal) -> Result<&'d EncryptedShare, DkgError> {
        deal.shares
            .iter()
            .find(|share| share.recipient == self.recipient)
            .ok_or_else(|| self.wrong())
    }

    /// The share for this receiver, decrypted with its key.
    pub(super) fn receive(
        &self,
        deal: &Deal,
        encryption_key: &SecretScalar,
    ) -> Result<Zeroizing<Scalar>, DkgError> {
        let shared = self.find(deal)?.ephemeral.element() * *encryption_key.scalar();
        self.open(deal, &shared)
    }

    /// Decrypts what the dealer sent with the receiver's `p_j·E`, and checks that it lies on the dealer's polynomial.
    /// Whoever receives and whoever judges a complaint call this, so they cannot disagree.
    pub(super) fn open(&self, deal: &Deal, shared: &Element) -> Result<Zeroizing<Scalar>, DkgError> {
        let share = self.find(deal)?;
        let (cipher, info) = self.cipher(shared, &share.ephemeral)?;
        let mut buffer = Zeroizing::new([0u8; 32]);
        let (text, tag) = share.ciphertext.split_at(32);
        buffer.copy_from_slice(text);
        cipher
            .decrypt_in_place_detached(&Nonce::default(), &info, buffer.as_mut(), Tag::from_slice(tag))
            .map_err(|_| self.wrong())?;
        let value = Scalar::from_bytes(&buffer)
            .map(Zeroizing::new)
            .map_err(|_| self.wrong())?;
        let coefficients: Vec<Element> = deal.coefficients.iter().map(Point::element).collect();
        if Element::base_times(&value) == evaluate_vartime(&coefficients, self.recipient) {
            Ok(value)
        } else {
            Err(self.wrong())
        }
    }
}
