//! Reads the list of voters; everybody new gets a secret code.

use crate::{ImportArguments, desk::Desk};
use admin_cli::{Failure, output};
use registrar::{store::Removal, voters};

pub(crate) async fn run(arguments: &ImportArguments) -> Result<(), Failure> {
    let persons = voters::read(&arguments.voters, &arguments.language)?;
    let mut desk = Desk::open(&arguments.folder).await?;
    let removal = if arguments.remove {
        Removal::Allow
    } else {
        Removal::Refuse
    };
    let imported = desk.store.import(&desk.identity.vault, &persons, removal).await?;
    output::note(&format!(
        "{} voters are on the list: {} new ones, who have codes now; {} were known, and keep theirs; {} were taken off.",
        persons.len(),
        imported.added,
        imported.kept,
        imported.removed
    ));
    if let Some(joined) = desk.store.election().await? {
        let minimum = joined.manifest.minimum_ballots;
        if persons.len() < usize::try_from(minimum).unwrap_or(usize::MAX) {
            output::note(&format!(
                "warning: there are {} voters, and nothing will be decrypted under {minimum} ballots",
                persons.len()
            ));
        }
    }
    Ok(())
}
