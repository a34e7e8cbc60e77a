//! What each kind of line says (docs/record.md §3). Field order here is the canonical order.

use crate::{
    canonical::{self, CanonicalError},
    challenge::{Challenge, Commitment},
    entry::Kind,
    manifest::Manifest,
    roll::Voter,
    tracker::BallotTracker,
};
use core::fmt;
use data_encoding::BASE64URL_NOPAD;
use ostrakon_crypto::{
    ballot::{AllocationProof, BallotContext, BallotStyle, BitsProof, LinkProof, RangeProof, SealedBallot},
    decryption::PartialDecryption,
    dkg::{Complaint, Deal, EncryptedShare, Verdict},
    elgamal::Ciphertext,
    group::{Element, Point},
    hash::Hash,
    index::TrusteeIndex,
    proof::{dlog_equality::DlogEqualityProof, schnorr::SchnorrProof},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::collections::HashSet;

/// The content of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Line 0.
    Manifest(Manifest),
    /// A trustee's commitment to its polynomial.
    KeyCommit(KeyCommit),
    /// A trustee's polynomial commitments and encrypted shares.
    KeyDeal(KeyDeal),
    /// A trustee agrees to the generated key and proves to hold its share.
    KeyConfirm(KeyConfirm),
    /// A trustee accuses another of having dealt it a bad share.
    KeyComplaint(KeyComplaint),
    /// Key generation starts anew.
    KeyRestart(KeyRestart),
    /// Some voters of the roll.
    RollPart(RollPart),
    /// The roll is complete.
    RollSeal(RollSeal),
    /// A trustee proves again to hold its share.
    Rehearsal(Rehearsal),
    /// Voting begins.
    Open(Open),
    /// A cast ballot.
    Ballot(Ballot),
    /// A ballot is sealed, to be cast or opened.
    Commitment(Commitment),
    /// A sealed ballot is opened.
    Challenge(Challenge),
    /// Voting ends.
    Close(Close),
    /// A trustee has verified the record and is about to decrypt.
    Intent(Intent),
    /// A trustee's part of the decryption.
    PartialDecryption(PartialDecryptionBody),
    /// The counts.
    Result(ResultBody),
    /// The election ends without a result.
    Abort(Abort),
}

/// First round of key generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyCommit {
    /// Γ: hash of the line that started the session.
    pub session: Hash,
    /// Commitment to the coefficients.
    pub commitment: Hash,
}

/// Second round of key generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyDeal {
    /// Γ.
    pub session: Hash,
    /// C_{i,0} … C_{i,t−1}.
    pub coefficients: Vec<Point>,
    /// Proof of possession of a_{i,0}.
    pub possession: SchnorrProof,
    /// For each other trustee, by ascending index.
    pub shares: Vec<DealtShare>,
}

/// One encrypted share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DealtShare {
    /// Whose.
    pub recipient: TrusteeIndex,
    /// E.
    pub ephemeral: Point,
    /// 48 bytes: the share and the tag.
    #[serde(with = "fixed_bytes")]
    pub ciphertext: [u8; 48],
}

impl KeyDeal {
    /// A deal of a session.
    #[must_use]
    pub fn new(session: Hash, deal: &Deal) -> Self {
        Self {
            session,
            coefficients: deal.coefficients.clone(),
            possession: deal.possession,
            shares: deal
                .shares
                .iter()
                .map(|share| DealtShare {
                    recipient: share.recipient,
                    ephemeral: share.ephemeral,
                    ciphertext: share.ciphertext,
                })
                .collect(),
        }
    }

    /// The deal without its session.
    #[must_use]
    pub fn deal(&self) -> Deal {
        Deal {
            coefficients: self.coefficients.clone(),
            possession: self.possession,
            shares: self
                .shares
                .iter()
                .map(|share| EncryptedShare {
                    recipient: share.recipient,
                    ephemeral: share.ephemeral,
                    ciphertext: share.ciphertext,
                })
                .collect(),
        }
    }
}

/// Third round of key generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyConfirm {
    /// Γ.
    pub session: Hash,
    /// Hash of the session's transcript.
    pub transcript: Hash,
    /// K: the joint key.
    pub key: Point,
    /// Proof of knowledge of `x_i` for `K_i`, bound to `transcript`.
    pub possession: SchnorrProof,
}

