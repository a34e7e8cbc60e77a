//! `bulletin-board restore`.

use super::{
    CONTENTS, Contents, DATABASE, MARKER, contents_of, copy_secret, load, only_the_file, sync, tell,
    unwritable, write,
};
use crate::{
    committed::Committed,
    config::ServeConfig,
    database,
    failure::Failure,
    identity::{self, Identity},
    server,
    store::Store,
};
use anyhow::{Context as _, bail};
use std::{fs, path::Path};

/// Makes a data folder out of a backup, or goes with a PostgreSQL database that was restored. A board that serves it takes
/// no lines until `resume`: lines that were acknowledged after the backup are missing, and a board that went on without
/// them would fork its logs.
pub(crate) async fn restore(config: &ServeConfig, backup: Option<&Path>) -> anyhow::Result<()> {
    let data = &config.data_dir;
    fs::create_dir_all(data).with_context(|| unwritable(data))?;
    let _lock = server::lock(data)?;
    let logs = match backup {
        Some(backup) => {
            only_the_file(config)?;
            from_folder(config, backup).await?
        }
        None if config.database_urls.is_empty() => bail!(Failure::new(
            "no backup is named",
            "name a folder that `bulletin-board backup` has made",
        )),
        None => from_server(config).await?,
    };
    tell(&logs)?;
    Ok(())
}

/// The database was restored by its own programs: what is left is to say so.
async fn from_server(config: &ServeConfig) -> anyhow::Result<Contents> {
    let data = &config.data_dir;
    if !data.join("board.key").exists() {
        bail!(Failure::new(
            format!("{} holds no board.key", data.display()),
            "put the board's key into the data folder first: nothing else can sign for its logs",
        ));
    }
    let store = database::open(config, "refusing to use this database").await?;
    let logs = load(&store).await.with_context(|| {
        Failure::wrong(
            "the restored database holds no whole logs",
            "restore an earlier copy of it",
        )
    })?;
    store.close().await;
    check_key(config, &logs)?;
    let found = contents_of(&logs);
    mark(data, &found)?;
    sync(data)?;
    Ok(found)
}

async fn from_folder(config: &ServeConfig, backup: &Path) -> anyhow::Result<Contents> {
    let data = &config.data_dir;
    let unusable = || {
        Failure::wrong(
            format!("{} is no usable backup", backup.display()),
            "name a folder that `bulletin-board backup` has made, or try another one",
        )
    };
    let expected = fs::read(backup.join(CONTENTS)).with_context(unusable)?;
    let expected: Contents = serde_json::from_slice(&expected).with_context(unusable)?;
    let database = data.join(DATABASE);
    if database.exists() {
        let message = format!("{} exists", database.display());
        bail!(Failure::new(
            message,
            "move the old data folder to a safe place, and restore into a new one",
        ));
    }
    for name in identity::FILES {
        let (kept, wanted) = (backup.join(name), data.join(name));
        if kept.exists() && !wanted.exists() {
            copy_secret(&kept, &wanted)?;
        }
    }
    if !data.join("board.key").exists() {
        bail!(Failure::new(
            format!(
                "neither {} nor {} holds board.key",
                backup.display(),
                data.display()
            ),
            "put the board's key into the data folder first: nothing else can sign for its logs",
        ));
    }
    let unfinished = data.join(format!("{DATABASE}.unfinished"));
    if unfinished.exists() {
        fs::remove_file(&unfinished).with_context(|| unwritable(&unfinished))?;
    }
    fs::copy(backup.join(DATABASE), &unfinished).with_context(unusable)?;
    let store = Store::open_file(&unfinished).await.with_context(unusable)?;
    let logs = load(&store).await.with_context(unusable)?;
    store.close().await;
    if contents_of(&logs) != expected {
        bail!(Failure::wrong(
            format!(
                "{} does not hold the logs that its {CONTENTS} names",
                backup.display()
            ),
            "try another backup",
        ));
    }
    check_key(config, &logs)?;
    sync(&unfinished)?;
    // The marker comes first: a crash between the two leaves a folder that only reads.
    mark(data, &expected)?;
    fs::rename(&unfinished, &database).with_context(|| unwritable(&database))?;
    sync(data)?;
    Ok(expected)
}

/// Only the key that an election names can sign for its log.
fn check_key(config: &ServeConfig, logs: &[Committed]) -> anyhow::Result<()> {
    let key = Identity::open(&config.data_dir, &config.name)?
        .key
        .verifying_key();
    if let Some(log) = logs.iter().find(|log| log.election.manifest().log.key != key) {
        bail!(Failure::wrong(
            format!(
                "board.key is not the key that election {} names",
                log.election.id()
            ),
            "put the key that belongs to these logs into the data folder",
        ));
    }
    Ok(())
}

/// Leaves a board that only reads.
fn mark(data: &Path, logs: &Contents) -> anyhow::Result<()> {
    if data.join(MARKER).exists() {
        return Ok(());
    }
    write(&data.join(MARKER), &serde_json::to_vec_pretty(logs)?)
}
