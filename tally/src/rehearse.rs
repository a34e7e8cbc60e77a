//! Proving to hold the key share, once the roll is sealed: opening is refused before t trustees have.

use crate::{
    ElectionArguments,
    failure::Failure,
    identity::Identity,
    session::{Session, not_aborted},
};
use ostrakon_crypto::dkg::SharePurpose;
use ostrakon_record::{
    body::{Body, Rehearsal},
    election::Phase,
};
use rand_core::OsRng;

pub(crate) async fn run(arguments: &ElectionArguments, identity: &Identity) -> Result<(), Failure> {
    let mut session = Session::of_holder(arguments, identity).await?;
    loop {
        let index = session.index;
        let election = session.update().await?;
        not_aborted(election)?;
        if election.rehearsals().contains(&index) {
            session.waiting.note("Rehearsed: the log proves that you can decrypt.\nnext: after the election, run `tally decrypt`.");
            return Ok(());
        }
        if election.phase() > Phase::Rehearsal {
            return Err(Failure::wrong(
                "the election was opened without your rehearsal",
                "that is no problem: run `tally decrypt` after the election",
            ));
        }
        let Some(roll) = election.roll_seal().copied() else {
            session
                .pause("waiting for the roll of voters to be sealed")
                .await?;
            continue;
        };
        let election = session.election()?;
        let possession =
            session
                .key_share(election)?
                .prove_possession(SharePurpose::Rehearsal, &roll, &mut OsRng);
        session
            .post(Body::Rehearsal(Rehearsal { roll, possession }))
            .await?;
    }
}
