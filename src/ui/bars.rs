//! The two lines at the top: the tabs, and beneath them whatever matters most.
//!
//! The second line is the filter while there is one, else a banner while something is wrong, else a rule.

use chrono::TimeDelta;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::canvas::Canvas;
use super::pen::{Pen, columns, line_of};
use super::preview::draw_rule;
use super::screen::page;
use super::theme::Theme;
use super::{field, pages, sprint, views};
use crate::app::action::Action;
use crate::app::disk::Health;
use crate::app::help::Help;
use crate::app::layout::Layout;
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::pointer::Target;
use crate::app::settings::Access;
use crate::app::sync::Identity;
use crate::app::views::label;
use crate::app::words::{agree, thousands};
use crate::app::{arrange, news, text, whose};
use crate::domain::tab::Tab;

/// How long trouble with Close lasts before it is more than a hiccup.
const LASTING: TimeDelta = TimeDelta::seconds(10);

/// Draws both lines; where the cursor belongs while a filter is typed.
pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    let (first, second) = (line_of(area, 0), line_of(area, 1));
    let current = match page(model) {
        Some(page) => {
            pages::draw_head(model, theme, page, first, buffer);
            None
        }
        None => Some(draw_tabs(model, theme, first, buffer)),
    };
    if let Some(help) = filtered_help(model) {
        return draw_help_filter(model, theme, help, second, buffer);
    }
    if is_filtered(model) {
        return draw_filter(model, theme, second, buffer);
    }
    if let Some(Banner { text, end, style }) = banner(model, theme) {
        Pen::new(buffer, second).all_in(style).right(&end, style).skip(1).put(&text, style);
    } else {
        draw_rule(theme, second, buffer);
        if let Some(current) = current.or_else(|| sprint::bar(model, second)) {
            underline(theme, second, current, buffer);
        }
        draw_position(model, theme, second, buffer);
    }
    None
}

// The three tabs and whose they are; where the one in front is.
fn draw_tabs(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) -> Rect {
    let mut current = Rect::default();
    let mut pen = Pen::new(buffer, area);
    for tab in Tab::ALL {
        let is_current = tab == model.lists.tab;
        let count = count(model, tab);
        let style = if is_current { theme.accent } else { Style::new() };
        let from = pen.skip(1).position().x;
        pen.put(tab.title(), style);
        if !count.is_empty() {
            pen.put(" ", style).put(&count, if is_current { theme.accent } else { theme.dim });
        }
        if is_current && model.settings.is_accessible {
            pen.put(" is open", style);
        }
        let new = if tab == Tab::Inbox { news::count(model) } else { 0 };
        if new > 0 {
            pen.put(" · ", theme.dim).put(&format!("{} new", thousands(new)), theme.accent);
        }
        pen.stands_for(from, || Target::Tab(tab));
        if is_current {
            current = Rect { x: from, width: pen.position().x - from, ..area };
        }
        pen.skip(2);
    }
    pen.keep_right(1);
    draw_whose(model, theme, &mut pen);
    draw_account(model, theme, &mut pen);
    current
}

/// How many tasks a tab holds, in words; nothing while that is not known.
pub(super) fn count(model: &Model, tab: Tab) -> String {
    let count = model.lists.count(tab);
    let reading = &model.sync.reading;
    let is_known = reading.fresh.is_some() || reading.synced.is_some();
    let is_partial = tab == Tab::Archive && !reading.archive.is_complete();
    match count {
        // Nothing is worse than a nought that only means "not asked yet", but for what has been read by chance.
        _ if is_partial => String::new(),
        0 if !is_known => String::new(),
        count => thousands(count),
    }
}

// Whoever forgets that these are not their own tasks does harm: it comes before everything else here.
fn draw_whose(model: &Model, theme: &Theme, pen: &mut Pen<'_>) {
    if let Some(label) = whose::label(model) {
        let room = pen.room().saturating_sub(2).into();
        pen.put(&text::line(&label, room), theme.warn.add_modifier(Modifier::REVERSED)).skip(2);
    }
}

