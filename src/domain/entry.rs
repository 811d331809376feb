//! One change on its way to Close.
//!
//! An entry is written to disk before anything is sent for it, and leaves only with a clear answer. The list
//! of all entries, oldest first, is the log; on disk it is the outbox.

use super::id::TaskId;
use super::patch::Patch;
use super::zone::Timestamp;

/// Which entry; later ones are larger, also across restarts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u64);

/// Which batch: the changes one key press made, undone as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(pub u64);

/// One patch on one task, not yet confirmed by the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which one.
    pub id: EntryId,
    /// What it was made together with.
    pub batch: BatchId,
    /// The task it changes.
    pub task: TaskId,
    /// The new values.
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
