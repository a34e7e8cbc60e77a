//! What a board does when many post at once, or too quickly, or its disk is full.

use super::*;

#[tokio::test]
async fn two_ballots_of_one_voter_at_once_give_one_place() {
    let mut hosted = Hosted::start(17, 4, Stage::Open).await;
    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let (one, other) = (
        hosted.record.ballot(0, &Roles::choices(0)),
        hosted.record.ballot(0, &Roles::choices(1)),
    );
    let (one, other) = tokio::join!(client.post(&id, &one), client.post(&id, &other));
    let refused: Vec<ClientError> = [one, other].into_iter().filter_map(Result::err).collect();
    assert_eq!(
        refused.iter().map(ClientError::status).collect::<Vec<_>>(),
        [Some(409)]
    );
    assert_eq!(hosted.entries().await, hosted.record.election().entries() + 1);
}

#[tokio::test]
async fn ballots_from_many_clients_are_chained_in_the_order_of_their_receipts() {
    const VOTERS: usize = 120;
    let mut hosted = Hosted::start(18, VOTERS, Stage::Open).await;
    let id = *hosted.record.election().id();
    let before = hosted.record.election().entries();
    let mut posts = JoinSet::new();
    for voter in 0..VOTERS {
        let ballot = hosted.record.ballot(voter, &Roles::choices(voter));
        let client = hosted.board.client();
        posts.spawn(async move {
            let posted = client.post(&id, &ballot).await.unwrap();
            (posted.receipt.seq, posted.receipt.line, ballot)
        });
    }
    let mut placed = posts.join_all().await;
    placed.sort_by_key(|(seq, ..)| *seq);
    assert!(
        placed.iter().map(|(seq, ..)| *seq).eq((before..).take(VOTERS)),
        "one place each, no gap"
    );
    for (_, line, ballot) in placed {
        assert_eq!(hosted.record.push(ballot).hash(), &line);
    }
    assert_eq!(hosted.log().await, hosted.record.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_ballots_in_a_burst_are_named_and_do_not_hurt_the_good_ones() {
    const VOTERS: usize = 200;
    let folder = tempfile::tempdir().unwrap();
    let mut command = command(folder.path(), &["--listen", "127.0.0.1:0"]);
    command.env("RUST_LOG", "debug");
    let board = Board::from_command(folder.path(), command);
    let mut hosted = Hosted::on(board, folder, Roles::new(24, VOTERS), Stage::Open).await;
    let before = hosted.entries().await;
    let record = &mut hosted.record;
    let mut lines = Vec::new();
    for voter in 0..VOTERS {
        let good = record.ballot(voter, &Roles::choices(voter));
        lines.push(match voter % 20 {
            // A wrong proof, a wrong signature, both.
            3 => (
                forge(record, voter, &good, |ballot| {
                    ballot.ciphertexts[0].swap(0, 1);
                }),
                422,
            ),
            8 => {
                let other = record.ballot(0, &Roles::choices(0));
                let body = good.body().clone();
                (
                    Submission::with_signature(Signer::Voter, body, *other.signature()),
                    403,
                )
            }
            13 => {
                let mut both = forge(record, voter, &good, |ballot| ballot.ciphertexts[0].swap(0, 1));
                both = Submission::with_signature(Signer::Voter, both.body().clone(), *good.signature());
                (both, 403)
            }
            _ => (good, 201),
        });
    }
    let url = format!(
        "{}/api/v1/elections/{}/entries",
        hosted.board.address(),
        record.election().id()
    );
    let http = reqwest::Client::new();
    let mut posts = JoinSet::new();
    for (line, expected) in &lines {
        let (request, expected) = (http.post(&url).body(line.encode()), *expected);
        posts.spawn(async move {
            let response = request.send().await.unwrap();
            let status = response.status().as_u16();
            assert_eq!(status, expected);
            if status == 201 {
                return None;
            }
            problem(response).await.2
        });
    }
    let mut checks: Vec<String> = posts.join_all().await.into_iter().flatten().collect();
    checks.sort();
    assert_eq!(
        checks,
        [["B3"; VOTERS / 10].as_slice(), &["B4"; VOTERS / 20]].concat()
    );

    let good: BTreeSet<Hash> = lines
        .iter()
        .filter(|(_, expected)| *expected == 201)
        .map(|(line, _)| line.body_hash())
        .collect();
    let log = hosted.log().await;
    let appended: BTreeSet<Hash> = log
        .lines()
        .skip(usize::try_from(before).unwrap())
        .map(|line| Entry::parse(line.as_bytes()).unwrap().submission().body_hash())
        .collect();
    assert_eq!(appended, good);
    let largest = hosted
        .board
        .said()
        .split("ballots=")
        .filter_map(|rest| rest.split_once(|character: char| !character.is_ascii_digit()))
        .filter_map(|(number, _)| number.parse::<usize>().ok())
        .max();
    assert!(largest > Some(1), "ballots were checked together: {largest:?}");
}

#[tokio::test]
async fn who_posts_too_quickly_is_slowed_down_and_can_go_on() {
    let mut hosted = Hosted::start(21, 4, Stage::Open).await;
    let listen = hosted.board.listen();
    assert!(hosted.board.stop().success());
    hosted.board = Board::start_with(
        hosted.folder.path(),
        &["--listen", &listen, "--limit-per-second", "1"],
    );
    let entries = hosted.entries().await;
    let ballot = hosted.record.ballot(0, &Roles::choices(0));
    let mut limited = false;
    for _ in 0..20 {
        let answer = problem(post_line(&hosted, "{").await).await;
        if answer.0 == 429 {
            assert_eq!(answer, (429, "rate".to_owned(), None));
            limited = true;
            break;
        }
        assert_eq!(answer.0, 400);
    }
    assert!(
        limited,
        "twenty lines at once are too many for a limit of one in a second"
    );
    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let error = client.post(&id, &ballot).await.unwrap_err();
    assert_eq!(error.status(), Some(429));
    assert!(error.is_retryable());
    assert_eq!(
        hosted.entries().await,
        entries,
        "nothing is appended, and looking is not limited"
    );
    tokio::time::sleep(error.retry_after().unwrap()).await;
    client.post(&id, &ballot).await.unwrap();
    hosted.record.push(ballot);
    assert_eq!(hosted.log().await, hosted.record.log());
}

#[tokio::test]
async fn a_board_that_cannot_store_says_so_and_appends_nothing() {
    const VOTERS: usize = 20;
    let mut hosted = Hosted::start(23, VOTERS, Stage::Open).await;
    let listen = hosted.board.listen();
    assert!(hosted.board.stop().success());
    // Files may not grow over 40 KiB: room for a few ballots in the database's log, then the disk is full.
    let full = {
        let board = command(hosted.folder.path(), &["--listen", &listen]);
        let mut shell = Command::new("bash");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 40; exec \"$@\"", "board"]);
        shell.arg(board.get_program()).args(board.get_args());
        shell
    };
    hosted.board = Board::from_command(hosted.folder.path(), full);
    let mut refused = None;
    for voter in 0..VOTERS {
        let ballot = hosted.record.ballot(voter, &Roles::choices(voter));
        let response = post_line(&hosted, ballot.encode()).await;
        if response.status() != StatusCode::CREATED {
            assert_eq!(problem(response).await, (503, "storage".to_owned(), None));
            refused = Some(ballot);
            break;
        }
        hosted.record.push(ballot);
    }
    let refused = refused.expect("the disk is full");
    assert_eq!(hosted.log().await, hosted.record.log());
    hosted.board.kill();
    hosted.board = Board::start_with(hosted.folder.path(), &["--listen", &listen]);
    assert_eq!(hosted.log().await, hosted.record.log());
    hosted.adopt();
    hosted.record.push(refused);
    hosted.post_new().await;
}
