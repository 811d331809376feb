//! Text that recurs on a page is kept once.
//!
//! A hundred tasks name a handful of people and companies. Sharing their ids and names keeps ten thousand
//! tasks small; what each task says for itself is not worth looking up.

use std::collections::HashSet;

use super::lenient::Scalar;
use crate::domain::id::{Named, Text};

/// The texts of one page.
#[derive(Debug, Default)]
pub(super) struct Interner(HashSet<Text>);

impl Interner {
    /// The text, shared with all equal ones before it; nothing for nothing to show.
    pub(super) fn text(&mut self, scalar: Scalar) -> Option<Text> {
        let text = scalar.text()?;
        if let Some(known) = self.0.get(&text) {
            return Some(known.clone());
        }
        self.0.insert(text.clone());
        Some(text)
    }

    /// An id with the name beside it; a name without an id is nobody.
    pub(super) fn named<Id>(&mut self, id: Scalar, name: Scalar, new: fn(Text) -> Id) -> Option<Named<Id>> {
        let id = self.text(id)?;
        Some(Named { id: new(id), name: self.text(name) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::UserId;

    fn scalar(text: &str) -> Scalar {
        Scalar::Text(text.into())
    }

    #[test]
    fn equal_texts_are_one() {
        let mut interner = Interner::default();
        let (first, second) = (interner.text(scalar("Ada")).unwrap(), interner.text(scalar("Ada")).unwrap());
        assert!(first.is_shared_with(&second));
        assert!(!first.is_shared_with(&interner.text(scalar("Bo")).unwrap()));
    }

    #[test]
    fn a_person_needs_an_id_but_no_name() {
        let mut interner = Interner::default();
        let mut named = |id, name| interner.named(scalar(id), scalar(name), UserId::new);
        assert_eq!(named("user_1", "Ada"), Some(Named::new(UserId::new("user_1"), "Ada")));
        assert_eq!(named("user_1", " "), Some(Named { id: UserId::new("user_1"), name: None }));
        assert_eq!(named("", "Ada"), None);
    }
}
