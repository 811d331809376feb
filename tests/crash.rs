//! The machine may die after any effect; what was acknowledged on disk happens exactly once.

mod desk;

use closeout::sim::Faults;
use closeout::sim::dice::Dice;
use desk::Desk;

const TASKS: [&str; 4] = ["one", "two", "three", "four"];

// What is done, and what it means for the server once all of it has got through.
fn work(desk: &mut Desk) {
    desk.press("e").settle();
    desk.press("s").type_in("mon").press("Enter").settle();
    desk.press("e u").settle();
    desk.press("* a e").settle();
    desk.press("u").settle();
}

fn state(desk: &Desk) -> Vec<(serde_json::Value, serde_json::Value)> {
    TASKS.iter().map(|task| (desk.on_server(task, "is_complete"), desk.on_server(task, "date"))).collect()
}

// The state of the server after each settled step of the work, with nothing going wrong.
fn steps() -> Vec<Vec<(serde_json::Value, serde_json::Value)>> {
    let mut desk = Desk::with(TASKS);
    let mut steps = vec![state(&desk)];
    let keys: [&[&str]; 6] = [&["e"], &["s", "mon"], &["e"], &["u"], &["* a e"], &["u"]];
    for part in keys {
        match part {
            [keys, text] => desk.press(keys).type_in(text).press("Enter").settle(),
            [keys, ..] => desk.press(keys).settle(),
            [] => &mut desk,
        };
        steps.push(state(&desk));
    }
    steps
}

#[test]
fn after_a_crash_anywhere_everything_acknowledged_happens_once_and_nothing_else() {
    let steps = steps();
    let mut whole = Desk::with(TASKS);
    let begun = whole.effects;
    work(&mut whole);
    let effects = whole.effects - begun;
    assert!(effects > 10, "the work orders {effects} effects");
    for crash in 0..=effects {
        let mut desk = Desk::with(TASKS);
        desk.die_after(crash);
        work(&mut desk);
        let mut desk = desk.restart();
        desk.wait(120).settle();
        assert_eq!(desk.waiting(), 0, "crash after {crash} effects");
        assert!(steps.contains(&state(&desk)), "crash after {crash} effects: {:?}", state(&desk));
        let shown = desk.counts()[0] + desk.counts()[1];
        let open = state(&desk).iter().filter(|(done, _)| *done == false).count();
        assert_eq!(shown, open, "screen and server differ after a crash after {crash} effects");
    }
}

#[test]
fn a_thousand_kills_at_random_moments_under_a_faulty_network_lose_and_double_nothing() {
    let steps = steps();
    let mut dice = Dice::new(20_261_123);
    let mut desk = Desk::with(TASKS);
    for kill in 0..1_000 {
        if kill % 8 == 0 {
            desk = Desk::with(TASKS);
        }
        desk.server.set_faults(Faults::flaky(dice.roll()));
        desk.die_after(dice.below(60));
        work(&mut desk);
        desk = desk.restart();
        if kill % 8 == 7 {
            desk.server.set_faults(Faults::none());
            desk.wait(300).settle();
            assert_eq!(desk.waiting(), 0, "kill {kill}");
            let open = state(&desk).iter().filter(|(done, _)| *done == false).count();
            assert_eq!(desk.counts()[0] + desk.counts()[1], open, "kill {kill}: screen and server differ");
        } else if kill % 8 == 0 {
            desk.server.set_faults(Faults::none());
            desk.wait(300).settle();
            assert!(steps.contains(&state(&desk)), "kill {kill}: {:?}", state(&desk));
        }
    }
}
