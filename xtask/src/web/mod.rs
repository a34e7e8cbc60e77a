//! `cargo xtask web`: the voter's pages as files that a board can serve.
//!
//! - [`bundle`]: the files, their names and digests
//! - [`compress`]: what a server sends instead of them
//! - [`elsewhere`]: the same, built in another folder

mod bundle;
mod compress;
mod elsewhere;

use crate::{
    failure::Failure,
    place, process, say,
    setup::{node, wasm},
};
use anyhow::{Context as _, Result};
use bundle::{Bundle, Program};
use ostrakon_record::pages::{FIRST_PAGES, FileList, INDEX};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Instant, SystemTime},
};
use wasm_bindgen_cli_support::Bindgen;

/// Name of the package.
const PACKAGE: &str = "voter-app";
/// Its programs.
const PROGRAMS: [&str; 6] = [
    "voter-worker",
    "voter-verifier",
    "voter-tally",
    "voter-page",
    "voter-public",
    "voter-trustee",
];
/// Those of the page that verifies, which may be anywhere.
const VERIFYING: [&str; 2] = ["voter-verifier", "voter-public"];
/// Those that are a page's: they ask for the other files, which are in the bundle before them.
const PAGES: [&str; 3] = ["voter-page", "voter-public", "voter-trustee"];

/// Options of `cargo xtask web`.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Folder for the bundle; what is in it is replaced [default: target/web-dist]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Folder for the page that verifies records, for any web server; what is in it is replaced [default: target/web-verify]
    #[arg(long, value_name = "DIR")]
    pub(crate) verify: Option<PathBuf>,
    /// Build quickly: larger, slower pages with names in their stack traces
    #[arg(long)]
    pub(crate) dev: bool,
    /// Build it once more from nothing in another folder, and compare: takes some minutes
    #[arg(long, conflicts_with = "dev")]
    pub(crate) reproducible: bool,
}

/// Where the bundle is unless told otherwise.
pub(crate) fn default_folder() -> PathBuf {
    place::target().join("web-dist")
}

/// Where the page that verifies is unless told otherwise.
pub(crate) fn default_verify_folder() -> PathBuf {
    place::target().join("web-verify")
}

/// Builds the bundle and names its folder.
///
/// # Errors
/// If there is no compiler for WebAssembly, or something does not compile or cannot be written.
pub(crate) fn build(options: &Options) -> Result<PathBuf> {
    let start = Instant::now();
    let compiler = wasm::ensure()?;
    say::note(format_args!("web: {compiler}"));
    let bound = compile(
        &compiler,
        &place::root(),
        &place::target().join("web"),
        options.dev,
    )?;
    let (mut files, list) = compose(&place::root(), &bound)?;
    if !options.dev {
        refuse_machine(&files)?;
        compress::add_compressed(&mut files, &place::target().join("web/br"))?;
    }
    let out = options.out.clone().unwrap_or_else(default_folder);
    replace(&out, &files)?;
    let anywhere = options.verify.clone().unwrap_or_else(default_verify_folder);
    replace(&anywhere, &compose_anywhere(&place::root(), &bound)?)?;
    let sizes: Vec<String> = files
        .iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|ending| ending == "wasm"))
        .map(|(name, bytes)| {
            let stem = name.split('.').next().unwrap_or(name);
            let sent = files.get(&compress::name(name)).unwrap_or(bytes);
            format!("{stem} {} KB", sent.len().div_ceil(1000))
        })
        .collect();
    say::note(format_args!(
        "web: {} ({}) in {:.1} s, digest {}",
        out.display(),
        sizes.join(", "),
        start.elapsed().as_secs_f64(),
        list.digest()
    ));
    say::note(format_args!(
        "web: the page that verifies, for any web server: {}",
        anywhere.display()
    ));
    if options.reproducible {
        elsewhere::compare(&compiler, &list)?;
    }
    Ok(out)
}

/// Compiles the programs, and gives the folder with what wasm-bindgen makes of them.
fn compile(compiler: &wasm::Compiler, root: &Path, folder: &Path, dev: bool) -> Result<PathBuf> {
    let profile = if dev { "dev" } else { "web" };
    process::run(&mut compiler.cargo_at(
        root,
        folder,
        ["build", "--package", PACKAGE, "--bins", "--profile", profile],
    ))?;
    let built = folder
        .join(wasm::TARGET)
        .join(if dev { "debug" } else { profile });
    let bound = folder.join(format!("bindgen-{profile}"));
    let module = |program: &str| built.join(format!("{program}.wasm"));
    let fresh = |program: &&str| is_newer(&bound.join(format!("{program}_bg.wasm")), &module(program));
    if !PROGRAMS.iter().all(fresh) {
        remove(&bound)?;
        for program in PROGRAMS {
            bind(&module(program), program, &bound, dev)?;
        }
    }
    Ok(bound)
}

