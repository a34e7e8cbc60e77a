//! Opens the election for voting.

use crate::{
    OfficeArguments,
    office::{Office, expect_phase, missing, now},
    output,
};
use admin_cli::Failure;
use bulletin_board_client::follow::BallotProofs;
use ostrakon_record::{
    body::{Body, Open},
    election::Phase,
};

pub(crate) async fn run(arguments: &OfficeArguments) -> Result<(), Failure> {
    let mut office = Office::open(arguments, BallotProofs::Skip)?;
    let election = office.update().await?;
    expect_phase(election, Phase::Rehearsal)?;
    let needed = election.manifest().threshold;
    let rehearsed = election.rehearsals().len();
    if rehearsed < usize::from(needed) {
        return Err(Failure::unknown(
            format!("only {rehearsed} of the {needed} trustees needed to decrypt have rehearsed"),
            format!(
                "ask for `tally rehearse`: {}",
                missing(election, |index| election.rehearsals().contains(&index))
            ),
        ));
    }
    let Some(keys) = election.public_keys() else {
        return Err(Failure::wrong(
            "the election has no key",
            "`election-admin status` tells what comes next",
        ));
    };
    let body = Open {
        time: now(),
        key: keys.joint,
        roll: election.roll().digest(),
    };
    let voters = election.roll().count;
    office.post(Body::Open(body)).await?;
    output::note(&format!(
        "The election is open for {voters} voters.\nnext: `election-admin close`, when voting ends"
    ));
    Ok(())
}
