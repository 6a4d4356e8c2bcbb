//! The list of the fonts of this computer, and the choice of a font for letters.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use egui::{FontData, FontInsert};
use fontdb::{Database, FaceInfo, ID, Source, Style};
use skrifa::charmap::Charmap;
use skrifa::instance::Size;
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// The fonts, which are listed when the first of them is needed. That reads the head of every font file.
static FONTS: LazyLock<Mutex<ComputerFonts>> = LazyLock::new(|| Mutex::new(ComputerFonts::listed()));

/// For each letter the font with which to draw it, or `None` if no font of this computer has it.
pub(super) fn find(letters: &[char]) -> Vec<Option<FontInsert>> {
    let Ok(mut fonts) = FONTS.lock() else { return vec![None; letters.len()] };
    let chosen = fonts.choose(letters);
    letters.iter().map(|letter| fonts.font(*chosen.get(letter)?)).collect()
}

/// The letters that no font of this computer has, in their order.
pub(in crate::app) fn without_font(letters: &[char]) -> Vec<char> {
    let Ok(mut fonts) = FONTS.lock() else { return letters.to_vec() };
    let chosen = fonts.choose(letters);
    letters.iter().copied().filter(|letter| !chosen.contains_key(letter)).collect()
}

struct ComputerFonts {
    /// The files and faces of all fonts. The files are read only when a face is needed.
    database: Database,
    /// The faces in the order in which they are tried, the most suitable first, with how suitable they are.
    faces: Vec<(Rank, ID)>,
    /// The fonts that were chosen already.
    chosen: Vec<ID>,
    /// The content of their files.
    files: BTreeMap<PathBuf, Arc<Vec<u8>>>,
}

/// How little a face suits the text of the window, which is upright, regular and without serifs. The least is tried first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    is_slanted: bool,
    is_odd_weight: bool,
    is_monospaced: bool,
    has_serifs: bool,
}

impl Rank {
    fn of(face: &FaceInfo) -> Self {
        const WITH_SERIFS: [&str; 12] = [
            "Serif", "Mincho", "Ming", "Song", "Sung", "Batang", "Myeongjo", "Gungseo", "Times", "Roman", "Bookman",
            "Kai",
        ];
        let has_name = |name: &str| face.families.iter().any(|(family, _)| family.contains(name));
        Self {
            is_slanted: face.style != Style::Normal,
            is_odd_weight: !(300..=500).contains(&face.weight.0),
            is_monospaced: face.monospaced,
            has_serifs: WITH_SERIFS.into_iter().any(has_name) && !has_name("Sans"),
        }
    }
}

/// Whether a font is made to have something for every character, and not to be read.
fn is_stand_in(face: &FaceInfo) -> bool {
    const STAND_INS: [&str; 5] = ["LastResort", "Last Resort", "Adobe Blank", "Tofu", "Redacted"];
    face.families.iter().any(|(family, _)| STAND_INS.into_iter().any(|name| family.contains(name)))
}

