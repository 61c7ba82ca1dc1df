import DataflowProbes
import Testing

@testable import Dataflow

@Suite("What nobody wants")
struct UnwantedTests {
    private struct Passing: TransformBehavior {
        mutating func receive(_ element: Int) -> Emission<Int> { .emit(element) }
    }

    /// Tells its end in its first step, and ends in its second: as a node does whose closures leave late.
    private struct LateLeaver: LinearShape {
        let wiring: NodeWiring
        let input: MailboxReader<Int>
        let output: MailboxWriter<Int>
        var hasTold = false

        init(_ wiring: NodeWiring) {
            (self.wiring, input, output) = (wiring, wiring.input(), wiring.output())
        }

        mutating func step(_ turn: Turn) -> Step {
            if hasTold { return .ended }
            hasTold = true
            _ = wiring.finish(turn)
            return .wait(.external)
        }
    }

    private let bench = Bench()
    private let boxes = (0..<3).map { _ in Mailbox<Int>(capacity: 4) }

    init() {
        boxes[2].join(feeds: [ConsumerEnd(boxes[1])])
        boxes[1].join(feeds: [ConsumerEnd(boxes[0])])
    }

    @Test("C5 A node above one whose elements nobody wants rests, and ends when that one has told it to")
    func rests() {
        let first = NodeShell(
            TransformKernel(.copies(of: Passing()), bench.wiring(inputs: [boxes[0]], outputs: [boxes[1]])))
        boxes[0].put([1, 2])
        boxes[2].join(producer: Waker(cell: bench.cell()), consumer: Waker(cell: bench.cell()))
        boxes[2].reader.cancel(.finished, bench.worker)
        #expect(first.step(bench.turn()).outcome == .waiting)
        #expect(boxes[0].count == 2)
        _ = bench.woken()
        boxes[1].reader.cancel(.finished, bench.worker)
        #expect(first.step(bench.turn()).outcome == .ended)
        #expect(boxes[0].cancellationCause != nil)
    }

    @Test("C5 A node that has told its end goes on to end: nobody will tell it to")
    func toldBefore() {
        let first = NodeShell(LateLeaver(bench.wiring(inputs: [boxes[0]], outputs: [boxes[1]])))
        #expect(first.step(bench.turn()).outcome == .waiting)
        boxes[2].join(producer: Waker(cell: bench.cell()), consumer: Waker(cell: bench.cell()))
        boxes[2].reader.cancel(.finished, bench.worker)
        #expect(boxes[1].writer.isUnwanted)
        #expect(first.step(bench.turn()).outcome == .ended)
    }
}
