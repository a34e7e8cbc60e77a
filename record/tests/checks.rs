//! The table of checks in docs/record.md §6 and the program's are one.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use ostrakon_record::verify::CheckId;

const SPECIFICATION: &str = include_str!("../../docs/record.md");

#[test]
fn the_specification_explains_the_checks_as_the_program_does() {
    let head = "| id | in plain words | fails if | see |\n|---|---|---|---|\n";
    let (_, rest) = SPECIFICATION.split_once(head).unwrap();
    let (table, _) = rest.split_once("\n\n").unwrap();
    let expected: Vec<String> = CheckId::ALL
        .iter()
        .map(|check| {
            let (plain, exact, sections) = (check.plain(), check.fails_if(), check.sections());
            format!("| {check} | {plain} | {exact} | {sections} |")
        })
        .collect();
    assert_eq!(table.lines().collect::<Vec<_>>(), expected);
}

/// Every section that a check names is there.
#[test]
fn named_sections_exist() {
    const CRYPTOGRAPHY: &str = include_str!("../../docs/protocol.md");
    let headings = |text: &str| -> Vec<String> {
        let headings = text
            .lines()
            .filter_map(|line| line.trim_start_matches('#').strip_prefix(' '));
        headings
            .map(|heading| heading.split(' ').next().unwrap().to_owned())
            .collect()
    };
    let (record, protocol) = (headings(SPECIFICATION), headings(CRYPTOGRAPHY));
    for check in CheckId::ALL {
        for (part, list) in check.sections().split("; ").zip([&record, &protocol]) {
            // A check that only cryptography is behind names no section of the record.
            let list = if part.starts_with("protocol.md") {
                &protocol
            } else {
                list
            };
            for section in part.split('§').skip(1) {
                let number = section.trim_end_matches([',', ' ', 't', 'o']).to_owned();
                assert!(list.contains(&number), "{check}: §{number}");
            }
        }
    }
}

#[test]
fn ids_are_read_in_any_case() {
    for check in CheckId::ALL {
        assert_eq!(check.to_string().to_lowercase().parse(), Ok(*check));
    }
    for none in ["", "B", "B44", "X1", " B4"] {
        none.parse::<CheckId>().unwrap_err();
    }
}
