//! The arrows between our crates, and what each may name, in one table; cargo-deny holds the same line for crates that are not ours.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use cargo_metadata::{CargoOpt, DependencyKind, Metadata, MetadataCommand};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// What each of our crates may use of ours, tests and build scripts included.
const ARROWS: [(&str, &[&str]); 16] = [
    ("ostrakon-crypto", &[]),
    ("ostrakon-record", &["ostrakon-crypto"]),
    ("bulletin-board-client", &["ostrakon-record", "ostrakon-crypto"]),
    (
        "bulletin-board",
        &[
            "bulletin-board-client",
            "ostrakon-record",
            "ostrakon-crypto",
            // For tests of its store.
            "postgres-cluster",
        ],
    ),
    ("admin-cli", SHARED),
    ("passphrase", &[]),
    (
        "registrar",
        &[
            "admin-cli",
            "bulletin-board-client",
            "ostrakon-crypto",
            "ostrakon-record",
            "passphrase",
        ],
    ),
    (
        "tally",
        &[
            "bulletin-board-client",
            "ostrakon-crypto",
            "ostrakon-record",
            "passphrase",
            "trustee",
        ],
    ),
    ("trustee", &["ostrakon-crypto", "ostrakon-record", "passphrase"]),
    ("verifier-cli", SHARED),
    (
        "voter-app",
        &[
            "bulletin-board-client",
            "ostrakon-crypto",
            "ostrakon-record",
            // Trustees' pages, a program of their own.
            "passphrase",
            "trustee",
        ],
    ),
    ("ostrakon-tests", EVERYTHING),
    ("postgres-cluster", &[]),
    ("ostrakon-fuzz", EVERYTHING),
    // Both crates' vectors: the voter's pages verify ballots and the log's signatures.
    ("wasm-vectors", &["ostrakon-record", "ostrakon-crypto"]),
    ("xtask", EVERYTHING),
];
const SHARED: &[&str] = &["bulletin-board-client", "ostrakon-record", "ostrakon-crypto"];
const EVERYTHING: &[&str] = &[
    "ostrakon-crypto",
    "ostrakon-record",
    "bulletin-board-client",
    "bulletin-board",
    "admin-cli",
    "passphrase",
    "registrar",
    "tally",
    "trustee",
    "verifier-cli",
    "voter-app",
    "ostrakon-tests",
    "postgres-cluster",
];

/// Crates that may be named by these only.
const RESERVED: [(&str, &[&str]); 5] = [
    ("curve25519-dalek", &["ostrakon-crypto"]),
    ("ed25519-dalek", &["ostrakon-crypto"]),
    ("merlin", &["ostrakon-crypto"]),
    ("sqlx", &["bulletin-board", "registrar"]),
    // A test shows trustees a board that lies.
    ("axum", &["bulletin-board", "ostrakon-tests"]),
];

/// The crates that board and verifier share: pure functions of their arguments.
const PURE: [&str; 2] = ["ostrakon-crypto", "ostrakon-record"];
/// What a pure crate must not even reach through others.
const IMPURE: [&str; 7] = ["axum", "clap", "hyper", "reqwest", "sqlx", "tokio", "tracing"];
/// What a pure crate must not name itself; others may bring it along for the browser.
const AMBIENT: [&str; 6] = [
    "getrandom",
    "js-sys",
    "rand",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
];

/// Words that may stand only in files below these paths.
const CONFINED: [(&str, &[&str]); 4] = [
    ("curve25519_dalek", &["crypto/src/group.rs"]),
    ("ed25519_dalek", &["crypto/src/signature.rs"]),
    ("sqlx::", &["bulletin-board/src/store", "registrar/src/store"]),
    ("bulletin_board::", &["bulletin-board/", "tests/", "xtask/"]),
];
/// Words that must not stand in the sources of pure crates.
const IMPURE_WORDS: [&str; 11] = [
    "cfg(target_arch",
    "cfg(target_family",
    "from_entropy",
    "OsRng",
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "thread_rng",
];

/// What the check looks at, of every crate of ours.
#[derive(Debug, Default)]
struct Package {
    /// Crates named in its manifest, whatever for.
    names: BTreeSet<String>,
    /// Crates that it links, itself or through others; not its tests.
    reaches: BTreeSet<String>,
}

