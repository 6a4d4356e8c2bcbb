//! Tries another order of repair or another number of people: in a what-if plan, so that the plan before it stays to compare with.

use crate::model::{Act, Action, CompanyId, Crew, Measure, Plan, RepairOrder, ServiceId, What, WhatIf, When};
use crate::session::{Command, PlanCommand};
use crate::ui::ViewContext;
use crate::units::SimTime;

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

/// The command that tries something for the crew of a company. If the chosen plan is a what-if that is not saved yet, this becomes a part of it
/// and replaces what was tried there before. Otherwise a what-if is forked from the chosen plan.
pub(super) fn try_for_crew(context: &ViewContext<'_>, company: CompanyId, tried: Try) -> Command {
    let (plan, is_what_if) = (context.session.plan(), context.session.is_what_if());
    let name = tried.name(context, company);
    if let Try::Size(size) = tried
        && last_size(context, plan, company).is_some()
    {
        return Command::Plan(try_from_now_on(context, company, size, name));
    }
    let before = plan.measures.iter().rposition(|measure| tried.is_like(company, measure));
    Command::Plan(match before.filter(|_| is_what_if) {
        Some(index) if tried.is_taken_back(context, company, index) => take_back(context, index),
        Some(index) => {
            PlanCommand::SetMeasure(index, Measure { what: tried.what(company), ..plan.measures[index].clone() })
        }
        None if is_what_if => PlanCommand::AddMeasure(tried.what(company).into()),
        None => PlanCommand::Fork(WhatIf { name, measures: vec![tried.what(company).into()], actions: Vec::new() }),
    })
}

/// The command that gives a crew this many people from the playhead on. It is for a plan in which an action has changed their number before: a
/// measure is about the beginning of the run, so it would change nothing at the playhead. `name` is that of a what-if.
fn try_from_now_on(context: &ViewContext<'_>, company: CompanyId, size: u64, name: String) -> PlanCommand {
    let (session, act) = (context.session, Act::Crew { company, size });
    if !session.is_what_if() {
        let actions = vec![Action { at: When::At(context.now), act }];
        return PlanCommand::Fork(WhatIf { name, measures: Vec::new(), actions });
    }
    let last = last_size(context, session.plan(), company);
    let Some((index, ..)) = last.filter(|(_, at, _)| *at == context.now) else { return PlanCommand::Do(act) };
    let mut without = session.plan().clone();
    without.actions.remove(index);
    if size_in(context, &without, company) != Some(size) {
        return PlanCommand::Do(act);
    }
    if is_spent(context, &without) {
        PlanCommand::RemovePlan(session.chosen())
    } else {
        PlanCommand::RemoveAction(index)
    }
}

/// The number of people of the crew at the playhead; `None` while there is somebody for every server.
pub(super) fn size_now(context: &ViewContext<'_>, company: CompanyId) -> Option<u64> {
    size_in(context, &context.run.plan, company)
}

/// The number of people of the crew at the playhead in a plan with the same measures as that of the run.
fn size_in(context: &ViewContext<'_>, plan: &Plan, company: CompanyId) -> Option<u64> {
    let at_first = || context.world.companies[company].crew.as_ref().map(|crew| crew.size);
    last_size(context, plan, company).map(|(_, _, size)| size).or_else(at_first)
}

/// The last action of a plan until the playhead that sets the size of the crew: its index, its time and the size. `None` if there is none.
fn last_size(context: &ViewContext<'_>, plan: &Plan, company: CompanyId) -> Option<(usize, SimTime, u64)> {
    let sizes = plan.timed_actions().filter_map(|(index, at, action)| {
        let Act::Crew { company: of, size } = action.act else { return None };
        at.filter(|at| of == company && *at <= context.now).map(|at| (index, at, size))
    });
    // Of several actions at the same time the last one counts, as in the run.
    sizes.max_by_key(|(_, at, _)| *at)
}

/// The command that takes back the measure at this index of the chosen plan. A what-if that was made for the crew, and that would then do the
/// same as the plan before it, is removed: its name would say what it no longer does.
pub(in crate::ui::inspector) fn take_back(context: &ViewContext<'_>, index: usize) -> PlanCommand {
    let mut without = context.session.plan().clone();
    if index < without.measures.len() {
        without.measures.remove(index);
    }
    if is_spent(context, &without) {
        PlanCommand::RemovePlan(context.session.chosen())
    } else {
        PlanCommand::RemoveMeasure(index)
    }
}

/// Whether the chosen plan is a what-if for a crew that does the same as the plan before it once it is as `without`.
fn is_spent(context: &ViewContext<'_>, without: &Plan) -> bool {
    let (session, chosen) = (context.session, context.session.chosen());
    let is_named_for_it = context.world.companies.ids().any(|company| {
        [Try::Size(0), Try::First(Vec::new())]
            .iter()
            .any(|tried| without.name.starts_with(&tried.name(context, company)))
    });
    let parent = without.fork.and_then(|fork| session.plans().get(fork.parent));
    let is_expected = session.expectations().iter().any(|expectation| expectation.plan == chosen);
    is_named_for_it && !is_expected && parent.is_some_and(|parent| parent.does_the_same(without))
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
    if context.session.is_what_if() {
        orders.pop();
    }
    let mut crew = context.session.scenario().companies[company].crew.clone().unwrap_or_default();
    orders.into_iter().for_each(|services| crew.repair_first(services));
    crew
}
