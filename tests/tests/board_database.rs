//! Boards on PostgreSQL whose network or database fails: answers are true, nothing acknowledged is lost, and nothing is
//! promised that the required replicas do not have.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::BoardClient;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::entry::Submission;
use ostrakon_tests::{
    board::{Board, Hosted, command},
    database::{DATABASE, database},
    faults::{Proxy, Trap},
    fixture::{Roles, Stage},
    voters::{PATIENCE, Voters, adopt_ballots, check_receipts, finish, persist, until},
};
use postgres_cluster::Cluster;
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// What PostgreSQL says when a transaction is committed, when lines are in it, and when a log's head is.
const COMMITTED: &[u8] = b"COMMIT\0";
const INSERTED: &[u8] = b"INSERT 0 ";
const UPDATED: &[u8] = b"UPDATE 1\0";
/// Nobody has to wait longer for another server when one has vanished.
const TAKEOVER: Duration = Duration::from_secs(12);

fn start(folder: &Path, url: &str, interval: &str) -> Board {
    Board::start_with(
        folder,
        &[
            "--listen",
            "127.0.0.1:0",
            "--checkpoint-interval",
            interval,
            "--database-url",
            url,
        ],
    )
}

/// An election that is open, on a board that reaches its database at this address.
async fn hosted(seed: u64, voters: usize, url: &str, interval: &str) -> Hosted {
    let folder = tempfile::tempdir().unwrap();
    let board = start(folder.path(), url, interval);
    Hosted::on(board, folder, Roles::new(seed, voters), Stage::Open).await
}

/// Another server of the same board.
fn second_server(hosted: &Hosted, url: &str, interval: &str) -> (Board, TempDir) {
    let folder = folder_of_second(hosted);
    (start(folder.path(), url, interval), folder)
}

/// With the key and the token that all servers of a board share.
fn folder_of_second(hosted: &Hosted) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["board.key", "admin.token"] {
        fs::copy(hosted.folder.path().join(name), folder.path().join(name)).unwrap();
    }
    folder
}

/// Posts once.
async fn post(hosted: &Hosted, line: &Submission) -> Result<(u64, bool), u16> {
    let id = hosted.record.election().id();
    match hosted.board.client().post(id, line).await {
        Ok(posted) => Ok((posted.receipt.seq, posted.repeated)),
        Err(error) => Err(error.status().unwrap_or_else(|| panic!("{error}"))),
    }
}

