//! The tokens: colours, type sizes, spacing. No colour is made anywhere else.

#![expect(clippy::disallowed_methods, reason = "this is the one room that makes colours")]

use egui::Color32;

use crate::units::Level;

/// Space is measured in steps of this many points.
pub const GRID: f32 = 4.0;
/// Radius of corners, in points.
pub const CORNER: u8 = 6;
/// Type sizes in points, small to large.
pub const SIZES: [f32; 5] = [12.0, 14.0, 17.0, 24.0, 36.0];

/// Colours of one theme.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Theme {
    pub night: bool,
    pub sea: Color32,
    pub land: Color32,
    pub border: Color32,
    pub panel: Color32,
    /// A field, a button or a chip on a panel.
    pub raised: Color32,
    pub line: Color32,
    pub text: Color32,
    pub quiet: Color32,
    pub up: Color32,
    pub degraded: Color32,
    pub down: Color32,
    /// Flames and the Ignite button.
    pub burning: Color32,
    /// What has burnt: the ring of a dark site.
    pub burnt: Color32,
    /// Text on `burning`.
    pub on_burning: Color32,
    pub selected: Color32,
    /// What lies over the window when something lies over that.
    pub shade: Color32,
    /// Text on `shade`.
    pub on_shade: Color32,
    /// A band for night on the timeline.
    pub night_band: Color32,
    /// A band for trading hours on the timeline.
    pub trading_band: Color32,
    /// Lines of plots, told apart by lightness as well as by hue.
    pub series: [Color32; 8],
}

impl Theme {
    /// For a dark room.
    #[must_use]
    pub const fn night() -> Self {
        Self {
            night: true,
            sea: hex(0x0B_11_18),
            land: hex(0x16_1E_28),
            border: hex(0x2A_36_44),
            panel: hex(0x10_16_1E),
            raised: hex(0x1A_23_2E),
            line: hex(0x22_30_41),
            text: hex(0xE8_ED_F2),
            quiet: hex(0x8F_A0_B2),
            up: hex(0x3F_B6_A8),
            degraded: hex(0xE9_A2_3B),
            down: hex(0xEA_5C_33),
            burning: hex(0xFF_8A_1F),
            burnt: hex(0x5A_1A_06),
            on_burning: hex(0x1A_0D_02),
            selected: hex(0x6C_B7_FF),
            shade: Color32::from_black_alpha(110),
            on_shade: hex(0xFF_FF_FF),
            night_band: hex(0x0B1016),
            trading_band: hex(0x3E_6F_A8),
            series: [
                hex(0xE8_ED_F2),
                hex(0x6C_B7_FF),
                hex(0xE9_A2_3B),
                hex(0x3F_B6_A8),
                hex(0xD6_8C_E0),
                hex(0xEA_5C_33),
                hex(0x9F_D3_5F),
                hex(0x8F_A0_B2),
            ],
        }
    }

    /// For a projector.
    #[must_use]
    pub const fn day() -> Self {
        Self {
            night: false,
            sea: hex(0xDC_E7_EF),
            land: hex(0xF7_F5_F0),
            border: hex(0xC9_CF_D6),
            panel: hex(0xFF_FF_FF),
            raised: hex(0xEE_F2_F5),
            line: hex(0xE1_E6_EB),
            text: hex(0x17_21_2B),
            quiet: hex(0x52_61_71),
            up: hex(0x18_79_6D),
            degraded: hex(0x9E_5E_00),
            down: hex(0xA0_1C_14),
            burning: hex(0xD9_67_06),
            burnt: hex(0x5A_1A_06),
            on_burning: hex(0x1A_0D_02),
            selected: hex(0x15_5F_B8),
            shade: Color32::from_black_alpha(70),
            on_shade: hex(0xFF_FF_FF),
            night_band: hex(0xEE_F1_F4),
            trading_band: hex(0x7F_AE_E6),
            series: [
                hex(0x17_21_2B),
                hex(0x15_5F_B8),
                hex(0x9E_5E_00),
                hex(0x18_79_6D),
                hex(0x8E_3B_A8),
                hex(0xA0_1C_14),
                hex(0x4E_7A_12),
                hex(0x52_61_71),
            ],
        }
    }

