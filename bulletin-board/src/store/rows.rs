//! The statements. What they say is the same for every database, but for the locking of rows.

use super::{Head, NewLine, Page, StoreError, StoredCheckpoint, StoredCosignature};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{Frontier, NodeHash};
use sqlx::{PgConnection, SqliteConnection};
use std::future::Future;

/// Rows in one answer of the database.
const PAGE: i64 = 256;

/// Reading and writing of single rows through a connection or an open transaction.
pub(super) trait Rows: Send {
    /// Ids of all elections, in the order of their creation.
    fn elections(&mut self) -> impl Future<Output = Result<Vec<Hash>, StoreError>> + Send;

    /// Ids and sizes of all logs, in the order of their creation.
    fn sizes(&mut self) -> impl Future<Output = Result<Vec<(Hash, u64)>, StoreError>> + Send;

    /// Up to 256 lines from position `from`, before `to`, without gaps.
    fn lines(
        &mut self,
        election: &Hash,
        from: u64,
        to: u64,
    ) -> impl Future<Output = Result<Page, StoreError>> + Send;

    /// Where a log ends.
    fn head(&mut self, election: &Hash) -> impl Future<Output = Result<Option<Head>, StoreError>> + Send;

    /// Where a log ends; nobody else changes it before the transaction is over.
    fn locked_head(
        &mut self,
        election: &Hash,
    ) -> impl Future<Output = Result<Option<Head>, StoreError>> + Send;

    /// The bytes of a full tile.
    fn tile(
        &mut self,
        election: &Hash,
        level: u8,
        number: u64,
    ) -> impl Future<Output = Result<Option<Vec<u8>>, StoreError>> + Send;

    /// Up to 256 roots of full tiles, from number `from`, before `to`, without gaps.
    fn tile_roots(
        &mut self,
        election: &Hash,
        level: u8,
        from: u64,
        to: u64,
    ) -> impl Future<Output = Result<Vec<NodeHash>, StoreError>> + Send;

    /// The newest checkpoint.
    fn newest_checkpoint(
        &mut self,
        election: &Hash,
    ) -> impl Future<Output = Result<Option<StoredCheckpoint>, StoreError>> + Send;

    /// Up to 256 checkpoints of at least this size, ascending.
    fn checkpoints(
        &mut self,
        election: &Hash,
        from: u64,
    ) -> impl Future<Output = Result<Vec<StoredCheckpoint>, StoreError>> + Send;

    /// Cosignatures of checkpoints of size `from` to `to`, both included.
    fn cosignatures(
        &mut self,
        election: &Hash,
        from: u64,
        to: u64,
    ) -> impl Future<Output = Result<Vec<StoredCosignature>, StoreError>> + Send;

    /// Size of the smallest checkpoint of at least this size that has a cosignature.
    fn cosigned_size(
        &mut self,
        election: &Hash,
        from: u64,
    ) -> impl Future<Output = Result<Option<u64>, StoreError>> + Send;

