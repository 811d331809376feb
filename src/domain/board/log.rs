//! The log's half of the board: changes are added, sent, answered, refused.
//!
//! Whatever happens to an entry, the task it is about is laid out again at once. What lists bring is in the
//! front page; how an entry gets to Close is not known here.

use super::Board;
use crate::domain::comment::NewComment;
use crate::domain::draft::Draft;
use crate::domain::entry::{BatchId, Entry, EntryId, Work};
use crate::domain::id::{CommentId, ObjectId, TaskId};
use crate::domain::patch::Patch;
use crate::domain::task::Task;
use crate::domain::zone::Timestamp;

impl Board {
    /// Adds a change to a task that is shown; it remembers what it replaces.
    pub fn push(&mut self, made: Timestamp, batch: BatchId, task: &TaskId, patch: Patch) -> Option<&Entry> {
        let before = patch.before(self.shown(task)?);
        self.append(Entry { batch, task: task.clone(), patch, before, made, ..self.blank() })
    }

    /// Adds a task that is still to be made; it shows at once, under a placeholder id.
    pub fn create(&mut self, made: Timestamp, batch: BatchId, draft: Draft) -> Option<&Entry> {
        let blank = self.blank();
        let task = Draft::placeholder(blank.id);
        self.append(Entry { batch, task, work: Work::Create(Box::new(draft)), made, ..blank })
    }

    /// Adds the deletion of a task that is shown; it is hidden at once.
    pub fn delete(&mut self, made: Timestamp, batch: BatchId, task: &TaskId) -> Option<&Entry> {
        self.shown(task)?;
        self.append(Entry { batch, task: task.clone(), work: Work::Delete, made, ..self.blank() })
    }

    /// Adds a comment on a task that is shown; it has a placeholder for its id.
    pub fn comment(
        &mut self,
        made: Timestamp,
        batch: BatchId,
        task: &TaskId,
        comment: NewComment,
    ) -> Option<&Entry> {
        self.shown(task)?;
        let blank = self.blank();
        let comment = NewComment { id: NewComment::placeholder(blank.id), ..comment };
        self.append(Entry {
            batch,
            task: task.clone(),
            work: Work::Comment(Box::new(comment)),
            made,
            ..blank
        })
    }

    /// Adds that a comment of ours is to be taken away.
    pub fn uncomment(
        &mut self,
        made: Timestamp,
        batch: BatchId,
        task: &TaskId,
        comment: NewComment,
    ) -> Option<&Entry> {
        self.shown(task)?;
        let work = Work::Uncomment(Box::new(comment));
        self.append(Entry { batch, task: task.clone(), work, made, ..self.blank() })
    }

    fn blank(&self) -> Entry {
        Entry {
            id: EntryId(self.last.0 + 1),
            batch: BatchId::default(),
            task: TaskId::new(""),
            work: Work::Change,
            patch: Patch::default(),
            before: Patch::default(),
            made: Timestamp::default(),
            sending: false,
            tried: false,
        }
    }

    fn append(&mut self, entry: Entry) -> Option<&Entry> {
        let id = entry.id;
        self.restore(entry);
        self.log.get(&id)
    }

    /// Puts back an entry that was on disk; nothing of it is on the wire any more.
    pub fn restore(&mut self, entry: Entry) {
        let (id, task) = (entry.id, entry.task.clone());
        self.last = self.last.max(id);
        self.log.insert(id, Entry { sending: false, ..entry });
        let lane = self.lanes.entry(task.clone()).or_default();
        lane.entries.push(id);
        lane.entries.sort_unstable();
        self.overlay(&task);
    }

    /// Numbers new entries above one that has left the log, but that the history or the disk still know.
    pub fn number_after(&mut self, last: EntryId) {
        self.last = self.last.max(last);
    }

    /// Entries that may go out now. Rule 5: one request at a time for each task, oldest first.
    pub fn ready(&self) -> impl Iterator<Item = &Entry> {
        self.log.values().filter(|entry| !entry.sending && self.is_first(entry))
    }

    fn is_first(&self, entry: &Entry) -> bool {
        self.lanes.get(&entry.task).and_then(|lane| lane.entries.first()) == Some(&entry.id)
    }

    /// An entry goes on the wire.
    pub fn sending(&mut self, id: EntryId) {
        if let Some(entry) = self.log.get_mut(&id) {
            (entry.sending, entry.tried) = (true, true);
        }
    }

    /// No clear answer: try again later.
    pub fn retry(&mut self, id: EntryId) {
        if let Some(entry) = self.log.get_mut(&id) {
            entry.sending = false;
        }
    }

    /// The server accepted the change and returned the task. Rule 8: its answer replaces ours. Where it made
    /// the task, whatever waits on the placeholder goes to the task it became.
    pub fn settled(&mut self, id: EntryId, mut task: Task) -> Option<Entry> {
        let as_of = self.ask();
        let entry = self.take(id)?;
        let real = task.id.clone();
        self.date(&entry, &mut task);
        self.truth.put(task, as_of);
        if entry.task != real {
            self.rename(&entry.task, &real);
        }
        self.overlay(&real);
        Some(entry)
    }

