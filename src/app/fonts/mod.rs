//! The fonts of a window: the bundled ones, and fonts of this computer for letters that those do not have. Fonts of this computer are found
//! on a thread of their own, which starts with the first such letter that is drawn.

mod boxes;
mod computer;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::thread::Builder;

use egui::{Context, FallbackRequest, FontInsert};

pub(super) use self::boxes::is_right_to_left;
pub(super) use self::computer::without_font;

/// Where fonts are searched for letters that the bundled fonts do not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OtherFonts {
    /// Nowhere: boxes are drawn in place of the letters, and the window looks the same on every computer.
    #[default]
    None,
    /// On this computer, beside the window. Until a font is found, a box is drawn in the letter's place.
    OfComputer,
    /// On this computer, before the letter is drawn. The search takes up to some tenths of a second.
    OfComputerAtOnce,
}

/// The fonts of a window.
pub(super) struct Fonts(Arc<Shared>);

struct Shared {
    ctx: Context,
    others: OtherFonts,
    search: Mutex<Search>,
}

#[derive(Default)]
struct Search {
    /// The font of each letter that was searched for. `None` if no font has the letter.
    found: HashMap<char, Option<FontInsert>>,
    /// The letters whose search has not begun.
    wanted: Vec<char>,
    is_running: bool,
    /// Whether a font was found since egui was last made to ask.
    has_news: bool,
    /// Whether a letter from right to left has no font (see [`boxes`]).
    needs_boxes: bool,
}

impl Fonts {
    /// Makes `ctx` ask for a font when the bundled fonts do not have a letter.
    pub fn install(ctx: &Context, others: OtherFonts) -> Self {
        let fonts = Self(Arc::new(Shared { ctx: ctx.clone(), others, search: Mutex::default() }));
        fonts.provide();
        fonts
    }

    fn provide(&self) {
        let shared = Arc::clone(&self.0);
        let provider = move |request: &FallbackRequest<'_>| shared.font_for(request.cluster.chars().next()?);
        self.0.ctx.set_font_providers(vec![Arc::new(provider)]);
    }

    /// Called after every frame. If a font was found for a letter, or none is found for a letter from right to left, the letters are drawn
    /// again in the next frame.
    pub fn poll(&self) {
        let Ok(mut search) = self.0.search.lock() else { return };
        let has_news = std::mem::take(&mut search.has_news);
        let needs_boxes = std::mem::take(&mut search.needs_boxes);
        drop(search);
        if needs_boxes {
            let shared = Arc::clone(&self.0);
            // Adding the same rasterizer again does nothing.
            self.0.ctx.add_glyph_rasterizer(boxes::rasterizer(move |letter| shared.is_without_font(letter)));
        }
        if has_news {
            // Egui asks for a letter once. A new provider makes it ask again.
            self.provide();
        }
    }
}

impl Shared {
    /// The font for a letter, if it is known. If the letter was not searched for yet, its search begins.
    fn font_for(self: &Arc<Self>, letter: char) -> Option<FontInsert> {
        let mut search = self.search.lock().ok()?;
        let font = match search.found.get(&letter) {
            Some(found) => found.clone(),
            None => match self.others {
                OtherFonts::None => None,
                OtherFonts::OfComputer => {
                    self.want(&mut search, letter);
                    None
                }
                OtherFonts::OfComputerAtOnce => {
                    let font = computer::find(&[letter]).pop().flatten();
                    search.found.insert(letter, font.clone());
                    font
                }
            },
        };
        search.needs_boxes |= font.is_none() && is_right_to_left(letter);
        font
    }

    fn is_without_font(&self, letter: char) -> bool {
        self.search.lock().is_ok_and(|search| search.found.get(&letter).is_none_or(Option::is_none))
    }

    /// Makes the thread search for a letter.
    fn want(self: &Arc<Self>, search: &mut Search, letter: char) {
        if !search.wanted.contains(&letter) {
            search.wanted.push(letter);
        }
        if !search.is_running {
            let shared = Arc::clone(self);
            let thread = Builder::new().name("fonts".to_owned()).spawn(move || shared.find_all());
            // Without a thread the letters stay boxes.
            search.is_running = thread.is_ok();
        }
    }

    /// Searches for the letters that are wanted, until there are no more.
    fn find_all(&self) {
        loop {
            let wanted = {
                let Ok(mut search) = self.search.lock() else { return };
                search.is_running = !search.wanted.is_empty();
                std::mem::take(&mut search.wanted)
            };
            if wanted.is_empty() {
                return;
            }
            let found = computer::find(&wanted);
            let is_found = found.iter().any(Option::is_some);
            if let Ok(mut search) = self.search.lock() {
                search.found.extend(wanted.into_iter().zip(found));
                search.has_news |= is_found;
            }
            if is_found {
                self.ctx.request_repaint();
            }
        }
    }
}
