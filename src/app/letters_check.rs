//! Looks beside the window for letters of the opened file that cannot be drawn, and adds what it finds to the message about the file.

use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

use super::App;
use super::files;
use super::fonts::OtherFonts;
use super::letters::{FontsUsed, letter_warnings};
use crate::file::Problem;
use crate::session::Origin;
use crate::ui::notice::Notice;

/// The search for letters of the opened file that cannot be drawn.
#[derive(Default)]
pub(super) struct LettersCheck {
    /// The number of the document that was looked at last.
    document: Option<u64>,
    /// Where the result arrives, while the search runs.
    result: Option<Receiver<Vec<Problem>>>,
}

impl App {
    /// Called in every frame: looks at a file that was just opened, and tells what was found.
    pub(super) fn poll_letters(&mut self, ctx: &Context) {
        let document = Some(self.session.document_number());
        if self.letters.document != document {
            self.letters = LettersCheck { document, result: None };
            // The bundled fonts have all letters of the scenarios that ship. A scenario without plans is given one when it is opened, so its
            // rows may differ from the text already.
            if let (Origin::File(_), Some(text)) = (self.session.origin(), self.session.authored().text_as_read()) {
                self.look_at_letters(ctx, text.to_owned());
            }
        }
        match self.letters.result.as_ref().map(Receiver::try_recv) {
            Some(Ok(warnings)) => self.tell_letters(&warnings),
            Some(Err(TryRecvError::Disconnected)) => self.letters.result = None,
            Some(Err(TryRecvError::Empty)) | None => {}
        }
    }

    fn look_at_letters(&mut self, ctx: &Context, text: String) {
        let (sender, receiver) = channel();
        self.letters.result = Some(receiver);
        if self.setup.other_fonts == OtherFonts::None {
            // The bundled fonts are in memory, so this takes no time worth a thread.
            let _ = sender.send(letter_warnings(&text, FontsUsed::Bundled));
            return;
        }
        let ctx = ctx.clone();
        // Without a thread, nothing is told about letters.
        let _ = std::thread::Builder::new().name("letters".to_owned()).spawn(move || {
            if sender.send(letter_warnings(&text, FontsUsed::OfComputer)).is_ok() {
                ctx.request_repaint();
            }
        });
    }

    /// Adds the warnings to the message that is shown, or shows them as a message.
    fn tell_letters(&mut self, warnings: &[Problem]) {
        self.letters.result = None;
        if warnings.is_empty() {
            return;
        }
        let details = files::details(warnings, &self.texts);
        if let Some(notice) = &mut self.notice {
            notice.details.extend(details);
        } else {
            let title = self.texts.with("files-warnings", &[("title", &self.localized_title(&self.session))]);
            self.tell(Notice { details, ..Notice::calm(title, String::new()) });
        }
    }
}
