//! Signed notes, checkpoints and cosignatures: the vector that Go's note package accepts, and hostile texts.
#![allow(
    missing_docs,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use data_encoding::BASE64;
use ostrakon_crypto::{ml_dsa, signature::SigningKey};
use ostrakon_record::tlog::{
    Checkpoint, KeyName, NodeHash, Note, SignedCheckpoint, VerifierKey,
    checkpoint::{CheckpointError, log_key},
    cosignature::{Cosigner, LATEST},
    note::{NOTE_LIMIT, NoteError, NoteSignature, SIGNATURE_LIMIT, SignatureLineError},
    vkey::{PublicKey, VerifierKeyError},
};
use proptest::prelude::*;
use std::sync::LazyLock;

const LOG: &str = "board.example/e1+b5d34cc6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
const WITNESS: &str = "wit.example/w1+92d4f1c8+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X";
const NOTE: &str = "board.example/e1
300
hOE+weA3FVrmGXV1mbLNIa2lpWXg/ZsxOcDDxsG4rak=

— board.example/e1 tdNMxqTG68yztxM9MT3F0SME3o+JAag6mfWKw9b2WQ0ZU8sPpoTpriaGKuUXtT26WmcjORgFtydYdqEXT+xal/qhRwc=
— wit.example/w1 ktTxyAAAAABlU/EAzxbYlt585BInwi3sWoMt4WtB7/JDkt8fM5E26+DlOCxEVJd4eNlteN2x7ggg3WfoKZxrAP+gDJbJjwbvsnJ9Cw==
";
const TIME: u64 = 1_700_000_000;

static LOG_KEY: LazyLock<VerifierKey> = LazyLock::new(|| LOG.parse().unwrap());
static WITNESS_KEY: LazyLock<VerifierKey> = LazyLock::new(|| WITNESS.parse().unwrap());

fn key(first: u8) -> SigningKey {
    SigningKey::from_seed(&core::array::from_fn(|i| first + u8::try_from(i).unwrap()))
}

fn name(name: &str) -> KeyName {
    KeyName::new(name).unwrap()
}

fn checkpoint() -> Checkpoint {
    Checkpoint {
        origin: name("board.example/e1"),
        size: 300,
        root: "hOE+weA3FVrmGXV1mbLNIa2lpWXg/ZsxOcDDxsG4rak=".parse().unwrap(),
    }
}

fn cosigner() -> Cosigner {
    Cosigner::ed25519(name("wit.example/w1"), key(0x20))
}

#[test]
fn the_vector_comes_out_byte_for_byte() {
    assert_eq!(
        log_key(&name("board.example/e1"), key(0).verifying_key()).to_string(),
        LOG
    );
    assert_eq!(cosigner().verifier_key().to_string(), WITNESS);
    let cosignature = cosigner().cosign(&checkpoint(), TIME).unwrap();
    let signed = checkpoint().sign(&key(0)).with([cosignature]).unwrap();
    assert_eq!(signed.to_string(), NOTE);
}

#[test]
fn the_vector_verifies() {
    let signed = SignedCheckpoint::open(NOTE, &LOG_KEY).unwrap();
    assert_eq!(*signed.checkpoint(), checkpoint());
    assert_eq!(signed.note().verify(&LOG_KEY).unwrap().unwrap().time, None);
    assert_eq!(
        signed.note().verify(&WITNESS_KEY).unwrap().unwrap().time,
        Some(TIME)
    );
    assert_eq!(signed.to_string(), NOTE);
}

/// The witness's key under the log's type: another id, so another key.
#[test]
fn unknown_keys_are_ignored() {
    let note: Note = NOTE.parse().unwrap();
    for stranger in [
        VerifierKey::new(
            name("wit.example/w1"),
            PublicKey::Ed25519(key(0x20).verifying_key()),
        ),
        VerifierKey::new(
            name("wit.example/w1"),
            PublicKey::Ed25519Cosigner(key(0).verifying_key()),
        ),
        VerifierKey::new(
            name("wit.example/w2"),
            PublicKey::Ed25519Cosigner(key(0x20).verifying_key()),
        ),
    ] {
        assert_eq!(note.verify(&stranger), Ok(None), "{stranger}");
    }
    let other = log_key(&name("board.example/e1"), key(1).verifying_key());
    assert_eq!(
        SignedCheckpoint::open(NOTE, &other),
        Err(CheckpointError::Unsigned {
            origin: name("board.example/e1"),
            id: other.id(),
        })
    );
}

