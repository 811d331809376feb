//! A group of tasks as one thing: what it is, and each of its tasks in a line.

use super::{Line, Role, Run};
use crate::app::action::Action;
use crate::app::model::Model;
use crate::app::triage::counted;
use crate::app::{heading, text, words};
use crate::domain::label;
use crate::domain::place::Section;
use crate::domain::task::Task;

/// How wide the word for the kind is, and the date behind it.
const KIND: usize = 11;

/// The lines about a folded section; made one by one, as it may be long.
pub fn lines<'a>(model: &'a Model, section: &'a Section, columns: usize) -> impl Iterator<Item = Line> + 'a {
    let count = counted(model.lists.size(section));
    let title = [
        Run::new(text::line(&heading::title(model, section), 120), Role::Strong),
        Run::new(format!(" · {count}"), Role::Plain),
    ];
    let open = model.key(Action::Open);
    let advice = [Run::new(format!("One key acts on all of them; {open} shows them one by one."), Role::Dim)];
    let head = [line(title), line(advice), Line::default()];
    head.into_iter()
        .chain(heading::tasks(model, section).map(move |task| member(model, section, task, columns)))
}

fn member(model: &Model, section: &Section, task: &Task, columns: usize) -> Line {
    let when = words::when(task, &model.today);
    let role = if words::is_late(model, task) { Role::Late } else { Role::Dim };
    let kind = text::line(task.kind.word(), KIND - 2).into_owned();
    let gap = " ".repeat(KIND.saturating_sub(text::width(&kind)));
    let who = match section {
        Section::Lead { .. } => task.who().contact.map(|contact| format!("{contact}: ")),
        _ => Some(format!("{}: ", words::who(task).trim_start())),
    };
    let who = who.unwrap_or_default();
    let room = columns.saturating_sub(KIND + label::SHORT_WIDTH + 2);
    let what = format!("{who}{}", task.subject());
    let when_gap = " ".repeat((label::SHORT_WIDTH + 2).saturating_sub(text::width(&when)));
    line([
        Run::new(kind + &gap, Role::Plain),
        Run::new(when + &when_gap, role),
        Run::new(text::line(&what, room), Role::Plain),
    ])
}

fn line(runs: impl IntoIterator<Item = Run>) -> Line {
    Line { runs: runs.into_iter().collect(), ..Line::default() }
}
