//! `bulletin-board backup`.

use super::{
    CONTENTS, DATABASE, contents_of, copy_secret, load, only_the_file, sync, tell, unwritable, write,
};
use crate::{
    config::ServeConfig,
    failure::Failure,
    identity,
    store::{Store, file},
};
use anyhow::{Context as _, bail};
use std::{fs, path::Path};

/// Copies a data folder's logs, and its secrets if asked for, into a new folder. The board may go on serving. The copy is
/// read back and checked before it gets its name.
pub(crate) async fn backup(config: &ServeConfig, target: &Path, keys: Keys) -> anyhow::Result<()> {
    only_the_file(config)?;
    let data = &config.data_dir;
    let database = data.join(DATABASE);
    if !database.is_file() {
        let message = format!("{} holds no board's database", data.display());
        bail!(Failure::new(message, "name the board's data folder"));
    }
    if target.exists() {
        let message = format!("{} exists", target.display());
        bail!(Failure::new(
            message,
            "name a new folder: backups are not overwritten"
        ));
    }
    let mut unfinished = target.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = Path::new(&unfinished);
    if unfinished.exists() {
        let message = format!("{} exists", unfinished.display());
        bail!(Failure::new(
            message,
            "an earlier backup did not end: remove what it left"
        ));
    }
    fs::create_dir_all(unfinished).with_context(|| unwritable(unfinished))?;
    let copied = unfinished.join(DATABASE);
    let failed = || {
        Failure::new(
            format!("cannot back up {}", database.display()),
            "is the disk full? `bulletin-board doctor` looks at the database",
        )
    };
    file::copy(&database, &copied).await.with_context(failed)?;
    let store = Store::open_file(&copied).await.with_context(failed)?;
    let logs = load(&store).await.with_context(failed)?;
    store.close().await;
    sync(&copied)?;
    let contents = contents_of(&logs);
    write(&unfinished.join(CONTENTS), &serde_json::to_vec_pretty(&contents)?)?;
    if keys == Keys::Included {
        for name in identity::FILES {
            copy_secret(&data.join(name), &unfinished.join(name))?;
        }
    }
    sync(unfinished)?;
    fs::rename(unfinished, target).with_context(|| unwritable(target))?;
    tell(&contents)?;
    Ok(())
}

/// Whether a backup holds the board's secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    Included,
    Left,
}