#[test]
fn another_logs_checkpoint_is_refused() {
    let other = log_key(&name("board.example/e2"), key(0).verifying_key());
    assert_eq!(
        SignedCheckpoint::open(NOTE, &other),
        Err(CheckpointError::OtherLog {
            expected: name("board.example/e2"),
            found: name("board.example/e1"),
        })
    );
}

/// A signature by a stranger who claims to be somebody else does not go unnoticed, wherever it stands.
#[test]
fn a_known_key_that_fails_rejects_the_note() {
    let forged = NOTE
        .lines()
        .last()
        .unwrap()
        .replace("bJjwbvsnJ9Cw==", "bJjwbvsnJ9Cg==");
    let error = NoteError::Signature {
        name: name("wit.example/w1"),
        id: WITNESS_KEY.id(),
    };
    let note: Note = format!("{NOTE}{forged}\n").parse().unwrap();
    assert_eq!(note.verify(&WITNESS_KEY), Err(error));
    assert!(note.verify(&LOG_KEY).unwrap().is_some());
}

#[test]
fn the_last_of_several_cosignatures_counts() {
    let cosign = |time| cosigner().cosign(&checkpoint(), time).unwrap();
    let signed = checkpoint()
        .sign(&key(0))
        .with([cosign(7), cosign(9), cosign(8), cosign(9)]);
    let note = signed.unwrap().note().clone();
    assert_eq!(note.signatures().len(), 4);
    assert_eq!(note.verify(&WITNESS_KEY).unwrap().unwrap().time, Some(9));
}

#[test]
fn times_end_at_2_to_the_63() {
    let signature = cosigner().cosign(&checkpoint(), LATEST).unwrap();
    let signed = checkpoint().sign(&key(0)).with([signature]).unwrap();
    let signed = signed.note().verify(&WITNESS_KEY).unwrap().unwrap();
    assert_eq!(signed.time, Some(LATEST));
    assert!(cosigner().cosign(&checkpoint(), LATEST + 1).is_err());
}

#[test]
fn texts_that_are_no_notes() {
    let [text, signatures] = NOTE.split("\n\n").collect::<Vec<_>>()[..] else {
        unreachable!()
    };
    let line = signatures.lines().next().unwrap();
    let at = |number, error| NoteError::Line { number, error };
    let many = format!("{line}\n").repeat(SIGNATURE_LIMIT + 1);
    for (wrong, error) in [
        (String::new(), NoteError::Separator),
        (text.to_owned(), NoteError::Separator),
        (format!("{text}\n"), NoteError::Separator),
        (format!("{text}\n\n"), NoteError::Count { count: 0 }),
        (format!("{text}\n{signatures}"), NoteError::Separator),
        (format!("{text}\r\n\n{signatures}"), NoteError::Control),
        (format!("{text}\n\n{line}\0\n"), NoteError::Control),
        (format!("{text}\n\n{line}\t\n"), NoteError::Control),
        (format!("{text}\n\n{line}"), at(1, SignatureLineError::Form)),
        (
            format!("{text}\n\n{line}\n{line} \n"),
            at(2, SignatureLineError::Signature),
        ),
        (format!("{text}\n\n {line}\n"), at(1, SignatureLineError::Form)),
        (
            format!("{text}\n\n{}\n", line.replace('—', "-")),
            at(1, SignatureLineError::Form),
        ),
        (
            format!("{text}\n\n{line}\nmore\n"),
            at(2, SignatureLineError::Form),
        ),
        (
            format!("{text}\n\n— a AAAAAA==\n"),
            at(1, SignatureLineError::Signature),
        ),
        (
            format!("{text}\n\n— a AAAAAAA\n"),
            at(1, SignatureLineError::Signature),
        ),
        (
            format!("{text}\n\n— a AAAAAAB=\n"),
            at(1, SignatureLineError::Signature),
        ),
        (
            format!("{text}\n\n— a AAAAAA==AAAA\n"),
            at(1, SignatureLineError::Signature),
        ),
        (
            format!("{text}\n\n{many}"),
            NoteError::Count {
                count: SIGNATURE_LIMIT + 1,
            },
        ),
        (
            "x".repeat(NOTE_LIMIT + 1),
            NoteError::Length {
                length: NOTE_LIMIT + 1,
            },
        ),
    ] {
        assert_eq!(wrong.parse::<Note>(), Err(error), "{wrong:.400?}");
    }
    for name in ["", "a+b", "a\u{2003}b", &"n".repeat(256)] {
        let note = format!("{text}\n\n— {name} AAAAAAA=\n");
        let Err(NoteError::Line {
            number: 1,
            error: SignatureLineError::Name(error),
        }) = note.parse::<Note>()
        else {
            unreachable!("{name:?} names a key");
        };
        assert_eq!(error.name, name);
    }
}

