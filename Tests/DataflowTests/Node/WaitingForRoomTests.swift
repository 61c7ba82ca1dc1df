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

    private func node(_ shape: Shape, _ wiring: NodeWiring) -> (Turn) -> Step {
        switch shape {
        case .transform: NodeShell(TransformKernel(.copies(of: Passing()), wiring)).step
        case .relay: NodeShell(LoopKernel<Int>(wiring)).step
        case .fanIn: NodeShell(FanInKernel(Passing(), wiring)).step
        case .fanOut: NodeShell(FanOutKernel(.copies(of: AnyOutputBehavior<Int>()), wiring)).step
        case .broadcast: NodeShell(BroadcastKernel<Int>(wiring)).step
        case .zip: NodeShell(ZipKernel<Int>(wiring)).step
        case .latest: NodeShell(LatestKernel<Int>(wiring)).step
        }
    }

    @Test("B2 A node that waits for room gives its producer what is free, however little", arguments: Shape.allCases)
    func givesBack(shape: Shape) {
        let (input, output) = (Mailbox<Int>(capacity: 8), Mailbox<Int>(capacity: 1))
        let step = node(shape, bench.wiring(inputs: [input], outputs: [output]))
        input.put(Array(0..<8))
        #expect(input.writer.restForRoom())
        var steps = 0
        while step(bench.turn()).outcome == .again, steps < 8 { steps += 1 }
        #expect(output.isProducerWaiting)
        #expect(input.count == 7)
        #expect(!input.isProducerWaiting)
    }
}
