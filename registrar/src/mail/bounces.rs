//! What comes back: e-mails about undeliverable ones (RFC 3464), in a mailbox or as files; or a list in CSV, for letters
//! and for services that tell it in a way of their own.

use super::message::PREFIX;
use crate::store::{Bounce, NAME_LENGTH, Returned};
use admin_cli::Failure;
use mail_parser::{MessageParser, MimeHeaders as _, mailbox::mbox};
use serde::Deserialize;
use std::{
    fs,
    io::{BufReader, Read as _},
    path::{Path, PathBuf},
};

const HINT: &str = "name a Maildir, a folder of e-mails, an mbox file, an e-mail, or a CSV file with the columns message or id, and \
                    reason";

/// What a mailbox holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What came back for good.
    pub bounces: Vec<Bounce>,
    /// E-mails that tell of a delay or a success only.
    pub provisional: u64,
    /// E-mails that are no such notices, or not about our e-mails.
    pub others: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(default)]
    message: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    reason: String,
}

/// Reads a mailbox, an e-mail or a list.
///
/// # Errors
/// If it cannot be read.
pub fn read(path: &Path) -> Result<Found, Failure> {
    let failed =
        |path: &Path, error: std::io::Error| Failure::unknown(format!("{}: {error}", path.display()), HINT);
    if path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
    {
        return list(path);
    }
    let mut found = Found::default();
    if path.is_dir() {
        let mut folders = vec![path.to_owned()];
        folders.extend(
            ["new", "cur"]
                .map(|name| path.join(name))
                .into_iter()
                .filter(|folder| folder.is_dir()),
        );
        for folder in folders {
            for file in files(&folder).map_err(|error| failed(&folder, error))? {
                found.add(&fs::read(&file).map_err(|error| failed(&file, error))?);
            }
        }
        return Ok(found);
    }
    let mut file = fs::File::open(path).map_err(|error| failed(path, error))?;
    let mut start = [0; 5];
    let length = file.read(&mut start).map_err(|error| failed(path, error))?;
    if start.get(..length) == Some(b"From ") {
        let file = fs::File::open(path).map_err(|error| failed(path, error))?;
        for message in mbox::MessageIterator::new(BufReader::new(file)) {
            let message =
                message.map_err(|error| Failure::wrong(format!("{}: {error:?}", path.display()), HINT))?;
            found.add(message.contents());
        }
    } else {
        found.add(&fs::read(path).map_err(|error| failed(path, error))?);
    }
    Ok(found)
}

/// Files of a folder that are not hidden.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if entry.file_type()?.is_file() && !hidden {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

fn list(path: &Path) -> Result<Found, Failure> {
    let wrong = |reason: String| Failure::wrong(format!("{}: {reason}", path.display()), HINT);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(path)
        .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), HINT))?;
    let mut found = Found::default();
    for (line, row) in (2u64..).zip(reader.deserialize()) {
        let row: Row = row.map_err(|error| wrong(error.to_string()))?;
        let what = match (row.message.as_str(), row.id) {
            ("", id) if !id.is_empty() => Returned::Voter(id),
            (message, id) if id.is_empty() => Returned::Message(
                name(message)
                    .ok_or_else(|| wrong(format!("line {line}: {message:?} is no message of ours")))?,
            ),
            _ => return Err(wrong(format!("line {line}: message and id are both there"))),
        };
        found.bounces.push(Bounce {
            what,
            said: row.reason,
        });
    }
    Ok(found)
}

/// The random name of an e-mail of ours that occurs in a text.
fn name(text: &str) -> Option<String> {
    let (_, rest) = text.split_once(PREFIX)?;
    let name = rest.get(..NAME_LENGTH)?;
    let digits = |character: char| matches!(character, '0'..='9' | 'a'..='f');
    name.chars().all(digits).then(|| name.to_owned())
}

