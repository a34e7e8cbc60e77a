//! The queue of e-mails. An attempt is written down before its first byte leaves, so that nothing is sent twice.

use super::{Channel, Delivery, DeliveryState, Store, StoreError, people::signed};
use crate::vault::{Place, Vault};
use admin_cli::calendar::now;
use data_encoding::HEXLOWER;
use rand_core::{OsRng, RngCore as _};
use sqlx::{Connection as _, Row as _};

/// Hexadecimal digits of an e-mail's name.
pub const NAME_LENGTH: usize = 32;

/// Something that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// Which e-mail, or whose code.
    pub what: Returned,
    /// What was said.
    pub said: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returned {
    /// An e-mail, by its random name.
    Message(String),
    /// Whatever was sent to a voter last, such as a letter; by the registrar's own id.
    Voter(String),
}

impl Store {
    /// Puts e-mails to these voters into the queue; who is in it already is not put in again. Tells how many are new.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn enqueue(&mut self, voters: &[i64]) -> Result<u64, StoreError> {
        let mut transaction = self.connection.begin_with("BEGIN IMMEDIATE").await?;
        let mut added = 0;
        for voter in voters {
            let mut name = [0; NAME_LENGTH / 2];
            OsRng.fill_bytes(&mut name);
            let name = HEXLOWER.encode(&name);
            let done = sqlx::query(
                "INSERT INTO delivery (voter, issue, channel, state, changed, message) \
                 SELECT voter, issue, ?, 'queued', ?, ? FROM code WHERE voter = ? AND NOT EXISTS \
                 (SELECT 1 FROM delivery WHERE delivery.voter = code.voter AND state = 'queued')",
            )
            .bind(Channel::Email.to_string())
            .bind(signed(now()))
            .bind(name)
            .bind(voter)
            .execute(&mut *transaction)
            .await?;
            added += done.rows_affected();
        }
        transaction.commit().await?;
        Ok(added)
    }

    /// How many e-mails are in the queue.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn queued(&mut self) -> Result<u64, StoreError> {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM delivery WHERE state = 'queued'")
            .fetch_one(&mut self.connection)
            .await?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// The e-mail that is to be tried next, with its name; and when, if that is later than now.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn next_queued(&mut self) -> Result<Option<(Delivery, String, u64)>, StoreError> {
        let row = sqlx::query(
            "SELECT id, voter, issue, tries, message, due FROM delivery WHERE state = 'queued' ORDER BY due, id LIMIT 1",
        )
        .fetch_optional(&mut self.connection)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let delivery = Delivery {
            id: row.try_get(0)?,
            voter: row.try_get(1)?,
            issue: row.try_get(2)?,
            tries: row.try_get(3)?,
        };
        let due = u64::try_from(row.try_get::<i64, _>(5)?).unwrap_or(0);
        Ok(Some((delivery, row.try_get(4)?, due)))
    }

    /// Writes down, durably, that an e-mail is about to leave.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn attempt(&mut self, id: i64) -> Result<(), StoreError> {
        sqlx::query("UPDATE delivery SET state = 'sending', tries = tries + 1, changed = ? WHERE id = ?")
            .bind(signed(now()))
            .bind(id)
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    /// Writes down what became of an e-mail, and what was said about it. `due` is when to try again.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn outcome(
        &mut self,
        vault: &Vault,
        id: i64,
        state: DeliveryState,
        due: u64,
        said: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE delivery SET state = ?, due = ?, changed = ?, sealed = ? WHERE id = ?")
            .bind(state.to_string())
            .bind(signed(due))
            .bind(signed(now()))
            .bind(vault.seal(Place::Delivery { id }, said.as_bytes())?)
            .bind(id)
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    /// Takes in what came back; tells how many deliveries these are. What is known already is counted again, and what
    /// nobody has sent is not.
    ///
    /// # Errors
    /// If a voter is unknown, or the database cannot be used.
    pub async fn bounce(&mut self, vault: &Vault, bounce: &Bounce) -> Result<u64, StoreError> {
        let ids: Vec<i64> = match &bounce.what {
            Returned::Message(name) => {
                sqlx::query_scalar(
                    "SELECT id FROM delivery WHERE message = ? AND state IN ('sent', 'unknown', 'bounced')",
                )
                .bind(name)
                .fetch_all(&mut self.connection)
                .await?
            }
            Returned::Voter(id) => {
                let voters = self.find(vault, std::slice::from_ref(id)).await?;
                sqlx::query_scalar(
                    "SELECT MAX(delivery.id) FROM delivery JOIN code ON code.voter = delivery.voter \
                     AND code.issue = delivery.issue WHERE delivery.voter = ? AND state IN ('sent', 'unknown', 'bounced') \
                     HAVING COUNT(*) > 0",
                )
                .bind(voters.first().copied())
                .fetch_all(&mut self.connection)
                .await?
            }
        };
        for id in &ids {
            self.outcome(vault, *id, DeliveryState::Bounced, 0, &bounce.said)
                .await?;
        }
        Ok(u64::try_from(ids.len()).unwrap_or(u64::MAX))
    }
}
