//! From keys to actions.
//!
//! A sequence never times out: while it is half typed the program shows what may follow, and any other key
//! cancels it without acting. In a place of its own a key wins over the same key everywhere.

use std::collections::HashMap;

use super::action::{Action, Place};
use super::chord::Chord;

/// Which keys mean what, where.
#[derive(Clone, Debug)]
pub struct Keymap {
    bound: HashMap<(Place, Vec<Chord>), Action>,
}

/// What some keys, typed so far, mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Exactly this.
    Action(Action),
    /// The beginning of these, each with the keys still to come.
    More(Vec<(Vec<Chord>, Action)>),
    /// Nothing.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        let rows = Action::ALL.iter().flat_map(|action| {
            let spec = action.spec();
            spec.keys
                .iter()
                .filter_map(move |keys| Some(((spec.place, Chord::read_sequence(keys)?), *action)))
        });
        Self { bound: rows.collect() }
    }
}

impl Keymap {
    /// What these keys mean in this place.
    pub fn look_up(&self, place: Place, typed: &[Chord]) -> Found {
        let exact = |place| self.bound.get(&(place, typed.to_vec())).copied();
        if let Some(action) = exact(place).or_else(|| exact(Place::Everywhere)) {
            return Found::Action(action);
        }
        let follow = self.following(place, typed);
        if follow.is_empty() { Found::Nothing } else { Found::More(follow) }
    }

    fn following(&self, place: Place, typed: &[Chord]) -> Vec<(Vec<Chord>, Action)> {
        let here = |at: &Place| *at == place || *at == Place::Everywhere;
        let mut follow: Vec<_> = self
            .bound
            .iter()
            .filter(|((at, keys), _)| here(at) && keys.len() > typed.len() && keys.starts_with(typed))
            .map(|((_, keys), action)| (keys[typed.len()..].to_vec(), *action))
            .collect();
        follow.sort_by(|(a, _), (b, _)| a.cmp(b));
        follow
    }

    /// The keys bound to an action, in the order of the table.
    pub fn keys_of(&self, action: Action) -> Vec<Vec<Chord>> {
        let spec = action.spec();
        let listed = spec.keys.iter().filter_map(|keys| Chord::read_sequence(keys));
        listed.filter(|keys| self.bound.get(&(spec.place, keys.clone())) == Some(&action)).collect()
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
        let keymap = Keymap::default();
        for action in Action::ALL {
            let spec = action.spec();
            assert_eq!(keymap.keys_of(*action).len(), spec.keys.len(), "a key of {} is taken", spec.name);
            for keys in spec.keys {
                assert_eq!(look(spec.place, keys), Found::Action(*action), "{keys}");
            }
        }
    }

    #[test]
    fn no_key_is_both_an_action_and_a_beginning() {
        let keymap = Keymap::default();
        for ((place, keys), action) in &keymap.bound {
            for length in 1..keys.len() {
                let found = keymap.look_up(*place, &keys[..length]);
                assert!(matches!(found, Found::More(_)), "{} is shadowed: {found:?}", action.spec().name);
            }
        }
    }

    #[test]
    fn half_a_sequence_says_what_may_follow() {
        let Found::More(follow) = look(Place::List, "g") else { panic!("g is a beginning") };
        let keys: Vec<String> = follow.iter().map(|(keys, _)| keys[0].to_string()).collect();
        assert_eq!(keys, ["a", "f", "g", "i", "l", "p"]);
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
        assert_eq!(look(Place::Outbox, "x"), Found::Action(Action::Drop));
        assert_eq!(look(Place::List, "x"), Found::Action(Action::MarkHere));
    }
}
