//! What really leaves the program, in terminals of every opinion: each letter in the cell it was drawn in.
//!
//! One terminal is an emulator that others use too. The rest are ours, and made to disagree: whatever letter is
//! not beyond doubt is no column wide in one of them, and one or two in the others.

use closeout::app::text;
use closeout::shell::painter::Painter;
use closeout::ui::screen;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthChar;

use crate::hostile::{KEYS, task, text as any_text};
use crate::stage::Stage;

/// A terminal that gives every letter that is not beyond doubt this many columns.
struct Opinionated {
    wide: usize,
    cells: Vec<Vec<Option<char>>>,
    at: (usize, usize),
    region: (usize, usize),
}

impl Opinionated {
    fn new(area: Rect, wide: usize) -> Self {
        let row = vec![Some(' '); area.width.into()];
        let last = usize::from(area.height) - 1;
        Self { wide, cells: vec![row; area.height.into()], at: (0, 0), region: (0, last) }
    }

    fn take(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\u{1b}' => match letters.next() {
                    Some('[') => self.obey(&mut letters),
                    Some('M') => self.scroll(false),
                    other => assert_eq!(other, Some('['), "an escape nobody meant"),
                },
                '\n' => self.scroll(true),
                letter => self.put(letter),
            }
        }
    }

    fn obey(&mut self, letters: &mut std::str::Chars<'_>) {
        let order: String = letters.by_ref().take(1).collect();
        let mut order = order;
        while order.ends_with(|letter: char| !letter.is_ascii_alphabetic()) {
            order.extend(letters.next());
        }
        let numbers = order.trim_end_matches(char::is_alphabetic).split(';');
        let numbers: Vec<usize> = numbers.filter_map(|number| number.parse().ok()).collect();
        match (order.pop(), &numbers[..]) {
            (Some('H'), [row, column]) => self.at = (row - 1, column - 1),
            (Some('r'), [first, last]) => self.region = (first - 1, last - 1),
            (Some('r'), []) => self.region = (0, self.cells.len() - 1),
            (Some('K'), []) => self.cells[self.at.0][self.at.1..].fill(Some(' ')),
            (Some('J'), _) => self.cells.iter_mut().for_each(|row| row.fill(Some(' '))),
            _ => {}
        }
    }

    // Only ever asked for at the edge of the region.
    fn scroll(&mut self, is_up: bool) {
        let rows = &mut self.cells[self.region.0..=self.region.1];
        if is_up {
            rows.rotate_left(1);
        } else {
            rows.rotate_right(1);
        }
        let blank = if is_up { rows.last_mut() } else { rows.first_mut() };
        blank.unwrap().fill(Some(' '));
    }

    fn put(&mut self, letter: char) {
        let (row, column) = self.at;
        let width = if is_agreed(letter) { letter.width().unwrap_or(0) } else { self.wide };
        let end = self.cells[row].len();
        // A letter that does not fit, or stands behind the end, stays where it is: lines do not wrap.
        if width == 0 || column + width > end {
            return;
        }
        let cells = &mut self.cells[row];
        for at in column..column + width {
            // Half of a letter is no letter.
            let other = if cells[at].is_none() { at.checked_sub(1) } else { Some(at + 1) };
            let is_halved = cells[at].is_none() || cells.get(at + 1).is_some_and(Option::is_none);
            if let Some(other) = other.filter(|other| is_halved && *other < end) {
                cells[other] = Some(' ');
            }
            cells[at] = Some(' ');
        }
        cells[column] = Some(letter);
        if width == 2 {
            cells[column + 1] = None;
        }
        self.at.1 = column + width;
    }
}

