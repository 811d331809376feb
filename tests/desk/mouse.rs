//! The mouse on a desk: what is drawn is what is clicked.

use closeout::app::msg::Msg;
use closeout::app::pointer::Spot;
use closeout::ui::theme::Theme;

use super::Desk;

impl Desk {
    /// Clicks on a text where it stands on the screen.
    pub(crate) fn click(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        let found = screen.lines().enumerate().find_map(|(y, line)| Some((line.split_once(text)?.0, y)));
        assert!(found.is_some(), "{text:?} is not on the screen:\n{screen}");
        let (before, y) = found.unwrap();
        let x = u16::try_from(closeout::app::text::width(before)).unwrap();
        let spot = Spot { x, y: u16::try_from(y).unwrap() };
        let target = closeout::ui::screen::target_at(&self.model, &Theme::default(), spot);
        self.take_in(Msg::Clicked { spot, target });
        self
    }

    /// Turns the wheel over a cell, down by so many notches, or up when negative.
    pub(crate) fn wheel(&mut self, x: u16, y: u16, notches: isize) -> &mut Self {
        let target = closeout::ui::screen::target_at(&self.model, &Theme::default(), Spot { x, y });
        self.take_in(Msg::Wheeled { target, notches });
        self
    }
}
