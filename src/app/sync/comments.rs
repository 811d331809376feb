//! What Close said to our comments, and looking for one whose writing was not answered clearly.

use chrono::TimeDelta;

use super::{Identity, Rank, answers};
use crate::app::comments;
use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Heard;
use crate::domain::comment::{Comment, NewComment};
use crate::domain::endpoint::Endpoint;
use crate::domain::entry::{Entry, EntryId, Work};
use crate::domain::failure::Failure;
use crate::domain::id::{CommentId, ObjectId};
use crate::domain::related::{Key, Related};
use crate::domain::write::{Shelved, Write};
use crate::domain::zone::Timestamp;

/// Our clock and that of Close differ.
const SKEW: TimeDelta = TimeDelta::minutes(10);

const NOTHING_THERE: &str = "what it is about is gone, or not for you to see";

/// Asks for the comments where one was sent to be written without a clear answer.
pub(super) fn look(model: &mut Model, at: Timestamp) -> Option<Effect> {
    let sync = &model.sync;
    // Not at once: what was written just now may be missing from a list.
    let is_time = sync.holds.lets(Endpoint::NewComments, at);
    let is_free = !sync.is_looking && is_time && sync.lets(Endpoint::Comments, Rank::Change, at);
    let mut open = model.board.ready().filter(|_| is_free).filter(|entry| sync.doubts(entry.id));
    let (entry, on) = open.find_map(|entry| Some((entry.id, entry.comment()?.on.clone())))?;
    model.sync.is_looking = true;
    model.sync.in_flight += 1;
    Some(Effect::LookForComment { entry, on })
}

/// Close answered a comment of ours, or did not.
pub fn on_commented(model: &mut Model, at: Timestamp, id: EntryId, heard: Heard<Option<Comment>>) {
    model.sync.in_flight -= 1;
    model.sync.holds.pause(at, &heard.pauses);
    let Some(entry) = model.board.entry(id).cloned() else { return };
    answers::hold(model, at, entry.work.endpoint(), heard.result.as_ref().err());
    match (heard.result, &entry.work) {
        (Ok(Some(comment)), Work::Comment(ours)) => on_written(model, &entry, ours, comment),
        (Ok(_) | Err(Failure::Gone), Work::Uncomment(ours)) => on_taken_away(model, &entry, ours),
        (Err(Failure::Gone), _) => {
            // The task may be gone as well.
            model.sync.reading.suspect([entry.task.clone()]);
            on_refused(model, at, &entry, NOTHING_THERE);
        }
        (Err(Failure::Refused(why)), _) => on_refused(model, at, &entry, &why),
        (Err(failure), _) => answers::on_failed(model, at, &entry, failure),
        (Ok(_), _) => {}
    }
}

/// Close told which comments there are: ours is among them, or it is not and may be sent again.
pub fn on_seen(model: &mut Model, at: Timestamp, id: EntryId, heard: Heard<Vec<Comment>>) {
    model.sync.in_flight -= 1;
    model.sync.is_looking = false;
    model.sync.holds.pause(at, &heard.pauses);
    let Some(entry) = model.board.entry(id).cloned() else { return };
    let Some(ours) = entry.comment() else { return };
    match heard.result {
        Ok(found) => {
            model.sync.holds.on_success(Endpoint::Comments);
            on_found(model, &entry, ours, found);
        }
        Err(Failure::Login(why)) => model.sync.identity = Identity::Rejected(why),
        Err(failure) if failure.may_pass() => model.sync.holds.on_failure(Endpoint::Comments, at, &failure),
        // Sent again it might be there twice: that is for the user to decide.
        Err(Failure::Refused(why)) => {
            on_refused(model, at, &entry, &format!("whether it was written cannot be seen: {why}"));
        }
        Err(_) => on_refused(model, at, &entry, NOTHING_THERE),
    }
}

