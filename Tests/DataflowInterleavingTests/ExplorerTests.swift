import struct Synchronization.AtomicLoadOrdering
import Testing

@testable import Dataflow

extension Interleavings {
    @Suite("The explorer")
    struct ExplorerTests {
        /// Each participant adds 1 to a counter, in two steps.
        private func counting(_ participants: Int, isBroken: Bool) -> Scene {
            Scene(name: "counting") { stage in
                let counter = Counter()
                let participants = (0..<participants).map { number in
                    Cast.Participant(name: "p\(number)") {
                        if isBroken {
                            counter.value.store(counter.value.load(ordering: .relaxed) + 1, ordering: .relaxed)
                        } else {
                            counter.value.add(1, ordering: .relaxed)
                        }
                    }
                }
                let count = participants.count
                return Cast(participants: participants) {
                    let value = counter.value.load(ordering: .relaxed)
                    return value == count ? [] : ["an addition is lost: \(value)"]
                }
            }
        }

        @Test("Atomic additions lose nothing")
        func sound() {
            let found = counting(3, isBroken: false).explore()
            #expect(found.failure == nil)
            #expect(found.interleavings == 6)
        }

        @Test("A load and a store lose an addition, and the steps are told")
        func broken() throws {
            let found = counting(2, isBroken: true).explore()
            let failure = try #require(found.failure)
            #expect(failure.steps.count == 4)
        }
    }
}
