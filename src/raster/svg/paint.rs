//! Parts of SVG: numbers, colours and the commands of a path.

use std::fmt::Write as _;

use egui::{Color32, Pos2, Stroke};
use quick_xml::writer::ElementWriter;

/// A length in points, with two decimals at most.
pub fn number(value: f32) -> String {
    let value = if value.is_finite() { (value * 100.0).round() / 100.0 } else { 0.0 };
    // Adding zero makes zero of a negative zero.
    format!("{}", value + 0.0)
}

/// The colour without its opacity, such as `#0b1118`, and the opacity if it is not 1.
pub fn color(color: Color32) -> (String, Option<String>) {
    let [red, green, blue, alpha] = color.to_srgba_unmultiplied();
    let opacity = (alpha < 255).then(|| format!("{}", (f32::from(alpha) / 255.0 * 1000.0).round() / 1000.0));
    (format!("#{red:02x}{green:02x}{blue:02x}"), opacity)
}

/// The element with the colour of its area.
pub fn fill<W>(element: ElementWriter<'_, W>, area: Color32) -> ElementWriter<'_, W> {
    if area == Color32::TRANSPARENT {
        return element.with_attribute(("fill", "none"));
    }
    let (name, opacity) = color(area);
    let element = element.with_attribute(("fill", &*name));
    match opacity {
        Some(opacity) => element.with_attribute(("fill-opacity", &*opacity)),
        None => element,
    }
}

/// The element with its line.
pub fn stroke<W>(element: ElementWriter<'_, W>, line: Stroke) -> ElementWriter<'_, W> {
    if line.is_empty() {
        return element;
    }
    let (name, opacity) = color(line.color);
    let element = element.with_attribute(("stroke", &*name)).with_attribute(("stroke-width", &*number(line.width)));
    match opacity {
        Some(opacity) => element.with_attribute(("stroke-opacity", &*opacity)),
        None => element,
    }
}

/// The commands of a path.
#[derive(Debug, Default)]
pub struct Path(String);

impl Path {
    /// Adds lines through these points. Points that are no numbers are left out.
    pub fn polygon(&mut self, points: &[Pos2], closed: bool) {
        let mut finite = points.iter().filter(|point| point.is_finite()).peekable();
        if finite.peek().is_none() {
            return;
        }
        for (index, point) in finite.enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            // Writing to a text cannot fail.
            let _ = write!(self.0, "{command}{} {}", number(point.x), number(point.y));
        }
        if closed {
            self.0.push('Z');
        }
    }

    /// All commands; `None` if there are none.
    pub fn commands(&self) -> Option<&str> {
        (!self.0.is_empty()).then_some(self.0.as_str())
    }
}
