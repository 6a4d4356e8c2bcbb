//! Draws the chain of causes of the selected service's outage as a path across the timeline. It starts at the flag of the first cause,
//! follows the lane of each service until the next service fails, and ends at the lane of the selected service.

use egui::{Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};

use crate::model::ServiceId;
use crate::recording::{EventId, EventKind, Recording, Subject};
use crate::session::{Command, Commands, SelectCommand};
use crate::study;
use crate::ui::time_axis::{Canvas, dates};
use crate::ui::timeline::rows::Rows;
use crate::units::{Level, SimTime};

/// The radius of the dot of an event, and how near the pointer must be to the dot, in points.
const DOT: f32 = 3.5;
const REACH: f32 = 6.0;

/// The largest number of events of a chain that are drawn. An outage that goes round a cycle has a chain of millions.
const MOST: usize = 1_000;

/// The row in which an event of the chain is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The row of flags with this index: 0 for actions, 1 for events at sites.
    Flags(usize),
    /// The lane of a service.
    Lane(ServiceId),
}

/// Draws the chain if the selected service is not Up at the playhead: that of what holds it now, or else that of its last change. `place_of`
/// returns the y of the lane of a service.
pub fn why_ui(ui: &Ui, canvas: &Canvas<'_>, rows: &Rows, place_of: impl Fn(ServiceId) -> f32, commands: &mut Commands) {
    let (body, flags) = (rows.body, &rows.flags);
    let (context, theme) = (canvas.context, canvas.context.theme);
    let Some(Subject::Service(selected)) = context.session.selection() else { return };
    let held = study::held_by_another(context.run, selected, context.now);
    let chain = match &held {
        None => chain(context.recording, selected, context.now),
        Some(held) => held.because.map_or_else(Vec::new, |because| chain_to(context.recording, because)),
    };
    let last_row = flags.len() - 1;
    // A lane that is scrolled out of view at the top is drawn at the upper edge of the lanes.
    let y_of = |place| match place {
        // The path is at the lower edge of the row, where it does not cross any text.
        Place::Flags(row) => flags[row.min(last_row)].max - 1.0,
        Place::Lane(service) => place_of(service).max(body.min),
    };
    let points: Vec<(EventId, Pos2)> = chain
        .iter()
        .map(|(id, place)| {
            let x = canvas.axis.screen_from_time(context.recording.event(*id).at.as_secs_f64());
            (*id, Pos2::new(x, y_of(*place)))
        })
        .collect();
    // What holds the service now leads to the playhead, down to its own lane.
    let now = canvas.axis.screen_from_time(context.now.as_secs_f64());
    let services = held.iter().flat_map(|held| held.services.iter().rev());
    let ends: Vec<Pos2> = services.map(|service| Pos2::new(now, y_of(Place::Lane(*service)))).collect();
    let Some(end) = ends.last().copied().or(points.last().map(|(_, at)| *at)) else { return };
    let room = Rect::from_x_y_ranges(canvas.axis.edges.expand(DOT + 2.0), flags[0].min..=body.max);
    let painter = ui.painter_at(room);
    let path = corners(points.iter().map(|(_, at)| *at).chain(ends.iter().copied()));
    // A rim in the colour of the panel separates the path from bars of any colour.
    painter.add(Shape::line(path.clone(), Stroke::new(5.0, theme.panel.gamma_multiply(0.85))));
    painter.add(Shape::line(path, Stroke::new(2.0, theme.text)));
    for (index, (id, at)) in points.iter().enumerate() {
        let is_last_here = points.get(index + 1).is_none_or(|(_, next)| next.distance(*at) > 1.0);
        if is_last_here && room.contains(*at) && at.y != body.min {
            let radius = if *at == end { DOT + 1.5 } else { DOT };
            painter.circle(*at, radius, theme.text, Stroke::new(1.5, theme.panel));
            dot_ui(ui, canvas, *id, *at, commands);
        }
    }
    for at in ends.iter().filter(|at| room.contains(**at) && at.y != body.min) {
        let radius = if *at == end { DOT + 1.5 } else { DOT };
        painter.circle(*at, radius, theme.text, Stroke::new(1.5, theme.panel));
    }
}

/// Handles the dot of an event: it shows the event in a tooltip, and a click goes to the event.
fn dot_ui(ui: &Ui, canvas: &Canvas<'_>, id: EventId, at: Pos2, commands: &mut Commands) {
    let context = canvas.context;
    let area = Rect::from_center_size(at, vec2(2.0 * REACH, 2.0 * REACH));
    let response = ui.interact(area, ui.scope_id().with(("why", id)), Sense::click());
    let told = || study::words::event_on(&context.clock, context.run, id, context.localized, context.texts);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Link, true, context.texts.with("lane-because", &[("event", &told())]))
    });
    if response.hovered() || response.has_focus() {
        ui.painter().circle_stroke(at, REACH, Stroke::new(1.5, context.theme.selected));
    }
    if response.clicked() {
        commands.push(Command::Select(SelectCommand::Follow(id)));
    }
    response.on_hover_ui_at_pointer(|ui| {
        ui.strong(told());
        ui.weak(dates::moment_in_both(context, context.recording.event(id).at));
    });
}

/// The events from the first cause to the last change of a service at or before `now`, as [`chain_to`]. Empty if the service is Up.
fn chain(recording: &Recording, service: ServiceId, now: SimTime) -> Vec<(EventId, Place)> {
    if recording.services[service].level(now) == Level::Up {
        return Vec::new();
    }
    study::last_change(recording, service, now).map_or_else(Vec::new, |last| chain_to(recording, last))
}

/// The events from the first cause to the event `last`, each with the row in which it is drawn; of a very long chain the last of them.
fn chain_to(recording: &Recording, last: EventId) -> Vec<(EventId, Place)> {
    let place = |id: EventId| {
        let event = recording.event(id);
        match (event.kind, recording.subject(event)) {
            (EventKind::Action(_), _) => Some(Place::Flags(0)),
            (_, Subject::Site(_)) => Some(Place::Flags(1)),
            (_, Subject::Service(service)) => Some(Place::Lane(service)),
            (_, Subject::Company(_) | Subject::World) => None,
        }
    };
    let events = recording.why(last).take(MOST);
    let mut chain: Vec<_> = events.filter_map(|(id, _)| Some((id, place(id)?))).collect();
    chain.reverse();
    chain
}

/// The corners of a path through these points. The path goes horizontally to the x of the next point, and then vertically to that
/// point.
fn corners(points: impl Iterator<Item = Pos2>) -> Vec<Pos2> {
    let mut path: Vec<Pos2> = Vec::new();
    for at in points {
        if let Some(before) = path.last().copied() {
            path.push(Pos2::new(at.x, before.y));
        }
        path.push(at);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_follows_a_lane_until_it_takes_the_next_one() {
        let at = Pos2::new;
        let path = corners([at(0.0, 0.0), at(10.0, 40.0), at(30.0, 20.0)].into_iter());
        assert_eq!(path, [at(0.0, 0.0), at(10.0, 0.0), at(10.0, 40.0), at(30.0, 40.0), at(30.0, 20.0)]);
    }
}
