extension Flow {
    /// Names the operator before it; the name stands in errors, snapshots and diagrams.
    ///
    /// - Parameter name: must be the only one of its kind in a graph; what is not named gets its kind and a number.
    public func named(_ name: String, fileID: String = #fileID, line: Int = #line) -> Flow {
        var copy = self
        copy.erased.attributes.name = .init(name, SourceSite(fileID: fileID, line: line))
        return copy
    }

    /// Sets how many elements the mailbox after the operator before it holds.
    ///
    /// A small mailbox keeps latency and memory low, a large one lets producer and consumer work in longer turns.
    /// - Parameter elements: from 1 to 1,048,576; the default is ``defaultMailboxCapacity``.
    public func capacity(_ elements: Int, fileID: String = #fileID, line: Int = #line) -> Flow {
        var copy = self
        copy.erased.attributes.capacity = .init(elements, SourceSite(fileID: fileID, line: line))
        return copy
    }

    /// Says what the operator before it does when its closure throws for an element.
    ///
    /// - Parameter policy: ``FailurePolicy/stop`` (the default) fails the operator; ``FailurePolicy/skip`` and
    ///   ``FailurePolicy/restart`` drop the element, count it as dropped and go on. Only for operators with a closure
    ///   or a behavior that sees elements one by one; elsewhere it is a finding when the graph is validated.
    public func onFailure(_ policy: FailurePolicy, fileID: String = #fileID, line: Int = #line) -> Flow {
        var copy = self
        copy.erased.attributes.policy = .init(policy, SourceSite(fileID: fileID, line: line))
        return copy
    }
}

/// How many elements a mailbox holds when nobody says otherwise.
public let defaultMailboxCapacity = 256
