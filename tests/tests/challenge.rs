//! Voters check the booth, and vote again, through a real board.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::too_many_lines,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::{ClientError, Follower, api::BallotState, follow::BallotProofs};
use ostrakon_crypto::{credential::ChallengeStep, hash::Hash};
use ostrakon_record::{
    body::{Ballot, Body},
    booth::Sealed,
    challenge::{Challenge, Commitment},
    entry::{Signer, Submission},
    tracker::BallotTracker,
    verify::{CheckId, CheckStatus, Expectations, Report, Verdict, Verifier},
};
use ostrakon_tests::{
    board::{Board, Hosted},
    fixture::{Record, Roles, Stage},
};
use rand_core::OsRng;

/// Status, check and words of a refusal.
type Refusal = (u16, String, String);

async fn post(hosted: &Hosted, line: &Submission) -> Result<(Hash, bool), Refusal> {
    let id = hosted.record.election().id();
    match hosted.board.client().post(id, line).await {
        Ok(posted) => Ok((posted.receipt.line, posted.repeated)),
        Err(ClientError::Refused { status, problem, .. }) => {
            let words = problem.words().to_owned();
            Err((status, problem.check.unwrap_or_default(), words))
        }
        Err(error) => panic!("{error}"),
    }
}

/// Posts a line that must be refused, and that appends nothing.
async fn refused(hosted: &Hosted, name: &str, line: &Submission, status: u16, check: CheckId) {
    let before = hosted.entries().await;
    let answer = post(hosted, line).await.unwrap_err();
    assert_eq!(
        (answer.0, answer.1),
        (status, check.to_string()),
        "{name}: {}",
        answer.2
    );
    assert_eq!(hosted.entries().await, before, "{name}");
}

/// A device of a voter, which knows the log up to now.
fn seal(record: &Record, voter: usize, choices: usize) -> Sealed {
    let key = &record.roles.voters[voter].key;
    Sealed::for_election(record.election(), key, &Roles::choices(choices), &mut OsRng).unwrap()
}

/// Adds lines that the board has accepted.
fn follow(hosted: &mut Hosted, lines: impl IntoIterator<Item = Submission>) {
    for line in lines {
        hosted.record.push(line);
    }
    hosted.adopt();
}

/// Signs a changed body as this voter.
fn sign(record: &Record, voter: usize, body: Body) -> Submission {
    let hash = Hash::of(body.encode().as_bytes());
    let (key, election) = (&record.roles.voters[voter].key, record.election().id());
    let signature = match body {
        Body::Commitment(_) => key.sign_step(ChallengeStep::Commitment, election, &hash, &mut OsRng),
        Body::Challenge(_) => key.sign_step(ChallengeStep::Challenge, election, &hash, &mut OsRng),
        _ => key.sign(election, &hash, &mut OsRng),
    };
    Submission::with_signature(Signer::Voter, body, signature)
}

fn commitment(line: &Submission) -> Commitment {
    let Body::Commitment(body) = line.body() else {
        panic!("not a commitment")
    };
    body.clone()
}

fn challenge(line: &Submission) -> Challenge {
    let Body::Challenge(body) = line.body() else {
        panic!("not a challenge")
    };
    body.clone()
}

fn cast(record: &Record, voter: usize, ballot: Ballot) -> Submission {
    sign(record, voter, Body::Ballot(ballot))
}

async fn verify(hosted: &Hosted) -> Report {
    let mut verifier = Verifier::new(Expectations::default());
    for line in hosted.log().await.lines() {
        verifier.line(line.as_bytes(), &mut OsRng);
    }
    verifier.finish(&mut OsRng)
}

fn status(report: &Report, id: CheckId) -> CheckStatus {
    report.checks.iter().find(|check| check.id == id).unwrap().status
}

