//! Whether a ballot is in the log: found, proved and judged here, whatever the board says.

use super::tracker;
use crate::{
    message::Trouble,
    public::{Found, LineFound, Sought, TrackedView},
    words::{Words, words},
};
use bulletin_board_client::{
    BoardClient, ClientError, ElectionSummary, Follower, Inclusion, LogReader, Redeemed,
    api::{BallotState, BallotStatus},
    follow::BallotProofs,
};
use ostrakon_crypto::{group::Point, hash::Hash};
use ostrakon_record::{
    body::Body,
    entry::{Entry, Kind, Signer},
    receipt::Receipt,
    tlog::TlogProof,
    tracker::{BallotTracker, TrackerError, TrackerText},
};

/// Looks for a ballot in one election, or in all of the board's.
pub(super) async fn find(
    board: &BoardClient,
    election: Option<Hash>,
    sought: &Sought,
) -> Result<TrackedView, Trouble> {
    let nowhere = |found| TrackedView {
        election: None,
        found,
    };
    match sought {
        Sought::Tracker(text) => match text.parse() {
            Err(error) => Ok(nowhere(Found::NoTracker(no_tracker(&error)))),
            Ok(tracker) => by_tracker(board, election, &tracker).await,
        },
        Sought::Receipt(text) => match receipt(text) {
            Some(receipt) => by_receipt(board, &receipt).await,
            None => Ok(nowhere(Found::NoReceipt)),
        },
    }
}

/// What is wrong with a tracker that is none.
fn no_tracker(error: &TrackerError) -> Words {
    match error {
        TrackerError::Length { found } => words!("track-length", found = *found),
        TrackerError::Character { character, position } => words!(
            "track-character",
            character = character.to_string(),
            position = *position
        ),
        // Also what a later version may find.
        _ => words!("track-no-tracker"),
    }
}

/// The receipt in a file: by itself, or with the proof that the booth keeps with it.
fn receipt(text: &str) -> Option<Receipt> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(proof) = text.parse::<TlogProof>() {
        return serde_json::from_slice(&proof.extra?).ok();
    }
    serde_json::from_str(text.trim()).ok()
}

async fn by_tracker(
    board: &BoardClient,
    election: Option<Hash>,
    text: &TrackerText,
) -> Result<TrackedView, Trouble> {
    let summaries = match election {
        Some(id) => vec![board.summary(&id).await?],
        None => board.elections().await?,
    };
    let alone = match summaries.as_slice() {
        [one] => Some(about(one)),
        _ => None,
    };
    for summary in &summaries {
        let status = match board.ballot(&summary.election, text).await {
            Err(ClientError::Refused { status: 404, .. }) => continue,
            status => status?,
        };
        let found = judge(board, summary, text, &status).await?;
        return Ok(TrackedView {
            election: Some(about(summary)),
            found: Found::Line(Box::new(found)),
        });
    }
    Ok(TrackedView {
        election: alone,
        found: Found::Nothing {
            tracker: text.first().to_string(),
        },
    })
}

fn about(
    summary: &ElectionSummary,
) -> (
    Hash,
    ostrakon_record::text::Text,
    ostrakon_record::election::Phase,
) {
    (summary.election, summary.title.clone(), summary.phase)
}

/// Verifies what the board says about a tracker.
async fn judge(
    board: &BoardClient,
    summary: &ElectionSummary,
    text: &TrackerText,
    status: &BallotStatus,
) -> Result<LineFound, Trouble> {
    let log = LogReader::open(board, &summary.election).await?;
    let entry = told_by(&log, text, status).await?;
    let inclusion = log.inclusion(status.seq, &entry.line()).await?;
    describe(board, &log, summary, &entry, status.state, inclusion).await
}

