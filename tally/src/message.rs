//! A trustee's line on its way from the machine with the key to the board.

use crate::{
    failure::Failure,
    files::{self, Readers},
};
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use ostrakon_record::{
    body::Body,
    election::Election,
    entry::{Signer, Submission},
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::path::Path;

const FORMAT: &str = "ostrakon/message/1";

/// A file of its own, to be read by people, too.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Message {
    format: String,
    election: Hash,
    /// The trustee's signing key.
    trustee: VerifyingKey,
    /// How many lines of the log the trustee has seen, and the hash of the last.
    entries: u64,
    head: Hash,
    /// What is to be posted.
    line: Box<RawValue>,
}

impl Message {
    /// What a trustee says to the election as it is.
    pub(crate) fn new(
        election: &Election,
        trustee: VerifyingKey,
        line: &Submission,
    ) -> Result<Self, Failure> {
        Ok(Self {
            format: FORMAT.to_owned(),
            election: *election.id(),
            trustee,
            entries: election.entries(),
            head: *election.head(),
            line: RawValue::from_string(line.encode()).map_err(Failure::defect)?,
        })
    }

    /// Reads a file's content, and says what is wrong if it is no message. Nothing of it is checked but its form.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let message: Self = serde_json::from_slice(bytes).map_err(|error| format!("no message: {error}"))?;
        if message.format == FORMAT {
            Ok(message)
        } else {
            Err("it is in the form of another version".to_owned())
        }
    }

    /// The file's content.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, Failure> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(Failure::defect)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The line, if it was signed for this election by the trustee that is named; or what is wrong.
    pub(crate) fn open(&self, election: &Hash) -> Result<Submission, String> {
        if self.election != *election {
            return Err(format!("it is for election {}", self.election));
        }
        let line = Submission::parse(self.line.get().as_bytes())
            .map_err(|error| format!("it is altered: {error}"))?;
        let signed =
            matches!(line.signer(), Signer::Trustee(_)) && line.verify_with(&self.trustee, election).is_ok();
        if signed {
            Ok(line)
        } else {
            Err("it is altered: the trustee that it names has not signed it".to_owned())
        }
    }

    pub(crate) const fn trustee(&self) -> &VerifyingKey {
        &self.trustee
    }

    /// How many lines the trustee had seen, and the hash of the last.
    pub(crate) const fn seen(&self) -> (u64, &Hash) {
        (self.entries, &self.head)
    }

    /// Writes it down in a trustee's folder before it is carried away. If the trustee has made one for the same occasion
    /// before, that one is given instead: nothing is ever said twice in different words.
    pub(crate) fn keep(self, line: &Submission, folder: &Path) -> Result<Self, Failure> {
        let occasion = occasion(line.body());
        let folder = folder.join(format!("sent-{}", self.election));
        files::make_folder(&folder)?;
        let path = folder.join(format!("{}-{occasion}.json", line.kind()));
        let Some(kept) = files::keep(&path, &self.to_bytes()?, Readers::Owner)? else {
            return Ok(self);
        };
        self.again(&kept, line).map_err(|what| {
            Failure::wrong(
                format!("{}: {what}", path.display()),
                "the file is damaged; restore it from a copy. Do not delete it: it keeps you from saying two things about one",
            )
        })
    }

    /// The message that was kept for the occasion of this one.
    fn again(&self, kept: &[u8], line: &Submission) -> Result<Self, String> {
        let kept = Self::parse(kept)?;
        let before = kept.open(&self.election)?;
        let meant = |line: &Submission| (line.kind(), occasion(line.body()));
        if kept.trustee == self.trustee && meant(&before) == meant(line) {
            Ok(kept)
        } else {
            Err("it is another message than its name says".to_owned())
        }
    }
}

/// What a trustee says one thing about: a session of the key, a roll, a ballot box.
fn occasion(body: &Body) -> Hash {
    match body {
        Body::KeyCommit(body) => body.session,
        Body::KeyDeal(body) => body.session,
        Body::KeyConfirm(body) => body.session,
        Body::KeyComplaint(body) => body.session,
        Body::Rehearsal(body) => body.roll,
        Body::Intent(body) => body.close,
        Body::PartialDecryption(body) => body.close,
        // No trustee says anything else.
        other => Hash::of(other.encode().as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_crypto::{index::TrusteeIndex, signature::SigningKey};
    use ostrakon_record::body::Intent;

    fn key(number: u8) -> SigningKey {
        SigningKey::from_seed(&[number; 32])
    }

    fn message(close: &[u8], aggregate: &[u8]) -> (Message, Submission) {
        let election = Hash::of(b"line 0");
        let body = Body::Intent(Intent {
            close: Hash::of(close),
            aggregate: Hash::of(aggregate),
        });
        let line = Submission::sign(&key(1), Signer::Trustee(TrusteeIndex::FIRST), &election, body);
        let message = Message {
            format: FORMAT.to_owned(),
            election,
            trustee: key(1).verifying_key(),
            entries: 3,
            head: Hash::of(b"line 2"),
            line: RawValue::from_string(line.encode()).unwrap(),
        };
        (message, line)
    }

    #[test]
    fn a_message_is_read_as_it_was_written() {
        let (written, line) = message(b"close", b"sum");
        let read = Message::parse(&written.to_bytes().unwrap()).unwrap();
        assert_eq!(read.open(&Hash::of(b"line 0")).unwrap(), line);
        assert_eq!(read.seen(), (3, &Hash::of(b"line 2")));
        assert!(
            read.open(&Hash::of(b"other"))
                .unwrap_err()
                .contains("for election")
        );
    }

    #[test]
    fn an_altered_message_is_none() {
        let (written, line) = message(b"close", b"sum");
        let bytes = written.to_bytes().unwrap();
        for place in 0..bytes.len() {
            let mut altered = bytes.clone();
            altered[place] ^= 1;
            let Ok(read) = Message::parse(&altered) else {
                continue;
            };
            // The log judges `entries` and `head`; spaces between the fields mean nothing.
            let said = read.open(&Hash::of(b"line 0"));
            assert!(said.is_err() || said.unwrap() == line, "byte {place}");
        }
        let (mut other, _) = message(b"close", b"sum");
        other.trustee = key(2).verifying_key();
        assert!(
            other
                .open(&Hash::of(b"line 0"))
                .unwrap_err()
                .contains("has not signed it")
        );
    }

    #[test]
    fn one_thing_is_said_about_one_occasion() {
        let folder = tempfile::tempdir().unwrap();
        let (first, line) = message(b"close", b"sum");
        let sent = first.keep(&line, folder.path()).unwrap().to_bytes().unwrap();
        let (second, other) = message(b"close", b"another sum");
        let again = second.keep(&other, folder.path()).unwrap();
        assert_eq!(again.to_bytes().unwrap(), sent);
        let (elsewhere, other) = message(b"another close", b"sum");
        assert_ne!(
            elsewhere.keep(&other, folder.path()).unwrap().to_bytes().unwrap(),
            sent
        );

        // A damaged memory is no permission.
        let path = folder.path().join(format!(
            "sent-{}/intent-{}.json",
            Hash::of(b"line 0"),
            Hash::of(b"close")
        ));
        std::fs::write(&path, &sent[..sent.len() / 2]).unwrap();
        let (third, line) = message(b"close", b"sum");
        let failure = third.keep(&line, folder.path()).unwrap_err();
        assert_eq!(failure.code(), 1);
        assert!(failure.hint().contains("Do not delete it"));
    }
}
