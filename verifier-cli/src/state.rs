//! What an earlier run of this program has proved, in a file: an interrupted verification goes on there.

use crate::Failure;
use ostrakon_record::verify::Proved;
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::Path,
};

/// Whatever another version has verified, it may have verified otherwise.
const PROGRAM: &str = concat!("verifier-cli ", env!("CARGO_PKG_VERSION"));

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateFile {
    program: String,
    proved: Proved,
}

/// Reads the file; none if there is none yet.
pub(crate) fn read(path: &Path) -> Result<Option<Proved>, Failure> {
    let unusable = |problem: String| {
        Failure::unknown(
            format!("{}: {problem}", path.display()),
            "--state needs a file that this program has written itself, or the name of a new one; to start anew, remove it",
        )
    };
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(error.to_string())),
    };
    let file: StateFile = serde_json::from_slice(&bytes).map_err(|error| unusable(error.to_string()))?;
    if file.program != PROGRAM {
        return Err(unusable(
            "another version of this program has written it".to_owned(),
        ));
    }
    Ok(Some(file.proved))
}

/// Writes the file beside its place and moves it there, so that there is always a whole one.
pub(crate) fn write(path: &Path, proved: Proved) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "is the disk full, or the folder not yours?",
        )
    };
    let file = StateFile {
        program: PROGRAM.to_owned(),
        proved,
    };
    let text = serde_json::to_vec(&file).map_err(|error| failed(error.into()))?;
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let beside = Path::new(&name);
    let write = || -> std::io::Result<()> {
        let mut file = File::create(beside)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(beside, path)
    };
    write().map_err(failed)
}
