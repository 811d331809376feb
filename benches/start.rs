//! How long a start takes: from a store on disk to the first frame, as the program does it.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]
#![expect(
    clippy::disallowed_methods,
    reason = "the rest of the store is still read after the frame, so the frame is timed here"
)]

#[path = "common/filled.rs"]
mod filled;
#[path = "common/program.rs"]
mod program;
#[path = "common/tasks.rs"]
mod tasks;

use std::path::Path;
use std::time::{Duration, Instant};

use closeout::app::msg::{Msg, Opened};
use closeout::domain::write::Kept;
use closeout::store::Store;
use closeout::store::thread::StoreSender;
use closeout::ui::screen;
use closeout::ui::theme::Theme;
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::unbounded_channel;

fn until_first_frame(runtime: &Runtime, path: &Path) -> Duration {
    let begun = Instant::now();
    let store = StoreSender::start(Store::open(path).unwrap().store).unwrap();
    let (portions, mut kept) = unbounded_channel();
    let loaded = store.load(200, portions);
    let mut model = program::dark();
    program::tell(&mut model, Msg::Opened(Ok(Opened { is_taken: false, remark: None })));
    let mut has_rows = false;
    while !has_rows {
        let part = kept.blocking_recv().unwrap();
        has_rows = matches!(part, Kept::Tasks { .. });
        program::tell(&mut model, Msg::Kept(part));
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, program::SIZE.width, program::SIZE.height));
    screen::draw(&model, &Theme::default(), buffer.area, &mut buffer);
    let taken = begun.elapsed();
    // The next round finds the file free again.
    runtime.block_on(async { loaded.await.and(store.finish().await) }).unwrap();
    taken
}

fn starting(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let runtime = Builder::new_current_thread().build().unwrap();
    for count in [1_000, 10_000, 100_000] {
        let path = filled::filled(folder.path(), count);
        criterion.bench_function(&format!("first frame of {count}"), |bench| {
            bench.iter_custom(|rounds| (0..rounds).map(|_| until_first_frame(&runtime, &path)).sum());
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    targets = starting
}
criterion_main!(benches);
