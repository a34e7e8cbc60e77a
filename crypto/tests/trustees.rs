//! Key generation and decryption: any t trustees agree, fewer cannot, and every cheat is named.
#![allow(
    missing_docs,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use ostrakon_crypto::{
    ballot::{self, BallotContext, BallotStyle, ContestRule},
    decryption::{self, DecryptionError, DiscreteLog, PartialDecryption},
    dkg::{self, Complaint, Deal, Dealer, DkgError, KeyShare, PublicKeys, Session, SharePurpose, Verdict},
    elgamal::Aggregate,
    group::{Element, Scalar},
    hash::Hash,
    index::{Threshold, TrusteeIndex},
    proof::dlog_equality::DlogEqualityProof,
    secret::{SecretScalar, Seed},
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

struct Ceremony {
    session: Session,
    commitments: Vec<Hash>,
    deals: Vec<Deal>,
    shares: Vec<KeyShare>,
    keys: PublicKeys,
}

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn index(value: u8) -> TrusteeIndex {
    TrusteeIndex::new(value).unwrap()
}

fn encryption_keys(trustees: u8) -> Vec<SecretScalar> {
    (0..trustees)
        .map(|trustee| SecretScalar::random(&mut rng(100 + u64::from(trustee))))
        .collect()
}

fn ceremony(threshold: u8, trustees: u8) -> Ceremony {
    let secrets = encryption_keys(trustees);
    let session = Session {
        id: Hash::of(b"session"),
        threshold: Threshold::new(threshold, trustees).unwrap(),
        encryption_keys: secrets.iter().map(SecretScalar::public).collect(),
    };
    let dealers: Vec<Dealer> = session
        .threshold
        .indices()
        .map(|index| Dealer::new(session.clone(), index, &Seed::from_bytes([index.get(); 32])).unwrap())
        .collect();
    let commitments: Vec<Hash> = dealers.iter().map(Dealer::commitment).collect();
    let (deals, receivers): (Vec<Deal>, Vec<_>) = dealers
        .into_iter()
        .enumerate()
        .map(|(seed, dealer)| dealer.deal(&commitments, &mut rng(seed as u64)).unwrap())
        .unzip();
    let finished: Vec<(KeyShare, PublicKeys)> = receivers
        .into_iter()
        .zip(&secrets)
        .map(|(receiver, secret)| receiver.finish(&deals, secret).unwrap())
        .collect();
    let keys = finished[0].1.clone();
    assert!(finished.iter().all(|(_, other)| *other == keys));
    Ceremony {
        session,
        commitments,
        deals,
        shares: finished.into_iter().map(|(share, _)| share).collect(),
        keys,
    }
}

fn receive(ceremony: &Ceremony, deals: &[Deal], receiver: u8) -> Result<(KeyShare, PublicKeys), DkgError> {
    let dealer = Dealer::new(
        ceremony.session.clone(),
        index(receiver),
        &Seed::from_bytes([receiver; 32]),
    )
    .unwrap();
    let secret = &encryption_keys(ceremony.session.threshold.trustees())[usize::from(receiver) - 1];
    dealer.resume(&ceremony.commitments)?.finish(deals, secret)
}

#[test]
fn honest_trustees_agree_and_prove_it() {
    let ceremony = ceremony(2, 3);
    let transcript = dkg::transcript_hash(
        &ceremony.session,
        &ceremony.commitments,
        &ceremony.deals,
        &ceremony.keys,
    );
    for share in &ceremony.shares {
        let position = usize::from(share.index().get()) - 1;
        assert_eq!(share.verification_key(), ceremony.keys.verification[position]);
        let proof = share.prove_possession(SharePurpose::Confirm, &transcript, &mut rng(1));
        let check = |index, purpose, context: &Hash| {
            dkg::check_possession(
                &ceremony.keys.verification[position],
                index,
                purpose,
                context,
                &proof,
            )
        };
        assert_eq!(check(share.index(), SharePurpose::Confirm, &transcript), Ok(()));
        assert!(check(share.index(), SharePurpose::Rehearsal, &transcript).is_err());
        assert!(check(share.index(), SharePurpose::Confirm, &Hash::ZERO).is_err());
        assert!(check(index(9), SharePurpose::Confirm, &transcript).is_err());
    }
}

#[test]
fn a_bad_share_names_its_dealer() {
    let ceremony = ceremony(2, 3);
    let mut deals = ceremony.deals.clone();
    deals[1].shares[1].ciphertext[0] ^= 1;
    let error = receive(&ceremony, &deals, 3).map(|_| ()).unwrap_err();
    assert_eq!(
        error,
        DkgError::Share {
            trustee: index(2),
            recipient: index(3)
        }
    );
    // The one whose share is good goes on.
    assert!(receive(&ceremony, &deals, 1).is_ok());
}

/// Ciphertexts that open for a trustee, but whose value is of another polynomial or for another trustee, or whose
/// bytes are garbage.
fn bad_shares(ceremony: &Ceremony, dealer: u8, receiver: u8) -> Vec<(&'static str, Deal)> {
    let deal = &ceremony.deals[usize::from(dealer) - 1];
    let mine = deal
        .shares
        .iter()
        .position(|share| share.recipient == index(receiver))
        .unwrap();
    let liar = Dealer::new(
        ceremony.session.clone(),
        index(dealer),
        &Seed::from_bytes([99; 32]),
    )
    .unwrap();
    let mut commitments = ceremony.commitments.clone();
    commitments[usize::from(dealer) - 1] = liar.commitment();
    let (other, _) = liar.deal(&commitments, &mut rng(9)).unwrap();
    let mut swapped = deal.clone();
    let ciphertexts: Vec<[u8; 48]> = deal.shares.iter().map(|share| share.ciphertext).collect();
    for (share, ciphertext) in swapped.shares.iter_mut().zip(ciphertexts.iter().rev()) {
        share.ciphertext = *ciphertext;
    }
    let mut deals = vec![
        (
            "another polynomial",
            Deal {
                shares: other.shares,
                ..deal.clone()
            },
        ),
        ("another trustee's ciphertext", swapped),
    ];
    for byte in [0, 31, 32, 47] {
        let mut garbage = deal.clone();
        garbage.shares[mine].ciphertext[byte] ^= 1;
        deals.push(("garbage", garbage));
    }
    deals
}

fn complain(ceremony: &Ceremony, receiver: u8, dealer: u8, deal: &Deal) -> Complaint {
    let secret = &encryption_keys(ceremony.session.threshold.trustees())[usize::from(receiver) - 1];
    Complaint::new(
        &ceremony.session,
        index(receiver),
        index(dealer),
        deal,
        secret,
        &mut rng(5),
    )
    .unwrap()
}

#[test]
fn a_complaint_of_a_bad_share_convicts_the_dealer() {
    let ceremony = ceremony(2, 3);
    for (name, deal) in bad_shares(&ceremony, 2, 3) {
        let complaint = complain(&ceremony, 3, 2, &deal);
        let verdict = complaint.judge(&ceremony.session, index(3), &deal);
        assert_eq!(verdict, Ok(Verdict::BadShare), "{name}");
    }
}

/// Honest trustees cannot be framed: every complaint of a share as dealt convicts whoever complained.
#[test]
fn a_complaint_of_a_good_share_convicts_the_complainant() {
    let ceremony = ceremony(2, 3);
    for (dealer, receiver) in [(1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)] {
        let deal = &ceremony.deals[usize::from(dealer) - 1];
        let complaint = complain(&ceremony, receiver, dealer, deal);
        let verdict = complaint.judge(&ceremony.session, index(receiver), deal);
        assert_eq!(verdict, Ok(Verdict::FalseComplaint));
    }
}

/// Changing anything that a complaint is bound to leaves it without a verdict.
#[test]
fn a_complaint_proves_its_secret_in_its_session_and_between_its_trustees() {
    let ceremony = ceremony(2, 3);
    let deal = &ceremony.deals[1];
    let complaint = complain(&ceremony, 3, 2, deal);
    let refused = |complainant, dealer| {
        Err(DkgError::Complaint {
            trustee: index(complainant),
            dealer: index(dealer),
        })
    };
    let mut other = ceremony.session.clone();
    other.id = Hash::ZERO;
    assert_eq!(complaint.judge(&other, index(3), deal), refused(3, 2));
    assert_eq!(complaint.judge(&ceremony.session, index(1), deal), refused(1, 2));
    assert_eq!(
        complaint.judge(&ceremony.session, index(3), &ceremony.deals[0]),
        refused(3, 2),
        "another deal"
    );
    let against = |dealer: u8| Complaint {
        dealer: index(dealer),
        ..complaint
    };
    assert_eq!(
        against(1).judge(&ceremony.session, index(3), deal),
        refused(3, 1),
        "the same share, said to be of another dealer"
    );
    let invented = Complaint {
        secret: SecretScalar::random(&mut rng(6)).public(),
        ..complaint
    };
    assert_eq!(invented.judge(&ceremony.session, index(3), deal), refused(3, 2));
    for byte in [0, 40, 70] {
        let mut bytes = complaint.proof.to_bytes();
        bytes[byte] ^= 1;
        // Some changes do not even decode.
        if let Ok(proof) = DlogEqualityProof::from_bytes(&bytes) {
            let forged = Complaint { proof, ..complaint };
            assert_eq!(forged.judge(&ceremony.session, index(3), deal), refused(3, 2));
        }
    }
    assert_eq!(
        against(3).judge(&ceremony.session, index(3), deal),
        Err(DkgError::OwnDeal { trustee: index(3) })
    );
    for (complainant, dealer) in [(3, 4), (4, 2)] {
        assert_eq!(
            against(dealer).judge(&ceremony.session, index(complainant), deal),
            Err(DkgError::NotATrustee { trustee: index(4) })
        );
    }
}

/// A dealer that copies E of somebody else's share would make its receiver's complaint reveal that share.
#[test]
fn nobody_deals_with_an_ephemeral_point_of_another_deal() {
    let ceremony = ceremony(2, 3);
    let mut deal = ceremony.deals[1].clone();
    deal.shares[1].ephemeral = ceremony.deals[0].shares[1].ephemeral;
    assert_eq!(
        dkg::check_deal(&ceremony.session, index(2), &deal),
        Err(DkgError::Possession { trustee: index(2) })
    );
    let mut deal = ceremony.deals[1].clone();
    deal.shares[0].recipient = index(3);
    assert_eq!(
        dkg::check_deal(&ceremony.session, index(2), &deal),
        Err(DkgError::Possession { trustee: index(2) })
    );
}

/// A share for one trustee, or of one session, is nothing to another.
#[test]
fn a_share_sent_to_the_wrong_trustee_names_its_dealer() {
    let ceremony = ceremony(2, 3);
    for (name, deal) in bad_shares(&ceremony, 2, 3).split_off(1) {
        let mut deals = ceremony.deals.clone();
        deals[1] = deal;
        let error = receive(&ceremony, &deals, 3).map(|_| ()).unwrap_err();
        let expected = DkgError::Share {
            trustee: index(2),
            recipient: index(3),
        };
        assert_eq!(error, expected, "{name}");
    }
}

#[test]
fn only_ones_own_commitment_and_deal_are_gone_on_with() {
    let ceremony = ceremony(2, 3);
    let dealer =
        |seed| Dealer::new(ceremony.session.clone(), index(1), &Seed::from_bytes([seed; 32])).unwrap();
    let not_mine = Some(DkgError::NotMine { trustee: index(1) });
    assert_eq!(dealer(2).resume(&ceremony.commitments).err(), not_mine);
    assert_eq!(
        dealer(1).resume(&ceremony.commitments[..2]).err(),
        Some(DkgError::Missing {
            expected: 3,
            found: 2
        })
    );
    assert_eq!(
        receive(&ceremony, &ceremony.deals[..2], 1).err(),
        Some(DkgError::Missing {
            expected: 3,
            found: 2
        })
    );
    assert!(Dealer::new(ceremony.session.clone(), index(4), &Seed::from_bytes([4; 32])).is_err());
    assert_eq!(
        dealer(2).deal(&ceremony.commitments, &mut rng(1)).err(),
        not_mine,
        "nothing is dealt before one's own commitment is there"
    );
}

/// The same seed gives other polynomials in another session, so that an aborted session reveals nothing about it.
#[test]
fn every_session_has_its_own_polynomials() {
    let session = ceremony(2, 3).session;
    let commitment = |session: &Session, seed| {
        Dealer::new(session.clone(), index(1), &Seed::from_bytes([seed; 32]))
            .unwrap()
            .commitment()
    };
    let mut next = session.clone();
    next.id = Hash::of(b"next session");
    assert_eq!(commitment(&session, 1), commitment(&session, 1));
    let coefficients = |session: &Session| {
        let secrets = encryption_keys(3);
        let dealers: Vec<Dealer> = (1..=3)
            .map(|i| Dealer::new(session.clone(), index(i), &Seed::from_bytes([i; 32])).unwrap())
            .collect();
        let commitments: Vec<Hash> = dealers.iter().map(Dealer::commitment).collect();
        assert_eq!(secrets.len(), commitments.len());
        let first = dealers.into_iter().next().unwrap();
        first.deal(&commitments, &mut rng(1)).unwrap().0.coefficients
    };
    let (one, other) = (coefficients(&session), coefficients(&next));
    assert!(one.iter().all(|coefficient| !other.contains(coefficient)));
}

#[test]
fn deals_that_cancel_have_no_key() {
    let ceremony = ceremony(1, 2);
    let mut deals = ceremony.deals.clone();
    deals[1].coefficients[0] = (-deals[0].coefficients[0].element()).to_point().unwrap();
    assert_eq!(
        dkg::public_keys(&ceremony.session, &deals),
        Err(DkgError::Identity)
    );
    // A receiver names the one who did it.
    let error = receive(&ceremony, &deals, 1).map(|_| ()).unwrap_err();
    assert_eq!(error, DkgError::Commitment { trustee: index(2) });
}

#[test]
fn a_deal_must_be_what_was_committed_to() {
    let ceremony = ceremony(2, 3);
    let mut deals = ceremony.deals.clone();
    deals[0].coefficients[1] = SecretScalar::random(&mut rng(3)).public();
    let error = receive(&ceremony, &deals, 2).map(|_| ()).unwrap_err();
    assert_eq!(error, DkgError::Commitment { trustee: index(1) });
    let check = dkg::check_deal(&ceremony.session, index(1), &deals[0]);
    assert_eq!(check, Err(DkgError::Possession { trustee: index(1) }));
}

#[test]
fn coefficients_are_exactly_as_many_as_the_threshold() {
    let ceremony = ceremony(2, 3);
    let mut deal = ceremony.deals[0].clone();
    deal.coefficients.push(deal.coefficients[0]);
    let check = dkg::check_deal(&ceremony.session, index(1), &deal);
    assert_eq!(
        check,
        Err(DkgError::Coefficients {
            trustee: index(1),
            expected: 2,
            found: 3
        })
    );
    deal.coefficients.truncate(1);
    let check = dkg::check_deal(&ceremony.session, index(1), &deal);
    assert_eq!(
        check,
        Err(DkgError::Coefficients {
            trustee: index(1),
            expected: 2,
            found: 1
        })
    );
}

#[test]
fn a_rogue_key_has_no_proof_of_possession() {
    // Trustee 3 publishes minus the sum of the others, which would make it the only one to know the joint key.
    let ceremony = ceremony(1, 3);
    let others = ceremony.deals[0].coefficients[0].element() + ceremony.deals[1].coefficients[0].element();
    let rogue = (Element::base() - others).to_point().unwrap();
    let mut deal = ceremony.deals[2].clone();
    deal.coefficients[0] = rogue;
    assert!(dkg::check_deal(&ceremony.session, index(3), &deal).is_err());
}

#[test]
fn shares_are_one_for_every_other_trustee() {
    let ceremony = ceremony(2, 3);
    let mut deal = ceremony.deals[0].clone();
    deal.shares.pop();
    assert!(dkg::check_share_list(&ceremony.session, index(1), &deal).is_err());
    let mut deal = ceremony.deals[0].clone();
    deal.shares.swap(0, 1);
    assert!(dkg::check_share_list(&ceremony.session, index(1), &deal).is_err());
}

#[test]
fn any_two_of_three_decrypt_and_one_does_not() {
    let ceremony = ceremony(2, 3);
    let style = BallotStyle::new(vec![ContestRule {
        options: 3,
        bound: 9,
        sum: None,
        blank: false,
        allocate: false,
    }])
    .unwrap();
    let mut sums = vec![Aggregate::zero(); 3];
    let mut expected = [0u64; 3];
    for voter in 0..6u32 {
        let values = vec![voter, 9 - voter, voter % 2];
        let context = BallotContext {
            voting_context: Hash::of(b"open"),
            credential: SecretScalar::random(&mut rng(u64::from(voter))).public(),
            sequence: 1,
            previous: Hash::ZERO,
        };
        let sealed = ballot::seal(
            &style,
            &ceremony.keys.joint,
            &context,
            std::slice::from_ref(&values),
            &mut rng(voter.into()),
        )
        .unwrap();
        let weight = u64::from(voter + 1);
        for (option, ciphertext) in sealed.ciphertexts[0].iter().enumerate() {
            sums[option].add(ciphertext, weight);
            expected[option] += weight * u64::from(values[option]);
        }
    }
    let context = Hash::of(b"close");
    let partials: Vec<PartialDecryption> = ceremony
        .shares
        .iter()
        .map(|share| decryption::decrypt(share, &context, &sums, &mut rng(1)))
        .collect();
    for (share, partial) in ceremony.shares.iter().zip(&partials) {
        let key = share.verification_key();
        assert_eq!(
            decryption::check(share.index(), &key, &context, &sums, partial),
            Ok(())
        );
        let wrong = Err(DecryptionError::Proof {
            trustee: share.index(),
        });
        assert_eq!(
            decryption::check(share.index(), &key, &Hash::ZERO, &sums, partial),
            wrong
        );
        let mut forged = partial.clone();
        forged.shares[1] += Element::base();
        assert_eq!(
            decryption::check(share.index(), &key, &context, &sums, &forged),
            wrong
        );
    }
    let logarithms = DiscreteLog::new(1_000);
    let threshold = ceremony.session.threshold;
    for pair in [[0, 1], [0, 2], [1, 2], [2, 0]] {
        let chosen: Vec<_> = pair
            .iter()
            .map(|i| (ceremony.shares[*i].index(), &partials[*i]))
            .collect();
        let elements = decryption::combine(threshold, &chosen, &sums).unwrap();
        let counts: Vec<u64> = elements
            .iter()
            .map(|element| logarithms.solve(element, 1_000).unwrap())
            .collect();
        assert_eq!(counts, expected);
    }
    let one = [(index(1), &partials[0])];
    assert_eq!(
        decryption::combine(threshold, &one, &sums),
        Err(DecryptionError::TooFew { needed: 2, found: 1 })
    );
    let twice = [(index(1), &partials[0]), (index(1), &partials[0])];
    assert_eq!(
        decryption::combine(threshold, &twice, &sums),
        Err(DecryptionError::Trustee { trustee: index(1) })
    );
    let nobody = [(index(1), &partials[0]), (index(4), &partials[1])];
    assert_eq!(
        decryption::combine(threshold, &nobody, &sums),
        Err(DecryptionError::Trustee { trustee: index(4) })
    );
    // Shares under a wrong index do not add up.
    let swapped = [(index(1), &partials[1]), (index(2), &partials[0])];
    let elements = decryption::combine(threshold, &swapped, &sums).unwrap();
    assert_eq!(logarithms.solve(&elements[0], 1_000), None);
}

#[test]
fn discrete_logarithms_are_found_in_their_range_only() {
    for bound in [0, 1, 15, 16, 17, 255, 1_000_000, 1 << 40] {
        let logarithms = DiscreteLog::new(bound);
        for value in [0, 1, bound / 3, bound.saturating_sub(1), bound] {
            let value = value.min(bound);
            let element = Element::base_times(&Scalar::from_u64(value));
            assert_eq!(logarithms.solve(&element, bound), Some(value), "bound {bound}");
        }
        if bound < 1 << 40 {
            let beyond = Element::base_times(&Scalar::from_u64(bound + 1));
            assert_eq!(logarithms.solve(&beyond, bound), None, "bound {bound}");
            assert_eq!(logarithms.solve(&-Element::base(), bound), None, "bound {bound}");
        }
    }
}
