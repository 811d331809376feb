//! Parameters of a list: filters, order, page.
//!
//! What the server library ignores is ignored here: unknown parameters, unknown operators, unknown orders. So a
//! misspelt filter returns everything, exactly as it would from Close. An empty value means "is null".

use std::cmp::Ordering;
use std::collections::HashSet;

use chrono::FixedOffset;
use serde_json::{Map, Value, json};

use super::errors::Refusal;
use super::moment::Due;
use super::task::{Sight, Task, project};
use super::world::World;

/// No list has been seen to give more than this per page.
const LIMIT: usize = 100;
/// The largest `_skip`; seen live on activity lists.
const SKIP: usize = 250_000;

/// Parameters in the order they came, from the query string or from `_params` in the body.
#[derive(Clone, Debug, Default)]
pub(super) struct Params(Vec<(String, String)>);

impl Params {
    pub(super) fn from_query(query: &[(String, String)]) -> Self {
        Self(query.to_vec())
    }

    /// Close's samples hold strings only; numbers and booleans are read as written, anything else is skipped.
    pub(super) fn from_body(params: &Map<String, Value>) -> Self {
        let read = |(name, value): (&String, &Value)| match value {
            Value::String(text) => Some((name.clone(), text.clone())),
            Value::Number(_) | Value::Bool(_) => Some((name.clone(), value.to_string())),
            _ => None,
        };
        Self(params.iter().filter_map(read).collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

/// The tasks a caller asks for.
pub(super) struct Filter {
    checks: Vec<Check>,
    sight: Sight,
}

enum Check {
    Kind(HashSet<String>),
    Id(HashSet<String>),
    Lead(Option<String>),
    Assignee(Option<String>),
    Organization(String),
    Complete(bool),
    View(&'static str),
    Time(Field, Operator, Option<Due>),
}

#[derive(Clone, Copy)]
enum Field {
    Date,
    DueDate,
    Created,
    Updated,
}

#[derive(Clone, Copy, PartialEq)]
enum Operator {
    Is,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Filter {
    /// Reads the filters; the first of a repeated parameter counts.
    pub(super) fn read(params: &Params, sight: Sight) -> Result<Self, Refusal> {
        let mut checks = Vec::new();
        checks.extend(kinds(params));
        for (name, value) in &params.0 {
            checks.extend(check(params, name, value)?);
        }
        Ok(Self { checks, sight })
    }

    /// The tasks that pass, in the order they were made.
    pub(super) fn select<'a>(&self, world: &'a World) -> Vec<&'a Task> {
        let passes = |task: &Task| self.checks.iter().all(|check| check.passes(task, world, self.sight));
        world.tasks().map(|(_, task)| task).filter(|task| passes(task)).collect()
    }
}

/// Without `_type` or `_type__in` only to-dos are listed.
fn kinds(params: &Params) -> Option<Check> {
    match (params.get("_type"), params.get("_type__in")) {
        (Some("all"), _) => None,
        (Some(kind), _) => Some(Check::Kind(words(kind))),
        (None, Some(kinds)) => Some(Check::Kind(words(kinds))),
        (None, None) => Some(Check::Kind(words("lead"))),
    }
}

fn words(list: &str) -> HashSet<String> {
    list.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

fn check(params: &Params, name: &str, value: &str) -> Result<Option<Check>, Refusal> {
    let view = params.get("view");
    Ok(match name {
        "id" | "id__in" => Some(Check::Id(words(value))),
        "lead_id" => Some(Check::Lead(nullable(value))),
        "assigned_to" => Some(Check::Assignee(nullable(value))),
        "organization_id" => Some(Check::Organization(value.to_owned())),
        // Only the literal word is false; the library takes anything else for true.
        "is_complete" => Some(Check::Complete(value != "false")),
        "view" => Some(Check::View(view_named(value)?)),
        // Each view brings its own bound, which wins over the caller's.
        "date__lt" if view == Some("inbox") => None,
        "date__gte" if view == Some("future") => None,
        _ => time(name, value)?,
    })
}

/// What Close does with an unknown view is not known; refusing finds misspellings.
fn view_named(value: &str) -> Result<&'static str, Refusal> {
    let known = ["inbox", "future", "archive"].into_iter().find(|view| *view == value);
    known.ok_or_else(|| {
        Refusal::request(format!("view must be inbox, future or archive (got \"{value}\" instead)."))
    })
}

fn time(name: &str, value: &str) -> Result<Option<Check>, Refusal> {
    let (base, operator) = match name.rsplit_once("__") {
        None => (name, Operator::Is),
        Some((base, "lt")) => (base, Operator::Less),
        Some((base, "lte")) => (base, Operator::LessOrEqual),
        Some((base, "gt")) => (base, Operator::Greater),
        Some((base, "gte")) => (base, Operator::GreaterOrEqual),
        Some(_) => return Ok(None),
    };
    let field = match (base, operator) {
        ("date", _) => Field::Date,
        ("due_date", _) => Field::DueDate,
        ("date_created" | "date_updated", Operator::Is) => return Ok(None),
        ("date_created", _) => Field::Created,
        ("date_updated", _) => Field::Updated,
        _ => return Ok(None),
    };
    if value.is_empty() && operator == Operator::Is {
        return Ok(Some(Check::Time(field, operator, None)));
    }
    let bound = Due::parse(value).ok_or_else(|| Refusal::field(name, "Invalid ISO 8601 datetime."))?;
    Ok(Some(Check::Time(field, operator, Some(bound))))
}

fn nullable(value: &str) -> Option<String> {
    match value {
        "" => None,
        "\"\"" => Some(String::new()),
        _ => Some(value.to_owned()),
    }
}

impl Check {
    fn passes(&self, task: &Task, world: &World, sight: Sight) -> bool {
        match self {
            Self::Kind(kinds) => kinds.contains(&task.kind),
            Self::Id(ids) => ids.contains(&task.id),
            Self::Lead(lead) => task.lead_id == *lead,
            Self::Assignee(user) => task.assigned_to == *user,
            Self::Organization(id) => world.organization_id() == id,
            Self::Complete(complete) => task.is_complete == *complete,
            Self::View(view) => task.view(sight) == *view,
            Self::Time(field, operator, bound) => {
                let value = field.of(task);
                match (value, bound) {
                    (Some(value), Some(bound)) => operator.holds(value.compare(*bound, sight.zone)),
                    (value, bound) => *operator == Operator::Is && value.is_none() && bound.is_none(),
                }
            }
        }
    }
}

impl Field {
    fn of(self, task: &Task) -> Option<Due> {
        match self {
            Self::Date => task.date,
            Self::DueDate => task.due_date(),
            Self::Created => Some(Due::Instant(task.created)),
            Self::Updated => Some(Due::Instant(task.updated)),
        }
    }
}

impl Operator {
    fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Is => ordering.is_eq(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

/// Sorts as `_order_by` asks; other values are ignored without an error.
pub(super) fn sort(tasks: &mut [&Task], order: Option<&str>, zone: FixedOffset) {
    let date = |task: &&Task| task.date.map(|date| date.order(zone));
    match order {
        Some("date") => tasks.sort_by_cached_key(date),
        Some("-date") => tasks.sort_by_cached_key(|task| std::cmp::Reverse(date(task))),
        Some("date_created") => tasks.sort_by_key(|task| task.created),
        Some("-date_created") => tasks.sort_by_key(|task| std::cmp::Reverse(task.created)),
        _ => {}
    }
}

/// One page of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Page {
    pub(super) skip: usize,
    pub(super) limit: usize,
}

impl Page {
    /// Reads `_skip` and `_limit`; too much of either is an error, never a clamp.
    pub(super) fn read(params: &Params, most: usize) -> Result<Self, Refusal> {
        let limit = number(params, "_limit", "an integer")?.unwrap_or(most.min(LIMIT));
        if limit > most {
            let sentence = format!(
                "The limit you set is larger than the maximum limit for this resource (max_limit = {most})."
            );
            return Err(Refusal::request(sentence));
        }
        let skip = number(params, "_skip", "a non-negative integer")?.unwrap_or(0);
        if skip > SKIP {
            let sentence = format!(
                "The skip you set is larger than the maximum skip for this resource (max_skip = {SKIP}). Please \
                 refine your search query."
            );
            return Err(Refusal::request(sentence));
        }
        Ok(Self { skip, limit })
    }

    /// The envelope around this page of all that was found.
    pub(super) fn envelope<T>(
        self,
        found: &[T],
        fields: Option<&str>,
        show: impl Fn(&T) -> Map<String, Value>,
    ) -> Value {
        let rest = found.get(self.skip..).unwrap_or_default();
        let shown: Vec<Value> =
            rest.iter().take(self.limit).map(|item| project(show(item), fields)).collect();
        json!({ "has_more": rest.len() > self.limit, "data": shown })
    }
}

fn number(params: &Params, name: &str, what: &str) -> Result<Option<usize>, Refusal> {
    let read = |text: &str| {
        text.parse().map_err(|_| Refusal::request(format!("{name} must be {what} (got \"{text}\" instead).")))
    };
    params.get(name).map(read).transpose()
}

/// `GET /task/`.
pub(super) fn list(world: &World, params: &Params, sight: Sight) -> Result<Value, Refusal> {
    let page = Page::read(params, LIMIT)?;
    let mut found = Filter::read(params, sight)?.select(world);
    sort(&mut found, params.get("_order_by"), sight.zone);
    Ok(page.envelope(&found, params.get("_fields"), |task| task.render(world, sight)))
}

#[cfg(test)]
mod tests {
    use super::{Page, Params};

    fn page(limit: &str, skip: &str) -> Result<Page, String> {
        let query = [("_limit".to_owned(), limit.to_owned()), ("_skip".to_owned(), skip.to_owned())];
        Page::read(&Params::from_query(&query), 100).map_err(|no| no.body.to_string())
    }

    #[test]
    fn pages_within_the_limits_are_read() {
        assert_eq!(page("100", "0"), Ok(Page { skip: 0, limit: 100 }));
        assert_eq!(page("1", "250000"), Ok(Page { skip: 250_000, limit: 1 }));
    }

    #[test]
    fn pages_beyond_the_limits_are_refused_with_the_documented_words() {
        let cases = [
            ("101", "0", "max_limit = 100"),
            ("x", "0", "_limit must be an integer (got \\\"x\\\" instead)."),
            ("", "0", "_limit must be an integer"),
            ("10", "-1", "_skip must be a non-negative integer"),
            ("10", "250001", "max_skip = 250000"),
        ];
        for (limit, skip, words) in cases {
            let refusal = page(limit, skip).unwrap_err();
            assert!(refusal.contains(words), "{limit} {skip}: {refusal}");
        }
    }
}
