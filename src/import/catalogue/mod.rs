//! Reads a service catalogue of Backstage (`catalog-info.yaml`) into the draft: components and resources become services, and systems
//! become services without servers of their own, which depend on their components.

mod entity;

use std::collections::HashMap;

use serde_saphyr::{Error, budget, options};

use self::entity::{Entity, Metadata};
use super::draft::{Draft, DraftDependency, End, FactKind};
use super::problems::{Origin, Problems};
use super::source::Source;
use crate::text::Saying;

/// The largest numbers of documents, of values and of aliases of a catalogue, and the greatest depth.
const MOST_DOCUMENTS: usize = 20_000;
const MOST_NODES: usize = 4_000_000;
const MOST_ALIASES: usize = 10_000;
const MOST_DEPTH: usize = 64;

/// Types of components and resources that do not run, so that they cannot be out.
const NOT_RUNNING: [&str; 8] =
    ["library", "documentation", "docs", "template", "package", "sdk", "pipeline", "workflow"];

/// Reads a catalogue. Returns the number of its entities.
pub(super) fn read(source: &Source, draft: &mut Draft, problems: &mut Problems) -> usize {
    if source.is_too_large() {
        problems.whole(&source.name, "import-large", "import-large-remedy");
        return 0;
    }
    let entities = entities(source, problems);
    draft.sources.push((source.name.clone(), entities.len()));
    let mut catalogue = Catalogue { draft, problems, services: HashMap::new(), apis: HashMap::new() };
    let is_running: Vec<bool> = entities.iter().map(|(entity, at)| catalogue.service(entity, at)).collect();
    for ((entity, at), _) in entities.iter().zip(&is_running).filter(|(_, is_running)| **is_running) {
        catalogue.apis_of(entity, at);
    }
    for ((entity, at), _) in entities.iter().zip(&is_running).filter(|(_, is_running)| **is_running) {
        catalogue.dependencies(entity, at);
    }
    entities.len()
}

/// The entities of a catalogue, each with its place. Documents that cannot be read are problems.
fn entities(source: &Source, problems: &mut Problems) -> Vec<(Entity, Origin)> {
    let options = options! {
        budget: budget! {
            max_documents: MOST_DOCUMENTS,
            max_nodes: MOST_NODES,
            max_events: 2 * MOST_NODES,
            max_aliases: MOST_ALIASES,
            max_depth: MOST_DEPTH,
        },
    };
    let mut bytes: &[u8] = &source.bytes;
    let mut entities = Vec::new();
    for document in serde_saphyr::read_with_options::<_, Entity>(&mut bytes, options) {
        match document {
            Ok(entity) => {
                let at = Origin { source: source.name.clone(), row: entity.line(), column: None };
                entities.push((entity, at));
            }
            Err(error) => problems.fault(at(source, &error), message(&error), Saying::plain("import-yaml-remedy")),
        }
    }
    entities
}

fn at(source: &Source, error: &Error) -> Origin {
    let row = error.location().and_then(|location| usize::try_from(location.line()).ok()).filter(|line| *line > 0);
    Origin { source: source.name.clone(), row, column: None }
}

/// The message of the library, without the excerpt of the file.
fn message(error: &Error) -> Saying {
    let text = error.without_snippet().to_string();
    let first = text.lines().next().unwrap_or_default();
    Saying::of("import-yaml", [("error", first.into())])
}

struct Catalogue<'a> {
    draft: &'a mut Draft,
    problems: &'a mut Problems,
    /// The services by the references to their entities: `kind:namespace/name`.
    services: HashMap<String, usize>,
    /// The services that provide an interface, by its reference.
    apis: HashMap<String, usize>,
}

/// A reference to an entity, written out: `kind:namespace/name` in small letters.
fn reference(text: &str, kind: &str, namespace: &str) -> String {
    let lower = text.trim().to_lowercase();
    let (kind, rest) = lower.split_once(':').unwrap_or((kind, &lower));
    let (namespace, name) = rest.split_once('/').unwrap_or((namespace, rest));
    format!("{kind}:{namespace}/{name}")
}

/// Whether components or resources of this type do not run. The type may say more, as in `buildkite-pipeline`.
fn does_not_run(of: &str) -> bool {
    let lower = of.to_lowercase();
    NOT_RUNNING.iter().any(|kind| lower == *kind || lower.ends_with(&format!("-{kind}")))
}

/// The name in a reference.
fn name_of(reference: &str) -> &str {
    let rest = reference.rsplit(':').next().unwrap_or(reference);
    rest.rsplit('/').next().unwrap_or(rest)
}

fn namespace(metadata: &Metadata) -> String {
    metadata.namespace.some().map_or_else(|| "default".to_owned(), |namespace| namespace.to_lowercase())
}

