//! Connections: how many there may be, how long a client may take, TLS, and a polite end.
//!
//! HTTP/1.1 only: it is what every client and proxy speaks, and has no streams to exhaust.

use crate::{config::ServeConfig, failure::Failure, limits::household, metrics};
use anyhow::Context as _;
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    time::timeout,
};
use tokio_io_timeout::TimeoutStream;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    },
};
use tower::ServiceExt as _;

/// Longest head of a request, in bytes.
const HEAD: usize = 16 * 1_024;
/// Most header fields of a request.
const FIELDS: usize = 64;
/// Wait after the system could not accept a connection, such as when there are too many open files.
const RECOVERY: Duration = Duration::from_millis(100);

/// Speaks TLS with certificate and key from these files.
pub(crate) fn tls(config: &ServeConfig) -> anyhow::Result<Option<TlsAcceptor>> {
    let Some(files) = &config.tls else {
        return Ok(None);
    };
    let unreadable = |path: &std::path::Path| {
        Failure::new(
            format!("cannot read {}", path.display()),
            "name a PEM file that the board may read",
        )
    };
    let chain = CertificateDer::pem_file_iter(&files.certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| unreadable(&files.certificate))?;
    let key = PrivateKeyDer::from_pem_file(&files.key).with_context(|| unreadable(&files.key))?;
    // Named, because the database's client brings another implementation along.
    let mut server = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .context("TLS")?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .with_context(|| {
            Failure::new(
                format!("{} cannot be used", files.certificate.display()),
                "give the chain of certificates, the server's own first, and the key that belongs to it",
            )
        })?;
    server.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Some(TlsAcceptor::from(Arc::new(server))))
}

/// Who may connect, and how long clients may take.
pub(crate) struct Gate {
    most: usize,
    most_of_an_address: usize,
    /// May have all connections.
    proxies: Vec<IpAddr>,
    patience: Duration,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    total: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// A connection's place; free again when it is dropped.
struct Place {
    gate: Arc<Gate>,
    address: IpAddr,
}

impl Gate {
    pub(crate) fn new(config: &ServeConfig) -> Arc<Self> {
        Arc::new(Self {
            most: config.max_connections,
            most_of_an_address: config.max_connections_per_address,
            proxies: config.trusted_proxies.clone(),
            patience: config.client_timeout,
            open: Mutex::default(),
        })
    }

    fn admit(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let address = household(peer);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let of_address = open.by_address.get(&address).copied().unwrap_or(0);
        let is_proxy = self.proxies.contains(&peer.to_canonical());
        if open.total >= self.most || (!is_proxy && of_address >= self.most_of_an_address) {
            return None;
        }
        open.total = open.total.saturating_add(1);
        open.by_address.insert(address, of_address.saturating_add(1));
        metrics::connections(open.total);
        Some(Place {
            gate: self.clone(),
            address,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.gate.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.total = open.total.saturating_sub(1);
        metrics::connections(open.total);
        if let Some(of_address) = open.by_address.get_mut(&self.address) {
            *of_address = of_address.saturating_sub(1);
            if *of_address == 0 {
                open.by_address.remove(&self.address);
            }
        }
    }
}

/// Serves until `ending`, and then until the requests that have begun are answered.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    gate: Arc<Gate>,
    app: Router,
    ending: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    tokio::pin!(ending);
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut ending => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(RECOVERY).await;
                continue;
            }
        };
        let Some(place) = gate.admit(peer.ip()) else {
            metrics::connection_refused();
            continue;
        };
        let (tls, app, watcher) = (tls.clone(), app.clone(), graceful.watcher());
        tokio::spawn(async move {
            connected(stream, peer, tls, app, place.gate.patience, watcher).await;
            drop(place);
        });
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn connected(
    stream: TcpStream,
    peer: SocketAddr,
    tls: Option<TlsAcceptor>,
    app: Router,
    patience: Duration,
    watcher: Watcher,
) {
    // An answer's last part must not wait for an acknowledgement of the one before. It works without, but slower.
    let _ = stream.set_nodelay(true);
    // Who does not take what it asked for is not waited for.
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience));
    let stream = Box::pin(stream);
    match tls {
        None => speak(stream, peer, app, patience, watcher).await,
        Some(tls) => {
            if let Ok(Ok(stream)) = timeout(patience, tls.accept(stream)).await {
                speak(stream, peer, app, patience, watcher).await;
            }
        }
    }
}

async fn speak(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: SocketAddr,
    app: Router,
    patience: Duration,
    watcher: Watcher,
) {
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_headers(FIELDS)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(stream), service);
    // Why a client's connection ended is the client's business.
    let _ = watcher.watch(connection).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(most: usize, most_of_an_address: usize, proxies: &[IpAddr]) -> Arc<Gate> {
        Arc::new(Gate {
            most,
            most_of_an_address,
            proxies: proxies.to_vec(),
            patience: Duration::ZERO,
            open: Mutex::default(),
        })
    }

    #[test]
    fn places_are_limited_in_all_and_by_address_and_come_free_again() {
        let address = |last| IpAddr::from([192, 0, 2, last]);
        let gate = gate(5, 2, &[address(9)]);
        let mut places: Vec<Place> = (0..2).map(|_| gate.admit(address(1)).unwrap()).collect();
        assert!(gate.admit(address(1)).is_none(), "one address");
        let mapped = "::ffff:192.0.2.1".parse().unwrap();
        assert!(gate.admit(mapped).is_none(), "the same address");
        places.extend((0..3).map(|_| gate.admit(address(9)).unwrap()));
        assert!(gate.admit(address(2)).is_none(), "all places");
        places.remove(0);
        places.push(gate.admit(address(1)).unwrap());
        places.clear();
        let open = gate.open.lock().unwrap();
        assert_eq!((open.total, open.by_address.len()), (0, 0));
    }
}
