@testable import Dataflow
import Testing

@Suite("The node of a fan-out")
struct FanOutKernelTests {
    private final class Parcel: Sendable {}

    private struct Routing: FanOutBehavior {
        let route: @Sendable (Int) -> Route
        var position = 0

        mutating func route(_ element: Parcel) -> Route {
            defer { position += 1 }
            return route(position)
        }
    }

    @Test("an output that is cancelled in the middle of a step keeps slots and counters together")
    func cancelledMidStep() {
        weak var first: Parcel?
        weak var last: Parcel?
        do {
            let parcels = (0..<8).map { _ in Parcel() }
            (first, last) = (parcels[0], parcels[7])
            let input = KernelBench.mailbox(parcels)
            let (leaving, staying) = (Mailbox<Parcel>(capacity: 16), Mailbox<Parcel>(capacity: 16))
            let bench = KernelBench(inputs: [input], outputs: [leaving, staying])
            // Three elements are on their way to the output, unseen yet, when its consumer leaves.
            let behavior = Routing { position in
                if position == 3 { leaving.cancel(.finished, nil) }
                return .output(position == 5 ? 1 : 0)
            }
            var kernel = FanOutKernel(behavior, bench.wiring)
            _ = kernel.step(bench.turn(grain: 8))
            leaving.reap()
            #expect(leaving.acceptedCount == 7)
            #expect(leaving.discardedCount == 7)
            #expect(leaving.count == 0)
            #expect(staying.takeAll().count == 1)
        }
        #expect(first == nil)
        #expect(last == nil)
    }
}