#[test]
fn as_many_signatures_as_allowed_are_read() {
    let signatures: String = (0..SIGNATURE_LIMIT)
        .map(|time| {
            cosigner()
                .cosign(&checkpoint(), u64::try_from(time).unwrap())
                .unwrap()
                .to_string()
        })
        .collect();
    let note: Note = format!("{}\n{signatures}", checkpoint()).parse().unwrap();
    assert_eq!(note.signatures().len(), SIGNATURE_LIMIT);
    assert_eq!(note.verify(&WITNESS_KEY).unwrap().unwrap().time, Some(63));
    let one_more = checkpoint().sign(&key(0)).note().signatures().to_vec();
    assert_eq!(
        note.with(one_more),
        Err(NoteError::Count {
            count: SIGNATURE_LIMIT + 1
        })
    );
}

#[test]
fn a_note_is_as_long_as_allowed() {
    let line = "\n— a AAAAAAA=\n";
    let note = format!("{}\n{line}", "x".repeat(NOTE_LIMIT - 1 - line.len()));
    assert_eq!(note.len(), NOTE_LIMIT);
    assert_eq!(note.parse::<Note>().unwrap().to_string(), note);
    let length = NOTE_LIMIT + 1;
    assert_eq!(
        format!("x{note}").parse::<Note>(),
        Err(NoteError::Length { length })
    );
}

/// The last empty line separates; those before are text.
#[test]
fn a_text_can_have_empty_lines() {
    let signature: NoteSignature = "— a AAAAAAA=\n".parse().unwrap();
    for text in [
        "\n",
        "a\n",
        "a\n\n",
        "a\n\nb\n",
        "\n\n\na\n",
        "— a AAAAAAA=\n\nb\n",
    ] {
        let note = Note::new(text.to_owned(), vec![signature.clone()]).unwrap();
        assert_eq!(note.to_string().parse(), Ok(note.clone()));
        assert_eq!(note.text(), text);
    }
    for (text, error) in [
        ("", NoteError::Text),
        ("a", NoteError::Text),
        ("\u{7}\n", NoteError::Control),
    ] {
        assert_eq!(Note::new(text.to_owned(), vec![signature.clone()]), Err(error));
    }
    assert_eq!(
        Note::new("a\n".to_owned(), vec![]),
        Err(NoteError::Count { count: 0 })
    );
}

