//! `bulletin-board resume`.

use super::{MARKER, contents_of, load, tell, unwritable};
use crate::{
    committed::Committed,
    config::ServeConfig,
    database,
    failure::Failure,
    server,
    store::{NewLine, Store},
};
use anyhow::{Context as _, bail};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::Election,
    entry::{Entry, Signer},
};
use rand_core::OsRng;
use std::{
    collections::{BTreeMap, btree_map::Entry as MapEntry},
    fs::{self, File},
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
};

/// Lines of one transaction.
const BATCH: usize = 256;

/// Whether logs of which there is no copy may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// The operator says that nobody has more than the backup.
    Nothing,
    /// Every log needs a copy.
    Unknown,
}

/// Takes over from observers' copies what was acknowledged after the backup, and lets a restored board take lines again.
pub(crate) async fn resume(config: &ServeConfig, copies: &[PathBuf], missing: Missing) -> anyhow::Result<()> {
    let data = &config.data_dir;
    let marker = data.join(MARKER);
    if !marker.exists() {
        let message = format!("{} was not restored, or was resumed", data.display());
        bail!(Failure::wrong(
            message,
            "there is nothing to do: `serve` takes lines"
        ));
    }
    let _lock = server::lock(data)?;
    let unreadable = || {
        Failure::new(
            format!("cannot read the logs of {}", data.display()),
            "restore the backup once more, into a new folder or database",
        )
    };
    let store = database::open(config, "refusing to resume").await?;
    let mut logs: BTreeMap<Hash, Log> = BTreeMap::new();
    for committed in load(&store).await.with_context(unreadable)? {
        let log = Log { committed, copies: 0 };
        logs.insert(*log.committed.election.id(), log);
    }
    for path in copies {
        take_over(&store, &mut logs, path).await?;
    }
    let uncovered = logs.values().find(|log| log.copies == 0);
    if missing == Missing::Unknown
        && let Some(log) = uncovered
    {
        bail!(Failure::new(
            format!("no copy of election {} was given", log.committed.election.id()),
            "ask its observers and trustees for their record.jsonl; `--no-newer-copy` if there is none anywhere",
        ));
    }
    store.close().await;
    fs::remove_file(&marker).with_context(|| unwritable(&marker))?;
    super::sync(data)?;
    let logs: Vec<Committed> = logs.into_values().map(|log| log.committed).collect();
    tell(&contents_of(&logs))?;
    Ok(())
}

struct Log {
    committed: Committed,
    copies: usize,
}

/// Compares a copy with the log, line by line, and appends what the log lacks if every line of it holds.
async fn take_over(store: &Store, logs: &mut BTreeMap<Hash, Log>, path: &Path) -> anyhow::Result<()> {
    let bad = |seq: u64, reason: &dyn std::fmt::Display| {
        Failure::wrong(
            format!("line {seq} of {}: {reason}", path.display()),
            "ask for another copy; nothing of this one from that line on was taken over",
        )
    };
    let unreadable = || {
        Failure::new(
            format!("cannot read {}", path.display()),
            "name a record.jsonl, as `verifier-cli fetch` writes it",
        )
    };
    let file = File::open(path).with_context(unreadable)?;
    let mut lines = BufReader::new(file).split(b'\n').zip(0u64..).peekable();
    let Some((first, _)) = lines.next() else {
        bail!(bad(0, &"there is none"));
    };
    let entry = Entry::parse(&first.with_context(unreadable)?).map_err(|error| bad(0, &error))?;
    let id = *entry.hash();
    let log = match logs.entry(id) {
        MapEntry::Occupied(known) => known.into_mut(),
        MapEntry::Vacant(unknown) => {
            let (election, violations) = Election::begin(&entry).map_err(|error| bad(0, &error))?;
            if let Some(violation) = violations.first() {
                bail!(bad(0, violation));
            }
            store.create(&id, &NewLine::of(&entry)).await?;
            let committed = Committed::begin(&entry, election);
            unknown.insert(Log { committed, copies: 0 })
        }
    };
    let entries = log.committed.election.entries();
    let mut batch: Vec<Entry> = Vec::with_capacity(BATCH);
    let mut stored: Vec<String> = Vec::new();
    while let Some((line, seq)) = lines.next() {
        let line = line.with_context(unreadable)?;
        if seq < entries {
            if stored.is_empty() {
                let page = store.page(&id, seq, entries).await?;
                stored = page.iter().map(str::to_owned).collect();
                stored.reverse();
            }
            if stored.pop().is_none_or(|stored| stored.as_bytes() != line) {
                bail!(bad(
                    seq,
                    &"it is not the line of the restored log: one of the two is a fork. Keep both, and publish them",
                ));
            }
            continue;
        }
        let entry = Entry::parse(&line).map_err(|error| bad(seq, &error))?;
        if let Some(violation) = log.committed.election.examine(&entry).first() {
            bail!(bad(seq, violation));
        }
        prove(&log.committed.election, &entry).map_err(|error| bad(seq, &error))?;
        log.committed.absorb(&entry);
        batch.push(entry);
        if batch.len() == BATCH || lines.peek().is_none() {
            let new: Vec<NewLine<'_>> = batch.iter().map(NewLine::of).collect();
            let turn = store.turn(&id).await?;
            store.append(turn, &id, &new).await?;
            drop(new);
            batch.clear();
        }
    }
    log.copies = log.copies.saturating_add(1);
    Ok(())
}

/// What a voter's line proves must hold: nobody else has checked it for us.
fn prove(election: &Election, entry: &Entry) -> Result<(), String> {
    let submission = entry.submission();
    if submission.signer() != Signer::Voter {
        return Ok(());
    }
    let verifier = election.ballot_verifier().ok_or("there is no voting yet")?;
    let claim = verifier.claim(submission).ok_or("it is no voter's line")?;
    let outcomes = verifier.verify_batch(&[claim], &mut OsRng);
    outcomes
        .into_iter()
        .try_for_each(|outcome| outcome.map_err(|error| error.to_string()))
}
