//! Opens the election for voting.

use crate::{
    OfficeArguments,
    office::{Office, expect_phase},
    output, steps,
};
use admin_cli::{
    Failure,
    calendar::{now, utc},
};
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
                steps::missing(election, |index| election.rehearsals().contains(&index))
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
    let opens = election.manifest().schedule.opens;
    if body.time < opens {
        output::note(&format!("warning: voting was announced for {} only", utc(opens)));
    }
    office.post(Body::Open(body)).await?;
    expect_phase(office.update().await?, Phase::Voting)?;
    output::note(&format!(
        "The election is open for {voters} voters.\nnext: `election-admin close`, when voting ends"
    ));
    if arguments.json {
        office.print_json()?;
    }
    Ok(())
}
