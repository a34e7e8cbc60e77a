//! Which store, and what to do if it cannot be used.

use crate::{
    backup::DATABASE,
    config::{MigrateConfig, ServeConfig},
    failure::Failure,
    store::{Store, StoreError, postgres::migrate},
};

/// Opens the database server's store, or else the file's. If that fails, `refusal` says what is not done.
pub(crate) async fn open(config: &ServeConfig, refusal: &str) -> anyhow::Result<Store> {
    let opened = if config.database_urls.is_empty() {
        Store::open_file(&config.data_dir.join(DATABASE)).await
    } else {
        Store::open_server(&config.database_urls).await
    };
    opened.map_err(|error| {
        let hint = hint(config, &error);
        anyhow::Error::new(error).context(Failure::new(refusal, hint))
    })
}

/// What to do if the logs cannot be read.
pub(crate) fn hint(config: &ServeConfig, error: &StoreError) -> &'static str {
    match error {
        StoreError::Unfit { hint, .. } => hint,
        StoreError::Memory { .. } => "is the disk full or read-only, or the folder somebody else's?",
        StoreError::Timeout => {
            "does a replica run that the database server requires? See its view pg_stat_replication"
        }
        StoreError::Damaged { .. } | StoreError::Range if !config.database_urls.is_empty() => {
            "restore the database from a copy, or give its logs back from a mirror or observer's copy"
        }
        _ if !config.database_urls.is_empty() => UNREACHABLE,
        StoreError::Database(_) | StoreError::Migration(_) => {
            "is the disk full or read-only, or the folder somebody else's? If not, restore the data folder from a copy"
        }
        _ => "restore the data folder from a copy, or give its logs back from a mirror or observer's copy",
    }
}

const UNREACHABLE: &str = "does the database server run, does one of the addresses name its primary, and may this role connect? \
                           Passwords are read from ~/.pgpass, or the file that PGPASSFILE names";

/// `bulletin-board migrate`.
pub(crate) async fn migrate(config: &MigrateConfig) -> anyhow::Result<()> {
    let migrated = migrate::migrate(&config.database_url, &config.server_role).await;
    migrated.map_err(|error| {
        let hint = match &error {
            StoreError::Unfit { hint, .. } => hint,
            StoreError::Migration(_) => {
                "use the role that owns the tables, and a program that is not older than them"
            }
            _ => UNREACHABLE,
        };
        anyhow::Error::new(error).context(Failure::new("the database cannot be prepared", hint))
    })?;
    tracing::info!("the database is ready");
    Ok(())
}
