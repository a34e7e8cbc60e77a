//! `bulletin-board doctor`: looks at everything that a board needs, whether one is serving or not, and changes nothing.
//!
//! - [`checks`]: what is looked at
//! - [`logs`]: the logs, read without changing anything
//! - [`postgres`]: a PostgreSQL database
//! - [`witnesses`]: witnesses of the elections

mod checks;
mod logs;
mod postgres;
mod witnesses;

use crate::config::ServeConfig;
use checks::checks;
use serde::Serialize;
use std::{
    io::{self, Write as _},
    process::ExitCode,
};

/// What a check has found.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
enum Finding {
    /// As it should be.
    Fine { detail: String },
    /// It works, but not for long or not well.
    Warning { detail: String, hint: &'static str },
    /// A board would not serve, or not safely.
    Wrong { detail: String, hint: &'static str },
    /// It could not be found out.
    Unknown { detail: String, hint: &'static str },
}

#[derive(Serialize)]
struct Report {
    check: &'static str,
    #[serde(flatten)]
    finding: Finding,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Does every check and prints what it found. Exits with 1 if something is wrong, 2 if something could not be found out.
pub(crate) async fn examine(config: &ServeConfig, form: Form) -> anyhow::Result<ExitCode> {
    let mut reports = Vec::new();
    for check in checks(config) {
        let finding = (check.look)(config).await;
        reports.push(Report {
            check: check.name,
            finding,
        });
    }
    match form {
        Form::Text => print(&reports)?,
        Form::Json => {
            let text = serde_json::to_string_pretty(&reports)?;
            writeln!(io::stdout().lock(), "{text}")?;
        }
    }
    let any = |wanted: fn(&Finding) -> bool| reports.iter().any(|report| wanted(&report.finding));
    Ok(if any(|finding| matches!(finding, Finding::Wrong { .. })) {
        ExitCode::from(1)
    } else if any(|finding| matches!(finding, Finding::Unknown { .. })) {
        ExitCode::from(2)
    } else {
        ExitCode::SUCCESS
    })
}

fn print(reports: &[Report]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    for Report { check, finding } in reports {
        let (word, detail, hint) = match finding {
            Finding::Fine { detail } => ("ok", detail, None),
            Finding::Warning { detail, hint } => ("warning", detail, Some(hint)),
            Finding::Wrong { detail, hint } => ("WRONG", detail, Some(hint)),
            Finding::Unknown { detail, hint } => ("unknown", detail, Some(hint)),
        };
        writeln!(output, "{word:<8} {check:<12} {detail}")?;
        if let Some(hint) = hint {
            writeln!(output, "{:>21} hint: {hint}", "")?;
        }
    }
    Ok(())
}
