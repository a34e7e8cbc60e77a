//! The registrar's list of voters, and the file with their codes.

use crate::Failure;
use core::fmt;
use ostrakon_crypto::credential::VoterCode;
use rand_core::OsRng;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, path::Path};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A line of the list of voters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoterRow {
    /// The registrar's own number or name for the voter; unique.
    pub id: String,
    /// Name.
    pub name: String,
    /// E-mail address; may be empty.
    pub email: String,
    /// How much the ballot counts.
    pub weight: u32,
}

/// A line of the file with the codes: secret. Serializable, because the file is what the registrar hands out from.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub struct CodeRow {
    /// As in the list.
    pub id: String,
    /// As in the list.
    pub name: String,
    /// As in the list.
    pub email: String,
    /// As in the list.
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

/// Reads a list of voters: CSV with the columns id, name, email and, if weights differ, weight.
///
/// # Errors
/// Everything that is wrong, each with its line.
pub fn read(path: &Path) -> Result<Vec<VoterRow>, Failure> {
    let bytes = std::fs::read(path).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "name a CSV file with the columns id, name, email and, if weights differ, weight",
        )
    })?;
    parse(&bytes).map_err(|problems| {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}, {problem}", path.display()))
            .collect();
        Failure::wrong(
            lines.join("\n       "),
            "nothing was posted; correct the list and run the command again",
        )
    })
}

fn parse(bytes: &[u8]) -> Result<Vec<VoterRow>, Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let headers = reader
        .headers()
        .map_err(|error| vec![format!("line 1: {error}")])?
        .clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|header| header.trim_start_matches('\u{feff}') == name)
    };
    let mut problems = Vec::new();
    for name in ["id", "name", "email"]
        .into_iter()
        .filter(|name| column(name).is_none())
    {
        problems.push(format!("line 1: there is no column {name}"));
    }
    for unknown in headers.iter().map(|header| header.trim_start_matches('\u{feff}')) {
        if !["id", "name", "email", "weight"].contains(&unknown) {
            let remedy = if unknown.contains(';') {
                "; columns are separated by commas"
            } else {
                ""
            };
            problems.push(format!("line 1: unknown column {unknown:?}{remedy}"));
        }
    }
    for name in ["id", "name", "email", "weight"] {
        let same = headers
            .iter()
            .filter(|header| header.trim_start_matches('\u{feff}') == name);
        if same.count() > 1 {
            problems.push(format!("line 1: the column {name} is there twice"));
        }
    }
    let (Some(id), Some(name), Some(email)) = (column("id"), column("name"), column("email")) else {
        return Err(problems);
    };
    let weight = column("weight");
    let mut rows = Vec::new();
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(format!("line {line}: {}", reason(&error)));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let field = |column: usize| record.get(column).unwrap_or_default().to_owned();
        let row = VoterRow {
            id: field(id),
            name: field(name),
            email: field(email),
            weight: match weight.map(field).as_deref() {
                None | Some("") => 1,
                Some(text) => text.parse().unwrap_or(0),
            },
        };
        if row.weight == 0 {
            problems.push(format!(
                "line {line}: the weight must be a whole number from 1 to 4294967295"
            ));
        }
        if row.id.is_empty() {
            problems.push(format!("line {line}: the id is empty"));
        } else if let Some(first) = seen.insert(row.id.clone(), line) {
            problems.push(format!("line {line}: the id {:?} is in line {first} too", row.id));
        }
        rows.push(row);
    }
    if rows.is_empty() && problems.is_empty() {
        problems.push("line 1: there are no voters".to_owned());
    }
    if problems.is_empty() {
        Ok(rows)
    } else {
        Err(problems)
    }
}

fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("{len} fields instead of {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "not UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

/// Gives every voter a fresh code. `link_base` is everything of the link before the code.
#[must_use]
pub fn issue(voters: &[VoterRow], link_base: &str) -> Vec<CodeRow> {
    voters
        .iter()
        .map(|voter| {
            let code = VoterCode::random(&mut OsRng).expose_text();
            CodeRow {
                id: voter.id.clone(),
                name: voter.name.clone(),
                email: voter.email.clone(),
                weight: voter.weight,
                link: format!("{link_base}{}", code.as_str()),
                code: code.as_str().to_owned(),
            }
        })
        .collect()
}

/// The codes as CSV.
///
/// # Errors
/// Never for strings that fit into memory.
pub fn write_codes(rows: &[CodeRow]) -> Result<Vec<u8>, Failure> {
    let failed = |error: String| Failure::unknown(error, "is the disk full?");
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row).map_err(|error| failed(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| failed(error.to_string()))
}

/// Reads a file of codes.
///
/// # Errors
/// If it cannot be read or is something else.
pub fn read_codes(path: &Path) -> Result<Vec<CodeRow>, Failure> {
    let hint = "name the codes.csv that `election-admin roll` wrote";
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

    #[test]
    fn a_list_with_and_without_weights() {
        let rows = parse(b"id,name,email\n1,Ada,a@x\n2,\"Bo, jr\",\n").unwrap();
        assert_eq!(
            rows[1],
            VoterRow {
                id: "2".into(),
                name: "Bo, jr".into(),
                email: String::new(),
                weight: 1
            }
        );
        let rows = parse("\u{feff}name,weight,email,id\nAda, 7 ,,x\n".as_bytes()).unwrap();
        assert_eq!((rows[0].weight, rows[0].id.as_str()), (7, "x"));
    }

    #[test]
    fn all_mistakes_are_named_with_their_lines() {
        let list = b"id,name,email,weight\n1,Ada,,1\n1,Bo,,0\n,Cy,,1\n4,Di\n5,Ed,,x\n";
        assert_eq!(
            parse(list).unwrap_err(),
            [
                "line 3: the weight must be a whole number from 1 to 4294967295",
                "line 3: the id \"1\" is in line 2 too",
                "line 4: the id is empty",
                "line 5: 2 fields instead of 4",
                "line 6: the weight must be a whole number from 1 to 4294967295",
            ]
        );
        assert_eq!(
            parse(b"id;name;email\n").unwrap_err(),
            [
                "line 1: there is no column id",
                "line 1: there is no column name",
                "line 1: there is no column email",
                "line 1: unknown column \"id;name;email\"; columns are separated by commas"
            ]
        );
        assert_eq!(
            parse(b"id,name,email\n").unwrap_err(),
            ["line 1: there are no voters"]
        );
        assert_eq!(
            parse(b"id,name,email,id\n1,Ada,,2\n").unwrap_err(),
            ["line 1: the column id is there twice"]
        );
        assert_eq!(
            parse(b"id,name,email\n1,Ad\xffa,\n").unwrap_err(),
            ["line 2: not UTF-8"]
        );
    }

    #[test]
    fn codes_can_be_read_back() {
        let voters = parse(b"id,name,email\n1,Ada,a@x\n2,\"Bo, jr\",\n").unwrap();
        let rows = issue(&voters, "http://x/vote/1#");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes.csv");
        std::fs::write(&path, write_codes(&rows).unwrap()).unwrap();
        let fields = |row: &CodeRow| {
            let texts = [&row.id, &row.name, &row.email, &row.code, &row.link];
            (texts.map(String::clone), row.weight)
        };
        let read: Vec<_> = read_codes(&path).unwrap().iter().map(fields).collect();
        assert_eq!(read, rows.iter().map(fields).collect::<Vec<_>>());
        assert!(VoterCode::parse(&rows[0].code).is_ok());
        assert_eq!(rows[0].link, format!("http://x/vote/1#{}", rows[0].code));
        assert_ne!(rows[0].code, rows[1].code);
        assert_eq!(format!("{:?}", rows[0]), "CodeRow { id: \"1\", .. }");
    }
}