#[test]
fn texts_that_are_no_checkpoints() {
    let root = "hOE+weA3FVrmGXV1mbLNIa2lpWXg/ZsxOcDDxsG4rak=";
    let size = |found: &str| CheckpointError::Size {
        found: found.to_owned(),
    };
    let no_root = |found: &str| CheckpointError::Root {
        found: found.to_owned(),
    };
    for (wrong, error) in [
        (String::new(), CheckpointError::Form),
        (format!("a\n1\n{root}"), CheckpointError::Form),
        (format!("a\n1\n{root}\nextension\n"), CheckpointError::Form),
        (format!("a\n1\n{root}\n\n"), CheckpointError::Form),
        ("a\n1\n".to_owned(), CheckpointError::Form),
        (format!("a\n\n{root}\n"), size("")),
        (format!("a\n01\n{root}\n"), size("01")),
        (format!("a\n+1\n{root}\n"), size("+1")),
        (format!("a\n-1\n{root}\n"), size("-1")),
        (format!("a\n 1\n{root}\n"), size(" 1")),
        (
            format!("a\n9223372036854775808\n{root}\n"),
            size("9223372036854775808"),
        ),
        (
            format!("a\n99999999999999999999\n{root}\n"),
            size("99999999999999999999"),
        ),
        ("a\n1\n\n".to_owned(), no_root("")),
        ("a\n1\nAAAA\n".to_owned(), no_root("AAAA")),
        (format!("a\n1\n{root} \n"), no_root(&format!("{root} "))),
        (
            format!("a\n1\n{}\n", root.replace("rak=", "ral=")),
            no_root(&root.replace("rak=", "ral=")),
        ),
    ] {
        assert_eq!(wrong.parse::<Checkpoint>(), Err(error), "{wrong:?}");
    }
    for origin in ["", "a b", "a+b"] {
        let Err(CheckpointError::Origin(error)) = format!("{origin}\n1\n{root}\n").parse::<Checkpoint>()
        else {
            unreachable!("{origin:?} is an origin");
        };
        assert_eq!(error.name, origin);
    }
    for size in [0, 1, u64::MAX >> 1] {
        let checkpoint = Checkpoint { size, ..checkpoint() };
        assert_eq!(checkpoint.to_string().parse(), Ok(checkpoint));
    }
}

/// A library that reads several padded pieces as one would make two texts of one tree.
#[test]
fn a_hash_has_one_form() {
    let hash = NodeHash::from_bytes([7; 32]);
    assert_eq!(hash.to_string().parse(), Ok(hash));
    let pieces = format!("{}{}", BASE64.encode(&[7; 1]), BASE64.encode(&[7; 31]));
    pieces.parse::<NodeHash>().unwrap_err();
}

#[test]
fn texts_that_are_no_vkeys() {
    assert_eq!(LOG_KEY.to_string(), LOG);
    let wrong_id = VerifierKeyError::Id {
        expected: LOG_KEY.id(),
        found: WITNESS_KEY.id(),
    };
    for (wrong, error) in [
        (String::new(), VerifierKeyError::Form),
        (LOG.replace('+', " "), VerifierKeyError::Form),
        (LOG.replace("b5d34cc6", "B5D34CC6"), VerifierKeyError::Form),
        (LOG.replace("b5d34cc6", "b5d34cc"), VerifierKeyError::Form),
        (LOG.replace("b5d34cc6", "b5d34cc600"), VerifierKeyError::Form),
        (LOG.replace("b5d34cc6", "92d4f1c8"), wrong_id),
        (format!("{LOG}\n"), VerifierKeyError::Form),
        (
            LOG.replace("AQOh", "AgOh"),
            VerifierKeyError::Type { type_byte: 2 },
        ),
        (LOG.replace("VTG4", ""), VerifierKeyError::Key),
        ("a+00000000+AQ==".to_owned(), VerifierKeyError::Key),
        ("a+00000000+".to_owned(), VerifierKeyError::Form),
        ("a+00000000+AQ==AQ==".to_owned(), VerifierKeyError::Form),
        // The identity, a point of small order.
        (
            "a+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned(),
            VerifierKeyError::Key,
        ),
    ] {
        assert_eq!(wrong.parse::<VerifierKey>(), Err(error), "{wrong:?}");
    }
    let Err(VerifierKeyError::Name(error)) = LOG.replace("/e1", " e1").parse::<VerifierKey>() else {
        unreachable!("a name with a space");
    };
    assert_eq!(error.name, "board.example e1");
}

