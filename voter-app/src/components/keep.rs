//! Keeping something: as a file, as an image, on paper.

use crate::message::TrackerView;
use core::fmt::Write as _;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement,
    Url,
};

/// Size of the image of a receipt, in units of its own and, twice that, in pixels.
const WIDTH: u32 = 480;
const HEIGHT: u32 = 560;

/// Hands a text to the browser's downloads.
pub(crate) fn save_text(name: &str, kind: &str, text: &str) {
    // A browser that does not let pages save files tells so itself.
    let _ = blob(text, kind).and_then(|blob| download(name, &blob));
}

/// Hands bytes to the browser's downloads.
pub(crate) fn save_bytes(name: &str, bytes: &[u8]) {
    let parts = Array::of1(&Uint8Array::from(bytes));
    // See above.
    let _ = Blob::new_with_u8_array_sequence(&parts).and_then(|blob| download(name, &blob));
}

fn blob(text: &str, kind: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
}

fn download(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}

/// The dialogue in which browsers print, and save as PDF: there is a style sheet for paper.
pub(crate) fn print() {
    // Nothing to do where there are no printers.
    let _ = window().print();
}

/// Saves a picture of a tracker with its words, as PNG.
pub(crate) fn save_image(name: String, tracker: &TrackerView, title: &str, place: &str) {
    let _ = draw(name, &drawing(tracker, title, place));
}

/// Draws an SVG into a canvas, and saves that.
fn draw(name: String, svg: &str) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(&blob(svg, "image/svg+xml")?)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    let loaded = image.clone();
    let draw = Closure::once_into_js(move || -> Result<(), JsValue> {
        let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
        canvas.set_width(2 * WIDTH);
        canvas.set_height(2 * HEIGHT);
        let context: CanvasRenderingContext2d =
            canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
        context.draw_image_with_html_image_element_and_dw_and_dh(
            &loaded,
            0.0,
            0.0,
            f64::from(2 * WIDTH),
            f64::from(2 * HEIGHT),
        )?;
        Url::revoke_object_url(&address)?;
        let save = Closure::once_into_js(move |blob: Option<Blob>| -> Result<(), JsValue> {
            download(&name, &blob.ok_or(JsValue::NULL)?)
        });
        canvas.to_blob(save.unchecked_ref())
    });
    image.set_onload(Some(draw.unchecked_ref()));
    Ok(())
}

/// What the image shows, dark on white whatever the page's colours are.
fn drawing(tracker: &TrackerView, title: &str, place: &str) -> String {
    let middle = WIDTH / 2;
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/><g font-family="system-ui, sans-serif" font-size="19" text-anchor="middle" fill="#1d1a17"><text x="{middle}" y="44">{}</text><text x="{middle}" y="74" font-size="15">{}</text><text x="{middle}" y="196" font-family="ui-monospace, monospace" font-weight="600">{}</text></g><g transform="translate(108 94) scale(2.5)" stroke="#1d1a17" stroke-width="1.25" stroke-linejoin="round">"##,
        escape(&shorten(title)),
        escape(place),
        escape(&tracker.short),
    );
    for (number, shape) in tracker.picture.iter().enumerate() {
        // Writing to a string does not fail.
        let _ = write!(
            svg,
            r#"<path d="{}" fill="{}" transform="translate({} 2)"/>"#,
            shape.path,
            shape.code,
            26 * number + 2
        );
    }
    svg.push_str("</g>");
    if let Some(code) = &tracker.code {
        let scale = 300.0 / f64::from(code.width.max(1));
        let _ = write!(
            svg,
            r##"<g transform="translate(90 226) scale({scale})" shape-rendering="crispEdges"><path d="{}" fill="#000000"/></g>"##,
            code.path
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A title that fits one line.
fn shorten(title: &str) -> String {
    const LINE: usize = 46;
    if title.chars().count() <= LINE {
        return title.to_owned();
    }
    let mut short: String = title.chars().take(LINE - 1).collect();
    short.push('…');
    short
}

/// Hostile text stays text.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{CodeView, ShapeView};

    #[test]
    fn hostile_titles_stay_text() {
        let tracker = TrackerView {
            short: "00000-11111".to_owned(),
            picture: vec![ShapeView {
                path: "M0 0".to_owned(),
                code: "#000000".to_owned(),
                shape: "star".to_owned(),
                colour: "black".to_owned(),
            }],
            code: Some(CodeView {
                text: String::new(),
                width: 21,
                path: "M0 0h1v1h-1z".to_owned(),
            }),
        };
        let svg = drawing(&tracker, r#"</text><image href="x"/>&"#, "line 7");
        assert!(!svg.contains("<image") && svg.contains("&lt;image href=&quot;x&quot;/&gt;&amp;"));
        assert!(svg.contains("00000-11111") && svg.contains("M0 0h1v1h-1z") && svg.contains("line 7"));
        assert!(drawing(&tracker, &"w".repeat(500), "").len() < svg.len() + 200);
    }
}
