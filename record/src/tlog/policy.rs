//! Whose signatures make a checkpoint count: tlog-policy texts (docs/record.md §9.2).

use super::vkey::{PublicKey, VerifierKey, VerifierKeyError};
use core::{fmt, str::FromStr};
use std::collections::{BTreeMap, BTreeSet};

/// Most logs of a policy, most witnesses, and most groups.
pub const POLICY_LIMIT: usize = 32;
/// What cannot be a name, because it stands for no witness at all.
const NONE: &str = "none";

/// Which logs are trusted, and whose cosignatures a checkpoint needs.
///
/// Witnesses and groups have names, which mean nothing outside. A group is satisfied if enough of its members are;
/// each name is a member of at most one group, so that groups form trees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    /// The name of a witness or group.
    quorum: Option<String>,
}

/// A log that a policy trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// Its key; its origin is the key's name.
    pub key: VerifierKey,
    /// Where it can be read.
    pub address: Option<String>,
}

/// A witness that a policy counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// What the policy calls it, without white space.
    pub name: String,
    /// Its key.
    pub key: VerifierKey,
    /// Where checkpoints are submitted: what comes before `/add-checkpoint`.
    pub address: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    name: String,
    threshold: usize,
    members: Vec<String>,
}

/// A text that is no policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// A line is wrong.
    #[error("line {number} of the policy: {error}")]
    Line {
        /// Which line, from 1.
        number: usize,
        /// What is wrong with it.
        error: PolicyLineError,
    },
    /// There is no line about the quorum.
    #[error("the policy has no line `quorum`: say `quorum none` if checkpoints need no witness")]
    Quorum,
    /// The last line has no newline.
    #[error("the policy's last line does not end with a newline")]
    Newline,
}

/// A line that a policy cannot have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyLineError {
    /// There is a control character other than a tab.
    #[error("it has a control character")]
    Control,
    /// The line is of no known form.
    #[error(
        "it has none of the forms `log VKEY [ADDRESS]`, `witness NAME VKEY [ADDRESS]`, `group NAME all|any|K MEMBER...` and `quorum NAME`"
    )]
    Form,
    /// The key cannot be read.
    #[error(transparent)]
    Key(#[from] VerifierKeyError),
    /// A log with a key for cosignatures, or a witness with a key that has no time.
    #[error("a {role} cannot have a key of type {type_byte:#04x}")]
    KeyType {
        /// `log` or `witness`.
        role: &'static str,
        /// The type's byte.
        type_byte: u8,
    },
    /// The key occurs twice.
    #[error("the key of {name} is that of an earlier {role}")]
    KeyTwice {
        /// The key's name.
        name: String,
        /// `log` or `witness`.
        role: &'static str,
    },
    /// The name is taken.
    #[error("the name {name:?} is taken")]
    NameTaken {
        /// The name.
        name: String,
    },
    /// The name is not that of a witness or group of an earlier line.
    #[error("no earlier line defines {name:?}")]
    Undefined {
        /// The name.
        name: String,
    },
    /// A name is a member twice.
    #[error("{name:?} is a member of a group already; nobody can count twice")]
    MemberTwice {
        /// The name.
        name: String,
    },
    /// A threshold that is no number from 1 to the number of members.
    #[error("{threshold:?} of {members} members: say `all`, `any` or a number from 1 to {members}")]
    Threshold {
        /// What the line says.
        threshold: String,
        /// How many members there are.
        members: usize,
    },
    /// A second quorum.
    #[error("there is a quorum already")]
    QuorumTwice,
    /// More than [`POLICY_LIMIT`].
    #[error("there are more than {POLICY_LIMIT} {what}")]
    TooMany {
        /// `logs`, `witnesses` or `groups`.
        what: &'static str,
    },
}

impl Policy {
    /// The policy of one log whose checkpoints need the cosignatures of `threshold` of the witnesses; `none`, if there
    /// are no witnesses and the threshold is 0.
    ///
    /// # Errors
    /// If the threshold is not between 1 and the number of witnesses, if names or keys are not distinct, or if a name
    /// or address has white space.
    pub fn of_log(log: Log, witnesses: Vec<Witness>, threshold: usize) -> Result<Self, PolicyError> {
        let policy = if witnesses.is_empty() && threshold == 0 {
            Self {
                logs: vec![log],
                ..Self::default()
            }
        } else {
            let group = Group {
                name: "enough".to_owned(),
                threshold,
                members: witnesses.iter().map(|witness| witness.name.clone()).collect(),
            };
            Self {
                logs: vec![log],
                witnesses,
                quorum: Some(group.name.clone()),
                groups: vec![group],
            }
        };
        // Reading what was written checks all that a policy must obey.
        policy.to_string().parse()
    }

