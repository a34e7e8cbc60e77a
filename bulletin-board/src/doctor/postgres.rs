//! A PostgreSQL database: server, settings, tables and rights, each by itself.

use super::{
    Finding,
    checks::{fine, unknown, warning, wrong},
};
use crate::{
    config::ServeConfig,
    database,
    store::{
        StoreError,
        postgres::fitness::{self, Fitness},
    },
};

async fn about(config: &ServeConfig, tell: impl FnOnce(Fitness) -> Finding) -> Finding {
    match fitness::examine(&config.database_urls).await {
        Ok(fitness) => tell(fitness),
        Err(error) => unknown(error.to_string(), database::hint(config, &error)),
    }
}

fn judged(config: &ServeConfig, judgement: Result<(), StoreError>, detail: &str) -> Finding {
    match judgement {
        Ok(()) => fine(detail),
        Err(error @ StoreError::Unfit { .. }) => wrong(error.to_string(), database::hint(config, &error)),
        Err(error) => unknown(error.to_string(), database::hint(config, &error)),
    }
}

/// Whether there is a primary server of a version that will do.
pub(super) async fn server(config: &ServeConfig) -> Finding {
    about(config, |fitness| {
        let detail = format!(
            "PostgreSQL {}, of {} addresses the primary",
            fitness.version,
            config.database_urls.len()
        );
        judged(config, fitness.age, &detail)
    })
    .await
}

/// Whether it keeps what it has acknowledged.
pub(super) async fn settings(config: &ServeConfig) -> Finding {
    about(config, |fitness| match fitness.settings {
        Ok(()) if fitness.standbys.is_empty() => warning(
            "it keeps what it has acknowledged, but on one machine: synchronous_standby_names is empty",
            "make replicas that every commit waits for: docs/operator.md",
        ),
        Ok(()) => fine(format!(
            "it keeps what it has acknowledged, on replicas, too: {}",
            fitness.standbys
        )),
        error => judged(config, error, ""),
    })
    .await
}

/// Whether its tables are of this version, and our role can read and append and nothing else.
pub(super) async fn rights(config: &ServeConfig) -> Finding {
    about(config, |fitness| {
        judged(
            config,
            fitness.layout.and(fitness.rights),
            "tables of this version; our role can read and append, and nothing else",
        )
    })
    .await
}
