//! What Close says about its limits: which group of requests to hold back with, and for how long.
//!
//! The documented header is `RateLimit: limit=100, remaining=50, reset=5`, with `reset` in seconds. Older
//! headers, semicolons, decimals and two forms of an error body have been seen as well, so reading is
//! lenient. Limits hold for one group of requests: a path pattern with its method.

use std::time::Duration;

use serde_json::Value;

use super::transport::{Method, Request, Response};
use crate::domain::endpoint::{Endpoint, Pause};

/// When Close throttles but does not say for how long.
const DEFAULT: Duration = Duration::from_secs(2);

/// However long Close says, we look again after this.
const LONGEST: Duration = Duration::from_secs(600);

/// However soon Close says, it would only say it again.
const SHORTEST: Duration = Duration::from_millis(100);

/// More seconds than a day has are not how long to wait but an instant, as other services put it.
const BELIEVABLE: f64 = 86_400.0;

/// What Close says is left of what may be asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Allowance {
    /// How many requests a window has.
    pub limit: Option<f64>,
    /// How many are left in this one.
    pub remaining: f64,
    /// How many seconds it still lasts.
    pub reset: Option<f64>,
}

/// What an answer says is left.
pub(super) fn allowance(response: &Response) -> Option<Allowance> {
    let remaining = said(response, "remaining")?;
    Some(Allowance { limit: said(response, "limit"), remaining, reset: said(response, "reset") })
}

/// The group a request is counted in.
pub(super) fn endpoint(request: &Request) -> Endpoint {
    let parts: Vec<&str> = request.path.trim_matches('/').split('/').collect();
    let is_read = request.method == Method::Get || request.header("x-http-method-override") == Some("GET");
    match (is_read, request.method, &parts[..]) {
        (true, _, parts) => read(parts),
        (_, Method::Put, ["task", ..]) => Endpoint::Changes,
        (_, Method::Post, ["task"]) => Endpoint::Creations,
        (_, Method::Delete, ["task", _]) => Endpoint::Deletions,
        (_, Method::Post, ["comment"]) => Endpoint::NewComments,
        (_, Method::Delete, ["comment", _]) => Endpoint::CommentRemovals,
        _ => Endpoint::OtherWrites,
    }
}

fn read(parts: &[&str]) -> Endpoint {
    match parts {
        ["me"] => Endpoint::Me,
        ["task"] => Endpoint::Tasks,
        ["task", _] => Endpoint::Task,
        ["user", "availability"] => Endpoint::Availability,
        ["organization" | "user", ..] => Endpoint::People,
        ["group", ..] => Endpoint::Groups,
        ["lead", ..] => Endpoint::Leads,
        ["activity", "emailthread" | "email", ..] => Endpoint::Threads,
        ["activity", "call", ..] => Endpoint::Calls,
        ["activity", "sms", ..] => Endpoint::Messages,
        ["opportunity", ..] => Endpoint::Opportunities,
        ["comment", ..] => Endpoint::Comments,
        ["event", ..] => Endpoint::Events,
        _ => Endpoint::OtherReads,
    }
}

/// What an answer of this group says about holding back: after a 429, where nothing is left, and where less
/// than a tenth is.
pub(super) fn pause(endpoint: Endpoint, response: &Response) -> Option<Pause> {
    if response.status == 429 {
        return Some(Pause { endpoint, length: wait(response), is_spent: true });
    }
    let remaining = said(response, "remaining")?;
    let is_spent = remaining < 1.0;
    let is_scarce = || said(response, "limit").is_some_and(|limit| remaining * 10.0 < limit);
    if !is_spent && !is_scarce() {
        return None;
    }
    let length = seconds(said(response, "reset")?)?.min(LONGEST);
    Some(Pause { endpoint, length, is_spent })
}

/// How long to wait after a 429.
pub(super) fn wait(response: &Response) -> Duration {
    let retry_after = || number(response.header("retry-after")?).and_then(seconds);
    let said = said(response, "reset").and_then(seconds).or_else(retry_after);
    let said = said.or_else(|| body_reset(&response.body).and_then(seconds));
    said.unwrap_or(DEFAULT).clamp(SHORTEST, LONGEST)
}

fn said(response: &Response, name: &str) -> Option<f64> {
    let combined = response.header("ratelimit").and_then(|header| part(header, name));
    let spelled = || {
        ["ratelimit-", "x-ratelimit-", "x-rate-limit-"]
            .iter()
            .find_map(|prefix| number(response.header(&format!("{prefix}{name}"))?))
    };
    combined.or_else(spelled)
}

