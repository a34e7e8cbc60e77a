//! Combines the trustees' decryptions, publishes and prints the result.

use crate::{OfficeArguments, office::Office, output, steps};
use admin_cli::Failure;
use bulletin_board_client::follow::BallotProofs;
use ostrakon_record::{
    body::Body,
    election::{Election, Phase},
};

pub(crate) async fn run(arguments: &OfficeArguments) -> Result<(), Failure> {
    let mut office = Office::open(arguments, BallotProofs::Check)?;
    office.update().await?;
    for wrong in office.follower.wrong_partials() {
        output::note(&format!("warning: {wrong}"));
    }
    let election = office.update().await?;
    if election.phase() != Phase::Finished {
        let result = compute(election)?;
        office.post(Body::Result(result)).await?;
    }
    let election = office.update().await?;
    let Some(result) = election.published_result() else {
        return Err(Failure::unknown(
            "the result did not appear in the log",
            "run the command again",
        ));
    };
    if arguments.json {
        output::data(&output::json(result)?);
    } else {
        output::data(&output::result_table(election.manifest(), result));
    }
    output::note(&format!(
        "\nThe result is published. Anybody can verify it:\n  verifier-cli fetch {} --election {} -o record\n  \
         verifier-cli verify record",
        office.follower.board().base(),
        office.id
    ));
    Ok(())
}

fn compute(election: &Election) -> Result<ostrakon_record::body::ResultBody, Failure> {
    match election.phase() {
        Phase::Intent | Phase::Decryption => {}
        phase => {
            return Err(Failure::wrong(
                format!("there is no result; where the election stands: {phase}"),
                "`election-admin status` tells what comes next",
            ));
        }
    }
    let needed = usize::from(election.session().threshold.threshold());
    let found = election.valid_partials().count();
    if found < needed {
        let done: Vec<_> = election.valid_partials().collect();
        return Err(Failure::unknown(
            format!("only {found} of the {needed} trustees needed have decrypted"),
            format!(
                "ask for `tally decrypt`: {}",
                steps::missing(election, |index| done.contains(&index))
            ),
        ));
    }
    election
        .recompute_result()
        .map_err(|error| Failure::wrong(error.to_string(), "`verifier-cli` shows the same to anybody"))
}