impl Catalogue<'_> {
    /// Adds the service that an entity is. Returns whether it is one.
    fn service(&mut self, entity: &Entity, at: &Origin) -> bool {
        let kind = entity.kind();
        if !["component", "resource", "system"].contains(&kind.as_str()) {
            return false;
        }
        let Some(name) = entity.metadata.name.as_ref().and_then(|name| name.value.some()) else {
            self.problems.fault(
                at.clone(),
                Saying::plain("import-no-entity-name"),
                Saying::plain("import-no-entity-name-remedy"),
            );
            return false;
        };
        let of = entity.spec.kind.some();
        if of.as_deref().is_some_and(does_not_run) {
            self.draft.left_out += 1;
            return false;
        }
        let namespace = namespace(&entity.metadata);
        // Two entities of different kinds or namespaces may have one name.
        let full = reference(&name, &kind, &namespace);
        // The same entity in another file says the same.
        if let Some(index) = self.draft.find(&full) {
            self.services.insert(full, index);
            return true;
        }
        let shown = entity.metadata.title.some().unwrap_or_else(|| name.clone());
        let id = if self.draft.find(&name).is_some() { format!("{name}-{kind}") } else { name };
        let index = self.draft.service(Some(&id), &shown, at);
        self.draft.call(&full, index);
        self.services.insert(full, index);
        let service = &mut self.draft.services[index];
        service.is_bare = kind == "system";
        service.owner = entity.spec.owner.some().map(|owner| name_of(&owner).to_owned());
        service.kind = of.or_else(|| Some(kind.clone()));
        let facts = [
            (FactKind::Tier, tier(&entity.metadata)),
            (FactKind::Lifecycle, entity.spec.lifecycle.some()),
            (FactKind::About, entity.metadata.description.some()),
        ];
        service.facts.extend(facts.into_iter().filter_map(|(kind, fact)| Some((kind, fact?))));
        true
    }

    /// The service of an entity.
    fn index(&self, entity: &Entity) -> Option<usize> {
        let name = entity.metadata.name.as_ref()?.value.some()?;
        let full = reference(&name, &entity.kind(), &namespace(&entity.metadata));
        self.services.get(&full).copied()
    }

    /// Notes which interfaces an entity provides, and of which it is a part.
    fn apis_of(&mut self, entity: &Entity, at: &Origin) {
        let Some(index) = self.index(entity) else { return };
        let namespace = namespace(&entity.metadata);
        for api in &entity.spec.provides_apis.0 {
            self.apis.entry(reference(api, "api", &namespace)).or_insert(index);
        }
        let wholes = [(entity.spec.system.some(), "system"), (entity.spec.subcomponent_of.some(), "component")];
        for (whole, kind) in wholes {
            let whole = whole.map(|whole| reference(&whole, kind, &namespace));
            // A part of a whole that is not in the catalogue stands for itself.
            if let Some(whole) =
                whole.and_then(|whole| self.services.get(&whole).copied()).filter(|whole| *whole != index)
            {
                self.depend(End::Known(whole), End::Known(index), at);
            }
        }
        for user in &entity.spec.dependency_of.0 {
            let from = self.end(user, "component", &namespace);
            self.depend(from, End::Known(index), at);
        }
    }

    /// Adds what an entity depends on.
    fn dependencies(&mut self, entity: &Entity, at: &Origin) {
        let Some(index) = self.index(entity) else { return };
        let namespace = namespace(&entity.metadata);
        for needed in &entity.spec.depends_on.0 {
            let to = self.end(needed, "component", &namespace);
            self.depend(End::Known(index), to, at);
        }
        for api in &entity.spec.consumes_apis.0 {
            let full = reference(api, "api", &namespace);
            let to =
                self.apis.get(&full).map_or_else(|| End::Named(name_of(api).to_owned()), |index| End::Known(*index));
            self.depend(End::Known(index), to, at);
        }
    }

    fn end(&self, text: &str, kind: &str, namespace: &str) -> End {
        let full = reference(text, kind, namespace);
        let known = self.services.get(&full).copied();
        known.map_or_else(|| End::Named(name_of(text).to_owned()), End::Known)
    }

    fn depend(&mut self, from: End, to: End, at: &Origin) {
        let is_itself = matches!((&from, &to), (End::Known(from), End::Known(to)) if from == to);
        if !is_itself {
            self.draft.dependencies.push(DraftDependency { at: at.clone(), from, to, weight: None, grace: None });
        }
    }
}

/// The tier, as labels, annotations or tags say it: a name that ends in `tier`, or a tag such as `tier-1`.
fn tier(metadata: &Metadata) -> Option<String> {
    let named = metadata.labels.iter().chain(&metadata.annotations);
    let labelled = named.filter(|(name, _)| name.to_lowercase().ends_with("tier")).find_map(|(_, value)| value.some());
    labelled.or_else(|| {
        metadata.tags.0.iter().find_map(|tag| {
            let lower = tag.to_lowercase();
            Some(lower.strip_prefix("tier")?.trim_start_matches(['-', '_', ':']).to_owned())
                .filter(|tier| !tier.is_empty())
        })
    })
}
