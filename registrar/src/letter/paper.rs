//! Paragraphs, marks and QR codes on a page. Places are in millimetres from the upper left corner.

use admin_cli::Failure;
use core::fmt;
use krilla::{
    geom::{Path, PathBuilder, Point, Rect},
    num::NormalizedF32,
    paint::{Fill, FillRule},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontWeight, Layout, LayoutContext, LineHeight,
    OverflowWrap, StyleProperty,
    fontique::{Blob, Collection, CollectionOptions},
};
use qrcode::{Color, EcLevel, QrCode};
use std::{collections::HashMap, sync::Arc};

/// Points of a PDF in a millimetre.
const POINTS: f32 = 72.0 / 25.4;
const TEXT: &str = "DejaVu Sans";
const MONO: &str = "DejaVu Sans Mono";
const BOLD: f32 = 700.0;
const REGULAR: f32 = 400.0;

/// Millimetres as points.
pub(super) fn millimetres(length: f32) -> f32 {
    length * POINTS
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// In points.
    size: f32,
    weight: f32,
    family: &'static str,
}

impl Style {
    pub(super) const fn text(size: f32) -> Self {
        Self {
            size,
            weight: REGULAR,
            family: TEXT,
        }
    }

    pub(super) const fn mono(size: f32) -> Self {
        Self {
            family: MONO,
            ..Self::text(size)
        }
    }

    pub(super) const fn bold(self) -> Self {
        Self { weight: BOLD, ..self }
    }
}

/// Where lines begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Left, as in a language that is written so.
    LeftToRight,
    /// Right, as in a language that is written so.
    RightToLeft,
    /// Left, whatever the words are.
    Left,
}

/// Why something cannot be written.
#[derive(Debug)]
struct Missing(String);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no font has the characters of {:?}", self.0)
    }
}

/// Fonts, and the memory in which paragraphs are laid out.
pub(super) struct Paper {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    /// Families of fonts that were added, in order.
    families: Vec<String>,
    /// Of fonts as the PDF knows them.
    embedded: HashMap<u64, Font>,
}

impl Paper {
    /// With the built-in fonts.
    pub(super) fn new() -> Result<Self, Failure> {
        let collection = Collection::new(CollectionOptions {
            system_fonts: false,
            ..CollectionOptions::default()
        });
        let mut paper = Self {
            fonts: FontContext {
                collection,
                ..FontContext::default()
            },
            layouts: LayoutContext::new(),
            families: Vec::new(),
            embedded: HashMap::new(),
        };
        for font in [
            dejavu::sans::regular(),
            dejavu::sans::bold(),
            dejavu::sans_mono::regular(),
            dejavu::sans_mono::bold(),
        ] {
            if !paper.add_font(font.to_vec()) {
                return Err(Failure::unknown(
                    "a built-in font cannot be read",
                    "this is a defect: please report it",
                ));
            }
        }
        Ok(paper)
    }

    /// Adds a font; false if it is none.
    pub(super) fn add_font(&mut self, bytes: Vec<u8>) -> bool {
        let added = self
            .fonts
            .collection
            .register_fonts(Blob::new(Arc::new(bytes)), None);
        for (family, _) in &added {
            if let Some(name) = self.fonts.collection.family_name(*family)
                && !self.families.iter().any(|known| known == name)
            {
                self.families.push(name.to_owned());
            }
        }
        !added.is_empty()
    }

