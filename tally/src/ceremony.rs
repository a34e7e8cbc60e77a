//! Key generation: commit, deal, confirm, each once all others have done the step before.

use crate::{
    ElectionArguments,
    failure::Failure,
    identity::Identity,
    session::{Session, missing, not_aborted},
};
use ostrakon_crypto::{dkg::SharePurpose, hash::Hash, index::TrusteeIndex};
use ostrakon_record::{
    body::{Body, KeyCommit, KeyConfirm, KeyDeal},
    election::{Election, Phase},
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
    let (round, done): (&str, Box<dyn Fn(TrusteeIndex) -> bool>) = match election.phase() {
        Phase::KeyCommit => (
            "first",
            Box::new(|index| election.commitments().contains_key(&index)),
        ),
        Phase::KeyDeal => ("second", Box::new(|index| election.deals().contains_key(&index))),
        Phase::KeyConfirm => (
            "third",
            Box::new(|index| election.confirmations().contains(&index)),
        ),
        _ => return Step::Done,
    };
    if done(index) {
        return Step::Wait(format!(
            "key generation, {round} round of three: waiting for {}",
            missing(election, done)
        ));
    }
    match election.phase() {
        Phase::KeyCommit => Step::Commit,
        Phase::KeyDeal => Step::Deal,
        _ => Step::Confirm,
    }
}

pub(crate) async fn run(arguments: &ElectionArguments, identity: &Identity) -> Result<(), Failure> {
    let mut session = Session::join(arguments, identity).await?;
    session.remember().await?;
    loop {
        let index = session.index;
        let election = session.update().await?;
        not_aborted(election)?;
        let body = match next_step(election, index) {
            Step::Wait(message) => {
                session.pause(&message).await?;
                continue;
            }
            Step::Done => break,
            step => round(&session, &step)?,
        };
        let kind = body.kind();
        session.post(body).await?;
        session.waiting.note(&format!("posted {kind}"));
    }
    session.waiting.note(
        "The election's key is generated, and your share of it is safe in your key file.\n\
         next: when the official says that the roll of voters is sealed, run `tally rehearse`.",
    );
    Ok(())
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
            let dealt = session.dealer(election)?.deal(&commitments(), &mut OsRng);
            let (deal, _) = dealt.map_err(|error| crate::session::broken(&error))?;
            Body::KeyDeal(KeyDeal::new(id, &deal))
        }
        _ => {
            let share = session.key_share(election)?;
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
