//! ballot.json: whole ballots of all kinds of contests, and what breaks them.

use super::{array, bytes, hash, hex, outcome, pinned, rng, seed};
use ostrakon_crypto::{
    ballot::{
        self, AllocationProof, BallotContext, BallotStyle, BitsProof, ContestRule, LinkProof, RangeProof,
        SealedBallot,
    },
    elgamal::Ciphertext,
    group::{DecodeError, Point},
    hash::Hash,
    secret::SecretScalar,
};
use serde_json::{Value, json};

/// q, which is no scalar.
const ORDER: &str = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

/// Name, contests, choices.
type Case = (&'static str, Vec<ContestRule>, Vec<Vec<u32>>);

fn cases() -> Vec<Case> {
    let rule = |options, bound, sum| ContestRule {
        options,
        bound,
        sum,
        blank: false,
        allocate: false,
    };
    let share = |options, bound, minimum, maximum| ContestRule {
        allocate: true,
        ..rule(options, bound, Some((minimum, maximum)))
    };
    let or_blank = |rule| ContestRule { blank: true, ..rule };
    vec![
        (
            "choose exactly 1 of 2",
            vec![rule(2, 1, Some((1, 1)))],
            vec![vec![0, 1]],
        ),
        (
            "choose up to 3 of 5",
            vec![rule(5, 1, Some((0, 3)))],
            vec![vec![1, 0, 0, 1, 0]],
        ),
        (
            "score 0 to 5, 1 to 5 points in all",
            vec![rule(3, 5, Some((1, 5)))],
            vec![vec![0, 4, 1]],
        ),
        ("score 0 to 255", vec![rule(2, 255, None)], vec![vec![255, 100]]),
        (
            "three contests",
            vec![
                rule(3, 1, Some((1, 1))),
                rule(2, 9, None),
                rule(2, 1, Some((0, 2))),
            ],
            vec![vec![0, 0, 1], vec![9, 5], vec![0, 0]],
        ),
        (
            "choose 1 to 2 of 3, or blank: not blank",
            vec![or_blank(rule(3, 1, Some((1, 2))))],
            vec![vec![1, 1, 0, 0]],
        ),
        (
            "choose 1 to 2 of 3, or blank: blank",
            vec![or_blank(rule(3, 1, Some((1, 2))))],
            vec![vec![0, 0, 0, 1]],
        ),
        (
            "score 0 to 7, 2 to 10 points in all, or blank: blank, and a contest without",
            vec![or_blank(rule(2, 7, Some((2, 10)))), rule(2, 1, Some((1, 1)))],
            vec![vec![0, 0, 1], vec![1, 0]],
        ),
        (
            "allocate up to 2^32 - 1 to 1",
            vec![share(1, u32::MAX, 0, u32::MAX)],
            vec![vec![u32::MAX]],
        ),
        (
            "allocate 1,000 to 50,000, at most 30,000 each, to 3",
            vec![share(3, 30_000, 1_000, 50_000)],
            vec![vec![30_000, 0, 12_345]],
        ),
        (
            "choose 1 of 2, allocate exactly 100 to 2, score 0 to 5, allocate up to 7 to 1",
            vec![
                rule(2, 1, Some((1, 1))),
                share(2, 100, 100, 100),
                rule(1, 5, None),
                share(1, 7, 0, 7),
            ],
            vec![vec![1, 0], vec![1, 99], vec![3], vec![0]],
        ),
    ]
}

fn describe(rules: &[ContestRule]) -> Value {
    rules
        .iter()
        .map(|rule| json!({ "options": rule.options, "bound": rule.bound, "sum": rule.sum, "blank": rule.blank, "allocate": rule.allocate }))
        .collect()
}

/// Decodes and checks a ballot from nothing but the vector.
fn judge(vector: &Value) -> String {
    let contests: Vec<ContestRule> = vector["contests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|contest| ContestRule {
            options: serde_json::from_value(contest["options"].clone()).unwrap(),
            bound: serde_json::from_value(contest["bound"].clone()).unwrap(),
            sum: serde_json::from_value(contest["sum"].clone()).unwrap(),
            blank: serde_json::from_value(contest["blank"].clone()).unwrap(),
            allocate: serde_json::from_value(contest["allocate"].clone()).unwrap(),
        })
        .collect();
    let style = BallotStyle::new(contests).unwrap();
    let context = BallotContext {
        voting_context: hash(&vector["voting_context"]),
        credential: Point::from_bytes(&array(&vector["credential"])).unwrap(),
        sequence: serde_json::from_value(vector["sequence"].clone()).unwrap(),
        previous: hash(&vector["previous"]),
    };
    let key = Point::from_bytes(&array(&vector["key"])).unwrap();
    let ciphertexts: Result<Vec<Vec<Ciphertext>>, _> = vector["ciphertexts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|contest| {
            contest
                .as_array()
                .unwrap()
                .iter()
                .map(|text| Ciphertext::from_bytes(&array(text)))
                .collect()
        })
        .collect();
    let ciphertexts = match ciphertexts {
        Ok(ciphertexts) => ciphertexts,
        Err(error) => return error.to_string(),
    };
    let proof = (!vector["proof"].is_null()).then(|| BitsProof::from_bytes(&bytes(&vector["proof"])));
    let allocations = (!vector["allocations"].is_null()).then(|| allocations(&vector["allocations"]));
    let (proof, allocations) = match (proof.transpose(), allocations.transpose()) {
        (Ok(proof), Ok(allocations)) => (proof, allocations),
        (Err(error), _) | (_, Err(error)) => return error.to_string(),
    };
    outcome(ballot::check(
        &style,
        &key,
        &context,
        &SealedBallot {
            ciphertexts,
            proof,
            allocations,
        },
    ))
}

