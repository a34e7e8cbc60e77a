//! Voters who do not give up, what they were promised, and whether it was kept.

use crate::{
    board::Hosted,
    fixture::{Roles, Stage},
};
use bulletin_board_client::{BoardClient, ClientError, NoteStream};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    entry::{Entry, Submission},
    receipt::Receipt,
    verify::{Expectations, Verdict, Verifier},
};
use rand_core::OsRng;
use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::Semaphore, task::JoinSet};

/// Longest time that a voter tries.
pub const PATIENCE: Duration = Duration::from_mins(2);

/// Posts a line as a voter's booth does: again and again, to one server after the other, until there is an answer.
///
/// # Errors
/// If a server refuses it for good, or none takes it in time.
pub async fn persist(
    clients: &[BoardClient],
    election: &Hash,
    line: &Submission,
) -> Result<Receipt, ClientError> {
    let start = Instant::now();
    let mut clients = clients.iter().cycle();
    loop {
        match clients.next().unwrap().post(election, line).await {
            Ok(posted) => return Ok(posted.receipt),
            Err(error) if error.is_retryable() && start.elapsed() < PATIENCE => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// Waits until something holds.
///
/// # Panics
/// If it does not in time.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let start = Instant::now();
    while !holds().await {
        assert!(start.elapsed() < PATIENCE, "{what}: not in time");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Voters who post at the same time.
const AT_ONCE: usize = 8;

/// Voters who post, a few at the same time, and the receipts that they got.
pub struct Voters {
    posting: JoinSet<Receipt>,
    turns: Arc<Semaphore>,
    receipts: Vec<Receipt>,
    next: usize,
}

impl Default for Voters {
    fn default() -> Self {
        Self::starting_at(0)
    }
}

impl Voters {
    /// The voters from this one on.
    #[must_use]
    pub fn starting_at(voter: usize) -> Self {
        Self {
            posting: JoinSet::new(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            receipts: Vec::new(),
            next: voter,
        }
    }

    /// Number of the next voter.
    #[must_use]
    pub const fn next(&self) -> usize {
        self.next
    }

    /// Takes over what these were promised; the next voter comes after them.
    pub fn take(&mut self, others: Self) {
        self.receipts.extend(others.receipts);
        self.next = self.next.max(others.next);
    }

    /// Lets the next voters seal a ballot each and post it, as long as it takes, to these servers.
    pub fn post(&mut self, count: usize, hosted: &mut Hosted, clients: &[BoardClient]) {
        let id = *hosted.record.election().id();
        let voters = self.next..self.next + count;
        self.next = voters.end;
        let ballots: Vec<(usize, Submission)> = voters
            .map(|voter| (voter, hosted.record.ballot(voter, &Roles::choices(voter))))
            .collect();
        for (voter, ballot) in ballots {
            let first = voter % clients.len();
            let mut clients = clients.to_vec();
            clients.rotate_left(first);
            let turns = self.turns.clone();
            self.posting.spawn(async move {
                let _turn = turns.acquire().await.unwrap();
                persist(&clients, &id, &ballot).await.unwrap()
            });
        }
    }

    /// Number of ballots that were acknowledged so far.
    ///
    /// # Panics
    /// If one was refused.
    pub fn acknowledged(&mut self) -> usize {
        while let Some(receipt) = self.posting.try_join_next() {
            self.receipts.push(receipt.unwrap());
        }
        self.receipts.len()
    }

    /// Number of ballots that were not acknowledged yet.
    ///
    /// # Panics
    /// If one was refused.
    pub fn waiting(&mut self) -> usize {
        self.acknowledged();
        self.posting.len()
    }

    /// Waits until all that post have their receipts.
    ///
    /// # Panics
    /// If one is refused.
    pub async fn acknowledge(&mut self) {
        while let Some(receipt) = self.posting.join_next().await {
            self.receipts.push(receipt.unwrap());
        }
    }

    /// Waits until all have their receipt, and counts them against the log: each is in its place, signed, and nothing else
    /// is in the log. The test's own copy takes them over.
    ///
    /// # Panics
    /// If a ballot is missing or too many.
    pub async fn check(&mut self, hosted: &mut Hosted) {
        self.acknowledge().await;
        adopt_ballots(hosted).await;
        check_receipts(hosted, &self.receipts);
        assert_eq!(
            hosted.record.election().ballots(),
            u64::try_from(self.receipts.len()).unwrap(),
            "acknowledged ballots and no others"
        );
    }

    /// What was promised so far.
    #[must_use]
    pub fn receipts(&self) -> &[Receipt] {
        &self.receipts
    }
}

/// Puts the board's ballots into the test's own copy of the log, in the board's order.
///
/// # Panics
/// If they are not at their place there.
pub async fn adopt_ballots(hosted: &mut Hosted) {
    for line in hosted.log().await.lines().skip(hosted.record.entries().len()) {
        let entry = Entry::parse(line.as_bytes()).unwrap();
        let hash = *entry.hash();
        assert_eq!(hosted.record.push(entry.submission().clone()).hash(), &hash);
    }
    hosted.adopt();
}

/// Each receipt is signed, its line is where it says, and no two name one place.
///
/// # Panics
/// If not.
pub fn check_receipts(hosted: &Hosted, receipts: &[Receipt]) {
    let key = hosted.record.election().manifest().log.key;
    for receipt in receipts {
        receipt.verify(&key).unwrap();
        let entry = &hosted.record.entries()[usize::try_from(receipt.seq).unwrap()];
        assert_eq!(
            (entry.hash(), entry.submission().body_hash()),
            (&receipt.line, receipt.body)
        );
    }
    let places: BTreeSet<u64> = receipts.iter().map(|receipt| receipt.seq).collect();
    assert_eq!(places.len(), receipts.len(), "each ballot once");
}

/// Closes the election, decrypts, publishes; the board's record and its checkpoints must verify with the counts that were
/// chosen.
///
/// # Panics
/// If they do not.
pub async fn finish(hosted: &mut Hosted) {
    hosted.record.skip_to(Stage::Voted);
    hosted.adopt();
    hosted.advance(Stage::Finished).await;
    let (client, id) = (hosted.board.client(), *hosted.record.election().id());
    let policy = hosted.record.election().manifest().policy().unwrap();
    let size = u64::try_from(hosted.record.entries().len()).unwrap();
    until("the last checkpoint", async || {
        matches!(client.witnessed(&id, &policy, size).await, Ok(Some(_)))
    })
    .await;
    let mut notes = NoteStream::new(client.checkpoints(&id, 0).await.unwrap());
    let mut verifier = Verifier::new(Expectations::default());
    for line in hosted.log().await.lines() {
        while verifier.needs_checkpoint() {
            match notes.next_note().await.unwrap() {
                Some(note) => verifier.checkpoint(&note),
                None => verifier.no_more_checkpoints(),
            }
        }
        verifier.line(line.as_bytes(), &mut OsRng);
    }
    while let Some(note) = notes.next_note().await.unwrap() {
        verifier.checkpoint(&note);
    }
    let report = verifier.finish(&mut OsRng);
    assert_eq!(report.verdict, Verdict::Verified, "{:?}", report.checks);
    let counts: Vec<Vec<u64>> = report
        .result
        .unwrap()
        .iter()
        .map(|contest| {
            let options = contest.options.iter().map(|option| option.count);
            options.chain(contest.blank).collect()
        })
        .collect();
    assert_eq!(counts, hosted.record.expected_counts());
}
