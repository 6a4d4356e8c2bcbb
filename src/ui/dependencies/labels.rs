//! Paints names above or below boxes that are too small to contain them. The most important names are placed first, and only where there is
//! space.

use egui::{FontId, Painter, Rect, Vec2, pos2, vec2};

use super::Scene;
use super::controls;
use super::view::NAMED_FROM;
use crate::model::{Id, ServiceId};
use crate::recording::Subject;
use crate::ui::parts;
use crate::ui::theme::{CORNER, TEXT_SMALL};
use crate::units::Level;

/// The largest number of names just below the scale `NAMED_FROM`, and at the smallest scale.
const MOST: [f32; 2] = [70.0, 16.0];
/// The largest width of a name, in points.
const WIDEST: f32 = 170.0;
/// The horizontal and vertical space that is kept free around a name, in points.
const AROUND: Vec2 = vec2(10.0, 5.0);
/// The largest number of services in view for whose names a position is tried. The other services get no name.
const TRIES: usize = 400;
/// Of so few services each gets a name: if need be below or in its box, or cut to the width of the box, and nearer to other names.
const FEW: usize = 24;
const AROUND_FEW: Vec2 = vec2(3.0, 0.0);

/// Where a name is.
#[derive(Clone, Copy)]
enum Side {
    Above,
    Below,
    Inside,
}

/// Paints the names. Does nothing at scales at which the names are inside the boxes.
pub(super) fn paint(painter: &Painter, scene: &Scene<'_>) {
    if scene.sight.scale >= NAMED_FROM {
        return;
    }
    let (context, theme) = (scene.context, scene.context.theme);
    let box_of = |service: ServiceId| scene.sight.box_at(scene.known.layout.at[service.index()]);
    let in_sight = |service: &ServiceId| box_of(*service).intersects(scene.sight.rect);
    let mut order: Vec<ServiceId> = scene.known.by_users.iter().copied().filter(in_sight).collect();
    // The services are already sorted by users. The sort is stable, so services of equal rank keep this order.
    order.sort_by_cached_key(|service| rank(scene, *service));
    let most = egui::lerp(MOST[1]..=MOST[0], scene.sight.scale / NAMED_FROM) as usize;
    // No name is placed under the switch and the buttons.
    let mut taken: Vec<Rect> = controls::corners(context, scene.sight.rect);
    let most = most + taken.len();
    let (tries, around) = if order.len() <= FEW { (5, AROUND_FEW) } else { (1, AROUND) };
    for service in order.into_iter().take(TRIES) {
        let rect = box_of(service);
        let name = context.localized.service_name(service);
        let placed = |(width, side): (f32, Side)| {
            let galley = parts::line(painter, name, FontId::proportional(TEXT_SMALL), width);
            let top = match side {
                Side::Above => rect.top() - galley.size().y - 1.0,
                Side::Below => rect.bottom() + 1.0,
                Side::Inside => rect.center().y - galley.size().y / 2.0,
            };
            let at = pos2(rect.center().x - galley.size().x / 2.0, top);
            let own = Rect::from_min_size(at, galley.size()).expand2(vec2(4.0, 0.0));
            let is_free =
                scene.sight.rect.contains_rect(own) && !taken.iter().any(|other| other.expand2(around).intersects(own));
            is_free.then_some((galley, at, own))
        };
        let cut = rect.width() - 8.0;
        let places = [
            (WIDEST, Side::Above),
            (cut, Side::Above),
            (WIDEST, Side::Below),
            (cut, Side::Below),
            // Over the sign of its level, which the box shows by its colour too.
            (cut, Side::Inside),
        ];
        let Some((galley, at, own)) = places.into_iter().take(tries).find_map(placed) else { continue };
        taken.push(own);
        painter.rect_filled(own, f32::from(CORNER), theme.land.gamma_multiply(0.8));
        painter.galley(at, galley, theme.text.gamma_multiply(scene.strength(service).max(0.45)));
        if taken.len() >= most {
            break;
        }
    }
}

/// The sort key of a service: hovered and selected services come first, then services connected to them, then the worst levels.
fn rank(scene: &Scene<'_>, service: ServiceId) -> (bool, bool, Level) {
    let context = scene.context;
    let subject = Subject::Service(service);
    let is_meant = context.is_hovered(subject) || context.is_selected(subject);
    let is_touched = scene.touched.as_ref().is_some_and(|touched| touched.has(service));
    let level = context.recording.services[service].level(context.now);
    (!is_meant, !is_touched, level)
}
