import Dataflow
import DataflowTesting
import Testing

@Suite("Traits", .timeLimit(.minutes(5)))
struct TraitTests {
    @Test("patience holds inside of the test", .patience(.milliseconds(7)))
    func patience() async throws {
        #expect(Patience.limit == .milliseconds(7))
    }

    @Suite("inside of a suite", .patience(.milliseconds(8)), .watchdog(.seconds(30)))
    struct Inherited {
        @Test("patience is inherited")
        func patience() { #expect(Patience.limit == .milliseconds(8)) }
    }

    @Test("a test within its time is not touched, and its error goes on")
    func inTime() async throws {
        let test = try #require(Test.current)
        try await WatchdogTrait.watchdog(.seconds(30)).provideScope(for: test, testCase: nil) {}
        await #expect(throws: Burst.self) {
            try await WatchdogTrait.watchdog(.seconds(30)).provideScope(for: test, testCase: nil) { throw Burst(1) }
        }
    }

    @Test("a test that does not end is cancelled, and an issue says so")
    func late() async throws {
        let test = try #require(Test.current)
        try await withKnownIssue {
            try await WatchdogTrait.watchdog(.milliseconds(10)).provideScope(for: test, testCase: nil) {
                try await Flow<Int>.never().ignore().run()
            }
        } matching: {
            $0.comments.contains { $0.rawValue.contains("did not end within 0.01 seconds") }
        }
    }
}
