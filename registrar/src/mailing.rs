//! Codes as a file for whoever hands them out: CSV, one voter a line.

use crate::store::Recipient;
use admin_cli::Failure;
use core::fmt;
use serde::{Deserialize, Serialize};
use std::path::Path;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A line of the file: secret. Serializable, because the file is what codes are handed out from.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct CodeRow {
    /// The registrar's own id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Postal address, its lines separated by newlines.
    pub address: String,
    /// E-mail address.
    pub email: String,
    /// Language.
    pub language: String,
    /// How much the ballot counts.
    pub weight: u32,
    /// The voter's secret code.
    pub code: String,
    /// The voter's secret link.
    pub link: String,
}

impl fmt::Debug for CodeRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CodeRow")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl CodeRow {
    /// The line of a voter. `link_base` is everything of the link before the code.
    #[must_use]
    pub fn new(recipient: &Recipient, link_base: &str) -> Self {
        let person = &recipient.person;
        Self {
            id: person.id.clone(),
            name: person.name.clone(),
            address: person.address.join("\n"),
            email: person.email.clone(),
            language: person.language.clone(),
            weight: person.weight,
            code: recipient.code.to_string(),
            link: format!("{link_base}{}", recipient.code.as_str()),
        }
    }
}

/// Reads such a file.
///
/// # Errors
/// If it cannot be read or is something else.
pub fn read(path: &Path) -> Result<Vec<CodeRow>, Failure> {
    let hint = "name a file that `election-registrar export` wrote";
    let mut reader = csv::Reader::from_path(path)
        .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), hint))?;
    reader
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::wrong(format!("{}: {error}", path.display()), hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::voters::Person;
    use zeroize::Zeroizing;

    #[test]
    fn a_file_can_be_read_back() {
        let recipient = Recipient {
            number: 1,
            issue: 1,
            person: Person {
                id: "7".into(),
                name: "Bo, jr".into(),
                address: vec!["1 Road".into(), "Town".into()],
                email: String::new(),
                language: "en".into(),
                weight: 2,
            },
            code: Zeroizing::new("AAAA".into()),
        };
        let row = CodeRow::new(&recipient, "http://x/vote/1#");
        assert_eq!(row.link, "http://x/vote/1#AAAA");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes.csv");
        let mut writer = csv::Writer::from_path(&path).unwrap();
        writer.serialize(&row).unwrap();
        writer.flush().unwrap();
        let read = read(&path).unwrap();
        assert_eq!(
            (read[0].name.as_str(), read[0].address.as_str(), read[0].weight),
            ("Bo, jr", "1 Road\nTown", 2)
        );
        assert_eq!(format!("{:?}", read[0]), "CodeRow { id: \"7\", .. }");
    }
}
