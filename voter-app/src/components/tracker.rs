//! A ballot's name: in groups of letters, as a picture, and as a QR code.

use crate::{
    message::{CodeView, ShapeView, TrackerView},
    words::{Words, words},
};
use leptos::prelude::*;

/// Modules of white that a QR code needs around it.
const QUIET: u32 = 4;

/// A tracker with its picture.
#[component]
pub(crate) fn Tracker(
    /// The tracker.
    tracker: TrackerView,
) -> impl IntoView {
    view! {
        <div class="tracker">
            <TrackerPicture shapes=tracker.picture/>
            <p><Letters tracker=tracker.short/></p>
        </div>
    }
}

/// A tracker's letters: on narrow screens it breaks between its groups only.
#[component]
pub(crate) fn Letters(
    /// The tracker.
    tracker: String,
) -> impl IntoView {
    let groups = tracker
        .split_inclusive('-')
        .map(|group| view! { <span>{group.to_owned()}</span> })
        .collect_view();
    view! { <span class="letters" dir="ltr">{groups}</span> }
}

/// Four shapes, which are said in words, too.
#[component]
fn TrackerPicture(shapes: Vec<ShapeView>) -> impl IntoView {
    let names: Vec<_> = shapes
        .iter()
        .map(|shape| (shape_words(&shape.shape), colour_words(&shape.colour)))
        .collect();
    let words = move || {
        let names = names.iter().map(|(shape, colour)| {
            words!("tracker-shape", colour = colour.text(), shape = shape.text()).text()
        });
        let names: Vec<String> = names.collect();
        words!("tracker-picture", shapes = names.join(", ")).text()
    };
    let shapes = shapes
        .into_iter()
        .zip([2, 28, 54, 80])
        .map(|(shape, left)| {
            view! { <path d=shape.path fill=shape.code transform=format!("translate({left} 2)")/> }
        })
        .collect_view();
    view! {
        <svg class="tracker-picture" role="img" aria-label=words viewBox="0 0 106 28">
            <rect width="106" height="28" rx="4" fill="#ffffff"/>
            <g stroke="#1d1a17" stroke-width="1.25" stroke-linejoin="round">{shapes}</g>
        </svg>
    }
}

fn shape_words(name: &str) -> Words {
    match name {
        "circle" => words!("shape-circle"),
        "square" => words!("shape-square"),
        "triangle" => words!("shape-triangle"),
        "diamond" => words!("shape-diamond"),
        "cross" => words!("shape-cross"),
        "ring" => words!("shape-ring"),
        "star" => words!("shape-star"),
        _ => words!("shape-moon"),
    }
}

fn colour_words(name: &str) -> Words {
    match name {
        "black" => words!("colour-black"),
        "blue" => words!("colour-blue"),
        "orange" => words!("colour-orange"),
        _ => words!("colour-yellow"),
    }
}

/// A QR code. Whoever cannot see it needs what it says in another form beside it.
#[component]
pub(crate) fn Code(
    /// The code.
    code: CodeView,
    /// What it is.
    label: Signal<String>,
) -> impl IntoView {
    let side = code.width.saturating_add(QUIET).saturating_add(QUIET);
    view! {
        <svg
            class="qr"
            role="img"
            aria-label=label
            viewBox=format!("-{QUIET} -{QUIET} {side} {side}")
            shape-rendering="crispEdges"
        >
            <rect x=format!("-{QUIET}") y=format!("-{QUIET}") width=side height=side fill="#ffffff"/>
            <path d=code.path fill="#000000"/>
        </svg>
    }
}