/// An accusation, which anybody can judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyComplaint {
    /// Γ.
    pub session: Hash,
    /// i: whose deal holds the bad share.
    pub dealer: TrusteeIndex,
    /// S: opens that share.
    pub secret: Point,
    /// S is what it is said to be.
    pub proof: DlogEqualityProof,
}

impl KeyComplaint {
    /// A complaint of a session.
    #[must_use]
    pub const fn new(session: Hash, complaint: &Complaint) -> Self {
        Self {
            session,
            dealer: complaint.dealer,
            secret: complaint.secret,
            proof: complaint.proof,
        }
    }

    /// The complaint without its session.
    #[must_use]
    pub const fn complaint(&self) -> Complaint {
        Complaint {
            dealer: self.dealer,
            secret: self.secret,
            proof: self.proof,
        }
    }
}

/// The end of a key generation session. The hash of this line is the next session's Γ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRestart {
    /// Γ of the session that ends.
    pub session: Hash,
    /// Whose fault it is.
    pub culprit: TrusteeIndex,
    /// What the fault is.
    pub reason: RestartReason,
}

/// Why key generation started anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RestartReason {
    /// The culprit dealt a bad share.
    BadShare,
    /// The culprit complained of a good share.
    FalseComplaint,
    /// The culprit did not post its line.
    Absent,
}

impl From<Verdict> for RestartReason {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::BadShare => Self::BadShare,
            Verdict::FalseComplaint => Self::FalseComplaint,
        }
    }
}

impl fmt::Display for RestartReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadShare => "dealt a bad share",
            Self::FalseComplaint => "complained of a good share",
            Self::Absent => "did not post",
        })
    }
}

/// Some voters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollPart {
    /// 1, 2, …
    pub part: u32,
    /// 1 to 500, sorted by credential.
    pub voters: Vec<Voter>,
}

/// The complete roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollSeal {
    /// Number of voters.
    pub count: u64,
    /// Sum of weights.
    pub weight: u64,
    /// [`crate::roll::RollTotals::digest`].
    pub digest: Hash,
}

/// A trustee can still decrypt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rehearsal {
    /// Hash of the roll-seal line.
    pub roll: Hash,
    /// Proof of knowledge of `x_i`, bound to `roll`.
    pub possession: SchnorrProof,
}

/// Voting begins. The hash of this line is the voting context.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// POSIX seconds.
    pub time: u64,
    /// K.
    pub key: Point,
    /// The roll's digest.
    pub roll: Hash,
}

/// A cast ballot. Its hash is the tracker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Voting context: hash of the open line.
    pub context: Hash,
    /// Whose ballot.
    pub credential: Point,
    /// 1, 2, … for each credential.
    pub sequence: u32,
    /// Tracker of this credential's ballot before, or zeros.
    pub previous: Hash,
    /// For each contest the ciphertexts of its options, then of the blank vote if there is one: C1, C2 of the first,
    /// C1, C2 of the second, …
    #[serde(with = "ciphertext_lists")]
    pub ciphertexts: Vec<Vec<Ciphertext>>,
    /// Of all choose and score contests; none if there are none.
    #[serde(with = "bits_proof")]
    pub proof: Option<BitsProof>,
    /// Of all allocate contests; none if there are none.
    #[serde(with = "allocation_proof")]
    pub allocations: Option<AllocationProof>,
}

impl Ballot {
    /// What the ballot is bound to.
    #[must_use]
    pub fn context(&self) -> BallotContext {
        BallotContext {
            voting_context: self.context,
            credential: self.credential,
            sequence: self.sequence,
            previous: self.previous,
        }
    }

    /// The encrypted part.
    #[must_use]
    pub fn sealed(&self) -> SealedBallot {
        SealedBallot {
            ciphertexts: self.ciphertexts.clone(),
            proof: self.proof.clone(),
            allocations: self.allocations.clone(),
        }
    }

