//! Our programs, built from the sources as they are now.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
    time::SystemTime,
};

/// The packages that hold programs; built together, as `cargo xtask demo` does, so that both share the result.
const PACKAGES: [&str; 4] = ["bulletin-board", "admin-cli", "tally", "verifier-cli"];
/// What they are built from.
const SOURCES: [&str; 8] = [
    "Cargo.lock",
    "Cargo.toml",
    "crypto",
    "record",
    "bulletin-board",
    "admin-cli",
    "tally",
    "verifier-cli",
];

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    // target/debug/deps/<this test>
    let folder = env::current_exe()
        .unwrap()
        .parent()
        .unwrap()
        .parent()
        .unwrap()
        .to_owned();
    if !up_to_date(&folder) {
        build(&folder);
    }
    folder
});

/// Path of a program: `bulletin-board`, `election-admin`, `tally` or `verifier-cli`.
///
/// # Panics
/// If the programs cannot be built.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    let path = FOLDER.join(name);
    assert!(path.is_file(), "there is no program {}", path.display());
    path
}

/// The workspace's folder.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn up_to_date(folder: &Path) -> bool {
    let newest = SOURCES
        .iter()
        .map(|source| newest(&workspace().join(source)))
        .max()
        .unwrap();
    let built = |name| fs::metadata(folder.join(name)).and_then(|file| file.modified());
    ["bulletin-board", "election-admin", "tally", "verifier-cli"]
        .iter()
        .all(|name| built(name).is_ok_and(|built| built > newest))
}

/// When anything in a folder was last changed.
fn newest(path: &Path) -> SystemTime {
    let own = fs::metadata(path).unwrap().modified().unwrap();
    if !path.is_dir() {
        return own;
    }
    let within = fs::read_dir(path)
        .unwrap()
        .map(|entry| newest(&entry.unwrap().path()));
    within.chain([own]).max().unwrap()
}

fn build(folder: &Path) {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(workspace())
        .args(["build", "--quiet", "--locked", "--bins"]);
    for package in PACKAGES {
        cargo.args(["--package", package]);
    }
    if folder.ends_with("release") {
        cargo.arg("--release");
    }
    // Set by cargo for this test; a build script that sees them would rebuild for nothing.
    for (name, _) in env::vars_os() {
        let inherited = name.to_string_lossy();
        if inherited.starts_with("CARGO_PKG_") || inherited.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    assert!(cargo.status().unwrap().success(), "the programs cannot be built");
}
