//! Where things stand on a screen of any size.
//!
//! The list needs to know how many rows it has before anything is drawn, so this lives here and the drawing
//! follows it. Knows sizes only. Works from 1x1 upwards.

/// The size of the terminal, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Lines.
    pub height: u16,
}

/// A rectangle of the screen, in cells from the top left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First line.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Lines.
    pub height: u16,
}

/// Where the preview goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// To the right on a wide screen, below on a tall one, else nowhere.
    #[default]
    Auto,
    /// To the right, where there is room.
    Right,
    /// Below, where there is room.
    Below,
    /// Nowhere.
    Off,
}

/// Where everything is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The line with the three tabs.
    pub tabs: Option<Area>,
    /// The list of tasks.
    pub list: Area,
    /// The line between list and preview, a column when the preview is to the right.
    pub rule: Option<Area>,
    /// The preview.
    pub preview: Option<Area>,
    /// The line for notices and the state of things.
    pub status: Option<Area>,
    /// The line of hints.
    pub hints: Option<Area>,
    /// The line of menus, where everything also stands in menus.
    pub menu: Option<Area>,
}

/// Below this width a preview to the right would squeeze the list.
const WIDE: u16 = 130;
/// A text this wide is tiring to read already; the list has more use for the rest.
const WIDEST: u16 = 90;
/// Below this height a preview underneath would squeeze the list.
const TALL: u16 = 18;

impl Area {
    /// Left, a line between and right, where it is wide enough that neither is squeezed.
    pub fn halves(self) -> Option<[Self; 3]> {
        (self.width >= WIDE).then(|| self.cut())
    }

    fn cut(self) -> [Self; 3] {
        let width = (self.width * 2 / 5).min(WIDEST);
        let left = Self { width: self.width - width - 1, ..self };
        let rule = Self { x: self.x + left.width, width: 1, ..self };
        [left, rule, Self { x: rule.x + 1, width, ..self }]
    }

    /// As much of it as leaves what stands to the right in sight: whoever decides wants to read what about.
    #[must_use]
    pub fn beside(self, other: Option<Self>) -> Self {
        let end = other.filter(|other| other.x > self.x).map(|other| other.x - 1);
        Self { width: end.map_or(self.width, |end| end.saturating_sub(self.x)), ..self }
    }
}

impl Layout {
    /// The layout of a screen of this size.
    pub fn of(size: Size, side: Side) -> Self {
        let whole = Area { x: 0, y: 0, width: size.width, height: size.height };
        if size.width < 40 || size.height < 10 {
            return Self::small(whole);
        }
        let line = |y| Some(Area { y, height: 1, ..whole });
        let body = Area { y: 2, height: size.height - 4, ..whole };
        let frame = Self {
            tabs: line(0),
            status: line(size.height - 2),
            hints: line(size.height - 1),
            list: body,
            ..Self::default()
        };
        frame.with_preview(body, side)
    }

    /// The same with a line of menus at the bottom, where there is room for more than the list.
    pub fn with_menu(size: Size, side: Side) -> Self {
        let height = size.height.saturating_sub(1);
        let above = Self::of(Size { height, ..size }, side);
        if above.hints.is_none() {
            return Self::of(size, side);
        }
        Self { menu: Some(Area { x: 0, y: height, width: size.width, height: 1 }), ..above }
    }

    /// The same with the status line first: whoever has the screen read aloud hears what matters most before the rest.
    #[must_use]
    pub fn spoken(self) -> Self {
        let Some(status) = self.status else { return self };
        let down = |area: Area| Area { y: area.y + u16::from(area.y < status.y), ..area };
        let [tabs, rule, preview, hints, menu] =
            [self.tabs, self.rule, self.preview, self.hints, self.menu].map(|area| area.map(down));
        let status = Some(Area { y: 0, ..status });
        Self { tabs, list: down(self.list), rule, preview, status, hints, menu }
    }

    /// Where dialogs go: anywhere but over the lines that tell what is going on.
    pub fn dialogs(self) -> Area {
        let page = self.page();
        let Some(status) = self.status else { return page };
        let (top, bottom) = if status.y == 0 { (1, page.y + page.height) } else { (0, status.y) };
        Area { y: top, height: bottom - top, ..page }
    }

    /// Where a page goes that covers list and preview.
    pub fn page(self) -> Area {
        let list = self.list;
        let over = self.preview.unwrap_or(list);
        let width = (over.x + over.width).max(list.x + list.width) - list.x;
        let height = (over.y + over.height).max(list.y + list.height) - list.y;
        Area { width, height, ..list }
    }

