//! Ends the election without a result.

use crate::{
    AbortArguments,
    office::{Office, now},
    output,
};
use admin_cli::Failure;
use bulletin_board_client::follow::BallotProofs;
use ostrakon_record::body::{Abort, Body};

pub(crate) async fn run(arguments: &AbortArguments) -> Result<(), Failure> {
    let office = Office::open(&arguments.office, BallotProofs::Skip)?;
    office
        .post(Body::Abort(Abort {
            time: now(),
            reason: arguments.reason.clone(),
        }))
        .await?;
    output::note("The election is ended without a result, and the log says why.");
    Ok(())
}
