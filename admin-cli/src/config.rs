//! An election's definition as an official writes it: TOML, with errors that name line and field.

use crate::Failure;
use ostrakon_crypto::{group::Point, hash::Hash, signature::VerifyingKey};
use ostrakon_record::{
    manifest::{
        Contest, ContestOption, LogIdentity, Manifest, ManifestError, PROTOCOL, Rule, Schedule, SumLimit,
        Trustee,
    },
    text::Text,
};
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path};

/// The annotated example.
pub const EXAMPLE: &str = include_str!("../examples/election.toml");

type Words = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    title: Words,
    #[serde(default)]
    description: Words,
    opens: toml::value::Datetime,
    closes: toml::value::Datetime,
    #[serde(default = "yes")]
    revoting: bool,
    #[serde(default = "ten")]
    minimum_ballots: u32,
    threshold: u8,
    trustees: Vec<String>,
    contests: Vec<ContestConfig>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContestConfig {
    id: String,
    title: Words,
    choose: Option<ChooseConfig>,
    score: Option<ScoreConfig>,
    options: Vec<OptionConfig>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChooseConfig {
    minimum: u32,
    maximum: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreConfig {
    bound: u32,
    minimum: Option<u32>,
    maximum: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OptionConfig {
    id: String,
    label: Words,
}

const fn yes() -> bool {
    true
}

const fn ten() -> u32 {
    10
}

/// What a manifest holds besides the official's words.
pub struct Authorities {
    /// 32 random bytes.
    pub nonce: Hash,
    /// The official's key.
    pub authority: VerifyingKey,
    /// The registrar's key.
    pub registrar: VerifyingKey,
    /// The board's log.
    pub log: LogIdentity,
}

/// An election's definition, before it has keys.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Title.
    pub title: Text,
    /// Description.
    pub description: Text,
    /// Contests.
    pub contests: Vec<Contest>,
    /// Announced times.
    pub schedule: Schedule,
    /// t.
    pub threshold: u8,
    /// Trustees in order.
    pub trustees: Vec<Trustee>,
    /// Whether voters may vote again.
    pub revoting: bool,
    /// Fewest ballots that are decrypted.
    pub minimum_ballots: u32,
}

impl Draft {
    /// The manifest.
    #[must_use]
    pub fn manifest(self, authorities: Authorities) -> Manifest {
        Manifest {
            protocol: PROTOCOL.to_owned(),
            nonce: authorities.nonce,
            title: self.title,
            description: self.description,
            contests: self.contests,
            schedule: self.schedule,
            authority: authorities.authority,
            registrar: authorities.registrar,
            threshold: self.threshold,
            trustees: self.trustees,
            log: authorities.log,
            revoting: self.revoting,
            minimum_ballots: self.minimum_ballots,
        }
    }
}

/// Reads a definition and the trustees' public key files that it names.
///
/// # Errors
/// File, line and field of what is wrong.
pub fn read(path: &Path) -> Result<Draft, Failure> {
    let source = fs::read_to_string(path).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "`election-admin new --print-example` prints an annotated definition",
        )
    })?;
    let place = |offset: usize| {
        let line = source.get(..offset).unwrap_or_default().lines().count().max(1);
        format!("{}, line {line}", path.display())
    };
    let config: Config = toml::from_str(&source).map_err(|error| {
        let place = error.span().map_or_else(
            || path.display().to_string(),
            |span| place(span.start.saturating_add(1)),
        );
        Failure::wrong(
            format!("{place}: {}", error.message().trim()),
            "`election-admin new --print-example` shows every field",
        )
    })?;
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let trustees: Result<Vec<Trustee>, Failure> = config
        .trustees
        .iter()
        .map(|file| trustee(&folder.join(file)))
        .collect();
    let contests: Result<Vec<Contest>, Failure> = config
        .contests
        .into_iter()
        .map(|contest| {
            contest.build().map_err(|reason| {
                Failure::wrong(format!("{}: {reason}", path.display()), "correct the contest")
            })
        })
        .collect();
    let time = |field: &str, value: &toml::value::Datetime| {
        posix_seconds(value).ok_or_else(|| {
            Failure::wrong(
                format!(
                    "{}: field {field}: {value} is no date with time and offset",
                    path.display()
                ),
                "write it like 2026-06-01T08:00:00+02:00",
            )
        })
    };
    Ok(Draft {
        title: config.title.into_iter().collect(),
        description: config.description.into_iter().collect(),
        contests: contests?,
        schedule: Schedule {
            opens: time("opens", &config.opens)?,
            closes: time("closes", &config.closes)?,
        },
        threshold: config.threshold,
        trustees: trustees?,
        revoting: config.revoting,
        minimum_ballots: config.minimum_ballots,
    })
}

