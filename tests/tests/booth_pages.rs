//! `verifier-cli booth`: whoever serves other pages to voters than the manifest names is found out, and it says which.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use bulletin_board_client::pages::HEADERS;
use ostrakon_record::{
    Body, Entry,
    pages::{FileDigest, FileList, LIST, first_page},
};
use ostrakon_tests::{
    board::Board,
    fixture::{Record, Roles},
    programs::program,
    town::Town,
};
use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Command,
    sync::{Arc, Mutex},
};

const INDEX: &str = "<!doctype html><script src=\"/page.0123456789abcdef.js\"></script>";
const PUBLIC: &str = "<!doctype html><script src=\"/public.0123456789abcdef.js\"></script>";
const TRUSTEES: &str = "<!doctype html><script src=\"/trustee.0123456789abcdef.js\"></script>";
const SCRIPT: &str = "page.0123456789abcdef.js";
const LANGUAGE: &str = "locales/sv.0123456789abcdef.ftl";

/// Writes pages into a folder, and gives their digest.
fn write_pages(folder: &Path) -> FileDigest {
    let files = [
        ("index.html", INDEX),
        ("public.html", PUBLIC),
        ("trustees.html", TRUSTEES),
        (SCRIPT, "vote()"),
        (LANGUAGE, "a = b"),
    ];
    fs::create_dir_all(folder.join("locales")).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    let list = FileList::of(files.map(|(name, text)| (name, text.as_bytes()))).unwrap();
    fs::write(folder.join(LIST), list.encode()).unwrap();
    list.digest()
}

