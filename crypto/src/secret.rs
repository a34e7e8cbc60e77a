//! Secrets: no Clone, Debug, Display or Serialize; erased when dropped.

use crate::group::{DecodeError, Element, Point, Scalar};
use rand_core::{CryptoRng, RngCore};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A secret scalar, never zero.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SecretScalar(Scalar);

impl SecretScalar {
    /// Uniform, not zero.
    pub fn random<R: RngCore + CryptoRng>(rng: &mut R) -> Self {
        loop {
            let scalar = Scalar::random(rng);
            if scalar != Scalar::ZERO {
                return Self(scalar);
            }
        }
    }

    /// Decodes 32 canonical bytes.
    ///
    /// # Errors
    /// If they are not canonical, or zero.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, DecodeError> {
        Self::from_scalar(Scalar::from_bytes(bytes)?)
    }

    pub(crate) fn from_scalar(scalar: Scalar) -> Result<Self, DecodeError> {
        if scalar == Scalar::ZERO {
            Err(DecodeError::Identity)
        } else {
            Ok(Self(scalar))
        }
    }

    /// The scalar's bytes, for a key file.
    #[must_use]
    pub fn expose_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    pub(crate) const fn scalar(&self) -> &Scalar {
        &self.0
    }

    /// Times the base point.
    ///
    /// # Panics
    /// Never: a scalar that is not zero does not give the identity.
    #[must_use]
    pub fn public(&self) -> Point {
        #[expect(clippy::expect_used, reason = "the scalar is not zero and B has prime order")]
        Element::base_times(&self.0).to_point().expect("not the identity")
    }
}

/// 32 secret uniform bytes, from which a trustee's polynomials are derived.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Seed([u8; 32]);

impl Seed {
    /// A fresh seed.
    pub fn random<R: RngCore + CryptoRng>(rng: &mut R) -> Self {
        let mut bytes = [0; 32];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// A seed from a key file.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The seed's bytes, for a key file.
    #[must_use]
    pub const fn expose_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_erased_is_zero() {
        let mut scalar = Scalar::from_u64(7);
        scalar.zeroize();
        assert_eq!(scalar, Scalar::ZERO);
        let mut secret = SecretScalar(Scalar::from_u64(7));
        secret.zeroize();
        assert_eq!(*secret.scalar(), Scalar::ZERO);
        let mut seed = Seed::from_bytes([7; 32]);
        seed.zeroize();
        assert_eq!(seed.expose_bytes(), &[0; 32]);
    }
}
