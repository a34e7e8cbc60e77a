//! Decrypting the closed ballot box, after the witnesses have seen it and the whole record was verified.

use crate::{ElectionArguments, decision, failure::Failure, output, session::Session, witnesses};
use bulletin_board_client::Witnessed;
use rand_core::OsRng;
use trustee::{
    Identity, Refusal,
    decryption::{self, Decryption, Step},
};

pub(crate) async fn run(arguments: &ElectionArguments, identity: &Identity) -> Result<(), Failure> {
    let mut session = Session::of_holder(arguments, identity).await?;
    let path = session.file("decided");
    let place = path.display().to_string();
    let written = decision::read(&path)?.map(|decision| (decision, place.clone()));
    let mut decryption = Decryption::new(written);
    let mut acted = false;
    loop {
        session.update().await?;
        own_part_is_right(&session)?;
        let election = session.election()?;
        match decryption.next(election, session.index, identity)? {
            Step::WaitForClose => session.pause("waiting for the election to be closed").await?,
            Step::Verify => {
                let witnessed = witnesses::see_closed(&mut session).await?;
                verify(&mut session, witnessed, &mut decryption).await?;
            }
            Step::Decide(decision) => {
                decision::keep(&decision, &path)?;
                decryption.decided(decision, place.clone());
            }
            Step::Post(body) => {
                let lines = election.entries();
                if let Err(failure) = session.post(*body).await {
                    // It may have arrived before, when the answer was lost.
                    if session.update().await?.entries() == lines {
                        return Err(failure);
                    }
                }
                acted = true;
            }
            Step::WaitForOthers {
                ready,
                needed,
                missing,
            } => {
                let others = output::names(&missing);
                let message = format!(
                    "{ready} of {needed} trustees are ready to decrypt: waiting for some of {others}"
                );
                session.pause(&message).await?;
            }
            Step::Done => {
                session.waiting.note(if acted {
                    "Decrypted: your part is in the log.\nnext: the election official publishes the result."
                } else {
                    "Your part of the decryption is in the log already. There is nothing left to do."
                });
                return Ok(());
            }
            Step::NotNeeded => {
                session
                    .waiting
                    .note("The result is published; your part was not needed. There is nothing left to do.");
                return Ok(());
            }
        }
    }
}

/// Refuses if what this trustee posted is wrong.
fn own_part_is_right(session: &Session<'_>) -> Result<(), Refusal> {
    let mut wrong = session.wrong_partials().iter();
    match wrong.find(|wrong| wrong.trustee == session.index) {
        Some(own) => Err(Refusal::OwnPart {
            seq: own.seq,
            error: own.error.to_string(),
        }),
        None => Ok(()),
    }
}

/// Verifies the whole record, every ballot of it, as any observer would. Another trustee's wrong partial decryption is
/// told of and does not matter here. What the witnesses have seen must be the beginning of it.
async fn verify(
    session: &mut Session<'_>,
    witnessed: Option<Witnessed>,
    decryption: &mut Decryption,
) -> Result<(), Failure> {
    let election = session.election()?;
    let entries = election.entries();
    let mut verifier = decryption::verifier(
        election,
        witnessed.as_ref().map(|witnessed| witnessed.note.as_str()),
    );
    session
        .waiting
        .note(&format!("verifying the whole record: {entries} lines"));
    let mut lines = session.lines(0, Some(entries)).await?;
    let progress = session.waiting.progress(entries);
    while let Some(line) = lines.next_line().await? {
        verifier.line(&line, &mut OsRng);
        progress.inc(1);
    }
    progress.finish_and_clear();
    let report = verifier.finish(&mut OsRng);
    let wrong_partials = session.wrong_partials().iter().map(|wrong| wrong.seq).collect();
    decryption.verified(session.election()?, &report, &wrong_partials)?;
    session.waiting.note(&format!(
        "the record is in order: {} ballots are counted",
        report.counted
    ));
    Ok(())
}
