//! Signed notes: a text and signatures of it, each on its own line (docs/record.md §8.1).

use super::{
    decode_base64,
    vkey::{KeyId, KeyName, KeyNameError, VerifierKey},
};
use core::{fmt, str::FromStr};
use data_encoding::BASE64;

/// Most signatures of a note that is read.
pub const SIGNATURE_LIMIT: usize = 64;
/// Longest note that is read, in bytes: [`SIGNATURE_LIMIT`] of the longest signatures and a text.
pub const NOTE_LIMIT: usize = 1 << 18;

/// A text that is no signed note, or a note with a wrong signature.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoteError {
    /// The text does not end with a newline.
    #[error("the text of a note does not end with a newline")]
    Text,
    /// There is a control character other than a newline.
    #[error("a note has a control character")]
    Control,
    /// There is no empty line before the signatures.
    #[error("a note has no empty line between its text and its signatures")]
    Separator,
    /// Longer than [`NOTE_LIMIT`].
    #[error("a note has {length} bytes; allowed are {NOTE_LIMIT}")]
    Length {
        /// Number of bytes.
        length: usize,
    },
    /// No signatures, or more than [`SIGNATURE_LIMIT`].
    #[error("a note has {count} signatures; allowed are 1 to {SIGNATURE_LIMIT}")]
    Count {
        /// Number of signatures.
        count: usize,
    },
    /// A line is no signature line.
    #[error("signature line {number} of a note: {error}")]
    Line {
        /// Which line, from 1.
        number: usize,
        /// What is wrong with it.
        error: SignatureLineError,
    },
    /// A trusted key did not make the signature that carries its name and id.
    #[error("the signature by {name} ({id}) does not verify")]
    Signature {
        /// The key's name.
        name: KeyName,
        /// The key's id.
        id: KeyId,
    },
}

/// A line that is no signature line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureLineError {
    /// Not a dash, a name and a signature, with a space between.
    #[error("it is not of the form `— name base64` and a newline")]
    Form,
    /// The name is none.
    #[error(transparent)]
    Name(#[from] KeyNameError),
    /// The signature is not canonical base64, or too short.
    #[error("its signature is not base64 with padding of more than 4 bytes")]
    Signature,
}

/// One signature of a note.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteSignature {
    name: KeyName,
    id: KeyId,
    bytes: Vec<u8>,
}

impl NoteSignature {
    /// The signature with these bytes under a key's name and id.
    pub(super) fn new(key: &VerifierKey, bytes: Vec<u8>) -> Self {
        Self {
            name: key.name().clone(),
            id: key.id(),
            bytes,
        }
    }

    /// The name of the key.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The id of the key.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// The bytes after the id; their meaning depends on the key.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether the signature carries the name and id of this key.
    #[must_use]
    pub fn claims(&self, key: &VerifierKey) -> bool {
        self.id == key.id() && self.name == *key.name()
    }

    /// Reads lines that each end with a newline, as in a note or in a witness's answer.
    ///
    /// # Errors
    /// If a line is no signature line, or there are none or more than [`SIGNATURE_LIMIT`].
    pub fn parse_lines(text: &str) -> Result<Vec<Self>, NoteError> {
        let count = text.lines().take(SIGNATURE_LIMIT.saturating_add(1)).count();
        if !(1..=SIGNATURE_LIMIT).contains(&count) {
            return Err(NoteError::Count { count });
        }
        text.split_inclusive('\n')
            .zip(1..)
            .map(|(line, number)| line.parse().map_err(|error| NoteError::Line { number, error }))
            .collect()
    }
}

/// The line with its newline.
impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.id.as_bytes(), self.bytes.as_slice()].concat();
        writeln!(f, "— {} {}", self.name, BASE64.encode(&bytes))
    }
}

impl fmt::Debug for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for NoteSignature {
    type Err = SignatureLineError;
    fn from_str(line: &str) -> Result<Self, SignatureLineError> {
        let (name, signature) = line
            .strip_prefix("— ")
            .and_then(|rest| rest.strip_suffix('\n'))
            .and_then(|rest| rest.split_once(' '))
            .ok_or(SignatureLineError::Form)?;
        let bytes = decode_base64(signature).ok_or(SignatureLineError::Signature)?;
        let (id, bytes) = bytes
            .split_first_chunk()
            .filter(|(_, bytes)| !bytes.is_empty())
            .ok_or(SignatureLineError::Signature)?;
        Ok(Self {
            name: KeyName::new(name)?,
            id: KeyId::from_bytes(*id),
            bytes: bytes.to_vec(),
        })
    }
}

/// A signed note. That it can be read says nothing about who signed it: [`Note::verify`] does.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// That a key has signed a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// When a cosigner signed, in POSIX seconds; the last time, if it did so several times.
    pub time: Option<u64>,
}

impl Note {
    /// A text that is known to be one, with its first signature.
    pub(super) fn signed(text: String, signature: NoteSignature) -> Self {
        let signatures = vec![signature];
        Self { text, signatures }
    }

    /// A note of a text and its signatures.
    ///
    /// # Errors
    /// If the text does not end with a newline or has another control character, or if there are no signatures, too
    /// many, or too long ones.
    pub fn new(text: String, signatures: Vec<NoteSignature>) -> Result<Self, NoteError> {
        check_characters(&text)?;
        if !text.ends_with('\n') {
            return Err(NoteError::Text);
        }
        let count = signatures.len();
        if !(1..=SIGNATURE_LIMIT).contains(&count) {
            return Err(NoteError::Count { count });
        }
        let note = Self { text, signatures };
        check_length(&note.to_string())?;
        Ok(note)
    }

    /// The text, with its last newline.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures in their order, verified or not.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// The same text with more signatures; those that it has already are not repeated.
    ///
    /// # Errors
    /// If there would be too many signatures.
    pub fn with(mut self, signatures: impl IntoIterator<Item = NoteSignature>) -> Result<Self, NoteError> {
        for signature in signatures {
            if !self.signatures.contains(&signature) {
                self.signatures.push(signature);
            }
        }
        Self::new(self.text, self.signatures)
    }

    /// Verifies what carries the name and id of this key, and says whether and when it signed. Signatures by others are
    /// ignored.
    ///
    /// # Errors
    /// If such a signature does not verify.
    pub fn verify(&self, key: &VerifierKey) -> Result<Option<Signed>, NoteError> {
        let mut signed: Option<Signed> = None;
        for signature in self.signatures.iter().filter(|signature| signature.claims(key)) {
            let time = key
                .verify(&self.text, &signature.bytes)
                .map_err(|_| NoteError::Signature {
                    name: signature.name.clone(),
                    id: signature.id,
                })?;
            let latest = signed.and_then(|signed| signed.time).max(time);
            signed = Some(Signed { time: latest });
        }
        Ok(signed)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures
            .iter()
            .try_for_each(|signature| write!(f, "{signature}"))
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Note {
    type Err = NoteError;
    fn from_str(note: &str) -> Result<Self, NoteError> {
        check_length(note)?;
        check_characters(note)?;
        // The last empty line separates: the text may have some, too.
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(NoteError::Separator)?;
        Ok(Self {
            text: format!("{text}\n"),
            signatures: NoteSignature::parse_lines(signatures)?,
        })
    }
}

fn check_length(note: &str) -> Result<(), NoteError> {
    let length = note.len();
    if length > NOTE_LIMIT {
        return Err(NoteError::Length { length });
    }
    Ok(())
}

fn check_characters(text: &str) -> Result<(), NoteError> {
    if text.chars().any(|character| character < ' ' && character != '\n') {
        return Err(NoteError::Control);
    }
    Ok(())
}
