//! A trustee decrypts nothing before the witnesses have seen the closed ballot box, and nothing but what they have seen.

use super::*;
use ostrakon_record::tlog::{Checkpoint, NodeHash};

#[tokio::test(flavor = "multi_thread")]
async fn witnesses_must_have_seen_the_closed_ballot_box() {
    let mut record = Record::new(Roles::new(SEED, 7).witnessed());
    let trustee = Trustee::of(&record, 3);
    record.advance(Stage::Voted);
    let open = record.entries().len();
    record.advance(Stage::Closed);
    let cosign = |checkpoint: &Checkpoint, witnesses: &[u8]| {
        record.cosign_checkpoint(checkpoint, witnesses).to_string()
    };
    let honest = record.checkpoint(open + 1);
    let forked = Checkpoint {
        root: NodeHash::of_leaf(b"another ballot box"),
        ..honest.clone()
    };
    let longer = Checkpoint {
        size: honest.size + 1,
        ..forked.clone()
    };
    let before = cosign(&record.checkpoint(open), &[1, 2, 3]);
    let cases = [
        (Vec::new(), 2, "gave up waiting for the witnesses"),
        (vec![before.clone()], 2, "gave up waiting for the witnesses"),
        (
            vec![cosign(&honest, &[2])],
            2,
            "gave up waiting for the witnesses",
        ),
        (
            vec![cosign(&honest, &[2, 8, 9])],
            2,
            "gave up waiting for the witnesses",
        ),
        (vec![cosign(&longer, &[1, 2])], 1, "and the board shows fewer"),
        (vec![cosign(&forked, &[1, 2])], 1, "you decrypt nothing"),
    ];
    let right = vec![before, cosign(&honest, &[3, 1])];
    let board = Liar::start(record).await;
    for (checkpoints, code, words) in cases {
        board.publish(checkpoints);
        trustee.decrypt(&board).await.ends(code, &[words]);
        assert_eq!(board.posted(), []);
        assert!(!trustee.file("decided").exists());
    }
    board.publish(right);
    let seen = format!("have seen {} lines of the log", open + 1);
    trustee
        .decrypt(&board)
        .await
        .ends(2, &[&seen, "1 of 2 trustees are ready to decrypt"]);
    assert_eq!(board.posted_kinds(), [Kind::Intent]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_nobody_watches_is_told_of() {
    let trustee = Trustee::new(3);
    let board = Liar::start(Record::honest(SEED, Stage::Closed)).await;
    trustee
        .decrypt(&board)
        .await
        .ends(2, &["warning: nobody watches this log"]);
    assert_eq!(board.posted_kinds(), [Kind::Intent]);
}
