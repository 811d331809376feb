//! What is to be kept on disk, and what comes back from it.
//!
//! The app orders writes as values; the store turns each list of them into one transaction. What a store
//! holds is exactly a board's truth and log, the refused changes, who we are,
//! what stands behind some of the tasks, and what is counted.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::arrangement::Arrangement;
use super::counted::{Counted, Day, Delay};
use super::entry::{BatchId, Entry, EntryId};
use super::id::{TaskId, Text};
use super::people::{Me, User};
use super::related::{Key, Related};
use super::step::KeptStep;
use super::tab::Tab;
use super::task::Task;
use super::view::View;
use super::whose::Whose;
use super::zone::Timestamp;

/// One thing to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// A new entry of the log, or one put back from the refused ones.
    Append(Entry),
    /// These entries are about to go on the wire; written before they do.
    Tried(Vec<EntryId>),
    /// An entry whose memory of what it replaced has changed.
    Rewrite(Entry),
    /// An entry leaves the log: taken back before it was ever sent.
    Drop(EntryId),
    /// An entry leaves the log because the server accepted it; its answer becomes the truth.
    Settle(EntryId, Box<Task>),
    /// An entry leaves the log because the server refused it, and waits for the user.
    Refuse(Box<Problem>),
    /// The user dealt with a refused change.
    Forgive(EntryId),
    /// Tasks as the server told us.
    Learn(Vec<Task>),
    /// Tasks that are gone.
    Forget(Vec<TaskId>),
    /// Everybody in the organisation.
    People(Vec<User>),
    /// Who we are.
    Me(Box<Me>),
    /// What stands behind a task.
    Shelve(Box<Shelved>),
    /// Every change of before this instant has been seen.
    Synced(Timestamp),
    /// Close was looked at, and nothing is behind what it said then.
    Looked(Timestamp),
    /// These tasks were listed, beginning then, and are as they were sent.
    Listed(Listed),
    /// Whose tasks are shown.
    Whose(Box<Whose>),
    /// How a tab is put in order.
    Arranged(Tab, Arrangement),
    /// A view was saved; it takes the place of one of the same name.
    View(Box<View>),
    /// The view of this name is no more.
    DropView(Text),
    /// What was chosen by its name, the last first.
    Recent(Vec<Text>),
    /// The user was told this, and need not be told again.
    Told(Told),
    /// A step that can be taken back or done again, as it is now.
    Step(Box<KeptStep>),
    /// A step that cannot be taken back any more.
    DropStep(BatchId),
    /// One change of a step that cannot be taken back any more.
    DropChange(EntryId),
    /// How often a task was put off.
    Delayed(TaskId, Delay),
    /// What was done on a day.
    Counted(NaiveDate, Day),
}

/// What the user is told once, the first time it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// What marking mail done does to the mailbox.
    Mail,
    /// What marking a reminder of a deal done does not do to the deal.
    Deal,
}

impl Told {
    /// All there is.
    pub const ALL: [Self; 2] = [Self::Mail, Self::Deal];
}

/// Tasks that were listed, and when that began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Nothing known of them is older.
    pub at: Timestamp,
    /// Which.
    pub tasks: Vec<TaskId>,
}

/// What stands behind a task, and when it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelved {
    /// What it was asked for by.
    pub key: Key,
    /// What came.
    pub related: Related,
    /// When.
    pub came: Timestamp,
}

/// A change the server refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The change, no longer in the log.
    pub entry: Entry,
    /// What the task was about, for when it is gone.
    pub subject: Text,
    /// Why, in a sentence.
    pub why: Text,
}

/// What a store gives back when it is opened: first the head, then the tasks in portions.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// Everything but the tasks.
    Head(Box<Head>),
    /// Some of the tasks, those of the inbox first.
    Tasks {
        /// The portion.
        tasks: Vec<Box<Task>>,
        /// Whether it is the last one.
        is_last: bool,
    },
    /// What stands behind tasks, the latest first; before the last of the tasks.
    Shelved(Vec<Shelved>),
}

/// Everything a store holds except tasks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Who we were when it was written.
    pub me: Option<Me>,
    /// Everybody in the organisation.
    pub people: Vec<User>,
    /// The log, oldest first.
    pub log: Vec<Entry>,
    /// The refused changes, oldest first.
    pub problems: Vec<Problem>,
    /// Every change of before this instant has been seen.
    pub synced: Option<Timestamp>,
    /// When Close was last looked at.
    pub looked: Option<Timestamp>,
    /// What was listed last, for whoever changes it next.
    pub listed: Option<Listed>,
    /// Whose tasks were shown.
    pub whose: Whose,
    /// How the user put tabs in order.
    pub arranged: Vec<(Tab, Arrangement)>,
    /// The views that were saved.
    pub views: Vec<View>,
    /// What was chosen by its name, the last first.
    pub recent: Vec<Text>,
    /// What the user was told once.
    pub told: BTreeSet<Told>,
    /// What was counted.
    pub counted: Counted,
    /// What can be taken back or done again, the lowest first.
    pub steps: Vec<KeptStep>,
}
