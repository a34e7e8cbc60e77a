//! The same work by another system: Belenios, as Debian packages it.

use super::{Derived, Measurement};
use crate::{failure::Failure, place, process};
use anyhow::{Context as _, Result};
use std::process::Command;

/// Its package and program.
const TOOL: &str = "belenios-tool";
/// Options, fewest and most to choose, ballots, and how many times quicker our verification must be.
const CASES: [(u32, u32, u32, u32, u32); 2] = [(5, 1, 1, 100, 120), (20, 0, 3, 50, 150)];

/// Whether there is a peer.
///
/// # Errors
/// If it is not installed.
pub(super) fn ensure() -> Result<()> {
    place::on_path(&[TOOL]).map(drop).ok_or_else(|| {
        Failure::unable(format!("--peers needs {TOOL}, which is not on the PATH"))
            .hint(format!("on Debian: apt-get install {TOOL}"))
            .into()
    })
}

/// Belenios's CPU time for a ballot, beside ours in `times`.
///
/// # Errors
/// If its program fails.
pub(super) fn compare(times: &[Measurement]) -> Result<Vec<Derived>> {
    let ours = |name: &str| {
        let found = times.iter().find(|one| one.name == name);
        found.map(|one| one.fastest)
    };
    let mut derived = Vec::new();
    for (options, minimum, maximum, ballots, target) in CASES {
        let mut command = Command::new("bash");
        command.current_dir(place::root()).arg("xtask/peers/belenios.sh");
        command.args([options, minimum, maximum, ballots].map(|number| number.to_string()));
        let output = process::output(&mut command)
            .ok_or_else(|| Failure::unable(format!("`{}` failed", process::shown(&command))))?;
        let read = |name: &str| -> Result<f64> {
            output
                .lines()
                .find_map(|line| line.strip_prefix(name)?.trim().parse().ok())
                .with_context(|| format!("{TOOL}: no time of {name} in {output:?}"))
        };
        // Each ballot's sealing starts the program anew, verification starts it once.
        let startup = read("startup")?;
        let (seal, verify) = (
            read("seal")? - startup,
            read("verify")? - startup / f64::from(ballots),
        );
        let mut push = |name: String, value: f64, target: String| {
            derived.push(Derived { name, value, target });
        };
        push(
            format!("{TOOL}: sealing one of {options} options, ms"),
            seal * 1e3,
            String::new(),
        );
        push(
            format!("{TOOL}: verifying one of {options} options, ms"),
            verify * 1e3,
            String::new(),
        );
        if let Some(own) = ours(&format!("verify/verify_record/({options}, 1)")) {
            push(
                format!("{TOOL} / ours: verifying, {options} options"),
                verify * 1e3 / own,
                format!(">= {target}"),
            );
        }
        if let Some(own) = ours(&format!("ballot/seal/Choose({options})")) {
            push(
                format!("{TOOL} / ours: sealing, {options} options"),
                seal / own,
                String::new(),
            );
        }
    }
    Ok(derived)
}