type Graph = BTreeMap<String, Package>;

fn violations(graph: &Graph) -> Vec<String> {
    let arrows = BTreeMap::from(ARROWS);
    let ours: BTreeSet<&str> = arrows.keys().copied().collect();
    let mut found = Vec::new();
    for (name, package) in graph {
        let Some(allowed) = arrows.get(name.as_str()) else {
            found.push(format!("{name} is not in the table of arrows"));
            continue;
        };
        for other in &package.names {
            let other = other.as_str();
            if ours.contains(other) && !allowed.contains(&other) {
                found.push(format!("{name} -> {other} is no arrow"));
            }
            for (crate_name, owners) in RESERVED {
                if other == crate_name && !owners.contains(&name.as_str()) {
                    found.push(format!(
                        "{name} names {crate_name}, which belongs to {}",
                        owners.join(", ")
                    ));
                }
            }
        }
        if PURE.contains(&name.as_str()) {
            found.extend(
                IMPURE
                    .iter()
                    .filter(|other| package.reaches.contains(**other) || package.names.contains(**other))
                    .map(|other| format!("{name} reaches {other}")),
            );
            found.extend(
                AMBIENT
                    .iter()
                    .filter(|other| package.names.contains(**other))
                    .map(|other| format!("{name} names {other}")),
            );
        }
    }
    found.extend(
        ours.iter()
            .filter(|name| !graph.contains_key(**name))
            .map(|name| format!("{name} is in the table of arrows but not in the workspace")),
    );
    found
}

/// `files`: path from the workspace's folder, and text.
fn source_violations(files: &[(String, String)]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        for (word, places) in CONFINED {
            if text.contains(word) && !places.iter().any(|place| path.starts_with(place)) {
                found.push(format!(
                    "{path} names {word}, which belongs in {}",
                    places.join(", ")
                ));
            }
        }
        if ["crypto/src/", "record/src/"]
            .iter()
            .any(|folder| path.starts_with(folder))
        {
            let code = before_tests(text);
            found.extend(
                IMPURE_WORDS
                    .iter()
                    .filter(|word| code.contains(**word))
                    .map(|word| format!("{path} contains {word}")),
            );
        }
    }
    found
}

