//! What an election is (docs/record.md §3.1).

mod contest;
mod log;
mod problems;

pub use contest::{Contest, ContestOption, Group, Layout, Order, Picture};
pub use log::{LogIdentity, LogIdentityError};

use contest::is_origin;
use problems::Problems;

use crate::{
    body::Ballot,
    challenge::Challenge,
    entry::LINE_LIMIT,
    pages::FileDigest,
    text::Text,
    tlog::{Policy, policy::PolicyError},
};
use ostrakon_crypto::{
    ballot::BallotStyle,
    dkg::Session,
    group::Point,
    hash::Hash,
    index::{Threshold, TrusteeIndex},
    signature::VerifyingKey,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The only protocol version and cipher suite there is.
pub const PROTOCOL: &str = "ostrakon/1";
/// Most challenges that a manifest allows each voter.
pub const CHALLENGE_LIMIT: u32 = 100;
/// No election decrypts fewer ballots than this, whatever its manifest says.
pub const MINIMUM_BALLOTS_FLOOR: u32 = 3;
/// Most contests of one election.
pub const CONTEST_LIMIT: usize = 100;
/// Most options of all contests of one election, so that a ballot fits one line.
pub const OPTION_LIMIT: usize = 250;
/// Longest identifier, in bytes.
pub const IDENTIFIER_LIMIT: usize = 64;
/// Longest single text, in bytes.
pub const TEXT_LIMIT: usize = 4_000;
/// Largest possible count: Σ weights × highest value of an option.
pub const COUNT_LIMIT: u64 = 1 << 40;

/// An election's definition: the body of line 0, signed by the authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`PROTOCOL`].
    pub protocol: String,
    /// 32 random bytes; voter codes and line 0's signature are bound to it.
    pub nonce: Hash,
    /// What the election is called.
    pub title: Text,
    /// What it is about.
    pub description: Text,
    /// At least one.
    pub contests: Vec<Contest>,
    /// When voting is meant to begin and end.
    pub schedule: Schedule,
    /// Key of the election official.
    pub authority: VerifyingKey,
    /// Key of the registrar.
    pub registrar: VerifyingKey,
    /// t: how many trustees can decrypt, 1 to n.
    pub threshold: u8,
    /// Trustees 1..n in order.
    pub trustees: Vec<Trustee>,
    /// The log's name, key and witnesses.
    pub log: LogIdentity,
    /// Whether a later ballot of the same credential replaces an earlier one.
    pub revoting: bool,
    /// Nothing is decrypted when fewer ballots than this are counted; at least 3.
    pub minimum_ballots: u32,
    /// How many sealed ballots each voter may commit to in order to open them, 0 to 100.
    pub challenges: u32,
    /// How a booth lays the contests out.
    #[serde(default, skip_serializing_if = "Layout::is_default")]
    pub layout: Layout,
    /// Where else than at the board voters check opened ballots: an origin such as `https://check.example`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// The voters' pages of this election: the digest of the list of their files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<FileDigest>,
}

/// Announced times of voting. The authority's open and close lines decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// POSIX seconds.
    pub opens: u64,
    /// POSIX seconds, after `opens`.
    pub closes: u64,
}

/// A trustee's public identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trustee {
    /// What people call them.
    pub name: String,
    /// Signs their lines.
    pub signing_key: VerifyingKey,
    /// Receives their encrypted shares.
    pub encryption_key: Point,
}

/// A selection rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Rule {
    /// Between `minimum` and `maximum` of the options.
    Choose {
        /// Fewest options.
        minimum: u32,
        /// Most options.
        maximum: u32,
        /// Whether the contest can be left blank instead, which is counted.
        blank: bool,
    },
    /// Each option gets 0 to `bound` points; the sum may be limited.
    Score {
        /// Most points of one option, 1 to 255.
        bound: u32,
        /// Limits of the sum of all points, or none.
        sum: Option<SumLimit>,
        /// Whether the contest can be left blank instead, which is counted; only where the sum is limited.
        blank: bool,
    },
    /// An amount is shared out among the options.
    Allocate {
        /// Largest amount of one option, 1 to 2^32 − 1.
        bound: u32,
        /// Limits of the sum of all amounts.
        sum: SumLimit,
    },
}

