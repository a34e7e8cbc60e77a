//! Latency over throughput, as SVG.

use std::fmt::Write as _;

/// One load.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    /// Accepted in a second.
    pub(super) per_second: f64,
    /// Seconds: p50, p95, p99.
    pub(super) latencies: [f64; 3],
}

const NAMES: [(&str, &str); 3] = [("p50", "#2a7"), ("p95", "#27a"), ("p99", "#c33")];
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 400.0;
/// Around the plot, for the labels.
const MARGIN: f64 = 60.0;
/// Steps of a logarithmic axis within a power of ten.
const STEPS: [f64; 3] = [1.0, 2.0, 5.0];
/// About so many marks on the other axis.
const MARKS: f64 = 8.0;

/// Where values are on the drawing: latencies on a logarithmic scale.
struct Plane {
    right: f64,
    bottom: f64,
    top: f64,
}

impl Plane {
    /// Holds all points.
    fn around(points: &[Point]) -> Self {
        let all = || points.iter().flat_map(|point| point.latencies);
        Self {
            right: points.iter().fold(1f64, |most, point| most.max(point.per_second)) * 1.05,
            bottom: all().fold(f64::INFINITY, f64::min) * 0.8,
            top: all().fold(0.0, f64::max) * 1.25,
        }
    }

    fn x(&self, per_second: f64) -> f64 {
        MARGIN + per_second / self.right * (WIDTH - 2.0 * MARGIN)
    }

    fn y(&self, latency: f64) -> f64 {
        let part = (latency / self.bottom).ln() / (self.top / self.bottom).ln();
        HEIGHT - MARGIN - part * (HEIGHT - 2.0 * MARGIN)
    }

    /// Round numbers up to the right end.
    fn throughputs(&self) -> Vec<f64> {
        let raw = self.right / MARKS;
        let power = 10f64.powf(raw.log10().floor());
        let step = STEPS.iter().map(|step| step * power).find(|step| *step >= raw);
        let step = step.unwrap_or(10.0 * power);
        (0u16..=100)
            .map(|number| f64::from(number) * step)
            .take_while(|mark| *mark <= self.right)
            .collect()
    }

    /// 1, 2 and 5 times powers of ten.
    fn latencies(&self) -> Vec<f64> {
        let all = (-6..4).flat_map(|power| STEPS.map(|step| step * 10f64.powi(power)));
        all.filter(|mark| (self.bottom..=self.top).contains(mark))
            .collect()
    }
}

/// Draws the points, which must be in order.
pub(super) fn draw(points: &[Point], title: &str) -> String {
    let plane = Plane::around(points);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>{title}</title>\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    let (left, right, bottom) = (MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN);
    let mut element = |text: String| {
        svg.push_str(&text);
        svg.push('\n');
    };
    for mark in plane.latencies() {
        let y = plane.y(mark);
        element(format!(
            "<path d=\"M{left:.1} {y:.1}H{right:.1}\" stroke=\"#ddd\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            left - 6.0,
            y + 4.0,
            1e3 * mark
        ));
    }
    for mark in plane.throughputs() {
        let x = plane.x(mark);
        element(format!(
            "<path d=\"M{x:.1} {bottom:.1}v5\" stroke=\"#333\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{mark}</text>",
            bottom + 20.0
        ));
    }
    element(format!(
        "<path d=\"M{left:.1} {MARGIN:.1}V{bottom:.1}H{right:.1}\" fill=\"none\" stroke=\"#333\"/>"
    ));
    for (place, (name, colour)) in NAMES.into_iter().enumerate() {
        let mut line = String::new();
        let mut end = (0.0, 0.0);
        for point in points {
            let Some(latency) = point.latencies.get(place) else {
                continue;
            };
            end = (plane.x(point.per_second), plane.y(*latency));
            // Writing to a string cannot fail.
            let _ = write!(line, "{:.1},{:.1} ", end.0, end.1);
        }
        element(format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\">{name}</text>",
            line.trim_end(),
            end.0 + 6.0,
            end.1 + 4.0
        ));
    }
    element(format!(
        "<text x=\"{left:.1}\" y=\"24\" font-weight=\"bold\">{title}</text>\
         <text x=\"{left:.1}\" y=\"44\">latency, ms</text>\
         <text x=\"{right:.1}\" y=\"{:.1}\" text-anchor=\"end\">ballots accepted in a second</text>",
        HEIGHT - 16.0
    ));
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_and_mark_is_on_the_drawing() {
        let points = [(120.0, 0.004), (800.0, 0.006), (1_900.0, 0.09)].map(|(per_second, fast)| Point {
            per_second,
            latencies: [fast, 2.0 * fast, 8.0 * fast],
        });
        let plane = Plane::around(&points);
        for point in points {
            assert!((MARGIN..=WIDTH - MARGIN).contains(&plane.x(point.per_second)));
            for latency in point.latencies {
                assert!((MARGIN..=HEIGHT - MARGIN).contains(&plane.y(latency)));
            }
        }
        assert_eq!(plane.throughputs(), [0.0, 500.0, 1_000.0, 1_500.0]);
        assert_eq!(plane.latencies().len(), 7, "5 to 500 ms");
        let svg = draw(&points, "a board");
        assert_eq!(svg.matches("<polyline").count(), 3);
        assert!(svg.ends_with("</svg>\n") && !svg.contains("NaN"));
    }
}
