//! What the scenario stands on: which values are sourced, assumed or fitted, all of them in an overlay and each beside its value.

use egui::{Response, RichText, ScrollArea, Sense, Ui, WidgetInfo};

use super::parts;
use super::style::semibold;
use super::theme::SIZES;
use super::{Look, focus, icons};
use crate::model::{Note, NoteKind};
use crate::session::{Command, Commands};

const KINDS: [NoteKind; 3] = [NoteKind::Sourced, NoteKind::Assumed, NoteKind::Fitted];

/// Draws all notes in three groups, over all the room there is.
pub fn notes_ui(ui: &mut Ui, look: &Look<'_>, commands: &mut Commands) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(look.texts.get("notes-title")).font(semibold(SIZES[2])).color(look.theme.text));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let (rect, response) = ui.allocate_exact_size(egui::vec2(28.0, 28.0), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, look.texts.get("notes-close")));
            let ink = if response.hovered() || response.has_focus() { look.theme.text } else { look.theme.quiet };
            icons::sign(ui.painter(), rect.center(), 11.0, icons::Sign::Close, ink);
            if response.clicked() {
                commands.push(Command::ToggleNotes);
            }
        });
    });
    parts::quiet(ui, look, look.texts.get("notes-about"));
    counts_ui(ui, look);
    if look.world.notes.is_empty() {
        parts::plain(ui, look, look.texts.get("notes-none"));
    }
    ScrollArea::vertical().auto_shrink([false, true]).id_salt("notes").show(ui, |ui| {
        for kind in KINDS {
            let notes: Vec<&Note> = look.world.notes.iter().filter(|note| note.kind == kind).collect();
            if notes.is_empty() {
                continue;
            }
            let count = look.texts.count(notes.len() as u64);
            parts::heading(
                ui,
                look,
                &look.texts.with("notes-group", &[("kind", look.texts.get(title_key(kind))), ("count", &count)]),
            );
            parts::quiet(ui, look, look.texts.get(meaning_key(kind)));
            for note in notes {
                ui.add_space(4.0);
                note_ui(ui, look, note);
            }
        }
        if !look.world.sources.is_empty() {
            parts::heading(ui, look, look.texts.get("notes-sources"));
            for source in look.world.sources.rows() {
                let words = source_words(&source.title, source.address.as_deref());
                reached(&parts::quiet(ui, look, words));
            }
        }
        focus::reveal_in(ui);
    });
}

/// How many values are what, in one line.
fn counts_ui(ui: &mut Ui, look: &Look<'_>) {
    let count = |kind| look.texts.count(look.world.notes.iter().filter(|note| note.kind == kind).count() as u64);
    let [sourced, assumed, fitted] = KINDS.map(count);
    let sources = look.texts.count(look.world.sources.len() as u64);
    let args = [("sourced", &*sourced), ("assumed", &*assumed), ("fitted", &*fitted), ("sources", &*sources)];
    parts::plain(ui, look, look.texts.with("notes-counts", &args));
}

/// One note: what it is about, why, and where from.
fn note_ui(ui: &mut Ui, look: &Look<'_>, note: &Note) {
    let about = ui.label(RichText::new(about_words(look, &note.about)).size(SIZES[1]).color(look.theme.text));
    reached(&about);
    let source = note.source.map(|source| {
        let source = &look.world.sources[source];
        look.texts.with("notes-source", &[("source", &source_words(&source.title, source.address.as_deref()))])
    });
    for line in [Some(note.text.clone()), source].into_iter().flatten().filter(|line| !line.is_empty()) {
        parts::quiet(ui, look, line);
    }
}

/// Lets the keyboard come to a text, and the list go with it.
fn reached(response: &Response) {
    // Nothing more is asked of it than to have the keyboard.
    let _ = response.interact(Sense::focusable_noninteractive());
}

fn source_words(title: &str, address: Option<&str>) -> String {
    address.map_or_else(|| title.to_owned(), |address| format!("{title} ({address})"))
}

