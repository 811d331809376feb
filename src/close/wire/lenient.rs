//! JSON values read without complaint.
//!
//! A number may come as text and a text as a number; what fits in no way counts as missing. Decoding with
//! these types fails on broken JSON only, never on a surprising shape. Knows nothing of tasks.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::domain::id::Text;

/// A value without parts; lists and objects in its place count as nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Scalar {
    /// Missing, null, or of no use.
    #[default]
    Nothing,
    /// A text, perhaps empty.
    Text(Text),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// A truth value.
    Flag(bool),
}

/// A list; nothing when it is missing or something else stands in its place.
#[derive(Debug)]
pub(super) struct Many<T>(pub(super) Option<Vec<T>>);

/// An object; nothing when something else stands in its place.
#[derive(Debug)]
pub(super) struct Record<T>(pub(super) Option<T>);

impl Scalar {
    /// The text, if there is anything to show.
    pub(super) fn text(self) -> Option<Text> {
        match self {
            Self::Text(text) => (!text.trim().is_empty()).then_some(text),
            Self::Whole(number) => Some(number.to_string().into()),
            Self::Number(number) => Some(number.to_string().into()),
            Self::Nothing | Self::Flag(_) => None,
        }
    }

    /// The number, rounded to a whole one.
    pub(super) fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            Self::Number(number) => rounded(*number),
            Self::Text(text) => text.trim().parse().ok().or_else(|| rounded(text.trim().parse().ok()?)),
            Self::Nothing | Self::Flag(_) => None,
        }
    }

    /// Yes or no, if it says either.
    pub(super) fn flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Whole(number) => Some(*number != 0),
            Self::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Self::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
fn rounded(number: f64) -> Option<i64> {
    // Beyond this, a floating number no longer tells whole numbers apart.
    (number.abs() < 9e15).then(|| number.round() as i64)
}

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Many<T> {
    /// What there is, if anything.
    pub(super) fn items(self) -> impl Iterator<Item = T> {
        self.0.into_iter().flatten()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.as_ref().map_or(0, Vec::len)
    }
}

impl<T> Default for Record<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// What a visitor makes of values without parts that it has no use for.
macro_rules! ignoring_scalars {
    ($nothing:expr) => {
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("anything")
        }
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok($nothing)
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($nothing)
        }
    };
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Scalar, E> {
        Ok(Scalar::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar::Whole(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "no number of Close is that large")]
    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(i64::try_from(number).map_or(Scalar::Number(number as f64), Scalar::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.into()))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Scalar, A::Error> {
        pass_over_list(list).map(|()| Scalar::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Scalar, A::Error> {
        pass_over_object(object).map(|()| Scalar::Nothing)
    }
}

struct ManyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ManyVisitor<T> {
    type Value = Many<T>;

    ignoring_scalars!(Many(None));

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Many<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Many(Some(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Many<T>, A::Error> {
        pass_over_object(object).map(|()| Many(None))
    }
}

struct RecordVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for RecordVisitor<T> {
    type Value = Record<T>;

    ignoring_scalars!(Record(None));

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Record<T>, A::Error> {
        pass_over_list(list).map(|()| Record(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Record<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(object)).map(|value| Record(Some(value)))
    }
}

fn pass_over_list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<(), A::Error> {
    while list.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

fn pass_over_object<'de, A: MapAccess<'de>>(mut object: A) -> Result<(), A::Error> {
    while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ManyVisitor(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Record<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RecordVisitor(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(json: &str) -> Scalar {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn numbers_may_be_texts_and_texts_numbers() {
        for (json, whole) in [("21", 21), (r#""21""#, 21), ("21.4", 21), (r#"" 20.6 ""#, 21), ("-3", -3)] {
            assert_eq!(scalar(json).whole(), Some(whole), "{json}");
        }
        for json in ["null", "true", "[1]", r#"{"a": 1}"#, r#""many""#, "1e300"] {
            assert_eq!(scalar(json).whole(), None, "{json}");
        }
        assert_eq!(scalar("7").text().as_deref(), Some("7"));
    }

    #[test]
    fn what_has_nothing_to_show_is_missing() {
        for json in ["null", r#""""#, r#""  ""#, "[]", r#"["a"]"#, "{}", "false"] {
            assert_eq!(scalar(json).text(), None, "{json}");
        }
    }

    #[test]
    fn flags_may_be_words_or_numbers() {
        for (json, flag) in
            [("true", true), (r#""True""#, true), ("1", true), (r#""false""#, false), ("0", false)]
        {
            assert_eq!(scalar(json).flag(), Some(flag), "{json}");
        }
        assert_eq!(scalar(r#""perhaps""#).flag(), None);
    }

    #[test]
    fn what_is_no_list_and_no_object_is_nothing() {
        for json in ["null", "7", "-7", "1.5", "true", r#""a""#, r#"{"a": [1]}"#] {
            assert_eq!(serde_json::from_str::<Many<Scalar>>(json).unwrap().len(), 0, "{json}");
        }
        for json in ["null", "7", "[1, [2]]", r#""a""#] {
            assert!(serde_json::from_str::<Record<Scalar>>(json).unwrap().0.is_none(), "{json}");
        }
        assert_eq!(serde_json::from_str::<Many<Scalar>>("[1, null]").unwrap().items().count(), 2);
    }
}
