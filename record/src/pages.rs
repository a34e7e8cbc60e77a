//! The voters' pages as a list of files (docs/record.md §12), by which anybody can compare what a server sends.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    str::FromStr,
};

/// Name of the list among the files; it does not list itself.
pub const LIST: &str = "sha256sums.txt";
/// The page that the browser of somebody who comes to vote begins with: it names all the others, with their digests.
pub const INDEX: &str = "index.html";
/// The page that the browser of everybody else begins with.
pub const PUBLIC: &str = "public.html";
/// The page that a trustee's browser begins with.
pub const TRUSTEES: &str = "trustees.html";
/// All of these.
pub const FIRST_PAGES: [&str; 3] = [INDEX, PUBLIC, TRUSTEES];
/// First part of the addresses at which the trustees' pages are.
pub const TRUSTEES_PLACE: &str = "trustee";
/// First parts of the addresses at which the public's pages are.
pub const PUBLIC_PLACES: [&str; 7] = [
    "board",
    "check",
    "election",
    "integrity",
    "result",
    "track",
    "verify",
];
/// Most files.
pub const FILE_LIMIT: usize = 1_000;
/// Longest name, in bytes.
pub const NAME_LIMIT: usize = 200;
/// Longest list, in bytes: [`FILE_LIMIT`] lines of a digest, two spaces, a name and a newline.
pub const LIST_LIMIT: usize = FILE_LIMIT * (64 + 2 + NAME_LIMIT + 1);

/// The file with which a browser begins at an address: its path, which begins with a slash or not.
#[must_use]
pub fn first_page(path: &str) -> &'static str {
    let path = path.strip_prefix('/').unwrap_or(path);
    let place = path.split('/').next().unwrap_or_default();
    if path == PUBLIC || PUBLIC_PLACES.contains(&place) {
        PUBLIC
    } else if path == TRUSTEES || place == TRUSTEES_PLACE {
        TRUSTEES
    } else {
        INDEX
    }
}

/// A SHA-256 digest: 32 bytes, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileDigest([u8; 32]);

/// Text that is not 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a digest is written as 64 lower-case hexadecimal digits")]
pub struct FileDigestError;

impl FileDigest {
    /// SHA-256 of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest's bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for FileDigest {
    type Err = FileDigestError;
    fn from_str(text: &str) -> Result<Self, FileDigestError> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| FileDigestError)?;
        Ok(Self(bytes.try_into().map_err(|_| FileDigestError)?))
    }
}

impl Serialize for FileDigest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FileDigest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// Every file of the pages and its digest, as `sha256sum` writes and checks them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileList(BTreeMap<String, FileDigest>);

/// A list that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FileListError {
    /// A line that is not a digest, two spaces and a name.
    #[error("line {line} is not a SHA-256 digest, two spaces and the name of a file")]
    Line {
        /// Its number, from 1.
        line: usize,
    },
    /// Names do not ascend.
    #[error("line {line}: names must ascend, and none may be there twice")]
    Order {
        /// Its number, from 1.
        line: usize,
    },
    /// Too many lines.
    #[error("it has more than {FILE_LIMIT} lines")]
    Long,
    /// Pages without a first one.
    #[error("it does not list {INDEX}")]
    NoIndex,
}

impl FileList {
    /// The list of these files.
    ///
    /// # Errors
    /// If a name cannot be in a list, there are too many, or [`INDEX`] is missing.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Self, FileListError> {
        let digests = files
            .into_iter()
            .map(|(name, bytes)| (name.to_owned(), FileDigest::of(bytes)))
            .collect();
        Self::parse(&Self(digests).encode())
    }

    /// Reads a list.
    ///
    /// # Errors
    /// If it is not exactly as [`FileList::encode`] writes it.
    pub fn parse(text: &str) -> Result<Self, FileListError> {
        let mut files = BTreeMap::<String, FileDigest>::new();
        let mut rest = text;
        let mut line = 0;
        while !rest.is_empty() {
            line += 1;
            if line > FILE_LIMIT {
                return Err(FileListError::Long);
            }
            let (digest, name, after) = split_line(rest).ok_or(FileListError::Line { line })?;
            if files
                .last_key_value()
                .is_some_and(|(last, _)| last.as_str() >= name)
            {
                return Err(FileListError::Order { line });
            }
            files.insert(name.to_owned(), digest);
            rest = after;
        }
        if !files.contains_key(INDEX) {
            return Err(FileListError::NoIndex);
        }
        Ok(Self(files))
    }

    /// The list as text: a line for each file, ascending by the bytes of its name.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = String::new();
        for (name, digest) in &self.0 {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{digest}  {name}");
        }
        text
    }

    /// SHA-256 of the list: stands for all of the files. A manifest may name it.
    #[must_use]
    pub fn digest(&self) -> FileDigest {
        FileDigest::of(self.encode().as_bytes())
    }

    /// All files, ascending by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FileDigest)> {
        self.0.iter().map(|(name, digest)| (name.as_str(), digest))
    }

    /// The digest of a file.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&FileDigest> {
        self.0.get(name)
    }
}