impl ComputerFonts {
    fn listed() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        let readable = database.faces().filter(|face| !is_stand_in(face));
        let mut faces: Vec<(Rank, String, ID)> =
            readable.map(|face| (Rank::of(face), face.post_script_name.clone(), face.id)).collect();
        // Sorted by name too, so that the choice does not depend on the order of the files in a folder.
        faces.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let faces = faces.into_iter().map(|(rank, _, id)| (rank, id)).collect();
        Self { database, faces, chosen: Vec::new(), files: BTreeMap::new() }
    }

    /// Chooses fonts for these letters: as few as possible, and of those that suit equally well the one that has the most of the letters.
    /// A letter that no font has is not in the result.
    fn choose(&mut self, letters: &[char]) -> BTreeMap<char, ID> {
        let mut chosen = BTreeMap::new();
        let mut left = letters.to_vec();
        for id in self.chosen.clone() {
            self.take(id, &mut left, &mut chosen);
        }
        while !left.is_empty() {
            let mut best: Option<((Rank, Reverse<Affinity>), ID)> = None;
            for (rank, id) in &self.faces {
                if best.is_some_and(|((best, _), _)| *rank > best) {
                    break;
                }
                let Some(affinity) = self.affinity(*id, &left) else { continue };
                let key = (*rank, Reverse(affinity));
                if best.is_none_or(|(best, _)| key < best) {
                    best = Some((key, *id));
                }
            }
            let Some((_, id)) = best else { break };
            let before = left.len();
            self.take(id, &mut left, &mut chosen);
            if left.len() == before {
                break;
            }
            self.chosen.push(id);
        }
        chosen
    }

    /// Moves those letters from `left` to `chosen` that the font has.
    fn take(&self, id: ID, left: &mut Vec<char>, chosen: &mut BTreeMap<char, ID>) {
        let Some(has) = self.with_letters(id, |letters| left.iter().map(|letter| letters.has(*letter)).collect())
        else {
            return;
        };
        let has: Vec<bool> = has;
        let mut has = has.into_iter();
        left.retain(|letter| {
            let is_there = has.next().unwrap_or_default();
            if is_there {
                chosen.insert(*letter, id);
            }
            !is_there
        });
    }

    /// How well the font suits the letters, or `None` if it has none of them.
    fn affinity(&self, id: ID, left: &[char]) -> Option<Affinity> {
        self.with_letters(id, |letters| {
            let count = left.iter().filter(|letter| letters.has(**letter)).count();
            // Chinese characters have different forms in the languages that write them. A font with Hangul has those of Korean.
            (count > 0).then(|| Affinity { count, has_hangul: letters.has('가') })
        })?
    }

    fn with_letters<T>(&self, id: ID, use_it: impl FnOnce(&Letters<'_>) -> T) -> Option<T> {
        self.database.with_face_data(id, |data, index| {
            let font = FontRef::from_index(data, index).ok()?;
            Some(use_it(&Letters { charmap: font.charmap(), font }))
        })?
    }

    /// The font as egui takes it. Its file is read, if no other face of the file was taken before.
    fn font(&mut self, id: ID) -> Option<FontInsert> {
        let face = self.database.face(id)?;
        let Source::File(path) = &face.source else { return None };
        let name = format!("{}: {}", path.display(), face.index);
        let data = match self.files.get(path) {
            Some(data) => Arc::clone(data),
            None => {
                let data = Arc::new(read(path)?);
                self.files.insert(path.clone(), Arc::clone(&data));
                data
            }
        };
        // A file may have changed since it was listed, and egui must not be given a font that cannot be read.
        FontRef::from_index(&data, face.index).ok()?;
        Some(FontInsert::new(&name, FontData::from_blob(data, face.index), Vec::new()))
    }
}

fn read(path: &Path) -> Option<Vec<u8>> {
    /// The largest file of fonts that is read, in bytes. The largest known ones, with the characters of all Chinese scripts, have 120 MB.
    const LARGEST: u64 = 200 << 20;
    let size = std::fs::metadata(path).ok()?.len();
    (size <= LARGEST).then(|| std::fs::read(path).ok()).flatten()
}

/// How well a font suits some letters. The greatest is chosen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Affinity {
    /// How many of the letters it has.
    count: usize,
    has_hangul: bool,
}

/// The letters of a font.
struct Letters<'a> {
    font: FontRef<'a>,
    charmap: Charmap<'a>,
}

impl Letters<'_> {
    /// Whether the font has the letter, as an outline or as a picture.
    fn has(&self, letter: char) -> bool {
        let Some(glyph) = self.charmap.map(letter).filter(|glyph| *glyph != GlyphId::NOTDEF) else { return false };
        self.font.outline_glyphs().get(glyph).is_some()
            || self.font.color_glyphs().get(glyph).is_some()
            || self.font.bitmap_strikes().glyph_for_size(Size::unscaled(), glyph).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bundled fonts in place of those of a computer.
    fn bundled() -> ComputerFonts {
        let mut fonts =
            ComputerFonts { database: Database::new(), faces: Vec::new(), chosen: Vec::new(), files: BTreeMap::new() };
        for name in ["FiredrillSans-SemiBold.otf", "FiredrillSans-Regular.otf"] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts").join(name);
            fonts.database.load_font_file(path).expect("the bundled fonts are fonts");
        }
        fonts.faces = fonts.database.faces().map(|face| (Rank::of(face), face.id)).collect();
        fonts.faces.sort();
        fonts
    }

    #[test]
    fn the_font_that_suits_best_is_chosen_and_its_file_is_read_once() {
        let mut fonts = bundled();
        let chosen = fonts.choose(&['가', '漢', 'ồ']);
        assert_eq!(chosen.keys().copied().collect::<Vec<_>>(), ['ồ', '가'], "the font has no Chinese characters");
        let ids: Vec<ID> = chosen.into_values().collect();
        assert_eq!(ids[0], ids[1], "one font for all");
        let font = fonts.font(ids[0]).expect("it can be read");
        assert!(font.name.ends_with("FiredrillSans-Regular.otf: 0"), "regular, not {}", font.name);
        assert!(fonts.font(ids[0]).is_some() && fonts.files.len() == 1);
    }

    #[test]
    fn a_computer_without_fonts_has_no_letters() {
        let mut fonts = bundled();
        fonts.faces.clear();
        assert!(fonts.choose(&['가', 'x']).is_empty());
    }
}
