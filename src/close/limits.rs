//! What Close says about its limits: how long to hold back.
//!
//! The documented header is `RateLimit: limit=100, remaining=50, reset=5`, with `reset` in seconds. Older
//! headers, semicolons, decimals and two forms of an error body have been seen as well, so reading is
//! lenient. Limits hold for one group of requests; whoever waits decides what for.

use std::time::Duration;

use serde_json::Value;

use super::transport::Response;

/// When Close throttles but does not say for how long.
const DEFAULT: Duration = Duration::from_secs(2);

/// However long Close says, we look again after this.
const LONGEST: Duration = Duration::from_secs(600);

/// However soon Close says, it would only say it again.
const SHORTEST: Duration = Duration::from_millis(100);

/// How long to wait after a 429.
pub(super) fn wait(response: &Response) -> Duration {
    let said = said(response, "reset").or_else(|| number(response.header("retry-after")?));
    let said = said.or_else(|| body_reset(&response.body));
    said.and_then(seconds).unwrap_or(DEFAULT).clamp(SHORTEST, LONGEST)
}

/// How long to hold back after an answer that leaves less than a tenth of the allowance.
pub(super) fn pause(response: &Response) -> Option<Duration> {
    let (limit, remaining) = (said(response, "limit")?, said(response, "remaining")?);
    let is_scarce = remaining * 10.0 < limit;
    let reset = is_scarce.then(|| said(response, "reset"))??;
    seconds(reset).map(|pause| pause.min(LONGEST))
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
    Duration::try_from_secs_f64(number).ok()
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

    fn answer(headers: &[(&str, &str)], body: &str) -> Response {
        let headers = headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        Response { status: 429, headers, body: body.into() }
    }

    fn milliseconds(headers: &[(&str, &str)], body: &str) -> u128 {
        wait(&answer(headers, body)).as_millis()
    }

    #[test]
    fn every_known_header_is_understood() {
        for (name, value, expected) in [
            ("ratelimit", "limit=100, remaining=0, reset=5", 5000),
            ("ratelimit", "limit=100;remaining=0;reset=0.4", 400),
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
            r#"{"message": "API call count exceeded", "rate_reset": "0.595956", "rate_window": 8}"#,
            r#"{"error": {"rate_reset": 0.595956, "rate_limit": 40, "rate_window": 1}}"#,
        ] {
            assert_eq!(milliseconds(&[], body), 595);
        }
    }

    #[test]
    fn the_exact_header_wins_over_the_rounded_one_and_that_over_the_body() {
        let body = r#"{"rate_reset": 1}"#;
        let retry = ("retry-after", "6");
        assert_eq!(milliseconds(&[retry, ("ratelimit", "limit=9, remaining=0, reset=5.5")], body), 5500);
        assert_eq!(milliseconds(&[retry], body), 6000);
        assert_eq!(milliseconds(&[], body), 1000);
    }

    #[test]
    fn silence_and_nonsense_mean_two_seconds() {
        for value in ["", "soon", "-1", "NaN", "inf", "Wed, 21 Oct 2026 07:28:00 GMT", "1e300"] {
            assert_eq!(milliseconds(&[("retry-after", value)], "<html>"), 2000, "{value:?}");
        }
        assert_eq!(milliseconds(&[], r#"{"error": "slow down"}"#), 2000);
    }

    #[test]
    fn a_wait_is_never_absurd() {
        assert_eq!(milliseconds(&[("retry-after", "86400")], ""), 600_000);
        assert_eq!(milliseconds(&[("retry-after", "0")], ""), 100);
    }

    #[test]
    fn we_pause_when_less_than_a_tenth_is_left() {
        let pause = |header| pause(&answer(&[("ratelimit", header)], "")).map(|pause| pause.as_secs());
        assert_eq!(pause("limit=100, remaining=9, reset=5"), Some(5));
        assert_eq!(pause("limit=100, remaining=10, reset=5"), None);
        assert_eq!(pause("limit=100, remaining=0"), None);
        assert_eq!(pause("limit=many"), None);
    }
}
