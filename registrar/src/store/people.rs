//! The list of voters, their codes, and who is still to get one.

use super::{Act, Store, StoreError, journal};
use crate::{
    vault::{Place, Vault},
    voters::Person,
};
use admin_cli::{Failure, calendar::now};
use ostrakon_crypto::credential::{CredentialKey, VoterCode};
use ostrakon_record::roll::Voter;
use rand_core::OsRng;
use sqlx::{Connection as _, Row as _, SqliteConnection, sqlite::SqliteRow};
use std::collections::{HashMap, HashSet};
use zeroize::Zeroizing;

/// What an import has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// New voters, who have codes now.
    pub added: u64,
    /// Voters who were known, and keep their codes.
    pub kept: u64,
    /// Voters who are gone, with their codes.
    pub removed: u64,
}

/// A voter and the code.
pub struct Recipient {
    /// The row.
    pub number: i64,
    /// Which of the voter's codes.
    pub issue: i64,
    /// Who.
    pub person: Person,
    /// The code.
    pub code: Zeroizing<String>,
}

/// Who is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Whoever has not been sent the present code, or it did not arrive.
    Waiting,
    /// Everybody, whatever was sent already.
    Everybody,
    /// Whoever may have got the present code, but nobody knows, because a program was interrupted.
    Unknown,
    /// These, by the registrar's own ids, whatever was sent already.
    Named(Vec<String>),
}

fn decode(bytes: &[u8]) -> Result<Person, Failure> {
    serde_json::from_slice(bytes).map_err(|error| {
        Failure::wrong(
            format!("the database is damaged: {error}"),
            "restore the folder from a copy",
        )
    })
}

fn encode(person: &Person) -> Result<Zeroizing<Vec<u8>>, Failure> {
    serde_json::to_vec(person)
        .map(Zeroizing::new)
        .map_err(|error| Failure::unknown(error.to_string(), "this is a defect: please report it"))
}

fn number(value: usize) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

async fn add_code(
    connection: &mut SqliteConnection,
    vault: &Vault,
    voter: i64,
    issue: i64,
) -> Result<(), StoreError> {
    let code = VoterCode::random(&mut OsRng).expose_text();
    let place = Place::Code { number: voter, issue };
    sqlx::query(
        "INSERT INTO code (voter, issue, sealed) VALUES (?, ?, ?) \
         ON CONFLICT (voter) DO UPDATE SET issue = excluded.issue, sealed = excluded.sealed",
    )
    .bind(voter)
    .bind(issue)
    .bind(vault.seal(place, code.as_bytes())?)
    .execute(connection)
    .await?;
    Ok(())
}

