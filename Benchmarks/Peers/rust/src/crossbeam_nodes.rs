//! Every operator a thread, every edge a bounded crossbeam channel. Its channels
//! have many senders and many receivers, so merge and balance need no node.

use std::ops::Range;
use std::thread::{spawn, JoinHandle};
use std::time::Instant;

use crossbeam_channel::{bounded, Receiver};

use crate::harness::{part, timed, Case, Outcome, Size};

fn case(cases: &mut Vec<Case>, workload: &'static str, run: impl Fn(Size) -> Outcome + 'static) {
    cases.push(Case { workload, form: "nodes", variant: "crossbeam", least_capacity: 0, run: Box::new(run) });
}

fn timed_case(cases: &mut Vec<Case>, workload: &'static str, body: impl Fn(Size) -> i64 + 'static) {
    case(cases, workload, move |size| timed(|| body(size)));
}

pub fn add(cases: &mut Vec<Case>) {
    timed_case(cases, "chain1", |size| chain(1, size));
    timed_case(cases, "chain3", |size| chain(3, size));
    timed_case(cases, "chain8", |size| chain(8, size));
    timed_case(cases, "merge4", |size| merge(4, size));
    timed_case(cases, "merge64", |size| merge(64, size));
    timed_case(cases, "zip", zip);
    timed_case(cases, "broadcastzip", broadcast_zip);
    timed_case(cases, "balancemerge", balance_merge);
    timed_case(cases, "pingpong", ping_pong);
    case(cases, "latency8", latency);
    timed_case(cases, "small1000", small);
    timed_case(cases, "buildrun10", build_run);
}

fn source(range: Range<i64>, capacity: usize) -> Receiver<i64> {
    let (sender, out) = bounded(capacity);
    spawn(move || range.for_each(|value| sender.send(value).unwrap()));
    out
}

fn map(input: Receiver<i64>, capacity: usize) -> Receiver<i64> {
    let (sender, out) = bounded(capacity);
    spawn(move || input.iter().for_each(|value| sender.send(value + 1).unwrap()));
    out
}

fn sink<T: Send + 'static>(input: Receiver<T>, value_of: fn(T) -> i64) -> JoinHandle<i64> {
    spawn(move || input.iter().map(value_of).sum())
}

fn same(value: i64) -> i64 {
    value
}

fn start_chain(maps: usize, size: Size) -> JoinHandle<i64> {
    let first = source(0..size.elements, size.capacity);
    sink((0..maps).fold(first, |last, _| map(last, size.capacity)), same)
}

fn chain(maps: usize, size: Size) -> i64 {
    start_chain(maps, size).join().unwrap()
}

fn merge(sources: usize, size: Size) -> i64 {
    let (sender, merged) = bounded(size.capacity);
    for i in 0..sources {
        let sender = sender.clone();
        spawn(move || part(i, sources, size.elements).for_each(|value| sender.send(value).unwrap()));
    }
    drop(sender);
    sink(merged, same).join().unwrap()
}

fn zip_node(left: Receiver<i64>, right: Receiver<i64>, capacity: usize) -> Receiver<(i64, i64)> {
    let (sender, out) = bounded(capacity);
    spawn(move || left.iter().zip(right.iter()).for_each(|pair| sender.send(pair).unwrap()));
    out
}

fn zip(size: Size) -> i64 {
    let (left, right) = (source(0..size.elements, size.capacity), source(0..size.elements, size.capacity));
    sink(zip_node(left, right, size.capacity), |(a, b)| a + b).join().unwrap()
}

fn broadcast_zip(size: Size) -> i64 {
    let input = source(0..size.elements, size.capacity);
    let (to_left, left) = bounded(size.capacity);
    let (to_right, right) = bounded(size.capacity);
    spawn(move || {
        for value in input {
            to_left.send(value).unwrap();
            to_right.send(value).unwrap();
        }
    });
    let zipped = zip_node(map(left, size.capacity), map(right, size.capacity), size.capacity);
    sink(zipped, |(a, b)| a + b).join().unwrap()
}

fn balance_merge(size: Size) -> i64 {
    let input = source(0..size.elements, size.capacity);
    let (merge, merged) = bounded(size.capacity);
    for _ in 0..4 {
        let (input, merge) = (input.clone(), merge.clone());
        spawn(move || input.iter().for_each(|value| merge.send(value + 1).unwrap()));
    }
    drop((input, merge));
    sink(merged, same).join().unwrap()
}

fn ping_pong(size: Size) -> i64 {
    let (ping, pinged) = bounded(size.capacity);
    let pong = map(pinged, size.capacity);
    ping.send(1).unwrap(); // this node's first visit
    for token in pong {
        if token == 2 * size.elements {
            return token;
        }
        ping.send(token + 1).unwrap();
    }
    unreachable!("the other node ended early")
}

/// One element through eight waiting nodes, seen from outside.
fn latency(size: Size) -> Outcome {
    let (first, second) = bounded(size.capacity);
    let last = (0..8).fold(second, |last, _| map(last, size.capacity));
    let mut outcome = Outcome::default();
    outcome.samples.reserve(size.elements as usize);
    for value in 0..size.elements {
        let start = Instant::now();
        first.send(value).unwrap();
        outcome.sum += last.recv().unwrap();
        outcome.samples.push(start.elapsed());
    }
    outcome
}

fn small(size: Size) -> i64 {
    let graph = Size { elements: 10, ..size };
    let graphs: Vec<_> = (0..size.elements).map(|_| start_chain(1, graph)).collect();
    graphs.into_iter().map(|graph| graph.join().unwrap()).sum()
}

fn build_run(size: Size) -> i64 {
    (0..size.elements).map(|_| chain(8, Size { elements: 1, ..size })).sum()
}
