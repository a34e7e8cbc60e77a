//! What this server has published last of each log, in a file each beside the database: a database that has lost it, as
//! one whose files were cut short or that was replaced by an older copy, is found out before anything is signed.

use crate::{
    failure::Failure,
    files,
    store::{Store, StoreError},
    tree,
};
use anyhow::{Context as _, bail};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{SignedCheckpoint, VerifierKey};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// In the data folder.
const FOLDER: &str = "published";

/// The last checkpoints.
#[derive(Clone, Debug)]
pub(crate) struct Memory(Arc<PathBuf>);

impl Memory {
    /// Opens it, and makes it on the first start.
    pub(crate) fn open(data: &Path) -> io::Result<Self> {
        let folder = data.join(FOLDER);
        files::create_folder(&folder)?;
        Ok(Self(Arc::new(folder)))
    }

    /// Remembers a checkpoint; only then it may be shown.
    pub(crate) async fn remember(&self, id: &Hash, signed: &SignedCheckpoint) -> Result<(), StoreError> {
        let (folder, name, text) = (self.0.clone(), id.to_string(), signed.to_string());
        self.done(id, move || files::replace(&folder, &name, &text)).await
    }

    /// Whether the stored logs are all of those of which something was published.
    pub(crate) fn check_presence(&self, stored: &[Hash]) -> anyhow::Result<()> {
        let unreadable = || {
            Failure::new(
                format!("cannot read {}", self.0.display()),
                "run the board as the owner of its data folder",
            )
        };
        for file in fs::read_dir(self.0.as_path()).with_context(unreadable)? {
            let name = file.with_context(unreadable)?.file_name();
            // Others are unfinished.
            if let Ok(id) = name.to_string_lossy().parse::<Hash>()
                && !stored.contains(&id)
            {
                bail!(Failure::new(
                    format!(
                        "refusing to serve: this is not what was published here: {} holds a checkpoint of a log that is \
                         not stored",
                        self.0.join(name).display()
                    ),
                    "restore the database from a copy, or give its logs back from a mirror or observer's copy",
                ));
            }
        }
        Ok(())
    }

    /// Whether the stored log continues what was published.
    pub(crate) async fn check(&self, id: &Hash, log: &VerifierKey, store: &Store) -> Result<(), StoreError> {
        let (folder, name) = (self.0.clone(), id.to_string());
        let Some(text) = self.done(id, move || files::read(&folder, &name)).await? else {
            return Ok(());
        };
        let file = self.0.join(id.to_string());
        let published = SignedCheckpoint::open(&text, log).map_err(|error| StoreError::Unfit {
            message: format!("{} is damaged: {error}", file.display()),
            hint: "compare with the log's mirrors, observers and witnesses; if none has more lines than this board, \
                   delete the file",
        })?;
        let published = published.checkpoint();
        let size = store.head(id).await?.size();
        let reason = if published.size > size {
            format!("there are {size} lines")
        } else if tree::root(store, id, published.size).await? != published.root {
            "there are other lines".to_owned()
        } else {
            return Ok(());
        };
        Err(StoreError::Damaged {
            election: *id,
            seq: size,
            reason: format!(
                "this is not the log that was published here: {} holds a checkpoint of {} lines, signed with the log's \
                 key, and {reason}",
                file.display(),
                published.size
            ),
        })
    }

    /// Files are slow.
    async fn done<T: Send + 'static>(
        &self,
        id: &Hash,
        work: impl FnOnce() -> io::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(io::Error::other)
            .flatten()
            .map_err(|error| StoreError::Memory {
                path: self.0.join(id.to_string()),
                error,
            })
    }
}
