//! The notes of the scenario, which say whether a value is sourced, assumed or fitted. All notes are listed in an overlay, and the
//! inspector shows each note beside the value that it is about.

use egui::{Hyperlink, Response, RichText, ScrollArea, Sense, Ui, WidgetInfo};

use super::parts;
use super::style::semibold;
use super::theme::{TEXT_BODY, TEXT_SMALL, TEXT_TITLE};
use super::{ViewContext, focus, icons};
use crate::import::is_untrue_of;
use crate::model::{Note, NoteKind, SourceId, is_said_of, path_begins_with};
use crate::session::{Command, Commands, WindowCommand};
use crate::text::capitalized;

const KINDS: [NoteKind; 3] = [NoteKind::Sourced, NoteKind::Assumed, NoteKind::Fitted];

/// Draws all notes over the whole available area, in three groups: sourced, assumed and fitted.
pub fn notes_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(context.texts.get("notes-title")).font(semibold(TEXT_TITLE)).color(context.theme.text));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let (rect, response) = ui.allocate_exact_size(egui::vec2(28.0, 28.0), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, context.texts.get("notes-close")));
            let ink = if response.hovered() || response.has_focus() { context.theme.text } else { context.theme.quiet };
            icons::sign(ui.painter(), rect.center(), 11.0, icons::Sign::Close, ink);
            if response.clicked() {
                commands.push(Command::Window(WindowCommand::ToggleNotes));
            }
        });
    });
    parts::quiet(ui, context, context.texts.get("notes-about"));
    counts_ui(ui, context);
    if context.world.notes.is_empty() {
        parts::plain(ui, context, context.texts.get("notes-none"));
    }
    ScrollArea::vertical().auto_shrink([false, true]).id_salt("notes").show(ui, |ui| {
        for kind in KINDS {
            let notes = context.world.notes.iter().enumerate().filter(|(_, note)| note.kind == kind);
            let notes: Vec<(usize, &Note)> = notes.collect();
            if notes.is_empty() {
                continue;
            }
            let count = context.texts.count(notes.len() as u64);
            parts::heading(
                ui,
                context,
                &context.texts.with("notes-group", &[("kind", context.texts.get(title_key(kind))), ("count", &count)]),
            );
            parts::quiet(ui, context, context.texts.get(meaning_key(kind)));
            for note in notes {
                ui.add_space(4.0);
                note_ui(ui, context, note);
            }
        }
        if !context.world.sources.is_empty() {
            parts::heading(ui, context, context.texts.get("notes-sources"));
            for id in context.world.sources.ids() {
                ui.add_space(4.0);
                source_ui(ui, context, id);
            }
        }
        focus::reveal_in(ui);
    });
}

/// Draws how many values are sourced, assumed and fitted, and the number of sources, in one line.
fn counts_ui(ui: &mut Ui, context: &ViewContext<'_>) {
    let count = |kind| context.texts.count(context.world.notes.iter().filter(|note| note.kind == kind).count() as u64);
    let [sourced, assumed, fitted] = KINDS.map(count);
    let sources = context.texts.count(context.world.sources.len() as u64);
    let args = [("sourced", &*sourced), ("assumed", &*assumed), ("fitted", &*fitted), ("sources", &*sources)];
    parts::plain(ui, context, context.texts.with("notes-counts", &args));
}

/// One note: what it is about, why, and where from.
fn note_ui(ui: &mut Ui, context: &ViewContext<'_>, (index, note): (usize, &Note)) {
    let about = ui.label(RichText::new(about_words(context, &note.about)).size(TEXT_BODY).color(context.theme.text));
    reached(&about);
    let source =
        note.source.map(|source| context.texts.with("notes-source", &[("source", &source_words(context, source))]));
    for line in [Some(context.localized.note_text(index).to_owned()), source]
        .into_iter()
        .flatten()
        .filter(|line| !line.is_empty())
    {
        parts::quiet(ui, context, line);
    }
}

/// Makes a text reachable with the keyboard, so that the list scrolls to it when it receives the focus.
fn reached(response: &Response) {
    // The response is not used: the text only has to be focusable.
    let _ = response.interact(Sense::focusable_noninteractive());
}