    /// The colour of a level. Never the only sign of it.
    #[must_use]
    pub const fn level(&self, level: Level) -> Color32 {
        match level {
            Level::Up => self.up,
            Level::Degraded => self.degraded,
            Level::Down => self.down,
        }
    }

    /// The colour of what burns, under the pointer.
    #[must_use]
    pub fn burning_brighter(&self) -> Color32 {
        self.burning.lerp_to_gamma(Color32::WHITE, 0.2)
    }

    /// The heart of a flame.
    #[must_use]
    pub fn heart_of_fire(&self) -> Color32 {
        self.burning.lerp_to_gamma(Color32::WHITE, 0.62)
    }

    /// The shadow of what lies over the window.
    #[must_use]
    pub fn shadow(&self) -> Color32 {
        Color32::BLACK.gamma_multiply(if self.night { 0.5 } else { 0.18 })
    }
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of WCAG 2.
    fn luminance(color: Color32) -> f64 {
        let part = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(color.r()) + 0.7152 * part(color.g()) + 0.0722 * part(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// How people see a colour who lack one kind of cone (Viénot, Brettel and Mollon 1999; tritan as by Machado 2009).
    fn seen(color: Color32, matrix: [[f64; 3]; 3]) -> [f64; 3] {
        let part = |value: u8| (f64::from(value) / 255.0).powf(2.2);
        let rgb = [part(color.r()), part(color.g()), part(color.b())];
        matrix.map(|row| (0..3).map(|i| row[i] * rgb[i]).sum::<f64>().clamp(0.0, 1.0).powf(1.0 / 2.2))
    }

    #[test]
    fn levels_differ_for_whoever_lacks_a_kind_of_cone() {
        let eyes = [
            ("protan", [[0.112_38, 0.887_62, 0.0], [0.112_38, 0.887_62, 0.0], [0.004_01, -0.004_01, 1.0]]),
            ("deutan", [[0.292_75, 0.707_25, 0.0], [0.292_75, 0.707_25, 0.0], [-0.022_34, 0.022_34, 1.0]]),
            (
                "tritan",
                [[1.255_53, -0.076_75, -0.178_78], [-0.078_41, 0.930_81, 0.147_6], [0.004_73, 0.691_37, 0.303_9]],
            ),
        ];
        for theme in [Theme::night(), Theme::day()] {
            let pairs = [(theme.up, theme.degraded), (theme.degraded, theme.down), (theme.up, theme.down)];
            for (eye, matrix) in eyes {
                for (a, b) in pairs {
                    let (a, b) = (seen(a, matrix), seen(b, matrix));
                    let apart = (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt();
                    assert!(apart > 0.12, "{eye}, night: {}: {a:?} and {b:?} are {apart:.2} apart", theme.night);
                }
            }
        }
    }

    fn weak(theme: &Theme, least: f64, fronts: &[(&str, Color32)], grounds: &[(&str, Color32)]) -> Vec<String> {
        let mut weak = Vec::new();
        for (front, color) in fronts {
            for (ground, under) in grounds {
                let found = contrast(*color, *under);
                if found < least {
                    weak.push(format!("{front} on {ground} (night: {}): {found:.2}", theme.night));
                }
            }
        }
        weak
    }

    #[test]
    fn text_and_shapes_stand_out() {
        let mut found = Vec::new();
        for theme in [Theme::night(), Theme::day()] {
            let grounds = [("panel", theme.panel), ("raised", theme.raised), ("land", theme.land), ("sea", theme.sea)];
            let words = [
                ("text", theme.text),
                ("quiet", theme.quiet),
                ("selected", theme.selected),
                ("down", theme.down),
                ("degraded", theme.degraded),
                ("up", theme.up),
            ];
            found.extend(weak(&theme, 4.5, &words, &grounds[..3]));
            found.extend(weak(&theme, 4.5, &words[..2], &grounds));
            let shapes = [("burning", theme.burning)];
            found.extend(weak(&theme, 3.0, &shapes, &grounds[..3]));
            let lines: Vec<(&str, Color32)> = theme.series.iter().map(|color| ("a series", *color)).collect();
            found.extend(weak(&theme, 3.0, &lines, &grounds[..1]));
            found.extend(weak(&theme, 4.5, &[("on_burning", theme.on_burning)], &[("burning", theme.burning)]));
        }
        assert!(found.is_empty(), "{found:#?}");
    }
}
