//! Everything the program knows, in one value.

use std::collections::{BTreeSet, HashSet};

use super::accounts::Account;
use super::action::{Action, Place};
use super::chord::Chord;
use super::command::Command;
use super::disk::Disk;
use super::errand::Errands;
use super::files::Progress;
use super::ghosts::Ghosts;
use super::history::History;
use super::keymap::Keymap;
use super::layout::{Layout, Side, Size};
use super::lists::Lists;
use super::marks::Marks;
use super::news::News;
use super::notice::Notices;
use super::overlay::Overlay;
use super::pointer::Pointer;
use super::races::Races;
use super::related::Shelf;
use super::scene::Scene;
use super::settings::Settings;
use super::sprint;
use super::sync::Sync;
use super::sync::groups::Groups;
use super::sync::presence::Presences;
use super::text;
use super::triage::Deed;
use super::unsent::Unsent;
use super::views::Views;
use crate::domain::board::Board;
use crate::domain::counted::Counted;
use crate::domain::due::Due;
use crate::domain::entry::BatchId;
use crate::domain::id::TaskId;
use crate::domain::people::{Me, User};
use crate::domain::tab::Today;
use crate::domain::task::Task;
use crate::domain::whose::Whose;
use crate::domain::write::{Problem, Told};
use crate::domain::zone::Timestamp;

/// Everything the program knows.
#[derive(Clone, Debug)]
pub struct Model {
    /// What the user has set.
    pub settings: Settings,
    /// Which key means what.
    pub keymap: Keymap,
    /// The user's day.
    pub today: Today,
    /// The size of the terminal.
    pub size: Size,
    /// Who we are, once the store or Close has said so.
    pub me: Option<Me>,
    /// The accounts one can go on as; none where there is but one way in.
    pub accounts: Vec<Account>,
    /// Everybody in the organisation.
    pub people: Vec<User>,
    /// Whose tasks are shown.
    pub whose: Whose,
    /// What can be shown by a name.
    pub views: Views,
    /// Who works together.
    pub groups: Groups,
    /// Who can be reached just now.
    pub presences: Presences,
    /// What the user was told once.
    pub told: BTreeSet<Told>,
    /// What is counted.
    pub counted: Counted,
    /// All tasks and all changes on their way.
    pub board: Board,
    /// The three lists.
    pub lists: Lists,
    /// Whether rows look as they did.
    pub scene: Scene,
    /// The marked tasks.
    pub marks: Marks,
    /// What can be undone.
    pub history: History,
    /// Changes Close refused.
    pub problems: Vec<Problem>,
    /// What others did a moment ago.
    pub ghosts: Ghosts,
    /// Our changes that crossed with others.
    pub races: Races,
    /// What is kept on disk.
    pub disk: Disk,
    /// What is going on with Close.
    pub sync: Sync,
    /// What stands behind the tasks.
    pub shelf: Shelf,
    /// The file that is being fetched.
    pub download: Option<Progress>,
    /// What the user is told.
    pub notices: Notices,
    /// Sentences that stay on the screen until the program ends: a config with mistakes, a damaged store.
    pub remarks: Vec<String>,
    /// What was typed and neither made nor sent.
    pub unsent: Unsent,
    /// The dialogs and pages above the list, the topmost last.
    pub overlays: Vec<Overlay>,
    /// The keys of a sequence typed so far.
    pub typed: Vec<Chord>,
    /// Keys that were said to do nothing.
    pub strange_keys: HashSet<Chord>,
    /// What was chosen by its name, the last first.
    pub recent: Vec<Command>,
    /// How the preview is shown.
    pub preview: Preview,
    /// What is done without a screen; nothing where there is one.
    pub errands: Option<Errands>,
    /// The mouse.
    pub pointer: Pointer,
    /// What has come in and is to be told.
    pub news: News,
    /// What `.` does again.
    pub last_deed: Option<Deed>,
    /// Where `S` moves to.
    pub last_due: Option<Due>,
    /// Whether anything has happened yet.
    pub(super) is_begun: bool,
    /// When the notice timer was set for.
    pub(super) notice_wake: Option<Timestamp>,
    /// When what comes later today was last said to surface next.
    pub(super) later_wake: Option<Timestamp>,
}

/// How the preview is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Preview {
    /// Where.
    pub side: Side,
    /// Lines scrolled.
    pub scroll: usize,
}

impl Model {
    /// The state at the very start, before anything is known.
    pub fn new(settings: Settings, at: Timestamp, size: Size) -> Self {
        let today = Today::at(at, settings.zone);
        let mut model = Self {
            settings,
            keymap: Keymap::default(),
            today,
            size,
            me: None,
            accounts: Vec::new(),
            people: Vec::new(),
            whose: Whose::default(),
            views: Views::default(),
            groups: Groups::default(),
            presences: Presences::default(),
            told: BTreeSet::new(),
            counted: Counted::default(),
            board: Board::default(),
            lists: Lists::default(),
            scene: Scene::default(),
            marks: Marks::default(),
            history: History::default(),
            problems: Vec::new(),
            ghosts: Ghosts::default(),
            races: Races::default(),
            disk: Disk::default(),
            sync: Sync::default(),
            shelf: Shelf::default(),
            download: None,
            notices: Notices::default(),
            remarks: Vec::new(),
            unsent: Unsent::default(),
            overlays: Vec::new(),
            typed: Vec::new(),
            strange_keys: HashSet::new(),
            recent: Vec::new(),
            preview: Preview::default(),
            errands: None,
            pointer: Pointer::default(),
            news: News::default(),
            last_deed: None,
            last_due: None,
            is_begun: false,
            notice_wake: None,
            later_wake: None,
        };
        model.fit();
        model
    }

