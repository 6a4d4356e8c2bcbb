//! Tries another order of repair or another number of people: in a what-if plan, so that the plan before it stays to compare with.

use crate::model::{CompanyId, Crew, Measure, RepairOrder, ServiceId, What, WhatIf};
use crate::session::{Command, PlanCommand};
use crate::ui::ViewContext;

/// Where a service is moved in the order of repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// Before all other services.
    First,
    /// Directly before another service.
    Before(ServiceId),
    /// Directly after another service.
    After(ServiceId),
}

/// What is tried for a crew.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Try {
    /// This number of people.
    Size(u64),
    /// These services before all others. If there are none, the order of the plan before the what-if.
    First(Vec<ServiceId>),
}

impl Try {
    fn what(self, company: CompanyId) -> What {
        match self {
            Self::Size(size) => What::Crew { company, size },
            Self::First(services) => What::CrewFirst { company, services },
        }
    }

    /// Whether a measure is of the same kind, for the same company.
    fn is_like(&self, company: CompanyId, measure: &Measure) -> bool {
        let is_like = match self {
            Self::Size(_) => matches!(measure.what, What::Crew { company: of, .. } if of == company),
            Self::First(_) => matches!(measure.what, What::CrewFirst { company: of, .. } if of == company),
        };
        is_like && !measure.off
    }

    /// Whether it is the same as if the measure at this index of the chosen plan was not taken.
    fn is_taken_back(&self, context: &ViewContext<'_>, company: CompanyId, index: usize) -> bool {
        let size = match self {
            Self::First(services) => return services.is_empty(),
            Self::Size(size) => *size,
        };
        let others = context
            .session
            .plan()
            .measures
            .iter()
            .enumerate()
            .filter(|(other, measure)| *other != index && self.is_like(company, measure));
        let mut sizes = others.filter_map(|(_, measure)| {
            let What::Crew { size, .. } = measure.what else { return None };
            Some(size)
        });
        let own = || context.session.scenario().companies[company].crew.as_ref().map(|crew| crew.size);
        sizes.next_back().or_else(own) == Some(size)
    }

    /// The name of a plan in which it is tried.
    fn name(&self, context: &ViewContext<'_>, company: CompanyId) -> String {
        let key = match self {
            Self::Size(_) => "crew-what-if-size",
            Self::First(_) => "crew-what-if-order",
        };
        context.texts.with(key, &[("company", context.localized.company_name(company))])
    }
}

/// The command that tries something for the crew of a company. If the chosen plan is a what-if, the measure becomes a part of it and replaces
/// the one that was tried there before. Otherwise a what-if is forked from the chosen plan.
pub(super) fn try_for_crew(context: &ViewContext<'_>, company: CompanyId, tried: Try) -> Command {
    let plan = context.session.plan();
    let before = plan.measures.iter().rposition(|measure| tried.is_like(company, measure));
    Command::Plan(match before.filter(|_| plan.fork.is_some()) {
        Some(index) if tried.is_taken_back(context, company, index) => take_back(context, index),
        Some(index) => {
            PlanCommand::SetMeasure(index, Measure { what: tried.what(company), ..plan.measures[index].clone() })
        }
        None if plan.fork.is_some() => PlanCommand::AddMeasure(tried.what(company).into()),
        None => {
            let name = tried.name(context, company);
            PlanCommand::Fork(WhatIf { name, measures: vec![tried.what(company).into()], actions: Vec::new() })
        }
    })
}

/// The command that takes back the measure at this index of the chosen plan. A what-if that was made for the crew, and that would then do the
/// same as the plan before it, is removed: its name would say what it no longer does.
pub(in crate::ui::inspector) fn take_back(context: &ViewContext<'_>, index: usize) -> PlanCommand {
    let (session, chosen) = (context.session, context.session.chosen());
    let mut without = session.plan().clone();
    if index < without.measures.len() {
        without.measures.remove(index);
    }
    let is_named_for_it = context.world.companies.ids().any(|company| {
        [Try::Size(0), Try::First(Vec::new())]
            .iter()
            .any(|tried| without.name.starts_with(&tried.name(context, company)))
    });
    let parent = without.fork.and_then(|fork| session.plans().get(fork.parent));
    let is_expected = session.expectations().iter().any(|expectation| expectation.plan == chosen);
    if is_named_for_it && !is_expected && parent.is_some_and(|parent| parent.does_the_same(&without)) {
        PlanCommand::RemovePlan(chosen)
    } else {
        PlanCommand::RemoveMeasure(index)
    }
}

/// The services that must be first, so that a service is moved in the order in which the crew of a company repairs; `None` if the order stays
/// as it is.
pub(super) fn moved(context: &ViewContext<'_>, company: CompanyId, service: ServiceId, to: Move) -> Option<Try> {
    let now = context.world.companies[company].crew.as_ref();
    let mut before = context.run.index().services_of(company).to_vec();
    RepairOrder::of(now).sort(&mut before);
    let mut wanted: Vec<ServiceId> = before.iter().copied().filter(|other| *other != service).collect();
    let position = |of: ServiceId| wanted.iter().position(|other| *other == of);
    let at = match to {
        Move::First => 0,
        Move::Before(other) => position(other)?,
        Move::After(other) => position(other)? + 1,
    };
    wanted.insert(at, service);
    if wanted == before {
        return None;
    }
    Some(Try::First(RepairOrder::of(Some(&order_without_what_if(context, company))).moves_to(&wanted)))
}

/// The crew as it would be without the measure that [`try_for_crew`] replaces: the order that this measure changes.
fn order_without_what_if(context: &ViewContext<'_>, company: CompanyId) -> Crew {
    let plan = context.session.plan();
    let orders = plan.taken().filter_map(|what| {
        let What::CrewFirst { company: of, services } = what else { return None };
        Some(services).filter(|_| *of == company)
    });
    let mut orders: Vec<&Vec<ServiceId>> = orders.collect();
    if plan.fork.is_some() {
        orders.pop();
    }
    let mut crew = context.session.scenario().companies[company].crew.clone().unwrap_or_default();
    orders.into_iter().for_each(|services| crew.repair_first(services));
    crew
}
