//! Gives everything an id: the one that its source has, or one that is made of its name. Ids that clash are changed.

use std::collections::HashSet;

use crate::text::slug;

/// An id that was changed because another thing has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The name of the thing.
    pub name: String,
    /// The id that it would have.
    pub from: String,
    /// The id that it has.
    pub to: String,
}

/// The ids that are taken so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    sites: HashSet<String>,
    services: HashSet<String>,
    companies: HashSet<String>,
    renamed: Vec<Renamed>,
}

impl Ids {
    pub(super) fn of_site(&mut self, id: Option<&str>, name: &str) -> String {
        fresh(&mut self.sites, &mut self.renamed, id, name, "site")
    }

    pub(super) fn of_service(&mut self, id: Option<&str>, name: &str) -> String {
        fresh(&mut self.services, &mut self.renamed, id, name, "service")
    }

    pub(super) fn of_company(&mut self, name: &str) -> String {
        fresh(&mut self.companies, &mut self.renamed, None, name, "owner")
    }

    /// The ids that were changed.
    pub(super) fn finish(self) -> Vec<Renamed> {
        self.renamed
    }
}

/// The id for a thing, which no other one has. `stem` begins the ids of things of whose name no letter may stand in an id.
fn fresh(taken: &mut HashSet<String>, renamed: &mut Vec<Renamed>, id: Option<&str>, name: &str, stem: &str) -> String {
    let made = [id, Some(name)].into_iter().flatten().map(slug).find(|slug| !slug.is_empty());
    let is_named = made.is_some();
    let wanted = made.unwrap_or_else(|| format!("{stem}-{}", taken.len() + 1));
    if taken.insert(wanted.clone()) {
        return wanted;
    }
    let numbered = (2..).map(|number| format!("{wanted}-{number}")).find(|id| !taken.contains(id));
    let to = numbered.unwrap_or_default();
    taken.insert(to.clone());
    if is_named {
        renamed.push(Renamed { name: name.to_owned(), from: wanted, to: to.clone() });
    }
    to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_clash_are_changed_and_listed() {
        let mut ids = Ids::default();
        assert_eq!(ids.of_service(None, "Pay & Go!"), "pay-go");
        assert_eq!(ids.of_service(None, "Pay, go"), "pay-go-2");
        assert_eq!(ids.of_service(Some("APP_1"), "결제"), "app-1");
        assert_eq!([ids.of_service(None, "결제"), ids.of_service(None, "로그인")], ["service-4", "service-5"]);
        assert_eq!(ids.of_site(None, "Pay & Go!"), "pay-go", "sites and services have ids of their own");
        assert_eq!(ids.of_site(None, "Göttingen"), "gottingen");
        let listed: Vec<_> = ids.finish().into_iter().map(|renamed| (renamed.from, renamed.to)).collect();
        assert_eq!(listed, [("pay-go".to_owned(), "pay-go-2".to_owned())]);
    }
}
