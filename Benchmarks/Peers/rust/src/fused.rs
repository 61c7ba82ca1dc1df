//! The fused form: futures' stream combinators, polled by one task. The compiler
//! sees through all of them and would replace the sum of a range by a formula, so
//! every map hides its result; what is left is what the combinators cost.

use std::hint::black_box;

use futures::executor::block_on;
use futures::future::ready;
use futures::stream::{iter, select_all, FuturesUnordered, Stream, StreamExt};

use crate::harness::{part, timed, Case, Size};
use crate::tokio_nodes::runtimes;
use crate::tokio_special::spawned;

fn case(cases: &mut Vec<Case>, workload: &'static str, variant: &'static str, body: impl Fn(Size) -> i64 + 'static) {
    let run = Box::new(move |size| timed(|| body(size)));
    cases.push(Case { workload, form: "fused", variant, least_capacity: 0, run });
}

pub fn add(cases: &mut Vec<Case>) {
    let streams = "futures-streams";
    case(cases, "chain1", streams, |size| block_on(sum(map(numbers(size)))));
    case(cases, "chain3", streams, |size| block_on(sum(map(map(map(numbers(size)))))));
    case(cases, "chain8", streams, |size| block_on(sum(eight(size))));
    for (name, maps) in [("chain1", 1), ("chain3", 3), ("chain8", 8)] {
        case(cases, name, "plain-loop", move |size| plain_loop(maps, size));
    }
    case(cases, "merge4", streams, |size| merge(4, size));
    case(cases, "merge64", streams, |size| merge(64, size));
    case(cases, "zip", streams, |size| block_on(sum(numbers(size).zip(numbers(size)).map(|(a, b)| black_box(a + b)))));
    case(cases, "mapasync4ready", streams, |size| {
        block_on(sum(numbers(size).map(|value| ready(value + 1)).buffered(4)))
    });
    case(cases, "mapasync4unorderedready", streams, |size| {
        block_on(sum(numbers(size).map(|value| ready(value + 1)).buffer_unordered(4)))
    });
    let variants = ["futures-streams-tokio-spawn", "futures-streams-tokio-spawn-2threads"];
    for (variant, (_, runtime)) in variants.into_iter().zip(runtimes()) {
        case(cases, "mapasync4spawned", variant, move |size| {
            let answers = numbers(size).map(spawned).buffered(4);
            runtime.block_on(async { tokio::spawn(sum(answers)).await.unwrap() })
        });
        case(cases, "mapasync4unorderedspawned", variant, move |size| {
            let answers = numbers(size).map(spawned).buffer_unordered(4);
            runtime.block_on(async { tokio::spawn(sum(answers)).await.unwrap() })
        });
    }
    case(cases, "small1000", streams, |size| {
        let graph = Size { elements: 10, ..size };
        block_on(sum((0..size.elements).map(|_| sum(map(numbers(graph)))).collect::<FuturesUnordered<_>>()))
    });
    case(cases, "buildrun10", streams, |size| {
        (0..size.elements).map(|_| block_on(sum(eight(Size { elements: 1, ..size })))).sum()
    });
}

fn numbers(size: Size) -> impl Stream<Item = i64> + Send {
    iter(0..size.elements)
}

fn map(input: impl Stream<Item = i64> + Send) -> impl Stream<Item = i64> + Send {
    input.map(|value| black_box(value + 1))
}

fn eight(size: Size) -> impl Stream<Item = i64> + Send {
    map(map(map(map(map(map(map(map(numbers(size)))))))))
}

async fn sum(input: impl Stream<Item = i64>) -> i64 {
    input.fold(0, |sum, value| ready(sum + value)).await
}

fn merge(sources: usize, size: Size) -> i64 {
    let inputs = (0..sources).map(|i| iter(part(i, sources, size.elements)));
    block_on(sum(select_all(inputs).map(black_box)))
}

/// A loop over stored closures, as an engine would hold them.
fn plain_loop(maps: usize, size: Size) -> i64 {
    let stages: Vec<Box<dyn Fn(i64) -> i64>> =
        (0..maps).map(|_| black_box(Box::new(|value: i64| value + 1) as _)).collect();
    (0..size.elements).map(|value| stages.iter().fold(value, |value, stage| stage(value))).sum()
}
