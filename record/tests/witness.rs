//! What a witness answers to honest and dishonest logs, and inclusion receipts.
#![allow(
    missing_docs,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use core::convert::Infallible;
use ostrakon_crypto::signature::SigningKey;
use ostrakon_record::tlog::{
    Checkpoint, Frontier, KeyName, NodeHash, Policy, SignedCheckpoint, TlogProof, VerifierKey,
    add_checkpoint::{AddCheckpoint, Answer, AnswerError, Refusal, RequestError, Response, TreeHead},
    checkpoint::{CheckpointError, log_key},
    cosignature::Cosigner,
    proof::{ProofError, ProofLinesError, consistency_proof, inclusion_proof},
    tlog_proof::{TlogProofError, TlogProofParseError},
};
use proptest::prelude::*;

fn key(number: u8) -> SigningKey {
    SigningKey::from_seed(&[number; 32])
}

fn name(name: &str) -> KeyName {
    KeyName::new(name).unwrap()
}

fn log() -> VerifierKey {
    log_key(&name("board.example/e1"), key(0).verifying_key())
}

fn witness() -> Cosigner {
    Cosigner::ed25519(name("wit.example/w"), key(1))
}

fn leaf(index: u64) -> NodeHash {
    NodeHash::of_leaf(index.to_string().as_bytes())
}

#[allow(clippy::unnecessary_wraps, reason = "readers can fail")]
fn subtree(level: u8, index: u64) -> Result<NodeHash, Infallible> {
    let leaves = (index << level)..((index + 1) << level);
    Ok(leaves.map(leaf).collect::<Frontier>().root())
}

fn checkpoint(size: u64) -> Checkpoint {
    Checkpoint {
        origin: name("board.example/e1"),
        size,
        root: (0..size).map(leaf).collect::<Frontier>().root(),
    }
}

fn request(old: u64, size: u64) -> AddCheckpoint<SignedCheckpoint> {
    AddCheckpoint {
        old,
        proof: consistency_proof(old, size, subtree).unwrap(),
        checkpoint: checkpoint(size).sign(&key(0)),
    }
}

/// What a witness does, without the storing.
fn answer(last: &TreeHead, body: &str) -> Result<TreeHead, Refusal> {
    let request: AddCheckpoint<_> = body.parse().map_err(Refusal::from)?;
    request.authenticate([&log()])?.judge(last)
}

fn status(last: &TreeHead, body: &str) -> u16 {
    Response::from(&answer(last, body).unwrap_err()).status
}

#[test]
fn honest_requests_are_cosigned_one_after_the_other() {
    let mut last = TreeHead::default();
    for (old, size) in [(0, 0), (0, 3), (3, 3), (3, 256), (256, 300)] {
        let body = request(old, size).to_string();
        last = answer(&last, &body).unwrap();
        assert_eq!(last, TreeHead::from(&checkpoint(size)));
    }
    let signature = witness().cosign(&checkpoint(300), 7).unwrap();
    let response = Response::cosigned(core::slice::from_ref(&signature));
    assert_eq!(
        (response.status, response.body.as_str()),
        (200, signature.to_string().as_str())
    );
    assert_eq!(
        Answer::parse(200, &response.body),
        Ok(Answer::Cosigned(vec![signature]))
    );
}

#[test]
fn another_size_than_the_last_is_a_conflict() {
    let last = TreeHead::from(&checkpoint(5));
    for old in [0, 4, 6, 8] {
        let refusal = answer(&last, &request(old, 8).to_string()).unwrap_err();
        assert_eq!(refusal, Refusal::Conflict { size: 5 });
        let response = Response::from(&refusal);
        assert_eq!(
            (response.status, response.content_type),
            (409, "text/x.tlog.size")
        );
        assert_eq!(
            Answer::parse(409, &response.body),
            Ok(Answer::Conflict { size: 5 })
        );
        assert_eq!(response.body, "5\n");
    }
}

#[test]
fn a_tree_that_does_not_continue_is_refused() {
    let last = TreeHead::from(&checkpoint(5));
    let mut short = request(5, 8);
    short.proof.pop();
    let mut long = request(5, 8);
    long.proof.push(NodeHash::EMPTY);
    let mut changed = request(5, 8);
    changed.proof[1] = NodeHash::EMPTY;
    let fork = |size| {
        Checkpoint {
            root: leaf(99),
            ..checkpoint(size)
        }
        .sign(&key(0))
    };
    let same_size = AddCheckpoint {
        checkpoint: fork(5),
        ..request(5, 5)
    };
    let larger = AddCheckpoint {
        checkpoint: fork(8),
        ..request(5, 8)
    };
    for (request, error) in [
        (
            &short,
            ProofError::Length {
                expected: 4,
                found: 3,
            },
        ),
        (
            &long,
            ProofError::Length {
                expected: 4,
                found: 5,
            },
        ),
        (&changed, ProofError::NewRoot),
        (&same_size, ProofError::NewRoot),
        (&larger, ProofError::NewRoot),
    ] {
        let refusal = answer(&last, &request.to_string()).unwrap_err();
        assert_eq!(Response::from(&refusal).status, 422);
        let Refusal::Inconsistent(found) = refusal else {
            unreachable!("{refusal}");
        };
        assert!(
            found == error || found == ProofError::OldRoot,
            "{found} instead of {error}"
        );
    }
    // The first tree of a log needs no proof, and can have none.
    let mut first = request(0, 8);
    assert!(answer(&TreeHead::default(), &first.to_string()).is_ok());
    first.proof.push(NodeHash::EMPTY);
    assert_eq!(status(&TreeHead::default(), &first.to_string()), 422);
}

