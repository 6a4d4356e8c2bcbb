//! The icon of the window, which task bars show on X11 and Windows. On Wayland they find the icon of the desktop entry by the app id.

use egui::IconData;

/// A picture of `assets/icon/firedrill.svg`.
const PICTURE: &[u8] = include_bytes!("../../assets/icon/firedrill-128.png");

/// The icon. It is empty, which means none, if the picture cannot be read.
pub(super) fn icon() -> IconData {
    read().unwrap_or_default()
}

fn read() -> Option<IconData> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(PICTURE)).read_info().ok()?;
    let mut rgba = vec![0; reader.output_buffer_size()?];
    let picture = reader.next_frame(&mut rgba).ok()?;
    let has_four_bytes_a_pixel = (picture.color_type.samples(), picture.bit_depth) == (4, png::BitDepth::Eight);
    has_four_bytes_a_pixel.then_some(IconData { rgba, width: picture.width, height: picture.height })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_icon_is_a_tile_with_round_corners_and_a_flame() {
        let icon = read().expect("the picture can be read");
        assert_eq!((icon.width, icon.height), (128, 128));
        let pixel = |x: usize, y: usize| &icon.rgba[4 * (y * 128 + x)..][..4];
        assert_eq!(pixel(0, 0)[3], 0, "the corner is outside of the tile");
        let [red, green, blue, alpha] = pixel(45, 75) else { panic!("four channels") };
        assert!(*alpha == 255 && red > green && green > blue, "the flame is orange");
    }
}
