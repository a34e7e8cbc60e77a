//! The log, some lines at a time.

use crate::{
    message::Trouble,
    public::{LineContent, LineView, LinesView},
};
use bulletin_board_client::{BoardClient, LogReader};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    body::Body,
    entry::{Entry, Kind},
    tracker::BallotTracker,
};

/// Lines of one page.
const PAGE: usize = 25;
/// Lines that are looked at for those of a kind, before the reader is asked.
const SEARCH: u64 = 2_000;

/// A page of the log from a line on: all lines, or those of a kind. Never reads more than some lines.
pub(super) async fn show(
    board: &BoardClient,
    id: &Hash,
    from: u64,
    kind: Option<Kind>,
) -> Result<LinesView, Trouble> {
    let log = LogReader::open(board, id).await?;
    let summary = board.summary(id).await?;
    let entries = summary.entries;
    let from = from.min(entries.saturating_sub(1));
    let most = if kind.is_some() {
        SEARCH
    } else {
        u64::try_from(PAGE).unwrap_or(SEARCH)
    };
    let to = from.saturating_add(most).min(entries);
    let mut stream = board.log(id, from, Some(to)).await?;
    let mut lines = Vec::with_capacity(PAGE);
    let mut next = from;
    while lines.len() < PAGE {
        let Some(bytes) = stream.next_line().await? else {
            break;
        };
        let line = view(next, &bytes);
        next = next.saturating_add(1);
        let found = line.content.as_ref().map(|content| content.kind);
        // What cannot be read is of no kind, and must not be hidden.
        if kind.is_none() || found.is_none() || found == kind {
            lines.push(line);
        }
    }
    let mut trustees: Vec<String> = log
        .manifest()
        .trustees
        .iter()
        .map(|trustee| trustee.name.clone())
        .collect();
    // Once the key was handed on, a trustee's number alone does not tell who it was.
    if !summary.trustees.iter().map(|trustee| &trustee.name).eq(&trustees) {
        trustees.clear();
    }
    Ok(LinesView {
        title: log.manifest().title.clone(),
        trustees,
        entries,
        lines,
        next,
    })
}

fn view(seq: u64, bytes: &[u8]) -> LineView {
    LineView {
        seq,
        content: Entry::parse(bytes).ok().map(|entry| content(&entry)),
        hash: Hash::of(bytes).to_string(),
        raw: String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn content(entry: &Entry) -> LineContent {
    let tracker = match entry.body() {
        Body::Ballot(_) => Some(BallotTracker::from_hash(entry.submission().body_hash())),
        Body::Commitment(commitment) => Some(commitment.tracker),
        Body::Challenge(challenge) => Some(challenge.ballot.tracker()),
        _ => None,
    };
    let time = match entry.body() {
        Body::Open(open) => Some(open.time),
        Body::Close(close) => Some(close.time),
        Body::Abort(abort) => Some(abort.time),
        _ => None,
    };
    let voters = match entry.body() {
        Body::RollPart(part) => u64::try_from(part.voters.len()).ok(),
        Body::RollSeal(seal) => Some(seal.count),
        _ => None,
    };
    LineContent {
        kind: entry.kind(),
        signer: entry.submission().signer().to_string(),
        tracker: tracker.map(|tracker| tracker.to_string()),
        time,
        voters,
    }
}