    /// A new election.
    fn insert_election(&mut self, election: &Hash) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Its head.
    fn insert_head(
        &mut self,
        election: &Hash,
        head: &Head,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Its new head.
    fn update_head(
        &mut self,
        election: &Hash,
        head: &Head,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// New lines.
    fn insert_entries(
        &mut self,
        election: &Hash,
        lines: &[NewLine<'_>],
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// A full tile.
    fn insert_tile(
        &mut self,
        election: &Hash,
        level: u8,
        number: u64,
        hashes: &[NodeHash],
        root: &NodeHash,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// A new checkpoint.
    fn insert_checkpoint(
        &mut self,
        election: &Hash,
        checkpoint: &StoredCheckpoint,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// A cosignature, unless there is one of that key.
    fn insert_cosignature(
        &mut self,
        election: &Hash,
        cosignature: &StoredCosignature,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Writes [`Rows`] for a kind of connection. `$locking` ends a query whose row is to be changed.
macro_rules! rows {
    ($connection:ty, $insert_entries:path, $locking:literal) => {
        impl Rows for $connection {
            async fn elections(&mut self) -> Result<Vec<Hash>, StoreError> {
                let rows: Vec<(Vec<u8>,)> = sqlx::query_as("SELECT id FROM election ORDER BY number")
                    .fetch_all(self)
                    .await?;
                rows.into_iter()
                    .map(|(id,)| Ok(Hash::from_bytes(exact(id)?)))
                    .collect()
            }

            async fn sizes(&mut self) -> Result<Vec<(Hash, u64)>, StoreError> {
                let rows: Vec<(Vec<u8>, i64)> = sqlx::query_as(
                    "SELECT id, size FROM election JOIN head ON head.election = election.id ORDER BY number",
                )
                .fetch_all(self)
                .await?;
                rows.into_iter()
                    .map(|(id, size)| Ok((Hash::from_bytes(exact(id)?), unsigned(size)?)))
                    .collect()
            }

            async fn lines(&mut self, election: &Hash, from: u64, to: u64) -> Result<Page, StoreError> {
                let from_here = signed(from)?;
                let (text,) = sqlx::query_as(
                    // In the index's order: an order inside the aggregate would sort what is sorted. `Page::read` checks it.
                    "SELECT string_agg(line, '\n') FROM (SELECT line FROM entry \
                     WHERE election = $1 AND seq >= $2 AND seq < $3 ORDER BY seq) AS page",
                )
                .bind(election.as_bytes().as_slice())
                .bind(from_here)
                .bind(signed(to)?.min(from_here.saturating_add(PAGE)))
                .fetch_one(self)
                .await?;
                Page::read(election, from, text)
            }

            async fn head(&mut self, election: &Hash) -> Result<Option<Head>, StoreError> {
                let row = sqlx::query_as("SELECT size, last, frontier FROM head WHERE election = $1")
                    .bind(election.as_bytes().as_slice())
                    .fetch_optional(self)
                    .await?;
                row.map(|row| head(election, row)).transpose()
            }

            async fn locked_head(&mut self, election: &Hash) -> Result<Option<Head>, StoreError> {
                let row = sqlx::query_as(concat!(
                    "SELECT size, last, frontier FROM head WHERE election = $1",
                    $locking
                ))
                .bind(election.as_bytes().as_slice())
                .fetch_optional(self)
                .await?;
                row.map(|row| head(election, row)).transpose()
            }

            async fn tile(
                &mut self,
                election: &Hash,
                level: u8,
                number: u64,
            ) -> Result<Option<Vec<u8>>, StoreError> {
                let row: Option<(Vec<u8>,)> = sqlx::query_as(
                    "SELECT hashes FROM tile WHERE election = $1 AND level = $2 AND number = $3",
                )
                .bind(election.as_bytes().as_slice())
                .bind(i64::from(level))
                .bind(signed(number)?)
                .fetch_optional(self)
                .await?;
                Ok(row.map(|(hashes,)| hashes))
            }

            async fn tile_roots(
                &mut self,
                election: &Hash,
                level: u8,
                from: u64,
                to: u64,
            ) -> Result<Vec<NodeHash>, StoreError> {
                let rows: Vec<(i64, Vec<u8>)> = sqlx::query_as(
                    "SELECT number, root FROM tile \
                     WHERE election = $1 AND level = $2 AND number >= $3 AND number < $4 ORDER BY number LIMIT $5",
                )
                .bind(election.as_bytes().as_slice())
                .bind(i64::from(level))
                .bind(signed(from)?)
                .bind(signed(to)?)
                .bind(PAGE)
                .fetch_all(self)
                .await?;
                without_gaps(election, from, "a tile is missing", rows)?
                    .into_iter()
                    .map(|root| Ok(NodeHash::from_bytes(exact(root)?)))
                    .collect()
            }

            async fn newest_checkpoint(
                &mut self,
                election: &Hash,
            ) -> Result<Option<StoredCheckpoint>, StoreError> {
                let row = sqlx::query_as(
                    "SELECT size, root, note FROM checkpoint WHERE election = $1 ORDER BY size DESC LIMIT 1",
                )
                .bind(election.as_bytes().as_slice())
                .fetch_optional(self)
                .await?;
                row.map(checkpoint).transpose()
            }

            async fn checkpoints(
                &mut self,
                election: &Hash,
                from: u64,
            ) -> Result<Vec<StoredCheckpoint>, StoreError> {
                let rows: Vec<_> = sqlx::query_as(
                    "SELECT size, root, note FROM checkpoint \
                     WHERE election = $1 AND size >= $2 ORDER BY size LIMIT $3",
                )
                .bind(election.as_bytes().as_slice())
                .bind(signed(from)?)
                .bind(PAGE)
                .fetch_all(self)
                .await?;
                rows.into_iter().map(checkpoint).collect()
            }

            async fn cosignatures(
                &mut self,
                election: &Hash,
                from: u64,
                to: u64,
            ) -> Result<Vec<StoredCosignature>, StoreError> {
                let rows: Vec<(i64, String, Vec<u8>, String)> = sqlx::query_as(
                    "SELECT size, name, key_id, line FROM cosignature \
                     WHERE election = $1 AND size >= $2 AND size <= $3 ORDER BY size, name, key_id",
                )
                .bind(election.as_bytes().as_slice())
                .bind(signed(from)?)
                .bind(signed(to)?)
                .fetch_all(self)
                .await?;
                rows.into_iter()
                    .map(|(size, name, key_id, line)| {
                        Ok(StoredCosignature {
                            size: unsigned(size)?,
                            name,
                            key_id: exact(key_id)?,
                            line,
                        })
                    })
                    .collect()
            }

            async fn cosigned_size(&mut self, election: &Hash, from: u64) -> Result<Option<u64>, StoreError> {
                let row: Option<(i64,)> = sqlx::query_as(
                    "SELECT size FROM cosignature WHERE election = $1 AND size >= $2 ORDER BY size LIMIT 1",
                )
                .bind(election.as_bytes().as_slice())
                .bind(signed(from)?)
                .fetch_optional(self)
                .await?;
                row.map(|(size,)| unsigned(size)).transpose()
            }

            async fn insert_election(&mut self, election: &Hash) -> Result<(), StoreError> {
                sqlx::query("INSERT INTO election (id) VALUES ($1)")
                    .bind(election.as_bytes().as_slice())
                    .execute(self)
                    .await?;
                Ok(())
            }

            async fn insert_head(&mut self, election: &Hash, head: &Head) -> Result<(), StoreError> {
                sqlx::query("INSERT INTO head (election, size, last, frontier) VALUES ($1, $2, $3, $4)")
                    .bind(election.as_bytes().as_slice())
                    .bind(signed(head.size())?)
                    .bind(head.last.as_bytes().as_slice())
                    .bind(joined(head.frontier.hashes()))
                    .execute(self)
                    .await?;
                Ok(())
            }

            async fn update_head(&mut self, election: &Hash, head: &Head) -> Result<(), StoreError> {
                sqlx::query("UPDATE head SET size = $2, last = $3, frontier = $4 WHERE election = $1")
                    .bind(election.as_bytes().as_slice())
                    .bind(signed(head.size())?)
                    .bind(head.last.as_bytes().as_slice())
                    .bind(joined(head.frontier.hashes()))
                    .execute(self)
                    .await?;
                Ok(())
            }

            async fn insert_entries(
                &mut self,
                election: &Hash,
                lines: &[NewLine<'_>],
            ) -> Result<(), StoreError> {
                $insert_entries(self, election, lines).await
            }

            async fn insert_tile(
                &mut self,
                election: &Hash,
                level: u8,
                number: u64,
                hashes: &[NodeHash],
                root: &NodeHash,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "INSERT INTO tile (election, level, number, hashes, root) VALUES ($1, $2, $3, $4, $5)",
                )
                .bind(election.as_bytes().as_slice())
                .bind(i64::from(level))
                .bind(signed(number)?)
                .bind(joined(hashes))
                .bind(root.as_bytes().as_slice())
                .execute(self)
                .await?;
                Ok(())
            }

            async fn insert_checkpoint(
                &mut self,
                election: &Hash,
                checkpoint: &StoredCheckpoint,
            ) -> Result<(), StoreError> {
                sqlx::query("INSERT INTO checkpoint (election, size, root, note) VALUES ($1, $2, $3, $4)")
                    .bind(election.as_bytes().as_slice())
                    .bind(signed(checkpoint.size)?)
                    .bind(checkpoint.root.as_bytes().as_slice())
                    .bind(checkpoint.note.as_str())
                    .execute(self)
                    .await?;
                Ok(())
            }

            async fn insert_cosignature(
                &mut self,
                election: &Hash,
                cosignature: &StoredCosignature,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "INSERT INTO cosignature (election, size, name, key_id, line) SELECT $1, $2, $3, $4, $5 \
                     WHERE NOT EXISTS (SELECT 1 FROM cosignature \
                     WHERE election = $1 AND size = $2 AND name = $3 AND key_id = $4)",
                )
                .bind(election.as_bytes().as_slice())
                .bind(signed(cosignature.size)?)
                .bind(cosignature.name.as_str())
                .bind(cosignature.key_id.as_slice())
                .bind(cosignature.line.as_str())
                .execute(self)
                .await?;
                Ok(())
            }
        }
    };
}

// SQLite has one writer, so nothing has to be locked.
rows!(SqliteConnection, super::sqlite::insert_entries, "");
rows!(PgConnection, super::postgres::insert_entries, " FOR UPDATE");

/// A number as databases hold it.
pub(super) fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Range)
}

fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Range)
}

fn exact<const N: usize>(bytes: Vec<u8>) -> Result<[u8; N], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Range)
}

fn joined(hashes: &[NodeHash]) -> Vec<u8> {
    hashes.iter().flat_map(NodeHash::as_bytes).copied().collect()
}

/// Values of rows with these numbers, if the numbers ascend by one from the first that was asked for.
fn without_gaps<T>(
    election: &Hash,
    from: u64,
    reason: &str,
    rows: Vec<(i64, T)>,
) -> Result<Vec<T>, StoreError> {
    let mut values = Vec::with_capacity(rows.len());
    for (expected, (number, value)) in (from..).zip(rows) {
        if unsigned(number)? != expected {
            return Err(StoreError::Damaged {
                election: *election,
                seq: expected,
                reason: reason.to_owned(),
            });
        }
        values.push(value);
    }
    Ok(values)
}

fn head(election: &Hash, (size, last, frontier): (i64, Vec<u8>, Vec<u8>)) -> Result<Head, StoreError> {
    let size = unsigned(size)?;
    let damaged = |reason: String| StoreError::Damaged {
        election: *election,
        seq: size,
        reason,
    };
    let (hashes, rest) = frontier.as_chunks::<32>();
    if !rest.is_empty() {
        return Err(damaged("its tree's hashes have another length".to_owned()));
    }
    let hashes = hashes.iter().copied().map(NodeHash::from_bytes).collect();
    Ok(Head {
        last: Hash::from_bytes(exact(last)?),
        frontier: Frontier::from_parts(size, hashes).map_err(|error| damaged(error.to_string()))?,
    })
}

fn checkpoint((size, root, note): (i64, Vec<u8>, String)) -> Result<StoredCheckpoint, StoreError> {
    Ok(StoredCheckpoint {
        size: unsigned(size)?,
        root: NodeHash::from_bytes(exact(root)?),
        note,
    })
}
