//! The source as modules: which file each is, and which other files it uses. Grouped imports, `super`, full paths in the code and
//! `pub use` are all followed to the file that defines the thing.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Ident, Item, UseTree};

/// A module by its path below the crate.
pub type Path = Vec<String>;

/// The modules of a crate.
#[derive(Debug, Default)]
pub struct Modules {
    modules: BTreeMap<Path, Module>,
}

/// One file.
#[derive(Debug, Default)]
struct Module {
    /// Its path below `src`.
    file: String,
    /// What is defined in it.
    items: BTreeSet<String>,
    /// The names that its imports bring in, and what they stand for.
    names: BTreeMap<String, Path>,
    /// Modules of which it imports everything.
    globs: Vec<Path>,
    /// Every path that it imports or names, from the crate on.
    paths: BTreeSet<Path>,
}

/// One file uses something of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    pub from: Path,
    pub to: Path,
    /// What it uses, as it is written from the crate on.
    pub what: String,
}

impl Modules {
    /// The modules of these files, each with its path below `src` and its text. Tests in them are left out.
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

    /// Every use of one file by another, those of tests left out.
    pub fn uses(&self) -> Vec<Use> {
        let of_module = |(path, module): (&Path, &Module)| -> Vec<Use> {
            let used =
                module.paths.iter().filter_map(|what| Some((what, self.defined_in(self.absolute(path, what)?)?)));
            // Of many ways to name it the longest says most.
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

    /// A path as it is written in a module, from the crate on; `None` if it leads out of the crate, or stays in the module.
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

    /// The module in which what a path from the crate on names is defined, whoever hands it on.
    fn defined_in(&self, path: Path) -> Option<Path> {
        let mut path = path;
        // A chain of imports is no longer than this; a longer one leads back to itself.
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

/// The path of the module that a file is.
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

/// Collects what one file defines, imports and names.
struct Reader {
    /// The module that `self` is, inline ones included.
    scope: Path,
    found: Module,
}

impl Reader {
    /// Takes a path that is named in the code, or brought in under `name` by an import.
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
        // Tests beside the code may use whatever they want.
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
        // Who may see a thing is no use of anything.
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        // What stands in a macro is not parsed: names with `::` between them are paths.
        let text = call.tokens.to_string().replace(" ::", "::").replace(":: ", "::");
        let is_of_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
        for path in text.split(|letter| !is_of_path(letter)).filter(|path| path.contains("::")) {
            self.take(path.split("::").map(str::to_owned).collect(), None);
        }
        visit::visit_macro(self, call);
    }
}

/// Whether something is compiled for tests alone.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    let is_cfg_test = |attribute: &syn::Attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<Ident>().is_ok_and(|of| of == "test")
    };
    attributes.iter().any(|attribute| is_cfg_test(attribute) || attribute.path().is_ident("test"))
}

#[test]
fn every_way_to_use_another_file_is_seen() {
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