/// Unlike the other kind, it says who signed.
#[test]
fn ml_dsa_cosignatures_hold_for_one_name_time_and_tree() {
    let cosigner = |name_: &str| Cosigner::ml_dsa_44(name(name_), ml_dsa::SigningKey::from_seed(&[7; 32]));
    let witness = cosigner("w");
    let signed = checkpoint().sign(&key(0));
    let honest = signed
        .clone()
        .with([witness.cosign(&checkpoint(), TIME).unwrap()])
        .unwrap();
    let public = witness.verifier_key();
    assert_eq!(honest.note().verify(public).unwrap().unwrap().time, Some(TIME));
    assert_eq!(public.to_string().parse().as_ref(), Ok(public));
    assert_eq!(honest.to_string().parse().as_ref(), Ok(honest.note()));

    let line = |bytes: Vec<u8>| {
        let id = public.id();
        let payload = BASE64.encode(&[id.as_bytes().as_slice(), &bytes].concat());
        format!("— w {payload}\n").parse::<NoteSignature>().unwrap()
    };
    let bytes = honest.note().signatures()[1].as_bytes().to_vec();
    let flipped = |position: usize| {
        let mut bytes = bytes.clone();
        bytes[position] ^= 1;
        bytes
    };
    let other_name = cosigner("v").cosign(&checkpoint(), TIME).unwrap();
    let fork = Checkpoint {
        size: 301,
        ..checkpoint()
    };
    let other_tree = witness.cosign(&fork, TIME).unwrap();
    for wrong in [
        flipped(7),
        flipped(8),
        flipped(1_000),
        flipped(bytes.len() - 1),
        bytes[..bytes.len() - 1].to_vec(),
        [bytes.as_slice(), &[0]].concat(),
        bytes[..8].to_vec(),
        other_name.as_bytes().to_vec(),
        other_tree.as_bytes().to_vec(),
    ] {
        let forged = signed.clone().with([line(wrong)]).unwrap();
        assert!(matches!(
            forged.note().verify(public),
            Err(NoteError::Signature { .. })
        ));
    }
}

proptest! {
    /// Whatever bit changes, the note is refused by the log's key or by the witness's. What hides one of the two from
    /// its verifier is the name or the id before the signature: then that key has not signed.
    #[test]
    fn any_flipped_bit_is_noticed(position in 0..NOTE.len(), bit in 0..8_u32) {
        let mut bytes = NOTE.as_bytes().to_vec();
        bytes[position] ^= 1 << bit;
        if let Ok(text) = String::from_utf8(bytes) {
            let signed = SignedCheckpoint::open(&text, &LOG_KEY);
            let cosigned = signed.map(|signed| signed.note().verify(&WITNESS_KEY));
            prop_assert!(!matches!(cosigned, Ok(Ok(Some(_)))), "{text}");
        }
    }

    #[test]
    fn notes_round_trip(
        lines in prop::collection::vec("[^\\x00-\\x1f]{0,20}", 1..5),
        size in 0..=u64::MAX >> 1,
        root: [u8; 32],
        seed: [u8; 32],
        time in 0..=LATEST,
    ) {
        let checkpoint = Checkpoint { origin: name("o"), size, root: NodeHash::from_bytes(root) };
        let key = SigningKey::from_seed(&seed);
        let log = log_key(&checkpoint.origin, key.verifying_key());
        let cosigner = Cosigner::ed25519(name("w"), SigningKey::from_seed(&seed));
        let signed = checkpoint.sign(&key).with([cosigner.cosign(&checkpoint, time).unwrap()]).unwrap();
        prop_assert_eq!(&SignedCheckpoint::open(&signed.to_string(), &log).unwrap(), &signed);
        let found = signed.note().verify(cosigner.verifier_key()).unwrap().unwrap();
        prop_assert_eq!(found.time, Some(time));

        let note = Note::new(lines.join("\n") + "\n", signed.note().signatures().to_vec()).unwrap();
        prop_assert_eq!(note.to_string().parse(), Ok(note));
    }

    #[test]
    fn nothing_panics(text in "(— |[a+ \n—=0-9A-Z/]){0,60}") {
        if let Ok(note) = text.parse::<Note>() {
            prop_assert_eq!(note.to_string(), text);
        }
    }
}
