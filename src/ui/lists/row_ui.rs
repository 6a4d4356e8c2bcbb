//! Draws one row of the list: a heading, the name of a place, a site, a company or a service.

use egui::{CursorIcon, FontId, Sense, Ui, WidgetInfo, pos2, vec2};

use super::rows::ListRow;
use crate::model::{CameraTarget, CompanyId, SiteId};
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::parts::{self, End, MARGIN, Mark, Row, SiteMark};
use crate::ui::style::semibold;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, focus, icons, service_parts, service_words};
use crate::units::text;

/// The space for the arrow after the name of a company, in points.
const ARROW: f32 = 14.0;

/// Draws one row. Returns whether it was clicked.
pub(super) fn row_ui(ui: &mut Ui, context: &ViewContext<'_>, row: &ListRow, commands: &mut Commands) -> bool {
    match row {
        ListRow::Heading(key) => {
            let rect = ui.max_rect();
            let at = pos2(rect.left() + MARGIN, rect.center().y + 1.0);
            parts::text_at(
                ui.painter(),
                at,
                context.texts.get(key),
                semibold(TEXT_SMALL),
                rect.width(),
                context.theme.text,
            );
            false
        }
        ListRow::Place(place) => place_ui(ui, context, place, commands),
        ListRow::Site(site) => site_ui(ui, context, *site, commands),
        ListRow::Company(company) => company_ui(ui, context, *company, commands),
        ListRow::Service(service) => {
            let response = service_parts::service_row(context, *service, ui, commands);
            let clicked = response.clicked();
            response.on_hover_ui(|ui| service_parts::tip_ui(ui, context, *service));
            clicked
        }
    }
}

fn place_ui(ui: &mut Ui, context: &ViewContext<'_>, place: &str, commands: &mut Commands) -> bool {
    let name = context.localized.place(place);
    let (rect, response) = ui.allocate_exact_size(ui.max_rect().size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    focus::reveal(&response);
    parts::wash(
        ui.painter(),
        rect.shrink2(vec2(8.0, 0.0)),
        [false, response.hovered() || response.has_focus()],
        context.theme,
    );
    let at = pos2(rect.left() + MARGIN, rect.center().y + 1.0);
    let width = rect.width() - 2.0 * MARGIN;
    parts::text_at(ui.painter(), at, name, FontId::proportional(TEXT_SMALL), width, context.theme.quiet);
    if response.clicked() {
        commands.push(Command::Select(SelectCommand::PointCamera(CameraTarget::Place(place.to_owned()))));
    }
    response.on_hover_text(context.texts.get("lists-look-at-place")).clicked()
}

fn site_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId, commands: &mut Commands) -> bool {
    let track = &context.recording.sites[site];
    let online = *track.online.at(context.now);
    let mark = parts::site_mark(context, site);
    let servers = context.texts.count(track.servers);
    let working = online.saturating_sub(context.run.online_in_vain(site, context.now));
    let online_of_servers = service_words::servers(context, online, working, track.servers);
    let state = if track.servers > 0 { online_of_servers } else { context.texts.get(site_key(mark)).to_owned() };
    // The name has priority. If there is no room for the number beside it, only the tooltip shows the number.
    let (key, part) = if working < online { ("lists-working", working) } else { ("lists-lit", online) };
    let share = text::share_of(part, track.servers);
    let [long_share, all] = [&*share, "100%"].map(|share| context.texts.with(key, &[("share", share)]));
    let not_all = [[&*long_share, &*all], [&*share, "100%"]];
    let all_online = [[&*servers, &*servers], ["", ""]];
    let end = match track.servers {
        0 => End::None,
        all if part < all => End::Fitting(&not_all, context.theme.down),
        _ => End::Fitting(&all_online, context.theme.quiet),
    };
    let name = context.localized.site_name(site);
    let row = Row { mark: Mark::Site(mark), words: name, end, subject: Some(Subject::Site(site)), state: &state };
    let response = row.ui(ui, context, commands);
    let clicked = response.clicked();
    response.on_hover_ui(|ui| {
        parts::plain(ui, context, name);
        let operator = context.localized.site_operator(site);
        if !operator.is_empty() {
            parts::quiet(ui, context, operator);
        }
        parts::quiet(ui, context, state.clone());
    });
    clicked
}

/// The key of the text that describes the state of a site.
const fn site_key(mark: SiteMark) -> &'static str {
    match mark {
        SiteMark::Struck(kind) if kind.burns() => "site-burning",
        SiteMark::Struck(_) => "site-struck",
        SiteMark::Online | SiteMark::Impaired(_) => "site-all-lit",
        SiteMark::Partly => "site-partly-dark",
        SiteMark::Dark => "site-dark",
    }
}

fn company_ui(ui: &mut Ui, context: &ViewContext<'_>, company: Option<CompanyId>, commands: &mut Commands) -> bool {
    let Some(company) = company else {
        let rect = ui.max_rect();
        let at = pos2(rect.left() + MARGIN, rect.center().y + 1.0);
        let words = context.texts.get("lists-no-company");
        parts::text_at(ui.painter(), at, words, FontId::proportional(TEXT_SMALL), rect.width(), context.theme.quiet);
        return false;
    };
    let subject = Subject::Company(company);
    let (rect, response) = ui.allocate_exact_size(ui.max_rect().size(), Sense::click());
    let name = context.localized.company_name(company);
    let selected = context.is_selected(subject);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, selected, name));
    focus::reveal(&response);
    let hovered = context.is_hovered(subject) || response.has_focus();
    parts::wash(ui.painter(), rect.shrink2(vec2(8.0, 0.0)), [selected, hovered], context.theme);
    let mut right = rect.right() - MARGIN;
    if let Some(change) = price_change(context, company) {
        let words = text::change(change);
        let colour = if change < -0.0005 { context.theme.down } else { context.theme.quiet };
        let galley = parts::line(ui.painter(), &words, FontId::proportional(TEXT_SMALL), rect.width());
        right -= galley.size().x;
        ui.painter().galley(pos2(right, rect.center().y + 1.0 - galley.size().y / 2.0), galley, colour);
        right -= 8.0;
    }
    let at = pos2(rect.left() + MARGIN, rect.center().y + 1.0);
    let font = FontId::proportional(TEXT_SMALL);
    // An arrow after the name shows that, unlike other headings, this one leads somewhere.
    let is_pointed_at = selected || hovered || response.hovered();
    let ink = if is_pointed_at { context.theme.text } else { context.theme.quiet };
    let width = parts::text_at(ui.painter(), at, name, font, right - at.x - ARROW, ink);
    icons::sign(ui.painter(), pos2(at.x + width + ARROW - 4.0, at.y), 9.0, icons::Sign::Closed, ink);
    if response.hovered() {
        commands.push(Command::Select(SelectCommand::Hover(subject)));
    }
    if response.clicked() {
        commands.push(Command::Select(SelectCommand::Select(Some(subject))));
    }
    let clicked = response.clicked();
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(context.texts.get("lists-open-company"));
    clicked
}

/// The change of a share price relative to the last close before the run; 0.1 is 10 % more. `None` if the company is not listed or its
/// share has not been traded yet.
pub(in crate::ui) fn price_change(context: &ViewContext<'_>, company: CompanyId) -> Option<f64> {
    let listing = context.world.companies[company].listing.as_ref()?;
    let minute = context.recording.prices[company].at(context.now)?;
    Some(listing.change(minute.price))
}