    /// The logs.
    #[must_use]
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// The witnesses.
    #[must_use]
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }

    /// The name of the witness or group that a checkpoint needs, or none if it needs no cosignature.
    #[must_use]
    pub fn quorum(&self) -> Option<&str> {
        self.quorum.as_deref()
    }

    /// Whether the witnesses for which `cosigned` is true make the quorum.
    #[must_use]
    pub fn is_satisfied(&self, cosigned: impl Fn(&Witness) -> bool) -> bool {
        let enough = |threshold: usize, members: &[bool]| {
            members.iter().filter(|satisfied| **satisfied).count() >= threshold
        };
        self.evaluate(cosigned, enough).unwrap_or(true)
    }

    /// How many dishonest witnesses cannot make two quorums for two different histories, whoever they are: an honest
    /// witness cosigns only one. None, if two quorums need not even have a witness in common.
    ///
    /// It counts keys: if one witness has several, each counts as one that can be dishonest.
    #[must_use]
    pub fn tolerates(&self) -> Option<usize> {
        // Fewest witnesses that any two sets have in common, each of which is enough. Of n members, two choices of k
        // share at least 2k − n, at worst those that share the least; members have no witness in common, so these add.
        let shared = |threshold: usize, members: &[usize]| {
            let mut members = members.to_vec();
            members.sort_unstable();
            let common = (2 * threshold).saturating_sub(members.len());
            members.iter().take(common).sum()
        };
        self.evaluate(|_| 1, shared)?.checked_sub(1)
    }

    /// Fewest witnesses that make the quorum; none, if a checkpoint needs no cosignature.
    #[must_use]
    pub fn smallest_quorum(&self) -> Option<usize> {
        let fewest = |threshold: usize, members: &[usize]| {
            let mut members = members.to_vec();
            members.sort_unstable();
            members.iter().take(threshold).sum()
        };
        self.evaluate(|_| 1, fewest)
    }

    /// The value of the quorum, from those of witnesses and, in a group, of a threshold and its members.
    fn evaluate<T: Copy>(
        &self,
        witness: impl Fn(&Witness) -> T,
        group: impl Fn(usize, &[T]) -> T,
    ) -> Option<T> {
        let mut values: BTreeMap<&str, T> = BTreeMap::new();
        for known in &self.witnesses {
            values.insert(&known.name, witness(known));
        }
        // Members are defined before their group.
        for known in &self.groups {
            let members: Vec<T> = known
                .members
                .iter()
                .filter_map(|member| values.get(member.as_str()).copied())
                .collect();
            values.insert(&known.name, group(known.threshold, &members));
        }
        values.get(self.quorum.as_deref()?).copied()
    }
}

/// The policy in text, in its shortest form.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let write_address = |f: &mut fmt::Formatter<'_>, address: &Option<String>| match address {
            Some(address) => writeln!(f, " {address}"),
            None => writeln!(f),
        };
        for log in &self.logs {
            write!(f, "log {}", log.key)?;
            write_address(f, &log.address)?;
        }
        for witness in &self.witnesses {
            write!(f, "witness {} {}", witness.name, witness.key)?;
            write_address(f, &witness.address)?;
        }
        for group in &self.groups {
            writeln!(
                f,
                "group {} {} {}",
                group.name,
                group.threshold,
                group.members.join(" ")
            )?;
        }
        writeln!(f, "quorum {}", self.quorum.as_deref().unwrap_or(NONE))
    }
}

impl FromStr for Policy {
    type Err = PolicyError;
    fn from_str(text: &str) -> Result<Self, PolicyError> {
        let lines = text.strip_suffix('\n').ok_or(PolicyError::Newline)?;
        let mut reader = Reader::default();
        for (line, number) in lines.split('\n').zip(1..) {
            reader
                .read(line)
                .map_err(|error| PolicyError::Line { number, error })?;
        }
        if !reader.has_quorum {
            return Err(PolicyError::Quorum);
        }
        Ok(reader.policy)
    }
}

/// What the lines so far say.
#[derive(Default)]
struct Reader {
    policy: Policy,
    names: BTreeSet<String>,
    members: BTreeSet<String>,
    has_quorum: bool,
}

