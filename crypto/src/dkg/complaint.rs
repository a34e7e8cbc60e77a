//! Complaints of a bad share (docs/protocol.md §6.7): what the receiver reveals, and what anybody concludes from it.

use super::{Deal, DkgError, Session, share::Route};
use crate::{
    group::Point,
    index::TrusteeIndex,
    proof::dlog_equality::{DlogEqualityProof, Statement},
    secret::SecretScalar,
    transcript::{Label, ProofTranscript},
};
use rand_core::{CryptoRng, RngCore};

/// What a receiver reveals to show that its share in a deal is bad: the key to that one share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// i: whose deal it is.
    pub dealer: TrusteeIndex,
    /// S = `p_j·E_{ij}`.
    pub secret: Point,
    /// S is to E as `P_j` is to B.
    pub proof: DlogEqualityProof,
}

/// What anybody finds out of a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The share is bad: the dealer is the culprit.
    BadShare,
    /// The share is good: whoever complained is the culprit.
    FalseComplaint,
}

impl Complaint {
    /// Complains of one's share in a deal, whatever it is.
    ///
    /// # Errors
    /// If there is no such share.
    pub fn new<R: RngCore + CryptoRng>(
        session: &Session,
        complainant: TrusteeIndex,
        dealer: TrusteeIndex,
        deal: &Deal,
        encryption_key: &SecretScalar,
        rng: &mut R,
    ) -> Result<Self, DkgError> {
        Self::along(&route(session, complainant, dealer)?, deal, encryption_key, rng)
    }

    /// Complains of what came on this way.
    pub(super) fn along<R: RngCore + CryptoRng>(
        route: &Route<'_>,
        deal: &Deal,
        encryption_key: &SecretScalar,
        rng: &mut R,
    ) -> Result<Self, DkgError> {
        let ephemeral = route.find(deal)?.ephemeral.element();
        let shared = ephemeral * *encryption_key.scalar();
        let proof = DlogEqualityProof::prove(
            transcript(route),
            encryption_key,
            &Statement {
                key: &encryption_key.public(),
                bases: &[ephemeral],
                products: &[shared],
            },
            rng,
        );
        Ok(Self {
            dealer: route.dealer,
            // Neither factor is zero in a group of prime order.
            secret: shared.to_point().ok_or(DkgError::Identity)?,
            proof,
        })
    }

    /// Who lied. `deal` is the dealer's, and has passed [`super::check_deal`] and [`super::check_share_list`].
    ///
    /// # Errors
    /// If the complaint proves nothing: there is no such share, or the revealed secret is not its key.
    pub fn judge(
        &self,
        session: &Session,
        complainant: TrusteeIndex,
        deal: &Deal,
    ) -> Result<Verdict, DkgError> {
        self.judge_along(&route(session, complainant, self.dealer)?, deal)
    }

    pub(super) fn judge_along(&self, route: &Route<'_>, deal: &Deal) -> Result<Verdict, DkgError> {
        let statement = Statement {
            key: route.recipient_key,
            bases: &[route.find(deal)?.ephemeral.element()],
            products: &[self.secret.element()],
        };
        self.proof
            .verify(transcript(route), &statement)
            .map_err(|_| DkgError::Complaint {
                trustee: route.recipient,
                dealer: route.dealer,
            })?;
        match route.open(deal, &self.secret.element()) {
            Ok(_) => Ok(Verdict::FalseComplaint),
            Err(DkgError::Share { .. }) => Ok(Verdict::BadShare),
            Err(error) => Err(error),
        }
    }
}

fn route(session: &Session, complainant: TrusteeIndex, dealer: TrusteeIndex) -> Result<Route<'_>, DkgError> {
    if complainant == dealer {
        return Err(DkgError::OwnDeal { trustee: dealer });
    }
    Route::new(session, dealer, complainant)
}

fn transcript(route: &Route<'_>) -> ProofTranscript {
    let mut transcript = ProofTranscript::new("key-complaint");
    transcript.hash(Label::SESSION, route.session);
    transcript.number(Label::DEALER, u64::from(route.dealer.get()));
    transcript.number(Label::RECIPIENT, u64::from(route.recipient.get()));
    transcript
}