    /// Length of the longest line that a ballot of a style can be.
    #[must_use]
    pub fn longest_line(style: &BallotStyle) -> usize {
        let text = |bytes: usize| bytes.saturating_mul(4).div_ceil(3).saturating_add(2);
        let lists = style.contests().iter();
        // A comma after every list but the last one.
        let lists =
            lists.map(|rule| text(Ciphertext::LENGTH.saturating_mul(rule.values())).saturating_add(1));
        let proof = style.proof_length().map_or(4, text);
        let allocations = style.allocation_lengths().map_or(4, |lengths| {
            let frame = r#"{"commitments":,"link":,"range":}"#.len();
            lengths
                .map(text)
                .iter()
                .fold(frame, |sum, part| sum.saturating_add(*part))
        });
        let zero = Hash::ZERO;
        let (key, signature) = ("A".repeat(43), "A".repeat(86));
        let frame = format!(
            r#"{{"seq":{},"prev":"{zero}","kind":"ballot","signer":"voter","body":{{"context":"{zero}","credential":"{key}","sequence":{},"previous":"{zero}","ciphertexts":[],"proof":,"allocations":}},"signature":"{signature}"}}"#,
            u64::MAX,
            u32::MAX,
        );
        lists
            .fold(frame.len(), usize::saturating_add)
            .saturating_sub(1)
            .saturating_add(proof)
            .saturating_add(allocations)
    }

    /// The ballot's name.
    #[must_use]
    pub fn tracker(&self) -> BallotTracker {
        BallotTracker::of(canonical::encode(self).as_bytes())
    }

    /// C1 of every ciphertext.
    pub(crate) fn c1s(&self) -> impl Iterator<Item = &[u8; 32]> {
        let ciphertexts = self.ciphertexts.iter().flatten();
        ciphertexts.map(|ciphertext| ciphertext.c1.as_bytes())
    }

    /// Whether a C1 occurs twice in it.
    pub(crate) fn repeats_itself(&self) -> bool {
        let mut own = HashSet::new();
        !self.c1s().all(|c1| own.insert(c1))
    }
}

/// Voting ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// POSIX seconds.
    pub time: u64,
    /// Hash of the open line.
    pub context: Hash,
}

/// What a trustee is about to decrypt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// Hash of the close line.
    pub close: Hash,
    /// Digest of the aggregate ([`crate::election::Tally::digest`]).
    pub aggregate: Hash,
}

/// A trustee's part of the decryption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartialDecryptionBody {
    /// Hash of the close line.
    pub close: Hash,
    /// Digest of the aggregate.
    pub aggregate: Hash,
    /// D for all options of all contests in manifest order, 32 bytes each.
    #[serde(with = "elements")]
    pub shares: Vec<Element>,
    /// One proof for all of them.
    pub proof: DlogEqualityProof,
}

impl PartialDecryptionBody {
    /// The shares and their proof.
    #[must_use]
    pub fn partial(&self) -> PartialDecryption {
        PartialDecryption {
            shares: self.shares.clone(),
            proof: self.proof,
        }
    }
}

/// The counts, recomputed by every verifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultBody {
    /// Hash of the close line.
    pub close: Hash,
    /// Number of counted ballots: one for each credential that cast any.
    pub ballots: u64,
    /// Sum of their weights.
    pub weight: u64,
    /// Indices of the trustees whose partial decryptions were combined, ascending: exactly t.
    pub trustees: Vec<TrusteeIndex>,
    /// In manifest order.
    pub contests: Vec<ContestResult>,
}

/// The counts of one contest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestResult {
    /// The contest's id.
    pub id: String,
    /// Every option, in manifest order.
    pub options: Vec<OptionResult>,
    /// Sum of the weights of the ballots that left the contest blank; none where the rule does not allow it.
    pub blank: Option<u64>,
    /// Ids of the options with the highest count, in manifest order; more than one is a tie; none if all are 0.
    pub leading: Vec<String>,
}

/// The count of one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionResult {
    /// The option's id.
    pub id: String,
    /// Sum of weight × value over all counted ballots.
    pub count: u64,
}

/// The end without a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abort {
    /// POSIX seconds.
    pub time: u64,
    /// Why, in words: 1 to 4,000 bytes.
    pub reason: String,
}

