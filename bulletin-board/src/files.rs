//! Small files that are replaced as a whole, and are on the disk when that is said.

use crate::faults::step;
use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

/// Makes a folder that stays.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    match folder.parent() {
        Some(parent) => File::open(parent)?.sync_all(),
        None => Ok(()),
    }
}

/// The file appears whole or not at all, and it is on the disk when this returns.
pub(crate) fn replace(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    let unfinished = folder.join(format!("{name}.new"));
    let mut file = File::create(&unfinished)?;
    file.write_all(text.as_bytes())?;
    step!("file-written");
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(name))?;
    step!("file-renamed");
    File::open(folder)?.sync_all()
}

/// What is in the file, if there is one.
pub(crate) fn read(folder: &Path, name: &str) -> io::Result<Option<String>> {
    match fs::read_to_string(folder.join(name)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
