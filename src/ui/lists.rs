//! The list beside the map: a search field, sites by place, services by company, each with its state at the playhead.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{FontId, Key, Rect, Role, ScrollArea, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::parts::{self, End, MARGIN, Mark, ROW, Row, SiteMark};
use super::style::semibold;
use super::theme::{CORNER, SIZES};
use super::{Look, icons};
use crate::model::{CompanyId, Look as Aim, Scenario, ServiceId, SiteId};
use crate::recording::{StrikeRun, Subject};
use crate::session::{Command, Commands};
use crate::study::Run;
use crate::units::{WHOLE, text};

/// What the list remembers between frames.
#[derive(Debug, Default)]
pub struct ListsView {
    /// What is searched for.
    pub search: String,
    found: Option<Found>,
    /// What was selected when the list last scrolled to the selection.
    scrolled_to: Option<Subject>,
}

/// The rows that the search lets through, found once for each run and search.
#[derive(Debug)]
struct Found {
    run: Arc<Run>,
    search: String,
    rows: Vec<ListRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ListRow {
    /// The heading of a section, by its key.
    Heading(&'static str),
    /// A place with several sites.
    Place(String),
    Site(SiteId),
    Company(Option<CompanyId>),
    Service(ServiceId),
}

/// Draws the list over all the room there is.
pub fn lists_ui(ui: &mut Ui, look: &Look<'_>, view: &mut ListsView, commands: &mut Commands) {
    ui.spacing_mut().item_spacing.y = 0.0;
    search_ui(ui, look, view, commands);
    let run = look.session.run();
    if !view.found.as_ref().is_some_and(|found| Arc::ptr_eq(&found.run, run) && found.search == view.search) {
        let rows = rows(look.world, &view.search);
        view.found = Some(Found { run: Arc::clone(run), search: view.search.clone(), rows });
    }
    let Some(found) = &view.found else { return };
    if found.rows.is_empty() {
        let clear = nothing_ui(ui, look, &view.search);
        if clear {
            view.search.clear();
        }
        return;
    }
    let selection = look.session.selection();
    let reveal = (selection != view.scrolled_to).then_some(selection).flatten();
    view.scrolled_to = selection;
    let clicked = rows_ui(ui, look, &found.rows, reveal, commands);
    if clicked.is_some() {
        // What is clicked here is in view already.
        view.scrolled_to = clicked;
    }
}

fn search_ui(ui: &mut Ui, look: &Look<'_>, view: &mut ListsView, commands: &mut Commands) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
    let field = Rect::from_min_max(rect.min + vec2(MARGIN, 12.0), rect.max - vec2(MARGIN, 10.0));
    ui.painter().rect_filled(field, CORNER, look.theme.raised);
    icons::sign(ui.painter(), pos2(field.left() + 15.0, field.center().y), 12.0, icons::Sign::Search, look.theme.quiet);
    let room_for_clear = if view.search.is_empty() { 4.0 } else { 26.0 };
    let inner = Rect::from_min_max(field.min + vec2(26.0, 0.0), field.max - vec2(room_for_clear, 0.0));
    let hint = look.texts.get("lists.search");
    let hint_size = if inner.width() < 150.0 { SIZES[0] } else { SIZES[1] };
    let response = ui
        .scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            let edit = TextEdit::singleline(&mut view.search)
                .id_salt("search")
                .hint_text(egui::RichText::new(hint).size(hint_size).color(look.theme.quiet))
                .frame(egui::Frame::NONE)
                .align(egui::Align2::LEFT_CENTER)
                .font(FontId::proportional(SIZES[1]))
                .char_limit(80);
            ui.add_sized(inner.size(), edit)
        })
        .inner;
    response.widget_info(|| WidgetInfo { label: Some(hint.to_owned()), ..WidgetInfo::text_edit(true, "", &view.search, hint) });
    if response.has_focus() {
        ui.painter().rect_stroke(field, CORNER, egui::Stroke::new(1.0, look.theme.selected), egui::StrokeKind::Inside);
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            view.search.clear();
        }
    }
    if response.lost_focus()
        && ui.input(|input| input.key_pressed(Key::Enter))
        && !view.search.trim().is_empty()
        && let Some(subject) = rows(look.world, &view.search).iter().find_map(ListRow::own_subject)
    {
        commands.push(Command::Select(Some(subject)));
    }
    if !view.search.is_empty() {
        let button = Rect::from_center_size(pos2(field.right() - 14.0, field.center().y), vec2(24.0, 24.0));
        let clear = ui.interact(button, ui.scope_id().with("clear"), Sense::click());
        let name = look.texts.get("lists.clear");
        clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        let colour = if clear.hovered() || clear.has_focus() { look.theme.text } else { look.theme.quiet };
        icons::sign(ui.painter(), button.center(), 9.0, icons::Sign::Close, colour);
        if clear.on_hover_text(name).clicked() {
            view.search.clear();
        }
    }
}

