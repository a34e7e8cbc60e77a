//! Typed HTTP client of the bulletin board, native and WebAssembly.
//!
//! - [`BoardClient`]: one method for each route of the board
//! - [`api`]: what the board says besides log lines
//! - [`LineStream`]: the log, line by line
//! - [`NoteStream`]: its checkpoints, one by one
//! - [`transparency`]: the log as mirrors, monitors and witnesses read it
//! - [`inclusion`]: that a line is in the log, and receipts are kept
//! - [`follow`]: an election's state, kept up to date from the log
//! - `pages` (not in the browser): the voters' pages as a server sends them
//! - `schema` (feature `openapi`): how all that looks, for the API's description
//! - [`error`]: what can go wrong, and whether to try again

pub mod api;
pub mod error;
pub mod follow;
pub mod inclusion;
mod lines;
#[cfg(not(target_arch = "wasm32"))]
pub mod pages;
#[cfg(feature = "openapi")]
pub mod schema;
pub mod transparency;
mod witnessed;

pub use api::{BoardInfo, CredentialStatus, ElectionSummary, PostedReceipt, Problem, TrusteeProgress};
pub use error::ClientError;
pub use follow::{FollowError, Follower, Reading};
pub use inclusion::{Inclusion, LogReader, Redeemed};
pub use lines::{LineStream, NoteStream};
pub use witnessed::Witnessed;

use ostrakon_crypto::{group::Point, hash::Hash};
use ostrakon_record::{entry::Submission, receipt::Receipt, tracker::TrackerText};
use reqwest::{RequestBuilder, Response, StatusCode, header};
use serde::de::DeserializeOwned;

/// A board at an address.
#[derive(Clone, Debug)]
pub struct BoardClient {
    base: String,
    http: reqwest::Client,
}

impl BoardClient {
    /// The board at this address, such as `http://127.0.0.1:8080`.
    #[must_use]
    pub fn new(base: &str) -> Self {
        Self {
            base: base.trim_end_matches('/').to_owned(),
            http: reqwest::Client::new(),
        }
    }

    /// The board's address.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    fn url(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.base)
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, ClientError> {
        let response = request
            .send()
            .await
            .map_err(|error| ClientError::unreachable(&self.base, &error))?;
        if response.status().is_success() {
            return Ok(response);
        }
        let status = response.status().as_u16();
        let retry_after = response
            .headers()
            .get(header::RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.parse().ok());
        let body = response
            .bytes()
            .await
            .map_err(|error| ClientError::unreachable(&self.base, &error))?;
        let problem = serde_json::from_slice(&body).unwrap_or_else(|_| Problem::of_status(status));
        Err(ClientError::Refused {
            status,
            retry_after,
            problem: Box::new(problem),
        })
    }

    async fn json<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, ClientError> {
        let body = self.send(request).await?.bytes().await;
        let body = body.map_err(|error| ClientError::unreachable(&self.base, &error))?;
        serde_json::from_slice(&body).map_err(|error| ClientError::Malformed {
            reason: error.to_string(),
        })
    }

    /// The board's name and key.
    ///
    /// # Errors
    /// If the board cannot be reached or answers something else.
    pub async fn board(&self) -> Result<BoardInfo, ClientError> {
        self.json(self.http.get(self.url("board"))).await
    }

    /// All elections on this board.
    ///
    /// # Errors
    /// If the board cannot be reached or answers something else.
    pub async fn elections(&self) -> Result<Vec<ElectionSummary>, ClientError> {
        self.json(self.http.get(self.url("elections"))).await
    }

    /// How far an election is.
    ///
    /// # Errors
    /// If the board cannot be reached or has no such election.
    pub async fn summary(&self, election: &Hash) -> Result<ElectionSummary, ClientError> {
        self.json(self.http.get(self.url(&format!("elections/{election}"))))
            .await
    }

    /// Posts a manifest, which starts an election. The token is the board operator's.
    ///
    /// # Errors
    /// If the board refuses it or cannot be reached.
    pub async fn create(&self, manifest: &Submission, token: &str) -> Result<Receipt, ClientError> {
        let request = self
            .http
            .post(self.url("elections"))
            .bearer_auth(token)
            .body(manifest.encode());
        self.json(request).await
    }