/// What the program said: exit code, standard output, standard error.
fn compare(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(program("verifier-cli"))
        .arg("booth")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

struct Served {
    board: Board,
    pages: tempfile::TempDir,
    digest: String,
    _data: tempfile::TempDir,
}

impl Served {
    fn start() -> Self {
        let (pages, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let digest = write_pages(pages.path()).to_string();
        let board = Board::start_with(
            data.path(),
            &["--listen", "127.0.0.1:0", "--web", pages.path().to_str().unwrap()],
        );
        Self {
            board,
            pages,
            digest,
            _data: data,
        }
    }

    fn compare(&self) -> (i32, String, String) {
        compare(&[self.board.address(), "--digest", &self.digest])
    }

    /// What the program finds after a change of a served file: the lines of its standard output.
    fn finds(&self, name: &str, change: impl FnOnce(&Path)) -> Vec<String> {
        let path = self.pages.path().join(name);
        let before = fs::read(&path).ok();
        change(&path);
        let (code, found, said) = self.compare();
        assert_eq!(code, 1, "{found}{said}");
        assert!(said.contains("does not send the pages that it should"), "{said}");
        match before {
            Some(bytes) => fs::write(&path, bytes).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        assert_eq!(self.compare().0, 0, "the change is undone");
        found.lines().map(str::to_owned).collect()
    }
}

#[test]
fn a_board_serves_what_it_was_given_and_every_change_of_that_is_named() {
    let served = Served::start();
    let (code, found, said) = served.compare();
    assert_eq!((code, said.as_str()), (0, ""), "{found}");
    assert!(
        found.contains("5 files") && found.contains(&served.digest),
        "{found}"
    );

    let found = served.finds(SCRIPT, |path| fs::write(path, "Vote()").unwrap());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with(&format!("{SCRIPT}: the server sends another one")),
        "{found:?}"
    );

    let found = served.finds("index.html", |path| {
        fs::write(path, format!("{INDEX}<script src=\"/other.js\"></script>")).unwrap();
    });
    let entrances = ["/", "/vote/0", "/index.html"];
    assert_eq!(found.len(), entrances.len(), "{found:?}");
    for (line, entrance) in found.iter().zip(entrances) {
        assert!(
            line.starts_with(&format!(
                "index.html (at {entrance}): the server sends another one"
            )),
            "{line}"
        );
    }

    // A voter's page instead of a public one is another one, too.
    let found = served.finds("public.html", |path| fs::write(path, INDEX).unwrap());
    assert_eq!(found.len(), 8, "{found:?}");
    for entrance in ["/board/0", "/result/0", "/verify/0", "/public.html"] {
        let line = format!("public.html (at {entrance}): the server sends another one");
        assert!(
            found.iter().any(|found| found.starts_with(&line)),
            "{line}: {found:?}"
        );
    }

    let found = served.finds("trustees.html", |path| fs::write(path, INDEX).unwrap());
    for (line, entrance) in found.iter().zip(["/trustee", "/trustee/0", "/trustees.html"]) {
        let line_begins = format!("trustees.html (at {entrance}): the server sends another one");
        assert!(line.starts_with(&line_begins), "{line_begins}: {found:?}");
    }
    assert_eq!(found.len(), 3, "{found:?}");

    let found = served.finds(LANGUAGE, |path| fs::remove_file(path).unwrap());
    assert_eq!(
        found,
        [format!("{LANGUAGE}: the server does not send it (status 404)")]
    );

    // Only browsers get what is packed.
    let found = served.finds(&format!("{SCRIPT}.br"), |path| {
        fs::write(path, "no brotli").unwrap();
    });
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with(&format!("{SCRIPT}: packed for browsers")),
        "{found:?}"
    );
    let found = served.finds("index.html.br", |path| {
        // Another page, packed by a server that means it: one stored block.
        let mut packed = Vec::new();
        let other = b"<script src=\"/other.js\"></script>";
        packed.extend([0x0f, 0x10, 0x80]);
        packed.extend(other);
        packed.push(0x03);
        fs::write(path, packed).unwrap();
    });
    assert_eq!(found.len(), entrances.len(), "{found:?}");
    assert!(
        found.iter().all(|line| line.starts_with("index.html (at ")),
        "{found:?}"
    );

    let found = served.finds(LIST, |path| {
        let text = fs::read_to_string(path).unwrap();
        let other = FileDigest::of(b"Vote()").to_string();
        fs::write(path, text.replace(&FileDigest::of(b"vote()").to_string(), &other)).unwrap();
    });
    assert!(
        found[0].starts_with(&format!("{LIST}: its digest is ")),
        "{found:?}"
    );
    let found = served.finds(LIST, |path| fs::write(path, "nothing\n").unwrap());
    assert!(
        found[0].starts_with(&format!("{LIST}: line 1 is not")),
        "{found:?}"
    );
}

#[test]
fn ones_own_files_tell_which_ones_differ_when_list_and_file_were_changed_together() {
    let served = Served::start();
    let own = tempfile::tempdir().unwrap();
    write_pages(own.path());
    let own_files = own.path().to_str().unwrap();
    let (code, found, _) = compare(&[served.board.address(), "--files", own_files]);
    assert_eq!(code, 0, "{found}");
    let list = served.pages.path().join(LIST);
    let text = fs::read_to_string(&list).unwrap();
    let other = FileDigest::of(b"Vote()").to_string();
    fs::write(
        &list,
        text.replace(&FileDigest::of(b"vote()").to_string(), &other),
    )
    .unwrap();
    fs::write(served.pages.path().join(SCRIPT), "Vote()").unwrap();
    let (code, found, _) = compare(&[served.board.address(), "--files", own_files]);
    assert_eq!(code, 1, "{found}");
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 2, "{found}");
    assert!(
        lines[0].starts_with(LIST) && lines[1].starts_with(SCRIPT),
        "{found}"
    );
    // A folder that is not what its own list says is of no use.
    fs::write(own.path().join(SCRIPT), "vote ()").unwrap();
    let (code, _, said) = compare(&[served.board.address(), "--files", own_files]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains(SCRIPT), "{said}");
}

#[test]
fn the_manifest_of_a_record_says_what_the_pages_should_be() {
    let served = Served::start();
    let folder = tempfile::tempdir().unwrap();
    let with_pages = |pages: Option<FileDigest>| {
        let roles = Roles::new(7, 3);
        let mut manifest = roles.manifest();
        manifest.pages = pages;
        let file = folder.path().join("manifest.json");
        fs::write(&file, serde_json::to_vec(&manifest).unwrap()).unwrap();
        let record = Record::with_manifest(roles, manifest);
        fs::write(folder.path().join("log.jsonl"), record.log()).unwrap();
        let address = served.board.address();
        let of_manifest = compare(&[address, "--manifest", file.to_str().unwrap()]);
        let of_record = compare(&[address, "--record", folder.path().to_str().unwrap()]);
        let election = record.election().id().to_string();
        assert!(of_record.1.contains(&election) || of_record.2.contains(&election));
        assert_eq!(of_manifest.0, of_record.0);
        of_manifest
    };
    let (code, found, said) = with_pages(Some(served.digest.parse().unwrap()));
    assert_eq!(code, 0, "{found}{said}");
    let (code, found, _) = with_pages(Some(FileDigest::of(b"other pages")));
    assert_eq!(code, 1, "{found}");
    assert!(
        found.starts_with(&format!("{LIST}: its digest is {}", served.digest)),
        "{found}"
    );
    let (code, _, said) = with_pages(None);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("names no digest of pages"), "{said}");
}

