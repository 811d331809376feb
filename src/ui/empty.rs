//! What stands where no task does.
//!
//! Nothing to do, nothing found, nothing heard yet and nothing reached are four different things, and look it.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::canvas::Canvas;
use super::pen::{Pen, columns, line_of};
use super::screen::page;
use super::status;
use super::theme::Theme;
use crate::app::action::Action;
use crate::app::counting;
use crate::app::model::Model;
use crate::app::sync::Standing;
use crate::app::text;
use crate::app::triage::counted;
use crate::app::words::thousands;
use crate::domain::due::Due;
use crate::domain::label;
use crate::domain::tab::Tab;

/// How wide a line may be.
const LINE: u16 = 64;

/// A line saying what is, and lines saying more.
struct Message {
    // Something for the eyes, above it.
    sign: &'static str,
    title: String,
    style: Style,
    more: Vec<String>,
}

impl Message {
    fn new<const N: usize>(title: &str, style: Style, more: [&str; N]) -> Self {
        Self { sign: "", title: title.into(), style, more: more.into_iter().map(str::to_owned).collect() }
    }
}

/// Draws the message, a little above the middle.
pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) {
    let message = message(model, theme);
    let width = area.width.min(LINE).into();
    let more: Vec<String> = message.more.iter().flat_map(|text| text::wrap(text, width)).collect();
    let gap = u16::from(area.height > 4);
    let sign = if message.sign.is_empty() || area.height < 8 { 0 } else { 2 };
    let height = sign + 1 + gap + u16::try_from(more.len()).unwrap_or(0);
    let top = sign + area.height.saturating_sub(height) * 2 / 5;
    if sign > 0 {
        centred(message.sign, theme.good, line_of(area, top - sign), buffer);
    }
    centred(&message.title, message.style, line_of(area, top), buffer);
    for (line, text) in (top + 1 + gap..area.height).zip(&more) {
        centred(text, theme.dim, line_of(area, line), buffer);
    }
}

/// Whether what stands here already says why Close cannot be reached.
pub(super) fn says_why(model: &Model) -> bool {
    let (lists, reading) = (&model.lists, &model.sync.reading);
    let is_filtered = !lists.filter().is_empty() && lists.count(lists.tab) > 0;
    let is_unknown = lists.tab == Tab::Archive || reading.fresh.is_none() && reading.synced.is_none();
    let is_seen = page(model).is_none() && !model.settings.is_accessible;
    lists.current().is_empty() && !is_filtered && is_unknown && is_seen
}

fn centred(text: &str, style: Style, line: Rect, buffer: &mut Canvas) {
    let space = line.width.saturating_sub(columns(text)) / 2;
    Pen::new(buffer, line).skip(space).put(text, style);
}

fn message(model: &Model, theme: &Theme) -> Message {
    let filter = model.lists.filter();
    let count = model.lists.count(model.lists.tab);
    if !filter.is_empty() && count > 0 {
        let without = format!("{} without the filter", counted(count));
        let again = format!("{} shows all again", model.key(Action::Cancel));
        let mut message =
            Message::new("Nothing here matches", theme.strong, [without.as_str(), again.as_str()]);
        message.more.splice(..0, elsewhere(model));
        return message;
    }
    match model.lists.tab {
        Tab::Archive => archive(model, theme),
        tab => open_tasks(model, theme, tab),
    }
}

// Who looks for a customer would take an empty tab for an answer.
fn elsewhere(model: &Model) -> Option<String> {
    let others = Tab::ALL.into_iter().filter(|tab| *tab != model.lists.tab);
    let others = others.map(|tab| (model.lists.tasks(tab).len(), tab.title()));
    let found: Vec<String> = others
        .filter(|(count, _)| *count > 0)
        .map(|(count, tab)| format!("{} in {tab}", thousands(count)))
        .collect();
    (!found.is_empty())
        .then(|| format!("But {}: {} goes there", found.join(", "), model.key(Action::NextTab)))
}

