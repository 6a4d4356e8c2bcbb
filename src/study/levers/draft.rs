//! What a lever does and what it is called: ids only, put into words when it is shown, so that another language needs no other run.

use crate::model::{Action, HazardId, Localized, Measure, ServiceId, SiteId, What, WhatIf};
use crate::recording::StrikeTarget;
use crate::study::words;
use crate::text::Texts;
use crate::units::Span;

/// A what-if without its name in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub title: Title,
    pub measures: Vec<Measure>,
    pub actions: Vec<Action>,
}

/// What a what-if is called.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Title {
    /// What its measure is called.
    Measure(What),
    /// The text with this key, filled in with these.
    Text(&'static str, Vec<Arg>),
}

/// What a text is filled in with.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Arg {
    /// A list of services, in place of this argument.
    Services(&'static str, Vec<ServiceId>),
    Site(SiteId),
    Hazard(HazardId),
    /// What a strike hit.
    Target(StrikeTarget),
    Span(Span),
}

impl Draft {
    /// The name in words.
    pub fn name(&self, names: Localized<'_>, texts: &Texts) -> String {
        match &self.title {
            Title::Measure(what) => words::measure(names, what, texts),
            Title::Text(key, args) => {
                let args: Vec<(&str, String)> = args.iter().map(|arg| arg.in_words(names, texts)).collect();
                let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                texts.with(key, &args)
            }
        }
    }

    /// The what-if with this name.
    pub fn what_if(&self, name: String) -> WhatIf {
        WhatIf { name, measures: self.measures.clone(), actions: self.actions.clone() }
    }
}

impl Arg {
    fn in_words(&self, names: Localized<'_>, texts: &Texts) -> (&'static str, String) {
        match self {
            Self::Services(arg, services) => {
                let services: Vec<&str> = services.iter().map(|id| names.service_name(*id)).collect();
                (arg, words::list(&services, texts))
            }
            Self::Site(site) => ("site", names.site_name(*site).to_owned()),
            Self::Hazard(hazard) => ("hazard", names.hazard_name(*hazard).to_owned()),
            Self::Target(target) => ("target", words::target(*target, names, texts)),
            Self::Span(span) => ("span", texts.span(*span)),
        }
    }
}
