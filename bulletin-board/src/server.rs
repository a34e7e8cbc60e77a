//! Start, listening, shutdown.

use crate::{
    admin, admission, backup,
    collector::Workers,
    committed::Committed,
    config::ServeConfig,
    connections::{self, Gate},
    cosigning, database,
    failure::Failure,
    followers,
    identity::Identity,
    limits::RateLimit,
    memory::Memory,
    metrics, router, routes,
    sequencer::{self, ElectionHandle},
    store::{Store, StoreError},
    tree::Recounted,
};
use anyhow::{Context as _, bail};
use futures_util::future::join_all;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::election::Election;
use std::{
    collections::HashMap,
    fmt::Write as _,
    fs::{self, File, TryLockError},
    io::{self, Write as _},
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::{
    net::TcpListener,
    sync::{RwLock, Semaphore, watch},
};

/// How long clients may still take when the program was asked to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// Everything that requests need.
pub(crate) struct Board {
    pub(crate) identity: Arc<Identity>,
    pub(crate) store: Store,
    pub(crate) memory: Memory,
    pub(crate) elections: RwLock<Elections>,
    /// Of checking ballots.
    pub(crate) workers: Arc<Workers>,
    pub(crate) rate: RateLimit,
    pub(crate) web: Option<PathBuf>,
    /// Between two checkpoints of a log.
    pub(crate) checkpoint_interval: Duration,
    pub(crate) data_dir: PathBuf,
    /// Proxies that are believed about who posts.
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// Longest time to an answer's first byte.
    pub(crate) client_timeout: Duration,
    /// True once the program was asked to end.
    pub(crate) ending: watch::Receiver<bool>,
    /// Places for listeners to events.
    pub(crate) streams: Arc<Semaphore>,
    pub(crate) mode: Mode,
}

/// What a board does with its logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// It takes lines in and signs checkpoints.
    Full,
    /// It shows them, and nothing else: they may lack lines that were acknowledged.
    ReadOnly,
}

impl Board {
    /// Whether no lines are taken in.
    pub(crate) fn is_read_only(&self) -> bool {
        self.mode == Mode::ReadOnly
    }

    /// Asks the witnesses whether they know more of an election than is stored. A board that only reads does no harm.
    pub(crate) async fn check_memory(&self, election: &Election) -> Result<(), StoreError> {
        if self.is_read_only() {
            return Ok(());
        }
        let (log, policy) = sequencer::transparency(election)?;
        cosigning::check_memory(election.id(), &log, &policy, &self.store).await
    }

    /// Starts the tasks of an election, whose memory was checked.
    pub(crate) async fn serve(
        &self,
        committed: Committed,
        recounted: Recounted,
    ) -> Result<Arc<ElectionHandle>, StoreError> {
        ElectionHandle::start(committed, recounted, self).await
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
        && !routes::pages::has_pages(web)
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
    let store = database::open(config, "refusing to serve").await?;
    let memory = Memory::open(&config.data_dir).with_context(|| {
        Failure::new(
            format!("cannot write to {}", config.data_dir.display()),
            "is the disk full or read-only, or the folder somebody else's?",
        )
    })?;
    let (asked, ending) = watch::channel(false);
    let board = Arc::new(Board {
        identity,
        store: store.clone(),
        memory,
        elections: RwLock::default(),
        workers: admission::workers()
            .with_context(|| Failure::new("cannot start threads", "allow this program more of them"))?,
        rate: RateLimit::new(config.limit_per_second),
        web: config.web.clone(),
        data_dir: config.data_dir.clone(),
        trusted_proxies: config.trusted_proxies.clone(),
        client_timeout: config.client_timeout,
        ending: ending.clone(),
        streams: Arc::new(Semaphore::new(routes::events::STREAMS)),
        mode: if backup::is_unconfirmed(&config.data_dir)? {
            Mode::ReadOnly
        } else {
            Mode::Full
        },
        checkpoint_interval: config.checkpoint_interval,
    });
    if board.is_read_only() {
        tracing::warn!(
            "restored from a backup: taking no lines; `bulletin-board resume --help` says how to go on"
        );
    }
    load(&board, config).await?;
    if store.is_shared() {
        tokio::spawn(followers::follow(board.clone()));
    }
    let tls = connections::tls(config)?;
    let listener = listen(config.listen).await?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let mut listening = format!("listening on {scheme}://{}\n", listener.local_addr()?);
    if let Some(address) = config.admin_listen {
        let numbers = metrics::start().context("metrics")?;
        let listener = listen(address).await?;
        writeln!(
            listening,
            "metrics and health on http://{}",
            listener.local_addr()?
        )?;
        let app = admin::router(board.clone(), numbers);
        tokio::spawn(axum::serve(listener, app).into_future());
    }
    // At once: whoever waits for the first line may read no more.
    io::stdout().lock().write_all(listening.as_bytes())?;
    let app = router::router(board);
    let serving = connections::serve(listener, tls, Gate::new(config), app, asked_in(ending.clone()));
    tokio::spawn(async move {
        asked_to_end().await;
        asked.send_replace(true);
    });
    tokio::select! {
        () = serving => {}
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
    let ids = board.store.elections().await.map_err(damaged)?;
    if !board.is_read_only() {
        board.memory.check_presence(&ids)?;
    }
    for id in ids {
        let (committed, recounted) = Committed::load(&board.store, &id).await.map_err(damaged)?;
        if committed.election.manifest().log.key != board.identity.key.verifying_key() {
            bail!(Failure::new(
                format!("refusing to serve: board.key is not the key that election {id} names"),
                "restore the board.key of this data folder from a copy",
            ));
        }
        tracing::info!(election = %id, entries = committed.election.entries(), "loaded");
        loaded.push(async move {
            let checked = board.check_memory(&committed.election).await;
            let served = match checked {
                Ok(()) => board.serve(committed, recounted).await,
                Err(error) => Err(error),
            };
            (id, served)
        });
    }
    // All at once, because they wait for witnesses.
    for (id, handle) in join_all(loaded).await {
        elections.insert(id, handle.map_err(damaged)?);
    }
    Ok(())
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        Failure::new(
            format!("cannot listen on {address}"),
            "is another server running there? Port 0 takes a free one",
        )
    })
}

/// Over when the program was asked to end.
pub(crate) async fn asked_in(mut ending: watch::Receiver<bool>) {
    // The sender lives until it has sent.
    let _ = ending.wait_for(|ending| *ending).await;
}

/// Over when the program was asked to end and its clients have had their time to finish.
async fn patience(ending: watch::Receiver<bool>) {
    asked_in(ending).await;
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
