//! trustees.json: a key ceremony of 2 of 3, complaints in it, and the decryption of two sums by each trustee.

use super::{array, hex, index, outcome, pinned, rng, seed};
use ostrakon_crypto::{
    decryption::{self, PartialDecryption},
    dkg::{self, Complaint, Deal, Dealer, KeyShare, PublicKeys, Session, SharePurpose, Verdict},
    elgamal::{Aggregate, Ciphertext},
    group::{Element, Point, Scalar},
    hash::Hash,
    index::Threshold,
    proof::dlog_equality::DlogEqualityProof,
    secret::{SecretScalar, Seed},
};
use serde_json::{Value, json};

struct Ceremony {
    session: Session,
    encryption_secrets: Vec<SecretScalar>,
    commitments: Vec<Hash>,
    deals: Vec<Deal>,
    shares: Vec<KeyShare>,
    keys: PublicKeys,
}

fn ceremony() -> Ceremony {
    let encryption_secrets: Vec<SecretScalar> = (11..14)
        .map(|number| SecretScalar::random(&mut rng(number)))
        .collect();
    let session = Session {
        id: Hash::of(b"session"),
        threshold: Threshold::new(2, 3).unwrap(),
        encryption_keys: encryption_secrets.iter().map(SecretScalar::public).collect(),
    };
    let dealers: Vec<Dealer> = (1..=3)
        .map(|number| Dealer::new(session.clone(), index(number), &Seed::from_bytes([number; 32])).unwrap())
        .collect();
    let commitments: Vec<Hash> = dealers.iter().map(Dealer::commitment).collect();
    let (deals, receivers): (Vec<Deal>, Vec<_>) = (21..)
        .zip(dealers)
        .map(|(number, dealer)| dealer.deal(&commitments, &mut rng(number)).unwrap())
        .unzip();
    let finished = receivers
        .into_iter()
        .zip(&encryption_secrets)
        .map(|(receiver, secret)| receiver.finish(&deals, secret).unwrap());
    let (shares, mut keys): (Vec<KeyShare>, Vec<PublicKeys>) = finished.unzip();
    Ceremony {
        session,
        encryption_secrets,
        commitments,
        deals,
        shares,
        keys: keys.remove(0),
    }
}

fn describe(deal: &Deal) -> Value {
    json!({
        "coefficients": deal.coefficients.iter().map(|point| hex(point.as_bytes())).collect::<Vec<_>>(),
        "possession": hex(deal.possession.to_bytes()),
        "shares": deal.shares.iter().map(|share| json!({
            "recipient": share.recipient,
            "ephemeral": hex(share.ephemeral.as_bytes()),
            "ciphertext": hex(share.ciphertext),
        })).collect::<Vec<_>>(),
    })
}

fn key_generation(ceremony: &Ceremony) -> Value {
    let transcript = dkg::transcript_hash(
        &ceremony.session,
        &ceremony.commitments,
        &ceremony.deals,
        &ceremony.keys,
    );
    let proofs = |purpose: SharePurpose, context: Hash, first: u8| -> Vec<String> {
        (first..)
            .zip(&ceremony.shares)
            .map(|(number, share)| {
                let proof = share.prove_possession(purpose, &context, &mut rng(number));
                let key = share.verification_key();
                dkg::check_possession(&key, share.index(), purpose, &context, &proof).unwrap();
                hex(proof.to_bytes())
            })
            .collect()
    };
    for ((index, deal), commitment) in ceremony
        .session
        .threshold
        .indices()
        .zip(&ceremony.deals)
        .zip(&ceremony.commitments)
    {
        dkg::check_commitment(&ceremony.session, index, commitment, deal).unwrap();
        dkg::check_deal(&ceremony.session, index, deal).unwrap();
        dkg::check_share_list(&ceremony.session, index, deal).unwrap();
    }
    json!({
        "session": ceremony.session.id,
        "threshold": 2,
        "seeds": [seed(1), seed(2), seed(3)],
        "encryption_secrets": ceremony.encryption_secrets.iter().map(|secret| hex(*secret.expose_bytes())).collect::<Vec<_>>(),
        "encryption_keys": ceremony.session.encryption_keys.iter().map(|key| hex(key.as_bytes())).collect::<Vec<_>>(),
        "commitments": ceremony.commitments,
        "deals_chacha20_seeds": [seed(21), seed(22), seed(23)],
        "deals": ceremony.deals.iter().map(describe).collect::<Vec<_>>(),
        "joint_key": hex(ceremony.keys.joint.as_bytes()),
        "verification_keys": ceremony.keys.verification.iter().map(|key| hex(key.as_bytes())).collect::<Vec<_>>(),
        "transcript_hash": transcript,
        "confirmations": proofs(SharePurpose::Confirm, transcript, 31),
        "confirmations_chacha20_seeds": [seed(31), seed(32), seed(33)],
        "rehearsal_context": Hash::of(b"roll seal"),
        "rehearsals": proofs(SharePurpose::Rehearsal, Hash::of(b"roll seal"), 41),
        "rehearsals_chacha20_seeds": [seed(41), seed(42), seed(43)],
    })
}

