//! The icon of each kind of hazard.

use std::f32::consts::TAU;

use egui::{Painter, Pos2, Stroke, pos2, vec2};

use super::flame;
use crate::model::HazardKind;
use crate::ui::theme::Theme;

/// Paints the icon of a kind of hazard.
pub fn hazard(painter: &Painter, centre: Pos2, radius: f32, kind: HazardKind, theme: &Theme) {
    let stroke = Stroke::new((radius * 0.22).max(1.4), theme.burning);
    let line = |points: &[[f32; 2]]| {
        let points = points.iter().map(|[x, y]| centre + radius * vec2(*x, *y)).collect();
        painter.line(points, stroke);
    };
    match kind {
        HazardKind::Fire => flame(painter, centre, 2.0 * radius, 0.0, theme),
        // A bolt.
        HazardKind::Power => line(&[[0.25, -0.95], [-0.4, 0.12], [0.35, -0.08], [-0.25, 0.95]]),
        // A thermometer.
        HazardKind::Cooling => {
            line(&[[0.0, -0.9], [0.0, 0.35]]);
            painter.circle_filled(centre + vec2(0.0, 0.55 * radius), 0.38 * radius, theme.burning);
        }
        // A cut line.
        HazardKind::Network => {
            line(&[[-0.95, 0.0], [-0.3, 0.0]]);
            line(&[[0.3, 0.0], [0.95, 0.0]]);
            line(&[[-0.12, 0.5], [0.12, -0.5]]);
        }
        // Two waves.
        HazardKind::Flood => {
            for y in [-0.3, 0.35] {
                let wave = |i: u8| {
                    let x = f32::from(i) / 8.0 - 1.0;
                    pos2(centre.x + radius * 0.9 * x, centre.y + radius * (y + 0.18 * (x * TAU).sin()))
                };
                painter.line((0..=16).map(wave).collect(), stroke);
            }
        }
        // The trace of a seismograph.
        HazardKind::Quake => {
            line(&[[-0.95, 0.0], [-0.5, 0.0], [-0.25, -0.8], [0.1, 0.8], [0.35, 0.0], [0.95, 0.0]]);
        }
        // A bracket pair with a stroke between: code.
        HazardKind::Software => {
            line(&[[-0.4, -0.6], [-0.95, 0.0], [-0.4, 0.6]]);
            line(&[[0.4, -0.6], [0.95, 0.0], [0.4, 0.6]]);
            line(&[[0.15, -0.7], [-0.15, 0.7]]);
        }
        // A padlock.
        HazardKind::Cyber => {
            line(&[[-0.6, -0.05], [0.6, -0.05], [0.6, 0.85], [-0.6, 0.85], [-0.6, -0.05]]);
            line(&[[-0.38, -0.05], [-0.38, -0.55], [-0.15, -0.85], [0.15, -0.85], [0.38, -0.55], [0.38, -0.05]]);
        }
        // A head and shoulders.
        HazardKind::Human => {
            painter.circle_stroke(centre + vec2(0.0, -0.45 * radius), 0.36 * radius, stroke);
            line(&[[-0.8, 0.85], [-0.6, 0.3], [-0.2, 0.1], [0.2, 0.1], [0.6, 0.3], [0.8, 0.85]]);
        }
        HazardKind::Other => {
            line(&[[0.0, -0.8], [0.0, 0.2]]);
            painter.circle_filled(centre + vec2(0.0, 0.7 * radius), 0.18 * radius, theme.burning);
        }
    }
}
