//! Reads a member of an archive as a stream, and refuses what no honest archive is.

use super::{
    Member,
    header::{self, BLOCK, HeaderError},
};
use core::fmt;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder, errors::FrameDecoderError};
use std::io::{self, ErrorKind, Read};

/// Bytes of an archive before it was compressed that may come from nearly none.
const GRACE: u64 = 4 << 20;
/// More than these many bytes from one are a bomb: what is random in a record, which is most of it, cannot be compressed.
const RATIO: u64 = 100;

/// An archive that cannot be a record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// No Zstandard frame, or a damaged one.
    #[error("this is no whole Zstandard frame, or a damaged one")]
    Frame(#[from] FrameDecoderError),
    /// The frame's own checksum does not fit.
    #[error("it is damaged: its checksum is another one")]
    Checksum,
    /// A member's header.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// A member twice, or in the wrong order.
    #[error("{found} comes a second time or at the wrong place")]
    Order {
        /// The member.
        found: Member,
    },
    /// There is no log in it.
    #[error("there is no {} in it", Member::Log)]
    NoLog,
    /// It ends in the middle.
    #[error("it is cut off")]
    Cut,
    /// Something after its end.
    #[error("something follows its end")]
    Trailing,
    /// It would become far larger than a record can.
    #[error("it is a bomb: more than {RATIO} times larger when it is unpacked")]
    Bomb,
}

impl From<ArchiveError> for io::Error {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Io(error) => error,
            error => Self::new(ErrorKind::InvalidData, error),
        }
    }
}

/// The content of a member. At the end of the log the end of the archive is examined, too.
pub struct MemberReader<R: Read> {
    frame: Unpacked<R>,
    member: Member,
    size: u64,
    left: u64,
    done: bool,
}

impl<R: Read> fmt::Debug for MemberReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemberReader")
            .field("member", &self.member)
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}

/// Goes to a member of an archive. None if there are no checkpoints in it.
///
/// # Errors
/// If the file is no archive of a record, as far as it was read.
pub fn open<R: Read>(archive: R, member: Member) -> Result<Option<MemberReader<R>>, ArchiveError> {
    let mut frame = Unpacked::new(archive)?;
    let mut last = None;
    loop {
        let (found, size) = frame.header()?.ok_or(ArchiveError::NoLog)?;
        if last.is_some_and(|last| found <= last) {
            return Err(ArchiveError::Order { found });
        }
        if found == member {
            return Ok(Some(MemberReader {
                frame,
                member,
                size,
                left: size,
                done: false,
            }));
        }
        if found > member {
            return Ok(None);
        }
        frame.skip(size.checked_next_multiple_of(block()).ok_or(ArchiveError::Cut)?)?;
        last = Some(found);
    }
}

fn block() -> u64 {
    u64::try_from(BLOCK).unwrap_or(u64::MAX)
}

impl<R: Read> MemberReader<R> {
    /// Length of the member in bytes, as the archive says.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// After the log come padding, two empty blocks, perhaps more of them, and nothing else.
    fn end(&mut self) -> Result<(), ArchiveError> {
        let padding = self
            .size
            .checked_next_multiple_of(block())
            .ok_or(ArchiveError::Cut)?
            .saturating_sub(self.size);
        self.frame.skip(padding)?;
        for _ in 0..2 {
            if let Some((found, _)) = self.frame.header()? {
                return Err(ArchiveError::Order { found });
            }
        }
        self.frame.end()
    }
}

impl<R: Read> Read for MemberReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() || self.done {
            return Ok(0);
        }
        if self.left == 0 {
            if self.member == Member::Log {
                self.end()?;
            }
            self.done = true;
            return Ok(0);
        }
        let wanted = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.frame.read(buffer.get_mut(..wanted).unwrap_or_default())?;
        if read == 0 {
            return Err(ArchiveError::Cut.into());
        }
        self.left = self.left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
        Ok(read)
    }
}

/// What is in the frame, as far as it does not grow beyond all measure.
struct Unpacked<R: Read> {
    decoder: StreamingDecoder<Counted<R>, FrameDecoder>,
    bytes: u64,
}

impl<R: Read> Unpacked<R> {
    fn new(archive: R) -> Result<Self, ArchiveError> {
        let source = Counted {
            stream: archive,
            bytes: 0,
            error: None,
        };
        let decoder = StreamingDecoder::new(source)?;
        Ok(Self { decoder, bytes: 0 })
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, ArchiveError> {
        // Without a bound on one step a small buffer is asked for again and again, and a large one decoded at once.
        let wanted = buffer.len().min(128 << 10);
        let read = self.decoder.read(buffer.get_mut(..wanted).unwrap_or_default());
        let read = read.map_err(|error| self.broken(error))?;
        self.bytes = self.bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        let packed = self.decoder.get_ref().bytes;
        if self.bytes > packed.saturating_mul(RATIO).saturating_add(GRACE) {
            return Err(ArchiveError::Bomb);
        }
        Ok(read)
    }

    /// What is wrong: the decoder says the same of bytes and of a disk.
    fn broken(&mut self, error: io::Error) -> ArchiveError {
        if let Some(error) = self.decoder.get_mut().error.take() {
            return ArchiveError::Io(error);
        }
        match error.downcast::<FrameDecoderError>() {
            Ok(error) => ArchiveError::Frame(error),
            Err(error) => ArchiveError::Io(error),
        }
    }

    fn fill(&mut self, mut buffer: &mut [u8]) -> Result<(), ArchiveError> {
        while !buffer.is_empty() {
            let read = self.read(buffer)?;
            if read == 0 {
                return Err(ArchiveError::Cut);
            }
            buffer = buffer.get_mut(read..).unwrap_or_default();
        }
        Ok(())
    }

    fn skip(&mut self, mut bytes: u64) -> Result<(), ArchiveError> {
        let mut buffer = vec![0; 64 << 10];
        while bytes > 0 {
            let wanted = usize::try_from(bytes).unwrap_or(usize::MAX).min(buffer.len());
            let part = buffer.get_mut(..wanted).unwrap_or_default();
            self.fill(part)?;
            bytes = bytes.saturating_sub(u64::try_from(wanted).unwrap_or(u64::MAX));
        }
        Ok(())
    }

    fn header(&mut self) -> Result<Option<(Member, u64)>, ArchiveError> {
        let mut block = [0; BLOCK];
        self.fill(&mut block)?;
        Ok(header::parse(&block)?)
    }

    /// Nothing but zeros is left in the frame, and nothing after it.
    fn end(&mut self) -> Result<(), ArchiveError> {
        let mut buffer = [0; BLOCK];
        loop {
            let read = self.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            if buffer.iter().take(read).any(|byte| *byte != 0) {
                return Err(ArchiveError::Trailing);
            }
        }
        let frame = &self.decoder.decoder;
        let stated = frame.get_checksum_from_data();
        if stated.is_some() && stated != frame.get_calculated_checksum() {
            return Err(ArchiveError::Checksum);
        }
        match self.decoder.get_mut().read(&mut buffer)? {
            0 => Ok(()),
            _ => Err(ArchiveError::Trailing),
        }
    }
}

/// The archive's bytes as they are read.
struct Counted<R> {
    stream: R,
    bytes: u64,
    error: Option<io::Error>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.stream.read(buffer) {
            Ok(read) => {
                self.bytes = self.bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
                Ok(read)
            }
            Err(error) => {
                let kind = error.kind();
                if kind != ErrorKind::Interrupted {
                    self.error = Some(error);
                }
                Err(kind.into())
            }
        }
    }
}
