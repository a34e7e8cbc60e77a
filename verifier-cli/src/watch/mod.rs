//! Follows a running election: copies what is new, verifies it, and raises an alarm where something is wrong.
//!
//! - [`reader`]: gives the copy's new lines to the verifier, as far as published checkpoints cover them
//! - [`peers`]: compares with what witnesses and other watchers hold
//! - [`cosigning`]: cosigns what was verified
//! - [`alarm`]: what can be wrong, and who is told

mod alarm;
mod cosigning;
mod peers;
mod reader;

use crate::{
    Failure, WatchArguments,
    fetch::{Copy, choose},
    interrupt::{INTERRUPTED, Interrupt},
    output,
    present::printable,
    testimony,
};
use alarm::{Alarm, Bell, Kind};
use bulletin_board_client::BoardClient;
use cosigning::Cosigning;
use indicatif::ProgressBar;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::verify::{CheckId, CheckStatus, Expectations, Report, Verdict};
use peers::{Disagreement, Peers};
use reader::Reader;
use serde_json::json;
use std::{
    collections::BTreeMap,
    process::ExitCode,
    time::{Duration, Instant},
};

pub(crate) fn run(arguments: &WatchArguments) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::unknown(error.to_string(), "is this machine out of resources?"))?;
    runtime.block_on(watch(arguments))
}

async fn watch(arguments: &WatchArguments) -> Result<ExitCode, Failure> {
    let board = BoardClient::new(&arguments.url);
    let election = choose(&board, arguments.election).await?;
    let expectations = Expectations {
        testimony: testimony::receipts(&arguments.receipt)?,
        ..Expectations::default()
    };
    let name = arguments.cosign.as_ref();
    let cosigning = name
        .map(|name| Cosigning::open(&arguments.output, name))
        .transpose()?;
    if let Some(cosigning) = &cosigning {
        output::note(&format!("cosigning as {}", cosigning.verifier_key()));
    }
    let interrupt = Interrupt::watch()?;
    let mut watch = Watch {
        copy: Some(Copy::open(&arguments.output, &election)?),
        reader: Reader::new(&arguments.output, expectations, interrupt.clone()),
        peers: Peers::new(&arguments.peer, &arguments.output),
        cosigning,
        bell: Bell::new(election, arguments.webhook.clone(), arguments.json),
        doubts: Doubts::new(arguments.patience),
        board,
        election,
        arguments,
    };
    loop {
        let round = watch.round().await?;
        watch.bell.deliver().await;
        let alarm = watch.bell.rang() && !arguments.keep_going;
        if round == Round::Last || alarm || interrupt.pressed() {
            break;
        }
        let pause = tokio::time::sleep(Duration::from_secs(arguments.interval));
        tokio::select! {
            () = pause => {}
            () = interrupt.wait() => {}
        }
    }
    let undelivered = watch.bell.undelivered();
    if undelivered > 0 {
        output::note(&format!(
            "warning: the webhook has not taken {undelivered} of the alarms; they are above"
        ));
    }
    if watch.bell.rang() {
        return Ok(ExitCode::from(1));
    }
    if interrupt.pressed() {
        output::note("stopped; nothing was wrong so far\nnext: the same command goes on with this copy");
        return Ok(ExitCode::from(INTERRUPTED));
    }
    output::note("the election is over, and its record is verified");
    Ok(ExitCode::SUCCESS)
}

/// Whether another one follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Round {
    More,
    /// The election is over, or the board's history is not the one that was copied, or the program is asked to end.
    Last,
}

struct Watch<'a> {
    board: BoardClient,
    election: Hash,
    /// None after a failure: what is there is looked at anew.
    copy: Option<Copy>,
    reader: Reader,
    peers: Peers,
    cosigning: Option<Cosigning>,
    bell: Bell,
    doubts: Doubts,
    arguments: &'a WatchArguments,
}

