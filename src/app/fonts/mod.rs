//! Fonts of this computer for letters that the bundled fonts do not have. They are found on a thread of their own, which starts with the
//! first such letter that is drawn.

mod computer;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::thread::Builder;

use egui::{Context, FallbackRequest, FontInsert, FontProvider};

pub(super) use self::computer::without_font;

/// Finds fonts for the letters of a window without making the window wait. Until a font is found, a box is drawn in the letter's place.
pub(super) struct LazyFonts(Arc<Shared>);

struct Shared {
    ctx: Context,
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
}

impl LazyFonts {
    /// Makes `ctx` ask for these fonts when the bundled fonts do not have a letter.
    pub fn install(ctx: &Context) -> Self {
        let fonts = Self(Arc::new(Shared { ctx: ctx.clone(), search: Mutex::default() }));
        fonts.provide();
        fonts
    }

    fn provide(&self) {
        let shared = Arc::clone(&self.0);
        let provider = move |request: &FallbackRequest<'_>| shared.font_for(request);
        self.0.ctx.set_font_providers(vec![Arc::new(provider)]);
    }

    /// Called in every frame. If fonts were found since the last one, egui draws the letters again.
    pub fn poll(&self) {
        let has_news = self.0.search.lock().is_ok_and(|mut search| std::mem::take(&mut search.has_news));
        if has_news {
            // Egui asks for a letter once. A new provider makes it ask again.
            self.provide();
        }
    }
}

impl Shared {
    /// The font for a letter, if it was found already. If the letter was not searched for yet, its search begins.
    fn font_for(self: &Arc<Self>, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let letter = request.cluster.chars().next()?;
        let mut search = self.search.lock().ok()?;
        if let Some(found) = search.found.get(&letter) {
            return found.clone();
        }
        if !search.wanted.contains(&letter) {
            search.wanted.push(letter);
        }
        if !search.is_running {
            let shared = Arc::clone(self);
            let thread = Builder::new().name("fonts".to_owned()).spawn(move || shared.find_all());
            // Without a thread the letters stay boxes.
            search.is_running = thread.is_ok();
        }
        None
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

/// The fonts of this computer, for a picture, which waits for them.
pub(super) struct WaitingFonts;

impl FontProvider for WaitingFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        computer::find(&[request.cluster.chars().next()?]).pop().flatten()
    }
}
