//! How long a frame takes: all of it, and what follows a key.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]

#[path = "common/inbox.rs"]
mod inbox;
#[path = "common/program.rs"]
mod program;
#[path = "common/tasks.rs"]
mod tasks;

use closeout::shell::painter::Painter;
use closeout::ui::screen;
use closeout::ui::slate::Slate;
use closeout::ui::theme::Theme;
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::layout::Rect;

fn frames(criterion: &mut Criterion) {
    let mut model = inbox::full(10_000);
    let (area, theme) = (Rect::new(0, 0, program::SIZE.width, program::SIZE.height), Theme::default());
    let mut slate = Slate::new(area);
    criterion.bench_function("write list and preview", |bench| {
        bench.iter(|| {
            slate.clear();
            screen::write(&model, &theme, &mut slate)
        });
    });
    let (mut painter, mut keys) = (Painter::default(), ["j", "k"].into_iter().cycle());
    criterion.bench_function("move and paint", |bench| {
        bench.iter(|| {
            inbox::press(&mut model, keys.next().unwrap());
            painter.frame(area, None, |slate| screen::write(&model, &theme, slate)).unwrap().len()
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().measurement_time(std::time::Duration::from_secs(3));
    targets = frames
}
criterion_main!(benches);
