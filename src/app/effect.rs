//! What the program may order: plain values, done by the shell.
//!
//! Every effect but [`Effect::Wake`], [`Effect::Tell`], [`Effect::StopDownload`], [`Effect::Screen`],
//! [`Effect::Switch`] and [`Effect::Quit`] is answered by exactly one message, success or not.

use super::copy::Copying;
use super::files::{File, Purpose};
use crate::domain::board::Tick;
use crate::domain::comment::NewComment;
use crate::domain::draft::Draft;
use crate::domain::entry::EntryId;
use crate::domain::event::Inquiry;
use crate::domain::id::{ObjectId, OrganizationId, TaskId};
use crate::domain::patch::Patch;
use crate::domain::people::Me;
use crate::domain::query::Query;
use crate::domain::related::Key;
use crate::domain::write::Write;
use crate::domain::zone::Timestamp;

/// Something to be done in the outside world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Open the store of this person and organisation and read it, in portions.
    Open(Box<Me>),
    /// Write all of this in one transaction.
    Save(Vec<Write>),
    /// Ask who we are.
    Meet,
    /// Ask who else there is.
    People(OrganizationId),
    /// Ask who works together.
    Groups,
    /// Ask who can be reached just now.
    Availability(OrganizationId),
    /// Ask for tasks.
    List {
        /// Why.
        fetch: Fetch,
        /// The tick it is asked at.
        asked: Tick,
        /// Which.
        query: Box<Query>,
    },
    /// Ask for what stands behind tasks: one thing, or several of one sort.
    Relate(Vec<Key>),
    /// Mark the entries as tried on disk, then send the one patch they share.
    Send {
        /// The entries and their tasks; more than one go as one bulk request.
        entries: Vec<(EntryId, TaskId)>,
        /// What to change on each.
        patch: Patch,
    },
    /// Ask the event log.
    Recall(Inquiry),
    /// Mark the entry as tried on disk, then make this task.
    Create {
        /// The entry.
        entry: EntryId,
        /// What to make.
        draft: Box<Draft>,
    },
    /// Mark the entry as tried on disk, then delete this task for good.
    Delete {
        /// The entry.
        entry: EntryId,
        /// Which.
        task: TaskId,
    },
    /// Mark the entry as tried on disk, then write this comment.
    Comment {
        /// The entry.
        entry: EntryId,
        /// What to write.
        comment: Box<NewComment>,
    },
    /// Mark the entry as tried on disk, then take this comment away.
    Uncomment {
        /// The entry.
        entry: EntryId,
        /// Which.
        comment: Box<NewComment>,
    },
    /// Ask for the comments where one was sent to be written without a clear answer.
    LookForComment {
        /// The entry.
        entry: EntryId,
        /// On what.
        on: ObjectId,
    },
    /// Give the terminal to the user's own editor with this text, and take it again.
    Edit(String),
    /// Hand a text to another program that keeps what is copied.
    Copy(Copying),
    /// Show this address in the browser.
    Browse(String),
    /// Fetch a file, then show it or keep it.
    Download(Box<File>, Purpose),
    /// Stop fetching; the answer to that says so.
    StopDownload,
    /// Send a message at this time. A second order for the same timer replaces the first.
    Wake {
        /// What for.
        timer: Timer,
        /// When.
        at: Timestamp,
    },
    /// Tell the user, wherever they are, that something has come in: a sentence each.
    Tell(Vec<String>),
    /// Something with the terminal.
    Screen(Screen),
    /// Find what lets us in as this account, and hold it.
    Enter(String),
    /// End this session and go on as this account, for which that was found.
    Switch(String),
    /// End the program.
    Quit,
}

/// Something with the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Draw everything again, whatever is thought to be there.
    Redraw,
    /// Give the terminal back and stop until the shell continues us.
    Suspend,
    /// Ask the terminal to keep this text as what was copied.
    Copy(String),
    /// Have the mouse reported, or no longer.
    Mouse(bool),
}

/// What to be woken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Timer {
    /// A new day in the user's zone.
    Midnight,
    /// Something of later today is due.
    Later,
    /// The time to look at what changed in Close, or to try again.
    Sync,
    /// A notice has been read by now.
    Notice,
    /// Trying a failing store again.
    Disk,
    /// The cursor has rested on a row.
    Rest,
    /// What somebody else did has been read by now.
    Ghost,
    /// Another minute of working through tasks is over.
    Minute,
}

/// Why tasks are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetch {
    /// One page of all open tasks.
    Sweep,
    /// What changed since the last look.
    Delta,
    /// One page of finished tasks.
    Archive,
    /// Exactly these, to be sure.
    Ids(Vec<TaskId>),
    /// One page of what was ordered without a screen.
    Listing,
    /// What was made lately for the lead of a task whose making was not answered.
    Made(EntryId),
}

impl Effect {
    /// Whether the loop of a session does it itself, as it is about the terminal or the end.
    pub const fn is_of_the_loop(&self) -> bool {
        matches!(self, Self::Screen(_) | Self::Tell(_) | Self::Edit(_) | Self::Switch(_) | Self::Quit)
    }

    /// Its name, for the log; what it carries may hold a customer's words.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::Save(_) => "save",
            Self::Meet => "meet",
            Self::People(_) => "people",
            Self::Groups => "groups",
            Self::Availability(_) => "availability",
            Self::List { .. } => "list",
            Self::Relate(_) => "relate",
            Self::Send { .. } => "send",
            Self::Recall(_) => "recall",
            Self::Create { .. } => "create",
            Self::Delete { .. } => "delete",
            Self::Comment { .. } => "comment",
            Self::Uncomment { .. } => "uncomment",
            Self::LookForComment { .. } => "look for comment",
            Self::Edit(_) => "edit",
            Self::Copy(_) => "copy",
            Self::Browse(_) => "browse",
            Self::Download(..) => "download",
            Self::StopDownload => "stop download",
            Self::Wake { .. } => "wake",
            Self::Tell(_) => "tell",
            Self::Screen(_) => "screen",
            Self::Enter(_) => "enter",
            Self::Switch(_) => "switch",
            Self::Quit => "quit",
        }
    }
}
