//! Verifies a part of a record, for others to be put together with (docs/record.md §14).
//!
//! - [`lines`]: the record's lines at any position
//! - [`file`]: partials as files; [`parts`]: those of one record
//! - [`merge`]: puts them together

mod file;
mod lines;
pub(crate) mod merge;
mod parts;

use crate::{
    Failure,
    feed::address,
    interrupt::{INTERRUPTED, Interrupt},
    output,
    stored::Stored,
};
use file::{Draft, Partial};
use indicatif::{ProgressBar, ProgressStyle};
use lines::Lines;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::Election,
    tlog::checkpoint::UnverifiedCheckpoint,
    verify::shard::{
        Header, Opening, Part, Shard,
        partial::{FORMAT, LastCheckpoint},
    },
};
use rand_core::OsRng;
use std::{fs, path::Path, process::ExitCode};

/// Whatever another version has verified, it may have verified otherwise.
const PROGRAM: &str = concat!("verifier-cli ", env!("CARGO_PKG_VERSION"));

/// A record of which any part can be read.
struct Parted {
    record: Stored,
    lines: Lines,
    opening: Opening,
    /// Number of lines up to the one that opens the election, or of all.
    setup: u64,
    /// Sizes of all checkpoints that can be read.
    sizes: Vec<u64>,
    last: Option<LastCheckpoint>,
}

impl Parted {
    fn open(path: &Path) -> Result<Self, Failure> {
        if address(path).is_some() {
            return Err(Failure::unknown(
                "only a copy can be verified in parts",
                "make one first: verifier-cli fetch",
            ));
        }
        let record = Stored::find(path)?;
        let mut lines = Lines::of(&record)?;
        let (mut opening, mut line) = (Opening::default(), Vec::new());
        let mut opened = false;
        while !opened && opening.lines() < lines.count() {
            lines.read(opening.lines(), &mut line)?;
            opened = opening.line(&line);
        }
        let (mut sizes, mut last) = (Vec::new(), None);
        let mut checkpoints = record.checkpoints()?;
        while let Some(note) = checkpoints.next()? {
            if let Ok(unverified) = note.parse::<UnverifiedCheckpoint>() {
                let checkpoint = unverified.checkpoint();
                let (size, root) = (checkpoint.size, checkpoint.root);
                sizes.push(size);
                last = Some(LastCheckpoint { size, root });
            }
        }
        Ok(Self {
            setup: opening.lines(),
            record,
            lines,
            opening,
            sizes,
            last,
        })
    }

    /// Hash of the line before a position.
    fn before(&mut self, position: u64) -> Result<Hash, Failure> {
        let Some(before) = position.checked_sub(1) else {
            return Ok(Hash::ZERO);
        };
        Ok(Hash::of(&self.lines.at(before)?))
    }

    /// What a part's partial has to begin with.
    fn header(&mut self, part: Part) -> Result<Header, Failure> {
        let range = part.range(self.setup, self.lines.count());
        Ok(Header {
            format: FORMAT.to_owned(),
            program: PROGRAM.to_owned(),
            election: self.opening.election().map(Election::id).copied(),
            part: part.number,
            of: part.of,
            lines: self.lines.count(),
            setup: self.setup,
            checkpoint: self.last,
            before: self.before(range.start)?,
            first: range.start,
            end: range.end,
        })
    }
}

/// Verifies a part, unless that is done.
pub(crate) fn run(path: &Path, part: Part, folder: &Path) -> Result<ExitCode, Failure> {
    let interrupt = Interrupt::watch()?;
    let mut parted = Parted::open(path)?;
    let header = parted.header(part)?;
    fs::create_dir_all(folder).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", folder.display()),
            "--partials needs a folder",
        )
    })?;
    let place = file::place(folder, part);
    if place.exists() {
        match Partial::is_whole(&place, &header) {
            Ok(true) => {
                output::note(&format!("{} is there already", place.display()));
                return Ok(ExitCode::SUCCESS);
            }
            Ok(false) => output::note(&format!(
                "{} is of another record or other lines: making it anew",
                place.display()
            )),
            Err(error) => output::note(&format!("{}: {error}: making it anew", place.display())),
        }
    }
    let mut draft = Draft::new(&place, &header)?;
    match make(&mut parted, &header, &mut draft, &interrupt) {
        Ok(after) => draft.end(after)?,
        Err(failure) => {
            draft.discard();
            return Err(failure);
        }
    }
    let lines = header.end.saturating_sub(header.first);
    output::note(&format!(
        "{}: {lines} lines from {} on",
        place.display(),
        header.first
    ));
    Ok(ExitCode::SUCCESS)
}

/// Verifies the lines; gives the hash of the last one.
fn make(
    parted: &mut Parted,
    header: &Header,
    draft: &mut Draft,
    interrupt: &Interrupt,
) -> Result<Hash, Failure> {
    let Some(election) = parted.opening.election() else {
        return Ok(header.before);
    };
    let progress = progress(header.end.saturating_sub(header.first), "verifying");
    let mut shard = Shard::new(
        election,
        header.first,
        header.before,
        parted.sizes.iter().copied(),
    );
    let mut line = Vec::new();
    for position in header.first..header.end {
        if interrupt.pressed() {
            return Err(interrupted());
        }
        parted.lines.read(position, &mut line)?;
        draft.segments(&shard.line(&line, &mut OsRng))?;
        progress.inc(1);
    }
    let (rest, after) = shard.finish(&mut OsRng);
    draft.segments(&rest)?;
    progress.finish_and_clear();
    Ok(after)
}

fn progress(lines: u64, what: &str) -> ProgressBar {
    let template = format!("{what} {{bar:30}} {{human_pos}}/{{human_len}} lines, {{eta}} left");
    let style = ProgressStyle::with_template(&template);
    ProgressBar::new(lines).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn interrupted() -> Failure {
    Failure {
        problem: "interrupted".to_owned(),
        hint: "run the same command again".to_owned(),
        code: INTERRUPTED,
    }
}
