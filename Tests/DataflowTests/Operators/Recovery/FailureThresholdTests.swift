@testable import Dataflow
import Testing

@Suite("How many failures are too many")
struct FailureThresholdTests {
    /// Whether the threshold is reached after each of these calls; `f` is a failure.
    private func reached(_ calls: String, _ threshold: FailureThreshold) -> String {
        var count = FailureCount(threshold)
        return String(calls.map { count.add(isFailure: $0 == "f") ? "!" : "-" })
    }

    @Test("a number in a row")
    func inARow() {
        #expect(reached("fsffsfff", .inARow(3)) == "-------!")
        #expect(reached("sf", .inARow(1)) == "-!")
    }

    @Test("a share of the last calls, once there were so many")
    func share() {
        #expect(reached("ffff", .share(0.5, ofLast: 4)) == "---!")
        #expect(reached("sfsfssss", .share(0.5, ofLast: 4)) == "---!!---")
        #expect(reached("fsssssff", .share(0.5, ofLast: 4)) == "-------!")
    }

    @Test("what makes no sense is told")
    func problems() {
        for share in [0, -1, 1.5, Double.nan] { #expect(FailureThreshold.share(share, ofLast: 3).problem != nil) }
        #expect(FailureThreshold.inARow(0).problem != nil)
        #expect(FailureThreshold.share(0.5, ofLast: .max).problem != nil)
        #expect(FailureThreshold.share(1, ofLast: 1).problem == nil)
    }
}
