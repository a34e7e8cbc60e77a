//! Every decoder: whatever it accepts, it accepts in one form only, and it never panics.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use core::str::FromStr;
use ostrakon_crypto::{
    ballot::{BitsProof, LinkProof, RangeProof},
    credential::VoterCode,
    elgamal::Ciphertext,
    group::{Element, Point, Scalar},
    hash::Hash,
    index::TrusteeIndex,
    proof::{dlog_equality::DlogEqualityProof, schnorr::SchnorrProof},
    secret::SecretScalar,
    signature::{Signature, VerifyingKey},
};
use ostrakon_fuzz::{Commands, Honest, damage::damage, fuzz};
use ostrakon_record::{
    BallotTracker, Body, Election, Entry, Manifest, Submission, canonical,
    entry::{Kind, Signer},
    evidence::Evidence,
    receipt::Receipt,
    refusal::SignedRefusal,
    roll::Voter,
    tlog::{NodeHash, TilePath, bundle},
    tracker::TrackerText,
    verify::Report,
};
use serde::{Serialize, de::DeserializeOwned};

fn one_form<T: Serialize + DeserializeOwned>(text: &[u8]) {
    if let Ok(value) = canonical::decode::<T>(text) {
        assert_eq!(canonical::encode(&value).as_bytes(), text);
    }
}

/// All decoders of text.
fn decode(text: &[u8]) {
    if let Ok(entry) = Entry::parse(text) {
        assert_eq!(entry.line().as_bytes(), text);
        assert_eq!(*entry.hash(), Hash::of(text));
    }
    if let Ok(submission) = Submission::parse(text) {
        assert_eq!(submission.encode().as_bytes(), text);
    }
    for kind in Honest::election().kinds.iter().copied() {
        if let Ok(body) = Body::decode(kind, text) {
            assert_eq!(body.kind(), kind);
            assert_eq!(body.encode().as_bytes(), text);
        }
    }
    one_form::<Point>(text);
    one_form::<Scalar>(text);
    one_form::<Hash>(text);
    one_form::<Signature>(text);
    one_form::<VerifyingKey>(text);
    one_form::<SchnorrProof>(text);
    one_form::<DlogEqualityProof>(text);
    one_form::<TrusteeIndex>(text);
    one_form::<BallotTracker>(text);
    one_form::<Signer>(text);
    one_form::<Kind>(text);
    one_form::<Voter>(text);
    one_form::<Receipt>(text);
    one_form::<SignedRefusal>(text);
    one_form::<Evidence>(text);
    one_form::<Report>(text);
    one_form::<NodeHash>(text);
}

#[test]
fn raw_text() {
    fuzz(decode);
}

#[test]
fn damaged_lines() {
    let honest = Honest::election();
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let source = [&honest.lines, &honest.bodies][commands.below(2)];
        let text = commands.pick(source).clone();
        let damaged = damage(&mut commands, &text, &honest.lines);
        decode(damaged.as_bytes());
    });
}

/// What the board signs about its log, and evidence against it: damage cannot accuse it of anything else.
#[test]
fn damaged_statements() {
    let honest = Honest::election();
    let accusation = honest.evidence.verify().unwrap();
    let statements = [
        canonical::encode(&honest.evidence),
        canonical::encode(&honest.refusal),
        canonical::encode(&honest.record.receipt(1)),
    ];
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let text = commands.pick(&statements).clone();
        let damaged = damage(&mut commands, &text, &statements);
        decode(damaged.as_bytes());
        if let Ok(evidence) = canonical::decode::<Evidence>(damaged.as_bytes())
            && let Ok(found) = evidence.verify()
        {
            assert_eq!(found, accusation, "{damaged}");
        }
    });
}

/// A manifest that is decoded and signed starts an election or is refused.
#[test]
fn damaged_manifests() {
    let honest = Honest::election();
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let mut text = honest.bodies[0].clone();
        for _ in 0..=commands.below(3) {
            text = damage(&mut commands, &text, &honest.bodies);
        }
        let Ok(manifest) = canonical::decode::<Manifest>(text.as_bytes()) else {
            return;
        };
        let problems = manifest.problems();
        let style = manifest.ballot_style();
        if problems.is_empty() {
            assert!(style.is_ok() && manifest.session(Hash::ZERO).is_ok(), "{text}");
        }
        let line = honest.sign(Kind::Manifest, Signer::Authority, &text).unwrap();
        if let Ok(entry) = Entry::place(0, Hash::ZERO, line)
            && let Ok((election, findings)) = Election::begin(&entry)
        {
            assert_eq!(election.id(), entry.hash());
            // Only the authority named in the manifest can sign it.
            assert!(
                problems.len() <= findings.len(),
                "{problems:?} but {findings:?}: {text}"
            );
        }
    });
}

#[test]
fn voter_codes() {
    let codes: Vec<String> = Honest::election()
        .roles
        .voters
        .iter()
        .map(|voter| voter.code.expose_text().to_string())
        .collect();
    fuzz(|bytes: &[u8]| {
        if let Ok(text) = core::str::from_utf8(bytes) {
            let _ = VoterCode::parse(text);
        }
        let mut commands = Commands::new(bytes);
        let code = commands.pick(&codes);
        let mut letters: Vec<char> = code.chars().collect();
        for _ in 0..=commands.below(4) {
            let place = commands.below(letters.len());
            match commands.below(6) {
                0 => letters[place] = letters[place].to_ascii_lowercase(),
                1 => letters.insert(place, '-'),
                2 => letters.insert(place, '\u{2003}'),
                3 => letters[place] = char::from(commands.byte()),
                4 => letters.swap(place, 0),
                _ => drop(letters.remove(place)),
            }
        }
        let typed: String = letters.iter().collect();
        if let Ok(read) = VoterCode::parse(&typed) {
            let plain: String = typed
                .chars()
                .filter(|letter| !letter.is_whitespace() && *letter != '-')
                .map(|letter| match letter.to_ascii_uppercase() {
                    'O' => '0',
                    'I' | 'L' => '1',
                    other => other,
                })
                .collect();
            assert_eq!(read.expose_text().replace('-', ""), plain);
        }
    });
}

