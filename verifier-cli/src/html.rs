//! The report as one page that needs nothing else: no script, no network. The record is somebody else's text, so all of it is
//! escaped.

use crate::{
    explain::sections,
    feed::address,
    plot,
    present::{NOT_SHOWN, handed_on, printable, verdict, where_found},
    verify::Times,
};
use ostrakon_record::verify::{CheckReport, CheckStatus, ContestCounts, Finding, Report, Verdict};
use std::{
    fmt::{Result, Write as _},
    path::Path,
};

const STYLE: &str = include_str!("report.css");

/// Findings of a check that the page shows; all of them would be more than a browser likes.
const SHOWN: usize = 200;

/// The page.
pub(crate) fn page(report: &Report, language: &str, place: &Path, times: &Times) -> String {
    let mut page = String::new();
    // Writing to a string does not fail.
    let _ = write_page(&mut page, report, language, place, times);
    page
}

/// A text of the record in the page's.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in printable(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn write_page(page: &mut String, report: &Report, language: &str, place: &Path, times: &Times) -> Result {
    // Others read the page: where the record is on this machine is not their business.
    let place = match address(place) {
        Some(_) => place,
        None => place.file_name().map_or(place, Path::new),
    };
    let title = report
        .title
        .as_ref()
        .map_or("A record that names no election", |title| title.pick(language));
    writeln!(
        page,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>Verification: {title}</title>\n<style>\n{STYLE}</style>\n\
         </head>\n<body>\n<main>\n<p class=\"what\">Verification of an election's record</p>\n<h1><bdi>{title}</bdi></h1>",
        title = escape(title)
    )?;
    write_summary(page, report, place)?;
    for contest in report.result.iter().flatten() {
        write_contest(page, contest, language)?;
    }
    plot::growth(page, report)?;
    write_checks(page, report, place)?;
    write_not_shown(page)?;
    plot::times(page, times)?;
    writeln!(
        page,
        "<footer>Made by verifier-cli {}. Anybody can make this page: believe it no more than whoever gave it to you, and verify the \
         record yourself.</footer>\n</main>\n</body>\n</html>",
        env!("CARGO_PKG_VERSION")
    )
}

fn write_summary(page: &mut String, report: &Report, place: &Path) -> Result {
    let (class, words) = match report.verdict {
        Verdict::Verified => (
            "pass",
            "Verified: everything that was checked is right, and the election is over.",
        ),
        Verdict::Failed => (
            "fail",
            "Failed: something in the record is wrong. Each finding is below.",
        ),
        Verdict::Incomplete => (
            "not-run",
            "Incomplete: nothing is wrong so far, but the election is not over, or ended without a result.",
        ),
    };
    writeln!(
        page,
        "<p class=\"verdict {class}\" role=\"status\">{words}</p>\n<p>{}</p>\n<dl>",
        escape(&verdict(report))
    )?;
    let mut row = |name: &str, value: &str| writeln!(page, "<dt>{name}</dt><dd>{}</dd>", escape(value));
    if let Some(election) = &report.election {
        row("Election id", &election.to_string())?;
    }
    row("Record", &place.display().to_string())?;
    row("Lines of the log", &report.entries.to_string())?;
    row("Hash of the last line", &report.head.to_string())?;
    if let Some(phase) = report.phase {
        row("Where the election stands", &phase.to_string())?;
    }
    row("Voters on the roll", &report.voters.to_string())?;
    row("Ballots cast", &report.ballots.to_string())?;
    row("Ballots counted, one of each voter", &counted(report))?;
    row("Practice ballots opened", &report.opened.to_string())?;
    for session in &report.given_up {
        let words = format!(
            "at line {}: trustee {} {}",
            session.seq, session.culprit, session.reason
        );
        row("Key generation started anew", &words)?;
    }
    for refresh in &report.handed_on {
        row("Refresh", &handed_on(refresh))?;
    }
    writeln!(page, "</dl>")?;
    match &report.note {
        Some(note) => writeln!(page, "<p>{}</p>", escape(note)),
        None => Ok(()),
    }
}

/// With the turnout.
fn counted(report: &Report) -> String {
    let thousandths = u128::from(report.counted)
        .saturating_mul(1_000)
        .checked_div(u128::from(report.voters));
    match thousandths {
        Some(turnout) => format!(
            "{} ({}.{} % of the roll)",
            report.counted,
            turnout / 10,
            turnout % 10
        ),
        None => report.counted.to_string(),
    }
}

