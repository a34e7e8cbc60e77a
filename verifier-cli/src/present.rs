//! Shows a report to people and to programs.

use comfy_table::{ContentArrangement, Table, TableStyle};
use ostrakon_record::{
    election::{HandedOn, Phase},
    verify::{CheckStatus, Finding, Report, Verdict},
};
use serde_json::{Value, json};
use std::{fmt::Write as _, path::Path};

pub(crate) const NOT_SHOWN: &str = "\
What this does not show:
- that a voter's device sealed what the voter chose;
- that the registrar gave voter codes only to real voters and kept none;
- that no ballot was refused at the door: keep the board's receipts;
- what somebody beside the voter saw.
";

/// What a voter chose who left a contest blank. It has no bar: points and amounts are no votes.
const BLANK_VOTES: &str = "(blank votes)";

/// Widest bar, in characters.
const BAR: u64 = 30;

pub(crate) fn text(report: &Report, language: &str, place: &Path) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write_text(&mut text, report, language, place);
    text
}

/// Who holds the key since a refresh.
pub(crate) fn handed_on(refresh: &HandedOn) -> String {
    format!(
        "the key was handed on from line {}: since then any {} of these decrypt: {}",
        refresh.seq,
        refresh.threshold,
        printable(&refresh.trustees.join(", "))
    )
}

fn write_text(text: &mut String, report: &Report, language: &str, place: &Path) -> std::fmt::Result {
    if let (Some(title), Some(election)) = (&report.title, &report.election) {
        writeln!(text, "{}\nelection {election}", printable(title.pick(language)))?;
    }
    writeln!(
        text,
        "{} lines, {} voters on the roll, {} ballots of which {} count, {} opened by voters to check the booth\n",
        report.entries, report.voters, report.ballots, report.counted, report.opened
    )?;
    for session in &report.given_up {
        writeln!(
            text,
            "key generation started anew at line {}: trustee {} {}",
            session.seq, session.culprit, session.reason
        )?;
    }
    for refresh in &report.handed_on {
        writeln!(text, "{}", handed_on(refresh))?;
    }
    let mut table = Table::new();
    table
        .load_style(TableStyle::new())
        .set_content_arrangement(ContentArrangement::Disabled);
    for check in &report.checks {
        table.add_row([
            check.status.to_string(),
            check.id.to_string(),
            check.title.clone(),
        ]);
    }
    for line in table.lines() {
        writeln!(text, "{}", line.trim_end())?;
    }
    write_failures(text, report, place)?;
    write_result(text, report, language)?;
    writeln!(text, "\n{NOT_SHOWN}")?;
    write_verdict(text, report)
}

fn write_failures(text: &mut String, report: &Report, place: &Path) -> std::fmt::Result {
    for check in report.failed() {
        writeln!(text, "\nFAIL {}: {}", check.id, check.title)?;
        for finding in &check.findings {
            let by = finding.by.as_ref();
            let by = by.map_or_else(String::new, |party| {
                format!(" (signed by {})", printable(&party.to_string()))
            });
            writeln!(
                text,
                "  {}: {}{by}",
                where_found(finding),
                printable(&finding.message)
            )?;
        }
        if check.omitted > 0 {
            writeln!(text, "  and {} more", check.omitted)?;
        }
    }
    let mut failed = report.failed().peekable();
    let Some(first) = failed.peek() else { return Ok(()) };
    writeln!(text, "\nWhat a check means: verifier-cli explain {}", first.id)?;
    let mut lines = failed
        .flat_map(|check| &check.findings)
        .filter_map(|finding| finding.seq);
    match lines.next() {
        Some(seq) => writeln!(
            text,
            "To see such a line: verifier-cli show {} {seq}",
            place.display()
        ),
        None => Ok(()),
    }
}

/// The line that a finding is about.
pub(crate) fn where_found(finding: &Finding) -> String {
    finding
        .seq
        .map_or_else(|| "record".to_owned(), |seq| format!("line {seq}"))
}

fn write_result(text: &mut String, report: &Report, language: &str) -> std::fmt::Result {
    for contest in report.result.iter().flatten() {
        writeln!(text, "\n{}", printable(contest.title.pick(language)))?;
        let most = contest
            .options
            .iter()
            .map(|option| option.count)
            .max()
            .unwrap_or(0)
            .max(1);
        let mut table = Table::new();
        table
            .load_style(TableStyle::new())
            .set_content_arrangement(ContentArrangement::Disabled);
        for option in &contest.options {
            let length = option.count.saturating_mul(BAR).div_ceil(most);
            let bar = "█".repeat(usize::try_from(length).unwrap_or(0));
            table.add_row([
                option.count.to_string(),
                bar,
                printable(option.label.pick(language)),
            ]);
        }
        if let Some(blank) = contest.blank {
            table.add_row([blank.to_string(), String::new(), BLANK_VOTES.to_owned()]);
        }
        for line in table.lines() {
            writeln!(text, "{}", line.trim_end())?;
        }
    }
    if let Some(note) = &report.note {
        writeln!(text, "\n{}", printable(note))?;
    }
    Ok(())
}

fn write_verdict(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(text, "{}", verdict(report))
}

/// The answer in a line.
pub(crate) fn verdict(report: &Report) -> String {
    let list = |status: CheckStatus| -> String {
        let ids = report
            .checks
            .iter()
            .filter(|check| check.status == status)
            .map(|check| check.id.to_string());
        ids.collect::<Vec<_>>().join(", ")
    };
    let not_run = list(CheckStatus::NotRun);
    let without = if not_run.is_empty() {
        String::new()
    } else {
        format!(" (not run: {not_run})")
    };
    match report.verdict {
        Verdict::Verified => format!("VERIFIED{without}"),
        Verdict::Failed => format!("FAILED: {}{without}", list(CheckStatus::Fail)),
        Verdict::Incomplete => {
            let reason = if report.phase == Some(Phase::Aborted) {
                "the election was ended without a result"
            } else {
                "the election is not over"
            };
            format!("INCOMPLETE: nothing failed, but {reason}{without}")
        }
    }
}

/// A record is somebody else's text: control characters could rewrite what the terminal shows, and marks of writing
/// direction could turn it around.
pub(crate) fn printable(text: &str) -> String {
    let steers = |character: char| {
        character.is_control()
            || matches!(
                character,
                '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            )
    };
    text.chars()
        .map(|character| if steers(character) { ' ' } else { character })
        .collect()
}

pub(crate) fn json(report: &Report, language: &str) -> String {
    format!("{:#}\n", value(report, language))
}

/// The report as a value, to which others may add.
pub(crate) fn value(report: &Report, language: &str) -> Value {
    let result: Option<Vec<Value>> = report.result.as_ref().map(|contests| {
        contests
            .iter()
            .map(|contest| {
                let options: Vec<Value> = contest
                    .options
                    .iter()
                    .map(|option| {
                        json!({ "id": option.id, "label": option.label.pick(language), "count": option.count })
                    })
                    .collect();
                json!({
                    "contest": contest.contest,
                    "title": contest.title.pick(language),
                    "options": options,
                    "blank": contest.blank,
                    "leading": contest.leading,
                })
            })
            .collect()
    });
    json!({
        "verdict": report.verdict,
        "election": report.election,
        "title": report.title.as_ref().map(|title| title.pick(language)),
        "phase": report.phase,
        "entries": report.entries,
        "head": report.head,
        "voters": report.voters,
        "ballots": report.ballots,
        "counted": report.counted,
        "opened": report.opened,
        "given_up": report.given_up,
        "handed_on": report.handed_on,
        "checks": report.checks,
        "result": result,
        "note": report.note,
    })
}
