//! The bulletin board: orders signed lines into append-only logs and shows them to everybody. It is trusted for nothing
//! but availability: whatever it does wrong, a verifier sees.
//!
//! - [`config`]: the command line and the settings
//! - [`database`]: which store, and what to do if it cannot be used
//! - [`faults`]: steps at which tests end the program
//! - [`files`]: small files that are replaced as a whole
//! - [`followers`]: what other servers have appended
//! - [`memory`]: what was published, beside the database
//! - [`telemetry`]: the program's own log
//! - [`metrics`]: numbers for Prometheus
//! - [`admin`]: the operator's listener: metrics and health
//! - [`backup`]: copies of the data folder, and the way back
//! - [`connections`]: how many, for how long, TLS
//! - [`disk`]: space for the data folder
//! - [`doctor`]: looks at everything that a board needs
//! - [`server`]: start, listening, shutdown
//! - [`identity`]: the board's key and its operator's token
//! - [`router`], [`routes`]: HTTP
//! - [`openapi`]: its description
//! - [`failure`]: why it cannot serve
//! - [`error`]: refusals as problem documents
//! - [`limits`]: how much anybody may ask for
//! - [`admission`]: what happens to a posted line before it gets a place
//! - [`collector`]: jobs that are cheaper together
//! - [`committed`]: a log as it is committed
//! - [`sequencer`]: one task an election that gives lines their places
//! - [`publication`]: checkpoints, and one task an election that signs them
//! - [`standing`]: how far checkpoints and witnesses are behind the log
//! - [`cosigning`]: tasks that show them to witnesses
//! - [`turnout`]: how many had voted by which time
//! - [`tree`]: the stored tree, computed anew and read for proofs
//! - [`store`]: the database
//! - [`witness`]: the witness program

mod admin;
mod admission;
mod backup;
mod collector;
mod committed;
mod config;
mod connections;
mod cosigning;
mod database;
mod disk;
mod doctor;
mod error;
mod failure;
mod faults;
mod files;
mod followers;
mod identity;
mod limits;
mod memory;
mod metrics;
mod openapi;
mod publication;
mod router;
mod routes;
mod sequencer;
mod server;
mod standing;
mod store;
mod telemetry;
mod tree;
mod turnout;
mod witness;

use backup::{Keys, Missing};
use clap::Parser as _;
use config::{Cli, Command, LogFormat};
use doctor::Form;
use failure::Failure;
use std::{io::Write as _, process::ExitCode};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    #[cfg(feature = "failpoints")]
    let _faults = fail::FailScenario::setup();
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            let hint = Failure::hint_of(&error);
            let _ = writeln!(std::io::stderr().lock(), "error: {error:#}\nhint: {hint}");
            ExitCode::from(Failure::code_of(&error))
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match command {
        Command::Serve(settings) => {
            let config = settings.resolve()?;
            telemetry::start(config.log_format);
            runtime.block_on(server::run(&config))?;
        }
        Command::Witness(config) => {
            telemetry::start(LogFormat::Text);
            runtime.block_on(witness::run(&config))?;
        }
        Command::Openapi => {
            let text = router::description().to_pretty_json()?;
            writeln!(std::io::stdout().lock(), "{text}")?;
        }
        Command::Migrate(config) => {
            telemetry::start(LogFormat::Text);
            runtime.block_on(database::migrate(&config))?;
        }
        Command::Doctor { settings, json } => {
            let form = if json { Form::Json } else { Form::Text };
            return runtime.block_on(doctor::examine(&settings.resolve()?, form));
        }
        Command::Backup { folder, target, keys } => {
            let config = folder.resolve()?;
            let keys = if keys { Keys::Included } else { Keys::Left };
            runtime.block_on(backup::backup(&config, &target, keys))?;
        }
        Command::Restore { folder, backup } => {
            let config = folder.resolve()?;
            runtime.block_on(backup::restore(&config, backup.as_deref()))?;
        }
        Command::Resume {
            folder,
            copies,
            no_newer_copy,
        } => {
            let config = folder.resolve()?;
            let missing = if no_newer_copy {
                Missing::Nothing
            } else {
                Missing::Unknown
            };
            runtime.block_on(backup::resume(&config, &copies, missing))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
