//! The fields for the values of one measure: numbers of servers, sites, spans, decimal numbers, and orders of services.

use egui::{ComboBox, RichText, Ui, WidgetInfo};

use crate::model::limits::{RETRIES, WEIGHT};
use crate::model::{ServiceId, SiteId, What};
use crate::ui::inspector::typed::{self, Field, Typing};
use crate::ui::style::small_button;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, focus};
use crate::units::{Permille, Span, WHOLE, text};

/// Width of a field for a value, in points.
const WIDTH: f32 = 56.0;
/// The most retries that a file may have, in permille of a retry.
const MOST_RETRIES_PERMILLE: Permille = (RETRIES.most * WHOLE as f64) as Permille;
/// The smallest weight that a file may have, in permille.
const LEAST_WEIGHT_PERMILLE: Permille = (WEIGHT.least * WHOLE as f64) as Permille;

/// Draws the values of the measure `what`; screen readers name it by `number`. Returns the changed measure if the person has changed a
/// value.
pub(super) fn values_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    typing: &mut Typing,
    what: &What,
    number: &str,
) -> Option<What> {
    let mut values = Values { ui, context, typing, number };
    match *what {
        What::AddServers { service, site, servers } => {
            let (servers, site) = values.servers_at(servers, site)?;
            Some(What::AddServers { service, site, servers })
        }
        What::AddStandby { service, site, servers } => {
            let (servers, site) = values.servers_at(servers, site)?;
            Some(What::AddStandby { service, site, servers })
        }
        What::SwitchAuto { service, auto } => values.span(auto, Span(1)).map(|auto| What::SwitchAuto { service, auto }),
        What::SwitchByHand { service, manual_failover } => {
            values.span(manual_failover, Span(1)).map(|manual_failover| What::SwitchByHand { service, manual_failover })
        }
        What::Grace { service, need, grace } => {
            values.span(grace, Span::ZERO).map(|grace| What::Grace { service, need, grace })
        }
        What::Weight { service, need, weight } => {
            let weight = values.decimal(weight, [LEAST_WEIGHT_PERMILLE, WHOLE], "typed-weight");
            weight.map(|weight| What::Weight { service, need, weight })
        }
        What::LimitRetries { service, retry } => {
            let retry = values.decimal(retry, [0, MOST_RETRIES_PERMILLE], "typed-tries");
            retry.map(|retry| What::LimitRetries { service, retry })
        }
        What::Restart { service, restart } => {
            values.span(restart, Span::ZERO).map(|restart| What::Restart { service, restart })
        }
        What::FasterOut { hazard, out } => values.span(out, Span::ZERO).map(|out| What::FasterOut { hazard, out }),
        What::RestoreFirst { site, ref services } => {
            let placements = context.recording.sites[site].placements.iter();
            let at_site = placements.map(|index| context.recording.placements[*index as usize].service);
            values.order(at_site, services).map(|services| What::RestoreFirst { site, services })
        }
        What::CrewFirst { company, ref services } => {
            let of_company = context.run.index().services_of(company).iter().copied();
            values.order(of_company, services).map(|services| What::CrewFirst { company, services })
        }
        What::Crew { company, size } => values.people(size).map(|size| What::Crew { company, size }),
        What::RepairWork { hazard, repair_work } => {
            values.span(repair_work, Span(1)).map(|repair_work| What::RepairWork { hazard, repair_work })
        }
        What::ReservePower { site, reserve } => {
            values.span(reserve, Span::ZERO).map(|reserve| What::ReservePower { site, reserve })
        }
        What::ReserveCooling { site, reserve } => {
            values.span(reserve, Span::ZERO).map(|reserve| What::ReserveCooling { site, reserve })
        }
        What::Success { service, success } => {
            let success = values.decimal(success, [0, WHOLE], "typed-weight");
            success.map(|success| What::Success { service, success })
        }
        What::SwitchFree { .. } | What::StopSpread { .. } => None,
    }
}

struct Values<'a> {
    ui: &'a mut Ui,
    context: &'a ViewContext<'a>,
    typing: &'a mut Typing,
    number: &'a str,
}