/// Says what to do where there is nothing to list. Returns whether the search is to be cleared.
fn nothing_ui(ui: &mut Ui, look: &Look<'_>, search: &str) -> bool {
    egui::Frame::NONE
        .inner_margin(egui::Margin::symmetric(MARGIN as i8, 12))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            if search.trim().is_empty() {
                parts::quiet(ui, look, look.texts.get("lists.empty"));
                return false;
            }
            parts::plain(ui, look, look.texts.with("lists.nothing", &[("search", search.trim())]));
            parts::quiet(ui, look, look.texts.get("lists.nothing-hint"));
            ui.button(look.texts.get("lists.show-all")).clicked()
        })
        .inner
}

/// Draws the rows in view. Returns what was clicked.
fn rows_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    rows: &[ListRow],
    reveal: Option<Subject>,
    commands: &mut Commands,
) -> Option<Subject> {
    let mut clicked = None;
    ScrollArea::vertical().auto_shrink(false).id_salt("lists-rows").show_viewport(ui, |ui, viewport| {
        let area = ui.max_rect();
        ui.set_height(ROW * rows.len() as f32 + 12.0);
        let row_rect = |index: usize| {
            Rect::from_min_size(pos2(area.left(), area.top() + index as f32 * ROW), vec2(area.width(), ROW))
        };
        if let Some(index) = rows.iter().position(|row| reveal.is_some() && row.subject() == reveal) {
            ui.scroll_to_rect(row_rect(index), None);
        }
        let first = (viewport.top() / ROW).floor().max(0.0) as usize;
        let end = ((viewport.bottom() / ROW).ceil().max(0.0) as usize).min(rows.len());
        for (index, row) in rows.iter().enumerate().take(end).skip(first) {
            let builder = UiBuilder::new().max_rect(row_rect(index)).id_salt(index);
            ui.scope_builder(builder, |ui| {
                if row_ui(ui, look, row, commands) {
                    clicked = row.subject();
                }
            });
        }
    });
    clicked
}

/// Draws one row. Returns whether it was clicked.
fn row_ui(ui: &mut Ui, look: &Look<'_>, row: &ListRow, commands: &mut Commands) -> bool {
    match row {
        ListRow::Heading(key) => {
            let rect = ui.max_rect();
            let at = pos2(rect.left() + MARGIN, rect.center().y + 1.0);
            parts::text_at(ui.painter(), at, look.texts.get(key), semibold(SIZES[0]), rect.width(), look.theme.text);
            false
        }
        ListRow::Place(name) => place_ui(ui, look, name, commands),
        ListRow::Site(site) => site_ui(ui, look, *site, commands),
        ListRow::Company(company) => company_ui(ui, look, *company, commands),
        ListRow::Service(service) => {
            let response = parts::service_row(look, *service, ui, commands);
            let clicked = response.clicked();
            response.on_hover_ui(|ui| service_tip(ui, look, *service));
            clicked
        }
    }
}

