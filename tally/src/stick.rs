//! The stick that is carried between the machine with the key and one with a network (docs/trustee.md).
//!
//! It has one folder for each election: a copy of the log with a page that says what it must be, and trustees' messages.

use crate::{
    copy::{CopyReader, Extent},
    failure::Failure,
    files,
    message::Message,
};
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use ostrakon_record::election::{Election, Phase};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::{ErrorKind, Read as _},
    path::{Path, PathBuf},
};

const FORMAT: &str = "ostrakon/stick/1";
/// What the log is.
const CONTENTS: &str = "contents.json";
/// The log, as in any copy of a record.
const LOG: &str = "log.jsonl";
/// How names of messages begin.
const MESSAGE: &str = "message-";
/// No file but the log is longer, in bytes.
const LONGEST: u64 = 1 << 18;

/// What the machine with the key does about a stick that is not right.
const CARRY_AGAIN: &str =
    "nothing was done with it. Run `tally carry` on the machine with the network, and come back";

/// What a log on a stick must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contents {
    format: String,
    election: Hash,
    /// The key session of those who hold the key.
    session: Hash,
    phase: Phase,
    entries: u64,
    head: Hash,
    /// A checkpoint that covers the close line and that the witnesses have cosigned.
    checkpoint: Option<String>,
}

impl Contents {
    /// All of an election's lines.
    pub(crate) fn of(election: &Election, checkpoint: Option<String>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            election: *election.id(),
            session: election.session().id,
            phase: election.phase(),
            entries: election.entries(),
            head: *election.head(),
            checkpoint,
        }
    }

    const fn extent(&self) -> Extent {
        Extent {
            election: self.election,
            entries: self.entries,
            head: self.head,
        }
    }
}

/// One election's folder on a stick.
pub(crate) struct Stick {
    folder: PathBuf,
    contents: Contents,
}

/// Where an election is on a stick.
pub(crate) fn folder(root: &Path, election: &Hash) -> PathBuf {
    root.join(format!("election-{election}"))
}

/// The copy of the log in an election's folder.
pub(crate) fn log(folder: &Path) -> PathBuf {
    folder.join(LOG)
}

impl Stick {
    /// What was carried here of an election, if anything was.
    pub(crate) fn find(root: &Path, election: &Hash) -> Result<Option<Self>, Failure> {
        let folder = folder(root, election);
        let path = folder.join(CONTENTS);
        let Some(bytes) = read_short(&path)? else {
            return Ok(None);
        };
        let wrong = |what: String| Failure::wrong(format!("{}: {what}", path.display()), REMOVE);
        let contents: Contents = serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
        if contents.format != FORMAT {
            return Err(wrong("it is in the form of another version".to_owned()));
        }
        if contents.election != *election {
            return Err(wrong(format!("it is of election {}", contents.election)));
        }
        Ok(Some(Self { folder, contents }))
    }

    /// What was carried here of an election.
    pub(crate) fn open(root: &Path, election: &Hash) -> Result<Self, Failure> {
        Self::find(root, election)?.ok_or_else(|| {
            Failure::unknown(
                format!("{} has nothing of election {election}", root.display()),
                "is it the right folder and election? `tally carry` on the machine with the network brings the log",
            )
        })
    }

    /// Reads the log.
    pub(crate) fn reader(&self) -> Result<CopyReader, Failure> {
        CopyReader::open(&log(&self.folder), self.contents.extent())
    }

    /// Number of the log's lines.
    pub(crate) const fn entries(&self) -> u64 {
        self.contents.entries
    }

    /// The checkpoint of the closed ballot box; whose signatures it has is not known.
    pub(crate) fn checkpoint(&self) -> Option<&str> {
        self.contents.checkpoint.as_deref()
    }

    /// Refuses a log that is shorter than one that was seen before.
    pub(crate) fn reaches(&self, seen: u64) -> Result<(), Failure> {
        if self.contents.entries >= seen {
            return Ok(());
        }
        Err(Failure::wrong(
            format!(
                "{} is old: it has {} lines of the log, and you have seen {seen} of them before",
                self.folder.display(),
                self.contents.entries
            ),
            "nothing was done with it. Run `tally carry` on the machine with the network, and come back. If the stick has \
             fewer lines again, the board hides some: tell the election official and the other trustees",
        ))
    }

    /// Refuses what says something else about the log than its lines do.
    pub(crate) fn agree(&self, election: &Election) -> Result<(), Failure> {
        if Contents::of(election, self.contents.checkpoint.clone()) == self.contents {
            return Ok(());
        }
        Err(Failure::wrong(
            format!(
                "{} is altered: its lines give another phase or session",
                self.folder.join(CONTENTS).display()
            ),
            CARRY_AGAIN,
        ))
    }

    /// Lays a message beside the log, in the place of the trustee's last one.
    pub(crate) fn put(&self, message: &Message) -> Result<PathBuf, Failure> {
        let path = self.message(message.trustee());
        files::publish(&path, &message.to_bytes()?)?;
        Ok(path)
    }

    /// Takes back what this trustee has laid there before: it is in the log, or is written again, or does not fit any
    /// more.
    pub(crate) fn take_back(&self, trustee: &VerifyingKey) -> Result<(), Failure> {
        remove(&self.message(trustee))
    }

    fn message(&self, trustee: &VerifyingKey) -> PathBuf {
        self.folder.join(format!("{MESSAGE}{trustee}.json"))
    }
}

/// What to do about a page that cannot be read.
const REMOVE: &str = "nothing was done with it. On the machine with the network, remove that file's folder from the stick and \
    run `tally carry`";

/// Removes a file that may be absent.
pub(crate) fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(files::cannot_write(path, &error)),
        _ => Ok(()),
    }
}

/// Writes down what the log in a folder is, once it is on the disk.
pub(crate) fn describe(folder: &Path, contents: &Contents) -> Result<(), Failure> {
    let mut bytes = serde_json::to_vec_pretty(contents).map_err(Failure::defect)?;
    bytes.push(b'\n');
    files::publish(&folder.join(CONTENTS), &bytes)
}

/// The messages in a folder.
pub(crate) fn messages(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| files::cannot_read(folder, &error))?;
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| files::cannot_read(folder, &error))?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with(MESSAGE) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Reads a file that may be absent and must not be long.
pub(crate) fn read_short(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(files::cannot_read(path, &error)),
    };
    let mut bytes = Vec::new();
    file.take(LONGEST.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| files::cannot_read(path, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LONGEST {
        return Err(Failure::wrong(
            format!("{} is longer than {LONGEST} bytes", path.display()),
            "it is none of this program's files: remove it",
        ));
    }
    Ok(Some(bytes))
}
