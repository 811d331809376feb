//! Anything a domain value can be comes back from the disk exactly.

use std::collections::BTreeSet;

use closeout::domain::arrangement::Arrangement;
use closeout::domain::counted::Counted;
use closeout::domain::entry::Entry;
use closeout::domain::id::Text;
use closeout::domain::people::{Me, User};
use closeout::domain::step::KeptStep;
use closeout::domain::tab::Tab;
use closeout::domain::task::Task;
use closeout::domain::view::View;
use closeout::domain::whose::Whose;
use closeout::domain::write::{Head, Listed, Problem, Told, Write};
use closeout::domain::zone::Timestamp;
use closeout::store::Store;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{any, load};

// Ids decide which is which and how they are ordered, so they have to differ.
fn numbered(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| entry.id);
    entries.dedup_by_key(|entry| entry.id);
    entries
}

fn named(mut tasks: Vec<Task>) -> Vec<Task> {
    tasks.sort_by(|a, b| a.id.cmp(&b.id));
    tasks.dedup_by(|a, b| a.id == b.id);
    tasks
}

fn writes(head: &Head, tasks: &[Task]) -> Vec<Write> {
    let mut writes: Vec<Write> = head.log.iter().cloned().map(Write::Append).collect();
    writes.extend(head.problems.iter().cloned().map(|problem| Write::Refuse(Box::new(problem))));
    // Refusing takes an entry out of the log, so the log is written once more.
    writes.extend(head.log.iter().cloned().map(Write::Append));
    writes.push(Write::People(head.people.clone()));
    writes.push(Write::Learn(tasks.to_vec()));
    writes.extend(head.me.clone().map(|me| Write::Me(Box::new(me))));
    writes.extend(head.synced.map(Write::Synced));
    writes.extend(head.looked.map(Write::Looked));
    writes.extend(head.listed.clone().map(Write::Listed));
    writes.extend(head.arranged.iter().map(|(tab, order)| Write::Arranged(*tab, *order)));
    writes.push(Write::Whose(Box::new(head.whose.clone())));
    writes.extend(head.views.iter().cloned().map(|view| Write::View(Box::new(view))));
    writes.push(Write::Recent(head.recent.clone()));
    writes.extend(head.told.iter().map(|told| Write::Told(*told)));
    let Counted { delays, days } = head.counted.clone();
    writes.extend(delays.into_iter().map(|(task, delay)| Write::Delayed(task, delay)));
    writes.extend(days.into_iter().map(|(day, count)| Write::Counted(day, count)));
    writes.extend(head.steps.iter().cloned().map(|kept| Write::Step(Box::new(kept))));
    writes
}

fn back(head: &Head, tasks: &[Task]) -> (Head, Vec<Task>) {
    let mut store = Store::in_memory().unwrap();
    store.save(&writes(head, tasks)).unwrap();
    let (head, tasks) = load(&mut store);
    (head, named(tasks))
}

fn problems() -> impl Strategy<Value = Vec<Problem>> {
    vec((any::entry(), any::text(), any::text()), 0..3).prop_map(|all| {
        let (entries, words): (Vec<_>, Vec<_>) = all.into_iter().map(|(entry, a, b)| (entry, (a, b))).unzip();
        let problems = numbered(entries).into_iter().zip(words);
        problems.map(|(entry, (subject, why))| Problem { entry, subject, why }).collect()
    })
}

type Single = (Instants, Whose, Vec<(Tab, Arrangement)>, BTreeSet<Told>, Counted, Vec<KeptStep>, Names);
type Names = (Vec<View>, Vec<Text>);
type Instants = (Option<Timestamp>, Option<Timestamp>, Option<Listed>);

fn head() -> impl Strategy<Value = Head> {
    let log = vec(any::entry(), 0..4).prop_map(numbered);
    let people = vec(any::user(), 0..4);
    let single: (_, _, _, _, _, _, _) = (
        (option::of(any::instant()), option::of(any::instant()), option::of(any::listed())),
        any::whose(),
        any::arranged(),
        proptest::sample::subsequence(Told::ALL.to_vec(), 0..=2).prop_map(BTreeSet::from_iter),
        any::counted(),
        any::steps(),
        (any::views(), vec("[a-z !:]{1,9}".prop_map(Text::from), 0..4)),
    );
    let parts: (_, _, _, _, _) = (option::of(any::me()), people, log, problems(), single);
    parts.prop_map(|(me, people, log, problems, single): (Option<Me>, Vec<User>, _, _, Single)| {
        let ((synced, looked, listed), whose, arranged, told, counted, steps, (views, recent)) = single;
        let arranging = Head { whose, arranged, views, recent, told, ..Head::default() };
        Head { me, people, log, problems, synced, looked, listed, counted, steps, ..arranging }
    })
}

proptest! {
    #[test]
    fn whatever_is_kept_comes_back_exactly(head in head(), tasks in vec(any::task(), 0..6).prop_map(named)) {
        let (head_back, tasks_back) = back(&head, &tasks);
        prop_assert_eq!(head_back, head);
        prop_assert_eq!(tasks_back, tasks);
    }
}
