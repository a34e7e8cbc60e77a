//! A ballot's name (docs/record.md §4).

use core::{fmt, str::FromStr};
use data_encoding::{Encoding, HEXLOWER};
use ostrakon_crypto::hash::Hash;
use serde::{Deserialize, Serialize};

/// SHA3-256 of a ballot line's unsigned body. Software compares it whole; people see 25 characters of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BallotTracker(Hash);

impl BallotTracker {
    /// The tracker of a canonical unsigned ballot body.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        Self(Hash::of(body))
    }

    /// A tracker from its hash.
    #[must_use]
    pub const fn from_hash(hash: Hash) -> Self {
        Self(hash)
    }

    /// The whole hash.
    #[must_use]
    pub const fn hash(&self) -> &Hash {
        &self.0
    }
}

/// Characters of a tracker as people have it.
const SHORT: usize = 25;
/// Its digits in hexadecimal.
const WHOLE: usize = 64;

/// What somebody has of a tracker: the 25 characters for people, or all of it in hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrackerText {
    /// The least tracker that it can be.
    first: BallotTracker,
    /// The greatest one.
    last: BallotTracker,
}

/// Text that is no tracker.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrackerError {
    /// Too short or too long.
    #[error("a tracker has {SHORT} letters and digits; this one has {found}")]
    Length {
        /// Characters, without hyphens and white space.
        found: usize,
    },
    /// A character that no tracker has.
    #[error("character {position} of the tracker is {character:?}, which no tracker has")]
    Character {
        /// Which.
        character: char,
        /// Its place, from 1, without hyphens and white space.
        position: usize,
    },
}

impl TrackerText {
    /// Trackers from this one on, up to [`TrackerText::last`], are what was meant.
    #[must_use]
    pub const fn first(&self) -> &BallotTracker {
        &self.first
    }

    /// See [`TrackerText::first`].
    #[must_use]
    pub const fn last(&self) -> &BallotTracker {
        &self.last
    }

    /// Whether this is of that tracker.
    #[must_use]
    pub fn matches(&self, tracker: &BallotTracker) -> bool {
        (self.first..=self.last).contains(tracker)
    }

    /// All trackers that begin with these 160 bits in base32.
    fn bound(text: &str, rest: u8) -> Option<BallotTracker> {
        let mut hash = [rest; 32];
        hash.get_mut(..20)?
            .copy_from_slice(&crockford()?.decode(text.as_bytes()).ok()?);
        Some(BallotTracker(Hash::from_bytes(hash)))
    }
}

/// As short as it is known.
impl fmt::Display for TrackerText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            self.first.0.fmt(f)
        } else {
            self.first.fmt(f)
        }
    }
}

impl From<BallotTracker> for TrackerText {
    fn from(tracker: BallotTracker) -> Self {
        Self {
            first: tracker,
            last: tracker,
        }
    }
}

/// Any case, with or without hyphens and white space; of the 25 characters, O stands for 0, I and L for 1.
impl FromStr for TrackerText {
    type Err = TrackerError;
    fn from_str(text: &str) -> Result<Self, TrackerError> {
        let plain: Vec<char> = text
            .chars()
            .filter(|character| !character.is_whitespace() && *character != '-')
            .collect();
        let digits = match plain.len() {
            WHOLE => HEXLOWER.specification().symbols,
            SHORT => SYMBOLS.to_owned(),
            found => return Err(TrackerError::Length { found }),
        };
        let mut clean = String::with_capacity(plain.len());
        for (character, position) in plain.iter().copied().zip(1..) {
            let digit = if plain.len() == WHOLE {
                character.to_ascii_lowercase()
            } else {
                match character.to_ascii_uppercase() {
                    'O' => '0',
                    'I' | 'L' => '1',
                    other => other,
                }
            };
            if !digits.contains(digit) {
                return Err(TrackerError::Character { character, position });
            }
            clean.push(digit);
        }
        let found = plain.len();
        if found == WHOLE {
            let hash = clean.parse().map_err(|_| TrackerError::Length { found })?;
            return Ok(BallotTracker(hash).into());
        }
        // 7 characters more are 20 bytes.
        let bound = |symbol: char, rest: u8| {
            let filled: String = clean.chars().chain([symbol; 7]).collect();
            Self::bound(&filled, rest).ok_or(TrackerError::Length { found })
        };
        Ok(Self {
            first: bound('0', 0)?,
            last: bound('Z', u8::MAX)?,
        })
    }
}

/// Crockford's base32: no I, L, O, U.
const SYMBOLS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn crockford() -> Option<Encoding> {
    let mut specification = data_encoding::Specification::new();
    specification.symbols.push_str(SYMBOLS);
    specification.encoding().ok()
}

/// The first 125 bits as 25 Crockford base32 characters in groups of five.
impl fmt::Display for BallotTracker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // 20 bytes are exactly 32 characters, so no padding bits enter.
        let prefix = self.0.as_bytes().get(..20).unwrap_or_default();
        let text = crockford().ok_or(fmt::Error)?.encode(prefix);
        for (position, character) in text.chars().take(25).enumerate() {
            if position > 0 && position % 5 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{character}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_the_tracker_that_they_were_shown() {
        for number in 0..200u8 {
            let tracker = BallotTracker::of(&[number]);
            let shown = tracker.to_string();
            let typed = [
                shown.clone(),
                shown.to_lowercase().replace('-', " "),
                shown.replace('0', "o").replace('1', "L"),
                shown.replace('1', "i").replace('-', "\n"),
                tracker.hash().to_string(),
                tracker.hash().to_string().to_uppercase(),
            ];
            for text in typed {
                let text: TrackerText = text.parse().unwrap();
                assert_eq!(text.to_string().parse(), Ok(text));
                assert!(text.matches(&tracker), "{shown}");
                assert!(!text.matches(&BallotTracker::of(&[number, 0])));
            }
        }
    }

    #[test]
    fn the_characters_are_the_first_125_bits_and_no_more() {
        let bytes: [u8; 32] = core::array::from_fn(|place| u8::try_from(place * 7).unwrap());
        let tracker = BallotTracker(Hash::from_bytes(bytes));
        let short: TrackerText = tracker.to_string().parse().unwrap();
        let flipped = |bit: usize| {
            let mut bytes = bytes;
            bytes[bit / 8] ^= 0x80 >> (bit % 8);
            BallotTracker(Hash::from_bytes(bytes))
        };
        for bit in 0..256 {
            assert_eq!(short.matches(&flipped(bit)), bit >= 125, "bit {bit}");
        }
    }

    #[test]
    fn errors_say_which_character_and_how_many() {
        let tracker = BallotTracker::of(b"a").to_string();
        let error = |text: &str| text.parse::<TrackerText>().unwrap_err();
        assert_eq!(error(""), TrackerError::Length { found: 0 });
        assert_eq!(error(&tracker[..28]), TrackerError::Length { found: 24 });
        let wrong = format!("{}U{}", &tracker[..7], &tracker[8..]);
        let character = TrackerError::Character {
            character: 'U',
            position: 7,
        };
        assert_eq!(error(&wrong), character);
        assert_eq!(
            error(&"g".repeat(64)),
            TrackerError::Character {
                character: 'g',
                position: 1
            }
        );
    }
}
