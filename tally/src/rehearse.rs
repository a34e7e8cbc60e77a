//! Proving to hold the key share, once the roll is sealed.

use crate::{ElectionArguments, failure::Failure, session::Session};
use trustee::{
    Identity,
    rehearsal::{self, Step},
};

pub(crate) async fn run(arguments: &ElectionArguments, identity: &Identity) -> Result<(), Failure> {
    let mut session = Session::of_holder(arguments, identity).await?;
    loop {
        let index = session.index;
        let election = session.update().await?;
        match rehearsal::next(election, index, identity)? {
            Step::Post(body) => session.post(*body).await?,
            Step::Wait => {
                session
                    .pause("waiting for the roll of voters to be sealed")
                    .await?;
            }
            Step::Done => {
                session.waiting.note("Rehearsed: the log proves that you can decrypt.\nnext: after the election, run `tally decrypt`.");
                return Ok(());
            }
        }
    }
}
