//! A small election, open and without witnesses, on a board that a test starts and kills itself, as often as it likes. One
//! question is asked at a time, and practice ballots are checked at another origin.

use crate::election::{Board, Folder, Programs};
use anyhow::Result;
use bulletin_board_client::BoardClient;
use ostrakon_record::manifest::Layout;
use ostrakon_tests::fixture::{Record, Roles, Stage};
use serde_json::{Value, json};
use std::{ffi::OsStr, fs, net::TcpListener, path::Path};

const SEED: u64 = 90;
const VOTERS: usize = 6;

/// Makes it, for a board that serves these pages, and tells the tests what they have to know of it.
///
/// # Errors
/// If the board does not start, or refuses a line.
pub(super) async fn prepare(folder: &Folder, pages: &Path) -> Result<Value> {
    let (data, logs) = (folder.board().join("small"), folder.logs().join("small"));
    fs::create_dir_all(&logs)?;
    let programs = Programs::ready(logs)?;
    let board = Board::start(&programs, &data, Vec::new()).await?;
    let origin = board.address().to_owned();
    let info = BoardClient::new(&origin).board().await?;
    let roles = Roles::new(SEED, VOTERS).on_board(&info.name, info.key);
    let elsewhere = format!("http://{}", TcpListener::bind("127.0.0.1:0")?.local_addr()?);
    let mut manifest = roles.manifest();
    manifest.layout = Layout::OneByOne;
    manifest.check = Some(elsewhere.clone());
    let mut record = Record::with_manifest(roles, manifest);
    record.advance(Stage::Open);
    board.publish(&data, &record).await?;
    board.stop().await?;
    let manifest = record.election().manifest();
    let voters = record.roles.voters.iter().enumerate().map(|(number, voter)| {
        let choices = Roles::choices(number);
        let ballot = super::ballot(&manifest.contests, &choices);
        json!({ "code": *voter.code.expose_text(), "choices": choices, "ballot": ballot })
    });
    let program = programs.program("bulletin-board");
    let listen = origin.trim_start_matches("http://");
    let command: [&OsStr; 8] = [
        program.as_os_str(),
        "serve".as_ref(),
        "--listen".as_ref(),
        listen.as_ref(),
        "--data-dir".as_ref(),
        data.as_os_str(),
        "--web".as_ref(),
        pages.as_os_str(),
    ];
    Ok(json!({
        "command": command.map(OsStr::to_string_lossy),
        "origin": origin,
        "elsewhere": elsewhere,
        "election": record.election().id(),
        "voters": voters.collect::<Vec<_>>(),
    }))
}
