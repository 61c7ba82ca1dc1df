import struct Synchronization.AtomicLoadOrdering
import struct Synchronization.AtomicStoreOrdering
import struct Synchronization.AtomicUpdateOrdering

@testable import Dataflow

/// A few participants that read and write shared atomics; the outcome is what they read, one after the other.
struct Litmus {
    typealias Body = ([Counter]) -> [Int]

    let bodies: [Body]
    var objects = 2
    /// Bounds that leave out nothing in programs as small as these.
    var strategy = Strategy.weak(preemptions: 6, staleReads: 6)

    init(_ bodies: Body..., objects: Int = 2) {
        self.bodies = bodies
        self.objects = objects
    }

    /// Every outcome that the memory orders allow.
    var outcomes: Set<[Int]> {
        let seen = Seen()
        let scene = Scene(name: "litmus") { _ in
            let counters = (0..<objects).map { _ in Counter() }
            let reads = Reads(bodies.count)
            let cast = bodies.enumerated().map { number, body in
                Cast.Participant(name: "p\(number)") { reads.values[number] = body(counters) }
            }
            return Cast(participants: cast) {
                seen.outcomes.insert(reads.values.flatMap { $0 })
                return []
            }
        }
        let found = scene.explore(strategy)
        precondition(found.failure == nil && found.isComplete)
        return seen.outcomes
    }

    private final class Seen {
        var outcomes: Set<[Int]> = []
    }

    private final class Reads {
        var values: [[Int]]
        init(_ count: Int) { values = Array(repeating: [], count: count) }
    }
}

// MARK: - The classical ones

extension Litmus {
    /// Each stores, and then reads what the other one stores. `fence` comes between the two.
    static func storeBuffering(
        _ store: AtomicStoreOrdering, _ load: AtomicLoadOrdering, fence: AtomicUpdateOrdering? = nil
    ) -> Litmus {
        func body(_ own: Int, _ other: Int) -> Body {
            { objects in
                objects[own].value.store(1, ordering: store)
                if let fence { Dataflow.atomicMemoryFence(ordering: fence) }
                return [objects[other].value.load(ordering: load)]
            }
        }
        return Litmus(body(0, 1), body(1, 0))
    }

    /// One stores a message and then a flag; the other reads the flag and then the message.
    static func messagePassing(_ store: AtomicStoreOrdering, _ load: AtomicLoadOrdering) -> Litmus {
        Litmus(
            { objects in
                objects[0].value.store(1, ordering: .relaxed)
                objects[1].value.store(1, ordering: store)
                return []
            },
            { objects in
                let flag = objects[1].value.load(ordering: load)
                return [flag, objects[0].value.load(ordering: .relaxed)]
            })
    }

    /// The same with fences and relaxed accesses.
    static func messagePassing(fences first: AtomicUpdateOrdering, _ second: AtomicUpdateOrdering) -> Litmus {
        Litmus(
            { objects in
                objects[0].value.store(1, ordering: .relaxed)
                Dataflow.atomicMemoryFence(ordering: first)
                objects[1].value.store(1, ordering: .relaxed)
                return []
            },
            { objects in
                let flag = objects[1].value.load(ordering: .relaxed)
                Dataflow.atomicMemoryFence(ordering: second)
                return [flag, objects[0].value.load(ordering: .relaxed)]
            })
    }

    /// A message and a flag, which a third participant adds to before it is read.
    static func releaseSequence(_ update: AtomicUpdateOrdering, isUpdate: Bool = true) -> Litmus {
        Litmus(
            { objects in
                objects[0].value.store(1, ordering: .relaxed)
                objects[1].value.store(1, ordering: .releasing)
                return []
            },
            { objects in
                if isUpdate {
                    objects[1].value.add(1, ordering: update)
                } else {
                    objects[1].value.store(2, ordering: .relaxed)
                }
                return []
            },
            { objects in
                let flag = objects[1].value.load(ordering: .acquiring)
                return [flag, objects[0].value.load(ordering: .relaxed)]
            })
    }

    /// Two store to one object each; two others read both, in opposite order.
    static func independentReads(_ store: AtomicStoreOrdering, _ load: AtomicLoadOrdering) -> Litmus {
        func write(_ object: Int) -> Body {
            { objects in
                objects[object].value.store(1, ordering: store)
                return []
            }
        }
        func read(_ first: Int, _ second: Int) -> Body {
            { objects in
                let value = objects[first].value.load(ordering: load)
                return [value, objects[second].value.load(ordering: load)]
            }
        }
        return Litmus(write(0), write(1), read(0, 1), read(1, 0))
    }

    /// One stores a message and a flag; a second one reads the flag and stores another; a third one reads that and the message.
    static func causality(_ store: AtomicStoreOrdering, _ load: AtomicLoadOrdering) -> Litmus {
        Litmus(
            { objects in
                objects[0].value.store(1, ordering: .relaxed)
                objects[1].value.store(1, ordering: store)
                return []
            },
            { objects in
                let flag = objects[1].value.load(ordering: load)
                objects[2].value.store(flag, ordering: store)
                return []
            },
            { objects in
                let flag = objects[2].value.load(ordering: load)
                return [flag, objects[0].value.load(ordering: .relaxed)]
            }, objects: 3)
    }
}
