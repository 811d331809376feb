//! What stands above the tasks of a group, or for them.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate};

use super::model::Model;
use super::words;
use crate::domain::due::Due;
use crate::domain::id::TaskId;
use crate::domain::label;
use crate::domain::place::Section;
use crate::domain::task::Task;

/// More kinds or leads than this are not named one by one.
const NAMED: usize = 5;
/// Of a huge group so many tasks are looked at.
const LOOKED_AT: usize = 50;

/// How many of a section's tasks are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// None of them.
    None,
    /// Some, but not all.
    Some,
    /// Every one.
    All,
}

/// How many of the tasks of a section of the tab in front are marked.
pub fn marked(model: &Model, section: &Section) -> Marked {
    let (marks, lists) = (&model.marks, &model.lists);
    let is_marked = |id: &TaskId| marks.has(id);
    // There may be far fewer marks than tasks here, or far more: the fewer are gone through.
    if marks.len() < lists.size(section) {
        let is_here = |id: &TaskId| lists.tab_of(id) == Some(lists.tab) && has(model, section, id);
        return if marks.iter().any(is_here) { Marked::Some } else { Marked::None };
    }
    let mut members = lists.members(section);
    match members.clone().all(is_marked) {
        true if !marks.is_empty() => Marked::All,
        false if members.any(is_marked) => Marked::Some,
        _ => Marked::None,
    }
}

fn has(model: &Model, section: &Section, id: &TaskId) -> bool {
    model.lists.place(id).is_some_and(|place| place.section() == section)
        && model.board.shown(id).is_some_and(|task| model.lists.keeps(task))
}

/// What the tasks of a section share.
pub fn title(model: &Model, section: &Section) -> String {
    match section {
        Section::Top => String::new(),
        Section::Overdue => "Overdue".into(),
        Section::Done(Reverse(day)) if *day == model.today.day => "Done today".into(),
        Section::Day(day) | Section::Done(Reverse(day)) => day_title(model, *day),
        Section::Undated => "No date".into(),
        Section::Later => "Later today".into(),
        Section::Kind(_, name) => first(model, section).map_or_else(String::new, |task| {
            // What nobody has words for is called by what matters of its name.
            if name.is_some() { task.kind.word().into() } else { task.kind.title().into() }
        }),
        Section::Lead { .. } => {
            first(model, section).map_or_else(String::new, |task| words::who(task).trim_start().into())
        }
    }
}

/// What its tasks do not share, each once, in the order of the list: their kinds, `Missed, Voicemail, Email`; of
/// one kind whom they are about.
pub fn contents(model: &Model, section: &Section) -> String {
    let mut words: Vec<&str> = Vec::new();
    for task in tasks(model, section).take(LOOKED_AT) {
        let word = match section {
            Section::Kind(..) => words::who(task).trim_start(),
            _ => task.kind.word(),
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    let more = if words.len() > NAMED { ", …" } else { "" };
    words.truncate(NAMED);
    words.join(", ") + more
}

/// The first task of a section.
pub fn first<'a>(model: &'a Model, section: &'a Section) -> Option<&'a Task> {
    tasks(model, section).next()
}

/// The tasks of a section, in the order of the list.
pub fn tasks<'a>(model: &'a Model, section: &Section) -> impl Iterator<Item = &'a Task> {
    model.lists.members(section).filter_map(|id| model.board.shown(id))
}

fn day_title(model: &Model, day: NaiveDate) -> String {
    let today = &model.today;
    let words = label::exact(Due::Day(day), today.day, today.zone);
    match day {
        day if day == today.day => "Today".into(),
        day if Some(day) == today.day.checked_add_days(Days::new(1)) => format!("Tomorrow, {words}"),
        day if Some(day) == today.day.checked_sub_days(Days::new(1)) => format!("Yesterday, {words}"),
        _ => words,
    }
}
