//! Gives a voter another code.

use crate::{ReissueArguments, desk::Desk};
use admin_cli::{Failure, output};

pub(crate) async fn run(arguments: &ReissueArguments) -> Result<(), Failure> {
    if arguments.reason.trim().is_empty() {
        return Err(Failure::wrong(
            "another code needs a reason",
            "nothing was changed; --reason \"letter came back\", for example",
        ));
    }
    let mut desk = Desk::open(&arguments.folder).await?;
    let issue = desk
        .store
        .reissue(&desk.identity.vault, &arguments.voter, &arguments.reason)
        .await?;
    output::note(&format!(
        "Voter {:?} has code number {issue} now; the earlier one is erased, and will not be on the roll.\n\
         next: send it as the others, with `mail`, `letters` or `export`",
        arguments.voter
    ));
    Ok(())
}
