//! Dataflow with Rust's channels: tokio tasks over tokio's mpsc, threads over
//! crossbeam's channels, and futures' stream combinators as the fused form.
//! See ../../README.md for the command line.

mod crossbeam_nodes;
mod fused;
mod harness;
mod tokio_nodes;
mod tokio_promptness;
mod tokio_special;

fn main() {
    let mut cases = Vec::new();
    tokio_nodes::add(&mut cases);
    tokio_special::add(&mut cases);
    tokio_promptness::add(&mut cases);
    crossbeam_nodes::add(&mut cases);
    fused::add(&mut cases);
    harness::run(cases);
}
