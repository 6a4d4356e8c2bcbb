//! Edits of sites and of the servers on them that are made on the map, and of several sites at once.

use std::borrow::Cow;
use std::collections::HashSet;

use super::names::written_name;
use crate::file::edit::{Edit, Row, Table};
use crate::file::schema::{Service, Site};
use crate::geo::LatLon;
use crate::model::{ServiceId, SiteId};
use crate::session::{Commands, NamedEdit};
use crate::text::{Saying, composed};
use crate::ui::ViewContext;
use crate::ui::places::rounded;

/// The servers that a service without servers gets at the site on which it is put. It is assumed, and can be changed in its form.
const FIRST_SERVERS: i128 = 10;
/// How far east of a site its copy is put, in degrees.
const BESIDE: f64 = 0.15;

/// The sites of the world, each with its index in the file and its row. Those that are not in the file any more are left out.
fn rows_of(context: &ViewContext<'_>, sites: &[SiteId]) -> Vec<(SiteId, usize, Site)> {
    let authored = context.session.authored();
    let keys = sites.iter().map(|site| context.world.sites[*site].key.as_str());
    let found = sites.iter().zip(authored.positions(Table::Sites, keys)).filter_map(|(site, index)| {
        let index = index?;
        let Some(Row::Site(row)) = authored.row(Table::Sites, index) else { return None };
        Some((*site, index, Site::clone(&row)))
    });
    found.collect()
}

/// What undo calls an edit of these sites: `one` with the name, or `several` with the number.
fn title(context: &ViewContext<'_>, sites: &[SiteId], [one, several]: [&'static str; 2]) -> Saying {
    match sites {
        [site] => Saying::of(one, [("name", context.localized.site_name(*site).into())]),
        _ => Saying::of(several, [("count", Saying::count(sites.len()))]),
    }
}

/// Moves sites together by these degrees to the north and to the east. Of several sites, those that are not on the map stay beside it.
pub fn move_sites(context: &ViewContext<'_>, sites: &[SiteId], [north, east]: [f64; 2], commands: &mut Commands) {
    let moved = rows_of(context, sites).into_iter().filter_map(|(site, index, row)| {
        // A site that stands beside the map is put on it if it is moved alone.
        let beside = || Some(context.world.shown_at(site)).filter(|_| sites.len() == 1);
        let (lat, lon) = row.at.or_else(|| beside().map(|at| (at.lat, at.lon)))?;
        let lat = (lat + north).clamp(-90.0, 90.0);
        let lon = (lon + east + 180.0).rem_euclid(360.0) - 180.0;
        Some((index, Row::from(Site { at: Some(rounded(LatLon { lat, lon })), ..row })))
    });
    if let Ok(edit) = Edit::set_all(context.session.authored(), Table::Sites, moved) {
        let title = title(context, sites, ["undo-move-row", "undo-move-sites"]);
        commands.push(NamedEdit::new(edit, title).into());
    }
}

/// Adds a copy of each site, a little east of it.
pub fn copy_sites(context: &ViewContext<'_>, sites: &[SiteId], commands: &mut Commands) {
    let authored = context.session.authored();
    let mut taken: HashSet<Cow<'_, str>> = authored.keys(Table::Sites).collect();
    let copies = rows_of(context, sites).into_iter().map(|(site, index, row)| {
        let name = context.texts.with("edit-copy-of", &[("name", &written_name(context, Table::Sites, index))]);
        let id = free_id(&context.world.sites[site].key, &taken);
        taken.insert(Cow::Owned(id.clone()));
        let at = row.at.map(|(lat, lon)| {
            rounded(LatLon { lat, lon: if lon + BESIDE > 180.0 { lon - BESIDE } else { lon + BESIDE } })
        });
        (id, Row::from(Site { name, at, ..row }))
    });
    if let Ok(edit) = Edit::add_all(authored, Table::Sites, copies) {
        commands.push(NamedEdit::new(edit, title(context, sites, ["undo-copy-row", "undo-copy-sites"])).into());
    }
}

