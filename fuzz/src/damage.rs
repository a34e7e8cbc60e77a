//! Damage to the text of a line: most of it leaves JSON of the same shape, so that it reaches what comes after decoding.

use crate::Commands;
use core::ops::Range;

/// Numbers at which something may go wrong, valid or not.
const NUMBERS: [&str; 16] = [
    "0",
    "1",
    "2",
    "3",
    "127",
    "128",
    "255",
    "256",
    "4294967295",
    "4294967296",
    "1099511627776",
    "18446744073709551615",
    "18446744073709551616",
    "-1",
    "01",
    "1e3",
];

/// Where the strings (with their quotes) and numbers of a JSON text are.
#[must_use]
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let length = match bytes[start] {
            b'"' => bytes[start + 1..]
                .iter()
                .position(|byte| *byte == b'"')
                .map_or(bytes.len() - start, |end| end + 2),
            b'0'..=b'9' => bytes[start..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count(),
            _ => {
                start += 1;
                continue;
            }
        };
        found.push(start..start + length);
        start += length;
    }
    found
}

/// Damages a text once, with pieces of others.
#[must_use]
pub fn damage(commands: &mut Commands<'_>, text: &str, others: &[String]) -> String {
    let places = tokens(text);
    if places.is_empty() || commands.below(8) == 0 {
        return damage_bytes(commands, text, others);
    }
    let place = commands.pick(&places).clone();
    let token = &text[place.clone()];
    let replacement = if token.starts_with('"') {
        damage_string(commands, token, others)
    } else {
        (*commands.pick(&NUMBERS)).to_owned()
    };
    let mut damaged = text.to_owned();
    damaged.replace_range(place, &replacement);
    damaged
}

fn damage_string(commands: &mut Commands<'_>, token: &str, others: &[String]) -> String {
    let inner = token.trim_matches('"');
    match commands.below(6) {
        0 => "\"\"".to_owned(),
        1 => format!("\"{inner}{inner}\""),
        2 => {
            let half: String = inner.chars().take(inner.chars().count() / 2).collect();
            format!("\"{half}\"")
        }
        3 => {
            let mut letters: Vec<char> = inner.chars().collect();
            if !letters.is_empty() {
                let place = commands.below(letters.len());
                letters[place] = char::from(b'0' + commands.byte() % 75);
            }
            format!("\"{}\"", letters.into_iter().collect::<String>())
        }
        // Of the same length if possible: a point for a point, a hash for a hash.
        _ => {
            let other = commands.pick(others);
            let alike: Vec<&str> = tokens(other)
                .into_iter()
                .map(|place| &other[place])
                .filter(|candidate| candidate.len() == token.len() && *candidate != token)
                .collect();
            if alike.is_empty() {
                token.to_owned()
            } else {
                (*commands.pick(&alike)).to_owned()
            }
        }
    }
}

fn damage_bytes(commands: &mut Commands<'_>, text: &str, others: &[String]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let start = commands.below(bytes.len().max(1)).min(bytes.len());
    let end = (start + commands.below(64)).min(bytes.len());
    match commands.below(4) {
        0 => drop(bytes.drain(start..end)),
        1 => bytes.insert(start, commands.byte()),
        2 => {
            let copy = bytes[start..end].to_vec();
            bytes.splice(end..end, copy);
        }
        _ => {
            let other = commands.pick(others).as_bytes();
            let from = commands.below(other.len().max(1)).min(other.len());
            let to = (from + commands.below(64)).min(other.len());
            bytes.splice(start..end, other[from..to].iter().copied());
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