/// The file up to its test module, which stands last.
fn before_tests(text: &str) -> &str {
    text.split_once("#[cfg(test)]\nmod ")
        .map_or(text, |(code, _)| code)
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

fn read_graph() -> Graph {
    let metadata = MetadataCommand::new()
        .current_dir(workspace())
        .features(CargoOpt::AllFeatures)
        .other_options(["--locked".to_owned()])
        .exec()
        .expect("cargo metadata");
    metadata
        .workspace_packages()
        .into_iter()
        .map(|package| {
            let names = package
                .dependencies
                .iter()
                .map(|other| other.name.clone())
                .collect();
            let reaches = reached(&metadata, &package.id);
            (package.name.to_string(), Package { names, reaches })
        })
        .collect()
}

fn reached(metadata: &Metadata, start: &cargo_metadata::PackageId) -> BTreeSet<String> {
    let nodes: BTreeMap<_, _> = metadata
        .resolve
        .as_ref()
        .expect("a dependency graph")
        .nodes
        .iter()
        .map(|node| (&node.id, node))
        .collect();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![start];
    while let Some(id) = waiting.pop() {
        for other in &nodes[id].deps {
            let linked = other
                .dep_kinds
                .iter()
                .any(|kind| kind.kind == DependencyKind::Normal);
            if linked && seen.insert(&other.pkg) {
                waiting.push(&other.pkg);
            }
        }
    }
    seen.into_iter().map(|id| metadata[id].name.to_string()).collect()
}

fn read_sources() -> Vec<(String, String)> {
    let root = workspace();
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(&folder).unwrap() {
            let file = file.unwrap();
            let path = file.path();
            let name = file.file_name().to_string_lossy().into_owned();
            if file.file_type().unwrap().is_dir() {
                if !name.starts_with('.') && name != "target" && name != "node_modules" {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.push((relative, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    // This file names every forbidden word.
    files.retain(|(path, _)| path != "tests/tests/architecture.rs");
    files
}

#[test]
fn our_crates_keep_to_the_arrows() {
    let graph = read_graph();
    assert_eq!(violations(&graph), Vec::<String>::new());
    assert!(
        graph["ostrakon-crypto"].reaches.contains("curve25519-dalek")
            && graph["bulletin-board"].reaches.contains("tokio"),
        "the graph is not the workspace's"
    );
}

#[test]
fn our_sources_keep_their_words_in_place() {
    let files = read_sources();
    assert_eq!(source_violations(&files), Vec::<String>::new());
    assert!(
        files
            .iter()
            .any(|(path, text)| path == "crypto/src/group.rs" && text.contains("curve25519_dalek")),
        "the files are not the workspace's"
    );
}

/// A workspace that breaks every rule once: each must be told, and nothing else.
#[test]
fn every_rule_can_fail() {
    let package = |names: &[&str], reaches: &[&str]| Package {
        names: names.iter().map(ToString::to_string).collect(),
        reaches: reaches.iter().map(ToString::to_string).collect(),
    };
    let mut graph: Graph = ARROWS
        .iter()
        .map(|(name, allowed)| ((*name).to_owned(), package(allowed, allowed)))
        .collect();
    assert_eq!(violations(&graph), Vec::<String>::new());

    graph.insert(
        "ostrakon-crypto".into(),
        package(&["curve25519-dalek", "getrandom"], &["tokio"]),
    );
    graph.insert(
        "ostrakon-record".into(),
        package(&["bulletin-board-client", "clap"], &[]),
    );
    graph.insert(
        "tally".into(),
        package(&["bulletin-board", "curve25519-dalek"], &[]),
    );
    graph.insert(
        "verifier-cli".into(),
        package(&["sqlx", "axum", "merlin", "ed25519-dalek"], &[]),
    );
    graph.insert("surprise".into(), package(&[], &[]));
    graph.remove("voter-app");
    let told: BTreeSet<String> = violations(&graph).into_iter().collect();
    let expected: BTreeSet<String> = [
        "ostrakon-crypto names getrandom",
        "ostrakon-crypto reaches tokio",
        "ostrakon-record -> bulletin-board-client is no arrow",
        "ostrakon-record reaches clap",
        "tally -> bulletin-board is no arrow",
        "tally names curve25519-dalek, which belongs to ostrakon-crypto",
        "verifier-cli names sqlx, which belongs to bulletin-board, registrar",
        "verifier-cli names axum, which belongs to bulletin-board, ostrakon-tests",
        "verifier-cli names merlin, which belongs to ostrakon-crypto",
        "verifier-cli names ed25519-dalek, which belongs to ostrakon-crypto",
        "surprise is not in the table of arrows",
        "voter-app is in the table of arrows but not in the workspace",
    ]
    .map(ToOwned::to_owned)
    .into();
    assert_eq!(told, expected);

    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = [
        file("crypto/src/group.rs", "use curve25519_dalek::Scalar;"),
        file("crypto/src/ballot.rs", "use curve25519_dalek::Scalar;"),
        file("bulletin-board/src/store/sqlite.rs", "use sqlx::query;"),
        file("bulletin-board/src/router.rs", "use sqlx::query;"),
        file("record/src/roll.rs", "#[cfg(target_arch = \"wasm32\")]"),
        file(
            "record/src/entry.rs",
            "fn a() {}\n#[cfg(test)]\nmod tests { use rand_core::OsRng; }",
        ),
        file(
            "tally/src/main.rs",
            "use rand_core::OsRng; use bulletin_board::serve;",
        ),
    ];
    assert_eq!(
        source_violations(&files),
        [
            "crypto/src/ballot.rs names curve25519_dalek, which belongs in crypto/src/group.rs",
            "bulletin-board/src/router.rs names sqlx::, which belongs in bulletin-board/src/store, registrar/src/store",
            "record/src/roll.rs contains cfg(target_arch",
            "tally/src/main.rs names bulletin_board::, which belongs in bulletin-board/, tests/, xtask/",
        ]
    );
}
