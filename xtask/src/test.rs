//! `cargo xtask test`: everything that must hold, in order, with its time.

use crate::{
    api, browser, demo,
    failure::Failure,
    interop, mail, place, process, recipes, say,
    second::{self, Corpus},
    setup, web,
};
use anyhow::Result;
use clap::ValueEnum as _;
use std::{
    env,
    time::{Duration, Instant},
};

/// Options of `cargo xtask test`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only this step; may be repeated
    #[arg(long, value_name = "STEP", value_enum)]
    only: Vec<Step>,
}

/// The steps, in the order in which they run: the quick ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Step {
    /// Formatting
    Format,
    /// Lints of all targets, warnings being errors
    Clippy,
    /// Unit, property, vector, tampering, command-line and architecture tests
    Unit,
    /// Examples in the documentation
    Doc,
    /// The equations of the ballots' proofs, by computer algebra
    Symbolic,
    /// The second implementation of the verifier, on the vectors and on every forged record
    Second,
    /// The log's formats, against Go's and a Python implementation
    Interop,
    /// A record verified in parts under GNU parallel, and the manifest for Kubernetes; `cargo xtask recipes` runs all recipes
    Recipes,
    /// The board's HTTP interface, against its description
    Api,
    /// Codes by e-mail: a program that is killed while it sends, and sends nothing twice
    Mail,
    /// Licences, sources and forbidden dependencies
    Deny,
    /// Shared crates, test vectors, the voter's pages, their worker and their verifier in WebAssembly
    Wasm,
    /// Voters in a real browser, in a real election
    Browser,
    /// The demo of the made-up town, whose record both verifiers verify
    Demo,
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }

    fn about(self) -> String {
        self.to_possible_value()
            .and_then(|value| Some(value.get_help()?.to_string()))
            .unwrap_or_default()
    }

    /// Installs what the step needs: before the first step runs, so that nobody waits half an hour for that error.
    fn set_up(self) -> Result<()> {
        match self {
            Self::Format | Self::Clippy | Self::Doc => Ok(()),
            Self::Second | Self::Demo => setup::python::ensure().map(drop),
            Self::Unit => setup::postgres::ensure().map(drop),
            Self::Symbolic => setup::sympy::ensure().map(drop),
            Self::Interop => {
                setup::go::ensure()?;
                setup::aics::ensure().map(drop)
            }
            Self::Recipes => {
                setup::parallel::ensure()?;
                setup::kubernetes::ensure().map(drop)
            }
            Self::Api => setup::schemathesis::ensure().map(drop),
            Self::Mail => setup::aiosmtpd::ensure().map(drop),
            Self::Deny => setup::deny::ensure().map(drop),
            Self::Wasm => {
                setup::wasm::ensure()?;
                setup::node::ensure().map(drop)
            }
            Self::Browser => {
                setup::wasm::ensure()?;
                setup::chromium::ensure()?;
                setup::node::ensure().map(drop)
            }
        }
    }

    fn run(self, corpus: &mut Corpus) -> Result<()> {
        match self {
            Self::Format => process::run(&mut process::cargo(["fmt", "--all", "--check"])),
            Self::Clippy => process::run(&mut process::cargo([
                "clippy",
                "--locked",
                "--workspace",
                "--all-targets",
                "--",
                "--deny=warnings",
            ])),
            Self::Unit => {
                build_with_tests()?;
                *corpus = Corpus::New;
                unit()
            }
            Self::Doc => process::run(&mut process::cargo(["test", "--locked", "--workspace", "--doc"])),
            Self::Symbolic => symbolic(),
            Self::Second => second::run(*corpus),
            Self::Interop => interop::run(),
            Self::Recipes => recipes::check(&[recipes::Recipe::Kubernetes, recipes::Recipe::Parallel]),
            Self::Api => api::run(),
            Self::Mail => mail::run(),
            Self::Deny => deny(),
            Self::Wasm => {
                web::check_shared_crates()?;
                web::run_vectors()?;
                browser::ask_workers(*corpus)
            }
            Self::Browser => browser::run(),
            Self::Demo => {
                demo::run(&demo::Options::default())?;
                second::verify(&place::target().join("demo"))
            }
        }
    }
}

struct Outcome {
    step: Step,
    time: Duration,
    passed: bool,
}

