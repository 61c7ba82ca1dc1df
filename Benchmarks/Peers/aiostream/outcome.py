from dataclasses import dataclass, field


@dataclass(frozen=True)
class Size:
    elements: int
    capacity: int


@dataclass
class Outcome:
    sum: int
    ns: int = 0
    samples: list[int] = field(default_factory=list)  # filled by latency workloads only


def part(i: int, k: int, n: int) -> range:
    """The i-th of k nearly equal parts of 0..<n."""
    return range(n * i // k, n * (i + 1) // k)
