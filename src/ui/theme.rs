//! The design tokens: colours, text sizes, spacing. Colours are created nowhere else.

#![expect(clippy::disallowed_methods, reason = "this is the one room that makes colours")]

use egui::Color32;

use crate::units::Level;

/// Spaces are multiples of this length, in points.
pub const GRID: f32 = 4.0;
/// Radius of corners, in points.
pub const CORNER: u8 = 6;
/// Size of small text, in points.
pub const TEXT_SMALL: f32 = 12.0;
/// Size of ordinary text, in points.
pub const TEXT_BODY: f32 = 14.0;
/// Size of titles, in points.
pub const TEXT_TITLE: f32 = 17.0;
/// Size of large figures and of text for an audience, in points.
pub const TEXT_LARGE: f32 = 24.0;
/// Size of text that must be readable from the last row of a room, in points.
pub const TEXT_HUGE: f32 = 36.0;

/// A pixel of a letter, in an image that is tinted with the colour of the text.
pub const LETTER_PIXEL: Color32 = Color32::WHITE;

/// The colours of one theme.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Theme {
    pub night: bool,
    pub sea: Color32,
    pub land: Color32,
    pub border: Color32,
    pub panel: Color32,
    /// The background of a field, a button or a chip on a panel.
    pub raised: Color32,
    pub line: Color32,
    /// The outline of a control: a check box, a field, a button. Its fill hardly differs from a panel, so the outline shows where it is.
    pub outline: Color32,
    pub text: Color32,
    pub quiet: Color32,
    pub up: Color32,
    pub degraded: Color32,
    pub down: Color32,
    /// The colour of flames and of the Ignite button.
    pub burning: Color32,
    /// The colour of the ring around a dark site that has burnt.
    pub burnt: Color32,
    /// The colour of text on a background of the colour `burning`.
    pub on_burning: Color32,
    pub selected: Color32,
    /// The colour of the layer that dims the window while something is open over it.
    pub shade: Color32,
    /// The colour of text on the layer `shade`.
    pub on_shade: Color32,
    /// The colour of the band for the night on the timeline.
    pub night_band: Color32,
    /// The colour of the band for trading hours on the timeline.
    pub trading_band: Color32,
    /// The colours of the lines of plots. They differ in lightness as well as in hue.
    pub series: [Color32; 8],
}

impl Theme {
    /// The theme for a dark room.
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
            outline: hex(0x6E_7F_91),
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

    /// The theme for a projector.
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
            outline: hex(0x70_7D_8A),
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

    /// The colour of a level. Colour must never be the only sign of the level.
    #[must_use]
    pub const fn level(&self, level: Level) -> Color32 {
        match level {
            Level::Up => self.up,
            Level::Degraded => self.degraded,
            Level::Down => self.down,
        }
    }

    /// The fill of a chosen widget, translucent over its background; the text on it has the colour `selected`.
    #[must_use]
    pub fn chosen(&self) -> Color32 {
        self.selected.gamma_multiply(0.18)
    }

    /// The colour of the Ignite button while the pointer is over it.
    #[must_use]
    pub fn burning_brighter(&self) -> Color32 {
        self.burning.lerp_to_gamma(Color32::WHITE, 0.2)
    }

    /// The colour of the centre of a flame.
    #[must_use]
    pub fn heart_of_fire(&self) -> Color32 {
        self.burning.lerp_to_gamma(Color32::WHITE, 0.62)
    }

    /// The shadow of windows and popups.
    #[must_use]
    pub fn shadow(&self) -> Color32 {
        Color32::BLACK.gamma_multiply(if self.night { 0.5 } else { 0.18 })
    }
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

#[cfg(test)]
pub(in crate::ui) mod tests {
    use super::*;

    /// One channel of an sRGB colour, `0..=255`, converted to linear light, `0..=1`.
    fn light(value: u8) -> f64 {
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    }

    fn lights(color: Color32) -> [f64; 3] {
        [light(color.r()), light(color.g()), light(color.b())]
    }

