//! What a database must be like, and our role in it.

use super::{CONNECT, migrate::MIGRATIONS, options};
use crate::store::StoreError;
use sqlx::{Connection as _, PgConnection};
use tokio::time::timeout;

/// The oldest version of PostgreSQL that is tested with.
const OLDEST: i32 = 150_000;

/// What a database is like.
#[derive(Debug)]
pub(crate) struct Fitness {
    /// Of the server.
    pub(crate) version: String,
    /// Whether the version will do.
    pub(crate) age: Result<(), StoreError>,
    /// Whose confirmation every commit waits for.
    pub(crate) standbys: String,
    /// Whether it keeps what it has acknowledged.
    pub(crate) settings: Result<(), StoreError>,
    /// Whether its tables are of this version.
    pub(crate) layout: Result<(), StoreError>,
    /// Whether our role has the rights that it should have, and no others.
    pub(crate) rights: Result<(), StoreError>,
}

/// Looks at the primary one of these servers, and goes on where a board would refuse to start.
pub(crate) async fn examine(urls: &[String]) -> Result<Fitness, StoreError> {
    let mut failure = StoreError::Timeout;
    for url in urls {
        let server = options(url)?;
        let mut connection = match timeout(CONNECT, PgConnection::connect_with(&server)).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) => {
                failure = error.into();
                continue;
            }
            Err(_) => continue,
        };
        let settings = settings(&mut connection).await;
        if matches!(settings, Err(StoreError::Replica)) {
            failure = StoreError::Replica;
            continue;
        }
        let (version, number, standbys): (String, i32, String) = sqlx::query_as(
            "SELECT current_setting('server_version'), current_setting('server_version_num')::int, \
             current_setting('synchronous_standby_names')",
        )
        .fetch_one(&mut connection)
        .await?;
        let layout = layout(&mut connection).await;
        // Without tables there are no rights to ask about.
        let rights = if layout.is_ok() {
            rights(&mut connection).await
        } else {
            Ok(())
        };
        connection.close().await?;
        let age = if number < OLDEST {
            Err(unfit(
                format!("PostgreSQL {version} is older than 15"),
                "use a newer one: nobody has tried the board with this",
            ))
        } else {
            Ok(())
        };
        return Ok(Fitness {
            version,
            age,
            standbys,
            settings,
            layout,
            rights,
        });
    }
    Err(failure)
}

/// The tables of the logs.
pub(super) const TABLES: [&str; 6] = ["election", "entry", "head", "tile", "checkpoint", "cosignature"];

fn unfit(message: impl Into<String>, hint: &'static str) -> StoreError {
    StoreError::Unfit {
        message: message.into(),
        hint,
    }
}

/// Whether this is a primary server that keeps what it has acknowledged.
pub(super) async fn settings(connection: &mut PgConnection) -> Result<(), StoreError> {
    let (replica, synchronous_commit, fsync, full_page_writes, encoding): (
        bool,
        String,
        String,
        String,
        String,
    ) = sqlx::query_as(
        "SELECT pg_is_in_recovery(), current_setting('synchronous_commit'), current_setting('fsync'), \
             current_setting('full_page_writes'), current_setting('server_encoding')",
    )
    .fetch_one(connection)
    .await?;
    if replica {
        return Err(StoreError::Replica);
    }
    if !matches!(synchronous_commit.as_str(), "on" | "remote_apply") {
        return Err(unfit(
            format!("synchronous_commit is {synchronous_commit}: what was acknowledged could be lost"),
            "set it to on, for the server, the database and the role",
        ));
    }
    for (name, value) in [("fsync", fsync), ("full_page_writes", full_page_writes)] {
        if value != "on" {
            return Err(unfit(
                format!("{name} is {value}: what was acknowledged could be lost"),
                "set it to on in postgresql.conf",
            ));
        }
    }
    if encoding != "UTF8" {
        return Err(unfit(
            format!("the database's encoding is {encoding}"),
            "create the database anew with ENCODING 'UTF8'",
        ));
    }
    Ok(())
}

/// Whether the database's layout is of this version.
pub(super) async fn layout(connection: &mut PgConnection) -> Result<(), StoreError> {
    let hint = "run `bulletin-board migrate` of this version, as the role that owns the tables";
    let (exists,): (bool,) = sqlx::query_as("SELECT to_regclass('_sqlx_migrations') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await?;
    if !exists {
        return Err(unfit("the database has no tables", hint));
    }
    let found: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version")
            .fetch_all(connection)
            .await?;
    let ours = MIGRATIONS
        .iter()
        .map(|migration| (migration.version, migration.checksum.to_vec()));
    if !ours.eq(found) {
        return Err(unfit("the database's tables are of another version", hint));
    }
    Ok(())
}

/// Whether our role can do what it must, and cannot do what it must not: change or delete what is there.
pub(super) async fn rights(connection: &mut PgConnection) -> Result<(), StoreError> {
    let (role, above): (String, bool) = sqlx::query_as(
        "SELECT current_user::text, (SELECT rolsuper OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = current_user) \
         OR EXISTS (SELECT 1 FROM pg_class WHERE oid = ANY($1::regclass[]) AND pg_has_role(current_user, relowner, 'MEMBER'))",
    )
    .bind(TABLES.as_slice())
    .fetch_one(&mut *connection)
    .await?;
    let hint = "serve with a role of its own: neither the tables' owner nor a superuser; `bulletin-board migrate` \
                gives it its rights";
    if above {
        return Err(unfit(
            format!("the role {role} could change or delete the log: it owns it, or stands above rights"),
            hint,
        ));
    }
    let rights: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, privilege FROM unnest($1::text[]) AS name, \
         unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'SELECT', 'INSERT']) AS privilege \
         WHERE CASE WHEN privilege = 'UPDATE' THEN has_any_column_privilege(name, privilege) \
         ELSE has_table_privilege(name, privilege) END",
    )
    .bind(TABLES.as_slice())
    .fetch_all(connection)
    .await?;
    for table in TABLES {
        let has = |privilege: &str| {
            rights
                .iter()
                .any(|(name, held)| name == table && held == privilege)
        };
        let excess = ["UPDATE", "DELETE", "TRUNCATE", "TRIGGER"]
            .into_iter()
            .find(|privilege| has(privilege) && !(table == "head" && *privilege == "UPDATE"));
        if let Some(privilege) = excess {
            return Err(unfit(
                format!("the role {role} has the right to {privilege} on table {table}"),
                hint,
            ));
        }
        if !(has("SELECT") && has("INSERT") && (table != "head" || has("UPDATE"))) {
            return Err(unfit(
                format!("the role {role} lacks rights on table {table}"),
                hint,
            ));
        }
    }
    Ok(())
}
