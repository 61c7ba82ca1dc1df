import DataflowProbes
import Testing

@testable import Dataflow

@Suite("ZipKernel")
struct ZipKernelTests {
    private let bench = Bench()

    @Test("F7 A zip fails when an input has failed, also when another one has completed", arguments: [0, 1])
    func failureBesideEnd(failing: Int) {
        let inputs = (0..<2).map { _ in Mailbox<Int>(capacity: 4) }
        let output = Mailbox<(Int, Int)>(capacity: 4)
        let node = NodeShell(ZipKernel<Int, Int>(bench.wiring(inputs: inputs, outputs: [output])))
        let site = SourceSite(fileID: "A/B", line: 1)
        let failure = NodeFailure(error: TestFailure(number: 3), node: "above", site: site)
        inputs[failing].writer.close(.failed(failure), nil)
        inputs[1 - failing].writer.close(.finished, nil)
        let step = node.step(bench.turn())
        #expect(step.outcome == .ended)
        guard case .failed(let passed)? = output.reader.ending else {
            Issue.record("it did not fail")
            return
        }
        #expect(passed.error as? TestFailure == TestFailure(number: 3))
    }
}