/// Limits of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SumLimit {
    /// Smallest sum.
    pub minimum: u32,
    /// Largest sum.
    pub maximum: u32,
}

impl Rule {
    /// Highest value of one option.
    #[must_use]
    pub const fn bound(&self) -> u32 {
        match self {
            Self::Choose { .. } => 1,
            Self::Score { bound, .. } | Self::Allocate { bound, .. } => *bound,
        }
    }

    /// Limits of the sum of the options' values.
    #[must_use]
    pub const fn sum(&self) -> Option<SumLimit> {
        match self {
            Self::Choose { minimum, maximum, .. } => Some(SumLimit {
                minimum: *minimum,
                maximum: *maximum,
            }),
            Self::Score { sum, .. } => *sum,
            Self::Allocate { sum, .. } => Some(*sum),
        }
    }

    /// Whether the contest can be left blank.
    #[must_use]
    pub const fn blank(&self) -> bool {
        match self {
            Self::Choose { blank, .. } | Self::Score { blank, .. } => *blank,
            Self::Allocate { .. } => false,
        }
    }

    /// Whether the values are amounts.
    #[must_use]
    pub const fn allocates(&self) -> bool {
        matches!(self, Self::Allocate { .. })
    }
}

/// Something in a manifest that no election can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// Another protocol version or suite.
    #[error("unknown protocol {found:?}: this program knows {PROTOCOL:?}")]
    Protocol {
        /// What the manifest says.
        found: String,
    },
    /// A field is empty, too long or out of range.
    #[error("manifest field {field}: {reason}")]
    Field {
        /// Path of the field.
        field: String,
        /// What is wrong and what is allowed.
        reason: String,
    },
    /// A threshold that is impossible, or trustees that are not distinct.
    #[error("manifest field {field}: {reason}")]
    Trustees {
        /// Path of the field.
        field: String,
        /// What is wrong and what is allowed.
        reason: String,
    },
}

impl Manifest {
    /// Everything that is wrong with this manifest; nothing if it is sane.
    #[must_use]
    pub fn problems(&self) -> Vec<ManifestError> {
        let mut found = Problems(Vec::new());
        if self.protocol != PROTOCOL {
            found.0.push(ManifestError::Protocol {
                found: self.protocol.clone(),
            });
        }
        found.text("title", &self.title, true);
        found.text("description", &self.description, false);
        self.check_contests(&mut found);
        self.check_keys(&mut found);
        if self.schedule.closes <= self.schedule.opens {
            found.field("schedule.closes", "must be after schedule.opens".to_owned());
        }
        if self.minimum_ballots < MINIMUM_BALLOTS_FLOOR {
            found.field(
                "minimum_ballots",
                format!(
                    "is {}; at least {MINIMUM_BALLOTS_FLOOR} protect the secrecy of ballots",
                    self.minimum_ballots
                ),
            );
        }
        if self.challenges > CHALLENGE_LIMIT {
            found.field(
                "challenges",
                format!("is {}; allowed are 0 to {CHALLENGE_LIMIT}", self.challenges),
            );
        }
        if let Some(origin) = self.check.as_deref().filter(|origin| !is_origin(origin)) {
            found.field(
                "check",
                format!("{origin:?} must be an origin in lower case, such as \"https://check.example\""),
            );
        }
        let expected = self.nonce.to_string();
        let suffix = expected.get(..16).unwrap_or_default();
        let name = self.log.origin.strip_suffix(&format!("/{suffix}"));
        if name.is_none_or(str::is_empty) || self.log.origin.len() > 200 {
            found.field(
                "log.origin",
                format!("must be the board's name, a slash and {suffix}, at most 200 bytes"),
            );
        }
        found.0
    }

