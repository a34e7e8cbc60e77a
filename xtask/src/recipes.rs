//! `cargo xtask recipes`: a record verified in parts by each of verifier-cli's recipes, as observers run them.

use crate::{election::Programs, failure::Failure, large, place, process, say, setup};
use anyhow::{Context as _, Result};
use clap::ValueEnum as _;
use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

/// Options of `cargo xtask recipes`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only this one; may be repeated
    #[arg(long, value_name = "RECIPE", value_enum)]
    only: Vec<Recipe>,
}

/// The recipes, the quick ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Recipe {
    /// The manifest of an Indexed Job, against Kubernetes' schema; nothing runs it
    Kubernetes,
    /// GNU parallel, a second
    Parallel,
    /// A Slurm cluster of this machine alone, a quarter of a minute
    Slurm,
    /// Spark on this machine, half a minute, and a minute to install it
    Spark,
}

/// Enough for several parts.
const VOTERS: usize = 700;
const PARTS: &str = "3";

/// Runs the recipes.
///
/// # Errors
/// If one fails, or what it needs cannot be installed.
pub(crate) fn run(options: &Options) -> Result<()> {
    let chosen = |recipe: &&Recipe| options.only.is_empty() || options.only.contains(recipe);
    let recipes: Vec<Recipe> = Recipe::value_variants().iter().filter(chosen).copied().collect();
    check(&recipes)
}

/// Runs these recipes with the program that is built.
///
/// # Errors
/// If one fails, or what it needs cannot be installed.
pub(crate) fn check(recipes: &[Recipe]) -> Result<()> {
    let folder = place::target().join("recipes");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    Programs::build()?;
    let record = folder.join("record");
    large::finished(&record, VOTERS)?;
    for recipe in recipes {
        let start = Instant::now();
        let name = recipe.to_possible_value();
        let name = name.as_ref().map_or("", clap::builder::PossibleValue::get_name);
        say::note(format_args!("recipes: {name}"));
        recipe.run(&record, &folder.join(name))?;
        say::note(format_args!(
            "recipes: {name}: {:.1} s",
            start.elapsed().as_secs_f64()
        ));
    }
    Ok(())
}

impl Recipe {
    fn run(self, record: &Path, folder: &Path) -> Result<()> {
        let recipes = place::root().join("verifier-cli/recipes");
        let partials = folder.join("partials");
        match self {
            Self::Kubernetes => {
                let program = setup::kubernetes::ensure()?.with_file_name("kubernetes-validate");
                process::run(
                    Command::new(program)
                        .arg("--strict")
                        .arg(recipes.join("kubernetes.yaml")),
                )
            }
            Self::Parallel => {
                setup::parallel::ensure()?;
                let recipe = || -> Result<Command> {
                    let mut command = Command::new("sh");
                    command.env("PATH", path(None)?).arg(recipes.join("parallel.sh"));
                    command.arg(record).arg(&partials).arg(PARTS);
                    Ok(command)
                };
                process::run_quietly(&mut recipe()?)?;
                // A worker is lost; the same command makes its part again, and no other.
                let (lost, kept) = (part(&partials, 2), part(&partials, 1));
                fs::remove_file(&lost)?;
                let before = fs::metadata(&kept)?.modified()?;
                process::run_quietly(&mut recipe()?)?;
                if !lost.exists() || fs::metadata(&kept)?.modified()? != before {
                    return Err(
                        Failure::wrong("the recipe did not make the lost part again, and it alone").into(),
                    );
                }
                Ok(())
            }
            Self::Slurm => {
                setup::slurm::ensure()?;
                let mut command = Command::new("sh");
                command
                    .env("PATH", path(None)?)
                    .arg(place::root().join("xtask/recipes/slurm.sh"));
                command
                    .arg(recipes.join("slurm.sbatch"))
                    .arg(record)
                    .arg(&partials)
                    .arg(PARTS);
                process::run_quietly(command.arg(folder.join("cluster")))
            }
            Self::Spark => {
                let python = setup::spark::ensure()?;
                let mut command = Command::new(&python);
                command
                    .env("PATH", path(python.parent())?)
                    .env("SPARK_LOCAL_IP", "127.0.0.1");
                command
                    .arg(recipes.join("spark.py"))
                    .arg(record)
                    .arg(&partials)
                    .arg(PARTS);
                process::run_quietly(&mut command)
            }
        }
    }
}

fn part(partials: &Path, number: u32) -> PathBuf {
    partials.join(format!("part-{number:06}-of-000003.partial"))
}

/// The path on which our program, and what is in another folder, come first.
fn path(first: Option<&Path>) -> Result<OsString> {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let own = first
        .into_iter()
        .map(Path::to_path_buf)
        .chain([place::target().join("debug")]);
    Ok(env::join_paths(own.chain(env::split_paths(&inherited)))?)
}
