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

/// The command that tries a measure for a crew. If the chosen plan is a what-if, the measure becomes a part of it and replaces the one
/// that was tried there before. Otherwise a what-if is forked from the chosen plan.
pub(super) fn try_measure(context: &ViewContext<'_>, what: What) -> Command {
    let plan = context.session.plan();
    let name = match what {
        What::CrewFirst { company, .. } => named(context, "crew-what-if-order", company),
        What::Crew { company, .. } => named(context, "crew-what-if-size", company),
        _ => context.texts.get("what-if-name").to_owned(),
    };
    let is_same = |measure: &Measure| {
        !measure.off
            && match (&measure.what, &what) {
                (What::CrewFirst { company, .. }, What::CrewFirst { company: of, .. })
                | (What::Crew { company, .. }, What::Crew { company: of, .. }) => company == of,
                _ => false,
            }
    };
    Command::Plan(match plan.measures.iter().rposition(is_same).filter(|_| plan.fork.is_some()) {
        Some(index) if matches!(&what, What::CrewFirst { services, .. } if services.is_empty()) => {
            PlanCommand::RemoveMeasure(index)
        }
        Some(index) => PlanCommand::SetMeasure(index, Measure { what, ..plan.measures[index].clone() }),
        None if plan.fork.is_some() => PlanCommand::AddMeasure(what.into()),
        None => PlanCommand::Fork(WhatIf { name, measures: vec![what.into()], actions: Vec::new() }),
    })
}

fn named(context: &ViewContext<'_>, key: &'static str, company: CompanyId) -> String {
    context.texts.with(key, &[("company", context.localized.company_name(company))])
}

/// The measure that moves a service in the order in which the crew of a company repairs; `None` if the order stays as it is.
pub(super) fn moved(context: &ViewContext<'_>, company: CompanyId, service: ServiceId, to: Move) -> Option<What> {
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
    let services = RepairOrder::of(Some(&order_without_what_if(context, company))).moves_to(&wanted);
    Some(What::CrewFirst { company, services })
}

/// The crew as it would be without the measure that [`try_measure`] replaces: the order that this measure changes.
fn order_without_what_if(context: &ViewContext<'_>, company: CompanyId) -> Crew {
    let plan = context.session.plan();
    let mut orders: Vec<&Vec<ServiceId>> = plan
        .taken()
        .filter_map(|what| match what {
            What::CrewFirst { company: of, services } if *of == company => Some(services),
            _ => None,
        })
        .collect();
    if plan.fork.is_some() {
        orders.pop();
    }
    let mut crew = context.session.scenario().companies[company].crew.clone().unwrap_or_default();
    orders.into_iter().for_each(|services| crew.repair_first(services));
    crew
}