#[test]
fn binary_encodings() {
    // Valid ones, of which a few bits are flipped: random bytes are hardly ever points.
    let mut pool: Vec<[u8; 32]> = vec![
        [0; 32],
        [0xff; 32],
        *Element::base().to_point().unwrap().as_bytes(),
    ];
    pool.extend(
        Honest::election()
            .roles
            .roll()
            .iter()
            .map(|voter| *voter.credential.as_bytes()),
    );
    pool.extend((1..8).map(|number| Scalar::from_u64(number).invert().to_bytes()));
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let mut joined = Vec::new();
        for _ in 0..=commands.below(10) {
            let mut part = *commands.pick(&pool);
            match commands.below(6) {
                0 => part[commands.below(32)] ^= 1 << commands.below(8),
                1 => part = commands.bytes(),
                _ => {}
            }
            joined.extend(part);
        }
        joined.truncate(joined.len() - [0, 0, 0, 1][commands.below(4)]);
        if let Ok(proof) = LinkProof::from_bytes(&joined) {
            assert_eq!(proof.to_bytes(), joined);
        }
        if let Ok(proof) = RangeProof::from_bytes(&joined) {
            assert_eq!(proof.to_bytes(), joined);
        }
        if let Ok(proof) = BitsProof::from_bytes(&joined) {
            assert_eq!(proof.to_bytes(), joined);
        }
        if let Some(part) = joined.first_chunk::<32>() {
            if let Ok(point) = Point::from_bytes(part) {
                assert_eq!(point.as_bytes(), part);
                assert_eq!(point.element().to_bytes(), *part);
            }
            if let Ok(scalar) = Scalar::from_bytes(part) {
                assert_eq!(scalar.to_bytes(), *part);
                assert_eq!(SecretScalar::from_bytes(part).is_ok(), scalar != Scalar::ZERO);
            }
            if let Ok(key) = VerifyingKey::from_bytes(part) {
                assert_eq!(key.as_bytes(), part);
            }
        }
        if let Some(part) = joined.first_chunk::<64>() {
            if let Ok(ciphertext) = Ciphertext::from_bytes(part) {
                assert_eq!(ciphertext.to_bytes(), *part);
            }
            if let Ok(proof) = SchnorrProof::from_bytes(part) {
                assert_eq!(proof.to_bytes(), *part);
            }
        }
        if let Some(part) = joined.first_chunk::<96>()
            && let Ok(proof) = DlogEqualityProof::from_bytes(part)
        {
            assert_eq!(proof.to_bytes(), *part);
        }
    });
}

/// Names in the text of lines and addresses.
#[test]
fn names() {
    fuzz(|bytes: &[u8]| {
        let Ok(text) = core::str::from_utf8(bytes) else {
            return;
        };
        if let Ok(signer) = Signer::from_str(text) {
            assert_eq!(signer.to_string(), text);
        }
        if let Ok(hash) = Hash::from_str(text) {
            assert_eq!(hash.to_string(), text);
        }
        if let Ok(point) = Point::from_str(text) {
            assert_eq!(point.to_string(), text);
        }
        if let Ok(tracker) = TrackerText::from_str(text) {
            assert_eq!(tracker.to_string().parse(), Ok(tracker));
            assert!(tracker.matches(tracker.first()) && tracker.matches(tracker.last()));
        }
    });
}

/// Paths of tiles, from pieces of such paths: random letters are hardly ever one.
#[test]
fn tile_paths() {
    const PIECES: [&str; 18] = [
        "tile/", "entries", "/", "x", "000", "001", "x234", "067", "999", ".p/", "0", "1", "7", "63", "64",
        "255", "256", "+",
    ];
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let mut text = ["tile/0/", "tile/entries/", ""][commands.below(3)].to_owned();
        for _ in 0..commands.below(9) {
            text.push_str(PIECES[commands.below(PIECES.len())]);
        }
        if let Ok(path) = TilePath::from_str(&text) {
            assert_eq!(path.to_string(), text);
            assert!((1..=256).contains(&path.width()), "{text}");
        }
    });
}

#[test]
fn entry_bundles() {
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let lines: Vec<Vec<u8>> = (0..=commands.below(4))
            .map(|_| bytes[..commands.below(bytes.len() + 1).min(9)].to_vec())
            .collect();
        let mut bundle = bundle::encode(&lines).unwrap();
        match commands.below(4) {
            0 => drop(bundle.pop()),
            1 => bundle.push(commands.byte()),
            2 => {
                let place = commands.below(bundle.len());
                bundle[place] ^= 1 << commands.below(8);
            }
            _ => {}
        }
        for width in 0..8 {
            if let Ok(read) = bundle::decode(&bundle, width) {
                assert_eq!(read.len(), usize::from(width));
                assert_eq!(bundle::encode(&read).unwrap_or_default(), bundle);
            }
        }
    });
}
