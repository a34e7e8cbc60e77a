//! Closes the election.

use crate::{
    OfficeArguments,
    office::{Office, expect_phase},
    output,
};
use admin_cli::{
    Failure,
    calendar::{now, utc},
};
use bulletin_board_client::follow::BallotProofs;
use ostrakon_record::{
    body::{Body, Close},
    election::Phase,
};

pub(crate) async fn run(arguments: &OfficeArguments) -> Result<(), Failure> {
    let mut office = Office::open(arguments, BallotProofs::Skip)?;
    let election = office.update().await?;
    expect_phase(election, Phase::Voting)?;
    let Some(parameters) = election.voting_parameters() else {
        return Err(Failure::wrong(
            "the election is not open",
            "`election-admin status` tells what comes next",
        ));
    };
    let closes = election.manifest().schedule.closes;
    let body = Close {
        time: now(),
        context: parameters.context,
    };
    if body.time < closes {
        output::note(&format!("warning: voting was announced until {}", utc(closes)));
    }
    office.post(Body::Close(body)).await?;
    let election = office.update().await?;
    let counted = election.counted();
    output::note(&if election.phase() == Phase::Withheld {
        format!(
            "The election is closed. Ballots that count: {counted}, under the minimum of {}: nothing will be decrypted.",
            election.manifest().minimum_ballots
        )
    } else {
        format!(
            "The election is closed with {counted} ballots that count.\nnext: {} trustees run `tally decrypt`, then \
             `election-admin result`",
            election.session().threshold.threshold()
        )
    });
    if arguments.json {
        office.print_json()?;
    }
    Ok(())
}
