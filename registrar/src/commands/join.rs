//! Says which election the codes are for.

use crate::{JoinArguments, desk::Desk};
use admin_cli::{Failure, following::retry, output};
use bulletin_board_client::BoardClient;
use registrar::store::Joined;
use std::fs;

pub(crate) async fn run(arguments: &JoinArguments) -> Result<(), Failure> {
    let line = match (&arguments.manifest, &arguments.election) {
        (Some(path), _) => {
            let text = fs::read_to_string(path).map_err(|error| {
                Failure::unknown(
                    format!("{}: {error}", path.display()),
                    "name a file that begins with line 0 of the log, such as an observer's log.jsonl",
                )
            })?;
            text.lines().next().unwrap_or_default().to_owned()
        }
        (None, Some(id)) => {
            let board = BoardClient::new(&arguments.board);
            let mut lines = retry(async || board.log(id, 0, Some(1)).await).await?;
            let line = lines.next_line().await?;
            line.map(|line| String::from_utf8_lossy(&line).into_owned())
                .unwrap_or_default()
        }
        (None, None) => String::new(),
    };
    let joined = Joined::read(&line, &arguments.board)?;
    if arguments.election.is_some_and(|id| id != joined.id) {
        return Err(Failure::wrong(
            "the board shows another election under this id",
            "do not use this board",
        ));
    }
    let mut desk = Desk::open(&arguments.folder).await?;
    if joined.manifest.registrar != desk.identity.signing.verifying_key() {
        return Err(Failure::wrong(
            "the election's definition names another registrar's key",
            "nothing was changed; was it defined with --registrar and the registrar.pub.json of this folder?",
        ));
    }
    desk.store.join(&line, &joined).await?;
    output::note(&format!(
        "The codes are for the election {:?}, {}.",
        joined.manifest.title.pick("en"),
        joined.id
    ));
    Ok(())
}
