//! Decrypting the closed ballot box: wait for the witnesses, verify everything, decide once and for all, announce, wait for enough others,
//! decrypt.

use crate::{
    ElectionArguments,
    decision::Decision,
    failure::Failure,
    identity::Identity,
    output,
    seen::Seen,
    session::{Session, missing, not_aborted},
    witnesses,
};
use bulletin_board_client::Witnessed;
use ostrakon_crypto::decryption;
use ostrakon_record::{
    body::{Body, PartialDecryptionBody},
    election::{Phase, Tally},
    verify::{CheckId, Expectations, Finding, Verifier},
};
use rand_core::OsRng;

pub(crate) async fn run(arguments: &ElectionArguments, identity: &Identity) -> Result<(), Failure> {
    let mut session = Session::of_holder(arguments, identity).await?;
    let tally = closed(&mut session).await?;
    let decision = Decision::of(arguments.election, &tally);
    let decided = session.file("decided");
    decision.agree(&decided)?;
    if decrypted(&mut session).await? {
        session
            .waiting
            .note("Your part of the decryption is in the log already. There is nothing left to do.");
        return Ok(());
    }
    if session.election()?.phase() == Phase::Finished {
        session
            .waiting
            .note("The result is published; your part was not needed. There is nothing left to do.");
        return Ok(());
    }
    let witnessed = witnesses::see_closed(&mut session).await?;
    verify(&mut session, witnessed).await?;
    decision.keep(&decided)?;
    announce(&mut session, &decision).await?;
    let share = session.key_share(session.election()?)?;
    let partial = decryption::decrypt(&share, &tally.context, &tally.aggregates, &mut OsRng);
    let body = PartialDecryptionBody {
        close: tally.close,
        aggregate: tally.digest,
        shares: partial.shares,
        proof: partial.proof,
    };
    while !decrypted(&mut session).await? {
        session.post(Body::PartialDecryption(body.clone())).await?;
    }
    session
        .waiting
        .note("Decrypted: your part is in the log.\nnext: the election official publishes the result.");
    Ok(())
}

/// Waits for the close line.
async fn closed(session: &mut Session<'_>) -> Result<Tally, Failure> {
    loop {
        let election = session.update().await?;
        not_aborted(election)?;
        if election.phase() == Phase::Withheld {
            return Err(Failure::wrong(
                format!(
                    "only {} ballots are counted, and nothing may be decrypted under {}",
                    election.counted(),
                    election.manifest().minimum_ballots
                ),
                "this protects the voters: so few ballots would reveal who chose what",
            ));
        }
        match election.tally() {
            Some(tally) => return Ok(tally),
            None => session.pause("waiting for the election to be closed").await?,
        }
    }
}

async fn decrypted(session: &mut Session<'_>) -> Result<bool, Failure> {
    let index = session.index;
    let election = session.update().await?;
    not_aborted(election)?;
    let done = election.valid_partials().any(|other| other == index);
    let mut wrong = session.wrong_partials().iter();
    if let Some(own) = wrong.find(|wrong| wrong.trustee == index) {
        return Err(Failure::wrong(
            format!(
                "your own part in the log, line {}, is wrong: {}",
                own.seq, own.error
            ),
            "it cannot be replaced, and the other trustees can do without it; tell them, and have this computer examined",
        ));
    }
    Ok(done)
}

/// Verifies the whole record, every ballot of it, as any observer would. Another trustee's wrong partial decryption is
/// told of and does not matter here. What the witnesses have seen must be the beginning of it.
async fn verify(session: &mut Session<'_>, witnessed: Option<Witnessed>) -> Result<(), Failure> {
    let election = session.election()?;
    let (entries, head) = (election.entries(), *election.head());
    let expectations = Expectations {
        anchors: Seen::of(election).anchors(),
        ..Expectations::default()
    };
    session
        .waiting
        .note(&format!("verifying the whole record: {entries} lines"));
    let mut verifier = Verifier::new(expectations);
    if let Some(witnessed) = witnessed {
        verifier.checkpoint(&witnessed.note);
    }
    verifier.no_more_checkpoints();
    let mut lines = session.lines(0, Some(entries)).await?;
    let progress = session.waiting.progress(entries);
    while let Some(line) = lines.next_line().await? {
        verifier.line(&line, &mut OsRng);
        progress.inc(1);
    }
    progress.finish_and_clear();
    let report = verifier.finish(&mut OsRng);
    let findings: Vec<String> = report
        .failed()
        .flat_map(|check| check.findings.iter().map(move |finding| (check, finding)))
        .filter(|(check, finding)| !is_known(session, check.id, finding))
        .map(|(check, finding)| {
            let place = finding
                .seq
                .map_or_else(|| "record".to_owned(), |seq| format!("line {seq}"));
            format!("{} {place}: {}", check.id, output::printable(&finding.message))
        })
        .collect();
    if !findings.is_empty() {
        return Err(Failure::wrong(
            format!(
                "the record does not verify, and you decrypt nothing:\n  {}",
                findings.join("\n  ")
            ),
            "tell the election official and the other trustees; `verifier-cli` shows the same to anybody",
        ));
    }
    if report.head != head {
        return Err(Failure::wrong(
            "the board serves other lines than a moment ago, and you decrypt nothing",
            "tell the election official and the other trustees",
        ));
    }
    session.waiting.note(&format!(
        "the record is in order: {} ballots are counted",
        report.counted
    ));
    Ok(())
}

/// Whether a finding is that of a wrong partial decryption which was told of.
fn is_known(session: &Session<'_>, check: CheckId, finding: &Finding) -> bool {
    matches!(check, CheckId::D2 | CheckId::D3)
        && session
            .wrong_partials()
            .iter()
            .any(|wrong| finding.seq == Some(wrong.seq))
}

/// Announces what is decrypted, and waits until t trustees have announced the same.
async fn announce(session: &mut Session<'_>, decision: &Decision) -> Result<(), Failure> {
    loop {
        let index = session.index;
        let election = session.update().await?;
        not_aborted(election)?;
        if !election.intents().contains_key(&index) {
            session.post(Body::Intent(decision.intent())).await?;
            continue;
        }
        if election.phase() >= Phase::Decryption {
            return Ok(());
        }
        let others = missing(election, |index| election.intents().contains_key(&index));
        let needed = election.session().threshold.threshold();
        let found = election.intents().len();
        session
            .pause(&format!(
                "{found} of {needed} trustees are ready to decrypt: waiting for some of {others}"
            ))
            .await?;
    }
}