/// Deals of trustee 1 of the session above that nobody accepts, and why.
fn invalid_deals(ceremony: &Ceremony) -> Value {
    let honest = &ceremony.deals[0];
    let judged = |case: &str, session: &Session, number: u8, deal: &Deal| {
        let commitment = &ceremony.commitments[0];
        let checked = dkg::check_share_list(session, index(number), deal)
            .and_then(|()| dkg::check_deal(session, index(number), deal))
            .and_then(|()| dkg::check_commitment(session, index(number), commitment, deal));
        let outcome = outcome(checked);
        assert_ne!(outcome, "ok", "{case}");
        json!({
            "case": case,
            "session": session.id,
            "trustee": number,
            "commitment": commitment,
            "deal": describe(deal),
            "outcome": outcome,
        })
    };
    let changed = |case: &str, change: &dyn Fn(&mut Deal)| {
        let mut deal = honest.clone();
        change(&mut deal);
        judged(case, &ceremony.session, 1, &deal)
    };
    let mut elsewhere = ceremony.session.clone();
    elsewhere.id = Hash::of(b"another session");
    let seed = Seed::from_bytes([9; 32]);
    let second = Dealer::new(ceremony.session.clone(), index(1), &seed).unwrap();
    let mut commitments = ceremony.commitments.clone();
    commitments[0] = second.commitment();
    let (second, _) = second.deal(&commitments, &mut rng(81)).unwrap();
    json!([
        judged("of another session", &elsewhere, 1, honest),
        judged("of another trustee", &ceremony.session, 2, honest),
        judged("not what was committed to", &ceremony.session, 1, &second),
        changed("a coefficient too few", &|deal| {
            deal.coefficients.pop();
        }),
        changed("a coefficient too many", &|deal| deal
            .coefficients
            .push(deal.coefficients[1])),
        changed("a rogue key: its own less the others'", &|deal| {
            let others = &ceremony.deals[1..];
            let key = others.iter().fold(deal.coefficients[0].element(), |key, other| {
                key - other.coefficients[0].element()
            });
            deal.coefficients[0] = key.to_point().unwrap();
        }),
        changed("another's proof of possession", &|deal| {
            deal.possession = ceremony.deals[1].possession;
        }),
        changed("a share too few", &|deal| {
            deal.shares.pop();
        }),
        changed("a share twice", &|deal| deal.shares.push(deal.shares[1].clone())),
        changed("shares exchanged", &|deal| deal.shares.swap(0, 1)),
        changed("a share for itself", &|deal| deal.shares[0].recipient = index(1)),
        changed("another's ephemeral key", &|deal| {
            deal.shares[0].ephemeral = ceremony.deals[2].shares[0].ephemeral;
        }),
    ])
}