/// All problems of a manifest as one failure, each with the line of its field where it can be found.
///
/// # Errors
/// If there are any.
pub fn validate(manifest: &Manifest, path: &Path) -> Result<(), Failure> {
    let problems = manifest.problems();
    if problems.is_empty() {
        return Ok(());
    }
    let source = fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            let field = match problem {
                ManifestError::Field { field, .. } | ManifestError::Trustees { field, .. } => field.as_str(),
                _ => "",
            };
            let place = line_of(&source, field).map_or_else(String::new, |line| format!(", line {line}"));
            format!("{}{place}: {problem}", path.display())
        })
        .collect();
    Err(Failure::wrong(
        lines.join("\n       "),
        "nothing was posted; correct the definition and run the command again",
    ))
}

/// Line of a manifest's field in the definition: the contest's own lines for a contest, else the first line that
/// assigns the field.
fn line_of(source: &str, field: &str) -> Option<usize> {
    let (head, rest) = field.split_once('.').unwrap_or((field, ""));
    let numbered = |head: &str| {
        head.split_once('[')
            .and_then(|(_, number)| number.strip_suffix(']')?.parse::<usize>().ok())
    };
    let mut lines = source
        .lines()
        .enumerate()
        .map(|(number, line)| (number.saturating_add(1), line.trim_start()));
    let name = match (head.starts_with("contests["), rest) {
        (true, rest) => {
            let contest = numbered(head)?;
            let start = lines
                .by_ref()
                .filter(|(_, line)| line.starts_with("[[contests]]"))
                .nth(contest)?;
            if let Some(option) = rest
                .strip_prefix("options[")
                .and_then(|rest| rest.split(']').next()?.parse::<usize>().ok())
            {
                let options = lines.skip_while(|(_, line)| !line.starts_with("options"));
                return options
                    .filter(|(_, line)| line.contains("id"))
                    .nth(option)
                    .map(|(number, _)| number);
            }
            let wanted = rest.split(['.', '[']).next()?;
            let wanted: &[&str] = if wanted == "rule" {
                &["choose", "score"]
            } else {
                &[wanted]
            };
            let found = lines
                .take_while(|(_, line)| !line.starts_with("[["))
                .find(|(_, line)| wanted.iter().any(|name| line.starts_with(name)));
            return found.or(Some(start)).map(|(number, _)| number);
        }
        (false, "closes" | "opens") => rest,
        (false, _) => head.split('[').next()?,
    };
    lines
        .find(|(_, line)| !name.is_empty() && line.starts_with(name))
        .map(|(number, _)| number)
}

impl ContestConfig {
    fn build(self) -> Result<Contest, String> {
        let wrong = |reason: &str| format!("contest {:?}: {reason}", self.id);
        let rule = match (&self.choose, &self.score) {
            (Some(choose), None) => Rule::Choose {
                minimum: choose.minimum,
                maximum: choose.maximum,
            },
            (None, Some(score)) => Rule::Score {
                bound: score.bound,
                sum: match (score.minimum, score.maximum) {
                    (None, None) => None,
                    (minimum, Some(maximum)) => Some(SumLimit {
                        minimum: minimum.unwrap_or(0),
                        maximum,
                    }),
                    (Some(_), None) => return Err(wrong("score has a minimum and no maximum")),
                },
            },
            _ => return Err(wrong("needs exactly one of the fields choose and score")),
        };
        Ok(Contest {
            rule,
            title: self.title.into_iter().collect(),
            options: self
                .options
                .into_iter()
                .map(|option| ContestOption {
                    id: option.id,
                    label: option.label.into_iter().collect(),
                })
                .collect(),
            id: self.id,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrusteeFile {
    name: String,
    signing_key: VerifyingKey,
    encryption_key: Point,
}

/// Reads a trustee's public key file.
///
/// # Errors
/// If it cannot be read or is something else.
pub fn trustee(path: &Path) -> Result<Trustee, Failure> {
    let hint = "name the trustee.pub.json that the trustee made with `tally init`";
    let bytes =
        fs::read(path).map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), hint))?;
    let file: TrusteeFile = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::wrong(format!("{}: {error}", path.display()), hint))?;
    Ok(Trustee {
        name: file.name,
        signing_key: file.signing_key,
        encryption_key: file.encryption_key,
    })
}

