//! The keys of the form: from line to line, and what each line takes.

use super::{Create, Field, Line};
use crate::app::chord::{Chord, Key};
use crate::app::dates::load::Loads;
use crate::app::overlay::Outcome;
use crate::domain::draft::Draft;

impl Create {
    /// Takes pasted text, into the line in front.
    pub(super) fn paste(&mut self, text: &str) {
        match self.field {
            Field::Kind => self.kind.paste(text),
            Field::Lead => self.lead.paste(text),
            Field::Contact => self.contact.paste(text),
            Field::Text => self.text.paste(text),
            Field::Day => self.dates.paste(text, Loads::unknown()),
            Field::Who => self.who.paste(text),
            Field::Priority => self.priority.paste(text),
        }
    }

    /// Takes a key.
    pub(super) fn press(&mut self, chord: Chord) -> Outcome<Draft> {
        self.missing = None;
        match (chord.key, chord.ctrl) {
            (Key::Esc, _) | (Key::Char('c'), true) => return Outcome::Left,
            (Key::Enter, _) => return self.accept(),
            (Key::Tab | Key::BackTab, _) if self.is_lost() => self.missing = Some(self.lost()),
            (Key::Tab, _) => self.go(1),
            (Key::BackTab, _) => self.go(-1),
            _ => self.type_in(chord),
        }
        Outcome::Open
    }

    fn go(&mut self, by: isize) {
        let fields = self.fields();
        let now = fields.iter().position(|field| *field == self.field).unwrap_or(0);
        let next = (now + fields.len()).saturating_add_signed(by) % fields.len();
        self.stand_on(fields.get(next).copied().unwrap_or(self.field));
    }

    // What was typed to find something has done its work.
    pub(super) fn stand_on(&mut self, field: Field) {
        match self.field {
            Field::Kind => self.kind.clear(),
            Field::Lead => self.lead.clear(),
            Field::Contact => self.contact.clear(),
            Field::Who => self.who.clear(),
            Field::Priority => self.priority.clear(),
            Field::Text | Field::Day => {}
        }
        self.field = field;
    }

    fn type_in(&mut self, chord: Chord) {
        match self.field {
            Field::Kind => pick(&mut self.kind, chord),
            Field::Lead => drop(self.lead.edit(chord)),
            Field::Contact => drop(self.contact.edit(chord)),
            Field::Text => drop(self.text.press(chord)),
            Field::Day => self.choose_day(chord),
            Field::Who => drop(self.who.edit(chord)),
            Field::Priority => pick(&mut self.priority, chord),
        }
    }

    // Of a phrase with two readings, arrows choose one.
    fn choose_day(&mut self, chord: Chord) {
        let is_arrow = matches!(chord.key, Key::Down | Key::Up);
        let chord = if is_arrow && self.dates.readings().is_some() { Chord::plain(Key::Tab) } else { chord };
        self.dates.press(chord, Loads::unknown());
    }
}

// Where there is little to choose from, what goes sideways elsewhere chooses too.
fn pick<T: PartialEq>(line: &mut Line<T>, chord: Chord) {
    let (place, last) = (line.place(), line.count().saturating_sub(1));
    match (chord.key, chord.ctrl) {
        (Key::Char(' '), false) if place == Some(last) => line.go(isize::MIN),
        (Key::Char(' ') | Key::Right, false) => line.go(1),
        (Key::Left, false) => line.go(-1),
        _ => drop(line.edit(chord)),
    }
}
