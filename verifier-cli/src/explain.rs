//! Says what a check means.

use crate::{ExplainArguments, Failure, output};
use comfy_table::{ContentArrangement, Table, TableStyle};
use ostrakon_record::verify::CheckId;
use std::{fmt::Write as _, process::ExitCode};

pub(crate) fn run(arguments: &ExplainArguments) -> Result<ExitCode, Failure> {
    let text = match &arguments.check {
        Some(id) => one(id)?,
        None => all(),
    };
    output::answer(&text)
}

fn one(id: &str) -> Result<String, Failure> {
    let check: CheckId = id.parse().map_err(|error| {
        Failure::wrong(
            format!("{id:?}: {error}"),
            "`verifier-cli explain` lists all checks",
        )
    })?;
    Ok(format!(
        "{check}: {}\n\n{}\n\nFails if {}.\n\nSpecification: {}\n",
        check.title(),
        check.plain(),
        check.fails_if(),
        sections(check)
    ))
}

fn all() -> String {
    let mut table = Table::new();
    table
        .load_style(TableStyle::new())
        .set_content_arrangement(ContentArrangement::Disabled);
    for check in CheckId::ALL {
        table.add_row([check.to_string(), check.plain().to_owned()]);
    }
    let mut text = String::new();
    for line in table.lines() {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", line.trim());
    }
    text
}

/// Where the specification says what must hold.
pub(crate) fn sections(check: CheckId) -> String {
    let parts = check.sections().split("; ").map(|part| {
        let document = if part.starts_with("protocol.md") {
            "docs/"
        } else {
            "docs/record.md "
        };
        format!("{document}{part}")
    });
    parts.collect::<Vec<_>>().join("; ")
}
