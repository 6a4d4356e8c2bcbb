//! The values of the four figures at the playhead, in words.

use egui::Color32;

use super::kind::Kind;
use super::spark::Sparks;
use crate::recording::LevelCounts;
use crate::study::words;
use crate::ui::ViewContext;
use crate::ui::theme::Theme;
use crate::units::text;

/// How urgent a figure looks; this decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tone {
    Calm,
    Warning,
    Alarm,
}

/// The texts of a figure.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// What the figure counts.
    pub title: String,
    /// A shorter title, used if there is little room.
    pub short: String,
    /// The rounded number.
    pub value: String,
    /// A share or a relative change, which is shown beside the number.
    pub aside: String,
    /// The exact numbers, for the tooltip.
    pub exact: String,
    /// The text for screen readers.
    pub spoken: String,
    tone: Tone,
    /// Whether the change beside the number is more important than the number.
    is_change: bool,
}

impl Figure {
    pub(super) const fn color(&self, theme: &Theme) -> Color32 {
        match self.tone {
            Tone::Calm => theme.text,
            Tone::Warning => theme.degraded,
            Tone::Alarm => theme.down,
        }
    }

    /// The text that is shown if there is room for only one: the number or, for a share price, its change.
    pub(super) fn shortest(&self) -> &str {
        if self.is_change && !self.aside.is_empty() { &self.aside } else { &self.value }
    }

    fn new(title: String, value: String, aside: String, exact: String, tone: Tone) -> Self {
        let spoken = if aside.is_empty() { format!("{title}: {value}") } else { format!("{title}: {value}, {aside}") };
        Self { short: title.clone(), title, value, aside, exact, spoken, tone, is_change: false }
    }
}

/// The texts of a figure at the playhead.
pub(super) fn figure(context: &ViewContext<'_>, sparks: &Sparks, kind: Kind) -> Figure {
    if context.session.is_run_off() {
        return nothing(context, kind);
    }
    match kind {
        Kind::Services => services(context),
        Kind::Servers => servers(context, sparks),
        Kind::People => people(context),
        Kind::Price => price(context, sparks),
    }
}

/// A figure without a value, because nothing runs.
fn nothing(context: &ViewContext<'_>, kind: Kind) -> Figure {
    let texts = context.texts;
    let title = match kind {
        Kind::Services => "figure-services",
        Kind::Servers => "figure-servers",
        Kind::People => "figure-people",
        Kind::Price => "figure-share",
    };
    let exact = texts.get("draft-run-off").to_owned();
    Figure::new(texts.get(title).to_owned(), "–".to_owned(), String::new(), exact, Tone::Calm)
}

fn services(context: &ViewContext<'_>) -> Figure {
    let texts = context.texts;
    let LevelCounts { down, degraded } = *context.recording.levels.at(context.now);
    let (all, some) = (text::exact(context.world.services.len() as u64), text::exact(degraded.into()));
    let none = text::exact(down.into());
    let value = texts.with("figure-of", &[("count", &none), ("all", &all)]);
    let aside = if degraded == 0 { String::new() } else { texts.with("figure-degraded", &[("count", &some)]) };
    let exact = texts.with("figure-services-exact", &[("down", &none), ("degraded", &some), ("all", &all)]);
    let tone = match (down, degraded) {
        (0, 0) => Tone::Calm,
        (0, _) => Tone::Warning,
        (_, _) => Tone::Alarm,
    };
    Figure::new(texts.get("figure-services").to_owned(), value, aside, exact, tone)
}

fn servers(context: &ViewContext<'_>, sparks: &Sparks) -> Figure {
    let texts = context.texts;
    let dark = *sparks.dark.at(context.now);
    let share = text::share_of(dark, sparks.servers);
    let exact = texts.with(
        "figure-servers-exact",
        &[("count", &text::exact(dark)), ("all", &text::exact(sparks.servers)), ("share", &share)],
    );
    let tone = if dark == 0 { Tone::Calm } else { Tone::Alarm };
    Figure::new(texts.get("figure-servers").to_owned(), texts.count(dark), share, exact, tone)
}

fn people(context: &ViewContext<'_>) -> Figure {
    let texts = context.texts;
    let people = *context.recording.people.at(context.now);
    let count = text::exact(people);
    let (share, exact) = match context.world.population {
        Some(all) => {
            let share = text::share_of(people, all);
            let args = [("count", count.as_str()), ("all", &text::exact(all)), ("share", &share)];
            let exact = texts.with("figure-people-exact", &args);
            (share, exact)
        }
        None => (String::new(), texts.with("figure-people-count", &[("count", &count)])),
    };
    let tone = if people == 0 { Tone::Calm } else { Tone::Warning };
    Figure::new(texts.get("figure-people").to_owned(), texts.count(people), share, exact, tone)
}

fn price(context: &ViewContext<'_>, sparks: &Sparks) -> Figure {
    let texts = context.texts;
    let listed = sparks.listed.and_then(|id| Some((id, context.world.companies[id].listing.as_ref()?)));
    let Some((id, listing)) = listed else {
        let exact = texts.get("figure-no-share").to_owned();
        return Figure::new(texts.get("figure-share").to_owned(), "–".to_owned(), String::new(), exact, Tone::Calm);
    };
    let company = context.localized.company_name(id);
    let title = texts.with("figure-share-of", &[("company", company)]);
    let track = &context.recording.prices[id];
    let last = track.at(context.now).map_or(listing.close, |minute| minute.price);
    let change = listing.change(last);
    let is_open = track.is_open(context.now);
    let value = if is_open { text::price(last) } else { texts.get("figure-closed").to_owned() };
    let aside = if track.at(context.now).is_some() { text::change(change) } else { String::new() };
    let price = words::price(listing, last, texts);
    let key = if is_open { "figure-share-exact" } else { "figure-share-closed" };
    let close = text::price(listing.close);
    let args = [("price", price.as_str()), ("change", &text::change(change)), ("close", &close)];
    let exact = texts.with(key, &args);
    Figure { short: company.to_owned(), is_change: true, ..Figure::new(title, value, aside, exact, Tone::Calm) }
}
