//! Handing the key on while voting goes on: those who hold it deal their shares, the new trustees receive and confirm.
//!
//! What a dealer deals follows from its key file and the refresh, so that it deals the same however often it is interrupted.

use crate::{RefreshArguments, failure::Failure, output, session::Session};
use ostrakon_crypto::{
    dkg::{DkgError, SharePurpose},
    hash::Hash,
    index::TrusteeIndex,
};
use ostrakon_record::{
    body::{Body, KeyComplaint, KeyConfirm, KeyDeal},
    election::{Election, Phase, RefreshStep, RunningRefresh},
    manifest::Trustee,
};
use rand_core::OsRng;
use std::fmt::Write as _;
use trustee::{Identity, Standing, refusal::not_aborted};

/// What comes next for one trustee.
enum Step {
    Post(Box<Body>),
    Wait(String),
    Done(&'static str),
}

const HANDED_ON: &str = "\
The key is handed on: the new trustees hold it, and your share is not needed any more.
next: destroy this key file and all its copies, unless another election needs them. As long as it exists, your old share does.";
const RECEIVED: &str = "\
The key was handed on to you, and your share of it is safe in your key file.
next: after the election, run `tally decrypt`.";
const NO_DEALER: &str = "\
A refresh is running, and you are not among those who deal. There is nothing for you to do; keep your key file until it is complete.";

pub(crate) async fn run(arguments: &RefreshArguments, identity: &Identity) -> Result<(), Failure> {
    let mut session = Session::join(&arguments.election, identity).await?;
    loop {
        session.update().await?;
        let standing = session.standing()?;
        let election = session.election()?;
        not_aborted(election)?;
        match next(&session, election, standing, arguments.accept)? {
            Step::Wait(message) => session.pause(&message).await?,
            Step::Done(message) => {
                session.waiting.note(message);
                return Ok(());
            }
            Step::Post(body) => {
                let posted = format!("posted {}", body.kind());
                let lines = election.entries();
                if let Err(failure) = session.post(*body).await {
                    // A complaint or the end of the refresh may have been faster.
                    if session.update().await?.entries() == lines {
                        return Err(failure);
                    }
                    continue;
                }
                session.waiting.note(&posted);
            }
        }
    }
}

fn next(
    session: &Session<'_>,
    election: &Election,
    standing: Standing,
    accepted: Option<Hash>,
) -> Result<Step, Failure> {
    if standing == Standing::Former {
        return Ok(Step::Done(HANDED_ON));
    }
    let Some(running) = election.running_refresh() else {
        return match election.phase() {
            _ if election.received().is_some() => Ok(Step::Done(RECEIVED)),
            phase if phase <= Phase::Voting => Ok(Step::Wait(
                "waiting for the election official to begin a refresh".to_owned(),
            )),
            _ => Err(Failure::wrong(
                "voting is over, and no refresh was completed before",
                "those who held the key decrypt: run `tally decrypt`",
            )),
        };
    };
    match (running.step(), standing) {
        (RefreshStep::Dispute, _) => Ok(Step::Wait(
            "a new trustee has complained of its share: waiting for the election official to run `election-admin \
             end-refresh`"
                .to_owned(),
        )),
        (_, Standing::Holder(index)) if !running.refresh.dealers.contains_key(&index) => Ok(Step::Done(NO_DEALER)),
        (RefreshStep::Deal, Standing::Holder(index)) if running.awaits(index) => {
            if accepted != Some(running.refresh.id) {
                return Err(unaccepted(election, running));
            }
            let share = session.identity().share(election, index)?;
            let deal = running
                .refresh
                .deal(&share, session.identity().dealing(), &mut OsRng)?;
            let body = Body::KeyDeal(KeyDeal::new(running.refresh.id, &deal));
            Ok(Step::Post(Box::new(body)))
        }
        (RefreshStep::Confirm, Standing::Joining(index)) if running.awaits(index) => {
            confirmation(session, election, running, index).map(|body| Step::Post(Box::new(body)))
        }
        _ => Ok(Step::Wait(format!("waiting for {}", awaited(election, running)))),
    }
}

/// Confirms one's share, or complains of it.
fn confirmation(
    session: &Session<'_>,
    election: &Election,
    running: &RunningRefresh,
    index: TrusteeIndex,
) -> Result<Body, Failure> {
    let (refresh, secret) = (&running.refresh, session.identity().encryption());
    let share = match refresh.receive(index, &running.deals, secret) {
        Err(DkgError::Share { trustee, .. }) => {
            let deal = running.deals.get(&trustee);
            let deal = deal.ok_or(DkgError::NotATrustee { trustee })?;
            let complaint = refresh.complain(index, trustee, deal, secret, &mut OsRng)?;
            return Ok(Body::KeyComplaint(KeyComplaint::new(refresh.id, &complaint)));
        }
        share => share?,
    };
    let (Some((_, transcript)), Some(keys)) = (running.keys(), election.public_keys()) else {
        return Err(Failure::wrong(
            "the deals add up to no usable key",
            "the election official has to end this refresh with `election-admin end-refresh`",
        ));
    };
    Ok(Body::KeyConfirm(KeyConfirm {
        session: refresh.id,
        transcript: *transcript,
        key: keys.joint,
        possession: share.prove_possession(SharePurpose::Confirm, transcript, &mut OsRng),
    }))
}

/// Tells a dealer to whom the key would go.
fn unaccepted(election: &Election, running: &RunningRefresh) -> Failure {
    let threshold = running.refresh.threshold;
    let mut text = format!(
        "you are asked to hand your share of the key on. Any {} of these {} could then decrypt:",
        threshold.threshold(),
        threshold.trustees()
    );
    for (number, trustee) in threshold.indices().zip(&running.trustees) {
        let keys = serde_json::to_string(trustee).unwrap_or_default();
        // Writing to a string does not fail.
        let _ = write!(text, "\n  {number}. {}", output::printable(&keys));
    }
    let dealers: Vec<String> = running
        .refresh
        .dealers
        .keys()
        .map(|index| named(election.trustees(), *index))
        .collect();
    let _ = write!(text, "\ndealers: {}", dealers.join(", "));
    Failure::wrong(
        text,
        format!(
            "ask each new trustee, by voice or in person, whether these are the keys in its trustee.pub.json, and the other \
             dealers whether they see the same; if so, run again with --accept {}",
            running.refresh.id
        ),
    )
}

fn awaited(election: &Election, running: &RunningRefresh) -> String {
    let trustees = match running.step() {
        RefreshStep::Deal => election.trustees(),
        RefreshStep::Confirm | RefreshStep::Dispute => &running.trustees,
    };
    let indices = (1..=u8::MAX).filter_map(|number| TrusteeIndex::new(number).ok());
    let names: Vec<String> = indices
        .filter(|index| running.awaits(*index))
        .map(|index| named(trustees, index))
        .collect();
    names.join(", ")
}

fn named(trustees: &[Trustee], index: TrusteeIndex) -> String {
    let position = usize::from(index.get()).saturating_sub(1);
    let name = trustees.get(position).map_or("", |trustee| trustee.name.as_str());
    format!("trustee {index} ({})", output::printable(name))
}
