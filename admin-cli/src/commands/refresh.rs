//! Hands the key on to other trustees while voting goes on.

use crate::{
    EndRefreshArguments, RefreshArguments,
    office::{Office, expect_phase},
    output, steps,
};
use admin_cli::{Failure, config};
use bulletin_board_client::follow::BallotProofs;
use ostrakon_crypto::index::TrusteeIndex;
use ostrakon_record::{
    body::{Body, KeyRefresh, KeyRestart, RestartReason},
    election::{Election, Phase, RunningRefresh},
};

pub(crate) async fn start(arguments: &RefreshArguments) -> Result<(), Failure> {
    let trustees = arguments.trustees.iter().map(|file| config::trustee(file));
    let trustees = trustees.collect::<Result<Vec<_>, _>>()?;
    let mut office = Office::open(&arguments.office, BallotProofs::Skip)?;
    let election = office.update().await?;
    expect_phase(election, Phase::Voting)?;
    if let Some(running) = election.running_refresh() {
        return Err(Failure::wrong(
            format!(
                "a refresh is running, and waits for {}",
                steps::awaited(election, running)
            ),
            "wait for them, or end it with `election-admin end-refresh`",
        ));
    }
    let dealers = arguments.dealers.iter().map(|number| TrusteeIndex::new(*number));
    let mut dealers: Vec<TrusteeIndex> = dealers.collect::<Result<_, _>>().map_err(|error| {
        Failure::wrong(
            error.to_string(),
            "`election-admin status` tells each trustee's index",
        )
    })?;
    dealers.sort_unstable();
    let body = KeyRefresh {
        session: election.session().id,
        threshold: arguments.threshold,
        trustees,
        dealers,
    };
    office.post(Body::KeyRefresh(body)).await?;
    let election = office.update().await?;
    let refresh = running(election)?;
    output::data(&refresh.refresh.id.to_string());
    output::note(&format!(
        "The refresh has begun. Voting goes on, and until it is complete the present trustees hold the key.\n\
         next: {} run `tally refresh --accept` with the id above, which you tell them by voice, and each new trustee runs \
         `tally refresh`",
        steps::awaited(election, refresh)
    ));
    if arguments.office.json {
        office.print_json()?;
    }
    Ok(())
}

pub(crate) async fn end(arguments: &EndRefreshArguments) -> Result<(), Failure> {
    let mut office = Office::open(&arguments.office, BallotProofs::Skip)?;
    let election = office.update().await?;
    let refresh = running(election)?;
    let (culprit, reason) = fault(election, refresh, arguments.absent)?;
    let body = KeyRestart {
        session: refresh.refresh.id,
        culprit,
        reason,
    };
    office.post(Body::KeyRestart(body)).await?;
    output::note(&format!(
        "The refresh is ended, because trustee {culprit} {reason}. Everybody can read that in the log. The present trustees \
         hold the key as before.\nnext: `election-admin refresh` with others, or nothing"
    ));
    if arguments.office.json {
        office.update().await?;
        office.print_json()?;
    }
    Ok(())
}

fn running(election: &Election) -> Result<&RunningRefresh, Failure> {
    election.running_refresh().ok_or_else(|| {
        Failure::wrong(
            "no refresh is running",
            "`election-admin status` tells what comes next",
        )
    })
}

/// Whose fault the end is: of complaints anybody can compute it, absence is the official's word.
fn fault(
    election: &Election,
    refresh: &RunningRefresh,
    absent: Option<u8>,
) -> Result<(TrusteeIndex, RestartReason), Failure> {
    if let Some(dispute) = refresh.disputes.first() {
        return match absent {
            None => Ok((dispute.culprit(), dispute.verdict.into())),
            Some(_) => Err(Failure::wrong(
                "a trustee has complained, so that the log tells whose fault it is",
                "run `election-admin end-refresh` without --absent",
            )),
        };
    }
    absent
        .and_then(|number| TrusteeIndex::new(number).ok())
        .filter(|index| refresh.awaits(*index))
        .map(|index| (index, RestartReason::Absent))
        .ok_or_else(|| {
            Failure::wrong(
                format!("the refresh waits for {}", steps::awaited(election, refresh)),
                "name the one of them who cannot go on with --absent INDEX",
            )
        })
}
