//! Text with a cursor in it, and what keys do to it.
//!
//! Whatever takes text away is a movement of the cursor: what lies between where it was and where it comes to is gone.
//! The cursor is counted in characters. At the end of a line the next one follows, as a line break can be taken away too.

/// Lines of text, and where in them the cursor is.
#[derive(Clone, Debug)]
pub(super) struct Area {
    // At least one.
    lines: Vec<String>,
    row: usize,
    column: usize,
}

/// What words are made of, and what is between them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Space,
    Sign,
    Letter,
}

impl Default for Area {
    fn default() -> Self {
        Self::of("")
    }
}

impl Area {
    /// This text, the cursor behind it.
    pub(super) fn of(text: &str) -> Self {
        let mut area = Self { lines: vec![String::new()], row: 0, column: 0 };
        area.insert(text);
        area
    }

    /// The lines, of which there is at least one.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Which line the cursor is in, and how many characters are before it there.
    pub(super) fn cursor(&self) -> (usize, usize) {
        (self.row, self.column)
    }

    /// Puts text where the cursor is, which is behind it then.
    pub(super) fn insert(&mut self, text: &str) {
        let rest = self.cut_line();
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 {
                self.row += 1;
                self.lines.insert(self.row, String::new());
            }
            self.lines[self.row].push_str(part);
        }
        self.column = self.length();
        self.lines[self.row].push_str(&rest);
    }

    /// Takes away what a movement of the cursor passes over.
    pub(super) fn take_away(&mut self, go: impl FnOnce(&mut Self)) {
        let before = self.cursor();
        go(self);
        let (from, to) = (before.min(self.cursor()), before.max(self.cursor()));
        (self.row, self.column) = to;
        let rest = self.cut_line();
        (self.row, self.column) = from;
        self.cut_line();
        self.lines[from.0].push_str(&rest);
        self.lines.drain(from.0 + 1..=to.0);
    }

    /// To the character before.
    pub(super) fn back(&mut self) {
        if self.column > 0 {
            self.column -= 1;
        } else if self.row > 0 {
            self.row -= 1;
            self.end();
        }
    }

    /// To the character after.
    pub(super) fn forward(&mut self) {
        if self.column < self.length() {
            self.column += 1;
        } else if self.row + 1 < self.lines.len() {
            (self.row, self.column) = (self.row + 1, 0);
        }
    }

    /// To the beginning of the line.
    pub(super) fn head(&mut self) {
        self.column = 0;
    }

    /// To the end of the line.
    pub(super) fn end(&mut self) {
        self.column = self.length();
    }

    /// To the line above, as far to the right as it goes.
    pub(super) fn up(&mut self) {
        self.row = self.row.saturating_sub(1);
        self.column = self.column.min(self.length());
    }

    /// To the line below, as far to the right as it goes.
    pub(super) fn down(&mut self) {
        self.row = (self.row + 1).min(self.lines.len() - 1);
        self.column = self.column.min(self.length());
    }

    /// To the beginning of the word the cursor is in or behind; from the beginning of a line to the one above.
    pub(super) fn word_back(&mut self) {
        if self.column == 0 {
            return self.back();
        }
        let before: Vec<Sort> = self.lines[self.row].chars().take(self.column).map(Sort::of).collect();
        let end = before.iter().rposition(|sort| *sort != Sort::Space).map_or(0, |last| last + 1);
        let word = before[..end].last();
        self.column = before[..end].iter().rposition(|sort| Some(sort) != word).map_or(0, |other| other + 1);
    }

    // How many characters the line of the cursor has.
    fn length(&self) -> usize {
        self.lines[self.row].chars().count()
    }

    // Ends that line at the cursor, and returns what was behind it.
    fn cut_line(&mut self) -> String {
        let line = &mut self.lines[self.row];
        let at = line.char_indices().nth(self.column).map_or(line.len(), |(at, _)| at);
        line.split_off(at)
    }
}

impl Sort {
    fn of(letter: char) -> Self {
        match letter {
            _ if letter.is_whitespace() => Self::Space,
            '_' => Self::Letter,
            _ if letter.is_ascii_punctuation() => Self::Sign,
            _ => Self::Letter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, act: impl FnOnce(&mut Area)) -> (String, (usize, usize)) {
        let mut area = Area::of(text);
        act(&mut area);
        (area.lines().join("\n"), area.cursor())
    }

    #[test]
    fn words_end_at_blanks_and_signs_and_go_with_the_blanks_behind_them() {
        let mut area = Area::of("zoë@acme_1.com,  next fri  ");
        let mut left = Vec::new();
        while area.cursor() != (0, 0) {
            area.take_away(Area::word_back);
            left.push(area.lines()[0].clone());
        }
        let one_by_one =
            ["zoë@acme_1.com,  next ", "zoë@acme_1.com,  ", "zoë@acme_1.com", "zoë@acme_1.", "zoë@acme_1"];
        assert_eq!(left[..5], one_by_one);
        assert_eq!(left[5..], ["zoë@", "zoë", ""]);
        assert_eq!(after("   ", |area| area.take_away(Area::word_back)), (String::new(), (0, 0)));
    }

    #[test]
    fn a_line_break_is_a_character_like_any_other() {
        let joined = |act: fn(&mut Area)| {
            after("one\ntwo", |area| {
                area.head();
                area.take_away(act);
            })
        };
        assert_eq!(joined(Area::back), ("onetwo".into(), (0, 3)));
        assert_eq!(joined(Area::word_back), ("onetwo".into(), (0, 3)));
        let forward = |area: &mut Area| {
            area.up();
            area.end();
            area.take_away(Area::forward);
        };
        assert_eq!(after("one\ntwo", forward), ("onetwo".into(), (0, 3)));
    }

    #[test]
    fn what_is_put_into_the_middle_of_a_line_parts_it() {
        let insert = |area: &mut Area| {
            area.back();
            area.insert("日\n本");
        };
        assert_eq!(after("Zoë", insert), ("Zo日\n本ë".into(), (1, 1)));
    }

    #[test]
    fn the_cursor_stops_at_either_end_and_at_the_end_of_shorter_lines() {
        let up = |area: &mut Area| (0..3).for_each(|_| area.up());
        assert_eq!(after("a\nlonger", up).1, (0, 1));
        assert_eq!(after("longer\na", Area::down).1, (1, 1));
        assert_eq!(after("a", Area::forward).1, (0, 1));
        let past_the_beginning = |area: &mut Area| (0..4).for_each(|_| area.back());
        assert_eq!(after("a\nb", past_the_beginning).1, (0, 0));
        assert_eq!(after("a", |area| area.take_away(Area::forward)), ("a".into(), (0, 1)));
    }
}
