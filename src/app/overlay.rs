//! The dialogs and pages above the list, as a stack.
//!
//! The topmost gets the keys. Each holds only the state it needs; what it does when accepted is a call into
//! `triage`, the same that a direct key would make.

use super::accounts;
use super::action::Place;
use super::burst::Burst;
use super::create::Create;
use super::dates::Dates;
use super::deletion::Deletion;
use super::editor::Editor;
use super::facets::Facets;
use super::files::Files;
use super::help::Help;
use super::input::Input;
use super::menu::Menu;
use super::outbox::Outbox;
use super::palette::Palette;
use super::past::Past;
use super::people::People;
use super::picker::Picker;
use super::question::Question;
use super::slip::Slip;
use super::sprint::Sprint;
use super::stats;
use super::taking::Taking;
use super::triage::Deed;
use super::views;
use super::whose;
use crate::domain::entry::BatchId;
use crate::domain::id::TaskId;

/// One dialog or page.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Typing a filter; the list below follows every letter.
    Filter(Box<Input>),
    /// Choosing a day.
    Dates(Box<Dates>),
    /// Choosing a person.
    People(Box<People>),
    /// Choosing whose tasks are shown.
    Whose(Box<Picker<whose::Row>>),
    /// Choosing the account to go on as.
    Accounts(Box<accounts::Accounts>),
    /// Rewriting a to-do.
    Editor(Box<Editor>),
    /// Making a task.
    Create(Box<Create>),
    /// Deleting tasks, waiting for a yes.
    Deletion(Deletion),
    /// What was recorded or attached.
    Files(Files),
    /// A text to be read, or selected by hand.
    Slip(Box<Slip>),
    /// What a batch is about to do, in words, before it does it.
    Statement(Box<Statement>),
    /// Keys that came all at once, waiting for a yes.
    Burst(Box<Burst>),
    /// The task under the cursor, whole; after an action the next one.
    Detail {
        /// Lines scrolled.
        scroll: usize,
    },
    /// Whether a task is to be put off once more.
    Question(Question),
    /// One task at a time.
    Sprint(Box<Sprint>),
    /// Statistics.
    Stats(Box<stats::page::Page>),
    /// The changes on their way.
    Outbox(Outbox),
    /// What can be taken back and done again.
    Past(Past),
    /// Steps about to be taken back, waiting for Close or for the user.
    Taking(Box<Taking>),
    /// All keys.
    Help(Box<Help>),
    /// Choosing what to do by its name.
    Palette(Box<Palette>),
    /// Choosing what to do from menus.
    Menu(Box<Menu>),
    /// What the list can be narrowed by.
    Facets(Box<Facets>),
    /// The views there are.
    Views(Box<views::dialog::Dialog>),
}

/// What a key did to a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// It stays open.
    Open,
    /// It was left without effect.
    Left,
    /// Something was chosen.
    Chosen(T),
}

impl Overlay {
    /// Where keys mean something while this is in front; nowhere when it takes them all itself.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Detail { .. } => Some(Place::List),
            Self::Outbox(_) => Some(Place::Outbox),
            Self::Past(_) => Some(Place::Steps),
            Self::Sprint(_) => Some(Place::Sprint),
            Self::Stats(_) => Some(Place::Page),
            Self::Help(help) if !help.is_typing => Some(Place::Page),
            _ => None,
        }
    }

    /// A new task has its real id now.
    pub fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        if let Self::Statement(statement) = self
            && let Yes::Do(Deed::MoveEach(moves)) = &mut statement.yes
        {
            moves.rename(placeholder, real);
        }
        if let Self::Dates(dates) = self {
            return dates.rename(placeholder, real);
        }
        if let Self::Sprint(sprint) = self {
            return sprint.rename(placeholder, real);
        }
        let tasks = match self {
            Self::People(people) => &mut people.tasks[..],
            Self::Statement(statement) => &mut statement.tasks[..],
            Self::Deletion(deletion) => &mut deletion.tasks[..],
            Self::Palette(palette) => &mut palette.tasks[..],
            Self::Question(question) => std::slice::from_mut(&mut question.task),
            Self::Editor(editor) => std::slice::from_mut(&mut editor.task),
            Self::Files(files) => std::slice::from_mut(&mut files.task),
            _ => &mut [],
        };
        tasks.iter_mut().filter(|task| *task == placeholder).for_each(|task| *task = real.clone());
    }
}

/// A batch waiting for a yes.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What will happen, one sentence a line.
    pub lines: Vec<String>,
    /// The tasks.
    pub tasks: Vec<TaskId>,
    /// What follows a yes.
    pub yes: Yes,
}

/// What follows a yes.
#[derive(Clone, Debug)]
pub enum Yes {
    /// This is done to each of the tasks.
    Do(Deed),
    /// These steps are taken back, the last one first.
    TakeBack(Vec<BatchId>),
    /// So many steps are done again.
    DoAgain(usize),
}
