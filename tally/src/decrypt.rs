//! Decrypting the closed ballot box: verify everything, announce, wait for enough others, decide once and for all,
//! decrypt.

use crate::{
    ElectionArguments,
    failure::Failure,
    files::{self, Readers},
    identity::Identity,
    output,
    session::{Session, missing, not_aborted},
};
use ostrakon_crypto::{decryption, hash::Hash};
use ostrakon_record::{
    body::{Body, Intent, PartialDecryptionBody},
    election::{Election, Phase, Tally},
    verify::{Expectations, Verdict, Verifier},
};
use rand_core::OsRng;
use serde::{Deserialize, Serialize};

/// What a trustee has decided to decrypt, in this election and for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    election: Hash,
    close: Hash,
    aggregate: Hash,
}

pub(crate) async fn run(arguments: &ElectionArguments, identity: &Identity) -> Result<(), Failure> {
    let mut session = Session::join(arguments, identity).await?;
    let tally = closed(&mut session).await?;
    let decision = Decision {
        election: arguments.election,
        close: tally.close,
        aggregate: tally.digest,
    };
    refuse_another(&session, &decision)?;
    if session.update().await?.phase() == Phase::Finished || decrypted(&mut session).await? {
        session
            .waiting
            .note("Your part of the decryption is in the log already. There is nothing left to do.");
        return Ok(());
    }
    verify(&mut session, &tally).await?;
    announce(&mut session, &decision).await?;
    decide(&session, &decision)?;
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

/// Refuses if this trustee has ever decided for, or announced, anything else in this election: in its folder or,
/// should the folder be an old copy, in the log.
fn refuse_another(session: &Session<'_>, decision: &Decision) -> Result<(), Failure> {
    let refuse = |place: &str| {
        Failure::wrong(
            format!("{place} says that you decided to decrypt another ballot box of this election"),
            "you decrypt one ballot box of an election, ever. Somebody may be trying to learn single votes: tell the \
             other trustees and the official",
        )
    };
    let path = session.file("decided");
    if let Some(bytes) = files::read_optional(&path)? {
        let decided: Decision = serde_json::from_slice(&bytes).map_err(|error| {
            Failure::wrong(
                format!("{}: {error}", path.display()),
                "the file is damaged; restore it from a copy. Do not delete it: it protects the voters",
            )
        })?;
        if decided != *decision {
            return Err(refuse(&path.display().to_string()));
        }
    }
    let announced = session
        .follower
        .election()
        .and_then(|election| election.intents().get(&session.index));
    if announced
        .is_some_and(|intent| intent.close != decision.close || intent.aggregate != decision.aggregate)
    {
        return Err(refuse("the log"));
    }
    Ok(())
}

/// Writes the decision down before anything is decrypted. Another process of this trustee may have been quicker.
fn decide(session: &Session<'_>, decision: &Decision) -> Result<(), Failure> {
    let json = serde_json::to_vec_pretty(decision).map_err(Failure::defect)?;
    match files::keep(&session.file("decided"), &json, Readers::Owner)? {
        None => Ok(()),
        Some(_) => refuse_another(session, decision),
    }
}

async fn decrypted(session: &mut Session<'_>) -> Result<bool, Failure> {
    let index = session.index;
    let election = session.update().await?;
    not_aborted(election)?;
    Ok(election.valid_partials().any(|other| other == index))
}

/// Verifies the whole record, every ballot of it, as any observer would.
async fn verify(session: &mut Session<'_>, tally: &Tally) -> Result<(), Failure> {
    let election = session.election()?;
    let (id, entries) = (*election.id(), election.entries());
    session
        .waiting
        .note(&format!("verifying the whole record: {entries} lines"));
    let expectations = Expectations {
        anchors: session.anchors()?,
        ..Expectations::default()
    };
    let mut verifier = Verifier::new(expectations);
    let mut lines = session.follower.board().log(&id, 0, Some(entries)).await?;
    let progress = session.waiting.progress(entries);
    while let Some(line) = lines.next_line().await? {
        verifier.line(&line, &mut OsRng);
        progress.inc(1);
    }
    progress.finish_and_clear();
    let same = verifier.election(&mut OsRng).and_then(Election::tally).as_ref() == Some(tally);
    let report = verifier.finish(&mut OsRng);
    let findings: Vec<String> = report
        .failed()
        .flat_map(|check| check.findings.iter().map(move |finding| (check, finding)))
        .map(|(check, finding)| {
            let place = finding
                .seq
                .map_or_else(|| "record".to_owned(), |seq| format!("line {seq}"));
            format!("{} {place}: {}", check.id, output::printable(&finding.message))
        })
        .collect();
    if report.verdict == Verdict::Failed || !same {
        return Err(Failure::wrong(
            format!(
                "the record does not verify, and you decrypt nothing:\n  {}",
                findings.join("\n  ")
            ),
            "tell the election official and the other trustees; `verifier-cli` shows the same to anybody",
        ));
    }
    session.waiting.note(&format!(
        "the record is in order: {} ballots are counted",
        report.counted
    ));
    Ok(())
}

/// Announces what is decrypted, and waits until t trustees have announced the same.
async fn announce(session: &mut Session<'_>, decision: &Decision) -> Result<(), Failure> {
    let intent = Intent {
        close: decision.close,
        aggregate: decision.aggregate,
    };
    loop {
        let index = session.index;
        let election = session.update().await?;
        not_aborted(election)?;
        if !election.intents().contains_key(&index) {
            session.post(Body::Intent(intent.clone())).await?;
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
