//! What can be read of a file that is not quite TOML.
//!
//! Whatever stops the parser is blanked out, and the rest is read again. Blanks keep every byte where it was,
//! so all places stay true. Knows no option.

use std::ops::Range;

use toml::de::{DeTable, Error};

/// How many faults are looked for before the rest of a file is given up.
const MOST_FAULTS: usize = 12;
/// How far above the place where the parser stopped the cause may be, in lines.
const FARTHEST_CAUSE: usize = 24;

/// Part of a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where it begins, in bytes.
    pub(super) at: usize,
    /// What the parser says.
    pub(super) why: String,
    /// Whether everything was given up because of it.
    pub(super) is_last: bool,
}

/// The text with everything unreadable blanked out, and what that was.
pub(super) fn salvage(text: &str) -> (String, Vec<Fault>) {
    let mut rest = text.to_owned();
    let mut faults = Vec::new();
    while let Some(error) = errors(&rest).into_iter().min_by_key(place) {
        let is_last = faults.len() + 1 == MOST_FAULTS;
        let cut = if is_last { 0..rest.len() } else { lost(&rest, &error) };
        let at = place(&error).clamp(cut.start, cut.end.saturating_sub(1).max(cut.start));
        let at = on_words(&rest, at);
        faults.push(Fault { at, why: why(&rest, at, &error), is_last });
        rest = without(&rest, cut);
    }
    (rest, faults)
}

fn errors(text: &str) -> Vec<Error> {
    DeTable::parse_recoverable(text).1
}

