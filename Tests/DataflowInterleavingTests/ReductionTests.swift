import struct Synchronization.AtomicLoadOrdering
import struct Synchronization.AtomicStoreOrdering
import struct Synchronization.AtomicUpdateOrdering
import Testing

@testable import Dataflow

/// A small random program over two atomics: what its participants read, and what is left, is its outcome.
private struct RandomProgram {
    private enum Instruction { case load, store, add, exchange }

    private let code: [[(instruction: Instruction, object: Int)]]
    let outcomes = Outcomes()

    final class Outcomes {
        var seen: Set<[Int]> = []
    }

    private let objectCount: Int
    private let isTotal: Bool

    init(seed: UInt64, objects: Int = 2, isTotal: Bool = false) {
        objectCount = objects
        self.isTotal = isTotal
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        code = (0..<3).map { _ in
            (0..<(2 + random(2))).map { _ in
                ([Instruction.load, .store, .add, .exchange][random(4)], random(objects))
            }
        }
    }

    var scene: Scene {
        Scene(name: "random") { _ in
            let objects = (0..<objectCount).map { _ in Counter() }
            let reads = Reads(count: code.count)
            let participants = code.indices.map { number in
                Cast.Participant(name: "p\(number)") {
                    for (place, step) in code[number].enumerated() {
                        run(step.instruction, objects[step.object], number * 10 + place + 1) {
                            reads.values[number].append($0)
                        }
                    }
                }
            }
            return Cast(participants: participants) {
                outcomes.seen.insert(
                    reads.values.flatMap { [-1] + $0 } + objects.map { $0.value.load(ordering: .relaxed) })
                return []
            }
        }
    }

    private func run(_ instruction: Instruction, _ object: Counter, _ operand: Int, _ read: (Int) -> Void) {
        switch instruction {
        case .load: read(object.value.load(ordering: isTotal ? .sequentiallyConsistent : .relaxed))
        case .store: object.value.store(operand, ordering: isTotal ? .sequentiallyConsistent : .relaxed)
        case .add: object.value.add(operand, ordering: isTotal ? .sequentiallyConsistent : .relaxed)
        case .exchange:
            read(object.value.exchange(operand, ordering: isTotal ? .sequentiallyConsistent : .acquiringAndReleasing))
        }
    }

    private final class Reads {
        var values: [[Int]]
        init(count: Int) { values = Array(repeating: [], count: count) }
    }
}

extension Interleavings {
    @Suite("The reduction")
    struct ReductionTests {
        @Test("A reduced search sees every outcome that all interleavings have, in fewer of them")
        func sameOutcomes() {
            var (reduced, all) = (0, 0)
            for seed in 1...40 {
                let (few, many) = (RandomProgram(seed: UInt64(seed)), RandomProgram(seed: UInt64(seed)))
                reduced += few.scene.explore().interleavings
                all += many.scene.explore(.bounded(.max)).interleavings
                let missing = many.outcomes.seen.subtracting(few.outcomes.seen)
                #expect(missing.isEmpty, "seed \(seed)")
            }
            print("interleavings: 40 random programs: \(reduced) in place of \(all)")
            #expect(reduced < all / 2)
        }

        @Test("To stop only where atomics are contended loses no outcome, and saves interleavings")
        func contended() {
            var (fewer, all) = (0, 0)
            for seed in 1...40 {
                let few = RandomProgram(seed: UInt64(seed), objects: 4)
                let many = RandomProgram(seed: UInt64(seed), objects: 4)
                fewer += few.scene.explore(.bounded(100)).interleavings
                all += many.scene.explore(.bounded(.max)).interleavings
                #expect(few.outcomes.seen == many.outcomes.seen, "seed \(seed)")
            }
            print("interleavings: 40 random programs: \(fewer) in place of \(all)")
            #expect(fewer < all / 2)
        }

        @Test("If every access is sequentially consistent, weak memory has no other outcome; else it may have more")
        func orders() {
            var weaker = 0
            for seed in 1...40 {
                let seed = UInt64(seed)
                let (total, same) = (RandomProgram(seed: seed, isTotal: true), RandomProgram(seed: seed, isTotal: true))
                let relaxed = RandomProgram(seed: seed)
                _ = total.scene.explore(.bounded(100))
                _ = same.scene.explore(.weak(preemptions: 100, staleReads: 100))
                _ = relaxed.scene.explore(.weak(preemptions: 100, staleReads: 100))
                #expect(total.outcomes.seen == same.outcomes.seen, "seed \(seed)")
                #expect(relaxed.outcomes.seen.isSuperset(of: total.outcomes.seen), "seed \(seed)")
                if relaxed.outcomes.seen.count > total.outcomes.seen.count { weaker += 1 }
            }
            print("interleavings: 40 random programs, \(weaker) of which have more outcomes in relaxed order")
            #expect(weaker > 10)
        }
    }
}
