//! As little of an HTTP client as posting needs, so that it does not take the processors from the server.

use anyhow::Result;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Request, StatusCode,
    body::{Bytes, Incoming},
    client::conn::http1::{self, SendRequest},
    header,
};
use hyper_util::rt::TokioIo;
use std::sync::{Mutex, PoisonError};
use tokio::{net::TcpStream, sync::Semaphore};

/// Connections to a server, used again and again.
pub(super) struct Connections {
    /// Host and port.
    address: String,
    idle: Mutex<Vec<SendRequest<Full<Bytes>>>>,
    permits: Semaphore,
}

impl Connections {
    /// At most so many at once to the server at `http://ADDRESS`.
    pub(super) fn new(address: &str, most: usize) -> Self {
        Self {
            address: address.trim_start_matches("http://").to_owned(),
            idle: Mutex::default(),
            permits: Semaphore::new(most),
        }
    }

    /// Posts, and waits for the whole answer.
    ///
    /// # Errors
    /// If there is none.
    pub(super) async fn post(&self, path: &str, body: Bytes) -> Result<(StatusCode, Bytes)> {
        let _permit = self.permits.acquire().await?;
        let mut connection = self.connection().await?;
        let request = Request::post(path)
            .header(header::HOST, &self.address)
            .body(Full::new(body))?;
        let (head, body) = connection.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        self.idle().push(connection);
        Ok((head.status, body))
    }

    /// Asks for something long.
    ///
    /// # Errors
    /// If there is no answer.
    pub(super) async fn get(&self, path: &str) -> Result<(StatusCode, Incoming)> {
        let mut connection = self.connection().await?;
        let request = Request::get(path)
            .header(header::HOST, &self.address)
            .body(Full::default())?;
        let (head, body) = connection.send_request(request).await?.into_parts();
        Ok((head.status, body))
    }

    async fn connection(&self) -> Result<SendRequest<Full<Bytes>>> {
        while let Some(mut idle) = self.take() {
            if idle.ready().await.is_ok() {
                return Ok(idle);
            }
        }
        let stream = TcpStream::connect(&self.address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // What goes wrong on it, its requests are told.
        tokio::spawn(connection);
        Ok(sender)
    }

    fn take(&self) -> Option<SendRequest<Full<Bytes>>> {
        self.idle().pop()
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<SendRequest<Full<Bytes>>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
