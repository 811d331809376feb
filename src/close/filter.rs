//! A query as the parameters Close documents.
//!
//! Close skips a parameter it does not know without saying so, and a misspelt filter then matches everything.
//! So every name is written once, here, and the tests spell them out.

use super::wire::FIELDS;
use crate::domain::due::Due;
use crate::domain::id::TaskId;
use crate::domain::query::{Bounds, Order, Query};
use crate::domain::tab::Tab;
use crate::domain::zone::Timestamp;

/// The parameters of a query: filters first, then what every list is sent.
pub(super) fn parameters(query: &Query) -> Vec<(String, String)> {
    let mut list = vec![kinds(query)];
    let mut add = |name: &str, value: Option<String>| {
        list.extend(value.map(|value| (name.to_owned(), value)));
    };
    add("id__in", joined(query.ids.iter().map(TaskId::as_str)));
    add("lead_id", query.lead.as_ref().map(ToString::to_string));
    add("is_complete", query.is_complete.map(|is_complete| is_complete.to_string()));
    add("assigned_to", query.assignee.as_ref().map(ToString::to_string));
    add("view", query.view.map(|view| view_name(view).to_owned()));
    add("date", query.due_on.map(|due| due.text()));
    list.extend(bounds("date", &query.due, Due::text));
    list.extend(bounds("date_created", &query.created, instant));
    list.extend(bounds("date_updated", &query.updated, instant));
    let limit = query.limit.clamp(1, Query::PAGE);
    list.push(("_order_by".to_owned(), order_name(query.order).to_owned()));
    if !query.is_whole {
        list.push(("_fields".to_owned(), FIELDS.to_owned()));
    }
    list.extend([("_limit".to_owned(), limit.to_string()), ("_skip".to_owned(), query.skip.to_string())]);
    list
}

// Without this parameter Close lists to-dos only.
fn kinds(query: &Query) -> (String, String) {
    match joined(query.kinds.iter().map(|kind| &**kind)) {
        Some(kinds) => ("_type__in".into(), kinds),
        None => ("_type".into(), "all".into()),
    }
}

fn joined<'a>(items: impl Iterator<Item = &'a str>) -> Option<String> {
    let joined = items.collect::<Vec<_>>().join(",");
    (!joined.is_empty()).then_some(joined)
}

fn bounds<T>(name: &str, bounds: &Bounds<T>, text: impl Fn(&T) -> String) -> Vec<(String, String)> {
    let all = [("lt", &bounds.lt), ("lte", &bounds.lte), ("gt", &bounds.gt), ("gte", &bounds.gte)];
    let set = all.into_iter().filter_map(|(end, value)| Some((end, value.as_ref()?)));
    set.map(|(end, value)| (format!("{name}__{end}"), text(value))).collect()
}

fn instant(at: &Timestamp) -> String {
    Due::At(*at).text()
}

fn view_name(view: Tab) -> &'static str {
    match view {
        Tab::Inbox => "inbox",
        Tab::Future => "future",
        Tab::Archive => "archive",
    }
}

fn order_name(order: Order) -> &'static str {
    match order {
        Order::Due => "date",
        Order::DueLatestFirst => "-date",
        Order::Created => "date_created",
        Order::CreatedNewestFirst => "-date_created",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{LeadId, UserId};

    /// Everything but the list of fields, as `name=value`.
    fn written(query: &Query) -> String {
        let pairs = parameters(query).into_iter().filter(|(name, _)| name != "_fields");
        pairs.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    fn day(text: &str) -> Option<Due> {
        Due::read(text).ok()
    }

    #[test]
    fn every_list_asks_for_all_kinds_the_fields_an_order_and_a_page() {
        assert_eq!(written(&Query::default()), "_type=all&_order_by=date&_limit=100&_skip=0");
        assert!(parameters(&Query::default()).contains(&("_fields".into(), FIELDS.into())));
    }

    #[test]
    fn every_filter_has_the_name_close_documents() {
        let query = Query {
            ids: vec![TaskId::new("task_1"), TaskId::new("noti_2")],
            kinds: vec!["lead".into(), "missed_call".into()],
            lead: Some(LeadId::new("lead_1")),
            is_complete: Some(false),
            assignee: Some(UserId::new("user_1")),
            view: Some(Tab::Future),
            due_on: day("2026-03-06"),
            order: Order::CreatedNewestFirst,
            limit: 7,
            skip: 14,
            ..Query::default()
        };
        assert_eq!(
            written(&query),
            "_type__in=lead,missed_call&id__in=task_1,noti_2&lead_id=lead_1&is_complete=false\
             &assigned_to=user_1&view=future&date=2026-03-06&_order_by=-date_created&_limit=7&_skip=14"
        );
    }

    #[test]
    fn bounds_are_written_for_each_of_the_three_dates() {
        let at: Timestamp = "2026-03-06T12:00:00Z".parse().unwrap();
        let query = Query {
            due: Bounds {
                lt: day("2026-04-01"),
                lte: day("2026-03-31"),
                gt: day("2026-02-28"),
                gte: day("2026-03-01"),
            },
            created: Bounds::from(at),
            updated: Bounds::between(at, at),
            ..Query::default()
        };
        let written = written(&query);
        for part in [
            "date__lt=2026-04-01&date__lte=2026-03-31&date__gt=2026-02-28&date__gte=2026-03-01",
            "date_created__gte=2026-03-06T12:00:00+00:00",
            "date_updated__lt=2026-03-06T12:00:00+00:00&date_updated__gte=2026-03-06T12:00:00+00:00",
        ] {
            assert!(written.contains(part), "{part} is not in {written}");
        }
    }

    #[test]
    fn views_and_orders_have_the_names_close_documents() {
        assert_eq!(Tab::ALL.map(view_name), ["inbox", "future", "archive"]);
        let orders = [Order::Due, Order::DueLatestFirst, Order::Created, Order::CreatedNewestFirst];
        assert_eq!(orders.map(order_name), ["date", "-date", "date_created", "-date_created"]);
    }

    #[test]
    fn whole_tasks_are_asked_for_without_a_list_of_fields() {
        let whole = parameters(&Query { is_whole: true, ..Query::default() });
        assert!(whole.iter().all(|(name, _)| name != "_fields"));
    }

    #[test]
    fn a_page_is_never_larger_than_close_allows() {
        let pages = [0, 100, 101, 5000].map(|limit| written(&Query { limit, ..Query::default() }));
        assert!(pages[0].contains("_limit=1&"));
        assert!(pages[1..].iter().all(|page| page.contains("_limit=100&")));
    }
}