    // When the task was done is for us to know: what we did we did when the key was pressed.
    fn date(&self, entry: &Entry, task: &mut Task) {
        match (self.truth(&task.id), entry.patch.finished) {
            (_, Some(finished)) if task.is_complete => task.finished = Some(Box::new(finished)),
            (Some(known), _) => task.stays_finished(known),
            _ => {}
        }
    }

    /// The server took something that leaves the task as it is.
    pub fn fulfilled(&mut self, id: EntryId) -> Option<Entry> {
        let entry = self.take(id)?;
        self.overlay(&entry.task);
        Some(entry)
    }

    /// A comment has its real id now, also for what is still to be done to it; returns the entries that is.
    pub fn name_comment(&mut self, placeholder: &CommentId, real: &CommentId) -> Vec<EntryId> {
        let mut named = Vec::new();
        for entry in self.log.values_mut() {
            if let Work::Uncomment(comment) = &mut entry.work
                && comment.id == *placeholder
            {
                comment.id = real.clone();
                named.push(entry.id);
            }
        }
        named
    }

    fn rename(&mut self, placeholder: &TaskId, real: &TaskId) {
        let Some(waiting) = self.lanes.remove(placeholder) else { return };
        for id in &waiting.entries {
            if let Some(entry) = self.log.get_mut(id) {
                entry.task = real.clone();
                move_comment(&mut entry.work, placeholder, real);
            }
        }
        let lane = self.lanes.entry(real.clone()).or_default();
        lane.entries.extend(waiting.entries);
        lane.entries.sort_unstable();
    }

    /// Corrects what is to be made, where that still waits.
    pub fn redraft(&mut self, id: EntryId, draft: Draft) {
        if let Some(entry) = self.log.get_mut(&id).filter(|entry| entry.draft().is_some()) {
            entry.work = Work::Create(Box::new(draft));
        }
    }

    /// Corrects what is to be written, where that still waits.
    pub fn rewrite_comment(&mut self, id: EntryId, comment: NewComment) {
        if let Some(entry) = self.log.get_mut(&id).filter(|entry| entry.comment().is_some()) {
            entry.work = Work::Comment(Box::new(comment));
        }
    }

    /// Removes a change that never took hold. Rule 7: the next change of the same field on that task inherits
    /// what it replaced. Returns the entry and the entries whose memory changed.
    pub fn splice(&mut self, id: EntryId) -> Option<(Entry, Vec<EntryId>)> {
        let gone = self.take(id)?;
        let mut left = gone.before.clone();
        let mut heirs = Vec::new();
        let later = self.lanes.get(&gone.task).map(|lane| lane.entries.clone()).unwrap_or_default();
        for heir in later.into_iter().filter(|heir| *heir > id) {
            let Some(entry) = self.log.get_mut(&heir) else { continue };
            let rest = entry.before.inherit(left.clone());
            if rest != left {
                heirs.push(heir);
            }
            left = rest;
        }
        self.overlay(&gone.task);
        Some((gone, heirs))
    }

    fn take(&mut self, id: EntryId) -> Option<Entry> {
        let entry = self.log.remove(&id)?;
        if let Some(lane) = self.lanes.get_mut(&entry.task) {
            lane.entries.retain(|other| *other != id);
        }
        Some(entry)
    }

    /// Forgets a task that is gone, and returns the changes that waited on it.
    pub fn remove(&mut self, id: &TaskId) -> Vec<Entry> {
        let as_of = self.ask();
        self.truth.remove(id);
        self.gone.insert(id.clone(), as_of);
        let lane = self.lanes.remove(id).unwrap_or_default();
        lane.entries.iter().filter_map(|entry| self.log.remove(entry)).collect()
    }

    /// Lays the waiting changes over the truth again, for one task.
    pub(super) fn overlay(&mut self, id: &TaskId) {
        let Some(lane) = self.lanes.get_mut(id) else { return };
        if lane.entries.is_empty() {
            self.lanes.remove(id);
            return;
        }
        let truth = self.truth.get(id).map(|known| (*known.task).clone());
        let entries = lane.entries.iter().filter_map(|entry| self.log.get(entry));
        lane.shown = entries.fold(truth, lay);
    }
}

// What was written on a task still to be made is written on the task it became.
fn move_comment(work: &mut Work, placeholder: &TaskId, real: &TaskId) {
    if let Work::Comment(comment) | Work::Uncomment(comment) = work
        && comment.on.as_str() == placeholder.as_str()
    {
        comment.on = ObjectId::new(real.text().clone());
    }
}