impl Values<'_> {
    /// The name of a value for screen readers. It contains the number of the measure.
    fn name(&self, key: &'static str) -> String {
        self.context.texts.with(key, &[("number", self.number)])
    }

    fn field<T>(&mut self, name: &str, value: String, read: impl Fn(&str) -> Result<T, &'static str>) -> Option<T> {
        Field { name, value, shown: None, width: WIDTH, hint: "" }.ui(self.ui, self.typing, read)
    }

    fn span(&mut self, value: Span, least: Span) -> Option<Span> {
        let name = self.name("measures-span");
        self.field(&name, text::typed_span(value), |typed| typed::span(typed, least))
    }

    fn decimal(&mut self, value: Permille, range: [Permille; 2], wrong: &'static str) -> Option<Permille> {
        let name = self.name("measures-decimal");
        self.field(&name, text::decimal(value), |typed| typed::decimal(typed, range, wrong))
    }

    /// Draws a field for a number of people.
    fn people(&mut self, people: u64) -> Option<u64> {
        let name = self.name("measures-people");
        self.field(&name, text::exact(people), typed::people)
    }

    /// Draws fields for a number of servers and for their site. Returns both if one of them was changed.
    fn servers_at(&mut self, servers: u64, site: SiteId) -> Option<(u64, SiteId)> {
        let name = self.name("measures-servers");
        let typed = self.field(&name, text::exact(servers), typed::servers);
        let name = self.name("measures-site");
        let sites: Vec<SiteId> = self.context.world.sites.ids().collect();
        let label = |site: SiteId| self.context.localized.site_name(site);
        let picked = pick_ui(self.ui, &name, label(site), &sites, label);
        (typed.is_some() || picked.is_some()).then_some((typed.unwrap_or(servers), picked.unwrap_or(site)))
    }

    /// Draws services in the order in which they are restored or repaired. A click on a service removes it from the order, and a list
    /// adds one of `all` at the end. Returns the new order if it was changed.
    fn order(&mut self, all: impl Iterator<Item = ServiceId>, services: &[ServiceId]) -> Option<Vec<ServiceId>> {
        let (context, mut next) = (self.context, services.to_vec());
        for service in services {
            let name = context.localized.service_name(*service);
            let chip = RichText::new(context.texts.with("measures-chip", &[("service", name)])).size(TEXT_SMALL);
            let response = self.ui.add(small_button(chip));
            let label = context.texts.with("measures-out-of-order", &[("service", name), ("number", self.number)]);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, label.as_str()));
            if response.on_hover_text(context.texts.get("measures-chip-hint")).clicked() {
                next.retain(|other| other != service);
            }
        }
        let mut others: Vec<ServiceId> = Vec::new();
        for service in all {
            if !services.contains(&service) && !others.contains(&service) {
                others.push(service);
            }
        }
        if !others.is_empty() {
            let name = self.name("measures-next");
            let label = |service: ServiceId| context.localized.service_name(service);
            next.extend(pick_ui(self.ui, &name, context.texts.get("measures-next-hint"), &others, label));
        }
        (next != services).then_some(next)
    }
}

/// Draws a drop-down list. Returns the entry that was picked in this frame, if any.
fn pick_ui<'a, T: Copy>(ui: &mut Ui, name: &str, shown: &str, all: &[T], label: impl Fn(T) -> &'a str) -> Option<T> {
    let mut picked = None;
    let small = |words: &str| RichText::new(words).size(TEXT_SMALL);
    let list = ComboBox::from_id_salt(name).selected_text(small(shown)).width(104.0).truncate();
    let response = list.show_ui(ui, |ui| {
        for one in all {
            if focus::list_entry(ui, label(*one) == shown, label(*one)) {
                picked = Some(*one);
            }
        }
        focus::reveal_in(ui);
    });
    response.response.widget_info(|| WidgetInfo {
        current_text_value: Some(shown.to_owned()),
        ..WidgetInfo::labeled(egui::Role::ComboBox, true, name)
    });
    picked
}
