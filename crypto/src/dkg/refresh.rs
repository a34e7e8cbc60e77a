//! Refresh (docs/protocol.md §6.9): trustees hand the key on to others, and the joint key stays.
//!
//! A dealer's polynomial has its own share as the first coefficient and is otherwise derived from its seed and the
//! refresh, so that it deals the same one however often it is interrupted.

use super::{
    Complaint, Deal, DkgError, EncryptedShare, KeyShare, PublicKeys, Verdict,
    check::{check_coefficient_count, deal_transcript, evaluate_vartime, hash_deal, hash_keys},
    round::{Derivation, Polynomial},
    share::Route,
};
use crate::{
    group::{Element, Point, Scalar},
    hash::{Hash, Hasher},
    index::{Threshold, TrusteeIndex},
    proof::schnorr::SchnorrProof,
    secret::{SecretScalar, Seed},
    transcript::ProofTranscript,
};
use rand_core::{CryptoRng, RngCore};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// Public facts of one refresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refresh {
    /// Γ': hash of the line that starts the refresh.
    pub id: Hash,
    /// Γ: the session of the trustees who hold the key.
    pub session: Hash,
    /// Who deals: at least as many as can decrypt, so that the coefficients of Lagrange are fixed.
    pub dealers: BTreeMap<TrusteeIndex, OldTrustee>,
    /// t' of n'.
    pub threshold: Threshold,
    /// P'_1 … P'_{n'}: the new trustees' encryption keys, in order of index.
    pub encryption_keys: Vec<Point>,
}

/// A trustee who hands its share on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OldTrustee {
    /// `P_i`.
    pub encryption_key: Point,
    /// `K_i = x_i·B`.
    pub verification_key: Point,
}

impl Refresh {
    fn dealer(&self, index: TrusteeIndex) -> Result<&OldTrustee, DkgError> {
        self.dealers
            .get(&index)
            .ok_or(DkgError::NotATrustee { trustee: index })
    }

