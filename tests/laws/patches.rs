//! The laws of patches, on patches and tasks made by chance.

use closeout::domain::patch::Patch;
use closeout::domain::task::Task;

use super::chance::{Chance, tasks};

/// How many cases each law is tried on.
const CASES: u64 = 10_000;

/// A task of any kind, in any state.
fn task(chance: &mut Chance) -> Task {
    let mut tasks = tasks();
    let number = chance.below(tasks.len());
    let mut task = tasks.swap_remove(number);
    chance.patch().apply(&mut task);
    task
}

/// Any patch; the empty one is as likely as it is interesting.
fn patch(chance: &mut Chance) -> Patch {
    if chance.one_in(8) { Patch::default() } else { chance.patch() }
}

fn after<const N: usize>(task: &Task, patches: [&Patch; N]) -> Task {
    let mut task = task.clone();
    for patch in patches {
        patch.apply(&mut task);
    }
    task
}

fn each(law: impl Fn(&Task, [Patch; 3])) {
    for seed in 0..CASES {
        let mut chance = Chance::seeded(seed);
        law(&task(&mut chance), std::array::from_fn(|_| patch(&mut chance)));
    }
}

#[test]
fn two_in_turn_equal_their_combination() {
    each(|task, [a, b, _]| assert_eq!(after(task, [&a, &b]), after(task, [&a.then(b)])));
}

#[test]
fn combining_is_associative() {
    each(|_, [a, b, c]| assert_eq!(a.clone().then(b.clone()).then(c.clone()), a.then(b.then(c))));
}

#[test]
fn the_empty_patch_does_nothing() {
    each(|task, [a, _, _]| {
        let empty = Patch::default();
        assert_eq!(after(task, [&empty]), *task);
        assert_eq!(a.clone().then(empty.clone()), a);
        assert_eq!(empty.then(a.clone()), a);
    });
}

#[test]
fn twice_equals_once() {
    each(|task, [a, _, _]| assert_eq!(after(task, [&a, &a]), after(task, [&a])));
}

#[test]
fn applying_what_was_lost_restores_the_task() {
    each(|task, [a, _, _]| assert_eq!(after(task, [&a, &a.before(task)]), *task));
}

#[test]
fn what_is_beyond_a_task_is_all_that_changes_it() {
    each(|task, [a, _, _]| assert_eq!(after(task, [&a.clone().beyond(task)]), after(task, [&a])));
}
