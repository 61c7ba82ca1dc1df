import Dataflow
import DataflowProbes
import Testing

@Suite("S: stalls")
struct StallTests {
    /// A diamond that cannot move once 20 elements are in it: one branch takes all, the other half of them.
    private func diamond(_ source: Flow<Int>) -> Sink<[Int]> {
        let all = source.step { $0 }.capacity(1)
        let some = source.only { $0 % 10 == 9 }.capacity(1)
        return zip(all, some).capacity(1).step { $0.0 }.gathered()
    }

    @Test(
        "S2 An inlet that is finished, or whose own mailbox is full, does not hide a stall", arguments: [true, false],
        parallelisms)
    func inlet(isFinished: Bool, parallelism: Int) async throws {
        let source = HandSource<Int>()
        for number in 0..<20 { _ = source.offer(number) }
        if isFinished { source.finish() }
        let outcome = try await diamond(source.flow().capacity(1)).outcome("S2", parallelism: parallelism)
        #expect(outcome.stall != nil)
        withExtendedLifetime(source) {}
    }
}