    fn route(&self, dealer: TrusteeIndex, recipient: TrusteeIndex) -> Result<Route<'_>, DkgError> {
        let position = usize::from(recipient.get()).saturating_sub(1);
        let recipient_key = self.encryption_keys.get(position);
        Ok(Route {
            session: &self.id,
            dealer,
            recipient,
            dealer_key: &self.dealer(dealer)?.encryption_key,
            recipient_key: recipient_key.ok_or(DkgError::NotATrustee { trustee: recipient })?,
        })
    }

    fn transcript(
        &self,
        index: TrusteeIndex,
        coefficients: &[Point],
        shares: &[EncryptedShare],
    ) -> ProofTranscript {
        deal_transcript("refresh-deal", &self.id, index, coefficients, shares)
    }

    /// Deals one's share of the key to the new trustees.
    ///
    /// # Errors
    /// If the trustee is no dealer, or the share is not the one that the record says it has.
    pub fn deal<R: RngCore + CryptoRng>(
        &self,
        share: &KeyShare,
        seed: &Seed,
        rng: &mut R,
    ) -> Result<Deal, DkgError> {
        let index = share.index();
        if self.dealer(index)?.verification_key != share.verification_key() {
            return Err(DkgError::NotMine { trustee: index });
        }
        let derivation = Derivation {
            domain: b"ostrakon/v1/refresh-polynomial\n",
            session: &self.id,
            threshold: self.threshold,
            index,
        };
        let own = SecretScalar::from_bytes(&share.secret().expose_bytes()).map_err(|_| DkgError::Identity)?;
        let polynomial = Polynomial::derive(&derivation, seed, Some(own))?;
        let coefficients = polynomial.public();
        let dealt: Result<Vec<(EncryptedShare, SecretScalar)>, DkgError> = self
            .threshold
            .indices()
            .map(|recipient| {
                self.route(index, recipient)?
                    .encrypt(&polynomial.evaluate(recipient), rng)
            })
            .collect();
        let (shares, ephemerals): (Vec<EncryptedShare>, Vec<SecretScalar>) = dealt?.into_iter().unzip();
        let secrets: Vec<&SecretScalar> = polynomial.secrets().iter().chain(&ephemerals).collect();
        let possession = SchnorrProof::prove_all(
            self.transcript(index, &coefficients, &shares),
            &secrets,
            &statement(&coefficients, &shares),
            rng,
        );
        Ok(Deal {
            coefficients,
            possession,
            shares,
        })
    }

    /// Checks what anybody can of a deal: the number of coefficients, that the first is the dealer's public share, exactly one
    /// share for every new trustee in order, the proof of possession of all coefficients and ephemeral secrets.
    ///
    /// # Errors
    /// [`DkgError::Coefficients`], [`DkgError::OwnShare`], [`DkgError::ShareList`] or [`DkgError::Possession`].
    pub fn check_deal(&self, index: TrusteeIndex, deal: &Deal) -> Result<(), DkgError> {
        let dealer = self.dealer(index)?;
        check_coefficient_count(self.threshold, index, deal)?;
        if deal.coefficients.first() != Some(&dealer.verification_key) {
            return Err(DkgError::OwnShare { trustee: index });
        }
        let recipients = deal.shares.iter().map(|share| share.recipient);
        if !recipients.eq(self.threshold.indices()) {
            return Err(DkgError::ShareList { trustee: index });
        }
        deal.possession
            .verify_all(
                self.transcript(index, &deal.coefficients, &deal.shares),
                &statement(&deal.coefficients, &deal.shares),
            )
            .map_err(|_| DkgError::Possession { trustee: index })
    }

    /// Exactly one deal of each dealer, with its coefficient of Lagrange.
    fn weighted<'a>(
        &'a self,
        deals: &'a BTreeMap<TrusteeIndex, Deal>,
    ) -> Result<impl Iterator<Item = (TrusteeIndex, Scalar, &'a Deal)>, DkgError> {
        if !deals.keys().eq(self.dealers.keys()) {
            return Err(DkgError::Missing {
                expected: self.dealers.len(),
                found: deals.len(),
            });
        }
        let weighted = deals.iter().map(|(index, deal)| {
            let factor = index.lagrange(self.dealers.keys().copied());
            (*index, factor, deal)
        });
        Ok(weighted)
    }

    /// Σ `L_i C_{i,0}`, which must be the joint key, and the new trustees' verification keys, from the deals of all dealers.
    ///
    /// # Errors
    /// If deals are missing, one has not exactly t' coefficients, or a sum is the identity.
    pub fn public_keys(&self, deals: &BTreeMap<TrusteeIndex, Deal>) -> Result<PublicKeys, DkgError> {
        // The weighted sum of all polynomials in the exponent: its value at 0 is the joint key, at j the key of trustee j.
        let mut sums = vec![Element::identity(); usize::from(self.threshold.threshold())];
        for (index, factor, deal) in self.weighted(deals)? {
            check_coefficient_count(self.threshold, index, deal)?;
            for (sum, coefficient) in sums.iter_mut().zip(&deal.coefficients) {
                *sum += Element::multiscalar_vartime([&factor], [&coefficient.element()]);
            }
        }
        let joint = sums
            .first()
            .and_then(Element::to_point)
            .ok_or(DkgError::Identity)?;
        let verification = self.threshold.indices().map(|index| {
            evaluate_vartime(&sums, index)
                .to_point()
                .ok_or(DkgError::Identity)
        });
        Ok(PublicKeys {
            joint,
            verification: verification.collect::<Result<_, _>>()?,
        })
    }

    /// Hash of everything that the refresh is about, and of the keys that it gives.
    #[must_use]
    pub fn transcript_hash(&self, deals: &BTreeMap<TrusteeIndex, Deal>, keys: &PublicKeys) -> Hash {
        let mut hasher = Hasher::new();
        hasher.update(b"ostrakon/v1/refresh-transcript\n");
        hasher.update(self.id.as_bytes());
        hasher.update(self.session.as_bytes());
        hasher.update(&[self.threshold.threshold(), self.threshold.trustees()]);
        for key in &self.encryption_keys {
            hasher.update(key.as_bytes());
        }
        hasher.update(&[u8::try_from(self.dealers.len()).unwrap_or(u8::MAX)]);
        for ((index, dealer), deal) in self.dealers.iter().zip(deals.values()) {
            hasher.update(&[index.get()]);
            hasher.update(dealer.encryption_key.as_bytes());
            hasher.update(dealer.verification_key.as_bytes());
            hash_deal(&mut hasher, deal);
        }
        hash_keys(&mut hasher, keys);
        hasher.finish()
    }

    /// Checks all deals, in order of index, and a new trustee's shares in them; gives its share of the key.
    ///
    /// # Errors
    /// Whose deal is wrong, and what is wrong with it.
    pub fn receive(
        &self,
        index: TrusteeIndex,
        deals: &BTreeMap<TrusteeIndex, Deal>,
        encryption_key: &SecretScalar,
    ) -> Result<KeyShare, DkgError> {
        let mut secret = Zeroizing::new(Scalar::ZERO);
        for (dealer, factor, deal) in self.weighted(deals)? {
            self.check_deal(dealer, deal)?;
            let share = self.route(dealer, index)?.receive(deal, encryption_key)?;
            *secret += *share * factor;
        }
        KeyShare::new(index, &secret)
    }

    /// Complains of one's share in a deal, whatever it is.
    ///
    /// # Errors
    /// If there is no such share.
    pub fn complain<R: RngCore + CryptoRng>(
        &self,
        complainant: TrusteeIndex,
        dealer: TrusteeIndex,
        deal: &Deal,
        encryption_key: &SecretScalar,
        rng: &mut R,
    ) -> Result<Complaint, DkgError> {
        Complaint::along(&self.route(dealer, complainant)?, deal, encryption_key, rng)
    }

    /// Who lied. `deal` is the dealer's, and has passed [`Refresh::check_deal`].
    ///
    /// # Errors
    /// If the complaint proves nothing: there is no such share, or the revealed secret is not its key.
    pub fn judge(
        &self,
        complaint: &Complaint,
        complainant: TrusteeIndex,
        deal: &Deal,
    ) -> Result<Verdict, DkgError> {
        complaint.judge_along(&self.route(complaint.dealer, complainant)?, deal)
    }
}

/// What a dealer proves to know the logarithms of: every coefficient, then every E.
fn statement(coefficients: &[Point], shares: &[EncryptedShare]) -> Vec<Point> {
    let ephemerals = shares.iter().map(|share| share.ephemeral);
    coefficients.iter().copied().chain(ephemerals).collect()
}
