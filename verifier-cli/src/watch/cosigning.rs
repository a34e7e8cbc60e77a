//! Cosigns what the watcher has verified, so that others can compare with it: as a witness shows its newest checkpoint.
//!
//! The file `cosigned/<SHA-256 of the log's origin>/checkpoint` in the record's folder is what was cosigned last. A cosignature says that
//! the tree continues all that this key has cosigned: so the file is compared before the next one replaces it.

use super::{
    alarm::{Alarm, Kind},
    peers::digest,
    reader::Reader,
};
use crate::Failure;
use ostrakon_crypto::{hash::Hash, signature::SigningKey};
use ostrakon_record::{
    evidence::log_of,
    tlog::{Checkpoint, KeyName, Note, VerifierKey, checkpoint::UnverifiedCheckpoint, cosignature::Cosigner},
};
use rand_core::{OsRng, RngCore as _};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

/// File with the secret key.
const KEY: &str = "witness.key";

pub(super) struct Cosigning {
    cosigner: Cosigner,
    folder: PathBuf,
}

impl Cosigning {
    /// Reads the key from the folder, or makes it.
    pub(super) fn open(folder: &Path, name: &KeyName) -> Result<Self, Failure> {
        let path = folder.join(KEY);
        let trouble = |error: io::Error| {
            Failure::unknown(
                format!("{}: {error}", path.display()),
                "the folder must be yours to write to",
            )
        };
        if !path.exists() {
            fs::create_dir_all(folder)
                .and_then(|()| make_key(&path))
                .map_err(trouble)?;
        }
        let text = fs::read_to_string(&path).map_err(trouble)?;
        let seed: Hash = text.trim_end().parse().map_err(|_| {
            Failure::unknown(
                format!("{} is damaged", path.display()),
                "restore it from a copy, or watch with another folder, as another witness",
            )
        })?;
        Ok(Self {
            cosigner: Cosigner::ed25519(name.clone(), SigningKey::from_seed(seed.as_bytes())),
            folder: folder.join("cosigned"),
        })
    }

    pub(super) const fn verifier_key(&self) -> &VerifierKey {
        self.cosigner.verifier_key()
    }

    /// Cosigns the last published checkpoint, all of whose lines were verified. An alarm if it does not continue what was
    /// cosigned before.
    pub(super) fn cosign(&self, reader: &Reader) -> Result<Option<Alarm>, Failure> {
        let log = reader.manifest().and_then(|manifest| log_of(manifest).ok());
        let (Some(log), Some(note)) = (log, reader.last_checkpoint()) else {
            return Ok(None);
        };
        let signed = note
            .parse::<UnverifiedCheckpoint>()
            .and_then(|read| read.verify(&log));
        let Ok(signed) = signed else { return Ok(None) };
        let new = signed.checkpoint().clone();
        if new.size != reader.lines() {
            return Ok(None);
        }
        let folder = self.folder.join(digest(&log));
        let path = folder.join("checkpoint");
        let mut time = now();
        if let Some((last, last_time)) = self.last(&path)? {
            if reader.root(last.size) != Some(last.root) {
                let message = format!(
                    "the board's lines do not continue the checkpoint of {} lines that this watcher has cosigned",
                    last.size
                );
                return Ok(Some(Alarm::new(Kind::History, message)));
            }
            if last == new {
                return Ok(None);
            }
            time = time.max(last_time);
        }
        let cosigned = self
            .cosigner
            .cosign(&new, time)
            .map_err(|error| error.to_string())
            .and_then(|signature| signed.with([signature]).map_err(|error| error.to_string()));
        let cosigned = cosigned.map_err(|error| Failure::unknown(error, "is this machine's clock right?"))?;
        let unfinished = folder.join("checkpoint.new");
        let written = fs::create_dir_all(&folder)
            .and_then(|()| {
                let mut file = File::create(&unfinished)?;
                file.write_all(cosigned.to_string().as_bytes())?;
                file.sync_all()
            })
            .and_then(|()| fs::rename(&unfinished, &path))
            .and_then(|()| File::open(&folder)?.sync_all());
        written
            .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), "is the disk full?"))?;
        Ok(None)
    }

    /// What was cosigned last, and when.
    fn last(&self, path: &Path) -> Result<Option<(Checkpoint, u64)>, Failure> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                let problem = format!("{}: {error}", path.display());
                return Err(Failure::unknown(problem, "it must be readable"));
            }
        };
        let read = text.parse::<Note>().ok().and_then(|note| {
            let signed = note.verify(self.verifier_key()).ok()??;
            Some((note.text().parse().ok()?, signed.time?))
        });
        read.map(Some).ok_or_else(|| {
            Failure::unknown(
                format!(
                    "{} is not what {} has cosigned",
                    path.display(),
                    self.verifier_key()
                ),
                "restore it from a copy, or watch with another folder, as another witness",
            )
        })
    }
}

fn make_key(path: &Path) -> io::Result<()> {
    let mut seed = [0; 32];
    OsRng.fill_bytes(&mut seed);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{}", Hash::from_bytes(seed))?;
    file.sync_all()
}

/// POSIX seconds now.
fn now() -> u64 {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the observer's program reads the clock"
    )]
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}
