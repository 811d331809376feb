//! Everything by its name: the palette, commands with words, the menus, and what they teach.

mod desk;

use closeout::app::action::Action;
use closeout::app::keymap::Keymap;
use closeout::app::orders::Order;
use closeout::app::overlay::Overlay;
use closeout::app::presets::Preset;
use closeout::sim::World;
use desk::{Desk, START};
use serde_json::json;

fn typed(desk: &mut Desk, text: &str) {
    desk.press(":").type_in(text);
}

#[test]
fn a_few_letters_and_enter_do_what_the_key_would_and_the_key_is_told() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    typed(&mut desk, "done");
    desk.shows("Mark done; in the archive: reopen").press("Enter");
    assert_eq!(desk.rows(), ["Mail Bo"]);
    desk.says("Done: Call Ada · u takes it back · e does this").settle();
    assert_eq!(desk.on_server("Call Ada", "is_complete"), true);
    typed(&mut desk, "move");
    desk.press("Enter").says("s moves to another day").shows("Day:");
}

#[test]
fn what_has_the_word_as_a_word_comes_before_what_only_mentions_it() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    let mut first = |word: &str| {
        typed(&mut desk, word);
        let Some(Overlay::Palette(palette)) = desk.model.overlays.last() else { panic!("no palette") };
        let title = palette.found[0].title.clone();
        desk.press("Esc");
        title
    };
    assert_eq!(first("one"), "Work through one at a time");
    assert_eq!(first("statistics"), "Statistics: done, answered, open, to come");
}

#[test]
fn a_day_is_echoed_before_it_counts_and_marked_tasks_move_together() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo", "Write Cy"]);
    desk.press("Space Space");
    typed(&mut desk, "move mon 9:00");
    desk.shows("Do 2 tasks").shows("Move to Mon 9 Mar").press("Enter").settle();
    assert_eq!(desk.on_server("Call Ada", "date"), "2026-03-09T08:00:00+00:00");
    assert_eq!(desk.on_server("Mail Bo", "date"), "2026-03-09T08:00:00+00:00");
    assert_eq!(desk.rows(), ["Write Cy"]);
}

#[test]
fn a_day_that_cannot_be_read_says_why_and_enter_does_nothing() {
    let mut desk = Desk::with(["Call Ada"]);
    typed(&mut desk, "move blursday");
    desk.shows("blursday").press("Enter");
    assert_eq!((desk.waiting(), desk.model.overlays.len()), (0, 1));
}

#[test]
fn tab_completes_names_and_people() {
    let mut desk = Desk::with(["Call Ada"]);
    let other = desk.model.people.iter().find(|user| desk.model.me.as_ref().unwrap().user.id != user.id);
    let name = other.unwrap().name.to_string();
    typed(&mut desk, "assi");
    desk.press("Tab").type_in(&name.to_lowercase()).shows(&format!("Hand to {name}"));
    desk.press("Tab").shows(&format!(":assign {name}")).press("Enter");
    desk.says(&format!("Handed to {name}: Call Ada"));
    assert_eq!(desk.rows().len(), 0);
}

#[test]
fn tabs_filters_and_people_can_be_chosen_by_words() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    typed(&mut desk, "filter ada");
    desk.press("Enter");
    assert_eq!(desk.rows(), ["Call Ada"]);
    typed(&mut desk, "filter ");
    desk.shows("Show everything again").press("Enter");
    assert_eq!(desk.rows().len(), 2);
    typed(&mut desk, "tab fut");
    desk.press("Enter").settle().shows("Nothing planned");
    typed(&mut desk, "show every");
    desk.press("Enter").says("Showing everyone's tasks");
}

#[test]
fn what_was_used_last_comes_first() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo", "Write Cy"]);
    typed(&mut desk, "move tomorrow");
    desk.press("Enter").press(": Enter").settle();
    assert_eq!(desk.on_server("Mail Bo", "date"), "2026-03-07");
    assert_eq!(desk.rows(), ["Write Cy"]);
}

#[test]
fn what_cannot_be_done_stands_back_with_the_reason() {
    let mut desk = Desk::on(World::bare(START.parse().unwrap()));
    typed(&mut desk, "mark done");
    desk.shows("there is no task here").press("Enter").shows("there is no task here");
    assert_eq!(desk.model.overlays.len(), 1);
    desk.press("Esc");
    typed(&mut desk, "retry");
    desk.shows("only in the view of changes").press("Esc g p");
    typed(&mut desk, "retry");
    desk.hides("only in").press("Enter").says("Nothing to retry");
}

#[test]
fn mail_and_calls_cannot_be_rewritten_and_the_palette_says_so() {
    let at = START.parse().unwrap();
    let mut world = World::bare(at);
    world.add(at, "missed_call", vec![("phone", json!("+15550100")), ("date", json!("2026-03-06"))]);
    let mut desk = Desk::on(world);
    typed(&mut desk, "edit");
    desk.shows("Only to-dos can be rewritten");
}