/// Digest and name of the first line, and all after it.
fn split_line(text: &str) -> Option<(FileDigest, &str, &str)> {
    let (line, after) = text.split_once('\n')?;
    let (digest, name) = line.split_once("  ")?;
    is_name(name).then_some((digest.parse().ok()?, name, after))
}

/// Whether a server can have a file of this name below its root, and [`LIST`] can name it.
fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    name.len() <= NAME_LIMIT
        && name != LIST
        && name
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_list_is_what_sha256sum_writes() {
        let list = FileList::of([("locales/sv.ftl", &b"abc"[..]), (PUBLIC, b""), (INDEX, b"")]).unwrap();
        let text = format!(
            "{EMPTY}  index.html\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  locales/sv.ftl\n{EMPTY}  public.html\n"
        );
        assert_eq!(list.encode(), text);
        assert_eq!(FileList::parse(&text), Ok(list.clone()));
        assert_eq!(list.digest(), FileDigest::of(text.as_bytes()));
        assert_eq!(list.get(INDEX), Some(&FileDigest::of(b"")));
        assert_eq!(list.iter().count(), 3);
    }

    #[test]
    fn nothing_else_is_a_list() {
        let line = |name: &str| format!("{EMPTY}  {name}\n");
        for (text, error) in [
            (String::new(), FileListError::NoIndex),
            (line(PUBLIC), FileListError::NoIndex),
            (line(INDEX) + &line(INDEX), FileListError::Order { line: 2 }),
            (line(INDEX) + &line("a.js"), FileListError::Order { line: 2 }),
            (line(INDEX).trim_end().to_owned(), FileListError::Line { line: 1 }),
            (line(INDEX).to_uppercase(), FileListError::Line { line: 1 }),
            (line(INDEX).replace("  ", " "), FileListError::Line { line: 1 }),
            (line(INDEX).replace('\n', "\r\n"), FileListError::Line { line: 1 }),
            (line(INDEX) + "\n", FileListError::Line { line: 2 }),
            (line("../secret"), FileListError::Line { line: 1 }),
            (line("/index.html"), FileListError::Line { line: 1 }),
            (line("a//b"), FileListError::Line { line: 1 }),
            (line("a b"), FileListError::Line { line: 1 }),
            (line("a?b"), FileListError::Line { line: 1 }),
            (line(LIST), FileListError::Line { line: 1 }),
            (line(&"a".repeat(NAME_LIMIT + 1)), FileListError::Line { line: 1 }),
        ] {
            assert_eq!(FileList::parse(&text), Err(error), "{text:?}");
        }
        let many: String = (0..=FILE_LIMIT)
            .map(|number| line(&format!("a{number:04}")))
            .collect();
        assert_eq!(FileList::parse(&many), Err(FileListError::Long));
        assert!(many.len() < LIST_LIMIT);
    }

    #[test]
    fn every_address_has_a_first_page() {
        for (path, page) in [
            ("/", INDEX),
            ("", INDEX),
            ("/index.html", INDEX),
            ("/vote/0", INDEX),
            ("/boards", INDEX),
            ("/x/board", INDEX),
            ("/public.html", PUBLIC),
            ("/board/0", PUBLIC),
            ("/track", PUBLIC),
            ("election/0", PUBLIC),
            ("/trustees.html", TRUSTEES),
            ("/trustee", TRUSTEES),
            ("trustee/0", TRUSTEES),
        ] {
            assert_eq!(first_page(path), page, "{path}");
        }
    }

    #[test]
    fn digests_are_written_in_one_way() {
        assert_eq!(EMPTY.parse(), Ok(FileDigest::of(b"")));
        for text in ["", &EMPTY[1..], &EMPTY.to_uppercase(), &format!("{EMPTY}00")] {
            assert_eq!(text.parse::<FileDigest>(), Err(FileDigestError), "{text:?}");
        }
        let json = serde_json::to_string(&FileDigest::of(b"")).unwrap();
        assert_eq!(json, format!("\"{EMPTY}\""));
        assert_eq!(
            serde_json::from_str::<FileDigest>(&json).unwrap(),
            FileDigest::of(b"")
        );
    }
}
