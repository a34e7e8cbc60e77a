//! Tells how far the election is, and what comes next.

use crate::{OfficeArguments, office::Office, output, steps};
use admin_cli::{Failure, calendar::utc};
use bulletin_board_client::{ElectionSummary, api::TrusteeProgress, follow::BallotProofs};

pub(crate) async fn run(arguments: &OfficeArguments) -> Result<(), Failure> {
    let mut office = Office::open(arguments, BallotProofs::Skip)?;
    let election = office.update().await?;
    if arguments.json {
        return office.print_json();
    }
    let summary = ElectionSummary::of(election);
    output::data(&format!(
        "{}\nelection {}\n{}",
        summary.title.pick("en"),
        summary.election,
        summary.phase
    ));
    if let Some(reason) = election.abort_reason() {
        output::data(&format!("reason: {reason}"));
    }
    for session in election.past_sessions() {
        output::data(&format!(
            "key generation started anew at line {}: {} {}",
            session.seq,
            steps::named(election.manifest().trustee(session.culprit), session.culprit),
            session.reason
        ));
    }
    output::data(&format!(
        "announced for {} to {}\n{} lines, {} voters on the roll, {} ballots, {} of them count",
        utc(summary.schedule.opens),
        utc(summary.schedule.closes),
        summary.entries,
        summary.voters,
        summary.ballots,
        summary.counted
    ));
    output::data(&format!(
        "{} of {} trustees can decrypt:",
        summary.threshold,
        summary.trustees.len()
    ));
    for trustee in &summary.trustees {
        output::data(&format!(
            "  trustee {} {}: {}",
            trustee.index,
            trustee.name,
            done(trustee)
        ));
    }
    if let Some(refresh) = election.running_refresh() {
        output::data(&format!("a refresh is running: {}", refresh.refresh.id));
    }
    output::data(&format!("next: {}", steps::next(election)));
    Ok(())
}

fn done(trustee: &TrusteeProgress) -> String {
    let steps = [
        ("committed", trustee.committed),
        ("dealt", trustee.dealt),
        ("confirmed", trustee.confirmed),
        ("rehearsed", trustee.rehearsed),
        ("announced", trustee.intent),
        ("decrypted", trustee.decrypted),
    ];
    let done: Vec<&str> = steps
        .iter()
        .filter(|(_, done)| *done)
        .map(|(name, _)| *name)
        .collect();
    if done.is_empty() {
        "nothing yet".to_owned()
    } else {
        done.join(", ")
    }
}