/// Draws a source: its title, and below it its address, as a link if it can be opened. The complete address is shown on hover.
fn source_ui(ui: &mut Ui, context: &ViewContext<'_>, id: SourceId) {
    let source = &context.world.sources[id];
    let (Some(address), Some(web_address)) = (&source.address, source.web_address()) else {
        reached(&parts::quiet(ui, context, source_words(context, id)));
        return;
    };
    reached(&parts::quiet(ui, context, context.localized.source_title(id)));
    let link = RichText::new(address.as_str()).size(TEXT_SMALL).color(context.theme.selected);
    ui.add(Hyperlink::from_label_and_url(link, &web_address).open_in_new_tab(true)).on_hover_text(&web_address);
}

fn source_words(context: &ViewContext<'_>, id: SourceId) -> String {
    let (title, address) = (context.localized.source_title(id), context.world.sources[id].address.as_deref());
    address.map_or_else(|| title.to_owned(), |address| format!("{title} ({address})"))
}

/// What a note is about, with display names where the path names a row: `services.talk.on` becomes "KakaoTalk, servers".
fn about_words(context: &ViewContext<'_>, about: &str) -> String {
    let (world, names) = (context.world, context.localized);
    let mut parts = about.split('.');
    let (table, key) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let name = match table {
        "services" => world.services.find(key).map(|id| names.service_name(id)),
        "sites" => world.sites.find(key).map(|id| names.site_name(id)),
        "companies" => world.companies.find(key).map(|id| names.company_name(id)),
        "hazards" => world.hazards.find(key).map(|id| names.hazard_name(id)),
        "rivals" => world.rivals.find(key).map(|id| names.rival_name(id)),
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
    let all = all.filter(|_| key.is_empty() || key == "*").map(|key| context.texts.get(key));
    let Some(name) = name.or(all) else { return capitalized(&field_words(context, about)) };
    let fields = parts.map(|field| field_words(context, field));
    std::iter::once(name.to_owned()).chain(fields).collect::<Vec<_>>().join(", ")
}

/// The name of a field of the file in words. If there are no words for it, the name from the file.
fn field_words(context: &ViewContext<'_>, field: &str) -> String {
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
    context.texts.get(key).to_owned()
}

/// Draws the notes about the row of the scenario at `path` and about its fields, below the card of this row in the inspector.
pub(super) fn about_ui(ui: &mut Ui, context: &ViewContext<'_>, path: &str) {
    let notes = context.world.notes.iter().enumerate();
    let mut notes = notes.filter(|(_, note)| path_begins_with(&note.about, path)).peekable();
    if notes.peek().is_none() {
        return;
    }
    let margin = egui::Margin::symmetric(parts::MARGIN as i8, 0);
    egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        parts::heading(ui, context, context.texts.get("notes-here"));
        for (index, note) in notes {
            let fields = note.about.split('.').skip(path.split('.').count());
            let what = fields.map(|field| field_words(context, field)).collect::<Vec<_>>().join(", ");
            let kind = context.texts.get(word_key(note.kind));
            let head = if what.is_empty() { kind.to_owned() } else { format!("{what}: {kind}") };
            let response = parts::quiet(ui, context, format!("{head}. {}", context.localized.note_text(index)));
            if let Some(source) = note.source {
                response.on_hover_text(source_words(context, source));
            }
        }
    });
}

/// Draws a small mark beside the value at `path`, which shows whether the value is sourced, assumed or fitted. Draws nothing if there
/// is no note about the value.
pub(super) fn mark_ui(ui: &mut Ui, context: &ViewContext<'_>, path: &str) {
    let rows = context.session.authored().rows();
    let id = path.strip_prefix("services.").and_then(|rest| rest.split('.').next());
    let service = id.and_then(|id| rows.services.get(id));
    // While there are problems, the notes of the world may be others.
    let written = |index: usize, about: &str| rows.notes.get(index).filter(|note| note.about == about);
    let is_untrue = |index: usize, about: &str| {
        service.zip(written(index, about)).is_some_and(|(service, note)| is_untrue_of(note, service))
    };
    // The note that is nearest to the value says most.
    let notes = context.world.notes.iter().enumerate();
    let notes = notes.filter(|(index, note)| is_said_of(path, &note.about) && !is_untrue(*index, &note.about));
    let Some((index, note)) = notes.max_by_key(|(_, note)| note.about.len()) else { return };
    let words = context.texts.get(word_key(note.kind));
    let label = RichText::new(words).size(TEXT_SMALL).color(context.theme.quiet).underline();
    ui.label(label).on_hover_ui(|ui| note_ui(ui, context, (index, note)));
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
