//! The one function that changes the model.
//!
//! One arm for each message, each a call. After every message the day is checked, the lists follow, and
//! whatever is to be kept, sent, fetched or waited for is ordered.

use super::effect::{Effect, Timer};
use super::errand::Errands;
use super::layout::Size;
use super::model::Model;
use super::msg::Msg;
use super::{
    accounts, browse, burst, copy, editor, errand, files, ghosts, keys, news, outbox, past, pointer, related,
    sprint, stats, sync, web,
};
use crate::domain::board::{Scope, Tick};
use crate::domain::tab::Today;
use crate::domain::task::Task;
use crate::domain::write::Kept;
use crate::domain::zone::Timestamp;

/// Takes in what happened, and says what is to be done about it.
pub fn update(model: &mut Model, at: Timestamp, msg: Msg) -> Vec<Effect> {
    let read = model.lists.current().selected().cloned();
    let is_key = matches!(msg, Msg::Pressed(_));
    model.scene.begin();
    let mut effects = roll(model, at);
    effects.extend(handle(model, at, msg));
    ghosts::follow(model, at);
    browse::follow(model, read.as_ref());
    outbox::follow(model);
    past::follow(model);
    sprint::follow(model, at);
    stats::page::follow(model);
    model.notices.follow(model.overlays.len(), !model.lists.current().is_empty());
    let steps = model.history.writes();
    model.disk.keep(steps);
    effects.extend(model.disk.order());
    effects.extend(related::follow(model, at).filter(|_| model.errands.is_none()));
    effects.extend(sync::next(model, at));
    effects.extend(notice_timer(model));
    effects.extend(later_timer(model));
    effects.extend(ghosts::timer(model));
    effects.extend(sprint::timer(model, at));
    effects.extend(news::tell(model, at));
    // Last, as nothing of this session counts after it.
    effects.extend(accounts::leave(model, at));
    model.scene.end(is_key && effects.iter().all(|effect| matches!(effect, Effect::Wake { .. })));
    effects
}

fn handle(model: &mut Model, at: Timestamp, msg: Msg) -> Vec<Effect> {
    if is_by_hand(&msg) {
        model.sync.look.on_key(at);
        news::look(model, at);
    }
    match msg {
        Msg::Pressed(chord) => return keys::on_key(model, at, chord),
        Msg::Burst(chords) => return burst::on_burst(model, at, chords),
        Msg::Clicked { spot, target } => return pointer::on_click(model, at, spot, target),
        Msg::Wheeled { target, notches } => return pointer::on_wheel(model, at, target.as_ref(), notches),
        Msg::Pasted(text) => keys::on_paste(model, at, &text),
        Msg::Resized(size) => on_resized(model, size),
        Msg::Focused(is_focused) => model.sync.look.on_focus(at, is_focused),
        Msg::Resumed => on_resumed(model),
        Msg::Woke(timer) => return on_woke(model, at, timer),
        Msg::Opened(opened) => return sync::identity::on_opened(model, at, opened).into_iter().collect(),
        Msg::Kept(kept) => on_kept(model, kept),
        Msg::Saved(result) => return model.disk.on_saved(at, result).into_iter().collect(),
        Msg::Met(heard) => return sync::identity::on_met(model, at, heard),
        Msg::Peopled(heard) => sync::identity::on_peopled(model, at, heard),
        Msg::Grouped(heard) => sync::groups::on_grouped(model, at, heard),
        Msg::Available(heard) => sync::presence::on_told(model, at, heard),
        Msg::Listed { fetch, asked, heard } => sync::fetch::on_listed(model, at, (fetch, asked), heard),
        Msg::Related { keys, heard } => sync::relate::on_related(model, at, keys, heard),
        Msg::Answered { answers, pauses } => sync::answers::on_answered(model, at, answers, &pauses),
        Msg::Commented { entry, heard } => sync::comments::on_commented(model, at, entry, heard),
        Msg::CommentsSeen { entry, heard } => sync::comments::on_seen(model, at, entry, heard),
        Msg::Recalled { inquiry, heard } => sync::recall::on_recalled(model, at, &inquiry, heard),
        Msg::Edited(text) => editor::on_edited(model, at, text),
        Msg::Ordered(order) => return errand::on_ordered(model, at, order),
        Msg::Copied(copying, result) => copy::on_copied(model, at, copying, result),
        Msg::Browsed(address, result) => web::on_browsed(model, at, &address, result),
        Msg::Arrived(taken, total) => files::on_arrived(model, taken, total),
        Msg::Downloaded(result) => files::on_downloaded(model, at, result),
        Msg::Entered(name, found) => return accounts::on_entered(model, &name, found),
        Msg::Stopped => return vec![Effect::Quit],
    }
    Vec::new()
}

