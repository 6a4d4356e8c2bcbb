//! Tests of pictures that claim to carry a scenario: damaged, huge or doubtful ones are refused, and say why.

use std::path::PathBuf;

use egui_kittest::kittest::Queryable as _;
use firedrill::app::Setup;
use firedrill::file::{self, PictureView, picture_chunk};
use firedrill::units::SimTime;
use png::text_metadata::ITXtChunk;

use crate::support::SMALL;
use crate::support::cli::fails;
use crate::support::window;

const KEYWORD: &str = "Firedrill scenario";

fn view() -> PictureView {
    PictureView { plan: "Fire".to_owned(), seed: 0, at: SimTime(60) }
}

fn own() -> ITXtChunk {
    picture_chunk(SMALL, &view())
}

/// A small picture with these texts.
fn picture(texts: &[ITXtChunk]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("memory takes it");
    texts.iter().for_each(|text| writer.write_text_chunk(text).expect("memory takes it"));
    writer.write_image_data(&[0, 0, 0]).expect("memory takes it");
    writer.finish().expect("memory takes it");
    bytes
}

/// Where the data of the first text chunk begin.
fn text_at(bytes: &[u8]) -> usize {
    bytes.windows(4).position(|window| window == b"iTXt").expect("it has a text") + 4
}

fn refusal(bytes: Vec<u8>) -> String {
    file::unpacked(bytes).expect_err("it is refused").to_string()
}

#[test]
fn what_was_put_into_a_picture_comes_out_again() {
    let (bytes, shown) = file::unpacked(picture(&[own()])).expect("it is whole");
    assert_eq!((bytes.as_slice(), shown), (SMALL.as_bytes(), Some(view())));
    let other = ITXtChunk::new("Comment", "of another program");
    assert!(file::unpacked(picture(&[other, own()])).is_ok(), "other texts do not matter");
    let (plain, shown) = file::unpacked(SMALL.as_bytes().to_vec()).expect("it is no picture");
    assert_eq!((plain.as_slice(), shown), (SMALL.as_bytes(), None));
}

#[test]
fn a_picture_without_or_with_two_scenarios_is_refused() {
    assert_eq!(refusal(picture(&[])), "this picture carries no scenario");
    assert_eq!(refusal(picture(&[own(), own()])), "this picture carries more than one scenario");
}

#[test]
fn a_bomb_of_compression_is_refused_before_it_bursts() {
    let mut bomb = ITXtChunk::new(KEYWORD, "a".repeat(200 * 1024 * 1024));
    bomb.compressed = true;
    bomb.compress_text().expect("it compresses");
    let bytes = picture(&[bomb]);
    assert!(bytes.len() < 4 * 1024 * 1024, "a small file");
    assert_eq!(refusal(bytes), "the scenario in this picture is broken, or longer than 64 MB");
}

#[test]
fn a_chunk_that_claims_a_gigabyte_takes_no_gigabyte() {
    let mut bytes = picture(&[own()]);
    let at = text_at(&bytes);
    bytes[at - 8..at - 4].copy_from_slice(&1_073_741_824_u32.to_be_bytes());
    assert_eq!(refusal(bytes), "this PNG picture ends early");
}

#[test]
fn a_wrong_checksum_is_refused() {
    let mut bytes = picture(&[own()]);
    let at = text_at(&bytes);
    bytes[at + 60] ^= 1;
    let told = refusal(bytes);
    assert!(told.starts_with("this PNG picture is damaged at byte "), "{told}");
}

#[test]
fn what_is_wrong_with_a_picture_is_said_in_plain_words() {
    // The first part is a text, where the size of the picture must be.
    let whole = picture(&[own()]);
    let length = |at: usize| u32::from_be_bytes(whole[at..at + 4].try_into().expect("four bytes")) as usize + 12;
    let text = text_at(&whole) - 8;
    let mut bytes = whole[..8].to_vec();
    bytes.extend(&whole[text..text + length(text)]);
    bytes.extend(&whole[8..]);
    let told = refusal(bytes);
    assert!(told.starts_with("this PNG picture is damaged at byte ") && !told.contains("Chunk"), "{told}");
    assert!(told.ends_with(", or another program has changed it"), "{told}");
    // Every part may have another mistake, of which the library has words for programmers.
    for at in 8..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let Err(report) = file::unpacked(bytes) else { continue };
        let told = report.to_string();
        assert!(!["{", "Chunk", "chunk", "CRC", "::"].iter().any(|word| told.contains(word)), "{told}");
    }
}

#[test]
fn broken_text_is_refused() {
    for text in ["", "scenario", "{}", "{\"format\":1}", "[1]", &"[".repeat(100_000)] {
        assert_eq!(
            refusal(picture(&[ITXtChunk::new(KEYWORD, text)])),
            "the scenario in this picture is broken",
            "{text:.20}"
        );
    }
    let newer = ITXtChunk::new(KEYWORD, "{\"format\":2,\"more\":true}");
    assert_eq!(refusal(picture(&[newer])), "a newer version of Firedrill has made this picture");
    let mut not_text = picture(&[ITXtChunk::new(KEYWORD, "abc")]);
    // The compression flag after the keyword and its zero may be 0 or 1; the checksum is made to fit.
    let at = text_at(&not_text);
    not_text[at + KEYWORD.len() + 1] = 7;
    let length = KEYWORD.len() + 5 + 3;
    let mut crc = crc32fast::Hasher::new();
    crc.update(&not_text[at - 4..at + length]);
    not_text[at + length..at + length + 4].copy_from_slice(&crc.finalize().to_be_bytes());
    assert_eq!(refusal(not_text), "the scenario in this picture is broken");
}

#[test]
fn a_picture_that_is_cut_anywhere_is_refused_and_never_panics() {
    let bytes = picture(&[own()]);
    for length in (8..bytes.len()).step_by(7) {
        assert!(file::unpacked(bytes[..length].to_vec()).is_err(), "{length}");
    }
}

#[test]
fn the_scenario_of_a_picture_is_checked_like_any_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let save = |name: &str, bytes: Vec<u8>| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("the folder is ours");
        path
    };
    let broken = SMALL.replace("\"pangyo-2\": (name", "\"pangyo-3\": (name");
    let path = save("broken.png", picture(&[picture_chunk(&broken, &view())]));
    let said = fails(&["check", &path.display().to_string()], 1);
    assert!(said.is_empty(), "problems are the result of the check: {said}");
    let plain = save("plain.png", picture(&[]));
    let said = fails(&["run", &plain.display().to_string()], 1);
    assert!(said.contains("plain.png: this picture carries no scenario"), "{said}");

    // The window opens a scenario with problems as a draft, as that of any file, and says why a picture without one is not opened.
    for (path, title) in [(path, "Small world is a draft. Problems: 2"), (plain, "plain.png was not opened")] {
        let mut harness = window::on([1024.0, 640.0], Some(path), Setup::default());
        harness.run();
        assert_eq!(harness.state().notice().expect("a message").title, title);
    }
    let strange = PictureView { plan: "Nothing of the kind".to_owned(), ..view() };
    let path = save("strange.png", picture(&[picture_chunk(SMALL, &strange)]));
    let harness = window::on([1024.0, 640.0], Some(path), Setup::default());
    assert!(harness.query_by_label_contains("shows the plan \"Nothing of the kind\"").is_some());
}
