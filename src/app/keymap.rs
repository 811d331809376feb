//! From keys to commands.
//!
//! A sequence never times out: while it is half typed the program shows what may follow, and any other key
//! cancels it without acting. Every place has a map of its own, in which no key is both a command and the
//! beginning of one.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use super::action::{Action, Place};
use super::chord::{Chord, show_sequence};
use super::command::Command;
use super::presets::Preset;

/// Which keys mean what, where.
#[derive(Clone, Debug)]
pub struct Keymap {
    preset: Preset,
    // By place, as only the keys of one place are ever gone through. The options, each account and the screen have the
    // same one.
    bound: Arc<Vec<Binding>>,
    index: OnceLock<Arc<Index>>,
}

// Where bindings are found without going through all of them, made when it is first asked for.
#[derive(Debug, Default)]
struct Index {
    // By the first key.
    starts: HashMap<(Place, Chord), Vec<usize>>,
    // The first one of each action.
    actions: HashMap<Action, usize>,
    // What dialogs know a key for.
    usual: HashMap<Chord, Action>,
}

/// Keys and what they do in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where; never everywhere.
    pub place: Place,
    /// The keys.
    pub keys: Vec<Chord>,
    /// What they do.
    pub command: Command,
    /// Where the user wrote it down, if it was the user.
    pub written: Option<Written>,
}

/// Where a binding of the user's was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// For which place, perhaps everywhere.
    pub place: Place,
    /// Which of all keys the user wrote, from 0.
    pub at: usize,
}

/// What some keys, typed so far, mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Exactly this.
    Command(Command),
    /// The beginning of these, each with the keys still to come.
    More(Vec<(Vec<Chord>, Command)>),
    /// Nothing.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::of(Preset::Default)
    }
}

// The keys dialogs know an action by.
fn usual(action: Action) -> Vec<Chord> {
    if action.is_choosable() {
        return Vec::new();
    }
    action.spec().keys.iter().filter_map(|keys| Chord::read(keys)).collect()
}

// As in the help, so that what belongs together stands together; what the user added comes last.
fn rank(command: &Command) -> usize {
    let at = |action| Action::ALL.iter().position(|other| *other == action);
    if let Command::Do(action) = command { at(*action).unwrap_or(usize::MAX) } else { usize::MAX }
}

impl Keymap {
    /// The keys of a preset.
    pub fn of(preset: Preset) -> Self {
        let mut keymap = Self { preset, bound: Arc::default(), index: OnceLock::new() };
        // In a place of its own a key wins over the same key everywhere.
        let mut actions = Action::ALL.to_vec();
        actions.sort_by_key(|action| action.spec().place.breadth());
        for action in actions {
            let places = Place::ALL.into_iter().filter(|place| action.spec().place.covers(*place));
            places.for_each(|place| keymap.bind_preset(place, &Command::Do(action)));
        }
        keymap
    }

    /// Binds a command that has no key in this place to what is free of those it has in the preset.
    pub(super) fn bind_preset(&mut self, place: Place, command: &Command) {
        if self.keys_in(place, command).next().is_some() {
            return;
        }
        let free: Vec<_> =
            self.preset_keys(command).into_iter().filter(|keys| self.is_free(place, keys)).collect();
        for keys in free {
            self.bind(Binding { place, keys, command: command.clone(), written: None });
        }
    }

    /// Binds some keys, behind all others of their place.
    pub(super) fn bind(&mut self, binding: Binding) {
        self.index.take();
        let end = self.bound.partition_point(|other| other.place <= binding.place);
        Arc::make_mut(&mut self.bound).insert(end, binding);
    }

    /// Keeps only some of the bindings.
    pub(super) fn keep(&mut self, stays: impl FnMut(&Binding) -> bool) {
        self.index.take();
        Arc::make_mut(&mut self.bound).retain(stays);
    }

    fn preset_keys(&self, command: &Command) -> Vec<Vec<Chord>> {
        let Command::Do(action) = command else { return Vec::new() };
        let keys = self.preset.keys(*action);
        keys.into_iter().filter_map(Chord::read_sequence).collect()
    }

    fn is_free(&self, place: Place, keys: &[Chord]) -> bool {
        self.in_place(place)
            .all(|binding| !binding.keys.starts_with(keys) && !keys.starts_with(&binding.keys))
    }

    /// The map these keys were taken from.
    pub fn preset(&self) -> Preset {
        self.preset
    }

