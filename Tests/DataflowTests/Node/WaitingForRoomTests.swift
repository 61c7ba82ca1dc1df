import DataflowProbes
import Testing

@testable import Dataflow

@Suite("Waiting for room")
struct WaitingForRoomTests {
    private let bench = Bench()

    enum Shape: CaseIterable {
        case transform, relay, fanIn, fanOut, broadcast, zip, latest
    }

    private struct Passing: TransformBehavior, FanInBehavior {
        var choice: InputChoice { .any }
        mutating func receive(_ element: Int) -> Emission<Int> { .emit(element) }
        mutating func receive(_ element: Int, from input: Int) -> Emission<Int> { .emit(element) }
    }

    private func kernel(_ shape: Shape, _ wiring: NodeWiring) -> any Kernel {
        switch shape {
        case .transform: TransformKernel(Passing(), wiring)
        case .relay: LoopKernel<Int>(wiring)
        case .fanIn: FanInKernel(Passing(), wiring)
        case .fanOut: FanOutKernel(AnyOutputBehavior<Int>(), wiring)
        case .broadcast: BroadcastKernel<Int>(wiring)
        case .zip: ZipKernel<Int>(wiring)
        case .latest: LatestKernel<Int>(wiring)
        }
    }

    @Test("B2 A node that waits for room gives its producer what is free, however little", arguments: Shape.allCases)
    func givesBack(shape: Shape) {
        let (input, output) = (Mailbox<Int>(capacity: 8), Mailbox<Int>(capacity: 1))
        var kernel = kernel(shape, bench.wiring(inputs: [input], outputs: [output]))
        input.put(Array(0..<8))
        #expect(input.restForRoom())
        var steps = 0
        while kernel.step(bench.turn()).outcome == .again, steps < 8 { steps += 1 }
        #expect(output.isProducerWaiting)
        #expect(input.count == 7)
        #expect(!input.isProducerWaiting)
    }
}
