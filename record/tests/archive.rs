//! Archives of records: what is packed is read, the same record gives the same bytes, and nothing else passes for one.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use ostrakon_record::archive::{ArchiveError, Member, open, pack};
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, FrameCompressor, compress_to_vec};
use std::io::{self, Cursor, Read};

const LOG: &[u8] = b"first line\nsecond line\n";
const NOTES: &[u8] = b"a note\n";

fn packed(notes: Option<&[u8]>, log: &[u8]) -> Vec<u8> {
    let mut archive = Vec::new();
    let length = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap();
    pack(
        notes.map(|notes| (notes, length(notes))),
        (log, length(log)),
        &mut archive,
    )
    .unwrap();
    archive
}

fn read(archive: &[u8], member: Member) -> Result<Option<Vec<u8>>, String> {
    let opened = open(archive, member).map_err(|error| error.to_string())?;
    let Some(mut reader) = opened else { return Ok(None) };
    let mut content = Vec::new();
    reader
        .read_to_end(&mut content)
        .map_err(|error| error.to_string())?;
    Ok(Some(content))
}

fn log(archive: &[u8]) -> Result<Vec<u8>, String> {
    read(archive, Member::Log).map(Option::unwrap)
}

/// A member as `tar` writes it, not by our code; with a kind and a name of one's choice.
fn member(name: &str, kind: u8, content: &[u8]) -> Vec<u8> {
    let mut block = vec![0u8; 512];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[100..108].copy_from_slice(b"0000600\0");
    block[108..116].copy_from_slice(b"0001750\0");
    block[116..124].copy_from_slice(b"0001750\0");
    block[124..136].copy_from_slice(format!("{:011o} ", content.len()).as_bytes());
    block[136..148].copy_from_slice(b"14521770000\0");
    block[148..156].fill(b' ');
    block[156] = kind;
    block[257..265].copy_from_slice(b"ustar  \0");
    block[265..269].copy_from_slice(b"user");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block.extend(content);
    block.resize(block.len().next_multiple_of(512), 0);
    block
}

fn frame(members: &[Vec<u8>]) -> Vec<u8> {
    let mut tar = members.concat();
    tar.extend([0; 1024]);
    compress_to_vec(&tar[..], CompressionLevel::Fastest)
}

fn log_member() -> Vec<u8> {
    member("log.jsonl", b'0', LOG)
}

#[test]
fn what_is_packed_is_read() {
    for notes in [None, Some(NOTES), Some(&b""[..])] {
        for content in [LOG, b"", &[b'x'; 512], &vec![b'y'; 300_000]] {
            let archive = packed(notes, content);
            assert_eq!(read(&archive, Member::Checkpoints).unwrap().as_deref(), notes);
            assert_eq!(log(&archive).unwrap(), content);
            assert_eq!(packed(notes, content), archive, "always the same bytes");
        }
    }
}

/// Archives of other programs are read, too: GNU's headers, owners and times, and zeros at the end.
#[test]
fn archives_of_other_programs() {
    let notes = member("checkpoints", b'0', NOTES);
    let archive = frame(&[notes, log_member(), vec![0; 20 * 512]]);
    assert_eq!(read(&archive, Member::Checkpoints), Ok(Some(NOTES.to_vec())));
    assert_eq!(log(&archive).unwrap(), LOG);
}