    /// Everything that is bound in a place.
    pub fn in_place(&self, place: Place) -> impl Iterator<Item = &Binding> {
        let from = self.bound.partition_point(|binding| binding.place < place);
        self.bound[from..].iter().take_while(move |binding| binding.place == place)
    }

    /// What these keys mean in this place.
    pub fn look_up(&self, place: Place, typed: &[Chord]) -> Found {
        Self::look_among(self.beginning(place, typed), typed)
    }

    /// The same while the task there is of this kind: what is bound for it alone wins.
    pub fn look_up_for(&self, (place, kind): (Place, Option<Place>), typed: &[Chord]) -> Found {
        let kind = kind.filter(|_| Place::List.covers(place));
        let own: Vec<&Binding> = kind.into_iter().flat_map(|kind| self.beginning(kind, typed)).collect();
        let is_free = |binding: &&Binding| own.iter().all(|own| own.keys != binding.keys);
        Self::look_among(own.iter().copied().chain(self.beginning(place, typed).filter(is_free)), typed)
    }

    // All that is bound in a place to what begins like this.
    fn beginning(&self, place: Place, typed: &[Chord]) -> impl Iterator<Item = &Binding> {
        let found = typed.first().and_then(|first| self.index().starts.get(&(place, *first)));
        found.into_iter().flatten().filter_map(|at| self.bound.get(*at))
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Arc::new(Index::of(&self.bound)))
    }

    fn look_among<'a>(bindings: impl Iterator<Item = &'a Binding>, typed: &[Chord]) -> Found {
        let mut follow = Vec::new();
        for binding in bindings {
            match binding.keys.strip_prefix(typed) {
                Some([]) => return Found::Command(binding.command.clone()),
                Some(rest) => follow.push((rest.to_vec(), binding.command.clone())),
                None => {}
            }
        }
        follow.sort_by_cached_key(|(keys, command)| (rank(command), keys.clone()));
        if follow.is_empty() { Found::Nothing } else { Found::More(follow) }
    }

    /// The keys of a command in a place.
    pub fn keys_in<'a>(&'a self, place: Place, command: &Command) -> impl Iterator<Item = &'a [Chord]> {
        self.in_place(place).filter(move |binding| binding.command == *command).map(|binding| &*binding.keys)
    }

    /// The keys of a command wherever it works, the first being the one that is shown.
    pub fn keys_of<'a>(&'a self, command: &Command) -> Vec<&'a [Chord]> {
        let mut all = Vec::new();
        for keys in Place::ALL.into_iter().flat_map(|place| self.keys_in(place, command)) {
            if !all.contains(&keys) {
                all.push(keys);
            }
        }
        all
    }

    /// The one of them that is shown.
    pub fn key_of(&self, command: &Command) -> Option<&[Chord]> {
        let Command::Do(action) = command else {
            return Place::ALL.into_iter().find_map(|place| self.keys_in(place, command).next());
        };
        let at = self.index().actions.get(action)?;
        self.bound.get(*at).map(|binding| &*binding.keys)
    }

    /// A key in a dialog as dialogs know it: the usual one of what it is bound to. None where it was taken from
    /// there and means nothing any more.
    pub fn in_dialogs(&self, chord: Chord) -> Option<Chord> {
        match self.look_up(Place::Input, &[chord]) {
            Found::Command(Command::Do(action)) => {
                let usual = usual(action);
                if usual.contains(&chord) { Some(chord) } else { usual.first().copied() }
            }
            _ => (!self.index().usual.contains_key(&chord)).then_some(chord),
        }
    }

    /// The key that is pressed now for what dialogs know by this one; none where there is none.
    pub fn shown_in_dialogs(&self, key: &str) -> Option<String> {
        let known = Chord::read(key).and_then(|chord| Some((chord, *self.index().usual.get(&chord)?)));
        let Some((chord, action)) = known else { return Some(key.to_owned()) };
        let command = Command::Do(action);
        let bound: Vec<Chord> = self.keys_in(Place::Input, &command).flatten().copied().collect();
        if bound.contains(&chord) { Some(key.to_owned()) } else { bound.first().map(ToString::to_string) }
    }

    /// How to come to an action: its first key, else its name in the palette.
    pub fn shown(&self, action: Action) -> String {
        match self.key_of(&action.into()) {
            Some(keys) => show_sequence(keys),
            None => format!(":{}", action.spec().name),
        }
    }

    /// What the user bound besides actions: commands with words, each once. What is for one kind of task stands
    /// with that kind.
    pub fn commands_with_words(&self) -> Vec<&Command> {
        let mut commands: Vec<&Command> = Vec::new();
        let bound = self.bound.iter().filter(|binding| !matches!(binding.place, Place::Kind(_)));
        for command in bound.map(|binding| &binding.command) {
            if matches!(command, Command::With(..)) && !commands.contains(&command) {
                commands.push(command);
            }
        }
        commands
    }

    /// All keys of a command in one line; nothing where it has none.
    pub fn line_of(&self, command: &Command) -> String {
        let mut line = String::new();
        for keys in self.keys_of(command) {
            let gap = if line.is_empty() { "" } else { "  " };
            // Writing to a text cannot fail.
            let _ = write!(line, "{gap}{}", show_sequence(keys));
        }
        line
    }
}

