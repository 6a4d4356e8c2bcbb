//! Finds the modules of the source, the file of each module, and the other files that each module uses. Grouped imports, `super`, full
//! paths in the code and `pub use` are all followed to the file that contains the definition.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Ident, Item, UseTree};

/// The path of a module below the crate root, one name for each level.
pub type Path = Vec<String>;

/// All modules of a crate.
#[derive(Debug, Default)]
pub struct Modules {
    modules: BTreeMap<Path, Module>,
}

/// What is known about one module, which is one file.
#[derive(Debug, Default)]
struct Module {
    /// The path of the file below `src`.
    file: String,
    /// The names of the items that are defined in the file.
    items: BTreeSet<String>,
    /// The names that the file imports, each with the path of the imported item.
    names: BTreeMap<String, Path>,
    /// The modules from which the file imports everything.
    globs: Vec<Path>,
    /// Every path that the file imports or uses in its code.
    paths: BTreeSet<Path>,
}

/// A use of something in one module by another module.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    pub from: Path,
    pub to: Path,
    /// The path of what is used, as it is written in the file.
    pub what: String,
}

impl Modules {
    /// The modules of these files. Each file is given by its path below `src` and its text. Tests inside the files are left out.
    pub fn of(files: &[(String, String)]) -> Self {
        let mut modules = Self::default();
        for (file, _) in files {
            modules.modules.insert(path_of(file), Module { file: file.clone(), ..Module::default() });
        }
        for (file, text) in files {
            let path = path_of(file);
            let tree = syn::parse_file(text).unwrap_or_else(|error| panic!("{file} cannot be parsed: {error}"));
            let mut reader = Reader { scope: path.clone(), found: Module::default() };
            reader.visit_file(&tree);
            let own = modules.modules.get_mut(&path).expect("it was put there");
            *own = Module { file: std::mem::take(&mut own.file), ..reader.found };
        }
        modules
    }

    /// The file of a module.
    pub fn file(&self, module: &[String]) -> &str {
        self.modules.get(module).map_or("", |module| &module.file)
    }

    /// Every use of one file by another. Uses in tests are left out.
    pub fn uses(&self) -> Vec<Use> {
        let of_module = |(path, module): (&Path, &Module)| -> Vec<Use> {
            let used =
                module.paths.iter().filter_map(|what| Some((what, self.defined_in(self.absolute(path, what)?)?)));
            // If a file is used by several paths, the longest path contains the most information.
            let mut others: BTreeMap<Path, String> = BTreeMap::new();
            for (what, to) in used.filter(|(_, to)| to != path && !is_test(to)) {
                let known = others.entry(to).or_default();
                let what = what.join("::");
                if what.len() > known.len() {
                    *known = what;
                }
            }
            others.into_iter().map(|(to, what)| Use { from: path.clone(), to, what }).collect()
        };
        self.modules.iter().filter(|(path, _)| !is_test(path)).flat_map(of_module).collect()
    }

    /// Converts a path that is written in `module` into a path from the crate root. `None` if the path is outside the crate or does not
    /// begin with an imported name or a module.
    fn absolute(&self, module: &Path, path: &[String]) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        let child = [module.as_slice(), std::slice::from_ref(first)].concat();
        let from = match first.as_str() {
            "crate" => return Some(rest.to_vec()),
            "self" => module.clone(),
            "super" => {
                let ups = path.iter().take_while(|segment| *segment == "super").count();
                let up = module.get(..module.len().checked_sub(ups)?)?;
                return Some([up, &path[ups..]].concat());
            }
            _ if self.modules.get(module)?.names.contains_key(first) => {
                [module.as_slice(), std::slice::from_ref(first)].concat()
            }
            _ if self.modules.contains_key(&child) => child,
            _ => return None,
        };
        Some([from.as_slice(), rest].concat())
    }

    /// The module that contains the definition of what `path` names. `path` begins at the crate root, and re-exports are followed.
    fn defined_in(&self, path: Path) -> Option<Path> {
        let mut path = path;
        // No chain of re-exports is longer than this. A longer chain would be a cycle.
        for _ in 0..16 {
            let length = (0..=path.len()).rev().find(|length| self.modules.contains_key(&path[..*length]))?;
            let (module, rest) = path.split_at(length);
            let Some(name) = rest.first() else { return Some(path) };
            let own = &self.modules[module];
            let handed_on = own.names.get(name).and_then(|target| self.absolute(&module.to_vec(), target));
            let from_all = || {
                let targets = own.globs.iter().filter_map(|glob| self.absolute(&module.to_vec(), glob));
                let defines =
                    |target: &Path| self.modules.get(target).is_some_and(|module| module.items.contains(name));
                targets
                    .filter(|target| target != module)
                    .find(defines)
                    .map(|target| [target, vec![name.clone()]].concat())
            };
            match handed_on.or_else(|| if own.items.contains(name) { None } else { from_all() }) {
                Some(target) => path = [target.as_slice(), &rest[1..]].concat(),
                None if own.names.contains_key(name) => return None,
                None => return Some(module.to_vec()),
            }
        }
        None
    }
}

