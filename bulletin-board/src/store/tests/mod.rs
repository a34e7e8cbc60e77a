//! What must hold for every database; and, in files of their own, what holds for one.

mod postgres;
mod sqlite;

use super::*;
use ostrakon_crypto::signature::SigningKey;
use ostrakon_record::{
    body::{Abort, Body},
    entry::{Signer, Submission},
};

const ELECTION: Hash = Hash::from_bytes([7; 32]);

/// Any chained lines: the store does not judge them.
fn entries(count: u64) -> Vec<Entry> {
    let key = SigningKey::from_seed(&[1; 32]);
    let mut entries: Vec<Entry> = Vec::new();
    for time in 0..count {
        let reason = "of a test".to_owned();
        let line = Submission::sign(
            &key,
            Signer::Authority,
            &ELECTION,
            Body::Abort(Abort { time, reason }),
        );
        let prev = entries.last().map_or(Hash::ZERO, |entry| *entry.hash());
        entries.push(Entry::place(time, prev, line).unwrap());
    }
    entries
}

/// Stores lines in batches of this many.
async fn post(store: &Store, lines: &[Entry], batch: usize) {
    store.create(&ELECTION, &NewLine::of(&lines[0])).await.unwrap();
    for batch in lines[1..].chunks(batch) {
        append(store, batch).await.unwrap();
    }
}

async fn append(store: &Store, lines: &[Entry]) -> Result<(), StoreError> {
    let lines: Vec<NewLine<'_>> = lines.iter().map(NewLine::of).collect();
    append_to(store, &ELECTION, &lines).await
}

async fn append_to(store: &Store, election: &Hash, lines: &[NewLine<'_>]) -> Result<(), StoreError> {
    let turn = store.turn(election).await?;
    store.append(turn, election, lines).await
}

async fn page(store: &Store) -> Vec<String> {
    let page = store.page(&ELECTION, 0, 1_000).await.unwrap();
    page.iter().map(str::to_owned).collect()
}

/// MTH of RFC 6962 §2.1, as it is written there.
fn root(leaves: &[NodeHash]) -> NodeHash {
    match leaves {
        [] => NodeHash::EMPTY,
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            NodeHash::of_children(&root(left), &root(right))
        }
    }
}

fn leaves(lines: &[Entry]) -> Vec<NodeHash> {
    lines
        .iter()
        .map(|entry| NodeHash::of_leaf(entry.line().as_bytes()))
        .collect()
}

fn bytes(hashes: &[NodeHash]) -> Vec<u8> {
    hashes.iter().flat_map(NodeHash::as_bytes).copied().collect()
}

fn checkpoint(size: u64, root: u8) -> StoredCheckpoint {
    StoredCheckpoint {
        size,
        root: NodeHash::from_bytes([root; 32]),
        note: format!("of {size} and {root}\n"),
    }
}

fn cosignature(size: u64, name: &str, line: &str) -> StoredCosignature {
    StoredCosignature {
        size,
        name: name.to_owned(),
        key_id: [1, 2, 3, 4],
        line: line.to_owned(),
    }
}

/// A database that can be opened again.
trait Place {
    async fn new() -> Self;
    async fn open(&self) -> Store;
}

async fn what_is_stored_comes_back<P: Place>() {
    let place = P::new().await;
    let lines = entries(300);
    let store = place.open().await;
    post(&store, &lines, 299).await;
    let texts: Vec<String> = lines.iter().map(Entry::line).collect();
    assert_eq!(page(&store).await, texts[..256], "a page");
    let some = store.page(&ELECTION, 250, 260).await.unwrap();
    assert_eq!(some.len(), 10);
    assert!(some.iter().eq(&texts[250..260]));
    assert_eq!(some.into_text(), texts[250..260].join("\n") + "\n");
    let none = store.page(&Hash::ZERO, 0, 9).await.unwrap();
    assert!(none.is_empty() && none.iter().next().is_none());
    assert_eq!(none.into_text(), "");
    let head = store.head(&ELECTION).await.unwrap();
    store.close().await;
    assert!(store.is_closed());
    let again = place.open().await;
    assert_eq!(again.elections().await.unwrap(), [ELECTION]);
    assert_eq!(page(&again).await, texts[..256]);
    assert_eq!(again.head(&ELECTION).await.unwrap(), head);
}

