//! Tells how far the election is, and what comes next.

use crate::{
    OfficeArguments,
    office::{Office, missing},
    output,
};
use admin_cli::Failure;
use bulletin_board_client::{ElectionSummary, follow::BallotProofs};
use ostrakon_crypto::index::TrusteeIndex;
use ostrakon_record::election::{Election, Phase};

pub(crate) async fn run(arguments: &OfficeArguments) -> Result<(), Failure> {
    let mut office = Office::open(arguments, BallotProofs::Skip)?;
    let election = office.update().await?;
    let summary = ElectionSummary::of(election);
    if arguments.json {
        output::data(
            &serde_json::to_string_pretty(&summary)
                .map_err(|error| Failure::unknown(error.to_string(), "this is a defect: please report it"))?,
        );
        return Ok(());
    }
    output::data(&format!(
        "{}\nelection {}\n{}\n{} lines, {} voters on the roll, {} ballots, {} of them count",
        summary.title.pick("en"),
        summary.election,
        summary.phase,
        summary.entries,
        summary.voters,
        summary.ballots,
        summary.counted
    ));
    for trustee in &summary.trustees {
        let steps = [
            ("committed", trustee.committed),
            ("dealt", trustee.dealt),
            ("confirmed", trustee.confirmed),
            ("rehearsed", trustee.rehearsed),
            ("announced", trustee.intent),
            ("decrypted", trustee.decrypted),
        ];
        let done: Vec<&str> = steps
            .iter()
            .filter(|(_, done)| *done)
            .map(|(name, _)| *name)
            .collect();
        let done = if done.is_empty() {
            "nothing yet".to_owned()
        } else {
            done.join(", ")
        };
        output::data(&format!("  trustee {} {}: {done}", trustee.index, trustee.name));
    }
    output::data(&format!("next: {}", next_step(election)));
    Ok(())
}

fn next_step(election: &Election) -> String {
    let ceremony =
        |done: &dyn Fn(TrusteeIndex) -> bool| format!("`tally ceremony` by {}", missing(election, done));
    match election.phase() {
        Phase::KeyCommit => ceremony(&|index| election.commitments().contains_key(&index)),
        Phase::KeyDeal => ceremony(&|index| election.deals().contains_key(&index)),
        Phase::KeyConfirm => ceremony(&|index| election.confirmations().contains(&index)),
        Phase::Roll => "`election-admin roll`".to_owned(),
        Phase::Rehearsal => {
            let needed = usize::from(election.manifest().threshold);
            let rehearsed = election.rehearsals();
            if rehearsed.len() >= needed {
                "`election-admin open`".to_owned()
            } else {
                let names = missing(election, |index| rehearsed.contains(&index));
                format!(
                    "`tally rehearse` by {} of {names}",
                    needed.saturating_sub(rehearsed.len())
                )
            }
        }
        Phase::Voting => "`election-admin close`, when voting ends".to_owned(),
        Phase::Intent | Phase::Decryption => {
            let done: Vec<TrusteeIndex> = election.valid_partials().collect();
            let needed = usize::from(election.manifest().threshold);
            if done.len() >= needed {
                "`election-admin result`".to_owned()
            } else {
                let names = missing(election, |index| done.contains(&index));
                format!(
                    "`tally decrypt` by {} of {names}",
                    needed.saturating_sub(done.len())
                )
            }
        }
        Phase::Withheld => "nothing: too few ballots were cast to decrypt any".to_owned(),
        Phase::Finished => "nothing: anybody can verify the result with `verifier-cli`".to_owned(),
        Phase::Aborted => "nothing: the election was ended without a result".to_owned(),
    }
}
