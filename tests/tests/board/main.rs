//! A real board over HTTP: what it appends, what it refuses, and what it shows.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    clippy::wildcard_imports,
    reason = "a test stops at the first surprise"
)]

mod answers;
mod appending;
mod load;
mod refusals;

use bulletin_board_client::{
    ClientError, Follower, Problem,
    api::{BallotState, BallotStatus, LastBallot},
    follow::BallotProofs,
};
use ostrakon_crypto::{
    ballot::{BallotStyle, ContestRule},
    hash::Hash,
    index::TrusteeIndex,
    signature::SigningKey,
};
use ostrakon_record::{
    body::{Ballot, Body},
    booth::{NextBallot, Sealed},
    entry::{Entry, Signer, Submission},
    tracker::BallotTracker,
    verify::{CheckId, Expectations, Verdict, Verifier},
};
use ostrakon_tests::{
    board::{Board, Hosted, command, log},
    fixture::{Record, Roles, Stage},
};
use rand_core::OsRng;
use reqwest::{Method, StatusCode, header};
use std::{collections::BTreeSet, fs, process::Command};
use tokio::task::JoinSet;

/// Status, kind and check of a problem document; everything else about it must be in order, too.
async fn problem(response: reqwest::Response) -> (u16, String, Option<String>) {
    let status = response.status().as_u16();
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "application/problem+json"
    );
    assert_eq!(
        response.headers().contains_key(header::RETRY_AFTER),
        matches!(status, 429 | 503),
        "only who may try again is told when"
    );
    let problem: Problem = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    assert_eq!(problem.status, status);
    assert!(!problem.title.is_empty());
    let kind = problem
        .kind
        .strip_prefix("urn:ostrakon:problem:")
        .expect("a kind of ours");
    (status, kind.to_owned(), problem.check)
}

async fn post(hosted: &Hosted, path: &str, body: impl Into<reqwest::Body>) -> reqwest::Response {
    let url = format!("{}/api/v1/{path}", hosted.board.address());
    reqwest::Client::new().post(url).body(body).send().await.unwrap()
}

async fn post_line(hosted: &Hosted, body: impl Into<reqwest::Body>) -> reqwest::Response {
    let path = format!("elections/{}/entries", hosted.record.election().id());
    post(hosted, &path, body).await
}

/// The ballot inside a line, to be changed, and signed anew by the same voter.
fn forge(
    record: &mut Record,
    voter: usize,
    line: &Submission,
    change: impl FnOnce(&mut Ballot),
) -> Submission {
    let Body::Ballot(mut ballot) = line.body().clone() else {
        panic!("not a ballot")
    };
    change(&mut ballot);
    let body = Body::Ballot(ballot);
    let tracker = Hash::of(body.encode().as_bytes());
    let election = *record.election().id();
    let signature = record.roles.voters[voter]
        .key
        .sign(&election, &tracker, &mut record.roles.rng);
    Submission::with_signature(Signer::Voter, body, signature)
}
