//! Posts a signed roll; what is on the board already is not posted again.

use crate::PostArguments;
use admin_cli::{
    Failure,
    following::{self, retry},
    output,
};
use bulletin_board_client::{BoardClient, Follower, follow::BallotProofs};
use ostrakon_record::election::{Election, Phase};
use registrar::roll::{SignedRoll, totals};

pub(crate) async fn run(arguments: &PostArguments) -> Result<(), Failure> {
    let roll = SignedRoll::read(&arguments.roll)?;
    let board = BoardClient::new(arguments.board.as_deref().unwrap_or(&roll.board));
    let mut follower = Follower::new(board, roll.election, BallotProofs::Skip);
    let election = following::update(&mut follower).await?;
    check(election, &roll)?;
    let posted = usize::try_from(election.roll_parts()).unwrap_or(usize::MAX);
    let sealed = election.phase() == Phase::Rehearsal;
    let known = roll.voters(if sealed { roll.parts.len() } else { posted })?;
    if totals(election.manifest(), &known)?.digest() != election.roll().digest() {
        return Err(Failure::wrong(
            format!(
                "{} is not the roll that is on the board",
                arguments.roll.display()
            ),
            "nothing was posted; name the file whose first parts were posted",
        ));
    }
    let everybody = totals(election.manifest(), &roll.voters(roll.parts.len())?)?;
    let minimum = u64::from(election.manifest().minimum_ballots);
    if everybody.count < minimum {
        output::note(&format!(
            "warning: there are {} voters, and nothing will be decrypted under {minimum} ballots",
            everybody.count
        ));
    }
    if !sealed {
        let progress = output::progress("posting the roll", u64::try_from(roll.parts.len()).unwrap_or(0));
        for line in roll.parts.iter().skip(posted).chain([&roll.seal]) {
            retry(async || follower.board().post(&roll.election, line).await).await?;
            progress.inc(1);
        }
        progress.finish_and_clear();
        let phase = following::update(&mut follower).await?.phase();
        if phase != Phase::Rehearsal {
            return Err(Failure::wrong(
                format!("the roll was posted, but is not sealed; where the election stands: {phase}"),
                "`election-admin status` tells what comes next",
            ));
        }
    }
    output::note(&format!(
        "The roll of {} voters is sealed.\nnext: the trustees run `tally rehearse`, then the official `election-admin open`",
        everybody.count
    ));
    Ok(())
}

/// Whether the roll can be posted now, and is the registrar's.
fn check(election: &Election, roll: &SignedRoll) -> Result<(), Failure> {
    let phase = election.phase();
    if !matches!(phase, Phase::Roll | Phase::Rehearsal) {
        let hint = if phase < Phase::Roll {
            "the trustees have to finish `tally ceremony` first; `election-admin status` tells who is missing"
        } else {
            "the roll is sealed: nobody can be added any more"
        };
        return Err(Failure::wrong(
            format!("the roll cannot be posted now; where the election stands: {phase}"),
            hint,
        ));
    }
    for line in roll.parts.iter().chain([&roll.seal]) {
        line.verify_signature(election.manifest(), &roll.election)
            .map_err(|error| {
                Failure::wrong(
                    format!("a line of the roll: {error}"),
                    "nothing was posted; the file is not of this election's registrar, or damaged",
                )
            })?;
    }
    Ok(())
}