impl Index {
    fn of(bound: &[Binding]) -> Self {
        let mut index = Self::default();
        for (chord, action) in
            Action::ALL.iter().flat_map(|action| usual(*action).into_iter().map(|chord| (chord, *action)))
        {
            index.usual.entry(chord).or_insert(action);
        }
        for (at, binding) in bound.iter().enumerate() {
            if let Some(first) = binding.keys.first() {
                index.starts.entry((binding.place, *first)).or_default().push(at);
            }
            if let (Command::Do(action), true) = (&binding.command, Place::ALL.contains(&binding.place)) {
                index.actions.entry(*action).or_insert(at);
            }
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(place: Place, keys: &str) -> Found {
        Keymap::default().look_up(place, &Chord::read_sequence(keys).unwrap())
    }

    #[test]
    fn every_key_in_the_table_can_be_typed_and_none_is_shadowed() {
        for (preset, action) in
            Preset::ALL.into_iter().flat_map(|preset| Action::ALL.iter().map(move |action| (preset, *action)))
        {
            let keymap = Keymap::of(preset);
            let (spec, keys) = (action.spec(), preset.keys(action));
            assert_eq!(keymap.keys_of(&action.into()).len(), keys.len(), "a key of {} is taken", spec.name);
            for (place, keys) in
                Place::ALL.iter().flat_map(|place| keys.iter().map(move |keys| (place, keys)))
            {
                let found = keymap.look_up(*place, &Chord::read_sequence(keys).unwrap());
                let is_here = spec.place == *place;
                assert!(!is_here || found == Found::Command(action.into()), "{preset:?} {keys}");
            }
        }
    }

    #[test]
    fn no_key_is_both_a_command_and_a_beginning() {
        for keymap in Preset::ALL.map(Keymap::of) {
            for Binding { place, keys, command, .. } in keymap.bound.iter() {
                let is_beginning =
                    |length: usize| matches!(keymap.look_up(*place, &keys[..length]), Found::More(_));
                assert!((1..keys.len()).all(is_beginning), "{command} is shadowed");
            }
        }
    }

    #[test]
    fn half_a_sequence_says_what_may_follow_in_the_order_of_the_help() {
        let Found::More(follow) = look(Place::List, "g") else { panic!("g is a beginning") };
        let keys: Vec<String> = follow.iter().map(|(keys, _)| keys[0].to_string()).collect();
        assert!(keys.starts_with(&["g", "i", "f", "a", "n", "l", "p"].map(str::to_owned)), "{keys:?}");
    }

    #[test]
    fn keys_that_terminals_confuse_or_multiplexers_take_are_not_used() {
        let taken =
            ["Ctrl-i", "Ctrl-m", "Ctrl-j", "Ctrl-h", "Ctrl-s", "Ctrl-q", "Ctrl-a", "Ctrl-b", "~", "d"];
        for keys in taken {
            assert_eq!(look(Place::List, keys), Found::Nothing, "{keys}");
        }
    }

    #[test]
    fn a_place_of_its_own_wins() {
        assert_eq!(look(Place::Outbox, "x"), Found::Command(Action::Drop.into()));
        assert_eq!(look(Place::List, "x"), Found::Command(Action::MarkHere.into()));
    }

    #[test]
    fn what_has_no_key_is_shown_by_its_name() {
        assert_eq!(Keymap::default().shown(Action::Move), "s");
        assert_eq!(Keymap::of(Preset::Plain).shown(Action::MarkKind), ":mark-kind");
    }
}
