//! What is not in sight stays as it is: no key moves a covered list, changes the task of another tab or clears its marks.

mod desk;

use closeout::domain::tab::Tab;
use desk::Desk;

const MOVING: [&str; 14] =
    ["j", "k", "G", "g g", "Down", "Up", "End", "Home", "PgDn", "PgUp", "Ctrl-d", "Ctrl-u", "Ctrl-f", "j j"];

#[test]
fn on_no_page_do_the_keys_of_movement_move_the_list_it_covers() {
    for page in ["g s", "?", "g u", "g p", "Enter", "g w", "O", "g d"] {
        let mut desk = Desk::many(60);
        desk.press("j j j j j e").settle().press(page);
        assert!(!desk.model.overlays.is_empty(), "{page} opens a page");
        for keys in MOVING {
            desk.press(keys);
            assert!(!desk.model.overlays.is_empty(), "{keys} leaves {page}");
            let list = desk.model.lists.current();
            assert_eq!((list.cursor(), list.top()), (5, 0), "{page} {keys}");
        }
    }
}

#[test]
fn in_no_dialog_do_the_arrows_move_the_list_it_covers() {
    for dialog in ["s", "a", "E", "c", "D", "C", "f", "w", "F", ":"] {
        let mut desk = Desk::many(60);
        desk.press("j j j j j").press(dialog);
        assert!(!desk.model.overlays.is_empty(), "{dialog} opens a dialog");
        for key in ["Down", "Up", "PgDn", "PgUp", "End", "Home"] {
            desk.press(key);
            let list = desk.model.lists.current();
            assert_eq!((list.cursor(), list.top()), (5, 0), "{dialog} {key}");
        }
    }
}

// One task in each tab.
fn three_tabs() -> Desk {
    let mut desk = Desk::with(["now", "then", "done"]);
    desk.press("G e").settle().press("s").type_in("mon").press("Enter").settle();
    assert_eq!(desk.counts(), [1, 1, 1]);
    desk
}

#[test]
fn an_open_task_is_never_exchanged_for_one_of_another_tab() {
    for keys in ["l", "Tab", "Right"] {
        let mut desk = three_tabs();
        desk.press("Enter").press(keys).says("A task is open; q goes back to the list");
        assert_eq!((desk.model.overlays.len(), desk.selected()), (1, "now".to_owned()), "{keys}");
    }
    for keys in ["h", "Left", "Shift-Tab"] {
        let mut desk = three_tabs();
        desk.press("Enter").press(keys);
        assert_eq!((desk.model.overlays.len(), desk.selected()), (0, "now".to_owned()), "{keys}");
        desk.press("l").shows("then");
    }
    for (keys, tab) in [("2", Tab::Future), ("g a", Tab::Archive)] {
        let mut desk = three_tabs();
        desk.press("Enter").press(keys);
        assert_eq!((desk.model.overlays.len(), desk.model.lists.tab), (0, tab), "{keys} shows a list");
    }
}

#[test]
fn a_tab_chosen_by_its_name_leaves_an_open_task_too() {
    let mut desk = three_tabs();
    desk.press("Enter :").type_in("tab archive").press("Enter");
    assert_eq!((desk.model.overlays.len(), desk.model.lists.tab), (0, Tab::Archive));
}

#[test]
fn what_is_said_about_a_page_ends_with_the_page() {
    let mut desk = Desk::with(["one"]);
    desk.press("g w e e").says("This is over; q leaves to the list");
    desk.press("q").hides("leaves to the list");
    let mut desk = Desk::with(["one", "two"]);
    desk.press("Enter l").says("A task is open").press("q").hides("A task is open");
    desk.press("Enter l").says("A task is open").press(":").hides("A task is open").press("Esc");
    desk.press("e").press("q").says("Done: one · u takes it back");
}

#[test]
fn on_the_page_of_nothing_only_what_works_is_offered() {
    let mut desk = Desk::with(["one"]);
    desk.press("Enter").shows("s move").shows("a assign").press("e").settle();
    desk.hides("s move").hides("a assign").shows("u undo").shows("q back");
}

#[test]
fn marks_of_another_tab_are_told_as_such_and_stay() {
    let mut desk = three_tabs();
    desk.press("x").shows("1 marked").hides("marked in").shows("Esc clear");
    desk.press("2").shows("1 marked in Inbox").hides("Esc clear").press("Esc");
    desk.press("e").settle().press("1").shows("1 marked").shows("Esc clear");
    desk.press("2 g w").hides("One at a time").press("1 Esc").hides("marked");
}
