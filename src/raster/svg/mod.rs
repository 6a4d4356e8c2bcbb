//! Writes a frame as an SVG picture: lines, areas and texts stay what they are, so the picture can be enlarged, searched and edited.
//!
//! No library writes the shapes of egui as SVG. The XML itself, with everything that must be escaped in it, is written by `quick-xml`.

mod paint;
mod text;

use std::io::{self, Write};

use egui::epaint::{
    CircleShape, ClippedShape, ColorMode, Mesh, PathShape, PathStroke, RectShape, TessellationOptions, Tessellator,
};
use egui::{Color32, Context, FullOutput, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};
use quick_xml::Writer;

use self::paint::{Path, fill, number, stroke};

/// The fonts of the letters: the bundled one, the one that it was made of, and others of about the same width.
const FONTS: &str = "Firedrill Sans, Pretendard, Inter, Noto Sans KR, Liberation Sans, Arial, sans-serif";

/// Writes a frame, with the size of its screen.
///
/// # Errors
/// Any error of the output.
pub(super) fn write(ctx: &Context, output: &FullOutput, title: &str, out: impl Write) -> io::Result<()> {
    let size = ctx.content_rect().size();
    let mut svg = Svg { writer: Writer::new_with_indent(out, b' ', 1), screen: Rect::from_min_size(Pos2::ZERO, size) };
    let [width, height] = [size.x, size.y].map(number);
    let view = format!("0 0 {width} {height}");
    let ground = ctx.global_style().visuals.panel_fill;
    let root = svg.writer.create_element("svg").with_attributes([
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", &*width),
        ("height", &*height),
        ("viewBox", &*view),
        ("font-family", FONTS),
    ]);
    let screen = svg.screen;
    root.write_inner_content(|writer| {
        writer.create_element("title").write_text_content(text::content(title))?;
        let mut svg = Svg { writer, screen };
        svg.rect(&RectShape::filled(screen, 0.0, ground))?;
        svg.clipped_shapes(&output.shapes)
    })?;
    svg.writer.get_mut().write_all(b"\n")
}

/// What writes the shapes of a frame.
struct Svg<W> {
    writer: W,
    screen: Rect,
}

impl<W: Write> Svg<&mut Writer<W>> {
    /// Writes the shapes. Neighbours that are cut off at the same rectangle are in one group.
    fn clipped_shapes(&mut self, shapes: &[ClippedShape]) -> io::Result<()> {
        let mut clips: Vec<Rect> = Vec::new();
        for group in shapes.chunk_by(|a, b| {
            a.clip_rect == b.clip_rect && a.transform_after_tessellation == b.transform_after_tessellation
        }) {
            let (clip, transform) = (group[0].clip_rect.intersect(self.screen), group[0].transform_after_tessellation);
            if !clip.is_positive() || group.iter().all(|clipped| matches!(clipped.shape, Shape::Noop)) {
                continue;
            }
            let known = clips.iter().position(|known| *known == clip);
            let index = known.unwrap_or(clips.len());
            if known.is_none() {
                clips.push(clip);
                self.clip_path(index, clip)?;
            }
            let moved = |shape: &Shape| {
                let mut shape = shape.clone();
                shape.transform(transform);
                shape
            };
            let reference = format!("url(#clip{index})");
            let element = self.writer.create_element("g").with_attribute(("clip-path", &*reference));
            let screen = self.screen;
            element.write_inner_content(|writer| {
                let mut svg = Svg { writer, screen };
                group.iter().try_for_each(|clipped| svg.shape(&moved(&clipped.shape)))
            })?;
        }
        Ok(())
    }

    fn clip_path(&mut self, index: usize, clip: Rect) -> io::Result<()> {
        let id = format!("clip{index}");
        self.writer.create_element("clipPath").with_attribute(("id", &*id)).write_inner_content(|writer| {
            let corners = [clip.left(), clip.top(), clip.width(), clip.height()].map(number);
            let names = ["x", "y", "width", "height"];
            writer
                .create_element("rect")
                .with_attributes(names.into_iter().zip(corners.iter().map(String::as_str)))
                .write_empty()?;
            Ok(())
        })?;
        Ok(())
    }