    /// The relative luminance of a colour, as WCAG 2 defines it.
    fn luminance(color: Color32) -> f64 {
        let [r, g, b] = lights(color);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast of two colours, as WCAG 2 defines it.
    pub(in crate::ui) fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    type Matrix = [[f64; 3]; 3];

    /// How a linear colour changes for people with normal vision and for those who lack one kind of cones (Machado, Oliveira and
    /// Fernandes 2009, severity 1).
    const EYES: [(&str, Matrix); 4] = [
        ("all", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protan",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deutan",
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        ),
        (
            "tritan",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// A colour in CIE L*a*b* under D65, as people with this colour vision see it.
    fn lab(color: Color32, eye: &Matrix) -> [f64; 3] {
        const TO_XYZ: Matrix =
            [[0.412_456, 0.357_576, 0.180_438], [0.212_673, 0.715_152, 0.072_175], [0.019_334, 0.119_192, 0.950_304]];
        let times = |matrix: &Matrix, by: [f64; 3]| matrix.map(|row| (0..3).map(|i| row[i] * by[i]).sum::<f64>());
        let seen = times(eye, lights(color)).map(|part| part.clamp(0.0, 1.0));
        let [x, y, z] = times(&TO_XYZ, seen);
        let bent = |t: f64| if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 };
        let (x, y, z) = (bent(x / 0.950_47), bent(y), bent(z / 1.088_83));
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// The distance between two colours for people with this colour vision (CIE 1976). From 2.3 on, adjacent areas can just be
    /// distinguished.
    fn apart(a: Color32, b: Color32, eye: &Matrix) -> f64 {
        let (a, b) = (lab(a, eye), lab(b, eye));
        (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
    }

    /// Describes the pairs of colours whose distance is less than `least` for at least one kind of colour vision.
    fn alike(theme: &Theme, least: f64, colors: &[Color32]) -> Vec<String> {
        let mut alike = Vec::new();
        for (eye, matrix) in &EYES {
            for (index, a) in colors.iter().enumerate() {
                for (other, b) in colors.iter().enumerate().take(index) {
                    let found = apart(*a, *b, matrix);
                    if found < least {
                        alike.push(format!("{eye}, night: {}: {other} and {index} are {found:.1} apart", theme.night));
                    }
                }
            }
        }
        alike
    }

    #[test]
    fn levels_and_lines_differ_for_whoever_lacks_a_kind_of_cone() {
        let mut found = Vec::new();
        for theme in [Theme::night(), Theme::day()] {
            // Levels must be distinguished from far away; each level has its own shape as well.
            found.extend(alike(&theme, 13.0, &[theme.up, theme.degraded, theme.down]));
            found.extend(alike(&theme, 19.0, &[theme.burning, theme.down]));
            // Lines of plots also have their names at their ends, so a smaller distance is enough.
            found.extend(alike(&theme, 5.0, &theme.series));
        }
        assert!(found.is_empty(), "{found:#?}");
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
            let chosen = [("chosen", theme.panel.blend(theme.chosen()))];
            found.extend(weak(&theme, 4.5, &[("selected", theme.selected), ("text", theme.text)], &chosen));
            let shapes = [("burning", theme.burning), ("selected", theme.selected), ("outline", theme.outline)];
            found.extend(weak(&theme, 3.0, &shapes, &grounds[..3]));
            found.extend(weak(&theme, 3.0, &shapes[2..], &grounds));
            found.extend(weak(&theme, 3.0, &shapes[1..], &chosen));
            let lines: Vec<(&str, Color32)> = theme.series.iter().map(|color| ("a series", *color)).collect();
            found.extend(weak(&theme, 3.0, &lines, &grounds[..1]));
            found.extend(weak(&theme, 4.5, &[("on_burning", theme.on_burning)], &[("burning", theme.burning)]));
        }
        assert!(found.is_empty(), "{found:#?}");
    }
}
