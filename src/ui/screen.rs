//! The whole screen, from the bottom up: list or page, the bars around it, the dialogs above.
//!
//! Works from 1x1 upwards. The layout decides where things go; here it is only followed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::canvas::Canvas;
use super::pen::{Pen, line_of};
use super::slate::{Finish, Slate};
use super::theme::Theme;
use super::{bars, dialogs, empty, hints, menu, pages, preview, rows, spoken, status};
use crate::app::layout::{Area, Layout, Size};
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::pointer::{Spot, Target};
use crate::app::words;

/// Draws everything; where the cursor belongs, if text is being typed.
pub fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let mut slate = Slate::new(area.intersection(buffer.area));
    let cursor = write(model, theme, &mut slate);
    buffer.merge(&slate.into_cells());
    cursor
}

/// The same on a slate, whose cells are made of what is asked for.
pub fn write(model: &Model, theme: &Theme, slate: &mut Slate) -> Option<Position> {
    let area = slate.area();
    let mut canvas = Canvas::new(std::mem::take(slate));
    let cursor = paint(model, theme, area, &mut canvas);
    *slate = canvas.into_slate();
    cursor
}

/// What is drawn at a spot of the screen: the same drawing, asked what it stands for.
pub fn target_at(model: &Model, theme: &Theme, spot: Spot) -> Option<Target> {
    let area = Rect::new(0, 0, model.size.width, model.size.height);
    let mut canvas = Canvas::with_targets(area);
    paint(model, theme, area, &mut canvas);
    canvas.target_at(Position::new(spot.x, spot.y)).cloned()
}

fn paint(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    buffer.is_read = model.settings.is_accessible;
    let cursor = if area.width < 20 || area.height < 4 {
        draw_tiny(model, theme, area, buffer)
    } else {
        draw_whole(model, theme, area, buffer)
    };
    let cursor =
        if model.settings.is_accessible { Some(spoken::finish(cursor, area, buffer)) } else { cursor };
    buffer.finish(Finish { signs: theme.signs, ground: theme.text });
    cursor
}

fn draw_whole(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    let layout = model.layout_in(Size { width: area.width, height: area.height });
    let place = |part: Area| place(area, part);
    let (page, whole) = (page(model), place(layout.page()));
    let rule = if let Some(page) = page {
        buffer.choose(whole);
        pages::draw(model, theme, page, whole, buffer);
        pages::rule(model, page, whole)
    } else {
        draw_list(model, theme, &layout, area, buffer);
        layout.rule.filter(|_| !model.lists.current().is_empty()).map(place)
    };
    let typing = draw_bars(model, theme, &layout, area, buffer);
    if let Some(rule) = rule {
        preview::join(rule, buffer);
    }
    let over = match (page, rule) {
        (Some(_), Some(rule)) => right_of(rule, place(layout.dialogs())),
        (Some(_), None) => place(layout.dialogs()),
        (None, _) => place(layout.dialogs().beside(layout.preview)),
    };
    dialogs::draw(model, theme, over, buffer).or(typing)
}

/// What is decided about stays in sight where a dialog has so much room beside it.
const BESIDE: u16 = 64;

fn right_of(rule: Rect, area: Rect) -> Rect {
    let right = Rect { x: rule.x + 1, width: area.right().saturating_sub(rule.x + 1), ..area };
    if right.width < BESIDE { area } else { right }
}

// The lines above and below; where the cursor belongs while a filter is typed in one of them.
fn draw_bars(
    model: &Model,
    theme: &Theme,
    layout: &Layout,
    area: Rect,
    buffer: &mut Canvas,
) -> Option<Position> {
    let place = |part: Area| place(area, part);
    if let Some(line) = layout.hints.map(place) {
        hints::draw(model, theme, line, buffer);
    }
    if let Some(line) = layout.menu.map(place) {
        menu::draw_bar(model, theme, line, buffer);
    }
    let status = layout.status.map(place).unwrap_or_default();
    match layout.tabs.map(place) {
        // On a small screen the filter takes the place of the status line.
        None if bars::typed_filter(model).is_some() => bars::draw_filter(model, theme, status, buffer),
        None => {
            if let Some(help) = bars::filtered_help(model) {
                return bars::draw_help_filter(model, theme, help, status, buffer);
            }
            status::draw(model, theme, status, buffer);
            None
        }
        Some(tabs) => {
            status::draw(model, theme, status, buffer);
            bars::draw(model, theme, Rect { height: 2, ..tabs }, buffer)
        }
    }
}

fn draw_list(model: &Model, theme: &Theme, layout: &Layout, area: Rect, buffer: &mut Canvas) {
    let list = place(area, layout.list);
    if model.lists.current().is_empty() {
        let whole = place(area, layout.page());
        buffer.choose(whole);
        return empty::draw(model, theme, whole, buffer);
    }
    rows::draw(model, theme, list, buffer);
    if let (Some(rule), Some(area)) =
        (layout.rule.map(|rule| place(area, rule)), layout.preview.map(|p| place(area, p)))
    {
        preview::draw(model, theme, rule, area, buffer);
    }
}

/// The page in front, if one covers the list. A filter being typed shows the list it narrows.
pub(super) fn page(model: &Model) -> Option<&Overlay> {
    let is_page = |overlay: &&Overlay| {
        let is_text = matches!(overlay, Overlay::Detail { .. } | Overlay::Help(_));
        is_text
            || matches!(
                overlay,
                Overlay::Outbox(_) | Overlay::Past(_) | Overlay::Sprint(_) | Overlay::Stats(_)
            )
    };
    if matches!(model.overlays.last(), Some(Overlay::Filter(_))) {
        return None;
    }
    model.overlays.iter().rev().find(is_page)
}

fn place(area: Rect, part: Area) -> Rect {
    let moved = Rect::new(area.x + part.x, area.y + part.y, part.width, part.height);
    moved.intersection(area)
}

// One line: what is being typed, else the task under the cursor.
fn draw_tiny(model: &Model, theme: &Theme, area: Rect, buffer: &mut Canvas) -> Option<Position> {
    let above = model.overlays.last().filter(|overlay| !matches!(overlay, Overlay::Sprint(_)));
    if let Some(overlay) = above {
        return dialogs::draw_tiny(model, theme, overlay, area, buffer);
    }
    let mut pen = Pen::new(buffer, line_of(area, 0));
    match model.selected() {
        Some(task) => pen.put(words::who(task), theme.strong).skip(1).put(task.subject(), Style::new()),
        None => pen.put("Closeout: window too small", Style::new()),
    };
    None
}
