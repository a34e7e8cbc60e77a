//! What a watcher can find wrong, and who is told: standard output, and a webhook.

use crate::{Failure, output, present::printable};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::verify::{CheckId, Finding};
use serde::Serialize;
use serde_json::json;
use std::{collections::BTreeSet, time::Duration};

/// Longest time that the webhook may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// The board shows another history than before, or less of it.
    History,
    /// A line or a checkpoint fails a check of the verifier.
    Check,
    /// A witness or another watcher holds a checkpoint of another history.
    Fork,
    /// Somebody holds a checkpoint of more lines than the board shows, for longer than the patience.
    Hidden,
    /// The board has given no record for longer than the patience.
    Silence,
    /// No published checkpoint covers the newest lines for longer than the patience.
    Unwitnessed,
}

/// Something is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Alarm {
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<CheckId>,
    /// The line it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<u64>,
    message: String,
}

impl Alarm {
    pub(super) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            check: None,
            seq: None,
            message: message.into(),
        }
    }

    pub(super) fn of_finding(check: CheckId, finding: &Finding) -> Self {
        Self {
            kind: Kind::Check,
            check: Some(check),
            seq: finding.seq,
            message: finding.message.clone(),
        }
    }

    fn words(&self) -> String {
        let check = self.check.map_or_else(String::new, |check| format!("{check}, "));
        let place = self.seq.map_or_else(String::new, |seq| format!("line {seq}: "));
        format!("ALARM: {check}{place}{}\n", printable(&self.message))
    }
}

/// Tells of alarms, each once.
pub(super) struct Bell {
    election: Hash,
    webhook: Option<(reqwest::Client, String)>,
    as_json: bool,
    rung: BTreeSet<Alarm>,
    /// What the webhook has not taken yet.
    waiting: Vec<serde_json::Value>,
}

impl Bell {
    pub(super) fn new(election: Hash, webhook: Option<String>, as_json: bool) -> Self {
        Self {
            election,
            webhook: webhook.map(|url| (reqwest::Client::new(), url)),
            as_json,
            rung: BTreeSet::new(),
            waiting: Vec::new(),
        }
    }

    pub(super) fn rang(&self) -> bool {
        !self.rung.is_empty()
    }

    /// Number of alarms that the webhook has not taken.
    pub(super) fn undelivered(&self) -> usize {
        self.waiting.len()
    }

    /// Says it at once; the webhook hears it with the next [`Bell::deliver`].
    pub(super) fn ring(&mut self, alarm: Alarm) {
        if self.rung.contains(&alarm) {
            return;
        }
        let event = json!({ "event": "alarm", "election": self.election, "alarm": alarm });
        let text = if self.as_json {
            format!("{event}\n")
        } else {
            alarm.words()
        };
        // An alarm that cannot be written is still told by the exit code, and to the webhook.
        if let Err(failure) = say(&text) {
            output::note(&format!("warning: {failure}\n{text}"));
        }
        if self.webhook.is_some() {
            self.waiting.push(event);
        }
        self.rung.insert(alarm);
    }

    /// Posts what waits, in its order. What is not taken waits on.
    pub(super) async fn deliver(&mut self) {
        let Some((client, url)) = &self.webhook else {
            return;
        };
        while let Some(event) = self.waiting.first() {
            let request = client
                .post(url)
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .body(event.to_string());
            let answer = request.send().await.and_then(reqwest::Response::error_for_status);
            if let Err(error) = answer {
                output::note(&format!("warning: the webhook does not take an alarm: {error}"));
                return;
            }
            self.waiting.remove(0);
        }
    }
}

/// Writes to standard output.
pub(super) fn say(text: &str) -> Result<(), Failure> {
    output::data(text).map_err(|error| {
        Failure::unknown(
            format!("the news cannot be written: {error}"),
            "is the disk full?",
        )
    })
}
