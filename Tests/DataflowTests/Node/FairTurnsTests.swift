import DataflowProbes
import Testing

@testable import Dataflow

@Suite("Fair turns")
struct FairTurnsTests {
    /// A merge whose inputs always have elements, and a consumer that takes a few at a time.
    private struct Setting: CustomStringConvertible {
        let inputs: Int
        let capacity: Int
        let taken: Int
        let budget: Int

        var description: String { "\(inputs) inputs, capacity \(capacity), \(taken) taken, budget \(budget)" }

        /// How many of the first `count` elements came from each input.
        func shares(of count: Int) -> [Int] {
            let bench = Bench()
            let sources = (0..<inputs).map { _ in Mailbox<Int>(capacity: capacity) }
            let output = Mailbox<Int>(capacity: capacity)
            let wiring = bench.wiring(inputs: sources, outputs: [output])
            let node = NodeShell(FanInKernel(MergeBehavior<Int>(), wiring))
            var (shares, seen) = (Array(repeating: 0, count: inputs), 0)
            while seen < count {
                for (number, source) in sources.enumerated() {
                    let room = source.writer.room()
                    if room > 0 { source.put(Array(repeating: number, count: room)) }
                }
                _ = node.step(bench.turn(budget))
                for element in output.takeOut(min(taken, output.reader.available())) where seen < count {
                    shares[element] += 1
                    seen += 1
                }
            }
            return shares
        }
    }

    @Test(
        "O2 P8 Inputs that always have elements get equal shares, whatever capacity, demand and budget there are",
        arguments: [2, 3, 5], [1, 2, 5, 7, 8, 16, 17, 33, 256])
    func equal(inputs: Int, capacity: Int) async {
        for taken in [1, 3, 16, 256] {
            for budget in [1, 3, 16, 1_000] {
                let setting = Setting(inputs: inputs, capacity: capacity, taken: min(taken, capacity), budget: budget)
                let shares = setting.shares(of: 400 * inputs)
                let fair = 400
                if shares.contains(where: { abs($0 - fair) > fair / 10 }) { Issue.record("\(setting): \(shares)") }
                // A thread of the pool is not the test's alone.
                await Task.yield()
            }
        }
    }
}
