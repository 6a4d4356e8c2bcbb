//! Paints sea, land, lakes, rivers and borders as one mesh. The mesh is made when the zoom changes and only moved while the map is
//! dragged.

use std::sync::Arc;

use egui::epaint::{Mesh, PathShape, Tessellator, Vertex};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use crate::geo::{Atlas, Bounds, Fill, Polyline, WorldPos};
use crate::ui::map::screen::Screen;
use crate::ui::theme::Theme;

/// The width of the border around the view that the mesh also covers, in points, so that dragging rarely needs a new mesh.
const MARGIN: f32 = 160.0;
/// Points of a line that are nearer than this to the previous point are left out, in points of the screen.
const FINEST: f32 = 0.6;
/// The least zoom at which borders of provinces are drawn.
const PROVINCES_FROM_ZOOM: f64 = 5.0;

/// The mesh, and the view and theme for which it was made.
#[derive(Clone, Debug)]
pub struct Ground {
    mesh: Arc<Mesh>,
    /// The view for which the mesh was made.
    made: Screen,
    /// Whether the mesh was made for the night theme.
    night: bool,
    /// The pixel density for which the mesh was made.
    pixels_per_point: f32,
    /// The part of the world that the mesh covers.
    bounds: Bounds,
    /// How far the mesh has been moved since it was made, in points.
    moved: Vec2,
}

impl Ground {
    /// Whether borders of provinces are drawn at this zoom.
    pub fn shows_provinces(zoom: f64) -> bool {
        zoom >= PROVINCES_FROM_ZOOM
    }

    /// Paints the ground. `own` is the ground of the last frame; its mesh is used again if it still fits the view.
    pub fn paint(own: &mut Option<Self>, painter: &Painter, screen: &Screen, theme: &Theme) {
        painter.rect_filled(screen.rect, 0, theme.sea);
        let pixels_per_point = painter.pixels_per_point();
        let ground = match own.take() {
            Some(ground) if ground.fits(screen, theme, pixels_per_point) => own.insert(ground),
            Some(_) | None => own.insert(Self::new(painter, screen, theme)),
        };
        ground.follow(screen);
        painter.add(Shape::Mesh(Arc::clone(&ground.mesh)));
        // Beyond the north edge of the world map is the Arctic Ocean, and beyond the south edge is Antarctica, which is painted as land.
        let south = screen.pos_unwrapped(WorldPos::new(screen.camera.centre.x, 1.0)).y - 1.0;
        if south < screen.rect.bottom() {
            painter.rect_filled(screen.rect.with_min_y(south), 0, theme.land);
        }
    }

    fn fits(&self, screen: &Screen, theme: &Theme, pixels_per_point: f32) -> bool {
        let (view, bounds) = (screen.bounds(0.0), &self.bounds);
        self.night == theme.night
            && self.pixels_per_point.to_bits() == pixels_per_point.to_bits()
            && self.made.camera.zoom.to_bits() == screen.camera.zoom.to_bits()
            && bounds.min.x <= view.min.x
            && view.max.x <= bounds.max.x
            && bounds.min.y <= view.min.y.max(0.0)
            && view.max.y.min(1.0) <= bounds.max.y
    }

    /// Moves the mesh to match the current camera.
    fn follow(&mut self, screen: &Screen) {
        let was_in_middle = self.made.camera.centre;
        let should = screen.pos_unwrapped(was_in_middle) - self.made.rect.center();
        let by = should - self.moved;
        if by != Vec2::ZERO {
            Arc::make_mut(&mut self.mesh).translate(by);
            self.moved = should;
        }
    }