/// What a note is about, with names for people where the path names something: `services.talk.on` is "KakaoTalk, servers".
fn about_words(look: &Look<'_>, about: &str) -> String {
    let world = look.world;
    let mut parts = about.split('.');
    let (table, key) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let name = match table {
        "services" => world.services.rows().iter().find(|row| row.key == key).map(|row| row.name.as_str()),
        "sites" => world.sites.rows().iter().find(|row| row.key == key).map(|row| row.name.as_str()),
        "companies" => world.companies.rows().iter().find(|row| row.key == key).map(|row| row.name.as_str()),
        "hazards" => world.hazards.rows().iter().find(|row| row.key == key).map(|row| row.name.as_str()),
        "rivals" => world.rivals.rows().iter().find(|row| row.key == key).map(|row| row.name.as_str()),
        _ => None,
    };
    let all = match table {
        "services" => Some("notes-all-services"),
        "sites" => Some("notes-all-sites"),
        "companies" => Some("notes-all-companies"),
        "hazards" => Some("notes-all-hazards"),
        "rivals" => Some("notes-all-rivals"),
        _ => None,
    };
    let all = all.filter(|_| key.is_empty() || key == "*").map(|key| look.texts.get(key));
    let Some(name) = name.or(all) else { return capital(&field_words(look, about)) };
    let fields = parts.map(|field| field_words(look, field));
    std::iter::once(name.to_owned()).chain(fields).collect::<Vec<_>>().join(", ")
}

/// Words that begin with a capital letter.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A field of the file in words for people; its own name if there are none.
fn field_words(look: &Look<'_>, field: &str) -> String {
    let key = match field {
        "title" => "field-title",
        "start" => "field-start",
        "population" => "field-population",
        "uncertainty" => "field-uncertainty",
        "reaction" => "field-reaction",
        "news" => "field-news",
        "users" => "field-users",
        "standby" => "field-standby",
        "switch" => "field-switch",
        "needs" => "field-needs",
        "restart" => "field-restart",
        "restore" => "field-restore",
        "repair" => "field-repair",
        "index" => "field-index",
        "on" => "field-on",
        "load" => "field-load",
        "day" => "field-day",
        "rto" => "field-rto",
        "retry" => "field-retry",
        "at" => "field-at",
        "close" => "field-close",
        "out" => "field-out",
        "spread" => "field-spread",
        _ => return field.replace('_', " "),
    };
    look.texts.get(key).to_owned()
}

/// The notes of something, below its card.
pub(super) fn about_ui(ui: &mut Ui, look: &Look<'_>, path: &str) {
    let mut notes = look.world.notes.iter().filter(|note| begins_with(&note.about, path)).peekable();
    if notes.peek().is_none() {
        return;
    }
    let margin = egui::Margin::symmetric(parts::MARGIN as i8, 0);
    egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        parts::heading(ui, look, look.texts.get("notes-here"));
        for note in notes {
            let fields = note.about.split('.').skip(path.split('.').count());
            let what = fields.map(|field| field_words(look, field)).collect::<Vec<_>>().join(", ");
            let kind = look.texts.get(word_key(note.kind));
            let head = if what.is_empty() { kind.to_owned() } else { format!("{what}: {kind}") };
            let response = parts::quiet(ui, look, format!("{head}. {}", note.text));
            if let Some(source) = note.source {
                let source = &look.world.sources[source];
                response.on_hover_text(source_words(&source.title, source.address.as_deref()));
            }
        }
    });
}

/// A small mark beside a value: what it stands on. Nothing is drawn for a value without a note.
pub(super) fn mark_ui(ui: &mut Ui, look: &Look<'_>, path: &str) {
    // The note that is nearest to the value says most.
    let notes = look.world.notes.iter().filter(|note| begins_with(path, &note.about));
    let Some(note) = notes.max_by_key(|note| note.about.len()) else { return };
    let words = look.texts.get(word_key(note.kind));
    let label = RichText::new(words).size(SIZES[0]).color(look.theme.quiet).underline();
    ui.label(label).on_hover_ui(|ui| note_ui(ui, look, note));
}

/// Whether a path of the file lies at or below another. A `*` stands for any name.
fn begins_with(path: &str, beginning: &str) -> bool {
    let mut path = path.split('.');
    beginning.split('.').all(|part| path.next().is_some_and(|there| part == "*" || there == "*" || part == there))
}

const fn word_key(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Sourced => "notes-sourced",
        NoteKind::Assumed => "notes-assumed",
        NoteKind::Fitted => "notes-fitted",
    }
}

const fn title_key(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Sourced => "notes-title-sourced",
        NoteKind::Assumed => "notes-title-assumed",
        NoteKind::Fitted => "notes-title-fitted",
    }
}

const fn meaning_key(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Sourced => "notes-meaning-sourced",
        NoteKind::Assumed => "notes-meaning-assumed",
        NoteKind::Fitted => "notes-meaning-fitted",
    }
}