// What every terminal shows in the same width.
fn is_agreed(letter: char) -> bool {
    matches!(letter, ' '..='\u{10ff}' | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{2027}' | '─'..='■' | '▸' | '✓' | '↑'
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{ff01}'..='\u{ff60}')
        && !matches!(letter, '©' | '®')
}

fn is_ours(symbol: &str) -> bool {
    symbol.chars().all(|letter| matches!(letter, '!'..='~' | '─'..='▟'))
}

fn check_opinions(buffer: &Buffer, terminal: &Opinionated) {
    for Position { x, y } in buffer.area.positions() {
        let symbol = buffer[(x, y)].symbol();
        let seen = terminal.cells[usize::from(y)][usize::from(x)];
        let shown = seen.map(String::from).unwrap_or_default();
        let is_stale = || is_ours(&shown) && !shown.is_empty() && !symbol.contains(&shown);
        let is_right = if is_ours(symbol) { shown == symbol } else { !is_stale() };
        assert!(
            is_right,
            "{symbol:?} at {x},{y} became {shown:?} where doubtful letters are {} wide",
            terminal.wide
        );
    }
}

fn check_emulated(buffer: &Buffer, screen: &vt100::Screen) {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let mut symbol = buffer[(x, y)].symbol();
            let mut width = u16::try_from(text::width(symbol).max(1)).unwrap();
            // Half of it is beneath a dialog.
            if (1..width).any(|by| buffer.cell((x + by, y)).is_none_or(|cell| cell.symbol() != " ")) {
                (symbol, width) = (" ", 1);
            }
            let by_letter: usize = symbol.chars().map(|letter| letter.width().unwrap_or(0)).sum();
            let cells = (x..x + width).filter_map(|x| screen.cell(y, x));
            let seen: String = cells.map(vt100::Cell::contents).collect();
            if by_letter == usize::from(width) {
                // Signs without a width of their own may hang on the letter before.
                let solid =
                    |text: &str| text.chars().filter(|sign| sign.width() != Some(0)).collect::<String>();
                assert_eq!(solid(&seen).trim_end(), solid(symbol).trim_end(), "at {x},{y}");
            }
            x += width;
        }
    }
}

// One frame after the other, in all terminals.
struct Row {
    area: Rect,
    painter: Painter,
    emulated: vt100::Parser,
    opinionated: [Opinionated; 3],
}

impl Row {
    fn new(stage: &Stage) -> Self {
        let (width, height) = (stage.model.size.width, stage.model.size.height);
        let area = Rect::new(0, 0, width, height);
        let cells = |count: u16| std::num::NonZero::new(count).unwrap();
        Self {
            area,
            painter: Painter::default(),
            emulated: vt100::Parser::new(cells(height), cells(width), 0),
            opinionated: [0, 1, 2].map(|wide| Opinionated::new(area, wide)),
        }
    }

    fn show(&mut self, stage: &Stage) {
        let mut seen = Buffer::empty(self.area);
        screen::draw(&stage.model, &stage.theme, self.area, &mut seen);
        let frame =
            self.painter.frame(self.area, None, |slate| screen::write(&stage.model, &stage.theme, slate));
        // The emulator leaves this one out, though nothing is wrong with it.
        let known = |text: &str| text.replace('\u{fffd}', "?");
        seen.content.iter_mut().for_each(|cell| _ = cell.set_symbol(&known(cell.symbol())));
        let bytes = known(str::from_utf8(frame.unwrap()).unwrap());
        self.emulated.process(bytes.as_bytes());
        self.opinionated.iter_mut().for_each(|terminal| terminal.take(bytes.as_bytes()));
        check_emulated(&seen, self.emulated.screen());
        self.opinionated.iter().for_each(|terminal| check_opinions(&seen, terminal));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_letter_is_in_its_column_in_every_terminal(
        tasks in proptest::collection::vec(task(), 1..12),
        keys in proptest::sample::select(KEYS),
        size in prop_oneof![Just((80, 24)), Just((160, 50)), (12_u16..60, 4_u16..16)],
        said in any_text(),
    ) {
        let mut stage = Stage::with(size.0, size.1, tasks);
        let mut row = Row::new(&stage);
        row.show(&stage);
        for key in keys.split(' ').chain(["j", "Esc", "j", "k", "Esc", "2"]) {
            stage.press(key);
            row.show(&stage);
        }
        stage.model.remarks.push(said);
        row.show(&stage);
    }
}

#[test]
fn every_screen_of_the_usual_tasks_is_the_same_in_every_terminal() {
    for (width, height) in [(80, 24), (160, 50), (40, 10)] {
        for keys in KEYS {
            let mut stage = Stage::with(width, height, crate::tasks::everything());
            let mut row = Row::new(&stage);
            for key in keys.split(' ') {
                stage.press(key);
                row.show(&stage);
            }
        }
    }
}
