//! Whether the log's witnesses have seen the closed ballot box: otherwise the board could show another one to others.

use crate::{failure::Failure, session::Session};
use bulletin_board_client::Witnessed;

/// Waits until the quorum of the manifest has cosigned a checkpoint that covers the close line, and the lines that it
/// covers are read. None if the election has no witnesses, which is told.
pub(crate) async fn see_closed(session: &mut Session<'_>) -> Result<Option<Witnessed>, Failure> {
    let election = session.election()?;
    let policy = election.manifest().policy().map_err(|error| {
        Failure::wrong(
            format!("the manifest's witness policy: {error}"),
            "tell the election official and the other trustees",
        )
    })?;
    let closed = election.close_position();
    let Some(quorum) = policy.quorum() else {
        session.waiting.note(
            "warning: nobody watches this log: the board could show you another ballot box than others. Compare the close \
             line with the other trustees",
        );
        return Ok(None);
    };
    let from = closed.map_or(0, |seq| seq.saturating_add(1));
    let message = format!("waiting for the witnesses {quorum:?} to cosign the closed ballot box");
    let witnessed = loop {
        match session.witnessed(&policy, from).await? {
            Some(witnessed) => break witnessed,
            None => session.pause(&message).await?,
        }
    };
    let size = witnessed.checkpoint.size;
    if session.update().await?.entries() < size {
        return Err(Failure::wrong(
            format!("the witnesses have seen {size} lines of the log, and the board shows fewer"),
            "do nothing more in this election: the board hides something. Tell the election official and the other trustees",
        ));
    }
    session.waiting.note(&format!(
        "the witnesses {quorum:?} have seen {size} lines of the log"
    ));
    Ok(Some(witnessed))
}
