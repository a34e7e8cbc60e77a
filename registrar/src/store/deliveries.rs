//! What was handed out, and what became of it. Nobody looks whether a voter has opened anything.

use super::{Store, StoreError, people::signed};
use crate::vault::{Place, Vault};
use admin_cli::calendar::now;
use core::fmt;
use serde::Serialize;
use sqlx::{Connection as _, Row as _};
use std::collections::BTreeMap;

/// How a code reaches its voter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By e-mail.
    Email,
    /// By a printed letter.
    Letter,
    /// By whoever got the file.
    File,
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Email => "e-mail",
            Self::Letter => "letter",
            Self::File => "file",
        })
    }
}

/// What became of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// To be tried, for the first time or again.
    Queued,
    /// Handed over.
    Sent,
    /// Came back.
    Bounced,
    /// Refused.
    Failed,
    /// Interrupted: may have arrived.
    Unknown,
}

impl fmt::Display for DeliveryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Bounced => "bounced",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        })
    }
}

/// One delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The row.
    pub id: i64,
    /// Whose.
    pub voter: i64,
    /// Which of the voter's codes.
    pub issue: i64,
    /// Attempts so far.
    pub tries: i64,
}

/// How far the voters have got their codes: each is counted once, by the best that happened to the present code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// On the list.
    pub voters: u64,
    /// By channel, then by state: deliveries of present codes.
    pub channels: BTreeMap<String, BTreeMap<String, u64>>,
    /// To whom the present code was not sent at all.
    pub not_sent: u64,
    /// Whose present code is on its way: nothing says that it did not arrive.
    pub sent: u64,
    /// Who got nothing of all that was sent: it bounced or failed.
    pub bounced: u64,
    /// Of whom nobody knows, because a program was interrupted.
    pub unknown: u64,
    /// Waiting in the queue of e-mails.
    pub queued: u64,
    /// Who has another code than the first.
    pub reissued: u64,
}

impl Store {
    /// What was on its way when a program was interrupted: nobody knows whether it arrived.
    pub(super) async fn interrupt(&mut self) -> Result<u64, StoreError> {
        let done = sqlx::query("UPDATE delivery SET state = 'unknown', changed = ? WHERE state = 'sending'")
            .bind(signed(now()))
            .execute(&mut self.connection)
            .await?;
        Ok(done.rows_affected())
    }

    /// Says, durably, that these codes are about to be handed out.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn begin(
        &mut self,
        channel: Channel,
        recipients: &[super::Recipient],
    ) -> Result<Vec<i64>, StoreError> {
        let mut transaction = self.connection.begin_with("BEGIN IMMEDIATE").await?;
        let mut ids = Vec::with_capacity(recipients.len());
        for recipient in recipients {
            let done = sqlx::query(
                "INSERT INTO delivery (voter, issue, channel, state, tries, changed) VALUES (?, ?, ?, 'sending', 1, ?)",
            )
            .bind(recipient.number)
            .bind(recipient.issue)
            .bind(channel.to_string())
            .bind(signed(now()))
            .execute(&mut *transaction)
            .await?;
            ids.push(done.last_insert_rowid());
        }
        transaction.commit().await?;
        Ok(ids)
    }

    /// Says what became of deliveries.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn settle(&mut self, ids: &[i64], state: DeliveryState) -> Result<(), StoreError> {
        let mut transaction = self.connection.begin_with("BEGIN IMMEDIATE").await?;
        for id in ids {
            sqlx::query("UPDATE delivery SET state = ?, changed = ? WHERE id = ?")
                .bind(state.to_string())
                .bind(signed(now()))
                .bind(id)
                .execute(&mut *transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    /// How far the voters have got their codes.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn progress(&mut self) -> Result<Progress, StoreError> {
        let mut progress = Progress {
            voters: self.count().await?,
            ..Progress::default()
        };
        let rows = sqlx::query(
            "SELECT channel, state, COUNT(*) FROM delivery JOIN code ON code.voter = delivery.voter \
             AND code.issue = delivery.issue GROUP BY channel, state",
        )
        .fetch_all(&mut self.connection)
        .await?;
        for row in rows {
            let states = progress.channels.entry(row.try_get(0)?).or_default();
            states.insert(row.try_get(1)?, count(row.try_get(2)?));
        }
        let rows = sqlx::query(
            "SELECT best, COUNT(*) FROM (SELECT MAX(CASE state WHEN 'sent' THEN 5 WHEN 'queued' THEN 4 \
             WHEN 'unknown' THEN 3 WHEN 'sending' THEN 3 WHEN 'bounced' THEN 2 WHEN 'failed' THEN 2 ELSE 0 END) AS best \
             FROM code LEFT JOIN delivery ON delivery.voter = code.voter AND delivery.issue = code.issue \
             GROUP BY code.voter) GROUP BY best",
        )
        .fetch_all(&mut self.connection)
        .await?;
        for row in rows {
            let number = count(row.try_get(1)?);
            match row.try_get::<i64, _>(0)? {
                5 => progress.sent = number,
                4 => progress.queued = number,
                3 => progress.unknown = number,
                2 => progress.bounced = number,
                _ => progress.not_sent = number,
            }
        }
        let reissued: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM code WHERE issue > 1")
            .fetch_one(&mut self.connection)
            .await?;
        progress.reissued = count(reissued);
        Ok(progress)
    }

    /// What became of the present code of each voter, newest delivery last: channel, state and what was said about it.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn history(
        &mut self,
        vault: &Vault,
        voter: i64,
    ) -> Result<Vec<(String, String, String)>, StoreError> {
        let rows = sqlx::query(
            "SELECT delivery.id, channel, state, delivery.sealed FROM delivery JOIN code ON code.voter = delivery.voter \
             AND code.issue = delivery.issue WHERE delivery.voter = ? ORDER BY delivery.id",
        )
        .bind(voter)
        .fetch_all(&mut self.connection)
        .await?;
        let mut history = Vec::with_capacity(rows.len());
        for row in rows {
            let said = match row.try_get::<Option<Vec<u8>>, _>(3)? {
                None => String::new(),
                Some(sealed) => {
                    let said = vault.open(Place::Delivery { id: row.try_get(0)? }, &sealed)?;
                    String::from_utf8_lossy(&said).into_owned()
                }
            };
            history.push((row.try_get(1)?, row.try_get(2)?, said));
        }
        Ok(history)
    }
}

fn count(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}
