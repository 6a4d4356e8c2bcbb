//! One row of the list: a heading, a place, a site, a company, a service.

use egui::{FontId, Sense, Ui, WidgetInfo, pos2, vec2};

use super::rows::ListRow;
use crate::model::{CompanyId, HazardKind, Look as Aim, SiteId};
use crate::recording::{StrikeRun, Subject};
use crate::session::{Command, Commands};
use crate::ui::parts::{self, End, MARGIN, Mark, Row, SiteMark};
use crate::ui::style::semibold;
use crate::ui::theme::SIZES;
use crate::ui::{Look, focus, service_words};
use crate::units::{WHOLE, text};

/// Draws one row. Returns whether it was clicked.
pub(super) fn row_ui(ui: &mut Ui, look: &Look<'_>, row: &ListRow, commands: &mut Commands) -> bool {
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
            response.on_hover_ui(|ui| service_words::tip_ui(ui, look, *service));
            clicked
        }
    }
}

fn place_ui(ui: &mut Ui, look: &Look<'_>, name: &str, commands: &mut Commands) -> bool {
    let (rect, response) = ui.allocate_exact_size(ui.max_rect().size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    focus::reveal(&response);
    parts::wash(
        ui.painter(),
        rect.shrink2(vec2(8.0, 0.0)),
        [false, response.hovered() || response.has_focus()],
        look.theme,
    );
    let at = pos2(rect.left() + MARGIN, rect.center().y + 1.0);
    let width = rect.width() - 2.0 * MARGIN;
    parts::text_at(ui.painter(), at, name, FontId::proportional(SIZES[0]), width, look.theme.quiet);
    if response.clicked() {
        commands.push(Command::LookAt(Aim::Place(name.to_owned())));
    }
    response.on_hover_text(look.texts.get("lists-look-at-place")).clicked()
}

fn site_ui(ui: &mut Ui, look: &Look<'_>, site: SiteId, commands: &mut Commands) -> bool {
    let track = &look.recording.sites[site];
    let lit = *track.lit.at(look.now);
    let mark = parts::site_mark(look, site, &strikes_now(look, site));
    let (lit_words, servers) = (look.texts.count(lit), look.texts.count(track.servers));
    let lit_of_servers = look.texts.with("site-lit", &[("lit", &lit_words), ("servers", &servers)]);
    let state = if track.servers > 0 { lit_of_servers } else { look.texts.get(site_key(mark)).to_owned() };
    let share = text::share(WHOLE - *track.dark.at(look.now));
    let [lit_share, all] = [&*share, "100%"].map(|share| look.texts.with("lists-lit", &[("share", share)]));
    // Names are read first; a number that finds no room beside them is told on hover.
    let some_dark = [[&*lit_share, &*all], [&*share, "100%"]];
    let all_lit = [[&*servers, &*servers], ["", ""]];
    let end = match track.servers {
        0 => End::None,
        all if lit < all => End::Fitting(&some_dark, look.theme.down),
        _ => End::Fitting(&all_lit, look.theme.quiet),
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
const fn site_key(mark: SiteMark) -> &'static str {
    match mark {
        SiteMark::Struck(HazardKind::Fire) => "site-burning",
        SiteMark::Struck(_) => "site-struck",
        SiteMark::Lit => "site-all-lit",
        SiteMark::Partly => "site-partly-dark",
        SiteMark::Dark => "site-dark",
    }
}

fn company_ui(ui: &mut Ui, look: &Look<'_>, company: Option<CompanyId>, commands: &mut Commands) -> bool {
    let Some(company) = company else {
        let rect = ui.max_rect();
        let at = pos2(rect.left() + MARGIN, rect.center().y + 1.0);
        let words = look.texts.get("lists-no-company");
        parts::text_at(ui.painter(), at, words, FontId::proportional(SIZES[0]), rect.width(), look.theme.quiet);
        return false;
    };
    let subject = Subject::Company(company);
    let (rect, response) = ui.allocate_exact_size(ui.max_rect().size(), Sense::click());
    let name = &look.world.companies[company].name;
    let selected = look.is_selected(subject);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, selected, name));
    focus::reveal(&response);
    let hovered = look.is_hovered(subject) || response.has_focus();
    parts::wash(ui.painter(), rect.shrink2(vec2(8.0, 0.0)), [selected, hovered], look.theme);
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
pub(in crate::ui) fn price_change(look: &Look<'_>, company: CompanyId) -> Option<f64> {
    let listing = look.world.companies[company].listing.as_ref()?;
    let minute = look.recording.prices[company].at(look.now)?;
    Some(listing.change(minute.price))
}
