//! How long the disk takes: opening, loading, and keeping one change.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]
#![expect(
    clippy::disallowed_methods,
    reason = "the first portion ends inside a call, so it has to be timed there"
)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::DateTime;
use closeout::domain::due::Due;
use closeout::domain::entry::{BatchId, Entry, EntryId, Work};
use closeout::domain::id::{ContactId, LeadId, Named, TaskId, UserId};
use closeout::domain::kind::{Kind, Mail};
use closeout::domain::patch::Patch;
use closeout::domain::task::{Stamp, Task};
use closeout::domain::write::{Kept, Write};
use closeout::store::Store;
use criterion::{Criterion, criterion_group, criterion_main};

const FIRST: usize = 200;

fn task(number: i64) -> Task {
    let at = DateTime::from_timestamp(1_770_000_000 + number * 977 % 8_000_000, 0);
    let stamp = Stamp { at, by: Some(format!("Colleague Number {}", number % 12).into()) };
    let lead = number / 3;
    let mut task = Task {
        lead: Some(Named::new(
            LeadId::new(format!("lead_8fj2kd93jf02kd93jf0{lead:020}")),
            format!("Company {lead} Ltd."),
        )),
        contact: Some(Named::new(
            ContactId::new(format!("cont_8fj2kd93jf02kd93jf0{lead:020}")),
            format!("Ada Example {lead}"),
        )),
        assignee: Some(Named::new(
            UserId::new(format!("user_8fj2kd93jf0{:020}", number % 12)),
            "Ada Lovelace",
        )),
        due: at.map(|at| if number % 3 == 0 { Due::At(at) } else { Due::Day(at.date_naive()) }),
        is_complete: number % 5 == 0 && number < 10_000,
        created: stamp.clone(),
        updated: stamp,
        ..Task::new(
            format!("task_8fj2kd93jf02kd93jf0{number:020}"),
            format!("Call them back about offer {number}"),
        )
    };
    if number % 2 == 0 {
        let mail = Mail {
            subject: Some(format!("Re: your offer {number}").into()),
            preview: Some("Thanks for the call yesterday, two questions remain on our side".into()),
            unread: 1,
        };
        task.kind = Kind::IncomingEmail(Box::new(mail));
        task.object = Some(("emailthread".into(), format!("acti_{number:040}").into()));
    }
    task
}

fn filled(folder: &Path, count: i64) -> PathBuf {
    let path = folder.join(format!("{count}.db"));
    let mut store = Store::open(&path).unwrap().store;
    // In the order of a hash, as a server gives them, not in the order of the file.
    let tasks: Vec<Task> = (0..count).map(|number| task(number * 7919 % count)).collect();
    for page in tasks.chunks(100) {
        store.save(&[Write::Learn(page.to_vec())]).unwrap();
    }
    path
}

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

criterion_group!(benches, loading, keeping);
criterion_main!(benches);
