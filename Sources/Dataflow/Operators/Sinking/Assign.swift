extension Flow {
    /// Writes every element to a property of an object, on the actor that the caller is on.
    ///
    ///     try await hits.assign(to: \.hits, on: model).run()
    ///
    /// - **Emits:** nothing; its value is `()`.
    /// - **Backpressures:** while an element is on the actor.
    /// - **Completes:** when upstream completes and the last element is written; when the object is gone, at the next
    ///   element.
    /// - **Fails:** when upstream fails.
    ///
    /// - Parameters:
    ///   - keyPath: leads to the property.
    ///   - object: the flow does not keep it. Once the run was cancelled on its actor, nothing is written to it.
    ///   - actor: the actor of the object, the caller's: the main actor, another global one, or an actor that has the
    ///     object in its state. The graph can run anywhere.
    public func assign<Root: AnyObject>(
        to keyPath: ReferenceWritableKeyPath<Root, Element>, on object: Root,
        isolation actor: isolated any Actor = #isolation, fileID: String = #fileID, line: Int = #line
    ) -> Sink<Void> {
        let assignment = ActorBound(Assignment(keyPath, object), of: actor)
        let behavior = AssignBehavior<Element> { element in try await assignment.use { $0.write(element) } }
        return Sink(transform(behavior, "assign", SourceSite(fileID: fileID, line: line), problem: nil))
    }
}

/// A property of an object, of which neither need be `Sendable`.
private final class Assignment<Root: AnyObject, Value> {
    private let keyPath: ReferenceWritableKeyPath<Root, Value>
    private weak var object: Root?

    init(_ keyPath: ReferenceWritableKeyPath<Root, Value>, _ object: Root) {
        self.keyPath = keyPath
        self.object = object
    }

    /// False if the object is gone.
    func write(_ value: Value) -> Bool {
        guard let object else { return false }
        object[keyPath: keyPath] = value
        return true
    }
}

private struct AssignBehavior<Value: Sendable>: AsyncBehavior, Sendable {
    /// False if there is nothing to write to any more.
    let write: nonisolated(nonsending) @Sendable (Value) async throws -> Bool

    nonisolated(nonsending) mutating func receive(_ element: Value) async throws -> SingleEmission<Void> {
        try await write(element) ? .nothing : .emitLast(())
    }

    nonisolated(nonsending) mutating func finish() async -> SingleEmission<Void> { .emit(()) }
}
