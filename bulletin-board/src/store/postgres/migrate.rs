//! Tables and rights, by the role that owns them.

use super::{find, fitness::TABLES, options};
use crate::store::StoreError;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, migrate::Migrator};

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// Brings a database's tables to this version, and gives the server's role its rights and no others.
pub(crate) async fn migrate(urls: &[String], server_role: &str) -> Result<(), StoreError> {
    let servers = urls
        .iter()
        .map(|url| options(url))
        .collect::<Result<Vec<_>, _>>()?;
    let (_, mut connection) = find(&servers).await?;
    let known: Option<(String,)> =
        sqlx::query_as("SELECT quote_ident(rolname) FROM pg_roles WHERE rolname = $1")
            .bind(server_role)
            .fetch_optional(&mut connection)
            .await?;
    let Some((role,)) = known else {
        return Err(StoreError::Unfit {
            message: format!("there is no role {server_role}"),
            hint: "create it: CREATE ROLE bulletin_board LOGIN; or name another one with --server-role",
        });
    };
    MIGRATIONS.run(&mut connection).await?;
    let mut transaction = connection.begin().await?;
    grant(&mut transaction, &role).await?;
    transaction.commit().await?;
    Ok(connection.close().await?)
}

/// `role` is quoted.
async fn grant(connection: &mut PgConnection, role: &str) -> Result<(), StoreError> {
    let tables = TABLES.join(", ");
    for statement in [
        format!("REVOKE ALL ON {tables}, _sqlx_migrations FROM PUBLIC, {role}"),
        format!("GRANT SELECT, INSERT ON {tables} TO {role}"),
        format!("GRANT UPDATE ON head TO {role}"),
        format!("GRANT SELECT ON _sqlx_migrations TO {role}"),
    ] {
        // Made of our own words and a name that the database has quoted.
        sqlx::query(AssertSqlSafe(statement))
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
