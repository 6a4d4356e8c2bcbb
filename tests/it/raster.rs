//! Tests of the painter without a graphics processor. Pictures are written with one letter for each pixel, so that they can be
//! read.

use egui::epaint::{ClippedPrimitive, ImageDelta, Mesh, Primitive, Vertex, textures::TextureOptions};
use egui::{Color32, ColorImage, Pos2, Rect, TextureId, TexturesDelta, pos2, vec2};
use firedrill::raster::{Picture, Raster};
use proptest::prelude::*;

const RED: Color32 = Color32::RED;
/// The texture of meshes without an image: a single white texel.
const WHITE: TextureId = TextureId::Managed(0);
const EVERYWHERE: Rect = Rect::EVERYTHING;

fn raster() -> Raster {
    with_texture(WHITE, ColorImage::filled([1, 1], Color32::WHITE), TextureOptions::LINEAR)
}

fn with_texture(id: TextureId, image: ColorImage, options: TextureOptions) -> Raster {
    let mut raster = Raster::default();
    let mut delta = TexturesDelta::default();
    delta.push(id, ImageDelta::full(image, options));
    raster.take(&mut delta);
    assert!(delta.is_empty());
    raster
}

/// A mesh of triangles with one colour.
fn triangles(corners: &[[Pos2; 3]], color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for (index, pos) in (0..).zip(corners.as_flattened()) {
        mesh.vertices.push(Vertex::untextured(*pos, color));
        mesh.indices.push(index);
    }
    mesh
}

fn rectangle(min: Pos2, max: Pos2, color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(Rect::from_min_max(min, max), color);
    mesh
}

fn paint(raster: &Raster, size: [usize; 2], scale: f32, clip_rect: Rect, meshes: Vec<Mesh>) -> Picture {
    let primitive = |mesh| ClippedPrimitive { clip_rect, primitive: Primitive::Mesh(mesh) };
    let primitives: Vec<ClippedPrimitive> = meshes.into_iter().map(primitive).collect();
    raster.paint(size, scale, Color32::BLACK, &primitives)
}

/// The red value of each pixel, row by row.
fn reds(picture: &Picture) -> Vec<u8> {
    picture.bytes().chunks_exact(4).map(|pixel| pixel[0]).collect()
}

/// A picture as rows of letters: `.` for pixels without red, `#` for pixels with full red, and `+` for those in between.
fn told(picture: &Picture) -> String {
    let letter = |red: &u8| match red {
        0 => '.',
        255 => '#',
        1..255 => '+',
    };
    let rows = reds(picture);
    let rows = rows.chunks_exact(picture.size()[0]).map(|row| row.iter().map(letter).collect::<String>());
    rows.collect::<Vec<_>>().join("\n")
}

fn check(meshes: Vec<Mesh>, expected: [&str; 4]) {
    check_clipped(1.0, EVERYWHERE, meshes, expected);
}

fn check_clipped(scale: f32, clip: Rect, meshes: Vec<Mesh>, expected: [&str; 4]) {
    let size = [expected[0].len(), 4];
    assert_eq!(told(&paint(&raster(), size, scale, clip, meshes)), expected.join("\n"));
}

#[test]
fn a_rectangle_covers_exactly_its_pixels() {
    check(vec![rectangle(pos2(1.0, 1.0), pos2(4.0, 3.0), RED)], ["......", ".###..", ".###..", "......"]);
}

#[test]
fn a_pixel_is_painted_if_its_middle_is_inside() {
    check(vec![rectangle(pos2(0.6, 0.4), pos2(3.4, 2.6), RED)], [".##...", ".##...", ".##...", "......"]);
    check(vec![rectangle(pos2(0.5, 0.5), pos2(3.5, 2.5), RED)], ["###...", "###...", "......", "......"]);
}

