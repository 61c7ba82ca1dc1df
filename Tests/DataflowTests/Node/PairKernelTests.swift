import DataflowProbes
import Testing

@testable import Dataflow

/// Does what the test says; gives what it got, with a sign for the right input.
private struct Scripted: PairBehavior {
    static var unhurried: PairSides { .right }
    var choice: PairChoice
    var droppedCount = 0
    var heldCount = 0
    var held: [Int] = []
    /// What the choice is after this element.
    var turning: (after: Int, to: PairChoice)?
    var answersAtOnce = false
    var last: [Int] = []

    mutating func receive(left element: Int) throws -> Emission<Int> {
        if element == 13 { throw TestFailure(number: 13) }
        if let turning, turning.after == element { choice = turning.to }
        return .emit(element)
    }

    mutating func receive(right element: Int) -> Emission<Int> {
        if let turning, turning.after == -element { choice = turning.to }
        if answersAtOnce { return .emit(-element) }
        held.append(-element)
        droppedCount += 1
        return .several
    }

    mutating func next() -> Int? { held.isEmpty ? nil : held.removeFirst() }

    mutating func leftFinished() -> Emission<Int> { flush() }
    mutating func inputFailed(_ error: any Error) -> Emission<Int> { flush() }

    private mutating func flush() -> Emission<Int> {
        held += last
        last = []
        return held.isEmpty ? .nothing : .several
    }
}

@Suite("PairKernel")
struct PairKernelTests {
    private let bench = Bench()
    private let left = Mailbox<Int>(capacity: 8)
    private let right = Mailbox<Int>(capacity: 8)

    private func node(
        _ behavior: sending Scripted, _ output: Mailbox<Int>
    ) -> NodeShell<PairKernel<Scripted>> {
        NodeShell(PairKernel(behavior, bench.wiring(inputs: [left, right], outputs: [output])))
    }

    private func failure(of output: AnyMailbox) -> NodeFailure? {
        guard case .failed(let failure)? = output.endingAhead else { return nil }
        return failure
    }

    /// Steps until the node waits or ends.
    private func run(_ node: NodeShell<PairKernel<Scripted>>, budget: Int = 16) -> Step {
        while true {
            let step = node.step(bench.turn(budget))
            if step.outcome != .again { return step }
        }
    }

    @Test("an unhurried input is taken from without room; what the behavior holds of it comes when there is room")
    func unhurried() {
        let output = Mailbox<Int>(capacity: 2)
        let node = node(Scripted(choice: .leftFirst), output)
        left.put([1, 2, 3])
        right.put([4, 5])
        #expect(run(node).outcome == .waiting)
        #expect(output.takeOut(2) == [1, 2])
        #expect(left.count == 1 && right.isEmpty, "a full output stops the left input only")
        #expect(run(node).wait == [.room, .input(1)])
        #expect(output.takeOut(2) == [-4, -5])
        #expect(run(node).outcome == .waiting)
        #expect(output.takeOut(1) == [3])
        #expect(bench.woken().isEmpty == false)
    }

    @Test("R5 what the behavior drops is counted, once", arguments: [1, 16])
    func dropped(budget: Int) {
        let output = Mailbox<Int>(capacity: 8)
        let wiring = bench.wiring(inputs: [left, right], outputs: [output])
        let node = NodeShell(PairKernel(Scripted(choice: .either), wiring))
        right.put([4, 5, 6])
        #expect(run(node, budget: budget).outcome == .waiting)
        #expect(wiring.ledger.droppedCount == 3)
    }

    @Test("R4 what a cancelled behavior holds is counted as discarded")
    func discarded() {
        let services = NoServices()
        let output = Mailbox<Int>(capacity: 8)
        let wiring = bench.wiring(inputs: [left, right], outputs: [output], services: services)
        let node = NodeShell(PairKernel(Scripted(choice: .either, heldCount: 3), wiring))
        #expect(node.step(bench.turn(16, .cancelled)).outcome == .ended)
        #expect(wiring.ledger.discardedCount == 3)
        withExtendedLifetime(services) {}
    }

