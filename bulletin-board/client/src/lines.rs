//! The log, line by line, and its checkpoints, one by one.

use crate::ClientError;
use core::fmt;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use ostrakon_record::{entry::LINE_LIMIT, tlog::series::NoteSeries};
use reqwest::Response;

/// Bytes as the network delivers them.
#[cfg(not(target_arch = "wasm32"))]
type Chunks = stream::BoxStream<'static, reqwest::Result<Vec<u8>>>;
/// Bytes as the browser delivers them: they stay on their thread.
#[cfg(target_arch = "wasm32")]
type Chunks = stream::LocalBoxStream<'static, reqwest::Result<Vec<u8>>>;

fn chunks(response: Response) -> Chunks {
    let stream = response.bytes_stream().map_ok(|bytes| bytes.to_vec());
    #[cfg(not(target_arch = "wasm32"))]
    return stream.boxed();
    #[cfg(target_arch = "wasm32")]
    return stream.boxed_local();
}

/// Lines as they arrive; holds no more than one of them and what the network delivered last.
pub struct LineStream {
    url: String,
    chunks: Chunks,
    buffer: Vec<u8>,
    searched: usize,
}

impl fmt::Debug for LineStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineStream")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

impl LineStream {
    pub(crate) fn new(url: String, response: Response) -> Self {
        Self {
            url,
            chunks: chunks(response),
            buffer: Vec::new(),
            searched: 0,
        }
    }

    /// The next line without its newline; none at the end.
    ///
    /// # Errors
    /// If the connection breaks, or a line is too long or cut off.
    pub async fn next_line(&mut self) -> Result<Option<Vec<u8>>, ClientError> {
        loop {
            let rest = self.buffer.get(self.searched..).unwrap_or_default();
            if let Some(offset) = rest.iter().position(|byte| *byte == b'\n') {
                let end = self.searched.saturating_add(offset);
                let mut line: Vec<u8> = self.buffer.drain(..=end).collect();
                line.pop();
                self.searched = 0;
                return Ok(Some(line));
            }
            self.searched = self.buffer.len();
            if self.buffer.len() > LINE_LIMIT {
                return Err(ClientError::Malformed {
                    reason: format!("a line is longer than {LINE_LIMIT} bytes"),
                });
            }
            let chunk = self.chunks.next().await.transpose();
            match chunk.map_err(|error| ClientError::unreachable(&self.url, &error))? {
                Some(chunk) => self.buffer.extend_from_slice(&chunk),
                None if self.buffer.is_empty() => return Ok(None),
                None => {
                    return Err(ClientError::Malformed {
                        reason: "the last line is cut off".to_owned(),
                    });
                }
            }
        }
    }
}

/// Checkpoints as they arrive; holds no more than one of them and what the network delivered last.
#[derive(Debug)]
pub struct NoteStream {
    lines: LineStream,
    series: NoteSeries,
}

impl NoteStream {
    /// Cuts the text of [`crate::BoardClient::checkpoints`] into checkpoints.
    #[must_use]
    pub fn new(lines: LineStream) -> Self {
        Self {
            lines,
            series: NoteSeries::default(),
        }
    }

    /// The next checkpoint, a signed note; none at the end. Nothing of it is verified.
    ///
    /// # Errors
    /// If the connection breaks, or the text is cut off or no text.
    pub async fn next_note(&mut self) -> Result<Option<String>, ClientError> {
        while let Some(line) = self.lines.next_line().await? {
            let line = String::from_utf8(line).map_err(|error| ClientError::Malformed {
                reason: error.to_string(),
            })?;
            if let Some(note) = self.series.line(&line) {
                return Ok(Some(note));
            }
        }
        Ok(self.series.end())
    }
}