#[test]
fn strangers_are_refused_before_anything_is_looked_up() {
    let body = request(0, 8).to_string();
    let parse = || body.parse::<AddCheckpoint<_>>().unwrap();
    let nobody = parse().authenticate([]).unwrap_err();
    assert_eq!(
        nobody,
        Refusal::UnknownLog {
            origin: name("board.example/e1")
        }
    );
    assert_eq!(Response::from(&nobody).status, 404);
    let other = log_key(&name("board.example/e1"), key(9).verifying_key());
    let untrusted = parse().authenticate([&other]).unwrap_err();
    assert!(
        matches!(untrusted, Refusal::Untrusted(CheckpointError::Unsigned { .. })),
        "{untrusted}"
    );
    assert_eq!(Response::from(&untrusted).status, 403);
    // Two keys of one log: either will do.
    assert!(parse().authenticate([&other, &log()]).is_ok() && parse().authenticate([&log(), &other]).is_ok());
    let forged = body.replace("\n8\n", "\n9\n");
    assert_eq!(status(&TreeHead::default(), &forged), 403);
    let order = AddCheckpoint {
        old: 9,
        ..request(8, 8)
    }
    .to_string();
    assert_eq!(
        answer(&TreeHead::default(), &order),
        Err(Refusal::Order { old: 9, size: 8 })
    );
    assert_eq!(status(&TreeHead::default(), &order), 400);
}

#[test]
fn texts_that_are_no_requests() {
    let body = request(5, 8).to_string();
    let hashes = format!("{}\n", NodeHash::EMPTY).repeat(64);
    for (wrong, error) in [
        (String::new(), RequestError::Separator),
        (body.replace("\n\n", "\n"), RequestError::Separator),
        (body.replace("old 5", "old"), RequestError::Old),
        (body.replace("old 5", "old 05"), RequestError::Old),
        (body.replace("old 5", "old -5"), RequestError::Old),
        (body.replace("old 5", "old 5 "), RequestError::Old),
        (body.replace("old 5", "new 5"), RequestError::Old),
        (
            body.replace("old 5", "old 9223372036854775808"),
            RequestError::Old,
        ),
        (
            body.replace("old 5", "old 5\n!"),
            ProofLinesError::Hash { number: 1 }.into(),
        ),
        (
            body.replace("old 5\n", &format!("old 5\n{hashes}")),
            ProofLinesError::Length.into(),
        ),
    ] {
        assert_eq!(
            answer(&TreeHead::default(), &wrong),
            Err(Refusal::Malformed(error)),
            "{wrong}"
        );
    }
    for wrong in [
        body.replace("board.example/e1\n8", "board.example/e1\n08"),
        format!("{body}more"),
        body.replace('—', "-"),
    ] {
        assert_eq!(status(&TreeHead::default(), &wrong), 400, "{wrong}");
    }
}

#[test]
fn answers_are_read_strictly() {
    for (status, answer) in [
        (400, Answer::Malformed),
        (403, Answer::Untrusted),
        (404, Answer::UnknownLog),
        (422, Answer::Inconsistent),
    ] {
        assert_eq!(Answer::parse(status, "whatever"), Ok(answer));
    }
    for status in [201, 301, 429, 500] {
        assert_eq!(Answer::parse(status, ""), Err(AnswerError::Status { status }));
    }
    for body in ["", "5", "05\n", "5\n\n", "-5\n", "five\n"] {
        assert_eq!(
            Answer::parse(409, body),
            Err(AnswerError::Size {
                body: body.to_owned()
            })
        );
    }
    for body in ["", "\n", "— a AAAAAAA=", "— a AAAAAAA=\n\n", "AAAAAAA=\n"] {
        assert!(
            matches!(Answer::parse(200, body), Err(AnswerError::Cosignatures(_))),
            "{body:?}"
        );
    }
}

fn policy() -> Policy {
    let witness = witness();
    format!("log {}\nwitness w {}\nquorum w\n", log(), witness.verifier_key())
        .parse()
        .unwrap()
}

