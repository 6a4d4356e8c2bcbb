//! The fields of companies, exchanges, rivals and the reaction of the market.

use egui::{Response, Ui};

use super::site::{order_ui, span_of};
use crate::file::edit::Table;
use crate::file::schema::{Company, Crew, Day, Exchange, Reaction, Rival};
use crate::model::limits::{
    DAYS as REACTION_DAYS, INDEX, LIMIT, MOST_PEOPLE, MOST_SERVERS, OVERSHOOT, PRICE, PULL, SHARE,
};
use crate::ui::editor::controls::wrapped;
use crate::ui::editor::curves::reaction_curve_ui;
use crate::ui::editor::entries::{field_heading, heading, pairs, short_list};
use crate::ui::editor::field::{
    decimal, decimal_of, name, number, optional_part, optional_reference, optional_text, problems_ui, reference,
    settable_decimal, text,
};
use crate::ui::editor::form::Form;
use crate::units::SimTime;

/// The price of the shares of a company that was not listed before, in its currency.
const NEW_PRICE: f64 = 100.0;

const DAYS: [(Day, &str); 7] = [
    (Day::Mon, "edit-mon"),
    (Day::Tue, "edit-tue"),
    (Day::Wed, "edit-wed"),
    (Day::Thu, "edit-thu"),
    (Day::Fri, "edit-fri"),
    (Day::Sat, "edit-sat"),
    (Day::Sun, "edit-sun"),
];

/// Draws the fields of a company.
pub fn company_ui(ui: &mut Ui, form: &mut Form<'_>, company: &mut Company) {
    text(ui, form, "name", &mut company.name);
    crew_ui(ui, form, &mut company.crew);
    let was_listed = company.exchange.is_some();
    optional_reference(ui, form, "exchange", Table::Exchanges, &mut company.exchange, "edit-not-listed");
    match (was_listed, company.exchange.is_some()) {
        (true, false) => remove_shares(company),
        // A listed company has a price. This one is a beginning, as that of a new company is.
        (false, true) => company.close = company.close.or(Some(NEW_PRICE)),
        (true, true) | (false, false) => {}
    }
    optional_text(ui, form, "ticker", &mut company.ticker, "");
    optional_text(ui, form, "currency", &mut company.currency, "");
    settable_decimal(ui, form, "close", (&mut company.close, NEW_PRICE, "edit-not-set"), PRICE);
    pairs(
        ui,
        form,
        "exposure",
        Table::Services,
        &mut company.exposure,
        || 0.1,
        |ui, form, share| Some(form.here(|form, own| decimal_of(ui, form, own, share, SHARE))),
    );
    dated_ui(ui, form, "steps", &mut company.steps.0, |ui, form, date, factor| {
        decimal_of(ui, form, date, factor, PRICE)
    });
    heading(ui, form, form.text("edit-field-reaction"));
    reaction_ui(ui, form, "own_reaction", &mut company.reaction);
}

/// What is said about the shares of a company has no meaning without an exchange.
fn remove_shares(company: &mut Company) {
    company.ticker = None;
    company.currency = None;
    company.close = None;
    company.exposure.0.clear();
    company.steps.0.clear();
    company.reaction = None;
}

/// The people who repair the servers of a company.
fn crew_ui(ui: &mut Ui, form: &mut Form<'_>, crew: &mut Option<Crew>) {
    heading(ui, form, form.text("edit-field-crew"));
    let new = || Crew { size: 10, first: Vec::new(), needs: None };
    optional_part(ui, form, ("crew", "has_crew"), crew, new, |ui, form, crew| {
        number(ui, form, "size", &mut crew.size, MOST_SERVERS);
        order_ui(ui, form, "first", &mut crew.first);
        optional_reference(ui, form, "needs", Table::Services, &mut crew.needs, "edit-nothing");
    });
}

fn usual_reaction() -> Reaction {
    Reaction { worst: 0.1, half: 0.3, memory: 5.0, overshoot: 0.5, rise: "5m".to_owned(), fade: "30m".to_owned() }
}