async fn a_transaction_stores_all_lines_or_none<P: Place>() {
    let lines = entries(6);
    let place = P::new().await;
    let store = place.open().await;
    post(&store, &lines[..3], 9).await;
    let head = store.head(&ELECTION).await.unwrap();
    // The last one repeats a line.
    let batch: Vec<NewLine<'_>> = [&lines[3], &lines[4], &lines[2]]
        .into_iter()
        .map(NewLine::of)
        .collect();
    append_to(&store, &ELECTION, &batch).await.unwrap_err();
    assert_eq!(page(&store).await.len(), 3);
    assert_eq!(store.head(&ELECTION).await.unwrap(), head);
    append(&store, &lines[3..]).await.unwrap();
    assert_eq!(page(&store).await.len(), 6);
}

async fn lines_continue_the_log_that_is_there<P: Place>() {
    let lines = entries(5);
    let place = P::new().await;
    let store = place.open().await;
    post(&store, &lines[..3], 9).await;
    for (wrong, seq) in [(&lines[2..3], 2), (&lines[4..5], 4), (&lines[1..5], 1)] {
        let error = append(&store, wrong).await.unwrap_err();
        assert!(
            matches!(error, StoreError::Behind { seq: found, size: 3, .. } if found == seq),
            "{error}"
        );
    }
    // At the right place, after another line.
    let forged = Entry::place(3, Hash::ZERO, lines[3].submission().clone()).unwrap();
    let error = append(&store, &[forged]).await.unwrap_err();
    assert!(matches!(error, StoreError::Behind { seq: 3, .. }), "{error}");
    store
        .create(&ELECTION, &NewLine::of(&lines[0]))
        .await
        .unwrap_err();
    let other = Hash::from_bytes([8; 32]);
    let error = append_to(&store, &other, &[NewLine::of(&lines[0])])
        .await
        .unwrap_err();
    assert!(error.to_string().contains("there is no head"), "{error}");
    append(&store, &lines[3..]).await.unwrap();
}

async fn the_tree_grows_with_the_lines<P: Place>() {
    let lines = entries(1_100);
    let leaves = leaves(&lines);
    for batch in [1_100, 256, 77] {
        let place = P::new().await;
        let store = place.open().await;
        post(&store, &lines[..1], batch).await;
        let mut size = 1;
        for batch in lines[1..].chunks(batch) {
            append(&store, batch).await.unwrap();
            size += batch.len();
            let head = store.head(&ELECTION).await.unwrap();
            assert_eq!(head.size(), u64::try_from(size).unwrap());
            assert_eq!(head.last, *lines[size - 1].hash());
            assert_eq!(head.frontier.root(), root(&leaves[..size]), "at {size}");
        }
        for (number, tile) in (0..).zip(leaves.chunks_exact(256)) {
            let stored = store.tile(&ELECTION, 0, number).await.unwrap();
            assert_eq!(stored, Some(bytes(tile)), "tile {number}");
        }
        assert_eq!(store.tile(&ELECTION, 0, 4).await.unwrap(), None, "it is not full");
        assert_eq!(store.tile(&ELECTION, 1, 0).await.unwrap(), None);
        assert_eq!(
            store.hashes(&ELECTION, 0, 1_024, 1_100).await.unwrap(),
            leaves[1_024..]
        );
        let roots: Vec<NodeHash> = leaves.chunks_exact(256).map(root).collect();
        assert_eq!(store.hashes(&ELECTION, 1, 0, 4).await.unwrap(), roots);
        let error = store.hashes(&ELECTION, 1, 0, 5).await.unwrap_err();
        assert!(matches!(error, StoreError::Damaged { seq: 4, .. }), "{error}");
    }
}

async fn tiles_of_tiles_are_stored<P: Place>() {
    let lines = entries(65_600);
    let leaves = leaves(&lines);
    let place = P::new().await;
    let store = place.open().await;
    post(&store, &lines, 5_000).await;
    let roots: Vec<NodeHash> = leaves.chunks_exact(256).map(root).collect();
    assert_eq!(
        store.tile(&ELECTION, 1, 0).await.unwrap(),
        Some(bytes(&roots[..256]))
    );
    assert_eq!(
        store.tile(&ELECTION, 0, 255).await.unwrap(),
        Some(bytes(&leaves[65_280..65_536]))
    );
    assert_eq!(
        store.hashes(&ELECTION, 2, 0, 1).await.unwrap(),
        [root(&leaves[..65_536])]
    );
    let head = store.head(&ELECTION).await.unwrap();
    assert_eq!(head.frontier.root(), root(&leaves));
}