#[test]
fn nothing_but_a_record_passes() {
    let notes = || member("checkpoints", b'0', NOTES);
    let cases: Vec<(&str, Vec<Vec<u8>>, &str)> = vec![
        ("nothing", vec![], "there is no log.jsonl in it"),
        ("no log", vec![notes()], "there is no log.jsonl in it"),
        (
            "a symbolic link",
            vec![member("log.jsonl", b'2', b"")],
            "is no plain file",
        ),
        (
            "a hard link",
            vec![member("log.jsonl", b'1', b"")],
            "is no plain file",
        ),
        (
            "a folder",
            vec![member("log.jsonl", b'5', b"")],
            "is no plain file",
        ),
        (
            "a sparse file",
            vec![member("log.jsonl", b'S', LOG)],
            "is no plain file",
        ),
        ("a pipe", vec![member("log.jsonl", b'6', b"")], "is no plain file"),
        (
            "an extended header",
            vec![member("x", b'x', LOG), log_member()],
            "is no plain file",
        ),
        (
            "a long name",
            vec![member("././@LongLink", b'L', &[b'a'; 5_000]), log_member()],
            "is no plain file",
        ),
        (
            "an absolute path",
            vec![member("/log.jsonl", b'0', LOG)],
            "is no part of a record",
        ),
        (
            "a path upwards",
            vec![member("../log.jsonl", b'0', LOG)],
            "is no part of a record",
        ),
        (
            "a folder before it",
            vec![member("record/log.jsonl", b'0', LOG)],
            "is no part of a record",
        ),
        (
            "another file",
            vec![member("readme", b'0', LOG), log_member()],
            "is no part of a record",
        ),
        (
            "another file behind",
            vec![log_member(), member("readme", b'0', LOG)],
            "is no part of a record",
        ),
        (
            "a log twice",
            vec![log_member(), log_member()],
            "a second time or at the wrong place",
        ),
        (
            "checkpoints twice",
            vec![notes(), notes(), log_member()],
            "a second time or at the wrong place",
        ),
        (
            "the wrong order",
            vec![log_member(), notes()],
            "a second time or at the wrong place",
        ),
        (
            "something behind",
            vec![log_member(), vec![0; 1024], vec![7; 512]],
            "something follows its end",
        ),
        ("no tar", vec![vec![b'x'; 5_000]], "this is no tar archive"),
    ];
    for (name, members, words) in cases {
        let error = log(&frame(&members)).unwrap_err();
        assert!(error.contains(words), "{name}: {error}");
    }
}

#[test]
fn cut_or_continued_archives() {
    let archive = packed(Some(NOTES), LOG);
    for length in 0..archive.len() {
        log(&archive[..length]).unwrap_err();
    }
    for behind in [&b"\n"[..], &archive] {
        assert_eq!(
            log(&[&archive, behind].concat()).unwrap_err(),
            "something follows its end"
        );
    }
    // The tar archive is cut, the frame around it is not.
    for length in [0, 100, 512, 520, 1_024, 1_100, 1_600] {
        let tar = [log_member(), vec![0; 1024]].concat();
        let cut = compress_to_vec(&tar[..length], CompressionLevel::Fastest);
        assert_eq!(log(&cut).unwrap_err(), "it is cut off", "{length}");
    }
    assert!(matches!(
        open(&b"no frame at all"[..], Member::Log),
        Err(ArchiveError::Frame(_))
    ));
}

/// Zeros of which nobody knows the end: found out after a few megabytes, wherever they are.
#[test]
fn bombs_are_not_unpacked() {
    const SIZE: u64 = 1 << 30;
    for name in ["log.jsonl", "checkpoints"] {
        let mut head = member(name, b'0', b"");
        head[124..136].copy_from_slice(format!("{SIZE:011o}\0").as_bytes());
        head[148..156].fill(b' ');
        let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
        head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        let mut bomb = Vec::new();
        let mut compressor = FrameCompressor::new(CompressionLevel::Fastest);
        compressor.set_source(Cursor::new(head).chain(io::repeat(0).take(64 << 20)));
        compressor.set_drain(&mut bomb);
        compressor.compress();
        drop(compressor);
        assert!(bomb.len() < 1 << 20, "{}", bomb.len());
        let error = match open(&bomb[..], Member::Log) {
            Err(error) => error.to_string(),
            Ok(reader) => {
                let mut reader = reader.unwrap();
                let mut read = 0;
                let mut buffer = vec![0; 1 << 16];
                loop {
                    match reader.read(&mut buffer) {
                        Ok(length) => read += length,
                        Err(error) => break assert_bounded(read, &error),
                    }
                }
            }
        };
        assert!(error.contains("it is a bomb"), "{name}: {error}");
    }
}

fn assert_bounded(read: usize, error: &io::Error) -> String {
    assert!(read < 16 << 20, "{read}");
    error.to_string()
}

/// A disk that is full, and a file that shrinks, are errors and no panic.
#[test]
fn what_cannot_be_packed() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let none: Option<(&[u8], u64)> = None;
    let error = pack(none, (LOG, 23), Full).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    let error = pack(none, (LOG, 24), Vec::new()).unwrap_err();
    assert_eq!(error.to_string(), "log.jsonl became shorter while it was packed");
}

proptest! {
    /// Whatever the bytes, reading ends, and gives no more than a bounded multiple of them.
    #[test]
    fn no_bytes_panic(mut archive in Just(packed(Some(NOTES), LOG)), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        for (place, byte) in changes {
            let place = place.index(archive.len());
            archive[place] = byte;
        }
        let _ = log(&archive);
        let _ = read(&archive, Member::Checkpoints);
    }
}
