//! Start, listening, shutdown.

use crate::{
    admission::Doors,
    config::ServeConfig,
    identity::Identity,
    limits::RateLimit,
    router,
    sequencer::{Committed, ElectionHandle},
    store::SqliteStore,
};
use anyhow::{Context as _, bail};
use ostrakon_crypto::hash::Hash;
use std::{
    collections::HashMap,
    fs::{self, File, TryLockError},
    io::Write as _,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::{
    net::TcpListener,
    sync::{RwLock, oneshot},
};

/// How long clients may still take when the program was asked to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// Everything that requests need.
pub(crate) struct Board {
    pub(crate) identity: Arc<Identity>,
    pub(crate) store: SqliteStore,
    pub(crate) elections: RwLock<Elections>,
    pub(crate) doors: Doors,
    pub(crate) rate: RateLimit,
    pub(crate) web: Option<PathBuf>,
}

/// Elections by id, and their ids in the order of their creation.
#[derive(Default)]
pub(crate) struct Elections {
    pub(crate) by_id: HashMap<Hash, Arc<ElectionHandle>>,
    pub(crate) order: Vec<Hash>,
}

impl Elections {
    pub(crate) fn insert(&mut self, id: Hash, election: Arc<ElectionHandle>) {
        self.by_id.insert(id, election);
        self.order.push(id);
    }
}

/// Serves until the program is asked to end.
pub(crate) async fn run(config: &ServeConfig) -> anyhow::Result<()> {
    fs::create_dir_all(&config.data_dir)
        .with_context(|| format!("cannot make {}", config.data_dir.display()))?;
    let _lock = lock(&config.data_dir)?;
    if let Some(web) = &config.web
        && !web.join("index.html").is_file()
    {
        bail!(
            "{} holds no voters' pages\nhint: `cargo xtask web` builds them",
            web.display()
        );
    }
    let identity = Arc::new(Identity::open(&config.data_dir, &config.name)?);
    let store = SqliteStore::open(&config.data_dir.join("board.sqlite")).await?;
    let mut elections = Elections::default();
    for id in store.elections().await? {
        let committed = Committed::load(&store, &id).await.context("refusing to serve")?;
        if committed.election.manifest().log.key != identity.key.verifying_key() {
            bail!(
                "refusing to serve: board.key is not the key that election {id} names\nhint: restore the board.key \
                 of this data folder from a copy"
            );
        }
        tracing::info!(election = %id, entries = committed.election.entries(), "loaded");
        elections.insert(
            id,
            ElectionHandle::start(committed, store.clone(), identity.clone()),
        );
    }
    let board = Arc::new(Board {
        identity,
        store: store.clone(),
        elections: RwLock::new(elections),
        doors: Doors::new(),
        rate: RateLimit::new(config.limit_per_second),
        web: config.web.clone(),
    });
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        format!(
            "cannot listen on {}\nhint: is another server running there?",
            config.listen
        )
    })?;
    let address = listener.local_addr()?;
    let app = router::router(board).into_make_service_with_connect_info::<SocketAddr>();
    writeln!(std::io::stdout().lock(), "listening on http://{address}")?;
    let (asked, ending) = oneshot::channel();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async {
        asked_to_end().await;
        // Nobody listens any more only if the server has ended by itself.
        let _ = asked.send(());
    });
    tokio::select! {
        ended = serving.into_future() => ended?,
        () = patience(ending) => tracing::warn!("some clients were still busy"),
    }
    store.close().await;
    tracing::info!("ended");
    Ok(())
}

/// Over when the program was asked to end and its clients have had their time to finish.
async fn patience(ending: oneshot::Receiver<()>) {
    // Without a sender the server has ended by itself.
    let _ = ending.await;
    tokio::time::sleep(PATIENCE).await;
}

/// Two servers on one folder would fork its logs.
fn lock(folder: &Path) -> anyhow::Result<File> {
    let file =
        File::create(folder.join("lock")).with_context(|| format!("cannot write to {}", folder.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            bail!(
                "another server uses {}\nhint: end it first, or use another folder",
                folder.display()
            )
        }
        Err(TryLockError::Error(error)) => Err(error).context("cannot lock the data folder"),
    }
}

async fn asked_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        match terminate {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = interrupt => {}
                    _ = terminate.recv() => {}
                }
            }
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
    tracing::info!("asked to end");
}
