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
            down: hex(0xE4_57_2E),
            burning: hex(0xFF_8A_1F),
            burnt: hex(0x5A_1A_06),
            on_burning: hex(0x1A_0D_02),
            selected: hex(0x6C_B7_FF),
            shade: Color32::from_black_alpha(110),
            on_shade: hex(0xFF_FF_FF),
            night_band: hex(0x0B_10_16),
            trading_band: hex(0x3E_6F_A8),
            series: [
                hex(0xE8_ED_F2),
                hex(0x6C_B7_FF),
                hex(0xE9_A2_3B),
                hex(0x3F_B6_A8),
                hex(0xD6_8C_E0),
                hex(0xE4_57_2E),
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
            quiet: hex(0x5B_6B_7B),
            up: hex(0x1F_8A_7D),
            degraded: hex(0xB8_6E_00),
            down: hex(0xCC_3B_16),
            burning: hex(0xF2_7A_12),
            burnt: hex(0x5A_1A_06),
            on_burning: hex(0x1A_0D_02),
            selected: hex(0x1A_6F_D0),
            shade: Color32::from_black_alpha(70),
            on_shade: hex(0xFF_FF_FF),
            night_band: hex(0xEE_F1_F4),
            trading_band: hex(0x7F_AE_E6),
            series: [
                hex(0x17_21_2B),
                hex(0x1A_6F_D0),
                hex(0xB8_6E_00),
                hex(0x1F_8A_7D),
                hex(0x8E_3B_A8),
                hex(0xCC_3B_16),
                hex(0x4E_7A_12),
                hex(0x5B_6B_7B),
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
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}
