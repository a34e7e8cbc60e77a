//! The voters' pages as a server sends them to browsers (docs/record.md §12): what accompanies them, and how to ask for them.

use crate::ClientError;
use ostrakon_record::pages::{FileDigest, FileList, FileListError, LIST};
use reqwest::{Client, header, redirect::Policy};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Headers of every answer of a board. The first: nothing but what this server serves; WebAssembly, no other evaluation; no
/// frames, no forms.
pub const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' blob:; \
         connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    // Receipts are scanned.
    (
        "permissions-policy",
        "camera=(self), geolocation=(), microphone=()",
    ),
];

/// Headers by which a server could have a browser do more than show the pages.
pub const FORBIDDEN: [&str; 5] = [
    "link",
    "location",
    "refresh",
    "service-worker-allowed",
    "set-cookie",
];

/// A server of the voters' pages: the board, or another one.
#[derive(Clone, Debug)]
pub struct PagesClient {
    base: String,
    http: Client,
}

/// What a server sent.
#[derive(Clone, Debug)]
pub struct Served {
    /// HTTP status.
    pub status: u16,
    /// Whether the body is packed with brotli.
    pub packed: bool,
    /// The body as it was sent.
    pub body: Vec<u8>,
    headers: header::HeaderMap,
}

impl Served {
    /// All values of a header, with a comma between two.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        let values: Vec<_> = self.headers.get_all(name).iter().collect();
        if values.is_empty() {
            return None;
        }
        let values: Vec<_> = values
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        Some(values.join(", "))
    }
}

impl PagesClient {
    /// The server at this address.
    ///
    /// # Errors
    /// If this machine has no means for TLS.
    pub fn new(base: &str) -> Result<Self, ClientError> {
        // Another address is another server: a browser would show that.
        let http = Client::builder().redirect(Policy::none()).build();
        Ok(Self {
            base: base.trim_end_matches('/').to_owned(),
            http: http.map_err(|error| ClientError::unreachable(base, &error))?,
        })
    }

    /// The server's address.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Asks for `/path` as a browser does, which can unpack brotli, or as a program that cannot. Whatever the server sends is an
    /// answer, up to `limit` bytes of it and one more.
    ///
    /// # Errors
    /// If the server cannot be reached.
    pub async fn get(&self, path: &str, unpacks: bool, limit: usize) -> Result<Served, ClientError> {
        let unreachable = |error: reqwest::Error| ClientError::unreachable(&self.base, &error);
        let coding = if unpacks { "br" } else { "identity" };
        let request = self.http.get(format!("{}/{path}", self.base));
        let request = request.header(header::ACCEPT_ENCODING, coding);
        let mut answer = request.send().await.map_err(unreachable)?;
        let mut body = Vec::new();
        while body.len() <= limit {
            let Some(piece) = answer.chunk().await.map_err(unreachable)? else {
                break;
            };
            body.extend_from_slice(&piece);
        }
        body.truncate(limit.saturating_add(1));
        Ok(Served {
            status: answer.status().as_u16(),
            packed: answer
                .headers()
                .get(header::CONTENT_ENCODING)
                .is_some_and(|coding| coding == "br"),
            headers: answer.headers().clone(),
            body,
        })
    }
}

/// A folder that is no bundle.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Something cannot be read.
    #[error("{}: {error}", path.display())]
    Unreadable {
        /// What.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The list is none.
    #[error("{}: {error}", path.display())]
    List {
        /// Where it is.
        path: PathBuf,
        /// What is wrong with it.
        error: FileListError,
    },
    /// Files are others than the list says.
    #[error("{} is not the file that {LIST} lists", path.display())]
    Other {
        /// The first of them.
        path: PathBuf,
    },
}

/// The list of the files in a bundle's folder; every one of them is compared with it.
///
/// # Errors
/// If the folder cannot be read, or is not what its list says.
pub fn read_folder(folder: &Path) -> Result<FileList, FolderError> {
    let read = |path: &Path| {
        fs::read(path).map_err(|error| FolderError::Unreadable {
            path: path.to_owned(),
            error,
        })
    };
    let path = folder.join(LIST);
    let text = String::from_utf8(read(&path)?).unwrap_or_default();
    let list = FileList::parse(&text).map_err(|error| FolderError::List { path, error })?;
    for (name, digest) in list.iter() {
        let path = folder.join(name);
        if FileDigest::of(&read(&path)?) != *digest {
            return Err(FolderError::Other { path });
        }
    }
    Ok(list)
}
