"""The workloads with asyncio alone: every operator a task, every edge a bounded queue.

`END` travels through a queue after the last element. Several writers on one queue are the
merge and several readers the balance, so neither needs a task.
"""

import asyncio
import functools
import time
from asyncio import Queue, create_task, gather

from outcome import Outcome, Size, part

END = None


async def source(values, out: Queue):
    for value in values:
        await out.put(value)


async def ended(out: Queue, writer):
    """Puts the end behind what a writer writes."""
    await writer
    await out.put(END)


async def add_one(inputs: Queue, out: Queue):
    while (value := await inputs.get()) is not END:
        await out.put(value + 1)


async def zip_node(left: Queue, right: Queue, out: Queue):
    while (a := await left.get()) is not END and (b := await right.get()) is not END:
        await out.put((a, b))


async def total(inputs: Queue) -> int:
    result = 0
    while (value := await inputs.get()) is not END:
        result += value
    return result


async def total_of_pairs(inputs: Queue) -> int:
    result = 0
    while (pair := await inputs.get()) is not END:
        result += pair[0] + pair[1]
    return result


class Graph:
    """Starts nodes. The loop itself holds its tasks only weakly, so they are kept here."""

    def __init__(self, size: Size):
        self.capacity = size.capacity
        self.tasks = []

    def node(self, operator, *inputs) -> Queue:
        out = Queue(self.capacity)
        self.tasks.append(create_task(ended(out, operator(*inputs, out))))
        return out

    def maps(self, inputs: Queue, count: int) -> Queue:
        for _ in range(count):
            inputs = self.node(add_one, inputs)
        return inputs


async def chain(maps: int, size: Size) -> int:
    graph = Graph(size)
    return await create_task(total(graph.maps(graph.node(source, range(size.elements)), maps)))


async def merge(sources: int, size: Size) -> int:
    merged = Queue(size.capacity)
    writers = [source(part(i, sources, size.elements), merged) for i in range(sources)]
    end = create_task(ended(merged, gather(*writers)))
    result = await create_task(total(merged))
    await end
    return result


async def zip_two(size: Size) -> int:
    graph = Graph(size)
    left, right = (graph.node(source, range(size.elements)) for _ in range(2))
    return await create_task(total_of_pairs(graph.node(zip_node, left, right)))


async def broadcast_zip(size: Size) -> int:
    graph = Graph(size)
    inputs = graph.node(source, range(size.elements))
    left, right = Queue(size.capacity), Queue(size.capacity)

    async def broadcast():
        while (value := await inputs.get()) is not END:
            await left.put(value)
            await right.put(value)
        await left.put(END)
        await right.put(END)

    graph.tasks.append(create_task(broadcast()))
    zipped = graph.node(zip_node, graph.maps(left, 1), graph.maps(right, 1))
    return await create_task(total_of_pairs(zipped))


async def balance_merge(size: Size) -> int:
    graph = Graph(size)
    inputs = graph.node(source, range(size.elements))
    merged = Queue(size.capacity)

    async def worker():
        await add_one(inputs, merged)
        await inputs.put(END)  # for the next worker

    graph.tasks.append(create_task(ended(merged, gather(*(worker() for _ in range(4))))))
    return await create_task(total(merged))


async def compute(value: int) -> int:
    return value + 1


def ready(value: int):
    future = asyncio.get_running_loop().create_future()
    future.set_result(value + 1)
    return future


def spawned(value: int):
    return create_task(compute(value))


async def map_async(function, size: Size) -> int:
    """Futures wait in a queue in the order of the elements: two there, one at either end."""
    graph = Graph(size)

    async def start(inputs: Queue, pending: Queue):
        while (value := await inputs.get()) is not END:
            await pending.put(function(value))

    async def collect(pending: Queue, out: Queue):
        while (future := await pending.get()) is not END:
            await out.put(await future)

    inputs = graph.node(source, range(size.elements))
    pending = Queue(2)
    graph.tasks.append(create_task(ended(pending, start(inputs, pending))))
    return await create_task(total(graph.node(collect, pending)))


async def merge_mostly_idle(size: Size) -> Outcome:
    """10,000 writers on one queue, of which four write; the clock starts when all wait."""
    start, stop = asyncio.Event(), asyncio.Event()
    merged = Queue(size.capacity)

    async def active(i):
        await start.wait()
        await source(part(i, 4, size.elements), merged)

    idle = [create_task(stop.wait()) for _ in range(9_996)]
    end = create_task(ended(merged, gather(*(active(i) for i in range(4)))))
    result = create_task(total(merged))
    await asyncio.sleep(0.1)
    begin = time.perf_counter_ns()
    start.set()
    outcome = Outcome(await result, time.perf_counter_ns() - begin)
    stop.set()
    await gather(end, *idle)
    return outcome


async def ping_pong(size: Size) -> int:
    graph = Graph(size)
    ping = Queue(size.capacity)
    pong = graph.maps(ping, 1)
    token = 1  # this node's first visit
    await ping.put(token)
    while (token := await pong.get()) < 2 * size.elements:
        await ping.put(token + 1)
    await ping.put(END)
    await gather(*graph.tasks)
    return token


async def latency(size: Size) -> Outcome:
    """One element through eight waiting nodes, seen from outside."""
    graph = Graph(size)
    first = Queue(size.capacity)
    last = graph.maps(first, 8)
    outcome = Outcome(0)
    for value in range(size.elements):
        start = time.perf_counter_ns()
        await first.put(value)
        outcome.sum += await last.get()
        outcome.samples.append(time.perf_counter_ns() - start)
    await first.put(END)
    await gather(*graph.tasks)
    return outcome


async def small(size: Size) -> int:
    one = Size(10, size.capacity)
    return sum(await gather(*(chain(1, one) for _ in range(size.elements))))


async def build_run(size: Size) -> int:
    result = 0
    for _ in range(size.elements):
        result += await chain(8, Size(1, size.capacity))
    return result


WORKLOADS = {
    "chain1": functools.partial(chain, 1),
    "chain3": functools.partial(chain, 3),
    "chain8": functools.partial(chain, 8),
    "merge4": functools.partial(merge, 4),
    "merge64": functools.partial(merge, 64),
    "zip": zip_two,
    "broadcastzip": broadcast_zip,
    "balancemerge": balance_merge,
    "mapasync4ready": functools.partial(map_async, ready),
    "mapasync4spawned": functools.partial(map_async, spawned),
    "merge10000": merge_mostly_idle,
    "pingpong": ping_pong,
    "latency8": latency,
    "small1000": small,
    "buildrun10": build_run,
}
