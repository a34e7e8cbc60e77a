//! Starts key generation anew.

use crate::{RestartArguments, office::Office, output, steps};
use admin_cli::Failure;
use bulletin_board_client::follow::BallotProofs;
use ostrakon_crypto::index::TrusteeIndex;
use ostrakon_record::{
    body::{Body, KeyRestart, RestartReason},
    election::{Election, Phase},
};

pub(crate) async fn run(arguments: &RestartArguments) -> Result<(), Failure> {
    let mut office = Office::open(&arguments.office, BallotProofs::Skip)?;
    let election = office.update().await?;
    let (culprit, reason) = fault(election, arguments.absent)?;
    let why = format!("{} {reason}", steps::trustee(election, culprit));
    let body = KeyRestart {
        session: election.session().id,
        culprit,
        reason,
    };
    office.post(Body::KeyRestart(body)).await?;
    output::note(&format!(
        "Key generation starts anew, because {why}. Everybody can read that in the log.\n\
         next: every trustee runs `tally ceremony`; where it is still waiting, it goes on by itself"
    ));
    if arguments.office.json {
        office.update().await?;
        office.print_json()?;
    }
    Ok(())
}

/// Whose fault the restart is: of complaints anybody can compute it, absence is the official's word.
fn fault(election: &Election, absent: Option<u8>) -> Result<(TrusteeIndex, RestartReason), Failure> {
    let phase = election.phase();
    if phase >= Phase::Roll {
        return Err(Failure::wrong(
            format!("this is not possible any more; where the election stands: {phase}"),
            format!("next: {}", steps::next(election)),
        ));
    }
    if let Some(dispute) = election.disputes().first() {
        if absent.is_some() {
            return Err(Failure::wrong(
                "a trustee has complained, so that the log tells whose fault it is",
                "run `election-admin restart-keys` without --absent",
            ));
        }
        return Ok((dispute.culprit(), dispute.verdict.into()));
    }
    let missing = steps::missing(election, |index| election.has_posted_key_line(index));
    let Some(number) = absent else {
        return Err(Failure::wrong(
            format!("nobody has complained; key generation waits for {missing}"),
            "ask them to run `tally ceremony`; if one cannot, name it with --absent INDEX, and all start anew",
        ));
    };
    TrusteeIndex::new(number)
        .ok()
        .filter(|index| election.session().threshold.contains(*index))
        .filter(|index| !election.has_posted_key_line(*index))
        .map(|index| (index, RestartReason::Absent))
        .ok_or_else(|| {
            Failure::wrong(
                format!("trustee {number} is not absent; key generation waits for {missing}"),
                "`election-admin status` tells each trustee's index and what it has done",
            )
        })
}
