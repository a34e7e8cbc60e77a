//! Signs the public roll.

use crate::{RollArguments, desk::Desk};
use admin_cli::{Failure, output};
use registrar::{roll::SignedRoll, store::Act};
use std::{fs::OpenOptions, io::Write as _};

pub(crate) async fn run(arguments: &RollArguments) -> Result<(), Failure> {
    let mut desk = Desk::open(&arguments.folder).await?;
    let joined = desk.store.joined().await?;
    let progress = output::progress("deriving credentials", desk.store.count().await?);
    let roll = desk
        .store
        .public_roll(&desk.identity.vault, || progress.inc(1))
        .await?;
    progress.finish_and_clear();
    let signed = SignedRoll::sign(
        &desk.identity.signing,
        joined.id,
        &joined.board,
        &joined.manifest,
        &roll,
    )?;
    let text = signed.encode()?;
    let progress = desk.store.progress().await?;
    // From here on somebody may have the file: no code is issued any more.
    if !desk.store.roll_is_signed().await? {
        desk.store
            .note(&desk.identity.vault, Act::Roll, &format!("{} voters", roll.len()))
            .await?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&arguments.output)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .map_err(|error| {
            Failure::unknown(
                format!("{}: {error}", arguments.output.display()),
                "name a new file that can be written; the roll is the same every time",
            )
        })?;
    let waiting = progress.not_sent + progress.bounced;
    if waiting > 0 {
        output::note(&format!(
            "warning: {waiting} voters have not got their codes yet; these can still be sent, but no other ones issued"
        ));
    }
    output::note(&format!(
        "The roll of {} voters is signed. Nothing in {file} is secret.\n\
         next: `election-registrar post {file}`, by whoever is online",
        roll.len(),
        file = arguments.output.display()
    ));
    Ok(())
}
