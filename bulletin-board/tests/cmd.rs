//! Every help page and every reason not to start that needs no election, as people see them.
//!
//! `TRYCMD=overwrite cargo test -p bulletin-board --test cmd` rewrites the pages after a change of words.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Command, Stdio},
};

#[test]
fn pages_and_errors() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd");
}

/// What a board that must not start says, with the folder's name as `DATA`. It exits with 2.
fn refusal(folder: &Path, listen: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_bulletin-board"))
        .args(["serve", "--listen", listen, "--data-dir"])
        .arg(folder)
        .env_remove("RUST_LOG")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(output.stdout.is_empty(), "only a board that listens says so");
    said.replace(folder.to_str().unwrap(), "DATA")
}

#[test]
fn a_port_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = other.local_addr().unwrap().to_string();
    assert_eq!(
        refusal(folder.path(), &listen).replace(&listen, "ADDRESS"),
        "error: cannot listen on ADDRESS: Address already in use (os error 98)\n\
         hint: is another server running there? Port 0 takes a free one\n"
    );
}

#[test]
fn a_folder_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    // Even the superuser, who runs some tests, cannot write a file where a folder is.
    fs::create_dir(folder.path().join("lock")).unwrap();
    assert_eq!(
        refusal(folder.path(), "127.0.0.1:0"),
        "error: cannot lock DATA: Is a directory (os error 21)\n\
         hint: run the board as the owner of its data folder, on a disk of this machine\n"
    );
    fs::remove_dir(folder.path().join("lock")).unwrap();
    fs::create_dir_all(folder.path().join("board.key.new/full")).unwrap();
    assert_eq!(
        refusal(folder.path(), "127.0.0.1:0"),
        "error: cannot write DATA/board.key: Is a directory (os error 21)\n\
         hint: is the disk full, or the folder somebody else's?\n"
    );
}

#[test]
fn damaged_secrets() {
    let restore = [
        (
            "board.key",
            "restore it from a copy: without it no receipt can be signed any more",
        ),
        (
            "admin.token",
            "restore it from a copy, or remove it, and a new one is made",
        ),
    ];
    for (name, hint) in restore {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), "12ab\n").unwrap();
        let said = refusal(folder.path(), "127.0.0.1:0");
        assert!(
            said.starts_with(&format!("error: DATA/{name} is damaged: ")),
            "{said}"
        );
        assert!(said.ends_with(&format!("\nhint: {hint}\n")), "{said}");
        assert!(!said.contains("12ab"), "a secret is not told: {said}");
        fs::remove_file(folder.path().join(name)).unwrap();
        fs::create_dir(folder.path().join(name)).unwrap();
        assert_eq!(
            refusal(folder.path(), "127.0.0.1:0"),
            format!(
                "error: cannot read DATA/{name}: Is a directory (os error 21)\n\
                 hint: run the board as the owner of its data folder\n"
            )
        );
    }
}

#[test]
fn a_damaged_database() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("board.sqlite"), "no database".repeat(100)).unwrap();
    let said = refusal(folder.path(), "127.0.0.1:0");
    assert!(said.contains("error: refusing to serve: database: "), "{said}");
    assert!(said.contains("file is not a database"), "{said}");
    let hint = "hint: is the disk full or read-only, or the folder somebody else's? If not, restore the data folder \
                from a copy\n";
    assert!(said.ends_with(hint), "{said}");
}
