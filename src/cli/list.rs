//! `closeout list`: tasks as a table, as JSON or as comma-separated values.
//!
//! JSON and CSV are written page by page as they come; only a table has to know all its rows. What is printed is
//! what Close says now, with our own changes that it has not heard of yet beside it.

mod csv;
pub(super) mod json;
pub(super) mod pending;
mod table;
mod view;
mod wanted;

use std::collections::HashSet;
use std::io;

use self::pending::Pending;
use self::wanted::Wanted;
use super::args::{Arguments, List, View};
use super::errand::{self, Desk};
use super::paper::Paper;
use super::trouble::{Answer, Trouble};
use super::{DONE, FAILED, UNREACHABLE};
use crate::app::effect::Fetch;
use crate::app::errand::{Errand, Needs};
use crate::app::model::Model;
use crate::app::msg::{Msg, Portion};
use crate::domain::amount::counted;
use crate::domain::id::TaskId;
use crate::domain::tab::Today;
use crate::domain::task::Task;
use crate::shell::errand::{Ended, Watch};

/// Lists tasks.
pub(super) fn run(arguments: &Arguments, list: &List) -> Answer {
    errand::run(arguments, async |desk| {
        // What was typed is read before anybody is asked anything, as far as it can be.
        wanted::check(list, &desk.runner.model)?;
        desk.ready(Needs::Close).await?;
        if wanted::needs_people(list) {
            desk.people().await?;
        }
        if let Some(View::Named(name)) = &list.view {
            view::open(desk, name).await?;
        }
        let wanted = wanted::read(list, &desk.runner.model)?;
        print(desk, list, wanted).await
    })
}

async fn print(desk: &mut Desk, list: &List, wanted: Wanted) -> Answer {
    let mut printer = Printer {
        form: Form::of(list, &desk.runner.model),
        pending: Pending::of(&desk.runner.model),
        today: desk.runner.model.today,
        seen: HashSet::new(),
        held: Vec::new(),
        printed: 0,
        unreadable: Vec::new(),
        wanted: &wanted,
        paper: &mut desk.paper,
    };
    desk.runner.order(Errand::List(Box::new(wanted.listing())));
    let ended = desk.runner.until(Needs::Close, Model::has_listed, &mut printer).await?;
    let is_begun = printer.end(&ended)?;
    let Printer { unreadable, seen, .. } = printer;
    for complaint in unreadable {
        desk.paper.note(&complaint)?;
    }
    let refusal = desk.runner.errands().listing.and_then(|listing| listing.refusal);
    match (ended, refusal) {
        (Ended::Done, None) => Ok(DONE),
        (Ended::Done, Some(why)) => Err(Trouble::new(FAILED, cut_short(is_begun, seen.len(), &why))),
        (Ended::Unreachable(why), _) => Err(Trouble::new(UNREACHABLE, cut_short(is_begun, seen.len(), &why))),
        (other, _) => errand::done(other).map(|()| DONE),
    }
}

fn cut_short(is_begun: bool, count: usize, why: &str) -> String {
    if is_begun {
        format!("the list is not complete, {} came: {why}", counted(count, "task"))
    } else {
        why.to_owned()
    }
}

/// How tasks are printed.
enum Form {
    Json,
    Csv,
    Table(table::Table),
}

impl Form {
    fn of(list: &List, model: &Model) -> Self {
        match (list.json, list.csv) {
            (true, _) => Self::Json,
            (_, true) => Self::Csv,
            _ => Self::Table(table::Table::of(model)),
        }
    }
}

/// Prints what comes.
struct Printer<'a> {
    form: Form,
    pending: Pending,
    today: Today,
    // Pages shift while others work, so a task may come twice.
    seen: HashSet<TaskId>,
    unreadable: Vec<String>,
    // Those that come in an order of our own, until all have come.
    held: Vec<(Task, String)>,
    printed: usize,
    wanted: &'a Wanted,
    paper: &'a mut Paper,
}

impl Watch for Printer<'_> {
    fn heard(&mut self, msg: &Msg) -> io::Result<()> {
        match msg {
            Msg::Listed { fetch: Fetch::Listing, heard, .. } => match &heard.result {
                Ok(portion) => self.print(portion),
                Err(_) => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn looked(&mut self, _: &Model) -> io::Result<()> {
        self.paper.progress("Reading", self.seen.len(), 0)
    }
}

impl Printer<'_> {
    fn print(&mut self, portion: &Portion) -> io::Result<()> {
        self.unreadable.extend(portion.unreadable.iter().cloned());
        let objects = json::by_id(&portion.objects);
        for task in &portion.tasks {
            if !self.wanted.keeps(task, &self.today) || self.seen.contains(&task.id) {
                continue;
            }
            let object = objects.get(task.id.as_str()).copied().unwrap_or("{}");
            if self.wanted.order().is_some() {
                self.held.push((task.clone(), object.to_owned()));
                self.seen.insert(task.id.clone());
            } else if self.wanted.most().is_none_or(|most| self.seen.len() < most) {
                self.seen.insert(task.id.clone());
                self.print_one(task, object)?;
            }
        }
        Ok(())
    }

    fn print_held(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        let Some(order) = self.wanted.order() else { return Ok(()) };
        let sorted = view::sorted(held, order, &self.today);
        let most = self.wanted.most().unwrap_or(usize::MAX);
        sorted.iter().take(most).try_for_each(|(task, object)| self.print_one(task, object))
    }

    fn print_one(&mut self, task: &Task, object: &str) -> io::Result<()> {
        self.printed += 1;
        let is_first = self.printed == 1;
        match &mut self.form {
            Form::Json => {
                let begin = if is_first { "[\n" } else { ",\n" };
                self.paper
                    .raw(&format!("{begin}{}", json::with_pending(object, &self.pending.json(&task.id))))
            }
            Form::Csv => {
                let header = if is_first { csv::HEADER } else { "" };
                self.paper.raw(&format!("{header}{}", csv::row(task, &self.pending)))
            }
            Form::Table(table) => {
                table.push(&self.pending.laid_over(task), &self.pending, &self.today);
                Ok(())
            }
        }
    }

    // Ends the document, also one that was cut short; returns whether anything was printed. Nothing is, where
    // not even the first page came.
    fn end(&mut self, ended: &Ended) -> io::Result<bool> {
        self.print_held()?;
        let is_begun = self.printed > 0;
        if !is_begun && *ended != Ended::Done {
            return Ok(false);
        }
        match &self.form {
            Form::Json if is_begun => self.paper.raw("\n]\n")?,
            Form::Json => self.paper.raw("[]\n")?,
            Form::Csv if is_begun => {}
            Form::Csv => self.paper.raw(csv::HEADER)?,
            Form::Table(table) => table.print(self.paper)?,
        }
        Ok(is_begun)
    }
}
