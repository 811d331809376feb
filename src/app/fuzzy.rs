//! Finding the thing meant by a few letters.
//!
//! The one place that names the matching library: case aside, accents folded, best match first.

use nucleo_matcher::chars::normalize;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// How many letters of what is typed count. The library adds up in sixteen bits, and a paste may be of any length.
const MOST: usize = 512;

/// The indices of the entries that match, best first; all of them, in order, when nothing is typed.
pub fn rank<'a>(typed: &str, entries: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let typed: String = letters(typed).take(MOST).collect();
    let pattern = Pattern::parse(&typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<(u32, usize)> = entries
        .enumerate()
        .filter_map(|(index, entry)| {
            // The library knows the accents of small letters only.
            let entry = folded(entry);
            let score = pattern.score(Utf32Str::new(&entry, &mut buffer), &mut matcher)?;
            Some((score, index))
        })
        .collect();
    scored.sort_by_key(|(score, index)| (std::cmp::Reverse(*score), *index));
    scored.into_iter().map(|(_, index)| index).collect()
}

/// How far what is typed is from an action, the nearest first: its name, the beginning of its name or title, a word of
/// its name, a word of what its title begins by saying, and letters only.
pub fn distance(typed: &str, name: &str, title: &str) -> u8 {
    let typed = folded(typed.trim());
    let (name, title) = (folded(name), folded(title));
    let spaced = |text: &str| format!(" {} ", text.replace(|letter: char| !letter.is_alphanumeric(), " "));
    let has_word = |text: &str| spaced(text).contains(&spaced(&typed));
    let own = title.split([',', ';', ':']).next().unwrap_or_default();
    let is_near = [
        name == typed,
        name.starts_with(&typed) || title.starts_with(&typed),
        has_word(&name),
        has_word(own),
        true,
    ];
    (0..).zip(is_near).find(|(_, is_near)| *is_near).map_or(u8::MAX, |(at, _)| at)
}

/// A text without case and without accents, for comparing: `Bjørnstad` is `bjornstad`.
pub fn folded(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { letters(text).collect() }
}

/// The letters of a text without case and without accents.
pub fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(bare)
}

/// Whether a folded word occurs in a text, case and accents aside. Copies nothing: every letter typed into a filter
/// asks this of every task.
pub fn holds(text: &str, word: &str) -> bool {
    let Some(first) = word.chars().next() else { return true };
    let begins = |at: usize| {
        let mut letters = text.get(at..).map(letters).into_iter().flatten();
        word.chars().all(|letter| letters.next() == Some(letter))
    };
    text.char_indices().any(|(at, letter)| bare(letter) == first && begins(at))
}

fn bare(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    normalize(letter.to_lowercase().next().unwrap_or(letter))
}

/// The indices of the entries that hold every typed word, case aside, in their own order.
pub fn containing<'a>(typed: &str, entries: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let words: Vec<String> = typed.split_whitespace().map(folded).collect();
    let holds = |entry: &str| {
        let entry = folded(entry);
        words.iter().all(|word| entry.contains(word))
    };
    entries.enumerate().filter(|(_, entry)| holds(entry)).map(|(index, _)| index).collect()
}

/// The indices of the entries in which every typed word stands as it is typed, those where each begins a word first.
/// For what must not be mistaken: loose letters find somebody for any name. The domain of a mail address, which all
/// colleagues share, counts only for a word that has an `@` itself.
pub fn by_words<'a>(typed: &str, entries: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let words: Vec<String> = typed.split_whitespace().map(folded).collect();
    let mut found: Vec<(bool, usize)> = entries
        .enumerate()
        .filter_map(|(index, entry)| {
            let whole = folded(entry);
            let own: Vec<&str> = whole.split_whitespace().map(without_domain).collect();
            let own = own.join(" ");
            let joined = own.replace(['-', '\'', '’'], "");
            let holds = |word: &String| {
                own.contains(word) || joined.contains(word) || word.contains('@') && whole.contains(word)
            };
            let fits = words.iter().all(holds);
            fits.then(|| (!words.iter().all(|word| begins_word(&own, word)), index))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, index)| index).collect()
}

fn without_domain(part: &str) -> &str {
    part.split_once('@').filter(|(_, domain)| domain.contains('.')).map_or(part, |(own, _)| own)
}

fn begins_word(text: &str, word: &str) -> bool {
    let before = |at: usize| text.get(..at).and_then(|before| before.chars().next_back());
    text.match_indices(word).any(|(at, _)| before(at).is_none_or(|letter| !letter.is_alphanumeric()))
}

