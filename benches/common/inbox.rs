//! The program in front of a full inbox.

use closeout::app::chord::Chord;
use closeout::app::model::Model;
use closeout::app::msg::{Heard, Msg, Opened};
use closeout::domain::write::{Head, Kept};

use crate::program::{SIZE, dark, tell};
use crate::tasks::{me, task};

/// A model with so many tasks, all of them read from the store and Close met.
pub(crate) fn full(count: i64) -> Model {
    let mut model = dark();
    let tasks = (0..count).map(task).map(Box::new).collect();
    let head = Head { me: Some(me()), ..Head::default() };
    tell(&mut model, Msg::Resized(SIZE));
    tell(&mut model, Msg::Opened(Ok(Opened { is_taken: false, remark: None })));
    tell(&mut model, Msg::Kept(Kept::Head(Box::new(head))));
    tell(&mut model, Msg::Kept(Kept::Tasks { tasks, is_last: true }));
    tell(&mut model, Msg::Met(Heard { result: Ok(me()), pauses: Vec::new() }));
    tell(&mut model, Msg::Saved(Ok(())));
    model
}

/// Keys are pressed, written as in the help.
pub(crate) fn press(model: &mut Model, keys: &str) {
    for key in keys.split(' ') {
        tell(model, Msg::Pressed(Chord::read(key).unwrap()));
    }
}