fn place_ui(ui: &mut Ui, look: &Look<'_>, name: &str, commands: &mut Commands) -> bool {
    let (rect, response) = ui.allocate_exact_size(ui.max_rect().size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    parts::wash(ui.painter(), rect.shrink2(vec2(8.0, 0.0)), false, response.hovered() || response.has_focus(), look.theme);
    let at = pos2(rect.left() + MARGIN, rect.center().y + 1.0);
    let width = rect.width() - 2.0 * MARGIN;
    parts::text_at(ui.painter(), at, name, FontId::proportional(SIZES[0]), width, look.theme.quiet);
    if response.clicked() {
        commands.push(Command::LookAt(Aim::Place(name.to_owned())));
    }
    response.on_hover_text(look.texts.get("lists.look-at-place")).clicked()
}

fn site_ui(ui: &mut Ui, look: &Look<'_>, site: SiteId, commands: &mut Commands) -> bool {
    let track = &look.recording.sites[site];
    let lit = *track.lit.at(look.now);
    let mark = parts::site_mark(look, site, &strikes_now(look, site));
    let (lit_words, servers) = (text::count(lit), text::count(track.servers));
    let lit_of_servers = look.texts.with("site.lit", &[("lit", &lit_words), ("servers", &servers)]);
    let state = if track.servers > 0 { lit_of_servers } else { look.texts.get(site_key(mark)).to_owned() };
    let some_dark = look.texts.with("lists.lit-of", &[("lit", &lit_words), ("servers", &servers)]);
    let end = match track.servers {
        0 => End::None,
        all if lit < all => End::Words(&some_dark, look.theme.down),
        _ => End::Words(&servers, look.theme.quiet),
    };
    let name = &look.world.sites[site].name;
    let row = Row { mark: Mark::Site(mark), words: name, end, subject: Some(Subject::Site(site)), state: &state };
    let response = row.ui(ui, look, commands);
    let clicked = response.clicked();
    response.on_hover_ui(|ui| {
        parts::plain(ui, look, name.clone());
        if let Some(operator) = &look.world.sites[site].operator {
            parts::quiet(ui, look, operator.clone());
        }
        parts::quiet(ui, look, state.clone());
    });
    clicked
}

/// What is under way at a site, by a look at all strikes: there are few.
fn strikes_now(look: &Look<'_>, site: SiteId) -> Vec<StrikeRun> {
    let here = look.recording.strikes.iter().filter(|strike| strike.site == site);
    here.filter(|strike| strike.at <= look.now && look.now < strike.out).copied().collect()
}

/// The key of a site's state in a word.
pub(super) const fn site_key(mark: SiteMark) -> &'static str {
    match mark {
        SiteMark::Struck(crate::model::HazardKind::Fire) => "site.burning",
        SiteMark::Struck(_) => "site.struck",
        SiteMark::Lit => "site.all-lit",
        SiteMark::Partly => "site.partly-dark",
        SiteMark::Dark => "site.dark",
    }
}

fn company_ui(ui: &mut Ui, look: &Look<'_>, company: Option<CompanyId>, commands: &mut Commands) -> bool {
    let Some(company) = company else {
        let rect = ui.max_rect();
        let at = pos2(rect.left() + MARGIN, rect.center().y + 1.0);
        let words = look.texts.get("lists.no-company");
        parts::text_at(ui.painter(), at, words, FontId::proportional(SIZES[0]), rect.width(), look.theme.quiet);
        return false;
    };
    let subject = Subject::Company(company);
    let (rect, response) = ui.allocate_exact_size(ui.max_rect().size(), Sense::click());
    let name = &look.world.companies[company].name;
    let selected = look.is_selected(subject);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, name));
    let hovered = look.is_hovered(subject) || response.has_focus();
    parts::wash(ui.painter(), rect.shrink2(vec2(8.0, 0.0)), selected, hovered, look.theme);
    let mut right = rect.right() - MARGIN;
    if let Some(change) = price_change(look, company) {
        let words = text::change(change);
        let colour = if change < -0.0005 { look.theme.down } else { look.theme.quiet };
        let galley = parts::line(ui.painter(), &words, FontId::proportional(SIZES[0]), rect.width());
        right -= galley.size().x;
        ui.painter().galley(pos2(right, rect.center().y + 1.0 - galley.size().y / 2.0), galley, colour);
        right -= 8.0;
    }
    let at = pos2(rect.left() + MARGIN, rect.center().y + 1.0);
    let font = FontId::proportional(SIZES[0]);
    parts::text_at(ui.painter(), at, name, font, right - at.x, look.theme.quiet);
    if response.hovered() {
        commands.push(Command::Hover(subject));
    }
    if response.clicked() {
        commands.push(Command::Select(Some(subject)));
    }
    response.clicked()
}

/// How much a share has changed against the last close before the run; `None` if it is not listed or has not traded yet.
pub(super) fn price_change(look: &Look<'_>, company: CompanyId) -> Option<f64> {
    let listing = look.world.companies[company].listing.as_ref()?;
    let minute = look.recording.prices[company].at(look.now)?;
    Some(minute.price / listing.close - 1.0)
}

