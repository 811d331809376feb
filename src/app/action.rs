//! Everything a key can be bound to: one table.
//!
//! A row is the thing itself: its name in the config, its words, where it works, its keys. Help, hints, the
//! menu of a half-typed sequence, the palette and the README are made from these rows; there is no second list
//! anywhere. Actions carry no values: those that need one open a dialog, or are given one by a command.

use super::filter::KINDS;

mod reach;

/// Where a key means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The list of tasks, and the detail of one.
    List,
    /// Pages that only scroll: help and detail.
    Page,
    /// The view of unsent changes.
    Outbox,
    /// The view of what can be taken back.
    Steps,
    /// One task at a time; what works in the list works here too.
    Sprint,
    /// Dialogs and lines of text.
    Input,
    /// Where the list's keys work, while the task there is of this kind, by its word in the filter.
    Kind(&'static str),
    /// Everywhere but in a text field.
    Everywhere,
}

impl Place {
    /// The places there are, each with a map of its own.
    pub const ALL: [Self; 6] = [Self::List, Self::Page, Self::Outbox, Self::Steps, Self::Sprint, Self::Input];

    /// Its name in the config.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Page => "page",
            Self::Outbox => "outbox",
            Self::Steps => "steps",
            Self::Sprint => "sprint",
            Self::Input => "input",
            Self::Kind(kind) => kind,
            Self::Everywhere => "everywhere",
        }
    }

    /// Where that is, for a sentence.
    pub const fn title(self) -> &'static str {
        match self {
            Self::List => "in the list",
            Self::Page => "on a page of text",
            Self::Outbox => "in the view of changes",
            Self::Sprint => "one at a time",
            Self::Input => "in dialogs and lines of text",
            Self::Kind(_) => "for one kind of task",
            Self::Steps => "in the view of what can be taken back",
            Self::Everywhere => "everywhere",
        }
    }

    /// The place of this name.
    pub fn named(name: &str) -> Option<Self> {
        // The name that kind had once stands in files of options.
        let name = if name == "unknown" { "answered" } else { name };
        Self::ALL
            .into_iter()
            .chain([Self::Everywhere])
            .chain(Self::kinds())
            .find(|place| place.name() == name)
    }

    /// A place for each kind of task.
    pub fn kinds() -> impl Iterator<Item = Self> {
        KINDS.into_iter().map(Self::Kind)
    }

    /// Whether what works here works there. In a line of text letters are letters, so nothing else works there.
    pub fn covers(self, place: Self) -> bool {
        match (self, place) {
            (Self::Everywhere, Self::Input) => false,
            (Self::List, Self::Sprint | Self::Kind(_)) | (Self::Everywhere, _) => true,
            _ => self == place,
        }
    }

    /// How many places have its keys: where two want the same key, the narrower has it.
    pub fn breadth(self) -> usize {
        Self::ALL.into_iter().filter(|place| self.covers(*place)).count()
    }
}

/// Which part of the help an action stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Getting around.
    Move,
    /// Changing tasks.
    Change,
    /// Choosing several.
    Mark,
    /// What is on the screen.
    View,
    /// One task at a time.
    Sprint,
    /// What leaves the program.
    Outside,
    /// Changes on their way.
    Changes,
    /// What can be taken back.
    Steps,
    /// The program itself.
    Program,
    /// Writing and choosing.
    Input,
}

impl Group {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 10] = [
        Self::Change,
        Self::Move,
        Self::Mark,
        Self::View,
        Self::Outside,
        Self::Sprint,
        Self::Changes,
        Self::Steps,
        Self::Program,
        Self::Input,
    ];

    /// The heading in the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Getting around",
            Self::Change => "Changing tasks",
            Self::Mark => "Marking several (■)",
            Self::View => "What is shown",
            Self::Sprint => "One at a time",
            Self::Outside => "To the browser, the clipboard, the disk",
            Self::Changes => "In the view of changes",
            Self::Steps => "In the view of what can be taken back",
            Self::Program => "The program",
            Self::Input => "In dialogs and lines of text",
        }
    }

    /// A word for it, where room is short.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Move => "Go",
            Self::Change => "Task",
            Self::Mark => "Mark",
            Self::View => "View",
            Self::Sprint => "Sprint",
            Self::Outside => "Copy",
            Self::Changes => "Changes",
            Self::Steps => "Undo",
            Self::Program => "Program",
            Self::Input => "Text",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its name in the config.
    pub name: &'static str,
    /// What it does, for help.
    pub title: &'static str,
    /// A word or two for the hint line; empty where a hint would be noise.
    pub hint: &'static str,
    /// Where it works.
    pub place: Place,
    /// Its part of the help.
    pub group: Group,
    /// Its keys, the first being the one that is shown.
    pub keys: &'static [&'static str],
}