fn write_contest(page: &mut String, contest: &ContestCounts, language: &str) -> Result {
    writeln!(
        page,
        "<section>\n<h2><bdi>{}</bdi></h2>\n<table class=\"counts\">\n<thead><tr><th scope=\"col\">Option</th><th scope=\"col\">Count</th></tr>\
         </thead>\n<tbody>",
        escape(contest.title.pick(language))
    )?;
    let most = contest
        .options
        .iter()
        .map(|option| option.count)
        .max()
        .unwrap_or(0)
        .max(1);
    for option in &contest.options {
        let width = plot::scaled(option.count, most, 1_000);
        writeln!(
            page,
            "<tr><th scope=\"row\"><bdi>{}</bdi>{}<svg class=\"bar\" viewBox=\"0 0 1000 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
             <rect width=\"{width}\" height=\"8\"/></svg></th><td>{}</td></tr>",
            escape(option.label.pick(language)),
            if contest.leading.contains(&option.id) {
                " <span class=\"leads\">most</span>"
            } else {
                ""
            },
            option.count
        )?;
    }
    if let Some(blank) = contest.blank {
        writeln!(
            page,
            "<tr><th scope=\"row\">Blank votes</th><td>{blank}</td></tr>"
        )?;
    }
    writeln!(page, "</tbody>\n</table>\n</section>")
}

fn write_checks(page: &mut String, report: &Report, place: &Path) -> Result {
    let number = |status: CheckStatus| {
        report
            .checks
            .iter()
            .filter(|check| check.status == status)
            .count()
    };
    writeln!(
        page,
        "<section>\n<h2>Checks</h2>\n<p>{} passed, {} failed, {} did not run. A check that did not run had nothing to check: that is no pass.</p>",
        number(CheckStatus::Pass),
        number(CheckStatus::Fail),
        number(CheckStatus::NotRun)
    )?;
    for check in &report.checks {
        write_check(page, check, place)?;
    }
    writeln!(page, "</section>")
}

fn write_check(page: &mut String, check: &CheckReport, place: &Path) -> Result {
    let (class, open) = match check.status {
        CheckStatus::Pass => ("pass", ""),
        CheckStatus::Fail => ("fail", " open"),
        CheckStatus::NotRun => ("not-run", ""),
    };
    writeln!(
        page,
        "<details class=\"{class}\" id=\"{id}\"{open}>\n<summary><span class=\"status\">{}</span> <b>{id}</b> {}</summary>\n\
         <p class=\"exact\">Fails if {}.<br>Specification: {}</p>",
        check.status,
        escape(check.id.plain()),
        escape(check.id.fails_if()),
        escape(&sections(check.id)),
        id = check.id,
    )?;
    if !check.findings.is_empty() {
        writeln!(page, "<ul>")?;
        for finding in check.findings.iter().take(SHOWN) {
            write_finding(page, finding, place)?;
        }
        let more = u64::try_from(check.findings.len().saturating_sub(SHOWN))
            .unwrap_or(u64::MAX)
            .saturating_add(check.omitted);
        if more > 0 {
            writeln!(
                page,
                "<li>and {more} more, which <code>verifier-cli verify --json</code> tells</li>"
            )?;
        }
        writeln!(page, "</ul>")?;
    }
    writeln!(page, "</details>")
}

fn write_finding(page: &mut String, finding: &Finding, place: &Path) -> Result {
    write!(page, "<li><b>{}</b>", where_found(finding))?;
    if let Some(party) = &finding.by {
        write!(page, ", signed by {}", escape(&party.to_string()))?;
    }
    write!(page, ": {}", escape(&finding.message))?;
    if let Some(seq) = finding.seq {
        let place = escape(&place.display().to_string());
        write!(page, "<br><code>verifier-cli show {place} {seq}</code>")?;
    }
    writeln!(page, "</li>")
}

/// The list that the terminal gets, too.
fn write_not_shown(page: &mut String) -> Result {
    let mut lines = NOT_SHOWN.lines();
    let heading = lines.next().unwrap_or_default().trim_end_matches(':');
    writeln!(page, "<section>\n<h2>{}</h2>\n<ul>", escape(heading))?;
    for line in lines {
        writeln!(page, "<li>{}</li>", escape(line.trim_start_matches("- ")))?;
    }
    writeln!(page, "</ul>\n</section>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_record_is_markup() {
        let hostile = "<script>alert('a')</script> & \"b\"\u{202e}\u{1b}[2J";
        assert_eq!(
            escape(hostile),
            "&lt;script&gt;alert(&#39;a&#39;)&lt;/script&gt; &amp; &quot;b&quot;  [2J"
        );
    }
}
