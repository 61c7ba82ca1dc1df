"""aiostream, and plain asyncio tasks joined by queues. See ../README.md for the contract."""

import argparse
import asyncio
import json
import sys
import time

import queues
import streams
from outcome import Outcome, Size

PEER = "aiostream"


def expected(workload: str, n: int) -> int:
    triangle = n * (n - 1) // 2
    if workload.startswith("chain"):
        return triangle + int(workload.removeprefix("chain")) * n
    if workload.startswith("merge"):
        return triangle
    return {
        "zip": 2 * triangle,
        "broadcastzip": 2 * (triangle + n),
        "pingpong": 2 * n,
        "latency8": triangle + 8 * n,
        "small1000": 1000 * 55,
        "buildrun10": 8 * n,
    }.get(workload, triangle + n)  # one map: balancemerge, mapasync4*


def measure(body, size: Size) -> Outcome:
    """Runs a body in the running loop; it returns its sum, or an outcome it timed itself."""

    async def run():
        start = time.perf_counter_ns()
        result = await body(size)
        if isinstance(result, Outcome):
            return result
        return Outcome(result, time.perf_counter_ns() - start)

    return runner.run(run())


def report(form: str, variant: str, workload: str, size: Size, outcome: Outcome) -> None:
    want = expected(workload, size.elements)
    if outcome.sum != want:
        sys.exit(f"{PEER}: {workload} ({form} {variant}): sum is {outcome.sum}, should be {want}")
    line = {
        "peer": PEER,
        "form": form,
        "variant": variant,
        "workload": workload,
        "capacity": size.capacity,
        "elements": size.elements,
    }
    if outcome.samples:
        ordered = sorted(outcome.samples)
        line["p50_ns"] = ordered[len(ordered) // 2]
        line["p99_ns"] = ordered[len(ordered) * 99 // 100]
    else:
        line["ns_per_element"] = round(outcome.ns / size.elements, 1)
    print(json.dumps(line, separators=(",", ":")), flush=True)


def main() -> None:
    forms = [("nodes", "asyncio-queues", queues.WORKLOADS), ("fused", "aiostream", streams.WORKLOADS)]
    parser = argparse.ArgumentParser(prog="run")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--workload")
    parser.add_argument("--elements", type=int, default=100_000)
    parser.add_argument("--capacity", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    names = list(streams.WORKLOADS | queues.WORKLOADS)
    if arguments.list:
        print("\n".join(names))
        return
    workload = arguments.workload
    if workload not in names:
        parser.error("no such workload")
    if arguments.elements < 1 or arguments.capacity < 0 or arguments.rounds < 1:
        parser.error("a number out of range")
    # An asyncio queue of size 0 has no bound, so 1 is the least.
    size = Size(1000 if workload == "small1000" else arguments.elements, max(1, arguments.capacity))
    chosen = [(form, variant, works[workload]) for form, variant, works in forms if workload in works]
    for _, _, body in chosen:  # warm-up: the interpreter specialises its bytecode
        measure(body, size)
    for _ in range(arguments.rounds):
        # Forms take turns, so that a slow spell of the machine meets them all.
        for form, variant, body in chosen:
            report(form, variant, workload, size, measure(body, size))


if __name__ == "__main__":
    with asyncio.Runner() as runner:
        main()
