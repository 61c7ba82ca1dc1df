import struct Synchronization.AtomicLoadOrdering
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

    init(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        code = (0..<3).map { _ in
            (0..<(2 + random(2))).map { _ in
                ([Instruction.load, .store, .add, .exchange][random(4)], random(2))
            }
        }
    }

    var scene: Scene {
        Scene(name: "random") { _ in
            let objects = [Counter(), Counter()]
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
        case .load: read(object.value.load(ordering: .relaxed))
        case .store: object.value.store(operand, ordering: .relaxed)
        case .add: object.value.add(operand, ordering: .relaxed)
        case .exchange: read(object.value.exchange(operand, ordering: .acquiringAndReleasing))
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
    }
}
