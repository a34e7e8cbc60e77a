//! signatures.json: Ed25519; voter codes, credentials and the ballot signatures of credentials.

use super::{array, hash, hex, outcome, pinned, rng, seed};
use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode, verify_ballot_signature},
    group::Point,
    hash::Hash,
    signature::{Signature, SigningKey, VerifyingKey},
};
use serde_json::{Value, json};

fn role(case: &str, message: &str, key: &VerifyingKey, signature: &[u8; 64]) -> Value {
    let signature = Signature::from_bytes(*signature);
    json!({
        "case": case,
        "message": message,
        "key": hex(key.as_bytes()),
        "signature": hex(signature.as_bytes()),
        "outcome": outcome(key.verify(message.as_bytes(), &signature)),
    })
}

/// S + q: the same equation, another signature; malleable unless S < q is demanded.
fn add_order(signature: &[u8; 64]) -> [u8; 64] {
    let order: [u8; 32] = array(&json!(
        "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"
    ));
    let mut changed = *signature;
    let mut carry = 0;
    for (byte, add) in changed[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        [*byte, _] = sum.to_le_bytes();
        carry = sum >> 8;
    }
    changed
}

fn roles() -> Vec<Value> {
    let key = SigningKey::from_seed(&[1; 32]);
    assert_eq!(SigningKey::from_seed(&[2; 32]).expose_seed(), &[2; 32]);
    let public = key.verifying_key();
    let honest = *key.sign(b"a line").as_bytes();
    let mut flipped = honest;
    flipped[0] ^= 1;
    // R is the identity: a point of small order.
    let mut small = honest;
    small[..32].copy_from_slice(&[0; 32]);
    small[0] = 1;
    vec![
        role("a signature", "a line", &public, &honest),
        role("another message", "a Line", &public, &honest),
        role(
            "another key",
            "a line",
            &SigningKey::from_seed(&[2; 32]).verifying_key(),
            &honest,
        ),
        role("a flipped bit", "a line", &public, &flipped),
        role("S not canonical", "a line", &public, &add_order(&honest)),
        role("R of small order", "a line", &public, &small),
    ]
}

fn ballot(case: &str, credential: &Point, election: &Hash, tracker: &Hash, signature: &[u8; 64]) -> Value {
    let result = verify_ballot_signature(credential, election, tracker, &Signature::from_bytes(*signature));
    json!({
        "case": case,
        "credential": hex(credential.as_bytes()),
        "election": election,
        "tracker": tracker,
        "signature": hex(signature),
        "outcome": outcome(result),
    })
}

#[cfg_attr(test, test)]
pub(crate) fn signatures() {
    let nonce = Hash::of(b"nonce");
    let code = VoterCode::random(&mut rng(1));
    let text = code.expose_text().to_string();
    let key = CredentialKey::derive(&nonce, &code);
    let (election, tracker) = (Hash::of(b"election"), Hash::of(b"ballot"));
    let credential = key.credential();
    let honest = *key.sign(&election, &tracker, &mut rng(2)).as_bytes();
    let other = CredentialKey::derive(&Hash::ZERO, &code).credential();
    let mut no_announcement = honest;
    no_announcement[..32].copy_from_slice(&[0; 32]);
    let ballots = vec![
        ballot("a signature", &credential, &election, &tracker, &honest),
        ballot("another credential", &other, &election, &tracker, &honest),
        ballot("another election", &credential, &nonce, &tracker, &honest),
        ballot("another ballot", &credential, &election, &nonce, &honest),
        ballot(
            "s not canonical",
            &credential,
            &election,
            &tracker,
            &add_order(&honest),
        ),
        ballot(
            "R the identity",
            &credential,
            &election,
            &tracker,
            &no_announcement,
        ),
    ];
    let mut typo = text.clone();
    typo.replace_range(0..1, if text.starts_with('7') { "8" } else { "7" });
    let codes: Vec<Value> = [
        ("as printed", text.clone()),
        ("lower case, no hyphens", text.to_lowercase().replace('-', "")),
        ("spaces", format!("  {} ", text.replace('-', " "))),
        (
            "O for 0, I and L for 1",
            text.replace('0', "o").replacen('1', "I", 1).replace('1', "l"),
        ),
        ("a typing error", typo),
        ("too short", text[..33].to_owned()),
        ("too long", text.clone() + "0"),
        (
            "a character that no code has",
            text.replacen(|c: char| c.is_ascii_digit(), "U", 1),
        ),
    ]
    .into_iter()
    .map(|(case, text)| {
        let parsed = VoterCode::parse(&text);
        let credential = parsed.as_ref().ok().map(|code| {
            let credential = CredentialKey::derive(&nonce, code).credential();
            hex(credential.as_bytes())
        });
        json!({ "case": case, "text": text, "outcome": outcome(parsed), "credential": credential })
    })
    .collect();
    for cases in [&roles(), &ballots] {
        for (position, case) in cases.iter().enumerate() {
            assert_eq!(case["outcome"] == "ok", position == 0, "{case}");
        }
    }
    assert_eq!(codes.iter().filter(|case| case["outcome"] == "ok").count(), 4);
    assert_eq!(hash(&json!(nonce)), nonce);
    pinned(
        "signatures",
        &json!({
            "roles": roles(),
            "role_seed": hex([1; 32]),
            "codes_chacha20_seed": seed(1),
            "nonce": nonce,
            "codes": codes,
            "ballots_chacha20_seed": seed(2),
            "ballots": ballots,
        }),
    );
}