/// POSIX seconds of a date with time and offset.
fn posix_seconds(value: &toml::value::Datetime) -> Option<u64> {
    let (date, time, offset) = (value.date?, value.time?, value.offset?);
    let minutes = match offset {
        toml::value::Offset::Z => 0,
        toml::value::Offset::Custom { minutes } => i64::from(minutes),
    };
    // Days since 1970-01-01 in the proleptic Gregorian calendar, counted from March.
    let (year, month) = (i64::from(date.year), i64::from(date.month));
    let (year, month) = if month <= 2 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + i64::from(date.day)
        - 719_469;
    let seconds =
        i64::from(time.hour) * 3_600 + i64::from(time.minute) * 60 + i64::from(time.second.unwrap_or(0));
    u64::try_from(days * 86_400 + seconds - minutes * 60).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_posix_seconds() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-03-01T00:00:00Z", 951_868_800),
            ("2024-02-29T12:34:56Z", 1_709_210_096),
            ("2026-06-01T08:00:00+02:00", 1_780_293_600),
        ] {
            assert_eq!(posix_seconds(&text.parse().unwrap()), Some(seconds), "{text}");
        }
        assert_eq!(posix_seconds(&"2026-06-01".parse().unwrap()), None);
        assert_eq!(posix_seconds(&"2026-06-01T08:00:00".parse().unwrap()), None);
    }

    fn failure(source: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("e.toml");
        fs::write(&path, source).unwrap();
        read(&path)
            .unwrap_err()
            .to_string()
            .replace(folder.path().to_str().unwrap(), "")
    }

    #[test]
    fn mistakes_are_named_with_line_and_field() {
        let example = EXAMPLE.replace("trustees = [", "trustees = []\nleft_over = [");
        assert!(
            failure(&example).contains("unknown field `left_over`"),
            "{}",
            failure(&example)
        );
        let wrong = EXAMPLE.replace("threshold = 2", "threshold = \"two\"");
        let line = EXAMPLE
            .lines()
            .position(|line| line.starts_with("threshold"))
            .unwrap()
            + 1;
        let message = failure(&wrong);
        assert!(
            message.contains(&format!("line {line}:")) && message.contains("invalid type"),
            "{message}"
        );
        let message = failure("title = { en = 'x' }\nopens = 1");
        assert!(message.contains("line 2"), "{message}");
        let message = failure(&EXAMPLE.replace("choose = {", "score = { bound = 1 }\nchoose = {"));
        assert!(
            message.contains("mayor") || message.contains("trustee"),
            "{message}"
        );
    }

    #[test]
    fn fields_of_a_manifest_are_found_in_its_definition() {
        let line = |start: &str| {
            EXAMPLE
                .lines()
                .position(|line| line.trim_start().starts_with(start))
                .unwrap()
                + 1
        };
        assert_eq!(line_of(EXAMPLE, "schedule.closes"), Some(line("closes")));
        assert_eq!(line_of(EXAMPLE, "minimum_ballots"), Some(line("minimum_ballots")));
        assert_eq!(line_of(EXAMPLE, "trustees[1]"), Some(line("trustees")));
        assert_eq!(line_of(EXAMPLE, "contests[1].rule"), Some(line("score")));
        assert_eq!(
            line_of(EXAMPLE, "contests[0].options[1].id"),
            Some(line("{ id = \"baker\""))
        );
    }
}
