//! Small scenarios for the tests of the editor.

use crate::file::Authored;
use crate::file::schema::Service;

/// A scenario with these services, each with its id and its number of users.
pub fn services(rows: &[(&str, i128)]) -> Authored {
    let service = |users: i128| Service { users, ..Service::named("S".to_owned()) };
    with_services(rows.iter().map(|(id, users)| (*id, service(*users))))
}

/// A scenario with these services, each with its id as its name.
pub fn services_called(ids: &[&str]) -> Authored {
    with_services(ids.iter().map(|id| (*id, Service::named((*id).to_owned()))))
}

fn with_services<'s>(services: impl Iterator<Item = (&'s str, Service)>) -> Authored {
    let (empty, _) = crate::file::empty();
    let mut rows = empty.rows().clone();
    rows.services = services.map(|(id, service)| (id.to_owned(), service)).collect();
    empty.with_rows(rows)
}
