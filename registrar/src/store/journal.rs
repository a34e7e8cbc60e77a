//! What the registrar did, and why; only ever added to.

use super::{Store, StoreError, people::signed};
use crate::vault::{Place, Vault};
use admin_cli::calendar::now;
use core::fmt;
use sqlx::{Row as _, SqliteConnection};

/// Something that the registrar did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Took the list in.
    Import,
    /// Gave somebody another code.
    Reissue,
    /// Signed the roll.
    Roll,
    /// Sent e-mails.
    Email,
    /// Wrote letters.
    Letters,
    /// Wrote a file of codes.
    File,
    /// Took in what came back.
    Bounces,
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Import => "import",
            Self::Reissue => "re-issue",
            Self::Roll => "roll",
            Self::Email => "e-mail",
            Self::Letters => "letters",
            Self::File => "file",
            Self::Bounces => "bounces",
        })
    }
}

/// A line of the journal.
pub struct JournalLine {
    /// POSIX seconds.
    pub time: u64,
    /// What, as [`Act`] writes it.
    pub what: String,
    /// Details.
    pub remark: String,
}

pub(super) async fn add(
    connection: &mut SqliteConnection,
    vault: &Vault,
    act: Act,
    remark: &str,
) -> Result<(), StoreError> {
    let last: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(seq), 0) FROM journal")
        .fetch_one(&mut *connection)
        .await?;
    let seq = last + 1;
    sqlx::query("INSERT INTO journal (seq, time, what, sealed) VALUES (?, ?, ?, ?)")
        .bind(seq)
        .bind(signed(now()))
        .bind(act.to_string())
        .bind(vault.seal(Place::Journal { seq }, remark.as_bytes())?)
        .execute(connection)
        .await?;
    Ok(())
}

impl Store {
    /// Adds a line to the journal.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn note(&mut self, vault: &Vault, act: Act, remark: &str) -> Result<(), StoreError> {
        add(&mut self.connection, vault, act, remark).await
    }

    /// Whether the roll was signed.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn roll_is_signed(&mut self) -> Result<bool, StoreError> {
        Ok(
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM journal WHERE what = 'roll')")
                .fetch_one(&mut self.connection)
                .await?,
        )
    }

    /// The whole journal.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn journal(&mut self, vault: &Vault) -> Result<Vec<JournalLine>, StoreError> {
        let rows = sqlx::query("SELECT seq, time, what, sealed FROM journal ORDER BY seq")
            .fetch_all(&mut self.connection)
            .await?;
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let remark = vault.open(Place::Journal { seq: row.try_get(0)? }, row.try_get(3)?)?;
            lines.push(JournalLine {
                time: u64::try_from(row.try_get::<i64, _>(1)?).unwrap_or(0),
                what: row.try_get(2)?,
                remark: String::from_utf8_lossy(&remark).into_owned(),
            });
        }
        Ok(lines)
    }
}