    fn new(painter: &Painter, screen: &Screen, theme: &Theme) -> Self {
        let pixels_per_point = painter.pixels_per_point();
        let mut bounds = screen.bounds(MARGIN);
        bounds.min.y = bounds.min.y.max(0.0);
        bounds.max.y = bounds.max.y.min(1.0);
        let options = painter.ctx().tessellation_options(|options| *options);
        let mut maker = Maker {
            mesh: Mesh::default(),
            tessellator: Tessellator::new(pixels_per_point, options, [1, 1], Vec::new()),
            scale: screen.camera.points_per_world() as f32,
            drawn: screen.rect.expand(MARGIN),
            points: Vec::new(),
        };
        maker.tessellator.set_clip_rect(maker.drawn);
        let shown: Vec<_> = Atlas::bundled().visible(bounds, screen.camera.zoom).collect();
        let origins: Vec<Pos2> = shown.iter().map(|shown| screen.pos_unwrapped(shown.origin())).collect();
        let chunks = || shown.iter().zip(&origins).map(|(shown, origin)| (shown.chunk.shapes(), *origin));
        let shore = Stroke::new(1.0, shore(theme));
        for (shapes, origin) in chunks() {
            maker.fill(&shapes.land, origin, theme.land);
        }
        for (shapes, origin) in chunks() {
            maker.fill(&shapes.lakes, origin, theme.sea);
        }
        for (shapes, origin) in chunks() {
            maker.lines(&shapes.rivers, origin, Stroke::new(1.0, theme.sea));
            maker.lines(&shapes.lakes.outlines, origin, Stroke::new(1.0, theme.border.gamma_multiply(0.7)));
            maker.lines(&shapes.land.outlines, origin, shore);
            if Self::shows_provinces(screen.camera.zoom) {
                maker.dots(&shapes.province_borders, origin, Stroke::new(1.0, theme.border));
            }
            maker.lines(&shapes.country_borders, origin, Stroke::new(1.2, theme.border));
        }
        Self {
            mesh: Arc::new(maker.mesh),
            made: *screen,
            night: theme.night,
            pixels_per_point,
            bounds,
            moved: Vec2::ZERO,
        }
    }
}

/// The colour of the line between land and sea, which is a little stronger than a border.
fn shore(theme: &Theme) -> Color32 {
    theme.border.lerp_to_gamma(theme.quiet, 0.25)
}

/// Builds the mesh of the ground.
struct Maker {
    mesh: Mesh,
    tessellator: Tessellator,
    /// The width of the world, in points.
    scale: f32,
    /// The rectangle outside of which nothing is drawn.
    drawn: Rect,
    points: Vec<Pos2>,
}

impl Maker {
    fn fill(&mut self, fill: &Fill, origin: Pos2, colour: Color32) {
        let first = u32::try_from(self.mesh.vertices.len()).expect("a map has fewer than 2^32 corners");
        let scale = self.scale;
        let corner = |at: &[f32; 2]| Vertex::untextured(origin + vec2(at[0], at[1]) * scale, colour);
        self.mesh.vertices.extend(fill.vertices.iter().map(corner));
        let corners = &self.mesh.vertices;
        let drawn = self.drawn;
        let seen = fill.triangles.chunks_exact(3).filter(|triangle| {
            let [a, b, c] = [0, 1, 2].map(|i| corners[(first + triangle[i]) as usize].pos);
            Rect::from_min_max(a.min(b).min(c), a.max(b).max(c)).intersects(drawn)
        });
        self.mesh.indices.extend(seen.flatten().map(|index| first + index));
    }

    /// Puts a line into `points` in screen coordinates, without points that are too near to one another. Returns whether the line is
    /// visible.
    fn line_points(&mut self, line: &Polyline, origin: Pos2) -> bool {
        self.points.clear();
        let mut bounds = Rect::NOTHING;
        for (index, at) in line.iter().enumerate() {
            let at = origin + vec2(at[0], at[1]) * self.scale;
            bounds.extend_with(at);
            let last = self.points.last().copied().unwrap_or(pos2(f32::INFINITY, 0.0));
            if index + 1 == line.len() || (at.x - last.x).abs() + (at.y - last.y).abs() >= FINEST {
                self.points.push(at);
            }
        }
        self.points.len() >= 2 && bounds.intersects(self.drawn) && bounds.width().max(bounds.height()) >= 1.5
    }

    fn lines(&mut self, lines: &[Polyline], origin: Pos2, stroke: Stroke) {
        for line in lines {
            if self.line_points(line, origin) {
                let path = PathShape::line(std::mem::take(&mut self.points), stroke);
                self.tessellator.tessellate_path(&path, &mut self.mesh);
                self.points = path.points;
            }
        }
    }

    fn dots(&mut self, lines: &[Polyline], origin: Pos2, stroke: Stroke) {
        for line in lines {
            if self.line_points(line, origin) {
                for dash in Shape::dashed_line(&self.points, stroke, 2.0, 3.0) {
                    self.tessellator.tessellate_shape(dash, &mut self.mesh);
                }
            }
        }
    }
}
