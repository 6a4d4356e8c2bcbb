//! Rows as a tree of values, made by the same serialization that prints them, so that no field of the format can be forgotten.
//!
//! Fields with their default value are left out, as in a printed file. Rows that need not be looked at are only pointers.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Error;

use serde::ser::{
    Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleVariant, Serializer,
};

use crate::file::print::with_plain_marks;
use crate::file::schema::Scenario;
use crate::file::syntax::options;

/// The ids that rows had in a text, by the name of their table and the id that they have now. Plans are in it by their names.
pub type IdsAsRead = BTreeMap<(&'static str, String), String>;

/// A value of the format.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A row that is the same in both versions, as the address of the row that they share.
    Same(usize),
    /// A number, a text, a word, as it is printed.
    Leaf(String),
    /// Anything with entries.
    Items(Items),
}

/// A value with entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Items {
    /// The brackets and what is in them.
    pub shape: Shape,
    /// The name of the variant, or of the struct.
    pub name: Option<&'static str>,
    /// The entries, in the order of the format or of the author.
    pub entries: Vec<Entry>,
}

/// An entry of [`Items`].
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The name of a field, or the key of a map as it is printed. Empty in lists and tuples.
    pub key: String,
    /// The id that the entry had in the version before, if edits gave it another one.
    pub was: Option<String>,
    /// The value.
    pub value: Value,
}

impl Entry {
    /// What says which entry it is, as it is printed: its key, or the name of a plan. `None` if nothing does.
    pub fn id(&self) -> Option<&str> {
        if !self.key.is_empty() {
            return Some(&self.key);
        }
        let Value::Items(items) = &self.value else { return None };
        let name = items.entries.iter().find(|field| items.name == Some("Plan") && field.key == "name")?;
        if let Value::Leaf(name) = &name.value { Some(name) } else { None }
    }
}

/// The kinds of [`Items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A struct.
    Fields,
    /// A variant with named fields.
    NamedVariant,
    /// A variant with values without names.
    Variant,
    /// A map.
    Map,
    /// A list.
    List,
    /// A tuple.
    Tuple,
}

impl Shape {
    /// The opening and the closing bracket.
    pub const fn brackets(self) -> (char, char) {
        match self {
            Self::Map => ('{', '}'),
            Self::List => ('[', ']'),
            Self::Fields | Self::NamedVariant | Self::Variant | Self::Tuple => ('(', ')'),
        }
    }

    /// Whether the entries have the names of fields.
    pub const fn has_fields(self) -> bool {
        matches!(self, Self::Fields | Self::NamedVariant)
    }
}

/// Which rows of the tables are kept as pointers.
#[derive(Clone, Copy, Debug)]
pub enum Pointers<'a> {
    /// All rows.
    All,
    /// The rows at these addresses, which are sorted.
    At(&'a [usize]),
}

/// The tree of these rows.
pub fn tree(rows: &Scenario, pointers: Pointers<'_>) -> Value {
    rows.serialize(Maker { depth: 0, pointers }).expect("every field of the format can be written")
}

/// The tree of one row.
pub fn of_row(row: &impl Serialize) -> Value {
    row.serialize(Maker { depth: 2, pointers: Pointers::At(&[]) }).expect("every field of the format can be written")
}

/// Both versions as trees. Rows that they share, under the same key, are pointers in both.
pub fn trees(old: &Scenario, new: &Scenario) -> (Value, Value) {
    let (before, after) = (tree(old, Pointers::All), tree(new, Pointers::All));
    let (before, after) = (pointers(&before), pointers(&after));
    let mut same = Vec::new();
    let mut rest = &after[..];
    for of_old in before.chunk_by(|a, b| a.0 == b.0) {
        let address = of_old[0].0;
        rest = &rest[rest.partition_point(|(other, _)| *other < address)..];
        let of_new = &rest[..rest.partition_point(|(other, _)| *other == address)];
        // A row that occurs twice, or has another key now, is compared like any other.
        if of_old.len() == 1 && of_new == of_old {
            same.push(address);
        }
    }
    (tree(old, Pointers::At(&same)), tree(new, Pointers::At(&same)))
}

/// Notes at the rows of a tree which ids they had in the version before.
pub fn with_ids_as_read(tree: &mut Value, ids: &IdsAsRead) {
    let Value::Items(root) = tree else { return };
    let printed: HashMap<(&str, String), &String> =
        ids.iter().map(|((table, id), was)| ((*table, text(id)), was)).collect();
    if printed.is_empty() {
        return;
    }
    for table in &mut root.entries {
        let Value::Items(rows) = &mut table.value else { continue };
        for row in &mut rows.entries {
            let was = row.id().and_then(|id| printed.get(&(table.key.as_str(), id.to_owned())));
            row.was = was.map(|was| text(was));
        }
    }
}

/// The addresses of all rows with their keys, sorted.
fn pointers(tree: &Value) -> Vec<(usize, &str)> {
    let tables = match tree {
        Value::Items(root) => &root.entries[..],
        Value::Same(_) | Value::Leaf(_) => &[],
    };
    let rows = tables.iter().filter_map(|table| match &table.value {
        Value::Items(rows) => Some(&rows.entries),
        Value::Same(_) | Value::Leaf(_) => None,
    });
    let pointer = |row: &'_ Entry| match row.value {
        Value::Same(address) => Some(address),
        Value::Leaf(_) | Value::Items(_) => None,
    };
    let mut all: Vec<(usize, &str)> =
        rows.flatten().filter_map(|row| Some((pointer(row)?, row.key.as_str()))).collect();
    all.sort_unstable();
    all
}

