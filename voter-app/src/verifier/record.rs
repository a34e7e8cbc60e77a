//! The whole record, verified as the command line does it.

use super::feed::Feed;
use crate::{
    message::Trouble,
    serve::pause,
    verification::{BallotVerified, ProgressView, VerifiedView},
};
use js_sys::Date;
use ostrakon_record::{
    election::{Election, Whereabouts},
    stream::Line,
    tracker::TrackerText,
    verify::{CheckId, Expectations, Verifier},
};
use rand_core::OsRng;
use std::collections::BTreeSet;

/// Milliseconds between two reports of progress, and between two looks whether to stop.
const STEP: f64 = 100.0;
/// Findings of a check that a page can show; the others are counted.
const SHOWN: usize = 100;

/// Reads and verifies a whole record, and tells how far it is.
pub(super) async fn verify(
    feed: &mut Feed,
    expectations: Expectations,
    tracker: Option<&TrackerText>,
    tell: impl Fn(ProgressView),
) -> Result<VerifiedView, Trouble> {
    let mut verifier = Verifier::new(expectations);
    let mut line = Vec::new();
    let mut told = Date::now();
    loop {
        while verifier.needs_checkpoint() {
            match feed.checkpoint().await? {
                Some(note) => verifier.checkpoint(&note),
                None => verifier.no_more_checkpoints(),
            }
        }
        let read = feed.line(&mut line).await?;
        if read != Line::End {
            verifier.line(&line, &mut OsRng);
        }
        if read == Line::Cut {
            verifier.truncated();
        }
        if read != Line::Whole || Date::now() - told > STEP {
            tell(progress(feed, &verifier));
            // Lets the page say that it is enough.
            pause(1).await;
            told = Date::now();
        }
        if read != Line::Whole {
            break;
        }
    }
    let election = verifier.election(&mut OsRng);
    let ballot =
        tracker.map(|tracker| election.map_or(BallotVerified::Absent, |election| ballot(election, tracker)));
    let counted = election.and_then(|election| {
        let result = election.published_result()?;
        let contests = election.manifest().contests.iter();
        Some((result.weight, contests.map(|contest| contest.rule).collect()))
    });
    let mut report = verifier.finish(&mut OsRng);
    for check in &mut report.checks {
        let more = check.findings.len().saturating_sub(SHOWN);
        check.findings.truncate(SHOWN);
        check.omitted = check
            .omitted
            .saturating_add(u64::try_from(more).unwrap_or(u64::MAX));
    }
    let counted = counted.filter(|_| report.result.is_some());
    Ok(VerifiedView {
        report,
        of_board: matches!(feed, Feed::Board(_)),
        counted,
        ballot,
    })
}

fn progress(feed: &Feed, verifier: &Verifier) -> ProgressView {
    let failed: BTreeSet<CheckId> = verifier.failures().map(|(check, _)| *check).collect();
    let lines = verifier.lines();
    let (done, total) = feed.progress(lines);
    ProgressView {
        lines,
        done,
        total,
        failed: failed.into_iter().collect(),
    }
}

fn ballot(election: &Election, tracker: &TrackerText) -> BallotVerified {
    match election.whereabouts(tracker) {
        Some((_, Whereabouts::Cast { seq })) => BallotVerified::Counts(seq),
        Some((_, Whereabouts::Superseded { seq, by })) => BallotVerified::Superseded { seq, by },
        Some((_, Whereabouts::Opened { seq })) => BallotVerified::Opened(seq),
        _ => BallotVerified::Absent,
    }
}