/// All files of the bundle of the workspace in `root`, and the list of them.
fn compose(root: &Path, bound: &Path) -> Result<(BTreeMap<String, Vec<u8>>, FileList)> {
    let mut bundle = fill(Bundle::of_server(), root, bound, &PROGRAMS)?;
    for name in FIRST_PAGES {
        bundle.add_page(name, &text(&root.join(PACKAGE).join("static").join(name))?)?;
    }
    bundle.finish()
}

/// The files of the page that verifies, for any server.
fn compose_anywhere(root: &Path, bound: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut bundle = fill(Bundle::of_folder(), root, bound, &VERIFYING)?;
    bundle.add_page(INDEX, &text(&root.join(PACKAGE).join("anywhere").join(INDEX))?)?;
    let (files, _) = bundle.finish()?;
    Ok(files)
}

/// What all pages need, and these programs.
fn fill(mut bundle: Bundle, root: &Path, bound: &Path, programs: &[&'static str]) -> Result<Bundle> {
    let package = root.join(PACKAGE);
    for (name, file) in files_below(&package.join("locales"))? {
        // English is part of the program, and what is in a folder, of one program.
        if name != "en.ftl" && !name.contains('/') {
            bundle.add(&format!("locales/{name}"), read(&file)?)?;
        }
    }
    for (name, file) in files_below(&package.join("static"))? {
        if !FIRST_PAGES.contains(&name.as_str()) {
            bundle.add(&name, read(&file)?)?;
        }
    }
    let start = package.join("start");
    for name in programs {
        let is_page = PAGES.contains(name);
        let before = if is_page {
            text(&start.join("page.js"))?
        } else {
            String::new()
        };
        bundle.add_program(Program {
            name,
            knows_files: is_page,
            glue: text(&bound.join(format!("{name}.js")))?,
            start: format!("{before}{}", text(&start.join("program.js"))?),
            module: read(&bound.join(format!("{name}_bg.wasm")))?,
        })?;
    }
    Ok(bundle)
}

/// A folder of this machine in the bundle would make it another one elsewhere.
fn refuse_machine(files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    for folder in [place::root(), place::cargo_home()] {
        let folder = folder.display().to_string();
        let named = files.iter().find(|(_, bytes)| {
            bytes
                .windows(folder.len())
                .any(|window| window == folder.as_bytes())
        });
        if let Some((name, _)) = named {
            return Err(Failure::wrong(format!(
                "{name} contains {folder}: built elsewhere, it would have other bytes"
            ))
            .hint("`remapped` in xtask/src/setup/wasm.rs tells the compiler other names")
            .into());
        }
    }
    Ok(())
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
        .omit_default_module_path(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(out))
        .map_err(|error| Failure::wrong(format!("wasm-bindgen: {error:#}")).into())
}

/// Puts these files into `out`, which is replaced as a whole once they are complete.
fn replace(out: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    if fs::read_dir(out).is_ok_and(|mut files| files.next().is_some()) && !out.join(INDEX).is_file() {
        return Err(
            Failure::unable(format!("{} is in use for something else", out.display()))
                .hint("--out needs an empty or new folder, or one with an earlier bundle")
                .into(),
        );
    }
    let name = out.file_name().context("--out needs the name of a folder")?;
    let staged = out.with_file_name(format!(".{}.new", name.to_string_lossy()));
    remove(&staged)?;
    for (name, bytes) in files {
        let file = staged.join(name);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        fs::write(&file, bytes).with_context(|| file.display().to_string())?;
    }
    remove(out)?;
    fs::rename(&staged, out).with_context(|| out.display().to_string())
}

/// Every file in a folder and those below it, by its name from there.
fn files_below(folder: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut files = BTreeMap::new();
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            let below = files_below(&entry.path())?;
            files.extend(
                below
                    .into_iter()
                    .map(|(inner, file)| (format!("{name}/{inner}"), file)),
            );
        } else {
            files.insert(name, entry.path());
        }
    }
    Ok(files)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| file.display().to_string())
}

fn text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| file.display().to_string())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(())
}