#[test]
fn a_triangle_is_filled_with_its_corners_in_any_order() {
    let [a, b, c] = [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(0.0, 4.0)];
    for corners in [[a, b, c], [a, c, b], [c, a, b]] {
        check(vec![triangles(&[corners], RED)], ["###.", "##..", "#...", "...."]);
    }
}

#[test]
fn triangles_without_area_or_with_nan_are_not_painted() {
    let line = [pos2(0.0, 0.0), pos2(2.0, 2.0), pos2(4.0, 4.0)];
    let lost = [pos2(f32::NAN, 0.0), pos2(f32::NAN, 2.0), pos2(4.0, f32::NAN)];
    check(vec![triangles(&[line, lost], RED)], ["....", "....", "....", "...."]);
}

#[test]
fn a_shape_far_larger_than_the_picture_fills_it() {
    let far = 1e9;
    check(vec![rectangle(pos2(-far, 2.0), pos2(far, far), RED)], ["....", "....", "####", "####"]);
}

#[test]
fn two_triangles_with_a_common_edge_blend_once() {
    let half = RED.gamma_multiply_u8(128);
    let picture = paint(&raster(), [8, 8], 1.0, EVERYWHERE, vec![rectangle(pos2(0.0, 0.0), pos2(8.0, 8.0), half)]);
    assert_eq!(reds(&picture), [128; 64]);
}

#[test]
fn nothing_is_painted_outside_the_clip() {
    let clip = Rect::from_min_max(pos2(0.6, 1.0), pos2(2.4, 2.0));
    let all = || vec![rectangle(pos2(-9.0, -9.0), pos2(9.0, 9.0), RED)];
    check_clipped(1.0, clip, all(), ["....", ".#..", "....", "...."]);
    // At scale 2, the clip is from 1.2 to 4.8 pixels horizontally, and from 2 to 4 pixels vertically.
    check_clipped(2.0, clip, all(), ["......", "......", ".####.", ".####."]);
    check_clipped(1.0, Rect::NOTHING, all(), ["....", "....", "....", "...."]);
}

#[test]
fn colours_blend_by_their_alpha_and_additive_colours_are_added() {
    let paint = |colors: &[Color32]| {
        let meshes = colors.iter().map(|color| rectangle(pos2(0.0, 0.0), pos2(1.0, 1.0), *color)).collect();
        paint(&raster(), [1, 1], 1.0, EVERYWHERE, meshes).bytes().to_vec()
    };
    let half = Color32::BLUE.gamma_multiply_u8(128);
    assert_eq!(paint(&[RED]), [255, 0, 0, 255]);
    assert_eq!(paint(&[RED, half]), [127, 0, 128, 255]);
    assert_eq!(paint(&[half, RED]), [255, 0, 0, 255]);
    assert_eq!(paint(&[RED, Color32::TRANSPARENT]), [255, 0, 0, 255]);
    assert_eq!(paint(&[RED, Color32::GREEN.additive()]), [255, 255, 0, 255]);
}

#[test]
fn colours_are_interpolated_between_corners() {
    let mut mesh = rectangle(pos2(0.0, 0.0), pos2(4.0, 1.0), Color32::BLACK);
    mesh.vertices.iter_mut().filter(|vertex| vertex.pos.x > 0.0).for_each(|vertex| vertex.color = RED);
    // The middles of the four pixels are at 1/8, 3/8, 5/8 and 7/8 of the way.
    assert_eq!(reds(&paint(&raster(), [4, 1], 1.0, EVERYWHERE, vec![mesh])), [32, 96, 159, 223]);
}

/// The red values of four pixels over which a texture of two texels, black and white, is drawn.
fn two_texels(options: TextureOptions, uv: Rect) -> Vec<u8> {
    let id = TextureId::Managed(7);
    let image = ColorImage::new([2, 1], vec![Color32::BLACK, Color32::WHITE]);
    let mut mesh = Mesh::with_texture(id);
    mesh.add_rect_with_uv(Rect::from_min_size(Pos2::ZERO, vec2(4.0, 1.0)), uv, Color32::WHITE);
    reds(&paint(&with_texture(id, image, options), [4, 1], 1.0, EVERYWHERE, vec![mesh]))
}