    /// Gives the lists the room they have on the screen.
    pub fn fit(&mut self) {
        let height = self.layout().list.height;
        self.lists.resize(height);
    }

    /// Where everything stands on the screen.
    pub fn layout(&self) -> Layout {
        self.layout_in(self.size)
    }

    /// The same on a screen of this size.
    pub fn layout_in(&self, size: Size) -> Layout {
        let layout = if self.keymap.preset().has_menu() { Layout::with_menu } else { Layout::of };
        let layout = layout(size, self.preview.side);
        if self.settings.is_accessible { layout.spoken() } else { layout }
    }

    /// Where keys mean something now; nowhere while a dialog takes them all.
    pub fn place(&self) -> Option<Place> {
        self.overlays.last().map_or(Some(Place::List), Overlay::place)
    }

    /// The place of keys that are for the kind of the task in front alone.
    pub fn kind_here(&self) -> Option<Place> {
        let word = self.first_selected()?.kind.word().split(' ').next()?;
        Place::kinds().find(|place| word.eq_ignore_ascii_case(place.name()))
    }

    /// How to come to an action, for a sentence: its key, else its name in the palette.
    pub fn key(&self, action: Action) -> String {
        self.keymap.shown(action)
    }

    /// The task in front of the user: under the cursor, or the one to be decided now. None on a
    /// folded section.
    pub fn at_cursor(&self) -> Option<&TaskId> {
        match sprint::of(self) {
            Some(sprint) => sprint.front(),
            None => self.lists.current().selected(),
        }
    }

    /// That task, as the user sees it; of a ghost, as it was seen last.
    pub fn selected(&self) -> Option<&Task> {
        let id = self.at_cursor()?;
        let ghost = self.ghosts.of(id).filter(|_| self.lists.is_ghost(id));
        ghost.map(|ghost| &ghost.seen).or_else(|| self.board.shown(id))
    }

    /// The task under the cursor, or the first of a folded section.
    pub fn first_selected(&self) -> Option<&Task> {
        let section = || self.lists.members(self.lists.current().folded()?).next();
        self.selected().or_else(|| self.board.shown(section()?))
    }

    /// The tasks under the cursor: one, or those of a folded section.
    pub fn under_cursor(&self) -> Vec<TaskId> {
        if let Some(sprint) = sprint::of(self) {
            return sprint.front().into_iter().filter(|id| !self.lists.is_ghost(id)).cloned().collect();
        }
        let list = self.lists.current();
        let section = list.folded().into_iter().flat_map(|section| self.lists.members(section));
        let here = list.selected().into_iter().chain(section);
        here.filter(|id| !self.lists.is_ghost(id)).cloned().collect()
    }

    /// The tasks an action is for: the marked ones of this tab in the order of the list, else what is
    /// under the cursor. On the page of a single task it is that one.
    pub fn targets(&self) -> Vec<TaskId> {
        let tab = self.lists.tab;
        let is_choice = |overlay: &&Overlay| matches!(overlay, Overlay::Palette(_) | Overlay::Menu(_));
        let front = self.overlays.iter().rev().find(|overlay| !is_choice(overlay));
        let is_page = matches!(front, Some(Overlay::Detail { .. } | Overlay::Sprint(_)));
        let here = self.marks.iter().filter(|id| !is_page && self.lists.tab_of(id) == Some(tab));
        let mut marked: Vec<TaskId> = here.cloned().collect();
        if marked.is_empty() {
            return self.under_cursor();
        }
        marked.sort_by_cached_key(|id| self.lists.place(id).cloned());
        marked
    }

    /// Whether any task of the tab in front is marked.
    pub fn has_marks(&self) -> bool {
        self.marks.iter().any(|id| self.lists.tab_of(id) == Some(self.lists.tab))
    }

    /// Marks nothing any more in the tab in front; what is marked in others is out of sight and stays.
    pub fn unmark(&mut self) {
        let (lists, tab) = (&self.lists, self.lists.tab);
        self.marks.keep(|id| lists.tab_of(id).is_some_and(|other| other != tab));
    }

    /// The same, as a batch has used them up.
    pub fn use_marks_up(&mut self, batch: BatchId) {
        let (lists, tab) = (&self.lists, self.lists.tab);
        let used = self.marks.iter().filter(|id| lists.tab_of(id) == Some(tab)).cloned().collect();
        self.marks.use_up(batch, used);
        self.unmark();
    }

    /// A batch was taken back: what it used up is marked again, unless something else is by now.
    pub fn bring_marks_back(&mut self, batch: BatchId) {
        let used = self.marks.used_by(batch).filter(|_| !self.has_marks());
        let here = |id: &&TaskId| self.lists.tab_of(id) == Some(self.lists.tab);
        let ids: Vec<TaskId> = used.into_iter().flatten().filter(here).cloned().collect();
        self.marks.add(&ids);
    }

    /// The name of a task for a notice: short enough that the rest of the sentence stays in sight.
    pub fn subject(&self, id: &TaskId) -> String {
        self.subject_in(id, 40)
    }

    /// The same in so many columns, where it stands alone or what follows has room anyway.
    pub fn subject_in(&self, id: &TaskId, columns: usize) -> String {
        let task = self.board.shown(id).or_else(|| self.ghosts.of(id).map(|ghost| &ghost.seen));
        task.map_or_else(|| "a task".into(), |task| text::line(&task.name(), columns).into_owned())
    }
}
