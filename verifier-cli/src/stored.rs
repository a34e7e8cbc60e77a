//! A record that is here: in a folder, in an archive, or just its lines.

use crate::{
    Failure,
    record::{self, CHECKPOINTS, Checkpoints, LOG, Line, read_line},
};
use ostrakon_record::archive::{self, ArchiveError, Member};
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read as _},
    path::{Path, PathBuf},
};

/// How every Zstandard frame begins.
const ZSTANDARD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// A stream of bytes, and how many there are.
type Measured<R> = (R, u64);

/// A record, to be read as often as is needed.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    path: PathBuf,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Folder,
    Archive,
    Lines,
}

impl Stored {
    /// Looks what is there.
    pub(crate) fn find(path: &Path) -> Result<Self, Failure> {
        let form = || -> io::Result<Form> {
            if fs::metadata(path)?.is_dir() {
                return Ok(Form::Folder);
            }
            let mut start = Vec::new();
            File::open(path)?.take(4).read_to_end(&mut start)?;
            Ok(if start == ZSTANDARD {
                Form::Archive
            } else {
                Form::Lines
            })
        };
        let form = form().map_err(|error| record::unreadable(path, &error))?;
        let path = path.to_owned();
        Ok(Self { path, form })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The file of the log's lines, to be read at any place.
    pub(crate) fn lines(&self) -> Result<PathBuf, Failure> {
        match self.form {
            Form::Folder => Ok(self.path.join(LOG)),
            Form::Lines => Ok(self.path.clone()),
            Form::Archive => Err(Failure::unknown(
                format!(
                    "{}: an archive can be read from its beginning only",
                    self.path.display()
                ),
                "name the folder of the record, or its lines in a file; `verify` without --shard reads archives",
            )),
        }
    }

    /// The log's lines, and how many bytes they have.
    pub(crate) fn log(&self) -> Result<Measured<Box<dyn BufRead>>, Failure> {
        match self.form {
            Form::Folder => open(&self.path.join(LOG)),
            Form::Lines => open(&self.path),
            Form::Archive => self
                .member(Member::Log)?
                .ok_or_else(|| self.damaged(&ArchiveError::NoLog)),
        }
    }

    /// The published checkpoints, one by one.
    pub(crate) fn checkpoints(&self) -> Result<Checkpoints, Failure> {
        match self.form {
            Form::Folder => Checkpoints::open(&self.path),
            Form::Lines => Ok(Checkpoints::new(&self.path, None)),
            Form::Archive => {
                let member = self.member(Member::Checkpoints)?;
                Ok(Checkpoints::new(&self.path, member.map(|(reader, _)| reader)))
            }
        }
    }

    fn member(&self, member: Member) -> Result<Option<Measured<Box<dyn BufRead>>>, Failure> {
        let unreadable = |error| record::unreadable(&self.path, &error);
        let file = File::open(&self.path).map_err(unreadable)?;
        let opened = archive::open(BufReader::with_capacity(1 << 18, file), member);
        let opened = opened.map_err(|error| match error {
            ArchiveError::Io(error) => record::unreadable(&self.path, &error),
            error => self.damaged(&error),
        })?;
        Ok(opened.map(|reader| {
            let size = reader.size();
            let reader: Box<dyn BufRead> = Box::new(BufReader::with_capacity(1 << 18, reader));
            (reader, size)
        }))
    }

    fn damaged(&self, error: &ArchiveError) -> Failure {
        record::damaged(&self.path, error)
    }

    /// Gives every line to a function, until it has seen enough. Tells whether the last one is whole.
    pub(crate) fn each_line(&self, mut take: impl FnMut(&[u8]) -> bool) -> Result<bool, Failure> {
        let (mut reader, _) = self.log()?;
        let mut line = Vec::new();
        loop {
            let read = read_line(&mut reader, &mut line);
            let whole = match read.map_err(|error| record::unreadable(&self.path, &error))? {
                Line::End => return Ok(true),
                Line::Whole => true,
                Line::Cut => false,
            };
            if !take(&line) || !whole {
                return Ok(whole);
            }
        }
    }

    /// The files of the record's folder, with their lengths, to be packed.
    pub(crate) fn files(&self) -> Result<(Option<Measured<File>>, Measured<File>), Failure> {
        let file = |name: &str| -> Result<Option<Measured<File>>, Failure> {
            let path = self.path.join(name);
            let opened = File::open(&path).and_then(|file| {
                let length = file.metadata()?.len();
                Ok((file, length))
            });
            match opened {
                Ok(opened) => Ok(Some(opened)),
                Err(error) if error.kind() == io::ErrorKind::NotFound && name == CHECKPOINTS => Ok(None),
                Err(error) => Err(record::unreadable(&path, &error)),
            }
        };
        let log = file(LOG)?;
        let log =
            log.ok_or_else(|| record::unreadable(&self.path.join(LOG), &io::ErrorKind::NotFound.into()))?;
        Ok((file(CHECKPOINTS)?, log))
    }
}

fn open(path: &Path) -> Result<Measured<Box<dyn BufRead>>, Failure> {
    let (reader, length) = record::open_lines(path)?;
    Ok((Box::new(reader), length))
}