#[test]
fn a_texture_is_read_with_its_filter_and_wrap_mode() {
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    let twice = Rect::from_min_max(pos2(0.0, 0.0), pos2(2.0, 1.0));
    assert_eq!(two_texels(TextureOptions::NEAREST, whole), [0, 0, 255, 255]);
    assert_eq!(two_texels(TextureOptions::LINEAR, whole), [0, 64, 191, 255]);
    assert_eq!(two_texels(TextureOptions::NEAREST, twice), [0, 255, 255, 255]);
    assert_eq!(two_texels(TextureOptions::NEAREST_REPEAT, twice), [0, 255, 0, 255]);
    assert_eq!(two_texels(TextureOptions::NEAREST_MIRRORED_REPEAT, twice), [0, 255, 255, 0]);
}

#[test]
fn the_colours_of_texture_and_corners_are_multiplied() {
    let id = TextureId::Managed(7);
    let image = ColorImage::filled([1, 1], Color32::WHITE.gamma_multiply_u8(128));
    let mut mesh = Mesh::with_texture(id);
    mesh.add_rect_with_uv(
        Rect::from_min_size(Pos2::ZERO, vec2(1.0, 1.0)),
        Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)),
        RED,
    );
    let raster = with_texture(id, image, TextureOptions::LINEAR);
    assert_eq!(reds(&paint(&raster, [1, 1], 1.0, EVERYWHERE, vec![mesh])), [128]);
}

#[test]
fn a_texture_can_change_in_part_and_is_freed_one_frame_later() {
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    let mut raster = with_texture(WHITE, ColorImage::filled([2, 2], Color32::BLACK), TextureOptions::NEAREST);
    let mut mesh = Mesh::with_texture(WHITE);
    mesh.add_rect_with_uv(Rect::from_min_size(Pos2::ZERO, vec2(2.0, 2.0)), whole, Color32::WHITE);
    let look = |raster: &Raster| reds(&paint(raster, [2, 2], 1.0, EVERYWHERE, vec![mesh.clone()]));

    let mut delta = TexturesDelta::default();
    delta.push(WHITE, ImageDelta::partial([1, 0], ColorImage::filled([1, 2], RED), TextureOptions::NEAREST));
    delta.free(WHITE);
    raster.take(&mut delta);
    assert_eq!(look(&raster), [0, 255, 0, 255]);
    raster.take(&mut TexturesDelta::default());
    assert_eq!(look(&raster), [0; 4]);
}

proptest! {
    /// If a square is divided into triangles around any point, each of its pixels is painted exactly once, and no other pixel is
    /// painted.
    #[test]
    fn a_square_in_triangles_has_no_gaps_and_no_overlaps(x in 2.0..14.0_f32, y in 2.0..14.0_f32, min in 0.0..2.0_f32, max in 14.0..16.0_f32) {
        let around = [pos2(min, min), pos2(max, min), pos2(max, max), pos2(min, max), pos2(min, min)];
        let pieces: Vec<[Pos2; 3]> = around.windows(2).map(|side| [side[0], side[1], pos2(x, y)]).collect();
        let half = RED.gamma_multiply_u8(128);
        let in_pieces = paint(&raster(), [16, 16], 1.0, EVERYWHERE, vec![triangles(&pieces, half)]);
        let whole = paint(&raster(), [16, 16], 1.0, EVERYWHERE, vec![rectangle(pos2(min, min), pos2(max, max), half)]);
        prop_assert!(in_pieces == whole, "{}\n\n{}", told(&in_pieces), told(&whole));
        prop_assert!(reds(&whole).iter().all(|red| [0, 128].contains(red)));
    }
}
