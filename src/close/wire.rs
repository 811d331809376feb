//! JSON from Close, made into domain types.
//!
//! Close says that fields may come and go, and live answers differ from its own samples. So every field but
//! an id may be missing, null, empty or of another type, and one odd task never costs the others. Only what
//! would make an answer untrue is an error: a list without its `data` must not look like an empty list.

mod availability;
mod event;
mod intern;
mod kind;
mod lenient;
pub mod mail;
mod mend;
mod people;
mod readable;
pub mod related;
#[cfg(test)]
mod related_samples;
#[cfg(test)]
mod samples;
mod task;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use self::intern::Interner;
use self::lenient::{Many, Record, Scalar};
use self::task::TaskShape;
use super::errors::one_line;
use crate::domain::task::Task;

pub use self::availability::availability;
pub use self::event::events;
pub use self::people::{Member, group, groups, me, members, users};

/// The fields we ask lists for: exactly those decoded below. More than half of what Close would send is
/// never looked at.
pub const FIELDS: &str = "id,_type,lead_id,lead_name,contact_id,contact_name,assigned_to,assigned_to_name,\
    created_by_name,updated_by_name,date,is_dateless,date_created,date_updated,is_complete,view,priority,\
    object_type,object_id,sequence_id,sequence_subscription_id,text,subject,body_preview,emails,\
    phone,phone_formatted,phone_number_description,local_phone,recording_url,voicemail_url,\
    voicemail_duration,remote_phone,remote_phone_formatted,remote_phone_description,attachments,\
    opportunity_note,opportunity_value,opportunity_value_formatted,opportunity_value_period";

/// Why an answer could not be used.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// Something else answered, or the answer was damaged.
    #[error("Close sent something that is not JSON ({reason}): {beginning:?}")]
    NotJson {
        /// What the parser says.
        reason: serde_json::Error,
        /// How the answer begins.
        beginning: String,
    },
    /// The one thing that cannot be missing.
    #[error("Close sent {thing} without `{field}`")]
    Missing {
        /// What was sent.
        thing: &'static str,
        /// What it lacks.
        field: &'static str,
    },
}

/// One page of tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Those that could be read.
    pub tasks: Vec<Task>,
    /// Whether another page follows. The length of this one says nothing about it.
    pub has_more: bool,
    /// A sentence for each that could not be read, or not wholly.
    pub unreadable: Vec<String>,
    /// Each task as it came, where [`whole_page`] read it.
    pub objects: Vec<Box<str>>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct PageShape {
    data: Many<Record<TaskShape>>,
    has_more: Scalar,
}

/// Reads a page of tasks.
pub fn page(body: &[u8]) -> Result<Page, WireError> {
    let shape: PageShape = parse(body)?;
    let items = shape.data.0.ok_or(WireError::Missing { thing: "a list", field: "data" })?;
    // Where Close does not say whether more follows, only an empty page is surely the last.
    let has_more = shape.has_more.flag().unwrap_or(!items.is_empty());
    let mut page = Page { has_more, ..Page::default() };
    let mut interner = Interner::default();
    for item in items {
        match item.0.ok_or(NOT_A_TASK).and_then(|shape| shape.read(&mut interner)) {
            Ok((task, complaint)) => {
                page.tasks.push(task);
                page.unreadable.extend(complaint);
            }
            Err(error) => page.unreadable.push(error.to_string()),
        }
    }
    Ok(page)
}

#[derive(Deserialize)]
struct Objects<'a> {
    #[serde(borrow)]
    data: Vec<&'a RawValue>,
}

/// Reads a page of tasks, and keeps each as it came.
pub fn whole_page(body: &[u8]) -> Result<Page, WireError> {
    let page = page(body)?;
    let foreign = std::str::from_utf8(body).is_err().then(|| mend::mended(body));
    let body = foreign.as_deref().map_or(body, str::as_bytes);
    let objects: Objects<'_> = serde_json::from_slice(body)
        .map_err(|reason| WireError::NotJson { reason, beginning: beginning(body) })?;
    Ok(Page { objects: objects.data.into_iter().map(|object| object.get().into()).collect(), ..page })
}

/// Reads one task.
pub fn task(body: &[u8]) -> Result<Task, WireError> {
    let shape: Record<TaskShape> = parse(body)?;
    let (task, _) = shape.0.ok_or(NOT_A_TASK)?.read(&mut Interner::default())?;
    Ok(task)
}

const NOT_A_TASK: WireError = WireError::Missing { thing: "a task", field: "id" };

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, WireError> {
    serde_json::from_slice(body).or_else(|reason| {
        let again = serde_json::from_slice(mend::mended(body).as_bytes());
        again.map_err(|_| WireError::NotJson { reason, beginning: beginning(body) })
    })
}

fn beginning(body: &[u8]) -> String {
    let start = body.get(..200).unwrap_or(body);
    one_line(&String::from_utf8_lossy(start), 40)
}

