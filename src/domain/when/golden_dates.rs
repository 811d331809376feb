//! The phrase table, row by row: days of a month, numeric dates, weeks, and times in the contact's zone.
//!
//! Friday 27 March 2026, 15:30, in Berlin, and once the Monday our survey of date libraries was made on.

use super::trial::{answer, berliner, check, check_all, note, someone};
use super::{Context, DateOrder};
use crate::domain::zone::Zone;

#[test]
fn a_number_is_a_day_of_the_month_ahead() {
    check_all(
        &berliner(),
        &[
            ("27, 27th, the 27th, on the 27th", "2026-04-27"),
            ("28, 28th of this month, 28th of the month", "2026-03-28"),
            ("31", "2026-03-31"),
            ("1, the 1st, 1st of next month, first of next month, 1st next month", "2026-04-01"),
            ("15th of next month, mid next month, mid month", "2026-04-15"),
            ("the 15th at 9, 15th 9am", "2026-04-15 09:00"),
        ],
    );
}

#[test]
fn a_month_and_a_day_lie_ahead() {
    check_all(
        &berliner(),
        &[
            ("jan 27, 27 jan, 27th of january, january 27th, 27-jan", "2027-01-27"),
            ("28 mar, mar 28", "2026-03-28"),
            ("27 mar", "2026-03-27 | 2027-03-27"),
            ("26 mar", "2027-03-26"),
            ("jan 27 2028, 27 jan 2028, january 27th 2028, january 27th_2028, 27.1.28", "2028-01-27"),
            ("mid january", "2027-01-15"),
            ("april, in april, april 1st, first of april", "2026-04-01"),
            ("april 2027", "2027-04-01"),
            ("end of february", "2027-02-28"),
            ("end of february 2028", "2028-02-29"),
            ("jan 5 9:00, 5 jan 9am, 9am 5 jan, jan 5 9, jan 5 0900", "2027-01-05 09:00"),
            ("jan 5 2028 9:00", "2028-01-05 09:00"),
        ],
    );
    check(&berliner(), &[("january 27th, 2028", "2028-01-27")]);
}

#[test]
fn numeric_dates_follow_the_order_of_habit() {
    check_all(
        &berliner(),
        &[
            ("2026-04-05, 2026/04/05, 2026-4-5, 5.4., 5.4, 5.4.2026, 05.04.26", "2026-04-05"),
            ("4/5, 4-5, 4/5/2026, 4/5/26", "2026-05-04 | 2026-04-05"),
            ("13/4, 4/13, 13/4/2026", "2026-04-13"),
            ("5/5", "2026-05-05"),
            ("2/3", "2027-03-02 | 2027-02-03"),
            ("4/3/2026", "2026-04-03"), // 4 March is past
            ("sun 4/5", "2026-04-05"),
            ("mon 4/5", "2026-05-04"),
        ],
    );
    assert_eq!(note("4/5", &berliner()), "4 May or 5 April: Tab switches");
    assert_eq!(note("5/5", &berliner()), "");
    for (order, expected) in [(DateOrder::DayMonth, "2026-05-04"), (DateOrder::MonthDay, "2026-04-05")] {
        let mut context = berliner();
        context.habits.date_order = Some(order);
        check(&context, &[("4/5", expected), ("13/4", "2026-04-13"), ("4/13", "2026-04-13")]);
    }
}

#[test]
fn weeks_have_numbers() {
    check_all(
        &berliner(),
        &[
            ("w15, 2026-W15, week 15", "2026-04-06"),
            ("w13", "2027-03-29"),
            ("2027-w01", "2027-01-04"),
            ("w53", "2026-12-28"),
            ("w15 9am", "2026-04-06 09:00"),
        ],
    );
}

#[test]
fn iso_date_times_read_as_written() {
    check_all(
        &berliner(),
        &[
            (
                "2026-12-01 14:30, 2026-12-01T14:30, 2026-12-01t14:30:00, 2026-12-01 at 2:30pm",
                "2026-12-01 14:30",
            ),
            ("2026-12-01T14:30Z, 2026-12-01T14:30:00+00:00, 2026-12-01 16:30:00+02:00", "2026-12-01 15:30"),
        ],
    );
}

#[test]
fn their_time_is_read_in_their_zone() {
    let mut context = berliner();
    context.their_zone = Some(Zone::named("America/New_York").unwrap());
    // New York changed its clocks three weeks before Berlin, so they are five hours apart until Sunday.
    check_all(
        &context,
        &[
            ("9am theirs, 9am their time", "2026-03-28 14:00"),
            ("11am theirs", "2026-03-27 16:00"),
            ("mon 9 their time, mon 9am theirs, theirs mon 9am", "2026-03-30 15:00"),
            ("mon morning their time", "2026-03-30 15:00"),
        ],
    );
    assert_eq!(note("mon 9 theirs", &context), "9:00 in America/New_York, 15:00 here");
}

#[test]
fn their_today_may_be_another_day() {
    let mut context: Context = someone("Asia/Tokyo", "2026-03-28 08:00");
    context.their_zone = Some(Zone::named("America/New_York").unwrap());
    assert_eq!(answer("tomorrow 10am theirs", &context), "2026-03-28 23:00 | 2026-03-30 23:00");
}

#[test]
fn every_phrase_other_libraries_were_tried_with_reads_right() {
    check_all(
        &someone("America/New_York", "2026-11-23 11:00"),
        &[
            ("today", "2026-11-23"),
            ("tomorrow", "2026-11-24"),
            ("tomorrow 9am, tomorrow at 9am, 9am tomorrow", "2026-11-24 09:00"),
            ("tomorrow at noon", "2026-11-24 12:00"),
            ("tonight", "2026-11-23 19:00"),
            ("noon", "2026-11-23 12:00"),
            ("3pm, 15:00", "2026-11-23 15:00"),
            ("fri, friday, this friday", "2026-11-27"),
            ("next fri", "2026-12-04 | 2026-11-27"),
            ("next friday 10am", "2026-12-04 10:00 | 2026-11-27 10:00"),
            ("mon 14:30", "2026-11-30 14:30 | 2026-11-23 14:30"),
            ("monday", "2026-11-30"),
            ("eow", "2026-11-27"),
            ("eod", "2026-11-23 18:00"),
            ("end of month", "2026-11-30"),
            ("next week", "2026-11-30"),
            ("in 2 weeks, 2 weeks, 2w", "2026-12-07"),
            ("in 3 days, +3d, 3d", "2026-11-26"),
            ("in 2 hours", "2026-11-23 13:00"),
            ("1mo", "2026-12-23"),
            ("jan 5, 5 jan", "2027-01-05"),
            ("jan 5 2027 9:00", "2027-01-05 09:00"),
            ("2026-12-01, 1.12.2026", "2026-12-01"),
            ("2026-12-01 14:30, 2026-12-01T14:30", "2026-12-01 14:30"),
            ("12/1", "2027-01-12 | 2026-12-01"),
            ("the 15th", "2026-12-15"),
            ("day after tomorrow", "2026-11-25"),
            ("99d", "2027-03-02"),
        ],
    );
}
