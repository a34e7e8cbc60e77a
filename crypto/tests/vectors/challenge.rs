//! challenge.json: signatures of commitments and challenges; what a ballot can be opened to.

use super::{array, hex, outcome, pinned, rng, seed};
use ChallengeStep::{Challenge, Commitment};
use ostrakon_crypto::{
    ballot::{self, BallotContext, BallotStyle, ContestRule, Opening, check_opening},
    credential::{ChallengeStep, CredentialKey, VoterCode},
    elgamal::Ciphertext,
    group::{Point, Scalar},
    hash::Hash,
    secret::SecretScalar,
    signature::Signature,
};
use serde_json::{Value, json};

fn signatures() -> Vec<Value> {
    let key = CredentialKey::derive(&Hash::of(b"nonce"), &VoterCode::random(&mut rng(1)));
    let (election, body) = (Hash::of(b"election"), Hash::of(b"body"));
    let commitment = key.sign_step(ChallengeStep::Commitment, &election, &body, &mut rng(2));
    let challenge = key.sign_step(ChallengeStep::Challenge, &election, &body, &mut rng(2));
    let ballot = key.sign(&election, &body, &mut rng(2));
    let vector = |case: &str, step: ChallengeStep, election: &Hash, body: &Hash, signature: &Signature| {
        let credential = key.credential();
        json!({
            "case": case,
            "proof": match step {
                ChallengeStep::Commitment => "commitment-signature",
                ChallengeStep::Challenge => "challenge-signature",
            },
            "credential": hex(credential.as_bytes()),
            "election": election,
            "body": body,
            "signature": hex(signature.as_bytes()),
            "outcome": outcome(step.verify(&credential, election, body, signature)),
        })
    };
    let vectors = vec![
        vector("a commitment's", Commitment, &election, &body, &commitment),
        vector("a challenge's", Challenge, &election, &body, &challenge),
        vector(
            "a challenge's on a commitment",
            Commitment,
            &election,
            &body,
            &challenge,
        ),
        vector(
            "a commitment's on a challenge",
            Challenge,
            &election,
            &body,
            &commitment,
        ),
        vector(
            "a ballot's on a commitment",
            Commitment,
            &election,
            &body,
            &ballot,
        ),
        vector("another election", Commitment, &body, &body, &commitment),
        vector("another body", Challenge, &election, &election, &challenge),
    ];
    for (position, vector) in vectors.iter().enumerate() {
        assert_eq!(vector["outcome"] == "ok", position < 2, "{vector}");
    }
    vectors
}

/// Judges an opening by what the file says.
fn judge(vector: &Value) -> String {
    let lists = |field: &str| vector[field].as_array().unwrap().clone();
    let ciphertexts: Vec<Vec<Ciphertext>> = lists("ciphertexts")
        .iter()
        .map(|contest| {
            let contest = contest.as_array().unwrap().iter();
            contest
                .map(|text| Ciphertext::from_bytes(&array(text)).unwrap())
                .collect()
        })
        .collect();
    let randomness = lists("randomness")
        .iter()
        .map(|contest| {
            let contest = contest.as_array().unwrap().iter();
            contest
                .map(|text| Scalar::from_bytes(&array(text)).unwrap())
                .collect()
        })
        .collect();
    let choices = serde_json::from_value(vector["choices"].clone()).unwrap();
    let key = Point::from_bytes(&array(&vector["key"])).unwrap();
    outcome(check_opening(
        &key,
        &ciphertexts,
        &Opening { choices, randomness },
    ))
}

fn openings() -> Vec<Value> {
    let key = SecretScalar::random(&mut rng(3)).public();
    let context = BallotContext {
        voting_context: Hash::of(b"open"),
        credential: SecretScalar::random(&mut rng(4)).public(),
        sequence: 1,
        previous: Hash::ZERO,
    };
    let rule = |options, bound, sum| ContestRule {
        options,
        bound,
        sum,
        blank: false,
        allocate: false,
    };
    let style = BallotStyle::new(vec![rule(3, 1, Some((1, 1))), rule(2, 255, None)]).unwrap();
    let choices = vec![vec![0, 1, 0], vec![255, 0]];
    let (sealed, opening) = ballot::seal_openable(&style, &key, &context, &choices, &mut rng(5)).unwrap();
    let opening = opening.reveal();
    let texts = |contest: &Vec<Scalar>| contest.iter().map(|r| hex(r.to_bytes())).collect::<Vec<_>>();
    let honest = json!({
        "case": "an opening",
        "key": hex(key.as_bytes()),
        "ciphertexts": sealed.ciphertexts.iter().map(|contest| {
            contest.iter().map(|ciphertext| hex(ciphertext.to_bytes())).collect::<Vec<_>>()
        }).collect::<Vec<_>>(),
        "choices": opening.choices,
        "randomness": opening.randomness.iter().map(texts).collect::<Vec<_>>(),
    });
    let changed = |case: &str, change: &dyn Fn(&mut Value)| {
        let mut vector = honest.clone();
        vector["case"] = json!(case);
        change(&mut vector);
        vector
    };
    let mut vectors = vec![
        honest.clone(),
        changed("another choice", &|v| v["choices"] = json!([[1, 0, 0], [255, 0]])),
        changed("more points", &|v| v["choices"] = json!([[0, 1, 0], [255, 1]])),
        changed("randomness exchanged", &|v| {
            v["randomness"][0].as_array_mut().unwrap().swap(1, 2);
        }),
        changed("randomness 0", &|v| v["randomness"][1][1] = json!(hex([0; 32]))),
        changed("another key", &|v| {
            v["key"] = json!(hex(context.credential.as_bytes()));
        }),
        changed("a contest missing", &|v| v["choices"] = json!([[0, 1, 0]])),
        changed("an option missing", &|v| {
            v["randomness"][0].as_array_mut().unwrap().pop();
        }),
        changed("a value more", &|v| {
            v["choices"] = json!([[0, 1, 0], [255, 0, 0]]);
        }),
    ];
    for (position, vector) in vectors.iter_mut().enumerate() {
        let outcome = judge(vector);
        assert_eq!(outcome == "ok", position == 0, "{vector}");
        vector["outcome"] = json!(outcome);
    }
    vectors
}

#[cfg_attr(test, test)]
pub(crate) fn challenges() {
    pinned(
        "challenge",
        &json!({
            "signatures_chacha20_seed": seed(2),
            "signatures": signatures(),
            "ballot_chacha20_seed": seed(5),
            "openings": openings(),
        }),
    );
}
