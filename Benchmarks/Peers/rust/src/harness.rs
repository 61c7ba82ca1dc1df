//! The command line, the clock, the check of the result and the JSON line.

use std::process::exit;
use std::time::{Duration, Instant};

#[derive(Clone, Copy)]
pub struct Size {
    pub elements: i64,
    pub capacity: usize,
}

#[derive(Default)]
pub struct Outcome {
    pub sum: i64,
    pub elapsed: Duration,
    /// Filled by latency workloads only.
    pub samples: Vec<Duration>,
}

pub struct Case {
    pub workload: &'static str,
    pub form: &'static str,
    pub variant: &'static str,
    /// The least capacity that the engine's channels can have.
    pub least_capacity: usize,
    pub run: Box<dyn Fn(Size) -> Outcome>,
}

/// The clock covers building, running and finishing the graph.
pub fn timed(body: impl FnOnce() -> i64) -> Outcome {
    let start = Instant::now();
    let sum = body();
    Outcome { sum, elapsed: start.elapsed(), samples: Vec::new() }
}

/// The `i`-th of `k` nearly equal parts of `0..n`.
pub fn part(i: usize, k: usize, n: i64) -> std::ops::Range<i64> {
    let (i, k) = (i as i64, k as i64);
    n * i / k..n * (i + 1) / k
}

const WORKLOADS: [&str; 23] = [
    "chain1",
    "chain3",
    "chain8",
    "merge4",
    "merge64",
    "zip",
    "broadcastzip",
    "balancemerge",
    "mapasync4ready",
    "mapasync4spawned",
    "mapasync4unorderedready",
    "mapasync4unorderedspawned",
    "merge10000",
    "pingpong",
    "latency8",
    "small1000",
    "buildrun10",
    "promptburst",
    "promptcancel",
    "promptdeadline",
    "promptfailure",
    "promptfirst",
    "promptneighbour",
];

fn expected(workload: &str, n: i64) -> i64 {
    let triangle = n * (n - 1) / 2;
    if workload.starts_with("prompt") {
        return n;
    }
    match workload {
        "chain1" | "balancemerge" => triangle + n,
        "chain3" => triangle + 3 * n,
        "chain8" | "latency8" => triangle + 8 * n,
        "merge4" | "merge64" | "merge10000" => triangle,
        "zip" => 2 * triangle,
        "broadcastzip" => 2 * (triangle + n),
        "pingpong" => 2 * n,
        "small1000" => 1000 * 55,
        "buildrun10" => 8 * n,
        _ => triangle + n, // mapasync4*
    }
}

fn fail(status: i32, message: String) -> ! {
    eprintln!("rust: {message}");
    exit(status)
}

fn report(case: &Case, size: Size, mut outcome: Outcome) {
    let Case { workload, form, variant, .. } = case;
    let want = expected(workload, size.elements);
    if outcome.sum != want {
        fail(1, format!("{workload} ({form} {variant}): sum is {}, should be {want}", outcome.sum));
    }
    let result = if outcome.samples.is_empty() {
        let each = outcome.elapsed.as_nanos() as f64 / size.elements as f64;
        format!("\"ns_per_element\":{each:.2}")
    } else {
        outcome.samples.sort();
        let at = |percent: usize| outcome.samples[outcome.samples.len() * percent / 100].as_nanos();
        format!("\"p50_ns\":{},\"p99_ns\":{}", at(50), at(99))
    };
    println!(
        "{{\"peer\":\"rust\",\"form\":\"{form}\",\"variant\":\"{variant}\",\"workload\":\"{workload}\",\
         \"capacity\":{},\"elements\":{},{result}}}",
        size.capacity, size.elements
    );
}

pub fn run(cases: Vec<Case>) {
    let mut workload = String::new();
    let mut size = Size { elements: 1_000_000, capacity: 256 };
    let mut rounds = 5;
    let mut arguments = std::env::args().skip(1);
    while let Some(option) = arguments.next() {
        if option == "--list" {
            return WORKLOADS.iter().for_each(|name| println!("{name}"));
        }
        let value = arguments.next().unwrap_or_else(|| fail(2, format!("{option}: no value")));
        let number = || value.parse::<u32>().unwrap_or_else(|_| fail(2, format!("{option}: not a number")));
        match option.as_str() {
            "--workload" => workload = value,
            "--elements" => size.elements = number().max(1) as i64,
            "--capacity" => size.capacity = number() as usize,
            "--rounds" => rounds = number(),
            _ => fail(2, format!("{option}: no such option")),
        }
    }
    if workload == "small1000" {
        size.elements = 1000;
    }
    let chosen: Vec<_> = cases.into_iter().filter(|case| case.workload == workload).collect();
    if chosen.is_empty() {
        fail(2, "no such workload".into());
    }
    let usable = |case: &Case| Size { capacity: size.capacity.max(case.least_capacity), ..size };
    for case in &chosen {
        (case.run)(usable(case)); // warm-up: page faults, threads
    }
    for _ in 0..rounds {
        // Forms take turns, so that a slow spell of the machine meets them all.
        for case in &chosen {
            report(case, usable(case), (case.run)(usable(case)));
        }
    }
}
