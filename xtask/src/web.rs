//! `cargo xtask web`: the voter's pages as files that a board can serve.

use crate::{
    failure::Failure,
    place, process, say,
    setup::{node, wasm},
};
use anyhow::{Context as _, Result};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Instant, SystemTime},
};
use wasm_bindgen_cli_support::Bindgen;

/// Name of the package.
const PACKAGE: &str = "voter-app";
/// Its programs, and the stems of the `.js` and `_bg.wasm` that are generated of them; `boot.js` and `worker.js` import these.
const PROGRAMS: [(&str, &str); 2] = [("voter-page", "voter_page"), ("voter-worker", "voter_worker")];

/// Options of `cargo xtask web`.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Folder for the bundle; what is in it is replaced [default: target/web-dist]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Build quickly: larger, slower pages with names in their stack traces
    #[arg(long)]
    pub(crate) dev: bool,
}

/// Where the bundle is unless told otherwise.
pub(crate) fn default_folder() -> PathBuf {
    place::target().join("web-dist")
}

/// Builds the bundle and names its folder.
///
/// # Errors
/// If there is no compiler for WebAssembly, or something does not compile or cannot be written.
pub(crate) fn build(options: &Options) -> Result<PathBuf> {
    let start = Instant::now();
    let compiler = wasm::ensure()?;
    say::note(format_args!("web: {compiler}"));
    let profile = if options.dev { "dev" } else { "web" };
    process::run(&mut compiler.cargo(["build", "--package", PACKAGE, "--bins", "--profile", profile]))?;
    let folder = place::target().join("web");
    let built = folder
        .join(wasm::TARGET)
        .join(if options.dev { "debug" } else { profile });
    let bound = folder.join(format!("bindgen-{profile}"));
    let programs: Vec<(PathBuf, PathBuf)> = PROGRAMS
        .iter()
        .map(|(program, stem)| {
            (
                built.join(format!("{program}.wasm")),
                bound.join(format!("{stem}_bg.wasm")),
            )
        })
        .collect();
    if !programs.iter().all(|(module, product)| is_newer(product, module)) {
        remove(&bound)?;
        for (program, stem) in PROGRAMS {
            bind(&built.join(format!("{program}.wasm")), stem, &bound, options.dev)?;
        }
    }
    let out = options.out.clone().unwrap_or_else(default_folder);
    let package = place::root().join(PACKAGE);
    assemble(
        &[
            (&bound, ""),
            (&package.join("static"), ""),
            (&package.join("locales"), "locales"),
        ],
        &out,
    )?;
    let sizes = programs
        .iter()
        .map(|(_, product)| Ok(format!("{} KB", fs::metadata(product)?.len().div_ceil(1000))))
        .collect::<Result<Vec<_>>>()?;
    say::note(format_args!(
        "web: {} ({} of WebAssembly) in {:.1} s",
        out.display(),
        sizes.join(" + "),
        start.elapsed().as_secs_f64()
    ));
    Ok(out)
}

/// Compiles the mathematics and the record, each alone, for the browser: neither may rest on a feature or crate
/// that only the pages bring along. The client of the board needs the browser's features and is compiled with the pages.
///
/// # Errors
/// If one of them does not compile.
pub(crate) fn check_shared_crates() -> Result<()> {
    let compiler = wasm::ensure()?;
    for package in ["ostrakon-crypto", "ostrakon-record"] {
        process::run(&mut compiler.cargo(["check", "--package", package, "--lib", "--profile", "web"]))?;
    }
    Ok(())
}

/// Runs the mathematics' test vectors in WebAssembly.
///
/// # Errors
/// If they cannot be compiled, or a test fails.
pub(crate) fn run_vectors() -> Result<()> {
    let out = build_vectors("bindgen-vectors", |bindgen| bindgen.nodejs(true))?;
    process::run(
        Command::new(node::ensure()?.program)
            .current_dir(out)
            .args(["--eval", RUN_VECTORS]),
    )
}

/// Compiles tests/wasm and gives the folder of its module, `wasm_vectors.js` and `wasm_vectors_bg.wasm`.
///
/// # Errors
/// If it cannot be compiled.
pub(crate) fn build_vectors(
    name: &str,
    target: impl FnOnce(&mut Bindgen) -> anyhow::Result<&mut Bindgen>,
) -> Result<PathBuf> {
    const VECTORS: &str = "wasm-vectors";
    let compiler = wasm::ensure()?;
    process::run(&mut compiler.cargo(["build", "--package", VECTORS, "--lib", "--profile", "web"]))?;
    let folder = place::target().join("web");
    let out = folder.join(name);
    remove(&out)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(folder.join(wasm::TARGET).join("web/wasm_vectors.wasm"))
        .typescript(false)
        .omit_default_module_path(false);
    target(&mut bindgen)
        .and_then(|bindgen| bindgen.generate(&out))
        .map_err(|error| Failure::wrong(format!("wasm-bindgen: {error:#}")))?;
    Ok(out)
}

/// Runs every test of tests/wasm.
const RUN_VECTORS: &str = "const tests = require('./wasm_vectors.js');\
    for (const name of tests.names()) { tests.run(name); console.log(`ok  ${name}`); }";

fn is_newer(product: &Path, source: &Path) -> bool {
    let time = |file: &Path| -> Option<SystemTime> { fs::metadata(file).ok()?.modified().ok() };
    time(product).is_some_and(|product| time(source).is_some_and(|source| product >= source))
}

/// Generates the JavaScript that loads the module.
fn bind(module: &Path, stem: &str, out: &Path, names: bool) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name(stem)
        .typescript(false)
        .remove_name_section(!names)
        .remove_producers_section(true)
        // The library's default drops the address of the module, which our one-line scripts rely on.
        .omit_default_module_path(false);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(out))
        .map_err(|error| Failure::wrong(format!("wasm-bindgen: {error:#}")).into())
}

/// Copies the files of `sources` to their folders in `out`, which is replaced as a whole once the copy is complete.
fn assemble(sources: &[(&Path, &str)], out: &Path) -> Result<()> {
    if fs::read_dir(out).is_ok_and(|mut files| files.next().is_some()) && !out.join("index.html").is_file() {
        return Err(
            Failure::unable(format!("{} is in use for something else", out.display()))
                .hint("--out needs an empty or new folder, or one with an earlier bundle")
                .into(),
        );
    }
    let name = out.file_name().context("--out needs the name of a folder")?;
    let staged = out.with_file_name(format!(".{}.new", name.to_string_lossy()));
    remove(&staged)?;
    for (source, folder) in sources {
        copy_folder(source, &staged.join(folder))?;
    }
    remove(out)?;
    fs::rename(&staged, out).with_context(|| out.display().to_string())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| to.display().to_string())?;
    for file in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let file = file?;
        let target = to.join(file.file_name());
        if file.file_type()?.is_dir() {
            copy_folder(&file.path(), &target)?;
        } else {
            fs::copy(file.path(), &target).with_context(|| target.display().to_string())?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(())
}
