//! Key generation: commit, deal, confirm, each once all others have done the step before. Whoever was dealt a bad share
//! complains instead of confirming; then all start anew when the official says so.

use crate::{
    ElectionArguments,
    failure::Failure,
    identity::Identity,
    output,
    session::{Session, missing, not_aborted},
};
use ostrakon_crypto::{
    dkg::{DkgError, SharePurpose, Verdict},
    hash::Hash,
    index::TrusteeIndex,
};
use ostrakon_record::{
    body::{Body, KeyCommit, KeyComplaint, KeyConfirm, KeyDeal},
    election::{Dispute, Election, Phase},
};
use rand_core::OsRng;

/// What a trustee has to do next.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    Commit,
    Deal,
    Confirm,
    Wait(String),
    Done,
}

fn next_step(election: &Election, index: TrusteeIndex) -> Step {
    let (round, step) = match election.phase() {
        Phase::KeyCommit => ("first", Step::Commit),
        Phase::KeyDeal => ("second", Step::Deal),
        Phase::KeyConfirm => ("third", Step::Confirm),
        Phase::KeyDispute => {
            let found: Vec<String> = election
                .disputes()
                .iter()
                .map(|dispute| outcome(election, *dispute))
                .collect();
            return Step::Wait(format!(
                "waiting for the election official to run `election-admin restart-keys`: {}",
                found.join("; ")
            ));
        }
        _ => return Step::Done,
    };
    if !election.has_posted_key_line(index) {
        return step;
    }
    Step::Wait(format!(
        "key generation, {round} round of three: waiting for {}",
        missing(election, |index| election.has_posted_key_line(index))
    ))
}

/// A trustee's index and name.
fn named(election: &Election, index: TrusteeIndex) -> String {
    let name = election
        .trustee(index)
        .map_or("", |trustee| trustee.name.as_str());
    format!("trustee {index} ({})", output::printable(name))
}

fn outcome(election: &Election, dispute: Dispute) -> String {
    let (complainant, dealer) = (
        named(election, dispute.complainant),
        named(election, dispute.dealer),
    );
    match dispute.verdict {
        Verdict::BadShare => format!("{complainant} has shown that {dealer} dealt it a bad share"),
        Verdict::FalseComplaint => {
            format!("{complainant} has complained of {dealer}, whose share is good")
        }
    }
}

pub(crate) async fn run(arguments: &ElectionArguments, identity: &Identity) -> Result<(), Failure> {
    let mut session = Session::of_holder(arguments, identity).await?;
    let mut told = 0;
    loop {
        let index = session.index;
        let election = session.update().await?;
        not_aborted(election)?;
        let restarts: Vec<String> = election
            .past_sessions()
            .iter()
            .skip(told)
            .map(|past| {
                format!(
                    "Key generation started anew, because {} {}. Nothing of before is used any more.",
                    named(election, past.culprit),
                    past.reason
                )
            })
            .collect();
        told = election.past_sessions().len();
        let before = (election.session().id, election.phase());
        let step = next_step(election, index);
        for restart in restarts {
            session.waiting.note(&restart);
        }
        let body = match step {
            Step::Wait(message) => {
                session.pause(&message).await?;
                continue;
            }
            Step::Done => break,
            step => round(&session, &step)?,
        };
        let posted = describe(session.election()?, &body);
        if let Err(failure) = session.post(body).await {
            let election = session.update().await?;
            // A complaint or a restart may have been faster.
            if before == (election.session().id, election.phase()) {
                return Err(failure);
            }
            continue;
        }
        session.waiting.note(&posted);
    }
    session.waiting.note(
        "The election's key is generated, and your share of it is safe in your key file.\n\
         next: when the official says that the roll of voters is sealed, run `tally rehearse`.",
    );
    Ok(())
}

fn describe(election: &Election, body: &Body) -> String {
    let Body::KeyComplaint(complaint) = body else {
        return format!("posted {}", body.kind());
    };
    format!(
        "The share of the key that {} dealt you is bad. You have not confirmed the key, and a complaint is posted, with \
         which anybody can check that. It reveals this one share and nothing else of yours.\n\
         next: tell the election official, who runs `election-admin restart-keys`; leave this program running, and it \
         goes on by itself.",
        named(election, complaint.dealer)
    )
}

fn round(session: &Session<'_>, step: &Step) -> Result<Body, Failure> {
    let election = session.election()?;
    let id = election.session().id;
    let commitments = || -> Vec<Hash> { election.commitments().values().copied().collect() };
    Ok(match step {
        Step::Commit => Body::KeyCommit(KeyCommit {
            session: id,
            commitment: session.dealer(election)?.commitment(),
        }),
        Step::Deal => {
            let (deal, _) = session.dealer(election)?.deal(&commitments(), &mut OsRng)?;
            Body::KeyDeal(KeyDeal::new(id, &deal))
        }
        _ => {
            let share = match session.key_share(election) {
                Err(DkgError::Share { trustee, .. }) => {
                    let complaint = session.complaint(election, trustee)?;
                    return Ok(Body::KeyComplaint(KeyComplaint::new(id, &complaint)));
                }
                share => share?,
            };
            let (Some(transcript), Some(keys)) = (election.key_transcript(), election.public_keys()) else {
                return Err(Failure::wrong(
                    "the deals add up to no usable key",
                    "the election official has to end this election and start it anew",
                ));
            };
            Body::KeyConfirm(KeyConfirm {
                session: id,
                transcript: *transcript,
                key: keys.joint,
                possession: share.prove_possession(SharePurpose::Confirm, transcript, &mut OsRng),
            })
        }
    })
}
