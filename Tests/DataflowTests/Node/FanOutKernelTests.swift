import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("FanOutKernel")
struct FanOutKernelTests {
    private let bench = Bench()

    private struct Routes<Element: Sendable>: FanOutBehavior {
        let body: @Sendable (Element) throws -> Route
        mutating func route(_ element: Element) throws -> Route { try body(element) }
    }

    @Test("L1 An output that cancels in the middle of a chunk neither loses nor doubles an element")
    func cancelledInTheMiddle() {
        let leaks = LeakWatch()
        do {
            let input = Mailbox<Tracked>(capacity: 8)
            let outputs = [Mailbox<Tracked>(capacity: 8), Mailbox<Tracked>(capacity: 8)]
            let wiring = bench.wiring(inputs: [input], outputs: outputs)
            input.put((0..<6).map(leaks.element))
            let behavior = Routes<Tracked> { element in
                if element.number == 3 { outputs[0].reader.cancel(.finished, nil) }
                return .output(0)
            }
            let node = NodeShell(FanOutKernel(.copies(of: behavior), wiring))
            _ = node.step(bench.turn())
            #expect(input.deliveredCount == 6)
            input.writer.close(.finished, nil)
            while node.step(bench.turn()).outcome != .ended {}
            #expect(outputs[0].acceptedCount == 6)
            #expect(outputs[0].discardedCount == 6)
            for mailbox in outputs + [input] { #expect(mailbox.isBalanced) }
        }
        leaks.check()
    }

    @Test("O2 Outputs that all have room take turns; one that is full or has cancelled is passed over")
    func turns() {
        let input = Mailbox<Int>(capacity: 16)
        let outputs = [16, 2, 16, 16].map { Mailbox<Int>(capacity: $0) }
        let behavior = Routes<Int> { _ in .any }
        let wiring = bench.wiring(inputs: [input], outputs: outputs)
        let node = NodeShell(FanOutKernel(.copies(of: behavior), wiring))
        outputs[3].reader.cancel(.finished, nil)
        input.put(Array(0..<10))
        while node.step(bench.turn(4)).outcome == .again {}
        #expect(outputs.map { $0.takeOut($0.reader.available()) } == [[0, 3, 6, 8], [1, 4], [2, 5, 7, 9], []])
    }

    @Test("P12 An output gets no more than its consumer handles in one step, whatever room it has", arguments: [1, 3])
    func onDemand(budget: Int) {
        let input = Mailbox<Int>(capacity: 64)
        let outputs = (0..<2).map { _ in Mailbox<Int>(capacity: 32) }
        let wiring = bench.wiring(inputs: [input], outputs: outputs, consumerBudget: budget)
        let node = NodeShell(FanOutKernel(.copies(of: Routes<Int> { _ in .any }), wiring))
        input.put(Array(0..<20))
        while node.step(bench.turn()).outcome == .again {}
        #expect(outputs.map(\.count) == [budget, budget])
        // A consumer that waits makes the node step, and has its share; the other one is still busy.
        #expect(outputs[0].takeOut(budget).count == budget)
        #expect(!outputs[0].reader.restForElements(nil) || bench.woken().contains { $0 === wiring.cell })
        while node.step(bench.turn()).outcome == .again {}
        #expect(outputs.map(\.count) == [budget, budget])
    }

    @Test("B3 The element at the head waits in the input until its output has room; the behavior is asked once")
    func headWaits() {
        let input = Mailbox<Int>(capacity: 4)
        let outputs = [Mailbox<Int>(capacity: 1), Mailbox<Int>(capacity: 1)]
        let wiring = bench.wiring(inputs: [input], outputs: outputs)
        let asked = Recorder<Int>()
        input.put([0, 1, 2])
        let behavior = Routes<Int> { element in
            asked.record(element)
            return .output(0)
        }
        let node = NodeShell(FanOutKernel(.copies(of: behavior), wiring))
        #expect(node.step(bench.turn()).count == 1)
        #expect(node.step(bench.turn()).outcome == .waiting)
        #expect(node.step(bench.turn()).outcome == .waiting)
        #expect(input.count == 2)
        #expect(outputs[0].isProducerWaiting)
        #expect(outputs[0].takeOut(1) == [0])
        #expect(node.step(bench.turn()).count == 1)
        #expect(asked.elements == [0, 1, 2], "each element is asked about once")
    }

    @Test("F8 An element for an output that does not exist fails the node")
    func outOfRange() {
        let input = Mailbox<Int>(capacity: 4)
        let output = Mailbox<Int>(capacity: 4)
        let wiring = bench.wiring(inputs: [input], outputs: [output])
        input.put([0, 1])
        let node = NodeShell(FanOutKernel(.copies(of: Routes<Int> { .output($0) }), wiring))
        #expect(node.step(bench.turn()).outcome == .ended)
        guard case .failed(let failure)? = output.endingAhead else {
            Issue.record("it did not fail")
            return
        }
        #expect((failure.error as? RouteOutOfRange)?.output == 1)
        #expect(output.takeOut(1) == [0])
    }
}
