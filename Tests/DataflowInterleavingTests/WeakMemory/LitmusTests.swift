import struct Synchronization.AtomicLoadOrdering
import struct Synchronization.AtomicStoreOrdering
import struct Synchronization.AtomicUpdateOrdering
import Testing

@testable import Dataflow

extension Interleavings {
    /// What C++20 says of each, and with it Swift (SE-0410).
    @Suite("Memory orders")
    struct LitmusTests {
        // MARK: - Store buffering

        @Test(
            "A store may be delayed past a later load of another object, unless both are sequentially consistent",
            arguments: [
                (AtomicStoreOrdering.relaxed, AtomicLoadOrdering.relaxed), (.releasing, .acquiring),
                (.sequentiallyConsistent, .relaxed), (.sequentiallyConsistent, .acquiring),
                (.releasing, .sequentiallyConsistent),
            ])
        func storeBuffering(store: AtomicStoreOrdering, load: AtomicLoadOrdering) {
            #expect(Litmus.storeBuffering(store, load).outcomes == [[0, 0], [0, 1], [1, 0], [1, 1]])
        }

        @Test("Sequentially consistent stores and loads have one order")
        func storeBufferingTotal() {
            let litmus = Litmus.storeBuffering(.sequentiallyConsistent, .sequentiallyConsistent)
            #expect(litmus.outcomes == [[0, 1], [1, 0], [1, 1]])
        }

        @Test("A sequentially consistent fence between a store and a load keeps them in order; a weaker one does not")
        func storeBufferingFences() {
            let total = Litmus.storeBuffering(.relaxed, .relaxed, fence: .sequentiallyConsistent)
            #expect(total.outcomes == [[0, 1], [1, 0], [1, 1]])
            let weaker = Litmus.storeBuffering(.relaxed, .relaxed, fence: .acquiringAndReleasing)
            #expect(weaker.outcomes.contains([0, 0]))
        }

        @Test("One fence and one pair of sequentially consistent accesses have one order, too")
        func storeBufferingMixed() {
            func outcomes(_ load: AtomicLoadOrdering) -> Set<[Int]> {
                Litmus(
                    { objects in
                        objects[0].value.store(1, ordering: .relaxed)
                        Dataflow.atomicMemoryFence(ordering: .sequentiallyConsistent)
                        return [objects[1].value.load(ordering: .relaxed)]
                    },
                    { objects in
                        objects[1].value.store(1, ordering: .sequentiallyConsistent)
                        return [objects[0].value.load(ordering: load)]
                    }
                ).outcomes
            }
            #expect(outcomes(.sequentiallyConsistent) == [[0, 1], [1, 0], [1, 1]])
            #expect(outcomes(.acquiring).contains([0, 0]))
        }

        @Test("An update reads the newest value, so two of them on both sides keep a store and a load in order")
        func storeBufferingUpdates() {
            // One of the two updates of object 2 reads the other one, and acquires what it released.
            func body(_ own: Int, _ other: Int) -> Litmus.Body {
                { objects in
                    objects[own].value.store(1, ordering: .relaxed)
                    objects[2].value.add(1, ordering: .acquiringAndReleasing)
                    return [objects[other].value.load(ordering: .relaxed)]
                }
            }
            #expect(!Litmus(body(0, 1), body(1, 0), objects: 3).outcomes.contains([0, 0]))
        }

        // MARK: - Message passing

        @Test("Who acquires from a release sees what was stored before it")
        func messagePassing() {
            #expect(Litmus.messagePassing(.releasing, .acquiring).outcomes == [[0, 0], [0, 1], [1, 1]])
        }

        @Test(
            "With one side relaxed a flag hands nothing over",
            arguments: [
                (AtomicStoreOrdering.relaxed, AtomicLoadOrdering.acquiring), (.releasing, .relaxed),
                (.sequentiallyConsistent, .relaxed), (.relaxed, .sequentiallyConsistent),
            ])
        func messagePassingRelaxed(store: AtomicStoreOrdering, load: AtomicLoadOrdering) {
            #expect(Litmus.messagePassing(store, load).outcomes == [[0, 0], [0, 1], [1, 0], [1, 1]])
        }

        @Test("A releasing and an acquiring fence hand over by relaxed accesses; each alone does not")
        func messagePassingFences() {
            #expect(!Litmus.messagePassing(fences: .releasing, .acquiring).outcomes.contains([1, 0]))
            #expect(Litmus.messagePassing(fences: .releasing, .releasing).outcomes.contains([1, 0]))
            #expect(Litmus.messagePassing(fences: .acquiring, .acquiring).outcomes.contains([1, 0]))
        }

        @Test("An update by somebody else goes on with what a release gave, in any order; a store does not")
        func releaseSequences() {
            #expect(!Litmus.releaseSequence(.relaxed).outcomes.contains([2, 0]))
            #expect(!Litmus.releaseSequence(.acquiringAndReleasing).outcomes.contains([2, 0]))
            #expect(Litmus.releaseSequence(.relaxed, isUpdate: false).outcomes.contains([2, 0]))
        }

        @Test("What is handed on twice is still known; in relaxed order it is not")
        func causality() {
            #expect(!Litmus.causality(.releasing, .acquiring).outcomes.contains([1, 0]))
            #expect(Litmus.causality(.releasing, .relaxed).outcomes.contains([1, 0]))
        }

        // MARK: - One object

        @Test("Nobody reads an older value after a newer one")
        func coherence() {
            let outcomes = Litmus(
                { objects in
                    objects[0].value.store(1, ordering: .relaxed)
                    objects[0].value.store(2, ordering: .relaxed)
                    return []
                },
                { objects in (0..<2).map { _ in objects[0].value.load(ordering: .relaxed) } }
            ).outcomes
            #expect(outcomes == [[0, 0], [0, 1], [0, 2], [1, 1], [1, 2], [2, 2]])
        }

        @Test("Nobody reads an older value than its own")
        func ownStores() {
            let body: Litmus.Body = { objects in
                objects[0].value.store(1, ordering: .relaxed)
                return [objects[0].value.load(ordering: .relaxed)]
            }
            let other: Litmus.Body = { objects in
                objects[0].value.store(2, ordering: .relaxed)
                return []
            }
            #expect(Litmus(body, other).outcomes == [[1], [2]])
        }

        @Test("Updates lose nothing in any order; a failed exchange may read an older value")
        func updates() {
            let add: Litmus.Body = { [$0[0].value.add(1, ordering: .relaxed).newValue] }
            #expect(Litmus(add, add).outcomes == [[1, 2], [2, 1]])
            let store: Litmus.Body = { objects in
                objects[0].value.store(1, ordering: .relaxed)
                objects[0].value.store(2, ordering: .relaxed)
                return []
            }
            let fail: Litmus.Body = { objects in
                let first = objects[0].value.add(0, ordering: .relaxed).oldValue
                return [
                    first, objects[0].value.compareExchange(expected: 9, desired: 9, ordering: .relaxed).original,
                ]
            }
            let outcomes = Litmus(store, fail).outcomes
            #expect(outcomes.isSuperset(of: [[0, 0], [0, 1], [0, 2], [1, 1], [1, 2], [2, 2]]))
        }

        // MARK: - Independent reads

        @Test("Two who read two independent stores agree on their order if all is sequentially consistent")
        func independentReads() {
            let total = Litmus.independentReads(.sequentiallyConsistent, .sequentiallyConsistent)
            #expect(!total.outcomes.contains([1, 0, 1, 0]))
            #expect(Litmus.independentReads(.releasing, .acquiring).outcomes.contains([1, 0, 1, 0]))
        }
    }
}
