//! The bundle once more, built from nothing in another folder: it has to be the same.

use crate::{failure::Failure, place, process, say, setup::wasm};
use anyhow::{Context as _, Result};
use ostrakon_record::pages::FileList;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Builds the sources as they are now, and compares with `list`.
///
/// # Errors
/// If they do not compile there, or become other files.
pub(super) fn compare(compiler: &wasm::Compiler, list: &FileList) -> Result<()> {
    let folder = place::target().join("web elsewhere");
    super::remove(&folder)?;
    let root = folder.join("under another name");
    copy_sources(&root)?;
    let bound = super::compile(compiler, &root, &folder.join("target"), false)?;
    let (_, other) = super::compose(&root, &bound)?;
    if other == *list {
        say::note(format_args!("web: built again in another folder: the same bytes"));
        return super::remove(&folder);
    }
    let here = list
        .iter()
        .filter(|(name, digest)| other.get(name) != Some(digest));
    let there = other.iter().filter(|(name, _)| list.get(name).is_none());
    let names: Vec<&str> = here.chain(there).map(|(name, _)| name).collect();
    Err(Failure::wrong(format!(
        "built in {}, these files are others: {}",
        root.display(),
        names.join(", ")
    ))
    .hint("what was built there is still there, for comparing")
    .into())
}

/// Copies what git knows of the workspace, and what it does not ignore.
fn copy_sources(to: &Path) -> Result<()> {
    let list = process::output(Command::new("git").current_dir(place::root()).args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]));
    let list = list.ok_or_else(|| {
        Failure::unable("git does not tell which files are the sources")
            .hint("build in a clone of the repository")
    })?;
    for name in list.split('\0').filter(|name| !name.is_empty()) {
        let (from, file) = (place::root().join(name), to.join(name));
        // Deleted and not yet committed, or a link to a folder of tools.
        if !from.is_file() {
            continue;
        }
        let folder = file.parent().map(PathBuf::from).unwrap_or_default();
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        fs::copy(&from, &file).with_context(|| file.display().to_string())?;
    }
    Ok(())
}