#[cfg(test)]
mod tests {
    use super::samples::{EVERY_KIND, list};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_holds_its_tasks_in_order() {
        let page = page(list(EVERY_KIND).as_bytes()).unwrap();
        assert_eq!((page.tasks.len(), page.has_more, page.unreadable.len()), (9, false, 0));
        assert_eq!(page.tasks[0].kind.wire_name(), "lead");
    }

    #[test]
    fn one_odd_task_never_costs_the_others() {
        let odd = ["null", "7", "[1]", r#""text""#, r#"{"_type": "lead"}"#, r#"{"id": ""}"#, r#"{"id": {}}"#];
        let tasks: Vec<&str> = odd.into_iter().chain([r#"{"id": "task_1"}"#]).collect();
        let page = page(list(&tasks).as_bytes()).unwrap();
        assert_eq!(page.tasks.len(), 1);
        assert_eq!(page.unreadable, vec!["Close sent a task without `id`"; 7]);
    }

    #[test]
    fn only_has_more_says_whether_more_follows() {
        for (body, expected) in [
            (r#"{"data": [], "has_more": true}"#, true),
            (r#"{"data": [{"id": "task_1"}], "has_more": false}"#, false),
            (r#"{"data": [{"id": "task_1"}], "has_more": "true"}"#, true),
            (r#"{"data": [{"id": "task_1"}]}"#, true),
            (r#"{"data": [], "has_more": null}"#, false),
        ] {
            assert_eq!(page(body.as_bytes()).unwrap().has_more, expected, "{body}");
        }
    }

    #[test]
    fn a_list_without_data_is_not_an_empty_list() {
        for body in ["{}", r#"{"data": null}"#, r#"{"data": {"id": "task_1"}}"#] {
            assert_eq!(page(body.as_bytes()).unwrap_err().to_string(), "Close sent a list without `data`");
        }
        assert!(page(b"null").is_err() && page(b"7").is_err());
    }

    #[test]
    fn what_is_not_json_is_told_with_its_beginning() {
        let told = page(b"<html>\x1b[31m<head>Sign in to the hotel").unwrap_err().to_string();
        assert!(told.starts_with("Close sent something that is not JSON ("), "{told}");
        assert!(told.ends_with(r#": "<html><head>Sign in to the hotel""#), "{told}");
        assert!(matches!(task(b""), Err(WireError::NotJson { .. })));
    }

    #[test]
    fn half_a_smiley_does_not_cost_the_page() {
        let page = page(br#"{"data": [{"id": "noti_1", "_type": "lead", "text": "cut \ud83d"}]}"#).unwrap();
        assert_eq!(page.tasks[0].subject(), "cut \u{fffd}");
    }

    #[test]
    fn every_field_that_is_decoded_is_asked_for() {
        for kind in EVERY_KIND {
            let whole = task(kind.as_bytes()).unwrap();
            let mut asked: serde_json::Map<String, serde_json::Value> = serde_json::from_str(kind).unwrap();
            asked.retain(|name, _| FIELDS.split(',').any(|field| field == name));
            assert_eq!(task(serde_json::to_vec(&asked).unwrap().as_slice()).unwrap(), whole);
        }
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        use serde_json::Value;
        let names = FIELDS.replace("_type,", "_type,data,has_more,organizations,memberships,user,contacts,opportunities,timezone,note_html,\
            voicemail_transcript,utterances,summary_text,body_text,body_html,body_text_quoted,expand,sender,to,body,");
        let names: Vec<String> = names.split(',').map(str::to_owned).collect();
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "\\PC{0,20}".prop_map(Value::from),
            prop::sample::select(vec![
                "lead",
                "voicemail",
                "2026-03-06",
                "2026-03-06T08:00:00+00:00",
                "true"
            ])
            .prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 64, 8, move |inner| {
            let name = prop_oneof![4 => prop::sample::select(names.clone()), 1 => "\\PC{0,8}"];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((name, inner), 0..12).prop_map(|pairs| pairs.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_json_makes_the_decoder_fall_over(json in any_json()) {
            let body = serde_json::to_vec(&json).unwrap();
            let list = format!(r#"{{"data": [{json}, {{"id": "task_1"}}]}}"#);
            let _ = (task(&body), page(&body), me(&body, None), members(&body), users(&body));
            let _ = (related::lead(&body), related::call(&body), related::sms(&body), mail::thread(&body));
            let _ = (related::opportunity(&body), related::comments(list.as_bytes()), mail::mails(list.as_bytes()));
            let page = page(list.as_bytes()).unwrap();
            prop_assert_eq!(page.tasks.last().map(|task| task.id.to_string()), Some("task_1".to_owned()));
        }

        #[test]
        fn no_bytes_make_the_decoder_fall_over(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = (task(&body), page(&body), me(&body, None), members(&body), users(&body));
        }
    }
}
