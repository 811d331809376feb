//! How long a frame takes: all of it, and what follows a key.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]

#[path = "common/inbox.rs"]
mod inbox;
#[path = "common/program.rs"]
mod program;
#[path = "common/tasks.rs"]
mod tasks;

use closeout::app::model::Model;
use closeout::ui::screen;
use closeout::ui::theme::Theme;
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn draw(model: &Model, buffer: &mut Buffer) {
    buffer.reset();
    screen::draw(model, &Theme::default(), buffer.area, buffer);
}

fn frames(criterion: &mut Criterion) {
    let mut model = inbox::full(10_000);
    let area = Rect::new(0, 0, program::SIZE.width, program::SIZE.height);
    let (mut shown, mut next) = (Buffer::empty(area), Buffer::empty(area));
    criterion.bench_function("draw list and preview", |bench| bench.iter(|| draw(&model, &mut next)));
    draw(&model, &mut shown);
    let mut keys = ["j", "k"].into_iter().cycle();
    criterion.bench_function("move, draw and compare", |bench| {
        bench.iter(|| {
            inbox::press(&mut model, keys.next().unwrap());
            draw(&model, &mut next);
            let changed = shown.diff(&next).len();
            std::mem::swap(&mut shown, &mut next);
            changed
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().measurement_time(std::time::Duration::from_secs(3));
    targets = frames
}
criterion_main!(benches);
