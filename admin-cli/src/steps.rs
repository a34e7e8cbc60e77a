//! What comes next, and who is missing.

use ostrakon_crypto::index::TrusteeIndex;
use ostrakon_record::{
    election::{Election, Phase, RefreshStep, RunningRefresh},
    manifest::Trustee,
};

/// What comes next, in words.
pub(crate) fn next(election: &Election) -> String {
    match election.phase() {
        Phase::KeyCommit | Phase::KeyDeal | Phase::KeyConfirm => {
            let names = missing(election, |index| election.has_posted_key_line(index));
            format!("`tally ceremony` by {names}")
        }
        Phase::KeyDispute => "`election-admin restart-keys`: a trustee has complained".to_owned(),
        Phase::Roll => "`election-registrar post` by the registrar".to_owned(),
        Phase::Rehearsal => {
            let needed = usize::from(election.session().threshold.threshold());
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
        Phase::Voting => match election.running_refresh() {
            None => "`election-admin close`, when voting ends".to_owned(),
            Some(refresh) if refresh.step() == RefreshStep::Dispute => {
                "`election-admin end-refresh`: a trustee has complained".to_owned()
            }
            Some(refresh) => format!("`tally refresh` by {}", awaited(election, refresh)),
        },
        Phase::Intent | Phase::Decryption => {
            let done: Vec<TrusteeIndex> = election.valid_partials().collect();
            let needed = usize::from(election.session().threshold.threshold());
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

/// Index and name of a trustee who holds the key.
pub(crate) fn trustee(election: &Election, index: TrusteeIndex) -> String {
    named(election.trustee(index), index)
}

/// A trustee's index and name.
pub(crate) fn named(trustee: Option<&Trustee>, index: TrusteeIndex) -> String {
    format!(
        "trustee {index} {}",
        trustee.map_or("", |trustee| trustee.name.as_str())
    )
}

/// Whom a refresh waits for.
pub(crate) fn awaited(election: &Election, refresh: &RunningRefresh) -> String {
    let trustees = match refresh.step() {
        RefreshStep::Deal => election.trustees(),
        RefreshStep::Confirm | RefreshStep::Dispute => &refresh.trustees,
    };
    let indices = (1..=u8::MAX).filter_map(|number| TrusteeIndex::new(number).ok());
    let names: Vec<String> = indices
        .zip(trustees)
        .filter(|(index, _)| refresh.awaits(*index))
        .map(|(index, trustee)| named(Some(trustee), index))
        .collect();
    names.join(", ")
}

/// Names of the trustees for whom `done` is not true.
pub(crate) fn missing(election: &Election, done: impl Fn(TrusteeIndex) -> bool) -> String {
    let trustees = election.session().threshold.indices().zip(election.trustees());
    let names: Vec<&str> = trustees
        .filter(|(index, _)| !done(*index))
        .map(|(_, trustee)| trustee.name.as_str())
        .collect();
    names.join(", ")
}