impl Store {
    /// Takes the list in: who is new gets a code, who was there keeps theirs. Those who are missing are removed if
    /// `removal` allows it.
    ///
    /// # Errors
    /// If the roll is signed, somebody is missing who may not be, or the database cannot be used; nothing is changed
    /// then.
    pub async fn import(
        &mut self,
        vault: &Vault,
        persons: &[Person],
        removal: Removal,
    ) -> Result<Imported, StoreError> {
        self.refuse_after_roll().await?;
        let mut transaction = self.connection.begin_with("BEGIN IMMEDIATE").await?;
        let rows = sqlx::query("SELECT tag, number FROM voter")
            .fetch_all(&mut *transaction)
            .await?;
        let mut known: HashMap<Vec<u8>, i64> = HashMap::new();
        let mut last = 0;
        for row in rows {
            let number: i64 = row.try_get(1)?;
            last = number.max(last);
            known.insert(row.try_get(0)?, number);
        }
        let mut imported = Imported::default();
        let mut listed = HashSet::new();
        for person in persons {
            let tag = vault.tag(&person.id);
            let plain = encode(person)?;
            if let Some(number) = known.get(tag.as_slice()).copied() {
                listed.insert(number);
                let sealed = vault.seal(Place::Voter { number }, &plain)?;
                sqlx::query("UPDATE voter SET sealed = ? WHERE number = ?")
                    .bind(sealed)
                    .bind(number)
                    .execute(&mut *transaction)
                    .await?;
                imported.kept += 1;
            } else {
                last += 1;
                sqlx::query("INSERT INTO voter (number, tag, sealed) VALUES (?, ?, ?)")
                    .bind(last)
                    .bind(tag.to_vec())
                    .bind(vault.seal(Place::Voter { number: last }, &plain)?)
                    .execute(&mut *transaction)
                    .await?;
                add_code(&mut transaction, vault, last, 1).await?;
                imported.added += 1;
            }
        }
        let missing: Vec<i64> = known
            .into_values()
            .filter(|number| !listed.contains(number))
            .collect();
        imported.removed = number(missing.len());
        if removal == Removal::Refuse && !missing.is_empty() {
            return Err(Failure::wrong(
                format!("{} voters of the earlier list are not in this one", missing.len()),
                "nothing was changed; --remove takes them and their codes off",
            )
            .into());
        }
        for voter in missing {
            sqlx::query("DELETE FROM voter WHERE number = ?")
                .bind(voter)
                .execute(&mut *transaction)
                .await?;
        }
        let remark = format!(
            "{} added, {} kept, {} removed",
            imported.added, imported.kept, imported.removed
        );
        journal::add(&mut transaction, vault, Act::Import, &remark).await?;
        transaction.commit().await?;
        Ok(imported)
    }

    /// Number of voters.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn count(&mut self) -> Result<u64, StoreError> {
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM voter")
            .fetch_one(&mut self.connection)
            .await?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// The rows of voters with these ids.
    ///
    /// # Errors
    /// If there is no such voter, or the database cannot be used.
    pub async fn find(&mut self, vault: &Vault, ids: &[String]) -> Result<Vec<i64>, StoreError> {
        let mut numbers = Vec::with_capacity(ids.len());
        for id in ids {
            let number: Option<i64> = sqlx::query_scalar("SELECT number FROM voter WHERE tag = ?")
                .bind(vault.tag(id).to_vec())
                .fetch_optional(&mut self.connection)
                .await?;
            numbers.push(number.ok_or_else(|| {
                Failure::wrong(
                    format!("there is no voter with the id {id:?}"),
                    "ids are those of the list; upper and lower case differ",
                )
            })?);
        }
        Ok(numbers)
    }

    /// Rows of the voters who are meant, in the order of the list.
    ///
    /// # Errors
    /// If a name is unknown, or the database cannot be used.
    pub async fn select(&mut self, vault: &Vault, selection: &Selection) -> Result<Vec<i64>, StoreError> {
        let statement = match selection {
            Selection::Named(ids) => return self.find(vault, ids).await,
            Selection::Everybody => "SELECT number FROM voter ORDER BY number",
            Selection::Unknown => {
                "SELECT number FROM voter JOIN code ON code.voter = number WHERE EXISTS \
                 (SELECT 1 FROM delivery WHERE delivery.voter = number AND delivery.issue = code.issue \
                 AND state = 'unknown') AND NOT EXISTS \
                 (SELECT 1 FROM delivery WHERE delivery.voter = number AND delivery.issue = code.issue \
                 AND state IN ('queued', 'sending', 'sent')) ORDER BY number"
            }
            Selection::Waiting => {
                "SELECT number FROM voter JOIN code ON code.voter = number WHERE NOT EXISTS \
                 (SELECT 1 FROM delivery WHERE delivery.voter = number AND delivery.issue = code.issue \
                 AND state IN ('queued', 'sending', 'sent', 'unknown')) ORDER BY number"
            }
        };
        Ok(sqlx::query_scalar(statement)
            .fetch_all(&mut self.connection)
            .await?)
    }

