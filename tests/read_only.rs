//! An account that is to be left as it is: everything can be seen, nothing is offered, and nothing is sent.

mod desk;

use closeout::app::action::{Action, Place};
use closeout::app::available::hindrance;
use closeout::app::settings::Access;
use closeout::close::transport::{Method, Request};
use closeout::sim::Faults;

use desk::Desk;

const WHY: &str = "This account is read only";

fn reading<const N: usize>(to_dos: [&str; N]) -> Desk {
    let mut desk = Desk::with(to_dos);
    desk.model.settings.access = Access::Reading;
    desk
}

fn is_change(request: &Request) -> bool {
    request.method != Method::Get && request.header("x-http-method-override") != Some("GET")
}

fn changing() -> impl Iterator<Item = Action> {
    Action::ALL.iter().copied().filter(|action| action.changes())
}

#[test]
fn every_key_that_would_change_something_says_why_it_does_not() {
    let mut desk = reading(["Call Ada", "Mail Bo"]);
    let here = |action: &Action| matches!(action.spec().place, Place::List | Place::Everywhere);
    for keys in changing().filter(here).flat_map(|action| action.spec().keys) {
        desk.press(keys).says(WHY);
        assert!(desk.model.overlays.is_empty(), "{keys} opens nothing");
    }
    desk.press("Space Space e").says(WHY);
    desk.press("* n : m o v e Enter").settle();
    desk.press("Esc").shows("Call Ada").hides("e done").shows("read only");
    assert!(!desk.server.requests().iter().any(is_change));
    assert_eq!(desk.model.board.log().count(), 0);
}

#[test]
fn whatever_changes_something_is_shown_with_the_reason() {
    let desk = reading(["Call Ada"]);
    let targets = desk.model.targets();
    for action in changing() {
        let place = if action.spec().place == Place::Everywhere { Place::List } else { action.spec().place };
        let why = hindrance(&desk.model, place, &targets, action);
        assert_eq!(why.as_deref(), Some(WHY), "{}", action.spec().name);
    }
    assert_eq!(hindrance(&desk.model, Place::List, &targets, Action::Open), None);
}

#[test]
fn what_waited_before_is_kept_and_not_sent() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.server.set_faults(Faults::down());
    desk.press("e").settle();
    desk.model.settings.access = Access::Reading;
    desk.server.set_faults(Faults::none());
    let before = desk.server.requests().len();
    desk.press("R").settle();
    let later = desk.server.requests().split_off(before);
    assert!(!later.is_empty() && !later.iter().any(is_change), "{later:?}");
    assert_eq!(desk.model.board.log().count(), 1, "it is still there");
}
