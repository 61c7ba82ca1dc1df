import DataflowProbes
import Testing

@testable import Dataflow

@Suite("FanInKernel")
struct FanInKernelTests {
    private let bench = Bench()

    private struct Merging: FanInBehavior {
        var choice: InputChoice { .any }
        mutating func receive(_ element: Int, from input: Int) -> Emission<Int> { .emit(element) }
    }

    /// Chooses one input after the other, whatever happens.
    private struct Choosing: FanInBehavior {
        var choices: [InputChoice]
        var choice: InputChoice { choices[0] }
        mutating func receive(_ element: Int, from input: Int) -> Emission<Int> { .emit(element) }

        mutating func inputFinished(_ input: Int) -> Emission<Int> {
            if choices.count > 1 { choices.removeFirst() }
            return .nothing
        }
    }

    /// Gives each element as often as it says, and two more when an input ends.
    private struct Repeating: FanInBehavior {
        var held: [Int] = []
        var choice: InputChoice { .any }

        mutating func receive(_ element: Int, from input: Int) -> Emission<Int> {
            held = Array(repeating: element, count: element)
            return .several
        }

        mutating func inputFinished(_ input: Int) -> Emission<Int> {
            held = [-1, -1]
            return .several
        }

        mutating func next() throws -> Int? {
            if held.first == 13 { throw TestFailure(number: 13) }
            return held.popLast()
        }
    }

