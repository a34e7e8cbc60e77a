//! What comes next, and who is missing.

use ostrakon_crypto::index::TrusteeIndex;
use ostrakon_record::election::{Election, Phase};

/// What comes next, in words.
pub(crate) fn next(election: &Election) -> String {
    match election.phase() {
        Phase::KeyCommit | Phase::KeyDeal | Phase::KeyConfirm => {
            let names = missing(election, |index| election.has_posted_key_line(index));
            format!("`tally ceremony` by {names}")
        }
        Phase::KeyDispute => "`election-admin restart-keys`: a trustee has complained".to_owned(),
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

/// A trustee's index and name.
pub(crate) fn trustee(election: &Election, index: TrusteeIndex) -> String {
    let name = election
        .manifest()
        .trustee(index)
        .map_or("", |trustee| trustee.name.as_str());
    format!("trustee {index} {name}")
}

/// Names of the trustees for whom `done` is not true.
pub(crate) fn missing(election: &Election, done: impl Fn(TrusteeIndex) -> bool) -> String {
    let trustees = election
        .session()
        .threshold
        .indices()
        .zip(&election.manifest().trustees);
    let names: Vec<&str> = trustees
        .filter(|(index, _)| !done(*index))
        .map(|(_, trustee)| trustee.name.as_str())
        .collect();
    names.join(", ")
}
