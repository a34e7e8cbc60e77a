//! Says what an election rests on, in plain words.

use crate::{Failure, TrustArguments, output, present::printable, show};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{Body, Entry, Manifest, trust::assumptions};
use serde_json::json;
use std::{path::Path, process::ExitCode};

pub(crate) fn run(arguments: &TrustArguments) -> Result<ExitCode, Failure> {
    let (manifest, election) = manifest(&arguments.record, arguments.election)?;
    let assumptions = assumptions(&manifest);
    if arguments.json {
        let answer = json!({ "election": election, "assumptions": assumptions });
        return output::answer(&format!("{answer:#}\n"));
    }
    let mut text = format!(
        "{}\nelection {election}, by its manifest; `verifier-cli verify` tells whether its record is right\n",
        printable(manifest.title.pick(&arguments.lang))
    );
    for assumption in assumptions {
        text.extend([
            "\n",
            assumption.question,
            "\n  ",
            &printable(&assumption.answer),
            "\n",
        ]);
        for warning in assumption.warnings {
            text.extend(["  weak: ", &printable(&warning), "\n"]);
        }
    }
    output::answer(&text)
}

/// The manifest of a record, and the election's id, which is the hash of its line.
pub(crate) fn manifest(record: &Path, election: Option<Hash>) -> Result<(Manifest, Hash), Failure> {
    let lines = show::lines(record, election, &[0])?;
    let entry = lines.into_iter().flatten().next();
    let entry = entry.and_then(|line| Entry::parse(&line).ok());
    let Some((entry, Body::Manifest(manifest))) = entry.as_ref().map(|entry| (entry, entry.body())) else {
        return Err(Failure::wrong(
            format!("{}: line 0 is no manifest", record.display()),
            "fetch the record again, and verify it",
        ));
    };
    if election.is_some_and(|expected| expected != *entry.hash()) {
        return Err(Failure::wrong(
            format!("{}: this is election {}", record.display(), entry.hash()),
            "name the record of the election that you mean",
        ));
    }
    Ok((manifest.clone(), *entry.hash()))
}
