import struct Synchronization.AtomicLoadOrdering
import Testing

@testable import Dataflow

extension Interleavings {
    @Suite("SpinLock and Guarded")
    struct LockTests {
        /// Each participant adds 1, in two touches, to memory that only a lock guards.
        static func adding(
            _ participants: Int, times: Int, mayGiveUp: Bool = false,
            _ guarding: @escaping (@escaping () -> Void) -> () -> Void
        )
            -> Scene
        {
            Scene(name: "lock") { _ in
                let memory = Dataflow.UnsafeMutablePointer<Int>.allocate(capacity: 1)
                memory.initialize(to: 0)
                let add = guarding { memory.pointee = memory.pointee + 1 }
                let cast = (0..<participants).map { number in
                    Cast.Participant(name: "p\(number)") { for _ in 0..<times { add() } }
                }
                return Cast(participants: cast) {
                    defer { memory.deallocate() }
                    return mayGiveUp || memory.pointee == participants * times
                        ? [] : ["an addition is lost: \(memory.pointee)"]
                }
            }
        }

        static func guarded(_ participants: Int, times: Int) -> Scene {
            adding(participants, times: times) { body in
                let lock = Guarded(())
                return { lock.withLock { _ in body() } }
            }
        }

        @Test(
            "A spin lock admits one at a time, and hands over what was done inside",
            arguments: [(2, 2), (3, 1), (3, 2)])
        func sound(participants: Int, times: Int) {
            Self.guarded(participants, times: times).explore().check("lock, \(participants) × \(times)")
        }

        @Test("A lock that looks and then takes is found out")
        func looksAndTakes() throws {
            let scene = Self.adding(2, times: 1, mayGiveUp: true) { body in
                let held = Flag()
                return {
                    if held.value.load(ordering: .acquiring) { return }
                    held.value.store(true, ordering: .sequentiallyConsistent)
                    body()
                    held.value.store(false, ordering: .releasing)
                }
            }
            let failure = try #require(scene.explore().failure)
            #expect(failure.problems.first?.contains("data race") == true)
        }

        @Test("A lock that is let go in a relaxed order is found out, although every interleaving adds up")
        func relaxed() throws {
            let scene = Self.adding(2, times: 1, mayGiveUp: true) { body in
                let turn = Counter()
                return {
                    if turn.value.add(1, ordering: .acquiring).oldValue == 0 {
                        body()
                        turn.value.store(10, ordering: .relaxed)
                    } else if turn.value.load(ordering: .acquiring) >= 10 {
                        body()
                    }
                }
            }
            let failure = try #require(scene.explore().failure)
            #expect(failure.problems.first?.contains("data race") == true)
        }
    }
}

private final class Flag: Sendable {
    let value = Atomic<Bool>(false)
}
