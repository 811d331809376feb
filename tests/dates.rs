//! What holds for every date phrase, tried with random ones.
//!
//! Half of the texts are noise, half are words of the grammar in random order, so that both refusals and
//! readings occur in plenty.
#![expect(clippy::unwrap_used, reason = "a failed set-up is a failed test")]

use chrono::{DateTime, TimeDelta};
use closeout::domain::due::{Due, read_timestamp};
use closeout::domain::label;
use closeout::domain::when::{Context, Habits, Refusal, read};
use closeout::domain::zone::{Timestamp, Zone};
use proptest::prelude::*;

const ZONES: [&str; 10] = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "Africa/Cairo",
    "America/St_Johns",
];

const WORDS: &str = "today tomorrow fri mon sunday next this last in on at the of end week month year weekend eod eow \
    eom 1 2 3 9 12 27 31 45 2026 2027 14:30 9am 12pm 2:30 noon midnight tonight morning d w m h bd 2d 3w 1m 90min +1d \
    jan feb march 27th 4/5 13/4 29.2. 2026-04-05 w15 theirs and a two business days ago later T Z";

fn phrase() -> impl Strategy<Value = String> {
    let words: Vec<&'static str> = WORDS.split_whitespace().collect();
    let sentence = prop::collection::vec(prop::sample::select(words), 1..5);
    prop_oneof![
        "[ -~]{0,40}",
        "[0-9a-z:/.+ -]{0,40}",
        "\\PC{0,20}",
        sentence.prop_map(|words| words.join(" ")),
    ]
}

fn zone() -> impl Strategy<Value = Zone> {
    prop::sample::select(ZONES.to_vec()).prop_map(|name| Zone::named(name).unwrap())
}

// From 2005 on, so that the day Samoa left out and many clock changes are among them.
fn moment() -> impl Strategy<Value = Timestamp> {
    (1_104_537_600_i64..2_000_000_000).prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap())
}

fn base() -> impl Strategy<Value = Option<i64>> {
    prop::option::of(-2_000_000_i64..2_000_000)
}

prop_compose! {
    fn context()(now in moment(), zone in zone(), theirs in prop::option::of(zone()), base in base()) -> Context {
        let base = base.map(|seconds| {
            let at = now + TimeDelta::seconds(seconds);
            if seconds % 2 == 0 { Due::At(at) } else { Due::Day(zone.day_of(at)) }
        });
        Context { now, zone, their_zone: theirs, base, habits: Habits::default() }
    }
}

fn is_ahead(due: Due, context: &Context) -> bool {
    match due {
        Due::Day(day) => day >= context.zone.day_of(context.now),
        Due::At(at) => at >= context.now,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_read_or_offered_is_past(text in phrase(), context in context()) {
        match read(&text, &context) {
            Ok(reading) => {
                prop_assert!(is_ahead(reading.due, &context), "{text:?} is {:?}", reading.due);
                prop_assert!(reading.other.is_none_or(|other| is_ahead(other, &context)));
                prop_assert_ne!(Some(reading.due), reading.other);
            }
            Err(refusal) => {
                prop_assert!(refusal.offers().into_iter().all(|offer| is_ahead(offer, &context)), "{refusal:?}");
            }
        }
    }

    #[test]
    fn the_same_words_mean_the_same(text in phrase(), context in context()) {
        prop_assert_eq!(read(&text, &context), read(&text, &context));
        prop_assert_eq!(read(&text, &context), read(&text.to_ascii_uppercase(), &context));
    }

    #[test]
    fn every_refusal_is_a_sentence(text in phrase(), context in context()) {
        if let Err(refusal) = read(&text, &context) {
            let sentence = refusal.to_string();
            prop_assert!(sentence.ends_with('.'), "{}", sentence);
            prop_assert!(sentence.len() > 20 && !sentence.contains("  "));
        }
    }

    #[test]
    fn what_is_read_can_be_sent_and_read_back(text in phrase(), context in context()) {
        if let Ok(reading) = read(&text, &context) {
            prop_assert_eq!(Due::read(&reading.due.text()), Ok(reading.due));
            prop_assert!(label::short(reading.due, context.now, context.zone).chars().count() <= label::SHORT_WIDTH);
        }
    }

    // A word that follows a phrase changes what it means or makes it none; it is never passed over.
    #[test]
    fn an_unknown_word_is_never_passed_over(text in phrase(), context in context()) {
        let with_more = read(&format!("{text} xyzzy"), &context);
        prop_assert!(matches!(with_more, Err(Refusal::Unknown(_))), "{:?}", with_more);
    }

    #[test]
    fn any_text_is_a_date_from_close_or_a_sentence(text in "[0-9TZtz:.+ -]{0,40}|\\PC{0,20}") {
        match (Due::read(&text), read_timestamp(&text)) {
            (Ok(due), Ok(at)) => prop_assert_eq!(due.instant(Zone::UTC), at),
            (Err(why), Err(_)) => prop_assert!(why.to_string().ends_with('.')),
            (due, at) => prop_assert!(false, "{:?} but {:?}", due, at),
        }
    }

    #[test]
    fn days_begin_in_order_and_midnight_is_ahead(now in moment(), zone in zone()) {
        let today = zone.day_of(now);
        prop_assert!(zone.start_of(today) <= now);
        prop_assert!(zone.start_of(today.succ_opt().unwrap()) >= zone.start_of(today));
        let midnight = zone.next_midnight(now);
        prop_assert!(midnight > now);
        prop_assert!(zone.day_of(midnight) >= today);
        prop_assert!(midnight - now <= TimeDelta::hours(25));
    }

    #[test]
    fn a_wall_clock_time_resolves_to_an_instant_that_shows_it(now in moment(), zone in zone()) {
        let wall = zone.local(now);
        let resolved = zone.resolve(wall);
        prop_assert_eq!(zone.local(resolved.at), wall);
        prop_assert!(resolved.at <= now);
    }
}
