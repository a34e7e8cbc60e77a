//! Key generation, with the others, who are waited for by name.

use crate::{ElectionArguments, failure::Failure, output, session::Session};
use ostrakon_crypto::{dkg::Verdict, index::TrusteeIndex};
use ostrakon_record::{
    body::Body,
    election::{Dispute, Election},
};
use trustee::{
    Identity,
    ceremony::{self, Step, Wait},
};

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

fn waiting(election: &Election, wait: &Wait) -> String {
    match wait {
        Wait::Others { round, missing } => {
            let round = match round {
                1 => "first",
                2 => "second",
                _ => "third",
            };
            format!(
                "key generation, {round} round of three: waiting for {}",
                output::names(missing)
            )
        }
        Wait::Official(disputes) => {
            let found: Vec<String> = disputes
                .iter()
                .map(|dispute| outcome(election, *dispute))
                .collect();
            format!(
                "waiting for the election official to run `election-admin restart-keys`: {}",
                found.join("; ")
            )
        }
    }
}

pub(crate) async fn run(arguments: &ElectionArguments, identity: &Identity) -> Result<(), Failure> {
    let mut session = Session::of_holder(arguments, identity).await?;
    let mut told = 0;
    loop {
        let index = session.index;
        let election = session.update().await?;
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
        let step = ceremony::next(election, index, identity)?;
        let message = match &step {
            Step::Wait(wait) => waiting(election, wait),
            Step::Post(body) => posted(election, body),
            Step::Done => String::new(),
        };
        for restart in restarts {
            session.waiting.note(&restart);
        }
        match step {
            Step::Wait(_) => session.pause(&message).await?,
            Step::Post(body) => {
                if let Err(failure) = session.post(*body).await {
                    let election = session.update().await?;
                    // A complaint or a restart may have been faster.
                    if before == (election.session().id, election.phase()) {
                        return Err(failure);
                    }
                    continue;
                }
                session.waiting.note(&message);
            }
            Step::Done => break,
        }
    }
    session.waiting.note(
        "The election's key is generated, and your share of it is safe in your key file.\n\
         next: when the official says that the roll of voters is sealed, run `tally rehearse`.",
    );
    Ok(())
}

/// What is told once it is posted.
fn posted(election: &Election, body: &Body) -> String {
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