#[tokio::test]
async fn an_official_pins_the_pages_of_an_election() {
    let town = Town::new(1, 1, 3);
    let pages = town.path("pages");
    let digest = write_pages(&pages);
    let define = |pinned: &str| {
        let arguments = town.new_arguments("board/admin.token");
        town.admin(&[&arguments[..], &["--pages", pinned]].concat())
    };
    define("nowhere").ends(1, &["nowhere/sha256sums.txt", "hint: --pages takes a folder"]);
    fs::write(pages.join(SCRIPT), "Vote()").unwrap();
    define("pages").ends(1, &[SCRIPT, "is not the file that sha256sums.txt lists"]);
    assert!(town.board.client().elections().await.unwrap().is_empty());
    write_pages(&pages);
    let id = define("pages").data.trim().parse().unwrap();
    let mut line = town.board.client().log(&id, 0, None).await.unwrap();
    let line = Entry::parse(&line.next_line().await.unwrap().unwrap()).unwrap();
    let Body::Manifest(manifest) = line.body() else {
        panic!("{line:?}");
    };
    assert_eq!(manifest.pages, Some(digest));
}

#[test]
fn with_nothing_to_compare_with_nothing_is_found_out() {
    let served = Served::start();
    let (code, found, said) = compare(&[served.board.address()]);
    assert_eq!((code, found.trim()), (2, served.digest.as_str()), "{said}");
    let address = served.board.address().to_owned();
    drop(served);
    let (code, _, said) = compare(&[&address, "--digest", &FileDigest::of(b"").to_string()]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("cannot be reached"), "{said}");
}

/// A server of the right files with headers of its own.
#[tokio::test(flavor = "multi_thread")]
async fn another_policy_is_named_wherever_it_is() {
    let pages = tempfile::tempdir().unwrap();
    let digest = write_pages(pages.path()).to_string();
    let headers: BTreeMap<String, String> = HEADERS
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let current = Arc::new(Mutex::new(headers.clone()));
    let (folder, served) = (pages.path().to_owned(), current.clone());
    let app = Router::new().fallback(async move |request: Request| {
        let path = request.uri().path().trim_start_matches('/').to_owned();
        let name = if path.contains('.') {
            path.as_str()
        } else {
            first_page(&path)
        };
        let mut response: Response = match fs::read(folder.join(name)) {
            Ok(bytes) => bytes.into_response(),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        };
        // Only the first page, which is what counts.
        let headers = if name == "index.html" {
            served.lock().unwrap().clone()
        } else {
            headers.clone()
        };
        for (name, value) in headers {
            response.headers_mut().insert(
                HeaderName::try_from(name).unwrap(),
                HeaderValue::try_from(value).unwrap(),
            );
        }
        response
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let right = current.lock().unwrap().clone();
    let policy = header::CONTENT_SECURITY_POLICY.to_string();
    let mut finds = Vec::new();
    for (name, value) in [
        ("", None),
        (
            policy.as_str(),
            Some(right[&policy].replace("'wasm-unsafe-eval'", "'unsafe-eval'")),
        ),
        (
            policy.as_str(),
            Some(format!("{}, default-src *", right[&policy])),
        ),
        (policy.as_str(), None),
        ("x-content-type-options", None),
        ("referrer-policy", Some("unsafe-url".to_owned())),
        ("refresh", Some("0; url=https://elsewhere.example/".to_owned())),
        ("link", Some("</other.js>; rel=modulepreload".to_owned())),
    ] {
        let mut headers = right.clone();
        match value {
            Some(value) => headers.insert(name.to_owned(), value),
            None => headers.remove(name),
        };
        *current.lock().unwrap() = headers;
        let (address, digest) = (address.clone(), digest.clone());
        let (code, found, _) = tokio::task::spawn_blocking(move || compare(&[&address, "--digest", &digest]))
            .await
            .unwrap();
        if name.is_empty() {
            assert_eq!(code, 0, "{found}");
            continue;
        }
        assert_eq!(code, 1, "{name}: {found}");
        for line in found.lines() {
            assert!(
                line.starts_with("index.html (at ") && line.contains(&format!("header {name} ")),
                "{line}"
            );
        }
        finds.push(found.lines().count());
    }
    // Every address of the first page, each time.
    assert_eq!(finds, [3; 7]);
}
