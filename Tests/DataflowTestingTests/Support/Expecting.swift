import DataflowTesting
import Testing

/// An error that tells which it is.
struct Burst: Error, Equatable {
    let number: Int
    init(_ number: Int) { self.number = number }
}

/// A door that is closed until it is opened, and then stays open.
struct TestGate: Sendable {
    private let isOpen = Watched(false)

    func open() async { isOpen.update { $0 = true } }
    func pass() async throws { try await isOpen.wait { $0 } }
}

/// A function that throws an ``ExpectationFailure`` with this message.
func expectFailure(
    _ message: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    } catch let failure as ExpectationFailure {
        #expect(failure.message == message, sourceLocation: sourceLocation)
    } catch {
        Issue.record("thrown: \(error)", sourceLocation: sourceLocation)
    }
}
