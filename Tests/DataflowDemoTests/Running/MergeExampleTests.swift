import Dataflow
import Synchronization
import Testing

@testable import DemoKit

@Suite("The merge example")
struct MergeExampleTests {
    @Test("It shows every number once, evens in order and odds in order")
    func numbers() async throws {
        let shown = Mutex<[Int]>([])
        try await mergeExample { number in shown.withLock { $0.append(number) } }.run(clock: JumpingClock())
        let numbers = shown.withLock { $0 }
        #expect(numbers.filter { $0.isMultiple(of: 2) } == [0, 2, 4, 6, 8])
        #expect(numbers.filter { !$0.isMultiple(of: 2) } == [1, 3, 5, 7, 9])
    }
}
