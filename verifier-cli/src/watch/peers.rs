//! Compares with checkpoints that witnesses and other watchers hold.

use super::{
    alarm::{Alarm, Kind},
    reader::Reader,
};
use crate::{Failure, evidence, output, stored::Stored};
use data_encoding::HEXLOWER;
use ostrakon_record::{
    evidence::log_of,
    tlog::{VerifierKey, checkpoint::UnverifiedCheckpoint},
    verify::Testimony,
};
use sha2::{Digest as _, Sha256};
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

/// Longest time that a witness may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a peer holds otherwise.
pub(super) enum Disagreement {
    /// Another history.
    Certain(Alarm),
    /// More lines than the board shows, which may only be late.
    Ahead { place: String, lines: u64, alarm: Alarm },
}

/// Whose checkpoints are looked at.
pub(super) struct Peers {
    places: Vec<String>,
    http: reqwest::Client,
    /// For evidence.
    folder: PathBuf,
}

impl Peers {
    pub(super) fn new(places: &[String], folder: &Path) -> Self {
        Self {
            places: places.to_vec(),
            http: reqwest::Client::new(),
            folder: folder.to_owned(),
        }
    }

    /// What differs.
    pub(super) async fn compare(&self, reader: &Reader) -> Result<Vec<Disagreement>, Failure> {
        let log = reader.manifest().and_then(|manifest| log_of(manifest).ok());
        let Some(log) = log else { return Ok(Vec::new()) };
        let mut alarms = Vec::new();
        for place in &self.places {
            match self.checkpoint(place, &log).await {
                Ok(Some(note)) => alarms.extend(self.judge(place, &note, &log, reader)?),
                Ok(None) => {}
                Err(problem) => output::note(&format!("warning: {place}: {problem}")),
            }
        }
        Ok(alarms)
    }

    /// The newest checkpoint that a peer holds, if it has one.
    async fn checkpoint(&self, place: &str, log: &VerifierKey) -> Result<Option<String>, String> {
        if !place.starts_with("http://") && !place.starts_with("https://") {
            return newest(Path::new(place)).map_err(|error| error.to_string());
        }
        let url = format!("{}/{}/checkpoint", place.trim_end_matches('/'), digest(log));
        let answer = self.http.get(url).timeout(PATIENCE).send().await;
        let answer = answer.map_err(|error| error.to_string())?;
        if answer.status() == reqwest::StatusCode::NOT_FOUND {
            return Ok(None);
        }
        let answer = answer.error_for_status().map_err(|error| error.to_string())?;
        answer.text().await.map(Some).map_err(|error| error.to_string())
    }

    fn judge(
        &self,
        place: &str,
        note: &str,
        log: &VerifierKey,
        reader: &Reader,
    ) -> Result<Option<Disagreement>, Failure> {
        let signed = note
            .parse::<UnverifiedCheckpoint>()
            .and_then(|unverified| unverified.verify(log));
        let signed = match signed {
            Ok(signed) => signed,
            Err(error) => {
                output::note(&format!(
                    "warning: {place}: what it holds says nothing of this log: {error}"
                ));
                return Ok(None);
            }
        };
        let checkpoint = signed.checkpoint();
        let Some(root) = reader.root(checkpoint.size) else {
            let message = format!(
                "{place} holds a checkpoint of {} lines, signed by the log's key, and the board shows fewer",
                checkpoint.size
            );
            return Ok(Some(Disagreement::Ahead {
                place: place.to_owned(),
                lines: checkpoint.size,
                alarm: Alarm::new(Kind::Hidden, message),
            }));
        };
        if root == checkpoint.root {
            return Ok(None);
        }
        let file = self.folder.join(format!("fork-{}.jsonl", checkpoint.size));
        if !file.exists() {
            let testimony = Testimony {
                checkpoints: vec![note.to_owned()],
                ..Testimony::default()
            };
            evidence::write(&Stored::find(&self.folder)?, &testimony, &file)?;
        }
        let message = format!(
            "{place} holds a checkpoint of {} lines with the root {}, signed by the log's key; that of the board's lines \
             is {root}",
            checkpoint.size, checkpoint.root
        );
        Ok(Some(Disagreement::Certain(Alarm::new(Kind::Fork, message))))
    }
}

/// How witnesses name a log in addresses: the SHA-256 of its origin.
pub(super) fn digest(log: &VerifierKey) -> String {
    HEXLOWER.encode(&Sha256::digest(log.name().as_str()))
}

/// The last checkpoint in a file, or of the record in a folder.
fn newest(place: &Path) -> Result<Option<String>, io::Error> {
    let path = if place.is_dir() {
        place.join(crate::record::CHECKPOINTS)
    } else {
        place.to_owned()
    };
    let text = fs::read_to_string(path)?;
    let mut series = ostrakon_record::tlog::series::NoteSeries::default();
    let last = text.lines().filter_map(|line| series.line(line)).last();
    Ok(series.end().or(last))
}