#[tokio::test]
async fn a_voter_checks_the_booth_and_then_votes() {
    let mut hosted = Hosted::start(40, 4, Stage::Open).await;
    let (client, id) = (hosted.board.client(), *hosted.record.election().id());
    let credential = hosted.record.roles.voters[0].key.credential();

    let sealed = seal(&hosted.record, 0, 1);
    let tracker = *sealed.tracker();
    let committed = sealed.commit(1, &hosted.record.roles.voters[0].key, &mut OsRng);
    let (line, repeated) = post(&hosted, &committed).await.unwrap();
    assert!(!repeated);
    assert_eq!(
        post(&hosted, &committed).await.unwrap(),
        (line, true),
        "no answer came"
    );
    assert_eq!(client.credential(&id, &credential).await.unwrap().challenges, 1);

    let opened = sealed.challenge(line, &hosted.record.roles.voters[0].key, &mut OsRng);
    assert_eq!(challenge(&opened).ballot.tracker(), tracker);
    assert_eq!(
        challenge(&opened).choices,
        Roles::choices(1),
        "everybody sees what it holds"
    );
    let (opened_line, _) = post(&hosted, &opened).await.unwrap();
    assert_eq!(post(&hosted, &opened).await.unwrap(), (opened_line, true));
    assert_eq!(client.summary(&id).await.unwrap().opened, 1);
    assert_eq!(client.summary(&id).await.unwrap().ballots, 0, "it is no ballot");
    let found = client.ballot(&id, &tracker.into()).await.unwrap();
    assert_eq!(found.state, BallotState::Opened, "it is shown as what it is");
    follow(&mut hosted, [committed, opened]);

    // The fresh ballot is this voter's first, sealed after the opening; another voter casts what was committed to.
    let kept = seal(&hosted.record, 1, 2);
    let committed = kept.commit(1, &hosted.record.roles.voters[1].key, &mut OsRng);
    hosted.record.push(committed);
    let kept = kept.cast(&hosted.record.roles.voters[1].key, &mut OsRng);
    hosted.record.push(kept);
    let fresh = hosted.record.ballot(0, &Roles::choices(4));
    hosted.record.push(fresh);
    let third = hosted.record.ballot(2, &Roles::choices(0));
    hosted.record.push(third);
    hosted.post_new().await;

    // A board that starts again knows all this.
    let mut hosted = hosted.restarted();
    hosted.record.skip_to(Stage::Voted);
    hosted.advance(Stage::Finished).await;
    let report = verify(&hosted).await;
    assert_eq!(
        report.verdict,
        Verdict::Verified,
        "{:?}",
        report.failed().collect::<Vec<_>>()
    );
    assert_eq!((report.ballots, report.counted, report.opened), (3, 3, 1));
    for check in [CheckId::C1, CheckId::C2, CheckId::C3] {
        assert_eq!(status(&report, check), CheckStatus::Pass);
    }
    let mut follower = Follower::new(hosted.board.client(), id, BallotProofs::Check);
    assert_eq!(follower.update(None).await.unwrap().opened(), 1);
}

#[tokio::test]
async fn whoever_cheats_with_challenges_is_refused() {
    let mut hosted = Hosted::start(41, 4, Stage::Open).await;
    let mut stranger = Roles::new(42, 1);
    hosted.record.roles.voters.push(stranger.voters.remove(0));
    let first = seal(&hosted.record, 0, 1);
    let record = &hosted.record;
    let key = &record.roles.voters[0].key;
    let committed = first.commit(1, key, &mut OsRng);
    let change = |edit: &dyn Fn(&mut Commitment), voter: usize| {
        let mut body = commitment(&committed);
        edit(&mut body);
        sign(record, voter, Body::Commitment(body))
    };
    let strange = record.roles.voters[4].key.credential();
    for (name, line, status, check) in [
        (
            "not the next",
            change(&|body| body.number = 2, 0),
            409,
            CheckId::C1,
        ),
        (
            "not from 1 on",
            change(&|body| body.number = 0, 0),
            409,
            CheckId::C1,
        ),
        (
            "over the limit",
            change(&|body| body.number = 3, 0),
            409,
            CheckId::C1,
        ),
        (
            "another opening",
            change(&|body| body.context = Hash::ZERO, 0),
            422,
            CheckId::C1,
        ),
        (
            "a stranger",
            change(&|body| body.credential = strange, 4),
            403,
            CheckId::B2,
        ),
        ("another's signature", change(&|_| {}, 1), 403, CheckId::B3),
    ] {
        refused(&hosted, name, &line, status, check).await;
    }
    let key = &hosted.record.roles.voters[0].key;
    let unknown = first.challenge(Hash::of(b"nothing"), key, &mut OsRng);
    refused(&hosted, "no commitment", &unknown, 409, CheckId::C1).await;
    let (line, _) = post(&hosted, &committed).await.unwrap();
    follow(&mut hosted, [committed.clone()]);

    let record = &hosted.record;
    let good = Challenge {
        commitment: line,
        ..challenge(&unknown)
    };
    let change = |edit: &dyn Fn(&mut Challenge), voter: usize| {
        let mut body = good.clone();
        edit(&mut body);
        sign(record, voter, Body::Challenge(body))
    };
    let key = &record.roles.voters[1].key;
    let others = challenge(&seal(record, 1, 1).challenge(line, key, &mut OsRng));
    for (name, line, status, check) in [
        (
            "another choice",
            change(&|body| body.choices[0].swap(0, 1), 0),
            422,
            CheckId::C2,
        ),
        (
            "another r",
            change(&|body| body.randomness[0].swap(0, 1), 0),
            422,
            CheckId::C2,
        ),
        (
            "a contest less",
            change(&|body| drop(body.choices.pop()), 0),
            422,
            CheckId::C2,
        ),
        (
            "another ballot",
            change(&|body| body.ballot.sequence = 7, 0),
            422,
            CheckId::C1,
        ),
        (
            "another voter's",
            sign(record, 1, Body::Challenge(others)),
            422,
            CheckId::C1,
        ),
        ("another's signature", change(&|_| {}, 1), 403, CheckId::B3),
        (
            "committed to twice",
            sign(
                record,
                0,
                Body::Commitment(Commitment {
                    number: 2,
                    ..commitment(&committed)
                }),
            ),
            409,
            CheckId::C1,
        ),
    ] {
        refused(&hosted, name, &line, status, check).await;
    }
    let opened = sign(&hosted.record, 0, Body::Challenge(good.clone()));
    post(&hosted, &opened).await.unwrap();
    follow(&mut hosted, [opened]);
    let record = &hosted.record;
    let again = Challenge {
        choices: Vec::new(),
        ..good.clone()
    };
    let again = sign(record, 0, Body::Challenge(again));
    refused(&hosted, "opened again", &again, 409, CheckId::C1).await;
    let line = cast(record, 0, good.ballot.clone());
    refused(&hosted, "cast after it was opened", &line, 409, CheckId::C3).await;

    // Who has cast a ballot cannot have it opened any more.
    let sealed = seal(record, 1, 2);
    let key = &record.roles.voters[1].key;
    let committed = sealed.commit(1, key, &mut OsRng);
    let (line, _) = post(&hosted, &committed).await.unwrap();
    let opened = sealed.challenge(line, key, &mut OsRng);
    let ballot = cast(record, 1, challenge(&opened).ballot);
    post(&hosted, &ballot).await.unwrap();
    refused(&hosted, "opened after it was cast", &opened, 409, CheckId::C3).await;
}

