//! Space for the data folder.

use rustix::fs::statvfs;
use std::{io, path::Path};

/// With less than this many bytes left no line is taken in any more: the database needs room to end cleanly.
pub(crate) const FLOOR: u64 = 64 << 20;

/// Bytes that this process may still write to the folder's disk.
pub(crate) fn free(folder: &Path) -> io::Result<u64> {
    let space = statvfs(folder)?;
    Ok(space.f_bavail.saturating_mul(space.f_frsize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_space_of_a_folder_is_known_and_of_nothing_it_is_not() {
        let folder = tempfile::tempdir().unwrap();
        assert!(free(folder.path()).unwrap() > 0);
        free(&folder.path().join("absent")).unwrap_err();
    }
}