async fn checkpoints_only_grow<P: Place>() {
    let place = P::new().await;
    let store = place.open().await;
    post(&store, &entries(300), 100).await;
    assert_eq!(store.newest_checkpoint(&ELECTION).await.unwrap(), None);
    for size in [5, 10] {
        store
            .save_checkpoint(&ELECTION, &checkpoint(size, 1))
            .await
            .unwrap();
    }
    // Once more the same, as after an answer that was lost.
    store
        .save_checkpoint(&ELECTION, &checkpoint(10, 1))
        .await
        .unwrap();
    for (wrong, why) in [
        (checkpoint(9, 1), "smaller"),
        (checkpoint(5, 1), "not the newest"),
        (checkpoint(10, 2), "a fork"),
    ] {
        let error = store.save_checkpoint(&ELECTION, &wrong).await.unwrap_err();
        assert!(
            matches!(error, StoreError::Checkpoint { newest: 10, .. }),
            "{why}: {error}"
        );
    }
    store
        .save_checkpoint(&ELECTION, &checkpoint(301, 1))
        .await
        .expect_err("there are 300 lines");
    assert_eq!(
        store.newest_checkpoint(&ELECTION).await.unwrap(),
        Some(checkpoint(10, 1))
    );
    for size in 11..=300 {
        store
            .save_checkpoint(&ELECTION, &checkpoint(size, 1))
            .await
            .unwrap();
    }
    let page = store.checkpoints(&ELECTION, 10).await.unwrap();
    assert!(page.iter().map(|checkpoint| checkpoint.size).eq(10..266));
    store.close().await;
    let again = place.open().await;
    let page = again.checkpoints(&ELECTION, 299).await.unwrap();
    assert_eq!(page, [checkpoint(299, 1), checkpoint(300, 1)]);
}

async fn the_first_word_of_a_witness_stays<P: Place>() {
    let place = P::new().await;
    let store = place.open().await;
    post(&store, &entries(9), 9).await;
    for size in [3, 6, 9] {
        store
            .save_checkpoint(&ELECTION, &checkpoint(size, 1))
            .await
            .unwrap();
    }
    let said = [cosignature(3, "b", "first"), cosignature(6, "a", "second")];
    store.add_cosignatures(&ELECTION, &said).await.unwrap();
    let more = [
        cosignature(3, "b", "another word"),
        cosignature(3, "a", "third"),
        cosignature(9, "a", "fourth"),
    ];
    store.add_cosignatures(&ELECTION, &more).await.unwrap();
    let expected = [
        cosignature(3, "a", "third"),
        cosignature(3, "b", "first"),
        cosignature(6, "a", "second"),
    ];
    assert_eq!(store.cosignatures(&ELECTION, 1, 6).await.unwrap(), expected);
    let first = async |from| store.first_cosignatures(&ELECTION, from).await.unwrap();
    assert_eq!(first(0).await, expected[..2]);
    assert_eq!(first(3).await, expected[..2]);
    assert_eq!(first(4).await, expected[2..]);
    assert_eq!(first(7).await, [cosignature(9, "a", "fourth")]);
    assert_eq!(first(10).await, []);
    store
        .add_cosignatures(&ELECTION, &[cosignature(4, "a", "of nothing")])
        .await
        .expect_err("there is no checkpoint of 4");
}

/// The tests of all databases, run on one.
macro_rules! suite {
    ($place:ty) => {
        mod suite {
            use super::*;

            suite! { $place:
                what_is_stored_comes_back, a_transaction_stores_all_lines_or_none,
                lines_continue_the_log_that_is_there, the_tree_grows_with_the_lines, tiles_of_tiles_are_stored,
                checkpoints_only_grow, the_first_word_of_a_witness_stays
            }
        }
    };
    ($place:ty: $($test:ident),*) => {
        $(
            #[tokio::test]
            async fn $test() {
                crate::store::tests::$test::<$place>().await;
            }
        )*
    };
}
use suite;
