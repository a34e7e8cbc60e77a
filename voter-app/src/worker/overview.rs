//! One election from the outside.

use crate::{
    message::Trouble,
    public::{ElectionView, ResultView, WitnessView, WitnessesView},
    words::words,
};
use bulletin_board_client::{BoardClient, ElectionSummary, FollowError, LogReader};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    body::{Body, ResultBody},
    election::Phase,
    entry::Entry,
    manifest::Manifest,
    verify::report::{ContestCounts, OptionCount},
};

/// Reads what the board shows of an election, and verifies what can be verified without the whole log.
pub(super) async fn show(board: &BoardClient, id: &Hash) -> Result<ElectionView, Trouble> {
    let log = LogReader::open(board, id).await?;
    let summary = board.summary(id).await?;
    let manifest = log.manifest();
    let (mut opened, mut closed, mut reason) = (None, None, None);
    if let Some(Body::Open(open)) = body(&log, summary.opened_at).await?.as_ref().map(Entry::body) {
        opened = Some(open.time);
    }
    if let Some(Body::Close(close)) = body(&log, summary.closed_at).await?.as_ref().map(Entry::body) {
        closed = Some(close.time);
    }
    let last = summary.entries.checked_sub(1);
    let over = matches!(summary.phase, Phase::Finished | Phase::Aborted);
    let end = body(&log, last.filter(|_| over)).await?;
    let mut result = None;
    if let Some(end) = &end {
        // The last word of an election is its authority's.
        if end.submission().verify_signature(manifest, id).is_err() {
            return Err(Trouble::lasting(words!("trouble-log")));
        }
        match end.body() {
            Body::Result(body) => result = Some(counted(manifest, end.seq(), body)?),
            Body::Abort(abort) => reason = Some(abort.reason.clone()),
            _ => {}
        }
    }
    Ok(ElectionView {
        description: manifest.description.clone(),
        contests: manifest.contests.clone(),
        opened,
        closed,
        reason,
        witnesses: witnesses(board, &log, &summary).await?,
        turnout: board.turnout(id).await?,
        result,
        summary,
    })
}

async fn body(log: &LogReader, seq: Option<u64>) -> Result<Option<Entry>, FollowError> {
    match seq {
        Some(seq) => log.entry(seq).await,
        None => Ok(None),
    }
}

async fn witnesses(
    board: &BoardClient,
    log: &LogReader,
    summary: &ElectionSummary,
) -> Result<WitnessesView, Trouble> {
    let newest = log.newest().await?;
    let signed = log.checkpoint().await?;
    let told = board.witnesses(&summary.election).await?;
    let witnesses = log.policy().witnesses().iter().map(|witness| {
        let verified = newest.iter().flat_map(|newest| {
            let times = newest.cosigned.iter().filter(|(name, _)| *name == witness.name);
            times.map(move |(_, time)| (newest.size, *time))
        });
        let verified = verified.max();
        let told = told.iter().find(|told| told.name == witness.name);
        let told = told
            .and_then(|told| told.cosigned)
            .map(|last| (last.lines, last.time));
        WitnessView {
            name: witness.name.clone(),
            // A later one than was verified may have come meanwhile.
            cosigned: verified.or(told),
            verified: verified.is_some(),
        }
    });
    Ok(WitnessesView {
        witnesses: witnesses.collect(),
        signed: signed.map(|signed| {
            let checkpoint = signed.checkpoint();
            (checkpoint.size, checkpoint.root.to_string())
        }),
        needed: log.policy().quorum().is_some(),
        seen: newest.filter(|newest| newest.quorum).map(|newest| newest.size),
    })
}

/// The counts with the manifest's words.
fn counted(manifest: &Manifest, seq: u64, result: &ResultBody) -> Result<ResultView, Trouble> {
    let contests = manifest.contests.iter().map(|contest| {
        let counted = result.contests.iter().find(|counted| counted.id == contest.id)?;
        let options = contest.options.iter().map(|option| {
            let count = counted
                .options
                .iter()
                .find(|counted| counted.id == option.id)?
                .count;
            Some(OptionCount {
                id: option.id.clone(),
                label: option.label.clone(),
                count,
            })
        });
        Some(ContestCounts {
            contest: contest.id.clone(),
            title: contest.title.clone(),
            options: options.collect::<Option<_>>()?,
            blank: counted.blank,
            leading: counted.leading.clone(),
        })
    });
    let contests: Option<Vec<ContestCounts>> = contests.collect();
    let contests = contests.ok_or_else(|| Trouble::lasting(words!("trouble-log")))?;
    Ok(ResultView {
        seq,
        ballots: result.ballots,
        weight: result.weight,
        json: serde_json::to_string_pretty(&contests)
            .map_err(|error| Trouble::lasting(words!("trouble-unexpected")).because(&error))?,
        rules: manifest.contests.iter().map(|contest| contest.rule).collect(),
        contests,
    })
}
