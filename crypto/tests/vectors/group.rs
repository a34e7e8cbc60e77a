//! ristretto255.json (RFC 9496 appendix A) and encodings.json.

use super::{array, bytes, hex, outcome, pinned, read};
use ostrakon_crypto::{
    group::{DecodeError, Element, Point, Scalar},
    hash::Hash,
    signature::VerifyingKey,
};
use serde_json::{Value, json};

#[cfg_attr(test, test)]
pub(crate) fn multiples_of_the_generator() {
    let file = read("ristretto255");
    let multiples = file["multiples_of_the_generator"].as_array().unwrap();
    assert_eq!(multiples.len(), 16);
    let mut sum = Element::identity();
    for (number, expected) in (0u64..).zip(multiples) {
        let expected: [u8; 32] = array(expected);
        assert_eq!(sum.to_bytes(), expected);
        assert_eq!(
            Element::base_times(&Scalar::from_u64(number)).to_bytes(),
            expected
        );
        assert_eq!(Element::from_bytes(&expected).unwrap(), sum);
        if number == 0 {
            assert_eq!(Point::from_bytes(&expected), Err(DecodeError::Identity));
            assert_eq!(sum.to_point(), None);
        } else {
            assert_eq!(Point::from_bytes(&expected).unwrap().element(), sum);
        }
        sum += Element::base();
    }
}

#[cfg_attr(test, test)]
pub(crate) fn invalid_encodings() {
    let file = read("ristretto255");
    let groups = file["invalid_encodings"].as_object().unwrap();
    let encodings: Vec<&Value> = groups
        .values()
        .flat_map(|group| group.as_array().unwrap())
        .collect();
    assert_eq!(encodings.len(), 29);
    for encoding in encodings {
        assert_eq!(
            Point::from_bytes(&array(encoding)),
            Err(DecodeError::NotCanonical),
            "{encoding}"
        );
    }
}

#[cfg_attr(test, test)]
pub(crate) fn elements_from_uniform_bytes() {
    let file = read("ristretto255");
    let cases = file["from_uniform_bytes"].as_array().unwrap();
    assert_eq!(cases.len(), 11);
    for case in cases {
        let element = Element::from_uniform_bytes(&array(&case["input"]));
        assert_eq!(element.to_bytes().to_vec(), bytes(&case["output"]));
    }
}

fn read_text<T: serde::de::DeserializeOwned>(text: &str) -> String {
    outcome(serde_json::from_value::<T>(json!(text)))
}

/// What decodes, and what does not and why, as text of JSON fields.
#[cfg_attr(test, test)]
pub(crate) fn encodings() {
    // 2·B: its text has an underscore.
    let base = (Element::base() + Element::base())
        .to_point()
        .unwrap()
        .to_string();
    let with_last = |last: &str| base[..42].to_owned() + last;
    let points = [
        ("twice the generator", base.clone()),
        ("the identity", "A".repeat(43)),
        ("not canonical", "_".repeat(42) + "8"),
        ("non-zero trailing bits", with_last("l")),
        ("padding", base.clone() + "="),
        (
            "the other base64 alphabet",
            base.replace('-', "+").replace('_', "/"),
        ),
        ("too short", base[..42].to_owned()),
        ("too long", base.clone() + "A"),
        ("empty", String::new()),
        ("white space", format!(" {base}")),
    ];
    // q − 1, q, 2^255.
    let scalar = |first: u8, last: u8| {
        let mut bytes = [0; 32];
        let order = "edd3f55c1a631258d69cf7a2def9de14000000000000000000000000000000";
        bytes[..31].copy_from_slice(&data_encoding::HEXLOWER.decode(order.as_bytes()).unwrap());
        (bytes[0], bytes[31]) = (first, last);
        data_encoding::BASE64URL_NOPAD.encode(&bytes)
    };
    let scalars = [
        ("zero", "A".repeat(43)),
        ("q − 1", scalar(0xec, 0x10)),
        ("q", scalar(0xed, 0x10)),
        ("the highest bit", scalar(0, 0x80)),
        ("too short", "A".repeat(42)),
    ];
    let key = |bytes: [u8; 32]| data_encoding::BASE64URL_NOPAD.encode(&bytes);
    let mut not_canonical = [0xff; 32];
    (not_canonical[0], not_canonical[31]) = (0xed, 0x7f);
    let mut identity = [0; 32];
    identity[0] = 1;
    let keys = [
        (
            "RFC 8032 test 1",
            "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".to_owned(),
        ),
        ("the identity", key(identity)),
        ("order 4", key([0; 32])),
        ("order 4, not canonical", key(not_canonical)),
    ];
    let hash = Hash::of(b"").to_string();
    let hashes = [
        ("SHA3-256 of nothing", hash.clone()),
        ("upper case", hash.to_uppercase()),
        ("too short", hash[..62].to_owned()),
        ("odd", hash[..63].to_owned()),
        ("no digits", "g".repeat(64)),
    ];
    let table = |cases: &[(&str, String)], read: fn(&str) -> String| -> Vec<Value> {
        let outcomes = cases.iter().map(|(_, text)| read(text));
        let failures = outcomes.filter(|outcome| outcome != "ok").count();
        assert!(failures > 0 && failures < cases.len());
        cases
            .iter()
            .map(|(case, text)| json!({ "case": case, "text": text, "outcome": read(text) }))
            .collect()
    };
    let generators: Vec<Value> = ["G\n1", "G\n2", "G'\n1", "G'\n2"]
        .into_iter()
        .map(|name| {
            let element = Element::hash_to_group(format!("ostrakon/v1/generator\n{name}").as_bytes());
            json!({ "input": format!("ostrakon/v1/generator\n{name}"), "element": hex(element.to_bytes()) })
        })
        .collect();
    pinned(
        "encodings",
        &json!({
            "points": table(&points, read_text::<Point>),
            "scalars": table(&scalars, read_text::<Scalar>),
            "verifying_keys": table(&keys, read_text::<VerifyingKey>),
            "hashes": table(&hashes, read_text::<Hash>),
            "generators": generators,
            "second_pedersen_generator": hex(Element::pedersen_blinding().to_bytes()),
        }),
    );
}
