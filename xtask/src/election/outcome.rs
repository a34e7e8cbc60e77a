//! The verifier's report, and what it must say.

use crate::failure::Failure;
use anyhow::{Context as _, Result};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{receipt::Receipt, verify::ExpectedContest};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
};

/// Longest bar, in characters.
const BAR: u64 = 40;
/// What blank votes are called in a table; no option has such an id.
const BLANK: &str = "(blank votes)";
/// Labels are cut to this many characters.
const LABEL: usize = 44;

/// What `verifier-cli verify --json` prints, as far as it is needed here.
#[derive(Debug, Deserialize)]
pub(crate) struct Report {
    verdict: String,
    counted: u64,
    opened: u64,
    checks: Vec<Check>,
    result: Option<Vec<ContestResult>>,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Check {
    id: String,
    status: String,
    findings: Vec<Finding>,
}

#[derive(Debug, Deserialize)]
struct Finding {
    seq: Option<u64>,
    message: String,
}

#[derive(Debug, Deserialize)]
struct ContestResult {
    contest: String,
    title: String,
    options: Vec<OptionResult>,
    blank: Option<u64>,
}

impl ContestResult {
    /// Every count with what it is of.
    fn counts(&self) -> impl Iterator<Item = (&str, u64)> {
        let options = self
            .options
            .iter()
            .map(|option| (option.id.as_str(), option.count));
        options.chain(self.blank.map(|count| (BLANK, count)))
    }
}

#[derive(Debug, Deserialize)]
struct OptionResult {
    id: String,
    label: String,
    count: u64,
}

impl Report {
    /// Reads the verifier's JSON.
    ///
    /// # Errors
    /// If it is something else.
    pub(crate) fn parse(json: &str) -> Result<Self> {
        serde_json::from_str(json).context("the verifier's report")
    }

    /// Says what is wrong, if anything is.
    ///
    /// # Errors
    /// With all findings, if the verdict is not that the record is verified.
    pub(crate) fn must_be_verified(&self) -> Result<()> {
        if self.verdict == "verified" {
            return Ok(());
        }
        let findings = self.checks.iter().flat_map(|check| {
            check.findings.iter().map(move |finding| {
                let place = finding
                    .seq
                    .map_or_else(String::new, |seq| format!("line {seq}, "));
                format!("\n  {}: {place}{}", check.id, finding.message)
            })
        });
        let findings: String = findings.collect();
        Err(Failure::wrong(format!("the verdict is {:?}{findings}", self.verdict)).into())
    }

    /// Whether there are counts.
    pub(crate) const fn has_result(&self) -> bool {
        self.result.is_some()
    }

    /// The verdict, and which checks did not run.
    pub(crate) fn verdict(&self) -> String {
        let passed = self.checks.iter().filter(|check| check.status == "pass").count();
        let not_run: Vec<&str> = self
            .checks
            .iter()
            .filter(|check| check.status == "not-run")
            .map(|check| check.id.as_str())
            .collect();
        let mut text = format!("{}, {passed} checks pass", self.verdict);
        if !not_run.is_empty() {
            // Writing to a string does not fail.
            let _ = write!(text, ", not run: {}", not_run.join(" "));
        }
        text
    }

    /// Compares every count.
    ///
    /// # Errors
    /// If the record is not verified or a count differs.
    pub(crate) fn must_equal(&self, expected: &[ExpectedContest]) -> Result<()> {
        self.compare(expected, |found, expected| found == expected)
    }

    /// Compares counts that `guests` more voters may have raised. That there is no result, because too few of them
    /// came, is right too: the verifier has seen to it.
    ///
    /// # Errors
    /// If the record is not verified or a count is smaller.
    pub(crate) fn must_include(&self, expected: &[ExpectedContest], guests: usize) -> Result<()> {
        if self.verdict == "verified" && self.result.is_none() {
            return Ok(());
        }
        self.compare(expected, |found, expected| found >= expected)
            .with_context(|| format!("not counting up to {guests} voters in a browser"))
    }

    fn compare(&self, expected: &[ExpectedContest], fits: impl Fn(u64, u64) -> bool) -> Result<()> {
        self.must_be_verified()?;
        let counts: BTreeMap<(&str, &str), u64> = self
            .result
            .iter()
            .flatten()
            .flat_map(|contest| {
                contest
                    .counts()
                    .map(|(what, count)| ((contest.contest.as_str(), what), count))
            })
            .collect();
        let wanted: Vec<((&str, &str), u64)> = expected
            .iter()
            .flat_map(|contest| {
                let options = contest
                    .options
                    .iter()
                    .map(|option| (option.id.as_str(), option.count));
                options
                    .chain(contest.blank.map(|count| (BLANK, count)))
                    .map(|(what, count)| ((contest.contest.as_str(), what), count))
            })
            .collect();
        let mut differences: Vec<String> = wanted
            .iter()
            .filter(|(option, count)| !counts.get(option).is_some_and(|found| fits(*found, *count)))
            .map(|((contest, option), count)| {
                let found = counts
                    .get(&(*contest, *option))
                    .map_or_else(|| "nothing".to_owned(), ToString::to_string);
                format!("{contest}, {option}: voted {count}, counted {found}")
            })
            .collect();
        if counts.len() != wanted.len() {
            differences.push(format!("{} counts instead of {}", counts.len(), wanted.len()));
        }
        if differences.is_empty() {
            Ok(())
        } else {
            Err(Failure::wrong(format!(
                "the verified result is not what was voted: {}",
                differences.join("; ")
            ))
            .into())
        }
    }