// What is shown of a task after one more entry.
fn lay(task: Option<Task>, entry: &Entry) -> Option<Task> {
    match &entry.work {
        Work::Create(draft) => Some(draft.task(&entry.task, entry.made)),
        Work::Delete => None,
        Work::Comment(_) | Work::Uncomment(_) => task,
        Work::Change => task.map(|mut task| {
            entry.patch.apply(&mut task);
            task
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::board::{Scope, Tick};
    use crate::domain::id::{LeadId, Named};

    fn draft() -> Draft {
        Draft {
            is_call: false,
            lead: Named::new(LeadId::new("lead_1"), "Blue Anchor Bakery"),
            contact: None,
            text: "Call Ada".into(),
            due: None,
            assignee: None,
            priority: None,
            others: Vec::new(),
        }
    }

    fn begun() -> (Board, EntryId, TaskId) {
        let mut board = Board::default();
        let entry = board.create(Timestamp::default(), BatchId(1), draft()).unwrap();
        let (id, task) = (entry.id, entry.task.clone());
        (board, id, task)
    }

    fn push(board: &mut Board, task: &TaskId) -> EntryId {
        board.push(Timestamp::default(), BatchId(2), task, Patch::complete(true)).unwrap().id
    }

    #[test]
    fn a_new_task_shows_before_close_has_it() {
        let (board, _, placeholder) = begun();
        assert_eq!(board.shown(&placeholder).unwrap().subject(), "Call Ada");
        assert_eq!(board.ids().collect::<Vec<_>>(), [&placeholder]);
        assert_eq!(board.len(), 0);
    }

    #[test]
    fn nothing_is_sent_for_a_placeholder_before_the_task_is_made() {
        let (mut board, create, placeholder) = begun();
        push(&mut board, &placeholder);
        assert_eq!(board.ready().map(|entry| entry.id).collect::<Vec<_>>(), [create]);
    }

    #[test]
    fn what_waits_on_a_placeholder_goes_to_the_task_it_became() {
        let (mut board, create, placeholder) = begun();
        let later = push(&mut board, &placeholder);
        let real = TaskId::new("task_1");
        // A list was quicker than the answer, and the user changed that row too.
        board.absorb(Tick(9), &Scope::Page, vec![Task::new("task_1", "Call Ada")]);
        let other = push(&mut board, &real);
        board.sending(create);
        board.settled(create, Task::new("task_1", "Call Ada"));
        assert_eq!(board.entries_of(&real).map(|entry| entry.id).collect::<Vec<_>>(), [later, other]);
        assert!(board.shown(&placeholder).is_none() && board.shown(&real).unwrap().is_complete);
        assert_eq!(board.ids().collect::<Vec<_>>(), [&real]);
    }

    #[test]
    fn a_deleted_task_is_hidden_until_that_is_taken_back() {
        let (mut board, id) = (Board::default(), TaskId::new("task_1"));
        board.absorb(Tick(0), &Scope::Open, vec![Task::new("task_1", "Call Ada")]);
        let entry = board.delete(Timestamp::default(), BatchId(1), &id).unwrap().id;
        assert!(board.shown(&id).is_none() && board.truth(&id).is_some());
        assert!(board.delete(Timestamp::default(), BatchId(1), &id).is_none(), "it is deleted already");
        assert!(board.push(Timestamp::default(), BatchId(1), &id, Patch::complete(true)).is_none());
        board.splice(entry);
        assert!(board.shown(&id).is_some());
    }

    #[test]
    fn a_comment_leaves_the_task_as_it_is_and_waits_for_its_turn() {
        let (mut board, id) = (Board::default(), TaskId::new("task_1"));
        let on = || NewComment::new(ObjectId::new("task_1"), "Careful");
        assert!(
            board.comment(Timestamp::default(), BatchId(1), &id, on()).is_none(),
            "nobody knows the task"
        );
        board.absorb(Tick(0), &Scope::Open, vec![Task::new("task_1", "Call Ada")]);
        let change = push(&mut board, &id);
        let comment = board.comment(Timestamp::default(), BatchId(1), &id, on()).unwrap().id;
        assert_eq!(board.ready().map(|entry| entry.id).collect::<Vec<_>>(), [change]);
        board.splice(change);
        let shown = board.shown(&id).unwrap().clone();
        assert_eq!((shown, board.fulfilled(comment).is_some()), (Task::new("task_1", "Call Ada"), true));
        assert_eq!(board.waiting(), 0);
    }

    #[test]
    fn a_comment_on_a_task_still_to_be_made_goes_to_the_task_it_became() {
        let (mut board, create, placeholder) = begun();
        let comment = NewComment::new(ObjectId::new(placeholder.text().clone()), "Careful");
        let written = board.comment(Timestamp::default(), BatchId(2), &placeholder, comment).unwrap().clone();
        let ours = written.comment().unwrap().clone();
        let gone = board.uncomment(Timestamp::default(), BatchId(3), &placeholder, ours.clone()).unwrap().id;
        board.settled(create, Task::new("task_1", "Call Ada"));
        assert_eq!(board.entry(written.id).unwrap().comment().unwrap().on, ObjectId::new("task_1"));
        let real = CommentId::new("comm_1");
        assert_eq!(board.name_comment(&ours.id, &real), [gone]);
        assert!(matches!(&board.entry(gone).unwrap().work, Work::Uncomment(it) if it.id == real));
    }

    #[test]
    fn a_draft_taken_back_leaves_nothing() {
        let (mut board, create, placeholder) = begun();
        board.splice(create);
        assert!(board.shown(&placeholder).is_none() && board.ids().next().is_none());
    }
}
