//! One of the processes that post: `cargo xtask bench board-client`, which only [`super::load`] starts.

use super::{http::Connections, usage::Cpu};
use crate::{failure::Failure, say};
use anyhow::{Context as _, Result};
use hyper::{StatusCode, body::Bytes};
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use ostrakon_record::{entry::Submission, receipt::Receipt};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore as _, SeedableRng as _};
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep_until, timeout},
};

/// What it says when it can begin.
pub(super) const READY: &str = "ready";
/// A request that takes longer has no answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// What to post, and how fast.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Where the board listens
    #[arg(long)]
    address: String,
    /// To which election
    #[arg(long)]
    election: Hash,
    /// Of the board, for the receipts
    #[arg(long)]
    key: VerifyingKey,
    /// Submissions, one a line
    #[arg(long)]
    ballots: PathBuf,
    /// First line that is this process's
    #[arg(long)]
    first: usize,
    /// Every so many lines
    #[arg(long)]
    step: usize,
    /// Lines of the file, for all processes
    #[arg(long)]
    lines: usize,
    /// Connections at once
    #[arg(long)]
    connections: usize,
    /// Posts in a second, on average; without it, each connection posts as soon as it has an answer
    #[arg(long)]
    rate: Option<f64>,
}

/// A request and its answer.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    /// HTTP status; 0 for none.
    pub(super) status: u16,
    /// Seconds since it should have been posted.
    pub(super) latency: f64,
}

/// What a process has to tell in the end.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Outcome {
    pub(super) answers: Vec<Answer>,
    /// Place and hash of every line that the board has acknowledged, with a receipt that is right.
    pub(super) promises: Vec<(u64, Hash)>,
    /// Seconds from the first post to the last answer.
    pub(super) seconds: f64,
    /// Of these seconds, on a processor.
    pub(super) cpu: f64,
}

/// Posts when told to, and prints the [`Outcome`].
///
/// # Errors
/// If there is nothing to post, or the board answers with a receipt for something else.
pub(crate) fn run(options: &Options) -> Result<()> {
    let file = File::open(&options.ballots).with_context(|| options.ballots.display().to_string())?;
    let ballots = BufReader::new(file)
        .lines()
        .take(options.lines)
        .skip(options.first)
        .step_by(options.step)
        .map(|line| line.map(Bytes::from))
        .collect::<Result<Vec<Bytes>, _>>()?;
    say::data(READY);
    std::io::stdin().lock().read_line(&mut String::new())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let before = Cpu::of(std::process::id())?;
    let start = Instant::now();
    let answered = runtime.block_on(post(options, &ballots))?;
    let seconds = start.elapsed().as_secs_f64();
    let cpu = Cpu::of(std::process::id())?.since(before).total;
    let promises = answered
        .iter()
        .filter(|answered| answered.status == StatusCode::CREATED)
        .map(|answered| {
            let ballot = ballots.get(answered.ballot).context("a ballot")?;
            promise(options, ballot, &answered.body)
        })
        .collect::<Result<_>>()?;
    let outcome = Outcome {
        answers: answered.iter().map(Answered::figures).collect(),
        promises,
        seconds,
        cpu,
    };
    say::data(serde_json::to_string(&outcome)?);
    Ok(())
}

struct Answered {
    ballot: usize,
    status: StatusCode,
    /// None if there was no answer.
    latency: Option<Duration>,
    late: Duration,
    body: Bytes,
}

impl Answered {
    fn figures(&self) -> Answer {
        Answer {
            status: self.latency.map_or(0, |_| self.status.as_u16()),
            latency: self.latency.unwrap_or(self.late).as_secs_f64(),
        }
    }
}

/// Believes nothing but a receipt that is signed for this ballot.
fn promise(options: &Options, ballot: &[u8], receipt: &[u8]) -> Result<(u64, Hash)> {
    let receipt: Receipt = serde_json::from_slice(receipt)?;
    receipt.verify(&options.key)?;
    if receipt.election != options.election || receipt.body != Submission::parse(ballot)?.body_hash() {
        return Err(Failure::wrong("the board's receipt is for another line").into());
    }
    Ok((receipt.seq, receipt.line))
}

async fn post(options: &Options, ballots: &[Bytes]) -> Result<Vec<Answered>> {
    let path: Arc<str> = format!("/api/v1/elections/{}/entries", options.election).into();
    let connections = Arc::new(Connections::new(&options.address, options.connections));
    let mut posting = JoinSet::new();
    if let Some(rate) = options.rate {
        // Voters come independently of each other: the times between them are exponentially distributed.
        let mut rng = ChaCha20Rng::seed_from_u64(options.first.try_into()?);
        let mut due = Instant::now();
        for (number, ballot) in ballots.iter().cloned().enumerate() {
            due += Duration::from_secs_f64(exponential(&mut rng) / rate);
            sleep_until(due).await;
            let (path, connections) = (path.clone(), connections.clone());
            posting.spawn(async move { vec![one(&connections, &path, number, ballot, due).await] });
        }
    } else {
        let next = Arc::new(AtomicUsize::new(0));
        let ballots: Arc<[Bytes]> = ballots.into();
        for _ in 0..options.connections {
            let (path, connections) = (path.clone(), connections.clone());
            let (next, ballots) = (next.clone(), ballots.clone());
            posting.spawn(async move {
                let mut answered = Vec::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(ballot) = ballots.get(number).cloned() else {
                        return answered;
                    };
                    answered.push(one(&connections, &path, number, ballot, Instant::now()).await);
                }
            });
        }
    }
    Ok(posting.join_all().await.into_iter().flatten().collect())
}

/// Posts a ballot. Its latency counts from when it was due: whoever has to wait for a connection waits for the server.
async fn one(connections: &Connections, path: &str, ballot: usize, body: Bytes, due: Instant) -> Answered {
    let answer = timeout(PATIENCE, connections.post(path, body)).await;
    let late = due.elapsed();
    let answer = answer.ok().and_then(Result::ok);
    let latency = answer.is_some().then_some(late);
    let (status, body) = answer.unwrap_or_default();
    Answered {
        ballot,
        status,
        latency,
        late,
        body,
    }
}

/// Exponentially distributed around 1.
fn exponential(rng: &mut ChaCha20Rng) -> f64 {
    let uniform = f64::from(rng.next_u32()) / (f64::from(u32::MAX) + 1.0);
    -(1.0 - uniform).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrivals_have_the_mean_and_spread_of_independent_ones() {
        let mut rng = ChaCha20Rng::seed_from_u64(3);
        let gaps: Vec<f64> = (0..100_000).map(|_| exponential(&mut rng)).collect();
        let mean = gaps.iter().sum::<f64>() / 1e5;
        let variance = gaps.iter().map(|gap| (gap - mean).powi(2)).sum::<f64>() / 1e5;
        assert!((mean - 1.0).abs() < 0.02, "{mean}");
        assert!((variance - 1.0).abs() < 0.05, "{variance}");
    }
}
