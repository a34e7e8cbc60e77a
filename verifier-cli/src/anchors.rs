//! What an observer knows from elsewhere, in one file.

use crate::{Failure, ReportArguments, testimony::Files};
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use ostrakon_record::verify::{Anchors, Expectations, ExpectedContest, Testimony, observer};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// All that is known, from the file and from the command line.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) anchors: Anchors,
    pub(crate) trackers: Vec<String>,
    pub(crate) files: Files,
    /// Of a file that needs no other ones.
    pub(crate) testimony: Testimony,
    /// Announced counts, likewise.
    pub(crate) result: Option<Vec<ExpectedContest>>,
}

/// The file: TOML. What pages in a browser take, too, has all in itself, and is JSON: [`observer`].
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct AnchorsFile {
    election: Option<Hash>,
    authority: Option<VerifyingKey>,
    registrar: Option<VerifyingKey>,
    log: Option<VerifyingKey>,
    trustees: Option<Vec<VerifyingKey>>,
    policy: Option<String>,
    trackers: Vec<String>,
    receipts: Vec<PathBuf>,
    checkpoints: Vec<PathBuf>,
    earlier: Vec<PathBuf>,
}

/// Reads a file of anchors. Files that it names are beside it.
pub(crate) fn read(path: &Path) -> Result<Known, Failure> {
    let wrong = |problem: String| {
        Failure::unknown(
            format!("{}: {problem}", path.display()),
            "write election, authority, registrar, log, trustees, policy, trackers, receipts, checkpoints and earlier, as far as \
             you know them; docs/observer.md has an example",
        )
    };
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    if text.trim().is_empty() {
        // A comparison with nothing would pass, and look like one that was made.
        return Err(wrong("there is nothing in it".to_owned()));
    }
    if text.trim_start().starts_with('{') {
        let Expectations {
            anchors,
            result,
            trackers,
            testimony,
            proved: _,
        } = observer::read(&text).map_err(|error| wrong(error.to_string()))?;
        return Ok(Known {
            anchors,
            trackers,
            files: Files::default(),
            testimony,
            result,
        });
    }
    let file: AnchorsFile = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let beside = |paths: Vec<PathBuf>| paths.iter().map(|path| folder.join(path)).collect();
    Ok(Known {
        anchors: Anchors {
            election: file.election,
            authority: file.authority,
            registrar: file.registrar,
            board: file.log,
            trustees: file.trustees,
            policy: file.policy,
        },
        trackers: file.trackers,
        files: Files {
            receipts: beside(file.receipts),
            checkpoints: beside(file.checkpoints),
            earlier: beside(file.earlier),
        },
        ..Known::default()
    })
}

impl Known {
    /// What file and command line say together.
    pub(crate) fn of(arguments: &ReportArguments) -> Result<Self, Failure> {
        let mut known = arguments
            .anchors
            .as_deref()
            .map(read)
            .transpose()?
            .unwrap_or_default();
        known.expect_election(arguments.election)?;
        known.trackers.extend(arguments.tracker.iter().cloned());
        known.files.receipts.extend(arguments.receipt.iter().cloned());
        known
            .files
            .checkpoints
            .extend(arguments.checkpoint.iter().cloned());
        known.files.earlier.extend(arguments.earlier.iter().cloned());
        Ok(known)
    }

    /// Adds an election id from the command line.
    pub(crate) fn expect_election(&mut self, election: Option<Hash>) -> Result<(), Failure> {
        let Some(election) = election else { return Ok(()) };
        if self.anchors.election.is_some_and(|other| other != election) {
            return Err(Failure::unknown(
                "--election and the file of anchors name different elections",
                "find out which of the two you trust, and leave the other one out",
            ));
        }
        self.anchors.election = Some(election);
        Ok(())
    }
}
