//! Shows a line of a record as it is.

use crate::{Failure, ShowArguments, feed::address, fetch, output, remote, stored::Stored};
use bulletin_board_client::BoardClient;
use ostrakon_crypto::hash::Hash;
use std::{
    io::{IsTerminal as _, stdout},
    path::Path,
    process::ExitCode,
};

pub(crate) fn run(arguments: &ShowArguments) -> Result<ExitCode, Failure> {
    let lines = lines(&arguments.record, arguments.election, &[arguments.seq])?;
    let Some(Some(line)) = lines.into_iter().next() else {
        return Err(Failure::wrong(
            format!("the record has no line {}", arguments.seq),
            "the first line is 0; was it fetched completely?",
        ));
    };
    // A program gets every byte; a terminal obeys some of them.
    let line = if stdout().is_terminal() {
        crate::present::printable(&String::from_utf8_lossy(&line)).into_bytes()
    } else {
        line
    };
    output::bytes(&[line, b"\n".to_vec()].concat())
}

/// Some lines of a record, wherever it is; none where it ends before.
pub(crate) fn lines(
    record: &Path,
    election: Option<Hash>,
    seqs: &[u64],
) -> Result<Vec<Option<Vec<u8>>>, Failure> {
    let mut found: Vec<Option<Vec<u8>>> = vec![None; seqs.len()];
    if let Some(url) = address(record) {
        let board = BoardClient::new(url);
        remote::runtime()?.block_on(async {
            let election = fetch::choose(&board, election).await?;
            for (seq, found) in seqs.iter().zip(&mut found) {
                let lines = board.log(&election, *seq, Some(seq.saturating_add(1))).await;
                let mut lines = lines.map_err(|error| fetch::refused(&error))?;
                *found = lines.next_line().await.map_err(|error| fetch::refused(&error))?;
            }
            Ok::<_, Failure>(())
        })?;
        return Ok(found);
    }
    let last = seqs.iter().copied().max().unwrap_or(0);
    let mut next = 0;
    Stored::find(record)?.each_line(|line| {
        for (seq, found) in seqs.iter().zip(&mut found) {
            if *seq == next {
                *found = Some(line.to_vec());
            }
        }
        next += 1;
        next <= last
    })?;
    Ok(found)
}
