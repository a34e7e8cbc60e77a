//! Our programs, built from the sources as they are now.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
    time::SystemTime,
};

/// All of them.
pub const PROGRAMS: [&str; 5] = [
    "bulletin-board",
    "election-admin",
    "election-registrar",
    "tally",
    "verifier-cli",
];
/// What they are built from.
const SOURCES: [&str; 10] = [
    "Cargo.lock",
    "Cargo.toml",
    "crypto",
    "record",
    "bulletin-board",
    "admin-cli",
    "passphrase",
    "registrar",
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

/// Path of a program: `bulletin-board`, `election-admin`, `election-registrar`, `tally` or `verifier-cli`.
///
/// # Panics
/// If the programs cannot be built.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    let path = FOLDER.join(name);
    assert!(path.is_file(), "there is no program {}", path.display());
    path
}

/// The board's program with fail points (bulletin-board/src/faults.rs). Its libraries are those of the other programs; only
/// the result has a folder of its own, so that nobody takes it for the real one.
static WITH_FAILPOINTS: LazyLock<PathBuf> = LazyLock::new(|| {
    let target = FOLDER.parent().unwrap();
    let folder = target.join("failpoints");
    let path = folder.join("debug/bulletin-board");
    if !is_newer(&path, &SOURCES) {
        let mut cargo = cargo();
        cargo
            .args([
                "build",
                "--quiet",
                "--locked",
                "--workspace",
                "--bin=bulletin-board",
            ])
            .args(["--features=bulletin-board/failpoints", "--target-dir"])
            .arg(&folder)
            .env("CARGO_BUILD_BUILD_DIR", target);
        run(cargo);
    }
    path
});

/// Path of the board's program with fail points.
///
/// # Panics
/// If it cannot be built.
#[must_use]
pub fn board_with_failpoints() -> &'static Path {
    &WITH_FAILPOINTS
}

/// The workspace's folder.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn up_to_date(folder: &Path) -> bool {
    PROGRAMS.iter().all(|name| is_newer(&folder.join(name), &SOURCES))
}

fn is_newer(program: &Path, sources: &[&str]) -> bool {
    let newest = sources.iter().map(|source| newest(&workspace().join(source)));
    let built = fs::metadata(program).and_then(|file| file.modified());
    built.is_ok_and(|built| Some(built) > newest.max())
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
    let mut cargo = cargo();
    // As parts of the workspace, not by package: the libraries are then those of all other builds.
    cargo.args(["build", "--quiet", "--locked", "--workspace"]);
    for program in PROGRAMS {
        cargo.args(["--bin", program]);
    }
    if folder.ends_with("release") {
        cargo.arg("--release");
    }
    run(cargo);
}

fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace());
    // Set by cargo for this test; a build script that sees them would rebuild for nothing.
    for (name, _) in env::vars_os() {
        let inherited = name.to_string_lossy();
        if inherited.starts_with("CARGO_PKG_") || inherited.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

fn run(mut cargo: Command) {
    assert!(cargo.status().unwrap().success(), "the programs cannot be built");
}
