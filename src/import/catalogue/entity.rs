//! The entities of a Backstage catalogue, as far as they are of use. A value of another type than usual counts as not given, because
//! catalogues have extensions of their own.

use std::fmt;

use indexmap::IndexMap;
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

/// A text, a number or a truth value as text; empty for anything else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word(pub String);

/// A list of texts. A single text counts as a list of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(pub Vec<String>);

/// One document of a catalogue.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Entity {
    pub kind: Option<Spanned<Word>>,
    pub metadata: Metadata,
    pub spec: Spec,
}

/// What every entity has.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Metadata {
    pub name: Option<Spanned<Word>>,
    pub namespace: Word,
    pub title: Word,
    pub description: Word,
    pub labels: IndexMap<String, Word>,
    pub annotations: IndexMap<String, Word>,
    pub tags: Words,
}

/// What is particular to the kind of the entity.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Spec {
    #[serde(rename = "type")]
    pub kind: Word,
    pub lifecycle: Word,
    pub owner: Word,
    pub system: Word,
    pub depends_on: Words,
    pub dependency_of: Words,
    pub subcomponent_of: Word,
    pub consumes_apis: Words,
    pub provides_apis: Words,
}

impl Entity {
    /// The kind in small letters; empty if there is none.
    pub fn kind(&self) -> String {
        self.kind.as_ref().map_or_else(String::new, |kind| kind.value.0.trim().to_lowercase())
    }

    /// The line in which the entity is named or, if it has no name, the one of its kind.
    pub fn line(&self) -> Option<usize> {
        let named = self.metadata.name.as_ref().or(self.kind.as_ref());
        named.and_then(|word| usize::try_from(word.referenced.line()).ok())
    }
}

impl Word {
    /// The text; `None` if it is empty.
    pub fn some(&self) -> Option<String> {
        let text = self.0.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

macro_rules! scalars {
    ($value:ident => $make:expr) => {
        fn visit_str<E: de::Error>(self, $value: &str) -> Result<Self::Value, E> {
            Ok($make)
        }
        fn visit_bool<E: de::Error>(self, $value: bool) -> Result<Self::Value, E> {
            Ok($make)
        }
        fn visit_i64<E: de::Error>(self, $value: i64) -> Result<Self::Value, E> {
            Ok($make)
        }
        fn visit_u64<E: de::Error>(self, $value: u64) -> Result<Self::Value, E> {
            Ok($make)
        }
        fn visit_f64<E: de::Error>(self, $value: f64) -> Result<Self::Value, E> {
            Ok($make)
        }
        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneWord;
        impl<'de> Visitor<'de> for OneWord {
            type Value = Word;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            scalars!(value => Word(value.to_string()));
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Word, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Word::default())
            }
        }
        deserializer.deserialize_any(OneWord)
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ManyWords;
        impl<'de> Visitor<'de> for ManyWords {
            type Value = Words;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of texts")
            }
            scalars!(value => Words(vec![value.to_string()]));
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Words, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = seq.next_element::<Word>()? {
                    words.extend(word.some());
                }
                Ok(Words(words))
            }
        }
        deserializer.deserialize_any(ManyWords)
    }
}
