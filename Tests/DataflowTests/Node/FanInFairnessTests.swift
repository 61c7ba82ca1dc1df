@testable import Dataflow
import Testing

@Suite("The fairness of a fan-in")
struct FanInFairnessTests {
    @Test("T27: of two inputs that are always ready each gives 45 to 55 % of 1,000 elements", arguments: [1, 7, 64, 4_096])
    func fairness(grain: Int) {
        let inputs = (0..<2).map { KernelBench.mailbox(Array(repeating: $0, count: 1_000)) }
        let output = Mailbox<Int>(capacity: 1_000)
        let bench = KernelBench(inputs: inputs, outputs: [output])
        var kernel = FanInKernel(MergeBehavior<Int>(), bench.wiring)
        while output.room() > 0 { #expect(kernel.step(bench.turn(grain: grain)).outcome == .again) }
        let fromSecond = output.takeAll().reduce(0, +)
        #expect(450...550 ~= fromSecond)
    }
}
