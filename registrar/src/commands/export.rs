//! Writes codes to a file for whoever hands them out.

use crate::{ExportArguments, desk::Desk};
use admin_cli::{Failure, files, output};
use registrar::{
    mailing::CodeRow,
    store::{Act, Channel, DeliveryState},
};

/// Rows between two movements of the progress bar, and between two marks in the database.
const SLICE: usize = 1_000;

pub(crate) async fn run(arguments: &ExportArguments) -> Result<(), Failure> {
    let mut desk = Desk::open(&arguments.folder).await?;
    let base = desk.store.joined().await?.link_base();
    let vault = &desk.identity.vault;
    let numbers = desk.store.select(vault, &arguments.whom.selection()).await?;
    if numbers.is_empty() {
        return Err(Failure::wrong(
            "everybody was sent a code already",
            "nothing was written; --everybody or --voter ID sends again",
        ));
    }
    let progress = output::progress("writing codes", u64::try_from(numbers.len()).unwrap_or(0));
    let mut begun = Vec::with_capacity(numbers.len());
    let slices = numbers.chunks(SLICE);
    let mut file = files::PrivateFile::create(&arguments.output)?;
    let mut writer = csv::Writer::from_writer(&mut file);
    for slice in slices {
        let mut recipients = Vec::with_capacity(slice.len());
        for number in slice {
            recipients.push(desk.store.recipient(vault, *number).await?);
        }
        begun.extend(desk.store.begin(Channel::File, &recipients).await?);
        for recipient in &recipients {
            writer
                .serialize(CodeRow::new(recipient, &base))
                .map_err(|error| Failure::unknown(error.to_string(), "is the disk full?"))?;
        }
        progress.inc(u64::try_from(slice.len()).unwrap_or(0));
    }
    writer
        .flush()
        .map_err(|error| Failure::unknown(error.to_string(), "is the disk full?"))?;
    drop(writer);
    file.keep()?;
    progress.finish_and_clear();
    desk.store.settle(&begun, DeliveryState::Sent).await?;
    let count = numbers.len();
    desk.store
        .note(vault, Act::File, &format!("{count} codes"))
        .await?;
    output::note(&format!(
        "{count} secret codes are in {}: hand each voter theirs, and nobody else's; then destroy the file.",
        arguments.output.display()
    ));
    Ok(())
}
