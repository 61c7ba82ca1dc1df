"""The workloads with aiostream's operators: one task, each operator pulls from the one before.

This is the library's only form, so it counts as the fused one. It has no broadcast, no balance
and no cycles. The sources are plain async generators, because `stream.range` gives way to the
event loop (`sleep(0)`) at every element.
"""

import asyncio
import functools
import time

from aiostream import async_, pipe, stream

from outcome import Outcome, Size, part


async def numbers(values):
    for value in values:
        yield value


def add_one(value):
    return value + 1


def add_one_ready(value):
    future = asyncio.get_running_loop().create_future()
    future.set_result(value + 1)
    return future


async def compute(value):
    return value + 1


def add_one_spawned(value):
    return asyncio.create_task(compute(value))


async def total(source) -> int:
    result = 0
    async with source.stream() as streamer:
        async for value in streamer:
            result += value
    return result


def build_chain(maps: int, elements: int):
    source = stream.iterate(numbers(range(elements)))
    for _ in range(maps):
        source = source | pipe.map(add_one)
    return source


async def chain(maps: int, size: Size) -> int:
    return await total(build_chain(maps, size.elements))


async def merge(sources: int, size: Size) -> int:
    return await total(stream.merge(*(numbers(part(i, sources, size.elements)) for i in range(sources))))


async def zip_two(size: Size) -> int:
    result = 0
    left, right = numbers(range(size.elements)), numbers(range(size.elements))
    async with stream.zip(left, right).stream() as streamer:
        async for a, b in streamer:
            result += a + b
    return result


async def map_async(function, ordered: bool, size: Size) -> int:
    # `async_` marks a plain function whose result is awaitable.
    source = stream.iterate(numbers(range(size.elements)))
    return await total(source | pipe.map(async_(function), ordered=ordered, task_limit=4))


async def merge_mostly_idle(size: Size) -> Outcome:
    """10,000 sources, of which four send; the clock starts when all of them wait."""
    start = asyncio.Event()

    async def active(i):
        await start.wait()
        for value in part(i, 4, size.elements):
            yield value

    async def collect():
        result, left = 0, size.elements
        async with stream.merge(*sources).stream() as streamer:
            async for value in streamer:
                result += value
                left -= 1
                if left == 0:  # the idle ones are torn down after the clock has stopped
                    return result, time.perf_counter_ns()

    sources = [active(i) for i in range(4)] + [stream.never() for _ in range(9_996)]
    collected = asyncio.create_task(collect())
    await asyncio.sleep(1)
    begin = time.perf_counter_ns()
    start.set()
    result, end = await collected
    return Outcome(result, end - begin)


async def small(size: Size) -> int:
    return sum(await asyncio.gather(*(total(build_chain(1, 10)) for _ in range(size.elements))))


async def build_run(size: Size) -> int:
    result = 0
    for _ in range(size.elements):
        result += await total(build_chain(8, 1))
    return result


WORKLOADS = {
    "chain1": functools.partial(chain, 1),
    "chain3": functools.partial(chain, 3),
    "chain8": functools.partial(chain, 8),
    "merge4": functools.partial(merge, 4),
    "merge64": functools.partial(merge, 64),
    "zip": zip_two,
    "mapasync4ready": functools.partial(map_async, add_one_ready, True),
    "mapasync4spawned": functools.partial(map_async, add_one_spawned, True),
    "mapasync4unorderedready": functools.partial(map_async, add_one_ready, False),
    "mapasync4unorderedspawned": functools.partial(map_async, add_one_spawned, False),
    "merge10000": merge_mostly_idle,
    "small1000": small,
    "buildrun10": build_run,
}