/// The path of the module that a file contains.
fn path_of(file: &str) -> Path {
    let mut path: Path = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        path.pop();
    }
    path
}

fn is_test(module: &[String]) -> bool {
    module.iter().any(|name| name == "tests")
}

/// Collects the names that one file defines, imports and uses.
struct Reader {
    /// The path of the current module, including inline modules.
    scope: Path,
    found: Module,
}

impl Reader {
    /// Stores a path that is used in the code, or that is imported under `name`.
    fn take(&mut self, path: Path, name: Option<String>) {
        if let Some(name) = name {
            self.found.names.insert(name, path.clone());
        }
        self.found.paths.insert(path);
    }

    fn take_import(&mut self, before: &[String], tree: &UseTree) {
        let with = |ident: &Ident| [before, &[ident.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.take_import(&with(&path.ident), &path.tree),
            UseTree::Name(name) if name.ident == "self" => {
                self.take(before.to_vec(), before.last().cloned());
            }
            UseTree::Name(name) => self.take(with(&name.ident), Some(name.ident.to_string())),
            UseTree::Rename(name) if name.ident == "self" => {
                self.take(before.to_vec(), Some(name.rename.to_string()));
            }
            UseTree::Rename(name) => self.take(with(&name.ident), Some(name.rename.to_string())),
            UseTree::Glob(_) => {
                self.found.globs.push(before.to_vec());
                self.take(before.to_vec(), None);
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.take_import(before, tree)),
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the kinds of items are open-ended")]
    fn visit_item(&mut self, item: &'ast Item) {
        let name = match item {
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            Item::Macro(item) => item.ident.as_ref(),
            _ => None,
        };
        self.found.items.extend(name.map(Ident::to_string));
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Tests in the files of the code may use any module.
        if item.content.is_some() && !is_for_tests(&item.attrs) {
            self.scope.push(item.ident.to_string());
            visit::visit_item_mod(self, item);
            self.scope.pop();
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_for_tests(&item.attrs) {
            self.take_import(&[], &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            self.take(path.segments.iter().map(|segment| segment.ident.to_string()).collect(), None);
        }
        visit::visit_path(self, path);
    }

    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {
        // The path in `pub(in path)` is not a use of that module.
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        // The arguments of a macro are not parsed, so all names that are connected by `::` are treated as paths.
        let text = call.tokens.to_string().replace(" ::", "::").replace(":: ", "::");
        let is_of_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
        for path in text.split(|letter| !is_of_path(letter)).filter(|path| path.contains("::")) {
            self.take(path.split("::").map(str::to_owned).collect(), None);
        }
        visit::visit_macro(self, call);
    }
}

/// Whether an item is compiled only for tests.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    let is_cfg_test = |attribute: &syn::Attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<Ident>().is_ok_and(|of| of == "test")
    };
    attributes.iter().any(|attribute| is_cfg_test(attribute) || attribute.path().is_ident("test"))
}

#[test]
fn uses_of_other_files_are_found_in_every_form() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let files = [
        file("lib.rs", "mod a; mod b; mod c;"),
        file("a.rs", "use crate::{b::{self, One}, c::deep::Two as Other}; struct Own;"),
        file("b.rs", "pub struct One; pub struct Three; fn f() { let _ = super::a::Own; }"),
        file("c/mod.rs", "mod deep; mod top; pub use deep::Two; pub use crate::b::*;"),
        file("c/deep.rs", "use super::super::b::One; pub struct Two; #[cfg(test)] mod tests { use crate::a::Own; }"),
        file(
            "c/top.rs",
            "use super::{Two, Three}; fn f() { assert!(matches!(1, crate::a::Own)); } pub(in crate::c) struct Four;",
        ),
    ];
    let modules = Modules::of(&files);
    let seen = modules.uses();
    let seen: BTreeSet<(&str, &str)> =
        seen.iter().map(|used| (modules.file(&used.from), modules.file(&used.to))).collect();
    let expected = [
        ("a.rs", "b.rs"),
        ("a.rs", "c/deep.rs"),
        ("b.rs", "a.rs"),
        ("c/deep.rs", "b.rs"),
        ("c/mod.rs", "b.rs"),
        ("c/mod.rs", "c/deep.rs"),
        ("c/top.rs", "a.rs"),
        ("c/top.rs", "b.rs"),
        ("c/top.rs", "c/deep.rs"),
    ];
    assert_eq!(seen, expected.into_iter().collect());
}