/// A proof that trustee 1 holds its share, and what it proves to nobody.
fn confirmation_cases(ceremony: &Ceremony) -> Value {
    let context = Hash::of(b"transcript");
    let share = &ceremony.shares[0];
    let proof = share.prove_possession(SharePurpose::Confirm, &context, &mut rng(82));
    let judged = |case: &str, number: u8, purpose: SharePurpose, context: &Hash| {
        let key = share.verification_key();
        let outcome = outcome(dkg::check_possession(
            &key,
            index(number),
            purpose,
            context,
            &proof,
        ));
        json!({ "case": case, "trustee": number, "context": context, "proof": hex(proof.to_bytes()), "outcome": outcome })
    };
    let vectors = [
        judged("valid", 1, SharePurpose::Confirm, &context),
        judged("of another transcript", 1, SharePurpose::Confirm, &Hash::ZERO),
        judged("of another trustee", 2, SharePurpose::Confirm, &context),
        judged("taken for a rehearsal", 1, SharePurpose::Rehearsal, &context),
    ];
    let refused = vectors.iter().filter(|vector| vector["outcome"] != "ok").count();
    assert_eq!(refused, 3);
    json!(vectors)
}

/// A complaint by trustee 3 against trustee 2 of the session above, judged from nothing but the vector and the deal.
fn judged(ceremony: &Ceremony, case: &str, deal: &Deal, mut vector: Value) -> Value {
    let number = |field: &str| index(serde_json::from_value(vector[field].clone()).unwrap());
    let mut session = ceremony.session.clone();
    session.id = super::hash(&vector["session"]);
    let complaint = Complaint {
        dealer: number("dealer"),
        secret: Point::from_bytes(&array(&vector["secret"])).unwrap(),
        proof: DlogEqualityProof::from_bytes(&array(&vector["proof"])).unwrap(),
    };
    let verdict = complaint.judge(&session, number("complainant"), deal);
    vector["case"] = json!(case);
    vector["outcome"] = match verdict {
        Ok(Verdict::BadShare) => json!("bad-share"),
        Ok(Verdict::FalseComplaint) => json!("false-complaint"),
        Err(error) => json!(error.to_string()),
    };
    vector
}

fn complaints(ceremony: &Ceremony) -> Value {
    let honest = &ceremony.deals[1];
    let complain = |deal: &Deal, number: u8| {
        let secret = &ceremony.encryption_secrets[2];
        let mut random = rng(number);
        let complaint =
            Complaint::new(&ceremony.session, index(3), index(2), deal, secret, &mut random).unwrap();
        let share = &deal.shares[1];
        json!({
            "session": ceremony.session.id,
            "dealer": 2,
            "complainant": 3,
            "chacha20_seed": seed(number),
            "ephemeral": hex(share.ephemeral.as_bytes()),
            "ciphertext": hex(share.ciphertext),
            "secret": hex(complaint.secret.as_bytes()),
            "proof": hex(complaint.proof.to_bytes()),
        })
    };
    let mut garbage = honest.clone();
    garbage.shares[1].ciphertext[5] ^= 1;
    let mut misdirected = honest.clone();
    misdirected.shares[1].ciphertext = honest.shares[0].ciphertext;
    let liar = Dealer::new(ceremony.session.clone(), index(2), &Seed::from_bytes([9; 32])).unwrap();
    let mut commitments = ceremony.commitments.clone();
    commitments[1] = liar.commitment();
    let other = Deal {
        shares: liar.deal(&commitments, &mut rng(71)).unwrap().0.shares,
        ..honest.clone()
    };
    let verdicts: Vec<Value> = (72..)
        .zip([
            ("the share does not decrypt", &garbage),
            ("the share is another trustee's ciphertext", &misdirected),
            ("the share is of another polynomial", &other),
            ("the share is good", honest),
        ])
        .map(|(number, (case, deal))| judged(ceremony, case, deal, complain(deal, number)))
        .collect();
    let forged = |case: &str, change: &dyn Fn(&mut Value)| {
        let mut vector = complain(&garbage, 72);
        change(&mut vector);
        vector.as_object_mut().unwrap().remove("chacha20_seed");
        judged(ceremony, case, &garbage, vector)
    };
    let refused = [
        forged("another session", &|vector| {
            vector["session"] = json!(Hash::ZERO);
        }),
        forged("by another trustee", &|vector| vector["complainant"] = json!(1)),
        forged("against another trustee", &|vector| vector["dealer"] = json!(1)),
        forged("against oneself", &|vector| vector["dealer"] = json!(3)),
        forged("against nobody", &|vector| vector["dealer"] = json!(4)),
        forged("another secret", &|vector| {
            vector["secret"] = json!(hex(ceremony.keys.joint.as_bytes()));
        }),
        forged("another complaint's proof", &|vector| {
            vector["proof"] = complain(&garbage, 73)["proof"].clone();
            vector["secret"] = complain(&other, 73)["secret"].clone();
        }),
    ];
    let outcomes: Vec<&Value> = verdicts.iter().map(|vector| &vector["outcome"]).collect();
    assert_eq!(
        outcomes,
        ["bad-share", "bad-share", "bad-share", "false-complaint"]
    );
    for vector in &refused {
        let outcome = vector["outcome"].as_str().unwrap();
        assert!(outcome.starts_with("trustee"), "{}: {outcome}", vector["case"]);
    }
    json!({ "judged": verdicts, "refused": refused })
}

