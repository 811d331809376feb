//! The picture of the README: the demo, at a fixed moment, as the program draws it.
//!
//! The real client has met the simulated Close, and somebody has pressed a few keys.
#![expect(clippy::unwrap_used, reason = "a moment and a zone that are not there are a failed test")]

use closeout::app::layout::Size;
use closeout::sim::{Seed, World};
use closeout::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::desk::{Desk, START};
use super::svg::{self, Palette};

/// The files, each for readers with other colours.
pub(crate) const ALL: [(&str, &Palette); 2] =
    [("docs/screen-dark.svg", &svg::DARK), ("docs/screen-light.svg", &svg::LIGHT)];

/// As wide as a page that shows it.
const SIZE: Size = Size { width: 96, height: 28 };
/// One is done, and the cursor goes on to a mail.
const KEYS: [&str; 6] = ["j", "j", "j", "e", "j", "j"];
const SAYS: &str = "The inbox of Closeout: a list of tasks with kind, lead, subject and date, the mail under the \
    cursor below, a line that says what was done and how to take it back, and a line of keys.";

/// The demo after a few keys.
pub(crate) fn of_demo(palette: &Palette) -> String {
    let (now, zone_offset) = (START.parse().unwrap(), chrono::FixedOffset::east_opt(3600).unwrap());
    let mut world = World::grow(Seed { tasks: 60, seed: 1, now, zone_offset });
    world.set_timezone("Europe/Berlin");
    let mut desk = Desk::before(world);
    (desk.model.size, desk.model.settings.is_demo) = (SIZE, true);
    desk.model.settings.account = "Demo".into();
    desk.settle();
    for key in KEYS {
        desk.press(key).wait(1).settle();
    }
    let area = Rect::new(0, 0, SIZE.width, SIZE.height);
    let mut buffer = Buffer::empty(area);
    let cursor = closeout::ui::screen::draw(&desk.model, &Theme::default(), area, &mut buffer);
    svg::picture(&buffer, cursor, palette, SAYS)
}
