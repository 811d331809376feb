//! One change on its way to Close.
//!
//! An entry is written to disk before anything is sent for it, and leaves only with a clear answer. The list
//! of all entries, oldest first, is the log; on disk it is the outbox.

use chrono::TimeDelta;

use super::comment::NewComment;
use super::draft::Draft;
use super::endpoint::Endpoint;
use super::id::TaskId;
use super::patch::Patch;
use super::zone::Timestamp;

/// Which entry; later ones are larger, also across restarts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u64);

/// Which batch: the changes one key press made, undone as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(pub u64);

/// What is done about one task, not yet confirmed by the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which one.
    pub id: EntryId,
    /// What it was made together with.
    pub batch: BatchId,
    /// The task it is about; a placeholder until Close has given a new task its id.
    pub task: TaskId,
    /// What becomes of the task as a whole.
    pub work: Work,
    /// The new values; none where the task is made or deleted.
    pub patch: Patch,
    /// The values they replace.
    pub before: Patch,
    /// When the key was pressed.
    pub made: Timestamp,
    /// Whether it is on the wire now.
    pub sending: bool,
    /// Whether it ever was; never goes back.
    pub tried: bool,
}

/// What becomes of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Work {
    /// It stays, with other values.
    #[default]
    Change,
    /// It comes into being. The one request that is not safe to repeat.
    Create(Box<Draft>),
    /// It goes, for good.
    Delete,
    /// It stays as it is, and a comment is written. Not safe to repeat either.
    Comment(Box<NewComment>),
    /// It stays as it is, and a comment of ours is taken away.
    Uncomment(Box<NewComment>),
}

impl Work {
    /// The group of requests it is sent in.
    pub fn endpoint(&self) -> Endpoint {
        match self {
            Self::Change => Endpoint::Changes,
            Self::Create(_) => Endpoint::Creations,
            Self::Delete => Endpoint::Deletions,
            Self::Comment(_) => Endpoint::NewComments,
            Self::Uncomment(_) => Endpoint::CommentRemovals,
        }
    }
}

impl Entry {
    /// How long a deletion waits before it is sent, so that it can still be taken back.
    pub const GRACE: TimeDelta = TimeDelta::seconds(8);

    /// What is to be made, where this makes a task.
    pub fn draft(&self) -> Option<&Draft> {
        match &self.work {
            Work::Create(draft) => Some(draft),
            _ => None,
        }
    }

    /// What is to be written, where this writes a comment.
    pub fn comment(&self) -> Option<&NewComment> {
        match &self.work {
            Work::Comment(comment) => Some(comment),
            _ => None,
        }
    }

    /// Whether sending it twice would do it twice.
    pub fn is_only_once(&self) -> bool {
        matches!(self.work, Work::Create(_) | Work::Comment(_))
    }

    /// When it may be sent at the earliest: a deletion has its time of grace, everything else goes at once.
    pub fn earliest(&self) -> Timestamp {
        if self.work == Work::Delete { self.made + Self::GRACE } else { self.made }
    }

    /// Whether its time of grace is over. A clock that went back does not stop anything but deletions.
    pub fn is_ripe(&self, at: Timestamp) -> bool {
        self.work != Work::Delete || self.earliest() <= at
    }
}