/// What hovering a service tells.
pub(super) fn service_tip(ui: &mut Ui, look: &Look<'_>, service: ServiceId) {
    let row = &look.world.services[service];
    let track = &look.recording.services[service];
    let (health, level) = (*track.health.at(look.now), track.level(look.now));
    parts::plain(ui, look, row.name.clone());
    let words = look.texts.with(parts::level_key(level), &[("share", &text::share(health))]);
    ui.label(egui::RichText::new(words).size(SIZES[0]).color(look.theme.level(level)));
    if row.users > 0 {
        let lost = row.users * u64::from(WHOLE - health) / u64::from(WHOLE);
        let args = [("users", text::count(row.users)), ("lost", text::count(lost))];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        parts::quiet(ui, look, look.texts.with("service.users", &args));
    }
}

impl ListRow {
    /// What the row is about if it is no heading over others.
    fn own_subject(&self) -> Option<Subject> {
        self.subject().filter(|subject| matches!(subject, Subject::Site(_) | Subject::Service(_)))
    }

    fn subject(&self) -> Option<Subject> {
        match self {
            Self::Heading(_) | Self::Place(_) | Self::Company(None) => None,
            Self::Site(site) => Some(Subject::Site(*site)),
            Self::Company(Some(company)) => Some(Subject::Company(*company)),
            Self::Service(service) => Some(Subject::Service(*service)),
        }
    }
}

/// The rows that the search lets through: sites by place, then services by company, all in file order.
fn rows(world: &Scenario, search: &str) -> Vec<ListRow> {
    let needle = search.trim().to_lowercase();
    let matches = |words: &[Option<&str>]| {
        needle.is_empty() || words.iter().flatten().any(|word| word.to_lowercase().contains(&needle))
    };
    let mut rows = Vec::new();
    site_rows(world, &mut rows, |id| {
        let site = &world.sites[id];
        matches(&[Some(&site.name), site.place.as_deref(), site.operator.as_deref()])
    });
    let mut groups: Vec<(Option<CompanyId>, Vec<ServiceId>)> = Vec::new();
    let mut group_of: HashMap<Option<CompanyId>, usize> = HashMap::new();
    // What people use comes before what it rests on, as in the lanes; otherwise in file order.
    let used = world.services.iter().filter(|(_, service)| service.users > 0);
    let inner = world.services.iter().filter(|(_, service)| service.users == 0);
    for (id, service) in used.chain(inner) {
        let company = service.company.map(|company| world.companies[company].name.as_str());
        if !matches(&[Some(&service.name), service.kind.as_deref(), company]) {
            continue;
        }
        let group = *group_of.entry(service.company).or_insert(groups.len());
        if group == groups.len() {
            groups.push((service.company, Vec::new()));
        }
        groups[group].1.push(id);
    }
    if !groups.is_empty() {
        rows.push(ListRow::Heading("lists.services"));
    }
    let grouped = groups.iter().any(|(company, _)| company.is_some());
    for (company, services) in groups {
        if grouped {
            rows.push(ListRow::Company(company));
        }
        rows.extend(services.into_iter().map(ListRow::Service));
    }
    rows
}

fn site_rows(world: &Scenario, rows: &mut Vec<ListRow>, matches: impl Fn(SiteId) -> bool) {
    let mut by_place: HashMap<&str, Vec<SiteId>> = HashMap::new();
    for (id, site) in world.sites.iter().filter(|(id, _)| matches(*id)) {
        if let Some(place) = &site.place {
            by_place.entry(place).or_default().push(id);
        }
    }
    let first = rows.len();
    for (id, site) in world.sites.iter().filter(|(id, _)| matches(*id)) {
        let there = site.place.as_deref().and_then(|place| by_place.remove_entry(place));
        match there {
            Some((place, sites)) if sites.len() > 1 => {
                rows.push(ListRow::Place(place.to_owned()));
                rows.extend(sites.into_iter().map(ListRow::Site));
            }
            Some(_) => rows.push(ListRow::Site(id)),
            // The place was listed with its first site.
            None if site.place.is_some() => {}
            None => rows.push(ListRow::Site(id)),
        }
    }
    if rows.len() > first {
        rows.insert(first, ListRow::Heading("lists.sites"));
    }
}
