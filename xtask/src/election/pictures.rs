//! Pictures of the made-up town's plans.

use anyhow::{Context as _, Result};
use std::{fs, path::Path};

/// Where they are, below the definition's folder and below the voters' pages.
const FOLDER: &str = "pictures";

const PICTURES: [(&str, &str); 4] = [
    ("lido.svg", include_str!("pictures/lido.svg")),
    ("library.svg", include_str!("pictures/library.svg")),
    ("tram.svg", include_str!("pictures/tram.svg")),
    ("trees.svg", include_str!("pictures/trees.svg")),
];

/// Writes them below a folder.
///
/// # Errors
/// If they cannot be written.
pub(super) fn write(below: &Path) -> Result<()> {
    let folder = below.join(FOLDER);
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    for (name, text) in PICTURES {
        let file = folder.join(name);
        fs::write(&file, text).with_context(|| file.display().to_string())?;
    }
    Ok(())
}
