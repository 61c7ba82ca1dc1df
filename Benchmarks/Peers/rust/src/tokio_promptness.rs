//! How long others wait for a function that computes. Every workload is a number of rounds; what a
//! round counts is one sample, and adds one to the sum. Two threads only: on one, nobody could
//! cancel what computes.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{channel, Receiver};
use tokio::sync::oneshot;
use tokio::task::yield_now;

use crate::harness::{Case, Outcome, Size};
use crate::tokio_nodes::{map, runtimes, same, sink, source};

pub fn add(cases: &mut Vec<Case>) {
    rounds(cases, "promptcancel", cancel);
    rounds(cases, "promptdeadline", deadline);
    rounds(cases, "promptfailure", failure);
    rounds(cases, "promptfirst", first);
    rounds(cases, "promptburst", burst);
    rounds(cases, "promptneighbour", neighbour);
}

/// Each round gives its own time, not what comes before and after it.
fn rounds<F, T>(cases: &mut Vec<Case>, workload: &'static str, round: F)
where
    F: Fn() -> T + Copy + Send + 'static,
    T: Future<Output = Duration> + Send + 'static,
{
    let (variant, runtime) = runtimes()[1];
    let all = move |size: Size| async move {
        let mut outcome = Outcome::default();
        for _ in 0..size.elements {
            outcome.samples.push(round().await);
            outcome.sum += 1;
        }
        outcome
    };
    let run = move |size| runtime.block_on(async move { tokio::spawn(all(size)).await.unwrap() });
    cases.push(Case { workload, form: "nodes", variant, least_capacity: 1, run: Box::new(run) });
}

/// Computes for so long by the clock on the wall.
fn keep_thread(length: Duration) {
    let start = Instant::now();
    while start.elapsed() < length {}
}

/// A function that computes until somebody sets `cancelled`.
#[derive(Default)]
struct Computing {
    begun: AtomicBool,
    cancelled: AtomicBool,
}

impl Computing {
    /// Looks every 100 µs whether it was cancelled; gives up after 200 ms.
    fn until_cancelled(&self) {
        self.begun.store(true, SeqCst);
        let start = Instant::now();
        while !self.cancelled.load(SeqCst) && start.elapsed() < Duration::from_millis(200) {
            keep_thread(Duration::from_micros(100));
        }
    }

    async fn has_begun(&self) {
        while !self.begun.load(SeqCst) {
            yield_now().await;
        }
    }

    fn cancel(&self) {
        self.cancelled.store(true, SeqCst);
    }
}

fn map_with(mut input: Receiver<i64>, capacity: usize, function: impl Fn(i64) -> i64 + Send + 'static) -> Receiver<i64> {
    let (sender, out) = channel(capacity);
    tokio::spawn(async move {
        while let Some(value) = input.recv().await {
            sender.send(function(value)).await.unwrap();
        }
    });
    out
}

/// Source, map and sink; the map computes over its only element.
fn computing_graph() -> (Arc<Computing>, tokio::task::JoinHandle<i64>) {
    let computing = Arc::new(Computing::default());
    let node = computing.clone();
    let mapped = map_with(source(0..1, 1), 1, move |value| {
        node.until_cancelled();
        value
    });
    (computing, sink(mapped, same))
}

/// From the cancel to the end of the graph.
async fn cancel() -> Duration {
    let (computing, end) = computing_graph();
    computing.has_begun().await;
    let start = Instant::now();
    computing.cancel();
    end.await.unwrap();
    start.elapsed()
}

/// How much later than a deadline of 1 ms the graph ends.
async fn deadline() -> Duration {
    let (computing, end) = computing_graph();
    computing.has_begun().await;
    let start = Instant::now();
    tokio::time::sleep(Duration::from_millis(1)).await;
    computing.cancel();
    end.await.unwrap();
    start.elapsed().saturating_sub(Duration::from_millis(1))
}

/// From the failure of one function to the end of all, while the operator's other function computes.
async fn failure() -> Duration {
    let computing = Arc::new(Computing::default());
    let node = computing.clone();
    let computes = tokio::spawn(async move { node.until_cancelled() });
    let node = computing.clone();
    let fails = tokio::spawn(async move {
        node.has_begun().await;
        let failed = Instant::now();
        node.cancel();
        failed
    });
    let failed = fails.await.unwrap();
    computes.await.unwrap();
    failed.elapsed()
}

/// Until the sink sees the first of eight elements that take 2 ms each.
async fn first() -> Duration {
    let start = Instant::now();
    let mut slow = map_with(source(0..8, 256), 256, |value| {
        keep_thread(Duration::from_millis(2));
        value
    });
    let mut first = Duration::ZERO;
    while let Some(value) = slow.recv().await {
        if value == 0 {
            first = start.elapsed();
        }
    }
    first
}

/// Two elements of 20 ms each for two tasks that wait, until both are done.
async fn burst() -> Duration {
    let (senders, tasks): (Vec<_>, Vec<_>) = (0..2)
        .map(|_| {
            let (sender, begin) = oneshot::channel::<()>();
            let task = tokio::spawn(async move {
                begin.await.unwrap();
                keep_thread(Duration::from_millis(20));
            });
            (sender, task)
        })
        .unzip();
    tokio::time::sleep(Duration::from_millis(2)).await;
    let start = Instant::now();
    for sender in senders {
        sender.send(()).unwrap();
    }
    for task in tasks {
        task.await.unwrap();
    }
    start.elapsed()
}

/// Until a light branch of 100 elements is done, beside a function that keeps its thread for 20 ms.
async fn neighbour() -> Duration {
    let start = Instant::now();
    let heavy = tokio::spawn(async { keep_thread(Duration::from_millis(20)) });
    let light = map(map(source(0..100, 1), 1), 1);
    sink(light, same).await.unwrap();
    let elapsed = start.elapsed();
    heavy.await.unwrap();
    elapsed
}
