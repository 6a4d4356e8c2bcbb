//! Adapts the selection, the camera target, the chapter and the playhead to a new world after an edit. Rows that still exist are found by
//! their id in the file.

use super::Session;
use crate::file::edit::{Renamed, Table as Which};
use crate::model::{CameraTarget, CompanyId, HasKey, Id, Scenario, ServiceId, SiteId, Table};
use crate::recording::Subject;

/// The old and the new world of an edit, and the rows that the edit renamed.
#[derive(Clone, Copy)]
pub(super) struct Follow<'a> {
    pub from: &'a Scenario,
    pub to: &'a Scenario,
    /// The rows whose id the edit changed.
    pub renamed: &'a [Renamed],
}

impl Follow<'_> {
    fn subject(self, subject: Subject) -> Option<Subject> {
        match subject {
            Subject::World => Some(Subject::World),
            Subject::Site(site) => self.site(site).map(Subject::Site),
            Subject::Service(service) => self.service(service).map(Subject::Service),
            Subject::Company(company) => self.company(company).map(Subject::Company),
        }
    }

    fn camera_target(self, target: CameraTarget) -> Option<CameraTarget> {
        match target {
            CameraTarget::Site(site) => self.site(site).map(CameraTarget::Site),
            CameraTarget::Service(service) => self.service(service).map(CameraTarget::Service),
            CameraTarget::Company(company) => self.company(company).map(CameraTarget::Company),
            CameraTarget::Place(_) | CameraTarget::All => Some(target),
        }
    }

    fn site(self, site: SiteId) -> Option<SiteId> {
        self.row(&self.from.sites, &self.to.sites, Which::Sites, site)
    }

    fn service(self, service: ServiceId) -> Option<ServiceId> {
        self.row(&self.from.services, &self.to.services, Which::Services, service)
    }

    fn company(self, company: CompanyId) -> Option<CompanyId> {
        self.row(&self.from.companies, &self.to.companies, Which::Companies, company)
    }

    fn row<I: Id, T: HasKey>(self, from: &Table<I, T>, to: &Table<I, T>, table: Which, id: I) -> Option<I> {
        let key = from.rows().get(id.index())?.key();
        match self.renamed.iter().find(|renamed| renamed.table == table && renamed.from == key) {
            Some(renamed) => to.find(&renamed.to),
            None => to.find_same(from, id),
        }
    }
}

impl Session {
    /// Converts the selection, the camera target, the chapter and the playhead to the new world. Those that do not exist in it are removed.
    pub(super) fn follow_world(&mut self, follow: Follow<'_>) {
        let subject = |subject: &mut Option<Subject>| *subject = subject.and_then(|there| follow.subject(there));
        subject(&mut self.selection);
        subject(&mut self.hover);
        subject(&mut self.next_hover);
        self.picked = self.picked.iter().filter_map(|site| follow.site(*site)).collect();
        self.picked_services = self.picked_services.iter().filter_map(|service| follow.service(*service)).collect();
        self.shows_only &= self.selection.is_some();
        self.camera_target = self.camera_target.take().and_then(|target| follow.camera_target(target));
        let heading = |world: &Scenario, index: usize| world.story.get(index).map(|chapter| chapter.title.clone());
        self.chapter = self.chapter.filter(|index| heading(follow.to, *index) == heading(follow.from, *index));
        self.playback.keep_within(follow.to.length);
    }
}
