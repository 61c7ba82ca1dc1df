//! Every operator a tokio task, every edge a bounded tokio mpsc channel.

use std::future::Future;
use std::ops::Range;
use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{channel, error::TrySendError, Receiver};
use tokio::task::JoinHandle;

use crate::harness::{part, timed, Case, Outcome, Size};

/// Both runtimes live as long as the program, so that no measurement pays for
/// threads.
pub fn runtimes() -> [(&'static str, &'static Runtime); 2] {
    static ONE: OnceLock<Runtime> = OnceLock::new();
    static TWO: OnceLock<Runtime> = OnceLock::new();
    let one = ONE.get_or_init(|| Builder::new_current_thread().build().unwrap());
    let two = TWO.get_or_init(|| Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap());
    [("tokio-mpsc", one), ("tokio-mpsc-2threads", two)]
}

/// Adds one case per runtime. The body runs in a task, not in `block_on` itself:
/// that one has a thread of its own in the multi-threaded runtime.
pub fn case<F, T>(cases: &mut Vec<Case>, workload: &'static str, body: F)
where
    F: Fn(Size) -> T + Copy + 'static,
    T: Future<Output = Outcome> + Send + 'static,
{
    for (variant, runtime) in runtimes() {
        let run = move |size| runtime.block_on(async move { tokio::spawn(body(size)).await.unwrap() });
        cases.push(Case { workload, form: "nodes", variant, least_capacity: 1, run: Box::new(run) });
    }
}

/// As `case`, timed as a whole.
pub fn timed_case<F, T>(cases: &mut Vec<Case>, workload: &'static str, body: F)
where
    F: Fn(Size) -> T + Copy + 'static,
    T: Future<Output = i64> + Send + 'static,
{
    for (variant, runtime) in runtimes() {
        let run = move |size| timed(|| runtime.block_on(async move { tokio::spawn(body(size)).await.unwrap() }));
        cases.push(Case { workload, form: "nodes", variant, least_capacity: 1, run: Box::new(run) });
    }
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
}

pub fn source(range: Range<i64>, capacity: usize) -> Receiver<i64> {
    let (sender, out) = channel(capacity);
    tokio::spawn(async move {
        for value in range {
            sender.send(value).await.unwrap();
        }
    });
    out
}

pub fn map(mut input: Receiver<i64>, capacity: usize) -> Receiver<i64> {
    let (sender, out) = channel(capacity);
    tokio::spawn(async move {
        while let Some(value) = input.recv().await {
            sender.send(value + 1).await.unwrap();
        }
    });
    out
}

pub fn sink<T: Send + 'static>(mut input: Receiver<T>, value_of: fn(T) -> i64) -> JoinHandle<i64> {
    tokio::spawn(async move {
        let mut sum = 0;
        while let Some(value) = input.recv().await {
            sum += value_of(value);
        }
        sum
    })
}

pub fn same(value: i64) -> i64 {
    value
}

pub fn start_chain(maps: usize, size: Size) -> JoinHandle<i64> {
    let first = source(0..size.elements, size.capacity);
    sink((0..maps).fold(first, |last, _| map(last, size.capacity)), same)
}

pub async fn chain(maps: usize, size: Size) -> i64 {
    start_chain(maps, size).await.unwrap()
}

/// Several senders on one channel are the merge; there is no node.
async fn merge(sources: usize, size: Size) -> i64 {
    let (sender, merged) = channel(size.capacity);
    for i in 0..sources {
        let sender = sender.clone();
        tokio::spawn(async move {
            for value in part(i, sources, size.elements) {
                sender.send(value).await.unwrap();
            }
        });
    }
    drop(sender);
    sink(merged, same).await.unwrap()
}

fn zip_node(mut left: Receiver<i64>, mut right: Receiver<i64>, capacity: usize) -> Receiver<(i64, i64)> {
    let (sender, out) = channel(capacity);
    tokio::spawn(async move {
        while let (Some(a), Some(b)) = (left.recv().await, right.recv().await) {
            sender.send((a, b)).await.unwrap();
        }
    });
    out
}

async fn zip(size: Size) -> i64 {
    let (left, right) = (source(0..size.elements, size.capacity), source(0..size.elements, size.capacity));
    sink(zip_node(left, right, size.capacity), |(a, b)| a + b).await.unwrap()
}

async fn broadcast_zip(size: Size) -> i64 {
    let mut input = source(0..size.elements, size.capacity);
    let (to_left, left) = channel(size.capacity);
    let (to_right, right) = channel(size.capacity);
    tokio::spawn(async move {
        while let Some(value) = input.recv().await {
            to_left.send(value).await.unwrap();
            to_right.send(value).await.unwrap();
        }
    });
    let zipped = zip_node(map(left, size.capacity), map(right, size.capacity), size.capacity);
    sink(zipped, |(a, b)| a + b).await.unwrap()
}

/// mpsc has one receiver, so the balance is a node: it fills the first of the four
/// channels that has room, going round, and waits only when none has.
async fn balance_merge(size: Size) -> i64 {
    let mut input = source(0..size.elements, size.capacity);
    let (merge, merged) = channel(size.capacity);
    let mut senders = Vec::new();
    for _ in 0..4 {
        let (sender, mut worker) = channel(size.capacity);
        let merge = merge.clone();
        senders.push(sender);
        tokio::spawn(async move {
            while let Some(value) = worker.recv().await {
                merge.send(value + 1).await.unwrap();
            }
        });
    }
    drop(merge);
    tokio::spawn(async move {
        let mut next = 0;
        while let Some(mut value) = input.recv().await {
            let mut tried = 0;
            loop {
                let sender = &senders[next % 4];
                next += 1;
                if tried == 4 {
                    break sender.send(value).await.unwrap();
                }
                match sender.try_send(value) {
                    Ok(()) => break,
                    Err(TrySendError::Full(back)) => value = back,
                    Err(TrySendError::Closed(_)) => panic!("a worker ended early"),
                }
                tried += 1;
            }
        }
    });
    sink(merged, same).await.unwrap()
}