    /// Posts a line. Posting the same line again is harmless and gives the first receipt.
    ///
    /// # Errors
    /// If the board refuses it or cannot be reached; after [`ClientError::Unreachable`] the line may be in the log.
    pub async fn post(&self, election: &Hash, line: &Submission) -> Result<PostedReceipt, ClientError> {
        let request = self
            .http
            .post(self.url(&format!("elections/{election}/entries")))
            .body(line.encode());
        let response = self.send(request).await?;
        let repeated = response.status() != StatusCode::CREATED;
        let body = response
            .bytes()
            .await
            .map_err(|error| ClientError::unreachable(&self.base, &error))?;
        let receipt = serde_json::from_slice(&body).map_err(|error| ClientError::Malformed {
            reason: error.to_string(),
        })?;
        Ok(PostedReceipt { receipt, repeated })
    }

    /// Lines `from` (included) to `to` (left out; none for all there are).
    ///
    /// # Errors
    /// If the board cannot be reached, has no such election or not so many lines.
    pub async fn log(&self, election: &Hash, from: u64, to: Option<u64>) -> Result<LineStream, ClientError> {
        let to = to.map(|to| format!("&to={to}")).unwrap_or_default();
        let response = self
            .send(
                self.http
                    .get(self.url(&format!("elections/{election}/log?from={from}{to}"))),
            )
            .await?;
        Ok(LineStream::new(self.base.clone(), response))
    }

    /// All published checkpoints of at least `from` lines, with their cosignatures, ascending: a text for [`NoteStream`].
    ///
    /// # Errors
    /// If the board cannot be reached or has no such election.
    pub async fn checkpoints(&self, election: &Hash, from: u64) -> Result<LineStream, ClientError> {
        let path = format!("elections/{election}/checkpoints?from={from}");
        let response = self.send(self.http.get(self.url(&path))).await?;
        Ok(LineStream::new(self.base.clone(), response))
    }

    /// A file that is served beside the voters' pages, such as a picture. Nothing about it is verified.
    ///
    /// # Errors
    /// If the board cannot be reached or has no such file (status 404).
    pub async fn file(&self, path: &str) -> Result<Vec<u8>, ClientError> {
        let request = self.http.get(format!("{}{path}", self.base));
        let bytes = self.send(request).await?.bytes().await;
        let bytes = bytes.map_err(|error| ClientError::unreachable(&self.base, &error))?;
        Ok(bytes.to_vec())
    }

    /// A credential's weight and last ballot.
    ///
    /// # Errors
    /// If the board cannot be reached, or the credential is not on the roll (status 404).
    pub async fn credential(
        &self,
        election: &Hash,
        credential: &Point,
    ) -> Result<CredentialStatus, ClientError> {
        self.json(
            self.http
                .get(self.url(&format!("elections/{election}/credentials/{credential}"))),
        )
        .await
    }

    /// Where the ballot with a tracker is, whether it was cast or opened. Nothing about it is verified.
    ///
    /// # Errors
    /// If the board cannot be reached, or has no such ballot (status 404).
    pub async fn ballot(
        &self,
        election: &Hash,
        tracker: &TrackerText,
    ) -> Result<api::BallotStatus, ClientError> {
        self.json(
            self.http
                .get(self.url(&format!("elections/{election}/ballots/{tracker}"))),
        )
        .await
    }

    /// What the board knows of an election's witnesses. Nothing about it is verified.
    ///
    /// # Errors
    /// If the board cannot be reached or has no such election.
    pub async fn witnesses(&self, election: &Hash) -> Result<Vec<api::WitnessStatus>, ClientError> {
        self.json(
            self.http
                .get(self.url(&format!("elections/{election}/witnesses"))),
        )
        .await
    }

    /// How many had voted by which time. Nothing about it is verified.
    ///
    /// # Errors
    /// If the board cannot be reached or has no such election.
    pub async fn turnout(&self, election: &Hash) -> Result<Vec<api::TurnoutPoint>, ClientError> {
        self.json(self.http.get(self.url(&format!("elections/{election}/turnout"))))
            .await
    }
}