/// What stands beside an account that is to be left as it is.
const READING: &str = "read only";

fn draw_account(model: &Model, theme: &Theme, pen: &mut Pen<'_>) {
    let settings = &model.settings;
    let organization = model.me.as_ref().and_then(|me| me.organization.name());
    let account = if settings.account.is_empty() { organization.unwrap_or("") } else { &settings.account };
    if settings.is_demo {
        pen.right("demo", theme.warn.add_modifier(Modifier::BOLD));
        if account.is_empty() || account.eq_ignore_ascii_case("demo") {
            return;
        }
        pen.right(" · ", theme.dim);
    }
    if settings.access == Access::Reading && columns(READING) + 3 < pen.room() {
        pen.right(READING, theme.warn).right(" · ", theme.dim);
    }
    if columns(account) < pen.room() {
        pen.right(account, theme.dim);
    }
    let zone = settings.zone.name();
    if settings.is_foreign_zone && columns(zone) + 4 < pen.room() {
        pen.right(" · ", theme.dim).right(zone, theme.dim);
    }
}

// The rule is heavier beneath the tab in front.
fn underline(theme: &Theme, rule: Rect, tab: Rect, buffer: &mut Canvas) {
    let under = Rect { x: tab.x, width: tab.width, ..rule }.intersection(rule);
    buffer.rule(under, '━', Style::reset().patch(theme.accent));
}

// How the list is put in order, and which task of how many, where not all are in sight.
fn draw_position(model: &Model, theme: &Theme, rule: Rect, buffer: &mut Canvas) {
    if page(model).is_some() {
        return;
    }
    let list = model.lists.current();
    // Above the list it is about, never above the preview.
    let above = model.layout().list;
    let mut pen = Pen::new(buffer, Rect { x: above.x, width: above.width, ..rule });
    pen.keep_right(1);
    // Read aloud, it would be said with every step.
    if list.len() > list.height() && !model.settings.is_accessible {
        let (at, of) = model.lists.position();
        pen.right(&format!(" {} of {} ", thousands(at), thousands(of)), theme.dim).keep_right(1);
    }
    if let Some(order) = arrange::label(model, model.lists.tab) {
        pen.right(&format!(" {order} "), theme.dim);
    }
}

fn is_filtered(model: &Model) -> bool {
    let has_words = !model.lists.filter().is_empty() || typed_filter(model).is_some();
    page(model).is_none() && (has_words || label(model).is_some())
}

/// The filter being typed.
pub(super) fn typed_filter(model: &Model) -> Option<&crate::app::input::Input> {
    match model.overlays.last() {
        Some(Overlay::Filter(input)) => Some(input),
        _ => None,
    }
}

/// The page of all keys, where it shows only some of them or is being told which.
pub(super) fn filtered_help(model: &Model) -> Option<&Help> {
    match model.overlays.last() {
        Some(Overlay::Help(help)) if help.is_typing || !help.filter.text().is_empty() => Some(help),
        _ => None,
    }
}

/// Draws what the lines of that page hold; where the cursor belongs while it is typed.
pub(super) fn draw_help_filter(
    model: &Model,
    theme: &Theme,
    help: &Help,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    if help.is_typing {
        return field::draw(theme, area, "/ ", &help.filter, buffer);
    }
    let mut pen = Pen::new(buffer, area);
    pen.put("/ ", theme.accent).put(help.filter.text(), theme.strong).put("  ", theme.dim);
    pen.put(&model.key(Action::Cancel), theme.dim).put(" shows all", theme.dim);
    None
}

