//! Writing files safely: never over another one, readable by their owner alone, on the disk before going on.

use crate::failure::Failure;
use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write as _},
    path::Path,
};

/// Who may read a new file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner.
    Owner,
    /// Everybody.
    Everybody,
}

/// Creates a file; an existing one is left alone and an error.
pub(crate) fn create(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        if error.kind() == ErrorKind::AlreadyExists {
            Failure::wrong(
                format!("{} exists already", path.display()),
                "nothing was changed; name another folder, or use what is there",
            )
        } else {
            Failure::unknown(
                format!("{}: {error}", path.display()),
                "can you write there, and is the disk full?",
            )
        }
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    sync_folder(path);
    Ok(())
}

/// Makes a new file's name as durable as its content, where the system can.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

/// Reads a file that may be absent.
pub(crate) fn read_optional(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::unknown(
            format!("{}: {error}", path.display()),
            "can you read that file?",
        )),
    }
}
