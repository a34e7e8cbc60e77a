//! What a trustee does: [`Dealer`], then [`Receiver`], then [`KeyShare`] (docs/protocol.md §6.2–6.5).

use super::{
    Deal, DkgError, EncryptedShare, PublicKeys, Session, SharePurpose,
    check::{
        check_commitment, check_deal, check_share_list, commitment, possession_statement,
        possession_transcript, public_keys, share_transcript,
    },
    share::Route,
};
use crate::{
    group::{Point, Scalar},
    hash::Hash,
    index::{Threshold, TrusteeIndex},
    proof::schnorr::SchnorrProof,
    secret::{SecretScalar, Seed},
};
use rand_core::{CryptoRng, RngCore};
use sha3::{Digest as _, Sha3_512};
use zeroize::{Zeroize as _, Zeroizing};

/// A trustee's polynomial, derived from its seed and the session.
pub(super) struct Polynomial(Vec<SecretScalar>);

/// What a coefficient is derived for.
pub(super) struct Derivation<'a> {
    /// With its newline.
    pub(super) domain: &'static [u8],
    pub(super) session: &'a Hash,
    pub(super) threshold: Threshold,
    pub(super) index: TrusteeIndex,
}

impl Derivation<'_> {
    fn coefficient(&self, seed: &Seed, power: u8) -> Result<SecretScalar, DkgError> {
        let (threshold, trustees) = (self.threshold.threshold(), self.threshold.trustees());
        let mut wide: [u8; 64] = Sha3_512::new()
            .chain_update(self.domain)
            .chain_update(seed.expose_bytes())
            .chain_update(self.session.as_bytes())
            .chain_update([threshold, trustees, self.index.get(), power])
            .finalize()
            .into();
        let scalar = Scalar::from_wide(&wide);
        wide.zeroize();
        SecretScalar::from_scalar(scalar).map_err(|_| DkgError::Identity)
    }
}

impl Polynomial {
    /// Of t coefficients, the first of which may be given.
    pub(super) fn derive(
        derivation: &Derivation<'_>,
        seed: &Seed,
        first: Option<SecretScalar>,
    ) -> Result<Self, DkgError> {
        let threshold = derivation.threshold.threshold();
        // With its final capacity from the start: a vector that grows leaves copies behind that nobody erases.
        let mut coefficients = Vec::with_capacity(usize::from(threshold));
        let given = u8::from(first.is_some());
        coefficients.extend(first);
        for power in given..threshold {
            coefficients.push(derivation.coefficient(seed, power)?);
        }
        Ok(Self(coefficients))
    }

    pub(super) fn secrets(&self) -> &[SecretScalar] {
        &self.0
    }

    pub(super) fn public(&self) -> Vec<Point> {
        self.0.iter().map(SecretScalar::public).collect()
    }

    /// f(j).
    pub(super) fn evaluate(&self, index: TrusteeIndex) -> Zeroizing<Scalar> {
        let x = Scalar::from_u64(u64::from(index.get()));
        let mut value = Zeroizing::new(Scalar::ZERO);
        for coefficient in self.0.iter().rev() {
            *value = *value * x + *coefficient.scalar();
        }
        value
    }
}

/// A trustee in the first round.
pub struct Dealer {
    session: Session,
    index: TrusteeIndex,
    polynomial: Polynomial,
    coefficients: Vec<Point>,
}

impl Dealer {
    /// Derives the trustee's polynomial.
    ///
    /// # Errors
    /// If the session has no such trustee.
    pub fn new(session: Session, index: TrusteeIndex, seed: &Seed) -> Result<Self, DkgError> {
        if !session.threshold.contains(index) || session.encryption_key(index).is_err() {
            return Err(DkgError::NotATrustee { trustee: index });
        }
        let derivation = Derivation {
            domain: b"ostrakon/v1/polynomial\n",
            session: &session.id,
            threshold: session.threshold,
            index,
        };
        let polynomial = Polynomial::derive(&derivation, seed, None)?;
        let coefficients = polynomial.public();
        Ok(Self {
            session,
            index,
            polynomial,
            coefficients,
        })
    }

    /// What to publish first.
    #[must_use]
    pub fn commitment(&self) -> Hash {
        commitment(&self.session, self.index, &self.coefficients)
    }

