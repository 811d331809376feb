//! Comments: what others wrote beside a task, and one of ours that is still to be written.
//!
//! Close has no key against writing something twice, so one of ours can tell whether a comment is the one it
//! became. Words count as the same however they are broken into lines: Close keeps them as a page.

use super::entry::EntryId;
use super::id::{CommentId, ObjectId, Text, UserId};
use super::zone::Timestamp;

/// What somebody wrote beside a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Which one.
    pub id: CommentId,
    /// Who.
    pub by: Option<UserId>,
    /// When.
    pub at: Option<Timestamp>,
    /// What.
    pub text: Text,
}

/// A comment of ours that is still to be written, or to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComment {
    /// Which one; a placeholder until Close has given it an id.
    pub id: CommentId,
    /// What it is written on; a placeholder where that is a task still to be made.
    pub on: ObjectId,
    /// What it says.
    pub text: Text,
    /// Comments of ours there that say the same but are known not to be this one.
    pub others: Vec<CommentId>,
}

impl NewComment {
    /// One that says this.
    pub fn new(on: ObjectId, text: impl Into<Text>) -> Self {
        Self { id: CommentId::new(""), on, text: text.into(), others: Vec::new() }
    }

    /// The id it has until Close gives it one.
    pub fn placeholder(entry: EntryId) -> CommentId {
        CommentId::new(format!("new_{}", entry.0))
    }

    /// Whether this text is the same but for how it is broken into lines.
    pub fn says(&self, text: &str) -> bool {
        self.text.split_whitespace().eq(text.split_whitespace())
    }

    /// Whether a comment on the same thing, written by this person since then, may be the one this became.
    pub fn became(&self, comment: &Comment, by: &UserId, since: Timestamp) -> bool {
        self.says(&comment.text)
            && comment.by.as_ref().is_none_or(|writer| writer == by)
            && comment.at.is_none_or(|at| at >= since)
            && !self.others.contains(&comment.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> NewComment {
        let others = vec![CommentId::new("comm_9")];
        NewComment { others, ..NewComment::new(ObjectId::new("task_1"), "Careful:\nthey were promised 12 %") }
    }

    fn theirs() -> Comment {
        Comment {
            id: CommentId::new("comm_1"),
            by: Some(UserId::new("user_1")),
            at: Some(Timestamp::default()),
            text: "Careful:\n\nthey were promised  12 %".into(),
        }
    }

    fn became(comment: &Comment) -> bool {
        ours().became(comment, &UserId::new("user_1"), Timestamp::default())
    }

    #[test]
    fn it_knows_what_it_became_however_close_breaks_the_lines() {
        assert!(became(&theirs()));
        assert!(became(&Comment { by: None, at: None, ..theirs() }));
    }

    #[test]
    fn whatever_differs_is_another_comment() {
        let earlier = Some(Timestamp::default() - chrono::TimeDelta::seconds(1));
        let others = [
            Comment { text: "Careful".into(), ..theirs() },
            Comment { by: Some(UserId::new("user_2")), ..theirs() },
            Comment { at: earlier, ..theirs() },
            Comment { id: CommentId::new("comm_9"), ..theirs() },
        ];
        assert!(others.iter().all(|comment| !became(comment)));
    }
}
