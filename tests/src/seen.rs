//! All checkpoints that anybody could see, whenever that was.

use crate::{board::Hosted, fixture::Record};
use bulletin_board_client::{BoardClient, NoteStream};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{KeyName, NodeHash, SignedCheckpoint, VerifierKey, checkpoint::log_key};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::task::JoinSet;

/// Between two looks.
const INTERVAL: Duration = Duration::from_millis(2);

/// What was seen of a log.
pub struct Seen {
    election: Hash,
    log: VerifierKey,
    notes: Arc<Mutex<BTreeSet<String>>>,
    watching: JoinSet<()>,
}

impl Seen {
    /// Nothing yet of the log of this election.
    ///
    /// # Panics
    /// If the log has no name.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let log = &record.election().manifest().log;
        Self {
            election: *record.election().id(),
            log: log_key(&KeyName::new(&log.origin).unwrap(), log.key),
            notes: Arc::default(),
            watching: JoinSet::new(),
        }
    }

    /// The log's key under its origin.
    #[must_use]
    pub const fn log(&self) -> &VerifierKey {
        &self.log
    }

    /// Looks at a server's newest checkpoint all the time from now on.
    pub fn watch(&mut self, client: BoardClient) {
        let (notes, id) = (self.notes.clone(), self.election);
        self.watching.spawn(async move {
            loop {
                if let Ok(text) = client.checkpoint(&id).await {
                    notes.lock().unwrap().insert(text);
                }
                tokio::time::sleep(INTERVAL).await;
            }
        });
    }

    /// All that were seen are of the log as it is in the end, and the board still shows them.
    ///
    /// # Panics
    /// If not.
    pub async fn check(mut self, hosted: &Hosted) {
        self.watching.shutdown().await;
        let id = hosted.record.election().id();
        let mut notes = NoteStream::new(hosted.board.client().checkpoints(id, 0).await.unwrap());
        let mut shown = BTreeMap::new();
        while let Some(note) = notes.next_note().await.unwrap() {
            let (size, root) = self.read(&note);
            assert_eq!(shown.insert(size, root), None, "two of {size} lines");
            let checkpoint = hosted.record.checkpoint(usize::try_from(size).unwrap());
            assert_eq!((checkpoint.size, checkpoint.root), (size, root));
        }
        let seen = self.notes.lock().unwrap();
        assert!(!seen.is_empty());
        for note in seen.iter() {
            let (size, root) = self.read(note);
            assert_eq!(shown.get(&size), Some(&root), "the one of {size} lines is gone");
        }
    }

    fn read(&self, note: &str) -> (u64, NodeHash) {
        let signed = SignedCheckpoint::open(note, &self.log).unwrap();
        (signed.checkpoint().size, signed.checkpoint().root)
    }
}
