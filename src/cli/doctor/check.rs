//! What a look at one thing came to, and all of them as lines or as one JSON object.

use std::io;

use serde_json::{Map, Value, json};

use super::super::paper::{Look, Paper};
use super::super::version::VERSION;
use super::super::{DONE, FAILED, UNAUTHORISED, UNREACHABLE};
use crate::app::text;

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// It could not be looked at, because of something else.
    Skipped,
    /// As it should be.
    Fine,
    /// Worth knowing, and no harm.
    Note,
    /// It keeps something from working.
    Broken,
}

/// What a look at one thing came to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Check {
    /// What was looked at, in one word.
    pub(super) name: &'static str,
    /// How it is.
    pub(super) state: State,
    found: String,
    advice: String,
    // The code to leave with where it is broken.
    code: u8,
    facts: Map<String, Value>,
}

/// Where what was found begins on a line.
const INDENT: usize = 20;
/// How wide lines are where nobody says.
const WIDE: usize = 100;

impl State {
    const fn word(self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Note => "note",
            Self::Broken => "broken",
            Self::Skipped => "skipped",
        }
    }

    const fn look(self) -> Look {
        match self {
            Self::Fine => Look::Plain,
            Self::Note => Look::Waiting,
            Self::Broken => Look::Bad,
            Self::Skipped => Look::Dim,
        }
    }
}

impl Check {
    fn new(name: &'static str, state: State, found: impl Into<String>, advice: &str) -> Self {
        Self { name, state, found: found.into(), advice: advice.into(), code: FAILED, facts: Map::new() }
    }

    /// It is as it should be.
    pub(super) fn fine(name: &'static str, found: impl Into<String>) -> Self {
        Self::new(name, State::Fine, found, "")
    }

    /// It is worth knowing.
    pub(super) fn note(name: &'static str, found: impl Into<String>, advice: &str) -> Self {
        Self::new(name, State::Note, found, advice)
    }

    /// It keeps something from working.
    pub(super) fn broken(name: &'static str, found: impl Into<String>, advice: &str) -> Self {
        Self::new(name, State::Broken, found, advice)
    }

    /// It could not be looked at.
    pub(super) fn skipped(name: &'static str, why: impl Into<String>) -> Self {
        Self::new(name, State::Skipped, why, "")
    }

    /// The same, leaving with this code.
    pub(super) fn leaving(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// The same with something for programs to read.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(name.into(), value.into());
        self
    }

    fn json(&self) -> Value {
        let advice = (!self.advice.is_empty()).then_some(&self.advice);
        json!({
            "name": self.name,
            "state": self.state.word(),
            "found": text::clean(&self.found),
            "advice": advice,
            "facts": self.facts,
        })
    }

    fn print(&self, paper: &mut Paper) -> io::Result<()> {
        let room = paper.columns.unwrap_or(WIDE).saturating_sub(INDENT).max(20);
        let mut lines = text::wrap(&self.found, room);
        let first = lines.next().unwrap_or_default();
        let state = format!("{:<9}", self.state.word());
        let name = format!("{:<11}", self.name);
        paper.pieces(&[
            (self.state.look(), state.into()),
            (Look::Plain, name.into()),
            (Look::Plain, first.into()),
        ])?;
        let advice = text::wrap(&self.advice, room);
        let rest = lines.map(|line| (Look::Plain, line)).chain(advice.map(|line| (Look::Strong, line)));
        for (look, line) in rest {
            paper.pieces(&[(Look::Plain, " ".repeat(INDENT).into()), (look, line.into())])?;
        }
        Ok(())
    }
}

/// The code to leave with: whatever another command would leave with first.
pub(super) fn code(checks: &[Check]) -> u8 {
    let broken = || checks.iter().filter(|check| check.state == State::Broken);
    let order = [UNREACHABLE, UNAUTHORISED];
    let worst = order.into_iter().find(|code| broken().any(|check| check.code == *code));
    worst.unwrap_or(if broken().next().is_some() { FAILED } else { DONE })
}

/// Everything as one JSON object.
pub(super) fn document(checks: &[Check]) -> Value {
    let state = checks.iter().map(|check| check.state).max().unwrap_or(State::Fine);
    let checks: Vec<Value> = checks.iter().map(Check::json).collect();
    json!({ "closeout": VERSION, "state": state.word(), "checks": checks })
}

/// Everything as lines, and what it comes to.
pub(super) fn print(checks: &[Check], paper: &mut Paper) -> io::Result<()> {
    checks.iter().try_for_each(|check| check.print(paper))?;
    paper.line("")?;
    paper.line(&verdict(checks))
}

fn verdict(checks: &[Check]) -> String {
    let of = |state| checks.iter().filter(move |check| check.state == state);
    let broken: Vec<&str> = of(State::Broken).map(|check| check.name).collect();
    match (broken.as_slice(), of(State::Note).count()) {
        ([], 0) => "All is well.".into(),
        ([], 1) => "All is well, with one note.".into(),
        ([], notes) => format!("All is well, with {notes} notes."),
        (broken, _) => format!("Broken: {}.", broken.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(code: u8) -> Check {
        Check::broken("key", "none", "set one").leaving(code)
    }

    #[test]
    fn the_code_is_that_of_the_first_thing_another_command_would_meet() {
        let note = Check::note("disk", "little room", "make some");
        assert_eq!(code(&[Check::fine("disk", ""), note.clone(), Check::skipped("name", "")]), DONE);
        assert_eq!(code(&[note, broken(FAILED)]), FAILED);
        assert_eq!(code(&[broken(FAILED), broken(UNAUTHORISED)]), UNAUTHORISED);
        assert_eq!(code(&[broken(UNAUTHORISED), broken(UNREACHABLE)]), UNREACHABLE);
    }

    #[test]
    fn the_document_says_the_worst_first_and_everything_after_it() {
        let checks = [Check::fine("disk", "4 GB").with("bytes", 4), broken(UNAUTHORISED)];
        let document = document(&checks);
        assert_eq!((&document["state"], &document["closeout"]), (&json!("broken"), &json!(VERSION)));
        assert_eq!(document["checks"][0]["facts"]["bytes"], 4);
        assert_eq!(document["checks"][0]["advice"], Value::Null);
        assert_eq!(document["checks"][1]["advice"], "set one");
    }

    #[test]
    fn the_verdict_names_what_is_broken_and_counts_the_rest() {
        let note = || Check::note("disk", "", "");
        assert_eq!(verdict(&[Check::fine("disk", "")]), "All is well.");
        assert_eq!(verdict(&[note(), note()]), "All is well, with 2 notes.");
        assert_eq!(verdict(&[note(), broken(FAILED)]), "Broken: key.");
    }
}
