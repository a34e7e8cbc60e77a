//! Compares the pages that a server sends to voters with those that the election's manifest names.

use crate::{BoothArguments, Failure, fetch, output, trust};
use brotli_decompressor::Decompressor;
use bulletin_board_client::pages::{self, FORBIDDEN, HEADERS, PagesClient, Served};
use ostrakon_record::{
    Manifest,
    pages::{FIRST_PAGES, FileDigest, FileList, LIST, LIST_LIMIT, PUBLIC_PLACES, TRUSTEES_PLACE, first_page},
};
use std::{fs, io::Read as _, process::ExitCode};

/// No file of the pages is longer, packed or not.
const FILE_LIMIT: usize = 32 << 20;
/// Where the voters' pages are; those of the public are at [`PUBLIC_PLACES`].
const VOTERS_PLACES: [&str; 2] = ["", "vote/0"];

/// What the pages should be.
struct Expected {
    digest: FileDigest,
    /// Who says so.
    source: String,
}

pub(crate) fn run(arguments: &BoothArguments) -> Result<ExitCode, Failure> {
    let expected = expected(arguments)?;
    let own = arguments.files.as_deref().map(pages::read_folder).transpose();
    let own = own.map_err(|error| {
        Failure::unknown(error.to_string(), "name a folder that `cargo xtask web` has made")
    })?;
    let client = PagesClient::new(&arguments.url).map_err(|error| fetch::refused(&error))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::unknown(error.to_string(), "is this machine out of resources?"))?;
    let mut comparison = Comparison {
        client: &client,
        found: Vec::new(),
        files: 0,
    };
    let digest = runtime.block_on(comparison.all(expected.as_ref(), own.as_ref()))?;
    comparison.tell(digest, expected.as_ref(), own.is_some())
}

fn expected(arguments: &BoothArguments) -> Result<Option<Expected>, Failure> {
    if let Some(digest) = arguments.digest {
        return Ok(Some(Expected {
            digest,
            source: "the digest that you named".to_owned(),
        }));
    }
    let (manifest, source) = if let Some(folder) = &arguments.record {
        let (manifest, election) = trust::manifest(folder, None)?;
        (manifest, format!("the manifest of election {election}"))
    } else if let Some(file) = &arguments.manifest {
        let unreadable = |problem: String| {
            Failure::unknown(
                format!("{}: {problem}", file.display()),
                "name a file with a manifest in JSON: the body of line 0 of a record",
            )
        };
        let text = fs::read(file).map_err(|error| unreadable(error.to_string()))?;
        let manifest: Manifest =
            serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))?;
        (manifest, format!("the manifest in {}", file.display()))
    } else {
        return Ok(None);
    };
    let digest = manifest.pages.ok_or_else(|| {
        Failure::unknown(
            format!("{source} names no digest of pages"),
            "its authority did not pin them: build the bundle yourself and use --files",
        )
    })?;
    Ok(Some(Expected { digest, source }))
}

struct Comparison<'a> {
    client: &'a PagesClient,
    /// What is not as it should be, by file.
    found: Vec<String>,
    files: usize,
}

