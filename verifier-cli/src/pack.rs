//! Packs a record's folder into one file.

use crate::{Failure, PackArguments, output, stored::Stored};
use ostrakon_record::archive;
use std::{
    fs::{self, OpenOptions},
    io::{BufReader, BufWriter},
    process::ExitCode,
};

pub(crate) fn run(arguments: &PackArguments) -> Result<ExitCode, Failure> {
    let (checkpoints, (log, length)) = Stored::find(&arguments.dir)?.files()?;
    let failed = |error: std::io::Error| {
        Failure::unknown(
            format!("{}: {error}", arguments.file.display()),
            "name a new file in a folder of yours, with room for the record",
        )
    };
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&arguments.file);
    let file = file.map_err(failed)?;
    let checkpoints = checkpoints.map(|(file, length)| (BufReader::new(file), length));
    let packed = archive::pack(checkpoints, (BufReader::new(log), length), BufWriter::new(&file))
        .and_then(|packed| file.sync_all().map(|()| packed));
    let packed = match packed {
        Ok(packed) => packed,
        Err(error) => {
            // Half an archive is none.
            let _ = fs::remove_file(&arguments.file);
            return Err(failed(error));
        }
    };
    let size = file.metadata().map_err(failed)?.len();
    output::note(&format!(
        "{} bytes in {}, {size} bytes\nnext: verifier-cli verify {}",
        packed.bytes,
        arguments.file.display(),
        arguments.file.display()
    ));
    Ok(ExitCode::SUCCESS)
}