/// Draws the filter and how much it leaves; where the cursor belongs while it is typed.
pub(super) fn draw_filter(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    let all = thousands(model.lists.count(model.lists.tab));
    let doubt = model.lists.filter().doubt();
    let filter = model.lists.filter();
    let of = if filter.is_empty() {
        String::new()
    } else {
        let fits = model.lists.tasks(model.lists.tab).len();
        format!("{} of {all} {} ", thousands(fits), agree(fits, "matches", "match"))
    };
    let mut pen = Pen::new(buffer, area);
    pen.right(&doubt.map_or(of, |why| format!("{why} ")), theme.dim).keep_right(1).skip(1);
    views::put_label(model, theme, &mut pen);
    if let Some(lead) = filter.lead() {
        pen.put("only ", theme.dim).put(lead, theme.accent).put("  ", theme.dim);
    }
    let rest = Rect { width: pen.room(), x: pen.position().x, ..area };
    if let Some(input) = typed_filter(model) {
        return field::draw(theme, rest, "/ ", input, buffer);
    }
    let mut pen = Pen::new(buffer, rest);
    if !filter.text.is_empty() {
        pen.put("/ ", theme.accent).put(&filter.text, theme.strong).put("  ", theme.dim);
    }
    let is_view = label(model).is_some();
    if let Some(order) = arrange::label(model, model.lists.tab).filter(|_| is_view) {
        pen.put(&order, theme.dim).put("  ", theme.dim);
    }
    let words = if is_view { "leaves it" } else { "shows all" };
    pen.put(&format!("{} {words}", model.key(Action::Cancel)), theme.dim);
    None
}

/// What is wrong and stays so until somebody does something about it.
pub(super) struct Banner {
    text: String,
    /// What stays where the text has no room.
    end: String,
    style: Style,
}

/// What is wrong, if anything is.
pub(super) fn banner(model: &Model, theme: &Theme) -> Option<Banner> {
    let bad = |text: String| Some(Banner { text, end: String::new(), style: theme.banner });
    match (&model.disk.health, &model.sync.identity) {
        (Health::Failing(why), _) => bad(format!("Changes are not being saved: {why}")),
        (_, Identity::Rejected(why)) => {
            let end = format!("  closeout login · {} tries again ", model.key(Action::Refresh));
            Some(Banner { text: why.clone(), end, style: theme.banner })
        }
        (Health::ReadsOnly, _) => {
            let key = model.key(Action::Refresh);
            bad(format!("Closeout is open elsewhere: this one is reading only · {key} tries again"))
        }
        _ => remark(model, theme).or_else(|| lasting_trouble(model, theme)),
    }
}

// What passes by itself is a word in the status line; what stays needs a sentence. Where there are no tasks it
// stands in their place already.
fn lasting_trouble(model: &Model, theme: &Theme) -> Option<Banner> {
    let holds = &model.sync.holds;
    let why = holds.lasting_trouble(model.today.now, LASTING, LASTING)?;
    let end = format!("  {} tries again ", model.key(Action::Refresh));
    let style = theme.warn.add_modifier(Modifier::REVERSED);
    (!model.lists.current().is_empty()).then(|| Banner { text: why.to_owned(), end, style })
}

// One after the other, as each has something to read.
fn remark(model: &Model, theme: &Theme) -> Option<Banner> {
    let first = model.remarks.first()?;
    let more = match model.remarks.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    let end = format!("{more} · {} ", model.key(Action::Cancel));
    Some(Banner { text: first.clone(), end, style: theme.warn.add_modifier(Modifier::REVERSED) })
}

/// The same in a word or two, for where the banner has no room.
pub(super) fn short_banner(model: &Model) -> Option<&'static str> {
    match (&model.disk.health, &model.sync.identity) {
        (Health::Failing(_), _) => Some(" not saved "),
        (_, Identity::Rejected(_)) => Some(" not let in "),
        (Health::ReadsOnly, _) => Some(" reading only "),
        _ => None,
    }
}

/// Whether the second line shows the banner.
pub(super) fn has_banner_line(model: &Model, layout: &Layout) -> bool {
    layout.tabs.is_some() && !is_filtered(model)
}
