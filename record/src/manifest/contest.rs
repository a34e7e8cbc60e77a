//! A question with its options, and how a booth shows them (docs/record.md §3.1, §3.6).

use super::{Rule, problems::Problems};
use crate::text::Text;
use ostrakon_crypto::{
    ballot::ContestRule,
    group::Point,
    hash::{Hash, Hasher},
};
use serde::{Deserialize, Serialize};

/// Longest address of a picture, and longest origin, in bytes.
const ADDRESS_LIMIT: usize = 200;

/// How a booth lays the contests out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// All on one page.
    #[default]
    OnePage,
    /// One after the other.
    OneByOne,
}

impl Layout {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// In which order a booth shows a contest's options. The order in a ballot is always the manifest's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// As the manifest has them.
    #[default]
    Fixed,
    /// Beginning elsewhere for each credential, so that no option is first for everybody.
    Rotated,
}

impl Order {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contest {
    /// Unique in the election: letters, digits, `-`, `_`, `.`.
    pub id: String,
    /// The question.
    pub title: Text,
    /// What may be selected.
    pub rule: Rule,
    /// In the order in which ballots have them.
    pub options: Vec<ContestOption>,
    /// More about the question.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// In which order voters see the options.
    #[serde(default, skip_serializing_if = "Order::is_default")]
    pub order: Order,
    /// Options that belong together, each group after the other; none, or all of the options are in one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}

/// Options under a common title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What they have in common.
    pub title: Text,
    /// How many options they are, at least 1.
    pub options: usize,
}

/// One possible answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestOption {
    /// Unique in the contest: letters, digits, `-`, `_`, `.`.
    pub id: String,
    /// What the voter reads.
    pub label: Text,
    /// More about it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub description: Text,
    /// What the voter sees beside the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
}

/// A picture that the booth's own server has, and that the booth shows only if it is this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// A path at the booth's server that ends in `.svg`, `.png`, `.jpg` or `.webp`.
    pub address: String,
    /// SHA3-256 of the file.
    pub digest: Hash,
}

impl ContestOption {
    /// An option with a label only.
    #[must_use]
    pub fn new(id: &str, label: Text) -> Self {
        Self {
            id: id.to_owned(),
            label,
            description: Text::default(),
            picture: None,
        }
    }

    pub(super) fn check_presentation(&self, path: &str, found: &mut Problems) {
        found.text(&format!("{path}.description"), &self.description, false);
        if let Some(picture) = self
            .picture
            .as_ref()
            .filter(|picture| picture.kind().is_none() || !is_path(&picture.address))
        {
            found.field(
                &format!("{path}.picture"),
                format!(
                    "{:?} must be a path such as \"/pictures/bridge.svg\": letters, digits, '-', '_', '.', ending in \
                     .svg, .png, .jpg or .webp",
                    picture.address
                ),
            );
        }
    }
}

impl Picture {
    /// The file's media type, by the ending of its name.
    #[must_use]
    pub fn kind(&self) -> Option<&'static str> {
        match self.address.rsplit_once('.')?.1 {
            "svg" => Some("image/svg+xml"),
            "png" => Some("image/png"),
            "jpg" => Some("image/jpeg"),
            "webp" => Some("image/webp"),
            _ => None,
        }
    }
}

impl Contest {
    /// A contest with a title and options only.
    #[must_use]
    pub fn new(id: &str, title: Text, rule: Rule, options: Vec<ContestOption>) -> Self {
        Self {
            id: id.to_owned(),
            title,
            rule,
            options,
            description: Text::default(),
            order: Order::default(),
            groups: Vec::new(),
        }
    }

    /// Number of values of a ballot in this contest: one for each option, then one for the blank vote if there is one.
    #[must_use]
    pub fn values(&self) -> usize {
        self.options.len().saturating_add(usize::from(self.rule.blank()))
    }

