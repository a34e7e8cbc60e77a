//! What a voter posts to check a booth (docs/record.md §3, §4): a commitment to a sealed ballot, then its opening.

use crate::{
    body::{Ballot, base64},
    tracker::BallotTracker,
};
use data_encoding::BASE64URL_NOPAD;
use ostrakon_crypto::{
    ballot::{BallotStyle, Opening},
    group::{Point, Scalar},
    hash::Hash,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::SerializeSeq as _};

/// A voter has sealed a ballot, and has not said yet whether it will be cast or opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// Voting context: hash of the open line.
    pub context: Hash,
    /// Whose ballot.
    pub credential: Point,
    /// 1, 2, … for each credential.
    pub number: u32,
    /// The sealed ballot's name.
    pub tracker: BallotTracker,
}

/// A sealed ballot is opened for everybody to see; it is never cast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// Hash of the commitment's line.
    pub commitment: Hash,
    /// The ballot, exactly as it would have been cast.
    pub ballot: Ballot,
    /// For each contest what its ciphertexts hold.
    pub choices: Vec<Vec<u32>>,
    /// For each contest r of its ciphertexts.
    #[serde(
        serialize_with = "serialize_scalars",
        deserialize_with = "deserialize_scalars"
    )]
    pub randomness: Vec<Vec<Scalar>>,
}

impl Challenge {
    /// Length of the longest line that a challenge of a style can be.
    #[must_use]
    pub fn longest_line(style: &BallotStyle) -> usize {
        // What a challenge's line has besides a ballot's, but for the lists.
        let zero = Hash::ZERO;
        let frame = format!(r#"{{"commitment":"{zero}","ballot":,"choices":[],"randomness":[]}}"#);
        let kinds = "challenge".len().saturating_sub("ballot".len());
        let lists = style.contests().iter().map(|rule| {
            let values = rule.values();
            // Ten digits and a comma or bracket each, and two commas between lists.
            let choices = values.saturating_mul(11).saturating_add(1);
            let randomness = values.saturating_mul(128).div_ceil(3).saturating_add(2);
            choices.saturating_add(randomness).saturating_add(2)
        });
        lists
            .fold(frame.len().saturating_add(kinds), usize::saturating_add)
            .saturating_sub(2)
            .saturating_add(Ballot::longest_line(style))
    }

    /// What the ballot is opened to.
    #[must_use]
    pub fn opening(&self) -> Opening {
        Opening {
            choices: self.choices.clone(),
            randomness: self.randomness.clone(),
        }
    }
}

fn serialize_scalars<S: Serializer>(lists: &[Vec<Scalar>], serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(lists.len()))?;
    for list in lists {
        let bytes: Vec<u8> = list.iter().flat_map(Scalar::to_bytes).collect();
        sequence.serialize_element(&BASE64URL_NOPAD.encode(&bytes))?;
    }
    sequence.end()
}

fn deserialize_scalars<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Vec<Scalar>>, D::Error> {
    let mut lists = Vec::new();
    for text in Vec::<String>::deserialize(deserializer)? {
        let bytes = base64::<D>(&text)?;
        let (chunks, rest) = bytes.as_chunks::<32>();
        if !rest.is_empty() {
            return Err(D::Error::custom(
                "a contest's randomness has 32 bytes for each ciphertext",
            ));
        }
        let list: Result<Vec<_>, _> = chunks.iter().map(Scalar::from_bytes).collect();
        lists.push(list.map_err(|error| D::Error::custom(format!("randomness: {error}")))?);
    }
    Ok(lists)
}