/// Lines of the newest checkpoint; 0 if there is none yet.
async fn covered(client: &BoardClient, id: &Hash) -> u64 {
    match client.checkpoint(id).await {
        Ok(text) => text.lines().nth(1).unwrap().parse().unwrap(),
        Err(error) => {
            assert_eq!(error.status(), Some(404), "{error}");
            0
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_answer_to_a_commit_is_lost_and_the_voter_is_told_the_truth() {
    let cluster = database();
    let url = cluster.server_url(DATABASE);
    let proxy = Proxy::to(&url).await;
    // No checkpoint comes between.
    let mut hosted = hosted(70, 22, &proxy.url(&url), "3600").await;
    let before = u64::try_from(hosted.record.entries().len()).unwrap();

    // It was committed: the board finds out, and gives the receipt.
    let first = hosted.record.ballot(0, &Roles::choices(0));
    proxy.set(COMMITTED, Trap::Cut);
    assert_eq!(post(&hosted, &first).await, Ok((before, false)));
    assert!(proxy.is_sprung());
    assert_eq!(post(&hosted, &first).await, Ok((before, true)));

    // It was not committed: it is not there, whoever asks, until it is posted again.
    let second = hosted.record.ballot(1, &Roles::choices(1));
    for words in [INSERTED, UPDATED] {
        proxy.set(words, Trap::Cut);
        assert_eq!(post(&hosted, &second).await, Err(503));
        assert!(proxy.is_sprung());
        assert_eq!(hosted.entries().await, before + 1);
    }
    assert_eq!(post(&hosted, &second).await, Ok((before + 1, false)));

    // A batch of many, cut again and again.
    let mut voters = Voters::starting_at(2);
    let client = [hosted.board.client()];
    proxy.set(COMMITTED, Trap::Cut);
    voters.post(20, &mut hosted, &client);
    voters.acknowledge().await;
    assert!(proxy.is_sprung());
    adopt_ballots(&mut hosted).await;
    check_receipts(&hosted, voters.receipts());
    assert_eq!(hosted.record.election().ballots(), 22);
    finish(&mut hosted).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_answer_to_a_checkpoints_commit_is_lost() {
    let cluster = database();
    let url = cluster.server_url(DATABASE);
    let proxy = Proxy::to(&url).await;
    let mut hosted = hosted(71, 3, &proxy.url(&url), "0.5").await;
    let (client, id) = (hosted.board.client(), *hosted.record.election().id());
    for voter in 0..3 {
        let entries = hosted.entries().await;
        until("the checkpoint", async || covered(&client, &id).await == entries).await;
        let ballot = hosted.record.ballot(voter, &Roles::choices(voter));
        persist(std::slice::from_ref(&client), &id, &ballot)
            .await
            .unwrap();
        // The next commit is that of the checkpoint.
        proxy.set(COMMITTED, Trap::Cut);
        until("the cut", async || proxy.is_sprung()).await;
    }
    adopt_ballots(&mut hosted).await;
    assert!(hosted.board.said().contains("no checkpoint could be published"));
    finish(&mut hosted).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_is_restarted_under_load_keeps_every_acknowledged_ballot() {
    const WAVE: usize = 40;
    let cluster = database();
    let mut hosted = hosted(72, 6 * WAVE, &cluster.server_url(DATABASE), "0.05").await;
    let clients = [hosted.board.client()];
    let mut voters = Voters::default();
    for end in [Cluster::crash, Cluster::stop, Cluster::crash] {
        let before = voters.acknowledged();
        voters.post(WAVE, &mut hosted, &clients);
        until("some ballots", async || voters.acknowledged() > before + WAVE / 4).await;
        end(&cluster);
        voters.post(WAVE, &mut hosted, &clients);
        assert!(voters.acknowledged() <= before + WAVE, "without a database?");
        cluster.resume();
        voters.acknowledge().await;
    }
    voters.check(&mut hosted).await;
    finish(&mut hosted).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_machine_that_vanishes_in_the_middle_of_a_batch_is_replaced_in_seconds() {
    let cluster = database();
    let url = cluster.server_url(DATABASE);
    let proxy = Proxy::to(&url).await;
    let mut hosted = hosted(73, 40, &proxy.url(&url), "0.05").await;
    let (second, _folder) = second_server(&hosted, &url, "0.05");
    let (lost, other) = ([hosted.board.client()], [second.client()]);
    let mut voters = Voters::default();
    for words in [INSERTED, COMMITTED] {
        // It holds the log's lock, or has just given it back, and says nothing more.
        proxy.set(words, Trap::Freeze);
        let mut stranded = Voters::starting_at(voters.next());
        stranded.post(3, &mut hosted, &lost);
        until("the loss", async || proxy.is_sprung()).await;
        let start = Instant::now();
        let mut others = Voters::starting_at(stranded.next());
        others.post(5, &mut hosted, &other);
        others.acknowledge().await;
        let pause = start.elapsed();
        assert!(pause < TAKEOVER, "{pause:?}");

        // The machine was not dead. What it was about to add comes after what was added meanwhile.
        proxy.thaw();
        stranded.acknowledge().await;
        voters.take(stranded);
        voters.take(others);
    }
    voters.check(&mut hosted).await;
    // It shows what the first one has added as soon as it has read it.
    let (client, id) = (second.client(), *hosted.record.election().id());
    let lines = u64::try_from(hosted.record.entries().len()).unwrap();
    until("the other server's log", async || {
        client.summary(&id).await.unwrap().entries == lines
    })
    .await;
    let log = ostrakon_tests::board::log(&client, &hosted.record, 0, None).await;
    assert_eq!(log.concat(), hosted.record.log());
    finish(&mut hosted).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_required_replica_lacks_is_not_promised() {
    let primary = database();
    let standby = primary.standby("a");
    primary.require_replica("a");
    let url = primary.server_url(DATABASE);
    let mut hosted = hosted(74, 3, &url, "0.05").await;
    let (client, id) = (hosted.board.client(), *hosted.record.election().id());
    let entries = u64::try_from(hosted.record.entries().len()).unwrap();
    until("the checkpoint", async || covered(&client, &id).await == entries).await;

    // The line is committed at the primary, which waits for the replica in vain, and is started anew: now it shows the
    // line. The replica would take over without it.
    standby.crash();
    let ballot = hosted.record.ballot(0, &Roles::choices(0));
    let posting = tokio::spawn({
        let (client, ballot) = (client.clone(), ballot.clone());
        async move { client.post(&id, &ballot).await }
    });
    let lines = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    until("the commit", async || primary.execute(DATABASE, &[lines]) != "0").await;
    primary.crash();
    primary.resume();
    let stored = "SELECT max(seq) FROM entry";
    until("the line", async || {
        primary.execute(DATABASE, &[stored]) == entries.to_string()
    })
    .await;

    // Nor does a server that is started now promise it.
    let folder = folder_of_second(&hosted);
    let arguments = ["--listen", "127.0.0.1:0", "--database-url", &url];
    let mut second = tokio::process::Command::from(command(folder.path(), &arguments));
    let mut second = tokio::spawn(async move { second.output().await.unwrap() });
    let start = Instant::now();
    let output = loop {
        assert!(start.elapsed() < PATIENCE, "the second server serves");
        tokio::select! {
            output = &mut second => break output.unwrap(),
            posted = client.post(&id, &ballot) => assert!(posted.is_err(), "a promise: {posted:?}"),
            () = tokio::time::sleep(Duration::from_millis(500)) => {}
        }
        assert_eq!(covered(&client, &id).await, entries, "a promise");
    };
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("hint: does a replica run"), "{said}");
    drop(posting);

    standby.resume();
    let receipt = persist(std::slice::from_ref(&client), &id, &ballot)
        .await
        .unwrap();
    assert_eq!(receipt.seq, entries);
    let mut others = Voters::starting_at(1);
    others.post(2, &mut hosted, std::slice::from_ref(&client));
    others.acknowledge().await;
    adopt_ballots(&mut hosted).await;
    assert_eq!(hosted.record.election().ballots(), 3);
    finish(&mut hosted).await;
}