#[test]
fn on_the_page_of_a_task_a_command_is_for_that_task() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo", "Write Cy"]);
    desk.press("j Space Enter");
    typed(&mut desk, "complete");
    desk.shows("Do · Write Cy").press("Enter").settle();
    assert_eq!(desk.on_server("Write Cy", "is_complete"), true);
    assert_eq!(desk.on_server("Mail Bo", "is_complete"), false);
}

#[test]
fn pasted_text_never_acts_in_the_palette() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press(":").paste("complete\n");
    assert_eq!((desk.waiting(), desk.rows().len()), (0, 1));
    desk.shows(":complete");
}

#[test]
fn a_key_that_is_not_bound_says_once_what_would_help() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("d").says("d is not bound; e marks done");
    desk.model.notices.dismiss();
    desk.press("d");
    assert!(desk.model.notices.current().is_none(), "it was said before");
    desk.press("r").says("r is not bound; o shows it in Close");
    desk.press("Q").says("Q is not bound; q goes back");
    desk.press("&").says("& does nothing here · ? shows all keys");
    assert_eq!((desk.waiting(), desk.rows().len()), (0, 1));
}

#[test]
fn help_finds_keys_by_what_they_do() {
    let mut desk = Desk::with(["Call Ada"]);
    desk.press("? /").type_in("another day");
    desk.shows("Move to another day").hides("Mark done").press("Enter j").hides("Mark done");
    desk.press("Esc").shows("Mark done").press("/").type_in("qqq").shows("No key is for that.");
    desk.press("Esc Esc").hides("No key");
    assert!(desk.model.overlays.is_empty());
}

#[test]
fn in_plain_every_action_is_in_a_menu_that_arrows_reach() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.model.keymap = Keymap::of(Preset::Plain);
    desk.model.size.height = 40;
    desk.model.fit();
    desk.shows("m menu")
        .shows("Program")
        .press("m")
        .shows("Changing tasks")
        .shows("Mark done; in the archive");
    desk.press("Enter").says("Done: Call Ada").settle();
    desk.press("m Up Up Enter").says("Took back");
    desk.press("Tab Right Right Right Right Right Right").shows("only in the view of changes").press("Enter");
    desk.says("Not now: only in the view of changes");
    let mut seen = desk.screen();
    for _ in 0..9 {
        desk.press("Right");
        seen.push_str(&desk.screen());
    }
    for action in Action::ALL.iter().filter(|action| action.is_choosable()) {
        assert!(seen.contains(action.spec().title), "{} is in no menu", action.spec().name);
    }
}

#[test]
fn every_action_is_in_help_palette_and_reach_in_every_preset() {
    for preset in Preset::ALL {
        let mut desk = Desk::with(["Call Ada"]);
        desk.model.keymap = Keymap::of(preset);
        desk.model.size.height = 200;
        desk.model.fit();
        let palette = desk.model.key(Action::Palette);
        desk.press(&desk.model.key(Action::Help));
        let help = desk.screen();
        desk.press("q");
        for action in Action::ALL {
            let spec = action.spec();
            let shown = desk.model.key(*action);
            let row = help.lines().find(|line| line.contains(spec.title));
            assert!(
                row.is_some_and(|row| row.contains(&shown)),
                "{preset:?}: {} in help as {shown}",
                spec.name
            );
            if !action.is_choosable() {
                continue;
            }
            desk.press(&palette).type_in(spec.name);
            let Some(Overlay::Palette(open)) = desk.model.overlays.last() else { panic!("no palette") };
            let first = open.found.first().and_then(|row| row.order.clone());
            assert_eq!(first, Some(Order::Do(*action)), "{preset:?}: {}", spec.name);
            desk.press("Esc");
        }
    }
}

#[test]
fn several_are_spread_by_words_too() {
    let mut desk = Desk::with(["Call Ada", "Mail Bo"]);
    desk.press("Space Space");
    typed(&mut desk, "move spread mon-tue");
    desk.shows("Mon 1, Tue 1").press("Enter").settle();
    assert_eq!(desk.on_server("Call Ada", "date"), "2026-03-09");
    assert_eq!(desk.on_server("Mail Bo", "date"), "2026-03-10");
}

#[test]
fn handing_to_somebody_who_has_left_is_refused_in_the_words_of_the_dialog() {
    let mut desk = Desk::with(["Call Ada"]);
    let gone = desk.model.people.iter().find(|user| !user.is_active).unwrap().name.to_string();
    typed(&mut desk, &format!("assign {gone}"));
    desk.shows(&format!("{gone} has left")).press("Enter").settle();
    desk.press("Ctrl-u")
        .type_in("assign qqcolm")
        .shows("Nobody here is called qqcolm")
        .press("Enter")
        .settle();
    assert_eq!(desk.requests("put", "/task/"), 0);
}
