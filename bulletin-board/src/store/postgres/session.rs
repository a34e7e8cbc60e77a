//! A transaction that is over when it is dropped.

use crate::store::StoreError;
use sqlx::{PgConnection, Postgres, pool::PoolConnection};

/// An open transaction. Dropped before its end, it takes its connection along: nobody may find the connection in a state
/// that nobody knows.
#[derive(Debug)]
pub(in crate::store) struct Session(Option<PoolConnection<Postgres>>);

impl Session {
    /// Begins a transaction.
    pub(super) async fn begin(connection: PoolConnection<Postgres>) -> Result<Self, StoreError> {
        let mut session = Self(Some(connection));
        sqlx::query("BEGIN").execute(session.rows()?).await?;
        Ok(session)
    }

    /// The connection, for statements of the transaction.
    pub(in crate::store) fn rows(&mut self) -> Result<&mut PgConnection, StoreError> {
        self.0
            .as_deref_mut()
            .ok_or(StoreError::Database(sqlx::Error::PoolClosed))
    }

    /// Makes everything in it last.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        sqlx::query("COMMIT").execute(self.rows()?).await?;
        // Only now it may serve others.
        self.0 = None;
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            drop(connection.detach());
        }
    }
}