fn place(error: &Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

// What has to go because of an error.
fn lost(text: &str, error: &Error) -> Range<usize> {
    if is_repeated(error) { repetition(text, place(error)) } else { cause(text, place(error)) }
}

// The parser stops where it can go no further, which for an open bracket is lines after the cause. Of all
// runs of lines that end near there, the one is taken that costs least: in options lost and errors left.
fn cause(text: &str, at: usize) -> Range<usize> {
    let lines = lines(text);
    let stop = lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
    let top = stop.saturating_sub(FARTHEST_CAUSE);
    let runs = (top..=stop).rev().flat_map(|first| {
        let ends = [first, stop.saturating_sub(1).max(first), stop];
        ends.map(|last| Some(lines.get(first)?.start..lines.get(last)?.end))
    });
    let written = runs.flatten().filter(|run| !text.get(run.clone()).unwrap_or_default().trim().is_empty());
    let best = written.min_by_key(|run| {
        let options = text.get(run.clone()).unwrap_or_default().matches('=').count().max(1);
        (options + errors(&without(text, run.clone())).len(), run.len())
    });
    best.unwrap_or(0..text.len())
}

// What stands first counts, as for somebody who reads from the top.
fn is_repeated(error: &Error) -> bool {
    error.message().contains("duplicate key")
}

// An option with all the lines of its value, or a section with everything in it.
fn repetition(text: &str, at: usize) -> Range<usize> {
    let lines = lines(text);
    let first = lines.iter().rposition(|line| line.start <= at).unwrap_or(0);
    let Some(begin) = lines.get(first).map(|line| line.start) else { return 0..text.len() };
    let words = |line: &Range<usize>| text.get(line.clone()).unwrap_or_default().trim_start();
    let rest = lines.get(first + 1..).unwrap_or_default();
    if lines.get(first).is_some_and(|line| words(line).starts_with('[')) {
        return begin
            ..rest.iter().find(|line| words(line).starts_with('[')).map_or(text.len(), |line| line.start);
    }
    let ends = lines.iter().skip(first).take(FARTHEST_CAUSE).map(|line| line.end);
    let best = ends.min_by_key(|end| errors(&without(text, begin..*end)).len());
    begin..best.unwrap_or(text.len())
}

// Of a word without quotes the parser says that it is no number, no date or no `nan`.
fn why(text: &str, at: usize, error: &Error) -> String {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    if is_repeated(error) {
        let line = lines(text).into_iter().rfind(|line| line.start <= at).unwrap_or(0..text.len());
        let name = text.get(line).and_then(|line| line.split('=').next()).unwrap_or_default();
        return format!("{} stands above already", name.trim());
    }
    let is_word =
        before.trim_end_matches([' ', '\t']).ends_with('=') && after.starts_with(char::is_alphabetic);
    if is_word { "a text needs quotes around it".into() } else { error.message().to_owned() }
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let ranges = text.split_inclusive('\n').map(|line| {
        let range = start..start + line.len();
        start = range.end;
        range
    });
    ranges.collect()
}

fn without(text: &str, cut: Range<usize>) -> String {
    let blank = |byte| if byte == b'\n' { '\n' } else { ' ' };
    match (text.get(..cut.start), text.get(cut.clone()), text.get(cut.end..)) {
        (Some(before), Some(inside), Some(after)) => {
            before.chars().chain(inside.bytes().map(blank)).chain(after.chars()).collect()
        }
        _ => text.bytes().map(blank).collect(),
    }
}

// The parser may stop behind a line's last word; the end of that word says more than the line after it.
fn on_words(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let written = before.get(line..).unwrap_or_default().trim_end().len();
    let is_behind =
        text.get(at..).is_none_or(|after| after.is_empty() || after.starts_with(char::is_whitespace));
    if is_behind && written > 0 { line + written } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str) -> String {
        let (rest, faults) = salvage(text);
        assert_eq!(rest.len(), text.len(), "every byte stays where it was");
        assert!(!faults.is_empty());
        rest.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_sound_text_is_left_alone() {
        let text = "a = 1\n[b]\nc = 'ä'\n";
        assert_eq!(salvage(text), (text.to_owned(), vec![]));
    }

    #[test]
    fn a_line_that_cannot_be_read_takes_no_other_with_it() {
        let lines = [
            "b = ",
            "b 2",
            "b = two",
            "= 2",
            "b = \"two",
            "b = [1, 2",
            "b = { c = 1",
            "b = 'C:\\dir",
            "[b",
            "a = 3",
            "b = \"C:\\dir\"",
            "b = \"\"\"two",
            "é = \u{1F600}",
            "b = 2026-02-30",
            "]",
            "b = [\n  1,\n  2",
        ];
        for line in lines {
            let text = format!("a = 1\n{line}\nc = 3\nd = [4,\n  5]\n");
            assert_eq!(rest(&text), "a = 1 c = 3 d = [4, 5]", "{line}");
        }
    }

    #[test]
    fn several_faults_are_all_found() {
        let (rest, faults) = salvage("a = one\nb = 2\nc = \nd = 4\ne = [5\n");
        assert_eq!(rest.split_whitespace().collect::<String>(), "b=2d=4");
        assert_eq!(faults.iter().map(|fault| fault.at).collect::<Vec<_>>(), [4, 17, 31]);
    }

    #[test]
    fn an_open_list_does_not_hide_the_fault_after_it() {
        let (rest, faults) = salvage("a = 1\nb = [2, 3\nc = never\nd = 4\n");
        assert_eq!(rest.split_whitespace().collect::<String>(), "a=1d=4");
        assert_eq!(faults.iter().map(|fault| fault.at).collect::<Vec<_>>(), [15, 20]);
        assert_eq!(faults[1].why, "a text needs quotes around it");
    }

    #[test]
    fn of_what_stands_there_twice_the_first_counts() {
        for (text, left, said) in [
            ("a = 1\nb = 2\na = 3\nc = 4\n", "a = 1 b = 2 c = 4", "a stands above already"),
            (
                "a = 1\nlong_name = 2\nlong_name = [\n3,\n]\nc = 4\n",
                "a = 1 long_name = 2 c = 4",
                "long_name stands",
            ),
            (
                "[k.l]\na = 1\n[t]\nb = 2\n[k.l]\nc = 3\n[z]\nd = 4\n",
                "[k.l] a = 1 [t] b = 2 [z] d = 4",
                "[k.l] stands",
            ),
        ] {
            assert_eq!(rest(text), left);
            let fault = &salvage(text).1[0];
            assert!(fault.why.contains(said), "{fault:?}");
            assert!(text[..fault.at].ends_with(['\n', '.', '[']), "{fault:?}");
        }
    }

    #[test]
    fn after_a_dozen_faults_the_rest_is_given_up() {
        let (rest, faults) = salvage(&"what is this\n".repeat(20));
        assert!(rest.trim().is_empty());
        assert_eq!(faults.len(), MOST_FAULTS);
        assert!(faults.iter().rev().skip(1).all(|fault| !fault.is_last) && faults[11].is_last);
    }

    #[test]
    fn any_text_is_survived() {
        let mut text = String::new();
        for letter in "a=\"'[{\n}]#.é\u{0}\r,1 ".chars().cycle().step_by(7).take(200) {
            text.push(letter);
            assert!(errors(&salvage(&text).0).is_empty(), "{text:?}");
        }
    }
}
