//! Letters as PDF: one page a voter, folded into a window envelope (DIN 5008, form B).
//!
//! - [`paper`]: paragraphs, marks and QR codes on a page

mod paper;

use crate::{
    store::{Joined, Recipient},
    texts::{Texts, is_right_to_left},
};
use admin_cli::{Failure, calendar::utc};
use krilla::{Document, page::PageSettings};
use paper::{Direction, Paper, Style, millimetres};
use std::{fs, path::PathBuf};

/// A page's width and height: A4, in millimetres.
const PAGE: (f32, f32) = (210.0, 297.0);
/// Left and right margins of the text, in millimetres.
const MARGINS: (f32, f32) = (25.0, 20.0);
/// Where the window shows the address: left edge, upper edge of the line with the sender, of the address, and the
/// lower edge.
const WINDOW: (f32, f32, f32, f32) = (25.0, 57.0, 62.7, 90.0);
const WINDOW_WIDTH: f32 = 75.0;
/// Where to fold, in millimetres from the upper edge.
const FOLDS: [f32; 2] = [105.0, 210.0];
/// Where to punch.
const PUNCH: f32 = 148.5;
/// Upper edge of the text.
const SUBJECT: f32 = 103.0;
/// Nothing is written below this.
const LOWEST: f32 = 280.0;
/// Edge of the QR code.
const CODE: f32 = 42.0;

const BODY: Style = Style::text(10.5);
const SMALL: Style = Style::text(8.0);

/// Writes letters.
pub struct LetterWriter {
    texts: Texts,
    paper: Paper,
    sender: String,
}

impl LetterWriter {
    /// `sender` stands in small letters above the address; `fonts` are for characters that the built-in ones lack.
    ///
    /// # Errors
    /// If a font cannot be read.
    pub fn new(sender: &str, fonts: &[PathBuf]) -> Result<Self, Failure> {
        let mut paper = Paper::new()?;
        for path in fonts {
            let hint = "--font needs a TrueType or OpenType font";
            let bytes = fs::read(path)
                .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), hint))?;
            if !paper.add_font(bytes) {
                return Err(Failure::wrong(format!("{} is no font", path.display()), hint));
            }
        }
        Ok(Self {
            texts: Texts::new()?,
            paper,
            sender: sender.to_owned(),
        })
    }

    /// A PDF with a page for each of them.
    ///
    /// # Errors
    /// If something does not fit, or no font has one of its characters; tells whose letter that is.
    pub fn write(&mut self, joined: &Joined, recipients: &[Recipient]) -> Result<Vec<u8>, Failure> {
        let mut document = Document::new();
        for recipient in recipients {
            self.page(&mut document, joined, recipient).map_err(|reason| {
                Failure::wrong(
                    format!("the letter of voter {:?}: {reason}", recipient.person.id),
                    "no letter of this file was written; correct the list and import it again, or name a font with --font",
                )
            })?;
        }
        document.finish().map_err(|error| {
            Failure::unknown(
                format!("the PDF: {error:?}"),
                "this is a defect: please report it",
            )
        })
    }

    fn page(
        &mut self,
        document: &mut Document,
        joined: &Joined,
        recipient: &Recipient,
    ) -> Result<(), String> {
        let size =
            PageSettings::from_wh(millimetres(PAGE.0), millimetres(PAGE.1)).ok_or("the page's size")?;
        let mut page = document.start_page_with(size);
        let mut surface = page.surface();
        let person = &recipient.person;
        let language = person.language.as_str();
        let direction = if is_right_to_left(language) {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        let title = joined.manifest.title.pick(language);
        let schedule = joined.manifest.schedule;
        let (opens, closes) = (utc(schedule.opens), utc(schedule.closes));
        let values = [
            ("title", title),
            ("name", person.name.as_str()),
            ("board", joined.board.as_str()),
            ("opens", opens.as_str()),
            ("closes", closes.as_str()),
        ];
        let say = |key: &str| {
            self.texts
                .text(language, key, &values)
                .map_err(|failure| failure.to_string())
        };
        let link = format!("{}{}", joined.link_base(), recipient.code.as_str());

        for fold in FOLDS {
            paper::mark(&mut surface, fold, 5.0);
        }
        paper::mark(&mut surface, PUNCH, 8.0);
        let (left, sender, address, bottom) = WINDOW;
        let paper = &mut self.paper;
        paper.write(
            &mut surface,
            &self.sender,
            SMALL,
            Direction::Left,
            (left, sender),
            WINDOW_WIDTH,
        )?;
        let mut y = address;
        for line in [&person.name].into_iter().chain(&person.address) {
            y = paper.write(&mut surface, line, BODY, Direction::Left, (left, y), WINDOW_WIDTH)?;
        }
        if y > bottom {
            return Err("the address does not fit into the window of an envelope".to_owned());
        }

        let width = PAGE.0 - MARGINS.0 - MARGINS.1;
        let left = MARGINS.0;
        let mut y = SUBJECT;
        for (key, style) in [
            ("subject", BODY.bold()),
            ("greeting", BODY),
            ("letter-scan", BODY),
        ] {
            y = paper.write(&mut surface, &say(key)?, style, direction, (left, y), width)? + 3.0;
        }
        // The code stands on the side where lines begin, the address beside it.
        let (code_left, link_left) = match direction {
            Direction::RightToLeft => (PAGE.0 - MARGINS.1 - CODE, left),
            _ => (left, left + CODE + 6.0),
        };
        paper::code(&mut surface, &link, (code_left, y), CODE)?;
        let beside = paper.write(
            &mut surface,
            &link,
            Style::mono(9.0),
            Direction::Left,
            (link_left, y + 2.0),
            width - CODE - 6.0,
        )?;
        y = beside.max(y + CODE) + 4.0;
        y = paper.write(
            &mut surface,
            &say("letter-type")?,
            BODY,
            direction,
            (left, y),
            width,
        )? + 2.0;
        let code = recipient.code.as_str();
        y = paper.write(
            &mut surface,
            code,
            Style::mono(13.0).bold(),
            Direction::Left,
            (left, y),
            width,
        )? + 4.0;
        for (key, style) in [("when", BODY), ("letter-secret", BODY.bold()), ("secrecy", BODY)] {
            y = paper.write(&mut surface, &say(key)?, style, direction, (left, y), width)? + 3.0;
        }
        if y > LOWEST {
            return Err("it does not fit on one page; is the election's title very long?".to_owned());
        }
        surface.finish();
        page.finish();
        Ok(())
    }
}
