//! A ballot's name as people compare it: in groups, as a picture, and as a QR code that leads to it.

use crate::message::{CodeView, ShapeView, TrackerView};
use core::fmt::Write as _;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    BallotTracker,
    picture::{Colour, Shape, TrackerPicture},
};
use qrcode::{Color, EcLevel, QrCode};

/// A tracker, and where on the server at `origin` its ballot is told about.
pub(super) fn view(tracker: &BallotTracker, election: &Hash, origin: &str) -> TrackerView {
    TrackerView {
        code: code(&format!("{origin}/track/{election}#{tracker}")),
        ..name(tracker)
    }
}

/// A tracker where its ballot is told about.
pub(super) fn name(tracker: &BallotTracker) -> TrackerView {
    TrackerView {
        short: tracker.to_string(),
        picture: picture(tracker),
        code: None,
    }
}

fn picture(tracker: &BallotTracker) -> Vec<ShapeView> {
    let picture = TrackerPicture::of(tracker);
    let shapes = picture.shapes().iter().map(|(shape, colour)| ShapeView {
        path: shape.path().to_owned(),
        code: colour.code().to_owned(),
        shape: shape_name(*shape).to_owned(),
        colour: colour_name(*colour).to_owned(),
    });
    shapes.collect()
}

/// A text as a QR code: the dark modules as an SVG path, row by row; none if it is too long.
pub(super) fn code(text: &str) -> Option<CodeView> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let colours = code.to_colors();
    let mut path = String::new();
    for (y, row) in colours.chunks(code.width().max(1)).enumerate() {
        let mut x = 0_usize;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                // Writing to a string does not fail.
                let _ = write!(path, "M{x} {y}h{0}v1h-{0}z", run.len());
            }
            x = x.saturating_add(run.len());
        }
    }
    Some(CodeView {
        text: text.to_owned(),
        // A code has at most 177 modules a side.
        width: u32::try_from(code.width()).unwrap_or(0),
        path,
    })
}

const fn shape_name(shape: Shape) -> &'static str {
    match shape {
        Shape::Circle => "circle",
        Shape::Square => "square",
        Shape::Triangle => "triangle",
        Shape::Diamond => "diamond",
        Shape::Cross => "cross",
        Shape::Ring => "ring",
        Shape::Star => "star",
        Shape::Moon => "moon",
    }
}

const fn colour_name(colour: Colour) -> &'static str {
    match colour {
        Colour::Black => "black",
        Colour::Blue => "blue",
        Colour::Orange => "orange",
        Colour::Yellow => "yellow",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a module is dark, read back from the path.
    fn modules(code: &CodeView) -> Vec<bool> {
        let width = usize::try_from(code.width).unwrap();
        let mut modules = vec![false; width * width];
        for run in code.path.split('M').skip(1) {
            let numbers: Vec<usize> = run
                .split(|character: char| !character.is_ascii_digit())
                .filter_map(|number| number.parse().ok())
                .collect();
            let [x, y, length, 1, back] = numbers[..] else {
                panic!("{run}");
            };
            assert_eq!(length, back);
            for module in &mut modules[y * width + x..y * width + x + length] {
                assert!(!*module, "drawn twice");
                *module = true;
            }
        }
        modules
    }

    #[test]
    fn a_code_is_drawn_as_it_was_computed() {
        let text = "http://127.0.0.1:8080/track/0#12345";
        let drawn = modules(&code(text).unwrap());
        let expected = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let expected: Vec<bool> = expected
            .to_colors()
            .into_iter()
            .map(|colour| colour == Color::Dark)
            .collect();
        assert_eq!(drawn, expected);
        // The first finder pattern and its border.
        assert_eq!(drawn[..8], [true, true, true, true, true, true, true, false]);
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert!(code(&"x".repeat(2_331)).is_some());
        assert!(code(&"x".repeat(2_332)).is_none());
    }
}