fn decryption(ceremony: &Ceremony) -> Value {
    let counts = [1_000_000u64, 42];
    let mut random = rng(51);
    let aggregates: Vec<Aggregate> = counts
        .into_iter()
        .map(|count| {
            let r = Scalar::random(&mut random);
            let c2 = Element::base_times(&Scalar::from_u64(count)) + ceremony.keys.joint.element() * r;
            let mut aggregate = Aggregate::zero();
            aggregate.add(
                &Ciphertext {
                    c1: Element::base_times(&r).to_point().unwrap(),
                    c2: c2.to_point().unwrap(),
                },
                1,
            );
            aggregate
        })
        // A sum that nobody contributed to.
        .chain([Aggregate::zero()])
        .collect();
    let context = Hash::of(b"close");
    let partials: Vec<PartialDecryption> = (61..)
        .zip(&ceremony.shares)
        .map(|(number, share)| decryption::decrypt(share, &context, &aggregates, &mut rng(number)))
        .collect();
    for chosen in [[0, 1], [0, 2], [2, 1]] {
        let chosen = chosen.map(|position| (ceremony.shares[position].index(), &partials[position]));
        let found = decryption::combine(ceremony.session.threshold, &chosen, &aggregates).unwrap();
        let expected = counts
            .into_iter()
            .chain([0])
            .map(|count| Element::base_times(&Scalar::from_u64(count)));
        assert_eq!(found, expected.collect::<Vec<_>>());
    }
    let check = |context: &Hash, partial: &PartialDecryption, position: usize| {
        let share = &ceremony.shares[position];
        outcome(decryption::check(
            share.index(),
            &share.verification_key(),
            context,
            &aggregates,
            partial,
        ))
    };
    for (position, partial) in partials.iter().enumerate() {
        assert_eq!(check(&context, partial, position), "ok");
    }
    let mut exchanged = partials[0].clone();
    exchanged.shares.swap(0, 1);
    let invalid = [
        ("another context", check(&Hash::ZERO, &partials[0], 0)),
        ("another trustee", check(&context, &partials[0], 1)),
        ("two shares exchanged", check(&context, &exchanged, 0)),
    ];
    json!({
        "context": context,
        "sums": aggregates.iter().map(|aggregate| hex(aggregate.to_bytes())).collect::<Vec<_>>(),
        "counts": [counts[0], counts[1], 0],
        "partials_chacha20_seeds": [seed(61), seed(62), seed(63)],
        "partials": partials.iter().map(|partial| json!({
            "shares": partial.shares.iter().map(|share| hex(share.to_bytes())).collect::<Vec<_>>(),
            "proof": hex(partial.proof.to_bytes()),
        })).collect::<Vec<_>>(),
        "invalid": invalid.map(|(case, outcome)| {
            assert_ne!(outcome, "ok", "{case}");
            json!({ "case": case, "outcome": outcome })
        }),
    })
}

#[cfg_attr(test, test)]
pub(crate) fn trustees() {
    let ceremony = ceremony();
    pinned(
        "trustees",
        &json!({
            "key_generation": key_generation(&ceremony),
            "invalid_deals": invalid_deals(&ceremony),
            "confirmation_cases": confirmation_cases(&ceremony),
            "complaints": complaints(&ceremony),
            "decryption": decryption(&ceremony),
        }),
    );
}
