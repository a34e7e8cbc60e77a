//! What has one form and fixed limits: lines, trackers, texts, receipts, the roll's totals.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode},
    hash::Hash,
    index::TrusteeIndex,
    signature::{Signature, SignatureError, SigningKey},
};
use ostrakon_record::{
    BallotTracker,
    body::{Abort, Body},
    canonical::{self, CanonicalError},
    entry::{Entry, LINE_LIMIT, LineError, Signer, Submission},
    manifest::COUNT_LIMIT,
    receipt::Receipt,
    roll::{RollError, RollTotals, Voter},
    text::Text,
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

fn key() -> SigningKey {
    SigningKey::from_seed(&[7; 32])
}

/// A line to be posted with a reason of so many bytes.
fn posted(length: usize) -> Submission {
    let body = Body::Abort(Abort {
        time: 1,
        reason: "x".repeat(length),
    });
    Submission::sign(&key(), Signer::Authority, &Hash::of(b"election"), body)
}

#[test]
fn a_line_has_at_most_65_535_bytes() {
    assert_eq!(LINE_LIMIT, 65_535);
    let place = |length| Entry::place(12, Hash::of(b"before"), posted(length));
    let rest = place(0).unwrap().line().len();
    let longest = place(LINE_LIMIT - rest).unwrap();
    assert_eq!(longest.line().len(), LINE_LIMIT);
    assert_eq!(Entry::parse(longest.line().as_bytes()), Ok(longest.clone()));
    for more in [1, 2, 70_000] {
        let length = LINE_LIMIT + more;
        assert_eq!(place(length - rest), Err(LineError::TooLong { length }));
        let line = longest
            .line()
            .replace("\"reason\":\"", &format!("\"reason\":\"{}", "x".repeat(more)));
        assert_eq!(Entry::parse(line.as_bytes()), Err(LineError::TooLong { length }));
    }

    // What is posted is no longer than a line either.
    let rest = posted(0).encode().len();
    let longest = posted(LINE_LIMIT - rest);
    assert_eq!(Submission::parse(longest.encode().as_bytes()), Ok(longest));
    assert_eq!(
        Submission::parse(posted(LINE_LIMIT - rest + 1).encode().as_bytes()),
        Err(LineError::TooLong {
            length: LINE_LIMIT + 1
        })
    );
}

#[test]
fn what_is_posted_has_one_form() {
    let posted = posted(3);
    let text = posted.encode();
    assert_eq!(Submission::parse(text.as_bytes()), Ok(posted));
    let (kind, signer) = (r#""kind":"abort","#, r#""signer":"authority","#);
    for other in [
        format!("{text} "),
        text.replacen(':', ": ", 1),
        text.replacen("abort", r"\u0061bort", 1),
        text.replacen(&format!("{kind}{signer}"), &format!("{signer}{kind}"), 1),
    ] {
        assert_eq!(
            Submission::parse(other.as_bytes()),
            Err(LineError::Frame(CanonicalError::NotCanonical)),
            "{other}"
        );
    }
}

#[test]
fn a_signer_is_written_as_in_a_line() {
    for (text, signer) in [
        ("authority", Signer::Authority),
        ("registrar", Signer::Registrar),
        ("trustee-255", Signer::Trustee(TrusteeIndex::new(255).unwrap())),
        ("voter", Signer::Voter),
    ] {
        assert_eq!(canonical::encode(&signer), format!("{text:?}"));
        assert_eq!(text.parse(), Ok(signer));
        assert_eq!(canonical::decode(format!("{text:?}").as_bytes()), Ok(signer));
    }
    for text in [
        "",
        "Voter",
        "trustee-0",
        "trustee-01",
        "trustee-256",
        "trustee-+1",
        "voter ",
    ] {
        let found = text.to_owned();
        assert_eq!(text.parse::<Signer>(), Err(LineError::Signer { found }));
    }
}

/// The first 125 bits, five at a time, with other arithmetic than the encoder's.
fn characters(hash: &Hash) -> String {
    let (first, _) = hash.as_bytes().split_first_chunk::<16>().unwrap();
    let bits = u128::from_be_bytes(*first) >> 3;
    let digits: Vec<char> = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().collect();
    (0..25)
        .rev()
        .filter_map(|place| digits.get(usize::try_from(bits >> (5 * place) & 31).unwrap()))
        .collect()
}

#[test]
fn a_tracker_is_25_characters_in_groups_of_five() {
    for body in ["", "a ballot", "another"] {
        let tracker = BallotTracker::of(body.as_bytes());
        let (hash, shown) = (*tracker.hash(), tracker.to_string());
        assert_eq!(hash, Hash::of(body.as_bytes()));
        let groups: Vec<&str> = shown.split('-').collect();
        assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [5; 5]);
        assert_eq!(groups.concat(), characters(&hash));
    }
}

#[test]
fn a_text_is_picked_in_the_readers_language_or_english_or_any() {
    let text = |languages: &[&str]| -> Text {
        let words = |language: &&str| ((*language).to_owned(), format!("words in {language}"));
        languages.iter().map(words).collect()
    };
    let all = text(&["sv", "en", "ky"]);
    assert_eq!(
        all.iter().collect::<Vec<_>>(),
        [
            ("en", "words in en"),
            ("ky", "words in ky"),
            ("sv", "words in sv")
        ]
    );
    assert_eq!(all.pick("ky"), "words in ky");
    assert_eq!(all.pick("de"), "words in en");
    assert_eq!(text(&["sv", "ky"]).pick("de"), "words in ky");
    assert_eq!(text(&[]).pick("en"), "");
}

#[test]
fn a_receipt_is_signed_as_it_is_written_down() {
    let [election, line, body] = [b"1", b"2", b"3"].map(|name| Hash::of(name));
    let receipt = Receipt::sign(&key(), election, 12, line, body);
    let log = key().verifying_key();
    receipt.verify(&log).unwrap();
    let message = format!("ostrakon/v1/receipt\n{election}\n12\n{line}\n{body}\n");
    log.verify(message.as_bytes(), &receipt.signature).unwrap();

    let other = Hash::of(b"4");
    for changed in [
        Receipt {
            election: other,
            ..receipt
        },
        Receipt { seq: 13, ..receipt },
        Receipt {
            line: other,
            ..receipt
        },
        Receipt {
            body: other,
            ..receipt
        },
        Receipt {
            signature: Signature::from_bytes([7; 64]),
            ..receipt
        },
    ] {
        assert_eq!(changed.verify(&log), Err(SignatureError), "{changed:?}");
    }
    let stranger = SigningKey::from_seed(&[8; 32]).verifying_key();
    assert_eq!(receipt.verify(&stranger), Err(SignatureError));
}

#[test]
fn a_roll_weighs_no_more_than_can_be_counted() {
    assert_eq!(COUNT_LIMIT, 1 << 40);
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let mut credentials: Vec<_> = (0..2)
        .map(|_| CredentialKey::derive(&Hash::ZERO, &VoterCode::random(&mut rng)).credential())
        .collect();
    credentials.sort_by_key(|credential| *credential.as_bytes());
    let push = |weights: [u32; 2], highest: u32| {
        let mut totals = RollTotals::default();
        let outcomes: Vec<_> = credentials
            .iter()
            .zip(weights)
            .map(|(credential, weight)| {
                let credential = *credential;
                totals.push(&Voter { credential, weight }, highest)
            })
            .collect();
        assert_eq!(totals.weight, weights.into_iter().map(u64::from).sum::<u64>());
        outcomes
    };
    let error = |position, weight| Err(RollError::Weight { position, weight });
    let (half, all) = (1 << 29, 1 << 30);
    assert_eq!(push([half, half], 1 << 10), [Ok(()), Ok(())]);
    assert_eq!(push([half, half + 1], 1 << 10), [Ok(()), error(2, half + 1)]);
    assert_eq!(push([all, 1], 1 << 10), [Ok(()), error(2, 1)]);
    assert_eq!(push([all + 1, 1], 1 << 10), [error(1, all + 1), error(2, 1)]);
    assert_eq!(push([0, 1], 1), [error(1, 0), Ok(())]);
    assert_eq!(push([u32::MAX, 1], u32::MAX), [error(1, u32::MAX), error(2, 1)]);
}