    fn shape(&mut self, shape: &Shape) -> io::Result<()> {
        match shape {
            // What a program paints directly on a graphics processor is left out, as in a picture of pixels.
            Shape::Noop | Shape::Callback(_) => Ok(()),
            Shape::Vec(shapes) => shapes.iter().try_for_each(|shape| self.shape(shape)),
            Shape::Circle(circle) => self.circle(circle),
            Shape::LineSegment { points, stroke } => {
                self.path(&PathShape::line(points.to_vec(), PathStroke::from(*stroke)))
            }
            Shape::Path(path) => self.path(path),
            Shape::Rect(rect) if rect.brush.is_none() && rect.blur_width == 0.0 && rect.angle == 0.0 => self.rect(rect),
            Shape::Text(text) => text::write(self.writer, text),
            Shape::Mesh(mesh) => self.mesh(mesh),
            // Rare shapes, such as shadows, are written as the triangles of which egui makes them.
            Shape::Rect(_) | Shape::Ellipse(_) | Shape::Band(_) | Shape::QuadraticBezier(_) | Shape::CubicBezier(_) => {
                let mut mesh = Mesh::default();
                let options = TessellationOptions { feathering: false, ..TessellationOptions::default() };
                Tessellator::new(1.0, options, [1, 1], Vec::new()).tessellate_shape(shape.clone(), &mut mesh);
                self.mesh(&mesh)
            }
        }
    }

    fn circle(&mut self, circle: &CircleShape) -> io::Result<()> {
        let place = [circle.center.x, circle.center.y, circle.radius].map(number);
        let names = ["cx", "cy", "r"];
        let element = self.writer.create_element("circle");
        let element = element.with_attributes(names.into_iter().zip(place.iter().map(String::as_str)));
        stroke(fill(element, circle.fill), circle.stroke).write_empty()?;
        Ok(())
    }

    fn rect(&mut self, shape: &RectShape) -> io::Result<()> {
        // A stroke of SVG lies half inside and half outside of the edge.
        let by = match shape.stroke_kind {
            _ if shape.stroke.is_empty() => 0.0,
            StrokeKind::Inside => -shape.stroke.width / 2.0,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => shape.stroke.width / 2.0,
        };
        let rect = shape.rect.expand(by);
        if !rect.is_finite() || !rect.is_positive() {
            return Ok(());
        }
        let radius = f32::from(shape.corner_radius.nw.max(shape.corner_radius.se)) + by;
        let place = [rect.left(), rect.top(), rect.width(), rect.height(), radius.max(0.0)].map(number);
        let names = ["x", "y", "width", "height", "rx"];
        let element = self.writer.create_element("rect");
        let element = element.with_attributes(names.into_iter().zip(place.iter().map(String::as_str)));
        stroke(fill(element, shape.fill), shape.stroke).write_empty()?;
        Ok(())
    }

    fn path(&mut self, shape: &PathShape) -> io::Result<()> {
        let bounds = Rect::from_points(&shape.points);
        let color = match &shape.stroke.color {
            ColorMode::Solid(color) => *color,
            // A line whose colour changes along it gets that of its middle.
            ColorMode::UV(color) => {
                shape.points.get(shape.points.len() / 2).map_or(Color32::TRANSPARENT, |middle| color(bounds, *middle))
            }
        };
        let line = Stroke::new(shape.stroke.width, color);
        let mut path = Path::default();
        path.polygon(&shape.points, shape.closed);
        let area = if shape.closed { shape.fill } else { Color32::TRANSPARENT };
        if let Some(commands) = path.commands().filter(|_| !line.is_empty() || area != Color32::TRANSPARENT) {
            let element = self.writer.create_element("path").with_attribute(("d", commands));
            stroke(fill(element, area), line).write_empty()?;
        }
        Ok(())
    }

    /// Writes triangles. Neighbours of one colour are one area, so that there are no seams between them.
    fn mesh(&mut self, mesh: &Mesh) -> io::Result<()> {
        let corners = |triangle: &[u32; 3]| triangle.map(|index| mesh.vertices[index as usize]);
        let triangles: Vec<_> = mesh.triangles().map(|triangle| corners(&triangle)).collect();
        let middle = |colors: [Color32; 3]| colors[0].lerp_to_gamma(colors[1], 0.5).lerp_to_gamma(colors[2], 1.0 / 3.0);
        let colored = triangles
            .iter()
            .map(|corners| (middle(corners.map(|corner| corner.color)), corners.map(|corner| corner.pos)));
        let colored: Vec<(Color32, [Pos2; 3])> = colored.filter(|(color, _)| *color != Color32::TRANSPARENT).collect();
        for area in colored.chunk_by(|a, b| a.0 == b.0) {
            let mut path = Path::default();
            for (_, corners) in area {
                // All in one direction: then areas that overlap are filled, whatever rule the reader uses.
                let [a, b, c] = *corners;
                let turn = |from: Vec2, to: Vec2| from.x * to.y - from.y * to.x;
                path.polygon(&if turn(b - a, c - a) < 0.0 { [a, c, b] } else { [a, b, c] }, true);
            }
            if let Some(commands) = path.commands() {
                fill(self.writer.create_element("path").with_attribute(("d", commands)), area[0].0).write_empty()?;
            }
        }
        Ok(())
    }
}
