//! An election's definition as an official writes it: TOML, with errors that name line and field.

use crate::{
    Failure,
    calendar::posix_seconds,
    places::{Mistake, Places},
    witnesses::{self, WitnessConfig},
};
use ostrakon_crypto::{
    group::Point,
    hash::Hash,
    signature::{SigningKey, VerifyingKey},
};
use ostrakon_record::{
    manifest::{
        Contest, ContestOption, Group, Layout, LogIdentity, LogIdentityError, Manifest, ManifestError, Order,
        PROTOCOL, Picture, Rule, Schedule, SumLimit, Trustee,
    },
    pages::FileDigest,
    text::Text,
    tlog::policy::{PolicyError, Witness},
};
use rand_core::OsRng;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

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
    #[serde(default = "five")]
    challenges: u32,
    #[serde(default)]
    layout: Layout,
    check: Option<String>,
    threshold: u8,
    trustees: Vec<String>,
    quorum: Option<usize>,
    #[serde(default)]
    witness: Vec<WitnessConfig>,
    contests: Vec<ContestConfig>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContestConfig {
    id: String,
    title: Words,
    choose: Option<ChooseConfig>,
    score: Option<ScoreConfig>,
    allocate: Option<AllocateConfig>,
    options: Vec<OptionConfig>,
    #[serde(default)]
    description: Words,
    #[serde(default)]
    order: Order,
    #[serde(default)]
    groups: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChooseConfig {
    minimum: u32,
    maximum: u32,
    #[serde(default)]
    blank: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreConfig {
    bound: u32,
    minimum: Option<u32>,
    maximum: Option<u32>,
    #[serde(default)]
    blank: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AllocateConfig {
    bound: Option<u32>,
    #[serde(default)]
    minimum: u32,
    maximum: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OptionConfig {
    id: String,
    label: Words,
    #[serde(default)]
    description: Words,
    picture: Option<PictureConfig>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PictureConfig {
    /// Relative to the definition.
    file: PathBuf,
    address: String,
}

const fn yes() -> bool {
    true
}

const fn ten() -> u32 {
    10
}

const fn five() -> u32 {
    5
}

/// What a manifest holds besides the official's words.
pub struct Authorities {
    /// 32 random bytes.
    pub nonce: Hash,
    /// The official's key.
    pub authority: VerifyingKey,
    /// The registrar's key.
    pub registrar: VerifyingKey,
    /// The log's name.
    pub origin: String,
    /// The log's key.
    pub log: VerifyingKey,
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
    /// Who cosigns the log's checkpoints.
    pub witnesses: Vec<Witness>,
    /// How many of them a checkpoint needs; 0 if there are none.
    pub quorum: usize,
    /// Whether voters may vote again.
    pub revoting: bool,
    /// Fewest ballots that are decrypted.
    pub minimum_ballots: u32,
    /// How many ballots each voter may open to check the booth.
    pub challenges: u32,
    /// How a booth lays the contests out.
    pub layout: Layout,
    /// Where else voters check opened ballots.
    pub check: Option<String>,
    /// Digest of the voters' pages.
    pub pages: Option<FileDigest>,
    /// Where all this was written.
    pub places: Places,
}

impl Draft {
    /// The manifest, if an election can have it.
    ///
    /// # Errors
    /// Everything that is wrong, each with file, line and field.
    pub fn manifest(&self, authorities: Authorities) -> Result<Manifest, Failure> {
        let log = LogIdentity::new(
            authorities.origin,
            authorities.log,
            self.witnesses.clone(),
            self.quorum,
        )
        .map_err(|error| match error {
            LogIdentityError::Policy(PolicyError::Line { error, .. }) => {
                self.places.failure(&[Mistake::new("witness", error.to_string())])
            }
            error => Failure::wrong(
                format!("the board's name: {error}"),
                "tell the board's operator to give it another one with --name",
            ),
        })?;
        let manifest = Manifest {
            protocol: PROTOCOL.to_owned(),
            nonce: authorities.nonce,
            title: self.title.clone(),
            description: self.description.clone(),
            contests: self.contests.clone(),
            schedule: self.schedule,
            authority: authorities.authority,
            registrar: authorities.registrar,
            threshold: self.threshold,
            trustees: self.trustees.clone(),
            log,
            revoting: self.revoting,
            minimum_ballots: self.minimum_ballots,
            challenges: self.challenges,
            layout: self.layout,
            check: self.check.clone(),
            pages: self.pages,
        };
        let mistakes: Vec<Mistake> = manifest
            .problems()
            .into_iter()
            .map(|problem| match problem {
                ManifestError::Field { field, reason } | ManifestError::Trustees { field, reason } => {
                    Mistake::new(self.written_as(&field), reason)
                }
                other => Mistake::new("", other.to_string()),
            })
            .collect();
        self.places.report(&mistakes)?;
        Ok(manifest)
    }

    /// Whether there can be such an election, before there is a board and before there are keys.
    ///
    /// # Errors
    /// Everything that is wrong, each with file, line and field.
    pub fn check(&self) -> Result<(), Failure> {
        let spare = || SigningKey::generate(&mut OsRng).verifying_key();
        let authorities = Authorities {
            nonce: Hash::ZERO,
            authority: spare(),
            registrar: spare(),
            origin: format!("localhost/{}", "0".repeat(16)),
            log: spare(),
        };
        self.manifest(authorities).map(drop)
    }

    /// The definition's name of a manifest's field.
    fn written_as(&self, field: &str) -> String {
        if let Some(time) = field.strip_prefix("schedule.") {
            return time.to_owned();
        }
        if field == "log.policy" {
            return "witness".to_owned();
        }
        if let Some(contest) = field.strip_suffix(".rule") {
            let number = contest
                .strip_prefix("contests[")
                .and_then(|rest| rest.strip_suffix(']')?.parse::<usize>().ok());
            return match number.and_then(|number| Some(self.contests.get(number)?.rule)) {
                Some(Rule::Choose { .. }) => format!("{contest}.choose"),
                Some(Rule::Score { .. }) => format!("{contest}.score"),
                Some(Rule::Allocate { .. }) => format!("{contest}.allocate"),
                None => contest.to_owned(),
            };
        }
        field.to_owned()
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
    let places = Places::of_toml(path, &source);
    let config: Config = toml::from_str(&source).map_err(|error| places.unreadable(&error))?;
    let mut mistakes = Vec::new();
    let schedule = Schedule {
        opens: time("opens", &config.opens, &mut mistakes),
        closes: time("closes", &config.closes, &mut mistakes),
    };
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut trustees = Vec::new();
    for (number, file) in config.trustees.iter().enumerate() {
        match trustee(&folder.join(file)) {
            Ok(trustee) => trustees.push(trustee),
            Err(failure) => mistakes.push(Mistake::new(
                format!("trustees[{number}]"),
                format!("{failure}; {}", failure.hint()),
            )),
        }
    }
    let mut contests = Vec::new();
    for (number, contest) in config.contests.into_iter().enumerate() {
        match contest.build(folder) {
            Ok(contest) => contests.push(contest),
            Err(reason) => mistakes.push(Mistake::new(format!("contests[{number}]"), reason)),
        }
    }
    let (witnesses, quorum) = witnesses::read(&config.witness, config.quorum, &mut mistakes);
    places.report(&mistakes)?;
    Ok(Draft {
        title: config.title.into_iter().collect(),
        description: config.description.into_iter().collect(),
        contests,
        schedule,
        threshold: config.threshold,
        trustees,
        witnesses,
        quorum,
        revoting: config.revoting,
        minimum_ballots: config.minimum_ballots,
        challenges: config.challenges,
        layout: config.layout,
        check: config.check,
        pages: None,
        places,
    })
}

fn time(field: &str, value: &toml::value::Datetime, mistakes: &mut Vec<Mistake>) -> u64 {
    posix_seconds(value).unwrap_or_else(|| {
        mistakes.push(Mistake::new(
            field,
            format!("{value} is no date with time and offset, such as 2026-06-01T08:00:00+02:00"),
        ));
        0
    })
}

impl ContestConfig {
    fn build(self, folder: &Path) -> Result<Contest, String> {
        let wrong = |reason: &str| format!("contest {:?}: {reason}", self.id);
        let rule = match (&self.choose, &self.score, &self.allocate) {
            (Some(choose), None, None) => Rule::Choose {
                minimum: choose.minimum,
                maximum: choose.maximum,
                blank: choose.blank,
            },
            (None, Some(score), None) => Rule::Score {
                bound: score.bound,
                sum: match (score.minimum, score.maximum) {
                    (None, None) => None,
                    (minimum, Some(maximum)) => Some(SumLimit {
                        minimum: minimum.unwrap_or(0),
                        maximum,
                    }),
                    (Some(_), None) => return Err(wrong("score has a minimum and no maximum")),
                },
                blank: score.blank,
            },
            (None, None, Some(allocate)) => Rule::Allocate {
                bound: allocate.bound.unwrap_or(allocate.maximum),
                sum: SumLimit {
                    minimum: allocate.minimum,
                    maximum: allocate.maximum,
                },
            },
            _ => {
                return Err(wrong(
                    "needs exactly one of the fields choose, score and allocate",
                ));
            }
        };
        let options: Result<_, _> = self
            .options
            .into_iter()
            .map(|option| option.build(folder))
            .collect();
        Ok(Contest {
            rule,
            title: self.title.into_iter().collect(),
            options: options.map_err(|reason| format!("contest {:?}: {reason}", self.id))?,
            description: self.description.into_iter().collect(),
            order: self.order,
            groups: self.groups,
            id: self.id,
        })
    }
}

impl OptionConfig {
    fn build(self, folder: &Path) -> Result<ContestOption, String> {
        let picture = self.picture.map(|picture| {
            let file = folder.join(picture.file);
            let bytes = fs::read(&file)
                .map_err(|error| format!("option {:?}: picture {}: {error}", self.id, file.display()))?;
            Ok::<_, String>(Picture {
                address: picture.address,
                digest: Hash::of(&bytes),
            })
        });
        Ok(ContestOption {
            label: self.label.into_iter().collect(),
            description: self.description.into_iter().collect(),
            picture: picture.transpose()?,
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

/// The registrar's public key file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistrarFile {
    /// The key that the election's definition names.
    pub signing_key: VerifyingKey,
}

/// Reads the registrar's public key file.
///
/// # Errors
/// If it cannot be read or is something else.
pub fn registrar(path: &Path) -> Result<VerifyingKey, Failure> {
    let hint = "name the registrar.pub.json that the registrar made with `election-registrar init`";
    let bytes =
        fs::read(path).map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), hint))?;
    let file: RegistrarFile = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::wrong(format!("{}: {error}", path.display()), hint))?;
    Ok(file.signing_key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_crypto::secret::SecretScalar;

    /// A folder with the example's trustees.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for number in 1..=3 {
            let trustee = folder.path().join(format!("trustees/{number}"));
            fs::create_dir_all(&trustee).unwrap();
            let keys = serde_json::json!({
                "name": format!("Trustee {number}"),
                "signing_key": SigningKey::generate(&mut OsRng).verifying_key(),
                "encryption_key": SecretScalar::random(&mut OsRng).public(),
            });
            fs::write(trustee.join("trustee.pub.json"), keys.to_string()).unwrap();
        }
        folder
    }

    fn read_text(folder: &Path, source: &str) -> Result<Draft, String> {
        let path = folder.join("e.toml");
        fs::write(&path, source).unwrap();
        let draft = read(&path).and_then(|draft| draft.check().map(|()| draft));
        draft.map_err(|failure| failure.to_string().replace(&format!("{}/", folder.display()), ""))
    }

    /// The line of the example that starts with this.
    fn line(start: &str) -> usize {
        let mut lines = EXAMPLE.lines();
        lines
            .position(|line| line.trim_start().starts_with(start))
            .unwrap()
            + 1
    }

    #[test]
    fn the_example_is_a_sane_election() {
        let folder = folder();
        let draft = read_text(folder.path(), EXAMPLE).unwrap();
        assert_eq!(draft.trustees.len(), 3);
        assert_eq!(
            draft.contests[0].rule,
            Rule::Choose {
                minimum: 1,
                maximum: 1,
                blank: true,
            }
        );
        assert_eq!(
            draft.schedule.closes - draft.schedule.opens,
            6 * 86_400 + 12 * 3_600
        );
        assert_eq!(
            draft.contests[1].rule,
            Rule::Score {
                bound: 5,
                sum: Some(SumLimit {
                    minimum: 1,
                    maximum: 5
                }),
                blank: false,
            }
        );
        assert!(draft.revoting);
        assert_eq!(draft.minimum_ballots, 10);
        assert_eq!(draft.challenges, 5);
    }

    /// What to replace by what in the example; the line by its start, the field and a part of the reason that are named.
    const MISTAKES: [(&str, &str, &str, &str, &str); 23] = [
        (
            "threshold = 2",
            "threshold = \"two\"",
            "threshold",
            "threshold",
            "invalid type: string \"two\", expected u8",
        ),
        (
            "threshold = 2",
            "threshold = 4",
            "threshold",
            "threshold",
            "a threshold of 4 of 3 is impossible",
        ),
        (
            "revoting = true",
            "re_voting = true",
            "revoting",
            "re_voting",
            "unknown field `re_voting`",
        ),
        (
            "opens = 2026-06-01T08:00:00+00:00",
            "opens = 2026-06-01",
            "opens",
            "opens",
            "2026-06-01 is no date with time and offset",
        ),
        (
            "closes = 2026-06-07",
            "closes = 2025-06-07",
            "closes",
            "closes",
            "must be after",
        ),
        (
            "challenges = 5",
            "challenges = 101",
            "challenges",
            "challenges",
            "allowed are 0 to 100",
        ),
        (
            "minimum_ballots = 10",
            "minimum_ballots = 2",
            "minimum_ballots",
            "minimum_ballots",
            "is 2; at least 3",
        ),
        (
            "trustees/2/trustee",
            "trustees/4/trustee",
            "\"trustees/2",
            "trustees[1]",
            "trustees/4/trustee.pub.json: No such file",
        ),
        (
            "trustees/2/trustee",
            "trustees/1/trustee",
            "\"trustees/2",
            "trustees[1]",
            "another role or trustee",
        ),
        (
            "id = \"mayor\"",
            "id = \"the mayor\"",
            "id = \"mayor\"",
            "contests[0].id",
            "\"the mayor\" must have",
        ),
        (
            "choose = { minimum = 1",
            "choose = { minimum = 2",
            "choose",
            "contests[0].choose",
            "minimum 2 and maximum 1 are impossible",
        ),
        (
            "score = { bound = 5",
            "score = { bound = 256",
            "score",
            "contests[1].score",
            "highest value is 256",
        ),
        (
            "maximum = 1, blank = true",
            "maximum = 1, blank = 1",
            "choose",
            "contests[0].choose.blank",
            "invalid type: integer `1`, expected a boolean",
        ),
        (
            "bound = 5, minimum = 1, maximum = 5",
            "bound = 5, blank = true",
            "score",
            "contests[1].score",
            "a blank vote excludes points, which needs limits of their sum",
        ),
        (
            "bound = 5000",
            "bound = 0",
            "allocate",
            "contests[2].allocate",
            "highest value is 0; allowed are 1 to 4294967295",
        ),
        (
            "maximum = 10000",
            "maximum = 4294967296",
            "allocate",
            "contests[2].allocate.maximum",
            "expected u32",
        ),
        (
            "minimum = 0, maximum = 10000",
            "minimum = 0, maximum = 10001",
            "allocate",
            "contests[2].allocate",
            "minimum 0 and maximum 10001 are impossible",
        ),
        (
            "allocate = { bound = 5000, minimum = 0, maximum",
            "allocate = { blank = true, maximum",
            "allocate",
            "contests[2].allocate.blank",
            "unknown field `blank`",
        ),
        (
            "choose = { minimum = 1, maximum = 1, blank = true }",
            "# none",
            "[[contests]]",
            "contests[0]",
            "needs exactly one of the fields choose, score and allocate",
        ),
        (
            "{ id = \"baker\"",
            "{ id = \"archer\"",
            "{ id = \"baker\"",
            "contests[0].options[1].id",
            "used twice",
        ),
        (
            "{ id = \"baker\", label",
            "{ id = \"baker\", name",
            "{ id = \"baker\"",
            "contests[0].options[1].name",
            "unknown field `name`",
        ),
        (
            "en = \"Baker\"",
            "en = 7",
            "{ id = \"baker\"",
            "contests[0].options[1].label.en",
            "invalid type",
        ),
        (
            "title = { en = \"Who shall be mayor?\" }",
            "title = {}",
            "title = { en = \"Who",
            "contests[0].title",
            "must be given in at least one language",
        ),
    ];

    #[test]
    fn every_mistake_is_named_with_line_and_field() {
        let folder = folder();
        for (from, to, start, field, reason) in MISTAKES {
            assert!(EXAMPLE.contains(from), "{from}");
            let message = read_text(folder.path(), &EXAMPLE.replacen(from, to, 1)).unwrap_err();
            let place = format!("e.toml, line {}, field {field}: ", line(start));
            assert!(
                message.starts_with(&place) && message.contains(reason),
                "{to}: {message}\nexpected: {place}{reason}"
            );
        }
    }

    #[test]
    fn several_mistakes_are_reported_at_once() {
        let folder = folder();
        let source = EXAMPLE
            .replace("threshold = 2", "threshold = 0")
            .replace("minimum_ballots = 10", "minimum_ballots = 0")
            .replace("id = \"budget\"", "id = \"mayor\"");
        let message = read_text(folder.path(), &source).unwrap_err();
        for field in ["field threshold", "field minimum_ballots", "field contests[1].id"] {
            assert!(message.contains(field), "{message}");
        }
    }

    #[test]
    fn a_syntax_error_and_a_missing_field_name_their_line() {
        let folder = folder();
        let message = read_text(folder.path(), "title = { en = \"x\" }\nopens = \n").unwrap_err();
        assert!(message.starts_with("e.toml, line 2"), "{message}");
        let message = read_text(folder.path(), &EXAMPLE.replace("id = \"budget\"\n", "")).unwrap_err();
        let second = EXAMPLE
            .lines()
            .enumerate()
            .filter(|(_, line)| *line == "[[contests]]")
            .nth(1)
            .unwrap()
            .0
            + 1;
        assert!(
            message.starts_with(&format!(
                "e.toml, line {second}, field contests[1]: missing field `id`"
            )),
            "{message}"
        );
    }
}
