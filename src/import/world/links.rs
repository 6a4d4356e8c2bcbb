//! Finds the services that dependencies name. What no row describes is told with its row, and with what may be meant.

use super::assume::Assumptions;
use super::doubts::{SLIP, did_you_mean, nearest, only_in_brackets};
use crate::import::cells::{joined_names, shortened};
use crate::import::draft::{Draft, End, key};
use crate::import::problems::{Origin, Problems};
use crate::text::Saying;
use crate::units::text::typed_span;

/// A dependency between services of the draft.
pub(super) struct Link {
    pub to: usize,
    pub weight: f64,
    pub grace: Option<String>,
}

/// The dependencies of each service. Services that are only named by others are added.
pub(super) fn links(draft: &mut Draft, assumptions: &mut Assumptions<'_>, problems: &mut Problems) -> Vec<Vec<Link>> {
    let dependencies = std::mem::take(&mut draft.dependencies);
    let described: Vec<String> = draft.services.iter().map(|service| key(&service.name)).collect();
    let mut links: Vec<Vec<Link>> = Vec::new();
    for dependency in dependencies {
        let mut resolve = |end: &End| match end {
            End::Known(index) => Some(*index),
            End::Named(name) => named(draft, name, &described, &dependency.at, assumptions, problems),
        };
        let (Some(from), Some(to)) = (resolve(&dependency.from), resolve(&dependency.to)) else { continue };
        if from == to {
            let at = dependency.at.clone();
            problems.cell(at, Saying::plain("file-needs-itself"), Saying::plain("import-itself-remedy"));
            continue;
        }
        links.resize_with(links.len().max(draft.services.len()), Vec::new);
        let grace = dependency.grace.filter(|grace| grace.0 > 0).map(typed_span);
        let weight = dependency.weight.unwrap_or(1.0);
        if !links[from].iter().any(|link| link.to == to) {
            links[from].push(Link { to, weight, grace });
        }
    }
    links.resize_with(draft.services.len(), Vec::new);
    links
}

/// The service of this name, or the only one whose name ends with it in brackets. If there is none of a similar name either, and the name is not
/// several known ones, it is added. `described` has the keys of the names of the services that have a row of their own, which come first.
fn named(
    draft: &mut Draft,
    name: &str,
    described: &[String],
    at: &Origin,
    assumptions: &mut Assumptions<'_>,
    problems: &mut Problems,
) -> Option<usize> {
    if let Some(index) = draft.find(name) {
        return Some(index);
    }
    if let Some(index) = only_in_brackets(name, described) {
        let words = [("name", shortened(name).into()), ("service", shortened(&draft.services[index].name).into())];
        let remedy = Saying::plain("import-by-brackets-remedy");
        problems.doubt(at.clone(), Saying::of("import-by-brackets", words), remedy);
        // It is told once, at the first row that says so.
        draft.call(name, index);
        return Some(index);
    }
    let names = || draft.services.iter().zip(described).map(|(service, key)| (service.name.as_str(), key.as_str()));
    let no_service = |key: &'static str| Saying::of(key, [("name", shortened(name).into())]);
    let joined = joined_names(name);
    if joined.len() > 1 && joined.iter().any(|part| draft.find(part).is_some()) {
        let remedy = Saying::of("import-joined-remedy", [("names", shortened(&joined.join("; ")).into())]);
        problems.cell(at.clone(), no_service("import-no-service"), remedy);
        return None;
    }
    let near = nearest(name, names());
    if let Some((near, _)) = near.filter(|(_, similarity)| *similarity >= SLIP) {
        problems.cell(at.clone(), no_service("import-no-service"), did_you_mean(near));
        return None;
    }
    let remedy = near.map_or_else(|| Saying::plain("import-only-named-remedy"), |(near, _)| did_you_mean(near));
    problems.doubt(at.clone(), no_service("import-only-named"), remedy);
    let index = draft.service(None, name, at);
    draft.services[index].is_bare = true;
    assumptions.only_named(name);
    Some(index)
}
