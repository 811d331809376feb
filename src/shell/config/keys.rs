//! The user's keys, as they are written in the file.
//!
//! A table for each place: `[keys.list]`, `complete = ["e", "x"]`; an empty list unbinds. Reads names and keys
//! and says what is wrong with each; what the keys then do together is for `app::rebind` to say.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::given::{Given, Piece};
use super::mistake::nearest;
use crate::app::action::{Action, Place};
use crate::app::chord::Chord;
use crate::app::command::{Command, Unread, Verb};
use crate::app::rebind::{Wish, why_no_keys, why_unbindable};

/// The keys of a file, and what is wrong with some of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// What is wanted.
    pub(super) wishes: Vec<Wish>,
    /// Where each of the keys in them stands, in bytes.
    pub(super) written: Vec<usize>,
    /// What cannot be, each with where it stands.
    pub(super) mistakes: Vec<(usize, String)>,
}

impl Keys {
    /// Reads what stands in the file under `keys`.
    pub(super) fn read(value: &Spanned<DeValue<'_>>) -> Self {
        let mut keys = Self::default();
        let hint = "The keys of a place stand in a section of its own, such as [keys.list].";
        match value.get_ref() {
            DeValue::Table(places) => places.iter().for_each(|(name, value)| match value.get_ref() {
                DeValue::Table(table) => keys.read_place(name.span().start, name.get_ref(), table),
                _ => keys.wrong(name.span().start, hint),
            }),
            _ => keys.wrong(value.span().start, hint),
        }
        keys
    }

    fn wrong(&mut self, at: usize, sentence: impl Into<String>) {
        self.mistakes.push((at, sentence.into()));
    }

    fn read_place(&mut self, at: usize, name: &str, table: &DeTable<'_>) {
        let Some(place) = Place::named(name) else {
            let names: Vec<&str> =
                Place::ALL.into_iter().chain([Place::Everywhere]).map(Place::name).collect();
            let kinds: Vec<&str> = Place::kinds().map(Place::name).collect();
            let near = nearest(name, names.iter().chain(&kinds).copied());
            let near = near.map(|near| format!("; did you mean {near}?"));
            let all = || {
                let (names, kinds) = (names.join(", "), kinds.join(", "));
                format!("; the places are {names}, and for one kind of task {kinds}.")
            };
            return self.wrong(at, format!("There is no place {name:?}{}", near.unwrap_or_else(all)));
        };
        for (text, value) in table {
            let at = text.span().start;
            match command(text.get_ref(), place) {
                Ok(command) if is_for_nothing(place, value) => {
                    let why = "unbinds nothing for one kind of task; bind its key to something else";
                    self.wrong(value.span().start, format!("An empty list for {command} {why}."));
                }
                Ok(command) => self.read_keys(place, command, &Given::in_file(value)),
                Err(why) => self.wrong(at, why),
            }
        }
    }

    fn read_keys(&mut self, place: Place, command: Command, given: &Given) {
        let pieces = match given.listed() {
            Ok(pieces) => pieces,
            Err(wrong) => {
                let sentence =
                    format!("{command} cannot be {}: write its keys as a list, [\"e\"].", wrong.said);
                return self.wrong(wrong.at, sentence);
            }
        };
        let count = pieces.len();
        let mut keys = Vec::new();
        for piece in pieces {
            match read_keys(piece, place) {
                Ok(chords) => {
                    keys.push((self.written.len(), chords));
                    self.written.push(piece.at);
                }
                Err(why) => self.wrong(piece.at, format!("{command} cannot be on {:?}: {why}.", piece.text)),
            }
        }
        let is_spoilt = keys.len() < count;
        self.wishes.push(Wish { place, command, keys, is_spoilt });
    }
}

// What is bound for one kind of task is laid over the list, so there is nothing of it to take away.
fn is_for_nothing(place: Place, value: &Spanned<DeValue<'_>>) -> bool {
    matches!(place, Place::Kind(_)) && matches!(value.get_ref(), DeValue::Array(keys) if keys.is_empty())
}

fn read_keys(piece: Piece<'_>, place: Place) -> Result<Vec<Chord>, String> {
    let chords = Chord::read_sequence(piece.text).ok_or_else(|| why_no_keys(piece.text))?;
    // The program itself can tell a line break from Enter, and ends lines with it.
    let is_line_break = place == Place::Input && chords == [Chord::ctrl('j')];
    why_unbindable(&chords).filter(|_| !is_line_break).map_or(Ok(chords), Err)
}