fn receipt(index: u64, size: u64) -> TlogProof {
    let signature = witness().cosign(&checkpoint(size), 7).unwrap();
    TlogProof {
        extra: None,
        index,
        hashes: inclusion_proof(index, size, subtree).unwrap(),
        checkpoint: checkpoint(size)
            .sign(&key(0))
            .with([signature])
            .unwrap()
            .to_string(),
    }
}

#[test]
fn a_receipt_proves_its_line_and_no_other() {
    let policy = policy();
    let receipt = receipt(77, 300);
    assert_eq!(receipt.hashes.len(), 9);
    let text = receipt.to_string();
    assert!(text.starts_with("c2sp.org/tlog-proof@v1\nindex 77\n"), "{text}");
    let read: TlogProof = text.parse().unwrap();
    assert_eq!(read, receipt);
    assert_eq!(
        *read.verify(&leaf(77), &policy).unwrap().checkpoint(),
        checkpoint(300)
    );
    let inclusion = Err(TlogProofError::Inclusion(ProofError::Root));
    assert_eq!(read.verify(&leaf(78), &policy).map(drop), inclusion);
    let moved = TlogProof {
        index: 78,
        ..read.clone()
    };
    assert_eq!(moved.verify(&leaf(77), &policy).map(drop), inclusion);
    let unwitnessed = TlogProof {
        checkpoint: checkpoint(300).sign(&key(0)).to_string(),
        ..read.clone()
    };
    assert!(matches!(
        unwitnessed.verify(&leaf(77), &policy),
        Err(TlogProofError::Quorum(_))
    ));
    let by_another = TlogProof {
        checkpoint: checkpoint(300).sign(&key(9)).to_string(),
        ..read
    };
    assert!(matches!(
        by_another.verify(&leaf(77), &policy),
        Err(TlogProofError::Checkpoint(_))
    ));
}

#[test]
fn texts_that_are_no_receipts() {
    let text = receipt(5, 8).to_string();
    let hashes = format!("index 5\n{}", format!("{}\n", NodeHash::EMPTY).repeat(61));
    for (wrong, error) in [
        (String::new(), TlogProofParseError::Separator),
        (text.replace("\n\n", "\n"), TlogProofParseError::Separator),
        (text.replace("@v1", "@v2"), TlogProofParseError::Version),
        (format!("\n{text}"), TlogProofParseError::Version),
        (text.replace("index 5", "index 05"), TlogProofParseError::Index),
        (text.replace("index 5\n", ""), TlogProofParseError::Index),
        (
            text.replace("index", "extra AAA=\nextra AAA=\nindex"),
            TlogProofParseError::Index,
        ),
        (
            text.replace("index", "extra AAA\nindex"),
            TlogProofParseError::Extra,
        ),
        (
            text.replace("index", "extra AA==AA==\nindex"),
            TlogProofParseError::Extra,
        ),
        (
            text.replace("index 5", "index 5\nextra AAA="),
            ProofLinesError::Hash { number: 1 }.into(),
        ),
        (text.replace("index 5\n", &hashes), ProofLinesError::Length.into()),
    ] {
        assert_eq!(wrong.parse::<TlogProof>(), Err(error), "{wrong}");
    }
    let extra = TlogProof {
        extra: Some(vec![0, 1, 255]),
        ..receipt(5, 8)
    };
    assert!(extra.to_string().contains("\nextra AAH/\nindex 5\n"));
    assert_eq!(extra.to_string().parse(), Ok(extra));
}

proptest! {
    #[test]
    fn any_flipped_bit_of_a_receipt_is_noticed(position: prop::sample::Index, bit in 0..8_u32) {
        let policy = policy();
        let mut bytes = receipt(5, 8).to_string().into_bytes();
        let position = position.index(bytes.len());
        bytes[position] ^= 1 << bit;
        if let Ok(text) = String::from_utf8(bytes) {
            let verified = text.parse::<TlogProof>().map(|receipt| receipt.verify(&leaf(5), &policy).is_ok());
            prop_assert!(verified != Ok(true), "{}", text);
        }
    }

    #[test]
    fn requests_and_receipts_round_trip(old in 0..40_u64, more in 0..40_u64, index: prop::sample::Index) {
        let size = old + more;
        let body = request(old, size).to_string();
        let last = TreeHead::from(&checkpoint(old));
        prop_assert_eq!(answer(&last, &body), Ok(TreeHead::from(&checkpoint(size))));
        let index = u64::try_from(index.index(usize::try_from(size + 1).unwrap())).unwrap();
        let receipt = receipt(index, size + 1);
        prop_assert!(receipt.verify(&leaf(index), &policy()).is_ok());
        prop_assert_eq!(receipt.to_string().parse(), Ok(receipt));
    }
}