fn part(header: &str, name: &str) -> Option<f64> {
    let mut pairs = header.split([',', ';']).filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).and_then(|(_, value)| number(value))
}

fn number(text: &str) -> Option<f64> {
    text.trim().trim_matches('"').parse().ok().filter(|number: &f64| number.is_finite())
}

fn seconds(number: f64) -> Option<Duration> {
    if number > BELIEVABLE { None } else { Duration::try_from_secs_f64(number).ok() }
}

// Deprecated by Close, and once nested under `error`; a text in some years, a number in others.
fn body_reset(body: &[u8]) -> Option<f64> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let reset = body.get("rate_reset").or_else(|| body.get("error")?.get("rate_reset"))?;
    reset.as_f64().or_else(|| number(reset.as_str()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        Response { status, headers, body: body.into() }
    }

    fn milliseconds(headers: &[(&str, &str)], body: &str) -> u128 {
        wait(&answer(429, headers, body)).as_millis()
    }

    // How long to hold back, and whether nothing is left.
    fn told(headers: &[(&str, &str)]) -> Option<(u128, bool)> {
        let pause = pause(Endpoint::Tasks, &answer(200, headers, "{}"));
        pause.map(|pause| (pause.length.as_millis(), pause.is_spent))
    }

    #[test]
    fn every_known_header_is_understood() {
        for (name, value, expected) in [
            ("ratelimit", "limit=100, remaining=0, reset=5", 5000),
            ("ratelimit", "limit=100;remaining=0;reset=0.4", 400),
            ("ratelimit", "limit=100; remaining=0; reset=\"3\"", 3000),
            ("ratelimit", "reset=6", 6000),
            ("ratelimit", "Limit=100,Remaining=0 , RESET = 4.25 ", 4250),
            ("ratelimit-reset", "3", 3000),
            ("x-ratelimit-reset", "3.5", 3500),
            ("x-rate-limit-reset", "4.957783", 4957),
            ("retry-after", "7", 7000),
        ] {
            assert_eq!(milliseconds(&[(name, value)], ""), expected, "{name}: {value}");
        }
    }

    #[test]
    fn both_forms_of_the_old_body_are_understood() {
        for body in [
            r#"{"message": "API call count exceeded for this period", "rate_endpoint_group": "a1b2",
                "rate_limit": 320, "rate_limit_type": "key", "rate_reset": "0.595956", "rate_window": 8}"#,
            r#"{"error": {"rate_reset": 0.595956, "rate_limit": 40, "rate_window": 1}}"#,
            r#"{"rate_reset": 0.595956}"#,
        ] {
            assert_eq!(milliseconds(&[], body), 595);
        }
    }

    #[test]
    fn the_exact_header_wins_over_the_rounded_one_and_that_over_the_body() {
        let body = r#"{"rate_reset": 1}"#;
        let retry = ("retry-after", "6");
        assert_eq!(milliseconds(&[retry, ("ratelimit", "limit=9, remaining=0, reset=5.5")], body), 5500);
        for says_no_time in ["limit=9", "limit=9, remaining=0, reset=1772806000"] {
            assert_eq!(milliseconds(&[retry, ("ratelimit", says_no_time)], body), 6000);
        }
        assert_eq!(milliseconds(&[], body), 1000);
    }

    #[test]
    fn silence_and_nonsense_mean_two_seconds() {
        for value in ["", "soon", "-1", "NaN", "inf", "Wed, 21 Oct 2026 07:28:00 GMT", "1e300", "1772806000"]
        {
            assert_eq!(milliseconds(&[("retry-after", value)], "<html>"), 2000, "{value:?}");
        }
        for body in [r#"{"error": "slow down"}"#, "[]", "7", r#"{"rate_reset": null}"#] {
            assert_eq!(milliseconds(&[], body), 2000);
        }
    }

    #[test]
    fn a_wait_is_never_absurd() {
        assert_eq!(milliseconds(&[("retry-after", "86400")], ""), 600_000);
        assert_eq!(milliseconds(&[("retry-after", "0")], ""), 100);
    }

    #[test]
    fn we_slow_down_when_less_than_a_tenth_is_left_whatever_way_it_is_said() {
        for (limit, remaining, expected) in [
            ("100", "9", Some(false)),
            ("100", "10", None),
            ("100", "0", Some(true)),
            ("320", "31.5", Some(false)),
        ] {
            let expected = expected.map(|is_spent| (5500, is_spent));
            let commas = format!("limit={limit}, remaining={remaining}, reset=5.5");
            let semicolons = format!("limit={limit}; remaining={remaining}; reset=5.5");
            assert_eq!(told(&[("ratelimit", &commas)]), expected, "{commas}");
            assert_eq!(told(&[("ratelimit", &semicolons)]), expected, "{semicolons}");
            for prefix in ["ratelimit", "x-ratelimit", "x-rate-limit"] {
                let names = ["limit", "remaining", "reset"].map(|name| format!("{prefix}-{name}"));
                let headers = [(&*names[0], limit), (&*names[1], remaining), (&*names[2], "5.5")];
                assert_eq!(told(&headers), expected, "{headers:?}");
            }
        }
    }

    #[test]
    fn half_of_what_close_could_say_is_not_made_up() {
        for header in
            ["limit=100, remaining=0", "limit=many", "remaining=3, reset=5", "", ",;=,=;", "reset=5"]
        {
            assert_eq!(told(&[("ratelimit", header)]), None, "{header:?}");
        }
        assert_eq!(told(&[("ratelimit", "remaining=0, reset=5")]), Some((5000, true)));
    }

    #[test]
    fn requests_are_counted_by_what_they_ask_for_and_how() {
        let override_get =
            |path: &str| Request::new(Method::Post, path).with("x-http-method-override", "GET");
        let get = |path: &str| Request::new(Method::Get, path);
        for (request, expected) in [
            (get("/me/"), Endpoint::Me),
            (get("/task/"), Endpoint::Tasks),
            (override_get("/task/"), Endpoint::Tasks),
            (get("/task/task_1/"), Endpoint::Task),
            (Request::new(Method::Put, "/task/task_1/"), Endpoint::Changes),
            (Request::new(Method::Put, "/task/"), Endpoint::Changes),
            (Request::new(Method::Post, "/task/"), Endpoint::Creations),
            (Request::new(Method::Delete, "/task/task_1/"), Endpoint::Deletions),
            (get("/organization/orga_1/"), Endpoint::People),
            (get("/user/"), Endpoint::People),
            (get("/group/group_1/"), Endpoint::Groups),
            (get("/lead/lead_1/"), Endpoint::Leads),
            (override_get("/activity/emailthread/"), Endpoint::Threads),
            (get("/activity/email/"), Endpoint::Threads),
            (get("/activity/call/acti_1/"), Endpoint::Calls),
            (get("/activity/sms/"), Endpoint::Messages),
            (get("/opportunity/oppo_1/"), Endpoint::Opportunities),
            (get("/comment/"), Endpoint::Comments),
            (get("/event/"), Endpoint::Events),
            (get("/report/"), Endpoint::OtherReads),
            (get("/user/availability/"), Endpoint::Availability),
            (Request::new(Method::Post, "/comment/"), Endpoint::NewComments),
            (Request::new(Method::Delete, "/comment/comm_1/"), Endpoint::CommentRemovals),
            (Request::new(Method::Post, "/report/"), Endpoint::OtherWrites),
        ] {
            assert_eq!(endpoint(&request), expected, "{request:?}");
        }
    }

    fn header() -> impl Strategy<Value = (String, String)> {
        let names =
            ["ratelimit", "ratelimit-reset", "x-ratelimit-remaining", "x-rate-limit-limit", "retry-after"];
        let pairs = "((limit|remaining|reset|x)[ =]{1,2}[-0-9.e\"]{0,9}[,;]?){0,4}";
        (prop::sample::select(names.to_vec()), prop_oneof![pairs, ".{0,40}", "-?[0-9.]{0,12}"])
            .prop_map(|(name, value)| (name.to_owned(), value))
    }

    proptest! {
        #[test]
        fn whatever_is_said_the_wait_is_between_a_tenth_of_a_second_and_ten_minutes(
            status in prop_oneof![Just(200_u16), Just(429), Just(503)],
            headers in prop::collection::vec(header(), 0..5),
            body in prop_oneof![Just(String::new()), ".{0,60}", r#"\{"rate_reset": "?[-0-9.e]{0,8}"?\}"#],
        ) {
            let response = Response { status, headers, body: body.into_bytes() };
            prop_assert!((SHORTEST..=LONGEST).contains(&wait(&response)));
            let pause = pause(Endpoint::Tasks, &response);
            prop_assert!(pause.is_none_or(|pause| pause.length <= LONGEST));
            prop_assert!(status != 429 || pause.is_some_and(|pause| pause.is_spent));
        }
    }
}