fn command(text: &str, place: Place) -> Result<Command, String> {
    let command = Command::read(text).map_err(|unread| match unread {
        Unread::Wrong(why) => format!("{text:?} cannot be done: {why}."),
        Unread::Unknown(name) => {
            let names = Action::ALL.iter().map(|action| action.spec().name);
            match nearest(&name, names.chain(Verb::ALL.iter().map(|verb| verb.name()))) {
                Some(near) => format!("There is no action {name:?}; did you mean {near}?"),
                None => format!("There is no action {name:?}; `closeout keys list` shows them all."),
            }
        }
    })?;
    let own = command.place();
    let works = own.covers(place) || place == Place::Everywhere && own != Place::Input;
    let section = own.name();
    if works {
        Ok(command)
    } else {
        Err(format!("{command} does nothing there; write it under [keys.{section}]."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let table = DeTable::parse(text).unwrap();
        let keys = Keys::read(&table.get_ref()["keys"]);
        let wish = |wish: &Wish| {
            let keys: Vec<String> =
                wish.keys.iter().map(|(_, keys)| crate::app::chord::show_sequence(keys)).collect();
            format!("{}: {} = {}", wish.place.name(), wish.command, keys.join(", "))
        };
        let mistakes = keys.mistakes.iter().map(|(at, why)| {
            let written: String = text[*at..].chars().take_while(|letter| !letter.is_whitespace()).collect();
            format!("{written}: {why}")
        });
        (keys.wishes.iter().map(wish).collect(), mistakes.collect())
    }

    #[test]
    fn actions_and_commands_with_words_take_lists_of_keys() {
        let text = "[keys.list]\ncomplete = ['e', 'x']\nassign-to-me = []\n'move 2bd' = ['t']\nmove = 'g m'\n\
                    [keys.everywhere]\nundo = ['Ctrl-u', ',']\n";
        let (wishes, mistakes) = read(text);
        assert_eq!(mistakes, Vec::<String>::new());
        let expected = [
            "everywhere: undo = Ctrl-u, ,",
            "list: assign-to-me = ",
            "list: complete = e, x",
            "list: move = gm",
            "list: move 2bd = t",
        ];
        assert_eq!(wishes, expected);
    }

    #[test]
    fn lines_of_text_and_kinds_of_tasks_have_sections_of_their_own() {
        let (wishes, mistakes) = read(
            "[keys.input]\naccept = ['Ctrl-y']\nnew-line = ['Ctrl-j']\ncomplete = ['Ctrl-t']\n[keys.voicemail]\n\
             files = ['Enter']\nmove = []\nretry = ['r']\n[keys.everywhere]\nleave = ['Ctrl-q']\n[keys.emial]\n",
        );
        let expected = ["input: accept = Ctrl-y", "input: new-line = Ctrl-j", "voicemail: files = Enter"];
        assert_eq!(wishes, expected);
        for (written, said) in [
            ("complete", "write it under [keys.list]"),
            ("[]", "unbinds nothing for one kind of task"),
            ("retry", "write it under [keys.outbox]"),
            ("leave", "write it under [keys.input]"),
            ("emial]", "did you mean email?"),
        ] {
            let found = mistakes.iter().find(|mistake| mistake.starts_with(written));
            assert!(found.is_some_and(|mistake| mistake.contains(said)), "{written}: {mistakes:#?}");
        }
    }

    #[test]
    fn each_mistake_is_found_where_it_stands_and_costs_nothing_else() {
        let text = "[keys]\nundo = ['u']\n[keys.list]\ncomplet = ['e']\nmove = ['Ctrl-i', 'm']\n\
                    'move blursday' = ['t']\nretry = ['r']\ncreate = 3.5\n[keys.lsit]\nmark = ['m']\n";
        let (wishes, mistakes) = read(text);
        assert_eq!(wishes, ["list: create = ", "list: move = m"]);
        for (written, said) in [
            ("undo", "[keys.list]"),
            ("complet", "did you mean complete?"),
            ("'Ctrl-i',", "terminals send the same for Ctrl-i and Tab"),
            ("'move", "cannot be done"),
            ("retry", "write it under [keys.outbox]"),
            ("3.5", "\"3.5\": 3.5 is no key"),
            ("lsit]", "did you mean list?"),
        ] {
            let found = mistakes.iter().find(|mistake| mistake.starts_with(written));
            assert!(found.is_some_and(|mistake| mistake.contains(said)), "{written}: {mistakes:#?}");
        }
        assert_eq!(mistakes.len(), 7);
    }
}
