//! Writes letters as PDF, some hundred a file, so that memory stays flat.

use crate::{LettersArguments, desk::Desk};
use admin_cli::{Failure, files, output};
use registrar::{
    letter::LetterWriter,
    store::{Act, Channel, DeliveryState},
};
use std::fs;

pub(crate) async fn run(arguments: &LettersArguments) -> Result<(), Failure> {
    let mut writer = LetterWriter::new(&arguments.sender, &arguments.fonts)?;
    let mut desk = Desk::open(&arguments.folder).await?;
    let joined = desk.store.joined().await?;
    let vault = &desk.identity.vault;
    let numbers = desk.store.select(vault, &arguments.whom.selection()).await?;
    if numbers.is_empty() {
        return Err(Failure::wrong(
            "everybody was sent a code already",
            "nothing was written; --everybody or --voter ID sends again",
        ));
    }
    let folder = &arguments.output;
    fs::create_dir_all(folder).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", folder.display()),
            "name a folder that you can write to",
        )
    })?;
    let progress = output::progress("writing letters", u64::try_from(numbers.len()).unwrap_or(0));
    let mut file = 0u32;
    let mut files_written = 0u32;
    for slice in numbers.chunks(arguments.per_file.get().into()) {
        let mut recipients = Vec::with_capacity(slice.len());
        for number in slice {
            recipients.push(desk.store.recipient(vault, *number).await?);
        }
        let pdf = writer.write(&joined, &recipients)?;
        let path = loop {
            file += 1;
            let path = folder.join(format!("letters-{file:05}.pdf"));
            if !path.exists() {
                break path;
            }
        };
        let begun = desk.store.begin(Channel::Letter, &recipients).await?;
        files::create_private(&path, &pdf)?;
        desk.store.settle(&begun, DeliveryState::Sent).await?;
        files_written += 1;
        progress.inc(u64::try_from(slice.len()).unwrap_or(0));
    }
    progress.finish_and_clear();
    let count = numbers.len();
    desk.store
        .note(vault, Act::Letters, &format!("{count} letters"))
        .await?;
    output::note(&format!(
        "{count} letters are in {files_written} files in {}. They are secret: print them, put them into window envelopes, \
         and destroy the files.",
        folder.display()
    ));
    Ok(())
}