    fn check_contests(&self, found: &mut Problems) {
        if self.contests.is_empty() || self.contests.len() > CONTEST_LIMIT {
            found.field(
                "contests",
                format!(
                    "there are {}; allowed are 1 to {CONTEST_LIMIT}",
                    self.contests.len()
                ),
            );
        }
        let options: usize = self.contests.iter().map(|contest| contest.options.len()).sum();
        if options > OPTION_LIMIT {
            found.field(
                "contests",
                format!("they have {options} options together; allowed are {OPTION_LIMIT}"),
            );
        }
        let mut ids = BTreeSet::new();
        for (number, contest) in self.contests.iter().enumerate() {
            let path = format!("contests[{number}]");
            found.identifier(&format!("{path}.id"), &contest.id);
            if !ids.insert(contest.id.as_str()) {
                found.field(&format!("{path}.id"), format!("{:?} is used twice", contest.id));
            }
            found.text(&format!("{path}.title"), &contest.title, true);
            contest.check_presentation(&path, found);
            let mut option_ids = BTreeSet::new();
            for (number, option) in contest.options.iter().enumerate() {
                let path = format!("{path}.options[{number}]");
                found.identifier(&format!("{path}.id"), &option.id);
                if !option_ids.insert(option.id.as_str()) {
                    found.field(&format!("{path}.id"), format!("{:?} is used twice", option.id));
                }
                found.text(&format!("{path}.label"), &option.label, true);
                option.check_presentation(&path, found);
            }
            check_rule(&format!("{path}.rule"), contest, found);
        }
        if found.0.is_empty() {
            self.check_style(found);
        }
    }

    /// What the contests' rules must obey together.
    fn check_style(&self, found: &mut Problems) {
        match self.ballot_style() {
            Err(error) => found.0.push(error),
            Ok(style) => {
                let length = Ballot::longest_line(&style);
                if length > LINE_LIMIT {
                    found.field(
                        "contests",
                        format!(
                            "a ballot would be a line of {length} bytes; allowed are {LINE_LIMIT}: have fewer options, or lower highest values"
                        ),
                    );
                }
                let length = Challenge::longest_line(&style);
                if self.challenges > 0 && length > LINE_LIMIT {
                    found.field(
                        "challenges",
                        format!(
                            "an opened ballot would be a line of {length} bytes; allowed are {LINE_LIMIT}: have fewer options, lower highest values or no challenges"
                        ),
                    );
                }
            }
        }
    }

    /// Trustees, witnesses and that no key occurs twice.
    fn check_keys(&self, found: &mut Problems) {
        let trustees = u8::try_from(self.trustees.len()).unwrap_or(0);
        if let Err(error) = Threshold::new(self.threshold, trustees) {
            found.0.push(ManifestError::Trustees {
                field: "threshold".to_owned(),
                reason: error.to_string(),
            });
        }
        let mut signing = BTreeSet::new();
        for (field, key) in [
            ("authority", self.authority),
            ("registrar", self.registrar),
            ("log.key", self.log.key),
        ] {
            if !signing.insert(key) {
                found.field(field, "is a key that another role has too".to_owned());
            }
        }
        let mut encryption = BTreeSet::new();
        for (number, trustee) in self.trustees.iter().enumerate() {
            let path = format!("trustees[{number}]");
            if trustee.name.is_empty() || trustee.name.len() > 200 {
                found.field(&format!("{path}.name"), "must have 1 to 200 bytes".to_owned());
            }
            if !signing.insert(trustee.signing_key) || !encryption.insert(trustee.encryption_key) {
                found.0.push(ManifestError::Trustees {
                    field: path,
                    reason: format!(
                        "{:?} has a key that another role or trustee has too",
                        trustee.name
                    ),
                });
            }
        }
        for problem in self.log.policy_problems(&mut signing) {
            found.field("log.policy", problem);
        }
    }

