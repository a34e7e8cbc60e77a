//! The log in the formats of the transparency ecosystem: checkpoints, tiles, proofs.

use crate::{BoardClient, ClientError};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::TilePath;
use reqwest::RequestBuilder;

impl BoardClient {
    /// Address of an election's log as mirrors, monitors and witnesses name it.
    #[must_use]
    pub fn log_prefix(&self, election: &Hash) -> String {
        format!("{}/log/{election}", self.base)
    }

    async fn bytes(&self, request: RequestBuilder) -> Result<Vec<u8>, ClientError> {
        let body = self.send(request).await?.bytes().await;
        let body = body.map_err(|error| ClientError::unreachable(&self.base, &error))?;
        Ok(body.to_vec())
    }

    async fn text(&self, request: RequestBuilder) -> Result<String, ClientError> {
        String::from_utf8(self.bytes(request).await?).map_err(|_| ClientError::Malformed {
            reason: "it is not text in UTF-8".to_owned(),
        })
    }

    /// The newest checkpoint with its cosignatures, as it is published: nothing about it is verified.
    ///
    /// # Errors
    /// If the board cannot be reached, has no such election or no checkpoint of it yet (status 404).
    pub async fn checkpoint(&self, election: &Hash) -> Result<String, ClientError> {
        let url = format!("{}/checkpoint", self.log_prefix(election));
        self.text(self.http.get(url)).await
    }

    /// A tile of hashes or an entry bundle.
    ///
    /// # Errors
    /// If the board cannot be reached, has no such election, or the tile is beyond its newest checkpoint (status 404).
    pub async fn tile(&self, election: &Hash, path: &TilePath) -> Result<Vec<u8>, ClientError> {
        let url = format!("{}/{path}", self.log_prefix(election));
        self.bytes(self.http.get(url)).await
    }

    /// That a line is in the log: a proof under the newest checkpoint with a quorum that covers it, or else under the
    /// newest that does. Nothing about it is verified.
    ///
    /// # Errors
    /// If the board cannot be reached, has no such election, or no checkpoint covers the line yet (status 404).
    pub async fn proof(&self, election: &Hash, seq: u64) -> Result<String, ClientError> {
        let url = self.url(&format!("elections/{election}/proof/{seq}"));
        self.text(self.http.get(url)).await
    }
}