#[tokio::test]
async fn an_election_without_challenges_takes_none() {
    let folder = tempfile::tempdir().unwrap();
    let board = Board::start(folder.path());
    let info = board.client().board().await.unwrap();
    let roles = Roles::new(43, 3).on_board(&info.name, info.key);
    let mut manifest = roles.manifest();
    manifest.challenges = 0;
    let record = Record::with_manifest(roles, manifest);
    let mut hosted = Hosted::of(board, folder, record);
    hosted.advance(Stage::Open).await;
    let key = &hosted.record.roles.voters[0].key;
    let line = seal(&hosted.record, 0, 1).commit(1, key, &mut OsRng);
    refused(&hosted, "no challenges here", &line, 409, CheckId::C1).await;
}

#[tokio::test]
async fn two_devices_that_check_at_once_get_one_number() {
    let hosted = Hosted::start(44, 3, Stage::Open).await;
    let key = &hosted.record.roles.voters[0].key;
    let devices = [seal(&hosted.record, 0, 1), seal(&hosted.record, 0, 2)];
    let lines = devices.map(|sealed| sealed.commit(1, key, &mut OsRng));
    let answers = tokio::join!(post(&hosted, &lines[0]), post(&hosted, &lines[1]));
    let mut refusals = [answers.0, answers.1].into_iter().filter_map(Result::err);
    let (status, check, words) = refusals.next().expect("one of them is too late");
    assert!(refusals.next().is_none());
    assert_eq!((status, check.as_str()), (409, "C1"));
    assert!(words.contains("the next one of this credential is 2"), "{words}");
}

#[tokio::test]
async fn the_later_of_two_devices_learns_what_to_do_and_then_counts() {
    let mut hosted = Hosted::start(45, 4, Stage::Voted).await;
    let voter = 1;
    let [early, late] = [seal(&hosted.record, voter, 2), seal(&hosted.record, voter, 0)];
    let key = &hosted.record.roles.voters[voter].key;
    let (early, late) = (early.cast(key, &mut OsRng), late.cast(key, &mut OsRng));
    post(&hosted, &early).await.unwrap();
    let refusal = hosted
        .board
        .client()
        .post(hosted.record.election().id(), &late)
        .await
        .unwrap_err();
    assert_eq!(refusal.status(), Some(409));
    assert!(
        refusal
            .to_string()
            .contains("the next one of this credential is 3"),
        "{refusal}"
    );
    assert!(refusal.hint().contains("anew"), "{}", refusal.hint());
    follow(&mut hosted, [early.clone()]);

    // It reads the log again, seals anew, and replaces the other device's ballot.
    let again = hosted.record.ballot(voter, &Roles::choices(0));
    hosted.record.push(again);
    hosted.post_new().await;
    let (id, client) = (*hosted.record.election().id(), hosted.board.client());
    let replaced = BallotTracker::from_hash(early.body_hash());
    let found = client.ballot(&id, &replaced.into()).await.unwrap();
    assert_eq!(found.state, BallotState::Superseded);
    hosted.advance(Stage::Finished).await;
    let report = verify(&hosted).await;
    assert_eq!(report.verdict, Verdict::Verified);
    let counted = report.result.unwrap();
    let counts: Vec<Vec<u64>> = counted
        .iter()
        .map(|contest| {
            let options = contest.options.iter().map(|option| option.count);
            options.chain(contest.blank).collect()
        })
        .collect();
    assert_eq!(counts, hosted.record.expected_counts());
}