    @Test("F8 a behavior that emits at once for an unhurried input fails its node, room or not")
    func emitsAtOnce() {
        let output = Mailbox<Int>(capacity: 8)
        let node = node(Scripted(choice: .either, answersAtOnce: true), output)
        right.put([4])
        #expect(run(node).outcome == .ended)
        #expect(failure(of: output)?.error is EmissionWithoutRoom)
        #expect("\(EmissionWithoutRoom())".contains("in next()"))
    }

    @Test("F8 a behavior that chooses an input that has ended fails its node, after what was delivered")
    func choosesEnded() {
        let output = Mailbox<Int>(capacity: 8)
        let node = node(Scripted(choice: .left), output)
        left.put([1, 2])
        left.writer.close(.finished, nil)
        #expect(run(node).outcome == .ended)
        #expect(failure(of: output)?.error as? InvalidInputChoice == InvalidInputChoice(input: 0, count: 2))
        #expect(output.takeOut(2) == [1, 2])
        #expect(right.isCancelled)
    }

    @Test("an input that is not wanted any more is cancelled as finished at once, and the other goes on")
    func forGood() {
        let output = Mailbox<Int>(capacity: 8)
        let node = node(Scripted(choice: .leftFirst, turning: (1, .leftForGood)), output)
        left.put([1, 2])
        right.put([4])
        #expect(run(node).wait == .input(0))
        #expect(output.takeOut(2) == [1, 2])
        guard case .finished? = right.cancellationCause else {
            Issue.record("the right input is not cancelled")
            return
        }
        left.writer.close(.finished, nil)
        #expect(run(node).outcome == .ended)
        guard case .finished? = output.reader.ending else {
            Issue.record("it did not complete")
            return
        }
    }

    @Test("a behavior that wants neither input completes once it has emitted what it holds")
    func none() {
        let output = Mailbox<Int>(capacity: 1)
        let node = node(Scripted(choice: .rightFirst, turning: (-5, .none)), output)
        right.put([4, 5, 6])
        #expect(run(node).wait == .room)
        #expect(left.isCancelled && right.isCancelled)
        #expect(output.takeOut(1) == [-4])
        #expect(run(node).wait == .room)
        #expect(output.takeOut(1) == [-5])
        #expect(run(node).outcome == .ended)
        guard case .finished? = output.reader.ending else {
            Issue.record("it did not complete")
            return
        }
    }

    @Test("R3 F7 what the behavior holds goes out before a failure, which then comes in any case", arguments: [1, 4])
    func failureLast(capacity: Int) {
        let output = Mailbox<Int>(capacity: capacity)
        let node = node(Scripted(choice: .leftFirst, last: [7, 8]), output)
        let site = SourceSite(fileID: "A/B", line: 1)
        left.put([1])
        left.writer.close(.failed(NodeFailure(error: TestFailure(number: 3), node: "above", site: site)), nil)
        var received: [Int] = []
        while run(node).outcome != .ended { received += output.takeOut(output.reader.available()) }
        #expect(failure(of: output)?.error as? TestFailure == TestFailure(number: 3))
        received += output.takeOut(output.reader.available())
        #expect(received == [1, 7, 8])
        #expect(right.isCancelled)
    }

    @Test("F1 what was emitted before the behavior threw comes before the failure")
    func throwing() {
        let output = Mailbox<Int>(capacity: 8)
        let node = node(Scripted(choice: .leftFirst), output)
        left.put([1, 2, 13, 4])
        #expect(run(node).outcome == .ended)
        #expect(failure(of: output)?.error as? TestFailure == TestFailure(number: 13))
        #expect(output.takeOut(2) == [1, 2])
    }

    @Test("an end is told although the other input was chosen, and a full output does not hide a wake")
    func endOfOther() {
        let output = Mailbox<Int>(capacity: 8)
        let node = node(Scripted(choice: .right, last: [7]), output)
        #expect(run(node).wait == .input(1))
        left.writer.close(.finished, nil)
        #expect(!bench.woken().isEmpty)
        #expect(run(node).outcome == .waiting)
        #expect(output.takeOut(1) == [7])
    }
}
