//! Ends the election without a result.

use crate::{AbortArguments, office::Office, output};
use admin_cli::{Failure, calendar::now};
use bulletin_board_client::follow::BallotProofs;
use ostrakon_record::{
    body::{Abort, Body},
    election::Phase,
};

pub(crate) async fn run(arguments: &AbortArguments) -> Result<(), Failure> {
    let mut office = Office::open(&arguments.office, BallotProofs::Skip)?;
    let phase = office.update().await?.phase();
    if matches!(phase, Phase::Finished | Phase::Aborted) {
        return Err(Failure::wrong(
            format!("this is not possible any more; where the election stands: {phase}"),
            "`election-admin status` tells how it ended",
        ));
    }
    office
        .post(Body::Abort(Abort {
            time: now(),
            reason: arguments.reason.clone(),
        }))
        .await?;
    output::note("The election is ended without a result, and the log says why.");
    if arguments.office.json {
        office.update().await?;
        office.print_json()?;
    }
    Ok(())
}
