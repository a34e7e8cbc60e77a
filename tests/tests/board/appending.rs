//! What a board appends: every line once, in one order.

use super::*;

#[tokio::test]
async fn a_whole_election_comes_back_byte_for_byte() {
    let hosted = Hosted::start(10, 7, Stage::Finished).await;
    let log = hosted.log().await;
    assert_eq!(log, hosted.record.log());
    let mut verifier = Verifier::new(Expectations::default());
    log.lines()
        .for_each(|line| verifier.line(line.as_bytes(), &mut OsRng));
    assert_eq!(verifier.finish(&mut OsRng).verdict, Verdict::Verified);

    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let mut follower = Follower::new(client.clone(), id, BallotProofs::Check);
    let election = follower.update(None).await.unwrap();
    assert_eq!(election.head(), hosted.record.election().head());

    let summary = client.summary(&id).await.unwrap();
    assert_eq!(
        summary,
        bulletin_board_client::ElectionSummary::of(hosted.record.election())
    );
    assert_eq!(client.elections().await.unwrap(), [summary]);
}

#[tokio::test]
async fn a_repeated_line_gets_its_first_receipt() {
    let mut hosted = Hosted::start(16, 5, Stage::Open).await;
    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let ballot = hosted.record.ballot(0, &Roles::choices(0));

    // Many at once: one of them is first, and all get its receipt.
    let mut posts = JoinSet::new();
    for _ in 0..20 {
        let (client, ballot) = (client.clone(), ballot.clone());
        posts.spawn(async move { client.post(&id, &ballot).await.unwrap() });
    }
    let posted = posts.join_all().await;
    assert_eq!(posted.iter().filter(|posted| !posted.repeated).count(), 1);
    assert!(posted.iter().all(|other| other.receipt == posted[0].receipt));
    hosted.record.push(ballot.clone());
    assert_eq!(hosted.log().await, hosted.record.log());

    // The same, after the voter voted again, after the close, and of another role.
    let second = hosted.record.ballot(0, &Roles::choices(1));
    client.post(&id, &second).await.unwrap();
    hosted.record.push(second);
    let close = hosted.record.sign(Signer::Authority, hosted.record.close());
    let closed = client.post(&id, &close).await.unwrap();
    hosted.record.push(close.clone());
    let again = client.post(&id, &ballot).await.unwrap();
    assert!(again.repeated);
    assert_eq!(again.receipt, posted[0].receipt);
    assert_eq!(client.post(&id, &close).await.unwrap().receipt, closed.receipt);
    assert_eq!(hosted.log().await, hosted.record.log());
}