fn allocations(vector: &Value) -> Result<AllocationProof, DecodeError> {
    let commitments = bytes(&vector["commitments"]);
    Ok(AllocationProof {
        commitments: commitments
            .chunks(32)
            .map(|chunk| Point::from_bytes(chunk.try_into().unwrap()))
            .collect::<Result<_, _>>()?,
        link: LinkProof::from_bytes(&bytes(&vector["link"]))?,
        range: RangeProof::from_bytes(&bytes(&vector["range"]))?,
    })
}

/// The same vector with one field changed.
fn changed(honest: &Value, case: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut vector = honest.clone();
    change(&mut vector);
    let outcome = judge(&vector);
    assert_ne!(outcome, "ok", "{case}");
    vector["case"] = json!(case);
    vector["outcome"] = json!(outcome);
    let fields = vector.as_object_mut().unwrap();
    for field in ["choices", "chacha20_seed", "y", "x"] {
        fields.remove(field);
    }
    vector
}

fn replace(text: &mut Value, start: usize, with: &[u8]) {
    let mut proof = bytes(text);
    proof[start..start + with.len()].copy_from_slice(with);
    *text = json!(hex(proof));
}

#[cfg_attr(test, test)]
pub(crate) fn ballots() {
    let valid = valid();
    let invalid = [invalid(&valid), invalid_amounts(&valid)].concat();
    pinned("ballot", &json!({ "valid": valid, "invalid": invalid }));
}

