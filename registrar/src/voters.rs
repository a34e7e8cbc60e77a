//! The registrar's list of voters: CSV, with every mistake by line and column.

use admin_cli::Failure;
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, path::Path};

/// Languages in which letters and e-mails are written.
pub const LANGUAGES: [&str; 11] = ["ar", "de", "en", "es", "et", "fr", "ky", "lo", "ru", "sv", "vi"];
const COLUMNS: [&str; 6] = ["id", "name", "address", "email", "language", "weight"];
/// Lines of an address that a window envelope shows below the name.
pub const ADDRESS_LINES: usize = 5;

const HINT: &str =
    "name a CSV file with the columns id and name and, as far as needed, address, email, language and weight";

/// A voter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The registrar's own number or name for the voter; unique.
    pub id: String,
    /// Name.
    pub name: String,
    /// Postal address, line by line; may be empty.
    pub address: Vec<String>,
    /// E-mail address; may be empty.
    pub email: String,
    /// Language, one of [`LANGUAGES`].
    pub language: String,
    /// How much the ballot counts.
    pub weight: u32,
}

impl core::fmt::Debug for Person {
    /// Nothing personal gets into a log.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Person").finish_non_exhaustive()
    }
}

/// Reads a list of voters. `language` is that of voters for whom the list names none.
///
/// # Errors
/// Everything that is wrong, each with its line and column.
pub fn read(path: &Path, language: &str) -> Result<Vec<Person>, Failure> {
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), HINT))?;
    parse(&bytes, language).map_err(|problems| {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}, {problem}", path.display()))
            .collect();
        Failure::wrong(
            lines.join("\n       "),
            "nothing was changed; correct the list and run the command again",
        )
    })
}

/// Where the columns are.
struct Columns([Option<usize>; COLUMNS.len()]);

impl Columns {
    fn read(headers: &csv::StringRecord, problems: &mut Vec<String>) -> Self {
        let headers: Vec<&str> = headers
            .iter()
            .map(|header| header.trim_start_matches('\u{feff}'))
            .collect();
        for name in ["id", "name"] {
            if !headers.contains(&name) {
                problems.push(format!("line 1: there is no column {name}"));
            }
        }
        for (number, header) in headers.iter().enumerate() {
            if !COLUMNS.contains(header) {
                let remedy = if header.contains(';') {
                    "columns are separated by commas".to_owned()
                } else {
                    format!("the columns are {}", COLUMNS.join(", "))
                };
                problems.push(format!("line 1: unknown column {header:?}; {remedy}"));
            } else if headers.iter().take(number).any(|before| before == header) {
                problems.push(format!("line 1: the column {header} is there twice"));
            }
        }
        Self(COLUMNS.map(|name| headers.iter().position(|header| *header == name)))
    }

    fn fields<'a>(&self, record: &'a csv::StringRecord) -> [&'a str; COLUMNS.len()] {
        self.0
            .map(|column| column.and_then(|column| record.get(column)).unwrap_or_default())
    }
}

fn parse(bytes: &[u8], language: &str) -> Result<Vec<Person>, Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let mut problems = Vec::new();
    let headers = reader
        .headers()
        .map_err(|error| vec![format!("line 1: {}", reason(&error))])?;
    let columns = Columns::read(headers, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut persons = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let person = person(columns.fields(&record), language, |column, reason| {
                    problems.push(format!("line {line}, column {column}: {reason}"));
                });
                if let Some(first) = seen.insert(person.id.clone(), line) {
                    problems.push(format!(
                        "line {line}, column id: {:?} is in line {first} too",
                        person.id
                    ));
                }
                persons.push(person);
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(format!("line {line}: {}", reason(&error)));
            }
        }
    }
    if persons.is_empty() && problems.is_empty() {
        problems.push("line 1: there are no voters".to_owned());
    }
    if problems.is_empty() {
        Ok(persons)
    } else {
        Err(problems)
    }
}