impl Reader {
    fn read(&mut self, line: &str) -> Result<(), PolicyLineError> {
        if line
            .chars()
            .any(|character| character.is_ascii_control() && character != '\t')
        {
            return Err(PolicyLineError::Control);
        }
        let items: Vec<&str> = line.split([' ', '\t']).filter(|item| !item.is_empty()).collect();
        match items.as_slice() {
            [] => Ok(()),
            [comment, ..] if comment.starts_with('#') => Ok(()),
            ["log", key] => self.log(key, None),
            ["log", key, address] => self.log(key, Some(address)),
            ["witness", name, key] => self.witness(name, key, None),
            ["witness", name, key, address] => self.witness(name, key, Some(address)),
            ["group", name, threshold, members @ ..] => self.group(name, threshold, members),
            ["quorum", name] => self.quorum(name),
            _ => Err(PolicyLineError::Form),
        }
    }

    fn log(&mut self, key: &str, address: Option<&str>) -> Result<(), PolicyLineError> {
        let key: VerifierKey = key.parse()?;
        let PublicKey::Ed25519(_) = key.key() else {
            return Err(key_type("log", &key));
        };
        check_new("log", &key, self.policy.logs.iter().map(|log| &log.key))?;
        self.policy.logs.push(Log {
            key,
            address: address.map(str::to_owned),
        });
        check_count("logs", self.policy.logs.len())
    }

    fn witness(&mut self, name: &str, key: &str, address: Option<&str>) -> Result<(), PolicyLineError> {
        let key: VerifierKey = key.parse()?;
        if !key.key().is_cosigner() {
            return Err(key_type("witness", &key));
        }
        let known = self.policy.witnesses.iter().map(|witness| &witness.key);
        check_new("witness", &key, known)?;
        self.define(name)?;
        self.policy.witnesses.push(Witness {
            name: name.to_owned(),
            key,
            address: address.map(str::to_owned),
        });
        check_count("witnesses", self.policy.witnesses.len())
    }

    fn group(&mut self, name: &str, threshold: &str, members: &[&str]) -> Result<(), PolicyLineError> {
        for member in members {
            self.check_defined(member)?;
            if !self.members.insert((*member).to_owned()) {
                return Err(PolicyLineError::MemberTwice {
                    name: (*member).to_owned(),
                });
            }
        }
        let number = match threshold {
            "any" => Some(1),
            "all" => Some(members.len()),
            digits => digits.parse().ok().filter(|k: &usize| k.to_string() == digits),
        };
        let number = number.filter(|k| (1..=members.len()).contains(k));
        let number = number.ok_or_else(|| PolicyLineError::Threshold {
            threshold: threshold.to_owned(),
            members: members.len(),
        })?;
        self.define(name)?;
        self.policy.groups.push(Group {
            name: name.to_owned(),
            threshold: number,
            members: members.iter().map(|member| (*member).to_owned()).collect(),
        });
        check_count("groups", self.policy.groups.len())
    }

    fn quorum(&mut self, name: &str) -> Result<(), PolicyLineError> {
        if self.has_quorum {
            return Err(PolicyLineError::QuorumTwice);
        }
        self.has_quorum = true;
        if name != NONE {
            self.check_defined(name)?;
            self.policy.quorum = Some(name.to_owned());
        }
        Ok(())
    }

    fn define(&mut self, name: &str) -> Result<(), PolicyLineError> {
        if name == NONE || !self.names.insert(name.to_owned()) {
            return Err(PolicyLineError::NameTaken {
                name: name.to_owned(),
            });
        }
        Ok(())
    }

    fn check_defined(&self, name: &str) -> Result<(), PolicyLineError> {
        if self.names.contains(name) {
            return Ok(());
        }
        Err(PolicyLineError::Undefined {
            name: name.to_owned(),
        })
    }
}

fn key_type(role: &'static str, key: &VerifierKey) -> PolicyLineError {
    PolicyLineError::KeyType {
        role,
        type_byte: key.key().type_byte(),
    }
}

/// Keys are the same if their bytes are, whatever their names.
fn check_new<'a>(
    role: &'static str,
    key: &VerifierKey,
    mut known: impl Iterator<Item = &'a VerifierKey>,
) -> Result<(), PolicyLineError> {
    if known.any(|known| known.key() == key.key()) {
        return Err(PolicyLineError::KeyTwice {
            name: key.name().to_string(),
            role,
        });
    }
    Ok(())
}

fn check_count(what: &'static str, count: usize) -> Result<(), PolicyLineError> {
    if count > POLICY_LIMIT {
        return Err(PolicyLineError::TooMany { what });
    }
    Ok(())
}