fn valid() -> Vec<Value> {
    let key = SecretScalar::random(&mut rng(1)).public();
    let credential = SecretScalar::random(&mut rng(2)).public();
    let mut vectors: Vec<Value> = Vec::new();
    for (number, (case, rules, choices)) in (3u8..).zip(cases()) {
        let style = BallotStyle::new(rules.clone()).unwrap();
        let context = BallotContext {
            voting_context: Hash::of(b"open"),
            credential,
            sequence: u32::from(number),
            previous: Hash::of(b"previous"),
        };
        let sealed = ballot::seal(&style, &key, &context, &choices, &mut rng(number)).unwrap();
        let [y, x] = ballot::challenges(&style, &key, &context, &sealed).unwrap();
        let ciphertexts: Vec<Vec<String>> = sealed
            .ciphertexts
            .iter()
            .map(|contest| {
                contest
                    .iter()
                    .map(|ciphertext| hex(ciphertext.to_bytes()))
                    .collect()
            })
            .collect();
        let vector = json!({
            "case": case,
            "chacha20_seed": seed(number),
            "contests": describe(&rules),
            "choices": choices,
            "key": hex(key.as_bytes()),
            "voting_context": context.voting_context,
            "credential": hex(credential.as_bytes()),
            "sequence": context.sequence,
            "previous": context.previous,
            "ciphertexts": ciphertexts,
            "y": hex(y.to_bytes()),
            "x": hex(x.to_bytes()),
            "proof": sealed.proof.map(|proof| hex(proof.to_bytes())),
            "allocations": sealed.allocations.map(|proof| json!({
                "commitments": hex(proof.commitments.iter().map(|point| *point.as_bytes()).collect::<Vec<_>>().concat()),
                "link": hex(proof.link.to_bytes()),
                "range": hex(proof.range.to_bytes()),
            })),
            "outcome": "ok",
        });
        assert_eq!(judge(&vector), "ok", "{case}");
        vectors.push(vector);
    }
    vectors
}

fn invalid(valid: &[Value]) -> Vec<Value> {
    let [_, honest, other, _, _, _, blank, _, _, shares, ..] = valid else {
        panic!("too few vectors");
    };
    let last = bytes(&honest["proof"]).len() - 32;
    let order: [u8; 32] = array(&json!(ORDER));
    vec![
        changed(honest, "another election", |v| {
            v["voting_context"] = json!(Hash::of(b"other"));
        }),
        changed(honest, "another credential", |v| {
            v["credential"] = other["key"].clone();
        }),
        changed(honest, "another sequence number", |v| v["sequence"] = json!(5)),
        changed(honest, "another ballot before", |v| {
            v["previous"] = json!(Hash::ZERO);
        }),
        changed(honest, "another key", |v| {
            v["key"] = honest["credential"].clone();
        }),
        changed(honest, "another rule", |v| {
            v["contests"][0]["sum"] = json!([0, 2]);
        }),
        changed(blank, "not to be left blank", |v| {
            v["contests"][0]["blank"] = json!(false);
        }),
        changed(blank, "an option in place of the blank vote", |v| {
            v["contests"][0]["blank"] = json!(false);
            v["contests"][0]["options"] = json!(4);
        }),
        changed(blank, "the blank vote exchanged with an option", |v| {
            v["ciphertexts"][0].as_array_mut().unwrap().swap(2, 3);
        }),
        changed(honest, "two ciphertexts exchanged", |v| {
            v["ciphertexts"][0].as_array_mut().unwrap().swap(0, 1);
        }),
        changed(honest, "an option missing", |v| {
            v["ciphertexts"][0].as_array_mut().unwrap().pop();
        }),
        changed(honest, "C1 the identity", |v| {
            replace(&mut v["ciphertexts"][0][0], 0, &[0; 32]);
        }),
        changed(honest, "C2 not canonical", |v| {
            replace(&mut v["ciphertexts"][0][0], 32, &[0xff; 32]);
        }),
        changed(honest, "V the identity", |v| {
            replace(&mut v["proof"], 0, &[0; 32]);
        }),
        changed(honest, "A and V exchanged", |v| {
            let proof = bytes(&v["proof"]);
            replace(&mut v["proof"], 0, &proof[32..64]);
            replace(&mut v["proof"], 32, &proof[..32]);
        }),
        changed(honest, "f_1 is q", |v| replace(&mut v["proof"], 128, &order)),
        changed(honest, "f_1 is 0", |v| replace(&mut v["proof"], 128, &[0; 32])),
        changed(honest, "z_E is 0", |v| replace(&mut v["proof"], last, &[0; 32])),
        changed(honest, "a scalar missing", |v| {
            v["proof"] = json!(hex(&bytes(&honest["proof"])[..last]));
        }),
        changed(honest, "a byte missing", |v| {
            v["proof"] = json!(hex(&bytes(&honest["proof"])[..last + 31]));
        }),
        changed(honest, "no proof", |v| v["proof"] = Value::Null),
        changed(honest, "amounts where there are none", |v| {
            v["allocations"] = shares["allocations"].clone();
        }),
        changed(honest, "the proof of another ballot", |v| {
            v["proof"] = other["proof"].clone();
        }),
    ]
}

