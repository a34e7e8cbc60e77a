//! A compiler for WebAssembly.
//!
//! Tried in this order: `WASM_RUSTC`; a rustc with the precompiled standard library of wasm32; a rustc with the
//! library's sources, which are then built too; Debian's packages; rustup.

use super::apt;
use crate::{failure::Failure, place, process, say};
use anyhow::Result;
use std::{
    env,
    ffi::OsStr,
    fmt, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The target triple of the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// Debian's compiler for the browser, its library sources, and a linker.
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "rust-web-src", "lld-22"];
const WHY: &str = "to compile the voter's pages to WebAssembly";
/// What rustup and cargo set for the native compiler and must not reach the other one.
const NATIVE_VARIABLES: [&str; 6] = [
    "CARGO_ENCODED_RUSTFLAGS",
    "RUSTC",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_WRAPPER",
    "RUSTDOC",
    "RUSTFLAGS",
];

/// A compiler that was found, and how cargo has to be told about it.
#[derive(Debug)]
pub(crate) struct Compiler {
    /// Other than cargo's own choice.
    rustc: Option<PathBuf>,
    /// Whether the standard library is to be built from its sources.
    build_std: bool,
    /// Other than the one that comes with the compiler.
    linker: Option<PathBuf>,
    /// Where the sources of the standard library are.
    library: PathBuf,
    /// Which it is and why.
    reason: String,
}

impl fmt::Display for Compiler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl Compiler {
    /// cargo for wasm32, with a target folder of its own: another compiler would invalidate the native one.
    pub(crate) fn cargo<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> Command {
        self.cargo_at(&place::root(), &place::target().join("web"), arguments)
    }

    /// The same for the workspace in another folder, with another target folder.
    pub(crate) fn cargo_at<I: AsRef<OsStr>>(
        &self,
        root: &Path,
        target: &Path,
        arguments: impl IntoIterator<Item = I>,
    ) -> Command {
        let mut command = process::cargo(arguments);
        command
            .current_dir(root)
            .args(["--locked", "--target", TARGET, "--config", &self.remapped(root)])
            .env("CARGO_TARGET_DIR", target);
        for variable in NATIVE_VARIABLES {
            command.env_remove(variable);
        }
        if let Some(rustc) = &self.rustc {
            command.env("RUSTC", rustc);
        }
        if self.build_std {
            command
                .args(["-Z", "build-std=std,panic_abort"])
                .env("RUSTC_BOOTSTRAP", "1");
        }
        if let Some(linker) = &self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command
    }

    /// Configuration by which the folders of this machine do not get into what is compiled: the places in messages of panics
    /// are the same wherever it is built. The workspace's own are relative to it already.
    fn remapped(&self, root: &Path) -> String {
        let folders = [
            (self.library.clone(), "/library"),
            (place::cargo_home().join("registry/src"), "/registry"),
            (root.to_path_buf(), "/ostrakon"),
        ];
        let mut flags = folders
            .map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()))
            .to_vec();
        // leptos then gives all views one type, instead of code of its own for the type of each.
        flags.push("--cfg=erase_components".to_owned());
        // Written in TOML as in JSON.
        format!("target.{TARGET}.rustflags={}", serde_json::Value::from(flags))
    }
}

/// What has to be in place for a compiler to be of use.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Library {
    Compiled,
    Sources,
}

