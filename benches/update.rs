//! How long the program thinks about what happens, in inboxes of three sizes.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]

#[path = "common/inbox.rs"]
mod inbox;
#[path = "common/program.rs"]
mod program;
#[path = "common/tasks.rs"]
mod tasks;

use std::time::Duration;

use closeout::app::effect::Fetch;
use closeout::app::model::Model;
use closeout::app::msg::{Heard, Msg, Portion};
use closeout::domain::task::Task;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main};

use inbox::press;
use program::tell;

fn thinking(criterion: &mut Criterion) {
    for count in [1_000, 10_000, 100_000] {
        let mut group = criterion.benchmark_group(count.to_string());
        group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
        let model = inbox::full(count);
        keys(&mut group, model.clone());
        filter(&mut group, model.clone());
        page(&mut group, model);
    }
}

fn keys(group: &mut BenchmarkGroup<'_, WallTime>, mut model: Model) {
    group.bench_function("down and up", |bench| bench.iter(|| press(&mut model, "j k")));
    group.bench_function("complete and undo", |bench| {
        bench.iter(|| {
            press(&mut model, "e u");
            tell(&mut model, Msg::Saved(Ok(())));
            tell(&mut model, Msg::Saved(Ok(())));
        });
    });
}

fn filter(group: &mut BenchmarkGroup<'_, WallTime>, mut model: Model) {
    press(&mut model, "/");
    group.bench_function("type and erase a letter", |bench| {
        bench.iter(|| press(&mut model, "o Backspace"));
    });
}

// Each time every task of the page says something else than before.
fn page(group: &mut BenchmarkGroup<'_, WallTime>, mut model: Model) {
    let mut portions = [0, 86_400].map(later).into_iter().cycle();
    group.bench_function("absorb a page", |bench| {
        bench.iter(|| {
            let heard = Heard { result: Ok(portions.next().unwrap()), pauses: Vec::new() };
            let asked = model.board.now();
            tell(&mut model, Msg::Listed { fetch: Fetch::Sweep, asked, heard });
            tell(&mut model, Msg::Saved(Ok(())));
        });
    });
}

fn later(seconds: i64) -> Portion {
    let touched = |task: Task| {
        let mut updated = task.updated;
        updated.at = updated.at.map(|at| at + chrono::TimeDelta::seconds(seconds));
        Task { updated, ..task }
    };
    let tasks = (0..100).map(|number| touched(tasks::task(number * 7))).collect();
    Portion { tasks, has_more: true, ..Portion::default() }
}

criterion_group!(benches, thinking);
criterion_main!(benches);