/// How the market reacts, or not at all. `has_reaction` is the name of the field that says whether.
pub(super) fn reaction_ui(ui: &mut Ui, form: &mut Form<'_>, has_reaction: &str, reaction: &mut Option<Reaction>) {
    optional_part(ui, form, ("reaction", has_reaction), reaction, usual_reaction, |ui, form, reaction| {
        ui.scope(|ui| reaction_curve_ui(ui, form, reaction));
        decimal(ui, form, "worst", &mut reaction.worst, SHARE);
        decimal(ui, form, "half", &mut reaction.half, REACTION_DAYS);
        decimal(ui, form, "memory", &mut reaction.memory, REACTION_DAYS);
        decimal(ui, form, "overshoot", &mut reaction.overshoot, OVERSHOOT);
        text(ui, form, "rise", &mut reaction.rise);
        text(ui, form, "fade", &mut reaction.fade);
    });
}

/// Draws the fields of an exchange.
pub fn exchange_ui(ui: &mut Ui, form: &mut Form<'_>, exchange: &mut Exchange) {
    text(ui, form, "name", &mut exchange.name);
    text(ui, form, "zone", &mut exchange.zone);
    days_ui(ui, form, &mut exchange.days);
    text(ui, form, "open", &mut exchange.open);
    text(ui, form, "close", &mut exchange.close);
    short_list(
        ui,
        form,
        "breaks",
        &mut exchange.breaks,
        |_| ("12:00".to_owned(), "13:00".to_owned()),
        |index, _| index.to_string(),
        |ui, form, (from, until)| {
            for (part, key, time) in [("0", "edit-from", from), ("1", "edit-until", until)] {
                let response = span_of(ui, form, part, time);
                name(ui, &response, form.text(key));
                form.note(part, &response);
            }
        },
    );
    dated_ui(ui, form, "early", &mut exchange.early.0, |ui, form, date, time| span_of(ui, form, date, time));
    short_list(
        ui,
        form,
        "closed",
        &mut exchange.closed,
        |_| String::new(),
        |index, _| index.to_string(),
        |ui, form, day| {
            let response = form.here(|form, own| span_of(ui, form, own, day));
            name(ui, &response, form.text("edit-date"));
            form.note_here(&response);
        },
    );
    settable_decimal(ui, form, "limit", (&mut exchange.limit, 0.3, "edit-no-limit"), LIMIT);
    dated_ui(ui, form, "index", &mut exchange.index.0, |ui, form, date, change| {
        decimal_of(ui, form, date, change, INDEX)
    });
}

/// The days on which an exchange trades.
fn days_ui(ui: &mut Ui, form: &mut Form<'_>, days: &mut Option<Vec<Day>>) {
    field_heading(ui, form, "days", form.text("edit-field-days"));
    let usual = [Day::Mon, Day::Tue, Day::Wed, Day::Thu, Day::Fri];
    let before = days.clone().unwrap_or_else(|| usual.to_vec());
    let mut chosen = before.clone();
    wrapped(ui, |ui| {
        for (day, key) in &DAYS {
            let mut trades = chosen.contains(day);
            let response = ui.checkbox(&mut trades, form.text(key));
            form.note("days", &response);
            chosen.retain(|other| other != day);
            if trades {
                chosen.push(day.clone());
            }
        }
    });
    if chosen.len() != before.len() {
        *days = Some(chosen).filter(|chosen| *chosen != usual);
    }
    problems_ui(ui, form, "days", true);
}

/// Values by date. `draw` draws the control of a value, which is the field of this name.
fn dated_ui<T: Default>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    values: &mut Vec<(String, T)>,
    draw: impl Fn(&mut Ui, &mut Form<'_>, &str, &mut T) -> Response,
) {
    let today = form.context.session.scenario().clock.local(SimTime::ZERO).date().to_string();
    short_list(
        ui,
        form,
        field,
        values,
        |_| (today, T::default()),
        |_, (date, _)| date.clone(),
        |ui, form, (date, value)| {
            let response = form.here(|form, own| span_of(ui, form, own, date));
            name(ui, &response, form.text("edit-date"));
            form.note_here(&response);
            let response = form.here(|form, own| draw(ui, form, own, value));
            name(ui, &response, form.text("edit-value"));
            form.note_here(&response);
        },
    );
}

/// Draws the fields of a rival.
pub fn rival_ui(ui: &mut Ui, form: &mut Form<'_>, rival: &mut Rival) {
    text(ui, form, "name", &mut rival.name);
    reference(ui, form, "for", Table::Services, &mut rival.service);
    number(ui, form, "users", &mut rival.users, MOST_PEOPLE);
    decimal(ui, form, "pull", &mut rival.pull, PULL);
    text(ui, form, "back", &mut rival.back);
}
