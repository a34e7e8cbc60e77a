//! Makes an archive. The same record gives the same bytes, whoever packs it and when.

use super::{
    Member,
    header::{BLOCK, header},
};
use ruzstd::encoding::{CompressionLevel, FrameCompressor};
use std::io::{self, ErrorKind, Read, Write};

/// What was packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Bytes of the archive before it was compressed.
    pub bytes: u64,
}

/// Packs a record's files, each with its length in bytes, into one.
///
/// # Errors
/// If a file cannot be read, is not as long as it is said to be, or the archive cannot be written.
pub fn pack<C: Read, L: Read, W: Write>(
    checkpoints: Option<(C, u64)>,
    log: (L, u64),
    archive: W,
) -> io::Result<Packed> {
    let checkpoints = checkpoints
        .map(|(content, size)| Part::new(Member::Checkpoints, content, size))
        .transpose()?;
    let log = Part::new(Member::Log, log.0, log.1)?;
    let checkpoints: Box<dyn Read + '_> = match checkpoints {
        Some(part) => Box::new(part),
        None => Box::new(io::empty()),
    };
    let end = io::repeat(0).take(2 * block());
    let mut source = Careful::new(checkpoints.chain(log).chain(end));
    let mut sink = Careful::new(archive);
    let mut compressor = FrameCompressor::new(CompressionLevel::Fastest);
    compressor.set_source(&mut source);
    compressor.set_drain(&mut sink);
    compressor.compress();
    drop(compressor);
    let bytes = source.finish()?;
    let mut archive = sink.end()?;
    archive.flush()?;
    Ok(Packed { bytes })
}

fn block() -> u64 {
    u64::try_from(BLOCK).unwrap_or(u64::MAX)
}

/// A member with its header and padding.
struct Part<R> {
    header: io::Cursor<[u8; BLOCK]>,
    content: R,
    member: Member,
    left: u64,
    padding: u64,
}

impl<R: Read> Part<R> {
    fn new(member: Member, content: R, size: u64) -> io::Result<Self> {
        let header = header(member, size)
            .ok_or_else(|| io::Error::other("the header of a member has no room for it"))?;
        Ok(Self {
            header: io::Cursor::new(header),
            content,
            member,
            left: size,
            padding: size.next_multiple_of(block()).saturating_sub(size),
        })
    }
}

impl<R: Read> Read for Part<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.header.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        if self.left > 0 {
            let read = (&mut self.content).take(self.left).read(buffer)?;
            if read == 0 {
                let message = format!("{} became shorter while it was packed", self.member);
                return Err(io::Error::new(ErrorKind::UnexpectedEof, message));
            }
            self.left = self.left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
            return Ok(read);
        }
        let read = io::repeat(0).take(self.padding).read(buffer)?;
        self.padding = self
            .padding
            .saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
        Ok(read)
    }
}

/// A stream whose errors are kept for later: the compressor panics on them.
struct Careful<T> {
    stream: T,
    bytes: u64,
    error: Option<io::Error>,
}

impl<T> Careful<T> {
    const fn new(stream: T) -> Self {
        Self {
            stream,
            bytes: 0,
            error: None,
        }
    }

    fn finish(self) -> io::Result<u64> {
        self.error.map_or(Ok(self.bytes), Err)
    }

    fn end(self) -> io::Result<T> {
        self.error.map_or(Ok(self.stream), Err)
    }
}

impl<R: Read> Read for Careful<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.stream.read(buffer) {
                Ok(read) => {
                    self.bytes = self.bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
                    return Ok(read);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.error.get_or_insert(error);
                    return Ok(0);
                }
            }
        }
    }
}

impl<W: Write> Write for Careful<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.error.is_none()
            && let Err(error) = self.stream.write_all(bytes)
        {
            self.error = Some(error);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