    @Test(
        "A fan-in may give many elements for one, as there is room, and last ones when an input ends", arguments: 1...4)
    func several(capacity: Int) {
        let input = Mailbox<Int>(capacity: 4)
        let output = Mailbox<Int>(capacity: capacity)
        let node = NodeShell(FanInKernel(Repeating(), bench.wiring(inputs: [input], outputs: [output])))
        input.put([2, 0, 5, 1])
        input.writer.close(.finished, nil)
        var received: [Int] = []
        var outcome = Step.Outcome.again
        while outcome != .ended {
            outcome = node.step(bench.turn()).outcome
            if outcome == .waiting { #expect(output.writer.room() == 0, "it waits for nothing but room") }
            if capacity == 1, received.isEmpty, outcome == .waiting {
                #expect(input.count == 3, "it takes nothing while it has more to give")
            }
            if outcome != .again { received += output.takeOut(output.reader.available()) }
        }
        #expect(received == [2, 2, 5, 5, 5, 5, 5, 1, -1, -1])
    }

    @Test("F1 A fan-in that throws while it gives many delivers what came before, then fails")
    func severalFails() {
        let input = Mailbox<Int>(capacity: 4)
        let output = Mailbox<Int>(capacity: 8)
        let node = NodeShell(FanInKernel(Repeating(), bench.wiring(inputs: [input], outputs: [output])))
        input.put([2, 13])
        while node.step(bench.turn()).outcome == .again {}
        #expect(failure(of: output)?.error as? TestFailure == TestFailure(number: 13))
        #expect(output.takeOut(output.reader.available()) == [2, 2])
    }

    private func failure(of output: AnyMailbox) -> NodeFailure? {
        guard case .failed(let failure)? = output.endingAhead else { return nil }
        return failure
    }

    @Test("F8 A behavior that goes on choosing an input that has ended fails its node, after what was delivered")
    func choosesEnded() {
        let inputs = inputs(2, capacity: 4)
        let output = Mailbox<Int>(capacity: 4)
        let node = NodeShell(
            FanInKernel(Choosing(choices: [.only(0)]), bench.wiring(inputs: inputs, outputs: [output])))
        inputs[0].put([1, 2])
        inputs[0].writer.close(.finished, nil)
        for _ in 0..<100 where node.step(bench.turn()).outcome == .ended { break }
        #expect(failure(of: output)?.error as? InvalidInputChoice == InvalidInputChoice(input: 0, count: 2))
        #expect(output.takeOut(output.reader.available()) == [1, 2])
        #expect(inputs[1].isCancelled)
    }

    @Test("F8 A behavior that chooses an input that does not exist fails its node", arguments: [-1, 2, .max])
    func choosesNone(input: Int) {
        let output = Mailbox<Int>(capacity: 4)
        let wiring = bench.wiring(inputs: inputs(2, capacity: 4), outputs: [output])
        let node = NodeShell(FanInKernel(Choosing(choices: [.only(input)]), wiring))
        #expect(node.step(bench.turn()).outcome == .ended)
        #expect(failure(of: output)?.error as? InvalidInputChoice == InvalidInputChoice(input: input, count: 2))
    }

    @Test("What is wrong with a choice is told with its repair")
    func choiceTold() {
        let ended = InvalidInputChoice(input: 0, count: 2)
        #expect(ended.hasEnded && ended.description.contains("in inputFinished(_:)"))
        let missing = InvalidInputChoice(input: 2, count: 2)
        #expect(!missing.hasEnded && missing.description.contains("choose one of 0..<2"))
    }

    @Test("A choice made when an input ends holds for the next element")
    func choosesAtAnEnd() {
        let inputs = inputs(3, capacity: 4)
        let output = Mailbox<Int>(capacity: 8)
        let wiring = bench.wiring(inputs: inputs, outputs: [output])
        let node = NodeShell(FanInKernel(Choosing(choices: [.any, .only(2), .any]), wiring))
        inputs[0].writer.close(.finished, nil)
        inputs[1].put([10, 11])
        inputs[2].put([20, 21])
        inputs[2].writer.close(.finished, nil)
        while node.step(bench.turn()).outcome == .again {}
        #expect(output.takeOut(output.reader.available()) == [20, 21, 10, 11])
    }

    private func inputs(_ count: Int, capacity: Int) -> [Mailbox<Int>] {
        (0..<count).map { _ in Mailbox<Int>(capacity: capacity) }
    }

    @Test("O2 Inputs that are always ready take turns, a few elements each")
    func turns() {
        let inputs = inputs(2, capacity: 256)
        let output = Mailbox<Int>(capacity: 2_048)
        let node = NodeShell(FanInKernel(Merging(), bench.wiring(inputs: inputs, outputs: [output])))
        for (number, input) in inputs.enumerated() { input.put(Array(repeating: number, count: 256)) }
        while node.step(bench.turn(1_000)).outcome == .again {}
        let received = output.takeOut(output.reader.available())
        #expect(received.count == 512)
        for cut in stride(from: 64, through: 512, by: 64) {
            #expect(received[..<cut].reduce(0, +) * 2 == cut, "the first \(cut) are not shared evenly")
        }
    }

    @Test("B4 A fan-in that never rests keeps no record that grows with what has passed through it")
    func bounded() {
        let inputs = inputs(2, capacity: 256)
        let output = Mailbox<Int>(capacity: 16)
        let node = NodeShell(FanInKernel(Merging(), bench.wiring(inputs: inputs, outputs: [output])))
        for _ in 0..<2_000 {
            for input in inputs {
                input.put(Array(repeating: 0, count: input.writer.room()))
                _ = input.writer.restForRoom()
            }
            _ = node.step(bench.turn(8))
            _ = output.takeOut(output.reader.available())
        }
        #expect(node.kernel!.turns.owing.count <= inputs.count)
        #expect(node.kernel!.turns.order.count <= inputs.count)
    }

    @Test("C2 A fan-in of one input is as good as any")
    func single() {
        let input = Mailbox<Int>(capacity: 4)
        let output = Mailbox<Int>(capacity: 4)
        let node = NodeShell(FanInKernel(Merging(), bench.wiring(inputs: [input], outputs: [output])))
        #expect(node.step(bench.turn()).outcome == .waiting)
        input.put([1, 2])
        while node.step(bench.turn()).outcome == .again {}
        #expect(output.takeOut(output.reader.available()) == [1, 2])
        input.writer.close(.finished, nil)
        while node.step(bench.turn()).outcome == .again {}
        guard case .finished? = output.reader.ending else {
            Issue.record("it did not complete")
            return
        }
    }

    @Test("F3 A fan-in fails with the first failure it meets, and attaches those of other nodes that wait")
    func attachesOthers() {
        let inputs = inputs(4, capacity: 4)
        let output = Mailbox<Int>(capacity: 4)
        let node = NodeShell(FanInKernel(Merging(), bench.wiring(inputs: inputs, outputs: [output])))
        let failures = ["a", "b", "a"].map { node in
            NodeFailure(error: TestFailure(), node: node, site: SourceSite(fileID: "A/B", line: 1))
        }
        // The first comes by two branches; the last waits behind an element.
        for (input, failure) in zip(inputs, [failures[0], failures[1], failures[0], failures[2]]) {
            input.put(failure.identity === failures[2].identity ? [7] : [])
            input.writer.close(.failed(failure), nil)
        }
        while node.step(bench.turn()).outcome == .again {}
        guard case .failed(let failure)? = output.endingAhead else {
            Issue.record("it did not fail")
            return
        }
        #expect(failure.identity === failures[0].identity)
        #expect(failure.others.map(\.node) == ["b", "a"])
    }
}
