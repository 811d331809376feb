//! How long it takes to understand one answer of Close: a page of a hundred tasks.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]

use chrono::{DateTime, FixedOffset};
use closeout::close::transport::{Method, Request};
use closeout::close::wire;
use closeout::sim::serve::{authorization, serve};
use closeout::sim::{Seed, World, world};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// A page as the client asks for it, of the kinds and texts the pretend Close has.
fn body() -> Vec<u8> {
    let now = DateTime::from_timestamp(1_776_000_000, 0).unwrap();
    let zone_offset = FixedOffset::east_opt(7_200).unwrap();
    let mut world = World::grow(Seed { tasks: 500, seed: 1, now, zone_offset });
    let mut request = Request::new(Method::Get, "/task/").with("authorization", authorization(world::KEY));
    let wanted = [("_type", "all"), ("_limit", "100"), ("_fields", wire::FIELDS)];
    request.query = wanted.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    serve(&mut world, now, &request).body
}

fn decoding(criterion: &mut Criterion) {
    let body = body();
    assert_eq!(wire::page(&body).unwrap().tasks.len(), 100);
    let mut group = criterion.benchmark_group("decode");
    group.throughput(Throughput::Bytes(body.len() as u64));
    group.bench_function("a page of 100", |bench| bench.iter_with_large_drop(|| wire::page(&body).unwrap()));
}

criterion_group!(benches, decoding);
criterion_main!(benches);