/// The line that tells of a tracker what the board says that it tells.
async fn told_by(log: &LogReader, text: &TrackerText, status: &BallotStatus) -> Result<Entry, Trouble> {
    let entry = log.entry(status.seq).await?.ok_or_else(contradiction)?;
    let tells = matches!(
        (entry.kind(), status.state),
        (Kind::Ballot, BallotState::Cast | BallotState::Superseded)
            | (Kind::Challenge, BallotState::Opened)
            | (Kind::Commitment, BallotState::Committed)
    );
    let found = tracker_of(&entry).is_some_and(|tracker| text.matches(&tracker));
    if tells && found {
        Ok(entry)
    } else {
        Err(contradiction())
    }
}

/// What became of an announced ballot, and where; none if nothing did.
async fn became(
    board: &BoardClient,
    log: &LogReader,
    id: &Hash,
    tracker: BallotTracker,
) -> Result<Option<(BallotState, u64)>, Trouble> {
    let text = tracker.into();
    let status = board.ballot(id, &text).await?;
    if status.state == BallotState::Committed {
        return Ok(None);
    }
    let later = told_by(log, &text, &status).await?;
    if later.submission().verify_signature(log.manifest(), id).is_err() {
        return Err(contradiction());
    }
    log.inclusion(status.seq, &later.line()).await?;
    Ok(Some((status.state, status.seq)))
}

/// The tracker that a voter's line is about.
fn tracker_of(entry: &Entry) -> Option<BallotTracker> {
    match entry.body() {
        Body::Ballot(_) => Some(BallotTracker::from_hash(entry.submission().body_hash())),
        Body::Commitment(commitment) => Some(commitment.tracker),
        Body::Challenge(challenge) => Some(challenge.ballot.tracker()),
        _ => None,
    }
}

/// Who posted a voter's line.
fn credential_of(entry: &Entry) -> Option<Point> {
    match entry.body() {
        Body::Ballot(ballot) => Some(ballot.credential),
        _ => None,
    }
}

/// The board says something that the log does not.
fn contradiction() -> Trouble {
    Trouble::lasting(words!("trouble-contradiction"))
}

/// Whether a line is signed by whom it names. Who the trustees are, after the key was handed on, only the lines before tell.
async fn is_signed(board: &BoardClient, log: &LogReader, id: &Hash, entry: &Entry) -> Result<bool, Trouble> {
    let line = entry.submission();
    let signed = line.verify_signature(log.manifest(), id).is_ok();
    if signed || !matches!(line.signer(), Signer::Trustee(_)) {
        return Ok(signed);
    }
    let mut follower = Follower::new(board.clone(), *id, BallotProofs::Skip);
    let election = follower.update(Some(entry.seq().saturating_add(1))).await?;
    Ok(election.head() == entry.hash())
}

async fn describe(
    board: &BoardClient,
    log: &LogReader,
    summary: &ElectionSummary,
    entry: &Entry,
    state: BallotState,
    inclusion: Option<Inclusion>,
) -> Result<LineFound, Trouble> {
    let id = &summary.election;
    if !is_signed(board, log, id, entry).await? {
        return Err(contradiction());
    }
    let replaced_by = match credential_of(entry) {
        Some(credential) => replacement(board, log, id, entry, &credential).await?,
        None => None,
    };
    let state = match (state, replaced_by) {
        (BallotState::Cast, Some(_)) => BallotState::Superseded,
        (BallotState::Superseded, None) => return Err(contradiction()),
        (state, _) => state,
    };
    let covered = inclusion.is_some();
    Ok(LineFound {
        since: if covered {
            log.since(entry.seq()).await?
        } else {
            None
        },
        seq: entry.seq(),
        kind: entry.kind(),
        tracker: tracker_of(entry).map(|tracker| tracker::name(&tracker)),
        state: Some(state),
        became: None,
        replaced_by,
        promised: false,
        needed: log.policy().quorum().is_some(),
        quorum: inclusion.as_ref().is_some_and(|inclusion| inclusion.quorum),
        proved: inclusion.as_ref().map(|inclusion| inclusion.size),
        witnesses: inclusion
            .into_iter()
            .flat_map(|inclusion| inclusion.cosigned)
            .map(|(name, _)| name)
            .collect(),
    })
}