impl Body {
    /// The kind of line it belongs in.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Manifest(_) => Kind::Manifest,
            Self::KeyCommit(_) => Kind::KeyCommit,
            Self::KeyDeal(_) => Kind::KeyDeal,
            Self::KeyConfirm(_) => Kind::KeyConfirm,
            Self::KeyComplaint(_) => Kind::KeyComplaint,
            Self::KeyRestart(_) => Kind::KeyRestart,
            Self::RollPart(_) => Kind::RollPart,
            Self::RollSeal(_) => Kind::RollSeal,
            Self::Rehearsal(_) => Kind::Rehearsal,
            Self::Open(_) => Kind::Open,
            Self::Ballot(_) => Kind::Ballot,
            Self::Commitment(_) => Kind::Commitment,
            Self::Challenge(_) => Kind::Challenge,
            Self::Close(_) => Kind::Close,
            Self::Intent(_) => Kind::Intent,
            Self::PartialDecryption(_) => Kind::PartialDecryption,
            Self::Result(_) => Kind::Result,
            Self::Abort(_) => Kind::Abort,
        }
    }

    /// Canonical JSON.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Manifest(body) => canonical::encode(body),
            Self::KeyCommit(body) => canonical::encode(body),
            Self::KeyDeal(body) => canonical::encode(body),
            Self::KeyConfirm(body) => canonical::encode(body),
            Self::KeyComplaint(body) => canonical::encode(body),
            Self::KeyRestart(body) => canonical::encode(body),
            Self::RollPart(body) => canonical::encode(body),
            Self::RollSeal(body) => canonical::encode(body),
            Self::Rehearsal(body) => canonical::encode(body),
            Self::Open(body) => canonical::encode(body),
            Self::Ballot(body) => canonical::encode(body),
            Self::Commitment(body) => canonical::encode(body),
            Self::Challenge(body) => canonical::encode(body),
            Self::Close(body) => canonical::encode(body),
            Self::Intent(body) => canonical::encode(body),
            Self::PartialDecryption(body) => canonical::encode(body),
            Self::Result(body) => canonical::encode(body),
            Self::Abort(body) => canonical::encode(body),
        }
    }

    /// Decodes the canonical JSON of a body of this kind.
    ///
    /// # Errors
    /// If it is anything else.
    pub fn decode(kind: Kind, bytes: &[u8]) -> Result<Self, CanonicalError> {
        Ok(match kind {
            Kind::Manifest => Self::Manifest(canonical::decode(bytes)?),
            Kind::KeyCommit => Self::KeyCommit(canonical::decode(bytes)?),
            Kind::KeyDeal => Self::KeyDeal(canonical::decode(bytes)?),
            Kind::KeyConfirm => Self::KeyConfirm(canonical::decode(bytes)?),
            Kind::KeyComplaint => Self::KeyComplaint(canonical::decode(bytes)?),
            Kind::KeyRestart => Self::KeyRestart(canonical::decode(bytes)?),
            Kind::RollPart => Self::RollPart(canonical::decode(bytes)?),
            Kind::RollSeal => Self::RollSeal(canonical::decode(bytes)?),
            Kind::Rehearsal => Self::Rehearsal(canonical::decode(bytes)?),
            Kind::Open => Self::Open(canonical::decode(bytes)?),
            Kind::Ballot => Self::Ballot(canonical::decode(bytes)?),
            Kind::Commitment => Self::Commitment(canonical::decode(bytes)?),
            Kind::Challenge => Self::Challenge(canonical::decode(bytes)?),
            Kind::Close => Self::Close(canonical::decode(bytes)?),
            Kind::Intent => Self::Intent(canonical::decode(bytes)?),
            Kind::PartialDecryption => Self::PartialDecryption(canonical::decode(bytes)?),
            Kind::Result => Self::Result(canonical::decode(bytes)?),
            Kind::Abort => Self::Abort(canonical::decode(bytes)?),
        })
    }
}

fn base64<'de, D: Deserializer<'de>>(text: &str) -> Result<Vec<u8>, D::Error> {
    BASE64URL_NOPAD
        .decode(text.as_bytes())
        .map_err(|error| D::Error::custom(format!("not unpadded base64url: {error}")))
}

mod fixed_bytes {
    use super::{BASE64URL_NOPAD, Deserialize as _, Deserializer, Serializer, base64};
    use serde::de::Error as _;

    pub(super) fn serialize<S: Serializer>(bytes: &[u8; 48], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 48], D::Error> {
        let bytes = base64::<D>(&String::deserialize(deserializer)?)?;
        bytes
            .try_into()
            .map_err(|_| D::Error::custom("an encrypted share has 48 bytes"))
    }
}

mod ciphertext_lists {
    use super::{BASE64URL_NOPAD, Ciphertext, Deserialize as _, Deserializer, Serializer, base64};
    use serde::{de::Error as _, ser::SerializeSeq as _};

