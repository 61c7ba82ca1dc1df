import Dataflow

/// Causes faults in the graphs that `body` runs; the graphs do not know of them.
///
///     try await withFaults(.failing(with: TimedOut(), at: 3, of: "price")) {
///         await #expect(throws: GraphError.self) { try await orders.run() }
///     }
///
/// Each fault comes once in each run. Snapshots show a node `fault(price)` before the named one, which holds one
/// element. A fault cannot name nodes that are made while a graph runs, as `catch` and `flatMap` make them.
/// - Parameters:
///   - faults: the faults, with their places.
///   - isolation: the caller's actor; leave it out.
///   - body: runs the graphs.
/// - Returns: the value that `body` returns.
/// - Throws: the error that `body` throws; ``ExpectationFailure`` from the run of a graph that has no node of a fault's
///   name, and at the end if a fault never came.
@discardableResult
public func withFaults<Result>(
    _ faults: Fault..., fileID: String = #fileID, line: Int = #line, isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> Result
) async throws -> Result {
    let site = SourceSite(fileID: fileID, line: line)
    let plans = faults.map { FaultChange(fault: $0, site: site) }
    let result = try await PlanChanges.$current.withValue(PlanChanges.current + plans, operation: body)
    for plan in plans { try plan.checkThatItCame() }
    return result
}

/// Puts one fault into every graph.
private struct FaultChange: PlanChange {
    let fault: Fault
    let site: SourceSite
    private let record = Watched(Record())

    private struct Record: Sendable {
        /// How many elements arrived at the node, in the run in which most did.
        var seen = 0
        var hasCome = false
    }

    init(fault: Fault, site: SourceSite) {
        self.fault = fault
        self.site = site
    }

    func change(_ plan: inout GraphPlan) throws {
        plan = plan.named()
        guard let node = plan.nodes.first(where: { $0.name == fault.node }) else {
            throw ExpectationFailure.unknown(fault.node, in: plan, site)
        }
        let count = Watched(0)
        let places = node.inputs.isEmpty ? plan.edges(from: node) : plan.edges(to: node)
        plan.interpose("fault", of: node.name, on: places) { [fault, record] _ in
            FaultInterposer(fault: fault, count: count, node: node.name, site: node.site) { seen in
                record.update { record in
                    record.seen = max(record.seen, seen)
                    if seen == fault.element { record.hasCome = true }
                }
            }
        }
    }

    func checkThatItCame() throws {
        if record.value.hasCome { return }
        throw ExpectationFailure(
            "the fault at element \(fault.element) of \"\(fault.node)\" never came: it had \(record.value.seen) elements.",
            site)
    }
}

/// Counts the elements that arrive at a node, by any input, and causes the fault at one of them.
private struct FaultInterposer: Interposer {
    let fault: Fault
    let count: Watched<Int>
    let node: String
    let site: SourceSite
    let note: @Sendable (_ seen: Int) -> Void

    func meets(_ description: @autoclosure () -> String) -> Interference {
        let seen = count.update { count in
            count += 1
            return count
        }
        note(seen)
        guard seen == fault.element else { return .pass }
        switch fault.effect {
        case .fail(let error): return .fail(NodeFailure(error: error, node: node, site: site))
        case .delay(let duration): return .delay(duration)
        case .cancel: return .cancelRun
        }
    }

    func meets(_ ending: Ending) {}
    func meets(_ cause: CancellationCause) {}
}
