//! The names of kinds in a filter, as people write them.

/// The kinds there are, in the words of the list.
pub const KINDS: [&str; 9] =
    ["to-do", "call", "email", "follow-up", "missed", "voicemail", "answered", "sms", "deal"];

/// What they are called elsewhere, by Close or by those who come from another program.
const OTHERS: [(&str, &str); 10] = [
    ("task", "to-do"),
    ("mail", "email"),
    ("email-followup", "follow-up"),
    ("text", "sms"),
    ("message", "sms"),
    ("phone", "call"),
    ("planned-call", "call"),
    ("missed-call", "missed"),
    ("opportunity", "deal"),
    ("unknown", "answered"),
];

/// What a kind is called elsewhere.
pub fn other_names(kind: &str) -> impl Iterator<Item = &'static str> {
    OTHERS.into_iter().filter(move |(_, named)| *named == kind).map(|(other, _)| other)
}

/// The word of the list for what was typed, with hyphens or without, one or several, by a name it has elsewhere.
/// Where none fits, what was typed: kinds not yet invented have names of their own.
pub(super) fn named(typed: &str) -> &str {
    let plain = plain(typed);
    let one = plain.strip_suffix('s').filter(|one| one.len() > 2);
    let kinds = || KINDS.iter().map(|kind| (*kind, *kind)).chain(OTHERS);
    let begun = |wanted: &str| kinds().find(|(name, _)| self::plain(name).starts_with(wanted));
    // A beginning of a word of the list stays what it is, as it may begin more than one of them.
    if KINDS.iter().any(|kind| kind.starts_with(typed)) || plain.is_empty() {
        return typed;
    }
    begun(&plain).or_else(|| begun(one?)).map_or(typed, |(_, kind)| kind)
}

/// Why a name can mean nothing, in few enough words to stand beside it.
pub(super) fn doubt(kind: &str) -> Option<String> {
    let is_known = KINDS.iter().any(|word| word.starts_with(kind));
    (!is_known && kind.len() > 2)
        .then(|| format!("no kind is called {}: try call, email, sms", super::brief(kind)))
}

fn plain(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '-' | '_')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_go_by_their_usual_names_with_or_without_hyphens() {
        for (typed, kind) in [
            ("todo", "to-do"),
            ("todos", "to-do"),
            ("to-dos", "to-do"),
            ("task", "to-do"),
            ("mail", "email"),
            ("mails", "email"),
            ("followup", "follow-up"),
            ("follow_up", "follow-up"),
            ("text", "sms"),
            ("texts", "sms"),
            ("missed-calls", "missed"),
            ("calls", "call"),
            ("unknown", "answered"),
        ] {
            assert_eq!((named(typed), doubt(named(typed))), (kind, None), "{typed}");
        }
        for typed in ["t", "to-do", "voi", "whatsapp"] {
            assert_eq!(named(typed), typed);
        }
    }

    #[test]
    fn a_doubt_leaves_room_for_what_is_typed() {
        let why = doubt("vociemailvociemailvociemail").unwrap_or_default();
        assert!(why.starts_with("no kind is called vociemailvociema: ") && why.len() < 60, "{why}");
    }
}
