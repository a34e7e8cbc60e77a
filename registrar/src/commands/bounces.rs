//! Takes in what came back.

use crate::{BouncesArguments, desk::Desk};
use admin_cli::{Failure, output};
use registrar::{mail::bounces, store::Act};

pub(crate) async fn run(arguments: &BouncesArguments) -> Result<(), Failure> {
    let found = bounces::read(&arguments.mailbox)?;
    let mut desk = Desk::open(&arguments.folder).await?;
    let mut known = 0;
    for bounce in &found.bounces {
        known += desk.store.bounce(&desk.identity.vault, bounce).await?;
    }
    let summary = format!(
        "{} notices of what came back, for {known} deliveries; {} of delays or successes; {} other e-mails",
        found.bounces.len(),
        found.provisional,
        found.others
    );
    desk.store
        .note(&desk.identity.vault, Act::Bounces, &summary)
        .await?;
    output::note(&format!(
        "{summary}.\nnext: `status --missing` lists who has no code; `letters` writes to them, `reissue` makes what may be in \
         strange hands worthless"
    ));
    Ok(())
}
