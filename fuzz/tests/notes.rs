//! Every decoder of the log's signed texts (docs/record.md §8 to §10): none panics, each accepts one form only, and nothing
//! that was not signed counts as signed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use core::convert::Infallible;
use ostrakon_crypto::{ml_dsa, signature::SigningKey};
use ostrakon_fuzz::{Commands, damage::damage, fuzz};
use ostrakon_record::tlog::{
    Checkpoint, Frontier, KeyName, NodeHash, Note, Policy, SignedCheckpoint, TlogProof, VerifierKey,
    WitnessedCheckpoint,
    add_checkpoint::{AddCheckpoint, Answer, TreeHead},
    checkpoint::{UnverifiedCheckpoint, log_key},
    cosignature::Cosigner,
    note::NoteSignature,
    proof::{consistency_proof, inclusion_proof},
};
use std::sync::OnceLock;

/// Lines of the log, and of the tree that a witness cosigned before.
const SIZE: u64 = 12;
const OLD: u64 = 5;
/// The line that has a receipt.
const INDEX: u64 = 7;
const TIME: u64 = 1_700_000_000;

/// What is honest: a log, two witnesses of both kinds, and all that they write.
struct Texts {
    log: VerifierKey,
    policy: Policy,
    checkpoint: Checkpoint,
    /// A note, a policy, a request, a receipt, signature lines, a vkey.
    all: Vec<String>,
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
        origin: KeyName::new("board.example/e1").unwrap(),
        size,
        root: (0..size).map(leaf).collect::<Frontier>().root(),
    }
}

fn texts() -> &'static Texts {
    static TEXTS: OnceLock<Texts> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let key = SigningKey::from_seed(&[0; 32]);
        let name = |name| KeyName::new(name).unwrap();
        let witnesses = [
            Cosigner::ed25519(name("wit.example/w1"), SigningKey::from_seed(&[1; 32])),
            Cosigner::ml_dsa_44(name("wit.example/w2"), ml_dsa::SigningKey::from_seed(&[2; 32])),
        ];
        let checkpoint = checkpoint(SIZE);
        let log = log_key(&checkpoint.origin, key.verifying_key());
        let keys = witnesses.each_ref().map(Cosigner::verifier_key);
        let policy = format!(
            "# Both.\nlog {log}\nwitness w1 {}\nwitness w2 {} https://wit.example\ngroup g all w1 w2\nquorum g\n",
            keys[0], keys[1]
        );
        let signatures = witnesses.each_ref().map(|witness| witness.cosign(&checkpoint, TIME).unwrap());
        let lines = signatures.iter().map(NoteSignature::to_string).collect();
        let signed = checkpoint.sign(&key).with(signatures).unwrap();
        let receipt = TlogProof {
            extra: Some(vec![1, 2, 3]),
            index: INDEX,
            hashes: inclusion_proof(INDEX, SIZE, subtree).unwrap(),
            checkpoint: signed.to_string(),
        };
        let all = vec![
            signed.to_string(),
            policy.clone(),
            receipt.to_string(),
            lines,
            log.to_string(),
            AddCheckpoint {
                old: OLD,
                proof: consistency_proof(OLD, SIZE, subtree).unwrap(),
                checkpoint: signed,
            }
            .to_string(),
        ];
        let policy = policy.parse().unwrap();
        Texts { log, policy, checkpoint, all }
    })
}

/// What is read is written as it was.
fn one_form(text: &str) {
    fn same<T: core::str::FromStr + ToString>(text: &str) {
        if let Ok(read) = text.parse::<T>() {
            assert_eq!(read.to_string(), text);
        }
    }
    same::<Note>(text);
    same::<NoteSignature>(text);
    same::<Checkpoint>(text);
    same::<VerifierKey>(text);
    same::<NodeHash>(text);
    same::<TlogProof>(text);
    if let Ok(name) = KeyName::new(text) {
        assert_eq!(name.to_string(), text);
    }
    // A policy can be written in several ways, of which one is the shortest.
    if let Ok(policy) = text.parse::<Policy>() {
        let shortest = policy.to_string();
        assert_eq!(shortest.parse(), Ok(policy));
    }
    if let Ok(signatures) = NoteSignature::parse_lines(text) {
        let lines: String = signatures.iter().map(NoteSignature::to_string).collect();
        assert_eq!(lines, text);
    }
    for status in [200, 409] {
        let _ = Answer::parse(status, text);
    }
}

/// Whoever has none of the keys proves nothing but what was signed.
fn nothing_forged(text: &str) {
    let Texts {
        log,
        policy,
        checkpoint: honest,
        ..
    } = texts();
    if let Ok(signed) = SignedCheckpoint::open(text, log) {
        assert_eq!(signed.checkpoint(), honest);
    }
    if let Ok(witnessed) = WitnessedCheckpoint::open(text, policy) {
        assert_eq!(witnessed.checkpoint(), honest);
        let times = witnessed
            .cosignatures()
            .iter()
            .map(|cosignature| cosignature.time);
        assert!(times.eq(core::iter::repeat_n(TIME, witnessed.cosignatures().len())));
        assert_eq!(
            witnessed.check_quorum().is_ok(),
            witnessed.cosignatures().len() == 2
        );
    }
    if let Ok(request) = text.parse::<AddCheckpoint<UnverifiedCheckpoint>>()
        && let Ok(request) = request.authenticate([log])
    {
        assert_eq!(request.checkpoint.checkpoint(), honest);
        let old = TreeHead::from(&checkpoint(OLD));
        if let Ok(new) = request.judge(&old) {
            assert_eq!(new, TreeHead::from(honest));
        }
        // Another history of the same size is not continued.
        let fork = TreeHead { root: leaf(0), ..old };
        assert!(request.judge(&fork).is_err(), "{text}");
    }
    if let Ok(receipt) = text.parse::<TlogProof>() {
        for index in (0..SIZE).filter(|index| *index != INDEX) {
            assert!(receipt.verify(&leaf(index), policy).is_err(), "{text}");
        }
    }
}

#[test]
fn damaged_notes() {
    let honest = &texts().all;
    for text in honest {
        nothing_forged(text);
    }
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let mut text = commands.pick(honest).clone();
        for _ in 0..=commands.below(3) {
            text = damage(&mut commands, &text, honest);
        }
        one_form(&text);
        nothing_forged(&text);
    });
}

/// Lines of honest texts, put together at random.
#[test]
fn recombined_notes() {
    let lines: Vec<&str> = texts()
        .all
        .iter()
        .flat_map(|text| text.split_inclusive('\n'))
        .collect();
    fuzz(|bytes: &[u8]| {
        let mut commands = Commands::new(bytes);
        let count = commands.below(12);
        let mut text: String = (0..count).map(|_| *commands.pick(&lines)).collect();
        if commands.below(2) == 0 {
            // Mostly in the order of a note.
            let origin = texts().checkpoint.to_string();
            text = format!("{origin}\n{text}");
        }
        one_form(&text);
        nothing_forged(&text);
    });
}