    /// Writes a paragraph into a column; tells where the next one begins.
    pub(super) fn write(
        &mut self,
        surface: &mut Surface<'_>,
        text: &str,
        style: Style,
        direction: Direction,
        (left, top): (f32, f32),
        width: f32,
    ) -> Result<f32, String> {
        // The style's family first, then all others for characters that it lacks.
        let families: Vec<String> = [style.family]
            .into_iter()
            .chain(self.families.iter().map(String::as_str))
            .map(|family| format!("\"{family}\""))
            .collect();
        let families = families.join(", ");
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(families.as_str().into()));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontWeight(FontWeight::new(style.weight)));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.3)));
        // Links have no spaces.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.set_base_direction(match direction {
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::RightToLeft => BaseDirection::Rtl,
            Direction::Left => BaseDirection::Auto,
        });
        let mut layout: Layout<()> = builder.build(text);
        layout.break_all_lines(Some(millimetres(width)));
        let alignment = match direction {
            Direction::Left => Alignment::Left,
            _ => Alignment::Start,
        };
        layout.align(alignment, AlignmentOptions::default());
        let place = Point::from_xy(millimetres(left), millimetres(top));
        self.draw(surface, text, &layout, place)
            .map_err(|missing| missing.to_string())?;
        Ok(top + layout.height() / POINTS)
    }

    fn draw(
        &mut self,
        surface: &mut Surface<'_>,
        text: &str,
        layout: &Layout<()>,
        place: Point,
    ) -> Result<(), Missing> {
        surface.set_fill(Some(black()));
        for line in layout.lines() {
            let metrics = line.metrics();
            let mut x = place.x + metrics.offset;
            let y = place.y + metrics.baseline;
            for run in line.runs() {
                let start = x;
                let data = run.font().clone();
                let (bytes, id) = data.data.into_raw_parts();
                let size = run.font_size();
                let known = self.embedded.get(&id).cloned();
                let font = known
                    .or_else(|| Font::new(bytes.into(), data.index))
                    .ok_or_else(|| Missing(text.to_owned()))?;
                self.embedded.entry(id).or_insert_with(|| font.clone());
                let mut glyphs: Vec<KrillaGlyph> = Vec::new();
                for cluster in run.visual_clusters() {
                    let range = cluster.text_range();
                    if cluster.is_ligature_continuation() {
                        if let Some(glyph) = glyphs.last_mut() {
                            glyph.text_range.end = glyph.text_range.end.max(range.end);
                        }
                        continue;
                    }
                    for glyph in cluster.glyphs() {
                        let written = text.get(range.clone()).unwrap_or_default();
                        if glyph.id == 0 && !written.chars().all(is_invisible) {
                            return Err(Missing(written.to_owned()));
                        }
                        glyphs.push(KrillaGlyph::new(
                            GlyphId::new(glyph.id),
                            glyph.advance / size,
                            glyph.x / size,
                            glyph.y / size,
                            0.0,
                            range.clone(),
                            None,
                        ));
                        x += glyph.advance;
                    }
                }
                if !glyphs.is_empty() {
                    surface.draw_glyphs(Point::from_xy(start, y), &glyphs, font, text, size, false);
                }
            }
        }
        Ok(())
    }
}

/// Spaces, and marks of direction around inserted words.
fn is_invisible(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{2066}'..='\u{2069}')
}

fn black() -> Fill {
    Fill {
        paint: krilla::color::luma::Color::new(0).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

/// A mark at the left edge, where to fold or punch.
pub(super) fn mark(surface: &mut Surface<'_>, top: f32, length: f32) {
    let rectangle = Rect::from_xywh(millimetres(4.0), millimetres(top), millimetres(length), 0.5);
    let mut builder = PathBuilder::new();
    if let Some(rectangle) = rectangle {
        builder.push_rect(rectangle);
    }
    fill(surface, builder.finish());
}

/// A QR code of this text, with this edge.
pub(super) fn code(
    surface: &mut Surface<'_>,
    text: &str,
    (left, top): (f32, f32),
    edge: f32,
) -> Result<(), String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|error| error.to_string())?;
    let colours = code.to_colors();
    let modules = u16::try_from(code.width()).map_err(|error| error.to_string())?;
    let module = millimetres(edge) / f32::from(modules);
    let mut builder = PathBuilder::new();
    for (row, colours) in (0u16..).zip(colours.chunks(code.width())) {
        // Dark modules side by side are one rectangle, so that no hair shows between them.
        let mut first = 0u16;
        for run in colours.chunk_by(|one, other| one == other) {
            let length = u16::try_from(run.len()).map_err(|error| error.to_string())?;
            if run.first() == Some(&Color::Dark) {
                let rectangle = Rect::from_xywh(
                    millimetres(left) + f32::from(first) * module,
                    millimetres(top) + f32::from(row) * module,
                    f32::from(length) * module,
                    module,
                );
                if let Some(rectangle) = rectangle {
                    builder.push_rect(rectangle);
                }
            }
            first += length;
        }
    }
    fill(surface, builder.finish());
    Ok(())
}

fn fill(surface: &mut Surface<'_>, path: Option<Path>) {
    if let Some(path) = path {
        surface.set_fill(Some(black()));
        surface.draw_path(&path);
    }
}
