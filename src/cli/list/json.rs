//! Tasks in Close's own words, with what waits for each.
//!
//! Nothing of what Close sent is lost or reordered. Characters that could harm a terminal are written as
//! escapes, which to a reader of JSON is the same.

use std::collections::HashMap;
use std::fmt::Write;

use serde::Deserialize;
use serde_json::Value;

use crate::app::text;

#[derive(Deserialize)]
struct Identified<'a> {
    #[serde(borrow)]
    id: std::borrow::Cow<'a, str>,
}

/// The objects by the ids in them.
pub(in crate::cli) fn by_id(objects: &[Box<str>]) -> HashMap<String, &str> {
    let id = |object: &str| {
        serde_json::from_str::<Identified<'_>>(object).ok().map(|found| found.id.trim().to_owned())
    };
    objects.iter().filter_map(|object| Some((id(object)?, &**object))).collect()
}

/// An object with one field more.
pub(in crate::cli) fn with_pending(object: &str, pending: &Value) -> String {
    let object = object.trim_end();
    let Some(open) = object.strip_suffix('}').map(str::trim_end) else { return harmless(object) };
    let comma = if open.ends_with('{') { "" } else { ", " };
    harmless(&format!("{open}{comma}\"pending\": {pending}}}"))
}

/// JSON that can be shown on a terminal as it is. Outside of texts it has no such characters.
pub(in crate::cli) fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if !text::is_harmful(letter) || matches!(letter, '\n' | '\r' | '\t') {
            out.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            // Writing to a text cannot fail.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_field_more_and_everything_else_as_it_came() {
        let with = |object: &str| with_pending(object, &json!([]));
        assert_eq!(
            with(r#"{"id": "task_1", "z": 1.50, "a": null}"#),
            r#"{"id": "task_1", "z": 1.50, "a": null, "pending": []}"#
        );
        assert_eq!(with("{ }"), r#"{"pending": []}"#);
    }

    #[test]
    fn what_could_harm_a_terminal_is_escaped_and_means_the_same() {
        let object = "{\"text\": \"a\u{9b}31m\u{202e}b\u{e0041}\"}";
        let shown = harmless(object);
        assert!(shown.chars().all(|letter| !text::is_harmful(letter)), "{shown}");
        let (before, after): (Value, Value) =
            (serde_json::from_str(object).unwrap(), serde_json::from_str(&shown).unwrap());
        assert_eq!(before, after);
    }

    #[test]
    fn objects_are_found_by_their_ids_however_they_are_written() {
        let objects =
            [r#"{"text": "x", "id": "task_1"}"#.into(), r#"{"id": "task\u005f2"}"#.into(), "7".into()];
        let found = by_id(&objects);
        assert_eq!(found.len(), 2);
        assert!(found["task_1"].contains("\"x\"") && found.contains_key("task_2"));
    }
}
