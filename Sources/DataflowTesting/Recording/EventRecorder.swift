import Dataflow

/// Records what happens at nodes of the graphs that a closure runs; the graphs do not know of it.
///
///     let recorder = EventRecorder("parse", "ledger")
///     try await recorder.recording { try await graph.run() }
///     #expect(recorder.lines(of: "parse") == ["parse: 1", "parse: 2", "parse: completed"])
///
/// The recorder records a node's elements as they leave it, and a sink's as they come; then how the node ended:
/// completed, failed, or cancelled, with the cause. The order is exact at each node; between nodes it is that of the
/// schedule. Snapshots show a node `recorder(parse)` behind the named one, which holds one element.
public final class EventRecorder: Sendable {
    private let names: [String]
    private let site: SourceSite
    private let log = Watched<[RecordedEvent]>([])

    /// Makes a recorder for the nodes with these names, or for every node if there are none.
    public init(_ nodes: String..., fileID: String = #fileID, line: Int = #line) {
        names = nodes
        site = SourceSite(fileID: fileID, line: line)
    }

    /// Records what happens in the graphs that `body` runs.
    ///
    /// - Parameters:
    ///   - isolation: the caller's actor; leave it out.
    ///   - body: runs the graphs.
    /// - Returns: the value that `body` returns.
    /// - Throws: the error that `body` throws; ``ExpectationFailure`` from the run of a graph that has no node of such
    ///   a name.
    @discardableResult
    public func recording<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async throws -> Result {
        let change = RecordingChange(names: names, site: site, log: log)
        return try await PlanChanges.$current.withValue(PlanChanges.current + [change], operation: body)
    }

    /// All recorded events.
    public var events: [RecordedEvent] { log.value }

    /// All recorded events, as text.
    public var lines: [String] { events.map(\.description) }

    /// The recorded events of one node, as text.
    public func lines(of node: String) -> [String] { events.filter { $0.node == node }.map(\.description) }
}

/// Puts recorders into every graph.
private struct RecordingChange: PlanChange {
    let names: [String]
    let site: SourceSite
    let log: Watched<[RecordedEvent]>

    func change(_ plan: inout GraphPlan) throws {
        let before = plan.named()
        for name in names where !before.nodes.contains(where: { $0.name == name }) {
            throw ExpectationFailure.unknown(name, in: before, site)
        }
        for node in before.nodes where names.isEmpty || names.contains(node.name) {
            let now = plan.nodes[node.id]
            let leaving = plan.edges(from: now)
            let places = leaving.isEmpty ? plan.edges(to: now) : leaving
            let log = log
            plan.interpose("recorder", of: node.name, on: places) { port in
                RecordingInterposer(node: node.name, port: port, log: log)
            }
        }
    }
}

/// Records the elements and the end of one edge.
private struct RecordingInterposer: Interposer {
    let node: String
    let port: Int
    let log: Watched<[RecordedEvent]>

    func meets(_ description: @autoclosure () -> String) -> Interference {
        note(.element(description()))
        return .pass
    }

    func meets(_ ending: Ending) {
        switch ending {
        case .finished: note(.completed)
        case .failed(let failure): note(.failed("\(failure.error)"))
        case .cancelled: note(.cancelled("cancelled"))
        }
    }

    func meets(_ cause: CancellationCause) {
        switch cause {
        case .finished: note(.cancelled("finished"))
        case .failed(let error): note(.cancelled("failed(\(error))"))
        case .cancelled: note(.cancelled("cancelled"))
        }
    }

    private func note(_ kind: RecordedEvent.Kind) {
        log.update { $0.append(RecordedEvent(node: node, port: port, kind: kind)) }
    }
}