    /// Whose signatures a checkpoint of the log needs.
    ///
    /// # Errors
    /// If the manifest's text is no policy.
    pub fn policy(&self) -> Result<Policy, PolicyError> {
        self.log.policy.parse()
    }

    /// t of n.
    ///
    /// # Errors
    /// If the manifest's numbers are impossible.
    pub fn threshold(&self) -> Result<Threshold, ManifestError> {
        u8::try_from(self.trustees.len())
            .map_err(|_| "there are more than 255 trustees".to_owned())
            .and_then(|trustees| Threshold::new(self.threshold, trustees).map_err(|error| error.to_string()))
            .map_err(|reason| ManifestError::Trustees {
                field: "threshold".to_owned(),
                reason,
            })
    }

    /// The trustee at an index.
    #[must_use]
    pub fn trustee(&self, index: TrusteeIndex) -> Option<&Trustee> {
        trustee_at(&self.trustees, index)
    }

    /// The index of the trustee who has this signing key.
    #[must_use]
    pub fn index_of(&self, signing_key: &VerifyingKey) -> Option<TrusteeIndex> {
        position_of(&self.trustees, signing_key)
    }

    /// The contests' rules in the form that proofs need.
    ///
    /// # Errors
    /// If a rule is impossible.
    pub fn ballot_style(&self) -> Result<BallotStyle, ManifestError> {
        let rules = self.contests.iter().map(Contest::rule_in_numbers).collect();
        BallotStyle::new(rules).map_err(|error| ManifestError::Field {
            field: "contests".to_owned(),
            reason: error.to_string(),
        })
    }

    /// The key generation session that line 0 starts.
    ///
    /// # Errors
    /// If the threshold is impossible.
    pub fn session(&self, election: Hash) -> Result<Session, ManifestError> {
        Ok(Session {
            id: election,
            threshold: self.threshold()?,
            encryption_keys: self
                .trustees
                .iter()
                .map(|trustee| trustee.encryption_key)
                .collect(),
        })
    }
}

/// The trustee at an index of a list.
pub(crate) fn trustee_at(trustees: &[Trustee], index: TrusteeIndex) -> Option<&Trustee> {
    trustees.get(usize::from(index.get()).checked_sub(1)?)
}

/// The index of the trustee who has this signing key.
pub(crate) fn position_of(trustees: &[Trustee], signing_key: &VerifyingKey) -> Option<TrusteeIndex> {
    let position = trustees
        .iter()
        .position(|trustee| trustee.signing_key == *signing_key)?;
    TrusteeIndex::new(u8::try_from(position.checked_add(1)?).ok()?).ok()
}

fn check_rule(path: &str, contest: &Contest, found: &mut Problems) {
    let options = u32::try_from(contest.options.len()).unwrap_or(u32::MAX);
    if options < 1 {
        found.field(path, "a contest needs at least 1 option".to_owned());
    }
    let bound = contest.rule.bound();
    let highest = if contest.rule.allocates() { u32::MAX } else { 255 };
    if !(1..=highest).contains(&bound) {
        found.field(
            path,
            format!("an option's highest value is {bound}; allowed are 1 to {highest}"),
        );
    }
    if contest.rule.blank() && contest.rule.sum().is_none() {
        found.field(
            path,
            "a blank vote excludes points, which needs limits of their sum; set a sum".to_owned(),
        );
    }
    if let Some(sum) = contest.rule.sum() {
        let most = options.saturating_mul(bound);
        if sum.minimum > sum.maximum || sum.maximum > most || sum.maximum == 0 {
            found.field(
                path,
                format!(
                    "minimum {} and maximum {} are impossible: 0 <= minimum <= maximum, 1 <= maximum <= {most}",
                    sum.minimum, sum.maximum
                ),
            );
        }
    }
}