macro_rules! actions {
    ($($variant:ident: $name:literal, $title:literal, $hint:literal, $place:ident, $group:ident, $keys:expr;)+) => {
        /// Something a key can be bound to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $title] $variant,)+
        }

        impl Action {
            /// Every action, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its row of the table.
            pub const fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$variant => &Spec {
                        name: $name,
                        title: $title,
                        hint: $hint,
                        place: Place::$place,
                        group: Group::$group,
                        keys: &$keys,
                    },)+
                }
            }
        }
    };
}

actions! {
    Complete: "complete", "Mark done; in the archive: reopen", "done", List, Change, ["e"];
    Move: "move", "Move to another day", "move", List, Change, ["s", "b"];
    MoveAgain: "move-again", "Move to the same day as last time", "", List, Change, ["S"];
    Assign: "assign", "Hand to somebody", "assign", List, Change, ["a"];
    AssignToMe: "assign-to-me", "Make it yours", "", List, Change, ["i"];
    Edit: "edit", "Rewrite a to-do", "rewrite", List, Change, ["E"];
    Create: "create", "Make a to-do or a planned call", "new", List, Change, ["c"];
    Delete: "delete", "Delete, after asking", "", List, Change, ["D"];
    Comment: "comment", "Write a comment", "comment", List, Change, ["C"];
    Repeat: "repeat", "Do the last thing again, here", "", List, Change, ["."];
    Undo: "undo", "Take back the last change", "undo", Everywhere, Change, ["u", "z"];
    Redo: "redo", "Do again what was taken back", "", Everywhere, Change, ["U", "Z", "Ctrl-r"];

    Down: "down", "Next", "", Everywhere, Move, ["j", "Down"];
    Up: "up", "Previous", "", Everywhere, Move, ["k", "Up"];
    First: "first", "First", "", Everywhere, Move, ["g g", "Home"];
    Last: "last", "Last", "", Everywhere, Move, ["G", "End"];
    HalfDown: "half-down", "Half a screen down", "", Everywhere, Move, ["Ctrl-d"];
    HalfUp: "half-up", "Half a screen up", "", Everywhere, Move, ["Ctrl-u"];
    PageDown: "page-down", "A screen down", "", Everywhere, Move, ["Ctrl-f", "PgDn"];
    PageUp: "page-up", "A screen up", "", Everywhere, Move, ["PgUp"];
    Inbox: "inbox", "Inbox", "", List, Move, ["1", "g i"];
    Future: "future", "Future", "", List, Move, ["2", "g f"];
    Archive: "archive", "Archive", "", List, Move, ["3", "g a"];
    NextTab: "next-tab", "Next tab", "", List, Move, ["Tab", "l", "Right"];
    PreviousTab: "previous-tab", "Previous tab; from a task: its list", "", List, Move, ["Shift-Tab", "h", "Left"];
    NextNew: "next-new", "Go to what has come in new (•)", "", List, Move, ["g n"];
    SameLead: "same-lead", "Only the tasks of this lead", "", List, Move, ["g l"];

    Mark: "mark", "Mark, and go on", "mark", List, Mark, ["Space"];
    MarkHere: "mark-here", "Mark, and stay", "", List, Mark, ["x"];
    MarkRange: "mark-range", "Mark a range: begin it, or end it", "", List, Mark, ["v", "V"];
    MarkAll: "mark-all", "Mark the whole list", "", List, Mark, ["* a"];
    MarkNone: "mark-none", "Mark nothing", "", List, Mark, ["* n"];
    MarkInvert: "mark-invert", "Mark the others instead", "", List, Mark, ["* i"];
    MarkKind: "mark-kind", "Mark all of this kind", "", List, Mark, ["* k"];
    MarkLead: "mark-lead", "Mark all of this lead", "", List, Mark, ["* l"];
    MarkOverdue: "mark-overdue", "Mark all that are overdue", "", List, Mark, ["* o"];

    Open: "open", "Show the whole task", "open", List, View, ["Enter"];
    Filter: "filter", "Filter as you type; !word leaves out", "filter", List, View, ["/"];
    FilterMenu: "filter-menu", "Choose what to show: kinds, overdue, people", "", List, View, ["f"];
    Whose: "show", "Choose whose tasks are shown", "whose", List, View, ["w"];
    Views: "view", "Open a view, or save what is seen as one", "views", List, View, ["F"];
    SaveView: "save-view", "Save what is seen now as a view", "", List, View, [];
    LeaveView: "leave-view", "Leave the view that is open", "", List, View, [];
    NextMatch: "next-match", "Next match of the filter", "", List, View, ["n"];
    PreviousMatch: "previous-match", "Previous match of the filter", "", List, View, ["N"];
    SortDue: "sort-due", "Sort by date", "", List, View, [", d"];
    SortNewest: "sort-newest", "Sort: made last comes first", "", List, View, [", n"];
    SortHottest: "sort-hottest", "Sort: who waits longest comes first", "", List, View, [", h"];
    SortPriority: "sort-priority", "Sort by priority", "", List, View, [", p"];
    GroupLead: "group-lead", "Group by lead: one line, one decision", "", List, View, [", l"];
    GroupDay: "group-day", "Group by day", "", List, View, [", t"];
    GroupKind: "group-kind", "Group by kind", "", List, View, [", k"];
    GroupNothing: "group-nothing", "Group nothing", "", List, View, [", x"];
    Fold: "fold", "Fold this group, or unfold it", "fold", List, View, ["t"];
    FoldAll: "fold-all", "Fold all groups, or unfold them", "", List, View, ["T"];
    Preview: "preview", "Preview on or off", "", List, View, ["p"];
    PreviewSide: "preview-side", "Preview to the right or below", "", List, View, ["P"];
    PreviewDown: "preview-down", "Scroll the preview down; in an open task: next", "", List, View, ["J"];
    PreviewUp: "preview-up", "Scroll the preview up; in an open task: previous", "", List, View, ["K"];
    Outbox: "outbox", "Show changes on their way, and refused ones", "", List, View, ["g p"];
    Statistics: "statistics", "Statistics: done, answered, open, to come", "", List, View, ["g s"];
    Steps: "steps", "Show what can be taken back, and done again", "", List, View, ["g u"];
    Sprint: "sprint", "Work through one at a time", "one at a time", List, View, ["g w"];
    Skip: "skip", "Leave it for the end", "skip", Sprint, Sprint, ["Space", "n", "J"];

    Browse: "browse", "Show it in Close, in the browser", "", List, Outside, ["o"];
    ShowAddress: "show-address", "Show its address in Close, and copy it", "", List, Outside, ["O"];
    Files: "files", "Recordings and attachments: open or save", "", List, Outside, ["g d"];
    CopyAddress: "copy-address", "Copy its address in Close", "", List, Outside, ["y y"];
    CopyLead: "copy-lead", "Copy the address of its lead", "", List, Outside, ["y l"];
    CopyText: "copy-text", "Copy what it says", "", List, Outside, ["y t"];
    CopyEmail: "copy-email", "Copy the email address of the contact", "", List, Outside, ["y e"];
    CopyPhone: "copy-phone", "Copy the telephone number", "", List, Outside, ["y p"];
    CopyId: "copy-id", "Copy its id", "", List, Outside, ["y i"];

    Retry: "retry", "Send a refused change again", "retry", Outbox, Changes, ["r"];
    Drop: "drop", "Drop a change that is not sent", "drop", Outbox, Changes, ["x", "Delete"];
    TakeBackTo: "take-back-to", "Take back down to here, or do again up to here", "take back to here", Steps, Steps, ["Enter"];
    TakeBackOnly: "take-back-only", "Take back this one alone", "only this", Steps, Steps, ["o"];

    Help: "help", "Show all keys", "keys", Everywhere, Program, ["?", "F1"];
    FindKey: "find-key", "Find a key on the page of all keys", "", Page, Program, ["/"];
    Palette: "palette", "Do anything by its name", "", Everywhere, Program, [":", "Ctrl-k"];
    Menu: "menu", "Show everything as a menu", "", Everywhere, Program, [];
    Account: "account", "Go on as another account", "", Everywhere, Program, ["@"];
    Refresh: "refresh", "Ask Close for everything again", "", Everywhere, Program, ["R"];
    Cancel: "cancel", "Close what is open, or clear, one thing a press", "", Everywhere, Program, ["Esc"];
    Back: "back", "Go back; from the list: quit", "quit", Everywhere, Program, ["q"];
    Quit: "quit", "Quit", "", Everywhere, Program, ["Ctrl-c"];
    Suspend: "suspend", "Put the program in the background", "", Everywhere, Program, ["Ctrl-z"];
    Mouse: "mouse", "Mouse on or off; Shift-drag selects text", "", Everywhere, Program, ["g m"];
    Redraw: "redraw", "Draw the screen again", "", Everywhere, Program, ["Ctrl-l"];

    Accept: "accept", "Accept what is chosen or typed", "", Input, Input, ["Enter"];
    Leave: "leave", "Leave without effect", "", Input, Input, ["Esc", "Ctrl-c"];
    NextLine: "next-line", "The next choice, or the line below", "", Input, Input, ["Down"];
    PreviousLine: "previous-line", "The previous choice, or the line above", "", Input, Input, ["Up"];
    NextChoice: "next-choice", "The next choice only", "", Input, Input, ["Ctrl-n"];
    PreviousChoice: "previous-choice", "The previous choice only", "", Input, Input, ["Ctrl-p"];
    FillIn: "fill-in", "Complete; the next field; of a date the other reading", "", Input, Input, ["Tab"];
    LineBack: "line-back", "The field before, or the choice before", "", Input, Input, ["Shift-Tab"];
    LineStart: "line-start", "To the beginning of the line", "", Input, Input, ["Ctrl-a", "Home"];
    LineEnd: "line-end", "To the end of the line", "", Input, Input, ["Ctrl-e", "End"];
    LetterLeft: "letter-left", "A letter to the left", "", Input, Input, ["Left"];
    LetterRight: "letter-right", "A letter to the right", "", Input, Input, ["Right", "Ctrl-f"];
    DeleteLeft: "delete-left", "Delete the letter before", "", Input, Input, ["Backspace"];
    DeleteRight: "delete-right", "Delete the letter behind", "", Input, Input, ["Ctrl-d", "Delete"];
    DeleteWord: "delete-word", "Delete the word before", "", Input, Input, ["Ctrl-w"];
    DeleteBefore: "delete-before", "Delete all before", "", Input, Input, ["Ctrl-u"];
    DeleteBehind: "delete-behind", "Delete all behind", "", Input, Input, ["Ctrl-k"];
    NewLine: "new-line", "A new line, where there may be several", "", Input, Input, ["Ctrl-j"];
    OwnEditor: "own-editor", "Your own editor, for the text of a task", "", Input, Input, ["Ctrl-g"];
    SaveSeen: "save-seen", "Among the views: save what is seen", "", Input, Input, ["Ctrl-o"];
    RenameView: "rename-view", "Among the views: call one otherwise", "", Input, Input, ["Ctrl-r"];
    DeleteView: "delete-view", "Among the views: delete one", "", Input, Input, ["Ctrl-x"];
}

impl Action {
    /// Whether it can be chosen by its name: what is done to a line of text needs one.
    pub fn is_choosable(self) -> bool {
        self.spec().place != Place::Input
    }

    /// The action of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.spec().name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_actions_share_a_name() {
        for action in Action::ALL {
            assert_eq!(Action::named(action.spec().name), Some(*action));
        }
    }

    #[test]
    fn the_help_names_the_sign_of_what_is_marked() {
        assert!(Group::Mark.title().contains(crate::app::marks::SIGN));
    }

    #[test]
    fn every_action_says_what_it_does() {
        for spec in Action::ALL.iter().map(|action| action.spec()) {
            assert!(!spec.title.is_empty() && !spec.name.contains(' '), "{}", spec.name);
        }
    }
}
