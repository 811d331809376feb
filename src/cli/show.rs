//! `closeout show`: one task in full.

use std::io;

use super::args::{Arguments, Show};
use super::errand::{self, Desk};
use super::list::json;
use super::list::pending::Pending;
use super::paper::{Look, Paper, Piece};
use super::trouble::{Answer, Trouble};
use super::{DONE, FAILED, ids};
use crate::app::detail::{self, Depth, INDENT, Line, Role};
use crate::app::effect::Fetch;
use crate::app::errand::{Errand, Listing, Needs};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::domain::id::TaskId;
use crate::domain::query::Query;
use crate::domain::related::Key;
use crate::domain::task::Task;
use crate::shell::errand::Watch;

/// Lines are not wider than this, also where there is no terminal.
const WIDEST: usize = 100;

/// Shows one task.
pub(super) fn run(arguments: &Arguments, show: &Show) -> Answer {
    let ids = ids::read(std::slice::from_ref(&show.id), &mut io::stdin().lock())?;
    let [id] = ids.as_slice() else { return Err("one task at a time can be shown".into()) };
    errand::run(arguments, async |desk| {
        desk.ready(Needs::Close).await?;
        let (task, object) = fetch(desk, id).await?;
        if show.json {
            let pending = Pending::of(&desk.runner.model).json(id);
            desk.paper.raw(&format!("{}\n", json::with_pending(&object, &pending)))?;
        } else {
            // What cannot be had is a quiet line, as on the screen.
            desk.runner.order(Errand::Behind(Key::all_of(&task).collect()));
            desk.until(Needs::Close, Model::has_related, ("Reading", &|_| (0, 0))).await?;
            print(&mut desk.paper, &desk.runner.model, &task)?;
        }
        Ok(DONE)
    })
}

async fn fetch(desk: &mut Desk, id: &TaskId) -> Result<(Task, String), Trouble> {
    let query = Query { is_whole: true, ..Query::ids([id.clone()]) };
    desk.runner.order(Errand::List(Box::new(Listing::new(query, Some(1)))));
    let mut catcher = Catcher::default();
    errand::done(desk.runner.until(Needs::Close, Model::has_listed, &mut catcher).await?)?;
    if let Some(why) = desk.runner.errands().listing.and_then(|listing| listing.refusal) {
        return Err(why.into());
    }
    catcher
        .caught
        .ok_or_else(|| Trouble::new(FAILED, format!("there is no task {id}, or it is not for you to see")))
}

/// Keeps the one task that comes.
#[derive(Default)]
struct Catcher {
    caught: Option<(Task, String)>,
}

impl Watch for Catcher {
    fn heard(&mut self, msg: &Msg) -> io::Result<()> {
        if let Msg::Listed { fetch: Fetch::Listing, heard, .. } = msg
            && let Ok(portion) = &heard.result
        {
            let task = portion.tasks.first().cloned();
            let object = portion.objects.first().map(ToString::to_string);
            self.caught = task.zip(object);
        }
        Ok(())
    }

    fn looked(&mut self, _: &Model) -> io::Result<()> {
        Ok(())
    }
}

fn print(paper: &mut Paper, model: &Model, task: &Task) -> io::Result<()> {
    let columns = paper.columns.map_or(WIDEST, |columns| columns.clamp(20, WIDEST));
    // With our own changes laid over it, where the task is one of those that are kept here.
    let task = model.board.shown(&task.id).unwrap_or(task);
    for line in detail::lines(model, task, Depth::Whole, columns) {
        paper.pieces(&pieces(line))?;
    }
    Ok(())
}

fn pieces(line: Line) -> Vec<Piece<'static>> {
    let label = match line.indent {
        0 => line.label.to_owned(),
        indent => format!("{:indent$}", line.label, indent = indent.min(INDENT)),
    };
    let mut pieces = vec![(Look::Dim, label.into())];
    pieces.extend(line.runs.into_iter().map(|run| (look(run.role), run.text.into())));
    pieces
}

fn look(role: Role) -> Look {
    match role {
        Role::Strong => Look::Strong,
        Role::Plain => Look::Plain,
        Role::Dim => Look::Dim,
        Role::Waiting => Look::Waiting,
        Role::Late | Role::Bad => Look::Bad,
    }
}