    /// Deals, once all n commitments are there, in order of index.
    ///
    /// # Errors
    /// If some are missing, or one's own is not among them.
    pub fn deal<R: RngCore + CryptoRng>(
        self,
        commitments: &[Hash],
        rng: &mut R,
    ) -> Result<(Deal, Receiver), DkgError> {
        let others = self
            .session
            .threshold
            .indices()
            .filter(|other| *other != self.index);
        let dealt: Result<Vec<(EncryptedShare, SecretScalar)>, DkgError> = others
            .map(|recipient| {
                let route = Route::new(&self.session, self.index, recipient)?;
                route.encrypt(&self.polynomial.evaluate(recipient), rng)
            })
            .collect();
        let (shares, ephemerals): (Vec<EncryptedShare>, Vec<SecretScalar>) = dealt?.into_iter().unzip();
        let first = self.polynomial.0.first().ok_or(DkgError::Identity)?;
        let secrets: Vec<&SecretScalar> = core::iter::once(first).chain(&ephemerals).collect();
        let possession = SchnorrProof::prove_all(
            possession_transcript(&self.session, self.index, &self.coefficients, &shares),
            &secrets,
            &possession_statement(&self.coefficients, &shares),
            rng,
        );
        let deal = Deal {
            coefficients: self.coefficients.clone(),
            possession,
            shares,
        };
        Ok((deal, self.resume(commitments)?))
    }

    /// Goes on after one's deal was published.
    ///
    /// # Errors
    /// If commitments are missing, or one's own is not among them.
    pub fn resume(self, commitments: &[Hash]) -> Result<Receiver, DkgError> {
        let expected = usize::from(self.session.threshold.trustees());
        if commitments.len() != expected {
            return Err(DkgError::Missing {
                expected,
                found: commitments.len(),
            });
        }
        let position = usize::from(self.index.get()).saturating_sub(1);
        if commitments.get(position) != Some(&self.commitment()) {
            return Err(DkgError::NotMine { trustee: self.index });
        }
        Ok(Receiver {
            dealer: self,
            commitments: commitments.to_vec(),
        })
    }
}

/// A trustee that has dealt.
pub struct Receiver {
    dealer: Dealer,
    commitments: Vec<Hash>,
}

impl Receiver {
    /// Checks all deals, in order of index, and one's own shares in them; gives one's key share and the public keys.
    ///
    /// # Errors
    /// Whose deal is wrong, and what is wrong with it.
    pub fn finish(
        self,
        deals: &[Deal],
        encryption_key: &SecretScalar,
    ) -> Result<(KeyShare, PublicKeys), DkgError> {
        let Dealer {
            session,
            index,
            polynomial,
            coefficients,
        } = self.dealer;
        let expected = usize::from(session.threshold.trustees());
        if deals.len() != expected {
            return Err(DkgError::Missing {
                expected,
                found: deals.len(),
            });
        }
        let mut secret = Zeroizing::new(Scalar::ZERO);
        for ((dealer, deal), commitment) in session.threshold.indices().zip(deals).zip(&self.commitments) {
            check_commitment(&session, dealer, commitment, deal)?;
            check_deal(&session, dealer, deal)?;
            check_share_list(&session, dealer, deal)?;
            if dealer == index {
                if deal.coefficients != coefficients {
                    return Err(DkgError::NotMine { trustee: index });
                }
                *secret += *polynomial.evaluate(index);
                continue;
            }
            let share = Route::new(&session, dealer, index)?.receive(deal, encryption_key)?;
            *secret += *share;
        }
        // After the deals one by one, so that whoever spoils the sum is named first.
        let keys = public_keys(&session, deals)?;
        Ok((KeyShare::new(index, &secret)?, keys))
    }
}

/// A trustee's share `x_j` of the joint secret. Erased when dropped.
pub struct KeyShare {
    index: TrusteeIndex,
    secret: SecretScalar,
    verification_key: Point,
}

impl KeyShare {
    pub(super) fn new(index: TrusteeIndex, secret: &Scalar) -> Result<Self, DkgError> {
        let secret = SecretScalar::from_scalar(*secret).map_err(|_| DkgError::Identity)?;
        let verification_key = secret.public();
        Ok(Self {
            index,
            secret,
            verification_key,
        })
    }

    /// j.
    #[must_use]
    pub const fn index(&self) -> TrusteeIndex {
        self.index
    }

    /// `K_j = x_j·B`.
    #[must_use]
    pub const fn verification_key(&self) -> Point {
        self.verification_key
    }

    pub(crate) const fn secret(&self) -> &SecretScalar {
        &self.secret
    }

    /// Proves to hold the share, bound to a purpose and context.
    #[must_use]
    pub fn prove_possession<R: RngCore + CryptoRng>(
        &self,
        purpose: SharePurpose,
        context: &Hash,
        rng: &mut R,
    ) -> SchnorrProof {
        let transcript = share_transcript(purpose, self.index, context);
        SchnorrProof::prove(transcript, &self.secret, &self.verification_key, rng)
    }
}
