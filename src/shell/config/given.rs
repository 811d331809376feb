//! What somebody wrote for an option, before its reader understands it.
//!
//! A file and an environment variable give the same thing: one text or several, each with its place in the
//! file. Whether `60` stands in quotes makes no difference, and commas may stand for a list.

use toml::Spanned;
use toml::de::DeValue;

/// What was written for an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    One(String),
    Many(Vec<Given>),
    Table,
}

/// One text, and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) at: usize,
    pub(super) text: &'a str,
}

/// Why something cannot be the value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// What it is, as it was written.
    pub(super) said: String,
    /// What would be right.
    pub(super) hint: String,
}

impl Piece<'_> {
    /// This text is not right; `hint` says what would be.
    pub(super) fn wrong(self, hint: impl Into<String>) -> Wrong {
        Wrong { at: self.at, said: format!("{:?}", self.text), hint: hint.into() }
    }
}

impl Given {
    /// What stands in the file.
    pub(super) fn in_file(value: &Spanned<DeValue<'_>>) -> Self {
        let inner = match value.get_ref() {
            DeValue::String(text) => Value::One(text.trim().to_owned()),
            DeValue::Integer(number) => Value::One(number.to_string()),
            DeValue::Float(number) => Value::One(number.to_string()),
            DeValue::Boolean(truth) => Value::One(truth.to_string()),
            DeValue::Datetime(date) => Value::One(date.to_string()),
            DeValue::Array(list) => Value::Many(list.iter().map(Self::in_file).collect()),
            DeValue::Table(_) => Value::Table,
        };
        Self { at: value.span().start, value: inner }
    }

    /// What a variable of the environment holds.
    pub(super) fn in_variable(text: &str) -> Self {
        Self { at: 0, value: Value::One(text.trim().to_owned()) }
    }

    /// The one text this is.
    pub(super) fn one(&self) -> Result<Piece<'_>, Wrong> {
        match &self.value {
            Value::One(text) => Ok(Piece { at: self.at, text }),
            Value::Many(_) => Err(self.wrong("a list", "it takes a single value")),
            Value::Table => Err(self.wrong("a section", "it takes a single value")),
        }
    }

    /// The texts of this list; commas in a single text separate too.
    pub(super) fn many(&self) -> Result<Vec<Piece<'_>>, Wrong> {
        match &self.value {
            Value::One(text) => Ok(self.split(text)),
            Value::Many(list) => list.iter().map(Self::one).collect(),
            Value::Table => Err(self.wrong("a section", "it takes a list")),
        }
    }

    /// The same where a comma is a text like any other.
    pub(super) fn listed(&self) -> Result<Vec<Piece<'_>>, Wrong> {
        if let Value::One(text) = &self.value { Ok(vec![Piece { at: self.at, text }]) } else { self.many() }
    }

    fn split<'a>(&self, text: &'a str) -> Vec<Piece<'a>> {
        let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
        words.map(|text| Piece { at: self.at, text }).collect()
    }

    fn wrong(&self, said: &str, hint: &str) -> Wrong {
        Wrong { at: self.at, said: said.into(), hint: hint.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(toml: &str) -> Given {
        Given::in_file(&DeValue::parse(toml).unwrap())
    }

    #[test]
    fn quotes_around_a_single_value_make_no_difference() {
        let cases =
            [("60", "\"60\""), ("2026-12-25", "\"2026-12-25\""), ("true", "'true'"), ("1.5", "\"1.5\"")];
        for (bare, quoted) in cases {
            assert_eq!(given(bare), given(quoted));
        }
    }

    #[test]
    fn a_list_may_be_written_with_commas() {
        let texts = |given: &Given| -> Vec<String> {
            given.many().unwrap().into_iter().map(|piece| piece.text.to_owned()).collect()
        };
        for list in [given("[\"mon\", \"tue\"]"), given("\"mon, tue\""), Given::in_variable(" mon,tue, ")] {
            assert_eq!(texts(&list), ["mon", "tue"]);
        }
        assert!(texts(&given("[]")).is_empty() && texts(&given("''")).is_empty());
    }

    #[test]
    fn every_piece_of_a_list_knows_its_place() {
        let list = given("[\"mon\", \"tue\"]");
        assert_eq!(list.many().unwrap()[1].at, 8);
    }

    #[test]
    fn lists_and_sections_are_no_single_value() {
        assert_eq!(given("[1, 2]").one().unwrap_err().said, "a list");
        assert_eq!(given("{ a = 1 }").one().unwrap_err().said, "a section");
        assert!(given("{ a = 1 }").many().is_err());
        assert!(given("[[1]]").many().is_err());
    }
}
