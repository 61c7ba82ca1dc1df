extension Flow {
    /// Names the preceding operator; errors, snapshots and diagrams show the name.
    ///
    /// - Parameter name: a name that no other node of the graph has, and not the empty one. A node without a name gets its kind and a number.
    public func named(_ name: String, fileID: String = #fileID, line: Int = #line) -> Flow {
        var copy = self
        copy.erased.attributes.name = .init(name, SourceSite(fileID: fileID, line: line))
        return copy
    }

    /// Sets how many elements the mailbox behind the preceding operator holds.
    ///
    /// A small mailbox keeps latency and memory low; with a large one, producer and consumer handle more elements in a
    /// step.
    /// - Parameter elements: from 1 to 1,048,576; the default is ``defaultMailboxCapacity``.
    public func capacity(_ elements: Int, fileID: String = #fileID, line: Int = #line) -> Flow {
        var copy = self
        copy.erased.attributes.capacity = .init(elements, SourceSite(fileID: fileID, line: line))
        return copy
    }

    /// Sets what the preceding operator does when its closure throws for an element.
    ///
    /// - Parameter policy: ``FailurePolicy/stop`` (the default) fails the operator. ``FailurePolicy/skip`` and
    ///   ``FailurePolicy/restart`` drop the element, count it as dropped and go on. Only for operators with a closure
    ///   or a behavior that gets elements one by one; elsewhere it is a finding when the graph is validated.
    public func onFailure(_ policy: FailurePolicy, fileID: String = #fileID, line: Int = #line) -> Flow {
        var copy = self
        copy.erased.attributes.policy = .init(policy, SourceSite(fileID: fileID, line: line))
        return copy
    }

    /// Sets what the preceding operator does when its closure throws for an element, and who hears of the errors.
    ///
    ///     lines.map { try Order($0) }.onFailure(.skip) { error in log.warning("\(error)") }
    ///     lines.map { try Order($0) }.onFailure(.skip) { error in _ = errors.trySend(error) }
    ///
    /// For the elements with their errors, as a flow that makes upstream wait, see ``splitFailures(fileID:line:_:)``.
    /// - Parameters:
    ///   - policy: as for ``onFailure(_:fileID:line:)``.
    ///   - listener: called with each error for which an element is dropped, where the operator's closure was called; with
    ///   a concurrency above 1, calls overlap. A slow one slows the operator.
    public func onFailure(
        _ policy: FailurePolicy, fileID: String = #fileID, line: Int = #line,
        telling listener: @escaping @Sendable (any Error) -> Void
    ) -> Flow {
        var copy = onFailure(policy, fileID: fileID, line: line)
        copy.erased.attributes.listener = FailureListener(listener)
        return copy
    }
}

/// How many elements a mailbox holds unless ``Flow/capacity(_:fileID:line:)`` sets it.
public let defaultMailboxCapacity = 256

/// How many elements a mailbox holds behind an operator that drops what is old, and everywhere below it, unless
/// ``Flow/capacity(_:fileID:line:)`` sets it: what waits in a mailbox grows old.
public let freshMailboxCapacity = 1