    /// The result with bars.
    pub(crate) fn table(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = self.write_table(&mut text);
        text
    }

    fn write_table(&self, text: &mut String) -> std::fmt::Result {
        for contest in self.result.iter().flatten() {
            writeln!(text, "\n{}", contest.title)?;
            let most = contest
                .options
                .iter()
                .map(|option| option.count)
                .max()
                .unwrap_or(0);
            let labels = contest.options.iter().map(|option| cut(&option.label));
            let blank = contest.blank.map(|_| BLANK.to_owned());
            let width = labels
                .chain(blank)
                .map(|label| label.chars().count())
                .max()
                .unwrap_or(0);
            for option in &contest.options {
                let length = option.count.saturating_mul(BAR).div_ceil(most.max(1));
                let bar = "█".repeat(usize::try_from(length).unwrap_or(0));
                writeln!(
                    text,
                    "  {:<width$}  {:>9}  {bar}",
                    cut(&option.label),
                    option.count
                )?;
            }
            if let Some(count) = contest.blank {
                writeln!(text, "  {BLANK:<width$}  {count:>9}")?;
            }
        }
        if let Some(note) = &self.note {
            writeln!(text, "\n{note}")?;
        }
        write!(
            text,
            "\n{} ballots counted, {} checked by voters and not cast. {}.",
            self.counted,
            self.opened,
            self.verdict()
        )
    }
}

fn cut(label: &str) -> String {
    if label.chars().count() <= LABEL {
        return label.to_owned();
    }
    let mut short: String = label.chars().take(LABEL.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// Looks every receipt up in a record: what the board has acknowledged must be there, at that position.
///
/// # Errors
/// If a line that was acknowledged is not there.
pub(crate) fn look_up(receipts: &[Receipt], log: &Path) -> Result<()> {
    let mut wanted: BTreeMap<u64, &Hash> = BTreeMap::new();
    for receipt in receipts {
        if wanted
            .insert(receipt.seq, &receipt.line)
            .is_some_and(|other| *other != receipt.line)
        {
            return Err(Failure::wrong(format!("the board promised position {} twice", receipt.seq)).into());
        }
    }
    let file = File::open(log).with_context(|| log.display().to_string())?;
    for (seq, line) in (0u64..).zip(BufReader::new(file).split(b'\n')) {
        if let Some(expected) = wanted.remove(&seq)
            && Hash::of(&line?) != *expected
        {
            return Err(Failure::wrong(format!("line {seq} is not the one the board acknowledged")).into());
        }
    }
    match wanted.keys().next() {
        None => Ok(()),
        Some(seq) => {
            Err(Failure::wrong(format!("the board lost line {seq}, which it had acknowledged")).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_record::verify::ExpectedContest;

    const REPORT: &str = r#"{"verdict":"verified","election":null,"counted":3,"opened":1,"checks":[
        {"id":"P1","status":"pass","findings":[]},{"id":"L2","status":"not-run","findings":[]}],
        "result":[{"contest":"c","title":"C?","leading":["a"],"options":[
        {"id":"a","label":"A","count":2},{"id":"b","label":"B","count":1}]}]}"#;

    fn expected(text: &str) -> Vec<ExpectedContest> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn any_difference_is_told() {
        let report = Report::parse(REPORT).unwrap();
        let right = r#"[{"contest":"c","options":[{"id":"a","count":2},{"id":"b","count":1}]}]"#;
        report.must_equal(&expected(right)).unwrap();
        for (wrong, words) in [
            (
                right.replace("\"count\":1", "\"count\":0"),
                "c, b: voted 0, counted 1",
            ),
            (right.replace("\"b\"", "\"z\""), "c, z: voted 1, counted nothing"),
            (
                right.replace(",{\"id\":\"b\",\"count\":1}", ""),
                "2 counts instead of 1",
            ),
        ] {
            let error = report.must_equal(&expected(&wrong)).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
        report
            .must_include(&expected(&right.replace("\"count\":1", "\"count\":0")), 5)
            .unwrap();
        report
            .must_include(&expected(&right.replace("\"count\":1", "\"count\":3")), 5)
            .unwrap_err();
        let failed = Report::parse(&REPORT.replace("verified", "failed")).unwrap();
        failed.must_equal(&expected(right)).unwrap_err();
    }

    #[test]
    fn the_table_has_bars_and_the_verdict() {
        let table = Report::parse(REPORT).unwrap().table();
        assert!(
            table.contains(&format!("A          2  {}\n", "█".repeat(40))),
            "{table}"
        );
        assert!(
            table.contains(&format!("B          1  {}\n", "█".repeat(20))),
            "{table}"
        );
        assert!(
            table.ends_with(
                "3 ballots counted, 1 checked by voters and not cast. verified, 1 checks pass, not run: L2."
            ),
            "{table}"
        );
    }
}
