//! The status line: what was just done on the left, how things stand on the right.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::pen::{Pen, columns};
use super::theme::Theme;
use super::{bars, empty};
use crate::app::action::Action;
use crate::app::chord::show_sequence;
use crate::app::model::Model;
use crate::app::notice::Tone;
use crate::app::sync::Standing;
use crate::app::triage::counted;
use crate::app::words::thousands;
use crate::app::{text, views, whose};
use crate::domain::zone::Timestamp;

/// A few words in one style.
type Words = (String, Style);

/// How many seconds a pause is long enough to be read: a shorter one is over by then.
const LONG: i64 = 3;

/// Draws the line.
pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) {
    let left = left(model, theme);
    let mut pen = Pen::new(buffer, area);
    pen.skip(1).keep_right(1);
    let wanted = left.as_ref().map_or(0, |(text, _)| columns(text) + 2);
    let mut right = standing(model, theme, true);
    if wanted + total(&right) > pen.room() {
        right = standing(model, theme, false);
    }
    if !is_banner_shown(model, theme) {
        right.extend(bars::short_banner(model).map(|words| (words.into(), theme.banner)));
    }
    if model.layout().tabs.is_none() {
        let view = views::label(model)
            .map(|(name, is_changed)| format!("{name}{}", if is_changed { "*" } else { "" }));
        right.extend(view.map(|name| (name, theme.accent)));
        right.extend(whose::label(model).map(|words| (words, theme.warn)));
    }
    draw_right(theme, &right, &mut pen);
    if let Some((text, style)) = left {
        put_notice(&text, style, pen.keep_right(2));
    }
}

// What may be done about it stands at the end, and is worth more than the end of a subject.
fn put_notice(text: &str, style: Style, pen: &mut Pen<'_>) {
    let Some((said, advice)) = text.rsplit_once(" · ").filter(|_| columns(text) > pen.room()) else {
        pen.put(text, style);
        return;
    };
    let room = pen.room().saturating_sub(columns(advice) + 3);
    if room < 12 {
        pen.put(text, style);
    } else {
        pen.put(&text::line(said, room.into()), style).put(" · ", style).put(advice, style);
    }
}

fn is_banner_shown(model: &Model, theme: &Theme) -> bool {
    bars::banner(model, theme).is_none() || bars::has_banner_line(model, &model.layout())
}

fn total(words: &[Words]) -> u16 {
    words.iter().map(|(text, _)| columns(text) + 3).sum()
}

// From the right end, so the last is drawn first.
fn draw_right(theme: &Theme, words: &[Words], pen: &mut Pen<'_>) {
    let mut separator = "";
    for (text, style) in words.iter().rev() {
        if columns(text) + columns(separator) > pen.room() {
            return;
        }
        pen.right(separator, theme.dim).right(text, *style);
        separator = " · ";
    }
}

fn left(model: &Model, theme: &Theme) -> Option<Words> {
    if !model.typed.is_empty() {
        return Some((show_sequence(&model.typed), theme.key));
    }
    let progress = || model.download.as_ref().map(|progress| (progress.words(), theme.warn));
    let notice = model.notices.current().map(|notice| {
        let style = match notice.tone {
            Tone::Done => theme.good,
            Tone::Info => Style::new(),
            Tone::Bad => theme.bad,
        };
        (notice.text.clone(), style)
    });
    notice.or_else(progress)
}

// What is on its way, then how things stand with Close; in few words where room is short.
fn standing(model: &Model, theme: &Theme, is_long: bool) -> Vec<Words> {
    let waiting = model.board.waiting();
    let refused = model.problems.len();
    let mut words = Vec::new();
    if refused > 0 {
        let long = || format!("{refused} refused, {} shows", model.key(Action::Outbox));
        let text = if is_long || model.settings.is_accessible { long() } else { format!("!{refused}") };
        words.push((text, theme.bad));
    }
    if waiting > 0 {
        let is_read = model.settings.is_accessible;
        let text = match is_long {
            _ if is_read => format!("{waiting} waiting"),
            true => format!("↑{waiting} waiting"),
            false => format!("↑{waiting}"),
        };
        words.push((text, theme.warn));
    }
    words.extend(with_close(model, theme, is_long));
    words
}

fn with_close(model: &Model, theme: &Theme, is_long: bool) -> Option<Words> {
    let now = model.today.now;
    let (long, short, style) = match model.sync.standing(now) {
        Standing::Connecting => ("connecting to Close".into(), "connecting".into(), theme.dim),
        Standing::Rejected(_) => return None,
        // Read aloud, a clock and a number that grows are noise.
        Standing::Fresh(_) if model.settings.is_accessible => return None,
        // Beside what was done, a bare clock would be taken for when that was.
        Standing::Fresh(_) if !is_long => return None,
        Standing::Loading(_) if model.settings.is_accessible => {
            ("loading".into(), "loading".into(), theme.dim)
        }
        // Where there is nothing else to see, the reason stands in the middle of the screen.
        Standing::Offline(_) if empty::says_why(model) => ("offline".into(), "offline".into(), theme.warn),
        Standing::Offline(why) => (format!("offline: {why}"), "offline".into(), theme.warn),
        Standing::Held(until) if (until - now).num_seconds() < LONG => return None,
        Standing::Held(until) => {
            let clock = clock_to_the_second(model, until);
            (format!("waiting for Close until {clock}"), format!("waits {clock}"), theme.warn)
        }
        Standing::Loading(count) => {
            if count == 0 {
                ("loading".into(), "loading".into(), theme.dim)
            } else {
                let long = format!("{} loaded so far", counted(count));
                (long, format!("loading {}", thousands(count)), theme.dim)
            }
        }
        Standing::Fresh(at) => {
            let clock = model.settings.zone.local(at).format("%-H:%M").to_string();
            (format!("synced {clock}"), String::new(), theme.dim)
        }
    };
    Some((if is_long { long } else { short }, style))
}

/// When something goes on. The time itself and not how long it still takes: that would have to be drawn anew
/// each second, and over a slow link each of them is a frame.
pub(super) fn clock_to_the_second(model: &Model, at: Timestamp) -> String {
    model.settings.zone.local(at).format("%-H:%M:%S").to_string()
}