/// Runs the steps up to the first that fails.
///
/// # Errors
/// If a step fails, with the command to repeat it; or if something that it needs cannot be installed.
pub(crate) fn run(options: &Options) -> Result<()> {
    let steps: Vec<Step> = Step::value_variants()
        .iter()
        .copied()
        .filter(|step| options.only.is_empty() || options.only.contains(step))
        .collect();
    for step in &steps {
        step.set_up()?;
    }
    let mut outcomes = Vec::new();
    let mut failure = None;
    let mut corpus = Corpus::Old;
    for step in steps {
        say::note(format_args!("\n==> {}: {}", step.name(), step.about()));
        let start = Instant::now();
        let result = step.run(&mut corpus);
        outcomes.push(Outcome {
            step,
            time: start.elapsed(),
            passed: result.is_ok(),
        });
        if let Err(error) = result {
            failure = Some((step, error));
            break;
        }
    }
    print(&outcomes);
    match failure {
        None => Ok(()),
        Some((step, error)) => {
            // The inner hint, if there is one, is about the cause and worth more than ours.
            let hint = Failure::hint_of(&error).map_or_else(
                || format!("repeat it with `cargo xtask test --only {}`", step.name()),
                ToOwned::to_owned,
            );
            Err(Failure::wrong(format!("step {}: {error:#}", step.name()))
                .hint(hint)
                .into())
        }
    }
}

fn print(outcomes: &[Outcome]) {
    say::data("");
    for outcome in outcomes {
        say::data(format_args!(
            "{}  {:<8} {:>7.1} s  {}",
            if outcome.passed { "ok    " } else { "FAILED" },
            outcome.step.name(),
            outcome.time.as_secs_f64(),
            outcome.step.about(),
        ));
    }
    let passed = outcomes.iter().filter(|outcome| outcome.passed).count();
    let total: Duration = outcomes.iter().map(|outcome| outcome.time).sum();
    say::data(format_args!("total {:>19.1} s", total.as_secs_f64()));
    say::data(format_args!(
        "xtask: {passed} passed, {} failed",
        outcomes.len().saturating_sub(passed)
    ));
}

/// The tests, and our programs in the same breath: they start them. Then the board with fail points, which shares all
/// libraries.
fn build_with_tests() -> Result<()> {
    process::run(&mut process::cargo([
        "build",
        "--locked",
        "--workspace",
        "--bins",
        "--tests",
    ]))?;
    process::run(
        process::cargo(["build", "--locked", "--workspace", "--bin=bulletin-board"])
            .args(["--features=bulletin-board/failpoints", "--target-dir"])
            .arg(place::target().join("failpoints"))
            .env("CARGO_BUILD_BUILD_DIR", place::target()),
    )
}

/// The tests of all crates, by nextest where it is installed: it runs all test programs at once.
fn unit() -> Result<()> {
    let runner: &[&str] = if place::on_path(&["cargo-nextest"]).is_some() {
        &["nextest", "run", "--locked", "--workspace", "--no-fail-fast"]
    } else {
        &[
            "test",
            "--locked",
            "--workspace",
            "--lib",
            "--bins",
            "--tests",
            "--no-fail-fast",
        ]
    };
    process::run(&mut process::cargo(runner))
}

/// The scripts of docs/symbolic.
fn symbolic() -> Result<()> {
    let python = setup::sympy::ensure()?;
    for script in ["committed_bits.py", "allocation.py"] {
        let mut command = std::process::Command::new(&python);
        command
            .current_dir(place::root().join("docs/symbolic"))
            .arg(script);
        process::run(&mut command)?;
    }
    Ok(())
}

/// cargo-deny. It downloads crates of other platforms where cargo has not yet, and nothing else: advisories need a
/// database, which is only read.
fn deny() -> Result<()> {
    let program = setup::deny::ensure()?;
    let mut command = std::process::Command::new(program);
    command.current_dir(place::root()).args([
        "--workspace",
        "--locked",
        // Duplicates are warnings, and many; `cargo deny check bans` lists them.
        "--log-level=error",
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]);
    if has_advisories() {
        command.arg("advisories");
    } else {
        say::note(
            "deny: skipping advisories: there is no database of them here (`cargo deny fetch` gets it)",
        );
    }
    process::run(&mut command)
}

fn has_advisories() -> bool {
    env::var_os("CARGO_HOME")
        .map(std::path::PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")))
        .is_some_and(|home| {
            home.join("advisory-dbs")
                .read_dir()
                .is_ok_and(|mut databases| databases.next().is_some())
        })
}
