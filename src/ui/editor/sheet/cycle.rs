//! Says that dependencies which were typed into a cell go round in a cycle.

use super::view::SheetView;
use crate::model::{Id, Scenario, ServiceId, reached};
use crate::text::Saying;
use crate::ui::ViewContext;

/// Says that the service whose dependencies were just changed is part of a cycle, if it is.
pub(super) fn tell_cycle(context: &ViewContext<'_>, view: &mut SheetView) {
    let session = context.session;
    let is_changed = |(_, revision): &mut (String, u64)| *revision != session.revision();
    let Some((key, _)) = view.linked.take_if(is_changed) else { return };
    let world = session.scenario();
    let Some(user) = world.services.find(&key).filter(|_| session.problems().is_empty()) else { return };
    let needed = world.services[user].dependencies.iter().map(|dependency| dependency.service);
    let Some(needed) = needed.into_iter().find(|needed| depends(world, *needed, user)) else { return };
    let name = |service| Saying::from(context.localized.service_name(service));
    view.tell([Saying::of("dependency-cycle", [("user", name(user)), ("needed", name(needed))])]);
}

/// Whether a service depends on another one, directly or over other services.
fn depends(world: &Scenario, user: ServiceId, needed: ServiceId) -> bool {
    let below = reached(&[user], world.services.len(), |service| {
        world.services[service].dependencies.iter().map(|dependency| dependency.service)
    });
    below[needed.index()]
}
