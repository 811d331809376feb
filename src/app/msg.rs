//! What can happen, in the past tense.

use super::chord::Chord;
use super::copy::Copying;
use super::effect::{Fetch, Timer};
use super::errand::Errand;
use super::files::{Got, Lost};
use super::layout::Size;
use super::pointer::{Spot, Target};
use crate::domain::board::Tick;
use crate::domain::comment::Comment;
use crate::domain::endpoint::Pauses;
use crate::domain::entry::EntryId;
use crate::domain::event::{Events, Inquiry};
use crate::domain::failure::Failure;
use crate::domain::id::UserId;
use crate::domain::people::{Group, Me, Presence, User};
use crate::domain::related::{Key, Related};
use crate::domain::task::Task;
use crate::domain::write::Kept;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Pressed(Chord),
    /// More keys came at once than anybody types.
    Burst(Vec<Chord>),
    /// Text was pasted; never a command.
    Pasted(String),
    /// Something was clicked.
    Clicked {
        /// Where.
        spot: Spot,
        /// What was drawn there.
        target: Option<Target>,
    },
    /// The wheel was turned.
    Wheeled {
        /// Over what.
        target: Option<Target>,
        /// By how many notches, up when negative.
        notches: isize,
    },
    /// The terminal has another size.
    Resized(Size),
    /// The terminal is looked at, or not any more. Many terminals never say so.
    Focused(bool),
    /// The program was continued after being in the background.
    Resumed,
    /// A timer went off.
    Woke(Timer),
    /// The store was opened, or could not be.
    Opened(Result<Opened, String>),
    /// The store gave back some of what it held.
    Kept(Kept),
    /// A transaction was written, or not.
    Saved(Result<(), String>),
    /// Close said who we are.
    Met(Heard<Me>),
    /// Close said who else there is.
    Peopled(Heard<Vec<User>>),
    /// Close said who works together.
    Grouped(Heard<Vec<Group>>),
    /// Close said who can be reached just now.
    Available(Heard<Vec<(UserId, Presence)>>),
    /// Close sent tasks.
    Listed {
        /// Why they were asked for.
        fetch: Fetch,
        /// The tick they were asked at.
        asked: Tick,
        /// What came.
        heard: Heard<Portion>,
    },
    /// Close told what stands behind tasks.
    Related {
        /// What was asked for.
        keys: Vec<Key>,
        /// What came.
        heard: Heard<Vec<(Key, Related)>>,
    },
    /// Close answered changes.
    Answered {
        /// An answer for each entry that was sent.
        answers: Vec<(EntryId, Result<Task, Failure>)>,
        /// What Close wants us to hold back with.
        pauses: Pauses,
    },
    /// Close answered a comment of ours.
    Commented {
        /// The entry that was sent.
        entry: EntryId,
        /// The comment as it is now; nothing once it was taken away.
        heard: Heard<Option<Comment>>,
    },
    /// Close told which comments there are, where one of ours was not answered clearly.
    CommentsSeen {
        /// The entry.
        entry: EntryId,
        /// What came.
        heard: Heard<Vec<Comment>>,
    },
    /// The event log was asked.
    Recalled {
        /// What for.
        inquiry: Inquiry,
        /// What it said.
        heard: Heard<Events>,
    },
    /// The user's own editor gave a text back, or could not be run.
    Edited(Result<String, String>),
    /// Something was ordered without a screen.
    Ordered(Errand),
    /// Another program took a text, or did not; why, in a sentence.
    Copied(Copying, Result<(), String>),
    /// The browser was asked to show this address, or could not be; why, in a sentence.
    Browsed(String, Result<(), String>),
    /// More of a file has come: so many bytes of so many, where that is known.
    Arrived(u64, Option<u64>),
    /// A file is here, or will not be.
    Downloaded(Result<Got, Lost>),
    /// What lets us in as this account was found, or why it was not, in a sentence. Whoever found it keeps it.
    Entered(String, Result<(), String>),
    /// The system asks the program to end.
    Stopped,
}

/// An answer, with what Close wants us to hold back with.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard<T> {
    /// What it said.
    pub result: Result<T, Failure>,
    /// What to hold back with.
    pub pauses: Pauses,
}

/// Some tasks of a longer list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Portion {
    /// The tasks.
    pub tasks: Vec<Task>,
    /// Whether more follow.
    pub has_more: bool,
    /// What could not be read, in sentences.
    pub unreadable: Vec<String>,
    /// Each task in Close's own words, where whole tasks were asked for.
    pub objects: Vec<Box<str>>,
}

/// How the store was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Another copy of the program has it.
    pub is_taken: bool,
    /// Something the user should know, such as that a damaged file was put aside.
    pub remark: Option<String>,
}
