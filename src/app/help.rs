//! What the help page and the hint line say, from the one table of actions.

use super::action::{Action, Group};
use super::chord::show_sequence;
use super::keymap::Keymap;
use super::model::Model;

/// One line of the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The title of a group.
    Heading(&'static str),
    /// Keys and what they do.
    Row {
        /// The keys, the first being the shortest to say.
        keys: String,
        /// What they do.
        title: &'static str,
    },
}

/// From this width on two columns fit, none of their lines cut.
const TWO_COLUMNS: u16 = 120;

/// The whole help page.
pub fn lines(keymap: &Keymap) -> Vec<Line> {
    let groups = Group::ALL.into_iter().flat_map(|group| {
        let rows = Action::ALL.iter().filter(move |action| action.spec().group == group);
        std::iter::once(Line::Heading(group.title())).chain(rows.map(|action| row(keymap, *action)))
    });
    groups.collect()
}

fn row(keymap: &Keymap, action: Action) -> Line {
    Line::Row { keys: keymap.line_of(&action.into()), title: action.spec().title }
}

/// The page in one or two columns of lines, the second beginning with a group.
pub fn columns(keymap: &Keymap, width: u16) -> Vec<Vec<Line>> {
    let mut lines = lines(keymap);
    if width < TWO_COLUMNS {
        return vec![lines];
    }
    let is_heading = |line: &Line| matches!(line, Line::Heading(_));
    let headings = lines.iter().enumerate().filter(|(_, line)| is_heading(line));
    let half = lines.len() / 2;
    let middle = headings.map(|(at, _)| at).min_by_key(|at| at.abs_diff(half)).unwrap_or(half);
    let second = lines.split_off(middle);
    vec![lines, second]
}

/// How far the page can be scrolled on a screen of this size: until its last line is at the bottom.
pub fn most_scroll(model: &Model) -> usize {
    let page = model.layout().page();
    let longest = columns(&model.keymap, page.width).iter().map(|column| height(column)).max();
    longest.unwrap_or(0).saturating_sub(page.height.into())
}

/// How many lines a column takes, with the space before each heading but the first.
pub fn height(column: &[Line]) -> usize {
    let headings = column.iter().filter(|line| matches!(line, Line::Heading(_)));
    column.len() + headings.count().saturating_sub(1)
}

/// The key shown for an action, and its hint.
pub fn hint(keymap: &Keymap, action: Action) -> Option<(String, &'static str)> {
    let hint = action.spec().hint;
    let key = keymap.keys_of(&action.into()).first().map(|keys| show_sequence(keys))?;
    (!hint.is_empty()).then_some((key, hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_stands_in_the_help_once() {
        let lines = lines(&Keymap::default());
        for action in Action::ALL {
            let title = action.spec().title;
            let found = lines.iter().filter(|line| matches!(line, Line::Row { title: t, .. } if *t == title));
            assert_eq!(found.count(), 1, "{title}");
        }
    }
}
