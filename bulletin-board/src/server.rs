//! Start, listening, shutdown.

use crate::{
    admission,
    config::ServeConfig,
    database,
    failure::Failure,
    followers,
    identity::Identity,
    limits::RateLimit,
    router,
    sequencer::{Committed, ElectionHandle},
    store::{Store, StoreError},
    tree::Recounted,
};
use anyhow::{Context as _, bail};
use futures_util::future::join_all;
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
    sync::{RwLock, Semaphore, oneshot},
};

/// How long clients may still take when the program was asked to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// Everything that requests need.
pub(crate) struct Board {
    pub(crate) identity: Arc<Identity>,
    pub(crate) store: Store,
    pub(crate) elections: RwLock<Elections>,
    /// Of checking ballots.
    pub(crate) turns: Arc<Semaphore>,
    pub(crate) rate: RateLimit,
    pub(crate) web: Option<PathBuf>,
    /// Between two checkpoints of a log.
    pub(crate) checkpoint_interval: Duration,
}

impl Board {
    /// Starts the tasks of an election.
    pub(crate) async fn serve(
        &self,
        committed: Committed,
        recounted: Recounted,
    ) -> Result<Arc<ElectionHandle>, StoreError> {
        ElectionHandle::start(
            committed,
            recounted,
            self.store.clone(),
            self.identity.clone(),
            self.checkpoint_interval,
        )
        .await
    }
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
    if let Some(web) = &config.web
        && !web.join("index.html").is_file()
    {
        let message = format!("{} holds no voters' pages", web.display());
        bail!(Failure::new(message, "`cargo xtask web` builds them"));
    }
    fs::create_dir_all(&config.data_dir).with_context(|| {
        Failure::new(
            format!("cannot make {}", config.data_dir.display()),
            "name a folder that the board may write to",
        )
    })?;
    let _lock = lock(&config.data_dir)?;
    let identity = Arc::new(Identity::open(&config.data_dir, &config.name)?);
    let store = database::open(config).await?;
    let board = Arc::new(Board {
        identity,
        store: store.clone(),
        elections: RwLock::default(),
        turns: admission::turns(),
        rate: RateLimit::new(config.limit_per_second),
        web: config.web.clone(),
        checkpoint_interval: config.checkpoint_interval,
    });
    load(&board, config).await?;
    if store.is_shared() {
        tokio::spawn(followers::follow(board.clone()));
    }
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        Failure::new(
            format!("cannot listen on {}", config.listen),
            "is another server running there? Port 0 takes a free one",
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

/// Reads all elections and starts to serve them.
async fn load(board: &Board, config: &ServeConfig) -> anyhow::Result<()> {
    let damaged = |error: StoreError| {
        let hint = database::hint(config, &error);
        anyhow::Error::new(error).context(Failure::new("refusing to serve", hint))
    };
    let mut elections = board.elections.write().await;
    let mut loaded = Vec::new();
    for id in board.store.elections().await.map_err(damaged)? {
        let (committed, recounted) = Committed::load(&board.store, &id).await.map_err(damaged)?;
        if committed.election.manifest().log.key != board.identity.key.verifying_key() {
            bail!(Failure::new(
                format!("refusing to serve: board.key is not the key that election {id} names"),
                "restore the board.key of this data folder from a copy",
            ));
        }
        tracing::info!(election = %id, entries = committed.election.entries(), "loaded");
        loaded.push(async move { (id, board.serve(committed, recounted).await) });
    }
    // All at once, because they wait for witnesses.
    for (id, handle) in join_all(loaded).await {
        elections.insert(id, handle.map_err(damaged)?);
    }
    Ok(())
}

/// Over when the program was asked to end and its clients have had their time to finish.
async fn patience(ending: oneshot::Receiver<()>) {
    // Without a sender the server has ended by itself.
    let _ = ending.await;
    tokio::time::sleep(PATIENCE).await;
}

/// Two servers on one folder would fork its logs.
pub(crate) fn lock(folder: &Path) -> anyhow::Result<File> {
    let unwritable = || {
        Failure::new(
            format!("cannot lock {}", folder.display()),
            "run the board as the owner of its data folder, on a disk of this machine",
        )
    };
    let file = File::create(folder.join("lock")).with_context(unwritable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!(Failure::new(
            format!("another server uses {}", folder.display()),
            "end it first, or use another folder",
        )),
        Err(TryLockError::Error(error)) => Err(error).with_context(unwritable),
    }
}

pub(crate) async fn asked_to_end() {
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