    pub(super) fn serialize<S: Serializer>(
        lists: &[Vec<Ciphertext>],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(lists.len()))?;
        for list in lists {
            let bytes: Vec<u8> = list.iter().flat_map(Ciphertext::to_bytes).collect();
            sequence.serialize_element(&BASE64URL_NOPAD.encode(&bytes))?;
        }
        sequence.end()
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Vec<Ciphertext>>, D::Error> {
        let mut lists = Vec::new();
        for text in Vec::<String>::deserialize(deserializer)? {
            let bytes = base64::<D>(&text)?;
            let (chunks, rest) = bytes.as_chunks::<{ Ciphertext::LENGTH }>();
            if !rest.is_empty() {
                return Err(D::Error::custom("a contest's ciphertexts have 64 bytes each"));
            }
            let list: Result<Vec<_>, _> = chunks.iter().map(Ciphertext::from_bytes).collect();
            lists.push(list.map_err(|error| D::Error::custom(format!("ciphertext: {error}")))?);
        }
        Ok(lists)
    }
}

mod bits_proof {
    use super::{BASE64URL_NOPAD, BitsProof, Deserialize as _, Deserializer, Serializer, base64};
    use serde::de::Error as _;

    #[expect(clippy::ref_option, reason = "serde's signature")]
    pub(super) fn serialize<S: Serializer>(
        proof: &Option<BitsProof>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match proof {
            Some(proof) => serializer.serialize_str(&BASE64URL_NOPAD.encode(&proof.to_bytes())),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<BitsProof>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else {
            return Ok(None);
        };
        BitsProof::from_bytes(&base64::<D>(&text)?)
            .map(Some)
            .map_err(|error| D::Error::custom(format!("ballot proof: {error}")))
    }
}

mod allocation_proof {
    use super::{
        AllocationProof, BASE64URL_NOPAD, Deserialize, Deserializer, LinkProof, Point, RangeProof, Serialize,
        Serializer, base64,
    };
    use serde::de::Error as _;

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Parts {
        commitments: String,
        link: String,
        range: String,
    }

    #[expect(clippy::ref_option, reason = "serde's signature")]
    pub(super) fn serialize<S: Serializer>(
        proof: &Option<AllocationProof>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let parts = proof.as_ref().map(|proof| {
            let commitments: Vec<u8> = proof
                .commitments
                .iter()
                .flat_map(|point| *point.as_bytes())
                .collect();
            Parts {
                commitments: BASE64URL_NOPAD.encode(&commitments),
                link: BASE64URL_NOPAD.encode(&proof.link.to_bytes()),
                range: BASE64URL_NOPAD.encode(&proof.range.to_bytes()),
            }
        });
        parts.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<AllocationProof>, D::Error> {
        let Some(parts) = Option::<Parts>::deserialize(deserializer)? else {
            return Ok(None);
        };
        let bytes = base64::<D>(&parts.commitments)?;
        let (chunks, rest) = bytes.as_chunks::<32>();
        if !rest.is_empty() {
            return Err(D::Error::custom("commitments of amounts have 32 bytes each"));
        }
        let commitments: Result<Vec<_>, _> = chunks.iter().map(Point::from_bytes).collect();
        let link = LinkProof::from_bytes(&base64::<D>(&parts.link)?);
        let range = RangeProof::from_bytes(&base64::<D>(&parts.range)?);
        let wrong = |part| move |error| D::Error::custom(format!("{part}: {error}"));
        Ok(Some(AllocationProof {
            commitments: commitments.map_err(wrong("commitment of an amount"))?,
            link: link.map_err(wrong("link proof"))?,
            range: range.map_err(wrong("range proof"))?,
        }))
    }
}

mod elements {
    use super::{BASE64URL_NOPAD, Deserialize as _, Deserializer, Element, Serializer, base64};
    use serde::de::Error as _;

    pub(super) fn serialize<S: Serializer>(elements: &[Element], serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = elements.iter().flat_map(Element::to_bytes).collect();
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Element>, D::Error> {
        let bytes = base64::<D>(&String::deserialize(deserializer)?)?;
        let (chunks, rest) = bytes.as_chunks::<32>();
        if !rest.is_empty() {
            return Err(D::Error::custom("decryption shares have 32 bytes each"));
        }
        let elements: Result<Vec<_>, _> = chunks.iter().map(Element::from_bytes).collect();
        elements.map_err(|error| D::Error::custom(format!("decryption share: {error}")))
    }
}
