//! The moment and the place a phrase is read at.
//!
//! Holds today and the wall clock of whichever zone the phrase means, ours or the contact's, so that the
//! finders need not ask again. Words in notes are always in our own zone.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::calendar;
use super::context::{Context, Habits, Reading};
use super::refusal::Refusal;
use crate::domain::due::Due;
use crate::domain::label::{clock_words, exact};
use crate::domain::zone::{Kind, Timestamp, Zone};

/// The moment and the place a phrase is read at.
pub(super) struct Scene<'a> {
    pub(super) context: &'a Context,
    /// The zone whose clock the phrase means.
    pub(super) zone: Zone,
    /// The day it is there.
    pub(super) today: NaiveDate,
    /// What the clock shows there.
    pub(super) wall: NaiveDateTime,
}

impl<'a> Scene<'a> {
    /// Ours, or with `theirs` that of the contact.
    pub(super) fn new(context: &'a Context, theirs: bool) -> Result<Self, Refusal> {
        let zone = if theirs { context.their_zone.ok_or(Refusal::NoTheirZone)? } else { context.zone };
        let wall = zone.local(context.now);
        Ok(Self { context, zone, today: wall.date(), wall })
    }

    pub(super) fn habits(&self) -> &Habits {
        &self.context.habits
    }

    /// A day before today, or an instant that has gone by.
    pub(super) fn is_past(&self, due: Due) -> bool {
        match due {
            Due::Day(day) => day < self.today,
            Due::At(at) => at < self.context.now,
        }
    }

    /// The instant of a wall clock time that day, and what is odd about it.
    pub(super) fn moment(&self, day: NaiveDate, time: NaiveTime) -> (Timestamp, Option<String>) {
        let resolved = self.zone.resolve(day.and_time(time));
        let asked = clock_words(time);
        let note = match resolved.kind {
            Kind::Exact => None,
            Kind::Skipped => {
                let taken = clock_words(self.zone.local(resolved.at).time());
                Some(format!("{asked} does not exist that day (clocks go forward): {taken}"))
            }
            Kind::Repeated => {
                let offset = self.zone.offset_hours(resolved.at);
                Some(format!("{asked} comes twice that day (clocks go back): the first, UTC{offset:+}"))
            }
        };
        (resolved.at, note)
    }

    /// The same reading on a day that the zone has: the date line swallowed one in Samoa.
    pub(super) fn on_real_day(&self, reading: Reading) -> Reading {
        let Due::Day(day) = reading.due else { return reading };
        let real = self.zone.day_of(self.zone.start_of(day));
        if real <= day {
            return reading;
        }
        let note = format!("{} does not exist in {}", self.words(Due::Day(day)), self.zone.name());
        Reading { due: Due::Day(real), ..reading }.noting(Some(note))
    }

    /// A day that was reckoned, not named: says so when it is not a work day and offers the next one.
    pub(super) fn hinting_at_work(&self, day: NaiveDate) -> Reading {
        let reading = Reading::plain(Due::Day(day));
        if day == self.today || calendar::is_work_day(day, self.habits()) {
            return reading;
        }
        let next = calendar::work_days_ahead(day, 1, self.habits()).ok();
        reading.or(next.map(Due::Day)).noting(Some(format!("{} is not a work day", day.format("%A"))))
    }

    /// A date in words, in our own zone.
    pub(super) fn words(&self, due: Due) -> String {
        exact(due, self.context.zone.day_of(self.context.now), self.context.zone)
    }

    /// The refusal of what is past, with the nearest date ahead.
    pub(super) fn past(&self, said: Due, offer: Due) -> Refusal {
        Refusal::Past { gone: Some(said), said: self.words(said), offer, offered: self.words(offer) }
    }

    /// The last word on every reading: nothing past, nothing that cannot be written, no second reading of
    /// that kind.
    pub(super) fn settle(&self, reading: Reading) -> Result<Reading, Refusal> {
        if self.is_past(reading.due) {
            return Err(self.past(reading.due, self.tomorrow_instead(reading.due)?));
        }
        if !is_writable(reading.due) {
            return Err(Refusal::TooFar);
        }
        let other = reading.other.filter(|other| !self.is_past(*other) && is_writable(*other));
        Ok(Reading { other: None, ..reading }.or(other))
    }

    fn tomorrow_instead(&self, due: Due) -> Result<Due, Refusal> {
        let tomorrow = calendar::ahead(self.today, 1)?;
        Ok(match due {
            Due::Day(_) => Due::Day(tomorrow),
            Due::At(at) => Due::At(self.moment(tomorrow, self.zone.local(at).time()).0),
        })
    }
}

fn is_writable(due: Due) -> bool {
    match due {
        Due::Day(day) => day.year() <= 9999,
        Due::At(at) => at.year() <= 9999,
    }
}