/// A text as it is printed.
pub fn text(text: &str) -> String {
    let is_plain = |byte: u8| (byte.is_ascii_graphic() || byte == b' ') && byte != b'"' && byte != b'\\';
    if text.bytes().all(is_plain) {
        return format!("\"{text}\"");
    }
    with_plain_marks(&options().to_string(text).expect("a text can be written")).into_owned()
}

/// Makes the values of a tree.
#[derive(Clone, Copy)]
struct Maker<'a> {
    depth: usize,
    pointers: Pointers<'a>,
}

/// Makes a value with entries.
struct Making<'a> {
    items: Items,
    inner: Maker<'a>,
    key: String,
}

impl<'a> Maker<'a> {
    fn items(self, shape: Shape, name: Option<&'static str>) -> Making<'a> {
        let inner = Self { depth: self.depth + 1, ..self };
        Making { items: Items { shape, name, entries: Vec::new() }, inner, key: String::new() }
    }
}

impl Making<'_> {
    fn push<T: Serialize + ?Sized>(&mut self, key: String, value: &T) -> Result<(), Error> {
        let value = value.serialize(self.inner)?;
        self.items.entries.push(Entry { key, was: None, value });
        Ok(())
    }

    /// Adds a row of a table, or an entry of a map or a list within a row.
    fn push_row<T: Serialize + ?Sized>(&mut self, key: String, value: &T) -> Result<(), Error> {
        let address = std::ptr::from_ref(value).addr();
        let is_pointer = match self.inner.pointers {
            _ if self.inner.depth != 2 => false,
            Pointers::All => true,
            Pointers::At(same) => same.binary_search(&address).is_ok(),
        };
        if is_pointer {
            self.items.entries.push(Entry { key, was: None, value: Value::Same(address) });
            return Ok(());
        }
        self.push(key, value)
    }
}

macro_rules! leaves {
    ($($function:ident: $kind:ty,)*) => {$(
        fn $function(self, value: $kind) -> Result<Value, Error> {
            Ok(Value::Leaf(options().to_string(&value).map_err(|_| Error)?))
        }
    )*};
}

impl<'a> Serializer for Maker<'a> {
    type Ok = Value;
    type Error = Error;
    type SerializeSeq = Making<'a>;
    type SerializeTuple = Making<'a>;
    type SerializeTupleStruct = Impossible<Value, Error>;
    type SerializeTupleVariant = Making<'a>;
    type SerializeMap = Making<'a>;
    type SerializeStruct = Making<'a>;
    type SerializeStructVariant = Making<'a>;

    leaves! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char,
    }

    fn serialize_str(self, value: &str) -> Result<Value, Error> {
        Ok(Value::Leaf(text(value)))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Value, Error> {
        Err(Error)
    }

    fn serialize_none(self) -> Result<Value, Error> {
        Ok(Value::Leaf("None".to_owned()))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, Error> {
        Ok(Value::Leaf("()".to_owned()))
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<Value, Error> {
        Ok(Value::Leaf(name.to_owned()))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Value, Error> {
        Ok(Value::Leaf(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Value, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Error> {
        let mut making = self.items(Shape::Variant, Some(variant));
        making.push(String::new(), value)?;
        Ok(Value::Items(making.items))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Making<'a>, Error> {
        Ok(self.items(Shape::List, None))
    }

    fn serialize_tuple(self, _: usize) -> Result<Making<'a>, Error> {
        Ok(self.items(Shape::Tuple, None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(Error)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Making<'a>, Error> {
        Ok(self.items(Shape::Variant, Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Making<'a>, Error> {
        Ok(self.items(Shape::Map, None))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Making<'a>, Error> {
        Ok(self.items(Shape::Fields, Some(name)))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Making<'a>, Error> {
        Ok(self.items(Shape::NamedVariant, Some(variant)))
    }
}

impl SerializeSeq for Making<'_> {
    type Ok = Value;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.push_row(String::new(), value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(Value::Items(self.items))
    }
}

impl SerializeTuple for Making<'_> {
    type Ok = Value;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.push(String::new(), value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(Value::Items(self.items))
    }
}

impl SerializeTupleVariant for Making<'_> {
    type Ok = Value;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.push(String::new(), value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(Value::Items(self.items))
    }
}

impl SerializeMap for Making<'_> {
    type Ok = Value;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let Value::Leaf(key) = key.serialize(self.inner)? else { return Err(Error) };
        self.key = key;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = std::mem::take(&mut self.key);
        self.push_row(key, value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(Value::Items(self.items))
    }
}

impl SerializeStruct for Making<'_> {
    type Ok = Value;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.push(key.to_owned(), value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(Value::Items(self.items))
    }
}

impl SerializeStructVariant for Making<'_> {
    type Ok = Value;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.push(key.to_owned(), value)
    }

    fn end(self) -> Result<Value, Error> {
        Ok(Value::Items(self.items))
    }
}