    /// The options as a booth shows them to the voter with a credential: groups in their order, each with the options'
    /// positions in the manifest. A contest without groups is one group without a title. `number` is the contest's, from 0.
    #[must_use]
    pub fn shown(
        &self,
        number: usize,
        election: &Hash,
        credential: &Point,
    ) -> Vec<(Option<&Group>, Vec<usize>)> {
        let mut next = 0_usize;
        let mut positions = |count: usize| {
            let begin = next;
            next = next.saturating_add(count);
            (begin..next).collect::<Vec<_>>()
        };
        let mut shown: Vec<_> = if self.groups.is_empty() {
            vec![(None, positions(self.options.len()))]
        } else {
            let groups = self.groups.iter();
            groups
                .map(|group| (Some(group), positions(group.options)))
                .collect()
        };
        if self.order == Order::Rotated {
            let begin = first_shown(number, election, credential);
            rotate(&mut shown, begin);
            for (_, positions) in &mut shown {
                rotate(positions, begin);
            }
        }
        shown
    }

    pub(super) fn rule_in_numbers(&self) -> ContestRule {
        ContestRule {
            options: self.options.len(),
            bound: self.rule.bound(),
            sum: self.rule.sum().map(|sum| (sum.minimum, sum.maximum)),
            blank: self.rule.blank(),
            allocate: self.rule.allocates(),
        }
    }

    pub(super) fn check_presentation(&self, path: &str, found: &mut Problems) {
        found.text(&format!("{path}.description"), &self.description, false);
        let mut grouped = 0_usize;
        for (number, group) in self.groups.iter().enumerate() {
            let path = format!("{path}.groups[{number}]");
            found.text(&format!("{path}.title"), &group.title, true);
            if group.options == 0 {
                found.field(
                    &format!("{path}.options"),
                    "a group has at least 1 option".to_owned(),
                );
            }
            grouped = grouped.saturating_add(group.options);
        }
        if !self.groups.is_empty() && grouped != self.options.len() {
            found.field(
                &format!("{path}.groups"),
                format!("have {grouped} options; the contest has {}", self.options.len()),
            );
        }
    }
}

/// A number that is anything for a credential, and the same for it on every device.
fn first_shown(number: usize, election: &Hash, credential: &Point) -> u64 {
    // At most 100 contests.
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let mut seed = Hasher::new();
    seed.update(b"ostrakon/v1/order\n");
    seed.update(election.as_bytes());
    seed.update(credential.as_bytes());
    seed.update(&number.to_be_bytes());
    let seed = seed.finish();
    let first = seed.as_bytes().first_chunk().copied().unwrap_or_default();
    u64::from_be_bytes(first)
}

fn rotate<T>(list: &mut [T], begin: u64) {
    let length = u64::try_from(list.len()).unwrap_or(u64::MAX);
    let begin = begin.checked_rem(length).unwrap_or(0);
    // Less than the length.
    list.rotate_left(usize::try_from(begin).unwrap_or(0));
}

/// A path without empty parts and without `.` and `..`.
fn is_path(address: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    address.len() <= ADDRESS_LIMIT
        && address
            .strip_prefix('/')
            .is_some_and(|parts| parts.split('/').all(part))
}

/// Whether this is an origin as browsers write it: without the port that is the usual one.
pub(super) fn is_origin(origin: &str) -> bool {
    let host = [("https://", 443), ("http://", 80)]
        .into_iter()
        .find_map(|(scheme, port)| Some((origin.strip_prefix(scheme)?, port)));
    let sane = |(host, usual): (&str, u16)| {
        let (name, port) = host
            .rsplit_once(':')
            .map_or((host, None), |(name, port)| (name, Some(port)));
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte))
            && port.is_none_or(|port| {
                port.parse::<u16>()
                    .is_ok_and(|number| number > 0 && number != usual && number.to_string() == port)
            })
    };
    origin.len() <= ADDRESS_LIMIT && host.is_some_and(sane)
}