fn on_found(model: &mut Model, entry: &Entry, ours: &NewComment, found: Vec<Comment>) {
    if !model.sync.doubts.remove(&entry.id) {
        return;
    }
    let Some(me) = model.me.as_ref().map(|me| me.user.id.clone()) else { return };
    let written = found.into_iter().find(|comment| ours.became(comment, &me, entry.made - SKEW));
    match written {
        Some(comment) => on_written(model, entry, ours, comment),
        // It was taken back meanwhile: what was never written need not be written to be taken away.
        None if comments::is_going(model, &entry.task, &ours.id) => forget(model, entry, ours),
        None => {}
    }
}

fn on_written(model: &mut Model, entry: &Entry, ours: &NewComment, comment: Comment) {
    settle(model, entry);
    model.history.name_comment(&ours.id, &comment.id);
    let named = model.board.name_comment(&ours.id, &comment.id);
    let named: Vec<Entry> = named.into_iter().filter_map(|id| model.board.entry(id).cloned()).collect();
    model.disk.keep(named.into_iter().map(Write::Append));
    tell_apart(model, ours, &comment.id);
    let by = comment.by.or_else(|| model.me.as_ref().map(|me| me.user.id.clone()));
    let comment = Comment { by, at: comment.at.or(Some(model.today.now)), ..comment };
    change_shelf(model, &ours.on, |comments| {
        comments.retain(|known| known.id != comment.id);
        comments.push(comment);
    });
}

fn on_taken_away(model: &mut Model, entry: &Entry, ours: &NewComment) {
    settle(model, entry);
    change_shelf(model, &ours.on, |comments| comments.retain(|known| known.id != ours.id));
}

// The words are kept among the refused changes, unless they were to be taken back anyway.
fn on_refused(model: &mut Model, at: Timestamp, entry: &Entry, why: &str) {
    match entry.comment() {
        Some(ours) if comments::is_going(model, &entry.task, &ours.id) => forget(model, entry, ours),
        _ => answers::on_refused(model, at, entry, why),
    }
}

// Neither this comment is written nor anything taken away.
fn forget(model: &mut Model, entry: &Entry, ours: &NewComment) {
    let goes = |other: &&Entry| matches!(&other.work, Work::Uncomment(comment) if comment.id == ours.id);
    let going: Vec<Entry> = model.board.entries_of(&entry.task).filter(goes).cloned().collect();
    going.iter().chain([entry]).for_each(|entry| settle(model, entry));
}

fn settle(model: &mut Model, entry: &Entry) {
    model.board.fulfilled(entry.id);
    model.sync.forget(entry.id);
    model.disk.keep([Write::Drop(entry.id)]);
    model.lists.refresh(&model.board, &model.today, std::slice::from_ref(&entry.task));
}

// Comments that say the same as one just written must not be taken for it.
fn tell_apart(model: &mut Model, ours: &NewComment, written: &CommentId) {
    let alike = model.board.log().filter_map(|entry| Some((entry.id, entry.comment()?)));
    let alike = alike.filter(|(_, other)| other.on == ours.on && other.says(&ours.text));
    let alike: Vec<(EntryId, NewComment)> = alike.map(|(id, other)| (id, other.clone())).collect();
    for (id, mut other) in alike {
        other.others.push(written.clone());
        model.board.rewrite_comment(id, other);
        model.disk.keep(model.board.entry(id).cloned().map(Write::Append));
    }
}

// What is known of the comments changes at once, on the disk too.
fn change_shelf(model: &mut Model, on: &ObjectId, change: impl FnOnce(&mut Vec<Comment>)) {
    let key = Key::Comments(on.clone());
    let is_whole = model.shelf.found(&key).is_some();
    let mut comments = comments::known(model, on).to_vec();
    change(&mut comments);
    let related = Related::Comments(comments);
    model.shelf.correct(&key, related.clone());
    let shelved = Shelved { key, related, came: model.today.now };
    // Where the others have not come yet, the next start had better ask for them.
    model.disk.keep(is_whole.then(|| Write::Shelve(Box::new(shelved))));
}
