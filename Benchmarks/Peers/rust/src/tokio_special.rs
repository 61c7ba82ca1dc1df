//! The tokio workloads that are not plain throughput: asynchronous maps, idle
//! sources, round trips, latency, many and short graphs.

use std::pin::{pin, Pin};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use futures::future::{ready, Future};
use futures::stream::{Stream, StreamExt};
use tokio::sync::mpsc::{channel, Receiver};
use tokio::sync::watch;

use crate::harness::{part, Case, Outcome, Size};
use crate::tokio_nodes::{case, chain, map, same, sink, source, start_chain, timed_case};

pub fn add(cases: &mut Vec<Case>) {
    timed_case(cases, "mapasync4ready", |size| {
        map_async(size, |input| input.map(|value| ready(value + 1)).buffered(4))
    });
    timed_case(cases, "mapasync4spawned", |size| map_async(size, |input| input.map(spawned).buffered(4)));
    timed_case(cases, "mapasync4unorderedready", |size| {
        map_async(size, |input| input.map(|value| ready(value + 1)).buffer_unordered(4))
    });
    timed_case(cases, "mapasync4unorderedspawned", |size| {
        map_async(size, |input| input.map(spawned).buffer_unordered(4))
    });
    case(cases, "merge10000", merge_mostly_idle);
    timed_case(cases, "pingpong", ping_pong);
    case(cases, "latency8", latency);
    timed_case(cases, "small1000", small);
    timed_case(cases, "buildrun10", build_run);
}

pub fn spawned(value: i64) -> impl Future<Output = i64> {
    let task = tokio::spawn(async move { value + 1 });
    async { task.await.unwrap() }
}

/// A receiver as a stream; the tokio-stream crate is not packaged everywhere.
struct Incoming(Receiver<i64>);

impl Stream for Incoming {
    type Item = i64;
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<i64>> {
        self.0.poll_recv(context)
    }
}

/// `operator` is a stream combinator with four in flight, run by the map's task.
async fn map_async<S, F>(size: Size, operator: F) -> i64
where
    S: Stream<Item = i64> + Send + 'static,
    F: FnOnce(Incoming) -> S,
{
    let input = source(0..size.elements, size.capacity);
    let (sender, out) = channel(size.capacity);
    let answers = operator(Incoming(input));
    tokio::spawn(async move {
        let mut answers = pin!(answers);
        while let Some(value) = answers.next().await {
            sender.send(value).await.unwrap();
        }
    });
    sink(out, same).await.unwrap()
}

/// 10,000 senders on one channel, of which four send. The clock starts when all
/// tasks wait: what do the idle ones cost per element?
async fn merge_mostly_idle(size: Size) -> Outcome {
    const SOURCES: usize = 10_000;
    const ACTIVE: usize = 4;
    let (sender, merged) = channel(size.capacity);
    let (start, started) = watch::channel(false);
    let (stop, stopped) = watch::channel(false);
    let waiting = Arc::new(AtomicUsize::new(0));
    let mut idle = Vec::new();
    for _ in ACTIVE..SOURCES {
        let mut stopped = stopped.clone();
        let waiting = waiting.clone();
        idle.push(tokio::spawn(async move {
            waiting.fetch_add(1, Relaxed);
            stopped.changed().await.unwrap()
        }));
    }
    for i in 0..ACTIVE {
        let sender = sender.clone();
        let mut started = started.clone();
        let waiting = waiting.clone();
        tokio::spawn(async move {
            waiting.fetch_add(1, Relaxed);
            started.changed().await.unwrap();
            for value in part(i, ACTIVE, size.elements) {
                sender.send(value).await.unwrap();
            }
        });
    }
    drop(sender);
    let result = sink(merged, same);
    while waiting.load(Relaxed) < SOURCES {
        tokio::task::yield_now().await;
    }
    let begin = Instant::now();
    start.send(true).unwrap();
    let sum = result.await.unwrap();
    let elapsed = begin.elapsed();
    stop.send(true).unwrap();
    for task in idle {
        task.await.unwrap();
    }
    Outcome { sum, elapsed, samples: Vec::new() }
}

async fn ping_pong(size: Size) -> i64 {
    let (ping, pinged) = channel(size.capacity);
    let mut pong = map(pinged, size.capacity);
    ping.send(1).await.unwrap(); // this node's first visit
    while let Some(token) = pong.recv().await {
        if token == 2 * size.elements {
            return token;
        }
        ping.send(token + 1).await.unwrap();
    }
    unreachable!("the other node ended early")
}

/// One element through eight waiting nodes, seen from outside.
async fn latency(size: Size) -> Outcome {
    let (first, second) = channel(size.capacity);
    let mut last = (0..8).fold(second, |last, _| map(last, size.capacity));
    let mut outcome = Outcome::default();
    outcome.samples.reserve(size.elements as usize);
    for value in 0..size.elements {
        let start = Instant::now();
        first.send(value).await.unwrap();
        outcome.sum += last.recv().await.unwrap();
        outcome.samples.push(start.elapsed());
    }
    outcome
}

async fn small(size: Size) -> i64 {
    let graph = Size { elements: 10, ..size };
    let graphs: Vec<_> = (0..size.elements).map(|_| start_chain(1, graph)).collect();
    let mut sum = 0;
    for graph in graphs {
        sum += graph.await.unwrap();
    }
    sum
}

async fn build_run(size: Size) -> i64 {
    let mut sum = 0;
    for _ in 0..size.elements {
        sum += chain(8, Size { elements: 1, ..size }).await;
    }
    sum
}