/// The indices of the names that can be meant: by all of the name, else by a whole word of it, else by a part.
pub fn meant(words: &str, names: &[&str]) -> Vec<usize> {
    let wanted = words.to_lowercase();
    let is_whole = |name: &str| name.to_lowercase() == wanted;
    let has_word = |name: &str| name.to_lowercase().split_whitespace().any(|word| word == wanted);
    let sift = |is_meant: &dyn Fn(&str) -> bool| -> Vec<usize> {
        names.iter().enumerate().filter(|(_, name)| is_meant(name)).map(|(at, _)| at).collect()
    };
    let sifted = [sift(&is_whole), sift(&has_word), containing(words, names.iter().copied())];
    sifted.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
}

/// The index of the one name that is meant; else why it is not clear, or what to say when none fits.
pub fn only(words: &str, names: &[&str], nothing: impl FnOnce() -> String) -> Result<usize, String> {
    match meant(words, names).as_slice() {
        [] => Err(nothing()),
        [one] => Ok(*one),
        many => {
            let fitting: Vec<&str> = many.iter().take(3).filter_map(|at| names.get(*at).copied()).collect();
            Err(format!("{words} fits {}: write more of the name", fitting.join(" and ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["Ana Lopez", "Jonas Lindqvist", "Zoë Brandt", "Bo Anders"];

    #[test]
    fn a_few_letters_find_the_person() {
        assert_eq!(rank("jlin", NAMES.into_iter())[0], 1);
        assert_eq!(rank("zoe", NAMES.into_iter()), [2]);
        assert_eq!(rank("Zoe", NAMES.into_iter()), [2]);
        assert_eq!(rank("Luk", ["Łukasz Nowicki"].into_iter()), [0]);
        assert_eq!(rank("ana", NAMES.into_iter())[0], 0);
    }

    #[test]
    fn what_holds_a_word_folded_holds_it_as_it_is() {
        for (text, word) in [
            ("Bjørnstad", "rns"),
            ("Łódź Żółw", "zolw"),
            ("İzmir", "izm"),
            ("日本 Café", "cafe"),
            ("aab", "ab"),
        ] {
            assert!(holds(text, word) && folded(text).contains(word), "{text} {word}");
            assert!(!holds(text, &format!("{word}q")) && holds(text, ""), "{text} {word}");
        }
    }

    #[test]
    fn nothing_typed_leaves_everybody_in_order() {
        assert_eq!(rank("", NAMES.into_iter()), [0, 1, 2, 3]);
    }

    #[test]
    fn words_are_found_as_they_are_typed() {
        assert_eq!(containing("an", NAMES.into_iter()), [0, 2, 3]);
        assert_eq!(containing("brandt ZOË", NAMES.into_iter()), [2]);
        assert!(containing("jlin", NAMES.into_iter()).is_empty());
    }

    #[test]
    fn words_that_must_not_be_mistaken_stand_as_they_are_typed() {
        let people = [
            "Joana Berg j.berg@fern.example",
            "Zoë Marchetti zoe@fern.example",
            "Ana O'Hara ana@fern.example",
        ];
        let found = |typed| by_words(typed, people.into_iter());
        assert_eq!((found("colm"), found("fern"), found("zmar")), (vec![], vec![], vec![]));
        assert_eq!((found("ana"), found("ZOE"), found("mar z")), (vec![2, 0], vec![1], vec![1]));
        assert_eq!((found("ohara"), found("zoe@fern.example"), found("")), (vec![2], vec![1], vec![0, 1, 2]));
    }

    #[test]
    fn a_name_is_taken_only_when_one_can_be_meant() {
        let names = ["Ana Lopez", "Ana Bell", "Joana Berg", "Bo", "Zoë Brandt"];
        let only = |words| only(words, &names, || "nobody".into());
        assert_eq!([only("joa"), only("zoë"), only("bo"), only("ana lopez")], [Ok(2), Ok(4), Ok(3), Ok(0)]);
        assert!(only("ana").unwrap_err().starts_with("ana fits Ana Lopez and Ana Bell"));
        assert_eq!(only("max"), Err("nobody".into()));
    }

    #[test]
    fn a_paste_of_any_length_is_looked_for() {
        let endless = "ab".repeat(10_000);
        assert_eq!(rank(&endless, [endless.as_str(), "ab"].into_iter()), [0]);
    }

    #[test]
    fn a_name_is_nearer_than_a_word_and_a_word_nearer_than_an_aside() {
        let far = |typed| distance(typed, "save-view", "Save what is seen, or all of it");
        let nearest = ["save-view", "SAVE", "view", "seen", "all", "vew"].map(far);
        assert_eq!(nearest, [0, 1, 2, 3, 4, 4]);
    }

    #[test]
    fn letters_nobody_has_find_nobody() {
        assert!(rank("qqq", NAMES.into_iter()).is_empty());
    }
}
