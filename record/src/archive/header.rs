//! The header of a tar archive's member: 512 bytes, of which a reader needs name, kind, size and checksum.

use super::Member;
use core::ops::Range;

/// Bytes of a header, and of what everything is padded to.
pub(super) const BLOCK: usize = 512;

const NAME: Range<usize> = 0..100;
const SIZE: Range<usize> = 124..136;
const SUM: Range<usize> = 148..156;
const KIND: usize = 156;
const MAGIC: Range<usize> = 257..262;
const PREFIX: Range<usize> = 345..500;

/// What is wrong with a header.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HeaderError {
    /// Damaged, or no tar archive at all.
    #[error("a member's header is damaged, or this is no tar archive")]
    Damaged,
    /// A link, folder, device, sparse file or extended header.
    #[error("{name:?} is no plain file, but of tar's kind {kind:?}")]
    Kind {
        /// The member's name, or the beginning of it.
        name: String,
        /// One character.
        kind: char,
    },
    /// Another file.
    #[error("{name:?} is no part of a record")]
    Name {
        /// The member's name, or the beginning of it.
        name: String,
    },
}

/// The only form in which we write a header: of nobody's file, of no time. None if the size does not fit.
pub(super) fn header(member: Member, size: u64) -> Option<[u8; BLOCK]> {
    let mut block = [0; BLOCK];
    put(&mut block, NAME, member.name().as_bytes())?;
    put(&mut block, 100..108, b"0000644\0")?;
    put(&mut block, 108..116, b"0000000\0")?;
    put(&mut block, 116..124, b"0000000\0")?;
    let octal = format!("{size:011o}\0");
    if octal.len() <= SIZE.len() {
        put(&mut block, SIZE, octal.as_bytes())?;
    } else {
        // More than 8 GiB: the number itself, marked by the highest bit, as GNU and POSIX readers take it.
        let mut bytes = [0; 12];
        bytes.first_chunk_mut().map(|mark: &mut [u8; 1]| *mark = [0x80])?;
        bytes
            .last_chunk_mut()
            .map(|number| *number = size.to_be_bytes())?;
        put(&mut block, SIZE, &bytes)?;
    }
    put(&mut block, 136..148, b"00000000000\0")?;
    put(&mut block, KIND..KIND + 1, b"0")?;
    put(&mut block, 257..265, b"ustar\x0000")?;
    let sum = format!("{:06o}\0 ", checksum(&block));
    put(&mut block, SUM, sum.as_bytes())?;
    Some(block)
}

/// Reads a header: which member follows, and its length in bytes. None of the end's empty block.
pub(super) fn parse(block: &[u8; BLOCK]) -> Result<Option<(Member, u64)>, HeaderError> {
    if block.iter().all(|byte| *byte == 0) {
        return Ok(None);
    }
    let sum = octal(&block[SUM]).ok_or(HeaderError::Damaged)?;
    if sum != u64::from(checksum(block)) || block[MAGIC] != *b"ustar" {
        return Err(HeaderError::Damaged);
    }
    let name = until_zero(&block[NAME]);
    let told = || String::from_utf8_lossy(name).into_owned();
    let kind = block[KIND];
    if kind != b'0' && kind != 0 {
        let kind = char::from(kind);
        return Err(HeaderError::Kind { name: told(), kind });
    }
    let named = |member: &Member| member.name().as_bytes() == name;
    let member = Member::ALL.into_iter().find(named);
    // GNU's old format has times where POSIX has a prefix of the name; without one both have zeros.
    let member = member.filter(|_| block[PREFIX].iter().all(|byte| *byte == 0));
    let member = member.ok_or_else(|| HeaderError::Name { name: told() })?;
    let size = size(&block[SIZE]).ok_or(HeaderError::Damaged)?;
    Ok(Some((member, size)))
}

fn put(block: &mut [u8; BLOCK], place: Range<usize>, bytes: &[u8]) -> Option<()> {
    let place = block.get_mut(place)?.get_mut(..bytes.len())?;
    place.copy_from_slice(bytes);
    Some(())
}

/// The sum of all bytes, those of the sum itself as spaces.
fn checksum(block: &[u8; BLOCK]) -> u32 {
    let bytes = block.iter().zip(0..);
    bytes
        .map(|(byte, place)| u32::from(if SUM.contains(&place) { b' ' } else { *byte }))
        .sum()
}

fn until_zero(field: &[u8]) -> &[u8] {
    field.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// Octal digits, with zeros and spaces around them.
fn octal(field: &[u8]) -> Option<u64> {
    let text = core::str::from_utf8(field).ok()?.trim_matches(['\0', ' ']);
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    u64::from_str_radix(text, 8).ok()
}

fn size(field: &[u8]) -> Option<u64> {
    match field.split_first() {
        Some((0x80, number)) => {
            let (zeros, number) = number.split_at_checked(3)?;
            let number: [u8; 8] = number.try_into().ok()?;
            zeros
                .iter()
                .all(|byte| *byte == 0)
                .then(|| u64::from_be_bytes(number))
        }
        _ => octal(field),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_as_they_are_written() {
        for size in [0, 1, 511, 512, 0o77_777_777_777, 0o100_000_000_000, u64::MAX] {
            for member in Member::ALL {
                let block = header(member, size).unwrap();
                assert_eq!(parse(&block), Ok(Some((member, size))));
            }
        }
        assert_eq!(parse(&[0; BLOCK]), Ok(None));
    }

    /// One byte changed without the sum is damage, wherever it is.
    #[test]
    fn every_byte_counts() {
        let block = header(Member::Log, 1_234).unwrap();
        for place in 0..BLOCK {
            let mut changed = block;
            changed[place] ^= 1;
            assert!(parse(&changed).is_err(), "{place}");
        }
    }

    /// Whoever changes the sum, too, gets no further than a member of a record.
    #[test]
    fn only_plain_files_of_a_record() {
        let changed = |change: &dyn Fn(&mut [u8; BLOCK])| {
            let mut block = header(Member::Log, 7).unwrap();
            change(&mut block);
            let sum = format!("{:06o}\0 ", checksum(&block));
            put(&mut block, SUM, sum.as_bytes()).unwrap();
            parse(&block)
        };
        assert_eq!(changed(&|_| ()), Ok(Some((Member::Log, 7))));
        // A hard link, a symbolic link, devices, a folder, a pipe; GNU's long name and sparse file; extended headers.
        for kind in *b"1234567LKSVxg" {
            let name = "log.jsonl".to_owned();
            let error = HeaderError::Kind {
                name,
                kind: char::from(kind),
            };
            assert_eq!(changed(&|block| block[KIND] = kind), Err(error));
        }
        for name in [
            "/log.jsonl",
            "../log.jsonl",
            "./log.jsonl",
            "a/log.jsonl",
            "LOG.JSONL",
            "",
        ] {
            let renamed = changed(&|block| {
                block[NAME].fill(0);
                put(block, NAME, name.as_bytes()).unwrap();
            });
            let name = name.to_owned();
            assert_eq!(renamed, Err(HeaderError::Name { name }));
        }
        assert!(matches!(
            changed(&|block| block[PREFIX.start] = b'a'),
            Err(HeaderError::Name { .. })
        ));
        for size in [
            &b"-0000000007\0"[..],
            b"+0000000007\0",
            b"0x000000007\0",
            b"99999999999\0",
            &[0xff; 12],
        ] {
            let error = Err(HeaderError::Damaged);
            assert_eq!(changed(&|block| put(block, SIZE, size).unwrap()), error);
        }
    }
}
