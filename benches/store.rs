//! How long the disk takes: opening, loading, and keeping one change.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]
#![expect(
    clippy::disallowed_methods,
    reason = "the first portion ends inside a call, so it has to be timed there"
)]

#[path = "common/filled.rs"]
mod filled;
#[path = "common/tasks.rs"]
mod tasks;

use std::time::{Duration, Instant};

use chrono::DateTime;
use closeout::domain::entry::{BatchId, Entry, EntryId, Work};
use closeout::domain::id::TaskId;
use closeout::domain::patch::Patch;
use closeout::domain::task::Task;
use closeout::domain::write::{Kept, Write};
use closeout::store::Store;
use criterion::{Criterion, criterion_group, criterion_main};

use filled::filled;
use tasks::task;

const FIRST: usize = 200;

fn until_first_portion(store: &mut Store) -> Duration {
    let (begun, mut first) = (Instant::now(), None);
    let mut each = |kept| {
        if matches!(kept, Kept::Tasks { .. }) {
            first.get_or_insert_with(|| begun.elapsed());
        }
    };
    store.load(FIRST, &mut each).unwrap();
    first.unwrap()
}

fn loading(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    for count in [10_000, 100_000] {
        let path = filled(folder.path(), count);
        criterion
            .bench_function(&format!("open {count}"), |bench| bench.iter(|| Store::open(&path).unwrap()));
        let mut store = Store::open(&path).unwrap().store;
        criterion.bench_function(&format!("first portion of {count}"), |bench| {
            bench.iter_custom(|rounds| (0..rounds).map(|_| until_first_portion(&mut store)).sum());
        });
        criterion.bench_function(&format!("load {count}"), |bench| {
            bench.iter_with_large_drop(|| {
                let mut kept = Vec::new();
                store.load(FIRST, &mut |part| kept.push(part)).unwrap();
                kept
            });
        });
    }
}

fn keeping(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(folder.path(), 10_000);
    let mut store = Store::open(&path).unwrap().store;
    let entry = Entry {
        id: EntryId(1),
        batch: BatchId(1),
        task: TaskId::new("task_1"),
        work: Work::Change,
        patch: Patch::complete(true),
        before: Patch::complete(false),
        made: DateTime::UNIX_EPOCH,
        sending: false,
        tried: false,
    };
    criterion.bench_function("keep one change", |bench| {
        bench.iter(|| store.save(&[Write::Append(entry.clone())]).unwrap());
    });
    let page: Vec<Task> = (0..100).map(|number| task(number * 97)).collect();
    criterion.bench_function("learn a page of 100", |bench| {
        bench.iter(|| store.save(&[Write::Learn(page.clone())]).unwrap());
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    targets = loading, keeping
}
criterion_main!(benches);
