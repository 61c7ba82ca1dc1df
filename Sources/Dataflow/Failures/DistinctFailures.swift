/// Failures in the order in which they came, each once, however many branches it came by. A value.
///
/// It holds the ``NodeFailure/others`` of a failure as failures of their own.
struct DistinctFailures {
    private(set) var list: [NodeFailure] = []
    private var known: Set<ObjectIdentifier> = []

    mutating func add(_ failure: NodeFailure) {
        if known.insert(ObjectIdentifier(failure.identity)).inserted {
            var single = failure
            single.others = []
            list.append(single)
        }
        for other in failure.others { add(other) }
    }

    func contains(_ failure: NodeFailure) -> Bool { known.contains(ObjectIdentifier(failure.identity)) }
}