/// Finds a compiler, or installs one.
///
/// # Errors
/// If there is none and none can be installed.
pub(crate) fn ensure() -> Result<Compiler> {
    if let Some(rustc) = env::var_os("WASM_RUSTC") {
        let rustc = Candidate::Named(PathBuf::from(rustc));
        return [Library::Compiled, Library::Sources]
            .into_iter()
            .find_map(|library| examine(&rustc, library, "WASM_RUSTC names it"))
            .ok_or_else(|| {
                Failure::unable(format!(
                    "the compiler in WASM_RUSTC has neither {TARGET}'s library nor the library's sources, or no linker, or is older than {}",
                    env!("CARGO_PKG_RUST_VERSION")
                ))
                .hint("unset WASM_RUSTC to let xtask look for a compiler itself")
                .into()
            });
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    let rustup = place::on_path(&["rustup"]).is_some();
    if apt::can_install() {
        match apt::install(&DEBIAN_PACKAGES, WHY) {
            // Only some releases of Debian have these packages.
            Err(error) if rustup => say::note(format_args!("set-up: {error}; trying rustup")),
            other => return other.and_then(|()| find().ok_or_else(missing)),
        }
    }
    if rustup {
        add_target()?;
    }
    find().ok_or_else(missing)
}

fn add_target() -> Result<()> {
    say::note(format_args!("set-up: installing {TARGET} with rustup, {WHY}"));
    process::run(
        Command::new("rustup")
            .current_dir(place::root())
            .args(["target", "add", TARGET]),
    )
    .map_err(|error| {
        Failure::unable(format!("rustup cannot install the target {TARGET}: {error}"))
            .hint(remedies())
            .into()
    })
}

fn missing() -> anyhow::Error {
    Failure::unable(format!(
        "no Rust compiler here can build for {TARGET}, {WHY}: needed is one of version {} or later with its library or the library's sources, and a linker",
        env!("CARGO_PKG_RUST_VERSION")
    ))
    .hint(remedies())
    .into()
}

fn remedies() -> String {
    format!(
        "one of: `rustup target add {TARGET}`; on Debian 12 `apt-get install --no-install-recommends {}`; WASM_RUSTC=/path/to/rustc",
        DEBIAN_PACKAGES.join(" ")
    )
}

fn find() -> Option<Compiler> {
    let candidates = [
        Candidate::Default,
        Candidate::Named(PathBuf::from("/usr/bin/rustc")),
    ];
    [
        (Library::Compiled, "it has the library for wasm32"),
        (Library::Sources, "its library is built from source"),
    ]
    .into_iter()
    .find_map(|(library, why)| {
        candidates
            .iter()
            .find_map(|candidate| examine(candidate, library, why))
    })
}

enum Candidate {
    /// What cargo takes by itself.
    Default,
    Named(PathBuf),
}

impl Candidate {
    fn print(&self, arguments: &[&str]) -> Option<String> {
        let mut command = match self {
            Self::Default => Command::new("rustc"),
            Self::Named(rustc) => Command::new(rustc),
        };
        process::output(command.current_dir(place::root()).args(arguments))
    }
}

fn examine(candidate: &Candidate, library: Library, why: &str) -> Option<Compiler> {
    let version = candidate.print(&["--version"])?;
    if !new_enough(&version, env!("CARGO_PKG_RUST_VERSION")) {
        return None;
    }
    let sysroot = PathBuf::from(candidate.print(&["--print", "sysroot"])?);
    let sources = sysroot.join("lib/rustlib/src/rust");
    let there = match library {
        Library::Compiled => has_compiled_library(Path::new(&candidate.print(&[
            "--print",
            "target-libdir",
            "--target",
            TARGET,
        ])?)),
        Library::Sources => sources.join("library/std/Cargo.toml").is_file(),
    };
    if !there {
        return None;
    }
    let host = candidate.print(&["--print", "host-tuple"])?;
    let own_linker = sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
    let linker = if own_linker.is_file() {
        None
    } else {
        Some(wasm_linker()?)
    };
    let rustc = match candidate {
        Candidate::Default => None,
        Candidate::Named(rustc) => Some(rustc.clone()),
    };
    let with_linker = linker
        .as_ref()
        .map(|linker| format!(", linker {}", linker.display()))
        .unwrap_or_default();
    Some(Compiler {
        reason: format!("{version}: {why}{with_linker}"),
        rustc,
        build_std: library == Library::Sources,
        linker,
        library: sources,
    })
}

fn has_compiled_library(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|files| {
        files
            .flatten()
            .any(|file| file.file_name().to_string_lossy().starts_with("libcore-"))
    })
}

/// LLVM's linker, newest first: a linker may be newer than the compiler, but not much older.
fn wasm_linker() -> Option<PathBuf> {
    place::on_path(&["wasm-ld"]).or_else(|| {
        (17..40)
            .rev()
            .find_map(|version| place::on_path(&[&format!("wasm-ld-{version}")]))
    })
}

/// Compares `rustc 1.96.0 (…)` with `1.95`.
fn new_enough(version: &str, wanted: &str) -> bool {
    let numbers = |text: &str| -> Option<(u32, u32)> {
        let mut parts = text.split(['.', '-']);
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    };
    let found = version.split_whitespace().nth(1).and_then(numbers);
    found.is_some() && found >= numbers(wanted)
}

#[cfg(test)]
mod tests {
    use super::new_enough;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(new_enough("rustc 1.96.0 (ac68faa20 2026-05-25)", "1.95"));
        assert!(new_enough("rustc 1.95.0 (59807616e 2026-04-14)", "1.95"));
        assert!(new_enough("rustc 1.100.0-nightly (0 2027-01-01)", "1.95"));
        assert!(!new_enough("rustc 1.9.0", "1.95"));
        assert!(!new_enough("rustc 1.85.0 (4d91de4e4 2025-02-17)", "1.95"));
        assert!(!new_enough("", "1.95"));
    }
}
