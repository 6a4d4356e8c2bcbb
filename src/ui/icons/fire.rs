//! Paints flames, and the glow around a fire.

use std::f32::consts::TAU;

use egui::epaint::{CubicBezierShape, Mesh, Vertex};
use egui::{Color32, Painter, Pos2, Shape, Stroke, Vec2, vec2};

use crate::ui::theme::Theme;

/// The outline of a flame, as six cubic Bézier curves, clockwise from the tip. The flame is 1.45 units high: the tip is at `y` = -1,
/// the foot at `y` = 0.45.
const FLAME: [[[f32; 2]; 4]; 6] = [
    [[0.06, -1.0], [0.10, -0.66], [0.43, -0.46], [0.43, -0.04]],
    [[0.43, -0.04], [0.43, 0.27], [0.22, 0.45], [0.0, 0.45]],
    [[0.0, 0.45], [-0.24, 0.45], [-0.43, 0.26], [-0.43, 0.0]],
    [[-0.43, 0.0], [-0.43, -0.22], [-0.31, -0.36], [-0.23, -0.48]],
    [[-0.23, -0.48], [-0.21, -0.30], [-0.15, -0.25], [-0.11, -0.27]],
    [[-0.11, -0.27], [-0.09, -0.52], [-0.10, -0.80], [0.06, -1.0]],
];

/// Paints a flame of this height around `centre`. `lean` bends its tip sideways, from -1 to 1.
pub fn flame(painter: &Painter, centre: Pos2, height: f32, lean: f32, theme: &Theme) {
    let heart = theme.heart_of_fire();
    tongue(painter, centre, height, lean, theme.burning);
    tongue(painter, centre + vec2(0.0, height * 0.13), height * 0.55, -0.7 * lean, heart);
}

/// Paints a flame in one colour, for example on a button.
pub fn tongue(painter: &Painter, centre: Pos2, height: f32, lean: f32, colour: Color32) {
    let unit = height / 1.45;
    let middle = vec2(0.0, 0.275);
    let at = |[x, y]: [f32; 2]| {
        let rise = ((0.45 - y) / 1.45).clamp(0.0, 1.0);
        centre + (vec2(x + 0.22 * lean * rise * rise, y) + middle) * unit
    };
    let mut outline: Vec<Pos2> = Vec::with_capacity(64);
    for curve in FLAME {
        let curve = CubicBezierShape::from_points_stroke(curve.map(at), true, colour, Stroke::NONE);
        outline.extend((0..8u8).map(|i| curve.sample(f32::from(i) / 8.0)));
    }
    painter.add(star(at([0.0, 0.1]), &outline, colour));
}

/// A filled polygon with soft edges. `heart` is a point inside; the straight line from it to any point of the outline must be inside,
/// too.
fn star(heart: Pos2, outline: &[Pos2], colour: Color32) -> Shape {
    let mut mesh = Mesh::default();
    let count = outline.len() as u32;
    mesh.vertices.push(Vertex::untextured(heart, colour));
    for at in outline {
        let out = (*at - heart).normalized() * 0.5;
        mesh.vertices.push(Vertex::untextured(*at - out, colour));
        mesh.vertices.push(Vertex::untextured(*at + out, Color32::TRANSPARENT));
    }
    for i in 0..count {
        let (here, next) = (1 + 2 * i, 1 + 2 * ((i + 1) % count));
        mesh.indices.extend([0, here, next, here, here + 1, next, next, here + 1, next + 1]);
    }
    Shape::mesh(mesh)
}

/// Paints a disc that becomes transparent towards its edge.
pub fn glow(painter: &Painter, centre: Pos2, radius: f32, colour: Color32) {
    let mut mesh = Mesh::default();
    let steps = 48u32;
    mesh.vertices.push(Vertex::untextured(centre, colour));
    for (share, alpha) in [(0.35f32, 0.72f32), (0.65, 0.28), (1.0, 0.0)] {
        for i in 0..steps {
            let way = Vec2::angled(TAU * i as f32 / steps as f32);
            mesh.vertices.push(Vertex::untextured(centre + radius * share * way, colour.gamma_multiply(alpha)));
        }
    }
    for i in 0..steps {
        let next = (i + 1) % steps;
        mesh.indices.extend([0, 1 + i, 1 + next]);
        for ring in 0..2 {
            let (inner, outer) = (1 + ring * steps, 1 + (ring + 1) * steps);
            mesh.indices.extend([inner + i, outer + i, inner + next, inner + next, outer + i, outer + next]);
        }
    }
    painter.add(Shape::mesh(mesh));
}