fn person(
    [id, name, address, email, language, weight]: [&str; COLUMNS.len()],
    usual_language: &str,
    mut wrong: impl FnMut(&str, String),
) -> Person {
    for (column, text) in [("id", id), ("name", name)] {
        if text.is_empty() {
            wrong(column, "is empty".to_owned());
        }
    }
    for (column, text) in [("id", id), ("name", name), ("email", email)] {
        if text.chars().any(char::is_control) {
            wrong(
                column,
                "holds an invisible character, such as the end of a line".to_owned(),
            );
        }
    }
    let address: Vec<String> = address
        .split(['\n', ';'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    if address.len() > ADDRESS_LINES {
        wrong(
            "address",
            format!(
                "has {} lines; a window envelope shows {ADDRESS_LINES} below the name",
                address.len()
            ),
        );
    }
    if !email.is_empty() && email.parse::<lettre::Address>().is_err() {
        wrong(
            "email",
            format!(
                "{email:?} is no e-mail address, such as ada@example.org; leave it empty if there is none"
            ),
        );
    }
    let language = if language.is_empty() {
        usual_language
    } else {
        language
    };
    if !LANGUAGES.contains(&language) {
        wrong(
            "language",
            format!("{language:?} is none of {}", LANGUAGES.join(", ")),
        );
    }
    let weight = match weight {
        "" => 1,
        text => text.parse().unwrap_or(0),
    };
    if weight == 0 {
        wrong("weight", "must be a whole number from 1 to 4294967295".to_owned());
    }
    Person {
        id: id.to_owned(),
        name: name.to_owned(),
        address,
        email: email.to_owned(),
        language: language.to_owned(),
        weight,
    }
}

fn reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!(
                "{len} fields instead of {expected_len}; a field with a comma in it is written in double quotes"
            )
        }
        csv::ErrorKind::Utf8 { .. } => "not UTF-8; save the list in that encoding".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_with_all_columns_and_with_few() {
        let persons = parse(b"id,name\n1,Ada\n2,\"Bo, jr\"\n", "de").unwrap();
        assert_eq!(
            (persons[1].name.as_str(), persons[1].language.as_str()),
            ("Bo, jr", "de")
        );
        let list = "\u{feff}weight,name,email,id,language,address\n 7 ,Ada,ada@example.org,x,lo,\"1 Road\nTown; Land\"\n,Bo,,y,,\n";
        let persons = parse(list.as_bytes(), "en").unwrap();
        assert_eq!(
            persons[0],
            Person {
                id: "x".into(),
                name: "Ada".into(),
                address: ["1 Road", "Town", "Land"].map(str::to_owned).to_vec(),
                email: "ada@example.org".into(),
                language: "lo".into(),
                weight: 7
            }
        );
        assert!(persons[1].address.is_empty());
        assert_eq!((persons[1].weight, persons[1].language.as_str()), (1, "en"));
    }

    #[test]
    fn all_mistakes_are_named_with_line_and_column() {
        let list = "id,name,email,weight,language,address\n1,Ada,,1,,\n1,Bo,,0,,\n,Cy,bo@,1,tlh,1;2;3;4;5;6\n4,Di\n5,\"E\nd\",,x,,\n";
        assert_eq!(
            parse(list.as_bytes(), "en").unwrap_err(),
            [
                "line 3, column weight: must be a whole number from 1 to 4294967295",
                "line 3, column id: \"1\" is in line 2 too",
                "line 4, column id: is empty",
                "line 4, column address: has 6 lines; a window envelope shows 5 below the name",
                "line 4, column email: \"bo@\" is no e-mail address, such as ada@example.org; leave it empty if there is none",
                "line 4, column language: \"tlh\" is none of ar, de, en, es, et, fr, ky, lo, ru, sv, vi",
                "line 5: 2 fields instead of 6; a field with a comma in it is written in double quotes",
                "line 6, column name: holds an invisible character, such as the end of a line",
                "line 6, column weight: must be a whole number from 1 to 4294967295",
            ]
        );
        assert_eq!(
            parse(b"id,name\n1,Ad\xffa\n", "en").unwrap_err(),
            ["line 2: not UTF-8; save the list in that encoding"]
        );
        assert_eq!(
            parse(b"id,name\n", "en").unwrap_err(),
            ["line 1: there are no voters"]
        );
    }

    #[test]
    fn columns_must_be_known_and_once() {
        for (list, mistakes) in [
            (
                "id;name\n",
                &[
                    "line 1: there is no column id",
                    "line 1: there is no column name",
                    "line 1: unknown column \"id;name\"; columns are separated by commas",
                ][..],
            ),
            ("id,name,id\n", &["line 1: the column id is there twice"]),
        ] {
            assert_eq!(parse(list.as_bytes(), "en").unwrap_err(), mistakes);
        }
    }

    #[test]
    fn nothing_personal_is_shown() {
        let persons = parse(b"id,name\n1,Ada\n", "en").unwrap();
        assert_eq!(format!("{persons:?}"), "[Person { .. }]");
    }
}