impl Watch<'_> {
    async fn round(&mut self) -> Result<Round, Failure> {
        let mut doubts = Vec::new();
        match self.update().await {
            Ok(()) => {}
            // Another history than the copied one.
            Err(failure) if failure.code == 1 => {
                self.bell.ring(Alarm::new(Kind::History, failure.to_string()));
                return Ok(Round::Last);
            }
            Err(failure) => {
                output::note(&format!("warning: {failure}"));
                doubts.push(Doubt::new(
                    "board",
                    Alarm::new(Kind::Silence, "the board gives no record"),
                ));
            }
        }
        let Some(report) = self.reader.read()? else {
            return Ok(Round::Last);
        };
        let lines = self.copy.as_ref().map_or(0, Copy::lines);
        let waiting = lines.saturating_sub(self.reader.lines());
        if waiting > 0 {
            let message = format!("no published checkpoint covers the first {lines} lines of the log");
            doubts.push(Doubt::of_lines(
                "checkpoints",
                lines,
                Alarm::new(Kind::Unwitnessed, message),
            ));
        }
        // Before the first checkpoint nothing was read, and an empty record says nothing about the board.
        let failed = report.failed().filter(|_| report.entries > 0);
        for check in failed {
            for finding in &check.findings {
                let alarm = Alarm::of_finding(check.id, finding);
                let beyond = finding.seq.is_some_and(|seq| seq >= report.entries);
                // Witnesses may be slow, and receipts are given before their line is shown.
                if check.id == CheckId::L4 || (check.id == CheckId::L5 && beyond) {
                    let about = format!("{} {:?}", check.id, finding.seq);
                    doubts.push(Doubt::new(&about, alarm));
                } else {
                    self.bell.ring(alarm);
                }
            }
        }
        for disagreement in self.peers.compare(&self.reader).await? {
            match disagreement {
                Disagreement::Certain(alarm) => self.bell.ring(alarm),
                Disagreement::Ahead { place, lines, alarm } => {
                    doubts.push(Doubt::of_lines(&place, lines, alarm));
                }
            }
        }
        for alarm in self.doubts.lasting(doubts, self.reader.lines(), Instant::now()) {
            self.bell.ring(alarm);
        }
        // Never with an alarm: whoever trusts this watcher would take it for a witness of something wrong.
        if let Some(cosigning) = self.cosigning.as_ref().filter(|_| !self.bell.rang())
            && let Some(alarm) = cosigning.cosign(&self.reader)?
        {
            self.bell.ring(alarm);
        }
        self.tell(&report)?;
        Ok(if report.verdict == Verdict::Verified && waiting == 0 {
            Round::Last
        } else {
            Round::More
        })
    }

    async fn update(&mut self) -> Result<(), Failure> {
        let mut copy = match self.copy.take() {
            Some(copy) => copy,
            None => Copy::open(&self.arguments.output, &self.election)?,
        };
        copy.update(&self.board, &ProgressBar::hidden()).await?;
        self.copy = Some(copy);
        Ok(())
    }

    /// Says how far the election is, if that is new.
    fn tell(&mut self, report: &Report) -> Result<(), Failure> {
        if !self.reader.has_news() {
            return Ok(());
        }
        let phase = report.phase.map_or_else(String::new, |phase| phase.to_string());
        let passed = report
            .checks
            .iter()
            .filter(|check| check.status == CheckStatus::Pass)
            .count();
        let text = if self.arguments.json {
            let event = json!({
                "event": "verified",
                "election": self.election,
                "lines": report.entries,
                "head": report.head,
                "ballots": report.ballots,
                "phase": report.phase,
                "verdict": report.verdict,
            });
            format!("{event}\n")
        } else {
            let title = report
                .title
                .as_ref()
                .map_or("", |title| title.pick(&self.arguments.lang));
            format!(
                "{}: {phase}; {} lines and {} ballots verified, {passed} checks passed\n",
                printable(title),
                report.entries,
                report.ballots
            )
        };
        alarm::say(&text)
    }
}

/// Something that looks wrong, and may only be late.
#[derive(Clone)]
struct Doubt {
    /// Who or what it is about: a doubt lasts, whatever its words become.
    about: String,
    /// Number of lines that checkpoints must cover to end it, if that ends it.
    lines: u64,
    alarm: Alarm,
}

impl Doubt {
    fn new(about: &str, alarm: Alarm) -> Self {
        Self::of_lines(about, u64::MAX, alarm)
    }

    fn of_lines(about: &str, lines: u64, alarm: Alarm) -> Self {
        Self {
            about: about.to_owned(),
            lines,
            alarm,
        }
    }
}

/// Doubts, and since when: alarms if they last.
struct Doubts {
    patience: Duration,
    since: BTreeMap<String, (Instant, Doubt)>,
}

impl Doubts {
    const fn new(seconds: u64) -> Self {
        Self {
            patience: Duration::from_secs(seconds),
            since: BTreeMap::new(),
        }
    }

    /// Alarms of those that have lasted too long, while so many lines are covered. A log that grows is always a little
    /// ahead of its checkpoints: so it counts when the lines are covered with which a doubt began, not the newest ones.
    fn lasting(&mut self, doubts: Vec<Doubt>, covered: u64, now: Instant) -> Vec<Alarm> {
        let mut before = std::mem::take(&mut self.since);
        self.since = doubts
            .into_iter()
            .map(|doubt| {
                let first = before
                    .remove(&doubt.about)
                    .filter(|(_, first)| first.lines > covered);
                (doubt.about.clone(), first.unwrap_or((now, doubt)))
            })
            .collect();
        let lasting = self
            .since
            .values()
            .filter(|(since, _)| now.duration_since(*since) >= self.patience);
        lasting.map(|(_, doubt)| doubt.alarm.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Instant {
        static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
        let start = START.get_or_init(Instant::now);
        start.checked_add(Duration::from_secs(seconds)).unwrap()
    }

    /// A doubt that ends and begins again has its whole time again.
    #[test]
    fn doubts_become_alarms_only_if_they_last() {
        let mut doubts = Doubts::new(10);
        let alarm = Alarm::new(Kind::Silence, "nothing");
        let silent = || vec![Doubt::new("board", Alarm::new(Kind::Silence, "nothing"))];
        assert!(doubts.lasting(silent(), 0, at(0)).is_empty());
        assert!(doubts.lasting(silent(), 0, at(9)).is_empty());
        assert!(doubts.lasting(vec![], 0, at(10)).is_empty());
        assert!(doubts.lasting(silent(), 0, at(11)).is_empty());
        assert!(doubts.lasting(silent(), 0, at(20)).is_empty());
        assert_eq!(doubts.lasting(silent(), 0, at(21)), [alarm]);
    }

    /// Neither does a busy board ring, nor does one that hides lines escape because somebody shows more of them each time.
    #[test]
    fn lines_must_be_covered_in_time_however_many_come_after_them() {
        let ahead = |lines: u64| {
            let alarm = Alarm::new(Kind::Hidden, format!("{lines} lines"));
            vec![Doubt::of_lines("witness", lines, alarm)]
        };
        let mut busy = Doubts::new(10);
        for second in 0..40 {
            assert!(busy.lasting(ahead(second + 3), second, at(second)).is_empty());
        }
        let mut hiding = Doubts::new(10);
        for second in 0..10 {
            assert!(hiding.lasting(ahead(second + 3), 2, at(second)).is_empty());
        }
        let expected = Alarm::new(Kind::Hidden, "3 lines");
        assert_eq!(hiding.lasting(ahead(13), 2, at(10)), [expected]);
    }
}