/// Position of the ballot that replaces this one, if the board names one: verified to be a later one of the same
/// credential. That there is none, only the whole log tells.
async fn replacement(
    board: &BoardClient,
    log: &LogReader,
    id: &Hash,
    entry: &Entry,
    credential: &Point,
) -> Result<Option<u64>, Trouble> {
    let last = board
        .credential(id, credential)
        .await?
        .last
        .ok_or_else(contradiction)?;
    if last.seq == entry.seq() {
        return Ok(None);
    }
    let later = log.entry(last.seq).await?.ok_or_else(contradiction)?;
    let same = credential_of(&later).is_some_and(|later| later == *credential);
    let signed = later.submission().verify_signature(log.manifest(), id).is_ok();
    if last.seq < entry.seq() || !same || !signed {
        return Err(contradiction());
    }
    log.inclusion(last.seq, &later.line()).await?;
    Ok(Some(last.seq))
}

async fn by_receipt(board: &BoardClient, receipt: &Receipt) -> Result<TrackedView, Trouble> {
    let summary = board.summary(&receipt.election).await?;
    let log = LogReader::open(board, &receipt.election).await?;
    let seq = receipt.seq;
    let found = match log.redeem(receipt).await? {
        Redeemed::Unsigned => Found::Unsigned,
        Redeemed::Missing { entries } => Found::Missing { seq, entries },
        Redeemed::Broken { evidence } => Found::Broken {
            seq,
            evidence: evidence
                .map(|evidence| serde_json::to_string(&evidence).map(|text| text + "\n"))
                .transpose()
                .map_err(|error| Trouble::lasting(words!("trouble-unexpected")).because(&error))?,
        },
        Redeemed::Kept { line, inclusion } => {
            let entry = Entry::parse(line.as_bytes()).map_err(|_| contradiction())?;
            let inclusion = inclusion.map(|inclusion| *inclusion);
            let mut found = kept(board, &log, &summary, &entry, inclusion).await?;
            found.promised = true;
            Found::Line(Box::new(found))
        }
    };
    Ok(TrackedView {
        election: Some(about(&summary)),
        found,
    })
}

/// A line for which there is a receipt: of a voter or of anybody else.
async fn kept(
    board: &BoardClient,
    log: &LogReader,
    summary: &ElectionSummary,
    entry: &Entry,
    inclusion: Option<Inclusion>,
) -> Result<LineFound, Trouble> {
    let state = match entry.kind() {
        Kind::Ballot => BallotState::Cast,
        Kind::Challenge => BallotState::Opened,
        Kind::Commitment => BallotState::Committed,
        _ => {
            let mut found = describe(board, log, summary, entry, BallotState::Cast, inclusion).await?;
            found.state = None;
            return Ok(found);
        }
    };
    let mut found = describe(board, log, summary, entry, state, inclusion).await?;
    if let Body::Commitment(commitment) = entry.body() {
        found.became = became(board, log, &summary.election, commitment.tracker).await?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_crypto::signature::SigningKey;

    #[test]
    fn a_receipt_is_read_by_itself_and_with_its_proof() {
        let key = SigningKey::from_seed(&[7; 32]);
        let signed = Receipt::sign(&key, Hash::ZERO, 5, Hash::of(b"line"), Hash::of(b"body"));
        let json = serde_json::to_string(&signed).unwrap();
        let proof = |extra: Option<&str>| {
            let proof = TlogProof {
                extra: extra.map(|extra| extra.as_bytes().to_vec()),
                index: 5,
                hashes: Vec::new(),
                checkpoint: "board.example/e1\n6\n".to_owned(),
            };
            proof.to_string()
        };
        for text in [json.clone(), format!("\u{feff}{json}\r\n"), proof(Some(&json))] {
            assert_eq!(receipt(&text), Some(signed), "{text}");
        }
        for text in ["", "{}", "Dear voter", &proof(None), &proof(Some("{}"))] {
            assert_eq!(receipt(text), None, "{text}");
        }
    }
}
