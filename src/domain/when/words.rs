//! The vocabulary: every spelling we take for a weekday, a month, a unit, a number.
//!
//! Longer phrases stand before their own beginnings, since the first match wins.

use chrono::Weekday::{self, Fri, Mon, Sat, Sun, Thu, Tue, Wed};

use super::phrase::{Part, Period, Unit};

/// Weekdays.
pub(super) const WEEKDAYS: &[(&str, Weekday)] = &[
    ("mon", Mon),
    ("monday", Mon),
    ("tue", Tue),
    ("tues", Tue),
    ("tuesday", Tue),
    ("wed", Wed),
    ("weds", Wed),
    ("wednesday", Wed),
    ("thu", Thu),
    ("thur", Thu),
    ("thurs", Thu),
    ("thursday", Thu),
    ("fri", Fri),
    ("friday", Fri),
    ("sat", Sat),
    ("saturday", Sat),
    ("sun", Sun),
    ("sunday", Sun),
];

/// Months by number.
pub(super) const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("january", 1),
    ("feb", 2),
    ("february", 2),
    ("mar", 3),
    ("march", 3),
    ("apr", 4),
    ("april", 4),
    ("may", 5),
    ("jun", 6),
    ("june", 6),
    ("jul", 7),
    ("july", 7),
    ("aug", 8),
    ("august", 8),
    ("sep", 9),
    ("sept", 9),
    ("september", 9),
    ("oct", 10),
    ("october", 10),
    ("nov", 11),
    ("november", 11),
    ("dec", 12),
    ("december", 12),
];

/// Units of a distance.
pub(super) const UNITS: &[(&str, Unit)] = &[
    ("m", Unit::MonthOrMinute),
    ("min", Unit::Minute),
    ("mins", Unit::Minute),
    ("minute", Unit::Minute),
    ("minutes", Unit::Minute),
    ("h", Unit::Hour),
    ("hr", Unit::Hour),
    ("hrs", Unit::Hour),
    ("hour", Unit::Hour),
    ("hours", Unit::Hour),
    ("d", Unit::Day),
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("bd", Unit::WorkDay),
    ("workday", Unit::WorkDay),
    ("workdays", Unit::WorkDay),
    ("weekday", Unit::WorkDay),
    ("weekdays", Unit::WorkDay),
    ("business day", Unit::WorkDay),
    ("business days", Unit::WorkDay),
    ("work day", Unit::WorkDay),
    ("work days", Unit::WorkDay),
    ("working day", Unit::WorkDay),
    ("working days", Unit::WorkDay),
    ("w", Unit::Week),
    ("wk", Unit::Week),
    ("wks", Unit::Week),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("fortnight", Unit::Fortnight),
    ("fortnights", Unit::Fortnight),
    ("mo", Unit::Month),
    ("mos", Unit::Month),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("quarter", Unit::Quarter),
    ("quarters", Unit::Quarter),
    ("y", Unit::Year),
    ("yr", Unit::Year),
    ("yrs", Unit::Year),
    ("year", Unit::Year),
    ("years", Unit::Year),
];

/// Numbers in words.
pub(super) const NUMBERS: &[(&str, u32)] = &[
    ("a couple of", 2),
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("sixty", 60),
    ("ninety", 90),
];

/// Stretches of the calendar.
pub(super) const PERIODS: &[(&str, Period)] =
    &[("week", Period::Week), ("month", Period::Month), ("quarter", Period::Quarter), ("year", Period::Year)];

/// One word for the end of a stretch of the calendar.
pub(super) const ENDS: &[(&str, Period)] =
    &[("eow", Period::Week), ("eom", Period::Month), ("eoq", Period::Quarter), ("eoy", Period::Year)];

/// Parts of a day.
pub(super) const PARTS: &[(&str, Part)] = &[
    ("morning", Part::Morning),
    ("afternoon", Part::Afternoon),
    ("evening", Part::Evening),
    ("night", Part::Evening),
];

/// The two ends of a working day.
pub(super) const WORK_HOURS: &[(&str, Part)] = &[
    ("eod", Part::WorkEnds),
    ("cob", Part::WorkEnds),
    ("end of day", Part::WorkEnds),
    ("end of the day", Part::WorkEnds),
    ("sod", Part::WorkStarts),
    ("start of day", Part::WorkStarts),
    ("start of the day", Part::WorkStarts),
];

/// What may stand after a number to make it a day of the month.
pub(super) const ORDINALS: &[&str] = &["st", "nd", "rd", "th"];