impl Found {
    /// Takes an e-mail in.
    fn add(&mut self, message: &[u8]) {
        let Some(notice) = MessageParser::default().parse(message) else {
            self.others += 1;
            return;
        };
        let status = notice.parts.iter().find(|part| {
            part.content_type().is_some_and(|kind| {
                kind.ctype().eq_ignore_ascii_case("message")
                    && kind
                        .subtype()
                        .is_some_and(|subtype| subtype.eq_ignore_ascii_case("delivery-status"))
            })
        });
        let status = status.map(|part| String::from_utf8_lossy(part.contents()).into_owned());
        // The message that came back, or its header, is a part that no encoding changes (RFC 2046 §5.2.1).
        let name = name(&String::from_utf8_lossy(message));
        let (Some(status), Some(name)) = (status, name) else {
            self.others += 1;
            return;
        };
        let field = |name: &str| {
            status.lines().find_map(|line| {
                let (key, value) = line.split_once(':')?;
                key.trim()
                    .eq_ignore_ascii_case(name)
                    .then(|| value.trim().to_owned())
            })
        };
        if field("Action").is_some_and(|action| action.eq_ignore_ascii_case("failed")) {
            let said = [field("Status"), field("Diagnostic-Code")];
            self.bounces.push(Bounce {
                what: Returned::Message(name),
                said: said.into_iter().flatten().collect::<Vec<_>>().join(" "),
            });
        } else {
            self.provisional += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "00112233445566778899aabbccddeeff";

    fn notice(action: &str) -> String {
        format!(
            "From: MAILER-DAEMON@example.org\nTo: clerk@example.org\nSubject: Undelivered\nMIME-Version: 1.0\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n\
             --b\nContent-Type: text/plain\n\nSorry.\n\n\
             --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n\
             Final-Recipient: rfc822; ada@example.org\nAction: {action}\nStatus: 5.1.1\n\
             Diagnostic-Code: smtp; 550 no such user\n\n\
             --b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{PREFIX}{NAME}@example.org>\nSubject: Your code\n\n--b--\n"
        )
    }

    fn bounce() -> Bounce {
        Bounce {
            what: Returned::Message(NAME.to_owned()),
            said: "5.1.1 smtp; 550 no such user".to_owned(),
        }
    }

    #[test]
    fn a_notice_names_the_message_and_the_reason() {
        let mut found = Found::default();
        found.add(notice("failed").as_bytes());
        found.add(notice("Failed").replace('\n', "\r\n").as_bytes());
        assert_eq!(found.bounces, [bounce(), bounce()]);
        found.add(notice("delayed").as_bytes());
        found.add(notice("failed").replace(PREFIX, "another-").as_bytes());
        found.add(
            format!("Subject: Re: your code\nIn-Reply-To: <{PREFIX}{NAME}@x>\n\nThank you\n").as_bytes(),
        );
        assert_eq!((found.bounces.len(), found.provisional, found.others), (2, 1, 2));
    }

    #[test]
    fn mailboxes_of_all_kinds_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let maildir = folder.path().join("Maildir");
        for name in ["new", "cur", "tmp"] {
            fs::create_dir_all(maildir.join(name)).unwrap();
        }
        fs::write(maildir.join("new/1"), notice("failed")).unwrap();
        fs::write(maildir.join("cur/2:2,S"), notice("failed")).unwrap();
        fs::write(maildir.join("tmp/3"), notice("failed")).unwrap();
        assert_eq!(read(&maildir).unwrap().bounces, [bounce(), bounce()]);
        let mbox = folder.path().join("mbox");
        let entry = format!(
            "From MAILER-DAEMON Mon Jun  1 08:00:00 2026\n{}\n",
            notice("failed")
        );
        fs::write(&mbox, format!("{entry}{entry}")).unwrap();
        assert_eq!(read(&mbox).unwrap().bounces, [bounce(), bounce()]);
        let list = folder.path().join("back.csv");
        fs::write(
            &list,
            format!("message,id,reason\n<{PREFIX}{NAME}@x>,,gone\n,7,letter came back\n"),
        )
        .unwrap();
        let found = read(&list).unwrap();
        assert_eq!(found.bounces[0].what, bounce().what);
        assert_eq!(found.bounces[1].what, Returned::Voter("7".to_owned()));
        for text in [
            "message,id\n,\n",
            "message,id\na,b\n",
            "message\nnobody\n",
            "what\n1\n",
        ] {
            fs::write(&list, text).unwrap();
            assert_eq!(read(&list).unwrap_err().code(), 1, "{text}");
        }
        assert_eq!(read(&folder.path().join("none")).unwrap_err().code(), 2);
    }
}
