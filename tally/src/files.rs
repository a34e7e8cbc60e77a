//! Writing files safely: whole or not at all, on the disk before going on, and over another one only where that is said.

use crate::failure::Failure;
use std::{
    fs::{self, File, Permissions},
    io::{self, ErrorKind, Write as _},
    path::Path,
};
use tempfile::{Builder, NamedTempFile};

/// Who may read a new file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner.
    Owner,
    /// Everybody, as far as the user's own settings allow.
    Everybody,
}

/// Creates a file; an existing one is left alone and an error. After a crash the file is whole or absent.
pub(crate) fn create(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Failure> {
    match keep(path, bytes, readers)? {
        None => Ok(()),
        Some(_) => Err(Failure::wrong(
            format!("{} exists already", path.display()),
            "nothing was changed; name another folder, or use what is there",
        )),
    }
}

/// Creates a file, or else gives what is in the one that is there.
pub(crate) fn keep(path: &Path, bytes: &[u8], readers: Readers) -> Result<Option<Vec<u8>>, Failure> {
    let failed = |error: io::Error| cannot_write(path, &error);
    if let Some(there) = read_optional(path)? {
        return Ok(Some(there));
    }
    let file = unnamed(path, bytes, readers).map_err(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => {}
        // Somebody was quicker.
        Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => return read_optional(path),
        Err(refused) => return Err(failed(refused.error)),
    }
    sync_name(path);
    Ok(None)
}

/// Creates a file for its owner alone, or puts it in another one's place. After a crash it is the one or the other.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    put(path, bytes, Readers::Owner)
}

/// [`replace`] for everybody: what is carried to another machine may have another owner there.
pub(crate) fn publish(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    put(path, bytes, Readers::Everybody)
}

fn put(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Failure> {
    unnamed(path, bytes, readers)
        .and_then(|file| file.persist(path).map_err(|refused| refused.error))
        .map_err(|error| cannot_write(path, &error))?;
    sync_name(path);
    Ok(())
}

/// A file on the disk beside the path, still without its name.
fn unnamed(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    if let Some(permissions) = permissions(readers) {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes a folder, and those that it is in.
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| cannot_write(path, &error))
}

/// Makes a name as durable as the content, where the system can.
fn sync_name(path: &Path) {
    if let Ok(folder) = File::open(folder(path)) {
        let _ = folder.sync_all();
    }
}

pub(crate) fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::unknown(
        format!("{}: {error}", path.display()),
        "can you write there, and is the disk full?",
    )
}

/// Reads a file that may be absent.
pub(crate) fn read_optional(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot_read(path, &error)),
    }
}

pub(crate) fn cannot_read(path: &Path, error: &io::Error) -> Failure {
    Failure::unknown(format!("{}: {error}", path.display()), "can you read that file?")
}

/// Temporary files are their owner's alone unless said otherwise; the user's own mask still applies.
#[cfg(unix)]
fn permissions(readers: Readers) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    (readers == Readers::Everybody).then(|| Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn permissions(_: Readers) -> Option<Permissions> {
    None
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_is_created_once() {
        let folder = tempfile::tempdir().unwrap();
        let (secret, public) = (folder.path().join("secret"), folder.path().join("public"));
        create(&secret, b"first", Readers::Owner).unwrap();
        create(&public, b"", Readers::Everybody).unwrap();
        assert_eq!(mode(&secret), 0o600);
        assert_eq!(mode(&public) & 0o600, 0o600);
        assert_eq!(
            mode(&public) & !0o644,
            0,
            "the user's mask may only take permissions away"
        );

        let failure = create(&secret, b"second", Readers::Owner).unwrap_err();
        assert_eq!(failure.code(), 1);
        assert!(failure.to_string().ends_with("secret exists already"));
        let kept = keep(&secret, b"third", Readers::Owner).unwrap();
        assert_eq!(kept.as_deref(), Some(b"first".as_slice()));
        assert_eq!(fs::read(&secret).unwrap(), b"first");
        // Nothing else is left behind.
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn an_unfinished_file_has_another_name() {
        // A crash while writing leaves a temporary file; the true name is free for the next run.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decided");
        let mut begun = Builder::new().tempfile_in(folder.path()).unwrap();
        begun.write_all(b"half of i").unwrap();
        assert_eq!(keep(&path, b"all of it", Readers::Owner).unwrap(), None);
        assert_eq!(fs::read(&path).unwrap(), b"all of it");
    }

    #[test]
    fn a_replaced_file_is_its_owners() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seen");
        for bytes in [b"first".as_slice(), b"second"] {
            replace(&path, bytes).unwrap();
            assert_eq!(fs::read(&path).unwrap(), bytes);
            assert_eq!(mode(&path), 0o600);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(
            replace(&folder.path().join("none/seen"), b"").unwrap_err().code(),
            2
        );
    }

    #[test]
    fn what_cannot_be_found_out_is_code_2() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none/file");
        assert_eq!(create(&path, b"", Readers::Owner).unwrap_err().code(), 2);
        assert_eq!(read_optional(folder.path()).unwrap_err().code(), 2);
        assert_eq!(read_optional(&path).unwrap(), None);
    }
}