    // Only the list, and a status line when that leaves at least three rows of it.
    fn small(whole: Area) -> Self {
        if whole.height < 4 {
            return Self { list: whole, ..Self::default() };
        }
        let status = Area { y: whole.height - 1, height: 1, ..whole };
        let list = Area { height: whole.height - 1, ..whole };
        Self { list, status: Some(status), ..Self::default() }
    }

    fn with_preview(self, body: Area, side: Side) -> Self {
        let fits_right = body.width >= 80;
        let fits_below = body.height + 4 >= TALL;
        match side {
            Side::Auto if body.width >= WIDE => self.right(body),
            Side::Auto | Side::Below if fits_below => self.below(body),
            Side::Right if fits_right => self.right(body),
            _ => self,
        }
    }

    fn right(self, body: Area) -> Self {
        let [list, rule, preview] = body.cut();
        Self { list, rule: Some(rule), preview: Some(preview), ..self }
    }

    fn below(self, body: Area) -> Self {
        let height = body.height * 2 / 5;
        let list = Area { height: body.height - height - 1, ..body };
        let rule = Area { y: list.y + list.height, height: 1, ..body };
        let preview = Area { y: rule.y + 1, height, ..body };
        Self { list, rule: Some(rule), preview: Some(preview), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDES: [Side; 4] = [Side::Auto, Side::Right, Side::Below, Side::Off];

    fn layout(width: u16, height: u16, side: Side) -> Layout {
        Layout::of(Size { width, height }, side)
    }

    // What overlaps covers more cells than there are.
    #[track_caller]
    fn check(width: u16, height: u16, side: Side) {
        let all = layout(width, height, side);
        let parts = [all.tabs, Some(all.list), all.rule, all.preview, all.status, all.hints];
        let areas: Vec<Area> = parts.into_iter().flatten().collect();
        let cells: u32 = areas.iter().map(|area| u32::from(area.width) * u32::from(area.height)).sum();
        assert!(cells <= u32::from(width) * u32::from(height), "{width}x{height} {side:?}");
        for area in areas {
            assert!(area.x + area.width <= width && area.y + area.height <= height, "{area:?}");
            assert!(area.width > 0 && area.height > 0, "{width}x{height} {side:?} {area:?}");
        }
    }

    #[test]
    fn nothing_overlaps_or_leaves_the_screen_at_any_size() {
        for (width, height) in
            (1..200).step_by(7).flat_map(|width| (1..80).map(move |height| (width, height)))
        {
            SIDES.into_iter().for_each(|side| check(width, height, side));
        }
    }

    #[test]
    fn the_preview_goes_right_when_wide_below_when_tall_and_away_when_small() {
        assert!(layout(160, 50, Side::Auto).preview.is_some_and(|area| area.x > 0));
        assert!(layout(100, 30, Side::Auto).preview.is_some_and(|area| area.x == 0));
        assert!(layout(60, 15, Side::Auto).preview.is_none());
        assert!(layout(160, 50, Side::Off).preview.is_none());
    }

    #[test]
    fn read_aloud_the_status_comes_first_and_nothing_overlaps() {
        for (width, height) in [(80, 24), (160, 50), (30, 6), (10, 2)] {
            let size = Size { width, height };
            let all = Layout::of(size, Side::Auto).spoken();
            assert!(all.status.is_none_or(|status| status.y == 0));
            let parts = [all.tabs, Some(all.list), all.rule, all.preview, all.status, all.hints];
            let bottom = parts.into_iter().flatten().map(|area| area.y + area.height).max();
            assert_eq!(bottom, Some(height));
            assert_ne!(Some(all.list.y), all.status.map(|status| status.y));
        }
    }

    #[test]
    fn a_line_of_menus_takes_the_last_line_and_no_room_from_a_small_list() {
        let with_menu = |width, height| Layout::with_menu(Size { width, height }, Side::Auto);
        assert_eq!(with_menu(80, 24).menu.map(|area| (area.y, area.height)), Some((23, 1)));
        assert_eq!(with_menu(80, 24).hints.map(|area| area.y), Some(22));
        assert_eq!(with_menu(80, 10).menu, None);
        assert_eq!(with_menu(0, 0).list, Area::default());
    }

    #[test]
    fn a_classic_terminal_shows_more_list_than_preview() {
        let all = layout(80, 24, Side::Auto);
        assert!(all.list.height > all.preview.unwrap().height);
    }
}
