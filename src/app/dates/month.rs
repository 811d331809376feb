//! The small calendar: a day to move about in.
//!
//! It begins with today, left of which there is nothing; so `9h` stays a phrase for whoever types it.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::app::chord::{Chord, Key};

/// The day the calendar's cursor is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The day.
    pub day: NaiveDate,
    today: NaiveDate,
}

impl Month {
    /// On today.
    pub fn new(today: NaiveDate) -> Self {
        Self { day: today, today }
    }

    /// Takes a key; whether it was one of the calendar.
    pub fn press(&mut self, chord: Chord) -> bool {
        let days = |count: u64| Days::new(count);
        let day = match chord.key {
            _ if chord.ctrl => return false,
            Key::Char('h') if self.day == self.today => return false,
            Key::Left | Key::Char('h') => self.day.checked_sub_days(days(1)),
            Key::Right | Key::Char('l') => self.day.checked_add_days(days(1)),
            Key::Up | Key::Char('k') => self.day.checked_sub_days(days(7)),
            Key::Down | Key::Char('j') => self.day.checked_add_days(days(7)),
            Key::PageUp | Key::Char('<') => self.day.checked_sub_months(Months::new(1)),
            Key::PageDown | Key::Char('>') => self.day.checked_add_months(Months::new(1)),
            Key::Home => Some(self.today),
            _ => return false,
        };
        if let Some(day) = day.filter(|day| day.year() <= 9999) {
            self.day = day.max(self.today);
        }
        true
    }

    /// The weeks of this month, each beginning where `start` says for the first day of the month.
    pub fn weeks(&self, start: impl Fn(NaiveDate) -> NaiveDate) -> Vec<Vec<NaiveDate>> {
        let first = self.day.with_day(1).unwrap_or(self.day);
        let begin = start(first);
        let weeks = (0..6).map(|week| begin.iter_days().skip(week * 7).take(7).collect::<Vec<_>>());
        let is_in = |day: &NaiveDate| (day.year(), day.month()) == (first.year(), first.month());
        weeks.filter(|week| week.iter().any(is_in)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(keys: &str) -> String {
        let mut month = Month::new("2026-03-06".parse().unwrap());
        for key in keys.split_whitespace() {
            month.press(Chord::read(key).unwrap());
        }
        month.day.to_string()
    }

    #[test]
    fn keys_move_by_day_week_and_month_and_never_before_today() {
        for (keys, day) in [
            ("l j", "2026-03-14"),
            ("Right Down Up Left", "2026-03-06"),
            ("k", "2026-03-06"),
            ("> >", "2026-05-06"),
            ("PgDn PgUp PgUp", "2026-03-06"),
            ("> Home", "2026-03-06"),
        ] {
            assert_eq!(after(keys), day, "{keys}");
        }
    }

    #[test]
    fn a_month_is_as_many_weeks_as_it_touches() {
        let weeks = |day: &str| Month::new(day.parse().unwrap()).weeks(|first| first).len();
        assert_eq!((weeks("2026-02-03"), weeks("2026-03-06")), (4, 5));
    }

    #[test]
    fn left_of_today_is_nothing_so_that_nine_hours_can_be_typed() {
        let mut month = Month::new("2026-03-06".parse().unwrap());
        assert!(!month.press(Chord::read("h").unwrap()));
        assert!(month.press(Chord::read("l").unwrap()) && month.press(Chord::read("h").unwrap()));
    }
}