/// An id that is not taken: `stem` with a number.
fn free_id(stem: &str, taken: &HashSet<Cow<'_, str>>) -> String {
    let is_free = |id: &String| !taken.contains(&*composed(id));
    (2..).map(|number| format!("{stem}-{number}")).find(is_free).expect("some number is free")
}

/// Where the servers of a service go.
#[derive(Clone, Copy, Debug)]
pub struct ServerMove<'a> {
    /// The service.
    pub service: ServiceId,
    /// The sites that its servers leave.
    pub from: &'a [SiteId],
    /// The site to which they go.
    pub to: SiteId,
    /// Whether the servers also stay where they are.
    pub copies: bool,
}

/// A move of servers as it would change the row of the service.
struct Planned {
    /// The index of the service in the file.
    index: usize,
    after: Service,
    /// What it does, such as "Move 10 servers of Shop to The annex".
    title: Saying,
    /// How many servers of the service at other sites stay there, if servers leave a site.
    staying: u64,
}

impl ServerMove<'_> {
    /// What is done in words. `None` if nothing would change.
    #[must_use]
    pub fn words(&self, context: &ViewContext<'_>) -> Option<String> {
        let planned = self.planned(context)?;
        let words = context.texts.say(&planned.title);
        if planned.staying == 0 {
            return Some(words);
        }
        let count = context.texts.count(planned.staying);
        Some(context.texts.with("servers-staying", &[("move", &words), ("count", &count)]))
    }

    /// Moves or copies the servers.
    pub fn make(&self, context: &ViewContext<'_>, commands: &mut Commands) {
        let Some(Planned { index, after, title, .. }) = self.planned(context) else { return };
        if let Ok(edit) = Edit::set(context.session.authored(), Table::Services, index, after) {
            commands.push(NamedEdit::new(edit, title).into());
        }
    }

    fn planned(&self, context: &ViewContext<'_>) -> Option<Planned> {
        let authored = context.session.authored();
        let index = authored.position(Table::Services, &context.world.services[self.service].key)?;
        let Some(Row::Service(row)) = authored.row(Table::Services, index) else { return None };
        let mut after = Service::clone(&row);
        let on = &mut after.on.0;
        let to = &context.world.sites[self.to].key;
        let left = self.from.iter().filter(|site| **site != self.to).map(|site| &context.world.sites[*site].key);
        let left: Vec<&String> = left.collect();
        let is_new = on.is_empty();
        let going = on.iter().filter(|(key, _)| left.contains(&key));
        let servers = going.fold(0, |sum: i128, (_, servers)| sum.saturating_add(*servers));
        let servers = if is_new { FIRST_SERVERS } else { servers };
        if servers == 0 {
            return None;
        }
        let others = on.iter().filter(|(key, _)| key != to && !left.contains(&key));
        let others = others.fold(0, |sum: i128, (_, servers)| sum.saturating_add(*servers));
        let staying = if self.copies { 0 } else { u64::try_from(others).unwrap_or_default() };
        // If there is no entry of the site yet, the first entry that goes becomes it, so that the order of the file stays.
        let place = on.iter().position(|(key, _)| key == to);
        let place = place.or_else(|| on.iter().position(|(key, _)| left.contains(&key)).filter(|_| !self.copies));
        match place.map(|place| &mut on[place]) {
            Some((key, there)) if key == to => *there = there.saturating_add(servers),
            Some(entry) => *entry = (to.clone(), servers),
            None => on.push((to.clone(), servers)),
        }
        if !self.copies {
            on.retain(|(key, _)| !left.contains(&key));
        }
        let count = context.texts.count(u64::try_from(servers).unwrap_or_default());
        let (service, site) = (context.localized.service_name(self.service), context.localized.site_name(self.to));
        let args = [("count", count.into()), ("service", service.into()), ("site", site.into())];
        let key = match (is_new, self.copies) {
            (true, _) => "servers-new",
            (false, true) => "servers-copy",
            (false, false) => "servers-move",
        };
        Some(Planned { index, after, title: Saying::of(key, args), staying })
    }
}