impl Comparison<'_> {
    /// Looks at everything, and gives the digest of the list that the server sends, if it does.
    async fn all(
        &mut self,
        expected: Option<&Expected>,
        own: Option<&FileList>,
    ) -> Result<Option<FileDigest>, Failure> {
        let served = self.served_list().await?;
        let digest = served.as_ref().map(FileList::digest);
        if let (Some(digest), Some(expected)) = (digest, expected)
            && digest != expected.digest
        {
            self.found.push(format!(
                "{LIST}: its digest is {digest}; {} says {}",
                expected.source, expected.digest
            ));
        }
        // A list of one's own says which file it is, whatever the server lists.
        let list = own.or(served.as_ref());
        if let (Some(own), Some(digest)) = (own, digest)
            && own.digest() != digest
            && expected.is_none_or(|expected| expected.digest == own.digest())
        {
            self.found.push(format!(
                "{LIST}: it is not that of your own files, {}",
                own.digest()
            ));
        }
        let Some(list) = list else {
            return Ok(digest);
        };
        for (name, file) in list.iter().filter(|(name, _)| !FIRST_PAGES.contains(name)) {
            self.compare(name, name, file).await?;
        }
        // A browser begins at one of these addresses.
        let voters = VOTERS_PLACES.into_iter().map(ToOwned::to_owned);
        let public = PUBLIC_PLACES.into_iter().map(|place| format!("{place}/0"));
        let trustees = [TRUSTEES_PLACE.to_owned(), format!("{TRUSTEES_PLACE}/0")];
        let own = FIRST_PAGES.into_iter().map(ToOwned::to_owned);
        for entrance in voters.chain(public).chain(trustees).chain(own) {
            let name = first_page(&entrance);
            let place = format!("{name} (at /{entrance})");
            match list.get(name) {
                Some(file) => self.compare(&place, &entrance, file).await?,
                None => self.found.push(format!("{place}: {LIST} does not name it")),
            }
        }
        self.files = list.iter().count();
        Ok(digest)
    }

    async fn get(&self, path: &str, unpacks: bool, limit: usize) -> Result<Served, Failure> {
        let answer = self.client.get(path, unpacks, limit).await;
        answer.map_err(|error| fetch::refused(&error))
    }

    /// The list that the server sends, if it is one.
    async fn served_list(&mut self) -> Result<Option<FileList>, Failure> {
        let served = self.get(LIST, false, LIST_LIMIT).await?;
        let text = String::from_utf8(served.body).unwrap_or_default();
        let problem = match FileList::parse(&text) {
            _ if served.status != 200 => format!("the server has no such file (status {})", served.status),
            Ok(list) => return Ok(Some(list)),
            Err(error) => error.to_string(),
        };
        self.found.push(format!("{LIST}: {problem}"));
        Ok(None)
    }

    /// Compares one file as a browser gets it, and as a program does that cannot unpack it.
    async fn compare(&mut self, name: &str, path: &str, digest: &FileDigest) -> Result<(), Failure> {
        for unpacks in [false, true] {
            let served = self.get(path, unpacks, FILE_LIMIT).await?;
            let problem = if served.status == 200 {
                difference(&served, digest)
            } else {
                Some(format!("the server does not send it (status {})", served.status))
            };
            let before = self.found.len();
            self.found
                .extend(problem.map(|problem| format!("{name}: {problem}")));
            self.found.extend(
                wrong_headers(&served)
                    .into_iter()
                    .map(|problem| format!("{name}: {problem}")),
            );
            if self.found.len() > before {
                break;
            }
        }
        Ok(())
    }

    fn tell(
        &self,
        digest: Option<FileDigest>,
        expected: Option<&Expected>,
        own: bool,
    ) -> Result<ExitCode, Failure> {
        let base = self.client.base();
        if !self.found.is_empty() {
            let mut text = String::new();
            for found in &self.found {
                text.push_str(found);
                text.push('\n');
            }
            written(output::data(&text))?;
            return Err(Failure::wrong(
                format!("{base} does not send the pages that it should"),
                "do not vote there; tell the election's authority and other observers, and keep what was sent",
            ));
        }
        let digest = digest.map(|digest| digest.to_string()).unwrap_or_default();
        let files = self.files;
        let who = match (expected, own) {
            (Some(expected), true) => format!("{} and your own files name", expected.source),
            (Some(expected), false) => format!("{} names", expected.source),
            (None, true) => "your own files are".to_owned(),
            (None, false) => {
                written(output::data(&format!("{digest}\n")))?;
                return Err(Failure::unknown(
                    format!(
                        "the {files} files of {base} belong together, and were compared with nothing else"
                    ),
                    "name --record, --manifest, --digest or --files",
                ));
            }
        };
        written(output::data(&format!(
            "{base} sends the pages that {who}: {files} files, digest {digest}\n"
        )))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn written(outcome: std::io::Result<()>) -> Result<(), Failure> {
    outcome.map_err(|error| Failure::unknown(format!("standard output: {error}"), "is the disk full?"))
}

/// What is wrong with the contents of an answer.
fn difference(served: &Served, digest: &FileDigest) -> Option<String> {
    let (contents, how) = if served.packed {
        let mut contents = Vec::new();
        let limit = u64::try_from(FILE_LIMIT).unwrap_or(u64::MAX);
        let unpacked = Decompressor::new(served.body.as_slice(), 4096)
            .take(limit)
            .read_to_end(&mut contents);
        if let Err(error) = unpacked {
            return Some(format!("packed for browsers, it cannot be unpacked: {error}"));
        }
        (contents, ", as it is packed for browsers")
    } else {
        (served.body.clone(), "")
    };
    let found = FileDigest::of(&contents);
    (found != *digest).then(|| format!("the server sends another one{how}: {found} instead of {digest}"))
}

/// Headers without which, or with which, a browser would let the pages do more.
fn wrong_headers(served: &Served) -> Vec<String> {
    let wanted = HEADERS.iter().filter_map(|(name, value)| {
        let found = served.header(name);
        if found.as_deref().map(directives) == Some(directives(value)) {
            return None;
        }
        let found = found.map_or_else(|| "missing".to_owned(), |found| format!("{found:?}"));
        Some(format!("header {name} is {found} instead of {value:?}"))
    });
    let extra = FORBIDDEN.iter().filter_map(|name| {
        let found = served.header(name)?;
        Some(format!("header {name} must not be there, and is {found:?}"))
    });
    wanted.chain(extra).collect()
}

/// The parts of a policy, in any order.
fn directives(value: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = value
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    parts.sort_unstable();
    parts
}