// Whether somebody is there.
fn is_by_hand(msg: &Msg) -> bool {
    matches!(msg, Msg::Pressed(_) | Msg::Burst(_) | Msg::Clicked { .. } | Msg::Wheeled { .. })
}

// A new day, by midnight, by waking from sleep or by a clock that jumped: what is due moves over.
fn roll(model: &mut Model, at: Timestamp) -> Vec<Effect> {
    let before = model.today.day;
    model.today = Today::at(at, model.settings.zone);
    if model.today.day == before && model.is_begun {
        if model.lists.surface(&model.board, &model.today) {
            model.scene.begin();
        }
        return Vec::new();
    }
    if model.is_begun {
        model.sync.reading.sweep_again();
    }
    model.is_begun = true;
    model.lists.rebuild(&model.board, &model.today);
    vec![midnight(model, at)]
}

fn on_resized(model: &mut Model, size: Size) {
    model.size = size;
    model.fit();
}

fn on_resumed(model: &mut Model) {
    model.sync.holds.release();
    model.sync.reading.sweep_again();
}

fn on_woke(model: &mut Model, at: Timestamp, timer: Timer) -> Vec<Effect> {
    match timer {
        Timer::Notice => {
            model.notices.expire(at);
            // Should the clock have been set back, it is not over yet.
            model.notice_wake = None;
        }
        Timer::Ghost => ghosts::on_woken(model),
        Timer::Disk => return model.disk.on_woken(model.me.as_ref()).into_iter().collect(),
        Timer::Sync => sync::on_woken(model),
        Timer::Rest => related::on_rested(model, at),
        // The time itself is all there is to show.
        Timer::Minute => {}
        Timer::Midnight => return vec![midnight(model, at)],
        // Surfacing itself goes with every message, so that it is never late.
        Timer::Later => model.later_wake = None,
    }
    Vec::new()
}

fn midnight(model: &Model, at: Timestamp) -> Effect {
    Effect::Wake { timer: Timer::Midnight, at: model.settings.zone.next_midnight(at) }
}

fn on_kept(model: &mut Model, kept: Kept) {
    match kept {
        Kept::Head(head) => sync::identity::on_head(model, *head),
        Kept::Tasks { tasks, is_last } => {
            on_tasks(model, tasks);
            model.errands.iter_mut().filter(|_| is_last).for_each(Errands::on_loaded);
        }
        Kept::Shelved(shelved) => model.shelf.restore(shelved),
    }
}

fn on_tasks(model: &mut Model, tasks: Vec<Box<Task>>) {
    let touched = model.board.absorb(Tick(0), &Scope::Page, tasks);
    model.lists.refresh(&model.board, &model.today, &touched);
}

fn later_timer(model: &mut Model) -> Option<Effect> {
    let next = model.lists.next_later();
    let is_new = next != model.later_wake;
    model.later_wake = next;
    next.filter(|_| is_new).map(|at| Effect::Wake { timer: Timer::Later, at })
}

fn notice_timer(model: &mut Model) -> Option<Effect> {
    let until = model.notices.current().map(|notice| notice.until);
    let is_new = until != model.notice_wake;
    model.notice_wake = until;
    until.filter(|_| is_new).map(|at| Effect::Wake { timer: Timer::Notice, at })
}