fn invalid_amounts(valid: &[Value]) -> Vec<Value> {
    let [_, honest, _, _, _, _, _, _, single, shares, ..] = valid else {
        panic!("too few vectors");
    };
    let order: [u8; 32] = array(&json!(ORDER));
    vec![
        changed(shares, "another bound", |v| {
            v["contests"][0]["bound"] = json!(30_001);
        }),
        changed(shares, "another least sum", |v| {
            v["contests"][0]["sum"] = json!([999, 50_000]);
        }),
        changed(shares, "points instead of amounts", |v| {
            v["contests"][0]["allocate"] = json!(false);
            v["contests"][0]["bound"] = json!(255);
            v["contests"][0]["sum"] = json!([1, 2]);
        }),
        changed(shares, "another sequence number for amounts", |v| {
            v["sequence"] = json!(5);
        }),
        changed(shares, "amounts exchanged", |v| {
            v["ciphertexts"][0].as_array_mut().unwrap().swap(0, 1);
        }),
        changed(shares, "amounts and commitments exchanged", |v| {
            v["ciphertexts"][0].as_array_mut().unwrap().swap(0, 1);
            let commitments = bytes(&v["allocations"]["commitments"]);
            replace(&mut v["allocations"]["commitments"], 0, &commitments[32..64]);
            replace(&mut v["allocations"]["commitments"], 32, &commitments[..32]);
        }),
        changed(shares, "no amounts", |v| v["allocations"] = Value::Null),
        changed(shares, "a bits proof where there is none", |v| {
            v["proof"] = honest["proof"].clone();
        }),
        changed(shares, "V_1 the identity", |v| {
            replace(&mut v["allocations"]["commitments"], 0, &[0; 32]);
        }),
        changed(shares, "a commitment missing", |v| {
            v["allocations"]["commitments"] = json!(hex(&bytes(&shares["allocations"]["commitments"])[32..]));
        }),
        changed(shares, "T1 not canonical", |v| {
            replace(&mut v["allocations"]["link"], 0, &[0xff; 32]);
        }),
        changed(shares, "z_a is q", |v| {
            replace(&mut v["allocations"]["link"], 96, &order);
        }),
        changed(shares, "z_c is 0", |v| {
            replace(&mut v["allocations"]["link"], 160, &[0; 32]);
        }),
        changed(shares, "a link of half the length", |v| {
            v["allocations"]["link"] = json!(hex(&bytes(&shares["allocations"]["link"])[96..]));
        }),
        changed(shares, "A of the range proof the identity", |v| {
            replace(&mut v["allocations"]["range"], 0, &[0; 32]);
        }),
        changed(shares, "t_x is 0", |v| {
            replace(&mut v["allocations"]["range"], 128, &[0; 32]);
        }),
        changed(shares, "a range proof of fewer values", |v| {
            v["allocations"]["range"] = single["allocations"]["range"].clone();
        }),
        changed(shares, "a range proof with an odd part", |v| {
            v["allocations"]["range"] = json!(hex(&bytes(&shares["allocations"]["range"])[32..]));
        }),
    ]
}
