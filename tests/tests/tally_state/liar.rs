//! A board that shows whatever it is told to, and takes everything.

use axum::{
    Router,
    extract::{Query, State},
    http::StatusCode,
    routing::{get, post},
};
use bulletin_board_client::ElectionSummary;
use ostrakon_crypto::signature::SigningKey;
use ostrakon_record::{
    body::Body,
    entry::{Kind, Submission},
    receipt::Receipt,
};
use ostrakon_tests::fixture::Record;
use serde::Deserialize;
use std::sync::{Arc, Mutex};

/// The board's address, and what it shows.
pub(crate) struct Liar {
    pub(crate) address: String,
    shown: Arc<Mutex<Shown>>,
}

struct Shown {
    record: Record,
    /// Lines for whoever asks for a part of the log from its beginning; else those of the record.
    verified: Option<Vec<String>>,
    checkpoints: Vec<String>,
    posted: Vec<Body>,
}

#[derive(Deserialize)]
struct Range {
    from: usize,
    to: Option<usize>,
}

impl Liar {
    /// Shows a record.
    pub(crate) async fn start(record: Record) -> Self {
        let shown = Arc::new(Mutex::new(Shown {
            record,
            verified: None,
            checkpoints: Vec::new(),
            posted: Vec::new(),
        }));
        let routes = Router::new()
            .route("/api/v1/elections/{election}", get(summary))
            .route("/api/v1/elections/{election}/log", get(log))
            .route("/api/v1/elections/{election}/checkpoints", get(checkpoints))
            .route("/api/v1/elections/{election}/entries", post(entries))
            .with_state(shown.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, routes).await });
        Self { address, shown }
    }

    /// Shows another record from now on.
    pub(crate) fn show(&self, record: Record) {
        self.shown.lock().unwrap().record = record;
    }

    /// Shows other lines to whoever reads the log once more to verify it.
    pub(crate) fn show_verifiers(&self, record: &Record) {
        self.shown.lock().unwrap().verified = Some(lines(record));
    }

    /// Publishes these checkpoints and no others from now on.
    pub(crate) fn publish(&self, checkpoints: Vec<String>) {
        self.shown.lock().unwrap().checkpoints = checkpoints;
    }

    /// What was posted since the last time of asking.
    pub(crate) fn posted(&self) -> Vec<Body> {
        std::mem::take(&mut self.shown.lock().unwrap().posted)
    }

    /// The kinds of what was posted since the last time of asking.
    pub(crate) fn posted_kinds(&self) -> Vec<Kind> {
        self.posted().iter().map(Body::kind).collect()
    }

    /// Looks at what is shown.
    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut Record) -> T) -> T {
        look(&mut self.shown.lock().unwrap().record)
    }
}

fn lines(record: &Record) -> Vec<String> {
    record.entries().iter().map(|entry| entry.line() + "\n").collect()
}

async fn summary(State(shown): State<Arc<Mutex<Shown>>>) -> String {
    let summary = ElectionSummary::of(shown.lock().unwrap().record.election());
    serde_json::to_string(&summary).unwrap()
}

async fn log(State(shown): State<Arc<Mutex<Shown>>>, Query(range): Query<Range>) -> String {
    let shown = shown.lock().unwrap();
    let lines = match &shown.verified {
        Some(verified) if range.from == 0 && range.to > Some(1) => verified.clone(),
        _ => lines(&shown.record),
    };
    let to = range.to.map_or(lines.len(), |to| to.min(lines.len()));
    lines[range.from.min(to)..to].concat()
}

async fn checkpoints(State(shown): State<Arc<Mutex<Shown>>>) -> String {
    shown.lock().unwrap().checkpoints.join("\n")
}

async fn entries(State(shown): State<Arc<Mutex<Shown>>>, body: String) -> (StatusCode, String) {
    let mut shown = shown.lock().unwrap();
    let line = Submission::parse(body.as_bytes()).unwrap();
    shown.posted.push(line.body().clone());
    let hash = line.body_hash();
    let id = *shown.record.election().id();
    let entry = shown.record.force(line);
    // Nobody asked this board to keep promises.
    let key = SigningKey::from_seed(&[7; 32]);
    let receipt = Receipt::sign(&key, id, entry.seq(), *entry.hash(), hash);
    (StatusCode::CREATED, serde_json::to_string(&receipt).unwrap())
}
