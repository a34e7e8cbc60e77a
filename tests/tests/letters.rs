//! Letters in every language: one page a voter, every character there, a QR code that a telephone reads.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_crypto::{credential::VoterCode, signature::SigningKey};
use ostrakon_tests::line0::line0;
use rand_core::OsRng;
use registrar::{
    letter::LetterWriter,
    store::{Joined, Recipient},
    voters::{LANGUAGES, Person},
};

const BOARD: &str = "https://vote.example.org";

fn joined(title: &str) -> Joined {
    let registrar = SigningKey::generate(&mut OsRng).verifying_key();
    Joined::read(&line0(registrar, title), BOARD).unwrap()
}

fn recipient(language: &str, name: &str) -> Recipient {
    Recipient {
        number: 1,
        issue: 1,
        person: Person {
            id: "7".to_owned(),
            name: name.to_owned(),
            address: ["12 Old Road", "12345 Town", "Land"].map(str::to_owned).to_vec(),
            email: String::new(),
            language: language.to_owned(),
            weight: 1,
        },
        code: VoterCode::random(&mut OsRng).expose_text(),
    }
}

/// A name in each language's letters.
fn name(language: &str) -> &'static str {
    match language {
        "ar" => "ليلى حداد",
        "ky" => "Айгүл Өмүрбекова",
        "lo" => "ນາງ ມະນີວັນ",
        "ru" => "Ёлка Щукина",
        "vi" => "Nguyễn Thị Hạnh",
        _ => "Åsa Müller-Łukasiewicz",
    }
}

fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count()
}

#[test]
fn every_language_fits_one_page_with_every_character() {
    let joined = joined("Shall the town build a bridge over the river, and who pays?");
    let mut writer = LetterWriter::new("Town Hall, 1 Square, 12345 Town", &[]).unwrap();
    let recipients: Vec<Recipient> = LANGUAGES
        .iter()
        .map(|language| recipient(language, name(language)))
        .collect();
    let pdf = writer.write(&joined, &recipients).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    if let Some(folder) = std::env::var_os("LETTERS") {
        std::fs::write(std::path::Path::new(&folder).join("letters.pdf"), &pdf).unwrap();
    }
    assert_eq!(pages(&pdf), LANGUAGES.len());
    // The same writer goes on, and letters of many voters share their fonts.
    let many: Vec<Recipient> = (0..100).map(|_| recipient("de", "Ada")).collect();
    let pdf = writer.write(&joined, &many).unwrap();
    assert_eq!(pages(&pdf), 100);
    assert!(pdf.len() < 100 * 20_000, "{} bytes", pdf.len());
}

/// Decoded streams of a PDF that hold drawings.
fn drawings(pdf: &[u8]) -> Vec<String> {
    let find = |from: usize, word: &[u8]| {
        pdf[from..]
            .windows(word.len())
            .position(|window| window == word)
            .map(|at| from + at)
    };
    let mut drawings = Vec::new();
    let mut from = 0;
    while let Some(start) = find(from, b"stream\n") {
        let start = start + b"stream\n".len();
        let end = find(start, b"endstream").unwrap();
        let decoded = miniz_oxide::inflate::decompress_to_vec_zlib(&pdf[start..end]);
        if let Ok(text) = decoded
            .map_err(|_| ())
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| ()))
            && text.matches(" m ").count() > 200
        {
            drawings.push(text);
        }
        from = end + b"endstream".len();
    }
    drawings
}

/// Rectangles of a drawing: left, top, right, bottom, in points from the upper left corner.
fn rectangles(drawing: &str) -> Vec<[f32; 4]> {
    let mut rectangles = Vec::new();
    let mut corners: Vec<(f32, f32)> = Vec::new();
    let mut numbers: Vec<f32> = Vec::new();
    for word in drawing.split_ascii_whitespace() {
        if let Ok(number) = word.parse() {
            numbers.push(number);
            continue;
        }
        match (word, numbers.as_slice()) {
            ("m" | "l", [.., x, y]) => corners.push((*x, *y)),
            ("h", _) => {
                let range = |pick: fn(&(f32, f32)) -> f32| {
                    let values = corners.iter().map(pick);
                    (
                        values.clone().fold(f32::MAX, f32::min),
                        values.fold(f32::MIN, f32::max),
                    )
                };
                let (x, y) = (range(|corner| corner.0), range(|corner| corner.1));
                rectangles.push([x.0, y.0, x.1, y.1]);
                corners.clear();
            }
            _ => {}
        }
        numbers.clear();
    }
    rectangles
}

#[test]
fn the_qr_code_of_a_page_is_the_voters_link() {
    let joined = joined("Town");
    let mut writer = LetterWriter::new("", &[]).unwrap();
    let recipients = ["en", "ar"].map(|language| recipient(language, name(language)));
    let pdf = writer.write(&joined, &recipients).unwrap();
    let drawings = drawings(&pdf);
    assert_eq!(drawings.len(), recipients.len());
    for (drawing, recipient) in drawings.iter().zip(&recipients) {
        // Four dots a point; the page is white.
        let dots = |length: f32| format!("{:.0}", length * 4.0).parse::<usize>().unwrap();
        let (width, height) = (dots(595.0), dots(842.0));
        let mut page = vec![255; width * height];
        for [left, top, right, bottom] in rectangles(drawing) {
            for row in dots(top)..dots(bottom) {
                page[row * width + dots(left)..row * width + dots(right)].fill(0);
            }
        }
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| page[y * width + x]);
        let codes = image.detect_grids();
        assert_eq!(codes.len(), 1);
        let (_, link) = codes[0].decode().unwrap();
        assert_eq!(link, format!("{}{}", joined.link_base(), recipient.code.as_str()));
        assert_eq!(joined.link_base(), format!("{BOARD}/vote/{}#", joined.id));
    }
}

#[test]
fn what_does_not_fit_or_cannot_be_written_is_refused() {
    let mut writer = LetterWriter::new("", &[]).unwrap();
    let refused = |writer: &mut LetterWriter, joined: &Joined, recipient: Recipient| {
        let failure = writer.write(joined, &[recipient]).err().unwrap();
        assert_eq!(failure.code(), 1);
        failure.to_string()
    };
    let town = joined("Town");
    let reason = refused(&mut writer, &town, recipient("en", "王 Ada"));
    assert!(
        reason.contains("voter \"7\"") && reason.contains("no font has the characters of \"王\""),
        "{reason}"
    );
    let long = "A very long name that goes on and on. ".repeat(8);
    let reason = refused(&mut writer, &town, recipient("en", &long));
    assert!(reason.contains("does not fit into the window"), "{reason}");
    let title = "A title that goes on and on. ".repeat(60);
    let reason = refused(&mut writer, &joined(&title), recipient("en", "Ada"));
    assert!(reason.contains("does not fit on one page"), "{reason}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("font.ttf");
    for (bytes, code) in [(None, 2), (Some(&b"no font"[..]), 1)] {
        if let Some(bytes) = bytes {
            std::fs::write(&path, bytes).unwrap();
        }
        let failure = LetterWriter::new("", std::slice::from_ref(&path)).err().unwrap();
        assert_eq!(failure.code(), code);
    }
}
