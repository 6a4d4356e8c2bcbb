//! A picture that carries its scenario: a PNG file with the scenario, the plan, the seed and the time in a text chunk (`iTXt`).
//!
//! The pixels are never decoded here, and the text is decompressed only up to a limit, so a picture cannot cost more than its size.

use std::borrow::Cow;

use png::text_metadata::ITXtChunk;
use png::{DecodeOptions, Decoded, DecodingError, StreamingDecoder};
use serde::{Deserialize, Serialize};

use super::path::FieldPath;
use super::report::{Problem, Report};
use crate::text::Saying;
use crate::units::SimTime;

/// The keyword of the chunk.
const KEYWORD: &str = "Firedrill scenario";
/// The version of the chunk's text.
const FORMAT: u32 = 1;
/// What every PNG file begins with.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The size of the largest picture that is read, in bytes.
const LARGEST_PICTURE: usize = 64 * 1024 * 1024;
/// The length of the longest text that is decompressed, in bytes.
const LONGEST_TEXT: usize = 64 * 1024 * 1024;

/// What a picture shows, beside its scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureView {
    /// The name of the plan.
    pub plan: String,
    /// The seed of the run.
    pub seed: u64,
    /// The time.
    pub at: SimTime,
}

/// The text of the chunk.
#[derive(Debug, Deserialize, Serialize)]
struct Carried {
    format: u32,
    plan: String,
    seed: u64,
    at_secs: i64,
    scenario: String,
}

/// The chunk for a picture of this scenario, which is the text of a file.
#[must_use]
pub fn picture_chunk(scenario: &str, view: &PictureView) -> ITXtChunk {
    let carried = Carried {
        format: FORMAT,
        plan: view.plan.clone(),
        seed: view.seed,
        at_secs: view.at.0,
        scenario: scenario.to_owned(),
    };
    let text = serde_json::to_string(&carried).expect("texts and numbers are JSON");
    let mut chunk = ITXtChunk::new(KEYWORD, text);
    chunk.compressed = true;
    chunk
}

/// Whether these are the bytes of a PNG file, as far as its beginning tells.
#[must_use]
pub fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// The bytes of the scenario in these bytes of a file. If the file is a picture, they are the bytes that it carries, and what it shows is
/// returned too. Otherwise they are the bytes themselves.
///
/// # Errors
/// The file is a picture without a scenario, or a damaged one.
pub fn unpacked(bytes: Vec<u8>) -> Result<(Vec<u8>, Option<PictureView>), Report> {
    if !is_picture(&bytes) {
        return Ok((bytes, None));
    }
    let text = carried_text(&bytes)?;
    let broken = || refused("file-picture-broken", "file-picture-broken-remedy");
    #[derive(Deserialize)]
    struct Version {
        format: u32,
    }
    let Version { format } = serde_json::from_str(&text).map_err(|_| broken())?;
    if format > FORMAT {
        return Err(refused("file-picture-newer", "file-picture-newer-remedy"));
    }
    let Carried { plan, seed, at_secs, scenario, format: _ } = serde_json::from_str(&text).map_err(|_| broken())?;
    Ok((scenario.into_bytes(), Some(PictureView { plan, seed, at: SimTime(at_secs) })))
}

/// The text of the only chunk with our keyword.
fn carried_text(bytes: &[u8]) -> Result<Cow<'static, str>, Report> {
    if bytes.len() > LARGEST_PICTURE {
        return Err(refused("file-picture-large", "file-picture-large-remedy"));
    }
    let mut options = DecodeOptions::default();
    // The text is used, so its checksum must be right. Colour profiles would be decompressed, and are of no use here.
    options.set_skip_ancillary_crc_failures(false);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = StreamingDecoder::new_with_options(options);
    let mut rest = bytes;
    loop {
        let (taken, decoded) = decoder.update(rest, None).map_err(|error| damaged(&error, bytes.len() - rest.len()))?;
        rest = &rest[taken..];
        match decoded {
            Decoded::ChunkComplete(png::chunk::IEND) => break,
            Decoded::BadAncillaryChunk(png::chunk::iTXt) => {
                return Err(refused("file-picture-broken", "file-picture-broken-remedy"));
            }
            Decoded::Nothing
            | Decoded::ChunkBegin(..)
            | Decoded::ChunkComplete(_)
            | Decoded::BadAncillaryChunk(_)
            | Decoded::SkippedAncillaryChunk(_)
            | Decoded::ImageData
            | Decoded::ImageDataFlushed => {}
        }
        if rest.is_empty() {
            return Err(refused("file-picture-short", "file-picture-broken-remedy"));
        }
    }
    let texts = decoder.info().map(|info| info.utf8_text.as_slice()).unwrap_or_default();
    let own: Vec<&ITXtChunk> = texts.iter().filter(|chunk| chunk.keyword == KEYWORD).collect();
    let [chunk] = own[..] else {
        return Err(match own.len() {
            0 => refused("file-picture-plain", "file-picture-plain-remedy"),
            _ => refused("file-picture-twice", "file-picture-broken-remedy"),
        });
    };
    let mut chunk = chunk.clone();
    let limit = (LONGEST_TEXT / 1024 / 1024).to_string();
    let too_long = || Saying::of("file-picture-long", [("limit", limit.into())]);
    // The library tells a text that is too long from one that cannot be decompressed only in its message, so neither is told from the other.
    chunk.decompress_text_with_limit(LONGEST_TEXT).map_err(|_| told(too_long(), "file-picture-broken-remedy"))?;
    chunk.get_text().map(Cow::Owned).map_err(|_| refused("file-picture-broken", "file-picture-broken-remedy"))
}

/// A picture that is no whole PNG file. `at` is where its part begins that cannot be read. The words of the library are for programmers.
fn damaged(error: &DecodingError, at: usize) -> Report {
    if matches!(error, DecodingError::LimitsExceeded) {
        return refused("file-picture-part-large", "file-picture-broken-remedy");
    }
    told(Saying::of("file-picture-damaged", [("at", at.to_string().into())]), "file-picture-broken-remedy")
}

fn refused(message: &'static str, remedy: &'static str) -> Report {
    told(Saying::plain(message), remedy)
}

fn told(message: Saying, remedy: &'static str) -> Report {
    Report::of(Problem { location: None, message, remedy: Saying::plain(remedy), path: FieldPath::default() })
}