fn open_tasks(model: &Model, theme: &Theme, tab: Tab) -> Message {
    let reading = &model.sync.reading;
    match model.sync.standing(model.today.now) {
        standing @ Standing::Rejected(_) => trouble(standing, model, theme),
        _ if reading.fresh.is_some() => nothing_open(model, theme, tab),
        // What was there when Close was last reached is still known.
        Standing::Offline(_) if reading.synced.is_some() => nothing_open(model, theme, tab),
        standing => trouble(standing, model, theme),
    }
}

fn nothing_open(model: &Model, theme: &Theme, tab: Tab) -> Message {
    let as_of = as_of(model);
    let mut message = if tab == Tab::Inbox {
        let (done, next) = (done_today(model), next_day(model));
        let sign = if model.settings.is_accessible { "" } else { "───  ✓  ───" };
        let more = done.into_iter().chain([next]).collect();
        Message { sign, title: "Inbox zero".into(), style: theme.good.patch(theme.strong), more }
    } else {
        let how = format!("{} moves a task to another day", model.key(Action::Move));
        Message::new("Nothing planned", theme.strong, [how.as_str()])
    };
    message.more.extend(as_of);
    message
}

// What it took to get here.
fn done_today(model: &Model) -> Option<String> {
    let done = counting::done_today(model);
    (done > 0).then(|| format!("You have done {} today", thousands(done)))
}

// Offline, the words hold only as of then.
fn as_of(model: &Model) -> Option<String> {
    let at = match model.sync.standing(model.today.now) {
        Standing::Offline(_) => model.sync.reading.synced?,
        _ => return None,
    };
    let today = &model.today;
    Some(format!("as of {}; Close cannot be reached now", label::exact(Due::At(at), today.day, today.zone)))
}

fn next_day(model: &Model) -> String {
    let today = &model.today;
    let Some(day) = model.lists.next_day(today.day) else { return "Nothing is planned either.".into() };
    let tasks = counted(model.lists.load_of(day));
    if day == today.zone.day_of(today.zone.next_midnight(today.now)) {
        return format!("Next: {tasks} tomorrow");
    }
    format!("Next: {tasks} on {}", label::exact(Due::Day(day), today.day, today.zone))
}

fn archive(model: &Model, theme: &Theme) -> Message {
    let reading = &model.sync.reading.archive;
    match model.sync.standing(model.today.now) {
        standing @ (Standing::Rejected(_) | Standing::Offline(_) | Standing::Connecting) => {
            trouble(standing, model, theme)
        }
        Standing::Held(_) | Standing::Loading(_) | Standing::Fresh(_) if !reading.is_complete() => {
            Message::new("Loading the archive", theme.strong, [])
        }
        _ => {
            let how = format!("{} marks a task done; it goes here", model.key(Action::Complete));
            Message::new("Nothing done yet", theme.strong, [how.as_str()])
        }
    }
}

fn trouble(standing: Standing, model: &Model, theme: &Theme) -> Message {
    match standing {
        Standing::Connecting | Standing::Fresh(_) => Message::new("Connecting to Close", theme.strong, []),
        Standing::Loading(count) => {
            let so_far = (count > 0).then(|| format!("{} so far", thousands(count)));
            Message {
                more: so_far.into_iter().collect(),
                ..Message::new("Loading your tasks", theme.strong, [])
            }
        }
        Standing::Held(until) => {
            let wait = format!("It goes on at {}.", status::clock_to_the_second(model, until));
            Message::new("Close asks us to wait", theme.strong, [wait.as_str()])
        }
        Standing::Offline(why) => {
            let now = format!("Closeout keeps trying; {} tries now.", model.key(Action::Refresh));
            let more = [why.as_str(), now.as_str(), "closeout doctor, in a shell, looks for the cause."];
            Message::new("Close cannot be reached", theme.bad, more)
        }
        Standing::Rejected(why) => {
            let again = format!("{} tries again.", model.key(Action::Refresh));
            let more = [why.as_str(), again.as_str()];
            Message::new("Close does not let you in", theme.bad, more)
        }
    }
}