    /// A voter and the code.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn recipient(&mut self, vault: &Vault, number: i64) -> Result<Recipient, StoreError> {
        let row: SqliteRow = sqlx::query(
            "SELECT voter.sealed, code.issue, code.sealed FROM voter JOIN code ON code.voter = number WHERE number = ?",
        )
        .bind(number)
        .fetch_one(&mut self.connection)
        .await?;
        let issue = row.try_get(1)?;
        let person = vault.open(Place::Voter { number }, row.try_get(0)?)?;
        let code = vault.open(Place::Code { number, issue }, row.try_get(2)?)?;
        let code = str::from_utf8(&code).map_err(|error| {
            Failure::wrong(
                format!("the database is damaged: {error}"),
                "restore the folder from a copy",
            )
        })?;
        Ok(Recipient {
            number,
            issue,
            person: decode(&person)?,
            code: Zeroizing::new(code.to_owned()),
        })
    }

    /// Gives a voter another code. The old one is overwritten, and will not be on the roll.
    ///
    /// # Errors
    /// If the roll is signed, there is no such voter, or the database cannot be used.
    pub async fn reissue(&mut self, vault: &Vault, id: &str, reason: &str) -> Result<i64, StoreError> {
        self.refuse_after_roll().await?;
        let voter = self
            .find(vault, &[id.to_owned()])
            .await?
            .first()
            .copied()
            .unwrap_or(0);
        let mut transaction = self.connection.begin_with("BEGIN IMMEDIATE").await?;
        let issue: i64 = sqlx::query_scalar("SELECT issue FROM code WHERE voter = ?")
            .bind(voter)
            .fetch_one(&mut *transaction)
            .await?;
        // What was to be sent is not sent any more.
        sqlx::query("UPDATE delivery SET state = 'failed', changed = ? WHERE voter = ? AND state = 'queued'")
            .bind(signed(now()))
            .bind(voter)
            .execute(&mut *transaction)
            .await?;
        add_code(&mut transaction, vault, voter, issue + 1).await?;
        journal::add(
            &mut transaction,
            vault,
            Act::Reissue,
            &format!("voter {id:?}: {reason}"),
        )
        .await?;
        transaction.commit().await?;
        Ok(issue + 1)
    }

    /// The public roll: credentials and weights, sorted, so that their order tells nothing. `step` is called for each
    /// voter.
    ///
    /// # Errors
    /// If there is nobody, or the database cannot be used.
    pub async fn public_roll(
        &mut self,
        vault: &Vault,
        mut step: impl FnMut(),
    ) -> Result<Vec<Voter>, StoreError> {
        let nonce = self.joined().await?.manifest.nonce;
        let mut roll = Vec::new();
        for number in self.select(vault, &Selection::Everybody).await? {
            let recipient = self.recipient(vault, number).await?;
            let code = VoterCode::parse(&recipient.code).map_err(|error| {
                Failure::wrong(
                    format!("the database is damaged: {error}"),
                    "restore the folder from a copy",
                )
            })?;
            roll.push(Voter {
                credential: CredentialKey::derive(&nonce, &code).credential(),
                weight: recipient.person.weight,
            });
            step();
        }
        if roll.is_empty() {
            return Err(
                Failure::unknown("there are no voters", "run `election-registrar import` first").into(),
            );
        }
        roll.sort_by_key(|voter| *voter.credential.as_bytes());
        Ok(roll)
    }

    async fn refuse_after_roll(&mut self) -> Result<(), StoreError> {
        if self.roll_is_signed().await? {
            return Err(Failure::wrong(
                "the roll is signed: whoever has the file can post it, and then it is final",
                "nothing was changed; if the roll is wrong, the official has to end this election and define it anew",
            )
            .into());
        }
        Ok(())
    }
}

/// Whether voters may vanish from the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// They may.
    Allow,
    /// They may not: the list may be an incomplete one.
    Refuse,
}

pub(super) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
