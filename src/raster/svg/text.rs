//! Texts of a frame as texts of SVG, at the place and with the width that they have on the screen.

use std::io::{self, Write};

use egui::epaint::TextShape;
use egui::epaint::text::{Glyph, LayoutJob, PlacedRow, TextFormat};
use egui::{Color32, FontFamily, Stroke};
use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::paint::{fill, number, stroke};

/// Text as the content of an element. Characters that XML cannot have are replaced.
pub fn content(text: &str) -> BytesText<'static> {
    let is_xml = |letter: char| matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let text: String = text.chars().map(|letter| if is_xml(letter) { letter } else { '\u{fffd}' }).collect();
    BytesText::from_escaped(quick_xml::escape::escape(text).into_owned())
}

/// Letters of a row that follow one another in one format.
struct Piece<'a> {
    format: &'a TextFormat,
    glyphs: &'a [Glyph],
}

/// Writes a text, one element for each row and format.
pub fn write<W: Write>(writer: &mut Writer<W>, shape: &TextShape) -> io::Result<()> {
    let galley = &shape.galley;
    let formats = formats(&galley.job, galley.rows.iter());
    let mut first = 0;
    for row in &galley.rows {
        let count = row.glyphs.len();
        let own = &formats[first..first + count];
        first += count;
        let mut from = 0;
        for run in own.chunk_by(|a, b| std::ptr::eq(*a, *b)) {
            let piece = Piece { format: run[0], glyphs: &row.glyphs[from..from + run.len()] };
            from += run.len();
            write_piece(writer, shape, row, &piece)?;
        }
    }
    Ok(())
}

/// The format of each letter of all rows. A letter that is not in the text, such as the dots of a text that was cut off, has the last one.
fn formats<'a>(job: &'a LayoutJob, rows: impl Iterator<Item = &'a PlacedRow>) -> Vec<&'a TextFormat> {
    let mut formats = Vec::new();
    let mut at = job.text.char_indices();
    let mut section = 0;
    for row in rows {
        for _ in &row.glyphs {
            let byte = at.next().map_or(usize::MAX, |(byte, _)| byte);
            while section + 1 < job.sections.len() && usize::from(job.sections[section].byte_range.end) <= byte {
                section += 1;
            }
            formats.extend(job.sections.get(section).map(|section| &section.format));
        }
        if row.ends_with_newline {
            at.next();
        }
    }
    formats
}

fn write_piece<W: Write>(
    writer: &mut Writer<W>,
    shape: &TextShape,
    row: &PlacedRow,
    piece: &Piece<'_>,
) -> io::Result<()> {
    let blank = |glyph: &&Glyph| glyph.chr.is_whitespace();
    let before = piece.glyphs.iter().take_while(blank).count();
    let after = piece.glyphs[before..].iter().rev().take_while(blank).count();
    let glyphs = &piece.glyphs[before..piece.glyphs.len() - after];
    let ([begin, ..], [.., end]) = (glyphs, glyphs) else { return Ok(()) };
    let format = piece.format;
    let given = |color: Color32| if color == Color32::PLACEHOLDER { shape.fallback_color } else { color };
    let faded = |color: Color32| given(color).gamma_multiply(shape.opacity_factor);
    let color = shape.override_text_color.map_or_else(|| faded(format.color), faded);
    if color == Color32::TRANSPARENT {
        return Ok(());
    }
    let place = row.pos + begin.pos.to_vec2();
    let (x, y) = (shape.pos.x + place.x, shape.pos.y + place.y);
    let width = end.pos.x + end.advance_width - begin.pos.x;
    let letters: String = glyphs.iter().map(|glyph| glyph.chr).collect();
    let attributes = [("x", number(x)), ("y", number(y)), ("font-size", number(format.font_id.size))];
    let mut element = writer.create_element("text");
    element = element.with_attributes(attributes.iter().map(|(name, value)| (*name, value.as_str())));
    // The font of the reader may be wider or narrower.
    let width = number(width);
    element = element.with_attribute(("textLength", &*width)).with_attribute(("lengthAdjust", "spacingAndGlyphs"));
    if matches!(format.font_id.family, FontFamily::Name(_)) {
        element = element.with_attribute(("font-weight", "600"));
    }
    if format.italics {
        element = element.with_attribute(("font-style", "italic"));
    }
    if shape.angle != 0.0 {
        let [degrees, x, y] = [shape.angle.to_degrees(), shape.pos.x, shape.pos.y].map(number);
        element = element.with_attribute(("transform", &*format!("rotate({degrees} {x} {y})")));
    }
    fill(element, color).write_text_content(content(&letters))?;
    let line = if format.underline.is_empty() { shape.underline } else { format.underline };
    if !line.is_empty() {
        let line = Stroke::new(line.width, faded(line.color));
        let end = x + end.pos.x + end.advance_width - begin.pos.x;
        let commands = format!("M{} {1}L{2} {1}", number(x), number(y + 2.0), number(end));
        stroke(writer.create_element("path").with_attribute(("d", &*commands)), line).write_empty()?;
    }
    Ok(())
}
