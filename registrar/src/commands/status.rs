//! Tells who has got a code, and who has not.

use crate::{StatusArguments, desk};
use admin_cli::{Failure, calendar::utc, output};
use registrar::store::{Progress, Selection, Store};
use serde::Serialize;

/// A voter who has not got the present code.
#[derive(Serialize)]
struct Missing {
    id: String,
    name: String,
    /// What became of each delivery.
    deliveries: Vec<Attempt>,
}

#[derive(Serialize)]
struct Attempt {
    channel: String,
    state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    said: String,
}

#[derive(Serialize)]
struct Line {
    time: u64,
    what: String,
    remark: String,
}

/// For programs.
#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    progress: Progress,
    election: Option<String>,
    roll_is_signed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<Vec<Missing>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    journal: Option<Vec<Line>>,
}

pub(crate) async fn run(arguments: &StatusArguments) -> Result<(), Failure> {
    let mut store = Store::look(&arguments.dir).await?;
    let mut report = Report {
        progress: store.progress().await?,
        election: store.election().await?.map(|joined| joined.id.to_string()),
        roll_is_signed: store.roll_is_signed().await?,
        missing: None,
        journal: None,
    };
    if arguments.missing || arguments.journal {
        let identity = desk::identity(&arguments.dir, &arguments.passphrase)?;
        if arguments.missing {
            report.missing = Some(missing(&mut store, &identity.vault).await?);
        }
        if arguments.journal {
            let lines = store.journal(&identity.vault).await?;
            let lines = lines.into_iter().map(|line| Line {
                time: line.time,
                what: line.what,
                remark: line.remark,
            });
            report.journal = Some(lines.collect());
        }
    }
    if arguments.json {
        output::data(&output::json(&report)?);
    } else {
        print(&report);
    }
    Ok(())
}

async fn missing(store: &mut Store, vault: &registrar::vault::Vault) -> Result<Vec<Missing>, Failure> {
    let mut missing = Vec::new();
    for number in store.select(vault, &Selection::Everybody).await? {
        let deliveries = store.history(vault, number).await?;
        if deliveries.iter().any(|(_, state, _)| state == "sent") {
            continue;
        }
        let recipient = store.recipient(vault, number).await?;
        missing.push(Missing {
            id: recipient.person.id,
            name: recipient.person.name,
            deliveries: deliveries
                .into_iter()
                .map(|(channel, state, said)| Attempt { channel, state, said })
                .collect(),
        });
    }
    Ok(missing)
}

fn print(report: &Report) {
    let progress = &report.progress;
    output::data(&match &report.election {
        Some(election) => format!("election {election}"),
        None => "no election yet: `election-registrar join`".to_owned(),
    });
    output::data(&format!(
        "{:>8} voters\n{:>8} codes handed over, and nothing came back\n{:>8} waiting in the queue of e-mails\n\
         {:>8} unknown: may have arrived, a run was interrupted\n{:>8} bounced or failed\n{:>8} not sent yet\n\
         {:>8} have a code that was issued anew",
        progress.voters,
        progress.sent,
        progress.queued,
        progress.unknown,
        progress.bounced,
        progress.not_sent,
        progress.reissued
    ));
    for (channel, states) in &progress.channels {
        let states: Vec<String> = states
            .iter()
            .map(|(state, count)| format!("{count} {state}"))
            .collect();
        output::data(&format!("by {channel}: {}", states.join(", ")));
    }
    output::data(if report.roll_is_signed {
        "the roll is signed: no codes can be issued any more"
    } else {
        "the roll is not signed yet"
    });
    for voter in report.missing.iter().flatten() {
        let deliveries: Vec<String> = voter
            .deliveries
            .iter()
            .map(|attempt| format!("{} {} {}", attempt.channel, attempt.state, attempt.said))
            .collect();
        let deliveries = if deliveries.is_empty() {
            "not sent yet".to_owned()
        } else {
            deliveries.join("; ")
        };
        output::data(&format!(
            "{}  {}: {}",
            voter.id,
            voter.name,
            deliveries.trim_end()
        ));
    }
    for line in report.journal.iter().flatten() {
        output::data(&format!("{}  {}: {}", utc(line.time), line.what, line.remark));
    }
}
